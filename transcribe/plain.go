package transcribe

import (
	"fmt"
	"strings"

	"wegwijzer/internal/dutch"
)

// A line of a typed or exported transcript opens with a time, a name, or both in either order.
var (
	timeFirst  = expressed(`^[\[(]?((?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[\])]?(?:[ \t]*-+[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2})?[ \t]*[-|]?[ \t]*(.*)$`)
	nameTime   = expressed(`^([^\t:]{1,60}?)[ \t]*(?:\t|[ \t]{2,}|[ \t]*[\[(]|,? )((?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[\])]?[ \t]*:?[ \t]*(.*)$`)
	headerDate = expressed(`(?i)^(?:datum|date|gesprek(?:sdatum)?|vergadering|opname)?[ :]*.*\d`)
)

// parsePlain reads "Naam: tekst", with or without times, and names with times above their text, as Word exports of Teams have them.
// A text without any of these is taken as one unknown speaker, sentence by sentence.
func parsePlain(text string) (*Transcript, error) {
	t := &Transcript{Format: Plain}
	lines := strings.Split(text, "\n")
	structured := false
	var us []Utterance
	headed := false // the last line was a name with a time: its text follows
	for _, line := range lines {
		if len(us) > maxCues {
			break
		}
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		u := Utterance{Start: Unknown, End: Unknown}
		if m := timing.FindStringSubmatch(line); m != nil {
			u.Start, u.End, u.Text = clock(m[1]), clock(m[2]), strings.TrimSpace(line[len(m[0]):])
			us, headed, structured = append(us, u), true, true
			continue
		}
		if m := timeFirst.FindStringSubmatch(line); m != nil {
			u.Start = clock(m[1])
			u.Text = m[2]
			if name, rest, ok := prefix(strings.ReplaceAll(u.Text, "\t", ": ")); ok {
				u.Speaker, u.Text = name, rest
			}
			us, headed, structured = append(us, u), u.Text == "", true
			continue
		}
		if m := nameTime.FindStringSubmatch(line); m != nil && nameLike(m[1]) {
			u.Speaker, u.Start, u.Text = strings.TrimSpace(m[1]), clock(m[2]), m[3]
			us, headed, structured = append(us, u), true, true
			continue
		}
		if structured && len(us) > 0 {
			last := &us[len(us)-1]
			if name, rest, ok := prefix(line); ok && last.Speaker == "" && headed && last.Text == "" {
				last.Speaker, last.Text = name, rest
				continue
			}
			if headed && last.Speaker == "" && last.Text == "" && nameLike(line) {
				last.Speaker = line
				continue
			}
			last.Text = strings.TrimSpace(last.Text + " " + line)
			continue
		}
		u.Text = line
		us = append(us, u)
	}
	if !structured {
		us = typed(us, t)
	} else {
		us = opening(us, t)
	}
	for i := range us {
		if us[i].Start != Unknown && us[i].End == Unknown {
			us[i].End = us[i].Start
			if i+1 < len(us) && us[i+1].Start > us[i].Start {
				us[i].End = us[i+1].Start
			}
		}
	}
	t.Utterances = us
	if len(us) > maxCues {
		return nil, fmt.Errorf("reading a transcript of more than %d lines: %w", maxCues, ErrLarge)
	}
	return t, nil
}

// typed joins the lines that continue a named speaker's, and cuts a text without speakers into sentences.
func typed(lines []Utterance, t *Transcript) []Utterance {
	lines = opening(lines, t)
	count := map[string]int{}
	labelled := 0
	for _, u := range lines {
		if name, _, ok := prefix(u.Text); ok {
			count[name]++
			labelled++
		}
	}
	var out []Utterance
	if len(count) >= 2 && labelled*4 >= len(lines) {
		for _, u := range lines {
			if name, rest, ok := prefix(u.Text); ok && (count[name] >= 2 || labelled*2 > len(lines)) {
				u.Speaker, u.Text = name, rest
				out = append(out, u)
			} else if len(out) > 0 {
				out[len(out)-1].Text += " " + u.Text
			} else {
				out = append(out, u)
			}
		}
		return out
	}
	for _, u := range lines {
		for _, s := range dutch.Sentences(u.Text) {
			out = append(out, Utterance{Start: Unknown, End: Unknown, Text: u.Text[s.Start:s.End]})
		}
	}
	return out
}

// opening takes the title and date above the first speaker away, and remembers the date.
func opening(us []Utterance, t *Transcript) []Utterance {
	for n, u := range us {
		if n > 5 || u.Speaker != "" || u.Start != Unknown {
			break
		}
		if _, _, ok := prefix(u.Text); ok && !strings.HasPrefix(strings.ToLower(u.Text), "datum") {
			break
		}
		if len(u.Text) < 120 && headerDate.MatchString(u.Text) && t.Held.IsZero() {
			if day, ok := dutch.FullDate(u.Text); ok {
				t.Held = day
				return us[n+1:]
			}
		}
	}
	return us
}

// nameLike reports whether s can be the name of a speaker: few words, the first one with a capital, no verbs of saying.
func nameLike(s string) bool {
	_, _, ok := prefix(strings.TrimSpace(s) + ": x")
	return ok
}
