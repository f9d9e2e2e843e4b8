package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// decided are pages on complaints, on what may be asked of a judge, and on care after violence.
var decided = []knowledge.Document{
	page("https://site.example/sepot/", "Sepot en beklag (artikel 12)", "Stopt de officier van justitie je zaak? Dat heet een sepot. Niet eens met het sepot? Stuur een klacht naar het gerechtshof. Zo dien je een klacht in: schrijf een brief aan het hof."),
	page("https://site.example/klacht/", "Een klacht indienen", "Niet tevreden over onze hulp? Dien een klacht in bij onze leidinggevende. Over de politie of het Openbaar Ministerie: dien je klacht daar in."),
	page("https://site.example/civiel/", "Naar de civiele rechter", "Wat kan ik doen als de zaak is gestopt en ik schade heb? Je kunt schadevergoeding vragen bij de civiele rechter."),
	page("https://site.example/zeden/", "Verkrachting en aanranding", "Bel het Centrum Seksueel Geweld binnen 7 dagen. Artsen zorgen voor wonden, stellen sporen veilig en bespreken medicijnen tegen ziekten en zwangerschap."),
	page("https://site.example/psycholoog/", "Als klachten blijven", "Ga naar de huisarts of dokter. De dokter kan je naar een psycholoog sturen. Moet ik naar de dokter? Dat is een goede stap als klachten blijven."),
	page("https://site.example/mishandeling/", "Mishandeling", "Ben je geslagen? Ga naar de dokter of huisarts. De dokter schrijft je letsel op."),
}

func newHelperOnDecisions(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), decided...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// leadsTo fails where the last turn of a talk does not open with the page at an address.
func (h helper) leadsTo(t *testing.T, talks map[string]string) {
	t.Helper()
	for talk, url := range talks {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for turn := range strings.SplitSeq(talk, " > ") {
			a = h.say(t, m, turn)
		}
		if len(a.Sentences) == 0 || !strings.HasPrefix(a.Sentences[0].Cites[0].URL, "https://site.example/"+url+"/") {
			t.Errorf("%q gives %s %q", talk, a.Status, a.Text())
		}
	}
}

// Who wants something done against a case that was stopped reads how to complain of that to the court, and who only asks how to complain how one
// complains of us. Money after it is asked of the civil judge.
func TestAComplaintIsOfWhatItIsAbout(t *testing.T) {
	t.Parallel()
	h := newHelperOnDecisions(t)
	h.leadsTo(t, map[string]string{
		"mijn zaak is geseponeerd > wat kan ik daartegen doen":                 "sepot",
		"hoe klaag ik over de politie":                                         "klacht",
		"waar kan ik klagen over een agent":                                    "klacht",
		"de officier vervolgt de dader niet > wat kan ik daartegen doen":       "sepot",
		"ze hebben mijn zaak stopgezet > kan ik daar bezwaar tegen maken":      "sepot",
		"naar wie stuur ik een klacht als de officier mijn zaak stopt":         "sepot",
		"hoe dien ik een klacht in":                                            "klacht",
		"waar kan ik een klacht indienen over het OM":                          "klacht",
		"mijn zaak is geseponeerd > kan ik schadevergoeding vragen":            "civiel",
		"mijn zaak is geseponeerd > hoe dien ik een klacht in over de politie": "klacht",
	})
}

// Who told of sexual violence and asks for a doctor reads of medical care after it. After other violence the doctor is the doctor, and the psychologist
// the psychologist.
func TestADoctorAfterSexualViolenceIsOfTheCentreForIt(t *testing.T) {
	t.Parallel()
	h := newHelperOnDecisions(t)
	h.leadsTo(t, map[string]string{
		"ik ben verkracht > moet ik naar de dokter":                 "zeden",
		"ik ben verkracht > door mijn oom > moet ik naar een arts":  "zeden",
		"ik ben gisteren aangerand > moet ik me laten onderzoeken":  "zeden",
		"ik ben op straat geslagen > moet ik naar de dokter":        "mishandeling",
		"ik ben vorig jaar verkracht > moet ik naar een psycholoog": "psycholoog",
	})
}
