package assistant

import (
	"errors"
	"slices"
	"testing"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

func TestFactsAndLinesAreEditedAndUndone(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	sheet, other := NewSheet(db), NewSheet(db)
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	shipped := len(sheet.Facts())

	added := Fact{ID: "nieuw-feit", Topics: []knowledge.TopicID{"spreekrecht"}, Fact: "Je mag drie mensen meenemen.", Says: []string{"Drie mensen|3 mensen"}, Pages: []string{"/rechten/spreekrecht/"}, Source: "de redactie", Verified: "2026-11-28"}
	if err := sheet.SaveFact(t.Context(), added, "p1", now); err != nil {
		t.Fatal(err)
	}
	if added.Says[0] != "Drie mensen|3 mensen" {
		t.Errorf("saving a fact changed what its caller holds: %q", added.Says)
	}
	changed := sheet.Facts()[0]
	changed.Fact, changed.Verified = "Tien jaar de tijd heb je om het te vragen.", "2026-11-27"
	if err := sheet.SaveFact(t.Context(), changed, "p1", now); err != nil {
		t.Fatal(err)
	}
	if err := sheet.DropFact(t.Context(), sheet.Facts()[1].ID, "p1"); err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(sheet.Lines(), func(c danger.Contact) bool { return c.Line == danger.Police })
	line := sheet.Lines()[at]
	line.Number, line.Hours, line.Source, line.Verified = "0800-1234", map[string]string{"nl": "overdag"}, "politie.nl, nieuw nummer", danger.Date{Time: now}
	if err := sheet.SaveLine(t.Context(), line, "p2", now); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Sheet{sheet, other} {
		if err := s.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		facts, lines := s.Facts(), s.Lines()
		if len(facts) != shipped || facts[0].Fact != changed.Fact || facts[shipped-1].Says[0] != "drie mensen|3 mensen" {
			t.Errorf("the facts: %d, %+v", len(facts), facts)
		}
		if got := lines[at]; got.Number != "0800-1234" || got.Tel != "tel:08001234" || got.Name("en") != line.Name("en") || got.Hours["en"] != "" || !got.Verified.Equal(now.Truncate(24*time.Hour)) {
			t.Errorf("the line: %+v", got)
		}
	}
	a := (&Assistant{bank: &knowledge.Bank{}}).Follow(func() *knowledge.Bank { return &knowledge.Bank{} }, sheet)
	if n, ok := a.Danger("mijn ex stalkt me al maanden", "nl"); !ok || !slices.ContainsFunc(n.Contacts, func(r Reach) bool { return r.Number == "0800-1234" }) {
		t.Errorf("the card does not show the new number: %+v", n)
	}
	history, inUse, err := sheet.History(t.Context())
	if err != nil || len(history) != 4 || len(inUse) != 4 {
		t.Fatalf("the history: %+v, %v", history, err)
	}
	for _, e := range history {
		if err := sheet.Undo(t.Context(), e.Version, "p3"); err != nil {
			t.Errorf("undoing %d: %v", e.Version, err)
		}
		if err := sheet.Undo(t.Context(), e.Version, "p3"); !errors.Is(err, ErrSheet) {
			t.Errorf("undoing %d twice: %v", e.Version, err)
		}
	}
	if got := sheet.Facts(); len(got) != shipped || got[0].Fact != facts()[0].Fact || sheet.Lines()[at].Number != danger.Contacts()[at].Number {
		t.Error("after undoing everything it is not as it ships")
	}
}

// A slip of one editor may not send people in danger to another number: those that hold in the whole country stay, also where the database says otherwise,
// and another needs a source and a day of its own.
func TestANumberForDangerIsNotChangedByOnePress(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	sheet := NewSheet(db)
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for _, c := range sheet.Lines() {
		c.Number = "0900-0107"
		err := sheet.SaveLine(t.Context(), c, "p", now)
		if _, faults := sheet.Changed(c, now); !errors.Is(err, ErrSheet) || slices.Contains(faults, FixedFault) != FixedLine(c.Line) || !slices.Contains(faults, SameFault) || !slices.Contains(faults, OldDayFault) {
			t.Errorf("%s with a number of nobody: %v, %v", c.Line, faults, err)
		}
		c.Source, c.Verified = "een bericht van de lijn zelf", danger.Date{Time: now}
		if _, faults := sheet.Changed(c, now); (len(faults) > 0) != FixedLine(c.Line) {
			t.Errorf("%s with a number that was looked up: %v", c.Line, faults)
		}
	}
	same := sheet.Lines()[0]
	same.Hours = map[string]string{"nl": "altijd"}
	if err := sheet.SaveLine(t.Context(), same, "p", now); err != nil {
		t.Errorf("other hours of a fixed line: %v", err)
	}
	same.Number, same.Tel = "0900-0107", "tel:09000107"
	if err := sheet.save(t.Context(), LineEdit, string(same.Line), same, "p"); err != nil { // as it was kept before
		t.Fatal(err)
	}
	if got := sheet.Lines()[0]; got.Number != "112" || got.Tel != "tel:112" || got.Hours["nl"] != "altijd" {
		t.Errorf("after an edit of before: %+v", got)
	}
}

func TestImpossibleFactsAndLinesAreRefused(t *testing.T) {
	t.Parallel()
	sheet := NewSheet(pgtest.New(t))
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for name, spoil := range map[string]func(f *Fact){
		"no topic":           func(f *Fact) { f.Topics = nil },
		"no page":            func(f *Fact) { f.Pages = nil },
		"no source":          func(f *Fact) { f.Source = "" },
		"verified tomorrow":  func(f *Fact) { f.Verified = "2026-12-05" },
		"no day":             func(f *Fact) { f.Verified = "gisteren" },
		"does not say it":    func(f *Fact) { f.Says = []string{"iets anders"} },
		"an id of its own":   func(f *Fact) { f.ID = "../x" },
		"longer than a fact": func(f *Fact) { f.Fact += string(make([]byte, 400)) },
	} {
		f := sheet.Facts()[0]
		f.Says = slices.Clone(f.Says)
		spoil(&f)
		if err := sheet.SaveFact(t.Context(), f, "p", now); !errors.Is(err, ErrSheet) {
			t.Errorf("%s: %v, want ErrSheet", name, err)
		}
	}
	for name, spoil := range map[string]func(c *danger.Contact){
		"a word for a number": func(c *danger.Contact) { c.Number = "bel mij" },
		"a script":            func(c *danger.Contact) { c.Chat = "javascript:alert(1)" },
		"an unknown line":     func(c *danger.Contact) { c.Line = "buurman" },
		"no way to reach it":  func(c *danger.Contact) { c.Number, c.Chat = "", "" },
		"no source":           func(c *danger.Contact) { c.Source = "" },
		"verified next year":  func(c *danger.Contact) { c.Verified = danger.Date{Time: now.AddDate(1, 0, 0)} },
	} {
		c := sheet.Lines()[1]
		spoil(&c)
		if err := sheet.SaveLine(t.Context(), c, "p", now); !errors.Is(err, ErrSheet) {
			t.Errorf("%s: %v, want ErrSheet", name, err)
		}
	}
	if err := sheet.DropFact(t.Context(), "is-er-niet", "p"); !errors.Is(err, ErrSheet) {
		t.Errorf("dropping what is not there: %v", err)
	}
}

func TestConflictsBetweenPagesAreListed(t *testing.T) {
	t.Parallel()
	page := func(url, text string) knowledge.Passage {
		return knowledge.Passage{URL: "https://site.example" + url, Title: url, Kind: knowledge.HelpPage, Text: text}
	}
	passages := []knowledge.Passage{
		page("/a", "Je stuurt het wensenformulier binnen 14 dagen terug naar het Openbaar Ministerie."),
		page("/b", "Je stuurt het wensenformulier binnen 21 dagen terug naar het Openbaar Ministerie."),
		page("/c", "Een partner krijgt 20.000 euro affectieschade na een overlijden door geweld."),
		page("/d", "Bel ons van maandag tot en met vrijdag van 8 tot 20 uur voor een gesprek."),
	}
	found, err := Conflicts(t.Context(), passages)
	if err != nil || len(found) != 1 || found[0].One.Cites[0].URL != passages[0].URL || found[0].Other.Cites[0].URL != passages[1].URL {
		t.Fatalf("conflicts: %+v, %v", found, err)
	}
	sheet := NewSheet(pgtest.New(t))
	if err := sheet.Settle(t.Context(), found[0].Pair(), "p"); err != nil {
		t.Fatal(err)
	}
	if open, settled, err := sheet.Unsettled(t.Context(), found); err != nil || len(open) != 0 || settled != 1 {
		t.Errorf("after settling: %d open, %d settled, %v", len(open), settled, err)
	}
}
