package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// afterSexual is what the site is asked for who told of sexual violence and asks for a doctor: what a doctor can do then is told with the centre for it,
// and not with the psychologist or the insurance.
const afterSexual = "Centrum Seksueel Geweld: artsen, zorg voor wonden, sporen veiligstellen, medicijnen tegen ziekten en zwangerschap, 7 dagen"

var (
	doctorWords = tokensOf("dokter arts huisarts dokterspost huisartsenpost ziekenhuis spoedeisende seh ggd gynaecoloog verpleegkundige onderzoeken onderzocht onderzoek lichamelijk medisch medische soa soa's hiv aids zwanger zwangerschap morningafterpil pil abortus bloed bloedt bloeden doctor hospital pregnant docteur médecin hôpital enceinte lekarz lekarza szpital szpitala doktor doktora hastane hastaneye лікар лікаря лікарню лікарні طبيب مستشفى dòkter hospital")
	// ofMind are words of a doctor of another kind.
	ofMind = words("psycholoog psychiater therapie therapeut emdr praktijkondersteuner slapen slaap verzekering vergoed vergoeding kosten kost betaalt betalen rekening")
)

// asksDoctor returns what the site is asked when who told of sexual violence asks in few words for medical care.
func (s *state) asksDoctor() (string, bool) {
	tokens := tokenTexts(s.question)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	if s.before == "" || len(tokens) > leanWords || !has(doctorWords) || has(ofMind) {
		return "", false
	}
	told := slices.Contains(s.memory.Kinds, danger.SexualViolence) || slices.ContainsFunc(append(s.saidSoFar(), s.before), func(text string) bool {
		return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return abuse[t.Text] })
	})
	return afterSexual, told
}

// asksOfWound reports whether who is badly hurt asks in few words for a doctor.
func (s *state) asksOfWound() bool {
	c := s.memory.Card
	if c == nil || c.Level != danger.Acute || s.memory.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" || !slices.Contains(c.Kinds, danger.Medical) {
		return false
	}
	tokens := tokenTexts(s.turn.said())
	return len(tokens) <= leanWords && slices.ContainsFunc(tokens, func(w string) bool { return doctorWords[w] }) && !slices.ContainsFunc(tokens, func(w string) bool { return ofMind[w] })
}
