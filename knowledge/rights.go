package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Collection is a collection of the staff shelf as a list shows it.
type Collection struct {
	Name      string
	Roles     []string // who may search it
	Documents int
	Published time.Time
}

// As returns the staff shelf as someone with these roles sees it: what is not for them is not there, whatever is asked. The database decides that,
// at each search anew, so that a right that was taken away is gone at once. No roles see nothing.
func (sh *Shelf) As(roles []string) *Shelf {
	return &Shelf{store: sh.store, db: sh.db, schema: schemas[Staff], whole: sh, roles: append([]string{}, roles...)}
}

// allowed returns ErrUnknown when the shelf is one for roles that may not search a collection.
func (sh *Shelf) allowed(ctx context.Context, collection string) error {
	some, err := sh.allowedOf(ctx, []string{collection})
	if err == nil && len(some) == 0 {
		return ErrUnknown
	}
	return err
}

// allowedOf returns those of the collections that the roles of a shelf may search, in their order; all of them on a shelf that is for no roles.
func (sh *Shelf) allowedOf(ctx context.Context, collections []string) ([]string, error) {
	if sh.whole == nil {
		return collections, nil
	}
	const find = `SELECT name FROM shelf_staff.collections WHERE name = ANY($1) AND roles && $2`
	rows, err := sh.db.Query(ctx, find, collections, sh.roles)
	if err != nil {
		return nil, fmt.Errorf("looking up the rights on a collection: %w", err)
	}
	some, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("looking up the rights on a collection: %w", err)
	}
	return slices.DeleteFunc(slices.Clone(collections), func(name string) bool { return !slices.Contains(some, name) }), nil
}

// Collections lists what of the staff shelf was published and may be searched, by name: by the roles of a shelf that As returned, or all of it.
func (sh *Shelf) Collections(ctx context.Context) ([]Collection, error) {
	const list = `
		SELECT c.name, c.roles, g.id, g.published_at
		FROM shelf_staff.collections c
		JOIN shelf_staff.generations g ON g.id = c.generation
		WHERE $1::text[] IS NULL OR c.roles && $1
		ORDER BY c.name`
	rows, err := sh.db.Query(ctx, list, sh.roles)
	if err != nil {
		return nil, fmt.Errorf("listing collections: %w", err)
	}
	var generations []int64
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Collection, error) {
		var c Collection
		var generation int64
		err := row.Scan(&c.Name, &c.Roles, &generation, &c.Published)
		generations = append(generations, generation)
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing collections: %w", err)
	}
	for i, g := range generations {
		if all[i].Documents, err = sh.size(ctx, g); err != nil {
			return nil, fmt.Errorf("counting the documents of a collection: %w", err)
		}
	}
	return all, nil
}

// size returns how many documents a published generation has. It is counted once: the list stands on each page of the search.
func (sh *Shelf) size(ctx context.Context, generation int64) (int, error) {
	if sh.whole != nil {
		return sh.whole.size(ctx, generation)
	}
	if n, ok := sh.sizes.Load(generation); ok {
		return n.(int), nil //nolint:forcetypeassert // nothing else is put in it
	}
	var n int
	err := sh.db.QueryRow(ctx, `SELECT count(*) FROM shelf_staff.generation_documents WHERE generation = $1`, generation).Scan(&n)
	if err == nil {
		sh.sizes.Store(generation, n)
	}
	return n, err
}

// Document returns all passages of the document that a passage is of, in their order. It returns ErrUnknown when the passage is not in what is
// served of the collection, or when that may not be searched.
func (sh *Shelf) Document(ctx context.Context, collection string, id PassageID) ([]Passage, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	at, ok := s.ids.find(string(id))
	if !ok {
		return nil, ErrUnknown
	}
	ids := s.addIDs(nil, s.pages[s.pageOf[at]])
	texts, err := sh.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	var all []Passage
	for _, id := range ids {
		if p, ok := texts[PassageID(id)]; ok {
			all = append(all, p)
		}
	}
	return all, nil
}

// SetRoles says which roles may search a collection of the staff shelf. It returns ErrUnknown when there is none by that name.
func (s *Store) SetRoles(ctx context.Context, collection string, roles []string) error {
	tag, err := s.db.Exec(ctx, `UPDATE shelf_staff.collections SET roles = $2 WHERE name = $1`, collection, append([]string{}, roles...))
	if err != nil {
		return fmt.Errorf("setting the rights on a collection: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrUnknown
	}
	return nil
}

// Roles returns which roles may search a collection of the staff shelf; ErrUnknown when there is none by that name.
func (s *Store) Roles(ctx context.Context, collection string) ([]string, error) {
	var roles []string
	err := s.db.QueryRow(ctx, `SELECT roles FROM shelf_staff.collections WHERE name = $1`, collection).Scan(&roles)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrUnknown
	}
	if err != nil {
		return nil, fmt.Errorf("reading the rights on a collection: %w", err)
	}
	return roles, nil
}
