package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// A model can give what one body does to another, or read two rows of a table as one. Nobody is named in a way that the words alone would tell.

// subjectOf returns the number of the noun that a stretch begins with and says something of: "De gemeente regelt", "Doorsturen is", "Veel mensen slapen"; -1
// when it begins otherwise, or is turned about.
func (r *reading) subjectOf(s stretch) int {
	for i := s.from; i < s.to; i++ {
		switch r.words[i].Text {
		case "wordt", "worden", "werd", "werden":
			return -1
		}
	}
	at := s.from
	for at < s.to && opensSubject[r.words[at].Text] {
		at++
	}
	if at+1 >= s.to || at > s.from+2 || len(r.words[at].stems) == 0 || !content(r.words[at].stems[0]) || dutch.Finite(r.words[at].Text) || dutch.Modal(r.words[at].Text) != "" || toward[r.words[at].Text] {
		return -1
	}
	next := at + 1
	if r.named[at] && r.named[next] && next+1 < s.to { // a name of two words
		next++
	}
	if w := r.words[next].Text; dutch.Finite(w) || dutch.Modal(w) != "" {
		return at
	}
	return -1
}

var opensSubject = words("en maar de het een je jouw uw onze ons veel sommige alle die deze dat dit ook")

// exchangesSubject reports whether a part says of one noun what a place of the passage says of another: what the place says it of is not in the part, or
// the two have changed places.
func (r *reading) exchangesSubject(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	mine, theirs := r.subjectOf(part), passage.subjectOf(place)
	if mine < 0 || theirs < 0 {
		return false
	}
	m, t := r.words[mine], passage.words[theirs]
	if shareStem(m.stems, t.stems) || oneName(m.Text, t.Text) || neutral[m.Text] {
		return false
	}
	return r.within(part, t.stems) == passage.within(place, m.stems) && !passage.leansBack(y.at)
}

