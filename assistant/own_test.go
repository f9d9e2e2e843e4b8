package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
)

// What is kept and how it goes is told as it is, in a conversation of which nothing is kept and in one that is.
func TestWhatIsKeptIsToldAsItIs(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store, err := assistant.NewConversations(db, keys, []byte(strings.Repeat("k", 32)), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := kept(t, store)
	for _, c := range []struct{ question, plain, kept string }{
		{"wordt dit gesprek bewaard?", "Ik bewaar niet wat je hier typt", "30 dagen"},
		{"ik wil niet dat jullie dit bewaren", "Ik bewaar niet wat je hier typt", "Wis dit gesprek nu"},
		{"verwijder mijn gegevens", "0900-0101", "Wis dit gesprek nu"},
		{"wis dit gesprek", "Verlaat deze pagina", "Wis dit gesprek nu"},
		{"kan mijn man dit lezen", "Ik bewaar het niet", "30 dagen"},
		{"leest er iemand mee?", "geen medewerker", "30 dagen"},
		{"wat kun je allemaal", "Ik bewaar niet wat je hier typt", "30 dagen"},
		{"is this conversation stored?", "I do not keep what you type here", "30 days"},
		{"usuń tę rozmowę", "Nie zapisuję", "Usuń teraz tę rozmowę"},
	} {
		for _, keep := range []bool{false, true} {
			m := &assistant.Memory{}
			for turn := range 2 { // with the code, and after it
				answer, err := a.Answer(t.Context(), assistant.Turn{Question: c.question, Keep: keep, Now: time.Now(), Memory: m}, nil)
				if err != nil {
					t.Fatal(err)
				}
				says, hides := c.plain, "30 dagen"
				if keep {
					says, hides = c.kept, "Ik bewaar"
				}
				if text := answer.Text(); !strings.Contains(text, says) || strings.Contains(text, hides) || len(answer.Notices) > 0 || answer.Status != assistant.Told {
					t.Errorf("%q, kept %v, turn %d: %s with %d notices: %q", c.question, keep, turn+1, answer.Status, len(answer.Notices), text)
				}
			}
		}
	}
}

// Who is in danger and asks for erasing gets the card all the same.
func TestErasingInDangerKeepsItsCard(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	if a := h.ask(t, "wis dit gesprek hij komt eraan"); len(a.Notices) == 0 {
		t.Errorf("%s: %q, want a card", a.Status, a.Text())
	}
	m := &assistant.Memory{}
	h.say(t, m, "mijn man slaat mij al jaren")
	if a := h.say(t, m, "wis dit gesprek"); len(a.Notices) == 0 || !strings.Contains(a.Text(), "Verlaat deze pagina") {
		t.Errorf("after a story of violence: %s with %d notices: %q", a.Status, len(a.Notices), a.Text())
	}
}

// A message that was not kept, though the person counts on it, is told; and so is a conversation that is no more.
func TestWhatCouldNotBeKeptIsTold(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store, err := assistant.NewConversations(db, keys, []byte(strings.Repeat("k", 32)), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := kept(t, store)
	ask := func(m *assistant.Memory, question string) (answer assistant.Answer, shown string) {
		t.Helper()
		answer, err := a.Answer(t.Context(), assistant.Turn{Question: question, Keep: true, Now: time.Now(), Memory: m}, func(e assistant.Event) error {
			if e.Closing != "" {
				shown = e.Closing // what the page shows last
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return answer, shown
	}
	m, lost := &assistant.Memory{}, &assistant.Memory{}
	if _, shown := ask(m, "dank je wel"); strings.Contains(shown, "bewaard") {
		t.Fatalf("what was kept is told as lost: %q", shown)
	}
	ask(lost, "dank je wel")
	if _, err := store.Erase(t.Context(), m.Kept); err != nil {
		t.Fatal(err)
	}
	if answer, shown := ask(m, "dank je wel"); !strings.Contains(shown, "niet meer bewaard") || answer.Closing != shown || answer.Lead == "" {
		t.Errorf("of a conversation that was erased is shown %q, said %q", shown, answer.Closing)
	}
	if answer, shown := ask(m, "wordt dit gesprek bewaard?"); shown != "" || !strings.Contains(answer.Text(), "Ik bewaar niet") {
		t.Errorf("after that: %q", answer.Text())
	}
	db.Close()
	if answer, shown := ask(lost, "dank je wel"); !strings.Contains(shown, "niet bewaard") || answer.Lead == "" {
		t.Errorf("without a database is shown %q", shown)
	}
}

func TestGuiltIsAnsweredKindlyAndOnlyForVictims(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	told := &assistant.Memory{}
	h.say(t, told, "ik ben bestolen")
	for _, m := range []*assistant.Memory{{}, told} {
		a := h.say(t, m, "is het mijn schuld")
		if text := a.Text(); a.Status != assistant.Told || !strings.Contains(text, "niet jouw schuld") || !strings.Contains(text, "0900-0101") {
			t.Errorf("%s: %q", a.Status, text)
		}
	}
	for _, m := range []*assistant.Memory{{Told: "ik heb iemand aangereden"}, {Asked: []string{"ik heb iemand geslagen"}}} {
		if a := h.say(t, m, "is het mijn schuld"); strings.Contains(a.Text(), "niet jouw schuld") {
			t.Errorf("after %q: %q", m.Told, a.Text())
		}
	}
	for _, question := range []string{"is it my fault that he hit me", "ik schaam me zo"} {
		if a := h.ask(t, question); !strings.Contains(a.Text(), assistant.Message(a.Lang, "guilt")) {
			t.Errorf("%q: %s %q", question, a.Status, a.Text())
		}
	}
}

// "Nee, niet bellen" answers an offer; in a talk of danger, or beside somebody, it is what it was.
func TestRatherNotCallingIsNoDangerWhereNoneWasTold(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, c := range []struct {
		told, says string
		card       bool
	}{
		{"ik ben gisteren beroofd van mijn tas", "nee niet bellen", false},
		{"ik ben gisteren beroofd van mijn tas", "liever niet bellen", false},
		{"mijn man slaat me elke dag", "liever niet bellen", true},
		{"ik ben gisteren beroofd van mijn tas", "liever niet bellen, hij zit naast me", true},
		{"ik ben gisteren beroofd van mijn tas", "ik durf niet te bellen", true},
	} {
		m := &assistant.Memory{}
		h.say(t, m, c.told)
		if a := h.say(t, m, c.says); len(a.Notices) > 0 != c.card {
			t.Errorf("%q after %q: %d notices, want a card: %v (%s)", c.says, c.told, len(a.Notices), c.card, a.Text())
		}
	}
}
