package jurisprudence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of Ruling.Text by byte offsets, half-open.
type Span struct{ Start, End int }

// Empty reports that nothing is quoted.
func (s Span) Empty() bool { return s.End <= s.Start }

// In returns the words of the span, empty when it does not lie in text.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Empty() {
		return ""
	}
	return text[s.Start:s.End]
}

// clause is a sentence of the reasons, or one act of the dictum.
type clause struct {
	Span
	paragraph int
	topic     Topic
	speaker   Speaker
	heading   bool
	row       bool
}

// clauses splits a ruling into sentences. In the dictum a semicolon ends one too, and so does the verb with which the next act begins.
func clauses(r *Ruling, low string) []clause {
	var list []clause
	for i := 0; i < len(r.Paragraphs); i++ {
		p := r.Paragraphs[i]
		c := clause{paragraph: i, topic: p.Topic, speaker: p.Speaker, heading: p.Heading, row: p.Row}
		start, end := p.Start, p.End()
		if p.Heading || p.Row {
			c.Span = Span{start, end}
			list = append(list, c)
			continue
		}
		// Labels in bold type fall out of their sentence in some copies: what begins with a comma or an amount belongs to the line before.
		for i+1 < len(r.Paragraphs) && continues(r.Paragraphs[i], r.Paragraphs[i+1], low) {
			i++
			end = r.Paragraphs[i].End()
		}
		split(low, start, end, p.Topic == DictumTopic, func(a, b int) {
			c.Span = Span{a, b}
			list = append(list, c)
		})
	}
	return list
}

// continues reports whether paragraph q goes on with the sentence of p.
func continues(p, q Paragraph, low string) bool {
	if q.Heading || q.Row || q.Note || p.Topic != q.Topic || p.Text == "" || q.Text == "" {
		return false
	}
	switch q.Text[0] {
	case ',', ';', ')', '.':
		return true
	}
	before := low[p.Start:p.End()]
	if strings.HasPrefix(q.Text, "€") || strings.HasPrefix(q.Text, "EUR") {
		for _, w := range []string{" van", " bedrag", " ad", " tot", " op", " aan", " en", " groot", " à", " euro"} {
			if strings.HasSuffix(before, w) {
				return true
			}
		}
	}
	// A line that a scanner broke: no punctuation before, no capital behind.
	last := before[len(before)-1]
	first, _ := utf8.DecodeRuneInString(q.Text)
	if unicode.IsLower(first) && q.Number == "" && (last >= 'a' && last <= 'z' || last == ',') && len(before) > 50 {
		word, _, _ := strings.Cut(low[q.Start:q.End()], " ")
		return !operative[strings.Trim(word, ",:;")]
	}
	return false
}

// split calls f with every sentence between start and end.
func split(low string, start, end int, dictum bool, f func(a, b int)) {
	flush := func(a, b int) {
		for a < b && (low[a] == ' ' || low[a] == '\n' || low[a] == '\t' || low[a] == ';') {
			a++
		}
		for b > a && (low[b-1] == ' ' || low[b-1] == '\n' || low[b-1] == '\t') {
			b--
		}
		if b > a {
			f(a, b)
		}
	}
	from, depth := start, 0
	for i := start; i < end; i++ {
		switch low[i] {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		case ';':
			if dictum && depth == 0 || i+1 < end && low[i+1] == '\n' {
				flush(from, i+1)
				from = i + 1
			}
		case ':':
			if dictum && opens(low[from:i]) {
				flush(from, i+1)
				from, depth = i+1, 0
			}
		case '\n':
			if !joinsLine(low, i, end) {
				flush(from, i)
				from, depth = i+1, 0
			}
		case '.', '?', '!':
			if sentenceEnds(low, from, i, end) {
				flush(from, i+1)
				from, depth = i+1, 0
			}
		case '-', 0xe2: // a hyphen, or the first byte of a dash or bullet
			if dictum && bullet(low, from, i, end) {
				flush(from, i)
				from, depth = i, 0
			}
		case ' ':
			if dictum && actBegins(low, from, i, end) {
				flush(from, i)
				from, depth = i+1, 0
			}
		}
	}
	flush(from, end)
}

