package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// recordingOf returns the recording that an address names, for someone who may see it: whose call it is, or who gave a reason to open it. Others get
// *staff.ReasonError, which asks for one.
func (s *Server) recordingOf(r *http.Request, who staff.Session) (recording.Recording, error) {
	if s.config.Recordings == nil {
		return recording.Recording{}, errNoPage
	}
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return recording.Recording{}, errNoPage
	}
	rec, err := s.config.Recordings.Read(r.Context(), transcribe.CallID(id))
	if errors.Is(err, recording.ErrUnknown) {
		return rec, errNoPage
	}
	if err != nil || rec.Owner == who.Person.ID {
		return rec, err
	}
	object := staff.Object{Kind: "call", ID: r.PathValue("id")}
	reason, err := s.config.Desk.Reason(r.Context(), who.Person.ID, object)
	if err == nil && reason == "" {
		err = &staff.ReasonError{Object: object}
	}
	return rec, err
}

// openRecording is recordingOf for what the page of a recording asks for by itself, and which is not written down each time: the opening of the page was.
// It asks for no reason; whoever gave none is refused.
func (s *Server) openRecording(r *http.Request, who staff.Session) (recording.Recording, error) {
	rec, err := s.recordingOf(r, who)
	var need *staff.ReasonError
	if errors.As(err, &need) {
		return rec, errNotYours
	}
	return rec, err
}

// comesIn reports whether a call is still coming in, and has no report yet.
func (s *Server) comesIn(ctx context.Context, call transcribe.CallID) bool {
	if s.config.Recordings == nil {
		return false
	}
	rec, err := s.config.Recordings.Read(ctx, call)
	return err == nil && rec.State != recording.Done
}

// listening is how long somebody listens to a recording before the audit says so again.
const listening = 10 * time.Minute

// playSound serves the sound of a call from any second on: a player asks for range after range. That somebody listens is written down when it begins, and
// again as often as it goes on for longer than listening.
func (s *Server) playSound(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	rec, err := s.recordingOf(r, who)
	if err != nil {
		return err
	}
	played, err := s.config.Recordings.Play(r.Context(), rec.Call)
	switch {
	case errors.Is(err, recording.ErrGone), errors.Is(err, recording.ErrEmpty):
		return errNoPage
	case err != nil:
		return err
	}
	w.Header().Set("Content-Type", played.Media)
	http.ServeContent(w, r, "", time.Time{}, played)
	return nil
}

// callID is the number of a call as the audit has it.
func callID(call transcribe.CallID) string { return strconv.FormatInt(int64(call), 10) }

// serveExample serves the call that can be played instead of a microphone.
func (s *Server) serveExample(w http.ResponseWriter, r *http.Request, _ staff.Session) error {
	if s.config.Example == nil {
		return errNoPage
	}
	file, err := s.config.Example(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", sound.WAV.Media())
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
	return nil
}
