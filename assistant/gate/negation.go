package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// negations turn what is said around.
var negations = words("niet geen nooit nergens niemand niets niks noch nimmer evenmin zonder geenszins allerminst onmogelijk")

// opposites are pairs of which a sentence may not say the one where the passage says the other.
var opposites = func() map[string][]string {
	m := map[string][]string{}
	for _, pair := range []string{
		"altijd nooit", "altijd soms", "altijd meestal", "verplicht vrijwillig", "verplicht vrij", "gratis betaald", "kosteloos betaald", "binnen na", "binnen buiten", "meer minder", "minimaal maximaal",
		"minstens hoogstens", "minstens maximaal", "minimaal hoogstens", "voor na", "vanaf tot", "met zonder", "mag moet", "kan moet", "moet hoeft", "iedereen niemand",
		"iedereen sommigen", "alle sommige", "alleen ook", "eerder later", "begin einde", "hoger lager", "vooraf achteraf", "open gesloten", "open dicht",
		"toegewezen afgewezen", "meerderjarig minderjarig", "slachtoffer verdachte", "slachtoffer dader", "strafrechter burgerlijke", "strafrechter civiele",
		"ouder jonger", "langer korter", "eerste laatste", "openbaar besloten", "schriftelijk mondeling", "voordat nadat", "zwaar licht", "ernstig licht",
		"wel niet", "mogelijk onmogelijk", "bekend onbekend", "veilig onveilig", "schuldig onschuldig", "volwassenen kinderen", "boven onder", "vroeger later",
		"veilig gevaarlijk", "nat droog", "natte droge", "was ongewassen", "wassen ongewassen", "warm koud", "plastic papieren", "plastic papier", "thuis buitenshuis",
		"bewaar wis", "bewaren wissen", "bewaar verwijder", "blokkeer deblokkeer", "binnenkant buitenkant", "beter slechter", "duurder goedkoper", "vooraf afloop", "voor afloop",
	} {
		f := strings.Fields(pair)
		m[f[0]] = append(m[f[0]], f[1])
		m[f[1]] = append(m[f[1]], f[0])
	}
	return m
}()

// How clauses are laid beside each other.
const (
	alike        = 0.4  // share of a clause's words that must stand in a piece of the passage to be compared with it
	asAlike      = 0.02 // pieces that are alike to within this are equally likely to be meant
	surroundings = 0.2  // what it adds that the sentences they are in are alike
	pieceMost    = 4    // clauses of the passage that one clause of a sentence may take together
)

// piece is a run of clauses of the passage that a clause of the sentence may come from.
type piece struct {
	stretch
	words    map[string]bool
	likeness float64
}

// sameSign lays every clause of the sentence beside the pieces of the passage that are most like it. One of them must deny as often as the
// clause does, and hold the same of each pair of opposites.
func sameSign(sentence, passage *reading) bool {
	whole := make([]map[string]bool, len(sentence.sentences))
	for i, s := range sentence.sentences {
		whole[i] = sentence.bag(s)
		if t, ok := passage.likest(whole[i]); ok && opposed(sentence, s, passage, t) {
			return false
		}
	}
	for _, c := range sentence.clauses {
		mine := sentence.bag(c)
		pieces := passage.like(mine, whole[sentence.words[c.from].sentence])
		if len(mine) == 0 && passage.saysOtherwise(sentence, c) {
			return false
		}
		agreed := len(pieces) == 0 // the passage says nothing like it: whether it is supported is for the other checks
		for _, p := range pieces {
			if sentence.denials(c, nil)%2 == passage.denials(p.stretch, mine)%2 && !opposed(sentence, c, passage, p.stretch) {
				agreed = true
				break
			}
		}
		if !agreed {
			return false
		}
	}
	return true
}

// saysOtherwise reports whether the passage has the words of a clause that says little by itself, such as "ga er zelf heen", only where it denies them,
// or only where it does not deny what the clause denies.
func (r *reading) saysOtherwise(sentence *reading, c stretch) bool {
	var said []string
	for _, w := range sentence.words[c.from:c.to] {
		if !negations[w.Text] && !connectors[w.Text] {
			said = append(said, w.Text)
		}
	}
	if len(said) < wholeWords-1 {
		return false
	}
	found := false
	for _, s := range r.sentences {
		n, from, i := 0, s.from, s.from
		for ; i < s.to && n < len(said); i++ {
			if r.words[i].Text == said[n] {
				if n++; n == 1 {
					from = i
				}
			}
		}
		if n < len(said) || i-from > 2*len(said) {
			continue
		}
		if sentence.denials(c, nil)%2 == r.denials(stretch{from, i}, nil)%2 {
			return false
		}
		found = true
	}
	return found
}

