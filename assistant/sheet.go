package assistant

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// Sheet is what must be known for certain: the facts that must be said, and whom to reach in need. What the program ships is its base, the content
// team's edits lie over it. It is held in memory, so that it is there when the database is not.
type Sheet struct {
	db    *pgxpool.Pool
	facts atomic.Pointer[[]Fact]
	lines atomic.Pointer[[]danger.Contact]
}

// NewSheet returns the sheet as it ships; Load lays the edits in db over it.
func NewSheet(db *pgxpool.Pool) *Sheet {
	s := &Sheet{db: db}
	s.set(facts(), danger.Contacts())
	return s
}

func (s *Sheet) set(facts []Fact, lines []danger.Contact) {
	s.facts.Store(&facts)
	s.lines.Store(&lines)
}

// Facts returns the facts that must be said, as they are now.
func (s *Sheet) Facts() []Fact { return slices.Clone(*s.facts.Load()) }

// Lines returns whom to reach, as it is now.
func (s *Sheet) Lines() []danger.Contact { return slices.Clone(*s.lines.Load()) }

// SheetEdit is one change of the sheet, or the undoing of an earlier one.
type SheetEdit struct {
	Version int64
	Undoes  int64  // the edit that this one undoes; 0 when it is a change itself
	Kind    string // FactEdit or LineEdit
	Name    string // which fact or line
	Value   []byte // what it became, as JSON; empty when it was taken away
	Person  string
	At      time.Time
}

// The kinds of a change.
const (
	FactEdit = "fact"
	LineEdit = "line"
)

// ErrSheet says that a fact or a line cannot be so: something that it needs is missing, or is not of its shape.
var ErrSheet = errors.New("not a possible fact or line")

const sheetEdits = `
	SELECT version, coalesce(undoes, 0) AS undoes, kind, name, coalesce(value::text, '')::bytea AS value, person, at
	FROM sheet_edits
	ORDER BY version`

// History returns every edit there ever was, the newest first, and which of them count now.
func (s *Sheet) History(ctx context.Context) (edits []SheetEdit, inUse map[int64]bool, err error) {
	rows, err := s.db.Query(ctx, sheetEdits)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the edits of the sheet: %w", err)
	}
	edits, err = pgx.CollectRows(rows, pgx.RowToStructByName[SheetEdit])
	if err != nil {
		return nil, nil, fmt.Errorf("reading the edits of the sheet: %w", err)
	}
	slices.Reverse(edits)
	undone := map[int64]bool{}
	inUse = map[int64]bool{}
	for _, e := range edits {
		switch {
		case undone[e.Version]:
		case e.Undoes > 0:
			undone[e.Undoes] = true
		default:
			inUse[e.Version] = true
		}
	}
	return edits, inUse, nil
}

// Load takes up the edits that were made, here or by another copy of the program. When the database does not answer the sheet stays as it was.
func (s *Sheet) Load(ctx context.Context) error {
	edits, inUse, err := s.History(ctx)
	if err != nil {
		return err
	}
	now, lines := facts(), danger.Contacts()
	now = slices.Clone(now)
	for _, e := range slices.Backward(edits) {
		if !inUse[e.Version] {
			continue
		}
		switch e.Kind {
		case FactEdit:
			var f Fact
			at := slices.IndexFunc(now, func(f Fact) bool { return f.ID == e.Name })
			switch {
			case len(e.Value) == 0 && at >= 0:
				now = slices.Delete(now, at, at+1)
			case len(e.Value) == 0:
			case json.Unmarshal(e.Value, &f) != nil:
				return fmt.Errorf("reading edit %d of the sheet: not a fact", e.Version)
			case at >= 0:
				now[at] = f
			default:
				now = append(now, f)
			}
		case LineEdit:
			var line danger.Contact
			at := slices.IndexFunc(lines, func(c danger.Contact) bool { return string(c.Line) == e.Name })
			if at < 0 {
				continue // a line that the program does not know any more
			}
			if json.Unmarshal(e.Value, &line) != nil {
				return fmt.Errorf("reading edit %d of the sheet: not a line", e.Version)
			}
			if FixedLine(lines[at].Line) { // also one that was changed before it was fixed
				line.Number, line.Tel = lines[at].Number, lines[at].Tel
			}
			lines[at] = line
		}
	}
	s.set(now, lines)
	return nil
}

