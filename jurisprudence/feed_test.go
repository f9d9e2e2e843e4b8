package jurisprudence

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const page = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Rechtspraak Open Data (Uitspraken)</title><subtitle type="text">Aantal gevonden ECLI&#39;s: 10778</subtitle><id>uuid:1;id=825</id><rights type="text">Copyright 2022 Rechtspraak.</rights><updated>2022-09-02T14:43:35+02:00</updated>` +
	`<entry><id>ECLI:NL:RBVER:2021:5</id><title type="text">ECLI:NL:RBVER:2021:5, Rechtbank Verzonnenstad, 04-01-2021, 08.206498.20 en 08-263502-18, 08-1 (TUL)</title><summary type="text">Man steelt fiets &amp;amp; bel.` + "\n" + `Tweede regel...</summary><updated>2021-01-04T14:02:41Z</updated><link rel="alternate" type="text/html" href="https://uitspraken.example/InzienDocument?id=ECLI:NL:RBVER:2021:5"/></entry>` +
	`<entry deleted="doc"><id>ECLI:NL:RBVER:2021:6</id><title type="text">ECLI:NL:RBVER:2021:6, Rechtbank Verzonnenstad, 31-02-2021, 1</title><summary type="text">-</summary><updated>2021-01-05T14:02:41Z</updated></entry>` +
	`<entry deleted="ecli"><id>ECLI:NL:XX:2021:7</id><title type="text">ECLI:NL:XX:2021:7</title><summary type="text">Inhoudsindicatie volgt</summary><updated>x</updated></entry>` +
	`<entry><id>uuid:2</id><title>Geen uitspraak</title></entry></feed>`

func TestParseFeed(t *testing.T) {
	t.Parallel()
	f, err := ParseFeed(strings.NewReader("\n" + page))
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{
		{
			ECLI: "ECLI:NL:RBVER:2021:5", Court: "Rechtbank Verzonnenstad", Decided: time.Date(2021, 1, 4, 0, 0, 0, 0, time.UTC), Cases: "08.206498.20 en 08-263502-18, 08-1 (TUL)", Summary: "Man steelt fiets & bel.\nTweede regel...", SummaryCut: true,
			Updated: time.Date(2021, 1, 4, 14, 2, 41, 0, time.UTC), Link: "https://uitspraken.example/InzienDocument?id=ECLI:NL:RBVER:2021:5",
		},
		{ECLI: "ECLI:NL:RBVER:2021:6", Court: "Rechtbank Verzonnenstad", Cases: "1", Updated: time.Date(2021, 1, 5, 14, 2, 41, 0, time.UTC), Deleted: DeletedText},
		{ECLI: "ECLI:NL:XX:2021:7", SummaryPending: true, Deleted: DeletedAltered},
	}
	if diff := cmp.Diff(want, f.Entries); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if f.Total != 10778 || f.Updated.IsZero() {
		t.Errorf("total = %d at %v, want 10778 and a moment", f.Total, f.Updated)
	}
}

func TestParseFeedRefusesWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		data string
		want error
	}{
		"empty":       {"", ErrNotFeed},
		"plain words": {"Ongeldige datum: 2022-02-30", ErrNotFeed},
		"page":        {"<html><body>503</body></html>", ErrNotFeed},
		"bomb":        {`<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed>&a;</feed>`, ErrNotFeed},
		"a ruling":    {file(""), ErrNotFeed},
		"cut":         {page[:len(page)-200], ErrTruncated},
	} {
		if _, err := ParseFeed(strings.NewReader(x.data)); !errors.Is(err, x.want) {
			t.Errorf("%s: ParseFeed = %v, want %v", name, err, x.want)
		}
	}
	if f, err := ParseFeed(strings.NewReader(`<feed xmlns="http://www.w3.org/2005/Atom"><subtitle>Aantal gevonden ECLI's: 0</subtitle></feed>`)); err != nil || f.Total != 0 || len(f.Entries) != 0 {
		t.Errorf("an empty answer = %+v, %v; want no entries and no error", f, err)
	}
}

func TestQueryAsksAsTheServiceWants(t *testing.T) {
	t.Parallel()
	q := Query{
		Subjects: []string{"http://psi.rechtspraak.nl/rechtsgebied#strafrecht"}, Type: "uitspraak", OnlyDocuments: true, From: 1000,
		Modified: Window{time.Date(2021, 1, 1, 11, 0, 0, 0, time.UTC), time.Date(2021, 7, 1, 10, 0, 0, 0, time.UTC)},
	}
	want := "from=1000&max=1000&modified=2021-01-01T12%3A00%3A00&modified=2021-07-01T12%3A00%3A00&return=DOC&sort=ASC&subject=http%3A%2F%2Fpsi.rechtspraak.nl%2Frechtsgebied%23strafrecht&type=uitspraak"
	if got := q.Values().Encode(); got != want {
		t.Errorf("Values = %s, want %s", got, want)
	}
	day := Query{DecidedFrom: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), Max: 5000}
	if got := day.Values().Encode(); got != "date=2021-01-01&max=1000&sort=ASC" {
		t.Errorf("Values = %s", got)
	}
}

