package assistant

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	// Asks when there is time.
	timesAsked = regexp.MustCompile(`\b(wanneer (kan|kun|kunnen|is er|zijn er|hebben|heb|ben|mag)|welke (tijd\w*|dag\w*|moment\w*|uren)|wat is er (nog )?vrij|wat (heb|hebben) (je|jullie|u) (nog )?vrij|(hebben|heeft) (jullie|u) (nog )?(plek|plaats|tijd|ruimte)|(is|zijn) er (nog )?(\w+ )?(plek|plaats|tijd\w*|vrij\w*)|hoe (snel|vlug) kan|hoe ?lang moet ik wachten|when (can|do|is|are)|what times?|which times?)\b`)

	// What may stand before a question.
	leadIns = words("en maar oh o eh ehm ja ok oke dus want nog even eerst . , and but so well")

	// A question has its verb first, and then whom or what it is about: "is het gratis", "ben ik anoniem"; or first a word that asks, and then the verb.
	askVerbs  = words("is ben bent zijn krijg krijgen kan kun kunnen mag mogen moet moeten kost heb hebben heeft wordt worden komt komen hoor horen spreek praat luistert zit gaat doe doen blijft gebruiken geven delen bewaren weten bellen belt zien ziet staat staan horen gebruik are am do does can will may must have")
	askAbouts = words("ik het dat dit je jij jullie u hij zij ze er iemand mijn de een daar die we wij alles men i it that this you they there someone my the a we")
	askWords  = words("wat hoe waarom wie wiens welke hoeveel hoelang wanneer waar what how why who which when where")
	askBefore = words("met bij van voor aan in with")
	askThen   = words("is zijn ben doen doet kost kosten gaat gaan werkt werken gebeurt betekent betaalt krijg krijgt krijgen kan kun kunnen mag moet moeten duurt lang veel zie ziet komt komen spreek praat hoor hoort bel belt weet als heb hebben gebruik bewaren do does is are costs happens long much can will must if wil willen vraagt vragen geven")
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
	return b.Asked != askAbout && strings.ContainsAny(t.raw, "?؟") || asksForm(t.m)
}

// asksForm reports whether a folded message has the form of a question.
func asksForm(m string) bool {
	fields := slices.DeleteFunc(strings.Fields(m), func(w string) bool { return w == "." || w == "," || w == "?" })
	for len(fields) > 0 && leadIns[fields[0]] {
		fields = fields[1:]
	}
	if len(fields) < 3 {
		return false
	}
	return askVerbs[fields[0]] && askAbouts[fields[1]] || askWords[fields[0]] && askThen[fields[1]] || askBefore[fields[0]] && askWords[fields[1]]
}

// ofItKeys are the questions about the appointment itself that are answered while it is made, by what the words of languages/booking.tsv call them. Our
// answers are in the catalogue.
var ofItKeys = []string{"qwho", "qlong", "qname", "qcancel", "qnumber", "qcompany", "qbring", "qplace", "qaddress"}

// ofCase names what the appointment may be about, and not the appointment.
var ofCase = regexp.MustCompile(`\b(voordat|voor ik|politie|aangifte|zaak|\w+zaak|rechter|rechtbank|schade\w*|dader|hij|straf\w*|zitting|uitspraak|vonnis|advocaat|onderzoek|before|police|court|trial|case|lawyer)\b`)

// asksOfIt returns which question about the appointment itself a message asks, "" for none.
func (b *Booking) asksOfIt(m, raw string) string {
	if b.Asked == "" || b.Asked == askSummary || b.Asked == askApprove || pressed(m) != "" || !asksForm(m) && !strings.ContainsAny(raw, "?؟") {
		return ""
	}
	if ofCase.MatchString(m) {
		return ""
	}
	if bringsSomebody(m) {
		return "qcompany"
	}
	for _, key := range ofItKeys {
		if saysOf(key, m) && (key != "qaddress" || b.Need.Place != "") {
			return key
		}
	}
	return ""
}

// ofIt answers a question about the appointment itself, and asks again what was asked.
func (t *turn) ofIt(key string) (BookingReply, error) {
	b := t.b
	length, err := b.calendar.Length(t.ctx, b.Need)
	if err != nil {
		return BookingReply{}, err
	}
	asked := "ask_" + b.Asked
	switch {
	case b.Asked == askMoment && len(b.Offered) > 0:
		asked = "offer_ask"
	case b.Asked == askChannel && b.quiet():
		asked = "ask_channel_quiet"
	case b.Asked == askConfirm:
		asked = "readback_ask"
	case b.Asked == askCancel:
		asked = "cancel_ask"
	case b.Asked == askCode:
		asked = b.Intent + "_code"
	case b.Asked == askCallback:
		asked = "full"
	}
	reply := BookingReply{Action: ActionClarify, keys: b.Keys}
	if key == "qcompany" {
		key, b.Need.Helper = "note_helper", true
		b.Told = append(b.Told, key)
	}
	if !b.Chosen.IsZero() {
		reply.Action, reply.Slots = ActionBook, []time.Time{b.Chosen}
	}
	reply.Text = paragraphs(t.text(key, "{minutes}", strconv.Itoa(int(length.Minutes()))), t.text(asked))
	return reply, nil
}
