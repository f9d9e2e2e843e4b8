package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	clusterOwner    = "wegwijzer" // the superuser of a private cluster
	clusterDatabase = "wegwijzer"
	clusterPort     = "5432" // part of the socket's name; nothing listens on the network

	startPatience = 60 * time.Second // recovery after a crash may take a while
	startPause    = 200 * time.Millisecond
	dialPatience  = 30 * time.Second
	stopPatience  = 60 * time.Second
	stopPolitely  = 20 * time.Second
)

// cluster is a private PostgreSQL cluster, shared by the processes of one person.
//
// Two files in its folder keep the processes apart. Who holds turn may start or stop the server. Each that uses the server
// shares users, so that who can have it alone knows to be the last.
type cluster struct {
	config  Config
	folder  string // everything of wegwijzer on this machine
	home    string // this cluster; only the account may enter
	account account
	socket  string
	users   *flock
	log     *slog.Logger
}

func (c *cluster) data() string      { return filepath.Join(c.home, "data") }
func (c *cluster) logFile() string   { return filepath.Join(c.home, "server.log") }
func (c *cluster) turnFile() string  { return c.home + ".turn" }
func (c *cluster) usersFile() string { return c.home + ".users" }

// url returns the address of the cluster's database.
func (c *cluster) url() string { return c.database(clusterDatabase) }

func (c *cluster) database(name string) string {
	query := url.Values{"host": {c.socket}, "port": {clusterPort}, "user": {clusterOwner}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + name, RawQuery: query.Encode()}).String()
}

// openCluster joins the private cluster of config, after starting, making and installing it as far as needed.
func openCluster(ctx context.Context, config Config) (*cluster, error) {
	folder, err := dataFolder(config.Dir)
	if err != nil {
		return nil, advise(adviceFolder, err)
	}
	name := "cluster"
	if config.Throwaway {
		name = "test"
	}
	c := &cluster{config: config, folder: folder, home: filepath.Join(folder, name), log: config.Logger}
	turn, err := lockExclusive(ctx, c.turnFile(), func() { config.Progress(stepWaitTurn) })
	if err != nil {
		return nil, advise(adviceFolder, err)
	}
	defer turn.release()
	if c.account, err = serverAccount(ctx, c.home); err != nil {
		return nil, err
	}
	if c.account.switched && !c.account.reaches(ctx, folder) {
		return nil, advise(adviceFolder, fmt.Errorf("%s is closed to the account of the server", folder))
	}
	if err := c.account.own(c.home); err != nil {
		return nil, advise(adviceFolder, fmt.Errorf("making the folder of the cluster: %w", err))
	}
	if c.users, err = tryLock(c.usersFile(), syscall.LOCK_SH); err != nil {
		return nil, fmt.Errorf("joining the users of the cluster: %w", err)
	}
	if err := c.rise(ctx); err != nil {
		c.users.release()
		return nil, err
	}
	return c, nil
}

// rise sees to it that the server runs and has its database. The caller has the turn.
func (c *cluster) rise(ctx context.Context) error {
	running, err := c.running(ctx)
	if err != nil {
		return err
	}
	if !running {
		server, err := c.findServer(ctx)
		if err != nil {
			return err
		}
		if err := c.init(ctx, server); err != nil {
			return err
		}
		if err := c.start(ctx, server); err != nil {
			if !c.config.Throwaway || ctx.Err() != nil {
				return err
			}
			// A throwaway cluster does not survive a crash of the machine, and need not.
			c.log.WarnContext(ctx, "throwaway cluster is damaged; making it anew")
			if err := os.RemoveAll(c.data()); err != nil {
				return fmt.Errorf("removing a damaged cluster: %w", err)
			}
			if err := c.init(ctx, server); err != nil {
				return err
			}
			if err := c.start(ctx, server); err != nil {
				return err
			}
		}
	}
	return c.createDatabase(ctx)
}

// revive starts the server again when it died.
func (c *cluster) revive(ctx context.Context) error {
	turn, err := lockExclusive(ctx, c.turnFile(), nil)
	if err != nil {
		return err
	}
	defer turn.release()
	return c.rise(ctx)
}

