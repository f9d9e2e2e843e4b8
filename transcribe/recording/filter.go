package recording

import (
	"strings"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// Why words are taken for invented. They stay visible, struck through, and nothing rests on them.
const (
	strikePhrase  = "zin_uit_training" // credits of subtitles and the like
	strikeSilence = "stilte"           // nobody spoke there
	strikeDoubt   = "twijfel"          // the recogniser itself thinks so
	strikeLoop    = "herhaling"        // the same words over and over
)

// The bounds of the filter. Those of a recogniser's own doubt are the ones that Whisper was published with; both must hold, for a soft voice alone makes
// it think of silence.
const (
	leastVoiced  = 0.06 // of a stretch that somebody speaks in
	mostSilence  = 0.6
	mostDoubt    = 1.0
	mostSqueezed = 2.4
	loops        = 3 // times the same words in a row
)

// strike says of each stretch why it is taken for invented, "" where it is not. pcm is the sound it was heard in, nil when that cannot be measured.
func strike(all []Heard, pcm []byte) []string {
	out := make([]string, len(all))
	limit := 0.0
	if pcm != nil {
		limit = sound.Threshold(sound.Levels(pcm))
	}
	run := 0
	for i, h := range all {
		words := strings.Join(strings.Fields(dutch.Fold(h.Text)), " ")
		if i > 0 && words != "" && words == strings.Join(strings.Fields(dutch.Fold(all[i-1].Text)), " ") {
			run++
		} else {
			run = 0
		}
		switch {
		case transcribe.Invented(h.Text):
			out[i] = strikePhrase
		case pcm != nil && quiet(h, pcm, limit):
			out[i] = strikeSilence
		case h.Silence > mostSilence && h.Doubt > mostDoubt:
			out[i] = strikeDoubt
		case h.Squeezed > mostSqueezed && len(words) > 40, looping(words):
			out[i] = strikeLoop
		case run >= loops-1 && len(words) > 3:
			out[i] = strikeLoop // the first ones may have been said
		}
	}
	return out
}

// quiet reports whether nobody spoke where these words are said to be.
func quiet(h Heard, pcm []byte, limit float64) bool {
	from, to := int64(0), int64(len(pcm))
	if h.Start >= 0 && h.End > h.Start {
		// A recogniser's times are not sharp: look a little around them.
		from, to = max(0, sound.Bytes(h.Start-300*time.Millisecond)), min(sound.Bytes(h.End+300*time.Millisecond), to)
	}
	if from >= to {
		return h.Start >= 0 // after the end of the sound
	}
	return sound.Voiced(pcm[from:to], limit) < leastVoiced
}

// looping reports whether a text is one short phrase over and over.
func looping(words string) bool {
	w := strings.Fields(words)
	if len(w) < 12 {
		return false
	}
	for n := 1; n <= 4; n++ {
		same := 0
		for i := n; i < len(w); i++ {
			if w[i] == w[i-n] {
				same++
			}
		}
		if same >= (len(w)-n)*9/10 {
			return true
		}
	}
	return false
}
