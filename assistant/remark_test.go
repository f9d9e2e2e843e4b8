package assistant_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// A remark is answered from what was said last, and not by what else the page holds.
func TestDoubtIsAnsweredWithTheSource(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	first := h.say(t, m, asked)
	for _, doubt := range []string{"klopt dat wel?", "wie zegt dat", "weet je dat dan zeker"} {
		a := h.say(t, m, doubt)
		if !strings.Contains(a.Lead, "Schadevergoeding vragen in de strafzaak") || len(a.Sentences) != len(first.Sentences) || a.Sentences[0].Cites[0].Quote != first.Sentences[0].Cites[0].Quote {
			t.Errorf("%q gives %s: %q", doubt, a.Status, a.Text())
		}
	}
	if a := h.say(t, &assistant.Memory{}, "klopt het dat ik schadevergoeding in de strafzaak kan vragen"); len(a.Sentences) == 0 {
		t.Errorf("a question for the site gives %s: %q", a.Status, a.Text())
	}
}

func TestNotUnderstoodIsSaidEasierAndSoIsWhatFollows(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, remark := range []string{"hoe bedoel je", "dat snap ik niet", "in gewone taal graag", "graag in A2"} {
		m := &assistant.Memory{}
		first := h.say(t, m, asked)
		a := h.say(t, m, remark)
		if a.Lead != assistant.Message("nl", "remark_easier") && a.Lead != assistant.Message("nl", "remark_easier_same") || len(a.Sentences) > len(first.Sentences) {
			t.Errorf("%q gives %s: %q", remark, a.Status, a.Text())
		}
		if m.Level != assistant.A2 {
			t.Errorf("after %q the level is %q", remark, m.Level)
		}
	}
	if a := h.ask(t, "leg uit in makkelijke taal"); a.Lead != assistant.Message("nl", "remark_easier_next") {
		t.Errorf("as a first message: %q", a.Text())
	}
}

func TestRemarksGetAShortWordInTheirLanguage(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for text, want := range map[string][2]string{
		"wacht even": {"nl", "remark_wait"}, "wait a moment": {"en", "remark_wait"}, "bir dakika": {"tr", "remark_wait"}, "proszę poczekać": {"pl", "remark_wait"},
		"зачекайте": {"uk", "remark_wait"}, "attendez un moment": {"fr", "remark_wait"}, "warda un ratu": {"pap", "remark_wait"}, "انتظر لحظة": {"ar", "remark_wait"},
		"sorry dat ik zo boos ben": {"nl", "remark_sorry"}, "i am sorry": {"en", "remark_sorry"}, "özür dilerim": {"tr", "remark_sorry"}, "przepraszam": {"pl", "remark_sorry"},
		"вибачте": {"uk", "remark_sorry"}, "désolée": {"fr", "remark_sorry"}, "despensa": {"pap", "remark_sorry"}, "آسفة": {"ar", "remark_sorry"},
		"nee": {"nl", "remark_declines"}, "hayır": {"tr", "remark_declines"}, "nie chcę": {"pl", "remark_declines"}, "ні": {"uk", "remark_declines"}, "non merci": {"fr", "remark_declines"}, "لا": {"ar", "remark_declines"},
		"ben je er nog": {"nl", "remark_present"}, "misschien": {"nl", "remark_perhaps"}, "laat me met rust": {"nl", "remark_leave"}, "ok": {"nl", "remark_accepts"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, asked)
		m.Lang = ""
		if a := h.say(t, m, text); a.Lead != assistant.Message(want[0], want[1]) || len(a.Sentences) > 0 {
			t.Errorf("%q gives %s in %s: %q", text, a.Status, a.Lang, a.Text())
		}
	}
}

