package assistant_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// inNeed are pages of what somebody in danger may ask, and of what must not be taken for it.
var inNeed = []knowledge.Document{
	page("https://site.example/contact/noodnummers/", "Noodnummers en hulplijnen",
		"Is er nu gevaar? Bel dan altijd eerst 112.",
		"Ik kan niet praten, want de dader is erbij. Ga als het kan naar een veilige plek. Bel 112. Laat de lijn open als je niet kunt praten.",
		"Na seksueel geweld helpt het om binnen zeven dagen het Centrum Seksueel Geweld te bellen. Later bellen mag ook."),
	page("https://site.example/gebeurtenissen/huiselijk-geweld/", "Huiselijk geweld",
		"Huiselijk geweld is geweld door iemand die dicht bij je staat. Praten of advies? Bel Veilig Thuis: 0800-2000.",
		"Een plan om veilig weg te gaan uit een relatie: spreek met iemand een codewoord af. Weggaan kan een gevaarlijk moment zijn."),
	page("https://site.example/gebeurtenissen/verkrachting-en-aanranding/", "Verkrachting en aanranding",
		"Net gebeurd of korter dan 7 dagen geleden? Bel het Centrum Seksueel Geweld: 0800-0188.",
		"Bij het Centrum Seksueel Geweld werken artsen, verpleegkundigen en politie samen."),
	page("https://site.example/gebeurtenissen/woninginbraak/", "Woninginbraak",
		"Wat kun je nu doen na een inbraak? Bel de politie. Laat alles liggen. Is de dader weg, doe dan de deur op slot."),
	page("https://site.example/schade/schadefonds-aanvragen/", "Aanvragen bij het Schadefonds: tot wanneer",
		"Tot wanneer kun je aanvragen bij het Schadefonds? De termijn is tien jaar. Ben je te laat? Met een goede reden kan het soms toch."),
}

func newHelperInNeed(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), inNeed...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// numbers returns the numbers on the cards of an answer.
func numbers(a assistant.Answer) string {
	var all []string
	for _, n := range a.Notices {
		for _, c := range n.Contacts {
			all = append(all, c.Number)
		}
	}
	return strings.Join(all, " ")
}

