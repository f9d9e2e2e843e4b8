package assistant

import (
	"log/slog"
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant/gate"
	"wegwijzer/knowledge"
)

// saidBy returns what a person is shown when a model says sentences of one page, and the status of the answer.
func saidBy(t *testing.T, pageText string, sentences ...string) ([]string, Status) {
	t.Helper()
	page := knowledge.Result{Confidence: 0.9, Hits: []knowledge.Hit{{Score: 1, Passage: knowledge.Passage{
		ID: "1", URL: "https://site.example/x", Title: "Hulp", Lang: "nl", Kind: knowledge.HelpPage, Text: pageText,
	}}}}
	var lines strings.Builder
	for _, s := range sentences {
		lines.WriteString(line(s, "c1"))
	}
	a := &Assistant{log: slog.New(slog.DiscardHandler), writer: func(string) Writer { return saying(lines.String()) }}
	const asked = "wat moet ik doen"
	s := &state{turn: Turn{Question: asked, Lang: "nl"}, memory: &Memory{}, question: asked, search: asked, found: new(honesty).cleaned(page), emit: func(Event) error { return nil }, answer: Answer{Lang: "nl", Status: Answered, Action: ActionAnswer}}
	if _, err := a.compose(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return shownTexts(s.answer), s.answer.Status
}

func TestWordsOfAPageTurnedAroundAreNotShown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, turned string }{
		{"Bel 112 als er nu gevaar is. Bel 0900-0101 als je wilt praten.", "Bel 0900-0101 als er nu gevaar is."},
		{"Bel 112 als er nu gevaar is. Bel 0900-0101 als je wilt praten.", "Is er nu gevaar? Bel 0900-0101."},
		{"Is er nu gevaar? Bel 112. Bij geweld thuis bel je Veilig Thuis: 0800-2000.", "Bel 0800-2000 als er nu gevaar is."},
		{"Praat niet met de dader zonder hulp.", "Praat met de dader."},
		{"Misverstand: hulp krijg je alleen als je aangifte doet.", "Hulp krijg je alleen als je aangifte doet."},
		{"Veel mensen denken: je moet eerst aangifte doen. Dat klopt niet.", "Je moet eerst aangifte doen."},
		{"Veel mensen denken dat je eerst aangifte moet doen.", "Je moet eerst aangifte doen."},
		{"Je moet eerst aangifte doen. Dat is een fabel.", "Je moet eerst aangifte doen."},
		{"Misverstanden:\n- Je moet eerst aangifte doen.\n- Hulp kost geld.", "Je moet eerst aangifte doen."},
		{"Een advocaat is gratis, als je ernstig letsel hebt.", "Een advocaat is gratis."},
		{"Een advocaat is gratis. Dat geldt alleen voor mensen met ernstig letsel.", "Je krijgt gratis een advocaat."},
		{"Je mag thuisblijven, behalve als je getuige bent.", "Je mag thuisblijven als je getuige bent."},
		{"Kinderen vanaf 16 jaar hebben geen toestemming nodig van hun ouders.", "Kinderen hebben geen toestemming nodig van hun ouders."},
		{"Alleen slachtoffers van een misdrijf krijgen een vergoeding.", "Slachtoffers krijgen een vergoeding."},
		{"Is de verdachte jonger dan 18? Dan behandelt de kinderrechter de zaak.", "De kinderrechter behandelt de zaak."},
		{"Veilig Thuis luistert en denkt mee. Bel Veilig Thuis op 0800-2000.", "Je mag bij Veilig Thuis blijven slapen."},
		{"Je hoeft niet alleen te gaan. Je mag iemand meenemen.", "Je mag niet alleen gaan."},
		{"De burgemeester kan de pleger uit huis plaatsen. Diegene mag dan ook geen contact met je opnemen.", "Jij mag dan ook geen contact met de pleger opnemen."},
		{"De gemeente regelt een plek om te slapen. De brandweer blust het vuur.", "De brandweer regelt een plek om te slapen."},
		{"De huisarts kan verwijzen naar een psycholoog.", "De psycholoog kan verwijzen naar een huisarts."},
		{"De notaris leest de akte voor en de bank bewaart het geld.", "De bank leest de akte voor."},
		{"Je kunt een casemanager krijgen. Die helpt bij papieren en houdt contact met de politie.", "De politie helpt bij papieren."},
		{"| Wie: Bank | Waarvoor: Pas blokkeren |\n| Wie: Gemeente | Waarvoor: Paspoort vervangen |", "De gemeente is er voor een pas blokkeren."},
		{"Bespreek de zaak zelf met een advocaat.", "Bespreek de zaak zelf met ons."},
		{"Bewaar de sleutel bij iemand anders.", "Bewaar de sleutel bij de pleger."},
		{"Bewaar brieven op een plek waar alleen jij bij kunt.", "Bewaar brieven op een plek waar jij bij kunt."},
		{"Wacht nog even met betalen en tekenen.", "Je kunt betalen en tekenen."},
		{"Je hoeft geen aangifte te doen om hulp te krijgen.", "Je hoeft geen hulp te krijgen om aangifte te doen."},
		{"Ga er niet zelf heen. Maak foto's van de schade.", "Ga er zelf heen en maak foto's van de schade."},
	} {
		t.Run(c.turned, func(t *testing.T) {
			t.Parallel()
			if reasons := gate.Check(c.turned, c.page); len(reasons) == 0 {
				t.Errorf("gate.Check(%q) passes it from %q", c.turned, c.page)
			}
			shown, status := saidBy(t, c.page+"\nWij luisteren naar je verhaal. Hulp van ons kost niets.", c.turned, "Wij luisteren naar je verhaal.", "Hulp van ons kost niets.")
			if slices.Contains(shown, c.turned) || len(shown) == 0 {
				t.Errorf("%s: shows %q", status, shown)
			}
		})
	}
}

func TestWhatAPageOverturnsIsNotShownWithoutThat(t *testing.T) {
	t.Parallel()
	got := composed("moet ik eerst aangifte doen", knowledge.Passage{Text: "Je moet eerst aangifte doen. Dat is een fabel. Hulp is er ook zonder aangifte."})
	for _, s := range got {
		if strings.Contains(s, "moet eerst aangifte") && !strings.Contains(s, "fabel") {
			t.Errorf("shows %q", got)
		}
	}
}

func TestAConditionBeforeASentenceStaysBeforeIt(t *testing.T) {
	t.Parallel()
	const page = "Is er nu gevaar? Bel dan 112. Wij luisteren naar je verhaal. Hulp van ons kost niets."
	shown, _ := saidBy(t, page, "Wij luisteren naar je verhaal.", "Bel dan 112.", "Hulp van ons kost niets.")
	for i, s := range shown {
		if s == "Bel dan 112." && !strings.Contains(shown[max(0, i-1)], "gevaar") {
			t.Errorf("shows %q", shown)
		}
	}
}
