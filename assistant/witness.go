package assistant

import (
	"regexp"
	"slices"
	"strings"
)

// sawLeap is what is looked for where somebody saw a stranger go to their death: a word for a train finds what is said to who is followed in one.
const sawLeap = "ik was getuige van iets ergs, ik zag een dodelijk ongeluk"

// asWitness returns what is looked for where the writer saw a stranger jump or fall to their death, and any other text as it is.
func asWitness(text string) string {
	all := clause{words: tokenTexts(text)}
	own := all.of(meWords) >= 0 || all.of(ownerWords) >= 0
	leapt := slices.ContainsFunc(all.words, func(w string) bool { return begins(w, leaps) })
	if own || all.of(writerWords) < 0 || !all.holds(seeing) || !leapt || !leapPlace.MatchString(strings.Join(all.words, " ")) {
		return text
	}
	return sawLeap
}

var (
	seeing = words("zag zagen gezien getuige toekeek")
	// leaps begin words of who jumps or falls, and leapPlace matches before what, or from where.
	leaps     = strings.Fields("sprong spring gesprong gooide gegooid wierp stapte viel vallen gevallen liep")
	leapPlace = regexp.MustCompile(`\bvoor (de|een) (trein|metro|tram)|\b(van|vanaf) (het|de|een) (dak|flat|brug|balkon|viaduct|toren)`)
)
