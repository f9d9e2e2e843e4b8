package gate

import "wegwijzer/internal/dutch"

// A page says of much that it may be so, or is so for some. Who leaves that out makes a promise.

var (
	seldomly = words("soms vaak meestal misschien zelden waarschijnlijk sommige sommigen")
	// With these a sentence keeps that something is so for some only, or may be so.
	hedging  = words("soms vaak meestal misschien zelden waarschijnlijk sommige sommigen regelmatig mogelijk geregeld gewoonlijk")
	possibly = words("kan kun kunt kunnen mag mogen kon konden mogelijk mogelijkheid misschien soms vaak meestal")
	gets     = words("krijg krijgt krijgen ontvang ontvangt ontvangen")
	asksFor  = words("vraag vraagt vragen verzoek aanvragen aanvraagt")
)

// hedged is the share of a clause's words that a sentence must take for its "soms" or "kan" to be wanted too.
const hedged = 0.6

// keepsHedges reports whether a sentence keeps, of each clause that it takes from a place, that this is so sometimes only, or may be so, or must be asked for.
func (r *reading) keepsHedges(passage *reading, y telling) bool {
	mine := r.bag(stretch{0, len(r.words)})
	some, may := r.tells(hedging), r.tells(possibly)
	place := passage.sentences[y.at]
	for _, c := range passage.clauses {
		if c.from < place.from || c.from >= place.to {
			continue
		}
		theirs := passage.bag(c)
		for _, w := range passage.words[c.from:c.to] {
			if seldomly[w.Text] || asksFor[w.Text] || dutch.Modal(w.Text) != "" {
				delete(theirs, firstStem(w))
			}
		}
		if len(theirs) == 0 || contained(theirs, mine) < hedged {
			continue
		}
		can, could, seldom, request, sole := false, false, false, false, false
		for i, w := range passage.words[c.from:c.to] {
			sole = sole || w.Text == "alleen" && c.from+i+1 < c.to && soleWho[passage.words[c.from+i+1].Text]
			can = can || w.Text == "kan" || w.Text == "kunnen"
			could = could || w.Text == "kun" || w.Text == "kunt"
			seldom = seldom || seldomly[w.Text]
			request = request || asksFor[w.Text]
		}
		denied := passage.denials(c, nil) > 0
		switch {
		case seldom && !some, sole && !r.tells(solely),
			can && !denied && !may && !some && !r.orders(),
			(could || request) && !denied && r.tells(gets) && !passage.tellsIn(c, gets) && !r.tells(asksFor) && !may:
			return false
		}
	}
	return true
}

// soleWho are those of whom "alleen" before them says that it is nobody else.
var soleWho = words("jij u wij jullie zij hij")

// orders reports whether a sentence only tells somebody to do something.
func (r *reading) orders() bool {
	return len(r.sentences) > 0 && r.dutyOf(r.sentences[0])&order != 0
}

func (r *reading) tellsIn(s stretch, set map[string]bool) bool {
	for _, w := range r.words[s.from:s.to] {
		if set[w.Text] {
			return true
		}
	}
	return false
}

// onlyAsked reports whether sentence i is a question of yes or no: it proves nothing by itself. One that is answered yes, or denied as the part is, says it with
// its answer.
func (r *reading) onlyAsked(i int, denied bool) bool {
	s := r.sentences[i]
	if b := r.behind(i); len(b) == 0 || b[0] != '?' || !dutch.Finite(r.words[s.from].Text) {
		return false
	}
	if i+1 < len(r.sentences) {
		switch r.words[r.sentences[i+1].from].Text {
		case "ja", "jazeker", "zeker":
			return denied
		case "nee":
			return !denied
		}
	}
	return true
}

// asked reports whether a part of a sentence stands in a question.
func (r *reading) asked(part stretch) bool {
	b := r.behind(r.words[part.from].sentence)
	return len(b) > 0 && b[0] == '?'
}
