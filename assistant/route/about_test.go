package route

import "testing"

// Who fears somebody's revenge does not want any: they are not told that we do not help with it.
func TestFearOfRevengeIsNoWishForIt(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, feared := range []string{
		"ik durf geen aangifte te doen, ik ben bang voor wraak", "straks neemt hij wraak op ons als ik praat", "ik ben bang dat zijn familie wraak neemt", "wat als hij wraak neemt op mij",
		"gaat hij mij terugpakken als ik getuig", "i'm afraid he will take revenge",
	} {
		if v := r.Route(feared); v.Kind == Revenge || v.Perhaps == Revenge {
			t.Errorf("%q is %s, perhaps %s", feared, v.Kind, v.Perhaps)
		}
		if got := About(feared); got != "wraak_intimidatie" {
			t.Errorf("%q asks about %q", feared, got)
		}
	}
	if got := About("ik ben bang dat mijn vriend mij slaat als ik ga"); got != "" {
		t.Errorf("fear of something else asks about %q", got)
	}
	for _, wanted := range []string{
		"ik wil wraak nemen op die man", "ik ga hem terugpakken", "ik ben zo boos, ik wil me wreken", "mijn broer wil hem terugpakken", "hoe kan ik hem terugpakken", "ik ben bang dat ik wraak ga nemen",
	} {
		if v := r.Route(wanted); v.Kind != Revenge {
			t.Errorf("%q is %s", wanted, v.Kind)
		}
		if got := About(wanted); got != "" {
			t.Errorf("%q asks about %q", wanted, got)
		}
	}
}

// What is plainly asked in a word that no page has is looked for by its topic, and what only sounds like it by its own words.
func TestPlainQuestionsNameTheirTopic(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"hoe werkt een voeging": "voegen_schade", "wat houdt mediation in": "herstelbemiddeling", "waar vind ik het telefoonnummer": "contact_bereikbaar", "welk nummer moet ik bellen": "contact_bereikbaar",
		"de rechtszaak is op 3 maart": "zitting", "mijn zaak dient donderdag": "zitting", "is dit iets voor jullie": "over_slachtofferhulp",
		"wat is het telefoonnummer van de politie": "", "wat is het nummer van het fonds": "", "wat is jullie nummer": "contact_bereikbaar", "kan hij mijn telefoonnummer zien": "", "de zaak is in januari geseponeerd": "", "ik heb maandag een gesprek over mijn zaak": "", "mijn zaak loopt al sinds maart": "",
		"kan ik stukken toevoegen": "", "de zitting van maandag is verschoven": "",
	} {
		if got := About(text); got != want {
			t.Errorf("%q asks about %q, want %q", text, got, want)
		}
	}
}

func TestWhoComesFreeIsHeardInAnyOrder(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"volgende maand komt de dader vrij": true, "in juni komt hij vrij uit de gevangenis": true, "hij kan eerder vrij komen": true,
		"er komt een plek vrij op maandag": false, "ik kom pas om vijf uur vrij": false, "ben ik vrij om te komen": false,
	} {
		if got := ComesFree(text); got != want {
			t.Errorf("ComesFree(%q) = %v", text, got)
		}
	}
}

// What is said in weariness is a feeling, whom nobody called back complains, and who wants everything erased is told what is kept.
func TestShortTellingsHaveTheirKind(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"ik kom tot niks meer": Distress, "het is allemaal voor niks geweest": Distress, "ik word er gek van": Distress, "maar ik durf het niet": Distress, "ik durf het mijn moeder niet te vertellen": Answer,
		"ik ben nooit teruggebeld": Complaint, "jullie moeten alles wissen wil ik": Erasing, "ik wil graag dat jullie alles wissen": Erasing,
		"ik word gek van de buren": Answer, "de politie belt nooit terug": Answer,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("%q is %s, want %s", text, v.Kind, want)
		}
	}
}

func TestWhoDoubtsWhatTheyTellIsHeard(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]SelfDoubt{
		"ik weet niet of dit ernstig genoeg is": ItsWorth, "misschien is het niet heftig genoeg": ItsWorth, "of zie ik spoken": ItsTruth, "verbeeld ik me dit": ItsTruth,
		"is mijn letsel ernstig genoeg voor het schadefonds": Certain, "heb ik genoeg bewijs": Certain, "ik zie hem overal": Certain,
	} {
		if got := DoubtsSelf(text); got != want {
			t.Errorf("%q doubts %q, want %q", text, got, want)
		}
	}
}
