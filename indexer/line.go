package indexer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/knowledge"
)

// line is one line of a text that was laid out for paper: a text file, or a page of a PDF.
type line struct {
	text  string
	size  float64 // of its letters; zero in a text file
	bold  bool
	blank bool // an empty line or a wide gap stands above it
	page  int
	row   bool // of a table in a text file, its cells parted by cellMark
	edge  bool // it stands at the top or the bottom of its page
}

var (
	bullet   = regexp.MustCompile(`^([•‣▪▫◦●○■□▶►➢➤✓✔·∙*–—-]|o(?:\s{2,}|\t))\s*(\S.*)$`)
	numbered = regexp.MustCompile(`^(?:(\d{1,2})[.)]|([a-z])\))[\s\t]+(\S.*)$`)
	chapter  = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2}){0,3})\.?[\s\t]+(\p{Lu}.*)$`)
	folio    = regexp.MustCompile(`(?i)^(?:[-–—|]\s*)?(?:pagina|page|blz\.?|p\.)?\s*\d{1,4}\s*(?:(?:/|van|of)?\s*\d{1,4})?\s*(?:[-–—|])?$`)
	digits   = regexp.MustCompile(`\d+`)
	broken   = regexp.MustCompile(`(?:https?://|www\.)\S+/$`)
	address  = regexp.MustCompile(`^(?:https?://|www\.)\S+$`)
)

// maxParagraph bounds one paragraph; joining lines without end would cost the square of their number.
const maxParagraph = 8 << 10

// cellMark parts the cells of a row in a line of print.
const cellMark = " | "

// paragraph is a run of lines that belong together.
type paragraph struct {
	kind   knowledge.BlockKind
	level  int
	lines  int
	spread int // lines that an empty line parts from the one before
	text   string
	size   float64
	bold   bool
	width  int // of its widest line, in characters
	mark   string
	blank  bool // an empty line stands above it
	wrap   bool // its last line was cut off by the width of the page
}

// paragraphs joins hard-wrapped lines, takes words apart that a line break had joined by a hyphen, and tells lists
// from running text.
func paragraphs(lines []line) []paragraph {
	lines = dropRunning(lines)
	vocabulary := newVocabulary(lines)
	var out []paragraph
	width := usualWidth(lines)
	for i, l := range lines {
		text := strings.TrimSpace(l.text)
		if text == "" {
			continue
		}
		mark, rest := marker(text, i, lines)
		last := len(out) - 1
		switch {
		case l.row || l.size > 0 && strings.Contains(text, cellMark):
			out = append(out, paragraph{kind: knowledge.Row, lines: 1, text: text, size: l.size, bold: l.bold})
		case mark != "":
			out = append(out, paragraph{kind: knowledge.Item, level: 1, lines: 1, text: rest, size: l.size, mark: mark})
		case last >= 0 && continues(out[last], l, text, width, i+1 == len(lines) || lines[i+1].blank):
			p := &out[last]
			if l.blank {
				p.spread++
			}
			p.text = vocabulary.join(p.text, text)
			p.lines++
			p.bold = p.bold && l.bold
		default:
			out = append(out, paragraph{kind: knowledge.Paragraph, lines: 1, text: text, size: l.size, bold: l.bold})
		}
		p := &out[len(out)-1]
		if p.lines == 1 {
			p.blank = l.blank
		}
		p.width = max(p.width, utf8.RuneCountInString(text))
		p.wrap = utf8.RuneCountInString(text)*10 >= width*7
	}
	return nest(joinSpread(out, vocabulary))
}

// continues reports whether a line goes on where a paragraph stopped; last says that nothing comes right below it.
func continues(p paragraph, l line, text string, width int, last bool) bool {
	if len(p.text) > maxParagraph {
		return false
	}
	if strings.HasSuffix(p.text, "/") && broken.MatchString(p.text) && !strings.Contains(text, " ") && !address.MatchString(text) {
		return true
	}
	if p.kind == knowledge.Row || differ(p.size, l.size) || address.MatchString(text) || address.MatchString(p.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	open := !closed(p.text)
	if hyphenated(p.text) {
		return true
	}
	if !l.blank {
		if p.kind == knowledge.Item {
			return open || p.wrap || unicode.IsLower(first)
		}
		// In print a sentence that ends early ends its paragraph.
		if p.size > 0 && !open && !p.wrap && unicode.IsUpper(first) {
			return false
		}
		// A bold or short line above a text is its heading.
		if p.lines == 1 && p.bold && !l.bold {
			return false
		}
		if p.lines == 1 && open && unicode.IsUpper(first) && p.width*20 < width*13 && p.width < 60 && (!last || utf8.RuneCountInString(text) >= 60) {
			return false
		}
		return true
	}
	// Over an empty line only an unfinished sentence goes on.
	return open && (unicode.IsLower(first) || first == '(') && (p.kind == knowledge.Item || p.width > 25)
}

// differ reports whether two sizes of letters are not the same.
func differ(a, b float64) bool {
	return a > 0 && b > 0 && (a > b*1.12 || b > a*1.12)
}

// closed reports whether a text ends as a sentence or heading does.
func closed(s string) bool {
	s = strings.TrimRight(s, "\"'”’)»]")
	if s == "" {
		return false
	}
	return strings.ContainsAny(s[len(s)-1:], ".!?:;")
}

func hyphenated(s string) bool {
	if !strings.HasSuffix(s, "-") || len(s) < 3 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s[:len(s)-1])
	return unicode.IsLetter(r)
}

