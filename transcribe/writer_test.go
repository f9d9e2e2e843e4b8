package transcribe_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wegwijzer/transcribe"
)

// scripted answers with what a function makes of the prompt.
type scripted func(prompt string) (string, error)

func (s scripted) Write(_ context.Context, _, prompt string, emit func(string) error) error {
	answer, err := s(prompt)
	if err != nil {
		return err
	}
	for len(answer) > 0 { // in pieces, as a model does
		n := min(7, len(answer))
		if err := emit(answer[:n]); err != nil {
			return err
		}
		answer = answer[n:]
	}
	return nil
}

const burglary = `Medewerker: Goedemorgen, met Slachtofferhulp. Mag ik het gesprek opnemen voor het verslag?
Cliënt: Ja, dat is goed.
Medewerker: Wat is er gebeurd?
Cliënt: Ik heet Marijke Dolstra. Op drie maart is er bij mij ingebroken.
Cliënt: Ze hebben mijn laptop meegenomen, die kostte negenhonderd euro.
Medewerker: Is er iemand gewond geraakt?
Cliënt: Nee, ik was niet thuis.
Cliënt: Ik slaap sindsdien heel slecht en mijn nummer is 06-12345678.
`

func drafted(t *testing.T, text string) *transcribe.Report {
	t.Helper()
	tr, err := transcribe.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return transcribe.Draft(tr, held)
}

var numbered = regexp.MustCompile(`(?m)^(\d+) (\w+): (.*)$`)

// liar writes a wrong sentence about every line that it is given.
func liar(prompt string) (string, error) {
	var out []map[string]any
	for _, m := range numbered.FindAllStringSubmatch(prompt, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return "", err
		}
		for _, lie := range []string{"Cliënt heeft gedachten aan zelfdoding.", "Cliënt kreeg € 5.000 van de verdachte.", "De verdachte heet Wesley.", "Op 4 april is er ingebroken.", "Medewerker zegt dat " + m[3]} {
			out = append(out, map[string]any{"sentence": lie, "evidence": []int{n}})
		}
		out = append(out, map[string]any{"sentence": "Cliënt vertelt dat er is ingebroken.", "evidence": []int{999}}, map[string]any{"sentence": "Cliënt vertelt iets.", "evidence": []int{}})
	}
	data, err := json.Marshal(out)
	return string(data), err
}

func TestAModelThatLiesShowsNothing(t *testing.T) {
	t.Parallel()
	r := drafted(t, burglary)
	before := fmt.Sprint(r.Sentences)
	if err := r.Word(t.Context(), scripted(liar)); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Sentences {
		if s.Source == "model" {
			t.Errorf("shown: %q", s.Text)
		}
	}
	if after := fmt.Sprint(r.Sentences); after != before {
		t.Errorf("the report became\n%s\nwant it as it was", after)
	}
	aside := 0
	for _, l := range r.LeftOut {
		if len(l.Why) > 0 {
			aside++
		}
	}
	if aside < 20 {
		t.Errorf("%d sentences listed as set aside, want every lie", aside)
	}
}

func TestAModelThatIsRightIsShownWithItsEvidence(t *testing.T) {
	t.Parallel()
	r := drafted(t, burglary)
	prompts := ""
	err := r.Word(t.Context(), scripted(func(prompt string) (string, error) {
		prompts += prompt
		if !strings.Contains(prompt, "laptop") {
			return "[]", nil
		}
		return "Hier is de lijst:\n" + `[{"sentence":"Cliënt vertelt dat de laptop is meegenomen; die kostte € 900.","evidence":[4]}]`, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, s := range r.Sentences {
		if s.Source == "model" {
			found = true
			if s.Section != transcribe.FactsTold || len(s.Evidence) != 1 || s.Evidence[0] != 4 {
				t.Errorf("the sentence of the model is %+v", s)
			}
		}
	}
	if !found {
		t.Error("a right sentence was not shown")
	}
	if strings.Contains(prompts, "12345678") || strings.Contains(prompts, "Dolstra") {
		t.Errorf("a person went to the model: %s", prompts)
	}
	if !strings.Contains(fmt.Sprint(r.Sentences), "drie maart") {
		t.Error("what the model left unsaid is gone from the report")
	}
}

func TestAModelThatFailsLeavesTheReportWhole(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]scripted{
		"an error":    func(string) (string, error) { return "", errors.New("down") },
		"no list":     func(string) (string, error) { return "Dat kan ik niet.", nil },
		"broken list": func(string) (string, error) { return `[{"sentence":`, nil },
		"no end":      func(string) (string, error) { return strings.Repeat("[", 1<<20), nil },
	} {
		r := drafted(t, burglary)
		before := fmt.Sprint(r.Sentences)
		err := r.Word(t.Context(), w)
		if name != "nothing" && err == nil {
			t.Errorf("%s: no error", name)
		}
		if after := fmt.Sprint(r.Sentences); after != before {
			t.Errorf("%s: the report changed", name)
		}
	}
}