func TestYesDoesWhatWasOffered(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, asked) // ends with: would you rather talk to someone
	if a := h.say(t, m, "ja graag"); a.Lead != assistant.Message("nl", "human") || a.Status != assistant.HandedOver {
		t.Errorf("yes to talking gives %s: %q", a.Status, a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, asked)
	h.say(t, m, "wacht even")
	if a := h.say(t, m, "ja"); a.Lead != assistant.Message("nl", "human") {
		t.Errorf("yes after a moment gives %q", a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, asked)
	h.say(t, m, "dank je wel")
	if a := h.say(t, m, "ja"); a.Lead != assistant.Message("nl", "remark_agrees") {
		t.Errorf("yes to asking on gives %q", a.Text())
	}
	if a := h.say(t, &assistant.Memory{}, "ja"); a.Status != assistant.Clarify || len(a.Topics) == 0 {
		t.Errorf("yes to nothing gives %s: %q", a.Status, a.Text())
	}
}

// The lines stay below whatever is said to somebody who told of danger, and yes to the question whether there is danger is told danger.
func TestNoRemarkIsAnsweredLightlyAfterDanger(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, remark := range []string{"sorry", "nee hoor", "wacht even", "ok", "misschien", "laat me met rust", "klopt dat wel", "hoe bedoel je", "sorry dat ik dit zeg"} {
		m := &assistant.Memory{}
		if a := h.say(t, m, "ik wil niet meer leven"); len(a.Notices) == 0 {
			t.Fatal("no card")
		}
		m.Offered = ""
		if a := h.say(t, m, remark); !strings.Contains(a.Closing, "113") && len(a.Notices) == 0 || len(a.Sentences) > 0 {
			t.Errorf("%q gives %s: %q", remark, a.Status, a.Text())
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "ik wil niet meer leven")
	if a := h.say(t, m, "nee"); len(a.Notices) == 0 || a.Notices[0].Level != danger.Acute { // to: are you safe
		t.Errorf("no to being safe gives %s: %q", a.Status, a.Text())
	}
	m = &assistant.Memory{Begun: true, Offered: "soft_suicide"}
	if a := h.say(t, m, "ja soms"); len(a.Notices) == 0 || a.Notices[0].Contacts[0].Line != danger.SuicideLine {
		t.Errorf("yes to thoughts of suicide gives %s: %q", a.Status, a.Text())
	}
	m = &assistant.Memory{Begun: true, Offered: "soft_suicide"}
	if a := h.say(t, m, "nee"); len(a.Notices) > 0 {
		t.Errorf("no to thoughts of suicide gives a card: %q", a.Text())
	}
}

func TestTheSameQuestionIsAnsweredTheSame(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	first := h.say(t, m, asked)
	h.say(t, m, "ik slaap slecht en heb nachtmerries na een schokkende gebeurtenis")
	for range 2 { // later, and at once
		a := h.say(t, m, strings.ToUpper(asked[:1])+asked[1:]+"?")
		if !strings.HasPrefix(a.Lead, assistant.Message("nl", "remark_again")) || len(a.Sentences) == 0 || a.Sentences[0].Text != first.Sentences[0].Text || !strings.Contains(a.Closing, "0900-0101") {
			t.Errorf("asked again: %s %q", a.Status, a.Text())
		}
	}
	if len(m.Asked) > 2 {
		t.Errorf("what was asked twice is remembered twice: %q", m.Asked)
	}
}

func TestWhatWasShownIsRepeatedWithoutADatabase(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	first := h.say(t, m, asked)
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if m, err = assistant.DecodeMemory(b); err != nil {
		t.Fatal(err)
	}
	h.db.Close()
	if a := h.say(t, m, "nog een keer"); len(a.Sentences) != len(first.Sentences) {
		t.Errorf("%s: %q", a.Status, a.Text())
	}
}

func TestAskingWhatNothingPointsAtOffersTheStarters(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	starters := h.ask(t, "?").Topics
	for _, q := range []string{"weet niet", "ik heb hulp nodig", "ik heb een vraag", "ja"} {
		a := h.ask(t, q)
		if len(a.Topics) != len(starters) || len(a.Topics) == 0 || a.Topics[0] != starters[0] {
			t.Errorf("%q gives %s with %v", q, a.Status, a.Topics)
		}
	}
}

func TestACodeIsNotReadNorRemembered(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	s := &spy{}
	a := h.WithWriter(func(string) assistant.Writer { return s }, nil)
	m := &assistant.Memory{}
	for _, q := range []string{"ik wil verder met code gerst tandwiel kalf anjer", "gerst-tandwiel-kalf-anjer", asked + ", mijn code is gerst tandwiel kalf anjer en ik wil dat ook graag even weten alsjeblieft"} {
		answer, err := a.Answer(context.Background(), assistant.Turn{Question: q, Collection: "site", Memory: m}, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		for place, text := range map[string]string{"model": s.seen.String(), "log": h.log.String(), "memory": string(b), "answer": answer.Text()} {
			if strings.Contains(text, "tandwiel") {
				t.Errorf("the code stands in the %s: %s", place, text)
			}
		}
		if len(q) < 60 && answer.Lead != assistant.Message("nl", "remark_code") {
			t.Errorf("%q gives %q", q, answer.Text())
		}
	}
}

func TestADurationIsNotAnsweredWithSomethingElse(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, "ik mag mijn verhaal vertellen op de zitting, hoe werkt het spreekrecht")
	if a := h.say(t, m, "en hoe lang duurt dat dan?"); len(a.Sentences) > 0 || a.Status != assistant.RefusedNoSource {
		t.Errorf("%s: %q", a.Status, a.Text())
	}
}

func TestEveryRemarkHasItsWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"doubts", "doubts_none", "easier", "easier_same", "easier_next", "again", "again_next", "agrees", "declines", "perhaps", "sorry", "wait", "present", "leave", "accepts", "near", "code"} {
		for _, lang := range assistant.Languages() {
			text := assistant.Message(lang, "remark_"+key)
			if text == "remark_"+key || lang != "nl" && text == assistant.Message("nl", "remark_"+key) {
				t.Errorf("%s has no words for %s", lang, key)
			}
		}
	}
	if text := assistant.Message("nl", "human"); strings.HasPrefix(text, "Dat kan") {
		t.Error("who asks to write is told that it can be done")
	}
}

