package learned

import (
	"flag"
	"os"
	"sync"
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
