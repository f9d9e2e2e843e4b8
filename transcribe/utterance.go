// Package transcribe turns a recording or transcript into a draft report that a person signs.
package transcribe

import (
	"slices"
	"time"

	"wegwijzer/internal/dutch"
)

// Role is what a speaker is in a call. The zero value is nobody: what an unknown speaker says is never given as the words of the client.
type Role string

// The roles of a call. Relative (naaste) also stands for a second victim.
const (
	Nobody      Role = "geen"
	Staff       Role = "medewerker"
	Client      Role = "client"
	Interpreter Role = "tolk"
	Relative    Role = "naaste"
)

// Utterance is one stretch of speech as it was recorded or recognised. It never changes: what a person corrects is a layer above it.
type Utterance struct {
	Index   int           // place in the file, from 0
	Cue     string        // the id that the file gives it, empty when it has none
	Speaker string        // label in the file, empty when it names nobody
	Role    Role          // what the speaker is, by AssignRoles or by a person
	Start   time.Duration // from the beginning of the call; Unknown when the file has no times
	End     time.Duration // Unknown when the file has no times
	Text    string
	Struck  bool // a recogniser invented it in a silence; it is shown struck through and never cited
	Gap     bool // nothing was recorded from Start to End; it is shown as a gap, and is Struck too so that nothing rests on it
	Note    bool // staff typed it during the call; it was not said
	Words   []Word
}

// Word is a word of an utterance with the moment at which it was said, for a player that follows along. Few files have them.
type Word struct {
	Text       string
	Start, End time.Duration
}

// Unknown is the time of an utterance in a file without times.
const Unknown time.Duration = -1

// Transcript is what was said in a call.
type Transcript struct {
	Format     Format
	Held       time.Time // the day of the call as the file tells it, zero when it does not
	Utterances []Utterance
	Warnings   []Warning
}

// Warning is something odd in a file that a reader of the transcript should know.
type Warning string

// What a file may have odd.
const (
	WarnNoTimes     Warning = "geen_tijden"
	WarnNoSpeakers  Warning = "geen_sprekers"
	WarnTimesGoBack Warning = "tijden_lopen_terug"
	WarnOverlap     Warning = "tijden_overlappen"
	WarnStruck      Warning = "verzonnen_in_stilte"
	WarnManySpeaker Warning = "veel_sprekers"
	WarnLanguage    Warning = "andere_taal"
)

// inspect adds what is odd to the warnings of t.
func (t *Transcript) inspect() {
	warned := map[Warning]bool{}
	speakers := map[string]bool{}
	timed := false
	var last, end time.Duration
	for _, u := range t.Utterances {
		if u.Speaker != "" {
			speakers[u.Speaker] = true
		}
		if u.Struck {
			warned[WarnStruck] = true
		}
		if u.Start == Unknown {
			continue
		}
		if timed && u.Start < last {
			warned[WarnTimesGoBack] = true
		} else if timed && u.Start < end-200*time.Millisecond {
			warned[WarnOverlap] = true
		}
		timed, last, end = true, u.Start, max(end, u.End)
	}
	warned[WarnNoTimes] = !timed
	warned[WarnNoSpeakers] = len(speakers) == 0
	warned[WarnManySpeaker] = len(speakers) > 8
	warned[WarnLanguage] = foreign(t.Utterances)
	for _, w := range []Warning{WarnNoTimes, WarnNoSpeakers, WarnTimesGoBack, WarnOverlap, WarnStruck, WarnManySpeaker, WarnLanguage} {
		if warned[w] {
			t.Warnings = append(t.Warnings, w)
		}
	}
}

// plainDutch are words that hardly any Dutch sentence of some length is without, and other languages are: "is", "in" and "was" are English too.
var plainDutch = wordSet("ik de het een en dat niet van je we u die er maar met voor op ook zijn heb hebben ja nee wel mijn dit naar bij ze hij mij kan dan nog aan om uw wat")

// foreign reports whether a part of what was said is in another language: three stretches of six words or more, and a tenth of all such stretches,
// without one plain Dutch word. Nothing is read in them, so who reviews must know.
func foreign(us []Utterance) bool {
	long, other := 0, 0
	for _, u := range us {
		words := dutch.Tokens(u.Text)
		if u.Struck || len(words) < 6 {
			continue
		}
		long++
		if !slices.ContainsFunc(words, func(t dutch.Token) bool { return plainDutch[t.Text] }) {
			other++
		}
	}
	return other >= 3 && other*10 >= long
}

// Duration returns how long the call took, zero when the file has no times.
func (t *Transcript) Duration() time.Duration {
	var d time.Duration
	for _, u := range t.Utterances {
		d = max(d, u.End)
	}
	return max(d, 0)
}
