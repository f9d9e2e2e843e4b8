package transcribe

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// reader is a pool or a transaction.
type reader interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// File is what is kept of a call beside its words.
type File struct {
	ID              CallID
	Held            *time.Time // the day of the call; nil when nobody knows
	Format          Format
	Owner           staff.PersonID
	KeptAt          time.Time
	Consent         ConsentRecord
	TranscriptUntil time.Time
	ReportUntil     time.Time
	TranscriptGone  *time.Time
	ReportGone      *time.Time
	Label           string // what staff know it by; "" when nobody said
	FourEyes        bool   // somebody else than who signs must lock the report
}

// Day returns the day of the call, the zero time when nobody knows.
func (f File) Day() time.Time {
	if f.Held == nil {
		return time.Time{}
	}
	return *f.Held
}

// Version is a version of the report of a call.
type Version struct {
	ID         ReportID
	Call       CallID
	Version    int
	State      State
	MadeAt     time.Time
	ReviewedBy staff.PersonID // "" when nobody has taken it up
	SignedBy   staff.PersonID // "" when nobody has signed
	SignedAt   *time.Time
	LockedAt   *time.Time
	Open       int // what is undecided in it
}

// Working reports whether the version may still be changed.
func (v Version) Working() bool { return v.State == Concept || v.State == InReview }

// Final reports whether the version is the word of the organisation: signed, and with four eyes locked by another.
func (v Version) Final(fourEyes bool) bool {
	return v.State == Locked || v.State == Signed && !fourEyes
}

// Listed is a call with its newest version.
type Listed struct {
	File
	Newest Version
}

// Calls returns the calls of somebody whose report is still there, the newest first, at most most.
func (s *Store) Calls(ctx context.Context, owner staff.PersonID, most int) ([]Listed, error) {
	rows, err := s.db.Query(ctx, selectCalls, owner, most)
	if err != nil {
		return nil, fmt.Errorf("listing calls: %w", err)
	}
	files, err := pgx.CollectRows(rows, s.scanFile)
	if err != nil {
		return nil, fmt.Errorf("listing calls: %w", err)
	}
	ids := make([]CallID, len(files))
	list := make([]Listed, len(files))
	for i, f := range files {
		ids[i], list[i].File = f.ID, f
	}
	versions, err := s.versions(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("listing calls: %w", err)
	}
	for i := range list {
		for _, v := range versions {
			if v.Call == list[i].ID {
				list[i].Newest = v
				break
			}
		}
	}
	return list, nil
}

// Keyless looks at the newest calls, at most most of them, and counts those whose key is not in the folder of keys: it is not the folder that belongs to
// this database, and nobody can read them.
func (s *Store) Keyless(ctx context.Context, most int) (lost, looked int, err error) {
	rows, err := s.db.Query(ctx, selectNamed, most)
	if err != nil {
		return 0, 0, fmt.Errorf("looking for the keys of calls: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[CallID])
	if err != nil {
		return 0, 0, fmt.Errorf("looking for the keys of calls: %w", err)
	}
	for _, id := range ids {
		if _, err := s.keys.Opener(reportKey(id)); errors.Is(err, privacy.ErrNoKey) {
			lost++
		}
	}
	return lost, len(ids), nil
}

// File returns what is kept of a call. It returns ErrUnknown for none.
func (s *Store) File(ctx context.Context, call CallID) (File, error) {
	rows, err := s.db.Query(ctx, selectCall, call)
	if err != nil {
		return File{}, fmt.Errorf("reading call %d: %w", call, err)
	}
	f, err := pgx.CollectExactlyOneRow(rows, s.scanFile)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	if err != nil {
		return File{}, fmt.Errorf("reading call %d: %w", call, err)
	}
	return f, nil
}

func (s *Store) scanFile(row pgx.CollectableRow) (File, error) {
	var f File
	var label []byte
	if err := row.Scan(&f.ID, &f.Held, &f.Format, &f.Owner, &f.KeptAt, &f.Consent.Answer, &f.Consent.At, &f.Consent.By, &f.Consent.Lang, &f.Consent.Notice,
		&f.TranscriptUntil, &f.ReportUntil, &f.TranscriptGone, &f.ReportGone, &label, &f.FourEyes); err != nil {
		return f, err
	}
	if label != nil {
		if err := s.open(reportKey(f.ID), "label", label, &f.Label); err != nil && !errors.Is(err, ErrGone) && !errors.Is(err, ErrKeyless) {
			return f, err
		}
	}
	return f, nil
}

// Versions returns the versions of the report of a call, the newest first. It returns ErrGone when there are none any more.
func (s *Store) Versions(ctx context.Context, call CallID) ([]Version, error) {
	versions, err := s.versions(ctx, []CallID{call})
	if err == nil && len(versions) == 0 {
		err = ErrGone
	}
	if err != nil {
		return nil, fmt.Errorf("reading the versions of call %d: %w", call, err)
	}
	return versions, nil
}

func (s *Store) versions(ctx context.Context, calls []CallID) ([]Version, error) {
	rows, err := s.db.Query(ctx, selectVersions, calls)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Version])
}

