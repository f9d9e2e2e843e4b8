package postgres

import (
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// serverFolder is where fetched programs live under the data folder. A change in how they are unpacked gets another name, so that a
// newer wegwijzer does not trip over an older one's work.
const serverFolder = "server"

// fetchedServer returns the server programs that were fetched into folder before, or nil. A folder that was moved does not run:
// the programs name their loader by its full path.
func fetchedServer(ctx context.Context, folder string, major int) *server {
	root := filepath.Join(folder, serverFolder)
	found, _ := filepath.Glob(filepath.Join(root, "usr/lib/postgresql/*/bin")) // the pattern is well-formed
	for _, bin := range found {
		s := inspectServer(ctx, bin)
		if s == nil || s.major < leastMajor || major != 0 && s.major != major {
			continue
		}
		s.environ = []string{"LOCPATH=" + filepath.Join(root, "usr/lib/locale")}
		return s
	}
	return nil
}

// fetchServer fetches the distribution's packages of PostgreSQL and pgvector and unpacks them into folder, leaving the system as
// it is. Where the distribution is too old to have pgvector, it takes them from the next release, with the C library they were
// made for. It needs no rights. When it fails or is interrupted there is no server folder, or still the one there was.
func fetchServer(ctx context.Context, config Config, folder string) error {
	config.Progress(stepFetch)
	began := time.Now()
	leftovers, _ := filepath.Glob(filepath.Join(folder, serverFolder+".new-*")) // of a process that was killed; the pattern is well-formed
	for _, path := range leftovers {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("removing a half-fetched server: %w", err)
		}
	}
	work, err := os.MkdirTemp(folder, serverFolder+".new-")
	if err != nil {
		return fmt.Errorf("making a folder to fetch into: %w", err)
	}
	defer os.RemoveAll(work) //nolint:errcheck // the next fetch clears what is left

	packages, err := newArchive(ctx, filepath.Join(work, "apt"), thisRelease())
	if err != nil {
		return err
	}
	debs, err := packages.download(ctx)
	if err != nil {
		return err
	}
	config.Progress(stepUnpack)
	root := filepath.Join(work, "root")
	if err := os.Mkdir(root, 0o755); err != nil { //nolint:gosec // the server's account must be able to enter it
		return fmt.Errorf("making a folder to unpack into: %w", err)
	}
	for _, deb := range debs {
		out, err := exec.CommandContext(ctx, "dpkg-deb", "--extract", deb, root).CombinedOutput() //nolint:gosec // apt checked the file's signature
		if err != nil {
			return fmt.Errorf("unpacking %s: %w: %s", filepath.Base(deb), err, lastLines(string(out)))
		}
	}
	final := filepath.Join(folder, serverFolder)
	if err := settle(ctx, root, final); err != nil {
		return err
	}
	if err := os.RemoveAll(final); err != nil {
		return fmt.Errorf("removing an older server: %w", err)
	}
	if err := os.Rename(root, final); err != nil {
		return fmt.Errorf("putting the server in its place: %w", err)
	}
	config.Logger.InfoContext(ctx, "server programs fetched", "packages", len(debs), "ms", time.Since(began).Milliseconds())
	return nil
}

// serverPrograms are the programs that must run from the unpacked folder.
var serverPrograms = []string{"postgres", "initdb", "pg_ctl", "psql", "pg_dump", "pg_restore", "pg_config"}

// settle makes the programs unpacked in root use the loader and the libraries that were unpacked with them, as seen from the place
// final that root will have, and removes what the server does not need.
func settle(ctx context.Context, root, final string) error {
	for _, pattern := range []string{
		"usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/lintian", "etc", "var",
		"usr/lib/postgresql/*/lib/bitcode", "usr/lib/postgresql/*/lib/llvmjit*", // for compiling queries
	} {
		waste, _ := filepath.Glob(filepath.Join(root, pattern)) // the patterns are well-formed
		for _, path := range waste {
			if err := os.RemoveAll(path); err != nil {
				return fmt.Errorf("removing what is not needed: %w", err)
			}
		}
	}
	bins, _ := filepath.Glob(filepath.Join(root, "usr/lib/postgresql/*/bin")) // the pattern is well-formed
	if len(bins) != 1 {
		return fmt.Errorf("unpacked %d servers, want 1", len(bins))
	}
	loader, err := findLoader(root, filepath.Join(bins[0], "postgres"))
	if err != nil {
		return err
	}
	libs, _ := filepath.Glob(filepath.Join(root, "usr/lib/*/libc.so.6")) // the pattern is well-formed
	if len(libs) == 0 {
		libs, _ = filepath.Glob(filepath.Join(root, "lib/*/libc.so.6"))
	}
	if len(libs) != 1 {
		return fmt.Errorf("unpacked %d C libraries, want 1", len(libs))
	}
	// Some packages still put their libraries in /lib, which on a system is the same folder as /usr/lib.
	var paths, finals []string
	triplet := filepath.Base(filepath.Dir(libs[0]))
	for _, dir := range []string{"usr/lib/" + triplet, "lib/" + triplet, "usr/lib"} {
		if _, err := os.Stat(filepath.Join(root, dir)); err == nil {
			paths = append(paths, filepath.Join(root, dir))
			finals = append(finals, filepath.Join(final, dir))
		}
	}
	inside, err := filepath.Rel(root, loader)
	if err != nil {
		return fmt.Errorf("placing the loader: %w", err)
	}
	for _, name := range serverPrograms {
		program := filepath.Join(bins[0], name)
		if _, err := os.Stat(program); errors.Is(err, os.ErrNotExist) {
			continue
		}
		// patchelf came with the packages and is run through their loader, so that it need not fit this machine's C library.
		// The search path must hold for libraries that libraries load in turn, hence the older kind (force-rpath).
		cmd := exec.CommandContext(ctx, loader, "--library-path", strings.Join(paths, ":"), filepath.Join(root, "usr/bin/patchelf"), //nolint:gosec // just unpacked from signed packages
			"--set-interpreter", filepath.Join(final, inside), "--force-rpath", "--set-rpath", strings.Join(finals, ":"), program)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("patching %s: %w: %s", name, err, lastLines(string(out)))
		}
	}
	return nil
}

