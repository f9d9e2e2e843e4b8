package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// offences are the families of what may be done to somebody, each with how its words begin. One of another family that is done by or to somebody who was
// not named before is another matter.
var offences = [][]string{
	strings.Fields("geslagen slaat slaan sla sloeg slag schop geschopt mishand gestompt stomp getrapt trapt gestoken neerge geschoten beschoten bedreig dreig gestalkt stalk volgt achtervolg gewurgd wurg geduwd duwt gegijzeld ontvoerd toegetakeld gepest pest overval beroofd beroving vermoord"),
	strings.Fields("verkracht aangerand aanrand misbruik betast ontucht seks naakt"),
	strings.Fields("gestolen bestolen stelen steelt stal gejat gepikt inbraak ingebroken inbreker beroofd beroving overval diefstal kwijt"),
	strings.Fields("opgelicht oplicht marktplaats nepappje phishing gehackt hack fraude bedrogen betaald overgemaakt gekocht besteld webshop helpdesk afgeperst gechanteerd"),
	strings.Fields("aangereden aanrijd ongeluk ongeval botsing gebotst"),
}

// offencesOf returns the families of what a text tells of.
func offencesOf(text string) []int {
	var all []int
	for i, starts := range offences {
		if slices.ContainsFunc(tokenTexts(text), func(w string) bool {
			return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(w, start) })
		}) {
			all = append(all, i)
		}
	}
	return all
}

// newMatter reports whether a message tells of another matter than was told before: what was done is of another family, and by or to somebody who was
// not named. "Ze hebben me ook geslagen" goes on with a robbery, and "mijn dochter wordt geslagen door haar vriend" does not go on with a purchase.
func (a *Assistant) newMatter(message, before string) bool {
	told := clausesOf(message)
	if before == "" || !told.suffered() || !told.has(mineWords) || asksOf(message, dutch.Tokens(message)) {
		return false
	}
	now, then := offencesOf(message), offencesOf(before)
	if len(now) == 0 || slices.ContainsFunc(now, func(i int) bool { return slices.Contains(then, i) }) || len(then) == 0 && !a.ownSubject(before) {
		return false
	}
	named := tokenTexts(before)
	return slices.ContainsFunc(tokenTexts(message), func(w string) bool {
		return (slices.Contains(kinWords, w) || slices.Contains(people, w)) && !slices.Contains(named, w)
	})
}

// people are whom somebody may name besides their own.
var people = strings.Fields("ex exman ex-man exvriend ex-vriend exvrouw exvriendin stiefvader stiefmoeder schoonvader schoonmoeder baas trainer leraar docent buren klant collega huisgenoot vriendje vriendinnetje")
