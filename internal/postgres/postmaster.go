package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// postmaster is the server's main process, as the file it keeps in the data folder describes it.
type postmaster struct {
	pid    int
	socket string // folder of its socket; empty while it is starting
}

// postmaster returns the running server process, or nil when there is none. It removes the file of a dead one: after a crash of the
// machine its number may be that of another process, and then the server would refuse to start.
func (c *cluster) postmaster() (*postmaster, error) {
	file := filepath.Join(c.data(), "postmaster.pid")
	text, err := os.ReadFile(file) //nolint:gosec // in the cluster's own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the server's process file: %w", err)
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err == nil && pid > 1 && isPostmaster(pid, c.data()) {
		p := &postmaster{pid: pid}
		// Process, data folder, start time, port, socket folder, address, shared memory, state.
		if len(lines) > 4 {
			p.socket = strings.TrimSpace(lines[4])
		}
		return p, nil
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("removing the process file of a dead server: %w", err)
	}
	return nil, nil
}

// lives tells whether the server's main process is there.
func (c *cluster) lives() bool {
	p, err := c.postmaster()
	return err == nil && p != nil
}

// isPostmaster tells whether process pid is a server on the folder data. Where the system does not show what a process runs, any
// living process counts.
func isPostmaster(pid int, data string) bool {
	command, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	if err == nil {
		args := strings.Split(string(command), "\x00")
		for i := range args {
			if i > 0 && args[i-1] == "-D" && filepath.Clean(args[i]) == data || args[i] == "--pgdata="+data {
				return strings.HasSuffix(args[0], "postgres")
			}
		}
		return false
	}
	if _, err := os.Stat("/proc/self/cmdline"); err == nil {
		return false
	}
	return syscall.Kill(pid, 0) == nil
}

// watchPause is the time between two looks of the watch.
const watchPause = 30 * time.Second

// watchScript stops server $1, whose data folder is $2, when nobody has used it at two looks in a row; $3 and $4 are the files that
// keep users apart, $5 is the number of seconds between looks. It keeps the others out until the server is gone, so that nobody joins
// one that is about to stop, and it ends with the server.
const watchScript = `
idle=0
while sleep "$5"; do
	[ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] || exit 0
	if flock -n "$3" flock -n "$4" true; then idle=$((idle + 1)); else idle=0; fi
	[ "$idle" -lt 2 ] || flock -n "$3" flock -n "$4" sh -c '
		kill -INT "$1"
		for _ in 0 1 2 3 4 5 6 7 8 9; do [ -e "$2/postmaster.pid" ] || exit 0; sleep 1; done
	' stop "$1" "$2" || idle=0
done`

// watch leaves a small process behind that stops the server after its last user was killed, and a throwaway server after its
// last user is done. Without it the server would merely stay.
func (c *cluster) watch(ctx context.Context, pause time.Duration) {
	p, err := c.postmaster()
	if err != nil || p == nil {
		return
	}
	cmd := c.account.command(ctx, nil, "sh", "-c", "("+watchScript+"\n) </dev/null >/dev/null 2>&1 &",
		"wegwijzer-watch", strconv.Itoa(p.pid), c.data(), c.turnFile(), c.usersFile(),
		strconv.Itoa(int(pause.Seconds())))
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	cmd.SysProcAttr.Setsid = true // an interrupt at the terminal is not for it
	if err := cmd.Run(); err != nil {
		c.log.WarnContext(ctx, "no watch over the database server; it may stay after its last user", "error", err)
	}
}
