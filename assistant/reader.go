package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// atWork are the readers of pages that speak to who works for victims, of what their organisation does.
var atWork = map[string]bool{"professional": true, "gemeente": true}

// tradeWords are of who may ask for their work, beside workWords and helping.
var tradeWords = words("inwoonster bewoonster klant klanten kassière docent leraar lerares juf huisarts agent wijkagent hulpverlener verpleegkundige werkgever leidinggevende teamleider medewerker medewerkers personeel collega collega's burgemeester ambtenaar mentor beleid protocol nazorg")

// forOneself returns what was found without the pages for who works with victims, when who asks has told what was done to them and speaks of no work: whose
// shop was robbed is not told whom a municipality names for its inhabitants. What is only found there is left.
func forOneself(found knowledge.Result, said ...string) knowledge.Result {
	self := false
	for _, text := range said {
		for _, t := range dutch.Tokens(text) {
			if slices.Contains(workWords, t.Text) || tradeWords[t.Text] || t.Text == "doorverwijzen" || t.Text == "verwijzen" {
				return found
			}
		}
		told := clausesOf(text)
		self = self || told.has(mineWords) && told.suffered()
	}
	if !self {
		return found
	}
	own := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return atWork[h.Audience] })
	if len(own) == 0 || len(own) == len(found.Hits) {
		return found
	}
	if atWork[found.Hits[0].Audience] {
		found.Rest = nil // of the page that is left out
	}
	found.Hits = own
	return found
}

// setApart returns what was found without what is only for who asks for it: pages on suicide, and pages in another language beside Dutch ones. A teacher who asks
// after a rape is not told how to speak of a death, and who asks in Dutch reads Dutch.
func setApart(found knowledge.Result, lang string, said ...string) knowledge.Result {
	asked := slices.ContainsFunc(said, func(text string) bool { return asksOfDespair(text) || nearDespair(text) })
	dutchToo := lang == "nl" && slices.ContainsFunc(found.Hits, func(h knowledge.Hit) bool { return h.Lang == "nl" })
	kept := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool {
		return !asked && asksOfDespair(h.Title) || dutchToo && h.Lang != "nl" && h.Lang != ""
	})
	if len(kept) == len(found.Hits) {
		return found
	}
	if len(kept) == 0 || kept[0].URL != found.Hits[0].URL {
		found.Rest = nil // of the page that is left out
	}
	found.Hits = kept
	return found
}

// nearDespair reports whether a text speaks of a death by somebody's own hand without its name, or of a death among young people.
func nearDespair(text string) bool {
	return namesDeath(text) && namesYoung(text) || slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return ownHand[t.Text] })
}

var ownHand = words("einde leven sprong gesprongen opgehangen somber depressief")

// namesDeath reports whether a text speaks of somebody who died, or of who is left behind.
func namesDeath(text string) bool {
	return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool {
		return slices.ContainsFunc(deathStarts, func(start string) bool { return strings.HasPrefix(t.Text, start) })
	})
}

var deathStarts = strings.Fields("dood nabestaand overled overle vermoord moord omgebracht omgekomen verongelukt gestorven sterf sterv begraf begrav uitvaart rouw zelfmoord zelfdod verloren affectie")

// ofAlive reports whether a question is about somebody of the writer's to whom something was done, of whom nobody says that they died.
func ofAlive(question string) bool {
	told := clausesOf(question)
	return told.has(kinWords) && told.suffered() && !namesDeath(question)
}

// ofBereaved reports a sentence about who is left behind.
func ofBereaved(l skimmed) bool {
	return slices.ContainsFunc(l.tokens, func(t dutch.Token) bool {
		return strings.HasPrefix(t.Text, "nabestaand") || strings.HasPrefix(t.Text, "overled")
	})
}

// ofDespair reports a sentence with the line for who thinks of death. Unasked it stands last: below what was asked, and never before it.
func ofDespair(text string) bool {
	return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return t.Text == "113" })
}

// asksOfDespair reports whether a question itself names suicide, or that line.
func asksOfDespair(question string) bool {
	return slices.ContainsFunc(dutch.Tokens(question), func(t dutch.Token) bool {
		return t.Text == "113" || slices.ContainsFunc(softLines[0].starts, func(start string) bool { return strings.HasPrefix(dutch.Fold(t.Text), start) })
	})
}
