package sound

import (
	"encoding/binary"
	"math"
	"slices"
	"time"
)

// Step is the length of the stretches whose loudness is measured.
const Step = 20 * time.Millisecond

const stepBytes = int(Step/time.Millisecond) * BytesPerSecond / 1000

// Levels returns how loud each Step of the samples is, in decibels below full scale: 0 is the loudest there can be, -100 is nothing.
func Levels(pcm []byte) []float64 {
	var out []float64
	for len(pcm) >= SampleBytes {
		n := min(stepBytes, len(pcm))
		sum := 0.0
		for i := 0; i+1 < n; i += SampleBytes {
			v := float64(int16(binary.LittleEndian.Uint16(pcm[i:]))) //nolint:gosec // the same bits
			sum += v * v
		}
		out = append(out, max(-100, 10*math.Log10(sum/float64(n/SampleBytes)/(32768*32768)+1e-10)))
		pcm = pcm[n:]
	}
	return out
}

// The bounds of a voice. A whisper into a telephone is about -45 dB; a silent line hums at -70 or less. The noise of a room is measured, so that a fan
// is not taken for a voice; but never so high that a soft voice goes under.
const (
	leastVoice = -50.0
	mostNoise  = -35.0
	overNoise  = 8.0 // decibels that a voice stands out of the noise
)

// Threshold returns the level above which these levels are a voice: some way above the noise, which is what the softest tenth has.
func Threshold(levels []float64) float64 {
	if len(levels) == 0 {
		return leastVoice
	}
	s := slices.Clone(levels)
	slices.Sort(s)
	return max(leastVoice, min(s[len(s)/10], mostNoise-overNoise)+overNoise)
}

// Voiced returns which part of a stretch of samples has a voice in it, from 0 to 1, by a threshold.
func Voiced(pcm []byte, threshold float64) float64 {
	levels := Levels(pcm)
	if len(levels) == 0 {
		return 0
	}
	n := 0
	for _, l := range levels {
		if l > threshold {
			n++
		}
	}
	return float64(n) / float64(len(levels))
}

// Phrase is a stretch of samples to be recognised in one go: bytes from Start to End.
type Phrase struct {
	Start, End int
}

// Cutting says how phrases are cut.
type Cutting struct {
	Pause time.Duration // silence that ends a phrase
	Most  time.Duration // of one phrase; a longer one is cut where it is softest
	Lead  time.Duration // kept before and after the voice, so that no soft beginning of a word is lost
}

// Phrases cuts samples into phrases. Silence between them belongs to none. With open, more samples will follow: then a last phrase that has not ended
// is left out, and rest is where it begins, or where the silence after the last phrase begins to matter: everything before it is done with.
func Phrases(pcm []byte, c Cutting, open bool) (phrases []Phrase, rest int) {
	levels := Levels(pcm)
	limit := Threshold(levels)
	pause, most, lead := int(c.Pause/Step), int(c.Most/Step), int(c.Lead/Step)
	begin, last := -1, 0 // steps
	add := func(from, to int) {
		from = max(from-lead, 0)
		if len(phrases) > 0 {
			from = max(from, phrases[len(phrases)-1].End/stepBytes)
		}
		phrases = append(phrases, Phrase{from * stepBytes, min((to+lead)*stepBytes, len(pcm))})
	}
	for i, l := range levels {
		switch {
		case l > limit && begin < 0:
			begin, last = i, i
		case l > limit:
			last = i
		}
		if begin < 0 {
			continue
		}
		if i-last >= pause {
			add(begin, last+1)
			begin = -1
		} else if i-begin >= most {
			at := softest(levels, begin+most/2, i)
			add(begin, at)
			begin, last = at, i
		}
	}
	switch {
	case begin >= 0 && open:
		rest = max(begin-lead, 0) * stepBytes
		if len(phrases) > 0 {
			rest = max(rest, phrases[len(phrases)-1].End)
		}
	case begin >= 0:
		add(begin, last+1)
		rest = len(pcm)
	case open:
		rest = max(0, len(levels)-lead) * stepBytes
		if len(phrases) > 0 {
			rest = max(rest, phrases[len(phrases)-1].End)
		}
	default:
		rest = len(pcm)
	}
	return phrases, min(rest, len(pcm))
}

// softest returns the step of least loudness between two, where a cut does least harm.
func softest(levels []float64, from, to int) int {
	at, best := to, math.Inf(1)
	for i := from; i < to; i++ {
		if v := levels[i]; v < best {
			at, best = i, v
		}
	}
	return at
}
