package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
)

var (
	// back are words that stand for what was said before, wherever they stand.
	back = words("daar daarvan daarvoor daarmee daarbij daarop daarover daartegen daaraan daaruit ervan ervoor ermee erbij erop erover ertegen eraan hiervan hiervoor hiermee hiertegen zoiets hem")
	// backAlone do so where no noun follows that they belong to: "kan ik die weg laten halen", and not "dat hij komt" or "haar moeder".
	backAlone = words("dat die dit deze haar hen")
	// ifWords open the clause that a later "dan" goes on with.
	ifWords = words("als wanneer indien zodra tenzij mocht toen")
)

// goesBack reports whether a question has a word for what was said before it: "heb ik daar een advocaat voor nodig".
func goesBack(message string) bool {
	return pointsAt(message, func(tokens []dutch.Token, i int) bool {
		return back[tokens[i].Text] || backAlone[tokens[i].Text] && standsAlone(tokens, i)
	})
}

// thenAsks reports whether a question asks what is when what was said before is so: "kan ik dan nog schadevergoeding krijgen", after a case that was dropped.
func thenAsks(message string) bool {
	opened := false
	return pointsAt(message, func(tokens []dutch.Token, i int) bool {
		opened = opened || ifWords[tokens[i].Text]
		return tokens[i].Text == "dan" && i > 0 && !opened && !compares(tokens[i-1].Text)
	})
}

// pointsAt reports whether one of the words of a message that is short enough to lean on another points.
func pointsAt(message string, points func(tokens []dutch.Token, i int) bool) bool {
	tokens := dutch.Tokens(message)
	if len(tokens) > leanWords {
		return false
	}
	for i := range tokens {
		if points(tokens, i) {
			return true
		}
	}
	return false
}

// standsAlone reports whether the word at i belongs to no noun and opens no clause: it stands last, or who asks stands before it and neither who does
// something nor what it would belong to behind it.
func standsAlone(tokens []dutch.Token, i int) bool {
	if i+1 == len(tokens) || i > 0 && tokens[i-1].Text == "namens" {
		return i > 0
	}
	next := tokens[i+1].Text
	return i > 0 && (subjects[tokens[i-1].Text] || turners[tokens[i-1].Text]) && dutch.Stop(next) && !subjects[next] && !looseSubjects[next] && !determiners[next]
}

// compares reports whether a word before "dan" makes that a comparison: "later dan", "anders dan".
func compares(word string) bool {
	return word == "meer" || word == "minder" || word == "anders" || word == "ander" || word == "andere" || strings.HasSuffix(word, "er") && len(word) > 4 && word != "verder" && word != "later"
}

// then returns what a question asks what is when that is so; "" for one that has another word for it.
func (s *state) then() string {
	if goesBack(s.search) {
		return ""
	}
	return s.before
}

// goesBackTo remembers what a question that has its own subject goes back to.
func (s *state) goesBackTo(telling bool) {
	if (len(s.memory.Asked) > 0 || s.memory.Told != "") && s.answer.Lang == "nl" && !telling && (goesBack(s.search) || thenAsks(s.search)) {
		s.before = leansOn(s.memory.Told, s.memory.Asked, s.search, telling)
	}
}

// withBefore looks for a question that goes back together with what it goes back to. What comes of that stands in the place of what the question alone
// would find when it speaks of what the question names: its own subject is not lost.
func (a *Assistant) withBefore(ctx context.Context, s *state, said []string) error {
	if s.before == "" || s.search != s.searched || s.turn.Retrieved != "" || s.kind == route.OutOfScope {
		return nil
	}
	search := s.before + "\n" + s.search
	if _, spans := privacy.Redact(strings.Join(strings.Fields(search), " ")); len(spans) > 0 {
		return nil // what points to nobody in either does so in both
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, search, searched)
	if err != nil {
		return ctx.Err() // a search that is down leaves what was found
	}
	found = s.stillOf(a.fitting(s, found, search, said))
	if found.Confidence < possible || found.Confidence < sure && found.Confidence < s.found.Confidence || !speaksNow(found, composeAt(B1, search, found, nil), s.search, s.then()) {
		return nil
	}
	s.search, s.found = search, found
	return nil
}

// stillOf returns what was found for a question that goes back to the last answer. When that comes from the page that answered, the question is about what that page
// says, however little of it its own words say: it is shown with the warning that it may not be what was meant, if it says what is asked.
func (s *state) stillOf(found knowledge.Result) knowledge.Result {
	if len(found.Hits) == 0 || found.Confidence >= possible {
		return found
	}
	page, _, _ := strings.Cut(found.Hits[0].URL, "#")
	for _, x := range s.memory.Last {
		if len(x.Cites) > 0 && strings.HasPrefix(x.Cites[0].URL, page) {
			found.Confidence = possible
			return found
		}
	}
	return found
}

// speaksNow reports whether one of the sentences has a word that was looked for in the place of one of the question's, or stands below it. A question that asks what is
// when something else is so wants it below a heading, or on one line with that. One that names nothing is met by all.
func speaksNow(found knowledge.Result, sentences []Sentence, question, when string) bool {
	weights := byTerm(found.Terms)
	named, then := weights.formsOf(question), weights.formsOf(when)
	if len(named) == 0 {
		return len(sentences) > 0
	}
	return slices.ContainsFunc(sentences, func(x Sentence) bool {
		return sharesForm(named, bag(lastOf(x.Cites[0].Heading))) || slices.ContainsFunc(strings.Split(x.Text, "\n"), func(line string) bool {
			in := bag(line)
			return sharesForm(named, in) && (when == "" || sharesForm(then, in))
		})
	})
}

// formsOf returns every form that was looked for in the place of a word of a text that names something.
func (w termWeights) formsOf(text string) map[string]bool {
	of := map[int]bool{}
	for _, t := range dutch.Terms(text) {
		if everyday[t.Text] && !namesSomething[t.Text] {
			continue
		}
		for _, x := range w.forms[form(t.Text)] {
			of[x.Word] = x.Word >= 0
		}
	}
	forms := map[string]bool{}
	for f, all := range w.forms {
		if slices.ContainsFunc(all, func(x knowledge.TermWeight) bool { return of[x.Word] }) {
			forms[f] = true
		}
	}
	return forms
}

// namesSomething are words of every day that say what is asked all the same: "moet ik komen", "kost dat iets".
var namesSomething = words("kom kost")

// sharesLine reports whether one line of a text has a form of both.
func sharesLine(text string, a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool {
		in := bag(line)
		return sharesForm(a, in) && sharesForm(b, in)
	})
}

func sharesForm(a, b map[string]bool) bool {
	for f := range a {
		if b[f] {
			return true
		}
	}
	return false
}
