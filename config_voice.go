package main

import (
	"log/slog"
	"os"
	"strconv"
	"strings"

	"wegwijzer/internal/speech"
	"wegwijzer/web"
)

// readVoice reads what the environment says of the voice that reads answers aloud (VOICE_…).
func (c *config) readVoice(env func(name string) string) error {
	v := speech.Config{
		Kind: or(env("VOICE_KIND"), speech.Espeak), URL: env("VOICE_URL"), Model: env("VOICE_MODEL"), Name: env("VOICE_NAME"), Key: env("VOICE_KEY"),
		Command: strings.Fields(env("VOICE_COMMAND")),
	}
	switch {
	case v.Kind == speech.OpenAI && v.URL == "":
		return advise(nil, "bij VOICE_KIND=openai hoort VOICE_URL, het adres van de stem, zoals http://localhost:8000/v1")
	case v.Kind == speech.Program && len(v.Command) == 0:
		return advise(nil, "bij VOICE_KIND=command hoort VOICE_COMMAND, het programma dat een tekst leest en geluid schrijft")
	case v.Kind != speech.Off && v.Kind != speech.Espeak && v.Kind != speech.OpenAI && v.Kind != speech.Program:
		return advise(nil, "VOICE_KIND is espeak, openai, command of off, en niet %q", v.Kind)
	}
	if langs := env("VOICE_LANGS"); langs != "" {
		v.Langs = strings.Fields(langs)
	}
	for _, x := range []struct {
		name     string
		to       *int
		min, max int
	}{{"VOICE_RATE", &v.Rate, 8000, 48000}, {"VOICE_PACE", &v.Pace, 80, 300}} {
		value := env(x.name)
		if value == "" {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < x.min || n > x.max {
			return advise(err, "%s is een getal van %d tot en met %d, en niet %q", x.name, x.min, x.max, value)
		}
		*x.to = n
	}
	c.voice = v
	return nil
}

// speaker opens the voice, and returns nil when there is none. espeak-ng's library runs in a process of its own, which is this program again.
func (c config) speaker(log *slog.Logger) *speech.Speaker {
	v := c.voice
	v.Logger = log
	if path, err := os.Executable(); err == nil {
		v.Self = []string{path}
	}
	return speech.Open(v)
}

// voiceOf returns a speaker as the website has it: nothing at all when there is none.
func voiceOf(s *speech.Speaker) web.Voice {
	if s == nil {
		return nil
	}
	return s
}
