package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// The limits of a line over which a call comes in. Sound is made certain every half second, or sooner when there is much of it: that is what a page may
// have to send again.
const (
	certainEvery = 500 * time.Millisecond
	certainBytes = 2 * sound.BytesPerSecond
	lineQueue    = 512 // frames to a page that may wait; each is a stretch of words at most
	lineIn       = 64  // messages of a page that may wait
	finishTime   = 30 * time.Second
)

// lineFrame is what the page of a live call receives. Its fields by type:
//
//	ready     positions, elapsed, words so far as frames of their own
//	                            what came before is certain up to there; send what follows
//	ack       channel, seq, sample
//	                            all before that frame is certain
//	resend    channel, seq      frames from there on are missing
//	begun                       this page is the one that sends
//	gap       channel, start, end
//	                            nothing was recorded between those moments
//	words     id, channel, start, end, text, struck, note
//	partial   channel, text     somebody is speaking; the words may still change
//	noted     id                the note is kept
//	deaf      text              the recogniser does not answer; what is said is heard afterwards
//	problem   text              the line is broken off and may be tried again
//	over      text              nothing more can come in; what was acknowledged is kept
//	ended                       the call is over
//
// Moments are milliseconds since the call began.
type lineFrame struct {
	Type      string               `json:"type"`
	ID        string               `json:"id,omitempty"`
	Channel   int                  `json:"channel"`
	Seq       int64                `json:"seq"`
	Sample    int64                `json:"sample"`
	Positions []recording.Position `json:"positions,omitempty"`
	Elapsed   int64                `json:"elapsed"`
	Start     int64                `json:"start"`
	End       int64                `json:"end"`
	Text      string               `json:"text,omitempty"`
	Struck    string               `json:"struck,omitempty"`
	Note      bool                 `json:"note,omitempty"`
}

// lineMessage is what the page sends beside sound: that it begins to send it, a note, the end of the call, or that the client takes the yes back.
type lineMessage struct {
	Type string `json:"type"` // begin, note, end, refuse
	ID   string `json:"id"`
	Text string `json:"text"`
	At   int64  `json:"at"`
}

// recordLine is a line over which a live call comes in. One goroutine reads, one writes, and one makes certain; the first to stop stops all.
type recordLine struct {
	server *Server
	conn   *websocket.Conn
	rec    recording.Recording
	who    staff.Session
	line   *recording.Line
	along  *recording.Along
	out    chan lineFrame
	in     chan lineInput
	ctx    context.Context
	end    context.CancelFunc
	asked  map[int]int64 // frames that were asked for again, by channel
}

// lineInput is a message of a page.
type lineInput struct {
	binary bool
	data   []byte
}

// recordLine opens a line for the page of a live call.
func (s *Server) recordLine(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	rec, err := s.openRecording(r, who)
	if err != nil {
		return err
	}
	if !s.welcome(r) || !websocket.IsWebSocketUpgrade(r) {
		return errUpgrade
	}
	page := r.URL.Query().Get("pagina")
	if page == "" || len(page) > maxToken {
		return errGarbled
	}
	if !s.letIn() {
		return errClosing
	}
	defer s.sockets.Done()
	up := websocket.Upgrader{HandshakeTimeout: writeWait, CheckOrigin: func(*http.Request) bool { return true }} // welcome has
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return nil //nolint:nilerr // the upgrader has told the page
	}
	ctx, end := context.WithCancel(r.Context())
	defer end()
	defer context.AfterFunc(s.closing, end)()         //nolint:contextcheck // the server's own end, besides the request's
	go s.whileSignedIn(ctx, r, who, staff.Legal, end) // ends with the line
	defer s.lines.follow(lineKey{rec.Call, page}, end)()
	line, err := s.config.Recordings.Resume(ctx, rec.Call, page)
	over := ""
	if err != nil {
		if over, _ = recordProblem(err); over == "" {
			return errors.Join(err, conn.Close())
		}
	}
	l := &recordLine{
		server: s, conn: conn, rec: rec, who: who, line: line, out: make(chan lineFrame, lineQueue), in: make(chan lineInput, lineIn), ctx: ctx, end: end,
		asked: map[int]int64{},
	}
	written := make(chan struct{})
	go func() { defer close(written); l.write() }()
	if over != "" {
		l.send(lineFrame{Type: "over", Text: over})
	} else {
		go l.read()
		l.run()
	}
	close(l.out)
	<-written
	return nil
}

// lineKey is a page with a call.
type lineKey struct {
	call transcribe.CallID
	page string
}

// openLines are the lines that are open here. A page that comes back may be faster than the end of its last line: that one is ended first, so that what
// it still had is certain before the page hears how far the call is.
type openLines struct {
	mu   sync.Mutex
	open map[lineKey]*openLine
}

