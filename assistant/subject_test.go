package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// subjects are pages that people ask for in words that none of them has, or that another has.
var subjects = []struct{ url, title, text string }{
	{"bescherming", "Extra bescherming", "Bang voor wraak na je aangifte? De politie kan je adres weglaten. De rechter kan een contactverbod geven."},
	{"boosheid", "Boosheid en wraak", "Veel mensen denken aan wraak. Wraak nemen lost niets op. Praat over je boosheid met iemand."},
	{"vrij", "Bericht als de dader vrijkomt of met verlof gaat", "Vraag bericht bij verlof en vrijlating na de straf. Kruis het aan op het formulier."},
	{"moord", "Moord en doodslag", "Je bent een naaste kwijt door moord. Vaak onderzoekt een arts het lichaam. Vraag wie het huis schoonmaakt na de moord op je broer."},
	{"jongedader", "De verdachte is minderjarig", "Is de verdachte jonger dan 18? Jeugdzorg en de kinderrechter kijken mee. Ze kunnen hem van huis halen."},
	{"kind", "Kindermishandeling", "Word je thuis geslagen en ben je zelf jonger dan 18? Kindermishandeling ligt niet aan jou. Je mag erover praten met iemand die luistert."},
	{"stalking", "Stalking", "Word je in de gaten gehouden? Dat kan stalking zijn. Schrijf elke keer op wat je ziet. Bewaar bewijs en bel de politie."},
	{"reacties", "Gewone reacties", "Voel je niets, of slaap je slecht? Dat is een normaal gevoel na een schok. Ben je bang gek te worden? Dat hebben meer mensen."},
	{"brand", "Brand en explosie", "Is er brand gesticht in je huis? Bel 112 bij brand. Bewaar de bonnen van wat verbrand is."},
	{"tolk", "Een tolk", "Spreek je weinig Nederlands? Vraag om een tolk. Een tolk kost je niets als je slecht Nederlands spreekt."},
	{"vroeger", "Seksueel misbruik als kind", "Je bent als kind misbruikt door een volwassene. Aangifte na lange tijd: ook na dertig jaar kun je soms nog aangifte doen. Is het verjaard? De politie zoekt de verjaring voor je uit."},
	{"roof", "Straatroof", "Iemand pakt je spullen af. Dit doe je na een beroving: - Blokkeer je passen."},
	{"uitvaart", "Kosten van een uitvaart", "Hoe moet je de begrafenis betalen? Kosten van de begrafenis vraag je terug bij het fonds."},
}

func newHelperOnSubjects(t *testing.T) helper {
	t.Helper()
	var docs []knowledge.Document
	for _, x := range subjects {
		docs = append(docs, page("https://site.example/"+x.url, x.title, x.text))
	}
	return newHelperWith(t, docs...)
}

// first returns the page that an answer shows first, by its name.
func first(a assistant.Answer) string {
	if len(a.Sentences) == 0 {
		return ""
	}
	url := a.Sentences[0].Cites[0].URL
	url, _, _ = strings.Cut(strings.TrimPrefix(url, "https://site.example/"), "#")
	return strings.Trim(url, "/")
}

// What somebody fears, hears or asks in plain words finds the page that is for them, and not the one that has their words.
func TestPlainQuestionsFindThePageForThem(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	for _, c := range []struct {
		talk []string
		want string
	}{
		{[]string{"ik durf geen aangifte te doen, ik ben bang voor wraak"}, "bescherming"},
		{[]string{"mijn zus is vermoord, en volgend jaar komt de dader vrij"}, "vrij"},
		{[]string{"ik ben 12 en mijn stiefvader slaat me", "haalt jeugdzorg mij dan weg"}, "kind"},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range c.talk {
			a = h.say(t, m, text)
		}
		if got := first(a); got != c.want || a.Status == assistant.RefusedUnsafe {
			t.Errorf("%q: %s from %q, want %q: %q", c.talk, a.Status, got, c.want, a.Text())
		}
	}
	if a := h.ask(t, "ik wil wraak nemen"); first(a) == "bescherming" {
		t.Errorf("who wants revenge: %s %q", a.Status, a.Text())
	}
	if a := h.ask(t, "ik ben bang voor wraak"); strings.HasPrefix(a.Lead, assistant.Message("nl", "heard_anger")) {
		t.Errorf("who fears revenge is told to be angry: %q", a.Lead)
	}
}

