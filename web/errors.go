package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
)

// What a handler returns when it cannot do what was asked.
var (
	errNoPage   = errors.New("no such page")
	errForeign  = errors.New("a foreign site opens a conversation")
	errTooLong  = errors.New("a message is too long")
	errGarbled  = errors.New("a message cannot be read")
	errUpgrade  = errors.New("the conversation is for sockets")
	errClosing  = errors.New("the server is closing")
	errNotReady = errors.New("the database does not answer")
)

// problems says how each known error is shown. The key leads to a heading and a text in the catalogue.
var problems = []struct {
	err    error
	status int
	key    string
}{
	{errNoPage, http.StatusNotFound, "no_page"},
	{errForeign, http.StatusForbidden, "foreign"},
	{errTooLong, http.StatusRequestEntityTooLarge, "too_long"},
	{errGarbled, http.StatusBadRequest, "garbled"},
	{errUpgrade, http.StatusUpgradeRequired, "no_page"},
	{errClosing, http.StatusServiceUnavailable, "broken"},
	{errNotReady, http.StatusServiceUnavailable, "broken"},
}

// handle makes a handler of a function that may fail.
func (s *Server) handle(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := safely(func() error { return f(w, r) }); err != nil {
			s.serveError(w, r, err)
		}
	}
}

// serveError shows a calm page with a telephone number. The log gets the story, the visitor a sentence that helps.
func (s *Server) serveError(w http.ResponseWriter, r *http.Request, err error) {
	status, key := http.StatusInternalServerError, "broken"
	for _, p := range problems {
		if errors.Is(err, p.err) {
			status, key = p.status, p.key
			break
		}
	}
	s.metrics.problems.WithLabelValues(strconv.Itoa(status)).Inc()
	if status >= http.StatusInternalServerError {
		s.log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "status", status, "error", err)
	}
	p := errorPage{s.layout("title"), text(key + "_heading"), text(key + "_text")}
	if err := s.show(w, status, "error", p); err != nil {
		s.log.ErrorContext(r.Context(), "the error page failed", "error", err)
		http.Error(w, text("last_resort"), status)
	}
}

// safely runs f and makes an error of a panic, so that a mistake in one answer costs nobody else theirs. What was thrown may hold what a
// person wrote and is left out; the place is enough to mend it.
func safely(f func() error) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			if thrown == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
				panic(thrown)
			}
			err = fmt.Errorf("panic of type %T at %s", thrown, debug.Stack())
		}
	}()
	return f()
}
