package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// prove looks in the lines from amount k up to the next one for what is said about evidence. The last word counts.
func (c *call) prove(all []Amount, k int) {
	a := &all[k]
	a.Evidence = Unclear
	if a.Kind == Benefit {
		return // what another paid needs no receipt of the client
	}
	end := a.Utt[len(a.Utt)-1] + 7
	for n := k + 1; n < len(all); n++ {
		if all[n].at > a.at && (all[n].Kind == Material || all[n].Kind == Immaterial) {
			end = min(end, all[n].at)
			break
		}
	}
	// "Hebt u daar de rekening van?" may come before the amount: "zestig euro, die ligt hier".
	p := c.previous(a.at)
	asked := p >= 0 && c.lines[p].staff() && c.lines[p].asks && asksProof.MatchString(c.lines[p].fold)
	for i, steps := a.at, 0; i >= 0 && (i < end || i == a.at) && steps < 6; i, steps = c.next(i), steps+1 {
		l := c.lines[i]
		text := l.fold
		if i == a.at { // only what follows the amount, and its own sentence
			text = dutch.Fold(l.Text[sentenceStart(l.Text, a.start):])
			if k+1 < len(all) && all[k+1].at == i {
				cut := len(dutch.Fold(l.Text[sentenceStart(l.Text, a.start):all[k+1].start]))
				tail := ""
				if last := all[lastIn(all, k)]; last.at == i { // "bonnen heb ik" behind several speaks of all
					if rest := dutch.Fold(l.Text[last.end:]); severalProofs.MatchString(rest) {
						tail = " " + rest
					}
				}
				text = text[:min(cut, len(text))] + tail
			}
		}
		text = account.ReplaceAllString(text, "")
		if l.staff() {
			if l.asks && i > a.at && !asksProof.MatchString(text) && !proofNoun.MatchString(text) {
				break // another subject
			}
			asked = l.asks && (asksProof.MatchString(text) || proofNoun.MatchString(text))
			if hasPhrase(text, "bewaar de", "bewaar die") {
				asked = true // where they are is said next
			}
			if (proofNo.MatchString(text) || hasPhrase(text, "bewaar de", "bewaar die")) && !l.asks && hasPhrase(text, "nodig", "bewaar de", "opvragen") {
				if a.Evidence == Unclear {
					a.Evidence = mark(a, Needed, i)
				}
			}
			continue
		}
		switch {
		case hasPhrase(text, "zal ze", "zal hij", "zal wel", "zullen wel"):
		case cannotProve.MatchString(text):
			a.Evidence = mark(a, Needed, i)
		case proofNo.MatchString(text) && !proofButYes.MatchString(afterNo(text)):
			a.Evidence = mark(a, Needed, i)
		case proofNoun.MatchString(text) && proofYes.MatchString(text) && !hasPhrase(text, "kopen", "bank betaald"):
			a.Evidence = mark(a, AtHand, i)
		case proofBeside.MatchString(text):
			a.Evidence = mark(a, AtHand, i)
		case asked && opensNo.MatchString(text):
			a.Evidence = mark(a, Needed, i)
		case asked && lies.MatchString(text):
			a.Evidence = mark(a, AtHand, i)
		case asked && opensYes.MatchString(text):
			if hasPhrase(text, "vragen", "opvragen") {
				a.Evidence = mark(a, Needed, i)
			} else if a.Evidence == Unclear {
				a.Evidence = mark(a, AtHand, i)
			}
		}
		asked = false
	}
}

var (
	// A receipt that is named beside the amount is there.
	proofBeside = expressed(`\bmet (?:een |de )?` + proofNouns + `\b|\b` + proofNouns + ` (?:erbij|ernaast|bij de hand|bijgevoegd|in (?:de|een|mijn) (?:map|la|kast|ordner|lade))\b`)
	cannotProve = expressed(`\b(?:niet|nooit|niks|niets|moeilijk|lastig) (?:\w+ ){0,2}(?:bewijzen|aantonen|hard maken)\b|\b(?:niks|niets|geen letter) (?:\w+ ){0,2}op papier\b|\bzwart (?:betaald|gegeven|geleend)\b|\bzonder ` + proofNouns + `\b`)
)

var severalProofs = expressed(`\b(?:bonnen|bonnetjes|rekeningen|facturen|nota's|beide|allebei|allemaal|overal)\b`)

// lastIn is the last amount of the line of amount k.
func lastIn(all []Amount, k int) int {
	for k+1 < len(all) && all[k+1].at == all[k].at {
		k++
	}
	return k
}

// afterNo is what follows the first denial: "geen bon meer, maar wel de bestelling".
func afterNo(text string) string {
	if i := strings.Index(text, "geen"); i >= 0 {
		if j := strings.Index(text[i:], "maar"); j >= 0 {
			return text[i+j:]
		}
	}
	return ""
}

func mark(a *Amount, p Proof, i int) Proof {
	if last := a.Utt[len(a.Utt)-1]; i > last {
		a.Utt = append(a.Utt, i)
	}
	return p
}

func sentenceStart(text string, at int) int {
	for _, s := range dutch.Sentences(text) {
		if at >= s.Start && at < s.End {
			return s.Start
		}
	}
	return 0
}

var (
	lies       = expressed(`\b(?:die|ze|hij|dat) (?:ligt|liggen|zit|zitten|heb|hebben)\b|^(?:beide|allebei|alle|alles|allemaal)\b`)
	account    = expressed(`\bop (?:de|mijn|zijn|haar|onze|die|een|hun) (?:\w+ )?rekening\b`)
	opensYes   = expressed(`^(?:(?:eh|nou|oh|o|mhm),? )*(?:ja|jawel|jazeker|zeker|heb ik|hebben we|klopt)\b`)
	opensNo    = expressed(`^(?:(?:eh|nou|oh|o),? )*(?:nee|neen|nog niet|niet meer|helaas)\b`)
	ofOneYesNo = expressed(`\b(?:van|voor) (?:de|het|die|dat|mijn) (\w+) (wel|niet)\b`)
)

// proveByName reads "van de boot wel, van de benzine niet".
func (c *call) proveByName(all []Amount) {
	for i := range c.lines {
		if !c.usable(i) || c.lines[i].staff() {
			continue
		}
		for _, m := range ofOneYesNo.FindAllStringSubmatch(c.lines[i].fold, 4) {
			for n := 2*len(all) - 1; n >= 0; n-- { // first by their own sentence, then with the one before
				k := n % len(all)
				if all[k].at > i || i-all[k].at > 6 || !about(all[k], c, m[1], n < len(all)) {
					continue
				}
				all[k].Evidence = Needed
				if m[2] == "wel" {
					all[k].Evidence = AtHand
				}
				all[k].Evidence = mark(&all[k], all[k].Evidence, i)
				break
			}
		}
	}
}

// about reports whether the words of an amount speak of noun.
func about(a Amount, c *call, noun string, wide bool) bool {
	stem := dutch.Stem(noun)
	text := dutch.Fold(c.sentenceAt(a.at, a.start))
	if p := c.previous(a.at); p >= 0 && wide {
		text += " " + c.lines[p].fold
	}
	for _, t := range dutch.Tokens(text) {
		if strings.Contains(t.Text, stem) {
			return true
		}
	}
	return false
}
