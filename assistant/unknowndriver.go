package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// toGuaranteeFund is what the site is asked for who was hit by somebody who is not known, or not insured, and asks who pays.
const toGuaranteeFund = "Waarborgfonds: schade door een voertuig dat doorreed of niet verzekerd was"

// ofUnknownDriver returns that for who told of such a driver: nobody's insurance pays then.
func (s *state) ofUnknownDriver() string {
	own := s.ownDutch() // what is remembered of a talk in another language is Dutch too
	line := plainWords(own)
	if len(strings.Fields(line)) > 2*leanWords || !asksOfMoney(own) || ofOtherCosts.MatchString(line) || !route.Asks(s.question) && !asksOf(s.question, dutch.Tokens(s.question)) && !whoPays.MatchString(line) {
		return ""
	}
	told := append(s.memory.earlier(), append(s.memory.Said, own)...)
	traffic := slices.ContainsFunc(told, func(text string) bool {
		return hasToken(text, inTraffic) || slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, accident) })
	})
	if !traffic || !slices.ContainsFunc(told, func(text string) bool { return driverUnknown.MatchString(plainWords(text)) }) {
		return ""
	}
	return toGuaranteeFund
}

var (
	driverUnknown = regexp.MustCompile(`\b(reed|rijdt|reden|scheurde|ging|gingen|reden) (\S+ ){0,3}(door|weg|ervandoor|vandoor)\b|\bdoorgereden\b|\bdoorrij\S*|\bweggereden\b|\b(is|zijn|ging) (\S+ ){0,2}(ervandoor|vandoor|gevlucht)\b|\b(hij|zij|ze|ander|bestuurder|automobilist|auto|scooter|tegenpartij|iemand|dader|man|vrouw) (\S+ ){0,6}(niet verzekerd|onverzekerd|geen verzekering|zonder verzekering)\b|\bonverzekerde\b|\bonbekende (auto|bestuurder|automobilist|dader)\b|\b(geen|niet|onbekend) (\S+ ){0,2}kenteken\b|\bkenteken (\S+ ){0,3}(niet|onbekend)\b|\b(nooit|niet) (meer )?gevonden\b`)
	whoPays       = regexp.MustCompile(`\bwie (\S+ ){0,2}(betaal|vergoed)`)
	ofOtherCosts  = regexp.MustCompile(`\b(jullie|hulp|advocaat|psycholoog|therapie|tolk|gesprek|bellen)\b`)
)
