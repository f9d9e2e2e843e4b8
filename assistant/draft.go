package assistant

import (
	"encoding/json"
	"strings"
)

// draft is a sentence as a model proposes it. Nothing of it is shown before it was verified.
type draft struct {
	Text  string  `json:"text"`
	Cites handles `json:"cites"`
	Quote string  `json:"quote"` // of a translated sentence: the Dutch one
}

// handles are the sources a draft names. Models write one as a word or as a list.
type handles []string

// UnmarshalJSON takes a word, a list of words, or null; in a list what is no word is left out.
func (h *handles) UnmarshalJSON(raw []byte) error {
	var list []any
	if json.Unmarshal(raw, &list) != nil {
		var one any
		if err := json.Unmarshal(raw, &one); err != nil {
			return err
		}
		list = []any{one}
	}
	*h = nil
	for _, x := range list {
		if s, ok := x.(string); ok {
			*h = append(*h, strings.Fields(strings.ReplaceAll(s, ",", " "))...)
		}
	}
	return nil
}

// How much of a reply is read.
const (
	draftLimit  = 4 << 10  // bytes of one sentence with its sources
	repliedMost = 64 << 10 // bytes of a reply
)

// drafts finds the sentences in a reply while it comes. It reads JSON lines, a JSON list, or a list within another object, takes what is
// between them for noise, and gives a sentence only when it is closed: a reply that is cut off ends in nothing.
type drafts struct {
	open     []byte // the object that is being read, from its brace
	inside   bool   // an object is open
	quoted   bool   // within a string of it
	escaped  bool   // behind a backslash in that
	read     int
	overflow bool // more than a reply may be was said; the rest is not read
	broken   int  // objects that were no sentence
}

// add takes the next piece and returns the sentences that it closed.
func (d *drafts) add(piece string) []draft {
	var closed []draft
	for i := 0; i < len(piece); i++ {
		if d.read++; d.read > repliedMost {
			d.overflow = true
			return closed
		}
		if x, ok := d.take(piece[i]); ok {
			closed = append(closed, x)
		}
	}
	return closed
}

// take reads one byte. A brace opens an object anew, so that of nested ones the innermost counts; a line that ends within a string ends
// the object, so that one broken line does not swallow the next.
func (d *drafts) take(c byte) (draft, bool) {
	if !d.inside {
		if c == '{' {
			d.begin()
		}
		return draft{}, false
	}
	d.open = append(d.open, c)
	switch {
	case len(d.open) > draftLimit || d.quoted && c == '\n':
		d.inside = false
		d.broken++
	case d.escaped:
		d.escaped = false
	case d.quoted && c == '\\':
		d.escaped = true
	case c == '"':
		d.quoted = !d.quoted
	case d.quoted:
	case c == '{':
		d.begin()
	case c == '}':
		d.inside = false
		var x draft
		if json.Unmarshal(d.open, &x) == nil && strings.TrimSpace(x.Text) != "" {
			return x, true
		}
		d.broken++
	}
	return draft{}, false
}

func (d *drafts) begin() {
	d.open = append(d.open[:0], '{')
	d.inside, d.quoted, d.escaped = true, false, false
}
