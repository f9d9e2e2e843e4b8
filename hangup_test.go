package main

import (
	"io"
	"net"
	"strings"
	"testing"
)

// Who keeps a line open does not keep the program from stopping, and it is no mistake of who stops it.
func TestItStopsCalmlyWhileVisitorsHoldALine(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.learnLittle(t)
	p := u.start(t, "serve", "--collection", "later")
	p.await(t, "Wegwijzer staat klaar", patience)
	for range 3 {
		line, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", u.env["WEGWIJZER_ADDR"])
		if err != nil {
			t.Fatal(err)
		}
		defer line.Close() //nolint:errcheck // it is closed already
		if _, err := io.WriteString(line, "POST /antwoord HTTP/1.1\r\nHost: hulp.example\r\nContent-Length: 200\r\n\r\n{"); err != nil {
			t.Fatal(err)
		}
	}
	get(t, "http://"+u.env["WEGWIJZER_ADDR"]+"/gezond") // what was begun before is taken up by now
	t.Logf("stopped in %.1f s", p.end(t).Seconds())
	if text := p.told.String(); strings.Contains(text, "ging iets mis") || !strings.Contains(text, "Er waren nog bezoekers met een open lijn. Die is nu gesloten.") {
		t.Errorf("it does not end calmly:\n%s", text)
	}
}
