package jurisprudence

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What the bank refuses.
var (
	// ErrUnknown is returned for a ruling, person injured or search that is not in the bank, or not for whoever asks.
	ErrUnknown = errors.New("not in the bank")
	// ErrStep is returned for a step that the ruling cannot take from where it stands.
	ErrStep = errors.New("the ruling is not in a state for this step")
)

// ReaderVersion is the version of the rules that read awards. Raise it when Awards would find something else in the same text, and the banks read
// what they hold anew (Store.Reread). A test holds it to what is read in the rulings of this repository.
const ReaderVersion = 4

// Embedder turns texts into vectors by which likeness of rulings is measured.
type Embedder interface {
	Name() string
	Dimension() int
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Store is the bank in Postgres. What is harvested is written with the rights of the program; what members of staff do and see goes through
// staff.As, so that the database itself holds legal staff to what was found suitable.
type Store struct {
	db      *pgxpool.Pool
	embed   Embedder
	now     func() time.Time
	meaning bool // words are searched by their meaning too
}

// NewStore returns the bank on a migrated database. Without an embedder rulings have no vectors, and so none is similar to another. A nil now
// is the clock.
func NewStore(db *pgxpool.Pool, embed Embedder, now func() time.Time) *Store {
	if now == nil {
		now = time.Now
	}
	return &Store{db: db, embed: embed, now: now}
}

// State is how far a ruling has come. The zero value is no state.
type State string

// The states. Only a suitable ruling is to be seen for legal staff.
const (
	Aside      State = "aside"     // no injured party in it: only its number and hash are kept
	Candidate  State = "candidate" // waits for an adviser
	Later      State = "later"     // put off, with a reason
	Second     State = "second"    // found suitable; an unusual sum waits for another adviser
	Suitable   State = "suitable"
	Unsuitable State = "unsuitable"
)

// Again says why a ruling came back to the queue; empty when it did not.
type Again string

// The reasons to judge anew.
const (
	AgainChanged   Again = "changed"   // the court changed the text
	AgainWithdrawn Again = "withdrawn" // the court took the text back
	AgainAppealed  Again = "appealed"  // another court has decided since
	AgainReread    Again = "reread"    // newer rules read other sums in the same text
)

// Placed says what Put did with a ruling.
type Placed string

// What Put may do.
const (
	PlacedSame    Placed = "same"    // everything was known
	PlacedNew     Placed = "new"     // it waits for an adviser
	PlacedAside   Placed = "aside"   // there is no injured party in it
	PlacedChanged Placed = "changed" // it replaced what the bank held
)

// Held is what the bank knows of a ruling, for a harvester that decides what to fetch.
type Held struct {
	Modified  time.Time // as the court said; zero when it did not
	Withdrawn bool
	State     State
}

// Known returns what the bank holds of these rulings; one that it does not hold is left out.
func (s *Store) Known(ctx context.Context, ids []ECLI) (map[ECLI]Held, error) {
	const find = `
		SELECT ecli, modified, withdrawn_at IS NOT NULL, state
		FROM bank.rulings
		WHERE ecli = ANY($1)`
	rows, err := s.db.Query(ctx, find, ids)
	if err != nil {
		return nil, fmt.Errorf("looking up rulings: %w", err)
	}
	known := map[ECLI]Held{}
	var id ECLI
	var modified *time.Time
	var h Held
	_, err = pgx.ForEachRow(rows, []any{&id, &modified, &h.Withdrawn, &h.State}, func() error {
		h.Modified = time.Time{}
		if modified != nil {
			h.Modified = *modified
		}
		known[id] = h
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking up rulings: %w", err)
	}
	return known, nil
}

// Put reads what a ruling awards and adds it to the bank, or replaces what the bank holds of it. It may be repeated: the same ruling changes
// nothing. A ruling without an injured party is set aside: only its number, its metadata and its hash are kept, so that it is not read again.
//
// A ruling that was judged goes back to the queue when its text changed, and the ruling before it when this one was given on appeal. What an
// adviser corrected stays where its words still stand in the text.
func (s *Store) Put(ctx context.Context, r *Ruling) (Placed, error) {
	if r.ECLI == "" {
		return "", fmt.Errorf("keeping a ruling: %w", ErrNotRuling)
	}
	var placed Placed
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var err error
		placed, err = s.put(ctx, tx, r)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keeping ruling %s: %w", r.ECLI, err)
	}
	return placed, nil
}

// earlier is what the bank held of a ruling before Put.
type earlier struct {
	Hash      []byte
	Reader    int
	Body      string
	State     State
	Again     Again
	Withdrawn bool
}

func (s *Store) put(ctx context.Context, tx pgx.Tx, r *Ruling) (Placed, error) {
	hash := fingerprint(r)
	const find = `
		SELECT hash, reader, body, state, again, withdrawn_at IS NOT NULL AS withdrawn
		FROM bank.rulings
		WHERE ecli = $1
		FOR UPDATE`
	rows, err := tx.Query(ctx, find, r.ECLI)
	if err != nil {
		return "", err
	}
	before, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[earlier])
	isNew := errors.Is(err, pgx.ErrNoRows)
	if err != nil && !isNew {
		return "", err
	}
	if !isNew && !before.Withdrawn && string(before.Hash) == string(hash) && before.Reader == ReaderVersion {
		return PlacedSame, nil
	}
	found := Awards(r)
	keep := worthKeeping(r, found) || before.State.judged() // who judged it wants to see what became of it
	body := r.Text
	if !keep {
		body = ""
	}
	textChanged := isNew || before.Withdrawn || before.Body != body
	state, again := Candidate, Again("")
	switch {
	case !isNew && before.State == Aside && keep:
	case !isNew && textChanged && (before.State.judged() || before.Again != ""):
		again = AgainChanged
	case !isNew && !textChanged:
		state, again = before.State, before.Again
	case !keep:
		state = Aside
	}
	if err := s.write(ctx, tx, r, found, hash, body, state, again, textChanged, isNew); err != nil {
		return "", err
	}
	if !keep {
		found = Finding{}
	}
	switch {
	case isNew:
		err = s.replaceVictims(ctx, tx, r.ECLI, body, found)
	case textChanged || before.Reader != ReaderVersion:
		err = s.renew(ctx, tx, r.ECLI, body, found)
	default:
		err = nil
	}
	if err != nil {
		return "", err
	}
	if err := s.relate(ctx, tx, r); err != nil {
		return "", err
	}
	if before.State == Suitable {
		// What is known of a ruling beside its text may have changed too: the day, the court, whether it stands.
		if err := s.reshelve(ctx, tx, r.ECLI); err != nil {
			return "", err
		}
	}
	switch {
	case isNew && !keep:
		return PlacedAside, nil
	case isNew:
		return PlacedNew, nil
	}
	return PlacedChanged, nil
}

