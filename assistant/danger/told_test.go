package danger

import "testing"

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
