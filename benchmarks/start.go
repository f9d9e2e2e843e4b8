package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gorilla/websocket"
)

// startFigures are what somebody meets who types make run: how long until the page is there, the first time and the second, and how long answers take over
// the line that the page has open.
type startFigures struct {
	First  float64 `json:"first_s"`
	Second float64 `json:"second_s"`
	N      int     `json:"answers"`
	P50    float64 `json:"p50_ms"`
	P95    float64 `json:"p95_ms"`
	P99    float64 `json:"p99_ms"`
	Most   float64 `json:"most_ms"`
	Busy   string  `json:"busy"`
}

const (
	startLimit = 10 * time.Minute // for a start
	askLimit   = time.Minute      // for an answer
	perTalk    = 15               // questions of one conversation, which may ask twenty a minute
	mostAsked  = 300
)

// measureStart builds the program, starts it as make run does with an empty folder, asks questions, stops it and starts it again.
func (r *report) measureStart(ctx context.Context, o options, questions []string) error {
	program := filepath.Join(o.dir, "wegwijzer")
	build := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", program, ".")
	build.Dir = o.root
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building: %w: %s", err, said)
	}
	data, err := os.MkdirTemp(o.dir, "start-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)                      //nolint:errcheck // a leftover harms nobody
	if err := os.Chmod(data, 0o755); err != nil { //nolint:gosec // the server's account must be able to enter it
		return err
	}
	if programs := filepath.Join(o.dir, "server"); exists(programs) { // the programs of the database, where this machine had to fetch them
		if err := os.Symlink(programs, filepath.Join(data, "server")); err != nil {
			return err
		}
	}
	address, err := free(ctx)
	if err != nil {
		return err
	}
	site, err := free(ctx)
	if err != nil {
		return err
	}
	env := append(os.Environ(), "DATABASE_URL=", "WEGWIJZER_DATA="+data, "WEGWIJZER_ADDR="+address, "WEGWIJZER_DEMO_ADDR="+site, "WEGWIJZER_PROXIES=127.0.0.0/8")
	f := &startFigures{}
	var took latencies
	for _, start := range []*float64{&f.First, &f.Second} {
		began := time.Now()
		stop, err := serve(ctx, program, env)
		if err != nil {
			return err
		}
		*start = time.Since(began).Seconds()
		if start == &f.First {
			took, err = talk(ctx, address, questions)
		}
		if err = errors.Join(err, stop()); err != nil {
			return err
		}
	}
	f.N, f.P50, f.P95, f.P99, f.Most = len(took), milliseconds(took.at(0.5)), milliseconds(took.at(0.95)), milliseconds(took.at(0.99)), milliseconds(took.most())
	f.Busy = busy()
	r.start = f
	return nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// free returns an address of this machine at which nothing listens.
func free(ctx context.Context) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "localhost:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return net.JoinHostPort("localhost", port), errors.Join(err, listener.Close())
}

// serve starts the website with the demo and returns when it says that it is ready; stop ends it, as Ctrl-C does.
func serve(ctx context.Context, program string, env []string) (stop func() error, err error) {
	c := exec.CommandContext(ctx, program, "serve", "--demo") //nolint:gosec // built above
	c.Env = env
	told, err := c.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	limit := time.AfterFunc(startLimit, func() { _ = c.Process.Kill() })
	defer limit.Stop()
	lines, said := bufio.NewScanner(told), ""
	for lines.Scan() {
		said += lines.Text() + "\n"
		if strings.Contains(lines.Text(), "Wegwijzer staat klaar") {
			go func() {
				for lines.Scan() { // what it says later is of no use here, and must not hold it up
				}
			}()
			return func() error { return errors.Join(c.Process.Signal(syscall.SIGINT), c.Wait()) }, nil
		}
	}
	return nil, fmt.Errorf("the program ended before it was ready: %w: %s", c.Wait(), said)
}

// talk asks questions one after the other and returns how long each answer took, from the question to the end. Each conversation is that of another network,
// as the conversations of visitors are.
func talk(ctx context.Context, address string, questions []string) (latencies, error) {
	var took latencies
	var line *websocket.Conn
	for i, q := range questions[:min(len(questions), mostAsked)] {
		if i%perTalk == 0 {
			if line != nil {
				_ = line.Close() // the visitor leaves
			}
			from := http.Header{"X-Forwarded-For": {fmt.Sprintf("198.18.%d.1", i/perTalk)}}
			next, response, err := websocket.DefaultDialer.DialContext(ctx, "ws://"+address+"/gesprek", from)
			if err != nil {
				return nil, fmt.Errorf("opening a conversation: %w", err)
			}
			_ = response.Body.Close() // it is empty
			line = next
		}
		began := time.Now()
		if err := ask(line, strconv.Itoa(i), q); err != nil {
			return nil, fmt.Errorf("question %d: %w", i+1, err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	if line == nil {
		return nil, errors.New("there are no questions")
	}
	return took, line.Close()
}

// ask asks a question and waits for the end of its answer.
func ask(line *websocket.Conn, id, question string) error {
	if err := errors.Join(line.SetReadDeadline(time.Now().Add(askLimit)), line.WriteJSON(map[string]string{"type": "ask", "id": id, "question": question})); err != nil {
		return err
	}
	for {
		var f struct{ Type, Status string }
		if err := line.ReadJSON(&f); err != nil {
			return err
		}
		switch {
		case f.Type == "end" && f.Status != "error":
			return nil
		case f.Type == "end" || f.Type == "error":
			return errors.New("it was not answered")
		}
	}
}

// startHeading begins the part of the page on starting and answering.
const startHeading = "\n## Starten en antwoorden\n"

func (r *report) startPage() string {
	if r.start == nil {
		return ""
	}
	f := r.start
	return startHeading + fmt.Sprintf(`
Het programma van %[1]smake run%[1]s, met een lege map: de database aanmaken, de demosite ophalen en leren van de voorbeelden; de programma's van de database stonden al
op de machine. Daarna %[2]d vragen na elkaar over de WebSocket van de bladzijde, elk van de vraag tot het einde van het antwoord, zonder taalmodel. De tweede start
vindt alles terug.

| wat | gemeten |
|---|---|
| eerste start, tot de bladzijde er is | %[3].1f s |
| tweede start | %[4].1f s |
| antwoord over de WebSocket, helft | %[5].1f ms |
| 95 %% | %[6].1f ms |
| 99 %% | %[7].1f ms |
| langste | %[8].1f ms |

Machine: %[9]s. Belasting na de meting: %[10]s.
`, "`", f.N, f.First, f.Second, f.P50, f.P95, f.P99, f.Most, r.machine, f.Busy)
}
