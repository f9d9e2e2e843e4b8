package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// What the site is asked for who asks how we know of them, or would stay without a name: with the police when reporting was spoken of, and with us where they would talk.
const (
	reportUnnamed = "anoniem aangifte doen, naam niet in de stukken"
	helpUnnamed   = "kan ik anoniem hulp krijgen"
	ofOurData     = "hoe komen wij aan je gegevens, jouw privacy"
)

// unnamed returns what the site is asked for a message that asks whether its writer can stay without a name, and ofTalk, whether that is asked of this talk.
// A message that says where is looked for as it is.
func (s *state) unnamed() (search string, ofTalk bool) {
	asks, ofPlace, ofHelp := route.Anonymous(s.question)
	if s.asksOnUnnamed() {
		return reportUnnamed, false
	}
	if !asks || ofPlace || s.memory.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" {
		return "", false
	}
	before := append([]string{s.memory.soFar(true)}, s.memory.Asked[max(0, len(s.memory.Asked)-1):]...)
	switch {
	case slices.ContainsFunc(before, route.OfReporting) && !ofHelp:
		return reportUnnamed, false
	case strings.Contains(strings.ToLower(strings.Join(before, " ")), "veilig thuis"), s.finding.Level > danger.None:
		return "", false // the site says so of them
	case ofHelp:
		return helpUnnamed, false
	}
	return "", true
}

// asksOnUnnamed reports whether a message only asks whether that holds with the police too, just after it was asked: "ook bij aangifte".
func (s *state) asksOnUnnamed() bool {
	tokens := dutch.Tokens(s.question)
	said := s.memory.Said
	if len(said) == 0 || len(tokens) == 0 || len(tokens) > leanWords/2 || !carriers[tokens[0].Text] && !hasToken(s.question, ofPlaceToo) || !route.OfReporting(s.question) || s.memory.Booking != nil || s.turn.Chosen {
		return false
	}
	before, _, _ := route.Anonymous(said[len(said)-1])
	return before
}

// ofPlaceToo are words with which a question is asked once more, of another place.
var ofPlaceToo = words("bij dan")
