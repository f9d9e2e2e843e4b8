package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"wegwijzer/internal/hearing"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
	"wegwijzer/web"
)

// readSpeech reads what the environment says of the recogniser of speech (SPEECH_…) and of recording.
func (c *config) readSpeech(env func(name string) string) error {
	c.hearing = hearing.Config{
		Kind: env("SPEECH_KIND"), URL: env("SPEECH_URL"), Model: env("SPEECH_MODEL"), Key: env("SPEECH_KEY"), Lang: or(env("SPEECH_LANG"), "nl"), Prompt: env("SPEECH_PROMPT"),
		Command: strings.Fields(env("SPEECH_COMMAND")), Live: env("SPEECH_LIVE"), LiveURL: env("SPEECH_LIVE_URL"),
	}
	if c.hearing.Lang == "auto" {
		c.hearing.Lang = ""
	}
	if v := env("SPEECH_TIMEOUT"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil || d <= 0 {
			return advise(err, "SPEECH_TIMEOUT is een duur zoals 60s, en niet %q", v)
		}
		c.hearing.Timeout = d
	}
	if _, err := hearing.Open(c.hearing); err != nil {
		return advise(err, "de instellingen van de spraakherkenner (SPEECH_…) kloppen niet")
	}
	switch v := env("WEGWIJZER_RECORDING"); v {
	case "", "toestemming":
	case "kennisgeving":
		c.recordByNotice = true
	default:
		return advise(nil, "WEGWIJZER_RECORDING is toestemming of kennisgeving, en niet %q", v)
	}
	return nil
}

// recogniser returns the recogniser of speech, nil when there is none.
func (c config) recogniser() *hearing.Recogniser {
	r, err := hearing.Open(c.hearing)
	if err != nil {
		return nil // configFromEnv refused a mistaken one
	}
	return r
}

// callEar is a recogniser as calls have it.
type callEar struct{ *hearing.Recogniser }

// Hear recognises a file of sound.
func (e callEar) Hear(ctx context.Context, kind sound.Kind, file io.ReadSeeker, partial func(text string)) ([]recording.Heard, error) {
	all, err := e.Recognise(ctx, string(kind), file, "", partial)
	if errors.Is(err, hearing.ErrSound) {
		return nil, fmt.Errorf("%w: %w", recording.ErrDeaf, err)
	}
	if err != nil {
		return nil, err
	}
	out := make([]recording.Heard, len(all))
	for i, s := range all {
		out[i] = recording.Heard{Start: moment(s.Start), End: moment(s.End), Text: s.Text, Speaker: s.Speaker, Silence: s.Silence, Doubt: s.Doubt, Squeezed: s.Squeezed}
		for _, w := range s.Words {
			out[i].Words = append(out[i].Words, transcribe.Word{Text: w.Text, Start: moment(w.Start), End: moment(w.End)})
		}
	}
	return out, nil
}

// moment turns seconds into a moment of a call; what is less than nothing is unknown.
func moment(seconds float64) time.Duration {
	if seconds < 0 {
		return transcribe.Unknown
	}
	return time.Duration(seconds * float64(time.Second)).Round(time.Millisecond)
}

// chatEar is a recogniser as the website's microphone has it.
type chatEar struct{ *hearing.Recogniser }

// Hear recognises what a visitor said.
func (e chatEar) Hear(ctx context.Context, file []byte, lang string) (string, error) {
	all, err := e.Recognise(ctx, "wav", bytes.NewReader(file), lang, nil)
	if err != nil {
		return "", err
	}
	var words []string
	for _, s := range all {
		if !transcribe.Invented(s.Text) {
			words = append(words, s.Text)
		}
	}
	return strings.Join(words, " "), nil
}

// earOf returns the recogniser as the website has it: nothing at all when there is none.
func earOf(r *hearing.Recogniser) web.Ear {
	if r == nil {
		return nil
	}
	return chatEar{r}
}
