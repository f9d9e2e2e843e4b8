package privacy

import (
	"net/netip"
	"strings"
)

// What else in a line of a log leads to a visitor. These are no personal data by their form in a text, and so Find leaves them alone.
const (
	ip     Type = "ip"     // a public internet address
	query  Type = "query"  // what follows the question mark of a URL, or the password before its host
	quoted Type = "quoted" // a sentence in quotation marks, as errors repeat what they could not read
)

// traces returns the marks of text that may not be in a log. With quotes also sentences within quotation marks count.
func traces(text string, g glance, quotes bool) []mark {
	var marks []mark
	if g.question || g.at {
		marks = queries(text)
	}
	if quotes && g.marks > 0 {
		marks = append(marks, quotations(text)...)
	}
	if g.dots > 2 && g.digits > 3 || g.colons > 1 {
		marks = append(marks, addresses(text)...)
	}
	return marks
}

// queries returns the queries of URLs and paths, and user and password of URLs.
func queries(text string) []mark {
	var marks []mark
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '?':
			end := i + 1 + stop(text[i+1:], " \t\r\n\"'`<>")
			if strings.IndexByte(text[i+1:end], '=') > 0 {
				marks = append(marks, mark{i + 1, end, query})
				i = end
			}
		case strings.HasPrefix(text[i:], "://"):
			authority := text[i+3 : i+3+stop(text[i+3:], "/?# \t\r\n\"'`<>")]
			if at := strings.LastIndexByte(authority, '@'); at > 0 {
				marks = append(marks, mark{i + 3, i + 3 + at, query})
			}
		}
	}
	return marks
}

// stop returns how far s goes without any of chars.
func stop(s, chars string) int {
	if n := strings.IndexAny(s, chars); n >= 0 {
		return n
	}
	return len(s)
}

// quotations returns what stands between quotation marks and has three words or more: names of columns and files have fewer.
func quotations(text string) []mark {
	var marks []mark
	for i := 0; i < len(text); i++ {
		for _, pair := range [...][2]string{{`"`, `"`}, {"`", "`"}, {"'", "'"}, {"“", "”"}, {"„", "”"}, {"‘", "’"}, {"«", "»"}} {
			if !strings.HasPrefix(text[i:], pair[0]) || pair[0] == "'" && i > 0 && asciiLetter(text[i-1]) {
				continue // an apostrophe within a word opens nothing
			}
			start := i + len(pair[0])
			length := closing(text[start:], pair[1])
			if strings.Count(strings.TrimSpace(text[start:start+length]), " ") >= 2 {
				marks = append(marks, mark{start, start + length, quoted})
			}
			i = start + length
			break
		}
	}
	return marks
}

// closing returns where a quotation ends: at the mark that is not escaped, or with the text.
func closing(s, mark string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.HasPrefix(s[i:], mark) {
			return i
		}
	}
	return len(s)
}

// addresses returns the public internet addresses in text. Those of machines of our own are private and stay.
func addresses(text string) []mark {
	var marks []mark
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) && (hexDigit(text[i+n]) || text[i+n] == '.' || text[i+n] == ':') {
			n++
		}
		if n < 4 || i > 0 && wordRune(rune(text[i-1])) || i+n < len(text) && wordRune(rune(text[i+n])) {
			i += max(n, 1)
			continue
		}
		word := strings.TrimRight(text[i:i+n], ".:")
		if word+"::" == text[i:i+n] {
			word += "::"
		}
		end := len(word)
		addr, err := netip.ParseAddr(word)
		if err != nil {
			var port netip.AddrPort
			port, err = netip.ParseAddrPort(word)
			addr, end = port.Addr(), strings.LastIndexByte(word, ':')
		}
		if err == nil && addr.IsGlobalUnicast() && !addr.IsPrivate() {
			marks = append(marks, mark{i, i + end, ip})
		}
		i += n
	}
	return marks
}

func hexDigit(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// Omitted stands where something was taken out of a log.
const Omitted = "[weggelaten]"

// mask returns text with everything that forms and traces find replaced by Omitted.
func mask(text string, quotes bool) string {
	g := glanceAt(text)
	marks := merge(append(traces(text, g, quotes), forms(text, g)...))
	if len(marks) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range marks {
		b.WriteString(text[at:s.start])
		b.WriteString(Omitted)
		at = s.end
	}
	b.WriteString(text[at:])
	return b.String()
}
