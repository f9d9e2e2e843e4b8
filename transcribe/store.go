package transcribe

import (
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// CallID is the number of a call.
type CallID int64

// ReportID is the number of one version of a report.
type ReportID int64

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
	ErrKeyless    = errors.New("the key of this call is not in the folder of keys")
	ErrTaken      = errors.New("somebody else reviews the report")
	ErrAlone      = errors.New("another person must do this")
	ErrAside      = errors.New("the words do not carry the sentence")
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
	code []byte // hashes the codes of clients' copies
}

// NewStore returns a store on db that seals with keys. now is the clock of retention.
func NewStore(db *pgxpool.Pool, keys *privacy.Keys, now func() time.Time) *Store {
	return &Store{db: db, keys: keys, now: now}
}

// CodesBy sets the secret by which codes of clients' copies are hashed, at least 32 bytes that all copies of the program share. Without it no copies
// for clients can be made.
func (s *Store) CodesBy(secret []byte) *Store {
	s.code = secret
	return s
}

func transcriptKey(id CallID) string { return fmt.Sprintf("call/%d/transcript", id) }
func reportKey(id CallID) string     { return fmt.Sprintf("call/%d/report", id) }

// What the store asks the database. A row that is not in the state for a step is not changed, and no row means no step.
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
	insertReport = `
		INSERT INTO call_reports (call, version, made_at, sealed)
		VALUES ($1, $2, $3, $4)
		RETURNING id`
	updateFound = `
		UPDATE call_reports
		SET sealed = $2
		WHERE id = $1`
	nameCall = `
		UPDATE calls
		SET label = $2
		WHERE id = $1 AND report_gone IS NULL`
	askFourEyes = `
		UPDATE calls
		SET four_eyes = $2
		WHERE id = $1`
	callFields = `
		SELECT id, held_on, format, owner, kept_at, consent, consent_at, consent_by, consent_lang, consent_notice, transcript_until, report_until,
			transcript_gone, report_gone, label, four_eyes
		FROM calls`
	selectCall  = callFields + ` WHERE id = $1`
	selectCalls = callFields + `
		WHERE owner = $1 AND report_gone IS NULL
		ORDER BY kept_at DESC, id DESC
		LIMIT $2`
	selectNamed = `
		SELECT id
		FROM calls
		WHERE report_gone IS NULL
			AND (label IS NOT NULL OR EXISTS (SELECT FROM call_reports WHERE call = calls.id))
		ORDER BY id DESC
		LIMIT $1`
	versionFields = `
		SELECT r.id, r.call, r.version, r.state, r.made_at, coalesce(r.reviewed_by, '') AS reviewed_by, coalesce(r.signed_by, '') AS signed_by, r.signed_at,
			r.locked_at, count(s) FILTER (WHERE s.verdict = 'open' AND s.aside <> 'passage') AS open
		FROM call_reports r
		LEFT JOIN call_sentences s ON s.report = r.id`
	selectVersions = versionFields + `
		WHERE r.call = ANY($1)
		GROUP BY r.id
		ORDER BY r.call, r.version DESC`
	selectVersion = versionFields + `
		WHERE r.id = $1
		GROUP BY r.id`
	selectFound = `
		SELECT call, version, sealed
		FROM call_reports
		WHERE id = $1`
	selectSaid = `
		SELECT u.seq, u.sealed, e.id, e.sealed
		FROM call_utterances u
		LEFT JOIN LATERAL (SELECT id, sealed FROM call_edits e WHERE e.call = u.call AND e.seq = u.seq ORDER BY id DESC LIMIT 1) e ON true
		WHERE u.call = $1
		ORDER BY u.seq`
	selectSpeakers = `
		SELECT seq, role, sealed
		FROM call_speakers
		WHERE call = $1
		ORDER BY seq`
	insertSpeaker = `
		INSERT INTO call_speakers (call, seq, role, sealed)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (call, seq) DO UPDATE SET role = EXCLUDED.role, sealed = EXCLUDED.sealed`
	selectSentences = `
		SELECT s.seq, s.section, s.evidence, s.source, s.verdict, s.sealed, s.aside, s.why, s.moments, s.drafted, s.came_from, coalesce(s.decided_by, ''), s.decided_at
		FROM call_sentences s
		WHERE s.report = $1
		ORDER BY s.seq`
	// The newest version of each call, when it is final (Version.Final).
	selectSigned = `
		SELECT c.id, r.id
		FROM calls c
		JOIN LATERAL (SELECT id, state FROM call_reports WHERE call = c.id ORDER BY version DESC LIMIT 1) r ON true
		WHERE c.owner = $1 AND c.report_gone IS NULL AND (r.state = 'vergrendeld' OR r.state = 'akkoord' AND NOT c.four_eyes)
		ORDER BY c.kept_at DESC, c.id DESC
		LIMIT $2`
	selectStanding = `
		SELECT report, seq, sealed
		FROM call_sentences
		WHERE report = ANY($1) AND aside = '' AND verdict <> 'verworpen'
		ORDER BY report, seq`
	selectShown = `
		SELECT c.id, c.held_on, c.label, s.report, s.seq, s.sealed
		FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY w (report, seq, n)
		JOIN call_sentences s ON s.report = w.report AND s.seq = w.seq
		JOIN call_reports r ON r.id = s.report
		JOIN calls c ON c.id = r.call
		WHERE c.report_gone IS NULL AND s.aside = '' AND s.verdict <> 'verworpen'
		ORDER BY w.n`
	decideSentence = `
		UPDATE call_sentences
		SET verdict = $3, decided_by = $4, decided_at = $5
		WHERE report = $1 AND seq = $2`
	rewordSentence = `
		UPDATE call_sentences
		SET verdict = 'gewijzigd', decided_by = $3, decided_at = $4, drafted = coalesce(drafted, sealed), sealed = $5, source = 'medewerker', aside = '', why = $6,
			section = $7
		WHERE report = $1 AND seq = $2`
	reopenSentence = `
		UPDATE call_sentences
		SET verdict = 'open', decided_by = NULL, decided_at = NULL, why = $3, aside = $4
		WHERE report = $1 AND seq = $2`
	acceptSection = `
		UPDATE call_sentences
		SET verdict = 'aanvaard', decided_by = $3, decided_at = $4
		WHERE report = $1 AND section = $2 AND verdict = 'open' AND aside = ''`
	leaveAsides = `
		UPDATE call_sentences
		SET verdict = 'verworpen', decided_by = $2, decided_at = $3
		WHERE report = $1 AND verdict = 'open' AND aside NOT IN ('', 'passage')`
	holdReport = `
		SELECT r.call, r.version, r.state, coalesce(r.reviewed_by, ''), coalesce(r.signed_by, ''), c.four_eyes
		FROM call_reports r
		JOIN calls c ON c.id = r.call
		WHERE r.id = $1
		FOR UPDATE OF r`
	insertEdit = `
		INSERT INTO call_edits (call, seq, made_at, made_by, sealed)
		VALUES ($1, $2, $3, $4, $5)`
	takeUp = `
		UPDATE call_reports
		SET state = 'in_controle', reviewed_by = $2
		WHERE id = $1 AND state = 'concept'`
	takeOver = `
		UPDATE call_reports
		SET reviewed_by = $2
		WHERE id = $1 AND state = 'in_controle'`
	countUndecided = `
		SELECT count(*)
		FROM call_sentences
		WHERE report = $1 AND verdict = 'open' AND aside <> 'passage'`
	signReport = `
		UPDATE call_reports
		SET state = 'akkoord', signed_by = $2, signed_at = $3
		WHERE id = $1 AND state = 'in_controle'`
	lockReport = `
		UPDATE call_reports
		SET state = 'vergrendeld', locked_at = $2
		WHERE id = $1 AND state = 'akkoord'`
	insertOutbox = `
		INSERT INTO call_outbox (report, dedupe, due_at, created_at)
		VALUES ($1, $2, $3, $3)
		ON CONFLICT (dedupe) DO NOTHING`
	selectOutbox = `
		SELECT id, report, dedupe, attempts
		FROM call_outbox
		WHERE state = 'waiting' AND due_at <= $1
		ORDER BY id
		LIMIT 20
		FOR UPDATE SKIP LOCKED`
	selectOutboxOf = `
		SELECT state, attempts, problem, due_at, sent_at
		FROM call_outbox
		WHERE report = $1
		ORDER BY id DESC
		LIMIT 1`
	markTold = `
		UPDATE call_outbox
		SET state = 'sent', sent_at = $2, attempts = attempts + 1, problem = ''
		WHERE id = $1`
	markUntold = `
		UPDATE call_outbox
		SET due_at = $2, attempts = attempts + 1, problem = $3
		WHERE id = $1`
	selectUnworded = `
		SELECT id, call
		FROM call_reports
		WHERE state = 'concept' AND worded < $1
		ORDER BY id
		LIMIT 5`
	deleteSentences = `
		DELETE FROM call_sentences
		WHERE report = $1`
	markWorded = `
		UPDATE call_reports
		SET worded = least(worded + $2, 100)
		WHERE id = $1`
	readDay = `
		SELECT held_on
		FROM calls
		WHERE id = $1`
	dropCall = `
		DELETE FROM calls c
		WHERE id = $1 AND NOT EXISTS (SELECT FROM call_reports r WHERE r.call = c.id)`
	callKnown = `SELECT EXISTS (SELECT FROM calls WHERE id = $1)`
)

