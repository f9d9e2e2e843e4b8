package assistant

import (
	"sort"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// How the extractive composer chooses. Fitted on the development half of the demo's answer set.
const (
	maxUnits       = 4
	maxPassages    = 5    // looked at
	passageShare   = 0.55 // a passage must score this share of the best to be drawn from
	unitShare      = 0.45 // and a unit this share of the best unit
	diversity      = 0.7  // lambda of maximal marginal relevance (Carbonell and Goldstein 1998)
	neighbourShare = 0.3
	numberWanted   = 0.15
	leadBonus      = 0.2
)

// compose chooses two to four units from the best passages by how much of the question they cover and how little they repeat each other,
// and returns them in the order of the pages, literally, each with its source. Nothing from two pages is ever spliced into one sentence.
func compose(question string, found knowledge.Result) []Sentence {
	hits := found.Hits[:min(maxPassages, len(found.Hits))]
	if len(hits) == 0 {
		return nil
	}
	var units []unit
	for i, h := range hits {
		if h.Score < passageShare*hits[0].Score {
			break
		}
		units = append(units, unitsOf(i, h.Passage)...)
	}
	weights := byTerm(found.Terms)
	wants := expectation(question)
	scores := make([]float64, len(units))
	bags := make([]map[string]bool, len(units))
	for i, u := range units {
		h := hits[u.passage]
		bags[i] = bag(u.text)
		context := bag(h.Title + "\n" + h.Heading + "\n" + u.heading)
		scores[i] = weights.covered(bags[i], context)
		if u.first {
			scores[i] += leadBonus
		}
		if wants.number && len(dutch.Numbers(u.text)) > 0 {
			scores[i] += numberWanted
		}
		if wants.steps && u.list {
			scores[i] += numberWanted
		}
		scores[i] *= 0.4 + 0.6*h.Score/hits[0].Score
	}
	lifted := make([]float64, len(units))
	for i := range units {
		lifted[i] = scores[i]
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(units) && units[j].passage == units[i].passage {
				lifted[i] += neighbourShare * scores[j] / 2
			}
		}
	}
	chosen := choose(units, lifted, bags)
	sort.Slice(chosen, func(a, b int) bool {
		x, y := units[chosen[a]], units[chosen[b]]
		if x.passage != y.passage {
			return x.passage < y.passage
		}
		return x.order < y.order
	})
	sentences := make([]Sentence, 0, len(chosen))
	for _, i := range chosen {
		h := hits[units[i].passage]
		sentences = append(sentences, Sentence{
			Text:  units[i].text,
			Cites: []Cite{{URL: h.Link(), Title: h.Title, Heading: h.Heading, Quote: units[i].quote, Date: h.Date}},
		})
	}
	return sentences
}

func choose(units []unit, scores []float64, bags []map[string]bool) []int {
	best := 0.0
	for _, s := range scores {
		best = max(best, s)
	}
	var chosen []int
	for len(chosen) < maxUnits {
		pick, value := -1, 0.0
		for i := range units {
			if scores[i] < unitShare*best || strings.HasSuffix(units[i].text, "?") {
				continue
			}
			same := 0.0
			for _, j := range chosen {
				if i == j || strings.Contains(units[j].text, units[i].text) || strings.Contains(units[i].text, units[j].text) {
					same = 2
					break
				}
				same = max(same, overlap(bags[i], bags[j]))
			}
			if same > 0.85 {
				continue
			}
			v := diversity*scores[i] - (1-diversity)*same*best
			if pick < 0 || v > value {
				pick, value = i, v
			}
		}
		if pick < 0 {
			break
		}
		chosen = append(chosen, pick)
	}
	return chosen
}

type termWeights struct {
	forms map[string][]knowledge.TermWeight
	total float64
}

func byTerm(terms []knowledge.TermWeight) termWeights {
	w := termWeights{forms: map[string][]knowledge.TermWeight{}}
	best := map[int]float64{}
	for _, t := range terms {
		w.forms[t.Term] = append(w.forms[t.Term], t)
		if t.Word >= 0 {
			best[t.Word] = max(best[t.Word], float64(t.Weight))
		}
	}
	for _, b := range best {
		w.total += b
	}
	w.total = max(w.total, 1)
	return w
}

// covered returns what share of the question, by weight, stands in a unit; what only its headings say counts less, and the formal terms
// of the question's topics a little.
func (w termWeights) covered(in, context map[string]bool) float64 {
	best := map[int]float64{}
	formal := 0.0
	for term, forms := range w.forms {
		share := 0.0
		switch {
		case in[term]:
			share = 1
		case context[term]:
			share = 0.35
		default:
			continue
		}
		for _, f := range forms {
			if f.Word < 0 {
				formal += share * float64(f.Weight)
			} else {
				best[f.Word] = max(best[f.Word], share*float64(f.Weight))
			}
		}
	}
	sum := 0.0
	for _, b := range best {
		sum += b
	}
	return sum/w.total + min(0.3, 0.3*formal)
}

func bag(text string) map[string]bool {
	m := map[string]bool{}
	for _, t := range dutch.Terms(text) {
		m[t.Text] = true
	}
	return m
}

func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

// expected is what kind of answer a question asks for.
type expected struct{ number, steps bool }

func expectation(question string) expected {
	var e expected
	tokens := dutch.Tokens(question)
	for i, t := range tokens {
		switch t.Text {
		case "hoeveel", "hoelang", "wanneer", "termijn", "bedrag", "bedragen", "nummer", "telefoonnummer", "kost", "jaar", "dagen", "tijden":
			e.number = true
		case "hoe":
			if i+1 < len(tokens) {
				switch tokens[i+1].Text {
				case "lang", "laat", "oud", "vaak", "veel", "snel", "hoog":
					e.number = true
				default:
					e.steps = true
				}
			}
		case "stappen", "stap", "doen", "regelen", "aanvragen":
			e.steps = true
		}
	}
	return e
}