type openLine struct {
	end  context.CancelFunc
	done chan struct{}
}

// follow ends the last line of a page, waits for it, and puts another in its place. The returned function takes that one away.
func (o *openLines) follow(key lineKey, end context.CancelFunc) func() {
	this := &openLine{end, make(chan struct{})}
	o.mu.Lock()
	last := o.open[key]
	if o.open == nil {
		o.open = map[lineKey]*openLine{}
	}
	o.open[key] = this
	o.mu.Unlock()
	if last != nil {
		last.end()
		<-last.done
	}
	return func() {
		o.mu.Lock()
		if o.open[key] == this {
			delete(o.open, key)
		}
		o.mu.Unlock()
		close(this.done)
	}
}

// read takes messages until the line breaks.
func (l *recordLine) read() {
	defer close(l.in)
	l.conn.SetReadLimit(max(sound.FrameLimit, maxMessage))
	alive := func() error { return l.conn.SetReadDeadline(time.Now().Add(pongWait)) }
	l.conn.SetPongHandler(func(string) error { return alive() })
	for {
		if alive() != nil {
			return
		}
		kind, data, err := l.conn.ReadMessage()
		if err != nil {
			return
		}
		select {
		case l.in <- lineInput{kind == websocket.BinaryMessage, data}:
		case <-l.ctx.Done():
			return
		}
	}
}

// write sends what is queued until there is no more to come.
func (l *recordLine) write() {
	defer l.conn.Close() //nolint:errcheck // it is over; this ends the reader too
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var err error
		select {
		case f, more := <-l.out:
			if !more {
				_ = l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), time.Now().Add(time.Second))
				return
			}
			_ = l.conn.SetWriteDeadline(time.Now().Add(writeWait)) // a broken line shows in the write
			err = l.conn.WriteJSON(f)
		case <-ping.C:
			err = l.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait))
		}
		if err != nil {
			l.end()
			for range l.out { //nolint:revive // what is still queued has nobody to go to
			}
			return
		}
	}
}

// send queues a frame. A page that does not keep up is let go: it comes back and hears what it missed.
func (l *recordLine) send(f lineFrame) {
	select {
	case l.out <- f:
	default:
		l.end()
	}
}

// run makes certain what comes in, until the line or the call ends.
func (l *recordLine) run() {
	words, err := l.server.config.Recordings.Words(l.ctx, l.rec.Call)
	if err != nil {
		l.fail(err)
		return
	}
	l.send(lineFrame{Type: "ready", Positions: l.line.Positions(), Elapsed: l.server.now().Sub(l.rec.BeganAt).Milliseconds()})
	for _, w := range words[max(0, len(words)-lineQueue/2):] {
		l.send(wordFrame(w))
	}
	said := make(chan lineFrame, lineQueue)
	l.along = l.server.config.Recordings.HearAlong(l.ctx, l.line, func(x recording.Said) {
		select {
		case said <- saidFrame(x):
		case <-l.ctx.Done():
		}
	})
	finish := false
	defer func() { l.closeAlong(said, finish) }()
	tick := time.NewTicker(certainEvery)
	defer tick.Stop()
	for {
		select {
		case <-l.ctx.Done():
			_ = l.certain() // what came is kept also when nobody is there to hear of it
			return
		case f := <-said:
			l.send(f)
		case m, more := <-l.in:
			if !more {
				_ = l.certain()
				return
			}
			if over, end := l.take(m); over {
				finish = end
				return
			}
		case <-tick.C:
			if l.line.Unflushed() > 0 && !l.certain() {
				return
			}
		}
	}
}

// closeAlong ends the hearing. A call whose sound is not kept is heard to its end first, for afterwards there is nothing to hear; then the call is ended.
func (l *recordLine) closeAlong(said chan lineFrame, finish bool) {
	done := make(chan struct{})
	go func() { defer close(done); l.along.Close(finish && !l.rec.Kept) }()
	limit := time.NewTimer(finishTime)
	defer limit.Stop()
	for waiting := true; waiting; {
		select {
		case f := <-said:
			l.send(f)
		case <-limit.C:
			l.end()
		case <-done:
			waiting = false
		}
	}
	for len(said) > 0 {
		l.send(<-said)
	}
	if !finish {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.ctx), finishTime)
	defer cancel()
	if err := l.server.config.Recordings.End(ctx, l.rec.Call); err != nil && !errors.Is(err, recording.ErrOver) {
		l.fail(err)
		return
	}
	l.send(lineFrame{Type: "ended"})
}