// like returns the pieces of the passage that are most like the words of a clause, and of those that are equally so, the ones from a
// sentence like the whole sentence that the clause is in.
func (r *reading) like(mine, whole map[string]bool) []piece {
	if len(mine) == 0 {
		return nil
	}
	best := 0.0
	var all []piece
	of, context := -1, 0.0
	for i := range r.clauses {
		if s := r.words[r.clauses[i].from].sentence; s != of {
			of, context = s, surroundings*contained(whole, r.bag(r.sentences[s]))
		}
		var p piece
		p.words = map[string]bool{}
		for j := i; j < len(r.clauses) && j < i+pieceMost; j++ {
			if r.words[r.clauses[j].from].sentence != r.words[r.clauses[i].from].sentence {
				break
			}
			p.stretch = stretch{r.clauses[i].from, r.clauses[j].to}
			for w := range r.bag(r.clauses[j]) {
				p.words[w] = true
			}
			both := 0
			for w := range mine {
				if p.words[w] {
					both++
				}
			}
			if float64(both) < alike*float64(len(mine)) {
				continue
			}
			p.likeness = 2*float64(both)/float64(len(mine)+len(p.words)) + context
			best = max(best, p.likeness)
			all = append(all, p)
		}
	}
	kept := all[:0]
	for _, p := range all {
		if p.likeness >= best-asAlike {
			kept = append(kept, p)
		}
	}
	return kept
}

// likest returns the sentence of the text that is most like a bag of words, if any is.
func (r *reading) likest(words map[string]bool) (stretch, bool) {
	best, found := 0.0, stretch{}
	for _, s := range r.sentences {
		other := r.bag(s)
		share := contained(words, other)
		if share < alike {
			continue
		}
		if l := 2 * share * float64(len(words)) / float64(len(words)+len(other)); l > best {
			best, found = l, s
		}
	}
	return found, best > 0
}

// contained returns the share of a that b has too.
func contained(a, b map[string]bool) float64 {
	if len(a) == 0 {
		return 0
	}
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// denials counts the negations of a stretch; where about is given, only those of a word that is in it.
func (r *reading) denials(s stretch, about map[string]bool) int {
	n := 0
	for i := s.from; i < s.to; i++ {
		if !negations[r.words[i].Text] || r.widens(i) {
			continue
		}
		if about == nil || r.concerns(i, s, about) {
			n++
		}
	}
	return n
}

// widens reports a "niet alleen … maar ook", which denies nothing.
func (r *reading) widens(i int) bool {
	to := r.sentences[r.words[i].sentence].to
	if i+1 >= to || r.words[i+1].Text != "alleen" && r.words[i+1].Text != "slechts" {
		return false
	}
	for j := i + 2; j < to; j++ {
		if w := r.words[j].Text; w == "ook" || w == "maar" {
			return true
		}
	}
	return false
}

// concerns reports whether the nearest word with a meaning on either side of word i is one of those given.
func (r *reading) concerns(i int, s stretch, about map[string]bool) bool {
	none := true
	for j := i + 1; j < s.to; j++ {
		if w := r.words[j]; len(w.stems) > 0 {
			if about[w.stems[0]] {
				return true
			}
			none = false
			break
		}
	}
	for j := i - 1; j >= s.from; j-- {
		if w := r.words[j]; len(w.stems) > 0 {
			return about[w.stems[0]]
		}
	}
	return none
}

// opposed reports whether one stretch has a word of which the other has the opposite only.
func opposed(a *reading, s stretch, b *reading, t stretch) bool {
	mine, theirs := a.plain(s), b.plain(t)
	for w := range mine {
		if theirs[w] {
			continue
		}
		for _, o := range opposites[w] {
			if theirs[o] && !mine[o] {
				return true
			}
		}
		if un := "on" + w; theirs[un] && !mine[un] { // "gewassen" for "ongewassen"
			return true
		}
		if bare, un := strings.CutPrefix(w, "on"); un && len(bare) > 3 && theirs[bare] && !mine[bare] {
			return true
		}
	}
	return false
}

// plain returns the words of a stretch with the forms of a modal verb made one.
func (r *reading) plain(s stretch) map[string]bool {
	m := map[string]bool{}
	for _, w := range r.words[s.from:s.to] {
		if base := dutch.Modal(w.Text); base != "" {
			m[base] = true
		} else {
			m[w.Text] = true
		}
	}
	return m
}
