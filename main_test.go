package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/internal/speech"
)

// asProgram makes this test program be wegwijzer itself, so that tests can start and stop it, and the race detector watches it.
const asProgram = "WEGWIJZER_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	if speech.IsWorker(os.Getenv) { // a voice of the demo runs in a process of its own
		if speech.Work(os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		return
	}
	status := m.Run()
	if builtIn != "" {
		_ = os.RemoveAll(builtIn) // a leftover in the folder for temporary files harms nobody
	}
	os.Exit(status)
}

// user is someone at a keyboard, with settings of their own.
type user struct {
	env     map[string]string
	program string // what they start; empty is this test program
}

// newUser returns a user with an empty database and the program as it is installed: TestWebsite has the race detector watch the whole.
func newUser(t testing.TB) *user {
	t.Helper()
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return &user{program: program, env: map[string]string{"DATABASE_URL": pgtest.URL(t), "WEGWIJZER_DEMO_ADDR": freeAddress(t), "WEGWIJZER_ADDR": freeAddress(t), "WEGWIJZER_DEMO_RULINGS": "none"}}
}

// open opens what the commands work with, in this process, and returns all that is logged about it.
func (u *user) open(t testing.TB) (config, *library, *bytes.Buffer, *slog.Logger) {
	t.Helper()
	c, err := configFromEnv(func(name string) string { return u.env[name] })
	if err != nil {
		t.Fatal(err)
	}
	log := new(bytes.Buffer)
	logger := slog.New(privacy.NewHandler(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	l, err := c.open(t.Context(), logger, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.close(t.Context()) })
	return c, l, log, logger
}

// outcome is what a command left behind.
type outcome struct {
	out, err string
	status   int
}

// run gives a command its input and waits for it.
func (u *user) run(t testing.TB, in string, args ...string) outcome {
	t.Helper()
	var out, told bytes.Buffer
	s := streams{in: strings.NewReader(in), out: &out, err: &told, env: func(name string) string { return u.env[name] }}
	status := conclude(run(t.Context(), args, s), &told)
	return outcome{out.String(), told.String(), status}
}

// must is run for a command that has to succeed; it returns what it wrote.
func (u *user) must(t testing.TB, in string, args ...string) string {
	t.Helper()
	o := u.run(t, in, args...)
	if o.status != 0 {
		t.Fatalf("wegwijzer %s: status %d\n%s", strings.Join(args, " "), o.status, o.err)
	}
	return o.out
}

// process is the program as a process of its own.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	told *told
}

// start starts the program. It is killed when the test ends, unless it ended before.
func (u *user) start(t testing.TB, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.CommandContext(context.WithoutCancel(t.Context()), or(u.program, os.Args[0]), args...), done: make(chan struct{}), told: &told{news: make(chan struct{})}}
	p.cmd.Env = []string{asProgram + "=1", "GORACE=atexit_sleep_ms=0", "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir(), "WEGWIJZER_TEST_LEARNED=" + os.Getenv("WEGWIJZER_TEST_LEARNED")}
	for name, value := range u.env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, p.told
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in its state
		close(p.done)
	}()
	t.Cleanup(func() {
		p.kill()
		if text := p.told.String(); strings.Contains(text, "DATA RACE") || strings.Contains(text, "panic:") {
			t.Errorf("wegwijzer %s:\n%s", strings.Join(args, " "), text)
		}
	})
	return p
}

// kill ends the process as a power cut would, and reports whether it was still running.
func (p *process) kill() bool {
	running := p.cmd.Process.Kill() == nil
	<-p.done
	return running && !p.cmd.ProcessState.Exited()
}

// await waits until the process has said text.
func (p *process) await(t testing.TB, text string, limit time.Duration) {
	t.Helper()
	late := time.After(limit)
	for {
		said, news := p.told.since()
		if strings.Contains(said, text) {
			return
		}
		select {
		case <-news:
		case <-p.done:
			t.Fatalf("the program ended before it said %q:\n%s", text, p.told)
		case <-late:
			t.Fatalf("the program has not said %q in %v:\n%s", text, limit, p.told)
		}
	}
}

// patience is how long a test waits for what must happen: seconds at most, and many times that with the race detector beside other tests. It is
// for hangs.
const patience = 15 * time.Minute

// endTime is how long the program may take to stop.
const endTime = 2 * time.Minute

// end asks the process to stop and returns how long that took.
func (p *process) end(t testing.TB) time.Duration {
	t.Helper()
	start := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.done:
	case <-time.After(endTime):
		t.Fatalf("the program has not stopped in %v:\n%s", endTime, p.told)
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit status %d after SIGTERM:\n%s", code, p.told)
	}
	return time.Since(start)
}

// told is what a process has said so far.
type told struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{} // closed when there is more
}

// Write implements io.Writer.
func (t *told) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.news)
	t.news = make(chan struct{})
	return t.text.Write(b)
}

func (t *told) since() (text string, news <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String(), t.news
}

func (t *told) String() string {
	text, _ := t.since()
	return text
}

// built returns the program without the race detector, under which it starts in many times the time. It is a test program too, so that it finds
// what the others of a run have learnt; what is installed is started by TestInstalledProgram.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "ww-built-")
	if err != nil {
		return "", err
	}
	builtIn = dir
	program := filepath.Join(dir, "wegwijzer")
	if out, err := exec.CommandContext(context.Background(), "go", "test", "-c", "-o", program, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building: %w: %s", err, out)
	}
	return program, nil
})

// What people start is no test program.
func TestInstalledProgram(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "wegwijzer")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	redact := exec.CommandContext(t.Context(), program, "redact")
	redact.Stdin = strings.NewReader(`{"id":"a","text":"mail mij op jan@voorbeeld.nl"}` + "\n")
	out, err := redact.CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"id":"a"`) || strings.Contains(string(out), "jan@") {
		t.Errorf("redact: %v, %s", err, out)
	}
}

// builtIn is the folder that is removed in the end.
var builtIn string

// ports hands out the numbers of freeAddress. They lie below those that systems give to outgoing connections (RFC 6335, section 6,
// from 49152; Linux from 32768), and no two tests get the same: a number that was only seen to be free is taken by another connection
// before the program under test listens to it. The start differs by process, for runs side by side.
var ports atomic.Uint32

// freeAddress returns an address of this machine at which nothing listens, for a program that is started later.
func freeAddress(t testing.TB) string {
	t.Helper()
	const first, count = 10_000, 20_000
	ports.CompareAndSwap(0, uint32(os.Getpid())*64) //nolint:gosec // any start will do
	for range count {
		address := net.JoinHostPort("localhost", strconv.Itoa(first+int(ports.Add(1)%count)))
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
		if err != nil {
			continue // somebody else's
		}
		_ = listener.Close() // it only showed that the address is free
		return address
	}
	t.Fatal("every port is taken")
	return ""
}

// dataFolder returns a folder for a private database of the test's own. Server programs that were fetched are the machine's.
func dataFolder(t testing.TB) string {
	t.Helper()
	pgtest.URL(t)                       // fetches the programs when the machine has none
	dir, err := os.MkdirTemp("", "ww-") //nolint:usetesting // the account of the server cannot enter the test's own folder
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	usual := "/var/lib/wegwijzer"
	if os.Geteuid() != 0 {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		usual = filepath.Join(cache, "wegwijzer")
	}
	if programs := filepath.Join(usual, "server"); exists(programs) {
		if err := os.Symlink(programs, filepath.Join(dir, "server")); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// write puts files into a folder.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
