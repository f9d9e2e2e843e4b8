package jurisprudence

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
)

// scripted is a model that answers what its test wants, in two pieces.
type scripted func(system, prompt string) (string, error)

func (f scripted) Write(_ context.Context, system, prompt string, emit func(string) error) error {
	answer, err := f(system, prompt)
	if err != nil {
		return err
	}
	half := len(answer) / 2
	return errors.Join(emit(answer[:half]), emit(answer[half:]))
}

// missed is a ruling of which the rules know the party and no sum of detention.
func missed(t *testing.T) (*Store, *Ruling) {
	t.Helper()
	s := NewStore(pgtest.New(t), nil, nil)
	text := "De vordering van de benadeelde partij\nDe benadeelde partij [slachtoffer] vordert een bedrag van € 900,- aan schadevergoeding.\nDe officier van justitie vraagt € 7.777,- toe te wijzen.\n" +
		"Volgens de rechtbank mag daarvan € 650,- worden vergoed. Dat is smartengeld.\nBeslissing\nDe rechtbank wijst de vordering van [slachtoffer] toe tot een bedrag van € 650,-.\nBeslag\nOnttrokken wordt € 4.321,- aan geld."
	r := &Ruling{ECLI: "ECLI:NL:RBVZA:2024:900", Court: "Rechtbank Verzonnenstad", Level: District, Kind: Criminal, Extent: FullText, Text: text}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		p := Paragraph{Text: line, Start: at, Topic: ClaimTopic}
		switch {
		case strings.HasPrefix(line, "De officier"):
			p.Speaker = ProsecutionSpeaker
		case strings.HasPrefix(line, "De rechtbank"):
			p.Topic = DictumTopic
		case strings.HasPrefix(line, "Onttrokken"):
			p.Topic = SeizureTopic
		}
		r.Paragraphs = append(r.Paragraphs, p)
		at += len(line) + 1
	}
	if placed, err := s.Put(t.Context(), r); err != nil || placed != PlacedNew {
		t.Fatal(placed, err)
	}
	return s, r
}

func TestModelsProposeAndNeverDecide(t *testing.T) {
	t.Parallel()
	s, r := missed(t)
	before := open(t, s, r.ECLI)
	counted, _ := before.Claimants[0].Counted(AwardedTotal)
	good := `{"partij": "[slachtoffer]", "veld": "awarded_immaterial", "woorden": "mag daarvan € 650,- worden vergoed. Dat is smartengeld"}`
	var seen string
	n, err := s.Propose(t.Context(), r.ECLI, scripted(func(_, prompt string) (string, error) { seen = prompt; return "Zeker!\n" + good + "\n", nil }))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(seen, "7.777") || strings.Contains(seen, "4.321") || !strings.Contains(seen, "€ 900,-") {
		t.Errorf("the model saw: %s", seen)
	}
	sheet := open(t, s, r.ECLI)
	said, ok := sheet.Claimants[0].Said(AwardedImmaterial, ByModel)
	if _, read := before.Claimants[0].Said(AwardedImmaterial, ByRule); read {
		if n != 0 {
			t.Errorf("%d kept though the rules read it", n)
		}
		t.Skip("skipping: the rules read what this test has a model propose")
	}
	if n != 1 || !ok || said.Value != "65000" || !strings.Contains(r.Text, said.Quote) {
		t.Fatalf("%d kept: %+v", n, said)
	}
	if _, ok := sheet.Claimants[0].Counted(AwardedImmaterial); ok {
		t.Error("a proposal counts before anybody confirmed it")
	}
	suit(t, s, r.ECLI)
	c, _, err := s.Case(t.Context(), lawyer, r.ECLI)
	if err != nil || len(c.Claimants) != 1 {
		t.Fatal(err)
	}
	if _, ok := c.Claimants[0].Said(AwardedImmaterial, ByModel); ok {
		t.Error("legal staff see a proposal")
	}
	if err := s.Confirm(t.Context(), adviser, r.ECLI, 1, AwardedImmaterial, sheet.Version); err != nil {
		t.Fatal(err)
	}
	sheet = open(t, s, r.ECLI)
	if got, ok := sheet.Claimants[0].Counted(AwardedImmaterial); !ok || got.Value != "65000" || got.Source != ByAdviser {
		t.Errorf("confirmed: %+v", got)
	}
	if got, _ := sheet.Claimants[0].Counted(AwardedTotal); got.Value != counted.Value {
		t.Errorf("the total became %s", got.Value)
	}
}

