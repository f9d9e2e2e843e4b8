package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// errNoSound says that a file is no sound of a kind that is taken.
var errNoSound = errors.New("a file is no sound")

// received tells a script how far its file has come.
type received struct {
	Offset  int64  `json:"offset"`
	Problem string `json:"problem,omitempty"`
}

// serveReceived tells how far a file has come, so that a page can go on where it was.
func (s *Server) serveReceived(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	rec, err := s.openRecording(r, who)
	if err != nil {
		return err
	}
	at, err := s.config.Recordings.Received(r.Context(), rec.Call)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, received{Offset: at})
}

// mostUploads is how many transcripts are read at once.
const mostUploads = 4

// receivePiece takes a piece of a file at an offset. The answer says how far the file has come for certain, also when the piece is refused: the page
// goes on from there. No more than a piece of the store's is in memory at a time.
func (s *Server) receivePiece(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	takeTime(r, 0)
	rec, err := s.openRecording(r, who)
	if err != nil {
		return err
	}
	offset, err := strconv.ParseInt(r.Header.Get("Upload-Offset"), 10, 64)
	if err != nil || offset < 0 {
		return errGarbled
	}
	length, err := strconv.ParseInt(r.Header.Get("Upload-Length"), 10, 64)
	if err != nil || length < 0 {
		return errGarbled
	}
	at, err := s.receive(r.Context(), rec, offset, length, r.Body)
	if err != nil {
		problem, status := recordProblem(err)
		if problem == "" {
			return err
		}
		return writeJSON(w, status, received{at, problem})
	}
	return writeJSON(w, http.StatusOK, received{Offset: at})
}

// receive takes what follows at an offset of a file.
func (s *Server) receive(ctx context.Context, rec recording.Recording, offset, length int64, body io.Reader) (int64, error) {
	store := s.config.Recordings
	if offset == 0 && rec.Bytes == 0 {
		head := make([]byte, sound.SniffBytes)
		n, err := io.ReadFull(body, head)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return 0, errGarbled // the line broke before anything came
		}
		if _, err := store.Announce(ctx, rec.Call, head[:n], length); err != nil {
			if errors.Is(err, sound.ErrKind) {
				err = errors.Join(errNoSound, err)
			}
			return 0, err
		}
		body = io.MultiReader(bytes.NewReader(head[:n]), body)
	}
	return store.Receive(ctx, rec.Call, offset, body)
}

// receiveFile takes a whole file from a form, as a page without script sends it: sound, or a transcript that another made. Sound is taken in pieces as
// it comes; a transcript is small.
func (s *Server) receiveFile(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	takeTime(r, 0)
	return s.recordStep(w, r, who, func(ctx context.Context, rec recording.Recording) error {
		part, err := s.filePart(r, who)
		if err != nil {
			return err
		}
		defer part.Close() //nolint:errcheck // only read from
		head := make([]byte, sound.SniffBytes)
		n, err := io.ReadFull(part, head)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return errGarbled
		}
		body := io.MultiReader(bytes.NewReader(head[:n]), part)
		if _, err := sound.Sniff(head[:n]); err == nil && rec.Way == recording.File && rec.Bytes == 0 {
			if _, err := s.receive(ctx, rec, 0, -1, body); err != nil {
				return err
			}
			return s.config.Recordings.End(ctx, rec.Call)
		}
		// A transcript is held in memory whole: what was said in a call is never put in a file in the clear, not even for a moment.
		select {
		case s.uploads <- struct{}{}:
			defer func() { <-s.uploads }()
		case <-ctx.Done():
			return ctx.Err()
		}
		data, err := io.ReadAll(io.LimitReader(body, transcribe.MaxBytes+1))
		if err != nil {
			return errGarbled
		}
		if len(data) == 0 {
			return recording.ErrEmpty
		}
		return s.config.Recordings.Import(ctx, rec.Call, data)
	})
}

// filePart returns the file of a form, unread. It returns errOtherHand for a form that was made for somebody else.
func (s *Server) filePart(r *http.Request, who staff.Session) (*multipart.Part, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, errGarbled
	}
	for range 8 {
		part, err := form.NextPart()
		if err != nil {
			return nil, errGarbled
		}
		switch part.FormName() {
		case "bestand":
			return part, nil
		case handField:
			code, err := io.ReadAll(io.LimitReader(part, maxToken))
			if err != nil {
				return nil, errGarbled
			}
			if err := s.sameHand(who, string(code)); err != nil {
				return nil, err
			}
		}
	}
	return nil, errGarbled
}
