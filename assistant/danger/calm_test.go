package danger

import (
	"slices"
	"testing"
)

// A child that is not itself since a burglary, a fire or an accident is no child in danger; blows, marks and a wish to die are danger since whatever.
func TestAChildThatIsShaken(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn dochter van 5 is zo stil sinds de overval, ze durft niet naar boven", "mijn zoontje is bang in het donker na de inbraak, ik denk dat hij nachtmerries heeft", "ons nichtje zegt bijna niks meer sinds het ongeluk, ze is 7",
		"mijn kleinzoon zit maar te staren sinds de brand", "my daughter is so quiet since the robbery, she is 9", "ma nièce ne parle plus depuis le cambriolage", "mój syn jest bardzo cichy od włamania", "oğlum kazadan beri çok sessiz",
		"донька мовчить після пожежі", "ابني صامت منذ الحادث",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"sinds de brand slaat mijn man de kinderen", "mijn nichtje is stil en heeft blauwe plekken sinds de inbraak", "mijn zoon wil niet meer leven sinds de overval"} {
		if f := Check(text); f.Level == None {
			t.Errorf("Check(%q) = none", text)
		}
	}
}

// What comes near again, or is about to happen, after what was told.
func TestDangerThatOnlyTheTalkTells(t *testing.T) {
	t.Parallel()
	for talk, want := range map[string]struct {
		level Level
		line  Line
	}{
		"ons restaurant is vorige maand overvallen | ze rijden nu steeds langs de zaak":                  {Acute, Police},
		"ik ben bedreigd door de buurt | ze fietsen nu telkens langs mijn deur":                          {Acute, Police},
		"mijn telefoon is gestolen en ik zie waar hij ligt | we gaan hem zelf terughalen bij die jongen": {Concern, Police},
		"my bike was stolen | i'm going to get it back from that guy":                                    {Concern, Police},
		"ik heb een onvoldoende en papa wordt boos | met zijn slipper":                                   {Concern, ChildLine},
		"mon conjoint m'a frappée | elle est rentrée":                                                    {Acute, Emergency},
		"mąż mnie pobił | wrócił":                                                                        {Acute, Emergency},
		"kocam beni dövdü | eve geldi":                                                                   {Acute, Emergency},
		"my boyfriend hit me | he is back home now":                                                      {Acute, Emergency},
		"de man die mij stak zat vast | hij loopt hier gewoon weer rond in de wijk":                      {None, Police},
		"een meisje op insta wil geld anders zet ze mijn foto online | ik ben 15":                        {Concern, ChildLine},
	} {
		f := inATalk(talk)
		if f.Level < want.level || f.Level > None && !slices.Contains(f.Lines, want.line) || want.level < Acute && f.Level == Acute {
			t.Errorf("%q: %v %v %v, want %v and %s", talk, f.Level, f.Kinds, f.Lines, want.level, want.line)
		}
	}
	for _, talk := range []string{"mijn fiets is gestolen | ik ga hem ophalen bij de politie", "mijn tas is gestolen | ik ga hem halen bij gevonden voorwerpen", "ik fiets weer langs de winkel"} {
		if f := inATalk(talk); f.Level != None {
			t.Errorf("%q: %v %v %v, want no card", talk, f.Level, f.Kinds, f.Lines)
		}
	}
}

// A colleague who hits, a girl who will be cut, and somebody who lies wounded by the knife of whoever writes.
func TestWhatWasNotHeard(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]Line{
		"my coworker hits me": Police, "mon collègue me frappe": Police, "kolega z pracy mnie bije": Police, "iş arkadaşım bana vuruyor": Police, "колега мене б'є": Police, "زميلي يضربني": Police,
		"mijn nichtje van 7 wordt in de zomer besneden": SafeAtHome, "my sister wants to take her daughter to be circumcised this summer": SafeAtHome, "ma belle famille veut faire exciser ma fille": SafeAtHome,
		"ik had een zakmes bij me en nu is er iemand gewond": Emergency, "i had a knife on me and someone is hurt": Emergency,
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v %v %v, want %s", text, f.Level, f.Kinds, f.Lines, line)
		}
	}
	for _, text := range []string{"iemand is gewond geraakt bij een aanrijding vorig jaar", "ik had jaren geleden een mes bij me en iemand raakte gewond", "my colleague beats me at chess", "wat is meisjesbesnijdenis"} {
		if f := Check(text); f.Level == Acute || slices.Contains(f.Kinds, Medical) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Of somebody who sent a message that they end their life, nobody is near: 112 looks for them, and the card speaks to who tells it.
func TestWhoIsHeardOfByAMessageIsLookedFor(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"mijn broer stuurde net een bericht dat hij van de brug springt", "mijn zusje appt dat ze pillen heeft geslikt", "my friend texted me that she is going to kill herself", "mon ami m'a écrit qu'il va se tuer"} {
		f := Check(text)
		if f.Level != Acute || !f.ThirdParty || f.Lines[0] != Emergency || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v %v, third party %v", text, f.Level, f.Kinds, f.Lines, f.ThirdParty)
		}
		for _, lang := range CardLanguages() {
			if c := CardFor(f, lang); f.Kinds[0] == Suicidality && c.Text != cards()[lang].texts["suicide_other"] {
				t.Errorf("the card in %s for %q says %q", lang, text, c.Text)
			}
		}
	}
	for _, text := range []string{"ik appte mijn moeder dat ik er een eind aan maak", "ik wil dood"} {
		if f := Check(text); f.ThirdParty || f.Lines[0] != SuicideLine {
			t.Errorf("Check(%q) = %v, third party %v", text, f.Lines, f.ThirdParty)
		}
	}
}
