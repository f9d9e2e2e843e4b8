package privacy

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func newKeys(t *testing.T) (keys *Keys, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "keys")
	keys, err := NewKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	return keys, dir
}

func TestSealedForOneFieldOfOneSubject(t *testing.T) {
	t.Parallel()
	k, _ := newKeys(t)
	plain := []byte("terugbellen na zessen")
	sealed, err := k.Seal("call/1", "note", plain)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, plain) {
		t.Fatal("the sealed data can be read")
	}
	if got, err := k.Open("call/1", "note", sealed); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("Open = %q, %v", got, err)
	}
	again, err := k.Seal("call/1", "note", plain)
	if err != nil || bytes.Equal(again, sealed) {
		t.Errorf("the same text sealed twice looks the same (%v)", err)
	}
	if _, err := k.Seal("call/2", "note", nil); err != nil {
		t.Fatal(err)
	}
	for _, other := range [][2]string{{"call/1", "name"}, {"call/2", "note"}, {"call/1", ""}} {
		if _, err := k.Open(other[0], other[1], sealed); !errors.Is(err, ErrForged) {
			t.Errorf("Open(%s, %s) of what belongs elsewhere: %v, want ErrForged", other[0], other[1], err)
		}
	}
	if _, err := k.Open("call/3", "note", sealed); !errors.Is(err, ErrNoKey) {
		t.Errorf("Open without a key: %v, want ErrNoKey", err)
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := k.Open("call/1", "note", changed); !errors.Is(err, ErrForged) {
			t.Fatalf("Open with byte %d changed: %v, want ErrForged", i, err)
		}
		if _, err := k.Open("call/1", "note", sealed[:i]); !errors.Is(err, ErrForged) {
			t.Fatalf("Open of the first %d bytes: %v, want ErrForged", i, err)
		}
	}
	if _, err := k.Seal("", "note", plain); err == nil {
		t.Error("a subject without an id is sealed for")
	}
}

func TestDestroyedForGoodAndProven(t *testing.T) {
	t.Parallel()
	k, dir := newKeys(t)
	at := time.Date(2026, 11, 28, 3, 4, 5, 0, time.UTC)
	k.now = func() time.Time { return at }
	sealed, err := k.Seal("chat/9", "text", []byte("weg"))
	if err != nil {
		t.Fatal(err)
	}
	path, _, _ := k.path("chat/9")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A second name of the same file, as a crash between making and settling leaves one.
	alias := filepath.Join(filepath.Dir(path), "new-left")
	if err := os.Link(path, alias); err != nil {
		t.Fatal(err)
	}
	proof, err := k.Destroy("chat/9")
	if err != nil {
		t.Fatal(err)
	}
	if !proof.At.Equal(at) || len(proof.Subject) != 64 || strings.Contains(proof.Subject, "chat") {
		t.Errorf("proof = %+v", proof)
	}
	key := before[len(liveMark):]
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		if bytes.Contains(b, key) {
			t.Errorf("the key still stands in %s", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	at = at.Add(time.Hour)
	if again, err := k.Destroy("chat/9"); err != nil || again != proof {
		t.Errorf("a second Destroy = %+v, %v, want the first proof", again, err)
	}
	other, err := NewKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []*Keys{k, other} {
		if _, err := k.Open("chat/9", "text", sealed); !errors.Is(err, ErrDestroyed) {
			t.Errorf("Open = %v, want ErrDestroyed", err)
		}
		if _, err := k.Seal("chat/9", "text", nil); !errors.Is(err, ErrDestroyed) {
			t.Errorf("Seal = %v, want ErrDestroyed", err)
		}
		if p, is, err := k.Destroyed("chat/9"); err != nil || !is || p != proof {
			t.Errorf("Destroyed = %+v, %v, %v", p, is, err)
		}
	}
	if _, is, err := k.Destroyed("chat/10"); is || err != nil {
		t.Errorf("Destroyed of an unknown subject = %v, %v", is, err)
	}
	// What never had a key can be destroyed before it gets one.
	if _, err := k.Destroy("chat/10"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Seal("chat/10", "text", nil); !errors.Is(err, ErrDestroyed) {
		t.Errorf("Seal after Destroy = %v, want ErrDestroyed", err)
	}
}

func TestOnlyTheOwnerReadsKeys(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "keys")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	k, err := NewKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Seal("booking/noor@voorbeeld.nl", "name", []byte("x")); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has rights %v", d.Name(), info.Mode())
		}
		if strings.Contains(p, "noor") {
			t.Errorf("the id stands in a file name")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneKeyHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	_, dir := newKeys(t)
	const n = 16
	sealed := make([][]byte, n)
	var wait sync.WaitGroup
	for i := range n {
		k, err := NewKeys(dir) // as a process of its own
		if err != nil {
			t.Fatal(err)
		}
		wait.Go(func() {
			var err error
			if sealed[i], err = k.Seal("call/7", "audio", []byte{byte(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	k, err := NewKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sealed {
		if got, err := k.Open("call/7", "audio", s); err != nil || len(got) != 1 || got[0] != byte(i) {
			t.Errorf("what %d sealed = %v, %v", i, got, err)
		}
	}
}

func TestSealAgainstDestroy(t *testing.T) {
	t.Parallel()
	_, dir := newKeys(t)
	for round := range 30 {
		subject := "chat/" + string(rune('a'+round))
		var wait sync.WaitGroup
		for i := range 6 {
			k, err := NewKeys(dir)
			if err != nil {
				t.Fatal(err)
			}
			wait.Go(func() {
				var err error
				if i%2 == 0 {
					_, err = k.Seal(subject, "text", []byte("x"))
				} else {
					_, err = k.Destroy(subject)
				}
				if err != nil && !errors.Is(err, ErrDestroyed) {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		k, err := NewKeys(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Seal(subject, "text", nil); !errors.Is(err, ErrDestroyed) {
			t.Fatalf("a key came back after its destruction: %v", err)
		}
	}
}

func TestHalfMadeKeysAreSwept(t *testing.T) {
	t.Parallel()
	k, dir := newKeys(t)
	sealed, err := k.Seal("call/3", "note", []byte("blijft"))
	if err != nil {
		t.Fatal(err)
	}
	path, _, _ := k.path("call/3")
	old, young := filepath.Join(filepath.Dir(path), "new-1"), filepath.Join(filepath.Dir(path), "new-2")
	for _, p := range []string{old, young} {
		if err := os.WriteFile(p, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	again, err := NewKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the half-made key of yesterday is still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("one that is being made was taken away: %v", err)
	}
	if got, err := again.Open("call/3", "note", sealed); err != nil || string(got) != "blijft" {
		t.Errorf("Open = %q, %v", got, err)
	}
	if err := os.WriteFile(path, []byte("rommel"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Open("call/3", "note", sealed); err == nil || errors.Is(err, ErrDestroyed) {
		t.Errorf("a damaged key: %v, want an error that is not ErrDestroyed", err)
	}
	if _, err := k.Destroy("call/3"); err != nil {
		t.Errorf("a damaged key cannot be destroyed: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	k, err := NewKeys(filepath.Join(f.TempDir(), "keys"))
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := k.Seal("s", "f", []byte("geheim"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Fuzz(func(t *testing.T, b []byte) {
		if plain, err := k.Open("s", "f", b); err == nil && string(plain) != "geheim" {
			t.Errorf("Open of foreign bytes = %q", plain)
		}
	})
}