func shareStem(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// pointedAt returns whom the sentence at i of a passage is of when it begins with a word for somebody who was named before it, "" when that is not clear.
func (r *reading) pointedAt(i int) string {
	s := r.sentences[i]
	if i == 0 || strings.Contains(r.gap(s.from), "\n") {
		return ""
	}
	switch r.words[s.from].Text {
	case "die", "hij", "zij", "ze", "deze":
	default:
		return ""
	}
	found := ""
	for j := r.sentences[i-1].from; j < r.sentences[i-1].to; j++ {
		if p := r.party(j); p != "" && p != you && p != us {
			if found != "" && found != p {
				return ""
			}
			found = p
		}
	}
	return found
}

// speakForUs are who speaks for us.
var speakForUs = map[string]bool{us: true, "medewerker": true, "vrijwilliger": true, "casemanager": true, "slachtofferhulp": true, "shn": true}

// sameDoer reports whether who does something in a part may be who does it in the place: nobody else is named there for it.
func (r *reading) sameDoer(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	mine, theirs := r.doer(part), passage.doer(place)
	mineIs, theirsIs := r.party(mine), passage.party(theirs)
	pointed := passage.pointedAt(y.at)
	if pointed != "" {
		theirsIs = pointed
	}
	switch {
	case mineIs == "" || theirsIs == "" || mineIs == you || theirsIs == you || !r.acts(mine, part) || pointed == "" && !passage.acts(theirs, place):
		return true
	case mineIs == theirsIs:
		return mineIs == us || !passage.tellsTo(place) || r.tellsTo(part) // "Vraag een medewerker" is no "een medewerker vraagt"
	}
	return oneName(mineIs, theirsIs) || harmers[mineIs] && harmers[theirsIs] || speakForUs[mineIs] && speakForUs[theirsIs] || r.says(part, theirsIs)
}

// acts reports whether word i, with its article, stands beside the verb of a stretch.
func (r *reading) acts(i int, s stretch) bool {
	if r.words[i].Text == "ons" {
		return false
	}
	verb := func(j int) bool {
		return j >= s.from && j < s.to && (dutch.Finite(r.words[j].Text) || dutch.Modal(r.words[j].Text) != "")
	}
	next, last := i+1, i-1
	for next < s.to && r.named[next] {
		next++
	}
	if last >= s.from && opensSubject[r.words[last].Text] {
		last--
	}
	return verb(next) || verb(last)
}

// tellsTo reports whether a stretch tells somebody to do something, behind "en" too.
func (r *reading) tellsTo(s stretch) bool {
	if w := r.words[s.from].Text; s.to-s.from > 2 && (w == "en" || w == "maar") {
		s.from++
	}
	return r.dutyOf(s)&order != 0
}

// sameCompany reports whether who stands behind "met", "bij" or "aan" in a part stands behind it in the place, if anybody does there.
func (r *reading) sameCompany(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	for word := range company {
		mine, theirs := r.behindWord(word, part), passage.behindWord(word, place)
		if len(mine) > 0 && harmers[mine[0]] && passage.has(word, place) && !passage.harms(place) {
			return false // "bewaar hem bij de pleger"
		}
		if len(mine) == 0 || len(theirs) == 0 {
			continue
		}
		same := false
		for _, a := range mine {
			for _, b := range theirs {
				same = same || oneName(a, b) || harmers[a] && harmers[b] || speakForUs[a] && speakForUs[b]
			}
		}
		if !same && !passage.says(place, mine[0]) {
			return false
		}
	}
	return true
}

var company = words("met bij aan")

func (r *reading) has(word string, s stretch) bool {
	for _, w := range r.words[s.from:s.to] {
		if w.Text == word {
			return true
		}
	}
	return false
}

// harms reports whether a stretch speaks of whoever harmed somebody.
func (r *reading) harms(s stretch) bool {
	for _, w := range r.words[s.from:s.to] {
		if harmers[w.Text] {
			return true
		}
	}
	return false
}

// withheld reports whether a place says to wait with, or to keep from, what a part says without that: "Wacht met douchen" is no "je kunt douchen".
func (r *reading) withheld(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	first := passage.words[place.from]
	return withholding[first.Text] && passage.has("met", place) && !r.holdsAny(first.stems) && !r.tokens[first.Text] && r.denials(part, nil) == 0
}

var withholding = words("wacht stop")

// behindWord returns who stands right behind a word of a stretch.
func (r *reading) behindWord(word string, s stretch) []string {
	var all []string
	for i := s.from; i < s.to; i++ {
		if r.words[i].Text != word {
			continue
		}
		for j := i + 1; j < min(s.to, i+4); j++ {
			p := r.party(j)
			if r.words[j].Text == "ons" && (j+1 == s.to || len(r.words[j+1].stems) == 0) {
				p = us
			}
			if p != "" && !((p == you || p == us) && j+1 < s.to && len(r.words[j+1].stems) > 0) {
				all = append(all, p)
				break
			}
		}
	}
	return all
}

// turnsHarm reports whether a part says that the person does what the page says whoever harmed them does or may not do.
func (r *reading) turnsHarm(part stretch, passage *reading, y telling) bool {
	place := passage.sentences[y.at]
	mine, theirs := r.doer(part), passage.doer(place)
	if r.party(mine) != you || theirs < 0 || !harmers[passage.words[theirs].Text] {
		return false
	}
	return r.harms(part)
}

// rowsHold reports whether what a sentence takes of a table stands in one row of it, part by part: a word that only rows have, of each part, in the same one.
func rowsHold(sentence, passage *reading) bool {
	rows := passage.rows()
	if len(rows) < 2 {
		return true
	}
	for _, part := range sentence.parts() {
		var in map[int]bool
		for _, w := range sentence.words[part.from:part.to] {
			if len(w.stems) == 0 || !content(w.stems[0]) {
				continue
			}
			mine, prose := map[int]bool{}, false
			for i, p := range passage.words {
				if !shareStem(w.stems[:1], p.stems) {
					continue
				}
				if row := rows[i]; row > 0 {
					mine[row] = true
				} else {
					prose = true
				}
			}
			if prose || len(mine) == 0 {
				continue
			}
			if in == nil {
				in = mine
				continue
			}
			for row := range in {
				if !mine[row] {
					delete(in, row)
				}
			}
			if len(in) == 0 {
				return false
			}
		}
	}
	return true
}

// rows returns the number of the row of a table that each word stands in.
func (r *reading) rows() map[int]int {
	rows := map[int]int{}
	if !strings.Contains(r.text, "| ") {
		return rows
	}
	n, at := 1, 0
	for line := range strings.Lines(r.text) {
		end := at + len(line)
		if strings.HasPrefix(strings.TrimSpace(line), "|") {
			for i, w := range r.words {
				if w.Start >= at && w.Start < end {
					rows[i] = n
				}
			}
		}
		n, at = n+1, end
	}
	return rows
}
