package assistant

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// yes reports whether a message agrees, by a button or in words.
func (t *turn) yes() bool {
	switch t.key {
	case "":
		return agrees.MatchString(t.m) || saysOf("yes", t.m)
	case "choice_yes", "choice_book", "choice_cancel", "choice_callback":
		return true
	}
	return false
}

// no reports whether a message turns down what was asked, by a button or in words.
func (t *turn) no() bool {
	switch t.key {
	case "":
		return denies.MatchString(t.m) || saysOf("no", t.m)
	case "choice_no", "choice_change", "choice_keep", "choice_on":
		return true
	}
	return false
}

// stops reports whether the person wants no appointment any more, or leaves one as it is. A message with a day in it is about that day: toch niet
// morgen, liever overmorgen.
func (t *turn) stops() bool {
	switch {
	case t.key != "":
		return t.key == "choice_stop" || t.key == "choice_keep" && t.b.Asked != askCancel
	case t.b.Asked == askCancel, t.b.Asked == askSummary && len(strings.Fields(t.m)) > 2, namesDay(t.raw, t.now):
		return false
	}
	if noCall.MatchString(t.m) && (t.b.Intent == WantsCallback || strings.Contains(t.m, "terug") || t.b.Asked == askCallback || t.b.Callback) {
		return true // of an appointment, no call is another way to speak
	}
	return stops.MatchString(t.m) || saysOf("stop", t.m) && len(strings.Fields(t.m)) <= mostStopping
}

// namesDay reports whether a message names a day, or an hour on the clock.
func namesDay(message string, now time.Time) bool {
	said := dutch.ReadWish(message, dutch.MomentFrame{Now: now})
	return slices.ContainsFunc(slices.Concat(said.Options, said.Not), func(m dutch.Moment) bool { return m.Dated() || m.Exact() })
}

// mostStopping is how many words a message has that only wants to stop.
const mostStopping = 8

// stop ends the conversation without an appointment, or with the one that is there.
func (t *turn) stop() (BookingReply, error) {
	if err := t.release(); err != nil {
		return BookingReply{}, err
	}
	key := "stopped"
	if t.b.Intent == WantsMove || t.b.Intent == WantsCancel {
		key = "kept"
	}
	return BookingReply{Text: t.text(key), Action: ActionAnswer, Done: true}, nil
}

// yesOrNo are the questions to which a no is an answer; elsewhere it says that the person may want no appointment.
var yesOrNo = []string{askConsent, askContact, askVoicemail, askConfirm, askCancel, askCallback, askSummary, askApprove, askStop, askSafe, ""}

// withheld says that the person would rather not say what it is about, which is an answer to that.
var withheld = regexp.MustCompile(`(zeg|vertel|praten|rather not|tell|say|dire|soyle|anlat|mowic|powiedz|каза|говор|розпов|اقول|احكي|bisa|konta)|^(dat )?(liever|weet ik) niet`)

// turnsDown reports a no to a question that is not answered by it.
func (t *turn) turnsDown() bool {
	return (t.key == "" || t.key == "choice_no") && t.no() && t.said.Empty() && !slices.Contains(yesOrNo, t.b.Asked) && len(strings.Fields(t.m)) <= mostStopping && !t.other() && !noShift.MatchString(t.m) && !t.asksTowns() &&
		!namesChannel(t.m) && !(t.b.Asked == askAbout && withheld.MatchString(t.m)) && !plainlyAside(strings.Fields(t.m)) && !strings.Contains(t.raw, "?")
}

// again asks once more what was asked before it was asked whether to stop; of times that were offered, others.
func (t *turn) again() (BookingReply, error) {
	b := t.b
	asked := b.Asked
	t.m, t.raw, t.key, b.Asked = "", "", "", ""
	switch {
	case asked == askMoment && len(b.Offered) > 0:
		return t.offerOthers()
	case asked == askCode:
		return t.moveWithoutCode()
	case asked == askAbout:
		return t.next("")
	case asked == askChannel || asked == askPlace || asked == askMoment:
		b.Asked = askAbout // what it is about was asked
		return t.next("")
	case asked == askWhen:
		return t.callBack()
	}
	return t.proceed()
}

// other reports whether other times are wanted than those that were offered, with no word of which.
func (t *turn) other() bool {
	if len(t.b.Offered) == 0 || !t.b.Chosen.IsZero() || t.b.Asked != askMoment || !t.said.Empty() || noShift.MatchString(t.m) {
		return false
	}
	return t.key == "choice_other" || t.key == "" && (otherly.MatchString(t.m) || saysOf("other", t.m))
}

// maxPassed is how many times that did not suit are remembered.
const maxPassed = 12

// offerOthers offers other times within what was wished.
func (t *turn) offerOthers() (BookingReply, error) {
	b := t.b
	b.Passed = append(b.Passed, b.Offered...)
	if n := len(b.Passed) - maxPassed; n > 0 {
		b.Passed = slices.Clone(b.Passed[n:])
	}
	return t.offer(t.text("other_times"), b.Wish)
}

// offered returns which of the times that were offered a message is the button of, -1 for none.
func (t *turn) offered() int {
	for i, s := range t.b.Offered {
		for _, lang := range Languages() {
			if bookingFold(WhenText(lang, s)) == t.m {
				return i
			}
		}
	}
	return -1
}

// withLeave returns the choices of a reply with the way out among them, which is there at every step.
func (t *turn) withLeave(reply BookingReply) []string {
	b := t.b
	leave := "choice_stop"
	if b.Intent == WantsMove || b.Intent == WantsCancel {
		leave = "choice_keep"
	}
	if slices.Contains(reply.keys, leave) {
		return reply.keys
	}
	return append(slices.Clone(reply.keys), leave)
}
