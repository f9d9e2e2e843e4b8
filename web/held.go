package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"wegwijzer/internal/held"
)

// A browser writes the last form that somebody sent into the file with which it opens its windows again, and no page can keep it from that. So a form is
// answered by leading the browser on, to an address that says nothing: what it remembers of that page is the address. The page itself waits here,
// sealed, and is shown once.

// heldPath is where such pages are shown.
const heldPath = "/blad/"

// heldAMinute is how many pages are held for one network in a minute. Who asks for more gets them, but without the detour.
const heldAMinute = 60

// capture takes a page in instead of a browser.
type capture struct {
	header http.Header
	status int
	page   bytes.Buffer
	again  bool // nothing of the person is on it: it may be seen again for a while
}

// Header is that of the page.
func (c *capture) Header() http.Header { return c.header }

// WriteHeader takes the first status, as a browser does.
func (c *capture) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

// Write takes a piece of the page.
func (c *capture) Write(piece []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	return c.page.Write(piece)
}

// hold makes a handler of a form that has the browser show its page under an address of its own. Where that cannot be, the page is the answer to the
// form itself: nobody goes without it. A form with settings only is answered directly, since there is nothing in it to be remembered.
func (s *Server) hold(form func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	handle := s.handle(form)
	return func(w http.ResponseWriter, r *http.Request) {
		if s.config.Held == nil || !s.kept.allow(s.network(r), heldAMinute, s.now()) {
			handle(w, r)
			return
		}
		c := &capture{header: w.Header()}
		handle(c, r)
		if strings.HasPrefix(c.header.Get("Content-Type"), "text/html") && !r.PostForm.Has("instellen") {
			if token, err := s.keepPage(r.Context(), c); err == nil {
				c.header.Del("Content-Type")
				http.Redirect(w, r, heldPath+token, http.StatusSeeOther)
				return
			} else if !errors.Is(err, held.ErrLarge) {
				s.log.DebugContext(r.Context(), "a page could not be held", "error", err) // a database that is away is told elsewhere, once
			}
		}
		w.WriteHeader(max(c.status, http.StatusOK))
		_, _ = w.Write(c.page.Bytes()) // the visitor may have gone
	}
}

// keepPage holds a page with its status.
func (s *Server) keepPage(ctx context.Context, c *capture) (string, error) {
	return s.config.Held.Keep(ctx, append([]byte(strconv.Itoa(c.status)+"\n"), c.page.Bytes()...), c.again)
}

// showHeld shows a page that waits, and forgets it.
func (s *Server) showHeld(w http.ResponseWriter, r *http.Request) error {
	if s.config.Held == nil || r.Method != http.MethodGet {
		return errNoPage
	}
	content, err := s.config.Held.Open(r.Context(), clipped(r.PathValue("blad"), 64))
	if err != nil {
		return err
	}
	status, page, _ := bytes.Cut(content, []byte("\n"))
	code, err := strconv.Atoi(string(status))
	if err != nil {
		return held.ErrGone
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(page) // the visitor may have gone
	return nil
}
