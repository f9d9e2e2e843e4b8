package assistant

import (
	"regexp"
	"slices"
	"strings"
)

// Somebody else may want to meet the person: "mijn ex wil langskomen", "een man van internet wil afspreken". That asks no appointment of us, and times for
// one would read as a meeting with them. Who asks an appointment of ours for another is heard: "mijn vrouw wil graag een afspraak bij jullie".

// withoutOthers returns a folded message without the clauses in which somebody else wants to meet, and whether there were any.
func withoutOthers(m string) (rest string, others bool) {
	var kept []string
	for _, clause := range meetClauses(strings.Fields(m)) {
		if othersMeet(clause, m) {
			others = true
		} else {
			kept = append(kept, clause...)
		}
	}
	return strings.Join(kept, " "), others
}

// meetClauses parts a message where somebody else may begin to want something, or the person may: "mijn ex wil afspreken ik wil met iemand praten".
func meetClauses(fields []string) [][]string {
	var all [][]string
	begin, wished := 0, false
	end := func(at int) {
		if at > begin {
			all = append(all, fields[begin:at])
		}
		begin, wished = at, false
	}
	for i, w := range fields {
		switch {
		case meetEnds[w], wished && (w == "en" || w == "and"):
			end(i + 1)
		case (w == "ik" || w == "i") && i > begin && i+1 < len(fields) && meetOwnVerbs[fields[i+1]] && !meetHolds[fields[i-1]] && !meetVerbs[fields[i-1]]:
			end(i)
		}
		wished = wished || meetVerbs[w]
	}
	end(len(fields))
	return all
}

var (
	meetEnds     = words(". , ? maar want dus daarom daarna toen but because so")
	meetVerbs    = words("wil wilt willen wilde wilden wou zou zouden moet moeten mag mogen kan kunnen gaat gaan komt komen blijft blijven vraagt vroeg eist zegt zei probeert probeerde wants wanted asks asked comes")
	meetOwnVerbs = words("wil wilde wou zou ben heb kan moet durf zoek want need would am have")
	meetHolds    = words("dat of als die wat waar hoe wanneer omdat zodat en met dan that if when what and")

	// Who may want to meet. Of kin an appointment of ours can be asked for; of those who did it never.
	meetSelf  = words("ik we wij k i jullie u je jij")
	meetThey  = words("hij zij ze he she they")
	meetDoer  = words("ex exman exvrouw exvriend exvriendin expartner dader daders verdachte stalker belager loverboy pooier oplichter")
	meetKin   = words("man vrouw vriend vriendin partner moeder mama ma vader papa pa zus zusje broer broertje zoon zoontje dochter dochtertje kind kinderen oma opa tante oom nicht neef nichtje neefje buurvrouw buurman buurmeisje collega client cliente leerling kennis schoonmoeder schoonvader ouders gezin mother father sister brother son daughter friend husband wife neighbour")
	meetOther = words("deze who incasseur deurwaarder leraar docent coach trainer baas mannen vent kerel gozer gast jongen jongens meisje iemand persoon mensen verkoper verzekeraar verzekering politie advocaat familie schoonfamilie boyfriend girlfriend guy stranger someone somebody teacher")

	meetArticles = words("een n de het die dat zo onze mijn a an the my some")
	meetWith     = words("met door voor bij van aan over tegen naar with for by of to")

	// Words that stand before a wish of one's own whose subject is left out: "morgen graag wil praten".
	meetBefore = words("ja nee oke ok hallo hoi hey goedemorgen goedemiddag goedenavond graag liefst liever nu dan ook even eigenlijk misschien morgen overmorgen vandaag vanavond vanmiddag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week volgende deze alsjeblieft alstublieft help dringend snel wel toch gewoon hier dat dit het er wie wat waar hoe wanneer waarom hi hello please yes no this it there how when what")

	meets    = regexp.MustCompile(`^(afspreken|afsprak\w*|afspraak|afspraakje|langskom\w*|langsgaan|ontmoet\w*|meeten|praten|praat|spreken|kletsen|chatten|videobellen|beeldbellen|daten|meet|appointment|talk|speak)$`)
	comesBy  = regexp.MustCompile(`\blangs ?(te )?kom\w*|\bkom\w*( \w+){0,4} langs\b|\b(op|bezoek) bezoek\w*\b|\b(come|comes|coming) (by|over|round)\b`)
	withMe   = regexp.MustCompile(`\b(met|with|bij|tegen|to) (mij|me|m|ons|hem|haar|us|him|her)\b|\b(mij|me|ons) (\w+ ){0,2}(ontmoeten|meeten|spreken|bezoeken)\b|\bmeet me\b`)
	withOurs = regexp.MustCompile(`\b(iemand|medewerker|medewerkster|mens|hulpverlener|adviseur|deskundige|professional|someone|adviser) (\w+ ){0,2}(van|praten|spreken|to talk|talk)\b|\b(met|with|to) (iemand|een medewerker|een hulpverlener|someone)\b`)
)

