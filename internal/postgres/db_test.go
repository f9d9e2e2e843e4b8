package postgres

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestURLIsHonoured(t *testing.T) {
	t.Parallel()
	private := open(t, Config{Dir: clusterFolder(t)})
	db := open(t, Config{URL: private.URL(), Dir: "/nonexistent"})
	if db.cluster != nil {
		t.Error("a private cluster was opened besides the address given")
	}
	var name string
	if err := db.Pool.QueryRow(t.Context(), "SHOW application_name").Scan(&name); err != nil || name != "wegwijzer" {
		t.Errorf("application_name = %q, %v, want wegwijzer", name, err)
	}
	if err := db.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if err := private.Pool.Ping(t.Context()); err != nil {
		t.Errorf("the server did not survive a user of its address: %v", err)
	}
}

func TestURLThatFailsGivesAdvice(t *testing.T) {
	t.Parallel()
	private := open(t, Config{Dir: clusterFolder(t)})
	for _, c := range []struct{ name, url, advice string }{
		{"unreadable", "postgres://%zz", adviceURL},
		{"unknown database", private.cluster.database("absent"), adviceRefused},
		{"no server", "postgres:///wegwijzer?host=" + t.TempDir() + "&user=nobody", adviceSilent},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open(t.Context(), Config{URL: c.url, Patience: 300 * time.Millisecond})
			wantAdvice(t, err, c.advice)
			if c.advice != adviceURL && !errors.Is(err, ErrNoServer) {
				t.Errorf("error %v, want ErrNoServer", err)
			}
		})
	}
}

func TestReadyGivesUp(t *testing.T) {
	t.Parallel()
	private := open(t, Config{Dir: clusterFolder(t)})
	db := open(t, Config{URL: private.URL(), Patience: 300 * time.Millisecond})
	if err := db.Ready(t.Context()); err != nil {
		t.Fatalf("Ready = %v, want nil", err)
	}
	if err := private.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := db.Ready(t.Context())
	wantAdvice(t, err, adviceSilent)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Ready(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Ready = %v, want it to stop with its context", err)
	}
}

func TestOldVectorBuildsSerially(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	conn, err := db.Pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	found, err := vectorVersion(t.Context(), conn.Conn())
	if err != nil {
		t.Fatal(err)
	}
	if want := found.before(version{0, 8, 4}); db.SerialVectorBuild != want {
		t.Errorf("SerialVectorBuild = %v with version %v", db.SerialVectorBuild, found)
	}
	var workers int
	if err := conn.QueryRow(t.Context(), "SELECT current_setting('max_parallel_maintenance_workers')::int").Scan(&workers); err != nil {
		t.Fatal(err)
	}
	if serial := workers == 0; serial != db.SerialVectorBuild {
		t.Errorf("%d parallel maintenance workers with version %v", workers, found)
	}
}

// A server without the extension says so, whoever runs it.
func TestMissingVectorGivesAdvice(t *testing.T) {
	t.Parallel()
	bare := withoutVector(t)
	if s := inspectServer(t.Context(), bare.bin); s != nil {
		t.Errorf("programs without pgvector are taken for %+v", s)
	}
	dir := openFolder(t)
	c := &cluster{config: testConfig(), folder: dir, home: filepath.Join(dir, "cluster"), log: testConfig().Logger}
	var err error
	if c.account, err = serverAccount(t.Context(), c.home); err != nil {
		t.Fatal(err)
	}
	if err := c.account.own(c.home); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.init(t.Context(), bare), c.start(t.Context(), bare), c.createDatabase(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	_, err = Open(t.Context(), Config{URL: c.url()})
	wantAdvice(t, err, adviceVector)
	if !errors.Is(err, ErrNoVector) {
		t.Errorf("error %v, want ErrNoVector", err)
	}
}

// withoutVector returns a copy of the tests' server programs that lacks pgvector. The programs find their files from where they are.
func withoutVector(t *testing.T) *server {
	t.Helper()
	s, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	root := openFolder(t)
	prefix, name := filepath.Dir(s.bin), filepath.Base(filepath.Dir(s.bin)) // …/lib/postgresql/17
	share := filepath.Join(prefix, "..", "..", "..", "share", "postgresql", name)
	if _, err := os.Stat(share); err != nil {
		t.Skip("the server programs are not laid out as Debian does")
	}
	lib := filepath.Join(root, "usr/lib/postgresql", name)
	for _, args := range [][]string{
		{"mkdir", "-p", lib, filepath.Join(root, "usr/share/postgresql")},
		{"cp", "-r", s.bin, filepath.Join(lib, "bin")},
		{"cp", "-r", filepath.Join(prefix, "lib"), filepath.Join(lib, "lib")},
		{"cp", "-rL", share, filepath.Join(root, "usr/share/postgresql", name)},
		{"rm", filepath.Join(root, "usr/share/postgresql", name, "extension", "vector.control")},
	} {
		if out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", strings.Join(args, " "), err, out)
		}
	}
	return &server{bin: filepath.Join(lib, "bin"), major: s.major, environ: s.environ}
}

func TestVersionOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want bool
	}{
		{"0.8.3", true},
		{"0.8.4", false},
		{"0.8.10", false},
		{"0.10", false},
		{"1", false},
		{"0.8.4beta", false},
		{"", true},
	} {
		if got := parseVersion(c.text).before(parallelBuildFixed); got != c.want {
			t.Errorf("%q before %v = %v, want %v", c.text, parallelBuildFixed, got, c.want)
		}
	}
}

// A role's pool reaches what the role may see and nothing else.
func TestAsHoldsToItsRole(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	_, err := db.Pool.Exec(t.Context(), `
		CREATE TABLE shown AS SELECT 1 AS n;
		CREATE TABLE hidden AS SELECT 1 AS n;
		GRANT SELECT ON shown TO wegwijzer_public;`)
	if err != nil {
		t.Fatal(err)
	}
	public, err := db.As(t.Context(), "wegwijzer_public", 2)
	if err != nil {
		t.Fatal(err)
	}
	defer public.Close()
	if _, err := public.Exec(t.Context(), "SELECT n FROM shown"); err != nil {
		t.Error(err)
	}
	if _, err := public.Exec(t.Context(), "SELECT n FROM hidden"); err == nil {
		t.Error("the public role reads a table it was not given")
	}
	absent, err := db.As(t.Context(), "absent", 2)
	if err != nil {
		t.Fatal(err)
	}
	defer absent.Close()
	if err := absent.Ping(t.Context()); err == nil {
		t.Error("a role that does not exist is taken")
	}
}

func TestPoolSpeaksVector(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	conn, err := db.Pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, ok := conn.Conn().TypeMap().TypeForName("vector"); !ok {
		t.Error("the pool's connections do not know the vector type")
	}
	plain, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	if err := plain.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
