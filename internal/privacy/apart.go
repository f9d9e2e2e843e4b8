package privacy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// edit is a piece of a text, by bytes, with what is read for it.
type edit struct {
	start, end int
	read       string
}

// asMeant returns what find sees in a text as it stands, and as it was meant: people write "bsn918424926", and no word ends before the number.
// Of the second reading only what it changed counts.
func asMeant(text string, find func(string) []mark) []mark {
	marks := find(text)
	edits := apart(text)
	if len(edits) == 0 {
		return marks
	}
	meant, moved := edited(text, edits)
	for _, m := range find(meant) {
		m.start, m.end = moved.original(m.start), moved.original(m.end)
		if m.kind != Name && m.kind != Handle && m.kind != Link && changed(edits, m) {
			marks = append(marks, m)
		}
	}
	return merge(marks)
}

// changed reports that one of the edits lies within a mark or at its border.
func changed(edits []edit, m mark) bool {
	i, _ := slices.BinarySearchFunc(edits, m.start, func(e edit, at int) int { return e.end - at })
	return i < len(edits) && edits[i].start <= m.end
}

// edited returns the text with its edits, which are in order, and the way back.
func edited(text string, edits []edit) (string, shifts) {
	var b strings.Builder
	b.Grow(len(text) + len(edits))
	var moved shifts
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.start])
		b.WriteString(e.read)
		at = e.end
		moved = append(moved, shift{b.Len(), at})
	}
	b.WriteString(text[at:])
	return b.String(), moved
}

// apart returns how a text must be read for its numbers to stand alone: with a space where one runs into a word, and digits and letters of other
// scripts and widths as plain ones.
func apart(text string) []edit {
	edits := plain(text)
	var gaps []int
	var accounts []mark
	looked := false
	groups := []group(nil)
	for i := 0; i < len(text); {
		if !glued(text, i) {
			i++
			continue
		}
		if !looked {
			accounts, groups, looked = ibans(text), groupsOf(text), true
		}
		start, end := runAround(text, i)
		for _, part := range without(accounts, start, end, &gaps) {
			gaps = append(gaps, seams(text, groups, part.start, part.end)...)
		}
		i = end
	}
	for _, at := range gaps {
		edits = append(edits, edit{at, at, " "})
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.start + a.end - b.start - b.end })
	return slices.CompactFunc(edits, func(a, b edit) bool { return a == b })
}

// plain returns the edits of what has a plain form: "٠", "０" and "𝟎" are 0, "Ａ" is A. The frame of a digit that is a picture is left out.
func plain(text string) []edit {
	var edits []edit
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			edits = append(edits, edit{i, i + size, string(digitOf(r))})
		case r >= '\uff21' && r <= '\uff3a' || r >= '\uff41' && r <= '\uff5a' || r == '\uff20':
			edits = append(edits, edit{i, i + size, string(r - '\uff21' + 'A')})
		case (r == '\ufe0f' || r == '\u20e3') && i > 0 && (text[i-1] >= '0' && text[i-1] <= '9' || strings.HasSuffix(text[:i], "\ufe0f")):
			edits = append(edits, edit{i, i + size, ""})
		}
		i += size
	}
	return edits
}

// digitOf returns the plain form of a digit of any script. Their digits stand in order, and Unicode lists them in ranges of whole tens.
func digitOf(r rune) rune {
	for _, in := range unicode.Nd.R16 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) { //nolint:gosec // code points fit
			return '0' + (r-rune(in.Lo))%10 //nolint:gosec // code points fit
		}
	}
	return r
}

// glued reports that a letter and a digit stand against each other before byte i.
func glued(text string, i int) bool {
	if i == 0 || !utf8.RuneStart(text[i]) {
		return false
	}
	if a, b := text[i-1], text[i]; a < utf8.RuneSelf && b < utf8.RuneSelf && (a > '9') == (b > '9') {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(before) && unicode.IsDigit(after) || unicode.IsDigit(before) && unicode.IsLetter(after)
}

// runAround returns the letters and digits without a break around byte i.
func runAround(text string, i int) (start, end int) {
	for start = i; start > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !wordRune(r) {
			break
		}
		start -= size
	}
	for end = i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !wordRune(r) {
			break
		}
		end += size
	}
	return start, end
}