// Who doubts what they notice of somebody after them is not told how common a feeling is, and reads whom to reach; who doubts a feeling of their own is.
func TestWhoDoubtsWhatTheySeeIsTakenAtTheirWord(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	m := &assistant.Memory{Kinds: []danger.Kind{danger.Stalking}, Near: []danger.Line{danger.Police}, Said: []string{"er rijdt steeds een busje achter mij aan"}}
	a := h.say(t, m, "of verbeeld ik me dat")
	if !strings.HasPrefix(a.Lead, assistant.Message("nl", "doubt_truth")) || first(a) != "stalking" || !strings.Contains(a.Text(), "0900-8844") {
		t.Errorf("after stalking: %s %q from %q", a.Status, a.Text(), first(a))
	}
	for _, text := range []string{"ik weet niet of het ernstig genoeg is om te bellen", "misschien is het niet erg genoeg"} {
		if a := h.ask(t, text); a.Lead != assistant.Message("nl", "doubt_worth") {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "ik voel niks meer, ben ik gek"); strings.Contains(a.Lead, assistant.Message("nl", "doubt_truth")) {
		t.Errorf("a feeling: %q", a.Text())
	}
}

// What is told beside little Dutch is answered first, and the interpreter stands below; who tells nothing else is told of the interpreter alone.
func TestLittleDutchDoesNotSwallowWhatIsTold(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	for _, text := range []string{"sorry ik praat weinig nederlands, brand in mijn huis door buurman", "mijn nederlands niet goed. mijn huis fire, man doet fire"} {
		a := h.ask(t, text)
		if first(a) != "brand" || !strings.HasSuffix(a.Closing, assistant.Message("nl", "language")) {
			t.Errorf("%q: %s from %q: %q", text, a.Status, first(a), a.Text())
		}
	}
	for _, text := range []string{"ik spreek slecht nederlands", "sorry, mijn nederlands is slecht"} {
		if a := h.ask(t, text); strings.Count(a.Text(), assistant.Message("nl", "language")) > 1 || first(a) == "brand" {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}

// What a page says happened to its reader is shown to who told that, and the rest of the page to who asks for it.
func TestAnOpeningIsForWhoToldIt(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	if a := h.ask(t, "kan ik na dertig jaar nog aangifte doen, of is er verjaring na zo lange tijd"); strings.Contains(a.Text(), "als kind misbruikt") || first(a) != "vroeger" {
		t.Errorf("who told nothing: %s %q", a.Status, a.Text())
	}
	if a := h.ask(t, "ik ben als kind misbruikt door een volwassene, wat staat er voor mij"); first(a) == "vroeger" && !strings.Contains(a.Text(), "als kind misbruikt") {
		t.Errorf("who told it: %s %q", a.Status, a.Text())
	}
}

// Where it happened and with whom may be on no page: what happened is looked for all the same.
func TestWhatHappenedIsFoundWhereverItWas(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	for _, text := range []string{"ik ben op een camping in portugal beroofd tijdens de wandeling naar de waterval"} {
		if a := h.ask(t, text); first(a) != "roof" {
			t.Errorf("%q: %s from %q: %q", text, a.Status, first(a), a.Text())
		}
	}
}

// A price that what was told before does not hold is asked of the site alone.
func TestAPriceIsAskedAloneWhereWhatWasToldHidesIt(t *testing.T) {
	t.Parallel()
	h := newHelperOnSubjects(t)
	m := &assistant.Memory{}
	h.say(t, m, "mijn zus is vermoord")
	h.say(t, m, "de krant belt ons elke dag over haar huis en de arts")
	if a := h.say(t, m, "en hoe moet ik de begrafenis betalen"); first(a) != "uitvaart" {
		t.Errorf("%s from %q: %q", a.Status, first(a), a.Text())
	}
}
