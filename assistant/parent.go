package assistant

import (
	"slices"
	"strconv"
	"strings"

	"wegwijzer/knowledge"
)

// Who is hurt by a child of their own is hurt at home: they are not told that their child was hurt, nor what to do when they hit it.

// byOwnChild reports whether a text tells that a child of the writer's hurts the writer: "mijn zoon slaat mij", "ik word geslagen door mijn dochter".
func byOwnChild(text string) bool {
	named := false  // a child was named last, and nobody else
	writes := false // the writer is who a clause that goes on is about: "ik word geschopt en geslagen door mijn zoon"
	for _, x := range clausesOf(text) {
		writes = x.of(writerWords) >= 0 || writes && x.joins
		at := x.ofOwnChild()
		others := slices.ContainsFunc(x.words, func(w string) bool { return slices.Contains(kinWords, w) && !ownChild[w] || slices.Contains(people, w) })
		hurt := slices.ContainsFunc(x.words, func(w string) bool { return begins(w, harming) })
		switch {
		case others || x.ofAnother():
			named = false
		case at > 0 && x.words[at-1] == "door":
			if hurt && writes {
				return true
			}
		case hurt && x.of(meWords) >= 0 && x.of(writerWords) < 0 && (at >= 0 || named && x.of(childPronouns) >= 0):
			return true
		case at >= 0:
			named = true
		}
	}
	return false
}

// ofOwnChild returns where a child of the writer's is named as such, or -1.
func (x clause) ofOwnChild() int {
	for i, w := range x.words {
		if i > 0 && ownChild[w] && slices.Contains(ownerWords, x.words[i-1]) {
			return i - 1
		}
	}
	return -1
}

// ofAnother reports whether a clause names who is somebody of a child's: "de vader van mijn dochter", "het vriendje van mijn zoon".
func (x clause) ofAnother() bool {
	at := x.ofOwnChild()
	return at > 0 && x.words[at-1] != "door" && upon[x.words[at-1]]
}

var (
	ownChild      = words("kind kinderen zoon zoons dochter dochters puber tiener stiefzoon stiefdochter pleegkind pleegzoon pleegdochter kleinzoon kleindochter kleinkind")
	childPronouns = strings.Fields("hij zij ze")
	// harming begin words of what is done to somebody's body, or to make them afraid.
	harming = strings.Fields("geslagen slaat slaan sloeg slag schop geschopt trapt getrapt mishand stomp gestompt bijt gebeten spuug spuwt duwt geduwd gooit bedreig dreigt wurg gewurgd knijpt scheldt uitgescholden agressi geweld")
)

// fromOwnChild is what stands for such a text where the site is searched: a word for a child finds what is said to the parents of one that was hurt.
const (
	fromOwnChild   = "ik word geslagen door een familielid, huiselijk geweld"
	fromGrownChild = "ik word geslagen door familie, ouderenmishandeling"
)

// asParent returns what is looked for where somebody is hurt by their own child, and any other text as it is.
func asParent(text string) string {
	switch {
	case !byOwnChild(text):
		return text
	case slices.ContainsFunc(tokenTexts(text), saysOld):
		return fromGrownChild
	}
	return fromOwnChild
}

// saysOld reports a word that says that somebody is old: a number of years, or a name for it.
func saysOld(w string) bool {
	return len(w) == 2 && w >= strconv.Itoa(oldAge) && w <= "99" || w == "bejaard" || w == "oudere" || w == "aow"
}

// ofHurtChild reports a passage of a page for the parents of a child that was hurt, or for who hurt one.
func ofHurtChild(p knowledge.Passage) bool {
	return slices.ContainsFunc(tokenTexts(p.Title), func(w string) bool { return strings.HasPrefix(w, "kindermishand") || w == "boosheid" })
}
