package hearing

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// number is a number that some servers write as a string, and some leave out: -1 then.
type number float64

// UnmarshalJSON accepts 1.5, "1.5", "1.5s", "" and null; what is no number is unknown.
func (n *number) UnmarshalJSON(b []byte) error {
	s := strings.TrimSuffix(strings.Trim(string(b), `"`), "s")
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != f || f > 1e6 || f < -1e6 {
		*n = -1
		return nil //nolint:nilerr // one odd number is no reason to lose the words
	}
	*n = number(f)
	return nil
}

// label is a speaker: a name, or a number.
type label string

// UnmarshalJSON accepts "A", 1 and null; "?" is nobody.
func (l *label) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	if s == "null" || s == "?" || strings.ContainsAny(s, "{[") {
		s = ""
	}
	*l = label(s)
	return nil
}

type wordJSON struct {
	Word     string  `json:"word"`
	Text     string  `json:"text"`
	Start    *number `json:"start"`
	End      *number `json:"end"`
	Offset   *number `json:"offsetMilliseconds"`
	Duration *number `json:"durationMilliseconds"`
	Speaker  label   `json:"speaker"`
}

type segmentJSON struct {
	Start    *number    `json:"start"`
	End      *number    `json:"end"`
	Text     string     `json:"text"`
	Speaker  label      `json:"speaker"`
	Words    []wordJSON `json:"words"`
	Silence  *number    `json:"no_speech_prob"`
	LogProb  *number    `json:"avg_logprob"`
	Squeezed *number    `json:"compression_ratio"`
	// Azure
	Channel  *int    `json:"channel"`
	Offset   *number `json:"offsetMilliseconds"`
	Duration *number `json:"durationMilliseconds"`
}

type replyJSON struct {
	Text     *string         `json:"text"`
	Segments []segmentJSON   `json:"segments"`
	Phrases  []segmentJSON   `json:"phrases"`
	Words    []wordJSON      `json:"words"`
	Error    json.RawMessage `json:"error"`
	// sherpa-onnx
	Tokens     []string  `json:"tokens"`
	Timestamps []float64 `json:"timestamps"`
}

// decode reads an answer of any dialect.
func decode(b []byte) ([]Segment, error) {
	var r replyJSON
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("%w: it is no JSON, or was cut off", ErrReply) // the error may hold a piece of it
	}
	switch {
	case len(r.Error) > 0 && string(r.Error) != "null" && string(r.Error) != `""`:
		return nil, fmt.Errorf("%w: it says so in its answer", ErrUnavailable)
	case r.Text == nil && r.Segments == nil && r.Phrases == nil:
		return nil, fmt.Errorf("%w: it has no words and does not say that there are none", ErrReply)
	}
	var all []Segment
	for _, s := range append(r.Segments, r.Phrases...) {
		all = append(all, s.segment())
	}
	var loose []Word
	for _, w := range r.Words {
		loose = append(loose, w.word())
	}
	if len(all) == 0 && r.Text != nil {
		all = plain(*r.Text)
		if len(all) == 1 {
			all[0].Start, all[0].End = bounds(loose)
		}
		if len(all) == 1 && len(r.Tokens) > 0 && len(r.Tokens) == len(r.Timestamps) {
			loose = fromTokens(r.Tokens, r.Timestamps)
		}
	}
	share(all, loose)
	return all, nil
}

func (s segmentJSON) segment() Segment {
	x := Segment{
		Start: orUnknown(s.Start), End: orUnknown(s.End), Text: strings.TrimSpace(s.Text), Speaker: string(s.Speaker),
		Silence: orUnknown(s.Silence), Doubt: -1, Squeezed: orUnknown(s.Squeezed),
	}
	// vLLM writes -1 for what it does not know: that is no doubt.
	if v := orUnknown(s.LogProb); v < 0 && !(v == -1 && x.Squeezed <= 0) {
		x.Doubt = -v
	}
	if s.Offset != nil {
		x.Start = float64(*s.Offset) / 1000
		if s.Duration != nil {
			x.End = x.Start + float64(*s.Duration)/1000
		}
	}
	if x.Speaker == "" && s.Channel != nil {
		x.Speaker = "kanaal " + strconv.Itoa(*s.Channel+1)
	}
	for _, w := range s.Words {
		x.Words = append(x.Words, w.word())
	}
	if x.Start < 0 || x.End < x.Start {
		x.Start, x.End = bounds(x.Words)
	}
	return x
}

func (w wordJSON) word() Word {
	x := Word{strings.TrimSpace(w.Word + w.Text), orUnknown(w.Start), orUnknown(w.End)}
	if w.Offset != nil {
		x.Start = float64(*w.Offset) / 1000
		x.End = x.Start
		if w.Duration != nil {
			x.End += float64(*w.Duration) / 1000
		}
	}
	return x
}

func orUnknown(n *number) float64 {
	if n == nil {
		return -1
	}
	return float64(*n)
}

// bounds returns when words begin and end; -1 for both when that makes no sense.
func bounds(words []Word) (start, end float64) {
	if len(words) == 0 || words[0].Start < 0 || words[len(words)-1].End < words[0].Start {
		return -1, -1
	}
	return words[0].Start, words[len(words)-1].End
}

// plain makes a segment of words without moments; none of nothing.
func plain(text string) []Segment {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return []Segment{{Start: -1, End: -1, Text: text, Silence: -1, Doubt: -1, Squeezed: -1}}
}

// share gives words that stand beside the segments to the segment in which each was said.
func share(all []Segment, loose []Word) {
	k := 0
	for _, w := range loose {
		middle := (w.Start + w.End) / 2
		for k+1 < len(all) && middle >= all[k].End {
			k++
		}
		if k < len(all) {
			all[k].Words = append(all[k].Words, w)
		}
	}
}

// fromTokens puts the tokens of sherpa-onnx together to words: a token that begins one has a space, or the mark for one, before it.
func fromTokens(tokens []string, at []float64) []Word {
	var out []Word
	for i, t := range tokens {
		begins := strings.HasPrefix(t, " ") || strings.HasPrefix(t, "▁")
		t = strings.TrimLeft(t, " ▁")
		if begins || len(out) == 0 {
			out = append(out, Word{t, at[i], at[i]})
			continue
		}
		last := &out[len(out)-1]
		last.Text += t
		last.End = at[i]
	}
	for i := range out {
		if i+1 < len(out) {
			out[i].End = out[i+1].Start
		} else {
			out[i].End += 0.2
		}
	}
	return out
}