// judged reports that an adviser has said something of the ruling.
func (s State) judged() bool { return s == Suitable || s == Unsuitable || s == Later || s == Second }

// fingerprint returns a hash of everything of a ruling that the bank keeps.
func fingerprint(r *Ruling) []byte {
	h := sha256.New()
	e := json.NewEncoder(h)
	// A ruling is made of plain values: it can be written.
	_ = e.Encode([]any{r.Court, r.Level, r.Kind, r.Extent, r.Type, r.Procedure, r.Subjects, r.Cases, r.Decided, r.Published, r.Title, r.Summary, r.Relations, r.ReplacedBy, r.Text})
	return h.Sum(nil)
}

// worthKeeping reports that a ruling may be of use: a court of fact decided on the claim of an injured party, or speaks of one without our
// having found what it decided. Everything else is not ours to keep.
func worthKeeping(r *Ruling, found Finding) bool {
	if r.Kind != Criminal && r.Kind != Civil || r.Extent == OnlyMetadata || r.Level == Supreme || r.Level == Procurator {
		return false
	}
	if len(found.Victims) > 0 {
		return true
	}
	low := lowerSame(r.Text)
	return r.Kind == Criminal && r.Extent != OnlySummary && hasAny(low, "benadeelde partij", "schadevergoedingsmaatregel") && hasAny(low, "€", "euro", "eur ")
}

// stretch is how a paragraph lies in the text of a ruling, as it is kept.
type stretch struct {
	Number  string  `json:"n,omitempty"`
	Start   int     `json:"s"`
	End     int     `json:"e"`
	Heading bool    `json:"h,omitempty"`
	Row     bool    `json:"r,omitempty"`
	Note    bool    `json:"f,omitempty"`
	Topic   Topic   `json:"t,omitempty"`
	Speaker Speaker `json:"w,omitempty"`
}

// mention is an offence, an injury or a flag with its place in the text, as it is kept.
type mention struct {
	Text  string `json:"text,omitempty"`
	Kind  string `json:"kind"`
	Start int    `json:"s"`
	End   int    `json:"e"`
}

