package learned

import (
	"os"
	"sync"
	"testing"
)

// together is the shelf of the test programs of one `make test`, which clears it first. They are built from one tree, so that what one of them learnt
// is right for all. It is nil outside tests, and in a test that somebody runs by itself.
var together = sync.OnceValue(func() *Shelf {
	dir := os.Getenv("WEGWIJZER_TEST_LEARNED")
	if dir == "" || !testing.Testing() || !ours(dir, true) {
		return nil
	}
	return &Shelf{dir, "tests of one run"}
})
