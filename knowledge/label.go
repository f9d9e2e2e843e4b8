package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// How the machine's guesses of a page's topics become labels: at most guesses of them, each of at least guessLeast of the best.
const (
	guesses    = 3
	guessLeast = 0.05
)

// version names the state of the bank, so that guesses made with an older one are known.
func (b *Bank) version() string { return b.fingerprint()[:12] }

// fingerprint tells a bank from every other.
func (b *Bank) fingerprint() string {
	h := sha256.New()
	for _, t := range b.Topics {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\n", t.ID, t.Name, strings.Join(t.Formal, "\x00"), strings.Join(t.Lay, "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// guess returns the topics a page is probably about, from what its title, headings and text say.
func (s *Store) guess(title string, passages []Passage) []TopicScore {
	return guessTopics(s.Bank().classifier(), title, passages)
}

func guessTopics(c *Classifier, title string, passages []Passage) []TopicScore {
	var text strings.Builder
	for range 3 {
		text.WriteString(title + "\n")
	}
	for _, p := range passages {
		text.WriteString(p.Heading + "\n" + p.Text + "\n")
	}
	ranked := c.Rank(text.String(), guesses)
	if len(ranked) == 0 || ranked[0].P == 0 {
		return nil // it has no word that any topic knows
	}
	for i := range ranked {
		if ranked[i].P < guessLeast*ranked[0].P {
			ranked = ranked[:i]
			break
		}
	}
	for i := len(ranked) - 1; i >= 0; i-- {
		ranked[i].P /= ranked[0].P
	}
	return ranked
}

// queueTopics asks to store the machine's guesses for one help page in place of earlier ones. Reports get none: they are about too much.
func (g *Generation) queueTopics(batch *pgx.Batch, url string, kind Kind, topics []TopicScore) {
	if kind != HelpPage {
		return
	}
	batch.Queue(`DELETE FROM labels WHERE collection = $1 AND url = $2 AND NOT editor`, g.collection, url)
	for _, t := range topics {
		const insert = `
			INSERT INTO labels (collection, url, topic, weight, bank) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT DO NOTHING`
		batch.Queue(insert, g.collection, url, t.Topic, min(t.P, 1), g.store.words.Load().version)
	}
}

// PageLabel is a topic that the content team gave to a page; Weight is 1 for the subject of the page, less for what it touches.
type PageLabel struct {
	URL    string
	Topic  TopicID
	Weight float32
}

// SetLabels replaces all labels that people gave to pages of a collection. It returns ErrUnknown when there is no such collection.
func (s *Store) SetLabels(ctx context.Context, audience Audience, collection string, labels []PageLabel) error {
	err := s.in(ctx, schemas[audience], func(tx pgx.Tx) error {
		var id int32
		err := tx.QueryRow(ctx, `SELECT id FROM collections WHERE name = $1`, collection).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrUnknown
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM labels WHERE collection = $1 AND editor`, id); err != nil {
			return err
		}
		for _, l := range labels {
			const insert = `INSERT INTO labels (collection, url, topic, weight, editor) VALUES ($1, $2, $3, $4, true)`
			if _, err := tx.Exec(ctx, insert, id, l.URL, l.Topic, l.Weight); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("labelling pages of %s: %w", collection, err)
	}
	return s.shelves[audience].retie(ctx, collection)
}

// Relabel guesses the topics of pages anew whose guesses were made with another bank than the one in use, and returns how many.
func (s *Store) Relabel(ctx context.Context) (int, error) {
	n := 0
	type shelved struct {
		audience Audience
		name     string
	}
	changed := map[shelved]bool{}
	defer func() {
		for c := range changed {
			if err := s.shelves[c.audience].retie(ctx, c.name); err != nil {
				s.config.Logger.WarnContext(ctx, "new topics of pages not taken up", "error", err)
			}
		}
	}()
	for audience, schema := range schemas {
		const stale = `
			SELECT DISTINCT c.name, c.id, l.url, d.title, d.id
			FROM labels l
			JOIN collections c ON c.id = l.collection
			JOIN generation_documents gd ON gd.generation = c.generation AND gd.url = l.url
			JOIN documents d ON d.id = gd.document
			WHERE NOT l.editor AND l.bank <> $1 AND d.kind = 'help'`
		type page struct {
			Name       string
			Collection int32
			URL, Title string
			Document   int64
		}
		var pages []page
		err := s.in(ctx, schema, func(tx pgx.Tx) error {
			rows, err := tx.Query(ctx, stale, s.words.Load().version)
			if err != nil {
				return err
			}
			pages, err = pgx.CollectRows(rows, pgx.RowToStructByPos[page])
			return err
		})
		if err != nil {
			return n, fmt.Errorf("finding pages with old topics: %w", err)
		}
		for _, p := range pages {
			err := s.in(ctx, schema, func(tx pgx.Tx) error {
				rows, err := tx.Query(ctx, `SELECT heading, text FROM passages WHERE document = $1 ORDER BY ordinal`, p.Document)
				if err != nil {
					return err
				}
				passages, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Passage, err error) {
					p.Kind = HelpPage
					return p, row.Scan(&p.Heading, &p.Text)
				})
				if err != nil || len(passages) == 0 {
					return err
				}
				g := &Generation{store: s, collection: p.Collection}
				var batch pgx.Batch
				g.queueTopics(&batch, p.URL, HelpPage, s.guess(p.Title, passages))
				return tx.SendBatch(ctx, &batch).Close()
			})
			if err != nil {
				return n, fmt.Errorf("guessing topics anew: %w", err)
			}
			n++
			changed[shelved{audience, p.Name}] = true
		}
	}
	return n, nil
}
