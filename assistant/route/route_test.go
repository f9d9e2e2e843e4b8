package route

import (
	"strings"
	"testing"
	"time"
)

func router(t testing.TB) *Router {
	t.Helper()
	r, err := New(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhoIsSpeakingIsAlwaysHeard(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{
		"ben je een mens", "Bent u een echt persoon?", "praat ik nu met een computer of met een medewerker", "zit hier een mens te typen", "is dit een bot",
		"are you human?", "am i speaking to a machine", "sen robot musun", "czy jesteś człowiekiem", "ви людина чи бот?", "êtes-vous un robot", "bo ta un robot",
		"Ik wil eerst weten of je een mens bent. Daarna vertel ik het.", "BEN JE EEN MENS", "b\u200ben je een me\u200bns",
		"schrijft er een robot met mij?", "zit er aan de andere kant een mens?", "czy odpowiada mi robot", "мені відповідає робот чи людина?",
	} {
		if v := r.Route(text); v.Kind != Identity {
			t.Errorf("Route(%q) = %s %.2f, want identity", text, v.Kind, v.P)
		}
	}
	for _, text := range []string{
		"ik wil een mens spreken", "de dader is geen mens", "mijn computer is gehackt", "wie is de rechter in zulke zaken",
		"hij praat tegen mij alsof ik geen mens ben", "mijn ex schrijft mij dat hij een ander mens is", "mijn buurman aan de andere kant is een raar mens",
	} {
		if v := r.Route(text); v.Kind == Identity {
			t.Errorf("Route(%q) = identity", text)
		}
	}
}

// "En voor mijn man?" is about what was asked, and names no language.
func TestLanguageIsNamed(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{"voor mijn vrouw ook?", "ook voor mijn man", "geldt dat voor mijn zus ook"} {
		if v := r.Route(text); v.Kind == Language || v.Perhaps == Language {
			t.Errorf("Route(%q) = %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
	for _, text := range []string{"ik spreek alleen arabisch", "can i get an interpreter"} {
		if v := r.Route(text); v.Kind != Language && v.Perhaps != Language {
			t.Errorf("Route(%q) = %s, perhaps %s, want language", text, v.Kind, v.Perhaps)
		}
	}
}

func TestRoutesDoNotTurnAwayQuestions(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{
		"welke straf staat er op inbraak", "hoe kan ik mijn dossier inzien", "hoe hou ik mijn adres geheim", "mijn ex weet waar ik woon, wat kan ik doen",
		"hoe help ik mijn zus na een verkrachting", "mijn verhuurder heeft mij bedreigd", "op de trein ben ik aangerand", "klacht over een agent indienen",
		"Hoe vraag ik schadevergoeding aan?", "hoe kan ik schadevergoeding aanvragen", "Hoe maak ik bezwaar?", "Heb ik recht op hulp?", "Heb ik recht op smartengeld?",
		"waarom ben ik zo moe?",
		"Mijn vader werd gebeld door iemand die zei dat hij van de bank was.", "Mijn oma is opgelicht. Ze zegt er niets over. Hoe help ik haar?",
		"Mijn buurman is beroofd. Hoe kan ik hem steunen?", "Mijn nicht is aangevallen. Hoe krijg ik haar zover dat ze hulp zoekt?",
	} {
		if v := r.Route(text); v.Kind != Answer {
			t.Errorf("Route(%q) = %s %.2f, want answer", text, v.Kind, v.P)
		}
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"hoe doe ik aangifte": "nl", "my husband hits me": "en", "kocam beni dövüyor": "tr", "mąż mnie bije": "pl", "мене пограбували": "uk", "mon mari me frappe": "fr",
		"زوجي يضربني": "ar", "mi kasa ta bati mi": "pap", "": "nl", "112": "nl", "???": "nl", "меня ограбили": "uk",
	} {
		if got := TongueOf(text).Lang; got != want {
			t.Errorf("TongueOf(%q).Lang = %s, want %s", text, got, want)
		}
	}
}

func TestALongMessageIsReadInBoundedTime(t *testing.T) {
	t.Parallel()
	r := router(t)
	start := time.Now()
	r.Route(strings.Repeat("hij zegt dat ik ", 50_000))
	if took := time.Since(start); took > 20*time.Second { // a hang, not a speed
		t.Errorf("took %s", took)
	}
}

func FuzzRoute(f *testing.F) {
	r := router(f)
	for _, s := range []string{"", "ben je een mens?", "kan ik\x00 hulp", strings.Repeat("a ", 3000), "🙂🙂", "\u202eefac"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := r.Route(text)
		if v.P < 0 || v.P > 1.0001 || v.Kind == "" {
			t.Errorf("Route = %+v", v)
		}
	})
}

func BenchmarkRoute(b *testing.B) {
	r := router(b)
	for b.Loop() {
		r.Route("ik ben gisteren beroofd op straat en nu durf ik niet meer naar buiten, wie kan mij helpen met de aangifte")
	}
}

// Who asks whether something may or can be done that is more than to speak with us is no wish for a talk; who asks to speak to somebody is.
func TestMoreThanATalkIsNoWishForOne(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{
		"kan een medewerker mijn advocaat zijn", "kunnen jullie medewerkers mij in huis nemen", "mag ik het gesprek met de medewerker opnemen", "kan een medewerker bij mij thuis komen",
		"mag ik zonder toestemming iemand aanmelden", "kan iemand van jullie met mij meegaan",
	} {
		if v := r.Route(text); v.Kind == Human || v.Perhaps == Human {
			t.Errorf("Route(%q) = %s, perhaps %s", text, v.Kind, v.Perhaps)
		}
	}
	for _, text := range []string{"kan ik een medewerker spreken", "mag ik met een mens praten", "kun je me doorverbinden met een medewerker", "ik wil een medewerker"} {
		if v := r.Route(text); v.Kind != Human {
			t.Errorf("Route(%q) = %s, want a person", text, v.Kind)
		}
	}
}

// A mail that is suspect accuses nobody, and who complains that nobody is prosecuted does not complain about us.
func TestOneWordIsNotTheWholeMessage(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"ik heb een verdacht mailtje gekregen": Answer, "wat doe ik met een verdachte link": Answer,
		"wie mag een artikel 12 klacht indienen": Answer, "ik wil klagen dat ze de dader niet vervolgen": Answer, "mijn zaak is geseponeerd, waar kan ik klagen": Answer,
		"ik wil klagen": Complaint, "ik heb een klacht over een medewerker": Complaint, "ik ben verdachte, wat zegt zij over mij": Perpetrator,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("Route(%q) = %s, want %s", text, v.Kind, want)
		}
	}
}

// An insult or a question what this can do is answered as that, whose answer tells that a computer speaks; whoever asks who speaks hears that and nothing else.
func TestAnInsultIsNoQuestionWhoSpeaks(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"je luistert helemaal niet naar mij": Abuse, "lees nou eens wat ik typ": Abuse, "houd op met die standaard zinnen van je": Abuse,
		"kost deze chat mij iets": Capability, "kun je ook aangifte voor me doen of alleen praten": Capability,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("Route(%q) = %s %.2f, want %s", text, v.Kind, v.P, want)
		}
	}
	for _, text := range []string{"ben jij nou een robot of niet, sukkel", "zit er wel een mens achter dit rotding", "praat ik tegen een computer ofzo"} {
		if v := r.Route(text); v.Kind != Identity && !r.PerhapsWho(text) {
			t.Errorf("Route(%q) = %s, and nothing is told of who speaks", text, v.Kind)
		}
	}
}

