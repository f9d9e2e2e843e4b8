package speech

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// How long a process may take to be ready, and to say one piece of text. espeak-ng needs some hundredths of a second.
const (
	startWait = 20 * time.Second
	speakWait = 10 * time.Second
)

// processes are the small processes that speak with espeak-ng's library. One that crashes, hangs or sends what cannot be read is ended, and
// another takes its place at the next order.
type processes struct {
	command []string
	places  chan *process // nil is a place where none runs
}

// process is one that runs.
type process struct {
	kill func()
	in   *bufio.Writer
	out  *bufio.Reader
}

func newProcesses(command []string, n int) *processes {
	p := &processes{command, make(chan *process, n)}
	for range n {
		p.places <- nil
	}
	return p
}

// say has one process obey an order.
func (p *processes) say(ctx context.Context, o order) (reply, error) {
	var place *process
	select {
	case place = <-p.places:
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
	defer func() { p.places <- place }()
	used := place != nil
	said, err := p.order(&place, o)
	if err != nil && place == nil && used { // it died since its last order; a new one may do
		said, err = p.order(&place, o)
	}
	return said, err
}

// order has the process at a place, or a new one, obey an order. One that fails leaves its place empty.
func (p *processes) order(place **process, o order) (reply, error) {
	if *place == nil {
		var err error
		if *place, err = start(p.command); err != nil {
			return reply{}, err
		}
	}
	// An order that nobody waits for any more is finished all the same: that is quicker than a new process.
	hung := time.AfterFunc(speakWait, (*place).kill)
	defer hung.Stop()
	err := send((*place).in, o, nil)
	var said reply
	if err == nil {
		said, err = receiveReply((*place).out)
	}
	var refused fault
	if err != nil && !errors.As(err, &refused) {
		(*place).kill()
		*place = nil
		return reply{}, fmt.Errorf("speaking: %w", err)
	}
	return said, err
}

// close ends all processes, and waits for those that are speaking.
func (p *processes) close() {
	for range cap(p.places) {
		if place := <-p.places; place != nil {
			place.kill()
		}
	}
}

// start starts a process and waits until it says that it can speak.
func start(command []string) (*process, error) {
	if len(command) == 0 {
		return nil, errNoLibrary
	}
	c := exec.Command(command[0], command[1:]...) //nolint:gosec,noctx // our own program; it outlives the request that starts it
	c.Env = append([]string{}, speakerEnv)        // it needs nothing of what this program knows
	in, err := c.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("starting the process that speaks: %w", err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting the process that speaks: %w", err)
	}
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("starting the process that speaks: %w", err)
	}
	ended := make(chan struct{})
	place := &process{in: bufio.NewWriter(in), out: bufio.NewReader(out)}
	place.kill = func() {
		_ = c.Process.Kill() // it may have ended
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out) // so that its end can be waited for
		<-ended
		_ = out.Close() // a second time does nothing
	}
	go func() { // ends with the process
		_, _ = c.Process.Wait()
		close(ended)
	}()
	late := time.AfterFunc(startWait, place.kill)
	defer late.Stop()
	var ready reply
	if err := receive(place.out, &ready); err != nil {
		place.kill()
		return nil, errNoLibrary
	}
	return place, nil
}
