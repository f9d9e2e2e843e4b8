package knowledge

import (
	"reflect"
	"testing"
)

// The next start judges by what this one learnt, to the last bit.
func TestWhatWasLearntIsRecalled(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	l := (&Bank{Topics: bank.Topics[:20]}).lesson("onderwerpen") // one of its own, that no other test learns from
	if again, whole := l.Recalled(); !whole || !reflect.DeepEqual(again, l.Get()) {
		t.Error("it is not what was learnt")
	}
}
