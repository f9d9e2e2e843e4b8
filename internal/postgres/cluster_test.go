package postgres

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestOpenTwiceSharesServer(t *testing.T) {
	t.Parallel()
	config := Config{Dir: clusterFolder(t)}
	one, two := open(t, config), open(t, config)
	if a, b := serverProcess(t, one.cluster), serverProcess(t, two.cluster); a == 0 || a != b {
		t.Errorf("server processes %d and %d, want one", a, b)
	}
	if err := one.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := two.Pool.Ping(t.Context()); err != nil {
		t.Errorf("after the first left: %v", err)
	}
	if err := two.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if pid := serverProcess(t, two.cluster); pid != 0 {
		t.Errorf("server %d runs after its last user left", pid)
	}
}

func TestSecondStartKeepsData(t *testing.T) {
	t.Parallel()
	config := Config{Dir: clusterFolder(t)}
	one := open(t, config)
	if _, err := one.Pool.Exec(t.Context(), "CREATE TABLE kept AS SELECT 7 AS n"); err != nil {
		t.Fatal(err)
	}
	if err := one.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	two := open(t, config)
	t.Logf("second start: %v", time.Since(began))
	var n int
	if err := two.Pool.QueryRow(t.Context(), "SELECT n FROM kept").Scan(&n); err != nil || n != 7 {
		t.Errorf("kept = %d, %v, want 7", n, err)
	}
}

func TestTwoProcessesAtOnce(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	one, two := startHelper(t, dir, nil), startHelper(t, dir, nil)
	if a, b := one.server(t), two.server(t); a != b {
		t.Errorf("server processes %d and %d, want one", a, b)
	}
	one.end(t)
	db := open(t, Config{Dir: dir}) // a third joins while the second holds it
	two.end(t)
	if err := db.Pool.Ping(t.Context()); err != nil {
		t.Errorf("after the others left: %v", err)
	}
}

func TestServerOutlivesKilledUser(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	h := startHelper(t, dir, nil)
	pid := h.server(t)
	if err := h.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = h.cmd.Wait() // it says that it was killed
	db := open(t, Config{Dir: dir})
	if got := serverProcess(t, db.cluster); got != pid {
		t.Errorf("server process %d, want %d again", got, pid)
	}
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := serverProcess(t, db.cluster); got != 0 {
		t.Errorf("server %d runs after its last user left", got)
	}
}

func TestKilledServerIsRevived(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	if _, err := db.Pool.Exec(t.Context(), "CREATE TABLE kept AS SELECT 7 AS n"); err != nil {
		t.Fatal(err)
	}
	pid := serverProcess(t, db.cluster)
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	// Its own processes may still answer a little, and end while Ready looks.
	until(t, "the server is gone", func() bool { return !isPostmaster(pid, db.cluster.data()) })
	if err := db.Ready(t.Context()); err != nil {
		t.Fatalf("Ready after the server was killed: %v", err)
	}
	var n int
	if err := db.Pool.QueryRow(t.Context(), "SELECT n FROM kept").Scan(&n); err != nil || n != 7 {
		t.Errorf("kept = %d, %v, want 7", n, err)
	}
}

