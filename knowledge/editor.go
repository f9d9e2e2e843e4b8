package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/dutch"
)

// Editor is what the content team may change of what the public is answered from: words of topics, synonyms, topics of pages, and the questions
// by which a change is measured. It reaches no internal page.
type Editor struct {
	store *Store
}

// Editor returns what the content team works with.
func (s *Store) Editor() *Editor { return &Editor{s} }

// Bank returns the topics as they are in use now.
func (e *Editor) Bank() *Bank { return e.store.Bank() }

// Shipped returns the topics as the program ships them.
func (e *Editor) Shipped() *Bank { return e.store.shippedWords.bank }

// Synonyms returns the groups of synonyms as they are in use now, each as its words with commas between them.
func (e *Editor) Synonyms() []string { return e.store.words.Load().synonyms.Groups() }

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

const allEdits = `
	SELECT version, coalesce(undoes, 0) AS undoes, word, topic, text, dropped AS drop, person, at
	FROM wording_edits
	ORDER BY version`

// edits returns every edit there ever was, oldest first.
func (s *Store) edits(ctx context.Context, db querier) ([]Edit, error) {
	rows, err := db.Query(ctx, allEdits)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Edit])
}

// History returns every edit of the words there ever was, the newest first, and which of them count now.
func (e *Editor) History(ctx context.Context) (edits []Edit, inUse map[int64]bool, err error) {
	edits, err = e.store.edits(ctx, e.store.db)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the edits of the words: %w", err)
	}
	inUse = map[int64]bool{}
	for _, edit := range inForce(edits) {
		inUse[edit.Version] = true
	}
	slices.Reverse(edits)
	return edits, inUse, nil
}

// Check returns an edit as it would be kept, with the topic it makes filled in, or ErrWording when it is not possible.
func (e *Editor) Check(edit Edit) (Edit, error) { return edit.checked(e.store.words.Load()) }

const addEdit = `
	INSERT INTO wording_edits (undoes, word, topic, text, dropped, person)
	VALUES (nullif($1, 0), $2, $3, $4, $5, $6)`

// Save keeps an edit and takes it up; other copies of the program hear of it. It returns ErrWording when the edit is not possible.
func (e *Editor) Save(ctx context.Context, edit Edit) (Edit, error) {
	edit, err := e.Check(edit)
	if err != nil {
		return edit, err
	}
	if _, err := e.store.db.Exec(ctx, addEdit, 0, edit.Word, edit.Topic, edit.Text, edit.Drop, edit.Person); err != nil {
		return edit, fmt.Errorf("keeping an edit of the words: %w", err)
	}
	return edit, e.store.Reword(ctx)
}

// Undo takes an edit back, or takes an undoing back. It returns ErrUnknown when there is no such edit, or when it is undone already.
func (e *Editor) Undo(ctx context.Context, version int64, person string) error {
	err := pgx.BeginFunc(ctx, e.store.db, func(tx pgx.Tx) error {
		// Two people who undo the same at once must not undo it twice.
		if _, err := tx.Exec(ctx, "LOCK TABLE wording_edits IN SHARE ROW EXCLUSIVE MODE"); err != nil {
			return err
		}
		edits, err := e.store.edits(ctx, tx)
		if err != nil {
			return err
		}
		known := slices.ContainsFunc(edits, func(x Edit) bool { return x.Version == version })
		if !known || undoneIn(edits, version) {
			return ErrUnknown
		}
		_, err = tx.Exec(ctx, addEdit, version, "", "", "", false, person)
		return err
	})
	if err != nil {
		return fmt.Errorf("undoing an edit of the words: %w", err)
	}
	return e.store.Reword(ctx)
}

// undoneIn reports whether an edit, or an undoing, is itself undone.
func undoneIn(edits []Edit, version int64) bool {
	undone := map[int64]bool{}
	for _, e := range slices.Backward(edits) {
		if !undone[e.Version] && e.Undoes > 0 {
			undone[e.Undoes] = true
		}
	}
	return undone[version]
}

// Golden is a question of which the content team says where its answer stands.
type Golden struct {
	ID       int64
	Question string
	Kind     string
	Pages    []string // ends of addresses, one of which is right
}

// mostSuggested is how many groups of synonyms are suggested.
const mostSuggested = 12

// Suggest returns groups of synonyms that may help words to find their page, for a person to choose from: the first word that the pages of a
// collection do not have, with each word that they do have of the formal terms of the topic.
func (e *Editor) Suggest(ctx context.Context, collection string, topic TopicID, words []string) ([]string, error) {
	s, err := e.store.shelves[Public].current(ctx, collection)
	if err != nil {
		return nil, err
	}
	known := func(word string) bool {
		_, ok := s.terms.find(dutch.Stem(dutch.Fold(word)))
		return ok
	}
	t, _ := s.words.bank.Lookup(topic)
	i := slices.IndexFunc(words, func(w string) bool { return !known(w) && !dutch.Stop(w) })
	if i < 0 {
		return nil, nil
	}
	var groups []string
	for _, f := range t.Formal {
		for _, w := range strings.Fields(dutch.Fold(f)) {
			group := words[i] + ", " + strings.Trim(w, ".,()")
			if len(w) > 3 && known(w) && !dutch.Stop(w) && w != words[i] && !slices.Contains(groups, group) && len(groups) < mostSuggested {
				groups = append(groups, group)
			}
		}
	}
	return groups, nil
}

// mostGolden bounds how many questions a change is measured by.
const mostGolden = 2000