// Who asks where another is, what another said or did, or did it themselves, is not sent to pages for victims; a victim who names such people is.
func TestOthersAndOwnDeedsAreToldApart(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"in welk opvanghuis zit mijn ex": OtherPerson, "is de man die mij beroofde al vrij": OtherPerson, "wat heeft mijn broer bij jullie verteld": OtherPerson,
		"ik heb mijn vriendin geslagen en moet naar de politie": Perpetrator, "hoe krijg ik haar zo ver dat ze haar aangifte intrekt": Perpetrator,
		"wat doet de politie daarmee": Answer, "mijn ex heeft een contactverbod en belt mij toch": Answer, "mijn man ligt in het ziekenhuis na een overval": Answer,
		"ik wil dat de dader mijn schade betaalt": Answer,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("Route(%q) = %s %.2f, want %s", text, v.Kind, v.P, want)
		}
	}
}

// Whether it is too late, and what we are for, are no questions whether a person or a computer speaks.
func TestWhoIsLateDoesNotAskWhoSpeaks(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{"ben ik nu te laat", "ben ik al te laat", "hoe regel ik dat", "zijn we nu te laat", "wat doet slachtofferhulp eigenlijk", "wat doen jullie eigenlijk"} {
		if v := r.Route(text); v.Kind != Answer {
			t.Errorf("Route(%q) = %s %.2f, want an answer of the site", text, v.Kind, v.P)
		}
	}
	for text, topic := range map[string]string{"wat doet slachtofferhulp eigenlijk": "gratis_werkwijze", "wat doen jullie": "gratis_werkwijze", "wat doen jullie met mijn naam": "", "wat doen jullie als hij belt": ""} {
		if got := About(text); got != topic {
			t.Errorf("About(%q) = %q, want %q", text, got, topic)
		}
	}
}
