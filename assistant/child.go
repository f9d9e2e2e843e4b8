package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// ofAge remembers that a child reads: the page asks for the level of young people.
func (s *state) ofAge() {
	if s.turn.Level != "" && LevelOf(s.turn.Level) == Youth {
		s.memory.Child = true
	}
}

// withChildLine returns the end of an answer to a child with whom a child can talk, when nothing before it names them.
func (s *state) withChildLine(closing string) string {
	line := strings.TrimSpace(s.childLine())
	if line == "" || s.answer.Status == Appointment || s.memory.Booking != nil || slices.Contains(s.finding.Lines, danger.ChildLine) || strings.Contains(s.answer.Lead+closing, line) {
		return closing
	}
	return strings.TrimSpace(closing + "\n" + line)
}

// nearChild ends an answer to a child that has no end of its own with whom a child can talk.
func (s *state) nearChild() error {
	if s.answer.Closing != "" || s.withChildLine("") == "" {
		return nil
	}
	return s.emit(Event{Closing: strings.TrimSpace(s.childLine())})
}

// asksIfTold reports whether a message asks if what is said here is told to others: "ga je dit doorvertellen", "vertel je dit aan mijn moeder", "blijft dit geheim".
func asksIfTold(text string) bool {
	tokens := afterGreeting(text)
	if len(tokens) > 1 && carriers[tokens[0].Text] {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 || len(tokens) > leanWords || !asksAtOnce[tokens[0].Text] {
		return false
	}
	if amongUs.MatchString(bookingFold(text)) {
		return true
	}
	kept, tells, us, whom := false, false, false, false
	for i, t := range tokens {
		switch {
		case i == 1 && t.Text == "ik", ofOthers[t.Text], t.Text == "houden" || t.Text == "bewaren":
			return false // "moet ik het geheim houden": what another asks of the child
		case secret[t.Text]:
			kept = true
		case tellsOthers[t.Text]:
			tells = true
		case t.Text == "je" || t.Text == "jij" || t.Text == "jullie":
			us = true
		}
		whom = whom || t.Text == "door" && i+1 == len(tokens) || t.Text == "aan" || t.Text == "tegen"
	}
	return kept || tells && us && whom
}

var (
	asksAtOnce  = words("ga gaat gaan blijft is wordt vertel vertelt vertellen zeg zegt zeggen kun kan moet mag wil")
	secret      = words("geheim vertrouwelijk doorzeggen verklappen verraden doorvertellen doorvertelt doorverteld doorzegt doorgezegd")
	tellsOthers = words("vertel vertelt vertellen zeg zegt zeggen")
)

// amongUs says that nobody else hears of it.
var amongUs = regexp.MustCompile(`\b(tussen ons|onder ons)\b`)

// confidential reports whether a grown-up asks if what is said to one of us is told to others, and not what is kept of this talk.
func (s *state) confidential() bool {
	return !s.memory.Child && s.turn.Retrieved == "" && (asksIfTold(s.question) || route.WhoSees(s.question)) && (s.memory.Booking != nil || !ofThisTalk.MatchString(bookingFold(s.question)))
}

// sharing is what the site is asked for that.
const sharing = "privacy, gegevens delen met anderen, overleg met toestemming"

// ofThisTalk names what is typed here.
var ofThisTalk = regexp.MustCompile(`\b(dit|deze|hier|chat|typ|schrijf|ik zeg|ik vertel|mijn (berichten|verhaal))\b`)

// keptQuiet is what the site is asked for a child who wants to know whether what they tell is told to others, and whether parents must know.
const (
	keptQuiet   = "blijft het geheim"
	toldParents = "moeten mijn ouders het weten"
)

// ofParents is what the site is asked for a parent.
const ofParents = "ben je ouder van een kind dat is mishandeld, "

// abuse are words of what is done to a child sexually, beside touching it.
var abuse = words("misbruik misbruikt verkracht verkrachting aangerand aanranding ontucht betast seksueel seksuele plasser piemel vagina billen kruis")

// ofAbusedChild reports whether a text tells that somebody did something sexual to a child of the writer's: "de trainer heeft aan hem gezeten" too.
func ofAbusedChild(text string) bool {
	kin, done, at := false, false, false
	words := tokenTexts(text)
	for i, w := range words {
		kin = kin || childKin[w] && (i == 0 || words[i-1] != "als") // "als kind": the writer's own youth
		at = at || w == "aan" && i+1 < len(words) && (toTheChild[words[i+1]] || words[i+1] == "zijn")
		done = done || abuse[w] || at && (w == "gezeten" || w == "zat" || w == "zit" || w == "aangeraakt")
	}
	return kin && done
}

// What the site is asked for who asks what to do with a child after that: what keeps the traces, and how not to question it.
const (
	keepTraces    = "verkrachting of aanranding sporen bewaren, kleren ongewassen in een papieren zak"
	doNotQuestion = "zorgen om een kind kindermishandeling geen moeilijke vragen stellen"
)

var (
	washing     = words("was wassen wast gewassen uitwassen wasmachine douchen douche gedoucht bad badderen onderbroek onderbroekje broek luier pyjama lakens beddengoed kleren kleertjes kleding sporen")
	questioning = words("vragen vraag ondervragen uithoren uitvragen doorvragen praten wakker")
	toTheChild  = words("hem haar ze hij kind zoon zoontje dochter dochtertje kleinkind kleinzoon kleindochter meisje jongen")
)

// afterAbuse returns what the site is asked for a short question on what to do with a child that was abused; false for any other.
func (s *state) afterAbuse() (string, bool) {
	tokens := tokenTexts(s.question)
	if s.memory.Child || s.answer.Lang != "nl" || len(tokens) > leanWords || !route.Asks(s.question) ||
		!slices.ContainsFunc(append(s.memory.earlier(), s.question), ofAbusedChild) {
		return "", false
	}
	holds := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	switch me := slices.Contains(tokens, "ik"); {
	case holds(washing):
		return keepTraces, true
	case me && holds(questioning) && holds(toTheChild) && !slices.Contains(tokens, "aangifte"):
		return doNotQuestion, true
	}
	return "", false
}

// ofOwnYouth reports a passage of a page for who was abused as a child and is grown up now.
func ofOwnYouth(p knowledge.Passage) bool {
	title := tokenTexts(p.Title)
	for i, w := range title {
		if i > 0 && (w == "jeugd" && slices.Contains([]string{"je", "jouw", "mijn"}, title[i-1]) || w == "kind" && title[i-1] == "als") {
			return true
		}
	}
	return false
}

// ofChildNow leaves out what is for the grown up who was abused as a child, where a child or the parent of one asks, unless nothing else is found.
func (s *state) ofChildNow(said []string) {
	if !s.memory.Child && !slices.ContainsFunc(said, ofAbusedChild) {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(s.found.Hits), func(h knowledge.Hit) bool { return ofOwnYouth(h.Passage) })
	if len(kept) == 0 || len(kept) == len(s.found.Hits) {
		return
	}
	if kept[0].URL != s.found.Hits[0].URL {
		s.found.Rest = nil // of the page that is left out
	}
	s.found.Hits = kept
}

// forParent sets first what the site says to the parents of a child to whom something was done, of a short question by one who told of that: "mag ik namens haar
// aangifte doen".
func (a *Assistant) forParent(ctx context.Context, s *state) error {
	said := s.saidSoFar()
	s.ofChildNow(said)
	if s.memory.Child || s.answer.Lang != "nl" || s.turn.Retrieved != "" || len(s.found.Hits) == 0 || len(dutch.Tokens(s.searched)) > leanWords || tellsOf(s.searched) && !ofAbusedChild(s.searched) ||
		s.search == keepTraces || s.search == doNotQuestion || !slices.ContainsFunc(said, ofYoungVictim) || slices.ContainsFunc(said, namesYoungDoer) {
		return nil
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, ofParents+s.searched, searched)
	if err != nil {
		return ctx.Err() // a search that is down leaves what was found
	}
	found = a.forWhoTold(s, a.honesty.cleaned(found))
	named := byTerm(found.Terms).formsOf(s.searched)
	for _, h := range found.Hits {
		heading := tokenTexts(knowledge.NearestHeading(h.Heading))
		if !slices.ContainsFunc(heading, func(w string) bool { return w == "ouder" || w == "ouders" }) || slices.Contains(heading, "mijn") || !sharesForm(named, bag(h.Text)) {
			continue
		}
		h.Score = s.found.Hits[0].Score
		others := slices.DeleteFunc(slices.Clone(s.found.Hits), func(x knowledge.Hit) bool { return x.ID == h.ID })
		s.found.Hits = append([]knowledge.Hit{h}, others...)
		if s.found.Rest != nil && others[0].URL != h.URL {
			s.found.Rest = nil // of the page that stood first
		}
		s.found.Confidence = max(s.found.Confidence, possible)
		return nil
	}
	return nil
}

// toChild answers a child who asks whether we tell others: what becomes of this talk, and what the page for young people says of who listens.
func (a *Assistant) toChild(ctx context.Context, s *state) error {
	s.answer.Status, s.answer.Action = Told, ActionAnswer
	key := "keeping"
	if a.keeps(s) {
		key += "_kept"
	}
	if err := a.say(s, Message(s.answer.Lang, key)); err != nil {
		return err
	}
	search, of := keptQuiet, bag("geheim")
	if slices.ContainsFunc(dutch.Tokens(s.question), func(t dutch.Token) bool {
		return elders[t.Text] || t.Text == "moeder" || t.Text == "vader" || t.Text == "mama" || t.Text == "papa"
	}) {
		search, of = toldParents, bag("ouder ouders")
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, search, searched)
	if err != nil {
		return ctx.Err() // a search that is down leaves our own words
	}
	found = forChild(a.honesty.cleaned(found), false)
	found.Hits = slices.DeleteFunc(found.Hits, func(h knowledge.Hit) bool { return !sharesForm(of, bag(knowledge.NearestHeading(h.Heading))) })
	found.Rest = nil
	if len(found.Hits) == 0 {
		return nil
	}
	found.Hits = found.Hits[:1]
	for _, x := range supportedBy(compose(search, found)) {
		s.answer.Sentences = append(s.answer.Sentences, x)
		if err := s.emit(Event{Sentence: &x}); err != nil {
			return err
		}
	}
	return nil
}

// forChild returns what was found without the passages that speak to those around a child: "stel het kind geen moeilijke vragen" is not said to the child.
// Nothing is better than that: below the answer stands with whom a child can talk. A page on who is young and did something is for a child who tells of that.
func forChild(found knowledge.Result, doer bool) knowledge.Result {
	others := func(p knowledge.Passage) bool { return aroundChild(p) || !doer && ofYoungDoer(p.Title) }
	found.Hits = slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return others(h.Passage) })
	found.Rest = slices.DeleteFunc(slices.Clone(found.Rest), others)
	return found
}