// Golden returns the questions by which changes are measured, in the order in which they came.
func (e *Editor) Golden(ctx context.Context, collection string) ([]Golden, error) {
	const list = `SELECT id, question, kind, pages FROM golden_questions WHERE collection = $1 ORDER BY id LIMIT $2`
	rows, err := e.store.db.Query(ctx, list, collection, mostGolden)
	if err != nil {
		return nil, fmt.Errorf("reading the questions to measure by: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Golden])
	if err != nil {
		return nil, fmt.Errorf("reading the questions to measure by: %w", err)
	}
	return all, nil
}

// AddGolden adds questions to measure by; one that is there already gets the pages that are given now.
func (e *Editor) AddGolden(ctx context.Context, collection string, questions []Golden) error {
	var batch pgx.Batch
	for _, q := range questions {
		const add = `
			INSERT INTO golden_questions (collection, question, kind, pages) VALUES ($1, $2, $3, $4)
			ON CONFLICT (collection, question) DO UPDATE SET kind = EXCLUDED.kind, pages = EXCLUDED.pages`
		batch.Queue(add, collection, q.Question, q.Kind, q.Pages)
	}
	if err := e.store.db.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("keeping questions to measure by: %w", err)
	}
	return nil
}

// DropGolden takes a question to measure by away. It returns ErrUnknown when it is not there.
func (e *Editor) DropGolden(ctx context.Context, collection string, id int64) error {
	tag, err := e.store.db.Exec(ctx, `DELETE FROM golden_questions WHERE collection = $1 AND id = $2`, collection, id)
	if err != nil {
		return fmt.Errorf("dropping a question to measure by: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrUnknown
	}
	return nil
}

// TopicsOf returns the topics of a page of the public shelf, and whether people chose them; else they are the machine's guesses.
func (e *Editor) TopicsOf(ctx context.Context, collection, url string) (labels []PageLabel, chosen bool, err error) {
	err = e.store.in(ctx, schemas[Public], func(tx pgx.Tx) error {
		const read = `
			SELECT l.url, l.topic, l.weight, l.editor
			FROM labels l
			JOIN collections c ON c.id = l.collection
			WHERE c.name = $1 AND l.url = $2
			ORDER BY l.editor DESC, l.weight DESC, l.topic`
		rows, err := tx.Query(ctx, read, collection, url)
		if err != nil {
			return err
		}
		all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[label])
		for _, l := range all {
			if l.Editor || !chosen {
				labels = append(labels, PageLabel{l.URL, l.Topic, l.Weight})
				chosen = chosen || l.Editor
			}
		}
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("reading the topics of a page: %w", err)
	}
	return labels, chosen, nil
}

// PagesOf returns the addresses of the pages that have a topic, by choice or by guess.
func (e *Editor) PagesOf(ctx context.Context, collection string, topic TopicID) ([]string, error) {
	s, err := e.store.shelves[Public].current(ctx, collection)
	if err != nil {
		return nil, err
	}
	i := slices.Index(s.words.bank.classifier().topics, topic)
	if i < 0 {
		return nil, nil
	}
	var urls []string
	for _, t := range s.topicPages[i] {
		urls = append(urls, s.urls.at(int(t.page)))
	}
	return urls, nil
}

// Label gives a page of the public shelf its topics, in place of what people or the machine chose before; none leaves it to the machine again. It
// returns ErrUnknown when the collection or a topic does not exist.
func (e *Editor) Label(ctx context.Context, collection, url string, labels []PageLabel) error {
	for _, l := range labels {
		if _, ok := e.Bank().Lookup(l.Topic); !ok {
			return ErrUnknown
		}
	}
	err := e.store.in(ctx, schemas[Public], func(tx pgx.Tx) error {
		var id int32
		err := tx.QueryRow(ctx, `SELECT id FROM collections WHERE name = $1`, collection).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrUnknown
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM labels WHERE collection = $1 AND url = $2 AND editor`, id, url); err != nil {
			return err
		}
		for _, l := range labels {
			const insert = `INSERT INTO labels (collection, url, topic, weight, editor) VALUES ($1, $2, $3, $4, true)`
			if _, err := tx.Exec(ctx, insert, id, url, l.Topic, l.Weight); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `SELECT pg_notify('wegwijzer_content', 'labels')`)
		return err
	})
	if err != nil {
		return fmt.Errorf("labelling a page of %s: %w", collection, err)
	}
	return e.store.shelves[Public].retie(ctx, collection)
}

// contentChannel is where the database tells of what the content team changed.
const contentChannel = "wegwijzer_content"

// Listening pauses: how long until it is looked anyway, and between two attempts to reach a database that is down.
const (
	lookAnyway  = time.Minute
	listenAgain = 2 * time.Second
)

// Heed calls changed at once, whenever the content team changed something in any copy of the program, and once a minute besides, until ctx ends. A
// database that is down is tried again.
func Heed(ctx context.Context, db *pgxpool.Pool, changed func(ctx context.Context)) {
	for ctx.Err() == nil {
		_ = heed(ctx, db, changed) // whoever looks after the database tells of its absence
		select {
		case <-ctx.Done():
		case <-time.After(listenAgain):
		}
	}
}

func heed(ctx context.Context, db *pgxpool.Pool, changed func(ctx context.Context)) error {
	// A connection of its own, so that what it listens to does not go back into the pool.
	conn, err := pgx.ConnectConfig(ctx, db.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is lost with it
	if _, err := conn.Exec(ctx, "LISTEN "+contentChannel); err != nil {
		return err
	}
	for {
		changed(ctx)
		wait, cancel := context.WithTimeout(ctx, lookAnyway)
		_, err := conn.WaitForNotification(wait)
		cancel()
		if err != nil && (ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded)) {
			return err
		}
		if conn.IsClosed() {
			return nil
		}
	}
}