// take obeys a message. It says whether the line is over, and whether the call is.
func (l *recordLine) take(m lineInput) (over, end bool) {
	if m.binary {
		return l.takeSound(m.data), false
	}
	var x lineMessage
	if json.Unmarshal(m.data, &x) != nil {
		return false, false // what is not understood is not obeyed
	}
	store := l.server.config.Recordings
	switch x.Type {
	case "begin":
		if err := l.line.Claim(l.ctx); err != nil {
			l.fail(err)
			return true, false
		}
		l.send(lineFrame{Type: "begun"})
	case "note":
		if len(x.ID) == 0 || len(x.ID) > maxToken {
			return false, false
		}
		switch err := store.Note(l.ctx, l.rec.Call, x.ID, x.Text, time.Duration(x.At)*time.Millisecond); {
		case err == nil, errors.Is(err, recording.ErrEmpty), errors.Is(err, recording.ErrLarge):
			l.send(lineFrame{Type: "noted", ID: x.ID})
		default:
			l.fail(err)
			return true, false
		}
	case "refuse":
		_ = l.certain() // what was said before is heard, if anybody hears it
		if err := store.Refuse(l.ctx, l.rec.Call, l.who.Person.ID); err != nil {
			l.fail(err)
			return true, false
		}
		a := staff.Act{Person: l.who.Person.ID, Role: staff.Legal, Name: "call.refuse", Object: staff.Object{Kind: "call", ID: callID(l.rec.Call)}}
		if err := l.server.record(l.ctx, a, staff.Done); err != nil {
			l.fail(err)
			return true, false
		}
		l.send(lineFrame{Type: "over", Text: text("record_refused")})
		return true, false
	case "end":
		return true, l.certain()
	}
	return false, false
}

// takeSound takes a frame. It says whether the line is over.
func (l *recordLine) takeSound(data []byte) bool {
	f, err := sound.ParseFrame(data)
	if err != nil {
		return false
	}
	switch err := l.line.Take(f); {
	case errors.Is(err, recording.ErrMissing):
		for _, p := range l.line.Positions() {
			if p.Channel == f.Channel && l.asked[f.Channel] != p.Seq+1 {
				l.asked[f.Channel] = p.Seq + 1
				l.send(lineFrame{Type: "resend", Channel: f.Channel, Seq: p.Seq})
			}
		}
		return false
	case errors.Is(err, sound.ErrFrame):
		return false
	case err != nil:
		l.fail(err)
		return true
	}
	return l.line.Unflushed() >= certainBytes && !l.certain()
}

// certain makes certain what came in and acknowledges it. It returns false when the line cannot go on.
func (l *recordLine) certain() bool {
	// Also when the page has gone: what it sent is kept.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.ctx), writeWait)
	defer cancel()
	taken, err := l.line.Flush(ctx)
	for _, t := range taken {
		l.send(lineFrame{Type: "ack", Channel: t.Channel, Seq: t.Seq, Sample: t.Sample})
		if t.Gap > 0 {
			start := sound.Length(t.From) - t.Gap
			l.send(lineFrame{Type: "gap", Channel: t.Channel, Start: start.Milliseconds(), End: (start + t.Gap).Milliseconds()})
		}
		l.along.Feed(t)
	}
	if err != nil {
		l.fail(err)
		return false
	}
	return true
}

// fail tells the page why the line ends: for good, or until it is tried again.
func (l *recordLine) fail(err error) {
	words, _ := recordProblem(err)
	switch {
	case errors.Is(err, recording.ErrTaken):
		l.send(lineFrame{Type: "over", Text: text("record_taken")})
	case errors.Is(err, recording.ErrFull):
		l.send(lineFrame{Type: "problem", Text: words})
	case words != "":
		l.send(lineFrame{Type: "over", Text: words})
	default:
		if l.ctx.Err() == nil {
			l.server.log.WarnContext(l.ctx, "a live call broke off", "error", err)
		}
		l.send(lineFrame{Type: "problem", Text: text("record_trouble")})
	}
}

func wordFrame(w recording.Word) lineFrame {
	f := lineFrame{Type: "words", ID: w.Token, Channel: w.Channel, Note: w.Note, Start: w.Start.Milliseconds(), End: w.End.Milliseconds(), Text: w.Text}
	if w.Struck != "" {
		f.Struck = text("record_struck_" + w.Struck)
	}
	return f
}

func saidFrame(x recording.Said) lineFrame {
	switch {
	case x.Deaf:
		return lineFrame{Type: "deaf", Text: text("record_deaf")}
	case x.Lost > 0:
		return lineFrame{Type: "deaf", Text: text("record_lost")}
	case x.Partial:
		return lineFrame{Type: "partial", Channel: x.Word.Channel, Text: x.Word.Text}
	}
	return wordFrame(x.Word)
}