// After a rape, how long one can wait is asked about the days in which help is of most use, and about nothing else, in every language.
func TestHowLongAfterRapeIsSevenDays(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, c := range []struct{ lang, told, asks string }{
		{"en", "I was raped last night", "how long can I wait"},
		{"en", "I was raped last night", "is it too late to go to a doctor"},
		{"uk", "мене зґвалтували вчора", "скільки часу я маю"},
		{"fr", "j'ai été violée hier soir", "quel délai"},
		{"pl", "zostałam zgwałcona wczoraj", "ile mam czasu"},
		{"ar", "تعرضت للاغتصاب أمس", "كم لدي من الوقت"},
		{"tr", "dün gece tecavüze uğradım", "ne kadar sürem var"},
		{"nl", "ik ben vannacht verkracht", "hoe lang kan ik wachten met bellen"},
		{"nl", "ik ben gisteren aangerand door een collega", "is het nu te laat voor de dokter"},
		{"nl", "ik ben gisteren verkracht", "wat is de termijn"},
	} {
		m := &assistant.Memory{}
		for _, q := range []string{c.told, c.asks} {
			a, err := h.Answer(t.Context(), assistant.Turn{Question: q, Lang: c.lang, Collection: "site", Memory: m}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if text := a.Text(); q == c.asks && (!strings.Contains(text, "7 dagen") && !strings.Contains(text, "zeven dagen") || !strings.Contains(text+numbers(a), "0800-0188") || strings.Contains(text, "tien jaar")) {
				t.Errorf("%q after %q: %s %q", c.asks, c.told, a.Status, text)
			}
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "ik ben vannacht verkracht")
	if a := h.say(t, m, "hoe lang heb ik om geld te vragen bij het Schadefonds"); !strings.Contains(a.Text(), "tien jaar") {
		t.Errorf("of a fund that is named: %s %q", a.Status, a.Text())
	}
	if a := h.say(t, &assistant.Memory{}, "tot wanneer kan ik aanvragen bij het schadefonds"); !strings.Contains(a.Text(), "tien jaar") {
		t.Errorf("of who told nothing: %s %q", a.Status, a.Text())
	}
}

// What this page shows of the person is answered under any card, and alone when nothing else tells of danger.
func TestWhatIsSeenIsAnsweredUnderTheCard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, q := range []string{"staat dit nu in de geschiedenis van mijn telefoon", "komt dit in mijn zoekgeschiedenis te staan?"} {
		m := &assistant.Memory{}
		h.say(t, m, "hij slaapt naast me ik durf niet te bellen")
		a := h.say(t, m, q)
		if !strings.Contains(a.Text(), "Verlaat deze pagina") {
			t.Errorf("%q in danger: %s %q", q, a.Status, a.Text())
		}
		if alone := h.say(t, &assistant.Memory{}, q); len(alone.Notices) > 0 || !strings.Contains(alone.Text(), "Verlaat deze pagina") {
			t.Errorf("%q alone: %d cards, %q", q, len(alone.Notices), alone.Text())
		}
	}
}

// A second message of acute danger that asks something gets the numbers at once, and below them an answer; one that asks nothing, and the first, get
// the card alone.
func TestASecondAcuteMessageIsAnsweredToo(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	m := &assistant.Memory{}
	first := h.say(t, m, "mijn man staat met een mes voor de deur, wat moet ik doen")
	if len(first.Notices) != 1 || first.Notices[0].Text == "" || len(first.Sentences) > 0 || first.Action != assistant.Action112 {
		t.Fatalf("the first: %s with %d sentences", first.Action, len(first.Sentences))
	}
	second := h.say(t, m, "hij slaat nu op de deur, hoe kom ik veilig weg?")
	if second.Status != assistant.CrisisAcute || !strings.HasPrefix(numbers(second), "112") || second.Notices[0].Text != "" || len(second.Sentences) == 0 {
		t.Errorf("the second: %s, %q, card %q, %q", second.Status, numbers(second), second.Notices[0].Text, second.Text())
	}
	third := h.say(t, m, "hij breekt de deur open en hij heeft een mes")
	if third.Status != assistant.CrisisAcute || third.Notices[0].Text == "" || len(third.Sentences) > 0 {
		t.Errorf("the third, which asks nothing: %s, card %q, %q", third.Status, third.Notices[0].Text, third.Text())
	}
}

// What names nothing after a card is about that danger: the numbers again and the page about safety, never what a search makes of a few words.
func TestWhatNamesNothingIsAboutTheDanger(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, q := range []string{"wat nu", "wat kan ik nu doen", "en nu?", "hij is even weg", "is hij weg?", "kan hij terugkomen"} {
		m := &assistant.Memory{}
		h.say(t, m, "mijn ex staat voor de deur")
		a := h.say(t, m, q)
		if a.Status != assistant.CrisisAcute || !strings.HasPrefix(numbers(a), "112") || strings.Contains(a.Text(), "inbraak") || !strings.Contains(a.Text(), "veilige plek") {
			t.Errorf("%q: %s, %q, %q", q, a.Status, numbers(a), a.Text())
		}
	}
	for _, q := range []string{"ja", "weg", "sorry", "help", "ik ben bang", "ik kan nu praten"} { // these ask nothing: the card says what there is
		for told, first := range map[string]string{"mijn ex staat voor de deur": "112", "ik wil dood": "113"} {
			m := &assistant.Memory{}
			h.say(t, m, told)
			if a := h.say(t, m, q); a.Status != assistant.CrisisAcute || !strings.HasPrefix(numbers(a), first) || len(a.Sentences) > 0 || a.Notices[0].Text == "" {
				t.Errorf("%q after %q: %s, %q, %q", q, told, a.Status, numbers(a), a.Text())
			}
		}
	}
	for lang, q := range map[string]string{"en": "what now", "pl": "co mam robić", "uk": "що робити", "fr": "que dois-je faire", "tr": "ne yapmalıyım", "ar": "ماذا أفعل", "pap": "kiko mi por hasi"} {
		m := &assistant.Memory{}
		h.say(t, m, "hij staat met een mes voor mijn deur")
		a, err := h.Answer(t.Context(), assistant.Turn{Question: q, Lang: lang, Collection: "site", Memory: m}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != assistant.CrisisAcute || !strings.HasPrefix(numbers(a), "112") || !strings.Contains(a.Text(), "veilige plek") {
			t.Errorf("%q: %s %q %q", q, a.Status, numbers(a), a.Text())
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "mijn ex staat voor de deur")
	if a := h.say(t, m, asked); len(a.Notices) > 0 || !strings.Contains(a.Text(), "14 dagen") {
		t.Errorf("a question of its own: %s with %d cards %q", a.Status, len(a.Notices), a.Text())
	}
	if a := h.say(t, m, "en hoe lang duurt dat?"); len(a.Notices) > 0 {
		t.Errorf("a question about that one gets a card: %q", numbers(a))
	}
}

// Who says that the danger is over is believed and kept safe: the numbers stay, those to talk to first, and what is asked next is about a safe way on.
func TestDangerThatIsOverIsHeard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, c := range []struct {
		text string
		over bool
	}{
		{"hij is weg", true},
		{"mijn ex is vertrokken", true},
		{"de politie heeft hem meegenomen", true},
		{"ik ben nu veilig bij de buren", true},
		{"he is gone", true},
		{"він пішов", true},
		{"il est parti", true},
		{"hij is nog niet weg", false},
		{"hij is weg met mijn kind", false},
		{"als hij weg is bel ik", false},
		{"hij is even weg", false},
		{"hij gaat weg", false},
		{"is hij weg?", false},
		{"hij is weg maar komt zo terug", false},
	} {
		m := &assistant.Memory{}
		h.say(t, m, "mijn ex staat voor de deur ik mag geen geluid maken")
		a := h.say(t, m, c.text)
		if got := strings.Contains(a.Text(), assistant.Message(a.Lang, "danger_over")); got != c.over {
			t.Errorf("%q is heard as over: %v, want %v (%s %q)", c.text, got, c.over, a.Status, a.Text())
			continue
		}
		if !c.over {
			if m.Silent == false {
				t.Errorf("after %q nobody is silent any more", c.text)
			}
			continue
		}
		if n := numbers(a); a.Status != assistant.CrisisConcern || !strings.HasSuffix(n, "112") || !strings.Contains(n, "0800-2000") || a.Notices[0].Silent {
			t.Errorf("%q: %s, %q", c.text, a.Status, n)
		}
		if next := h.say(t, m, "wat kan ik nu doen"); strings.Contains(next.Text(), "inbraak") || len(next.Notices) == 0 || c.text == "hij is weg" && !strings.Contains(next.Text(), "codewoord") {
			t.Errorf("after %q: %s %q", c.text, next.Status, next.Text())
		}
		if back := h.say(t, m, "hij staat weer voor de deur met een mes"); back.Status != assistant.CrisisAcute || back.Notices[0].Text == "" {
			t.Errorf("after %q he comes back: %s", c.text, back.Status)
		}
	}
	if a := h.say(t, &assistant.Memory{}, "hij is weg"); strings.Contains(a.Text(), assistant.Message("nl", "danger_over")) {
		t.Error("it is over without having been told")
	}
	m := &assistant.Memory{}
	h.say(t, m, "ik wil dood")
	if a := h.say(t, m, "hij is weg"); strings.Contains(a.Text(), assistant.Message("nl", "danger_over")) {
		t.Error("a wish to die is over since somebody is gone")
	}
}

// Who may not be heard is not heard in later turns either, until the danger is said to be over or the person can talk.
func TestSilenceIsRemembered(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	m := &assistant.Memory{}
	if a := h.say(t, m, "hij ligt naast me en ik kan niet praten"); !a.Notices[0].Silent || a.Notices[0].Exit == "" {
		t.Fatalf("the first card is not silent: %+v", a.Notices)
	}
	for _, q := range []string{"hij wordt wakker hij komt eraan", "wat nu", "hij slaat me"} {
		if a := h.say(t, m, q); len(a.Notices) == 0 || !a.Notices[0].Silent || a.Notices[0].Exit == "" {
			t.Errorf("%q: %+v", q, a.Notices)
		}
	}
	if n, ok := h.DangerAfter(assistant.Turn{Memory: m, Question: "hij staat voor de deur met een mes", Lang: "nl"}); !ok || !n.Silent {
		t.Error("the card without an answer is not silent")
	}
	h.say(t, m, "ik kan nu praten")
	if a := h.say(t, m, "hij staat voor de deur met een mes"); a.Notices[0].Silent {
		t.Error("who can talk is still silent")
	}
	calm := &assistant.Memory{}
	h.say(t, calm, "hoe doe ik aangifte zonder te bellen")
	if calm.Silent {
		t.Error("who asks how to report without a call is silent")
	}
}

// Somebody beside the writer who reads along is near and must not be heard of: the card is silent.
func TestReadingAlongBesideTheWriterIsSilent(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"hij zit naast me en kan meelezen", "mijn vriend ligt naast me en kijkt mee", "he is sitting next to me and can read this", "on siedzi obok mnie i czyta to"} {
		n, ok := assistant.Danger(text, "")
		if !ok || n.Level != danger.Acute || !n.Silent || n.Exit == "" || n.Contacts[0].Number != "112" {
			t.Errorf("%q: %+v", text, n)
		}
	}
	for _, text := range []string{"leest er iemand mee?", "kan mijn man dit lezen", "mijn zus las met me mee", "de advocaat zit in de zaal naast me"} {
		if n, ok := assistant.Danger(text, ""); ok && n.Silent {
			t.Errorf("%q: %+v", text, n)
		}
	}
}

// Who was raped and would rather not be called keeps whom to reach, and is not taken for somebody whom another may hear. Who was raped at home still is.
func TestRatherNoCallAfterARapeKeepsTheCard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, turns := range [][]string{
		{"ik ben verkracht", "ik wil met iemand praten", "maar niet bellen"},
		{"ik ben vannacht verkracht", "ik wil iemand spreken", "liever niet bellen"},
		{"ik ben aangerand door een collega", "kan ik met iemand praten", "niet bellen graag"},
		{"ik ben verkracht", "wat kan ik doen", "ik wil liever niet bellen"},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range turns {
			a = h.say(t, m, text)
		}
		if len(a.Notices) != 1 || a.Notices[0].Silent || !strings.HasPrefix(numbers(a), "0800-0188") || a.Notices[0].Contacts[0].Chat == "" || strings.Contains(a.Notices[0].Text, "Laat de lijn open") {
			t.Errorf("%q: %s %q", turns, a.Status, numbers(a))
		}
	}
	for _, turns := range [][]string{
		{"ik ben verkracht door mijn man hij is nu thuis", "ik wil met iemand praten", "niet bellen"},
		{"ik ben verkracht", "niet bellen hij is hier"},
		{"mijn man staat nu voor de deur", "niet bellen"},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range turns {
			a = h.say(t, m, text)
		}
		if len(a.Notices) != 1 || !a.Notices[0].Silent {
			t.Errorf("%q: %s, want a card for who may not be heard", turns, a.Status)
		}
	}
}

