package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
)

// recordPage is where a call comes in, and where one waits for its words.
type recordPage struct {
	staffLayout
	ID       transcribe.CallID
	Path     string // of the call: what is done to it is done below it
	Way      string
	State    string
	Kept     bool
	Two      bool // two channels
	Ears     bool
	Problem  string
	Came     string // how much came in, in words
	Erased   bool   // nothing is left of it, and nothing can be added
	Playable bool
	Words    []wordView
	Until    string // when the sound is deleted
	Since    string // since when the recogniser does not answer
	Next     string // when it is tried again
	Trouble  string // what is the matter with it
	Limit    int    // gigabytes of a file with sound
	Most     int    // megabytes of one with a transcript
	Said     []saidView
	Capture  string // the address of the script that takes samples
	Demo     string // the address of a call to play instead of a microphone; "" outside the demo
}

// wordView is a stretch of words or a note.
type wordView struct {
	Token, At, Who, Text, Struck string
	Note                         bool
}

// saidView is an answer about recording.
type saidView struct{ At, ISO, Answer, Notice string }

func (s *Server) showRecord(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.recordPage(w, r, who, http.StatusOK, "")
}

// recordPage shows the page of a call that is coming in; one that is done is at its report.
func (s *Server) recordPage(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	rec, err := s.recordingOf(r, who)
	if err != nil {
		return err
	}
	if rec.State == recording.Done {
		http.Redirect(w, r, callAt(rec.Call), http.StatusSeeOther)
		return nil
	}
	p := recordPage{
		staffLayout: s.staffLayout(r, who, "title_record"), ID: rec.Call, Path: callAt(rec.Call), Way: string(rec.Way), State: string(rec.State), Kept: rec.Kept,
		Ears: s.config.Recordings.Ear != nil, Problem: problem, Until: dutchDate(rec.AudioUntil), Limit: int(recording.MaxFile >> 30), Most: transcribe.MaxBytes >> 20, Playable: rec.Kept && rec.Bytes > 0,
		Two: rec.Channels > 1,
	}
	if rec.State == recording.Open && rec.Way != recording.Typed {
		p.Script, p.Capture = "record.js", s.static.address("capture.js")
		if s.config.Example != nil {
			p.Demo = callsPath + "/voorbeeld"
		}
		h := w.Header()
		h.Set("Permissions-Policy", strings.NewReplacer("microphone=()", "microphone=(self)", "display-capture=()", "display-capture=(self)").Replace(h.Get("Permissions-Policy")))
	} else if rec.State == recording.Waiting {
		p.Script = "record.js"
	}
	switch {
	case rec.Length > 0:
		p.Came = fmt.Sprintf(text("record_came_time"), clock(rec.Length))
	case rec.Bytes > 0:
		p.Came = fmt.Sprintf(text("record_came_bytes"), max(1, rec.Bytes>>20))
	}
	if !rec.FailingSince.IsZero() {
		p.Since, p.Next, p.Trouble = dutchTime(rec.FailingSince), dutchTime(rec.NextTry), text("record_trouble_"+rec.Problem)
		p.Erased = rec.State == recording.Stopped && rec.Problem == "gewist"
	}
	words, err := s.config.Recordings.Words(r.Context(), rec.Call)
	if err != nil {
		return err
	}
	for _, x := range words {
		p.Words = append(p.Words, s.wordView(x, p.Two))
	}
	said, err := s.config.Recordings.Answers(r.Context(), rec.Call)
	if err != nil {
		return err
	}
	for _, x := range said {
		p.Said = append(p.Said, saidView{dutchTime(x.At), x.At.Format(time.RFC3339), text("call_said_" + string(x.Answer)), x.Notice})
	}
	return s.show(w, status, "staff/record", p)
}

// wordView returns words as the page shows them.
func (s *Server) wordView(x recording.Word, two bool) wordView {
	v := wordView{Token: x.Token, Text: x.Text, Note: x.Note, At: clock(x.Start)}
	switch {
	case x.Note:
		v.Who = text("record_note")
	case two && x.Channel == 0:
		v.Who = text("record_staff")
	case two:
		v.Who = text("record_client")
	}
	if x.Struck != "" {
		v.Struck = text("record_struck_" + x.Struck)
	}
	return v
}

