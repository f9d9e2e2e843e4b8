package main

import (
	"context"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// evalGate plants one mistake at a time in sentences of the demo's pages and counts what the gate lets through, and gives it sentences that
// are right, to count what it stops.
func evalGate(ctx context.Context, e *evaluation) ([]metric, error) {
	passages, err := e.library.store.For(knowledge.Public).Passages(ctx, demoCollection)
	if err != nil {
		return nil, err
	}
	type tally struct{ n, hits int }
	caught, passed := map[string]*tally{}, map[string]*tally{}
	note := func(m map[string]*tally, class string, hit bool) {
		if m[class] == nil {
			m[class] = &tally{}
		}
		m[class].n++
		if hit {
			m[class].hits++
		}
	}
	var previous string
	for _, p := range passages {
		for _, span := range dutch.Sentences(p.Text) {
			s := strings.TrimLeft(p.Text[span.Start:span.End], "-|# ")
			if p.Lang != "nl" || len(strings.Fields(s)) < 5 || strings.Contains(s, " | ") || strings.HasSuffix(s, "?") {
				continue
			}
			for _, x := range plant(s, p.Text) {
				note(caught, x.class, len(assistant.Check(x.text, p.Text)) > 0)
			}
			if previous != "" && assistant.Check(previous, p.Text) != nil && !strings.Contains(p.Text, previous) {
				note(caught, "zin van een andere pagina", true)
			} else if previous != "" && !strings.Contains(p.Text, previous) {
				note(caught, "zin van een andere pagina", false)
			}
			note(passed, "letterlijk", len(assistant.Check(s, p.Text)) == 0)
			for _, x := range reword(s) {
				note(passed, "licht herschreven", len(assistant.Check(x, p.Text)) == 0)
			}
		}
		for _, span := range dutch.Sentences(p.Text) {
			if s := p.Text[span.Start:span.End]; len(strings.Fields(s)) > 7 && !strings.ContainsAny(s, "|#") {
				previous = strings.TrimLeft(s, "- ")
			}
		}
	}
	var metrics []metric
	const suite = "gate"
	for _, class := range []string{"getal", "eenheid", "maand of dag", "ontkenning erbij", "ontkenning weg", "telefoonnummer", "naam", "link", "zin van een andere pagina"} {
		if t := caught[class]; t != nil {
			metrics = append(metrics, share(suite, "fouten die tegengehouden moeten worden", class, "tegengehouden", t.hits, t.n))
		}
	}
	for _, class := range []string{"letterlijk", "licht herschreven"} {
		if t := passed[class]; t != nil {
			metrics = append(metrics, share(suite, "goede zinnen", class, "doorgelaten", t.hits, t.n))
		}
	}
	return metrics, nil
}

type planted struct{ class, text string }

// plant returns s with one mistake each; a change that the passage happens to bear out is no mistake and is left out.
func plant(s, passage string) []planted {
	var out []planted
	add := func(class, text string) {
		if text != s && !strings.Contains(dutch.Fold(passage), dutch.Fold(text)) {
			out = append(out, planted{class, text})
		}
	}
	for i, n := range dutch.Numbers(s) {
		if i > 0 {
			break
		}
		old := s[n.Start:n.End]
		switch {
		case n.Code != "" && strings.Contains(n.Code, "-"):
			add("telefoonnummer", s[:n.Start]+swapDigit(old)+s[n.End:])
		case n.Code == "":
			if !standsAlready(passage, 37) {
				add("getal", s[:n.Start]+"37"+s[n.End:])
			}
			for from, to := range map[string]string{"dagen": "maanden", "weken": "jaren", "uur": "weken", "maanden": "dagen", "jaar": "weken"} {
				if rest := s[n.End:]; strings.HasPrefix(rest, " "+from) && !strings.Contains(passage, old+" "+to) {
					add("eenheid", s[:n.End]+" "+to+rest[1+len(from):])
					break
				}
			}
		}
	}
	for from, to := range map[string]string{"januari": "augustus", "juli": "maart", "maandag": "donderdag", "zaterdag": "woensdag", "oktober": "februari"} {
		if strings.Contains(s, from) && !strings.Contains(dutch.Fold(passage), to) {
			add("maand of dag", strings.Replace(s, from, to, 1))
			break
		}
	}
	if strings.Contains(s, " niet ") {
		add("ontkenning weg", strings.Replace(s, " niet ", " ", 1))
	} else if strings.Contains(s, " geen ") {
		add("ontkenning weg", strings.Replace(s, " geen ", " ", 1))
	} else {
		for _, verb := range []string{" kunt ", " kan ", " krijgt ", " mag ", " moet ", " is ", " helpt ", " hoeft "} {
			if strings.Contains(s, verb) {
				add("ontkenning erbij", strings.Replace(s, verb, verb+"niet ", 1))
				break
			}
		}
	}
	for _, name := range []string{"Schadefonds", "CJIB", "Slachtofferhulp", "Openbaar Ministerie", "Veilig Thuis", "Fraudehelpdesk", "Slachtofferloket"} {
		if strings.Contains(s, " "+name) {
			add("naam", strings.Replace(s, name, "Waarheidscommissie", 1))
			break
		}
	}
	if len(s) > 20 {
		add("link", strings.TrimRight(s, ".!")+" via www.snelgeld.example.")
	}
	return out
}

func standsAlready(passage string, value float64) bool {
	for _, n := range dutch.Numbers(passage) {
		if n.Value == value {
			return true
		}
	}
	return false
}

// swapDigit changes the last digit of a telephone number.
func swapDigit(number string) string {
	b := []byte(number)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] >= '0' && b[i] <= '9' {
			b[i] = '0' + (b[i]-'0'+3)%10
			break
		}
	}
	return string(b)
}

// reword returns s as a careful writer might put it: the same facts, other small words.
func reword(s string) []string {
	var out []string
	for _, pair := range [][2]string{{"Je ", "U "}, {"je ", "u "}, {"Dan kun je", "Je kunt dan"}, {"Wij ", "We "}, {" ook ", " daarnaast ook "}, {" en ", " en ook "}, {"jouw", "je"}} {
		if x := strings.Replace(s, pair[0], pair[1], 1); x != s {
			out = append(out, x)
		}
		if len(out) == 2 {
			break
		}
	}
	return out
}
