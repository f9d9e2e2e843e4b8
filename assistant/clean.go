package assistant

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"unicode"

	"wegwijzer/assistant/gate"
	"wegwijzer/assistant/injection"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// givenURL is the address of a passage that a caller handed in. It is in no index, so no address in it is passed on.
const givenURL = "about:given"

// cleaned returns what was found without what someone planted in it: text that cannot be seen, markup, and sentences that speak to a
// machine instead of to a reader. A page of a victim support site never does that, so little is lost when one is left out by mistake; and a
// model that obeys everything finds nothing to obey. It is not the last wall: a sentence that got through still passes the gate or not.
func (h *honesty) cleaned(found knowledge.Result) knowledge.Result {
	known := addressBook(found)
	found.Hits, found.Rest = slices.Clone(found.Hits), slices.Clone(found.Rest)
	for i := range found.Hits {
		if found.Hits[i].URL == givenURL {
			found.Hits[i].Text = withoutStrangers(injection.Honest(found.Hits[i].Text), known)
			continue
		}
		found.Hits[i].Text = h.of(found.Hits[i].Text)
	}
	for i := range found.Rest {
		found.Rest[i].Text = h.of(found.Rest[i].Text)
	}
	return found
}

// honesty remembers what injection.Honest made of the passages of the index: looking takes a millisecond, and the same ones are found again and
// again. Of a passage that is honest, as nearly all are, only its hash is kept, so that a whole library fits. Nothing that a caller handed in is
// remembered.
type honesty struct {
	mu    sync.Mutex
	looks map[[sha256.Size]byte]look
}

// look is what became of a passage.
type look struct {
	same bool
	text string // what was left of it; "" when it stayed the same
}

// mostRemembered bounds the memory to some ten megabytes.
const mostRemembered = 1 << 17

func (h *honesty) of(text string) string {
	key := sha256.Sum256([]byte(text))
	h.mu.Lock()
	l, ok := h.looks[key]
	h.mu.Unlock()
	if !ok {
		l = look{text: injection.Honest(text)}
		if l.text == text {
			l = look{same: true}
		}
		h.mu.Lock()
		if h.looks == nil || len(h.looks) >= mostRemembered {
			h.looks = map[[sha256.Size]byte]look{}
		}
		h.looks[key] = l
		h.mu.Unlock()
	}
	if l.same {
		return text
	}
	return l.text
}

// withoutStrangers leaves out the sentences with an address that is not in the index.
func withoutStrangers(text string, known map[string]bool) string {
	if len(gate.Link.FindStringIndex(text)) == 0 {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		var kept []string
		for _, s := range dutch.Sentences(line) {
			sentence, strange := line[s.Start:s.End], false
			for _, l := range gate.Link.FindAllString(sentence, -1) {
				strange = strange || !known[host(strings.TrimRight(l, ".,;:)!?\"'”’"))]
			}
			if !strange {
				kept = append(kept, sentence)
			}
		}
		lines[i] = strings.Join(kept, " ")
	}
	return strings.Join(lines, "\n")
}

// withGiven puts the best of a passage that a caller handed in before the rest, when none of it was chosen: it counts as found.
func withGiven(question string, sentences []Sentence, found knowledge.Result) []Sentence {
	if len(found.Hits) == 0 || found.Hits[0].URL != givenURL {
		return sentences
	}
	for _, s := range sentences {
		if s.Cites[0].URL == givenURL {
			return sentences
		}
	}
	wanted := bag(question)
	best, most := -1, -1
	units := unitsOf(0, found.Hits[0].Passage)
	for i, u := range units {
		if n := shared(bag(u.text), wanted); n > most && !strings.HasSuffix(u.text, "?") && strings.ContainsFunc(u.text, unicode.IsLetter) {
			best, most = i, n
		}
	}
	if best < 0 {
		return sentences
	}
	p := found.Hits[0]
	first := Sentence{Text: units[best].text, Cites: []Cite{{URL: p.Link(), Title: p.Title, Quote: units[best].quote}}}
	return append([]Sentence{first}, sentences[:min(len(sentences), maxUnits-1)]...)
}

func shared(a, b map[string]bool) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}
