package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// followUp is a talk of which the last turn is judged: it can often not be understood without what was said before it.
type followUp struct {
	ID      string   `json:"id"`
	Hand    int      `json:"hand"` // who wrote it: what was fitted was fitted on the first
	Who     string   `json:"who"`
	Told    string   `json:"told"`
	Need    string   `json:"need"`
	Lang    string   `json:"lang"`
	Turns   []string `json:"turns"`
	Pages   []string `json:"pages"`   // each of them answers well, the best first; none when no page does
	Heading string   `json:"heading"` // on the first page, above what answers best; "" when that is all of it
	Lines   []string `json:"lines"`   // of which the card must name one; none when no card is needed
	First   []string `json:"first"`   // pages about what the first message tells; none where it tells of something else, or is further than that
	Card    bool     `json:"card"`    // whether a card of concern is fitting where none is needed: the last message is told in violence that goes on, a threat, a child in need
}

// everyHand is all of them together.
const everyHand = "alle handen"

// hands names who wrote a talk.
var hands = map[int]string{1: "eerste hand", 2: "tweede hand", 3: "derde hand"}

// evalFollowUps holds the talks over the demo's site and judges what the last turn is answered with.
func evalFollowUps(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	items, err := readSet[followUp](filepath.Join(e.root, "demo/testdata/followups.jsonl"))
	if err != nil {
		return nil, err
	}
	shelf := e.library.store.For(knowledge.Public)
	passages, err := shelf.Passages(ctx, demoCollection)
	if err != nil {
		return nil, err
	}
	a := assistant.New(shelf, e.library.bank, nil).BookOn(assistant.OpenCalendar{})
	answer := func(x followUp) (assistant.Answer, error) {
		return talk(ctx, a, askInput{ID: x.ID, Turns: x.Turns}, demoCollection)
	}
	last, err := followUpMetrics(items, passages, answer)
	if err != nil {
		return nil, err
	}
	first, err := firstMessageMetrics(items, answer)
	return append(last, first...), err
}

// firstMessageMetrics counts what the first messages of the talks, in which people tell what happened, come to: nobody who tells that is refused for it, and
// what is read first is about that. What is answered with a card alone is not counted as read.
func firstMessageMetrics(items []followUp, answer func(followUp) (assistant.Answer, error)) ([]metric, error) {
	n, refused, helped, told, about := 0, 0, 0, 0, 0
	for _, x := range items {
		x.Turns = x.Turns[:1]
		got, err := answer(x)
		if err != nil {
			return nil, fmt.Errorf("answering the first message of %s: %w", x.ID, err)
		}
		n++
		refused += count(got.Status == assistant.RefusedUnsafe)
		helped += count(len(got.Sentences) > 0 || len(got.Notices) > 0)
		if len(x.First) > 0 && (len(got.Sentences) > 0 || len(got.Notices) == 0) {
			told++
			x.Pages = x.First
			first, _ := x.cited(got)
			about += count(first)
		}
	}
	all := []metric{
		share("followups", everyHand, "eerste bericht", "niet geweigerd", n-refused, n), share("followups", everyHand, "eerste bericht", "een pagina of een kaart", helped, n),
	}
	if told > 0 {
		all = append(all, share("followups", everyHand, "eerste bericht", "juiste pagina eerst", about, told))
	}
	return all, nil
}