// Version returns a version of a report. It returns ErrUnknown for none.
func (s *Store) Version(ctx context.Context, report ReportID) (Version, error) {
	rows, err := s.db.Query(ctx, selectVersion, report)
	if err != nil {
		return Version{}, fmt.Errorf("reading report %d: %w", report, err)
	}
	v, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Version])
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	if err != nil {
		return Version{}, fmt.Errorf("reading report %d: %w", report, err)
	}
	return v, nil
}

// Found returns what was found in a call, as a version of its report knows it, without the sentences.
func (s *Store) Found(ctx context.Context, report ReportID) (*Report, error) {
	r, err := s.found(ctx, s.db, report)
	if err != nil {
		return nil, fmt.Errorf("reading report %d: %w", report, err)
	}
	return r, nil
}

func (s *Store) found(ctx context.Context, db reader, report ReportID) (*Report, error) {
	rows, err := db.Query(ctx, selectFound, report)
	if err != nil {
		return nil, err
	}
	var call CallID
	var version int
	var sealed []byte
	if _, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (any, error) {
		return nil, row.Scan(&call, &version, &sealed)
	}); errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrUnknown
	} else if err != nil {
		return nil, err
	}
	var r Report
	if err := s.open(reportKey(call), fmt.Sprint("report/", version), sealed, &r); err != nil {
		return nil, err
	}
	return &r, nil
}

// Judged is a sentence of a kept report, or something that was set aside, with what was decided about it.
type Judged struct {
	Seq int
	Sentence
	Verdict   Verdict
	Aside     string   // "" for a sentence of the report; else it is none, and this is what it is: zin, bedrag, datum, afspraak, passage
	Why       []string // what the cited words do not carry (Reason), or in words why it was left out
	Moments   []int    // when the cited words were said, in seconds; -1 is not known
	Drafted   string   // as it was drafted, when a person put it in other words
	CameFrom  *int     // the sentence of the version before that it was
	DecidedBy staff.PersonID
	DecidedAt *time.Time
}

// Blocks reports whether the sentence must be decided on before signing.
func (j Judged) Blocks() bool { return j.Verdict == Undecided && j.Aside != "passage" }

// Stands reports whether it is a sentence of the report as it is now.
func (j Judged) Stands() bool { return j.Aside == "" && j.Verdict != Rejected }

// Sentences returns the sentences of a report and what was set aside, in the order in which they were made. It returns ErrUnknown for no report and
// ErrGone when it was deleted.
func (s *Store) Sentences(ctx context.Context, report ReportID) ([]Judged, State, error) {
	v, err := s.Version(ctx, report)
	if err != nil {
		return nil, "", err
	}
	list, err := s.sentences(ctx, s.db, v.Call, report)
	if err != nil {
		return nil, "", fmt.Errorf("reading report %d: %w", report, err)
	}
	return list, v.State, nil
}

func (s *Store) sentences(ctx context.Context, db reader, call CallID, report ReportID) ([]Judged, error) {
	rows, err := db.Query(ctx, selectSentences, report)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Judged, error) {
		var j Judged
		var sealed, drafted []byte
		if err := row.Scan(&j.Seq, &j.Section, &j.Evidence, &j.Source, &j.Verdict, &sealed, &j.Aside, &j.Why, &j.Moments, &drafted, &j.CameFrom, &j.DecidedBy, &j.DecidedAt); err != nil {
			return j, err
		}
		if drafted != nil {
			if err := s.open(reportKey(call), sentenceField(report, j.Seq), drafted, &j.Drafted); err != nil {
				return j, err
			}
		}
		return j, s.open(reportKey(call), sentenceField(report, j.Seq), sealed, &j.Text)
	})
}
