package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// whichSite has a page for each of several kinds of fraud and theft.
func whichSite(t *testing.T) helper {
	t.Helper()
	return newHelperWith(t,
		article("https://site.example/aankoop", "Aankoopfraude", "", "Je kocht iets via een webwinkel of een advertentie, en het werd niet geleverd. Bewaar de advertentie."),
		article("https://site.example/bank", "Bankhelpdeskfraude", "", "Iemand belde en deed alsof hij een medewerker van je bank was. Bel je eigen bank."),
		article("https://site.example/whatsapp", "WhatsAppfraude", "", "Een nepappje van je kind of een vriend vraagt om geld. Bel je kind op het oude nummer."),
		article("https://site.example/woning", "Woninginbraak", "", "Een inbreker was in jouw huis. Laat bij een inbraak in huis alles liggen."),
		article("https://site.example/auto", "Auto opengebroken", "", "Je auto is opengebroken of gestolen. Maak foto's van de auto."),
		article("https://site.example/straat", "Beroofd op straat", "", "Iemand beroofde jou op straat en nam je tas af. Blokkeer je telefoon."),
	)
}

// A word that fits pages of different kinds is asked after, with a button for each kind; the button, and a few words of one's own, lead to that page.
func TestWhichOfSeveralKindsIsAsked(t *testing.T) {
	t.Parallel()
	h := whichSite(t)
	for told, want := range map[string]struct {
		topic knowledge.TopicID
		bank  bool
	}{
		"we zijn opgelicht": {"whatsappfraude", true}, "help, ik ben vandaag opgelicht, wat moet ik doen": {"aankoopfraude", true}, "oplichting": {"bankfraude", true},
		"ik ben gisteren bestolen": {"straatroof", false}, "ze hebben alles gestolen": {"inbraak", false}, "er is vannacht ingebroken": {"autodiefstal", false}, "al ons geld is weg": {"", true}, "ik ben al mijn geld kwijt": {"", true},
	} {
		a := h.ask(t, told)
		offered := map[knowledge.TopicID]bool{}
		for _, b := range a.Topics {
			offered[b.Topic] = true
		}
		if a.Status != assistant.Clarify || !strings.HasPrefix(a.Lead, assistant.Message("nl", "which")) || strings.Contains(a.Lead, assistant.Message("nl", "which_money")) != want.bank || len(a.Topics) < 3 || want.topic != "" && !offered[want.topic] {
			t.Errorf("%q: %s %q with %v", told, a.Status, a.Text(), a.Topics)
		}
	}
	for told, inside := range map[string]bool{"er is ingebroken": true, "inbraak": true, "ik ben gisteren bestolen": false} {
		if a := h.ask(t, told); strings.Contains(a.Lead, assistant.Message("nl", "which_burglary")) != inside {
			t.Errorf("%q is asked %q, want 112 named: %v", told, a.Lead, inside)
		}
	}
	for _, told := range []string{"er is vannacht bij ons ingebroken", "bij mij is net ingebroken", "inbrekers bij ons"} {
		if a := h.ask(t, told); len(a.Sentences) == 0 || !cites(a, "https://site.example/woning") {
			t.Errorf("%q, which is a house: %s %q", told, a.Status, a.Text())
		}
	}
	for _, told := range []string{"ik ben opgelicht bij een webwinkel", "ik ben opgelicht door mijn zwager", "er is ingebroken in ons huis", "mijn tas is op straat gestolen", "hoe voorkom ik inbraak", "is oplichting strafbaar"} {
		if a := h.ask(t, told); strings.HasPrefix(a.Lead, assistant.Message("nl", "which")) {
			t.Errorf("%q says which, and is asked %q", told, a.Lead)
		}
	}
	for _, x := range []struct{ told, button, page string }{
		{"ik ben opgelicht", "Iets gekocht en niet geleverd", "aankoop"},
		{"ik ben opgelicht", "Nepbankmedewerker belt", "bank"},
		{"ik ben opgelicht", "Nepappje van kind of vriend", "whatsapp"},
		{"er is ingebroken", "Inbraak in huis", "woning"},
		{"er is ingebroken", "Auto gestolen of opengebroken", "auto"},
		{"ik ben bestolen", "Beroofd op straat", "straat"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, x.told)
		if a := h.answer(t, assistant.Turn{Question: x.button, Chosen: true, Lang: "nl", Memory: m}); len(a.Sentences) == 0 || a.Sentences[0].Cites[0].URL[len("https://site.example/"):] != x.page {
			t.Errorf("%q and the button %q: %s %q", x.told, x.button, a.Status, a.Text())
		}
	}
	for _, x := range []struct{ told, words, page string }{{"er is ingebroken", "in onze auto", "auto"}, {"we zijn opgelicht", "met een advertentie voor een bank", "aankoop"}, {"ik ben opgelicht", "een nep medewerker van de bank belde", "bank"}} {
		if a := h.last(t, x.told, x.words); len(a.Sentences) == 0 || a.Sentences[0].Cites[0].URL[len("https://site.example/"):] != x.page {
			t.Errorf("%q, %q: %s %q", x.told, x.words, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben opgelicht", "ik ben opgelicht"); strings.HasPrefix(a.Lead, assistant.Message("nl", "which")) {
		t.Errorf("it is asked again: %q", a.Text())
	}
	h.BookOn(towns)
	if a := h.last(t, "ik wil een afspraak", "ik ben opgelicht"); strings.HasPrefix(a.Lead, assistant.Message("nl", "which")) {
		t.Errorf("in the midst of an appointment: %q", a.Text())
	}
}
