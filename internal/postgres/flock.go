package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// flock is a lock on a file, which the system releases when the process ends, however it ends. It guards against other
// processes and against other parts of this one.
type flock struct{ file *os.File }

const flockPause = 20 * time.Millisecond

// errHeld says that someone else holds the lock.
var errHeld = errors.New("lock is held by another")

// lockExclusive waits until nobody else holds the lock at path. It calls wait once when that takes a while.
func lockExclusive(ctx context.Context, path string, wait func()) (*flock, error) {
	for tried := 0; ; tried++ {
		lock, err := tryLock(path, syscall.LOCK_EX)
		if !errors.Is(err, errHeld) {
			return lock, err
		}
		if tried == 100 && wait != nil {
			wait()
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for %s: %w", path, ctx.Err())
		case <-time.After(flockPause):
		}
	}
}

// tryLock takes the lock at path in the given mode, or returns errHeld.
func tryLock(path string, mode int) (*flock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) //nolint:gosec // the server's account must be able to open it
	if err != nil {
		return nil, fmt.Errorf("opening a lock file: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), mode|syscall.LOCK_NB); err != nil {
		file.Close() //nolint:errcheck,gosec // nothing was written
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errHeld
		}
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	return &flock{file: file}, nil
}

// upgrade makes a shared lock exclusive when nobody else shares it, and returns errHeld when somebody does. After either the
// shared lock must not be counted on.
func (l *flock) upgrade() error {
	err := syscall.Flock(int(l.file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// release lets go of the lock. It may be called more than once.
func (l *flock) release() {
	l.file.Close() //nolint:errcheck,gosec // nothing was written
}