func TestPagesMeetWithoutGapOrRepeat(t *testing.T) {
	t.Parallel()
	const total = 2500
	q, asked := Query{}, 0
	seen := map[int]bool{}
	for more := true; more; {
		n := min(PageSize, total-q.From)
		for i := range n {
			if seen[q.From+i] {
				t.Fatalf("entry %d came twice", q.From+i)
			}
			seen[q.From+i] = true
		}
		asked++
		q, more = q.Next(&Feed{Total: total, Entries: make([]Entry, n)})
	}
	if len(seen) != total || asked != 3 {
		t.Errorf("saw %d entries in %d pages, want %d in 3", len(seen), asked, total)
	}
	// A service that gives fewer at once than asked, or an entry without a number, loses nothing; an empty page is the end whatever the total says.
	if next, more := (Query{}).Next(&Feed{Total: 5000, Size: 4, Entries: make([]Entry, 3)}); !more || next.From != 4 {
		t.Errorf("behind a short page of 4 comes %d, %v; want 4", next.From, more)
	}
	if _, more := (Query{From: 3}).Next(&Feed{Total: 5000}); more {
		t.Error("an empty page is followed by another, want an end whatever the total says")
	}
}

func TestWindowsOverlapAndSplit(t *testing.T) {
	t.Parallel()
	last, now := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 5, 8, 0, 0, 0, 0, time.UTC)
	w := Since(last, now)
	if w.From != last.Add(-48*time.Hour) || w.To != now {
		t.Errorf("Since = %v", w)
	}
	if w := Since(now.AddDate(0, 0, 9), now); !w.From.Before(now) {
		t.Errorf("Since a moment in the future = %v, want a window that ends now", w)
	}
	if w := Since(time.Time{}, now); w != (Window{}) {
		t.Errorf("Since never = %v, want everything", w)
	}
	parts := w.Split(96 * time.Hour)
	if len(parts) != 3 || parts[0].From != w.From || parts[2].To != w.To || parts[0].To != parts[1].From {
		t.Errorf("Split = %v, want three that meet", parts)
	}
}

func TestParseValueList(t *testing.T) {
	t.Parallel()
	list := `<?xml version="1.0"?><Rechtsgebieden><Rechtsgebied><Identifier>http://psi/r#straf</Identifier><Naam>Strafrecht</Naam><Rechtsgebied><Naam>Materieel strafrecht</Naam><Identifier>http://psi/r#materieel</Identifier></Rechtsgebied></Rechtsgebied></Rechtsgebieden>`
	got, err := ParseValueList(strings.NewReader(list))
	want := []Term{{ID: "http://psi/r#straf", Name: "Strafrecht"}, {ID: "http://psi/r#materieel", Name: "Materieel strafrecht", Parent: "http://psi/r#straf"}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("terms %v (-want +got):\n%s", err, diff)
	}
	courts := `<Instanties><Instantie><Naam>Rechtbank Verzonnenstad</Naam><Afkorting>RBVER</Afkorting><Type>Rechtbank</Type><BeginDate>2013-01-01T00:00:00</BeginDate><Identifier>http://x/RBVER</Identifier></Instantie></Instanties>`
	if got, err = ParseValueList(strings.NewReader(courts)); err != nil || len(got) != 1 || got[0].Abbreviation != "RBVER" || got[0].Begin.Year() != 2013 {
		t.Errorf("courts = %+v, %v", got, err)
	}
	for _, bad := range []string{"", "fout", "<a/>", "<Instanties><Instantie><Naam>x</Naam>"} {
		if _, err := ParseValueList(strings.NewReader(bad)); err == nil {
			t.Errorf("ParseValueList(%q) gave no error", bad)
		}
	}
}

func TestRealFeedPagesHoldWhatTheyPromise(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../shared/rulings/atom/*.atom")
	if err != nil || len(files) == 0 {
		t.Skip("the shared feed pages are not here")
	}
	seen := map[ECLI]bool{}
	cut, longest := 0, 0
	for _, name := range files {
		in, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ParseFeed(in)
		in.Close() //nolint:errcheck // read only
		if err != nil {
			t.Fatalf("ParseFeed(%s) = %v", name, err)
		}
		if f.Total != 10778 {
			t.Errorf("%s: total = %d, want 10778", name, f.Total)
		}
		last := time.Time{}
		for _, e := range f.Entries {
			if seen[e.ECLI] {
				t.Errorf("%s came twice", e.ECLI)
			}
			seen[e.ECLI] = true
			if e.Court == "" || e.Decided.IsZero() || e.Updated.Before(last) || e.Link == "" {
				t.Errorf("entry %+v is not whole, or out of order", e)
			}
			last = e.Updated
			if e.SummaryCut {
				cut++
			}
			longest = max(longest, len([]rune(e.Summary)))
		}
	}
	if len(seen) < 6000 || cut < 1000 {
		t.Errorf("read %d entries, %d with a cut summary; want thousands", len(seen), cut)
	}
}

func FuzzParseFeed(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte(`<feed><entry deleted="x"><id>ECLI:NL:A:2000:1</id><title>,,,</title></entry></feed>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParseFeed(strings.NewReader(string(data)))
		if err != nil {
			return
		}
		if p.Total < 0 || len(p.Entries) > maxEntries {
			t.Fatalf("feed of %d with %d entries", p.Total, len(p.Entries))
		}
		for _, e := range p.Entries {
			if e.ECLI == "" {
				t.Fatal("an entry without an identifier")
			}
		}
	})
}

func FuzzParseValueList(f *testing.F) {
	f.Add([]byte(`<a><b><Identifier>1</Identifier><Naam>x</Naam></b></a>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ParseValueList(strings.NewReader(string(data)))
		for _, x := range list {
			if err == nil && (x.ID == "" && x.Name == "") {
				t.Fatalf("an empty term in %+v", list)
			}
		}
	})
}
