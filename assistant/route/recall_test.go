package route

import (
	"reflect"
	"testing"
)

// The next start judges by what this one learnt, to the last bit.
func TestWhatWasLearntIsRecalled(t *testing.T) {
	t.Parallel()
	examples, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	l := lesson("bedoeling", examples[:300], []string{"hoe krijg ik mijn geld terug", "wat moet ik doen na een inbraak"}, []string{"hij heeft mij geslagen"}, questionWeight)
	if again, whole := l.Recalled(); !whole || !reflect.DeepEqual(again, l.Get()) {
		t.Error("it is not what was learnt")
	}
}
