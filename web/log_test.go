package web

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"
)

// quietLog is a log that several may write to and a test may read.
type quietLog struct {
	lock    sync.Mutex
	content bytes.Buffer
}

func (l *quietLog) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.content.Write(p)
}

func (l *quietLog) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.content.String()
}

// nothingAskedIsLogged asks in every way there is, rightly and wrongly, and looks for it in the log and the counters.
func nothingAskedIsLogged(t *testing.T, s *Server, log *quietLog) {
	t.Helper()
	served := httptest.NewServer(s)
	t.Cleanup(served.Close)
	t.Cleanup(s.Close)
	const question = "mijn buurman Willibrordus heeft mij bestolen, krijg ik mijn geld terug"

	post(t, s, "/", url.Values{"vraag": {question}})
	post(t, s, "/", url.Values{"vraag": {question}, "onderwerp": {"Willibrordus"}})
	get(t, s, "/Willibrordus?vraag=Willibrordus")

	request(t, s, `{"type":"ask","id":"v1","question":"`+question+`"}`, "")
	request(t, s, `{"type":"Willibrordus"}`, "")

	line, answer, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(served.URL, "http")+"/gesprek", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close() // it is empty
	v := &visitor{t, line}
	v.say(`{"type":"Willibrordus"}`)
	v.hear("error")
	v.say(`{"type":"ask","id":"v1","question":"` + question + `"}`)
	v.hear("end")
	if err := line.Close(); err != nil {
		t.Fatal(err)
	}

	if said := log.String(); strings.Contains(said, "illibrord") || strings.Contains(said, "buurman") || strings.Count(said, "question answered") != 3 {
		t.Errorf("the log says:\n%s", said)
	}
	counters := get(t, s, "/metrics").Body.String()
	if strings.Contains(counters, "illibrord") || !strings.Contains(counters, `wegwijzer_stage_seconds_count{stage="retrieve"} 3`) {
		t.Errorf("the counters say:\n%s", counters)
	}
}
