package transcribe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// CallID and ReportID tell calls and versions of reports apart from other numbers.
type (
	CallID   int64
	ReportID int64
)

// State is how far a report has come. It only goes forward; going back is a new version. The zero value is no state.
type State string

// A draft is a concept until a person signs it.
const (
	Concept  State = "concept"
	InReview State = "in_controle"
	Signed   State = "akkoord"
	Locked   State = "vergrendeld"
)

// Verdict is what a person thinks of a sentence.
type Verdict string

// Undecided sentences block signing.
const (
	Undecided Verdict = "open"
	Accepted  Verdict = "aanvaard"
	Reworded  Verdict = "gewijzigd"
	Rejected  Verdict = "verworpen"
)

// What the store refuses.
var (
	ErrUnknown    = errors.New("no such call, report or sentence")
	ErrSigned     = errors.New("the report is signed")
	ErrUnresolved = errors.New("sentences of the report are undecided")
	ErrState      = errors.New("the report is not in a state for this step")
	ErrGone       = errors.New("the words are deleted")
)

// How long what was said and what was signed are kept. The client's organisation may shorten them.
const (
	KeepTranscript = 6 * 7 * 24 * time.Hour
	KeepReport     = 2 * 365 * 24 * time.Hour
)

// ConsentRecord is what was said about recording: which words, in which language, by whom, when, and the answer.
type ConsentRecord struct {
	Answer Consent
	Notice string
	Lang   string
	By     staff.PersonID
	At     time.Time
}

// Store keeps calls and their reports, sealed.
type Store struct {
	db   *pgxpool.Pool
	keys *privacy.Keys
	now  func() time.Time
}

// NewStore returns a store on db that seals with keys. now is the clock of retention.
func NewStore(db *pgxpool.Pool, keys *privacy.Keys, now func() time.Time) *Store {
	return &Store{db, keys, now}
}

func transcriptKey(id CallID) string { return fmt.Sprintf("call/%d/transcript", id) }
func reportKey(id CallID) string     { return fmt.Sprintf("call/%d/report", id) }

// Keep stores a transcript with the first version of its report, in one transaction, so that a crash leaves both or none.
func (s *Store) Keep(ctx context.Context, t *Transcript, r *Report, consent ConsentRecord, owner staff.PersonID) (call CallID, report ReportID, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		held := time.Time{}
		if r.CallDate != nil {
			if held, err = time.Parse(time.DateOnly, *r.CallDate); err != nil {
				return err
			}
		}
		if call, err = s.BeginIn(ctx, tx, t.Format, held, consent, owner); err != nil {
			return err
		}
		report, err = s.CompleteIn(ctx, tx, call, t, r)
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("keeping a call: %w", err)
	}
	return call, report, nil
}

// add stores a version of a report.
func (s *Store) add(ctx context.Context, tx pgx.Tx, call CallID, version int, r *Report, sentences []Sentence) (ReportID, error) {
	found := *r
	found.Sentences = nil
	sealed, err := s.seal(reportKey(call), fmt.Sprint("report/", version), found)
	if err != nil {
		return 0, err
	}
	var id ReportID
	const insert = `
		INSERT INTO call_reports (call, version, made_at, sealed)
		VALUES ($1, $2, $3, $4)
		RETURNING id`
	if err := tx.QueryRow(ctx, insert, call, version, s.now(), sealed).Scan(&id); err != nil {
		return 0, err
	}
	rows := make([][]any, len(sentences))
	for i, x := range sentences {
		sealed, err := s.seal(reportKey(call), fmt.Sprint("sentence/", id, "/", i), x.Text)
		if err != nil {
			return 0, err
		}
		rows[i] = []any{id, i, x.Section, x.Evidence, x.Source, sealed}
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"call_sentences"}, []string{"report", "seq", "section", "evidence", "source", "sealed"}, pgx.CopyFromRows(rows))
	return id, err
}

func (s *Store) seal(subject, field string, x any) ([]byte, error) {
	plain, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	return s.keys.Seal(subject, field, plain)
}

func (s *Store) open(subject, field string, sealed []byte, x any) error {
	plain, err := s.keys.Open(subject, field, sealed)
	if errors.Is(err, privacy.ErrDestroyed) {
		return ErrGone
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, x)
}

// Utterances returns what was said in a call, with the last edit of each. It returns ErrGone when the transcript was deleted.
func (s *Store) Utterances(ctx context.Context, call CallID) ([]Utterance, error) {
	return s.utterances(ctx, s.db, call)
}