// recordProblem returns what to tell of an error that a person can do something about, and with which status; "" for any other.
func recordProblem(err error) (string, int) {
	for _, x := range []struct {
		err    error
		status int
		key    string
	}{
		{recording.ErrFull, http.StatusInsufficientStorage, "record_full"},
		{recording.ErrLarge, http.StatusRequestEntityTooLarge, "record_large"},
		{recording.ErrEmpty, http.StatusUnprocessableEntity, "record_empty"},
		{transcribe.ErrEmpty, http.StatusUnprocessableEntity, "record_empty"},
		{errNoSound, http.StatusUnsupportedMediaType, "record_kind"},
		{transcribe.ErrFormat, http.StatusUnsupportedMediaType, "record_format"},
		{transcribe.ErrLarge, http.StatusRequestEntityTooLarge, "record_transcript_large"},
		{recording.ErrConsent, http.StatusConflict, "record_consent"},
		{recording.ErrOver, http.StatusConflict, "record_over"},
		{recording.ErrOffset, http.StatusConflict, "record_offset"},
	} {
		if errors.Is(err, x.err) {
			return text(x.key), x.status
		}
	}
	return "", 0
}

// recordStep does one thing to a call of someone, and shows its page again, with what was the matter if there was something.
func (s *Server) recordStep(w http.ResponseWriter, r *http.Request, who staff.Session, do func(context.Context, recording.Recording) error) error {
	rec, err := s.recordingOf(r, who)
	if err != nil {
		return err
	}
	if err := do(r.Context(), rec); err != nil {
		problem, status := recordProblem(err)
		if problem == "" {
			return err
		}
		return s.recordPage(w, r, who, status, problem)
	}
	http.Redirect(w, r, recordingPath(rec.Call), http.StatusSeeOther)
	return nil
}

// endRecord says that nothing more comes in.
func (s *Server) endRecord(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.recordStep(w, r, who, func(ctx context.Context, rec recording.Recording) error {
		return s.config.Recordings.End(ctx, rec.Call)
	})
}

// finishRecord makes the report of what there is now, without waiting for more words.
func (s *Server) finishRecord(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.recordStep(w, r, who, func(ctx context.Context, rec recording.Recording) error {
		return s.config.Recordings.Finish(ctx, rec.Call)
	})
}

// refuseRecord takes back the client's yes.
func (s *Server) refuseRecord(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.recordStep(w, r, who, func(ctx context.Context, rec recording.Recording) error {
		return s.config.Recordings.Refuse(ctx, rec.Call, who.Person.ID)
	})
}

// noteRecord keeps a note that was typed on a page without script.
func (s *Server) noteRecord(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	return s.recordStep(w, r, who, func(ctx context.Context, rec recording.Recording) error {
		token := form.Get("nummer")
		if token == "" || len(token) > maxToken {
			token = "f" + strconv.FormatInt(s.now().UnixNano(), 36)
		}
		return s.config.Recordings.Note(ctx, rec.Call, token, form.Get("tekst"), s.now().Sub(rec.BeganAt))
	})
}

// maxToken bounds what a page calls a note.
const maxToken = 30

// recordState is how far a call is, for a page that waits.
type recordState struct {
	State string `json:"state"`
	Words int    `json:"words"`
	Since string `json:"since"` // since when the recogniser does not answer; "" when it does
}

// serveRecordState tells a page how far the call is.
func (s *Server) serveRecordState(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	rec, err := s.openRecording(r, who)
	if err != nil {
		return err
	}
	words, err := s.config.Recordings.Words(r.Context(), rec.Call)
	if err != nil {
		return err
	}
	state := recordState{State: string(rec.State), Words: len(words)}
	if !rec.FailingSince.IsZero() {
		state.Since = dutchTime(rec.FailingSince)
	}
	return writeJSON(w, http.StatusOK, state)
}

// writeJSON answers a script.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("answering a script: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b) // the page may have gone
	return nil
}
