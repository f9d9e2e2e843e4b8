package assistant_test

import (
	"strings"
	"testing"
)

// What to do with a child that was abused is asked about the traces and about how to speak with it, in short words that name neither.
func TestAParentIsToldToKeepTheTracesAndNotToQuestion(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/verkrachting", "Verkrachting en aanranding", "", "Sporen bewaren na een verkrachting. Wacht als het kan met douchen. Stop kleren en lakens ongewassen in een papieren zak."),
		article("https://site.example/kind", "Kindermishandeling", "", "Maak je je zorgen om een kind? Stel het kind geen moeilijke vragen. Luister als het zelf begint."),
		article("https://site.example/jeugd", "Seksueel misbruik in je jeugd", "", "Je bent als kind misbruikt door een trainer of iemand anders. Een kind is hier nooit schuldig aan."),
		article("https://site.example/aangifte", "Aangifte doen", "", "Je mag ook aangifte doen voor je dochter of zoon. Moet dat? Nee. Bel 0900-8844 om een afspraak te maken."),
		article("https://site.example/inbraak", "Woninginbraak", "", "Vraag bij de verzekering na of kleren vergoed worden."))
	const told = "mijn zoontje van 9 is misbruikt door zijn trainer"
	for _, c := range []struct{ told, asked, want string }{
		{told, "mag ik zijn onderbroek wassen", "ongewassen"},
		{told, "kan hij gewoon in bad", "ongewassen"},
		{"de buurman heeft aan mijn dochter van 6 gezeten", "moet ik haar kleren bewaren", "ongewassen"},
		{told, "moet ik hem wakker maken en vragen", "geen moeilijke vragen"},
		{"mijn kleindochter is aangerand door haar oom", "wat moet ik haar vragen", "geen moeilijke vragen"},
	} {
		if a := h.last(t, c.told, c.asked); !strings.Contains(a.Text(), c.want) {
			t.Errorf("%q: %s %q, want %q", c.asked, a.Status, a.Text(), c.want)
		}
	}
	if a := h.last(t, told, "kan ik een afspraak maken"); strings.Contains(a.Text(), "ongewassen") || strings.Contains(a.Text(), "geen moeilijke vragen") {
		t.Errorf("an appointment: %s %q", a.Status, a.Text())
	}
	if a := h.last(t, "mijn dochter is misbruikt door haar trainer", "moet ik aangifte doen voor haar"); strings.Contains(a.Text(), "geen moeilijke vragen") {
		t.Errorf("a report: %s %q", a.Status, a.Text()) // she is asked nothing by that
	}
	for asked, grown := range map[string]bool{told: false, "ik ben als kind misbruikt door mijn trainer": true} {
		if a := h.ask(t, asked); strings.Contains(a.Text(), "Je bent als kind misbruikt") != grown {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
}
