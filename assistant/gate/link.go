package gate

import (
	"regexp"
	"strings"
	"unicode"
)

// Link is an address in a text: of a page, of mail, or of a site by its name alone.
var Link = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+|\b[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/\S*)?`)

// linksStand reports whether every address in the sentence stands in the passage, whole: "shn.nl" does not stand in "shn.nl.example", nor in
// "niet-shn.nl".
func linksStand(sentence, passage string) bool {
	in := strings.ToLower(passage)
	for _, l := range Link.FindAllString(sentence, -1) {
		l = strings.ToLower(strings.TrimRight(l, ".,;:)!?\"'”’"))
		bare := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(l, "https://"), "http://"), "www.")
		if !addressStands(bare, in) {
			return false
		}
	}
	return true
}

func addressStands(address, in string) bool {
	if address == "" {
		return true
	}
	for from := 0; ; {
		i := strings.Index(in[from:], address)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(address)
		if !hostGoesOn(in[end:]) && !hostCameBefore(strings.TrimSuffix(in[:i], "www.")) {
			return true
		}
		from = i + 1
	}
}

// hostGoesOn reports that what follows a found address makes it another.
func hostGoesOn(rest string) bool {
	if rest == "" {
		return false
	}
	if letterOrDigit(rest[0]) || rest[0] == '@' {
		return true
	}
	return len(rest) > 1 && (rest[0] == '.' || rest[0] == '-') && letterOrDigit(rest[1])
}

// hostCameBefore reports that what stands before a found address makes it the end of another.
func hostCameBefore(before string) bool {
	if before == "" {
		return false
	}
	last := before[len(before)-1]
	return letterOrDigit(last) || last == '-' || last == '.' || last == '@'
}

func letterOrDigit(b byte) bool { return unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b)) }