// without returns what is left of a run beside the bank accounts in it, whose borders become gaps.
func without(accounts []mark, start, end int, gaps *[]int) []window {
	var parts []window
	at := start
	for _, m := range accounts {
		if m.end <= start || m.start >= end {
			continue
		}
		if m.start > start {
			*gaps = append(*gaps, m.start)
			parts = append(parts, window{at, m.start})
		}
		if at = m.end; at < end {
			*gaps = append(*gaps, at)
		}
	}
	if at < end {
		parts = append(parts, window{at, end})
	}
	return parts
}

// piece is a part of a run: letters, or digits with how many digits there are in the whole number that it belongs to.
type piece struct {
	start, end int
	digits     int // 0: letters
}

// wide is how many digits make a number that points to somebody by itself; dates and halves of one have fewer.
const wide = 6

// seams returns where a run of letters and digits falls apart. A code such as "3SABC1234567" does not: there digits stand before, between and
// behind letters that are no word.
func seams(text string, groups []group, start, end int) []int {
	pieces := piecesOf(groups, start, end)
	var gaps []int
	for i, p := range pieces {
		if p.digits > 0 {
			continue
		}
		letters := keyOf(text[p.start:p.end])
		before, behind := p.start > start, p.end < end
		long := before && pieces[i-1].digits >= wide
		longBehind := behind && pieces[i+1].digits >= wide
		head := p.start + labelIn(text[p.start:p.end])
		known := labelWords[letters] != "" || homeWords[letters] || months[letters] || head > p.start
		switch {
		case before && behind && len(letters) == 2 && p.start-start == 4 && i == 1: // 3511ab12
			gaps = append(gaps, p.end)
			continue
		case before && behind && !known && (pieces[i-1].digits < 8 || pieces[i+1].digits < 8):
			return nil
		case quantities[letters]:
			continue
		}
		one, size := utf8.DecodeRuneInString(text[p.start:])
		single := size == p.end-p.start
		if before && (known || long && (!single || behind || unicode.IsLower(one))) {
			gaps = append(gaps, p.start)
		}
		if head > p.start && head < p.end && behind { // kentekenAB123C
			gaps = append(gaps, head)
			continue
		}
		free := p.start == 0 || text[p.start-1] == ' ' || before
		if behind && (known || streetName(letters) || longBehind && (!single || free && (unicode.IsLower(one) || one == 'T' || one == 'M'))) {
			gaps = append(gaps, p.end)
		}
	}
	return gaps
}

// piecesOf returns the letters and digits of a run by turns.
func piecesOf(groups []group, start, end int) []piece {
	var pieces []piece
	at := start
	i, _ := slices.BinarySearchFunc(groups, start, func(g group, at int) int { return g.start - at })
	for ; i < len(groups) && groups[i].start < end; i++ {
		g := groups[i]
		if g.start > at {
			pieces = append(pieces, piece{start: at, end: g.start})
		}
		n := len(g.digits)
		for j := i; j > 0 && groups[j].glue != "" && n < wide+2; j-- {
			n += len(groups[j-1].digits)
		}
		for j := i + 1; j < len(groups) && groups[j].glue != "" && n < wide+2; j++ {
			n += len(groups[j].digits)
		}
		pieces = append(pieces, piece{g.start, g.end, n})
		at = g.end
	}
	if at < end {
		pieces = append(pieces, piece{start: at, end: end})
	}
	return pieces
}

// labelIn returns the length of a label in small letters that stands before up to three capitals, 0 when there is none.
func labelIn(s string) int {
	code := strings.TrimRightFunc(s, unicode.IsUpper)
	if n := len(s) - len(code); n == 0 || n > 3 || labelWords[keyOf(code)] == "" {
		return 0
	}
	return len(code)
}

// streetName reports that a word ends as the names of streets do, and is more than that.
func streetName(word string) bool {
	for _, e := range streetEnds {
		if strings.HasSuffix(word, e) && len(word) >= len(e)+3 && !notStreets[word] {
			return true
		}
	}
	return false
}
