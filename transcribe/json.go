package transcribe

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
)

// number is a number that some recognisers write as a string.
type number float64

// UnmarshalJSON accepts 1.5, "1.5" and null.
func (n *number) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	if s == "null" || s == "" {
		*n = -1
		return nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return fmt.Errorf("reading a number: %w", err)
	}
	*n = number(f)
	return nil
}

func (n number) duration(unit time.Duration) time.Duration {
	if n < 0 || n > number(1000*time.Hour/unit) {
		return Unknown
	}
	return time.Duration(float64(n) * float64(unit)).Round(time.Millisecond)
}

type spokenWord struct {
	Speaker string `json:"speaker"`
}

// segment is a piece of a recogniser's answer: Whisper, WhisperX, faster-whisper, whisper.cpp, diarised answers of OpenAI.
type segment struct {
	ID      json.RawMessage `json:"id"`
	Start   number          `json:"start"`
	End     number          `json:"end"`
	Text    string          `json:"text"`
	Speaker json.RawMessage `json:"speaker"`
	Words   []spokenWord    `json:"words"`
}

type phrase struct {
	Text               string `json:"text"`
	DecoratedText      string `json:"decoratedText"`
	StartTimeMs        number `json:"startTimeMs"`
	ParticipantPurpose string `json:"participantPurpose"`
	Duration           struct {
		Milliseconds number `json:"milliseconds"`
	} `json:"duration"`
	// Azure
	Channel              *int   `json:"channel"`
	Speaker              *int   `json:"speaker"`
	OffsetMilliseconds   number `json:"offsetMilliseconds"`
	DurationMilliseconds number `json:"durationMilliseconds"`
}

type recognised struct {
	Text        string    `json:"text"`
	Segments    []segment `json:"segments"`
	Phrases     []phrase  `json:"phrases"`
	StartTime   number    `json:"startTime"`
	Transcripts []struct {
		Phrases   []phrase `json:"phrases"`
		StartTime number   `json:"startTime"`
	} `json:"transcripts"`
}

// known reports whether the answer has any of the fields in which speech stands: another kind of file has none.
func known(text string) bool {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &keys); err != nil {
		return false
	}
	for _, k := range [...]string{"text", "segments", "phrases", "transcripts"} {
		if _, ok := keys[k]; ok {
			return true
		}
	}
	return false
}

// parseJSON reads what recognisers and Genesys write.
func parseJSON(text string) (*Transcript, error) {
	var r recognised
	var err error
	if text[0] == '[' {
		err = json.Unmarshal([]byte(text), &r.Segments)
	} else {
		err = json.Unmarshal([]byte(text), &r)
	}
	if err != nil {
		return nil, fmt.Errorf("reading a recogniser's answer: %w", errors.Join(ErrFormat, err))
	}
	switch {
	case len(r.Transcripts) > 0:
		return genesys(r), nil
	case len(r.Segments) > 0:
		t := &Transcript{Format: Whisper}
		for _, s := range r.Segments {
			t.Utterances = append(t.Utterances, Utterance{
				Cue: strings.Trim(string(s.ID), `"`), Speaker: s.speaker(), Start: s.Start.duration(time.Second), End: s.End.duration(time.Second),
				Text: html.UnescapeString(s.Text),
			})
		}
		if !slices.ContainsFunc(t.Utterances, func(u Utterance) bool { return u.Speaker != "" }) {
			label(t.Utterances)
		}
		return t, nil
	case len(r.Phrases) > 0:
		t := &Transcript{Format: Whisper}
		for _, p := range r.Phrases {
			u := Utterance{Start: p.OffsetMilliseconds.duration(time.Millisecond), Text: p.Text}
			u.End = u.Start + max(0, p.DurationMilliseconds.duration(time.Millisecond))
			switch {
			case p.Speaker != nil:
				u.Speaker = "spreker " + strconv.Itoa(*p.Speaker)
			case p.Channel != nil:
				u.Speaker = "kanaal " + strconv.Itoa(*p.Channel)
			}
			t.Utterances = append(t.Utterances, u)
		}
		return t, nil
	case strings.TrimSpace(r.Text) != "":
		return parsePlain(r.Text) // a recogniser that gave no times
	}
	if text[0] == '{' && !known(text) {
		return nil, fmt.Errorf("looking for speech in JSON of another kind: %w", ErrFormat)
	}
	return nil, fmt.Errorf("looking for speech in a recogniser's answer: %w", ErrEmpty)
}

// speaker returns who spoke: the segment's speaker, or the one of most of its words. Speakers may be names or numbers; "?" is nobody.
func (s segment) speaker() string {
	if name := strings.Trim(string(s.Speaker), `" `); name != "" && name != "null" && name != "?" {
		return name
	}
	count := map[string]int{}
	best := ""
	for _, w := range s.Words {
		if w.Speaker == "" {
			continue
		}
		count[w.Speaker]++
		if count[w.Speaker] > count[best] {
			best = w.Speaker
		}
	}
	return best
}

// genesys reads the transcripts of one conversation, one a channel, in the order in which things were said.
func genesys(r recognised) *Transcript {
	t := &Transcript{Format: Genesys}
	begin := r.StartTime
	for _, x := range r.Transcripts {
		if begin <= 0 || x.StartTime > 0 && x.StartTime < begin {
			begin = x.StartTime
		}
	}
	var all []phrase
	for _, x := range r.Transcripts {
		all = append(all, x.Phrases...)
	}
	slices.SortStableFunc(all, func(a, b phrase) int {
		switch {
		case a.StartTimeMs < b.StartTimeMs:
			return -1
		case a.StartTimeMs > b.StartTimeMs:
			return 1
		}
		return 0
	})
	if begin <= 0 && len(all) > 0 {
		begin = all[0].StartTimeMs
	}
	if begin > 1e12 && begin < 1e13 { // milliseconds since 1970
		t.Held = time.UnixMilli(int64(begin))
	}
	for _, p := range all {
		u := Utterance{Start: Unknown, End: Unknown, Text: p.DecoratedText}
		if u.Text == "" {
			u.Text = p.Text
		}
		if begin >= 0 && p.StartTimeMs >= begin {
			u.Start = (p.StartTimeMs - begin).duration(time.Millisecond)
			if u.Start != Unknown {
				u.End = u.Start + max(0, p.Duration.Milliseconds.duration(time.Millisecond))
			}
		}
		switch p.ParticipantPurpose {
		case "internal":
			u.Speaker = "Medewerker"
		case "external":
			u.Speaker = "Beller"
		default:
			u.Speaker = p.ParticipantPurpose
		}
		t.Utterances = append(t.Utterances, u)
	}
	return t
}
