package transcribe

import (
	"reflect"
	"testing"
)

// The next start judges by what this one learnt, to the last bit.
func TestWhatWasLearntIsRecalled(t *testing.T) {
	t.Parallel()
	for _, e := range [...]interface {
		Recalled() (*ear, bool)
		Get() *ear
	}{risksTold, risksAsked, rightsOffered, answersHeard} {
		if again, whole := e.Recalled(); !whole || !reflect.DeepEqual(again, e.Get()) {
			t.Errorf("the ear for %q is not what was learnt", again.labels)
		}
	}
}
