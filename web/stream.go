package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
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
		return err
	}
	q, err := s.asking(asked.Question, asked.Topic, asked.settings(), s.sealer.open(asked.State), s.network(r))
	if err != nil {
		return errGarbled
	}
	q.id = asked.ID
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no") // proxies pass each frame on at once
	line := http.NewResponseController(w)
	emit := func(f frame) error {
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
	if err := emit(frame{Type: "ack", ID: asked.ID, Seq: 1}); err != nil {
		return nil //nolint:nilerr // the visitor has gone, and there is nobody to show an error to
	}
	_ = s.tell(r.Context(), byStream, q, emit) // fails only when the visitor has gone
	return nil
}

func readAsk(w http.ResponseWriter, r *http.Request) (clientFrame, error) {
	var asked clientFrame
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxAsk))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return asked, errTooLong
	case err != nil || json.Unmarshal(content, &asked) != nil || asked.Type != "ask" || len(asked.ID) > maxID:
		return asked, errGarbled
	}
	return asked, nil
}
