package speech

import "encoding/binary"

// A voice that gives no times gets them from espeak-ng, which says the same text: the times are stretched over the part of the sound in
// which something is heard. Where espeak-ng is not installed the mouth follows the loudness, and the words their number of letters.

// frameLength is the piece of sound whose loudness is measured, in milliseconds.
const frameLength = 20

// loudness returns the loudness of each frame, the loudest as 1, and the first and the last millisecond in which something is heard.
func loudness(rate int, audio []byte) (frames []float64, from, to int) {
	size := 2 * rate * frameLength / 1000
	most := 0.0
	for at := 0; size > 0 && at < len(audio); at += size {
		piece := audio[at:min(at+size, len(audio))]
		sum := 0.0
		for i := 0; i+1 < len(piece); i += 2 {
			v := int16(binary.LittleEndian.Uint16(piece[i:])) //nolint:gosec // a sample
			if v < 0 {
				sum -= float64(v)
			} else {
				sum += float64(v)
			}
		}
		frames = append(frames, sum/float64(len(piece)/2+1))
		most = max(most, frames[len(frames)-1])
	}
	from, to = -1, 0
	for i := range frames {
		if most > 0 {
			frames[i] /= most
		}
		if frames[i] > 0.04 {
			if from < 0 {
				from = i * frameLength
			}
			to = (i + 1) * frameLength
		}
	}
	return frames, max(from, 0), to
}

// fit gives a sound without times those of known, which says the same.
func fit(rate int, audio []byte, known reply) reply {
	whole := reply{Rate: rate, audio: audio}
	_, from, to := loudness(rate, audio)
	_, knownFrom, knownTo := loudness(known.Rate, known.audio)
	if knownTo <= knownFrom || to <= from {
		return whole
	}
	place := func(at int) int {
		return min(max(from+(at-knownFrom)*(to-from)/(knownTo-knownFrom), 0), whole.milliseconds())
	}
	for _, s := range known.Sounds {
		whole.Sounds = append(whole.Sounds, saidSound{place(s.At), s.Name})
	}
	for _, w := range known.Words {
		w.At = place(w.At)
		whole.Words = append(whole.Words, w)
	}
	return whole
}

// follow gives a sound without times those of its loudness.
func follow(rate int, audio []byte, runs []run) reply {
	whole := reply{Rate: rate, audio: audio}
	frames, from, to := loudness(rate, audio)
	for i, f := range frames {
		name := ""
		switch {
		case f > 0.55:
			name = "a"
		case f > 0.3:
			name = "o"
		case f > 0.12:
			name = "e"
		case f > 0.04:
			name = "n"
		}
		whole.Sounds = append(whole.Sounds, saidSound{i * frameLength, name})
	}
	letters := 0
	for _, r := range runs {
		letters += len(r.Text)
	}
	passed := 0
	for i, r := range runs {
		position, word := 0, -1
		for _, letter := range r.Text + " " {
			switch {
			case letter != ' ' && word < 0:
				word = position
			case letter == ' ' && word >= 0:
				whole.Words = append(whole.Words, saidWord{from + (passed+word)*(to-from)/max(letters, 1), i, word, position - word})
				word = -1
			}
			position++
		}
		passed += len(r.Text)
	}
	return whole
}