// followUpMetrics counts what the answers to the last turns came to: by hand and language, and by who asks.
func followUpMetrics(items []followUp, passages []knowledge.Passage, answer func(followUp) (assistant.Answer, error)) ([]metric, error) {
	type tally struct{ n, first, any, none, sections, section, lined, lines, unknown, refused, calm, notAcute, plain, noCard int }
	tallies := map[[2]string]*tally{}
	var order [][2]string
	of := func(set, class string) *tally {
		key := [2]string{set, class}
		if tallies[key] == nil {
			tallies[key] = &tally{}
			order = append(order, key)
		}
		return tallies[key]
	}
	for _, x := range items {
		got, err := answer(x)
		if err != nil {
			return nil, fmt.Errorf("answering %s: %w", x.ID, err)
		}
		set, language := hands[x.Hand], "Nederlands"
		if x.Lang != "nl" {
			language = "andere talen"
		}
		level := cardOf(got)
		for _, t := range []*tally{of(set, language), of(everyHand, askers[x.Who])} {
			if len(x.Lines) == 0 {
				t.calm++
				t.notAcute += count(level < danger.Acute)
				t.plain += count(!x.Card)
				t.noCard += count(!x.Card && level == danger.None)
			}
			switch {
			case len(x.Lines) > 0:
				t.lines++
				t.lined += count(x.named(got))
			case len(x.Pages) == 0:
				t.unknown++
				t.refused += count(len(got.Sentences) == 0)
			default:
				t.n++
				first, later := x.cited(got)
				t.first += count(first)
				t.any += count(first || later)
				t.none += count(len(got.Sentences) == 0)
				if x.Heading != "" {
					t.sections++
					t.section += count(x.shown(got, passages))
				}
			}
		}
	}
	const suite = "followups"
	var all []metric
	for _, key := range order {
		t := tallies[key]
		for _, m := range []struct {
			name    string
			hits, n int
		}{
			{"juiste pagina eerst", t.first, t.n},
			{"juiste pagina erbij", t.any, t.n},
			{"juiste stuk erbij", t.section, t.sections},
			{"geen pagina", t.none, t.n},
			{"niet te beantwoorden: geen pagina", t.refused, t.unknown},
			{"kaart met de juiste lijn", t.lined, t.lines},
			{"geen gevaar van nu: geen acute kaart", t.notAcute, t.calm},
			{"geen kaart nodig: geen kaart", t.noCard, t.plain},
		} {
			if m.n > 0 {
				all = append(all, share(suite, key[0], key[1], m.name, m.hits, m.n))
			}
		}
	}
	return all, nil
}

// askers are the words for who asks.
var askers = map[string]string{
	"victim": "wie het overkwam", "parent": "ouder", "child": "kind of jongere", "bereaved": "nabestaande", "witness": "getuige", "helper": "helper", "professional": "beroepskracht", "partner": "partner",
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// cited reports whether a right page is the source of the first sentence, and whether of a later one.
func (x followUp) cited(a assistant.Answer) (first, later bool) {
	for i, s := range a.Sentences {
		if !slices.ContainsFunc(x.Pages, func(page string) bool { return strings.HasSuffix(pageOf(s), page) }) {
			continue
		}
		first, later = first || i == 0, later || i > 0
	}
	return first, later
}

// named reports whether a card of danger has one of the right lines.
func (x followUp) named(a assistant.Answer) bool {
	return slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool {
		return n.Kind == assistant.DangerNotice && slices.ContainsFunc(n.Contacts, func(c assistant.Reach) bool { return slices.Contains(x.Lines, string(c.Line)) })
	})
}

// cardOf returns how much danger the cards of an answer speak of.
func cardOf(a assistant.Answer) danger.Level {
	most := danger.None
	for _, n := range a.Notices {
		if n.Kind == assistant.DangerNotice {
			most = max(most, n.Level)
		}
	}
	return most
}

// shown reports whether one of the sentences stands below the right heading of the first page.
func (x followUp) shown(a assistant.Answer, passages []knowledge.Passage) bool {
	below := map[string]bool{}
	for _, p := range passages {
		if !strings.HasSuffix(p.URL, x.Pages[0]) {
			continue
		}
		path := strings.Split(p.Heading, " › ")
		heading := path[len(path)-1]
		for line := range strings.SplitSeq(p.Text, "\n") {
			if next, ok := strings.CutPrefix(line, "# "); ok {
				heading = next
			} else if heading == x.Heading {
				below[line] = true
			}
		}
	}
	return slices.ContainsFunc(a.Sentences, func(s assistant.Sentence) bool {
		if len(s.Cites) == 0 || !strings.HasSuffix(pageOf(s), x.Pages[0]) {
			return false
		}
		for quoted := range strings.SplitSeq(s.Cites[0].Quote, "\n") {
			for line := range below {
				if quoted != "" && strings.Contains(line, quoted) {
					return true
				}
			}
		}
		return false
	})
}

// pageOf returns the address of the page that a sentence comes from, without the place on it.
func pageOf(s assistant.Sentence) string {
	if len(s.Cites) == 0 {
		return ""
	}
	page, _, _ := strings.Cut(s.Cites[0].URL, "#")
	return page
}
