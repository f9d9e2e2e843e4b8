package postgres

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// server is a set of PostgreSQL programs on this machine that have the vector extension.
type server struct {
	bin     string   // folder of postgres, initdb and pg_ctl
	major   int      // 17
	vector  version  // of the extension that comes with it
	environ []string // what its programs need besides the ordinary environment
}

// program returns the path of one of its programs.
func (s *server) program(name string) string { return filepath.Join(s.bin, name) }

// findServer returns the newest server programs with pgvector in the folders given, in those of the distribution, or on
// the path; only of version major when that is not 0. It returns nil when there are none.
func findServer(ctx context.Context, major int, folders ...string) *server {
	var best *server
	for _, bin := range append(folders, serverFolders(ctx)...) {
		s := inspectServer(ctx, bin)
		if s == nil || s.major < leastMajor || major != 0 && s.major != major {
			continue
		}
		if best == nil || s.major > best.major {
			best = s
		}
	}
	return best
}

// serverFolders returns the folders in which a machine's own server programs may be.
func serverFolders(ctx context.Context) []string {
	var folders []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
		"/usr/pgsql-*/bin",          // the PostgreSQL project's packages for Fedora and its kin
		"/usr/local/pgsql/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
	} {
		found, _ := filepath.Glob(pattern) // the patterns are well-formed
		folders = append(folders, found...)
	}
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		folders = append(folders, strings.TrimSpace(string(out)))
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			folders = append(folders, filepath.Dir(target))
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

var serverVersion = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspectServer returns the server programs in folder bin, or nil when they are not complete, do not run, or lack pgvector.
func inspectServer(ctx context.Context, bin string) *server {
	for _, name := range []string{"postgres", "initdb", "pg_ctl"} {
		if info, err := os.Stat(filepath.Join(bin, name)); err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return nil
		}
	}
	vector, ok := vectorControl(ctx, bin)
	if !ok {
		return nil
	}
	out, err := exec.CommandContext(ctx, filepath.Join(bin, "postgres"), "--version").Output() //nolint:gosec // the folder is one where server programs are installed
	if err != nil {
		return nil
	}
	match := serverVersion.FindSubmatch(out)
	if match == nil {
		return nil
	}
	major, err := strconv.Atoi(string(match[1]))
	if err != nil {
		return nil
	}
	return &server{bin: bin, major: major, vector: vector}
}

var controlVersion = regexp.MustCompile(`(?m)^\s*default_version\s*=\s*'([^']+)'`)

// vectorControl returns the version of pgvector that belongs to the programs in bin, and whether it is there at all.
func vectorControl(ctx context.Context, bin string) (version, bool) {
	var shares []string
	if out, err := exec.CommandContext(ctx, filepath.Join(bin, "pg_config"), "--sharedir").Output(); err == nil { //nolint:gosec // the folder is one where server programs are installed
		shares = append(shares, strings.TrimSpace(string(out)))
	}
	// Without pg_config: Debian keeps <prefix>/lib/postgresql/17/bin beside <prefix>/share/postgresql/17.
	prefix := filepath.Dir(bin)
	shares = append(shares,
		filepath.Join(prefix, "..", "..", "..", "share", "postgresql", filepath.Base(prefix)),
		filepath.Join(prefix, "share", "postgresql"),
		filepath.Join(prefix, "share"))
	for _, share := range shares {
		text, err := os.ReadFile(filepath.Join(share, "extension", "vector.control")) //nolint:gosec // the folder is one where server programs are installed
		if err != nil {
			continue
		}
		if match := controlVersion.FindSubmatch(text); match != nil {
			return parseVersion(string(match[1])), true
		}
		return version{}, true
	}
	return version{}, false
}
