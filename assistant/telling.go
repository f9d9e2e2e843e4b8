package assistant

import (
	"cmp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// wantsSteps reports whether a talk opens with what has just happened: what to do first is not for who tells of longer ago.
func (a *Assistant) wantsSteps(s *state) bool {
	return a.opensWithEvent(s) && !s.memory.Speaker.is(ofLongAgo) && !danger.NamesPast(s.question)
}

// opensWithEvent reports whether a talk begins with what happened to who writes or to their family, in words that name it, and nothing is asked: not of what
// came of it in court, or of money either. Who did it, or works with victims, is looked for otherwise.
func (a *Assistant) opensWithEvent(s *state) bool {
	text := s.question
	if s.before != "" || s.settled != "" || s.turn.Retrieved != "" || s.turn.Chosen || s.named() == 0 || route.Asks(text) || route.WhatNow(text) || asksOfMoney(text) {
		return false
	}
	if route.OfCourt(text) || route.ComesFree(text) || a.did(text) || route.Hits(text) || route.Accused(text) != route.Nobody || s.memory.Speaker.is(driver|kinOfDoer) || notOfFamily(text) {
		return false
	}
	return !slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return seeking[t.Text] || afterwards[t.Text] })
}

// named returns what kinds of event this talk names, with what is looked for in its place.
func (s *state) named() knowledge.Events {
	return s.happened().Named | knowledge.ToldIn(s.search).Named
}

// notOfFamily reports whether a text tells of somebody who is no family of its writer: whom they meet at work, or a friend. Who is hurt by a friend is not meant.
func notOfFamily(text string) bool {
	if route.AtWork(text) {
		return true
	}
	me, other := false, false
	for _, t := range dutch.Tokens(text) {
		if slices.Contains(workWords, t.Text) || workMet[t.Text] {
			return true
		}
		other = other || strangers[t.Text] || tradeWords[t.Text]
		me = me || slices.Contains(meWords, t.Text) || slices.Contains(writerWords, t.Text)
	}
	return other && !me
}

var (
	strangers = words("vriend vriendin vrienden vriendje maat buurman buurvrouw buurmeisje buurjongen kennis huisgenoot")
	workMet   = words("medewerker medewerkers werknemer personeel advocaat vrijwilliger journalist dader verdachte")
)

// afterwards are words of who is further than what happened: it is judged, or wears on.
var afterwards = words("voorkomen voorgekomen veroordeeld vrijgesproken vrijspraak straf gestraft taakstraf celstraf boete vonnis uitspraak toegewezen vervolgd vervolgt geseponeerd sepot gestopt slaap slapen nachtmerries ptss angstig bang therapie emdr psycholoog litteken krant media journalist coma hersendood ziekenhuis")

// composeTold chooses what who only tells reads of the page about that: how it begins, and its first list of what to do; first of all what it says below their
// own words, where those were found best. What a site says first and in steps is meant for whoever has just come: which of its words the person used tells
// nothing of what they need. It returns nothing where no such page was found best, or it has no such list.
func composeTold(question string, found knowledge.Result, happened knowledge.Events) []Sentence {
	if len(found.Hits) == 0 || found.Hits[0].Events&happened == 0 {
		return nil
	}
	best := found.Hits[0]
	own := knowledge.NearestHeading(best.Heading) // a heading that says what the person says
	if share, tells := byTerm(found.Terms).story(own, question); !tells || share < 1 {
		own = ""
	}
	var page []knowledge.Passage
	for _, h := range found.Hits {
		if h.URL == best.URL {
			page = append(page, h.Passage)
		}
	}
	page = append(page, found.Rest...)
	slices.SortStableFunc(page, func(a, b knowledge.Passage) int { return a.Ordinal - b.Ordinal })
	var first, chosen []Sentence
	steps := ""
	for _, p := range page {
		for _, u := range unitsOf(0, p) {
			under := cmp.Or(u.heading, knowledge.NearestHeading(p.Heading))
			if steps != "" && under == steps {
				u.ground = "" // it stands above the first
			}
			x := Sentence{Text: u.ground + u.text, Cites: []Cite{{URL: p.Link(), Title: p.Title, Heading: p.Heading, Quote: u.ground + u.quote, Date: p.Date}}}
			switch {
			case u.lost:
			case inOwnVoice(dutch.Tokens(under)):
				if under == own && !u.list && len(first) == 0 {
					first = append(first, x)
				}
			case len(chosen) == 0 && !u.list && !strings.HasSuffix(u.text, "?"):
				chosen = append(chosen, x)
			case len(chosen) > 0 && u.list && (steps == "" || steps == under && len(chosen) <= mostSteps) && ofSteps(u.quote):
				chosen, steps = append(chosen, x), cmp.Or(under, p.Title)
			}
		}
	}
	if steps == "" {
		return nil
	}
	return append(first, chosen...)
}

// mostSteps is how many items are shown of a list that is too long to be shown whole.
const mostSteps = 5

// ofSteps reports a list of what to do: of its items one in three begins with that, or more.
func ofSteps(list string) bool {
	items, steps := 0, 0
	for line := range strings.Lines(list) {
		tokens := dutch.Tokens(line)
		if !isItem(line) || len(tokens) == 0 {
			continue
		}
		items++
		if doing[tokens[0].Text] {
			steps++
		}
	}
	return 3*steps >= items && steps > 0
}

// doing are the verbs by which pages for victims say what to do.
var doing = words(`bel blokkeer bewaar maak vraag laat ga zeg schrijf neem doe stop wacht meld zoek vul verander verwijder hang zet geef hou houd blijf stuur
controleer noteer leg spreek bedenk vertel luister kijk lees draai zorg praat probeer sluit trek log haal reageer betaal teken bespreek pak verbreek wis gebruik
weiger schakel verzamel let kies deel rapporteer kopieer open loop breng steun help check beantwoord zie ontsmet koel was`)
