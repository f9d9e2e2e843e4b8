package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"wegwijzer/internal/held"
	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
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

	errNoDesk      = errors.New("nobody can sign in here")
	errNotYours    = errors.New("the role does not give access")
	errForeignForm = errors.New("a foreign site sent a form")
	errProve       = errors.New("the person must show anew who it is")
)

// problems says how each known error is shown. The key leads to a heading and a text in the catalogue.
var problems = []struct {
	err    error
	status int
	key    string
}{
	{errNoPage, http.StatusNotFound, "no_page"},
	{held.ErrGone, http.StatusGone, "gone"},
	{errForeign, http.StatusForbidden, "foreign"},
	{errTooLong, http.StatusRequestEntityTooLarge, "too_long"},
	{errGarbled, http.StatusBadRequest, "garbled"},
	{errCrowded, http.StatusTooManyRequests, "broken"},
	{errUpgrade, http.StatusUpgradeRequired, "no_page"},
	{errClosing, http.StatusServiceUnavailable, "broken"},
	{errNotReady, http.StatusServiceUnavailable, "broken"},

	{errNoDesk, http.StatusNotFound, "no_desk"},
	{errNotYours, http.StatusForbidden, "not_yours"},
	{errForeignForm, http.StatusForbidden, "foreign_form"},
	{errOtherHand, http.StatusConflict, "other_hand"},
	{errProve, http.StatusForbidden, "prove"},
	{staff.ErrNoWay, http.StatusNotFound, "no_desk"},
	{staff.ErrSignedOut, http.StatusUnauthorized, "signed_off"},
	{staff.ErrUnsure, http.StatusServiceUnavailable, "unsure"},
	{staff.ErrBusy, http.StatusServiceUnavailable, "unsure"},
	{staff.ErrAttempt, http.StatusBadRequest, "attempt"},
	{staff.ErrRefused, http.StatusForbidden, "refused"},
	{staff.ErrNoRole, http.StatusForbidden, "no_role"},
	{staff.ErrNoReason, http.StatusBadRequest, "garbled"},
	{transcribe.ErrUnknown, http.StatusNotFound, "no_call"},
	{transcribe.ErrGone, http.StatusGone, "gone_call"},
	{transcribe.ErrKeyless, http.StatusServiceUnavailable, "no_key"},
	{transcribe.ErrNotFinal, http.StatusConflict, "not_final"},
	{jurisprudence.ErrUnknown, http.StatusNotFound, "no_page"}, // whether it is not there or not for this person is not told
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
	s.failed(r, status, err)
	heading, words := textFor(r, key+"_heading"), textFor(r, key+"_text")
	name, p := "error", page(errorPage{s.forVisitor(r), heading, words})
	if strings.HasPrefix(r.URL.Path, homePath+"/") || r.URL.Path == homePath {
		again := status == http.StatusUnauthorized || status == http.StatusBadRequest || errors.Is(err, staff.ErrRefused)
		name, p = "staff/error", staffErrorPage{s.strangerLayout("title_problem"), heading, words, again}
	}
	if err := s.show(w, status, name, p); err != nil {
		s.log.ErrorContext(r.Context(), "the error page failed", "error", err)
		http.Error(w, text("last_resort"), status)
	}
}

// failed counts what went wrong, and logs it when that is ours.
func (s *Server) failed(r *http.Request, status int, err error) {
	s.metrics.problems.WithLabelValues(strconv.Itoa(status)).Inc()
	if status >= http.StatusInternalServerError {
		s.log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "status", status, "error", err)
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