// marker recognises an item of a list. A dash that continues a sentence, and a number that opens a chapter, is none.
func marker(text string, i int, lines []line) (mark, rest string) {
	if m := bullet.FindStringSubmatch(text); m != nil {
		switch m[1] {
		case "-", "–", "—", "*":
			if !strings.HasPrefix(text[len(m[1]):], " ") && !strings.HasPrefix(text[len(m[1]):], "\t") {
				return "", ""
			}
			// A dash at the start of a line in the middle of a sentence is a dash.
			if i > 0 && !lines[i].blank && m[1] != "*" && !closed(lines[i-1].text) && midSentence(lines[i-1].text, m[2]) {
				return "", ""
			}
		}
		return strings.TrimSpace(m[1]), m[2]
	}
	m := numbered.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	for _, j := range []int{i - 1, i + 1, i + 2, i + 3, i - 2, i - 3} {
		if j < 0 || j >= len(lines) {
			continue
		}
		if o := numbered.FindStringSubmatch(strings.TrimSpace(lines[j].text)); o != nil && (o[1] != "") == (m[1] != "") && o[1]+o[2] != m[1]+m[2] {
			return "1", m[3]
		}
	}
	return "", ""
}

func midSentence(before, after string) bool {
	before = strings.TrimSpace(before)
	r, _ := utf8.DecodeRuneInString(after)
	return before != "" && unicode.IsLower(r) && bullet.FindStringSubmatch(before) == nil && utf8.RuneCountInString(before) > 45
}

// nest gives items a depth: a second kind of mark below the first is a list in the list.
func nest(ps []paragraph) []paragraph {
	var marks []string
	for i := range ps {
		if ps[i].kind != knowledge.Item {
			marks = nil
			continue
		}
		at := -1
		for j, m := range marks {
			if m == ps[i].mark {
				at = j
			}
		}
		if at < 0 {
			if i > 0 && ps[i].blank && !strings.HasSuffix(ps[i-1].text, ":") {
				marks = nil // another list
			}
			marks = append(marks, ps[i].mark)
			at = len(marks) - 1
		}
		marks = marks[:at+1]
		ps[i].level = at + 1
	}
	return ps
}

// joinSpread joins paragraphs of one line each that are the lines of one text set with wide spacing.
func joinSpread(ps []paragraph, v vocabulary) []paragraph {
	var out []paragraph
	for i := 0; i < len(ps); {
		end, unfinished := i, 0
		for end < len(ps) && ps[end].kind == knowledge.Paragraph && ps[end].lines == ps[end].spread+1 && !ps[end].bold && ps[end].width >= 40 && ps[end].width <= 95 {
			if !closed(ps[end].text) {
				unfinished++
			}
			end++
		}
		// A line of the same text may have been joined before because it began with a small letter.
		if end-i < 3 || unfinished*2 < end-i {
			out = append(out, ps[i])
			i++
			continue
		}
		if end < len(ps) && ps[end].kind == knowledge.Paragraph && !closed(ps[end-1].text) {
			end++
		}
		p := ps[i]
		for k, q := range ps[i+1 : end] {
			if len(p.text) > maxParagraph {
				end = i + 1 + k
				break
			}
			p.text = v.join(p.text, q.text)
			p.lines++
		}
		out = append(out, p)
		i = end
	}
	return out
}

// usualWidth is how long full lines are, so that a line that was wrapped can be told from one that ends early.
func usualWidth(lines []line) int {
	var counts [400]int
	total := 0
	for _, l := range lines {
		if n := utf8.RuneCountInString(strings.TrimSpace(l.text)); n >= 20 {
			counts[min(n, len(counts)-1)]++
			total++
		}
	}
	seen := 0
	for n, c := range counts {
		seen += c
		if seen*10 >= total*8 && total > 0 {
			return n
		}
	}
	return 60
}

// dropRunning drops what the layout of paper adds to a text: page numbers, and the lines that return at the edge
// of every page. A line that returns inside the pages, such as a question asked in every chapter, stays.
func dropRunning(lines []line) []line {
	alone := func(lines []line, i int) bool {
		return lines[i].blank && (i+1 == len(lines) || lines[i+1].blank)
	}
	lines = keep(lines, func(i int) bool {
		apart := lines[i].edge || alone(lines, i)
		return !apart || !folio.MatchString(strings.TrimSpace(lines[i].text))
	})
	key := func(l line) string {
		return digits.ReplaceAllString(fold(l.text), "#")
	}
	count := make(map[string]int)
	breaks := make(map[string]int)
	inside := func(i int) bool { // in the middle of a sentence stands no heading
		return i > 0 && i+1 < len(lines) && interrupts(lines[i-1].text, lines[i+1].text)
	}
	for i, l := range lines {
		if words(l.text) > 14 {
			continue
		}
		count[key(l)]++
		if !l.edge && inside(i) {
			breaks[key(l)]++
		}
	}
	pages := 1
	if len(lines) > 0 {
		pages = lines[len(lines)-1].page + 1
	}
	return keep(lines, func(i int) bool {
		l, n := lines[i], count[key(lines[i])]
		switch {
		case l.edge:
			return n < 3 || n*3 < pages
		case words(l.text) < 2:
			return true
		case n >= 3 && breaks[key(l)]*3 >= n:
			return false
		}
		return !upper(l.text) || !inside(i) || !hyphenated(lines[i-1].text)
	})
}

// keep leaves lines out; the empty line above one of them then stands above the next.
func keep(lines []line, wanted func(i int) bool) []line {
	out := make([]line, 0, len(lines))
	blank := false
	for i, l := range lines {
		if !wanted(i) {
			blank = blank || l.blank
			continue
		}
		l.blank = l.blank || blank
		blank = false
		out = append(out, l)
	}
	return out
}

func interrupts(before, after string) bool {
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	r, _ := utf8.DecodeRuneInString(after)
	return before != "" && after != "" && !closed(before) && unicode.IsLower(r) || hyphenated(before)
}
