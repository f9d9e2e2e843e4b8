package danger

import (
	"reflect"
	"slices"
	"testing"
)

// The next start judges by what this one learnt, to the last bit.
func TestWhatWasLearntIsRecalled(t *testing.T) {
	t.Parallel()
	if again, whole := trained.Recalled(); !whole || !reflect.DeepEqual(again, trained.Get()) {
		t.Error("it is not what was learnt")
	}
}

// What is learnt of two concepts hangs on the order of their numbers: what one start of the program learnt must mean the same in the next.
func TestConceptsHaveTheSameNumbersInEveryStart(t *testing.T) {
	t.Parallel()
	const starts = 6
	for range starts {
		l, err := load()
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(l.names, loaded().names) {
			t.Fatalf("the concepts are numbered %q, and %q before", l.names, loaded().names)
		}
	}
}
