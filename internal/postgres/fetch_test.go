package postgres

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Fetching takes fifty megabytes from a mirror, so it is tested when asked for; the other tests use what the first of them fetched.
func skipUnlessFetching(t *testing.T) {
	t.Helper()
	if os.Getenv("WEGWIJZER_TEST_FETCH") == "" {
		t.Skip("WEGWIJZER_TEST_FETCH is not set")
	}
}

func TestFetchWithoutRights(t *testing.T) {
	skipUnlessFetching(t)
	home := openFolder(t)
	var credential *syscall.Credential
	if os.Geteuid() == 0 {
		const nobody = 65534
		credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		if err := os.Chown(home, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	h := startHelper(t, "default", credential, "HOME="+home, "XDG_CACHE_HOME=")
	h.server(t)
	t.Logf("first start, with fetching: %v", time.Since(began))
	h.end(t)
	began = time.Now()
	h = startHelper(t, "default", credential, "HOME="+home, "XDG_CACHE_HOME=")
	h.server(t)
	t.Logf("second start: %v", time.Since(began))
	h.end(t)
}

func TestInterruptedFetchLeavesNothing(t *testing.T) {
	skipUnlessFetching(t)
	dir := openFolder(t)
	for _, at := range []string{stepFetch, stepUnpack} {
		ctx, cancel := context.WithCancel(t.Context())
		config := testConfig()
		config.Progress = func(step string) {
			if step == at {
				time.AfterFunc(300*time.Millisecond, cancel)
			}
		}
		if err := fetchServer(ctx, config, dir); err == nil {
			t.Errorf("a fetch interrupted at %q succeeds", at)
		}
		if s := fetchedServer(t.Context(), dir, 0); s != nil {
			t.Errorf("an interrupted fetch left %+v", s)
		}
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(left) != 0 {
			t.Errorf("an interrupted fetch left %v", left)
		}
	}
}

func TestInstallWithoutApt(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := install(t.Context(), testConfig(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "apt-get") {
		t.Errorf("install = %v, want it to miss apt-get", err)
	}
}

// A distribution without the package and a mirror that does not answer end in an error, and leave no folder behind.
func TestFetchFails(t *testing.T) {
	bin, dir := t.TempDir(), t.TempDir()
	for name, script := range map[string]string{
		"apt-get": "#!/bin/sh\nexit 100\n", "apt-cache": "#!/bin/sh\necho postgresql-14-pgvector\necho postgresql-17\n",
		"apt-config": "#!/bin/sh\nexit 1\n",
	} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	if err := fetchServer(t.Context(), testConfig(), dir); err == nil {
		t.Error("fetching from nowhere succeeds")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("a failed fetch left %v, %v", left, err)
	}
}

func TestNewestPackage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		names string
		want  int
	}{
		{"postgresql-17\npostgresql-17-pgvector\npostgresql-16-pgvector\n", 17},
		{"postgresql-14-pgvector\n", 0},
		{"postgresql-17-pgvector-dbgsym\nxpostgresql-18-pgvector\n", 0},
		{"", 0},
	} {
		if got := newestPackage([]byte(c.names)); got != c.want {
			t.Errorf("newestPackage(%q) = %d, want %d", c.names, got, c.want)
		}
	}
}

func TestCompilerPackages(t *testing.T) {
	t.Parallel()
	plan := "Inst libc6 (2.41-12 Debian:13.1/stable [amd64])\nInst libllvm19 (1:19.1.7-3+b1 Debian:13.1/stable [amd64])\n" +
		"Inst libllvm20:arm64 (1:20 x)\nConf libllvm19 (1:19)\n"
	if diff := cmp.Diff([]string{"libllvm19", "libllvm20"}, compilerPackages([]byte(plan))); diff != "" {
		t.Errorf("packages (-want +got):\n%s", diff)
	}
}

// A machine that was emptied, or a folder that was moved, must not be mistaken for a server.
func TestBrokenProgramsAreNotAServer(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	bin := filepath.Join(root, serverFolder, "usr/lib/postgresql/17/bin")
	extension := filepath.Join(root, serverFolder, "usr/share/postgresql/17/extension")
	for _, dir := range []string{bin, extension} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"postgres", "initdb", "pg_ctl"} {
		write(filepath.Join(bin, name), "#!/nonexistent/loader\n")
	}
	write(filepath.Join(extension, "vector.control"), "default_version = '0.8.4'\n")
	if s := fetchedServer(t.Context(), root, 0); s != nil {
		t.Errorf("programs that do not run are taken for %+v", s)
	}
	write(filepath.Join(bin, "postgres"), "#!/bin/sh\necho 'postgres (PostgreSQL) 17.6 (Debian 17.6-0+deb13u1)'\n")
	if s := fetchedServer(t.Context(), root, 0); s == nil || s.major != 17 || s.vector != (version{0, 8, 4}) {
		t.Errorf("programs that run are taken for %+v, want 17 with 0.8.4", s)
	}
	if s := fetchedServer(t.Context(), root, 16); s != nil {
		t.Errorf("version 17 is taken for 16")
	}
}

func TestLockIsExclusive(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "turn")
	held, err := lockExclusive(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := lockExclusive(ctx, path, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second holder gets %v, want to wait", err)
	}
	held.release()
	again, err := lockExclusive(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	again.release()
	var closed io.Closer = again.file
	if closed.Close() == nil {
		t.Error("a released lock is still open")
	}
}
