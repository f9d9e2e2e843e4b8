package danger

import (
	"slices"
	"testing"
)

// Who hears that somebody they fear comes free needs the police and a word about that, and the line of violence at home only when it is one of their own.
func TestSomebodyComesFree(t *testing.T) {
	t.Parallel()
	for text, home := range map[string]bool{
		"de man die mij heeft neergestoken komt binnenkort vrij": false, "de man die mij heeft neergestoken komt morgen vrij, ik ben bang": false, "de jongen die mij mishandelde wordt vrijdag vrijgelaten en ik ben bang": false,
		"mijn ex komt vrij en ik ben bang dat hij langskomt": true, "mijn ex komt volgende week vrij en hij heeft gezworen dat hij mij vindt": true,
	} {
		f := Check(text)
		if f.Level != Concern || !f.Released || !slices.Contains(f.Lines, Police) || slices.Contains(f.Lines, SafeAtHome) != home || slices.Contains(f.Kinds, ThreatByUser) {
			t.Errorf("Check(%q) = %v %v, released %v, lines %v, want a concern with the police and violence at home %v", text, f.Level, f.Kinds, f.Released, f.Lines, home)
			continue
		}
		if c := CardFor(f, "nl"); c.Text != cards()["nl"].texts["release"] {
			t.Errorf("the card for %q says %q", text, c.Text)
		}
	}
	for _, text := range []string{"hij staat voor mijn deur, hij is net vrijgelaten", "mijn ex is vrijgelaten en staat nu voor de deur"} {
		if f := Check(text); f.Level != Acute || f.Lines[0] != Emergency {
			t.Errorf("Check(%q) = %v %v, want acute", text, f.Level, f.Lines)
		}
	}
	for _, text := range []string{"ik ben morgen vrij", "wanneer komt de dader vrij", "er komt een plek vrij", "krijg ik bericht als hij vrijkomt", "mijn man is vrij op dinsdag"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v, want none", text, f.Level, f.Kinds)
		}
	}
}

// A death under a train is no danger of who tells it: nobody stands before a door.
func TestADeathUnderATrainIsNobodyNear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn man is voor de trein gegaan", "mijn man is voor de trein gesprongen", "mijn broer heeft zich voor de trein gegooid", "mijn vrouw is onder de metro gesprongen", "gisteren is mijn zoon voor een vrachtwagen gestapt",
	} {
		if f := Check(text); slices.Contains(f.Kinds, PerpetratorNear) || f.Level == Acute {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"mijn man staat voor de deur met een mes", "hij heeft me gevonden en staat voor de deur"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v, want acute", text, f.Level)
		}
	}
}

// Somebody's child that does not want to live is a concern with the line for that, whatever stands before it.
func TestAChildThatDoesNotWantToLive(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn kind werd gepest en hij wil niet meer leven", "mijn dochter wil niet meer leven", "my son is being bullied and he doesn't want to live anymore", "my daughter does not want to live",
		"mon fils est harcelé et il ne veut plus vivre", "syn jest prześladowany i nie chce już żyć", "сина цькують і він не хоче жити",
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v, want the line for that", text, f.Level, f.Lines)
		}
	}
	for _, text := range []string{"mijn dochter wordt gepest en wil niet meer naar school", "mijn zoon wil niet meer met mij praten over de zaak"} {
		if f := Check(text); slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Lines)
		}
	}
}
