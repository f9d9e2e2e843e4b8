package danger

import (
	"slices"
	"testing"
)

// A partner or parent who hit the writer is a concern, whatever else the words are about: that he was angry, or drunk.
func TestToldViolenceAtHomeIsAConcern(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn man was kwaad en sloeg me", "mijn vriend werd boos en heeft me geslagen", "mijn vader was woedend en heeft me in elkaar geslagen", "mijn man sloeg me", "toen mijn man boos was schopte hij me",
		"mijn stiefvader werd driftig en sloeg mij", "mijn papa sloeg me", "gisteren sloeg mijn vader me", "mijn moeder heeft me weer geslagen", "ik ben door mijn man geslagen", "ik ben geslagen door mijn vriend",
		"sinds mijn man me sloeg slaap ik slecht",
	} {
		if f := Check(text); f.Level == None {
			t.Errorf("Check(%q) = none", text)
		}
	}
	for _, text := range []string{
		"drie jaar geleden sloeg mijn man me", "mijn vader sloeg me vroeger", "mijn man sloeg mij tot hij in 2016 overleed", "mijn man heeft me nooit geslagen", "mijn man heeft me geholpen nadat ik was geslagen",
		"mijn vriend was erbij toen een jongen me sloeg", "mijn man had ruzie met de buurman en de buurman sloeg me", "mijn vader sloeg een inbreker", "mijn man is woedend op de rechter",
		"mijn vriendin sloeg me op de schouder", "mijn vriend sloeg me voor de grap", "krijgt mijn man straf als hij me heeft geslagen", "mijn zoontje sloeg me", "ik ben geslagen in de kroeg",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v, want none", text, f.Level)
		}
	}
}

// Who says that somebody of their own did it tells of violence in a circle that they cannot leave, though not a word says what was done. Who may be a
// child hears of the line for children too.
func TestNamingOneOfYourOwnAsTheDoerIsAConcern(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]Line{
		"de dader is mijn vader": ChildLine, "mijn vader is de dader": ChildLine, "mijn vader is de dader en ik ben 14": ChildLine, "mijn broer is de dader ik ben 13": ChildLine,
		"de dader was mijn oom": ChildLine, "mijn opa deed het": ChildLine, "mijn leraar deed het bij mij": ChildLine, "mijn trainer heeft het bij mij gedaan": ChildLine,
		"de dader bleek mijn stiefvader": ChildLine, "degene die het bij mij deed is mijn neef": ChildLine,
		"dader is mijn ex": SafeAtHome, "mijn man heeft dit gedaan": SafeAtHome, "de dader is mijn eigen zoon": SafeAtHome,
	} {
		f := Check(text)
		if f.Level != Concern || !f.Doer || !slices.Contains(f.Lines, SafeAtHome) || !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v, doer %v, lines %v, want a concern with %v and %v", text, f.Level, f.Doer, f.Lines, SafeAtHome, line)
		}
	}
	for _, text := range []string{
		"mijn vader is niet de dader", "mijn opa deed het goed op school", "mijn vader deed het huishouden", "mijn moeder deed dat altijd zelf", "wat als mijn broer de dader is",
		"mijn broer is slachtoffer geworden van de dader", "de dader is gepakt en mijn vader is opgelucht", "mijn man werkt bij de politie", "mijn vriendin heeft de dader gezien",
		"mijn vader zoekt de dader", "de dader is de vader van mijn vriendin", "de dader is een vriend van mijn broer",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v, want none", text, f.Level, f.Kinds)
		}
	}
}

// Who gets threats of death hears whom to reach, and who asks about them or had them long ago does not.
func TestThreatOfDeathIsAConcern(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]Line{
		"ik krijg doodsbedreigingen via whatsapp": Police, "ik krijg doodsbedreigingen": Police, "ik kreeg gisteren een doodsbedreiging op instagram": Police,
		"ik heb een doodsbedreiging gekregen van mijn buurman": Police, "een klasgenoot stuurt me doodsbedreigingen": Police, "mijn collega krijgt doodsbedreigingen op zijn werk": Police,
		"mijn ex stuurt mij doodsbedreigingen": SafeAtHome,
		"i get death threats on instagram":     Police, "someone sent me a death threat": Police,
		"je reçois des menaces de mort": Police, "ölüm tehdidi alıyorum": Police, "dostaję groźby śmierci od sąsiada": Police, "mąż groził mi śmiercią": SafeAtHome,
		"я отримую погрози смертю": Police, "أتلقى تهديدات بالقتل": Police,
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v %v %v, want %v", text, f.Level, f.Kinds, f.Lines, line)
		}
	}
	for _, text := range []string{
		"wat is de straf voor een doodsbedreiging", "is een doodsbedreiging strafbaar", "op school ging een les over doodsbedreigingen", "een politicus kreeg doodsbedreigingen",
		"welke straf krijg je voor doodsbedreigingen", "ik kreeg in 2015 doodsbedreigingen", "ik krijg geen doodsbedreigingen", "ik las een artikel over iemand die doodsbedreigingen kreeg",
		"hoe doe ik aangifte van een doodsbedreiging", "what is the punishment for death threats", "quelle est la peine pour des menaces de mort", "jaka kara grozi za groźby śmierci",
		"яке покарання за погрози смертю", "ölüm tehdidinin cezası nedir",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v, want none", text, f.Level, f.Kinds)
		}
	}
}