const addSheetEdit = `INSERT INTO sheet_edits (undoes, kind, name, value, person) VALUES (nullif($1, 0), $2, $3, $4, $5)`

func (s *Sheet) save(ctx context.Context, kind, name string, value any, person string) error {
	var text *string
	if value != nil {
		raw, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("writing an edit of the sheet: %w", err)
		}
		t := string(raw)
		text = &t
	}
	if _, err := s.db.Exec(ctx, addSheetEdit, 0, kind, name, text, person); err != nil {
		return fmt.Errorf("keeping an edit of the sheet: %w", err)
	}
	return s.Load(ctx)
}

// The size of what people may write on the sheet.
const (
	longestFact = 300 // runes
	mostOfFact  = 12  // topics, pages, and things that say it
)

var factID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,59}$`)

// SaveFact keeps a fact as it is now. It returns ErrSheet when it lacks what it needs: a fact that says itself, a topic, a page, a source and the day
// on which it was held against that source.
func (s *Sheet) SaveFact(ctx context.Context, f Fact, person string, now time.Time) error {
	verified, err := time.Parse(time.DateOnly, f.Verified)
	switch {
	case !factID.MatchString(f.ID),
		f.Fact == "" || len([]rune(f.Fact)) > longestFact || len([]rune(f.Condition)) > longestFact,
		len(f.Topics) == 0 || len(f.Topics) > mostOfFact || len(f.Says) == 0 || len(f.Says) > mostOfFact || len(f.Pages) == 0 || len(f.Pages) > mostOfFact,
		f.Source == "" || len([]rune(f.Source)) > longestFact,
		err != nil || verified.After(now.Add(24*time.Hour)):
		return ErrSheet
	}
	f.Says = slices.Clone(f.Says) // the caller may have it from the sheet, which others read meanwhile
	for i, says := range f.Says {
		f.Says[i] = dutch.Fold(says)
	}
	f.Asked = dutch.Fold(f.Asked)
	if !f.saidIn(dutch.Fold(f.Fact)) {
		return fmt.Errorf("%w: it does not say itself", ErrSheet)
	}
	return s.save(ctx, FactEdit, f.ID, f, person)
}

// DropFact takes a fact away: it is no longer said with its topic.
func (s *Sheet) DropFact(ctx context.Context, id, person string) error {
	if !slices.ContainsFunc(s.Facts(), func(f Fact) bool { return f.ID == id }) {
		return ErrSheet
	}
	return s.save(ctx, FactEdit, id, nil, person)
}

// lineNumber is a number as people write it; a line may also have none.
var lineNumber = regexp.MustCompile(`^(|1\d\d|0\d{2,3}[- ]?\d{4,7}|\+\d{8,15})$`)

// LineFault is what is the matter with a line that cannot be so.
type LineFault string

// The faults of a line.
const (
	NumberFault  LineFault = "number"  // it is no number, or there is neither a number nor a chat
	FixedFault   LineFault = "fixed"   // the number of this line is not changed here
	HoursFault   LineFault = "hours"   // they are too long
	ChatFault    LineFault = "chat"    // it is no address that begins with https
	SourceFault  LineFault = "source"  // it is missing or too long
	SameFault    LineFault = "same"    // the number changed, and the source that bore out the old one did not
	DayFault     LineFault = "day"     // it is no day, or one to come
	OldDayFault  LineFault = "old_day" // the number changed, and was not held against its source since
	UnknownFault LineFault = "unknown" // there is no such line
)

// fixedLines are the lines whose numbers are the same for everybody in the country. A slip of one editor would send people in danger to another number.
var fixedLines = []danger.Line{danger.Emergency, danger.SuicideLine, danger.SafeAtHome}

// FixedLine reports whether the number of a line stays as it ships.
func FixedLine(line danger.Line) bool { return slices.Contains(fixedLines, line) }

// Changed returns a line as it would become, and what is the matter with that: nothing is kept. A number that changes needs a source of its own, and a day
// on which it was held against that.
func (s *Sheet) Changed(c danger.Contact, now time.Time) (danger.Contact, []LineFault) {
	c.Number = strings.Join(strings.Fields(c.Number), " ")
	chat, err := url.Parse(c.Chat)
	at := slices.IndexFunc(s.Lines(), func(known danger.Contact) bool { return known.Line == c.Line })
	if at < 0 {
		return danger.Contact{}, []LineFault{UnknownFault}
	}
	known := s.Lines()[at]
	other := c.Number != known.Number
	var faults []LineFault
	for _, x := range []struct {
		fault LineFault
		is    bool
	}{
		{FixedFault, other && FixedLine(c.Line)},
		{NumberFault, !lineNumber.MatchString(c.Number) || c.Number == "" && c.Chat == ""},
		{HoursFault, len([]rune(c.Hours["nl"])) > longestFact},
		{ChatFault, err != nil || c.Chat != "" && (chat.Scheme != "https" || chat.Host == "")},
		{SourceFault, c.Source == "" || len([]rune(c.Source)) > longestFact},
		{SameFault, other && c.Source == known.Source},
		{DayFault, c.Verified.IsZero() || c.Verified.After(now.Add(24*time.Hour))},
		{OldDayFault, other && !c.Verified.After(known.Verified.Time) && now.Sub(c.Verified.Time) > 24*time.Hour},
	} {
		if x.is {
			faults = append(faults, x.fault)
		}
	}
	if len(faults) > 0 {
		return danger.Contact{}, faults
	}
	hours := map[string]string{"nl": c.Hours["nl"]}
	if known.Hours["nl"] == c.Hours["nl"] {
		hours = known.Hours
	} else {
		known.Open = nil // they were of the old words
	}
	known.Number, known.Hours, known.Chat, known.Source, known.Verified = c.Number, hours, c.Chat, c.Source, c.Verified
	known.Tel = ""
	if c.Number != "" {
		known.Tel = "tel:" + strings.NewReplacer("-", "", " ", "").Replace(c.Number)
	}
	return known, nil
}

// SaveLine keeps what is known of a line as it is now: its number, hours, chat, source and the day on which it was verified. It returns ErrSheet when
// that cannot be so, which Changed tells more of. The name of a line, and its hours in other languages, stay as they ship; hours that changed in Dutch are
// left out there.
func (s *Sheet) SaveLine(ctx context.Context, c danger.Contact, person string, now time.Time) error {
	line, faults := s.Changed(c, now)
	if len(faults) > 0 {
		return ErrSheet
	}
	return s.save(ctx, LineEdit, string(c.Line), line, person)
}

// Undo takes an edit back. It returns ErrSheet when there is no such edit, or when it is undone already.
func (s *Sheet) Undo(ctx context.Context, version int64, person string) error {
	const add = `
		INSERT INTO sheet_edits (undoes, kind, name, person)
		SELECT e.version, '', '', $2
		FROM sheet_edits e
		WHERE e.version = $1 AND e.kind <> ''
		AND (SELECT count(*) FROM sheet_edits u WHERE u.undoes = e.version) = 0`
	tag, err := s.db.Exec(ctx, add, version, person)
	if err != nil {
		return fmt.Errorf("undoing an edit of the sheet: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrSheet
	}
	return s.Load(ctx)
}

// Pair names two sentences, whichever comes first: when one of them changes it is another pair.
func Pair(a, b string) []byte {
	texts := []string{a, b}
	slices.SortFunc(texts, cmp.Compare[string])
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return sum[:]
}

// Settle keeps that somebody looked at two sentences and found that both are right.
func (s *Sheet) Settle(ctx context.Context, pair []byte, person string) error {
	const add = `INSERT INTO settled_conflicts (pair, person) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	if _, err := s.db.Exec(ctx, add, pair, person); err != nil {
		return fmt.Errorf("settling a conflict: %w", err)
	}
	return nil
}

// Unsettled leaves out the conflicts that somebody looked at, and returns how many those were.
func (s *Sheet) Unsettled(ctx context.Context, all []Conflict) (open []Conflict, settled int, err error) {
	rows, err := s.db.Query(ctx, `SELECT pair FROM settled_conflicts`)
	if err != nil {
		return nil, 0, fmt.Errorf("reading settled conflicts: %w", err)
	}
	pairs, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return nil, 0, fmt.Errorf("reading settled conflicts: %w", err)
	}
	for _, c := range all {
		if slices.ContainsFunc(pairs, func(p []byte) bool { return bytes.Equal(p, c.Pair()) }) {
			settled++
			continue
		}
		open = append(open, c)
	}
	return open, settled, nil
}