// othersMeet reports whether a clause of a folded message says that somebody else wants to meet, and not with us.
func othersMeet(clause []string, m string) bool {
	text := strings.Join(clause, " ")
	if !slices.ContainsFunc(clause, meets.MatchString) && !comesBy.MatchString(text) || ours.MatchString(text) {
		return false
	}
	who, unknown := wisher(clause)
	switch {
	case who == "" || meetSelf[who]:
		return false
	case meetDoer[who] || withMe.MatchString(text):
		return true
	case meetKin[who] && !unknown, meetThey[who] && slices.ContainsFunc(strings.Fields(m), func(w string) bool { return meetKin[w] }):
		return !named(text) && !withOurs.MatchString(text) && !asksLeave(clause)
	}
	return true
}

// asksLeave reports a question whether somebody may come: "kan mijn moeder langskomen".
func asksLeave(clause []string) bool {
	first := slices.IndexFunc(clause, func(w string) bool { return !meetBefore[w] })
	return first >= 0 && slices.Contains([]string{"kan", "mag", "kunnen", "mogen", "zou"}, clause[first])
}

// wisher returns the word for who wants something in a clause; "" when nobody is named, and then it is who writes. unknown says that it is a man or a
// woman who is nobody of theirs.
func wisher(clause []string) (who string, unknown bool) {
	for i, w := range clause {
		if !meetVerbs[w] {
			continue
		}
		if at := wisherOf(clause, i); at >= 0 {
			who = clause[at]
			return who, (who == "man" || who == "vrouw") && at > 0 && meetArticles[clause[at-1]] && clause[at-1] != "mijn" && clause[at-1] != "onze"
		}
	}
	return "", false
}

// wisherOf returns the place of who stands with a verb, -1 for nobody.
func wisherOf(clause []string, verb int) int {
	word := func(i int) string {
		if i < 0 || i >= len(clause) {
			return ""
		}
		return clause[i]
	}
	other := func(w string) bool { return meetThey[w] || meetDoer[w] || meetKin[w] || meetOther[w] }
	// Behind it: "morgen wil hij", "kan mijn ex zomaar".
	switch next := word(verb + 1); {
	case meetSelf[next]:
		return verb + 1
	case next == "er", next == "iemand", next == "someone":
		return -1 // whoever of us can
	case other(next):
		return verb + 1
	case meetArticles[next] && other(word(verb+2)):
		return verb + 2
	}
	for i := verb - 1; i >= 0; i-- {
		w, lead := clause[i], i-1
		for lead >= 0 && meetArticles[clause[lead]] {
			lead--
		}
		switch {
		case meets.MatchString(w):
			return -1 // "een vrouw spreken kan dat"
		case meetSelf[w]:
			if of := slices.Index(clause[verb:], "dat"); of > 0 { // "ik wil niet dat hij langskomt"
				for _, at := range []int{verb + of + 1, verb + of + 2} {
					if w := word(at); w != "iemand" && other(w) {
						return at
					}
				}
			}
			return i
		case other(w) && (word(lead) == "en" || word(lead) == "and") && (meetSelf[word(lead-1)] || other(word(lead-1))): // "ik en mijn zus willen"
		case w == "er" && i == verb-1 && !meetHolds[word(i-1)], w == "die" && i == 0, other(w) && !meetWith[word(lead)]:
			return i
		}
	}
	// A name, or whoever else is not in the lists: "kevin wil afspreken", "de schoonmaker komt langs".
	subject := verb == 1 && !meetWith[clause[0]] || verb > 1 && verb <= 3 && meetArticles[clause[0]]
	if subject && !meetBefore[clause[verb-1]] && !slices.Contains([]string{"kan", "kunnen", "mag", "mogen", "zou"}, clause[verb]) {
		return verb - 1
	}
	return -1
}
