package assistant

import "strings"

// heedCalls remembers of any message of a talk, also one that is answered with a card of danger, that the person may not be called, or that somebody else
// reads or hears along: an appointment that is made, or that is being made, keeps to it. Who gives a number or asks to be called takes the first back.
func (m *Memory) heedCalls(text string) {
	folded := bookingFold(text)
	refuses, seen := refusesCalls(folded), isWatched(folded)
	if !refuses && (phoneNumber.MatchString(text) || callWish.MatchString(folded)) {
		m.NoCall = false
	}
	m.NoCall, m.Watched = m.NoCall || refuses, m.Watched || seen
	if m.Booking != nil {
		m.Booking.heed(refuses, seen)
	}
}

// heed keeps an appointment to how the person may not be reached.
func (b *Booking) heed(noCall, seen bool) {
	if noCall {
		b.Contact.NoPhone, b.Safe = true, false
		if b.Need.Channel == ByPhone {
			b.Need.Channel = ""
		}
	}
	if seen {
		b.Contact.Silent, b.Contact.Voicemail = true, "no"
	}
}

// quiet reports whether no call may be offered.
func (b *Booking) quiet() bool { return b.Contact.NoPhone || b.Contact.Silent && !b.Safe }

// refusesCalls reports whether a folded message says that the person cannot be called, or does not want to be. What others may not do is not ours.
func refusesCalls(m string) bool {
	return (noPhone.MatchString(m) || saysOf("nophone", m)) && !othersCall.MatchString(m)
}

// onlyNoCall reports whether a message in the midst of making an appointment says no more than that the person is not to be called: a way to speak, and no
// sign that somebody stands beside them.
func (b *Booking) onlyNoCall(message string) bool {
	m := bookingFold(message)
	return noCall.MatchString(m) || (b.Asked == askChannel || b.Asked == askContact) && len(strings.Fields(m)) <= noCallWords && refusesCalls(m) && !isWatched(m)
}

// noCallWords is how many words that takes.
const noCallWords = 6

// isWatched reports whether a folded message says that somebody else reads or hears along, or may not hear of it.
func isWatched(m string) bool { return watched.MatchString(m) || saysOf("watched", m) }
