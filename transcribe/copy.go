package transcribe

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// Way is how the number that goes with a code comes to the client, as agreed in the call.
type Way string

// The ways. A spoken number is told to the client and stays the same; the others bring a new one each time that the code is typed.
const (
	Spoken Way = "gesproken"
	ByText Way = "sms"
	ByMail Way = "mail"
)

// KeepCopy is how long a client can read a copy, unless less is asked for.
const KeepCopy = 30 * 24 * time.Hour

// ErrNotFinal says that a report is not signed, or not by enough people, so that nothing of it goes out.
var ErrNotFinal = errors.New("the report is not signed")

// ClientText is what a client reads: the signed report without names of others and without numbers of persons.
type ClientText struct {
	Title    string
	When     string // the day of the call, in words
	Foot     string
	Sections []ClientSection
	Doubts   []string // words with a capital that still stand in it: staff look whether they are names
}

// ClientSection is a heading with its sentences.
type ClientSection struct {
	Title     string
	Sentences []string
}

// CopyWish is what a copy for a client is to be.
type CopyWish struct {
	Way      Way
	To       string        // the number or address for the second channel; "" when it is spoken
	Sections []Section     // what is in it
	Hide     []string      // words that go besides
	Keep     time.Duration // how long it can be read; 0 means KeepCopy
}

// copied is what is kept of a copy.
type copied struct {
	Text ClientText
	To   string
}

// Copy is a copy that was made, as staff see it.
type Copy struct {
	ID        int64
	Way       Way
	MadeBy    staff.PersonID
	MadeAt    time.Time
	ExpiresAt time.Time
	ReadAt    *time.Time
	Open      bool
}

// DraftCopy returns what the client would read. It returns ErrNotFinal for a report that is not signed by all who must.
func (s *Store) DraftCopy(ctx context.Context, report ReportID, wish CopyWish) (ClientText, error) {
	v, err := s.Version(ctx, report)
	if err != nil {
		return ClientText{}, err
	}
	f, err := s.File(ctx, v.Call)
	if err != nil {
		return ClientText{}, err
	}
	if !v.Final(f.FourEyes) {
		return ClientText{}, fmt.Errorf("copying report %d: %w", report, ErrNotFinal)
	}
	found, err := s.Found(ctx, report)
	if err != nil {
		return ClientText{}, err
	}
	list, _, err := s.Sentences(ctx, report)
	if err != nil {
		return ClientText{}, err
	}
	return clientText(found, list, wish), nil
}

// clientText takes the names of others out of a report. Names of who took part in the call stay: the client knows them.
func clientText(found *Report, list []Judged, wish CopyWish) ClientText {
	p := phrases()
	t := ClientText{Title: p["kopie_titel"], Foot: p["kopie_voet"]}
	if found.CallDate != nil {
		if day, err := time.Parse(time.DateOnly, *found.CallDate); err == nil {
			t.When = p["kop_gesprek"] + " " + dayOf(day)
		}
	}
	// The summary repeats what other parts say. What is kept out of the copy there must not come in here: who reads along with a client may be whom
	// they fear.
	kept := map[string]bool{}
	for _, j := range list {
		if j.Section != Summary && !slices.Contains(wish.Sections, j.Section) {
			kept[j.Text], kept[j.Drafted] = true, true
		}
	}
	delete(kept, "")
	var rows []Judged
	for _, j := range InOrder(list) {
		if j.Stands() && slices.Contains(wish.Sections, j.Section) && !(j.Section == Summary && (kept[j.Text] || kept[j.Drafted])) {
			rows = append(rows, j)
		}
	}
	// All at once, so that a name that is plain in one sentence is known in the next.
	var all []string
	for _, j := range rows {
		text := strings.ReplaceAll(j.Text, "\n", " ")
		all = append(all, strings.ReplaceAll(text, "”, controleer)", "”)")) // that was for staff, and staff did
	}
	texts := strings.Split(withoutOthers(strings.Join(all, "\n"), found.Participants, wish.Hide), "\n")
	for k, j := range rows {
		n := len(t.Sections)
		title := p["sectie_"+string(j.Section)]
		if n == 0 || t.Sections[n-1].Title != title {
			t.Sections = append(t.Sections, ClientSection{Title: title})
			n++
		}
		t.Sections[n-1].Sentences = append(t.Sections[n-1].Sentences, texts[k])
	}
	t.Doubts = capitals(texts, found.Participants)
	return t
}

// stays are the kinds of what points to a person that a client's own report keeps: the numbers of the own case.
var stays = [...]privacy.Type{privacy.Case, privacy.Report}

// withoutOthers takes out of a text the names of people who did not take part in the call, the numbers and addresses of persons, and words besides.
func withoutOthers(text string, present []Participant, hide []string) string {
	known := namesOf(present)
	_, spans := privacy.Redact(text)
	runes := []rune(text)
	var b strings.Builder
	at := 0
	for _, x := range spans {
		if x.Start < at || x.End > len(runes) || slices.Contains(stays[:], x.Type) {
			continue
		}
		said := string(runes[x.Start:x.End])
		word := phrases()["kopie_weg"]
		if x.Type == privacy.Name {
			if !slices.ContainsFunc(dutch.Tokens(said), func(t dutch.Token) bool { return !known[t.Text] }) {
				continue
			}
			word = phrases()["kopie_naam"]
		}
		b.WriteString(string(runes[at:x.Start]) + word)
		at = x.End
	}
	b.WriteString(string(runes[at:]))
	out := b.String()
	for _, word := range hide {
		out = hideWord(out, word)
	}
	return out
}