// A weapon in a word or two goes on with the danger, in whatever language its form says "with".
func TestAWeaponInAWordKeepsTheCard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, c := range []struct{ lang, told, text string }{
		{"tr", "eşim beni dövüyor", "bıçakla"}, {"tr", "kocam beni şu anda dövüyor", "bıçakla"}, {"pl", "mąż mnie teraz bije", "nożem"}, {"nl", "mijn man slaat me nu", "een mes"},
	} {
		m := &assistant.Memory{}
		for _, text := range []string{c.told, c.text} {
			a, err := h.Answer(t.Context(), assistant.Turn{Question: text, Lang: c.lang, Collection: "site", Memory: m}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Notices) == 0 || text == c.text && !strings.Contains(numbers(a), "112") {
				t.Errorf("%q after %q: %s %q", text, c.told, a.Status, numbers(a))
			}
		}
	}
	m := &assistant.Memory{}
	var a assistant.Answer
	for _, text := range []string{"kocam beni şu anda dövüyor", "tazminat"} { // of something else
		a, _ = h.Answer(t.Context(), assistant.Turn{Question: text, Lang: "tr", Collection: "site", Memory: m}, nil)
	}
	if strings.Contains(numbers(a), "112") {
		t.Errorf("tazminat: %s %q", a.Status, numbers(a))
	}
}

