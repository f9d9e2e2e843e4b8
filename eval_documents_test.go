package main

import "testing"

// Documents of one's own, of a folder, are asked after as an answer shows them: whatever it says stands in one of them.
func TestEvalAsksAfterDocumentsOfAFolder(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	c, l, _, _ := u.open(t)
	metrics, err := (&evaluation{root: ".", config: c, library: l}).ownDocuments(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range metrics {
		t.Logf("%s: %d of %d", m.Name, m.Hits, m.N)
		if m.N == 0 || m.Hits == 0 {
			t.Errorf("%s: %d of %d", m.Name, m.Hits, m.N)
		}
		if m.Name == "zinnen die letterlijk in het stuk staan" && m.Hits != m.N {
			t.Errorf("%d of %d sentences stand literally in the document they cite", m.Hits, m.N)
		}
	}
}