// findServer returns server programs that can read the cluster's data, after installing them when the machine has none.
func (c *cluster) findServer(ctx context.Context) (*server, error) {
	major := 0
	if text, err := os.ReadFile(filepath.Join(c.data(), "PG_VERSION")); err == nil {
		major, _ = strconv.Atoi(strings.TrimSpace(string(text))) // 0 fits every version
	}
	found, err := provideServer(ctx, c.config, c.folder, major)
	if err != nil && major != 0 && c.config.Throwaway && errors.Is(err, errMajor) {
		if err := os.RemoveAll(c.data()); err != nil {
			return nil, fmt.Errorf("removing a cluster of another version: %w", err)
		}
		return provideServer(ctx, c.config, c.folder, 0)
	}
	return found, err
}

// init makes the cluster's data folder when there is none. A folder that was half made by an earlier attempt is made anew.
func (c *cluster) init(ctx context.Context, s *server) error {
	if _, err := os.Stat(filepath.Join(c.data(), "PG_VERSION")); err == nil {
		return nil
	}
	c.config.Progress(stepInit)
	began := time.Now()
	leftovers, _ := filepath.Glob(c.data() + ".new-*") // the pattern is well-formed
	for _, path := range leftovers {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("removing a half-made cluster: %w", err)
		}
	}
	// A name of its own, since the program of a killed attempt may still be writing.
	half := c.data() + ".new-" + strings.ToLower(rand.Text()[:8])
	args := []string{
		"--pgdata", half, "--username", clusterOwner, "--encoding", "UTF8", "--locale", "C.UTF-8",
		// Who can enter the socket's folder is trusted, and nobody else can reach the server.
		"--auth-local", "trust", "--auth-host", "reject",
	}
	if s.major >= 17 {
		args = append(args, "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
	}
	if c.config.Throwaway {
		args = append(args, "--no-sync")
	}
	out, err := c.account.command(ctx, s.environ, s.program("initdb"), args...).CombinedOutput()
	if err != nil {
		return advise(adviceStart, fmt.Errorf("making the cluster: %w: %s", err, lastLines(string(out))))
	}
	file, err := os.OpenFile(filepath.Join(half, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0) //nolint:gosec // in the cluster's own folder
	if err != nil {
		return fmt.Errorf("opening the settings of the cluster: %w", err)
	}
	_, err = file.WriteString("\ninclude_if_exists = '" + settingsFile + "'\n")
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("writing the settings of the cluster: %w", err)
	}
	if err := os.Rename(half, c.data()); err != nil {
		return fmt.Errorf("putting the cluster in its place: %w", err)
	}
	c.log.InfoContext(ctx, "database cluster made", "major", s.major, "ms", time.Since(began).Milliseconds())
	return nil
}

const settingsFile = "wegwijzer.conf"

// start starts the server and returns when it accepts connections.
func (c *cluster) start(ctx context.Context, s *server) error {
	c.config.Progress(stepStart)
	began := time.Now()
	socket, err := socketFolder(ctx, c.home, c.account)
	if err != nil {
		return advise(adviceFolder, err)
	}
	text := settings(socket, s.vector, c.config.Throwaway)
	if err := os.WriteFile(filepath.Join(c.data(), settingsFile), []byte(text), 0o644); err != nil { //nolint:gosec // in a closed folder, read by the server's account
		return fmt.Errorf("writing the settings of the server: %w", err)
	}
	// One earlier log is kept.
	if info, err := os.Stat(c.logFile()); err == nil && info.Size() > 1<<20 {
		if err := os.Rename(c.logFile(), c.logFile()+".old"); err != nil {
			return fmt.Errorf("putting the server's log aside: %w", err)
		}
	}
	// Nobody else uses this folder, and no server runs: what a dead one left would stop the new one when the number of its process
	// is that of another by now.
	if err := os.Remove(filepath.Join(socket, ".s.PGSQL."+clusterPort+".lock")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return advise(adviceFolder, fmt.Errorf("removing the socket of a dead server: %w", err))
	}
	for try := 1; ; try++ {
		out, err := c.account.command(ctx, s.environ, s.program("pg_ctl"), "start", "--silent", "--wait",
			"--timeout", strconv.Itoa(int(startPatience.Seconds())), "--pgdata", c.data(), "--log", c.logFile()).CombinedOutput()
		if err == nil {
			break
		}
		// Processes of a server that was killed keep its memory until they notice it: moments, or longer on a busy machine.
		held := strings.Contains(lastLines(c.lastLog()), "still in use") && time.Since(began) < startPatience
		if !held && try >= 5 || ctx.Err() != nil {
			return advise(adviceStart, fmt.Errorf("%w: starting the server: %w: %s", ErrNoServer, err, lastLines(string(out)+c.lastLog())))
		}
		select {
		case <-ctx.Done():
		case <-time.After(startPause):
		}
	}
	running, err := c.running(ctx)
	if err != nil {
		return err
	}
	if !running {
		return advise(adviceStart, fmt.Errorf("%w: the server stopped right after its start: %s", ErrNoServer, lastLines(c.lastLog())))
	}
	if timezone() != "UTC" {
		c.log.WarnContext(ctx, "machine has no table of time zones; SQL cannot convert times")
	}
	c.watch(ctx, watchPause)
	c.log.InfoContext(ctx, "database server started", "major", s.major, "ms", time.Since(began).Milliseconds())
	return nil
}

