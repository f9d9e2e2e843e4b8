package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

func TestManyMessagesAreAnsweredKindly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := scripted(t, twoSources)
		v := visit(t, s)
		for i := range perMinute {
			// Each its own id: the same one sent again is taken for a question that was sent twice, and answered once.
			v.say(fmt.Sprintf(`{"type":"ask","id":"v%d","question":"Wat nu?"}`, i))
			v.hear("end")
		}
		v.say(`{"type":"ask","id":"te-veel","question":"Wat nu?"}`)
		if got := v.hear("error"); len(got) != 1 || got[0].ID != "te-veel" || !strings.Contains(got[0].Text, "112") {
			t.Errorf("one too many is answered with %+v", got)
		}
		heard := make(chan []frame, 1)
		go func() { heard <- v.hear("end") }() // someone must be there to answer the pings
		time.Sleep(time.Minute)
		v.say(`{"type":"ask","id":"later","question":"Wat nu?"}`)
		if got := <-heard; got[len(got)-1].Status != "answered" {
			t.Errorf("a minute later the answer ends with %+v", got)
		}
	})
}

// On a real line, without a bubble: a writer that waits for a reader who is gone would hold up the bubble's clock.
func TestAFloodIsCutOff(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	t.Cleanup(s.Close)
	line, answer, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/gesprek", http.Header{"Origin": {server.URL}})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	t.Cleanup(func() { _ = line.Close() })
	go func() {
		for line.WriteMessage(websocket.TextMessage, []byte(`{"type":"stop"}`)) == nil {
		}
	}()
	for {
		_, _, err := line.ReadMessage()
		var end *websocket.CloseError
		if errors.As(err, &end) && end.Code != websocket.ClosePolicyViolation {
			t.Errorf("a flood is closed with %d", end.Code)
		}
		if err != nil { // the close frame itself may be lost on a line that is still being written to
			return
		}
	}
}