// opens reports that the decision itself begins behind these words.
func opens(s string) bool {
	if len(s) > 60 {
		return false
	}
	for _, w := range []string{"rechtbank", "het hof", "politierechter", "kinderrechter", "het gerecht", "kantonrechter"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// joinsLine reports a line end inside a sentence.
func joinsLine(low string, i, end int) bool {
	if i+1 >= end {
		return false
	}
	switch low[i+1] {
	case ',', ';', ')', '.':
		return true
	}
	if strings.HasPrefix(low[i+1:end], "€") || strings.HasPrefix(low[i+1:end], "eur ") {
		return i > 0 && low[i-1] >= 'a' && low[i-1] <= 'z'
	}
	if isDigit(low[i+1]) && i > 0 {
		word := low[:i]
		switch word[strings.LastIndexAny(word, " \n")+1:] {
		case "vanaf", "van", "op", "tot", "duur", "sinds", "dan", "en", "circa", "artikel", "artikelen", "euro", "eur":
			return true
		}
	}
	// Only a paragraph that goes on holds a line end before a small letter; clauses() has seen to that.
	return i > 0 && (low[i-1] >= 'a' && low[i-1] <= 'z' || low[i-1] == ',') && low[i+1] >= 'a' && low[i+1] <= 'z'
}

// sentenceEnds reports whether the mark at i closes a sentence.
func sentenceEnds(low string, from, i, end int) bool {
	if i+1 >= end {
		return true
	}
	next := low[i+1]
	if next != ' ' && next != '\n' && next != '\t' {
		return false
	}
	if low[i] != '.' {
		return true
	}
	if i > from && isDigit(low[i-1]) && threeDigits(low, i+2) && i+5 < end && low[i+5] == ',' {
		return false // a thousand that a scanner tore apart: 1. 250,00
	}
	j := i
	for j > from && low[j-1] != ' ' && low[j-1] != '(' && low[j-1] != '\n' && low[j-1] != '\t' {
		j--
	}
	word := low[j:i]
	if shortened[word] || len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' {
		return false
	}
	if strings.Contains(word, ".") && len(word) <= 7 && word[0] >= 'a' && word[0] <= 'z' { // o.a, m.b.t
		return false
	}
	if j == from && word != "" && strings.Trim(word, "0123456789.-") == "" { // the number of a paragraph
		return false
	}
	// The text is in lower case here, but a number behind an abbreviation-like word still goes on: "nr. 5".
	return true
}

var shortened = setOf("art", "artt", "mr", "mrs", "dr", "drs", "ir", "prof", "nr", "nrs", "no", "blz", "p", "jo", "bijv", "bv", "vgl", "zgn", "resp", "ca", "dhr", "mevr", "mw", "sub",
	"lid", "aanh", "enz", "nl", "incl", "excl", "st", "afd", "parketnr", "rb", "eur", "naf", "fl", "afl", "evt", "gem", "div", "b.v", "n.v", "bp", "c.q", "cq", "jl", "inl", "sr", "sv", "bw", "max", "min", "rov", "r.o", "ecli")

// bullet reports a dash at i with which a new item of a list begins.
func bullet(low string, from, i, end int) bool {
	size := 1
	if low[i] != '-' {
		if !strings.HasPrefix(low[i:end], "–") && !strings.HasPrefix(low[i:end], "•") && !strings.HasPrefix(low[i:end], "—") {
			return false
		}
		size = 3
	}
	if i == from || i+size >= end || low[i+size] != ' ' || low[i-1] != ' ' {
		return false
	}
	before := strings.TrimRight(low[from:i], " ")
	if before == "" {
		return false
	}
	switch before[len(before)-1] {
	case ':', ';', '.', ',':
		return true
	}
	word, _, _ := strings.Cut(low[i+size+1:end], " ")
	return operative[strings.Trim(word, ",:;")]
}

// actBegins reports whether the next act of a dictum begins behind the space at i: "… en verklaart", ", en veroordeelt", "De rechtbank: wijst".
func actBegins(low string, from, i, end int) bool {
	j := i + 1
	k := j
	for k < end && low[k] >= 'a' && low[k] <= 'z' {
		k++
	}
	if k == j || !acts[low[j:k]] || k < end && low[k] != ' ' && low[k] != ',' && low[k] != ':' {
		return false
	}
	before := strings.TrimRight(low[from:i], " ")
	if before == "" {
		return false
	}
	if last := before[len(before)-1]; last == ':' || last == ';' || last == '.' {
		return true
	}
	word := before[strings.LastIndexAny(before, " \n\t")+1:]
	switch word {
	case "en", "alsmede", "alsook", "voorts", "tevens":
		return true
	case "rechtbank", "hof", "gerecht":
		return len(before) < 40
	}
	return false
}

// acts are the operative verbs that begin a new act also in the middle of a line. "stelt", "neemt" and the like do so too rarely.
var acts = setOf("verklaart", "veroordeelt", "wijst", "legt", "bepaalt", "spreekt", "vernietigt", "bevestigt", "gelast", "beveelt", "kent", "verstaat", "ontslaat", "verwerpt", "heft", "compenseert", "verplicht")