// What needs an answer at once because of what was told in another message is heard in the talk.
func TestWhatWasToldMakesAFewWordsGrave(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, c := range []struct {
		first string
		turns []string
	}{
		{"113", []string{"mijn tweelingzus heeft zelfmoord gepleegd", "ik wil achter haar aan"}},
		{"112", []string{"mijn zoon is de laatste tijd erg somber", "hij is niet thuisgekomen"}},
		{"112", []string{"mijn ex stalkt me", "hij hangt in het portiek"}},
		{"0800-0432", []string{"ik ben 12", "ik ga hem morgen ontmoeten ik ken hem alleen van snapchat"}},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range c.turns {
			a, _ = h.Answer(t.Context(), assistant.Turn{Question: text, Collection: "site", Memory: m, Now: time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC)}, nil)
		}
		if !strings.HasPrefix(numbers(a), c.first) {
			t.Errorf("%q: %s %q, want %s first", c.turns, a.Status, numbers(a), c.first)
		}
	}
}

// Who says after the card of the first days that it is months ago, and breaks down, is in no danger of this moment.
func TestMonthsAgoIsNoDangerOfThisMoment(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, ago := range []string{"het is acht maanden geleden", "het is al jaren geleden gebeurd"} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range []string{"ik ben verkracht", ago, "en nou zit ik er ineens helemaal doorheen"} {
			a = h.say(t, m, text)
		}
		if len(a.Notices) == 0 || a.Notices[0].Level != danger.Concern || !strings.HasPrefix(numbers(a), "0800-0188") {
			t.Errorf("after %q: %s %q", ago, a.Status, numbers(a))
		}
	}
	for _, c := range [][]string{{"ik ben verkracht", "wat nu"}, {"mijn man staat voor de deur met een mes", "wat nu"}} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range c {
			a = h.say(t, m, text)
		}
		if len(a.Notices) == 0 || a.Notices[0].Level != danger.Acute {
			t.Errorf("%q: %s %q, want the card of the moment", c, a.Status, numbers(a))
		}
	}
}
