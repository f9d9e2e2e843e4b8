package web

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
)

// recordingOf returns the recording that an address names, for someone who may see it: whose call it is, or who gave a reason to open it. Others get
// *staff.NeedReason, which asks for one.
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
		err = &staff.NeedReason{Object: object}
	}
	return rec, err
}

// playSound serves the sound of a call from any second on: a player asks for a range. Each time is written down, as everything that staff opens.
func (s *Server) playSound(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	rec, err := s.recordingOf(r, who)
	if err != nil {
		return err
	}
	sound, err := s.config.Recordings.Play(r.Context(), rec.Call)
	switch {
	case errors.Is(err, recording.ErrGone), errors.Is(err, recording.ErrEmpty):
		return errNoPage
	case err != nil:
		return err
	}
	w.Header().Set("Content-Type", sound.Media)
	http.ServeContent(w, r, "", time.Time{}, sound)
	return nil
}
