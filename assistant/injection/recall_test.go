package injection

import (
	"reflect"
	"testing"
)

// The next start judges by what this one learnt, to the last bit.
func TestWhatWasLearntIsRecalled(t *testing.T) {
	t.Parallel()
	if again, whole := trained.Recalled(); !whole || !reflect.DeepEqual(again, trained.Get()) {
		t.Error("it is not what was learnt")
	}
}
