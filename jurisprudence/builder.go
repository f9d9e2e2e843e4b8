package jurisprudence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// builder collects the paragraphs of a ruling into one text.
type builder struct {
	text       strings.Builder
	paragraphs []Paragraph
}

// add appends a paragraph; p carries everything but the text and its place. Empty text is left out.
func (b *builder) add(p Paragraph, text string) {
	text = tidy(text, p.Row)
	number := strings.Trim(tidy(p.Number, false), ". \n")
	if text == "" {
		return
	}
	if b.text.Len() > 0 {
		b.text.WriteByte('\n')
	}
	if number != "" {
		b.text.WriteString(number)
		b.text.WriteByte(' ')
	}
	p.Number, p.Text, p.Start = number, text, b.text.Len()
	b.text.WriteString(text)
	b.paragraphs = append(b.paragraphs, p)
}

// finish puts the collected text into r, its paragraphs as pieces of it.
func (b *builder) finish(r *Ruling) {
	r.Text = b.text.String()
	r.Paragraphs = b.paragraphs
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		p.Text = r.Text[p.Start : p.Start+len(p.Text)]
	}
}

// tidy returns s in normal form, without invisible characters, runs of white space made one space and lines without space around them.
// Tabs stay where a row keeps its cells apart.
func tidy(s string, row bool) string {
	if row {
		cells := strings.Split(s, "\t")
		for i, c := range cells {
			cells[i] = strings.ReplaceAll(tidy(c, false), "\n", " ")
		}
		return strings.Trim(strings.Join(cells, "\t"), "\t ")
	}
	if clean(s) {
		return strings.Trim(s, " ")
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = dutch.Visible(s)
	var out strings.Builder
	out.Grow(len(s))
	space, line := false, false
	for _, r := range s {
		switch {
		case r == '\n':
			line = true
		case unicode.IsSpace(r):
			space = true
		default:
			if out.Len() > 0 {
				if line {
					out.WriteByte('\n')
				} else if space {
					out.WriteByte(' ')
				}
			}
			space, line = false, false
			out.WriteRune(r)
		}
	}
	return out.String()
}

// lowerSame returns s in lower case with every byte offset unchanged: a letter whose lower case has another length stays as it is.
func lowerSame(s string) string {
	out := []byte(s)
	for i := 0; i < len(out); i++ {
		c := out[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				out[i] = c + 'a' - 'A'
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == n && r != utf8.RuneError {
			utf8.EncodeRune(out[i:], l)
		}
		i += n - 1
	}
	return string(out)
}

// clean reports a line that tidy would leave as it is but for space at its ends: plain letters, the common accents, quotes and the euro sign,
// and no two spaces in a row. Nearly every paragraph is one.
func clean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			if i+1 < len(s) && s[i+1] == ' ' {
				return false
			}
		case c < ' ' || c == 0x7f:
			return false
		case c < utf8.RuneSelf:
		case c == 0xc3 && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] <= 0xbf: // é, ë, ï
			i++
		case strings.HasPrefix(s[i:], "€"), strings.HasPrefix(s[i:], "‘"), strings.HasPrefix(s[i:], "’"), strings.HasPrefix(s[i:], "“"), strings.HasPrefix(s[i:], "”"), strings.HasPrefix(s[i:], "–"):
			i += 2
		default:
			return false
		}
	}
	return true
}
