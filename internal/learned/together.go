package learned

import (
	"flag"
	"os"
	"sync"
	"syscall"
)

// together is the shelf of the test programs of one `make test`, which clears it first. They are built from one tree, so that what one of them learnt
// is right for all. It is nil outside tests, and in a test that somebody runs by itself.
//
// The flag tells a test program: it is there because of what the program is built from, before any code of ours, and nothing that starts a program
// can give it to one that is no test.
var together = sync.OnceValue(func() *Shelf {
	dir := os.Getenv("WEGWIJZER_TEST_LEARNED")
	if dir == "" || flag.Lookup("test.v") == nil || !ours(dir, true) {
		return nil
	}
	return &Shelf{dir: dir, build: "tests of one run", shared: true}
})

// alone waits until no other test program learns a lesson, and keeps others waiting until the function it returns is called. Where no lock is to be
// had, and in programs that are no tests, it does nothing: to learn twice is slow and right.
func (s *Shelf) alone(name, data string) (done func()) {
	if s == nil {
		return func() {}
	}
	f, err := os.OpenFile(s.path(name, s.key(name, data))+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return func() {}
	}
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX) //nolint:gosec // a file's number fits
	return func() { _ = f.Close() }                 // which gives the lock up
}