// running tells whether the server runs and accepts connections, and learns where its socket is. It waits for one that is
// starting or stopping, and clears away what a dead one left.
func (c *cluster) running(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	for {
		p, err := c.postmaster()
		if err != nil {
			return false, err
		}
		if p == nil {
			return false, nil
		}
		if p.socket != "" {
			c.socket = p.socket
			conn, err := c.dial(ctx)
			if err == nil {
				return true, conn.Close(ctx)
			}
			var pg *pgconn.PgError
			if errors.As(err, &pg) && pg.Code != "57P03" { // it is starting or stopping
				return false, advise(adviceStart, fmt.Errorf("%w: connecting to the cluster: %w", ErrNoServer, err))
			}
		}
		select {
		case <-ctx.Done():
			return false, advise(adviceStart, fmt.Errorf("%w: waiting for the server: %w", ErrNoServer, ctx.Err()))
		case <-time.After(firstPause):
		}
	}
}

// dial connects to the cluster's maintenance database.
func (c *cluster) dial(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialPatience)
	defer cancel()
	return pgx.Connect(ctx, c.database("postgres"))
}

func (c *cluster) createDatabase(ctx context.Context) error {
	conn, err := c.dial(ctx)
	if err != nil {
		return advise(adviceStart, fmt.Errorf("%w: connecting to the cluster: %w", ErrNoServer, err))
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is lost with it
	var exists bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", clusterDatabase).Scan(&exists)
	if err != nil {
		return fmt.Errorf("looking for the database: %w", err)
	}
	if exists {
		return nil
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{clusterDatabase}.Sanitize()); err != nil {
		return fmt.Errorf("creating the database: %w", err)
	}
	return nil
}

// leave lets go of the cluster, and stops the server when nobody else uses it. A throwaway server is left to its watch: the
// next test wants it in a moment.
func (c *cluster) leave(ctx context.Context) error {
	defer c.users.release()
	if c.config.Throwaway {
		return nil
	}
	turn, err := lockExclusive(ctx, c.turnFile(), nil)
	if err != nil {
		return err
	}
	defer turn.release()
	if err := c.users.upgrade(); errors.Is(err, errHeld) {
		return nil
	} else if err != nil {
		return fmt.Errorf("counting the users of the cluster: %w", err)
	}
	return c.stop(ctx)
}

// stop stops the server and returns when it is gone. The caller has the turn.
func (c *cluster) stop(ctx context.Context) error {
	signal, began := syscall.SIGINT, time.Now()
	for sent := syscall.Signal(0); ; {
		p, err := c.postmaster()
		if err != nil {
			return err
		}
		if p == nil {
			c.log.InfoContext(ctx, "database server stopped", "ms", time.Since(began).Milliseconds())
			return nil
		}
		if time.Since(began) > stopPolitely {
			signal = syscall.SIGQUIT // it recovers at its next start
		}
		if signal != sent {
			if err := syscall.Kill(p.pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("stopping the server: %w", err)
			}
			sent = signal
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("stopping the server: %w", ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// lastLog returns the end of the server's log.
func (c *cluster) lastLog() string {
	text, err := os.ReadFile(c.logFile())
	if err != nil {
		return ""
	}
	return string(text)
}

// lastLines returns the last few lines of text on one line.
func lastLines(text string) string {
	lines := strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return r == '\n' })
	return strings.Join(lines[max(0, len(lines)-6):], " | ")
}
