package danger

import (
	"slices"
	"testing"
)

// A wish to die is heard behind "and", "but" or a comma as it is behind a full stop, beside every other danger in the same breath.
func TestWishToDieJoinedToAStoryIsHeard(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik ben mishandeld en ik wil niet meer", "ik ben misbruikt, ik wil niet meer", "ik word gestalkt en ik wil niet meer", "mijn huis is leeggeroofd en ik kan niet meer",
		"mijn man slaat me nu en ik wil niet meer", "mijn man heeft me gewurgd en ik wil niet meer", "ik ben opgelicht door iemand op internet en ik wil niet meer",
		"mijn winkel is overvallen maar ik kan niet meer", "zostałam pobita i nie mam już siły", "mi ex me ha pegado y no puedo más",
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Kinds, Suicidality) || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v %v, want %s", text, f.Level, f.Kinds, f.Lines, SuicideLine)
		}
	}
	if f := Check("mijn man slaat me nu en ik wil niet meer"); f.Level != Acute || f.Lines[0] != Emergency {
		t.Errorf("it takes the first place of danger now: %v %v", f.Level, f.Lines)
	}
	for _, text := range []string{
		"de zaak loopt al drie jaar en ik wil niet meer", "ik ben gestopt met de cursus en ik wil niet meer", "ik heb een abonnement en ik wil niet meer betalen",
		"ik moest naar de rechtbank en ik wil niet meer wachten", "ik heb mijn fiets terug en ik wil niet meer klagen", "mijn vader sloeg ons vroeger, hij is nu dood en ik droom er nog over",
		"er is ingebroken en ik weet niet wie", "ik was moe en ik ging naar huis",
	} {
		if f := Check(text); slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v, want no wish to die", text, f.Level, f.Kinds)
		}
	}
}

// Arabic writes "and" and "so" to the word behind it: who goes on about the same man, or begins with "and", is heard as without.
func TestArabicAndBeforeAWordHidesNothing(t *testing.T) {
	t.Parallel()
	for joined, alone := range map[string]string{
		"وزوجي ضربني في بطني": "زوجي ضربني في بطني", "فزوجي يضربني كل يوم": "زوجي يضربني كل يوم", "وأريد أن أموت": "أريد أن أموت", "وطليقي يلاحقني": "طليقي يلاحقني", "واغتصبني أمس": "اغتصبني أمس",
	} {
		f, want := Check(joined), Check(alone)
		if want.Level == None || f.Level != want.Level || f.Kinds[0] != want.Kinds[0] || !slices.Equal(f.Lines, want.Lines) {
			t.Errorf("Check(%q) = %v %v %v, without the first letter %v %v %v", joined, f.Level, f.Kinds, f.Lines, want.Level, want.Kinds, want.Lines)
		}
	}
	for _, text := range []string{"وصديقي سرق دراجتي", "سُرقت سيارتي وهاتفي", "فقدت محفظتي وأوراقي"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v, want none", text, f.Level, f.Kinds)
		}
	}
}
