package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// readyWait is how long the database may take to show that it is there.
const readyWait = 2 * time.Second

// healthy says that the program runs.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) error {
	return say(w, http.StatusOK, "healthy")
}

// ready says whether questions can be answered; a load balancer asks it.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	if s.closing.Err() != nil {
		return say(w, http.StatusServiceUnavailable, "not_ready")
	}
	if s.config.Ready == nil {
		return say(w, http.StatusOK, "ready")
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWait)
	defer cancel()
	if err := s.config.Ready(ctx); err != nil {
		s.log.WarnContext(ctx, "not ready", "error", err)
		return say(w, http.StatusServiceUnavailable, "not_ready")
	}
	return say(w, http.StatusOK, "ready")
}

func say(w http.ResponseWriter, status int, key string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	if _, err := io.WriteString(w, text(key)+"\n"); err != nil {
		return fmt.Errorf("answering a probe: %w", err)
	}
	return nil
}
