package postgres

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// helperFolder names the folder that this program opens as a process of its own, instead of running the tests.
const helperFolder = "WEGWIJZER_TEST_HELPER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperFolder); dir != "" {
		if err := help(context.Background(), dir); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// help opens a private cluster in dir, tells the number of its process, and closes it when its input ends.
func help(ctx context.Context, dir string) error {
	if dir == "default" {
		dir = ""
	}
	db, err := Open(ctx, Config{Dir: dir})
	if err != nil {
		return err
	}
	p, err := db.cluster.postmaster()
	if err != nil || p == nil {
		return fmt.Errorf("finding the server: %v, %w", p, err)
	}
	fmt.Println("server", p.pid)
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return db.Close(ctx)
}

// helper is another process that uses a private cluster.
type helper struct {
	cmd   *exec.Cmd
	input io.WriteCloser
	lines *bufio.Reader
}

// startHelper starts a process that opens dir, under another user when credential says so.
func startHelper(t *testing.T, dir string, credential *syscall.Credential, environ ...string) *helper {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program(t))
	cmd.Dir = "/"
	cmd.Env = append(append(os.Environ(), environ...), helperFolder+"="+dir)
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &helper{cmd: cmd, input: input, lines: bufio.NewReader(output)}
}

// server waits until the process has opened the cluster and returns the number of its server process.
func (h *helper) server(t *testing.T) int {
	t.Helper()
	line, err := h.lines.ReadString('\n')
	if err != nil {
		t.Fatalf("reading from the helper: %v (%q)", err, line)
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(line), "server ")
	pid, err := strconv.Atoi(text)
	if !ok || err != nil {
		t.Fatalf("helper says %q, want a server", line)
	}
	return pid
}

// end lets the process close the cluster and waits for it.
func (h *helper) end(t *testing.T) {
	t.Helper()
	if err := h.input.Close(); err != nil {
		t.Error(err)
	}
	if err := h.cmd.Wait(); err != nil {
		t.Errorf("helper: %v", err)
	}
}

// program returns a copy of this test program that every user can run; the original is in a folder of ours alone.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(openFolder(t), "helper")
	if err := os.WriteFile(path, self, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// openFolder returns an empty folder for the test that every user can enter.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "wegwijzer-test-") //nolint:usetesting // other accounts cannot enter the test's own folder
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
	return dir
}

// programs installs the server programs that the tests share, once.
var programs = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	dir, err := dataFolder("")
	if err != nil {
		return nil, err
	}
	return provideServer(ctx, testConfig(), dir, 0)
})

// testConfig returns what Open makes of an empty Config.
func testConfig() Config { return Config{}.complete() }

// clusterFolder returns a folder for a private cluster. Fetched server programs are those of the machine's other tests.
func clusterFolder(t *testing.T) string {
	t.Helper()
	s, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	dir := openFolder(t)
	usual, err := dataFolder("")
	if err != nil {
		t.Fatal(err)
	}
	if root := filepath.Join(usual, serverFolder); strings.HasPrefix(s.bin, root+"/") {
		if err := os.Symlink(root, filepath.Join(dir, serverFolder)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// open opens a private cluster that is closed when the test ends.
func open(t *testing.T, config Config) *DB {
	t.Helper()
	db, err := Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return db
}

// serverProcess returns the number of the server process of a private cluster, or 0.
func serverProcess(t *testing.T, c *cluster) int {
	t.Helper()
	p, err := c.postmaster()
	if err != nil {
		t.Fatal(err)
	}
	if p == nil {
		return 0
	}
	return p.pid
}

// until waits for a condition that another process brings about.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(5 * time.Minute) // for hangs
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