// The end of a call; retention.go says when each step is taken.
const (
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
		WITH speakers AS (DELETE FROM call_speakers WHERE call = $1)
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
		SET report_gone = $2, label = NULL
		WHERE id = $1 AND report_gone IS NULL`
)

// Copies for clients; copy.go says what each is for.
const (
	insertCopy = `
		INSERT INTO call_copies (call, report, code, way, number, made_by, made_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		RETURNING id`
	fillCopy = `
		UPDATE call_copies
		SET sealed = $2
		WHERE id = $1`
	selectCopy = `
		SELECT id, call, way, number, sealed, wrong
		FROM call_copies
		WHERE code = $1 AND sealed IS NOT NULL AND expires_at > $2 AND wrong < $3`
	selectCopies = `
		SELECT id, way, made_by, made_at, expires_at, read_at, sealed IS NOT NULL AND wrong < $3 AND expires_at > $2 AS open
		FROM call_copies
		WHERE call = $1
		ORDER BY id DESC
		LIMIT 20`
	closeCopy = `
		UPDATE call_copies
		SET sealed = NULL
		WHERE call = $1 AND id = $2`
	expireCopies = `
		UPDATE call_copies
		SET sealed = NULL
		WHERE sealed IS NOT NULL AND expires_at <= $1`
	markRead = `
		UPDATE call_copies
		SET read_at = $2, wrong = 0
		WHERE id = $1`
	markWrong = `
		UPDATE call_copies
		SET wrong = wrong + 1
		WHERE id = $1`
	insertNumber = `
		INSERT INTO call_numbers (copy, number, state, made_at, expires_at)
		VALUES ($1, $2, $3, $4, $5)
		RETURNING id`
	fillNumber = `
		UPDATE call_numbers
		SET sealed = $2
		WHERE id = $1`
	useNumber = `
		UPDATE call_numbers
		SET state = 'used', sealed = NULL
		WHERE copy = $1 AND number = $2 AND state <> 'used' AND expires_at > $3`
	selectNumbers = `
		SELECT n.id, n.sealed, n.attempts, c.id AS copy, c.call, c.way, c.sealed AS contents
		FROM call_numbers n
		JOIN call_copies c ON c.id = n.copy
		WHERE n.state = 'waiting' AND n.expires_at > $1 AND n.sealed IS NOT NULL AND c.sealed IS NOT NULL
		ORDER BY n.id
		LIMIT 20
		FOR UPDATE OF n SKIP LOCKED`
	markNumber = `
		UPDATE call_numbers
		SET state = 'sent', sealed = NULL
		WHERE id = $1`
	delayNumber = `
		UPDATE call_numbers
		SET attempts = attempts + 1
		WHERE id = $1`
	forgetNumbers = `
		DELETE FROM call_numbers
		WHERE expires_at <= $1`
	countTries = `
		SELECT count(*) FILTER (WHERE client = $1), count(*)
		FROM call_tries
		WHERE wrong AND at > $2`
	insertTry = `
		INSERT INTO call_tries (client, at, wrong)
		VALUES ($1, $2, $3)`
	forgetTries = `
		DELETE FROM call_tries
		WHERE at <= $1`
)
