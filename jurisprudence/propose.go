package jurisprudence

import (
	"context"
	"crypto/rand"
	_ "embed" // what the model is asked
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Writer writes a text from instructions and hands over its pieces as they come: a model, or a scripted one in tests.
type Writer interface {
	Write(ctx context.Context, system, prompt string, emit func(piece string) error) error
}

//go:embed propose.txt
var proposeRules string

// Bounds of what is asked of a model and believed of its answer.
const (
	mostAsked    = 24 << 10 // bytes of the ruling
	mostAnswered = 64 << 10
	mostProposed = 200
)

// proposable are the fields that a model may propose. What an adviser must judge by law, such as a decision, it may not.
var proposable = []Field{ClaimedTotal, ClaimedMaterial, ClaimedImmaterial, AwardedTotal, AwardedMaterial, AwardedImmaterial, AwardedAffection, AwardedShock, InterestFrom, DetentionDays}

// proposal is one thing that a model says it read.
type proposal struct {
	Party string `json:"partij"`
	Field Field  `json:"veld"`
	Words string `json:"woorden"`
}

// Propose asks a model what the rules missed in a ruling that waits for an adviser, and keeps what stands as a proposal: the words that it gives
// must stand in the text literally, the value is read from those words by our own rules and not taken from the model, the party must be one that
// the ruling names, and a field that the rules or an adviser filled is left alone. A proposal counts for nothing until an adviser confirms it. It
// returns how many are kept; an answer that is no answer keeps none. The error tells how the model failed.
func (s *Store) Propose(ctx context.Context, id ECLI, w Writer) (int, error) {
	rows, err := s.db.Query(ctx, `SELECT `+rulingColumns+` FROM bank.rulings WHERE ecli = $1 AND state IN ('candidate', 'later') AND body <> ''`, id)
	if err != nil {
		return 0, fmt.Errorf("proposing values for ruling %s: %w", id, err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[rulingRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrUnknown
	}
	if err != nil {
		return 0, fmt.Errorf("proposing values for ruling %s: %w", id, err)
	}
	whole, err := row.ruling()
	if err != nil {
		return 0, err
	}
	// Between two marks drawn by lot, so that a text cannot say where it ends; and without what may point to somebody.
	mark := rand.Text()
	var answer strings.Builder
	err = w.Write(ctx, strings.ReplaceAll(proposeRules, "{merk}", mark), mark+"\n"+asked(whole)+"\n"+mark, func(piece string) error {
		if answer.Len()+len(piece) > mostAnswered {
			return errors.New("the answer is too long")
		}
		answer.WriteString(piece)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("asking a model about ruling %s: %w", id, err)
	}
	kept := 0
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		kept = 0
		for _, p := range proposals(answer.String()) {
			ok, err := keepProposal(ctx, tx, row, p)
			if err != nil {
				return err
			}
			if ok {
				kept++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("keeping proposals for ruling %s: %w", id, err)
	}
	return kept, nil
}

// asked returns the part of a ruling that a model sees: the claims, the assessment and the dictum.
func asked(r *Ruling) string {
	hide := residue(r.Text, r.Paragraphs)
	var b strings.Builder
	for _, p := range r.Paragraphs {
		if p.Topic != ClaimTopic && p.Topic != DictumTopic || p.Speaker == ProsecutionSpeaker || p.Speaker == DefenceSpeaker {
			continue
		}
		if b.Len()+len(p.Text) > mostAsked {
			break
		}
		b.WriteString(mask(r.Text, Span{p.Start, p.End()}, hide) + "\n")
	}
	return b.String()
}

// proposals reads the answer of a model: a JSON object a line. What is none is passed over.
func proposals(answer string) []proposal {
	var all []proposal
	for line := range strings.Lines(answer) {
		var p proposal
		if json.Unmarshal([]byte(strings.TrimSpace(line)), &p) == nil && len(all) < mostProposed {
			all = append(all, p)
		}
	}
	return all
}

// keepProposal keeps a proposal that stands, and reports whether it does.
func keepProposal(ctx context.Context, tx pgx.Tx, row rulingRow, p proposal) (bool, error) {
	words, party := strings.TrimSpace(p.Words), strings.TrimSpace(p.Party)
	at := strings.Index(row.Body, words)
	if len(words) < 4 || len(words) > 600 || at < 0 || strings.Contains(words, masked) || !slices.Contains(proposable, p.Field) {
		return false, nil
	}
	value, ok := p.Field.ReadValue(words)
	if !ok {
		return false, nil
	}
	if len(party) < 3 || len(party) > 100 || !strings.Contains(row.Body, party) || !outsideOthers(row, at) {
		return false, nil
	}
	const find = `SELECT seq FROM bank.victims WHERE ruling = $1 AND label = $2 FOR UPDATE`
	var seq int
	err := tx.QueryRow(ctx, find, row.ECLI, party).Scan(&seq)
	if errors.Is(err, pgx.ErrNoRows) {
		const add = `
			INSERT INTO bank.victims (ruling, seq, label, source, flags)
			SELECT $1, coalesce(max(seq), 0) + 1, $2, 'model', '[]' FROM bank.victims WHERE ruling = $1
			RETURNING seq`
		err = tx.QueryRow(ctx, add, row.ECLI, party).Scan(&seq)
	}
	if err != nil {
		return false, err
	}
	const put = `
		INSERT INTO bank.facts (ruling, victim, field, source, value, start_at, end_at, quote)
		SELECT $1, $2, $3, 'model', $4, $5, $6, $7
		WHERE NOT EXISTS (SELECT FROM bank.facts WHERE ruling = $1 AND victim = $2 AND field = $3)`
	tag, err := tx.Exec(ctx, put, row.ECLI, seq, p.Field, value, at, at+len(words), words)
	return err == nil && tag.RowsAffected() == 1, err
}

// outsideOthers reports that a place in a ruling is neither what the prosecutor or the defence says, nor a confiscation or a seizure: what stands
// there is never an award, whatever a model makes of it.
func outsideOthers(row rulingRow, at int) bool {
	whole, err := row.ruling()
	if err != nil {
		return false
	}
	for _, p := range whole.Paragraphs {
		if at >= p.Start && at < p.End() {
			return p.Speaker == CourtSpeaker && p.Topic != ConfiscationTopic && p.Topic != SeizureTopic && p.Topic != AnnexTopic && p.Topic != ChargeTopic
		}
	}
	return false
}