// Models that lie, wander, are told to obey the text, or break: nothing of it is kept.
func TestLyingModelsPutNothingInTheBank(t *testing.T) {
	t.Parallel()
	s, r := missed(t)
	line := func(party, field, words string) string {
		return fmt.Sprintf(`{"partij": %q, "veld": %q, "woorden": %q}`, party, field, words)
	}
	for name, answer := range map[string]string{
		"an amount that is not there":    line("[slachtoffer]", "awarded_immaterial", "een bedrag van € 65.000,- aan smartengeld"),
		"words put together":             line("[slachtoffer]", "awarded_immaterial", "vordert een bedrag van € 650,-"),
		"a letter changed":               line("[slachtoffer]", "awarded_immaterial", "mag daarvan € 651,- worden vergoed"),
		"what the prosecutor asked":      line("[slachtoffer]", "awarded_immaterial", "vraagt € 7.777,- toe te wijzen"),
		"seized money":                   line("[slachtoffer]", "awarded_immaterial", "Onttrokken wordt € 4.321,- aan geld"),
		"words without a sum":            line("[slachtoffer]", "awarded_immaterial", "Dat is smartengeld"),
		"two sums at once":               line("[slachtoffer]", "claimed_material", r.Text[:strings.Index(r.Text, "Beslag")]),
		"a party who is not in it":       line("[iemand anders]", "awarded_immaterial", "mag daarvan € 650,- worden vergoed"),
		"a field it may not touch":       line("[slachtoffer]", "decision", "wijst de vordering van [slachtoffer] toe tot een bedrag van € 650,-"),
		"a field that is none":           line("[slachtoffer]", "naam", "mag daarvan € 650,- worden vergoed"),
		"a value of its own":             `{"partij": "[slachtoffer]", "veld": "awarded_shock", "waarde": "99999999", "woorden": "niets"}`,
		"prose":                          "De rechtbank kende € 650,- toe. Ik hoop dat dit helpt!",
		"nothing":                        "",
		"another kind of JSON":           `[{"partij": 5}]` + "\n" + `{"veld": ["a"]}` + "\nnull\n",
		"a very deep answer":             strings.Repeat("[", 10_000),
		"statements to the database":     line("[slachtoffer]'; DROP TABLE bank.rulings; --", "awarded_immaterial", "'; DROP TABLE bank.facts; --"),
		"what the rules read, once more": line("[slachtoffer]", "awarded_total", "toe tot een bedrag van € 650,-"),
	} {
		n, err := s.Propose(t.Context(), r.ECLI, scripted(func(string, string) (string, error) { return answer, nil }))
		if err != nil || n != 0 {
			t.Errorf("%s: %d kept, %v", name, n, err)
		}
	}
	if _, err := s.Propose(t.Context(), r.ECLI, scripted(func(string, string) (string, error) { return strings.Repeat("x", mostAnswered+2), nil })); err == nil {
		t.Error("an answer without end is taken")
	}
	down := errors.New("the model is down")
	if _, err := s.Propose(t.Context(), r.ECLI, scripted(func(string, string) (string, error) { return "", down })); !errors.Is(err, down) {
		t.Errorf("a model that is down: %v", err)
	}
	if _, err := s.Propose(t.Context(), "ECLI:NL:RBAMS:2099:1", scripted(func(string, string) (string, error) { return "", nil })); !errors.Is(err, ErrUnknown) {
		t.Errorf("a ruling that is not there: %v", err)
	}
	for _, c := range open(t, s, r.ECLI).Claimants {
		for _, x := range c.Statements {
			if x.Source == ByModel {
				t.Errorf("kept: %+v", x)
			}
		}
	}
}
