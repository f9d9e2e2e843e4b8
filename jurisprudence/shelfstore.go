package jurisprudence

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/dutch"
)

// How the approximate index of vectors is built and searched; knowledge/vector.go has the measurements these come from.
const (
	indexLinks  = 24
	indexEffort = 96
	nearWidth   = 200
	embedBatch  = 64
)

// mostSaid bounds the text by which a ruling is found, in bytes: the reasons on the claims of one with two hundred injured parties fit in.
const mostSaid = 64 << 10

// findable returns the text by which a ruling is found: what it is about and why the court decided so on the claims. What may point to somebody
// is not part of it, so that nobody can be looked for by name.
func findable(r rulingRow) (string, []Span, error) {
	whole, err := r.ruling()
	if err != nil {
		return "", nil, err
	}
	hide := residue(whole.Text, whole.Paragraphs)
	var b strings.Builder
	b.WriteString(r.Theme + "\n" + strings.Join(r.OffenceKinds, "\n") + "\n" + strings.Join(r.InjuryKinds, "\n") + "\n")
	if len(residue(r.Summary, []Paragraph{{Text: r.Summary}})) == 0 {
		b.WriteString(r.Summary + "\n")
	}
	offences, err := mentions(r.Offences)
	if err != nil {
		return "", nil, err
	}
	for _, o := range offences {
		b.WriteString(o.Text + "\n")
	}
	injuries, err := mentions(r.Injuries)
	if err != nil {
		return "", nil, err
	}
	for _, i := range injuries {
		b.WriteString(i.Text + "\n")
	}
	for _, p := range whole.Paragraphs {
		if p.Topic == ClaimTopic && b.Len() < mostSaid {
			b.WriteString(mask(whole.Text, Span{p.Start, p.End()}, hide) + "\n")
		}
	}
	return b.String(), hide, nil
}

