package jurisprudence

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

// readings is what is read in each ruling of the repository, as a hash, under the version of the rules that read it.
const readings = "testdata/readings.tsv"

// Whoever changes what is read in a ruling raises ReaderVersion, or no bank would hear of it: what lies there was read by the rules before.
func TestAnotherReadingHasAnotherVersion(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/rulings/*/*.[xj][ms][lo]*")
	files = slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, ".jsonl") })
	if err != nil || len(files) < 150 {
		t.Fatalf("%d rulings, %v", len(files), err)
	}
	now := map[string]string{}
	for _, name := range files {
		f, err := os.Open(name) //nolint:gosec // files of this repository
		if err != nil {
			t.Fatal(err)
		}
		r, err := Parse(f, filepath.Base(name))
		_ = f.Close() // only read
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(Awards(r))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		now[strings.TrimPrefix(name, "testdata/rulings/")] = hex.EncodeToString(sum[:6])
	}
	version, before := goldenReadings(t)
	changed := []string{}
	for name, hash := range before {
		if at, there := now[name]; there && at != hash {
			changed = append(changed, name)
		}
	}
	switch {
	case len(changed) > 0 && version == ReaderVersion:
		t.Fatalf("%d rulings are read otherwise, such as %s: raise ReaderVersion in store.go and run go test ./jurisprudence -run AnotherReading -update", len(changed), changed[0])
	case *update:
		var b strings.Builder
		fmt.Fprintf(&b, "version\t%d\n", ReaderVersion)
		for _, name := range files {
			name = strings.TrimPrefix(name, "testdata/rulings/")
			fmt.Fprintf(&b, "%s\t%s\n", name, now[name])
		}
		if err := os.WriteFile(readings, []byte(b.String()), 0o644); err != nil { //nolint:gosec // a file of this repository
			t.Fatal(err)
		}
	case version != ReaderVersion:
		t.Errorf("%s is of version %d and the rules of version %d: run go test ./jurisprudence -run AnotherReading -update", readings, version, ReaderVersion)
	}
}

// goldenReadings returns the version and the hashes by file that were written last.
func goldenReadings(t *testing.T) (version int, hashes map[string]string) {
	t.Helper()
	hashes = map[string]string{}
	f, err := os.Open(readings)
	if os.IsNotExist(err) && *update {
		return 0, hashes
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // only read
	for s := bufio.NewScanner(f); s.Scan(); {
		name, hash, _ := strings.Cut(s.Text(), "\t")
		if name == "version" {
			_, err = fmt.Sscan(hash, &version)
			continue
		}
		hashes[name] = hash
	}
	if err != nil || len(hashes) < 150 {
		t.Fatalf("%s has %d readings, %v", readings, len(hashes), err)
	}
	return version, hashes
}
