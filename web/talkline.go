package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"wegwijzer/handover"
)

// talkFrame is what a page hears of a talk with a member of staff. Its fields by type:
//
//	talk    state, name, text
//	                    where the talk stands, and who speaks: in one sentence
//	line    n, author, text, time, worried
//	                    one thing that was written; worried only for staff
//	typing              the other is writing just now
type talkFrame struct {
	Type    string `json:"type"`
	State   string `json:"state,omitempty"`
	Name    string `json:"name,omitempty"`
	N       int    `json:"n,omitempty"`
	Author  string `json:"author,omitempty"`
	Text    string `json:"text,omitempty"`
	Time    string `json:"time,omitempty"`
	Worried bool   `json:"worried,omitempty"`
}

// talkFrames turns an update into frames. What only staff may know is left out for the visitor.
func talkFrames(u handover.Update, forStaff bool) []talkFrame {
	if u.Typing {
		return []talkFrame{{Type: "typing"}}
	}
	all := []talkFrame{{Type: "talk", State: string(u.Talk.State), Name: u.Talk.Name, Text: speakerOf(or(pageLang(u.Talk.Lang), "nl"), u.Talk)}}
	if forStaff {
		all[0].Text = deskSpeaker(u.Talk)
	}
	for _, l := range u.Lines {
		all = append(all, talkFrame{Type: "line", N: l.N, Author: string(l.Author), Text: l.Text, Time: l.At.In(amsterdam()).Format("15.04"), Worried: forStaff && l.Worried})
	}
	return all
}

// talkKey is by which a visitor's page follows its talk: never in an address.
type talkKey struct {
	Secret string `json:"secret"`
	After  int    `json:"after"` // the last line that it has
}

// How long a visitor's page may take to say which talk it follows, and how long a line for staff stays before the browser comes back, signed in or not.
const (
	keyWait   = 10 * time.Second
	staffLine = time.Minute
)

// followSocket follows a talk over a socket.
func (s *Server) followSocket(w http.ResponseWriter, r *http.Request) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	if !s.welcome(r) {
		return errForeign
	}
	if !websocket.IsWebSocketUpgrade(r) {
		return errUpgrade
	}
	if !s.letIn() {
		return errClosing
	}
	defer s.sockets.Done()
	up := websocket.Upgrader{HandshakeTimeout: writeWait, CheckOrigin: func(*http.Request) bool { return true }} // welcome has
	line, err := up.Upgrade(w, r, nil)
	if err != nil {
		return nil //nolint:nilerr // the upgrader has told the visitor
	}
	defer line.Close() //nolint:errcheck // it is over
	line.SetReadLimit(1 << 10)
	var key talkKey
	_ = line.SetReadDeadline(time.Now().Add(keyWait)) // a broken line shows in the read
	if line.ReadJSON(&key) != nil {
		return nil
	}
	ctx, end := context.WithCancel(r.Context())
	defer end()
	defer context.AfterFunc(s.closing, end)() //nolint:contextcheck // the server's own end, besides the request's
	done := make(chan struct{})
	go func() { // reads on, so that the end of the line and the answers to pings are seen
		defer close(done)
		defer end()
		alive := func(string) error { return line.SetReadDeadline(time.Now().Add(pongWait)) }
		line.SetPongHandler(alive)
		_ = alive("")
		for {
			if _, _, err := line.ReadMessage(); err != nil {
				return
			}
			_ = alive("")
		}
	}()
	go func() {
		ping := time.NewTicker(pingEvery)
		defer ping.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ping.C:
				_ = line.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)) // what breaks shows in the read
			}
		}
	}()
	err = s.config.Handover.Follow(ctx, key.Secret, key.After, func(u handover.Update) error {
		for _, f := range talkFrames(u, false) {
			_ = line.SetWriteDeadline(time.Now().Add(writeWait)) // a broken line shows in the write
			if err := line.WriteJSON(f); err != nil {
				return fmt.Errorf("%w: %w", errGone, err)
			}
		}
		return nil
	})
	if errors.Is(err, handover.ErrUnknown) {
		err = line.WriteJSON(talkFrame{Type: "talk", State: string(handover.Ended), Text: text("talk_ended_silence")})
	}
	s.logTalk(ctx, err)
	_ = line.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), time.Now().Add(time.Second)) // it may be broken already
	end()
	_ = line.Close()
	<-done
	return nil
}

// logTalk logs that following a talk broke off for a reason of ours.
func (s *Server) logTalk(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil && !errors.Is(err, errGone) {
		s.log.ErrorContext(ctx, "following a talk broke off", "error", err)
	}
}

// followStream follows a talk as server-sent events, for networks that let no socket through.
func (s *Server) followStream(w http.ResponseWriter, r *http.Request) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	if !s.welcome(r) {
		return errForeign
	}
	var key talkKey
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<10))
	if err != nil || json.Unmarshal(content, &key) != nil {
		return errGarbled
	}
	return s.events(w, r, func(ctx context.Context, emit func(any) error) error {
		err := s.config.Handover.Follow(ctx, key.Secret, key.After, func(u handover.Update) error { return emitAll(talkFrames(u, false), emit) })
		if errors.Is(err, handover.ErrUnknown) {
			return emit(talkFrame{Type: "talk", State: string(handover.Ended), Text: text("talk_ended_silence")})
		}
		return err
	})
}

func emitAll[T any](all []T, emit func(any) error) error {
	for _, x := range all {
		if err := emit(x); err != nil {
			return err
		}
	}
	return nil
}

// events serves what follow emits as server-sent events, until it ends, the browser goes or the server closes.
func (s *Server) events(w http.ResponseWriter, r *http.Request, follow func(ctx context.Context, emit func(any) error) error) error {
	if !s.letIn() {
		return errClosing
	}
	defer s.sockets.Done()
	ctx, end := context.WithCancel(r.Context())
	defer end()
	defer context.AfterFunc(s.closing, end)() //nolint:contextcheck // the server's own end, besides the request's
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no") // proxies pass each frame on at once
	line := http.NewResponseController(w)
	err := follow(ctx, func(v any) error {
		content, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("writing a frame: %w", err)
		}
		// Where the connection knows no deadlines the server's own limit holds.
		_ = line.SetWriteDeadline(time.Now().Add(streamWait))
		if _, err := fmt.Fprintf(w, "data: %s\n\n", content); err != nil {
			return fmt.Errorf("%w: %w", errGone, err)
		}
		return line.Flush()
	})
	s.logTalk(ctx, err)
	return nil
}
