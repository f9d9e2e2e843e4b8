package transcribe

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"
	"time"
)

// timing is the line above the text of a cue, in WebVTT with a point and in SubRip with a comma.
var timing = expressed(`(?m)^[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[ \t]*--?>[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)`)

// cue is one numbered piece of a subtitle file.
type cue struct {
	id         string
	start, end time.Duration
	lines      []string
}

// parseCues reads WebVTT and SubRip, as Teams, Zoom, Meet and recognisers write them.
func parseCues(text string) (*Transcript, error) {
	t := &Transcript{Format: SubRip}
	if strings.HasPrefix(strings.TrimSpace(text), "WEBVTT") {
		t.Format = Zoom
	}
	cues := readCues(text)
	voices := false
	for _, c := range cues {
		if len(t.Utterances) > maxCues {
			break // Parse refuses it
		}
		body := strings.Join(c.lines, "\n")
		if spoken, ok := metadata(body, t); ok {
			spoken.Cue, spoken.Start, spoken.End = c.id, c.start, c.end
			t.Utterances = append(t.Utterances, spoken)
			voices = true
			continue
		}
		for _, v := range splitVoices(body) {
			voices = voices || v.Speaker != ""
			v.Cue, v.Start, v.End = c.id, c.start, c.end
			t.Utterances = append(t.Utterances, v)
		}
	}
	if voices {
		t.Format = Teams
	} else {
		label(t.Utterances)
	}
	return t, nil
}

func readCues(text string) []cue {
	var cues []cue
	lines := strings.Split(text, "\n")
	open := false  // the lines belong to a cue
	aside := false // a block that is no speech: NOTE, STYLE, REGION
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if m := timing.FindStringSubmatch(line); m != nil && strings.HasPrefix(line, m[0]) {
			cues = append(cues, cue{start: clock(m[1]), end: clock(m[2])})
			if i > 0 {
				id := strings.TrimSpace(lines[i-1])
				c := &cues[len(cues)-1]
				if id != "" && !strings.HasPrefix(id, "WEBVTT") && !strings.HasPrefix(id, "NOTE") {
					c.id = id
					if len(c.id) > 100 {
						c.id = ""
					}
				}
			}
			open, aside = true, false
			continue
		}
		next := i+1 < len(lines) && timing.MatchString(lines[i+1])
		switch {
		case line == "":
			open, aside = false, false
		case next:
			// the id of the cue that follows
		case strings.HasPrefix(line, "WEBVTT") && len(cues) == 0, strings.HasPrefix(line, "NOTE"), line == "STYLE", line == "REGION":
			aside = !open || len(cues) == 0
			if !aside {
				cues[len(cues)-1].lines = append(cues[len(cues)-1].lines, line)
			}
		case aside:
		case len(cues) > 0:
			cues[len(cues)-1].lines = append(cues[len(cues)-1].lines, line)
		}
	}
	return cues
}

// clock reads h:mm:ss.mmm or mm:ss.
func clock(s string) time.Duration {
	s = strings.ReplaceAll(s, ",", ".")
	parts := strings.Split(s, ":")
	seconds, err := strconv.ParseFloat(parts[len(parts)-1], 64)
	if err != nil {
		return Unknown
	}
	d := time.Duration(seconds * float64(time.Second))
	unit := time.Minute
	for i := len(parts) - 2; i >= 0; i-- {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return Unknown
		}
		d += time.Duration(n) * unit
		unit *= 60
	}
	return d.Round(time.Millisecond)
}

var (
	voiceTag = expressed(`(?i)<v(?:\.[^\s>]*)?[ \t]+([^>]*)>`)
	anyTag   = expressed(`</?[a-zA-Z0-9:.][^<>]*>`)
)

// splitVoices returns an utterance for each voice in the text of a cue. A voice holds until another begins.
func splitVoices(body string) []Utterance {
	tags := voiceTag.FindAllStringSubmatchIndex(body, -1)
	if len(tags) == 0 {
		return []Utterance{{Text: untag(body)}}
	}
	var out []Utterance
	if before := untag(body[:tags[0][0]]); before != "" {
		out = append(out, Utterance{Text: before})
	}
	for i, m := range tags {
		end := len(body)
		if i+1 < len(tags) {
			end = tags[i+1][0]
		}
		u := Utterance{Speaker: html.UnescapeString(body[m[2]:m[3]]), Text: untag(body[m[1]:end])}
		if last := len(out) - 1; last >= 0 && out[last].Speaker == u.Speaker {
			out[last].Text += " " + u.Text
			continue
		}
		out = append(out, u)
	}
	return out
}

func untag(s string) string {
	return strings.TrimSpace(html.UnescapeString(anyTag.ReplaceAllString(s, "")))
}

// metadata reads a cue of the Teams form in which the text is JSON.
func metadata(body string, t *Transcript) (Utterance, bool) {
	if !strings.HasPrefix(body, "{") || !strings.Contains(body, `"spokenText"`) {
		return Utterance{}, false
	}
	var m struct{ StartDateTime, SpeakerName, SpokenText string }
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return Utterance{}, false
	}
	if at, err := time.Parse(time.RFC3339Nano, m.StartDateTime); err == nil && t.Held.IsZero() {
		t.Held = at
	}
	return Utterance{Speaker: m.SpeakerName, Text: m.SpokenText}, true
}