// findLoader returns the dynamic loader in root that program asks for.
func findLoader(root, program string) (string, error) {
	file, err := elf.Open(program)
	if err != nil {
		return "", fmt.Errorf("reading a program: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	for _, part := range file.Progs {
		if part.Type != elf.PT_INTERP {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(part.Open(), 4096))
		if err != nil {
			return "", fmt.Errorf("reading the loader of a program: %w", err)
		}
		name := strings.TrimRight(string(text), "\x00")
		for _, prefix := range []string{"usr", ""} {
			path := filepath.Join(root, prefix, name)
			if _, err := os.Stat(path); err == nil {
				return path, nil
			}
		}
		return "", fmt.Errorf("loader %s was not unpacked", name)
	}
	return "", fmt.Errorf("%s names no loader", filepath.Base(program))
}

// present are packages that the server's packages depend on, and that a private server does without: they manage system-wide
// clusters, accounts and certificates, or belong to every machine.
var present = []string{
	"adduser", "debconf", "dpkg", "init-system-helpers", "locales", "lsb-base", "netbase", "openssl", "passwd", "perl", "perl-base",
	"postgresql-client-common", "postgresql-common", "readline-common", "sensible-utils", "ssl-cert", "sysvinit-utils", "tzdata",
	"tzdata-legacy", "ucf",
}

// archive is a private view of a distribution's packages: apt with lists, cache and state of its own.
type archive struct {
	folder string
	config string // path of its configuration file
	stale  error  // why not all package lists were fetched; a source that fails need not be the one that matters
}

// newArchive makes an archive in folder with the packages of the release that has pgvector, from the mirrors of this machine.
func newArchive(ctx context.Context, folder string, this release) (*archive, error) {
	to := this.withVector()
	if to == "" {
		return nil, errors.New("this machine does not tell its distribution")
	}
	a := &archive{folder: folder, config: filepath.Join(folder, "apt.conf")}
	for _, dir := range []string{"sources", "empty", "lists/partial", "cache/archives/partial"} {
		if err := os.MkdirAll(filepath.Join(folder, dir), 0o755); err != nil { //nolint:gosec // nothing secret
			return nil, fmt.Errorf("making a folder for packages: %w", err)
		}
	}
	list, parts := sourceFiles(ctx)
	sources := forRelease(systemSources(list, parts), this.Codename, to)
	if len(sources) == 0 {
		return nil, fmt.Errorf("this machine has no package sources for %s %s", this.ID, this.Codename)
	}
	var stanzas strings.Builder
	if err := writeStanzas(&stanzas, sources); err != nil {
		return nil, fmt.Errorf("writing package sources: %w", err)
	}
	for name, text := range map[string]string{
		"sources/wegwijzer.sources": stanzas.String(),
		"apt.conf":                  a.settings(),
		"status":                    installedStatus(present),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil { //nolint:gosec // nothing secret
			return nil, fmt.Errorf("writing %s: %w", name, err)
		}
	}
	if _, err := a.run(ctx, "apt-get", "update", "--error-on=any"); err != nil {
		a.stale = fmt.Errorf("fetching package lists: %w", err)
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("fetching package lists: %w", ctx.Err())
	}
	return a, nil
}

// download fetches the packages of the newest server with pgvector and what it needs, and returns their files.
func (a *archive) download(ctx context.Context) ([]string, error) {
	names, err := a.run(ctx, "apt-cache", "pkgnames", "postgresql-")
	if err != nil {
		return nil, fmt.Errorf("listing packages: %w", err)
	}
	major := newestPackage(names)
	if major == 0 {
		return nil, errors.Join(errors.New("the mirror offers no package of pgvector"), a.stale)
	}
	install := []string{
		"install", "-y", fmt.Sprintf("postgresql-%d", major), fmt.Sprintf("postgresql-client-%d", major),
		fmt.Sprintf("postgresql-%d-pgvector", major), "libc6", "libc-bin", "patchelf",
	}
	plan, err := a.run(ctx, "apt-get", append([]string{"--simulate"}, install...)...)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("choosing packages: %w", err), a.stale)
	}
	if compiler := compilerPackages(plan); len(compiler) > 0 {
		// Half of the bytes would be for compiling queries, which is switched off.
		status := installedStatus(slices.Concat(present, compiler))
		if err := os.WriteFile(filepath.Join(a.folder, "status"), []byte(status), 0o644); err != nil { //nolint:gosec // nothing secret
			return nil, fmt.Errorf("writing status: %w", err)
		}
	}
	if _, err := a.run(ctx, "apt-get", append([]string{"--download-only"}, install...)...); err != nil {
		return nil, fmt.Errorf("fetching packages: %w", err)
	}
	debs, err := filepath.Glob(filepath.Join(a.folder, "cache/archives/*.deb"))
	if err != nil || len(debs) == 0 {
		return nil, errors.New("no packages were fetched")
	}
	return debs, nil
}