// shelve makes a suitable ruling one that legal staff find.
func (s *Store) shelve(ctx context.Context, tx pgx.Tx, r rulingRow) error {
	text, hide, err := findable(r)
	if err != nil {
		return err
	}
	var hidden []mention
	for _, h := range hide {
		hidden = append(hidden, mention{"", "name", h.Start, h.End})
	}
	if _, err := tx.Exec(ctx, `UPDATE bank.rulings SET residue = $2 WHERE ecli = $1`, r.ECLI, listJSON(hidden)); err != nil {
		return err
	}
	const insert = `
		INSERT INTO bank.texts (ruling, terms, analyser) VALUES ($1, $2, $3)
		ON CONFLICT (ruling) DO UPDATE SET terms = EXCLUDED.terms, analyser = EXCLUDED.analyser`
	if _, err = tx.Exec(ctx, insert, r.ECLI, termsOf(text), dutch.AnalyserVersion); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM bank.cases WHERE ruling = $1`, r.ECLI); err != nil {
		return err
	}
	const add = `
		INSERT INTO bank.cases (ruling, decided, court, level, kind, finality, relation, currency, theme, offences, injuries, articles, since,
			total, material, immaterial, affection, shock, judged, refused)
		SELECT r.ecli, r.decided, r.court, r.level, r.kind, r.finality, r.relation, r.currency, r.theme, r.offence_kinds, r.injury_kinds, r.articles, coalesce(r.judged_at, $2),
			coalesce(array_agg(v.total ORDER BY v.seq) FILTER (WHERE v.total > 0), '{}'),
			coalesce(array_agg(v.material ORDER BY v.seq) FILTER (WHERE v.material > 0), '{}'),
			coalesce(array_agg(v.immaterial - coalesce(v.affection, 0) ORDER BY v.seq) FILTER (WHERE v.immaterial > coalesce(v.affection, 0)), '{}'),
			coalesce(array_agg(v.affection ORDER BY v.seq) FILTER (WHERE v.affection > 0), '{}'),
			coalesce(array_agg(v.shock ORDER BY v.seq) FILTER (WHERE v.shock > 0), '{}'),
			count(*) FILTER (WHERE v.decision <> ''), count(*) FILTER (WHERE v.decision = ANY($3))
		FROM bank.rulings r
		LEFT JOIN bank.victims v ON v.ruling = r.ecli AND NOT v.removed AND v.source <> 'model'
		WHERE r.ecli = $1
		GROUP BY r.ecli`
	_, err = tx.Exec(ctx, add, r.ECLI, s.now(), []Decision{Rejected, Inadmissible})
	return err
}

// termsOf returns the words of a text as they are kept: whole words weigh more than parts of compounds.
func termsOf(text string) pgtype.TSVector {
	v := pgtype.TSVector{Valid: true}
	at := map[string]int{}
	for i, t := range dutch.Terms(text) {
		if len(t.Text) > 200 {
			continue
		}
		weight := pgtype.TSVectorWeightB
		if t.Part {
			weight = pgtype.TSVectorWeightD
		}
		k, known := at[t.Text]
		if !known {
			k = len(v.Lexemes)
			at[t.Text] = k
			v.Lexemes = append(v.Lexemes, pgtype.TSVectorLexeme{Word: t.Text})
		}
		if len(v.Lexemes[k].Positions) < 20 {
			v.Lexemes[k].Positions = append(v.Lexemes[k].Positions, pgtype.TSVectorPosition{Position: uint16(min(i+1, 16383)), Weight: weight}) //nolint:gosec // bounded
		}
	}
	return v
}

// Embed makes the vectors that suitable rulings lack, so that similar ones can be found. Without an embedder it does nothing.
func (s *Store) Embed(ctx context.Context) error {
	if s.embed == nil {
		return nil
	}
	model, err := s.model(ctx)
	if err != nil {
		return fmt.Errorf("making vectors of rulings: %w", err)
	}
	last := ECLI("")
	for {
		rows, err := s.db.Query(ctx, `
			SELECT `+rulingColumns+`
			FROM bank.rulings r
			WHERE state = 'suitable' AND ecli > $2 AND EXISTS (SELECT FROM bank.texts t WHERE t.ruling = r.ecli)
				AND NOT EXISTS (SELECT FROM bank.vectors v WHERE v.model = $1 AND v.ruling = r.ecli)
			ORDER BY ecli
			LIMIT $3`, model, last, embedBatch)
		if err != nil {
			return fmt.Errorf("making vectors of rulings: %w", err)
		}
		batch, err := pgx.CollectRows(rows, pgx.RowToStructByName[rulingRow])
		if err != nil {
			return fmt.Errorf("making vectors of rulings: %w", err)
		}
		if len(batch) == 0 {
			return s.index(ctx, model)
		}
		last = batch[len(batch)-1].ECLI
		if err := s.embedRulings(ctx, model, batch); err != nil {
			return fmt.Errorf("making vectors of rulings: %w", err)
		}
	}
}

func (s *Store) embedRulings(ctx context.Context, model int, batch []rulingRow) error {
	texts := make([]string, len(batch))
	for i, r := range batch {
		text, _, err := findable(r)
		if err != nil {
			return err
		}
		texts[i] = withoutNumbers(text)
	}
	vectors, err := s.embed.Embed(ctx, texts)
	if err != nil {
		return err
	}
	if len(vectors) != len(batch) {
		return fmt.Errorf("%d vectors for %d texts", len(vectors), len(batch))
	}
	for i, v := range vectors {
		if len(v) != s.embed.Dimension() {
			return fmt.Errorf("a vector of %d numbers, want %d", len(v), s.embed.Dimension())
		}
		// The ruling may have left the shelf meanwhile.
		const insert = `
			INSERT INTO bank.vectors (model, ruling, embedding)
			SELECT $1, ruling, $3 FROM bank.texts WHERE ruling = $2
			ON CONFLICT DO NOTHING`
		if _, err := s.db.Exec(ctx, insert, model, batch[i].ECLI, pgvector.NewVector(v)); err != nil {
			return err
		}
	}
	return nil
}

// withoutNumbers takes the sums out of a text: two cases are alike by what happened, not because both say € 500.
func withoutNumbers(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '€' {
			return ' '
		}
		return r
	}, text)
}

// model returns the number of the embedding model in use, and makes it when it is new.
func (s *Store) model(ctx context.Context) (int, error) {
	const find = `
		INSERT INTO bank.models (name, dimension) VALUES ($1, $2)
		ON CONFLICT (name, dimension) DO UPDATE SET name = EXCLUDED.name
		RETURNING id`
	var id int
	err := s.db.QueryRow(ctx, find, s.embed.Name(), s.embed.Dimension()).Scan(&id)
	return id, err
}

// index sees to it that the vectors of a model have their index. Every part of the statement comes from the program; DDL takes no parameters.
func (s *Store) index(ctx context.Context, model int) error {
	name := fmt.Sprintf("vectors_model_%d", model)
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var known bool
		if err := tx.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, "bank."+name).Scan(&known); err != nil || known {
			return err
		}
		for _, statement := range []string{
			fmt.Sprintf(`
				CREATE INDEX IF NOT EXISTS %s ON bank.vectors
				USING hnsw ((embedding::vector(%d)) vector_cosine_ops)
				WITH (m = %d, ef_construction = %d)
				WHERE model = %d`, name, s.embed.Dimension(), indexLinks, indexEffort, model),
			"ANALYZE bank.vectors",
		} {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("building the index of vectors of rulings: %w", err)
	}
	return nil
}
