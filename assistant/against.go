package assistant

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// notUs are whom people may complain of instead of us, with what a page calls them.
var notUs = map[string]string{
	"politie": "politie", "agent": "politie", "agenten": "politie", "politieagent": "politie", "wijkagent": "politie", "agente": "politie", "rechercheur": "politie", "politieman": "politie",
	"om": "openbaar ministerie", "officier": "openbaar ministerie", "justitie": "openbaar ministerie", "ministerie": "openbaar ministerie",
	"advocaat": "advocaat", "advocate": "advocaat", "rechter": "rechter", "rechtbank": "rechter",
}

// complainsOf returns what a page calls whoever a question complains of, when that is not us: "klacht over de politie" is about how to complain there.
func complainsOf(question string) map[string]bool {
	if ofStopped(question) {
		return nil // the complaint is of what was decided, and has a page of its own
	}
	complains, of := false, ""
	for _, t := range dutch.Tokens(question) {
		complains = complains || complaining(t.Text)
		said := question[t.Start:t.End]
		if name := notUs[t.Text]; name != "" && (t.Text != "om" || said == strings.ToUpper(said)) { // "om" in small letters is said for other things
			of = name
		}
	}
	if !complains || of == "" {
		return nil
	}
	return bag(of)
}

// complaining reports a word of who complains of somebody. "Klachten" are what a body has.
func complaining(w string) bool {
	return strings.HasPrefix(w, "klacht") && w != "klachten" || w == "klagen" || w == "klaag" || w == "beklag"
}

// ofStopped reports whether a text speaks of a case that was stopped, or of a decision not to prosecute.
func ofStopped(text string) bool {
	tokens := tokenTexts(text)
	starts := func(all string) bool {
		return slices.ContainsFunc(tokens, func(w string) bool {
			return slices.ContainsFunc(strings.Fields(all), func(start string) bool { return strings.HasPrefix(w, start) })
		})
	}
	return starts("gesepon sepon sepot") || starts("zaak onderzoek aangifte") && starts("stopt stopp gestopt stopgezet gestaakt") || starts("vervolg") && slices.Contains(tokens, "niet") && starts("officier zaak dader verdachte justitie politie")
}

// What the site is asked for who complains: of a case that was stopped, and of us, when nobody else is named.
const (
	againstStopping = "klacht sturen naar het gerechtshof, niet eens met het sepot (beklag, artikel 12)"
	toComplain      = "een klacht indienen"
	complaintAbout  = "klacht over "
)

var (
	// undoing are words of who wants something done against what was decided.
	undoing = words("daartegen ertegen hiertegen tegen bezwaar eens oneens beroep aanvechten")
	// complaintWords are all there is in a message that only asks how to complain.
	complaintWords = words("klacht indien indienen dien diene indient doe doen klag klaag klagen waar formulier")
)

// complains returns what the site is asked for a message that complains: of a case that was stopped, told now or just before, or only how one complains.
func (s *state) complains() (string, bool) {
	tokens := tokenTexts(s.searched)
	wants := slices.ContainsFunc(tokens, func(w string) bool { return complaining(w) || undoing[w] })
	switch {
	case !wants || len(tokens) > leanWords || asksOfMoney(s.searched) || s.search == silenced:
		return "", false
	case ofStopped(s.searched) || s.before != "" && ofStopped(lastLine(s.before)) && !namesOther(s.searched):
		return againstStopping, true
	case s.before == "" && slices.ContainsFunc(tokens, complaining) && onlyNames(s.searched, complaintWords):
		return toComplain, true
	case (slices.Contains(tokens, "klaag") || slices.Contains(tokens, "klagen")) && len(complainsOf(s.searched)) > 0 && onlyNames(s.searched, complaintOfOthers()): // no page has those words
		return complaintAbout + strings.Join(slices.Sorted(maps.Keys(complainsOf(s.searched))), " "), true
	}
	return "", false
}

// complaintOfOthers are all there is in a message that only asks how to complain of somebody else.
var complaintOfOthers = sync.OnceValue(func() map[string]bool {
	all := maps.Clone(complaintWords)
	for w := range notUs {
		for _, t := range dutch.Terms(w) {
			all[t.Text] = true
		}
	}
	return all
})

// namesOther reports whether a complaint names of whom, and not of the decision.
func namesOther(text string) bool { return len(complainsOf(text)) > 0 }

func lastLine(text string) string { return text[strings.LastIndex(text, "\n")+1:] }
