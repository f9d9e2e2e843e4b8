package transcribe_test

import (
	"testing"
	"time"

	"wegwijzer/transcribe"
)

// A signed report is found by its owner only; and what was erased, here or behind our back, is neither found nor known any more.
func TestTheFinderForgetsWhatIsErased(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.signed(t)
	ctx := t.Context()
	f := transcribe.NewFinder(d.Store)
	find := func(who string) []transcribe.Fit {
		t.Helper()
		fits, err := f.Find(ctx, "", "laptop", 5)
		if who != "" {
			fits, err = f.Find(ctx, "roos", "waar is de laptop gebleven", 5)
		}
		if err != nil {
			t.Fatal(err)
		}
		return fits
	}
	if len(find("")) != 0 {
		t.Error("somebody else finds the report")
	}
	fits := find("roos")
	if len(fits) != 1 || fits[0].Report != d.report || f.Known("roos") != 1 {
		t.Fatalf("found %v, known %d", fits, f.Known("roos"))
	}
	shown, err := f.Open(ctx, fits)
	if err != nil || len(shown) != 1 || shown[0].Text == "" || shown[0].Call != d.call {
		t.Fatalf("Open = %+v, %v", shown, err)
	}
	if err := f.Forget(ctx); err != nil || f.Known("roos") != 1 {
		t.Errorf("what still stands is forgotten: %d, %v", f.Known("roos"), err)
	}
	// Another copy of the program erases it: nothing that was found before can be opened, and the words leave the memory.
	if _, err := transcribe.NewStore(d.db, d.keys, func() time.Time { return *d.now }).Withdraw(ctx, d.call); err != nil {
		t.Fatal(err)
	}
	if shown, err := f.Open(ctx, fits); err != nil || len(shown) != 0 {
		t.Errorf("an erased report is opened: %+v, %v", shown, err)
	}
	if err := f.Forget(ctx); err != nil || f.Known("roos") != 0 {
		t.Errorf("known after the erasure: %d, %v", f.Known("roos"), err)
	}
	if len(find("roos")) != 0 {
		t.Error("an erased report is found")
	}
}

// A key that is gone although the database still has the row, as after a restore of an older dump: the report is passed over, and forgotten.
func TestTheFinderKnowsNothingWithoutTheKey(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.signed(t)
	known := transcribe.NewFinder(d.Store)
	if fits, err := known.Find(t.Context(), "roos", "laptop", 5); err != nil || len(fits) != 1 {
		t.Fatalf("Find = %v, %v", fits, err)
	}
	if _, err := d.keys.Destroy(d.keyOfReport()); err != nil {
		t.Fatal(err)
	}
	if err := known.Forget(t.Context()); err != nil || known.Known("roos") != 0 {
		t.Errorf("known without the key: %d, %v", known.Known("roos"), err)
	}
	if fits, err := transcribe.NewFinder(d.Store).Find(t.Context(), "roos", "laptop", 5); err != nil || len(fits) != 0 {
		t.Errorf("found without the key: %v, %v", fits, err)
	}
}

// What nobody asks for is not kept in memory.
func TestTheFinderForgetsWhoDoesNotSearch(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.signed(t)
	f := transcribe.NewFinder(d.Store)
	if _, err := f.Find(t.Context(), "roos", "laptop", 5); err != nil {
		t.Fatal(err)
	}
	*d.now = d.now.Add(11 * time.Minute)
	if err := f.Forget(t.Context()); err != nil || f.Known("roos") != 0 {
		t.Errorf("known after ten minutes: %d, %v", f.Known("roos"), err)
	}
}
