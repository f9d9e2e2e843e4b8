package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// An erasure on request is done when the answer comes, long before the minute that is promised: the report is not found, not opened and not known any
// more, also by a copy of the program that knew it.
func TestErasureIsDoneWithinAMinute(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.withCalls(t)
	o.config.Keepers = []Keeper{{Kind: "call", Erase: func(ctx context.Context, id string) (int, error) {
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return 0, nil //nolint:nilerr // nothing has such a number
		}
		gone, err := store.Withdraw(ctx, transcribe.CallID(n))
		return len(gone), err
	}}}
	path := o.uploaded(t)
	o.reviewed(t, "legal", path)
	if w := o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("signing: %d", w.Code)
	}
	legal := o.person(t, "legal")
	search := func() string {
		return o.as(t, "legal", http.MethodPost, "/medewerkers/zoeken", url.Values{"vraag": {"laptop"}}).Body.String()
	}
	other := transcribe.NewFinder(store) // another copy of the program
	if fits, err := other.Find(t.Context(), legal, "laptop", 5); err != nil || len(fits) != 1 || !strings.Contains(search(), path) {
		t.Fatalf("before the erasure: %v, %v", fits, err)
	}
	w := o.as(t, "privacy", http.MethodPost, "/medewerkers/privacy/gewist", url.Values{"soort": {"call"}, "nummer": {strings.TrimPrefix(path, callPath)}, "nagegaan": {"ja"}})
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Het bewijs is ") {
		t.Fatalf("erasing: %d", w.Code)
	}
	if strings.Contains(search(), path) {
		t.Error("it is found after the answer")
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); strings.Contains(w.Body.String(), "laptop") {
		t.Error("it is opened after the answer")
	}
	call, err := strconv.ParseInt(strings.TrimPrefix(path, callPath), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Versions(t.Context(), transcribe.CallID(call)); !errors.Is(err, transcribe.ErrGone) {
		t.Errorf("its versions: %v, want ErrGone", err)
	}
	if err := other.Forget(t.Context()); err != nil || other.Known(legal) != 0 {
		t.Errorf("another copy knows %d, %v", other.Known(legal), err)
	}
}

// The page on the algorithm has the fields that the Algoritmeregister asks for (publication standard of the Dutch government's Algoritmekader).
func TestTransparencyPageHasTheFieldsOfTheRegister(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	page := o.as(t, "", http.MethodGet, "/algoritme", nil).Body.String()
	for _, field := range []string{
		"Naam", "Organisatie", "Korte omschrijving", "Thema", "Status", "Begindatum", "Categorie", "Contact", "Doel en gevolgen", "Afwegingen", "Menselijke tussenkomst",
		"Risico's", "Wettelijke basis", "Impacttoets", "Gegevens", "Techniek", "Leverancier",
	} {
		_, rest, ok := strings.Cut(page, "<dt>"+field+"</dt><dd>")
		if !ok {
			_, rest, ok = strings.Cut(page, "<dt>"+strings.ReplaceAll(field, "'", "&#39;")+"</dt><dd>")
		}
		if said, _, _ := strings.Cut(rest, "</dd>"); !ok || len(said) < 5 {
			t.Errorf("%s is not on the page", field)
		}
	}
}

// A person who should not be here has a session and no role for what is asked: every page of another role says so in the same words, says nothing else,
// and the try is written down.
func TestAPersonWhoShouldNotBeHere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	for _, role := range staff.Everyone.Names() {
		if role == "legal" {
			continue
		}
		w := o.as(t, role, http.MethodGet, path, nil)
		if w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "PL9900") || strings.Contains(w.Body.String(), "laptop") {
			t.Errorf("as %s: %d", role, w.Code)
		}
	}
	if n := o.count(t, `SELECT count(*) FROM audit_records WHERE act = 'call.open' AND outcome = 'refused'`); n != 6 {
		t.Errorf("%d tries are written down, want 6", n)
	}
}
