package knowledge

import (
	"slices"
	"testing"
)

// What follows in a talk is about what it is about after what was told: alone the same words say little.
func TestWhatIsAskedInATalkIsAboutWhatWasTold(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	topics := bank.classifier().topics
	for _, c := range []struct {
		told, now string
		want      TopicID
	}{
		{"mijn man is doodgereden op het zebrapad", "en wie betaalt de begrafenis", "overlijdensschade_uitvaart"},
		{"een automobilist heeft me van mijn fiets gereden en reed door", "en wie betaalt dat nu", "doorrijden_waarborgfonds"},
		{"hij moet van de rechter mijn schade betalen", "en als hij geen geld heeft", "dader_betaalt_niet"},
	} {
		p := bank.aboutInTalk(c.told, c.now)
		best := slices.Clone(p)
		slices.Sort(best)
		if i := slices.Index(topics, c.want); i < 0 || p[i] < best[len(best)-5] {
			t.Errorf("%q after %q is not among the five of %s", c.now, c.told, c.want)
		}
	}
	if p := (&Bank{}).aboutInTalk("iets", "wat nu"); len(p) != 0 {
		t.Errorf("a bank without topics knows %d", len(p))
	}
}

func TestTalksNameTopicsOfTheBank(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range talks() {
		for _, id := range x.topics {
			if _, ok := bank.Lookup(id); !ok {
				t.Errorf("%q is about %s, which the bank does not know", x.now, id)
			}
		}
	}
}
