package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijzer/internal/speech"
)

const (
	maxRecording = 2<<20 + 1<<10 // bytes: a minute at 16,000 samples a second
	hearTimeout  = 45 * time.Second
	maxHeard     = 4000 // bytes of text that a recogniser may make of a minute
)

// Ear turns a recording into text. The recording is a WAV file of 16-bit samples in one channel. lang is a hint and may be "".
type Ear interface {
	Hear(ctx context.Context, recording []byte, lang string) (string, error)
}

// listen turns what someone said into text, for them to correct and send. The recording goes to the organisation's own recogniser and is
// kept nowhere. What is sent afterwards is a message like any other, the danger check included.
func (s *Server) listen(w http.ResponseWriter, r *http.Request) error {
	if s.config.Ear == nil {
		return errNoPage
	}
	if !s.welcome(r) {
		return errForeign
	}
	if !s.heard.allow(s.network(r), hearingAMin, s.now()) {
		http.Error(w, text("too_many"), http.StatusTooManyRequests)
		return nil
	}
	takeTime(r, soundTime)
	recording, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRecording))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return errTooLong
		}
		return errGarbled
	}
	// Only sound goes on to the recogniser, and nothing that was put in its file besides.
	rate, audio, err := speech.ReadWave(recording)
	if err != nil {
		return errGarbled
	}
	ctx, cancel := context.WithTimeout(r.Context(), hearTimeout)
	defer cancel()
	start := s.now()
	said, err := s.config.Ear.Hear(ctx, speech.Bare(rate, audio), pageLang(r.URL.Query().Get("taal")))
	clear(recording)
	outcome := "heard"
	switch {
	case r.Context().Err() != nil:
		outcome = "left"
	case err != nil:
		outcome = "failed"
		s.log.WarnContext(ctx, "nothing could be heard", "error", err)
	}
	s.metrics.hearing.WithLabelValues(outcome).Observe(s.now().Sub(start).Seconds())
	if err != nil {
		http.Error(w, text("speech_mic_failed"), http.StatusServiceUnavailable)
		return nil
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]string{"text": tidy(said)})
}

// tidy makes of what a recogniser wrote a text that fits the field.
func tidy(said string) string {
	said = strings.Join(strings.Fields(strings.ToValidUTF8(said, "")), " ")
	if len(said) > maxHeard {
		said = said[:maxHeard]
		for !utf8.ValidString(said) {
			said = said[:len(said)-1]
		}
	}
	return said
}
