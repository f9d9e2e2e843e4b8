package transcribe_test

import (
	"testing"
	"time"

	"wegwijzer/transcribe"
)

// What is raised leans on what was asked: danger has endless wordings, but few questions look for it and few answers say that there is none.
func TestDangerIsHeardInTheAnswerToAQuestionThatLooksForIt(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		question, answer, category string
		raised                     bool
	}{
		{"Wat zei hij toen u de deur opendeed?", "Dat mijn tuin een mooie plek is voor een kuil.", transcribe.RiskThreat, true},
		{"Wat gebeurt er als u niet betaalt?", "Dan weet de hele straat het morgen.", transcribe.RiskThreat, true},
		{"Heeft hij nog iets gezegd?", "Nee, helemaal niets.", transcribe.RiskThreat, false},
		{"Zijn ze gepakt?", "Nee. Gisteren stond er een gewoon weer naast mijn kraam.", transcribe.RiskContact, true},
		{"Zit hij vast?", "Ja, hij zit nog vast, tot mei.", transcribe.RiskContact, false},
		{"Voelt u zich bedreigd?", "Nee. Niet door zo iemand.", transcribe.RiskThreat, false},
		{"Denkt u wel eens aan de dood?", "Iedere avond, als het licht uit is.", transcribe.RiskSuicide, true},
		{"Denkt u wel eens aan de dood?", "Neuh.", transcribe.RiskSuicide, false},
		{"Heeft u vragen over de zitting?", "Ik wil niet spreken voor de rechter, dat durf ik niet.", transcribe.RiskThreat, false},
		{"Heeft u vragen over de zitting?", "Ik durf niet te spreken, want zijn broers zitten dan in de zaal.", transcribe.RiskThreat, true},
		{"Heeft u de rekening nog?", "Die hoeft van mij niet betaald te worden.", transcribe.RiskSuicide, false},
	} {
		r := transcribe.Draft(&transcribe.Transcript{Utterances: []transcribe.Utterance{
			{Speaker: "Bos", Role: transcribe.Staff, Text: x.question}, {Speaker: "Vis", Role: transcribe.Client, Text: x.answer},
		}}, time.Date(2026, 5, 21, 0, 0, 0, 0, time.UTC))
		raised := false
		for _, risk := range r.Risks {
			raised = raised || risk.Category == x.category && !risk.Negated
		}
		if raised != x.raised {
			t.Errorf("%q %q: %s raised is %v, want %v", x.question, x.answer, x.category, raised, x.raised)
		}
	}
}
