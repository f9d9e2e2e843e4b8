package privacy

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestLocal bounds how far before an at sign an address is looked for; the standard allows 64.
const longestLocal = 320

// emails returns the mail addresses in text, also where a URL has %40 for the at sign.
func emails(text string) []mark {
	var marks []mark
	for i := 0; i < len(text); i++ {
		sign := 0
		switch {
		case text[i] == '@':
			sign = 1
		case strings.HasPrefix(text[i:], "%40"):
			sign = 3
		default:
			continue
		}
		start := i
		for start > 0 && i-start < longestLocal {
			r, size := utf8.DecodeLastRuneInString(text[:start])
			if !wordRune(r) && !strings.ContainsRune("._%+-'", r) {
				break
			}
			start -= size
		}
		for start < i && strings.IndexByte(".-'%", text[start]) >= 0 {
			start++
		}
		end, dot, lost := i+sign, false, false
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if r == '.' {
				next, _ := utf8.DecodeRuneInString(text[end+1:])
				if !wordRune(next) {
					break
				}
				dot = true
			} else if comma := lostPoint.FindString(text[end:min(len(text), end+10)]); r == ',' && comma != "" && end > i+sign {
				end += len(comma)
				lost = true
				break
			} else if !wordRune(r) && r != '-' {
				break
			}
			end += size
		}
		if start < i && (lost || dot && topLevel(text[i+sign:end])) {
			marks = append(marks, mark{start, end, Email})
			i = end - 1
		}
	}
	return marks
}

// topLevel reports that a part of a domain after the first can be its end: it begins with a letter. "module@v0.1.14" is no address.
func topLevel(domain string) bool {
	_, parts, _ := strings.Cut(domain, ".")
	for part := range strings.SplitSeq(parts, ".") {
		if r, size := utf8.DecodeRuneInString(part); len(part) > size && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// wordRune reports a letter or a digit of any script; what is not UTF-8 is neither.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

const (
	atWord  = `(?:\s*(?:\((?:apestaart|apenstaart|apenstaartje)\)|\(at\)|\[at\]|\{at\}|@|\x{FF20}|\(a\)|\[a\])\s*|[\s_]+(?:at|apestaart|apestaartje|apenstaart|apenstaartje|ape-staartje|apen staartje|kuyruklu|et isareti|ma\x{142}pa|malpa|arobase|arroba|klammeraffe)[\s_]+)`
	dotWord = `(?:\s*(?:\(dot\)|\[dot\]|\{dot\}|\(punt\)|\[punt\])\s*|\s?\.\s?|\s+(?:punt|dot|nokta|kropka|point|punkt|komma|virgule|virgul)\s+)`
	ending  = `(?:nl|com|net|org|eu|be|de|info|me|example|fr|pl|tr|ua|ru|cw|sr|aw|ma|uk|io|nu|online|site|email)`
)

var (
	// spokenAddress is a mail address as someone says it, or hides it from machines.
	spokenAddress = regexp.MustCompile(`(?i)[\p{L}0-9](?:[\p{L}0-9._+-]|\s\.\s|\s(?:punt|dot|underscore|streepje|laag streepje|liggend streepje|min|nokta|kropka)\s){0,60}` + atWord +
		`[\p{L}0-9-]{2,40}(?:` + dotWord + `[\p{L}0-9-]{2,40})??` + dotWord + `(?-i:` + ending + `)\b`)
	// cutAddress is one that lost its end: "sanne at gmail".
	cutAddress = regexp.MustCompile(`(?i)[\p{L}0-9][\p{L}0-9._+-]{1,60}` + atWord + `(?:gmail|hotmail|outlook|yahoo|icloud|ziggo|kpnmail|proton|protonmail|xs4all|upcmail|casema)\b(?:(?:\s|\s?,\s?)(?:com|nl)\b)?`)
)

// desks are the parts before the at sign that belong to an organisation and to no person there.
var desks = words(`info contact privacy klachten klacht klantenservice service vragen aanmelden secretariat secretariaat receptie helpdesk support balie meldpunt
	administratie post mail redactie pers communicatie webmaster fg avg functionarisgegevensbescherming noreply no-reply loket slachtofferloket bezwaar afspraak`)

// emails returns the mail addresses of people: also spelt out, and without those of the desks of organisations that help.
func (s *scene) emails() []mark {
	marks := emails(s.text)
	kept := marks[:0]
	for _, m := range marks {
		desk, host, _ := strings.Cut(strings.ToLower(s.text[m.start:m.end]), "@")
		if !desks[desk] || !openHost(host) {
			kept = append(kept, m)
		}
	}
	marks = kept
	places := spots(s.text, "@", "\uff20", "(at", "[at", "{at", "(a)", "[a]", "(AT", "[AT")
	for _, w := range s.words {
		if atWords[w.text] {
			places = append(places, w.start)
		}
	}
	if len(places) == 0 {
		return marks
	}
	slices.Sort(places)
	windows := around(s.text, places, mailReach)
	for _, re := range [...]*regexp.Regexp{spokenAddress, cutAddress} {
		for _, at := range within(s.text, windows, re) {
			found := strings.ToLower(s.text[at[0]:at[1]])
			desk, host, ok := strings.Cut(found, "@")
			if before, _ := utf8.DecodeLastRuneInString(s.text[:at[0]]); wordRune(before) || ok && desks[desk] && openHost(host) {
				continue
			}
			marks = append(marks, mark{at[0], at[1], Email})
		}
	}
	return marks
}

// mailReach is how far around the at sign a spelt address is looked for.
const mailReach = 120

var atWords = words(`at apestaart apestaartje apenstaart apenstaartje ape-staartje staartje kuyruklu malpa arobase arroba klammeraffe isareti`)
