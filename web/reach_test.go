package web

import (
	"net/http"
	"testing"
)

// Every page of visitors tells how to reach a person, as the page about the algorithm promises.
func TestEveryVisitorPageTellsHowToReachAPerson(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withAgenda(t)
	o.talking(t)
	for _, path := range []string{"/", "/over", "/veilig", "/algoritme", "/afspraak", "/afspraak/code", "/afspraak/terugbellen", "/praten", "/is-er-niet"} {
		w := get(t, o, path)
		if w.Code != http.StatusOK && path != "/is-er-niet" {
			t.Errorf("%s: %d", path, w.Code)
		}
		says(t, w, `href="tel:09000101"`)
	}
}
