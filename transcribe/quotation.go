package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// quoteOf returns the literal sentence of text in which byte at of its folded form lies. When folding changed the length the sentence is found
// by its words.
func quoteOf(text string, at int) string {
	spans := dutch.Sentences(text)
	for k, s := range spans {
		head := len(dutch.Fold(text[:s.End]))
		if at < head || k == len(spans)-1 {
			q := text[s.Start:s.End]
			if r := []rune(q); len(r) > 220 {
				from := max(0, at-len(dutch.Fold(text[:s.Start]))-60)
				if from < len(q) {
					for from > 0 && q[from-1] != ' ' {
						from--
					}
					q = q[from:]
				}
				if r := []rune(q); len(r) > 220 {
					q = string(r[:220])
				}
			}
			return strings.TrimSpace(q)
		}
	}
	return text
}

func firstSentence(text string) string {
	if s := dutch.Sentences(text); len(s) > 0 {
		return text[s[0].Start:s[0].End]
	}
	return text
}

func firstTwo(text string) string {
	s := dutch.Sentences(text)
	switch {
	case len(s) == 0:
		return text
	case len(s) == 1:
		return text[s[0].Start:s[0].End]
	}
	return text[s[0].Start:s[1].End]
}

func sentenceWith(text string, words *expression) string {
	for _, s := range dutch.Sentences(text) {
		if words.MatchString(dutch.Fold(text[s.Start:s.End])) {
			return text[s.Start:s.End]
		}
	}
	return text
}

// quote makes a quotation of a text: its quotation marks become single ones, fillers and numbers of persons go, and it is cut to a length that
// can be read.
func quote(text string) string {
	text = strings.NewReplacer("„", "‘", "“", "‘", "”", "’", "\"", "'").Replace(text)
	spans := personal(text, false)
	for k := len(spans) - 1; k >= 0; k-- {
		text = text[:spans[k].Start] + "…" + text[spans[k].End:]
	}
	text = filler.ReplaceAllString(text, "")
	text = strings.TrimSpace(strings.Join(strings.Fields(text), " "))
	text = strings.TrimSuffix(text, ".")
	const most = 260
	if len(text) > most {
		cut := most
		if i := strings.LastIndexAny(text[:most], ".!?"); i > 80 {
			cut = i + 1
		} else if i := strings.LastIndexByte(text[:most], ' '); i > 0 {
			cut = i
		}
		text = strings.TrimSpace(strings.ToValidUTF8(text[:cut], "")) + " …"
	}
	return text
}

var filler = expressed(`(?i)(?:\b(?:eh+m?|uh+m?|hm+)\b[,.]{0,3} ?)`)

// hasPrivate reports whether a line is about an account, telephone or citizen's number or a mail address that cannot be cut out of it.
func hasPrivate(l line) bool {
	if mailAddress.MatchString(l.fold) {
		return true
	}
	if spans := personal(l.Text, false); len(spans) > 0 { // written ones are cut out of the quotation, when something else was said
		rest := l.Text
		for k := len(spans) - 1; k >= 0; k-- {
			rest = rest[:spans[k].Start] + rest[spans[k].End:]
		}
		return len(content(rest)) < 2
	}
	if hasPhrase(l.fold, "pl") || policeNumber.MatchString(l.Text) || hasPhrase(l.fold, "zaaknummer", "parketnummer", "proces verbaal", "proces-verbaal") {
		return false
	}
	digits, run := 0, 0
	for _, t := range l.tokens {
		v, ok := dutch.NumberWord(t.Text)
		if ok && v < 100 || t.Text[0] >= '0' && t.Text[0] <= '9' {
			run++
			digits = max(digits, run)
		} else if t.Text != "streepje" && t.Text != "punt" {
			run = 0
		}
	}
	return digits >= 5 && (strings.Contains(l.fold, "nul") || strings.Contains(l.fold, "nummer"))
}

var mailAddress = expressed(`\bap(?:e|en)staa?r?t\w*\b|\bat\b .{2,30}\bpunt (?:nl|com|net|org|eu)\b`)

func quoteInside(s string) string {
	if m := quotation.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}

func stop(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?,") || strings.HasSuffix(s, "…") {
		return ""
	}
	return "."
}

// lastQuestion is the last question in a line of staff.
func lastQuestion(l line) string {
	spans := dutch.Sentences(l.Text)
	for k := len(spans) - 1; k >= 0; k-- {
		if s := l.Text[spans[k].Start:spans[k].End]; strings.Contains(s, "?") {
			return s
		}
	}
	return l.Text
}
