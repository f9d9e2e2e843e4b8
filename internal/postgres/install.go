package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// errMajor says that the server programs found cannot read the data there is.
var errMajor = errors.New("server programs are of another version than the data")

// errNoPackage says that the distribution does not offer pgvector.
var errNoPackage = errors.New("this distribution has no package of pgvector")

// provideServer returns server programs with pgvector, of version major when that is not 0: those on the machine, those fetched
// before, or else installs them.
func provideServer(ctx context.Context, config Config, folder string, major int) (*server, error) {
	if s := knownServer(ctx, folder, major); s != nil {
		return s, nil
	}
	if s := knownServer(ctx, folder, 0); s != nil {
		return nil, advise(adviceMajor, fmt.Errorf("%w: %w: programs %d, data %d", ErrNoServer, errMajor, s.major, major))
	}
	lock, err := lockExclusive(ctx, filepath.Join(folder, "server.turn"), func() { config.Progress(stepWaitTurn) })
	if err != nil {
		return nil, advise(adviceFolder, err)
	}
	defer lock.release()
	if s := knownServer(ctx, folder, major); s != nil {
		return s, nil // another process installed it while we waited
	}
	err = install(ctx, config, folder)
	if s := knownServer(ctx, folder, major); s != nil {
		return s, nil
	}
	if err == nil {
		err = errors.New("the installed programs do not run")
	}
	return nil, advise(adviceInstall, fmt.Errorf("%w: %w", ErrNoServer, err))
}

// knownServer returns server programs that are here already: the machine's own first, since those get its updates.
func knownServer(ctx context.Context, folder string, major int) *server {
	if s := findServer(ctx, major); s != nil {
		return s
	}
	return fetchedServer(ctx, folder, major)
}

// install installs server programs in the way that asks least of this user: root takes the distribution's package, which gets
// updates; anyone else fetches it into folder first. Each is the other's second chance.
func install(ctx context.Context, config Config, folder string) error {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return fmt.Errorf("looking for apt-get: %w", err)
	}
	ways := []func(context.Context, Config, string) error{installPackage, fetchServer}
	if os.Geteuid() != 0 {
		ways[0], ways[1] = ways[1], ways[0]
	}
	var failures []error
	for _, way := range ways {
		err := way(ctx, config, folder)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("installing a server: %w", ctx.Err())
		}
		config.Logger.DebugContext(ctx, "server not installed this way", "error", err)
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}

var vectorPackage = regexp.MustCompile(`(?m)^postgresql-(\d+)-pgvector$`)

// newestPackage returns the highest version among the pgvector packages in a list of package names, or 0.
func newestPackage(names []byte) int {
	newest := 0
	for _, match := range vectorPackage.FindAllSubmatch(names, -1) {
		if major, err := strconv.Atoi(string(match[1])); err == nil && major >= leastMajor {
			newest = max(newest, major)
		}
	}
	return newest
}

// installPackage installs the distribution's own package, where there is one and this user may.
func installPackage(ctx context.Context, config Config, _ string) error {
	var prefix []string
	if os.Geteuid() != 0 {
		if err := exec.CommandContext(ctx, "sudo", "-n", "true").Run(); err != nil {
			return fmt.Errorf("installing a package: no rights: %w", err)
		}
		prefix = []string{"sudo", "-n"}
	}
	run := func(args ...string) ([]byte, error) {
		args = append(append(prefix, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"), args...)
		out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput() //nolint:gosec // the arguments are ours
		if err != nil {
			return out, fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, lastLines(string(out)))
		}
		return out, nil
	}
	list := []string{"apt-cache", "-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache=", "pkgnames", "postgresql-"} // writes nothing
	names, err := run(list...)
	if err != nil {
		return fmt.Errorf("listing packages: %w", err)
	}
	major := newestPackage(names)
	if this := thisRelease(); major == 0 && this.Codename != this.withVector() {
		return errNoPackage // and newer lists will not have it
	}
	if major == 0 {
		// The lists may be empty or old.
		if _, err := run("apt-get", "-q", "update"); err != nil {
			return fmt.Errorf("updating the package lists: %w", err)
		}
		if names, err = run(list...); err != nil {
			return fmt.Errorf("listing packages: %w", err)
		}
		if major = newestPackage(names); major == 0 {
			return errNoPackage
		}
	}
	config.Progress(stepPackage)
	// The package would start a server of its own, open to the machine's users; nobody asked for one.
	quiet := "/etc/postgresql-common/createcluster.d/wegwijzer.conf"
	if _, err := os.Stat("/etc/postgresql-common"); errors.Is(err, os.ErrNotExist) {
		if _, err := run("sh", "-c", `mkdir -p "$(dirname "$1")" && echo "create_main_cluster = false" >"$1"`, "sh", quiet); err != nil {
			return fmt.Errorf("keeping the package from starting a server: %w", err)
		}
	}
	install := []string{
		"apt-get", "-q", "install", "-y", "--no-install-recommends",
		fmt.Sprintf("postgresql-%d", major), fmt.Sprintf("postgresql-%d-pgvector", major),
	}
	if _, err := run(install...); err != nil {
		// Old lists name files that are gone from the mirror.
		if _, err := run("apt-get", "-q", "update"); err != nil {
			return fmt.Errorf("updating the package lists: %w", err)
		}
		if _, err := run(install...); err != nil {
			return fmt.Errorf("installing packages: %w", err)
		}
	}
	return nil
}