// reader is a pool or a transaction.
type reader interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func (s *Store) utterances(ctx context.Context, db reader, call CallID) ([]Utterance, error) {
	const said = `
		SELECT u.seq, u.sealed, e.id, e.sealed
		FROM call_utterances u
		LEFT JOIN LATERAL (SELECT id, sealed FROM call_edits e WHERE e.call = u.call AND e.seq = u.seq ORDER BY id DESC LIMIT 1) e ON true
		WHERE u.call = $1
		ORDER BY u.seq`
	rows, err := db.Query(ctx, said, call)
	if err != nil {
		return nil, fmt.Errorf("reading call %d: %w", call, err)
	}
	var out []Utterance
	var seq int
	var sealed, edited []byte
	var edit *int64
	if _, err := pgx.ForEachRow(rows, []any{&seq, &sealed, &edit, &edited}, func() error {
		var u Utterance
		if err := s.open(transcriptKey(call), fmt.Sprint("utterance/", seq), sealed, &u); err != nil {
			return err
		}
		if edit != nil {
			if err := s.open(transcriptKey(call), fmt.Sprint("edit/", seq), edited, &u.Text); err != nil {
				return err
			}
		}
		out = append(out, u)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("reading call %d: %w", call, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("reading call %d: %w", call, ErrGone)
	}
	return out, nil
}

// Judged is a sentence of a kept report with what was decided about it.
type Judged struct {
	Seq int
	Sentence
	Verdict Verdict
}

// Sentences returns the sentences of a report in order. It returns ErrUnknown for none and ErrGone when the report was deleted.
func (s *Store) Sentences(ctx context.Context, report ReportID) ([]Judged, State, error) {
	return s.sentences(ctx, s.db, report)
}

func (s *Store) sentences(ctx context.Context, db reader, report ReportID) ([]Judged, State, error) {
	const written = `
		SELECT r.call, r.state, s.seq, s.section, s.evidence, s.source, s.verdict, s.sealed
		FROM call_reports r
		JOIN call_sentences s ON s.report = r.id
		WHERE r.id = $1
		ORDER BY s.seq`
	rows, err := db.Query(ctx, written, report)
	if err != nil {
		return nil, "", fmt.Errorf("reading report %d: %w", report, err)
	}
	var out []Judged
	var call CallID
	var state State
	var j Judged
	var sealed []byte
	if _, err := pgx.ForEachRow(rows, []any{&call, &state, &j.Seq, &j.Section, &j.Evidence, &j.Source, &j.Verdict, &sealed}, func() error {
		x := j
		x.Evidence = append([]int(nil), j.Evidence...)
		if err := s.open(reportKey(call), fmt.Sprint("sentence/", report, "/", j.Seq), sealed, &x.Text); err != nil {
			return err
		}
		out = append(out, x)
		return nil
	}); err != nil {
		return nil, "", fmt.Errorf("reading report %d: %w", report, err)
	}
	if len(out) == 0 {
		return nil, "", fmt.Errorf("reading report %d: %w", report, ErrUnknown)
	}
	return out, state, nil
}

// The steps of a report and the end of a call; review.go and retention.go say when each is taken. A row that is not in the state for a step
// is not changed, and no row means no step.
const (
	insertCall = `
		INSERT INTO calls (held_on, format, owner, kept_at, consent, consent_at, consent_by, consent_lang, consent_notice, transcript_until, report_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		RETURNING id`
	changeConsent = `
		UPDATE calls
		SET consent = $2, consent_at = $3, consent_by = $4
		WHERE id = $1`
	setFormat = `
		UPDATE calls
		SET format = $2
		WHERE id = $1`
	readOwner = `
		SELECT owner, held_on
		FROM calls
		WHERE id = $1`
	decideSentence = `
		UPDATE call_sentences
		SET verdict = $3, decided_by = $4, decided_at = $5, sealed = coalesce($6, sealed), source = CASE WHEN $6::bytea IS NULL THEN source ELSE 'medewerker' END
		WHERE report = $1 AND seq = $2`
	holdReport = `
		SELECT call, state
		FROM call_reports
		WHERE id = $1
		FOR UPDATE`
	insertEdit = `
		INSERT INTO call_edits (call, seq, made_at, made_by, sealed)
		VALUES ($1, $2, $3, $4, $5)`
	reopenSentences = `
		UPDATE call_sentences
		SET verdict = 'open', decided_by = NULL, decided_at = NULL
		WHERE report = $1 AND seq = ANY($2)`
	takeUp = `
		UPDATE call_reports
		SET state = 'in_controle', reviewed_by = $2
		WHERE id = $1 AND state = 'concept'`
	countUndecided = `
		SELECT count(*)
		FROM call_sentences
		WHERE report = $1 AND verdict = 'open'`
	signReport = `
		UPDATE call_reports
		SET state = 'akkoord', signed_by = $2, signed_at = $3
		WHERE id = $1 AND state = 'in_controle'`
	lockReport = `
		UPDATE call_reports
		SET state = 'vergrendeld', locked_at = $2
		WHERE id = $1 AND state = 'akkoord'`
	readSigned = `
		SELECT call, version, sealed
		FROM call_reports
		WHERE id = $1 AND state IN ('akkoord', 'vergrendeld')`
	readDay = `
		SELECT held_on
		FROM calls
		WHERE id = $1`
	callsDue = `
		SELECT id, 'transcript' AS what FROM calls WHERE transcript_gone IS NULL AND transcript_until <= $1
		UNION ALL
		SELECT id, 'report' FROM calls WHERE report_gone IS NULL AND report_until <= $1
		ORDER BY 1, 2 DESC`
	insertErasure = `
		INSERT INTO call_erasures (call, what, rule, gone_at, key_hash)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (call, what) DO NOTHING`
	deleteTranscript = `
		DELETE FROM call_utterances
		WHERE call = $1`
	deleteReports = `
		DELETE FROM call_reports
		WHERE call = $1`
	markTranscript = `
		UPDATE calls
		SET transcript_gone = $2
		WHERE id = $1 AND transcript_gone IS NULL`
	markReport = `
		UPDATE calls
		SET report_gone = $2
		WHERE id = $1 AND report_gone IS NULL`
)

const callKnown = `SELECT EXISTS (SELECT FROM calls WHERE id = $1)`
