package danger

import (
	"fmt"
	"slices"
	"strings"
)

// maxRows bounds how many rows of words one entry of a lexicon may stand for.
const maxRows = 400

// parsePhrase reads an entry. Its notation: words; word|word for either; word* for a beginning; _ for any word; .. for up to four words; @CLASS for
// a word of that class; (some words|others) for a choice; ? after a word or choice that may be absent; $ where nothing more is said. It returns every
// row that the entry stands for.
func (l *lexicon) parsePhrase(entry string) ([][]element, error) {
	entry = strings.NewReplacer("-", " ", "'", "", "(", " ( ", ")", " ) ").Replace(entry)
	entry = strings.ReplaceAll(entry, ") ?", ")?")
	p := phraseParser{lex: l, words: strings.Fields(entry)}
	rows, err := p.sequence(0)
	if err == nil && p.at < len(p.words) {
		err = fmt.Errorf("%q: stray %q", entry, p.words[p.at])
	}
	return rows, err
}

type phraseParser struct {
	lex   *lexicon
	words []string
	at    int
}

// sequence reads items up to the end, or in a choice up to ) or a | that stands by itself.
func (p *phraseParser) sequence(depth int) ([][]element, error) {
	rows := [][]element{nil}
	for p.at < len(p.words) {
		w := p.words[p.at]
		if strings.HasPrefix(w, ")") {
			if depth == 0 {
				return nil, fmt.Errorf("stray )")
			}
			break
		}
		p.at++
		var alternatives [][]element
		optional := false
		if w == "(" {
			var err error
			if alternatives, optional, err = p.choice(); err != nil {
				return nil, err
			}
		} else {
			w, optional = strings.CutSuffix(w, "?")
			alternatives = [][]element{{p.lex.element(w)}}
		}
		if optional && len(alternatives) == 1 && len(alternatives[0]) == 1 {
			e := alternatives[0][0]
			e.optional = true
			alternatives[0] = []element{e}
		} else if optional {
			alternatives = append(alternatives, nil)
		}
		var next [][]element
		for _, row := range rows {
			for _, a := range alternatives {
				next = append(next, append(slices.Clone(row), a...))
			}
		}
		if rows = next; len(rows) > maxRows {
			return nil, fmt.Errorf("stands for more than %d rows", maxRows)
		}
	}
	return rows, nil
}

// choice reads what is between brackets. Alternatives of one word each become one element.
func (p *phraseParser) choice() (alternatives [][]element, optional bool, err error) {
	// The bar separates rows of words here, so the words are taken apart at it first.
	end, nested := p.at, 1
	for ; end < len(p.words); end++ {
		if p.words[end] == "(" {
			nested++
		} else if strings.HasPrefix(p.words[end], ")") {
			if nested--; nested == 0 {
				break
			}
		}
	}
	if end == len(p.words) {
		return nil, false, fmt.Errorf("no ) for (")
	}
	if closes := p.words[end]; len(closes) > 2 && strings.HasPrefix(closes, ")?") {
		return nil, false, fmt.Errorf("%q: a space is missing behind )?", strings.Join(p.words, " ")) // what stands there would be lost
	}
	optional = p.words[end] == ")?"
	var branches [][]string
	branch := []string{}
	nested = 0
	for _, w := range p.words[p.at:end] {
		if w == "(" {
			nested++
		}
		if strings.HasPrefix(w, ")") {
			nested--
		}
		if nested > 0 || w == "(" || strings.HasPrefix(w, ")") {
			branch = append(branch, w)
			continue
		}
		pieces := strings.Split(w, "|")
		for i, piece := range pieces {
			if i > 0 {
				branches = append(branches, branch)
				branch = []string{}
			}
			if piece != "" {
				branch = append(branch, piece)
			}
		}
	}
	branches = append(branches, branch)
	p.at = end + 1
	var single element
	for _, b := range branches {
		if len(b) == 0 {
			continue
		}
		q := phraseParser{lex: p.lex, words: b}
		rows, err := q.sequence(0)
		if err != nil {
			return nil, false, err
		}
		for _, row := range rows {
			if len(row) == 1 && !row[0].isClass && row[0].gap == 0 && !row[0].ends && !row[0].optional {
				single.words = append(single.words, row[0].words...)
				single.prefixes = append(single.prefixes, row[0].prefixes...)
			} else if len(row) > 0 {
				alternatives = append(alternatives, row)
			}
		}
	}
	if len(single.words)+len(single.prefixes) > 0 {
		alternatives = append([][]element{{single}}, alternatives...)
	}
	return alternatives, optional, nil
}

// element compiles one word of a phrase.
func (l *lexicon) element(w string) element {
	var e element
	switch {
	case w == "_":
		e.gap = exactlyOne
	case w == "..":
		e.gap = 4
	case w == "$":
		e.ends = true
	default:
		for alternative := range strings.SplitSeq(w, "|") {
			if name, ok := strings.CutPrefix(alternative, "@"); ok {
				e.class, e.isClass = l.class(name), true
			} else if prefix, ok := strings.CutSuffix(alternative, "*"); ok {
				e.prefixes = append(e.prefixes, fold(prefix))
			} else {
				e.words = append(e.words, fold(alternative))
			}
		}
	}
	return e
}

// exactlyOne is the gap that _ stands for.
const exactlyOne = -1