// write keeps the ruling itself.
func (s *Store) write(ctx context.Context, tx pgx.Tx, r *Ruling, f Finding, hash []byte, body string, state State, again Again, textChanged, isNew bool) error {
	var paragraphs []stretch
	if body != "" {
		for _, p := range r.Paragraphs {
			paragraphs = append(paragraphs, stretch{p.Number, p.Start, p.End(), p.Heading, p.Row, p.Note, p.Topic, p.Speaker})
		}
	}
	summary := r.Summary
	var offences, injuries, flags []mention
	var offenceKinds, injuryKinds, articles []string
	if body == "" {
		summary = ""
	} else {
		for _, o := range f.Offences {
			offences = append(offences, mention{o.Text, o.Kind, o.At.Start, o.At.End})
			offenceKinds = appendNew(offenceKinds, o.Kind)
		}
		for _, i := range f.Injuries {
			injuries = append(injuries, mention{i.Text, i.Kind, i.At.Start, i.At.End})
			injuryKinds = appendNew(injuryKinds, injuryGroup(i.Kind))
		}
		for _, a := range f.Articles {
			if !a.Penalty {
				articles = appendNew(articles, a.String())
			}
		}
		for _, x := range f.Flags {
			flags = append(flags, mention{"", string(x.Kind), x.At.Start, x.At.End})
		}
	}
	var relationAt *string
	if f.Relation.Set && body != "" {
		s := fmt.Sprintf("[%d,%d)", f.Relation.At.Start, f.Relation.At.End)
		relationAt = &s
	}
	const insert = `
		INSERT INTO bank.rulings (ecli, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, hash,
			reader, currency, finality, relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, usefulness, replaced_by, state, again,
			received_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22::int4range, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $33)
		ON CONFLICT (ecli) DO UPDATE SET court = EXCLUDED.court, level = EXCLUDED.level, kind = EXCLUDED.kind, extent = EXCLUDED.extent, type = EXCLUDED.type,
			title = EXCLUDED.title, procedures = EXCLUDED.procedures, subjects = EXCLUDED.subjects, cases = EXCLUDED.cases, decided = EXCLUDED.decided,
			published = EXCLUDED.published, modified = EXCLUDED.modified, summary = EXCLUDED.summary, body = EXCLUDED.body, paragraphs = EXCLUDED.paragraphs,
			hash = EXCLUDED.hash, reader = EXCLUDED.reader, currency = EXCLUDED.currency, finality = EXCLUDED.finality, relation = EXCLUDED.relation,
			relation_at = EXCLUDED.relation_at, offences = EXCLUDED.offences, injuries = EXCLUDED.injuries, offence_kinds = EXCLUDED.offence_kinds,
			articles = EXCLUDED.articles, injury_kinds = EXCLUDED.injury_kinds, flags = EXCLUDED.flags, usefulness = EXCLUDED.usefulness,
			replaced_by = EXCLUDED.replaced_by, withdrawn_at = NULL,
			changed_at = CASE WHEN $34 THEN EXCLUDED.changed_at ELSE rulings.changed_at END,
			state = CASE WHEN $35 THEN rulings.state ELSE EXCLUDED.state END,
			again = CASE WHEN $35 THEN rulings.again ELSE EXCLUDED.again END,
			judged_by = CASE WHEN $35 THEN rulings.judged_by ELSE '' END,
			judged_at = CASE WHEN $35 THEN rulings.judged_at END,
			second_by = CASE WHEN $35 THEN rulings.second_by ELSE '' END`
	// What stays as it was judged is written as a candidate only in case it were new, which it is not.
	stays := state.judged()
	if stays {
		state, again = Candidate, ""
	}
	_, err := tx.Exec(ctx, insert, r.ECLI, r.Court, r.Level, r.Kind, r.Extent, r.Type, r.Title, list(r.Procedure), list(r.Subjects), list(r.Cases), dayOrNull(r.Decided),
		dayOrNull(r.Published), dayOrNull(r.Modified), summary, body, listJSON(paragraphs), hash, ReaderVersion, f.Currency, f.Finality.Value, f.Relation.Value, relationAt,
		listJSON(offences), listJSON(injuries), list(offenceKinds), list(articles), list(injuryKinds), listJSON(flags), usefulness(r, f), r.ReplacedBy, state, again,
		s.now(), textChanged, stays)
	if err != nil || isNew || stays {
		return err
	}
	return s.unshelve(ctx, tx, r.ECLI)
}

// unshelve takes a ruling out of what is found by legal staff.
func (s *Store) unshelve(ctx context.Context, tx pgx.Tx, id ECLI) error {
	if _, err := tx.Exec(ctx, `DELETE FROM bank.texts WHERE ruling = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM bank.cases WHERE ruling = $1`, id)
	return err
}

// relate keeps the links to the same case before other courts. A link to a later judgment that was not known puts what was found suitable back
// in the queue.
func (s *Store) relate(ctx context.Context, tx pgx.Tx, r *Ruling) error {
	rows, err := tx.Query(ctx, `DELETE FROM bank.relations WHERE ruling = $1 RETURNING other`, r.ECLI)
	if err != nil {
		return err
	}
	known, err := pgx.CollectRows(rows, pgx.RowTo[ECLI])
	if err != nil {
		return err
	}
	for _, x := range r.Relations {
		if x.ECLI == "" || x.ECLI == r.ECLI {
			continue
		}
		const insert = `
			INSERT INTO bank.relations (ruling, other, stage, type, outcome) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (ruling, other) DO NOTHING`
		if _, err := tx.Exec(ctx, insert, r.ECLI, x.ECLI, x.Stage, x.Type, x.Outcome); err != nil {
			return err
		}
		if !x.appeals() || slices.Contains(known, x.ECLI) {
			continue
		}
		switch {
		case strings.EqualFold(x.Stage, earlierStage):
			err = s.appealed(ctx, tx, x.ECLI)
		case strings.EqualFold(x.Stage, laterStage):
			err = s.appealed(ctx, tx, r.ECLI)
		}
		if err != nil {
			return err
		}
	}
	return s.overtaken(ctx, tx, r.ECLI)
}