// After a crash of the machine the number in the process file may be that of another process.
func TestStaleProcessFile(t *testing.T) {
	t.Parallel()
	config := Config{Dir: clusterFolder(t)}
	db := open(t, config)
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := strconv.Itoa(os.Getpid()) + "\n" + db.cluster.data() + "\n1\n5432\n" + db.cluster.socket + "\n\n\nready   \n"
	if err := os.WriteFile(filepath.Join(db.cluster.data(), "postmaster.pid"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(db.cluster.socket, ".s.PGSQL.5432.lock"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	again := open(t, config)
	if err := again.Pool.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWatchStopsForgottenServer(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t), Throwaway: true})
	db.cluster.watch(t.Context(), time.Second)
	if err := db.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if serverProcess(t, db.cluster) == 0 {
		t.Error("a throwaway server stopped with its first user")
	}
	until(t, "the watch stops the server", func() bool { return serverProcess(t, db.cluster) == 0 })
}

func TestLongFolderName(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	long := filepath.Join(dir, strings.Repeat("a long name ", 10))
	if err := os.Mkdir(long, 0o755); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(filepath.Join(dir, serverFolder)); err == nil {
		if err := os.Symlink(target, filepath.Join(long, serverFolder)); err != nil {
			t.Fatal(err)
		}
	}
	db := open(t, Config{Dir: long})
	t.Cleanup(func() {
		if err := os.RemoveAll(db.cluster.socket); err != nil {
			t.Error(err)
		}
	})
	if err := db.Pool.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// The victims' words in the database are for its owner: no other account may come near, and root does not run the server.
func TestServerIsClosedToOthers(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	for _, folder := range []string{db.cluster.home, db.cluster.data(), db.cluster.socket} {
		info, err := os.Stat(folder)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o700 {
			t.Errorf("%s has mode %o, want 700", folder, mode)
		}
		if uid := info.Sys().(*syscall.Stat_t).Uid; uid == 0 {
			t.Errorf("%s belongs to root", folder)
		}
	}
	var listens string
	if err := db.Pool.QueryRow(t.Context(), "SHOW listen_addresses").Scan(&listens); err != nil || listens != "" {
		t.Errorf("listen_addresses = %q, %v, want none", listens, err)
	}
}

// What someone wrote must not reach the server's log through the text of a statement or of its error.
func TestServerLogHasNoStatements(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	const secret = "Anoniem-Geheim-4711"
	for _, statement := range []string{
		"SELECT '" + secret + "'::int",
		"CREATE TABLE people (name text PRIMARY KEY); INSERT INTO people VALUES ('" + secret + "'), ('" + secret + "')",
		"SELECT " + `"` + secret + `"`,
	} {
		if _, err := db.Pool.Exec(t.Context(), statement); err == nil {
			t.Errorf("%s succeeds, want an error", statement)
		}
	}
	if log := db.cluster.lastLog(); strings.Contains(log, secret) {
		t.Errorf("the server's log holds what was written:\n%s", log)
	}
}

func TestClosedFolderGivesAdvice(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root runs the server under another account")
	}
	closed := filepath.Join(openFolder(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), Config{Dir: filepath.Join(closed, "data")})
	wantAdvice(t, err, adviceFolder)
}

func TestWithoutRoot(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("every other test already runs without root")
	}
	dir := clusterFolder(t)
	const nobody = 65534
	if err := os.Chown(dir, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	h := startHelper(t, dir, &syscall.Credential{Uid: nobody, Gid: nobody}, "HOME=/nonexistent")
	pid := h.server(t)
	info, err := os.Stat(filepath.Join("/proc", strconv.Itoa(pid)))
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != nobody {
		t.Errorf("server runs as %d, want %d", uid, nobody)
	}
	h.end(t)
	until(t, "the server is gone", func() bool { return !isPostmaster(pid, filepath.Join(dir, "cluster", "data")) })
}

func TestHalfMadeClusterIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	half := filepath.Join(dir, "cluster", "data.new-killed")
	if err := os.MkdirAll(half, 0o700); err != nil {
		t.Fatal(err)
	}
	db := open(t, Config{Dir: dir})
	if err := db.Pool.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a half-made cluster is still there: %v", err)
	}
}

func TestOtherMajorGivesAdvice(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	data := filepath.Join(dir, "cluster", "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), Config{Dir: dir})
	wantAdvice(t, err, adviceMajor)
	if !errors.Is(err, ErrNoServer) {
		t.Errorf("error %v, want ErrNoServer", err)
	}
	// A throwaway cluster has nothing to keep.
	if err := os.Rename(filepath.Join(dir, "cluster"), filepath.Join(dir, "test")); err != nil {
		t.Fatal(err)
	}
	db := open(t, Config{Dir: dir, Throwaway: true})
	if err := db.cluster.stop(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

func TestInterruptedOpen(t *testing.T) {
	t.Parallel()
	dir := clusterFolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Open(ctx, Config{Dir: dir, Progress: func(step string) {
		if step == stepInit {
			cancel()
		}
	}})
	if err == nil {
		t.Fatal("an interrupted Open succeeds")
	}
	db := open(t, Config{Dir: dir})
	if err := db.Pool.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// wantAdvice checks that err tells a person this sentence.
func wantAdvice(t *testing.T, err error, sentence string) {
	t.Helper()
	var advice *AdviceError
	if !errors.As(err, &advice) {
		t.Fatalf("error %v, want advice", err)
	}
	if advice.Sentence != sentence {
		t.Errorf("advice %q (%v), want %q", advice.Sentence, advice.Err, sentence)
	}
	if !strings.HasPrefix(err.Error(), sentence) {
		t.Errorf("error %q does not begin with its advice", err)
	}
}
