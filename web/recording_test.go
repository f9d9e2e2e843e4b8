package web

import (
	"bytes"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// recordings gives an office a store that takes calls in.
func (o *office) recordings(t *testing.T, ear recording.Ear) *recording.Store {
	t.Helper()
	dir := folder(t)
	keys, err := privacy.NewKeys(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	o.config.Recordings = recording.NewStore(recording.Config{
		DB: o.db, Keys: keys, Calls: transcribe.NewStore(o.db, keys, o.now), Dir: filepath.Join(dir, "geluid"), Now: o.now, Ear: ear, Reserve: 1,
	})
	return o.config.Recordings
}

// folder returns a folder for what calls leave behind. When a browser goes, its line closes and the rest of a call is put away: that may come while the
// folder is being removed, and then it is removed once more.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		var err error
		for range 200 {
			if err = os.RemoveAll(dir); err == nil {
				return
			}
			<-tick.C
		}
		t.Errorf("removing what calls left: %v", err)
	})
	return dir
}

// person returns who is signed in as a role.
func (o *office) person(t *testing.T, role string) staff.PersonID {
	t.Helper()
	who, err := o.config.Desk.Session(t.Context(), o.tokens[role])
	if err != nil {
		t.Fatal(err)
	}
	return who.Person.ID
}

// begin begins a call of someone.
func (o *office) begin(t *testing.T, owner staff.PersonID, way recording.Way, channels int) transcribe.CallID {
	t.Helper()
	call, err := o.config.Recordings.Begin(t.Context(), recording.Beginning{
		Way: way, Kept: true, Channels: channels, Held: o.now(), Owner: owner, Basis: recording.ByPermission,
		Consent: transcribe.ConsentRecord{Answer: transcribe.Agreed, Notice: "Mag ik opnemen?", Lang: "nl", By: owner, At: o.now()},
	})
	if err != nil {
		t.Fatal(err)
	}
	return call
}

// beep returns a second of sound that is everywhere different.
func beep() []byte {
	b := make([]byte, sound.BytesPerSecond)
	for i := range sound.Rate {
		v := int16(9000 * math.Sin(float64(i)*float64(i)/40000)) //nolint:gosec // bounded
		b[2*i], b[2*i+1] = byte(v), byte(v>>8)                   //nolint:gosec // the same bits
	}
	return b
}

func TestSoundIsHeardFromAnySecondByItsOwnersOnly(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, nil)
	call := o.begin(t, o.person(t, "legal"), recording.Live, 1)
	l, err := store.Resume(t.Context(), call, "een")
	if err == nil {
		err = l.Claim(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	pcm := beep()
	if err := l.Take(sound.Frame{PCM: pcm}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	get := func(role, span string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/medewerkers/gesprek/1/audio", nil)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens[role])})
		if span != "" {
			r.Header.Set("Range", span)
		}
		w := httptest.NewRecorder()
		o.ServeHTTP(w, r)
		return w
	}
	if w := get("legal", ""); w.Code != http.StatusOK || w.Body.Len() != 44+len(pcm) || w.Header().Get("Content-Type") != "audio/wav" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the whole: %d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
	w := get("legal", "bytes=16044-16143") // from half a second on
	if w.Code != http.StatusPartialContent || !bytes.Equal(w.Body.Bytes(), pcm[16000:16100]) {
		t.Errorf("a range: %d, %d bytes", w.Code, w.Body.Len())
	}
	if w := get("legal", "bytes=99999999-"); w.Code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("past the end: %d", w.Code)
	}
	if w := get("content", ""); w.Code != http.StatusForbidden {
		t.Errorf("another role: %d", w.Code)
	}
	// A colleague needs a reason, and then may listen.
	other := o.begin(t, "iemand-anders", recording.Live, 1)
	if other != 2 {
		t.Fatalf("the second call is %d", other)
	}
	path := "/medewerkers/gesprek/2/audio"
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusForbidden || !bytes.Contains(w.Body.Bytes(), []byte("Waarom wil je dit openen?")) {
		t.Errorf("a colleague without a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", url.Values{"soort": {"call"}, "nummer": {"2"}, "reden": {"takeover"}, "terug": {path}}); w.Code != http.StatusSeeOther {
		t.Fatalf("giving a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusNotFound {
		t.Errorf("with a reason: %d, want no sound there", w.Code)
	}
	for _, path := range []string{"/medewerkers/gesprek/99/audio", "/medewerkers/gesprek/-1/audio", "/medewerkers/gesprek/x/audio"} {
		if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	// Range after range is one opening; ten minutes on it is another.
	heard := func(call int) (n int) { // the calls in the order in which they were first asked for; the audit does not tell their numbers
		if err := o.db.QueryRow(t.Context(), `SELECT count(*) FROM audit_records WHERE act = 'call.listen' AND outcome = 'granted' GROUP BY object_id ORDER BY min(seq) OFFSET $1 LIMIT 1`, call-1).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := heard(1); n != 1 {
		t.Errorf("three ranges in a row are written down %d times, want once", n)
	}
	o.ahead.Add(int64(listening - time.Minute))
	get("legal", "bytes=44-1043")
	if n := heard(1); n != 1 {
		t.Errorf("nine minutes on it is written down %d times, want once", n)
	}
	o.ahead.Add(int64(time.Minute))
	get("legal", "bytes=44-1043")
	get("legal", "bytes=1044-2043")
	if n := heard(1); n != 2 {
		t.Errorf("ten minutes on it is written down %d times, want twice", n)
	}
	if n := heard(2); n != 2 {
		t.Errorf("what was refused and what was not there is written down %d times, want twice", n)
	}
}