// overtaken notes that a later judgment in the bank names this one, which may not know it itself.
func (s *Store) overtaken(ctx context.Context, tx pgx.Tx, id ECLI) error {
	const later = `
		UPDATE bank.rulings SET finality = 'appealed'
		WHERE ecli = $1 AND EXISTS (
			SELECT FROM bank.relations
			WHERE other = $1 AND lower(stage) = lower($2) AND lower(type) NOT LIKE '%conclusie%' AND lower(type) NOT LIKE '%tussen%')`
	_, err := tx.Exec(ctx, later, id, earlierStage)
	return err
}

// Stages of a relation, as the courts publish them.
const (
	earlierStage = "eerdereAanleg"
	laterStage   = "latereAanleg"
)

// appeals reports that a relation is to another court's judgment of the case: not to advice about it, nor to an interim ruling.
func (x Relation) appeals() bool {
	kind := lowerSame(x.Type)
	return !strings.Contains(kind, "conclusie") && !strings.Contains(kind, "tussen")
}

// appealed notes that another court has decided since, and puts the ruling back in the queue when it was found suitable.
func (s *Store) appealed(ctx context.Context, tx pgx.Tx, id ECLI) error {
	const update = `
		UPDATE bank.rulings SET finality = 'appealed',
			again = CASE WHEN state IN ('suitable', 'second', 'later') THEN 'appealed' ELSE again END,
			judged_by = CASE WHEN state IN ('suitable', 'second', 'later') THEN '' ELSE judged_by END,
			judged_at = CASE WHEN state IN ('suitable', 'second', 'later') THEN NULL ELSE judged_at END,
			second_by = CASE WHEN state IN ('suitable', 'second', 'later') THEN '' ELSE second_by END,
			state = CASE WHEN state IN ('suitable', 'second', 'later') THEN 'candidate' ELSE state END
		WHERE ecli = $1
		RETURNING state`
	var state State
	err := tx.QueryRow(ctx, update, id).Scan(&state)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil || state != Candidate:
		return err
	}
	return s.unshelve(ctx, tx, id)
}

// Withdraw honours that the courts took a text back: everything that came from it goes at once, also from what legal staff find, and an adviser
// who judged it hears so. by is the number that replaces it, empty when there is none. A ruling that the bank does not hold is no error.
func (s *Store) Withdraw(ctx context.Context, id ECLI, by ECLI) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		// The hash goes too: when the same text is published again it is new.
		const empty = `
			UPDATE bank.rulings SET body = '', paragraphs = '[]', summary = '', offences = '[]', injuries = '[]', flags = '[]', relation_at = NULL,
				hash = sha256(''), withdrawn_at = $2, replaced_by = $3,
				again = CASE WHEN state IN ('aside', 'candidate') AND again = '' THEN '' ELSE 'withdrawn' END,
				state = CASE WHEN state IN ('aside', 'candidate') AND again = '' THEN 'aside' ELSE 'candidate' END,
				judged_by = '', judged_at = NULL, second_by = ''
			WHERE ecli = $1 AND withdrawn_at IS NULL`
		tag, err := tx.Exec(ctx, empty, id, s.now(), by)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM bank.victims WHERE ruling = $1`, id); err != nil {
			return err
		}
		// What advisers did quotes the text.
		if _, err := tx.Exec(ctx, `DELETE FROM bank.acts WHERE ruling = $1`, id); err != nil {
			return err
		}
		return s.unshelve(ctx, tx, id)
	})
	if err != nil {
		return fmt.Errorf("withdrawing ruling %s: %w", id, err)
	}
	return nil
}

// list returns a list that the database takes as an empty one.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// listJSON writes a list; none is an empty one.
func listJSON[T any](s []T) []byte {
	if len(s) == 0 {
		return []byte("[]")
	}
	text, err := json.Marshal(s)
	if err != nil {
		panic("jurisprudence: writing a list of plain values: " + err.Error())
	}
	return text
}

func appendNew(s []string, x string) []string {
	if x == "" {
		return s
	}
	for _, y := range s {
		if x == y {
			return s
		}
	}
	return append(s, x)
}

// dayOrNull returns what is kept of a moment that may be unknown.
func dayOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