// Who says that this was not meant, or that something else is, is asked what then, with the subjects nearest to what was asked before.
func TestWhatWasNotMeantIsAskedAfterWithNearSubjects(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for words, key := range map[string]string{
		"nee dit bedoel ik niet": "remark_missed", "dat is niet mijn vraag": "remark_missed", "je snapt me verkeerd": "remark_missed", "nee iets anders": "remark_other", "ik heb een nieuwe vraag": "remark_other", "ander onderwerp": "remark_other",
	} {
		m := &assistant.Memory{}
		h.say(t, m, asked)
		a := h.say(t, m, words)
		if a.Lead != assistant.Message("nl", key) || a.Status != assistant.Clarify || !slices.ContainsFunc(a.Topics, func(b assistant.Button) bool { return b.Topic == "voegen_schade" }) {
			t.Errorf("%q gives %s: %q with %v", words, a.Status, a.Text(), a.Topics)
		}
	}
	for words, key := range map[string]string{"dit helpt me niet": "abuse", "mag ik nog wat vragen": "remark_present"} {
		m := &assistant.Memory{}
		h.say(t, m, asked)
		if a := h.say(t, m, words); a.Lead != assistant.Message("nl", key) {
			t.Errorf("%q gives %s: %q", words, a.Status, a.Text())
		}
	}
	for lang, words := range map[string]string{"en": "a different question", "fr": "j'ai une autre question", "tr": "başka bir sorum var", "pl": "mam inne pytanie", "uk": "інше питання", "ar": "سؤال آخر", "pap": "mi tin otro pregunta"} {
		m := &assistant.Memory{}
		h.say(t, m, asked)
		if a := h.say(t, m, words); a.Lead != assistant.Message(lang, "remark_other") {
			t.Errorf("%s: %q gives %s: %q", lang, words, a.Status, a.Text())
		}
	}
}

// What was known already is not said again: what else the site says is, until nothing is left, and that is said.
func TestWhatIsKnownIsFollowedByWhatElseThereIs(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, words := range []string{"dit wist ik allang", "dat heb ik al gelezen", "wat nog meer", "ga verder"} {
		m := &assistant.Memory{}
		shown := map[string]bool{}
		for _, x := range h.say(t, m, asked).Sentences {
			shown[x.Text] = true
		}
		ended := false
		for range 12 {
			a := h.say(t, m, words)
			if len(a.Sentences) == 0 {
				if ended = a.Lead == assistant.Message("nl", "remark_no_more") && len(a.Topics) > 0; !ended {
					t.Errorf("%q ends with %s: %q", words, a.Status, a.Text())
				}
				break
			}
			if a.Lead != assistant.Message("nl", "remark_more") || strings.Contains(a.Text(), assistant.Message("nl", "program")) {
				t.Errorf("%q begins %q", words, a.Lead)
			}
			for _, x := range a.Sentences {
				if shown[x.Text] {
					t.Errorf("%q says again: %q", words, x.Text)
				}
				shown[x.Text] = true
			}
		}
		if !ended {
			t.Errorf("%q never ends", words)
		}
	}
	for _, words := range []string{"dat wist ik al", "en verder"} {
		if a := h.ask(t, words); len(a.Sentences) > 0 {
			t.Errorf("%q as a first message gives %s: %q", words, a.Status, a.Text())
		}
	}
}

// Shorter is shorter, and says so where it is not.
func TestShorterIsShorter(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/lijst", "Een gestolen fiets melden", "", "Is je fiets gestolen? Dan kun je dat melden.", "Meld het\nZoek het framenummer. Maak een foto. Meld het bij de politie. Meld het bij de verzekering. Vraag de buren of zij iets zagen. Bewaar het nummer van de aangifte. Kijk ook op het bureau voor gevonden fietsen. Bewaar de bon van de nieuwe fiets."))
	for _, words := range []string{"mag het korter", "te veel tekst", "dat is veel te lang"} {
		m := &assistant.Memory{}
		first := h.say(t, m, "hoe meld ik een gestolen fiets")
		a := h.say(t, m, words)
		if long := len(strings.Fields(first.Text())); a.Lead == assistant.Message("nl", "remark_shorter") && len(strings.Fields(a.Text())) >= long || a.Lead != assistant.Message("nl", "remark_shorter") && a.Lead != assistant.Message("nl", "remark_easier_same") {
			t.Errorf("%q after %q gives %q", words, first.Text(), a.Text())
		}
	}
}

// Who does not want to tell is asked nothing, and keeps the line for what was told.
func TestWhoDoesNotWantToTellIsLeftFreeBelowTheirLine(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for lang, talk := range map[string][2]string{
		"nl": {"ik ben verkracht", "ik wil er liever niet over praten"}, "en": {"I was raped last weekend", "I'd rather not go into it"}, "pl": {"zostałam zgwałcona", "wolę o tym nie mówić"},
		"ar": {"تعرضت للاغتصاب", "لا أريد التحدث عن ذلك"},
	} {
		a := h.last(t, talk[0], talk[1])
		if a.Lead != assistant.Message(lang, "remark_withholds") || len(a.Sentences) > 0 || !strings.Contains(a.Closing, "0800-0188") {
			t.Errorf("%q then %q gives %s: %q", talk[0], talk[1], a.Status, a.Text())
		}
	}
}
