package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"wegwijzer/staff"
)

// A browser has one session, and may have two tabs. Whoever signs in as somebody else in one of them would sign, erase or judge in the other as that
// somebody, on a page that still names the first. So each form of the desk carries for whom the page was made, and is refused in another's hands.

// handField is the field of a form in which that stands.
const handField = "voor-wie"

// handUse separates the key of that from the other uses of the program's secret.
const handUse = "hand of a form, version 1"

// handBytes is how much of the code a form carries: enough that nobody guesses it, and it is no secret that opens anything.
const handBytes = 12

// errOtherHand says that a form was made for somebody else than who sends it.
var errOtherHand = errors.New("a form was made for somebody else")

// handOf returns the code of a person in forms.
func (s *Server) handOf(id staff.PersonID) string {
	code := hmac.New(sha256.New, s.sealer.derive(handUse))
	code.Write([]byte(id))
	return base64.RawURLEncoding.EncodeToString(code.Sum(nil)[:handBytes])
}

// sameHand returns errOtherHand for the code of another person. None at all is none of a form of ours: what has no form is bound by what it is done to.
func (s *Server) sameHand(who staff.Session, code string) error {
	if code != "" && !hmac.Equal([]byte(code), []byte(s.handOf(who.Person.ID))) {
		return errOtherHand
	}
	return nil
}

// formHand holds a form that changes something against who sends it. A file comes in pieces that are not read here: its handler does it.
func (s *Server) formHand(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if safe(r) || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return nil
	}
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	return s.sameHand(who, form.Get(handField))
}

// postForms finds the forms of a page that change something.
var postForms = regexp.MustCompile(`<form\b[^>]*\bmethod="post"[^>]*>`)

// handed puts the code of who a page is for in each of its forms: here, for all of them, so that none can be forgotten.
func (l staffLayout) handed(page []byte) []byte {
	if l.Hand == "" {
		return page
	}
	field := []byte(`<input type="hidden" name="` + handField + `" value="` + l.Hand + `">`)
	return postForms.ReplaceAllFunc(page, func(form []byte) []byte { return append(append([]byte{}, form...), field...) })
}

// whileSignedIn looks now and then whether who opened a line is still signed in with a role for it, and ends the line when not. A sign-in service that
// does not answer ends nothing: what a client says meanwhile must not be lost.
func (s *Server) whileSignedIn(ctx context.Context, r *http.Request, who staff.Session, roles staff.Role, end func()) {
	look := time.NewTicker(s.lookAgain)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		now, err := s.whoAsks(r)
		if errors.Is(err, staff.ErrSignedOut) || err == nil && (now.Person.ID != who.Person.ID || !now.Person.May(roles)) {
			end()
			return
		}
	}
}

// lineLook is how often that is looked at: within the minute that is promised.
const lineLook = 20 * time.Second
