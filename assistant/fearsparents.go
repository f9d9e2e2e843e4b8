package assistant

import (
	"regexp"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// What the site is asked for who fears what their parents will do when they hear of it.
const (
	notToParents = "mijn ouders mogen het niet weten, kan ik toch hulp krijgen"
	afterRape    = "na een verkrachting: moeten mijn ouders het weten"
	whomToTell   = "met wie kan ik praten als ik iets naars heb meegemaakt, aan wie vertel ik het"
)

// ofFear returns that for who says in a threat, or in a way of speaking, what somebody of theirs does to them when they hear it: what was told before says what it is
// about. Where a card says that they are in danger now, that comes first.
func (a *Assistant) ofFear(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.finding.Level == danger.Acute || s.finding.Threatened || len(strings.Fields(line)) > 2*leanWords || route.Asks(s.question) || !whenTheyHear.MatchString(line) || !angryKin.MatchString(line) {
		return ""
	}
	if s.toldSexual() {
		return afterRape
	}
	for _, told := range append(s.memory.earlier(), s.memory.Said...) {
		if knowledge.ToldIn(told).Named != 0 || a.ownSubject(told) {
			return told + "\n" + notToParents
		}
	}
	if onScreen.MatchString(line) {
		return "" // of this talk: who reads it is told
	}
	return whomToTell
}

var (
	angryKin     = regexp.MustCompile(`\b(ouders|vader|moeder|pa|ma|papa|mama|stiefvader|stiefmoeder|familie)\b.*\b(vermoord|vermoorden|vermoordt|wurgt|wurgen|maakt me|maken me|slaat me|slaan me|doet me wat|doen me wat|doet me iets|doen me iets)\b|\b(vermoord|vermoorden|vermoordt|maakt|maken|slaat|slaan) (me|mij)? ?(mijn|mn) (ouders|vader|moeder)\b`)
	onScreen     = regexp.MustCompile(`\b(dit|dat) (\S+ )?(ziet|zien|leest|lezen)\b`)
	whenTheyHear = regexp.MustCompile(`\b(als|wanneer|zodra) (ze|hij|zij|ie|(mijn|mn) (ouders|vader|moeder)) (\S+ ){0,4}(weet|weten|hoort|horen|ziet|zien|achterkomt|achterkomen|ontdekt|ontdekken|leest|lezen|vindt|vinden)\b`)
)
