package jurisprudence

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// The people of these tests.
var (
	adviser = staff.Person{ID: "adviser", Role: staff.Policy}
	other   = staff.Person{ID: "other", Role: staff.Policy}
	lawyer  = staff.Person{ID: "lawyer", Role: staff.Legal}
	member  = staff.Person{ID: "member", Role: staff.Member | staff.Planner | staff.Content}
)

// open opens a ruling as an adviser.
func open(t *testing.T, s *Store, id ECLI) Sheet {
	t.Helper()
	sheet, err := s.Sheet(t.Context(), adviser, id)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

// suit finds a ruling suitable, with a second reader where one is needed.
func suit(t *testing.T, s *Store, id ECLI) {
	t.Helper()
	sheet := open(t, s, id)
	state, err := s.Judge(t.Context(), adviser, id, Opinion{State: Suitable, Theme: sheet.Guess, Version: sheet.Version})
	if err == nil && state == Second {
		state, err = s.Judge(t.Context(), other, id, Opinion{State: Suitable, Theme: sheet.Guess, Version: sheet.Version})
	}
	if err != nil || state != Suitable {
		t.Fatal(state, err)
	}
}

func TestJudgingMovesARulingAndUndoingBringsItBack(t *testing.T) {
	t.Parallel()
	s, db, r := bank(t)
	sheet := open(t, s, r.ECLI)
	if sheet.State != Candidate || len(sheet.Claimants) != 1 || sheet.Guess == "" || sheet.Text != r.Text || len(sheet.Parts) != len(r.Paragraphs) {
		t.Fatalf("the sheet has %d claimants, theme %q, %d parts", len(sheet.Claimants), sheet.Guess, len(sheet.Parts))
	}
	if diff := cmp.Diff(r.Paragraphs, sheet.Parts); diff != "" {
		t.Errorf("the paragraphs as kept (-read +kept):\n%s", diff)
	}
	for _, o := range []Opinion{{State: Suitable}, {State: Suitable, Theme: "verzonnen"}, {State: Unsuitable}, {State: Later, Reason: NoAward}, {State: Aside, Reason: NoAward}, {}} {
		o.Version = sheet.Version
		if _, err := s.Judge(t.Context(), adviser, r.ECLI, o); !errors.Is(err, ErrNoTheme) {
			t.Errorf("%+v: %v, want ErrNoTheme", o, err)
		}
	}
	if _, err := s.Judge(t.Context(), adviser, r.ECLI, Opinion{State: Suitable, Theme: sheet.Guess, Version: "oud"}); !errors.Is(err, ErrStale) {
		t.Errorf("an opinion on another text: %v", err)
	}
	if _, err := s.Judge(t.Context(), lawyer, r.ECLI, Opinion{State: Suitable, Theme: sheet.Guess, Version: sheet.Version}); !errors.Is(err, ErrUnknown) {
		t.Errorf("a lawyer judges: %v", err)
	}
	for _, step := range []Opinion{{State: Later, Reason: AwaitsAppeal}, {State: Unsuitable, Reason: NoReasons}, {State: Suitable, Theme: sheet.Guess}} {
		step.Version = sheet.Version
		if got, err := s.Judge(t.Context(), adviser, r.ECLI, step); err != nil || got != step.State {
			t.Fatalf("%+v: %s, %v", step, got, err)
		}
	}
	if got := rows(t, db, `SELECT ruling FROM bank.texts`); len(got) != 1 {
		t.Error("legal staff do not find it")
	}
	for _, want := range []State{Unsuitable, Later, Candidate} {
		if id, err := s.Undo(t.Context(), adviser); err != nil || id != r.ECLI {
			t.Fatal(id, err)
		}
		if got := open(t, s, r.ECLI); got.State != want {
			t.Errorf("undone to %s, want %s", got.State, want)
		}
	}
	if got := rows(t, db, `SELECT ruling FROM bank.texts`); len(got) != 0 {
		t.Error("legal staff find it still")
	}
	if _, err := s.Undo(t.Context(), adviser); !errors.Is(err, ErrUnknown) {
		t.Errorf("nothing to undo: %v", err)
	}
}

func TestUnusualSumsHaveASecondReader(t *testing.T) {
	t.Parallel()
	s, _, r := bank(t)
	sheet := open(t, s, r.ECLI)
	total, ok := sheet.Claimants[0].Counted(AwardedTotal)
	if !ok {
		t.Fatal("no total")
	}
	high := Correction{Victim: 1, Field: AwardedTotal, Value: "9000000", Quote: total.Quote, At: total.At, Version: sheet.Version}
	if err := s.Correct(t.Context(), adviser, r.ECLI, high); err != nil {
		t.Fatal(err)
	}
	if got := open(t, s, r.ECLI).Doubt; got != MoreThanClaimed && got != HighSum {
		t.Fatalf("doubt %q about € 90.000", got)
	}
	o := Opinion{State: Suitable, Theme: sheet.Guess, Version: sheet.Version}
	if got, err := s.Judge(t.Context(), adviser, r.ECLI, o); err != nil || got != Second {
		t.Fatal(got, err)
	}
	if _, err := s.Judge(t.Context(), adviser, r.ECLI, o); !errors.Is(err, ErrOwn) {
		t.Errorf("the same adviser reads it a second time: %v", err)
	}
	for who, want := range map[staff.PersonID]int{adviser.ID: 0, other.ID: 1} {
		p := staff.Person{ID: who, Role: staff.Policy}
		if pile, err := s.Pile(t.Context(), p, Queued, 0, 10); err != nil || len(pile) != want {
			t.Errorf("%s has %d in the queue (%v), want %d", who, len(pile), err, want)
		}
	}
	if got, err := s.Judge(t.Context(), other, r.ECLI, o); err != nil || got != Suitable {
		t.Fatal(got, err)
	}
	if got := open(t, s, r.ECLI); got.JudgedBy != adviser.ID || got.SecondBy != other.ID {
		t.Errorf("judged by %s and %s", got.JudgedBy, got.SecondBy)
	}
	if id, err := s.Undo(t.Context(), other); err != nil || open(t, s, id).State != Second {
		t.Errorf("undoing a second reading: %v", err)
	}
}

func TestCorrectionsNeedLiteralWords(t *testing.T) {
	t.Parallel()
	s, db, r := bank(t)
	sheet := open(t, s, r.ECLI)
	was, _ := sheet.Claimants[0].Counted(AwardedTotal)
	good := Correction{Victim: 1, Field: AwardedTotal, Value: "12300", Quote: was.Quote, At: was.At, Version: sheet.Version}
	for name, c := range map[string]struct {
		change func(*Correction)
		want   error
	}{
		"words that are not there": {func(c *Correction) { c.Quote, c.At = "dit staat er zeker niet in", Span{} }, ErrNotLiteral},
		"no words":                 {func(c *Correction) { c.Quote = " " }, ErrNotLiteral},
		"no sum":                   {func(c *Correction) { c.Value = "veel" }, ErrNoValue},
		"a negative sum":           {func(c *Correction) { c.Value = "-5" }, ErrNoValue},
		"no field":                 {func(c *Correction) { c.Field = "naam" }, ErrNoValue},
		"another text":             {func(c *Correction) { c.Version = "oud" }, ErrStale},
		"nobody":                   {func(c *Correction) { c.Victim = 9 }, ErrUnknown},
	} {
		bad := good
		c.change(&bad)
		if err := s.Correct(t.Context(), adviser, r.ECLI, bad); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := s.Correct(t.Context(), lawyer, r.ECLI, good); !errors.Is(err, ErrUnknown) {
		t.Errorf("a lawyer corrects: %v", err)
	}
	good.At = Span{} // only the words
	if err := s.Correct(t.Context(), adviser, r.ECLI, good); err != nil {
		t.Fatal(err)
	}
	now := open(t, s, r.ECLI)
	if got, _ := now.Claimants[0].Counted(AwardedTotal); got.Value != "12300" || got.Source != ByAdviser || got.At.In(r.Text) != got.Quote {
		t.Errorf("corrected to %+v", got)
	}
	if got, ok := now.Claimants[0].Said(AwardedTotal, ByRule); !ok || got.Value != was.Value {
		t.Error("what the rules read is gone")
	}
	if got := rows(t, db, `SELECT total::text FROM bank.victims`); got[0] != "12300" {
		t.Errorf("counted is %s", got)
	}
	// The ruling says nothing of it after all.
	if err := s.Correct(t.Context(), adviser, r.ECLI, Correction{Victim: 1, Field: AwardedTotal, Absent: true, Version: sheet.Version}); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, db, `SELECT coalesce(total::text, 'niets') FROM bank.victims`); got[0] != "niets" {
		t.Errorf("counted is %s", got)
	}
	for _, want := range []string{"12300", was.Value} {
		if _, err := s.Undo(t.Context(), adviser); err != nil {
			t.Fatal(err)
		}
		if got := rows(t, db, `SELECT total::text FROM bank.victims`); got[0] != want {
			t.Errorf("undone to %s, want %s", got, want)
		}
	}
	if got := rows(t, db, `SELECT source FROM bank.facts WHERE source = 'adviser'`); len(got) != 0 {
		t.Errorf("%d rows of an adviser left", len(got))
	}
}

func TestCorrectionsAreCounted(t *testing.T) {
	t.Parallel()
	s, _, r := bank(t)
	sheet := open(t, s, r.ECLI)
	total, _ := sheet.Claimants[0].Counted(AwardedTotal)
	label := "[" + strings.SplitN(strings.SplitN(r.Text, "[", 2)[1], "]", 2)[0] + "]"
	if err := s.Correct(t.Context(), adviser, r.ECLI, Correction{Victim: 1, Field: AwardedTotal, Value: "1", Quote: total.Quote, Version: sheet.Version}); err != nil {
		t.Fatal(err)
	}
	seq, err := s.Claim(t.Context(), adviser, r.ECLI, label, sheet.Version)
	if err != nil || seq != 2 {
		t.Fatal(seq, err)
	}
	if _, err := s.Claim(t.Context(), adviser, r.ECLI, "[iemand die er niet in staat]", sheet.Version); !errors.Is(err, ErrNotLiteral) {
		t.Errorf("an injured party who is not in it: %v", err)
	}
	if err := s.Correct(t.Context(), adviser, r.ECLI, Correction{Victim: 2, Field: AwardedTotal, Value: "2", Quote: total.Quote, Version: sheet.Version}); err != nil {
		t.Fatal(err)
	}
	if judged, tried, err := s.Corrections(t.Context()); err != nil || judged != 0 || len(tried) != 0 {
		t.Errorf("before anything is judged: %d, %v, %v", judged, tried, err)
	}
	suit(t, s, r.ECLI)
	judged, tried, err := s.Corrections(t.Context())
	if err != nil || judged != 1 {
		t.Fatal(judged, err)
	}
	i := slices.IndexFunc(tried, func(x Tried) bool { return x.Field == AwardedTotal })
	if i < 0 || tried[i] != (Tried{AwardedTotal, 1, 1, 1}) {
		t.Errorf("counted %+v", tried)
	}
	if err := s.Remove(t.Context(), adviser, r.ECLI, 2, false, sheet.Version); err != nil {
		t.Fatal(err)
	}
	if _, tried, _ = s.Corrections(t.Context()); tried[slices.IndexFunc(tried, func(x Tried) bool { return x.Field == AwardedTotal })].Added != 0 {
		t.Error("who was removed is counted as found")
	}
}

func TestQueueIsOrderedByUse(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s := NewStore(db, nil, nil)
	for _, r := range developed(t) {
		if _, err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	pile, err := s.Pile(t.Context(), adviser, Queued, 0, 1000)
	if err != nil || len(pile) < 20 {
		t.Fatal(len(pile), err)
	}
	first, last := pile[0], pile[len(pile)-1]
	if first.Smart == 0 || first.Total == 0 || last.Total > 0 && last.Smart > 0 && last.Decided.After(first.Decided) {
		t.Errorf("first %s with %d of smartengeld, last %s with %d", first.ECLI, first.Smart, last.ECLI, last.Smart)
	}
	// What came back goes first.
	if _, err := db.Exec(t.Context(), `UPDATE bank.rulings SET again = 'changed' WHERE ecli = $1`, last.ECLI); err != nil {
		t.Fatal(err)
	}
	if pile, _ = s.Pile(t.Context(), adviser, Queued, 0, 1); pile[0].ECLI != last.ECLI {
		t.Errorf("first is %s, want what came back", pile[0].ECLI)
	}
	if tally, err := s.Tally(t.Context(), adviser); err != nil || tally.Again != 1 || tally.Queued < 20 {
		t.Errorf("%+v, %v", tally, err)
	}
	for _, p := range []staff.Person{lawyer, member} {
		if pile, err := s.Pile(t.Context(), p, Queued, 0, 10); err != nil || len(pile) != 0 {
			t.Errorf("%s sees %d of the queue (%v)", p.ID, len(pile), err)
		}
	}
}

func TestValuesAreReadFromWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		field Field
		words string
		want  string // empty: none
	}{
		{AwardedTotal, "€ 1.500,-", "150000"},
		{AwardedTotal, "een bedrag van € 476,53 aan materiële schade", "47653"},
		{AwardedTotal, "vijfhonderd euro", "50000"},
		{AwardedTotal, "1.209,89", "120989"},
		{AwardedTotal, "€ 300,- en € 200,-", ""},
		{AwardedTotal, "niets", ""},
		{InterestFrom, "vanaf 3 maart 2021 tot de dag van betaling", "2021-03-03"},
		{InterestFrom, "2021-03-03", "2021-03-03"},
		{InterestFrom, "31 februari 2021", ""},
		{DetentionDays, "gijzeling voor de duur van 25 dagen", "25"},
		{DetentionDays, "vijfentwintig dagen", "25"},
		{DetentionDays, "25 (vijfentwintig) dagen", "25"},
		{DetentionDays, "25 of 30 dagen", ""},
		{JointLiability, "hoofdelijk", "true"},
		{JointLiability, "nee", "false"},
		{CourtDecision, "niet-ontvankelijk", "niet-ontvankelijk"},
		{CourtDecision, "misschien", ""},
		{OtherPayer, "de ouders", "de ouders"},
	} {
		got, ok := c.field.ReadValue(c.words)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s from %q: %q, %t; want %q", c.field, c.words, got, ok, c.want)
		}
	}
}