// forReader returns the passages that are for who reads: all of them, unless a child does.
func (s *state) forReader(all []knowledge.Passage) []knowledge.Passage {
	if !s.memory.Child {
		return all
	}
	return childReads(all)
}

// childReads returns the passages that are for a child who reads.
func childReads(all []knowledge.Passage) []knowledge.Passage {
	return slices.DeleteFunc(slices.Clone(all), aroundChild)
}

// aroundChild reports a passage for a parent, a helper or somebody else around a child: its page says so, or its heading, or it speaks of the reader's child.
func aroundChild(p knowledge.Passage) bool {
	if forOthers[p.Audience] {
		return true
	}
	heading := tokenTexts(knowledge.NearestHeading(p.Heading))
	byChild := false
	for i, w := range heading {
		if !aroundWords[w] || sameTitle(p) {
			continue
		}
		switch {
		case i > 0 && heading[i-1] == "als": // "seksueel misbruik als kind" is about the reader
		case i > 0 && elders[w] && slices.Contains(ownerWords, heading[i-1]):
			byChild = true // "moeten mijn ouders het weten"
		default:
			return true
		}
	}
	if byChild || ofYoungDoer(p.Title) {
		return false // the children of whom it speaks are those who did it
	}
	text := tokenTexts(p.Text)
	for i, w := range text {
		if i > 0 && childWords[w] && theirs[text[i-1]] {
			return true
		}
	}
	return false
}

// sameTitle reports a passage that stands under no heading but the title of its page, which names the subject and not the reader.
func sameTitle(p knowledge.Passage) bool {
	return strings.EqualFold(dutch.Visible(knowledge.NearestHeading(p.Heading)), dutch.Visible(p.Title))
}

var (
	// aroundWords are what a heading calls those around a child, or the child of whom it speaks to them.
	aroundWords = words("ouder ouders verzorger verzorgers opvoeder opvoeders familie omstander omstanders kind kinderen zoon dochter puber leraar leraren leerkracht volwassen volwassenen")
	// elders are those of them who are the reader's own in a heading in which a child asks: "mijn ouders".
	elders = words("ouder ouders verzorger verzorgers opvoeder opvoeders familie")
	// childWords are what a text calls a child of whom it speaks to somebody else, behind one of theirs.
	childWords = words("kind kinderen kindje zoon dochter puber leerling leerlingen")
	theirs     = words("je jouw jullie uw mijn het dit")
)