// settings returns the archive's apt configuration. The machine's own is read before it, for its proxy and passwords; what would
// touch the machine is taken out of that.
func (a *archive) settings() string {
	in := func(name string) string { return `"` + filepath.Join(a.folder, name) + `";` }
	return strings.Join([]string{
		`#clear APT::Update;`,
		`#clear DPkg;`,
		`#clear Dir::Cache;`,
		`Dir::State ` + in("state"),
		`Dir::State::lists ` + in("lists"),
		`Dir::State::status ` + in("status"),
		`Dir::Cache ` + in("cache"),
		`Dir::Cache::archives "archives/";`,
		`Dir::Cache::pkgcache "pkgcache.bin";`, // asked several times; some machines switch it off
		`Dir::Cache::srcpkgcache "srcpkgcache.bin";`,
		`Dir::Etc::sourcelist ` + in("empty/none"),
		`Dir::Etc::sourceparts ` + in("sources"),
		`Dir::Etc::preferences ` + in("empty/none"),
		`Dir::Etc::preferencesparts ` + in("empty"),
		`Dir::Log ` + in("empty"),
		`APT::Sandbox::User "";`, // apt's account cannot enter the folders of a person
		`APT::Install-Recommends "false";`,
		`APT::Default-Release "";`,
		`APT::Get::Assume-Yes "true";`,
		`Acquire::Languages "none";`,
		`Acquire::Retries "3";`,
		`Debug::NoLocking "true";`,
		"",
	}, "\n")
}

// run runs a program of apt on the archive and returns its output.
func (a *archive) run(ctx context.Context, program string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, append([]string{"-q", "-c", a.config}, args...)...) //nolint:gosec // the arguments are ours
	cmd.Env = append(os.Environ(), "LC_ALL=C", "DEBIAN_FRONTEND=noninteractive")
	var problems strings.Builder
	cmd.Stderr = &problems
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s: %w: %s", program, err, lastLines(problems.String()))
	}
	return out, nil
}

// installedStatus returns the record of packages that apt shall think are installed.
func installedStatus(names []string) string {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "Package: %s\nStatus: install ok installed\nMaintainer: nobody\nArchitecture: all\n"+
			"Multi-Arch: foreign\nVersion: 99:9999\nDescription: not needed by a private server\n\n", name)
	}
	return b.String()
}

var compilerPackage = regexp.MustCompile(`(?m)^Inst (libllvm\S*)`)

// compilerPackages returns the packages in apt's plan that only serve to compile queries.
func compilerPackages(plan []byte) []string {
	var names []string
	for _, match := range compilerPackage.FindAllSubmatch(plan, -1) {
		name, _, _ := strings.Cut(string(match[1]), ":")
		names = append(names, name)
	}
	return names
}

// sourceFiles returns the file and the folder in which this machine's apt keeps its sources.
func sourceFiles(ctx context.Context) (list, parts string) {
	list, parts = "/etc/apt/sources.list", "/etc/apt/sources.list.d"
	out, err := exec.CommandContext(ctx, "apt-config", "shell", "list", "Dir::Etc::sourcelist/f", "parts", "Dir::Etc::sourceparts/d").Output()
	if err != nil {
		return list, parts
	}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		value = strings.Trim(value, "'")
		switch {
		case value == "":
		case name == "list":
			list = value
		case name == "parts":
			parts = value
		}
	}
	return list, parts
}