// hideWord takes a word out of a text wherever it stands by itself, in capitals or not.
func hideWord(text, word string) string {
	word = strings.TrimSpace(word)
	if word == "" {
		return text
	}
	low, find := strings.ToLower(text), strings.ToLower(word)
	if len(low) != len(text) { // a letter that changes its length: compare as it stands
		low, find = text, word
	}
	var b strings.Builder
	at := 0
	for at < len(text) {
		i := strings.Index(low[at:], find)
		if i < 0 {
			break
		}
		from, to := at+i, at+i+len(find)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if unicode.IsLetter(before) || unicode.IsLetter(after) {
			b.WriteString(text[at:to])
		} else {
			b.WriteString(text[at:from] + phrases()["kopie_weg"])
		}
		at = to
	}
	return b.String() + text[at:]
}

func namesOf(present []Participant) map[string]bool {
	known := map[string]bool{}
	for _, x := range present {
		for _, t := range dutch.Tokens(x.Name) {
			known[t.Text] = true
		}
	}
	return known
}

// capitals lists the words with a capital within a sentence that are no names of who took part, no days and no months.
func capitals(texts []string, present []Participant) []string {
	known := namesOf(present)
	var out []string
	for _, text := range texts {
		for _, t := range dutch.Tokens(text) {
			r, _ := utf8.DecodeRuneInString(text[t.Start:])
			before := strings.TrimRight(text[:t.Start], " \n„‘'\"“(")
			starts := before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:…") || strings.HasSuffix(before, "…") || len(strings.TrimRight(text[:t.Start], " ")) != len(before)
			word := text[t.Start:t.End]
			if !unicode.IsUpper(r) || starts || known[t.Text] || calendarWord(t.Text) || institutions[t.Text] || dutch.Stop(t.Text) || slices.Contains(out, word) {
				continue
			}
			out = append(out, word)
		}
	}
	return out
}

// MakeCopy makes a copy of a signed report for its client, and returns the code that opens it and, when it is spoken, the number that goes with it.
// Both are told to nobody else and kept as hashes only. It returns ErrNotFinal for a report that is not signed by all who must.
func (s *Store) MakeCopy(ctx context.Context, report ReportID, wish CopyWish, by staff.PersonID) (code, number string, err error) {
	text, err := s.DraftCopy(ctx, report, wish)
	if err != nil {
		return "", "", err
	}
	text.Doubts = nil
	if wish.Keep <= 0 || wish.Keep > KeepCopy {
		wish.Keep = KeepCopy
	}
	code, number = newCode(), newNumber()
	if wish.Way != Spoken {
		if strings.TrimSpace(wish.To) == "" {
			return "", "", fmt.Errorf("copying report %d: %w", report, ErrUnknown)
		}
	} else {
		wish.To = ""
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		w, err := s.hold(ctx, tx, report)
		if err != nil {
			return err
		}
		now := s.now()
		var id int64
		if err := tx.QueryRow(ctx, insertCopy, w.call, report, s.hash("code", plainDigits(code)), wish.Way, s.hash("number", number), by, now, now.Add(wish.Keep)).Scan(&id); err != nil {
			return err
		}
		sealed, err := s.seal(reportKey(w.call), fmt.Sprint("copy/", id), copied{text, wish.To})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, fillCopy, id, sealed)
		return err
	})
	if err != nil {
		return "", "", fmt.Errorf("copying report %d: %w", report, err)
	}
	if wish.Way != Spoken {
		number = ""
	}
	return code, number, nil
}

// Copies lists the copies that were made of the reports of a call, the newest first.
func (s *Store) Copies(ctx context.Context, call CallID) ([]Copy, error) {
	rows, err := s.db.Query(ctx, selectCopies, call, s.now(), mostWrong)
	if err != nil {
		return nil, fmt.Errorf("listing copies: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Copy])
	if err != nil {
		return nil, fmt.Errorf("listing copies: %w", err)
	}
	return list, nil
}

// CloseCopy takes a copy back before its time.
func (s *Store) CloseCopy(ctx context.Context, call CallID, id int64) error {
	if _, err := s.db.Exec(ctx, closeCopy, call, id); err != nil {
		return fmt.Errorf("closing a copy: %w", err)
	}
	return nil
}

// forgetCopies takes back copies whose time is over, and what was kept of tries at codes.
func (s *Store) forgetCopies(ctx context.Context) error {
	now := s.now()
	for _, x := range []struct {
		sql string
		at  time.Time
	}{{expireCopies, now}, {forgetNumbers, now}, {forgetTries, now.Add(-24 * time.Hour)}} {
		if _, err := s.db.Exec(ctx, x.sql, x.at); err != nil {
			return fmt.Errorf("forgetting copies: %w", err)
		}
	}
	return nil
}
