package route

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// In Dutch "je" is whoever reads it, and anyone: "is het normaal dat je je zo voelt" asks of its writer, and not of what answers.

// OfAnyone reports whether a message asks how it is for people, with the word that speaks to somebody too.
func OfAnyone(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), ofAnyone)
}

func ofAnyone(piece string) bool {
	line := strings.Join(wordsOf(piece), " ")
	return (forAnyone.MatchString(line) || asksEffect(piece, line)) && !namesAny(piece, speakers...) && !grammar(wordsOf(piece))
}

// AsksEffect reports whether a message asks what comes of it for body or mind: "kun je daar ziek van worden", "blijf je daar altijd bang door".
func AsksEffect(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		return asksEffect(piece, strings.Join(wordsOf(piece), " "))
	})
}

func asksEffect(piece, line string) bool {
	return effectAsked.MatchString(line) && namesAny(piece, "effect") && !namesAny(piece, speakers...)
}

var (
	// forAnyone matches whether something is normal of "je", and what "je" does to oneself.
	forAnyone = regexp.MustCompile(`\b(normaal|gek|raar|vreemd|abnormaal|logisch|begrijpelijk|gebruikelijk|te verwachten)( \S+){0,3}? (dat|als|wanneer|om) (je|jij|u|men)( |$)|\b(dat|als|wanneer|hoe|waarom) (je je|jij je|u zich|je jezelf|men zich) |\b(normal|strange|weird|crazy|odd)( \S+){0,2} (that|if|when) you( |$)`)
	// effectAsked matches a question of what comes of something for "je" or for anyone.
	effectAsked = regexp.MustCompile(`^(en |maar |of |dus |and |but |hoe lang |hoelang |wanneer |waarom |how long )*((kun|kan|kunt|ga|gaat|word|wordt|krijg|krijgt|blijf|blijft|kom|komt|raak|raakt|hou|houd|houdt|slaap|droom|heb|heeft) (je|jij|u|men|iemand)( \S+){0,2} (daar|daarvan|daardoor|hier|hiervan|hierdoor|er|ervan|erdoor|dan|zoiets|na|door|altijd|ooit|later)( |$)|(can|do|does|will) (you|one|people|someone) (ever |still |always )*(get|become|stay|keep|have) )`)
)
