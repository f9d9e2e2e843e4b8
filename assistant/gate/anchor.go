package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// The gate of Check asks whether a sentence is borne out by a passage. A model can also put together what the passage says of different
// things; so a sentence of a model must besides hang on one place of it.
const (
	anchorage = 0.7 // share of what a part of a sentence says that must stand in one place
	strangers = 1   // words with a meaning in such a part that the place may lack whatever the share: a careful writer's own word
	fewWords  = 4   // words with a meaning up to which none may be lacking
)

// firm are words that make a sentence promise more. They may not be a model's own.
var firm = words("zeker altijd nooit gegarandeerd garandeert garantie automatisch vanzelf meteen direct onmiddellijk iedereen niemand niets niks alle alles elke elk ieder iedere volledig helemaal " +
	"gratis kosteloos verplicht uitsluitend alleen enkel sowieso beslist absoluut ongetwijfeld onbeperkt eeuwig levenslang overal hoogste beste enige")

// ties join what may hold only together: what stands on both sides must come from one place.
var ties = words("als wanneer zodra zolang indien tenzij mits voordat nadat totdat omdat doordat zodat waardoor daardoor hoewel terwijl want dus dan anders")

// Anchored reports whether every part of a sentence hangs on one place of the passage: a sentence of it, one with the next, or an item with
// the line that opens its list. Parts are what "en", "maar" or a full stop divides; where a condition or a reason ties them, there is one part.
func Anchored(sentence, passage string) bool {
	s, p := read(sentence), read(passage)
	for _, w := range s.words {
		if firm[w.Text] && !p.tokens[w.Text] && !p.stems[firstStem(w)] {
			return false
		}
	}
	if s.stranger(p) {
		return false
	}
	places := p.places()
	for _, part := range s.parts() {
		if !s.hangs(part, places) {
			return false
		}
	}
	return true
}

var (
	articles = words("de het een zijn haar hun ons onze je jouw uw deze dit die dat elke iedere door bij via van aan met tegen naar")
	// Nouns that add nobody and nothing.
	neutral = words("manier moment keer geval gevallen situatie vraag vragen hulp stap stappen ding dingen mensen persoon iemand informatie uitleg weg wegen kant deel plek mogelijkheid mogelijkheden keuze reden")
)

// stranger reports a noun of the sentence that the passage lacks: someone who acts, or something that is given, that nobody spoke of.
func (r *reading) stranger(passage *reading) bool {
	for i := 1; i < len(r.words); i++ {
		w := r.words[i]
		if len(w.stems) == 0 || !content(w.stems[0]) || r.counting[i] || r.named[i] || neutral[w.Text] || passage.holdsAny(w.stems) || strings.ContainsAny(w.Text, ".@") {
			continue
		}
		if articles[r.words[i-1].Text] && r.words[i-1].sentence == w.sentence {
			return true
		}
	}
	return false
}

func firstStem(w word) string {
	if len(w.stems) == 0 {
		return ""
	}
	return w.stems[0]
}

// thereafter is how many words from the first one of a sentence "dan" points to what stands before it, and ties nothing in it.
const thereafter = 4

// parts divides a sentence: at "en" or "maar" between two things that say enough. What a condition or a reason ties stays together, but for what is joined
// behind it as a sentence of its own, which the order of its words tells: "ga naar je huisarts als het niet minder wordt en bel 113".
func (r *reading) parts() []stretch {
	var all []stretch
	for _, s := range r.sentences {
		from, meaning, last := s.from, 0, r.lastTie(s)
		fronted := ties[r.words[s.from].Text] || last >= 0 && dutch.Finite(r.words[s.from].Text) && r.asked(s)
		for i := s.from; i < s.to; i++ {
			if w := r.words[i].Text; (w == "en" || w == "maar" || strings.Contains(r.gap(i), ";")) && i > from {
				own := r.saysItself(i, s.to)
				apart := meaning >= 2 && r.meaning(stretch{i, s.to}) >= 2 || meaning >= 1 && own
				if apart && (last < 0 || own && !fronted && last < i) {
					all = append(all, stretch{from, i})
					from, meaning = i, 0
				}
			}
			if len(r.words[i].stems) > 0 {
				meaning++
			}
		}
		all = append(all, stretch{from, s.to})
	}
	return all
}

// lastTie returns the number of the last word of a sentence that ties, or -1.
func (r *reading) lastTie(s stretch) int {
	for i := s.to - 1; i >= s.from; i-- {
		if ties[r.words[i].Text] && !(r.words[i].Text == "dan" && i < s.from+thereafter) {
			return i
		}
	}
	return -1
}

// saysItself reports whether "en" at i joins what is a sentence by itself: with its verb first, or right behind its subject.
func (r *reading) saysItself(i, to int) bool {
	if w := r.words[i].Text; i+2 >= to || w != "en" && w != "maar" {
		return false
	}
	verb := func(j int) bool {
		return j < to && (dutch.Finite(r.words[j].Text) || dutch.Modal(r.words[j].Text) != "")
	}
	switch next := r.words[i+1].Text; {
	case doers[next] && verb(i+2), articles[next] && verb(i+3):
		return true
	case doers[next], articles[next]:
		return false
	}
	return verb(i+1) || verb(i+2) && len(r.words[i+1].stems) > 0 || r.dutyOf(stretch{i + 1, to})&order != 0
}

func (r *reading) meaning(s stretch) int {
	n := 0
	for _, w := range r.words[s.from:s.to] {
		if len(w.stems) > 0 {
			n++
		}
	}
	return n
}

// place is somewhere in a passage, with the stems that stand there.
type place map[string]bool

// places returns the sentences of a text, each with the next one, and items with the line that opens their list.
func (r *reading) places() []place {
	bags := make([]place, len(r.sentences))
	for i, s := range r.sentences {
		bags[i] = place{}
		for _, w := range r.words[s.from:s.to] {
			bags[i].add(w)
		}
	}
	all := append([]place{}, bags...)
	opener := -1
	for i := range bags {
		if i+1 < len(bags) {
			all = append(all, join(bags[i], bags[i+1]))
		}
		end := len(r.text)
		if i+1 < len(r.sentences) {
			end = r.words[r.sentences[i+1].from].Start
		}
		last := r.words[r.sentences[i].to-1]
		if strings.HasPrefix(strings.TrimSpace(r.text[last.End:end]), ":") {
			opener = i
		} else if opener >= 0 && i > opener+1 {
			all = append(all, join(bags[opener], bags[i]))
		}
	}
	return all
}

func (p place) add(w word) {
	for _, stem := range w.stems {
		p[stem] = true
	}
}

func join(a, b place) place {
	both := make(place, len(a)+len(b))
	for t := range a {
		both[t] = true
	}
	for t := range b {
		both[t] = true
	}
	return both
}

// hangs reports whether a part of a sentence stands in one of the places.
func (r *reading) hangs(part stretch, places []place) bool {
	all, _ := r.share(part, nil)
	if all == 0 {
		return true
	}
	for _, p := range places {
		_, found := r.share(part, p)
		lacking := all - found
		if lacking <= 0.5 || all > fewWords && lacking <= strangers || found/all >= anchorage && all > 2*fewWords {
			return true
		}
	}
	return false
}
