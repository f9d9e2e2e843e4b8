package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"wegwijzer/assistant"
)

// streamWait is how long a visitor without a socket may take to receive one frame.
const streamWait = 10 * time.Second

// stream answers one question as server-sent events, for networks that let no socket through.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) error {
	if !s.welcome(r) {
		return errForeign
	}
	asked, err := readAsk(w, r)
	if err != nil {
		return s.refuseStream(w, asked, err)
	}
	q, err := s.asking(asked.Question, asked.Topic, asked.settings(), s.sealer.open(asked.State), s.network(r))
	if err != nil {
		return s.refuseStream(w, asked, errGarbled)
	}
	q.id = asked.ID
	emit := streamTo(w)
	if err := emit(frame{Type: "ack", ID: asked.ID, Seq: 1}); err != nil {
		return nil //nolint:nilerr // the visitor has gone, and there is nobody to show an error to
	}
	_ = s.tell(r.Context(), byStream, q, emit) // fails only when the visitor has gone
	return nil
}

// refuseStream returns why a question is not answered, or shows it below the card when there is danger in it.
func (s *Server) refuseStream(w http.ResponseWriter, asked clientFrame, why error) error {
	said := textIn(or(pageLang(asked.Lang), "nl"), "garbled_text")
	if errors.Is(why, errTooLong) {
		said = tooLongIn(assistant.LanguageOf(asked.Question))
	}
	frames := s.refusal(asked, said)
	if len(frames) == 1 {
		return why
	}
	emit := streamTo(w)
	for _, f := range frames {
		if emit(f) != nil {
			break // the visitor has gone
		}
	}
	return nil //nolint:nilerr // the visitor was told why, behind the card
}

// streamTo begins a stream of frames, and returns how one is sent.
func streamTo(w http.ResponseWriter) func(frame) error {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no") // proxies pass each frame on at once
	line := http.NewResponseController(w)
	return func(f frame) error {
		content, err := json.Marshal(f)
		if err != nil {
			return fmt.Errorf("writing a frame: %w", err)
		}
		// Where the connection knows no deadlines the server's own limit holds.
		_ = line.SetWriteDeadline(time.Now().Add(streamWait))
		if _, err := fmt.Fprintf(w, "data: %s\n\n", content); err != nil {
			return fmt.Errorf("sending a frame: %w", err)
		}
		return line.Flush()
	}
}

// readAsk reads a question. With an error it returns what was read all the same: there may be danger in it.
func readAsk(w http.ResponseWriter, r *http.Request) (clientFrame, error) {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxAsk))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return clientFrame{Question: string(content)}, errTooLong
	}
	asked, ok := readFrame(content)
	if err != nil || !ok || asked.Type != "ask" {
		return asked, errGarbled
	}
	return asked, nil
}
