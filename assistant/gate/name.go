package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// bodies are written in full or as an abbreviation; both are one name.
var bodies = map[string]string{
	"OM": "openbaar ministerie", "CJIB": "centraal justitieel incassobureau", "CSG": "centrum seksueel geweld", "SHN": "slachtofferhulp nederland",
	"RvS": "raad van state", "UWV": "uitvoeringsinstituut werknemersverzekeringen",
}

// openers are written with a capital after a quotation mark, a bracket or a colon without being a name.
var openers = words("u je jij wij ik dit dat de het een er hier daar bel ja nee zij hij ze we uw jouw mijn wat wie hoe")

// findNames marks words with a capital that do not open a sentence, a line or a quotation, and abbreviations wherever they stand. A word
// that opens a sentence is a name when it is no word of the language.
func (r *reading) findNames() {
	r.named = make([]bool, len(r.words))
	for i, w := range r.words {
		raw := r.written(i)
		if !capital(raw) || len(raw) < 2 || openers[w.Text] || days[w.Text] != "" || dutch.Month(w.Text) != 0 {
			continue
		}
		opens := r.sentences[w.sentence].from == i || strings.ContainsAny(r.gap(i), `:"“„‘'(|?!`)
		if opens && !abbreviated(raw) && (len(w.stems) == 0 || dutch.Known(w.Text) || len(dutch.Split(w.Text)) > 0) {
			continue
		}
		r.named[i] = true
		r.marks = append(r.marks, mark{kind: aName, key: w.Text, at: i})
	}
}

// namesStand reports whether every name in the sentence stands in the passage and does there what the sentence says it does.
func namesStand(sentence, passage *reading) bool {
	for _, m := range sentence.marks {
		if m.kind == aName && (!passage.names(sentence.written(m.at), m.key) || passage.misnamed(m, sentence)) {
			return false
		}
	}
	for _, s := range sentence.sentences {
		if w := sentence.words[s.from]; capital(sentence.written(s.from)) && len(w.stems) > 1 && !passage.holdsAny(w.stems) {
			return false // a compound that opens the sentence may be a name too, and the passage has no part of it
		}
	}
	return true
}

// misnamed reports whether the passage says of another name what the sentence says of m.
func (r *reading) misnamed(m mark, sentence *reading) bool {
	mine := sentence.neighbours(m.at, true)
	own, other := -1.0, -1.0
	for i, w := range r.words {
		if w.Text == m.key {
			own = max(own, fit(mine, r.neighbours(i, true)))
		}
	}
	if own < 0 {
		return false // it stands there in another form
	}
	for i, p := range r.marks {
		if (p.kind == aName || p.kind == aRole) && oneName(p.key, m.key) {
			own = max(own, fit(mine, r.around(i)))
		}
		if (p.kind == aName && !sentence.tokens[p.key] || p.kind == aRole && !sentence.plays(p.key)) && !oneName(p.key, m.key) {
			other = max(other, fit(mine, r.around(i)))
		}
	}
	return other > own+astray
}

// oneName reports whether two names may be of one body: "fonds" is the Schadefonds, "loket" the Slachtofferloket.
func oneName(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// plays reports whether a role is in the text.
func (r *reading) plays(role string) bool {
	for _, m := range r.marks {
		if m.kind == aRole && m.key == role {
			return true
		}
	}
	return false
}

func (r *reading) holdsAny(stems []string) bool {
	for _, s := range stems {
		if r.stems[s] {
			return true
		}
	}
	return false
}

// names reports whether a name stands in the text: to the letter when it is an abbreviation, else in another form or as a part of a word too.
func (r *reading) names(written, folded string) bool {
	if full, ok := bodies[written]; ok && r.phrase(full) {
		return true
	}
	if abbreviated(written) {
		base := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(written, "'s"), "’s"), "s")
		return r.raw[written] || r.raw[base] || r.raw[base+"'s"] || r.raw[base+"s"]
	}
	if r.tokens[folded] || r.tokens[strings.TrimSuffix(folded, "s")] || r.tokens[folded+"s"] {
		return true
	}
	for abbreviation, full := range bodies {
		if r.raw[abbreviation] && strings.Contains(" "+full+" ", " "+folded+" ") {
			return true
		}
	}
	terms := dutch.WordTerms(folded)
	if len(terms) == 0 {
		return true
	}
	if r.stems[dutch.Singular(terms[0].Text)] {
		return true
	}
	for _, part := range strings.Split(folded, "-") {
		if !r.tokens[part] {
			return false
		}
	}
	return true
}

// phrase reports whether folded words stand in the text in this order.
func (r *reading) phrase(folded string) bool {
	parts := strings.Fields(folded)
	for i := 0; i+len(parts) <= len(r.words); i++ {
		n := 0
		for n < len(parts) && r.words[i+n].Text == parts[n] {
			n++
		}
		if n == len(parts) {
			return true
		}
	}
	return false
}
