package assistant

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// Asks when there is time.
	timesAsked = regexp.MustCompile(`\b(wanneer (kan|kun|kunnen|is er|zijn er|hebben|heb|ben|mag)|welke (tijd\w*|dag\w*|moment\w*|uren)|wat is er (nog )?vrij|wat (heb|hebben) (je|jullie|u) (nog )?vrij|(hebben|heeft) (jullie|u) (nog )?(plek|plaats|tijd|ruimte)|(is|zijn) er (nog )?(\w+ )?(plek|plaats|tijd\w*|vrij\w*)|hoe (snel|vlug) kan|hoe ?lang moet ik wachten|when (can|do|is|are)|what times?|which times?)\b`)

	// What may stand before a question.
	leadIns = words("en maar oh o eh ehm ja ok oke dus want nog even eerst . , and but so well")

	// A question has its verb first, and then whom or what it is about: "is het gratis", "ben ik anoniem"; or first a word that asks, and then the verb.
	askVerbs  = words("is ben bent zijn krijg krijgen kan kun kunnen mag mogen moet moeten kost heb hebben heeft wordt worden komt komen hoor horen spreek praat luistert zit gaat doe doen blijft gebruiken geven delen bewaren are am do does can will may must have")
	askAbouts = words("ik het dat dit je jij jullie u hij zij ze er iemand mijn de een daar die we wij alles men i it that this you they there someone my the a we")
	askWords  = words("wat hoe waarom wie wiens welke hoeveel hoelang wanneer waar what how why who which when where")
	askThen   = words("is zijn ben doen doet kost kosten gaat gaan werkt werken gebeurt betekent betaalt krijg krijgt krijgen kan kun kunnen mag moet moeten duurt lang veel zie ziet komt komen spreek praat hoor hoort bel belt weet als heb hebben gebruik bewaren do does is are costs happens long much can will must if")
)

// asksTimes reports whether a message asks when there is time, where a moment or a way to speak was asked.
func (t *turn) asksTimes() bool {
	return t.key == "" && t.b.Chosen.IsZero() && (t.b.Asked == askMoment || t.b.Asked == askChannel) && t.said.Empty() && timesAsked.MatchString(t.m)
}

// asksBetween reports whether a message is a question of the person in the midst of making an appointment, and no answer to what was asked: it is answered,
// and the appointment goes on where it was.
func (t *turn) asksBetween() bool {
	b := t.b
	if b.Asked == "" || t.key != "" || t.took || !t.said.Empty() || t.asksTowns() || t.yes() || t.stops() {
		return false
	}
	if (b.Asked == askMoment || b.Asked == askChannel) && b.Missed == 0 && ofAnother(strings.Fields(t.m)) {
		return true
	}
	fields := strings.Fields(t.m)
	for len(fields) > 0 && leadIns[fields[0]] {
		fields = fields[1:]
	}
	fields = slices.DeleteFunc(slices.Clone(fields), func(w string) bool { return w == "." || w == "," || w == "?" })
	if len(fields) < 2 {
		return false
	}
	asks := askVerbs[fields[0]] && askAbouts[fields[1]] || askWords[fields[0]] && askThen[fields[1]] || (fields[0] == "met" || fields[0] == "bij" || fields[0] == "van" || fields[0] == "voor") && askWords[fields[1]]
	return asks && len(fields) >= 3 || b.Asked != askAbout && strings.ContainsAny(t.raw, "?؟")
}
