package postgres

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseLines(t *testing.T) {
	t.Parallel()
	text := `
# deb http://mirror.invalid/debian bookworm main
deb http://mirror.invalid/debian bookworm main contrib # the usual
deb-src http://mirror.invalid/debian bookworm main
deb [arch=amd64,arm64 signed-by=/usr/share/keyrings/a.gpg unknown=1] http://mirror.invalid/debian-security bookworm-security main
deb [ check-valid-until=no ] http://snapshot.invalid/archive/debian/20250520T000000Z bookworm main
deb cdrom:[Debian GNU/Linux 12.1.0 _Bookworm_]/ bookworm main
deb http://mirror.invalid/flat ./
deb [broken http://mirror.invalid/debian bookworm main
debian is not a source
deb`
	want := []source{
		{URIs: []string{"http://mirror.invalid/debian"}, Suites: []string{"bookworm"}, Components: []string{"main", "contrib"}},
		{
			URIs: []string{"http://mirror.invalid/debian-security"}, Suites: []string{"bookworm-security"}, Components: []string{"main"},
			Options: []option{{"Architectures", "amd64 arm64"}, {"Signed-By", "/usr/share/keyrings/a.gpg"}},
		},
		{
			URIs: []string{"http://snapshot.invalid/archive/debian/20250520T000000Z"}, Suites: []string{"bookworm"},
			Components: []string{"main"}, Options: []option{{"Check-Valid-Until", "no"}},
		},
	}
	if diff := cmp.Diff(want, parseLines(strings.NewReader(text))); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

const stanzas = `# A machine's own file.
Types: deb deb-src
# http://snapshot.invalid/archive/debian/20250520T000000Z
URIs: http://mirror.invalid/debian
Suites: bookworm bookworm-updates bookworm-backports
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.invalid/debian-security
Suites: bookworm-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb
URIs: http://other.invalid/node
Suites: nodistro
Components: main

Enabled: no
Types: deb
URIs: http://switched-off.invalid/debian
Suites: bookworm
Components: main

Types: deb-src
URIs: http://source.invalid/debian
Suites: bookworm
Components: main
`

func TestForReleaseKeepsMirrorsAndKeys(t *testing.T) {
	t.Parallel()
	sources := forRelease(parseStanzas(strings.NewReader(stanzas)), "bookworm", "trixie")
	var got strings.Builder
	if err := writeStanzas(&got, sources); err != nil {
		t.Fatal(err)
	}
	want := `Types: deb
URIs: http://mirror.invalid/debian
Suites: trixie trixie-updates
Components: main
Targets: Packages
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.invalid/debian-security
Suites: trixie-security
Components: main
Targets: Packages
Signed-By: 
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----

`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestForReleaseSkipsDiscs(t *testing.T) {
	t.Parallel()
	sources := append(parseLines(strings.NewReader("deb cdrom:[disc]/ bookworm main\ndeb http://mirror.invalid/x bookworm stable\n")),
		parseStanzas(strings.NewReader("Types: deb\nURIs: cdrom:[disc]/\nSuites: bookworm\nComponents: main\n"))...)
	if got := forRelease(sources, "bookworm", "trixie"); len(got) != 0 {
		t.Errorf("sources = %v, want none", got)
	}
}

func TestSystemSourcesReadsBothNotations(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"sources.list":          "deb http://one.invalid/debian bookworm main\n",
		"parts/b.sources":       "Types: deb\nURIs: http://two.invalid/debian\nSuites: bookworm\nComponents: main\n",
		"parts/a.list":          "deb http://three.invalid/debian bookworm main\n",
		"parts/c.list.disabled": "deb http://four.invalid/debian bookworm main\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, s := range systemSources(filepath.Join(dir, "sources.list"), filepath.Join(dir, "parts")) {
		got = append(got, s.URIs...)
	}
	want := []string{"http://one.invalid/debian", "http://three.invalid/debian", "http://two.invalid/debian"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
}

// What is written is read back the same, whatever was read first.
func FuzzSources(f *testing.F) {
	f.Add(stanzas)
	f.Add("deb [arch=amd64 trusted=yes] http://mirror.invalid/debian bookworm main # x")
	f.Add("Types: deb\nURIs: a\n b\nSuites: bookworm\nComponents: main\nX: y\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, sources := range [][]source{parseStanzas(strings.NewReader(text)), parseLines(strings.NewReader(text))} {
			once := forRelease(sources, "bookworm", "trixie")
			var written strings.Builder
			if err := writeStanzas(&written, once); err != nil {
				t.Fatal(err)
			}
			twice := forRelease(parseStanzas(strings.NewReader(written.String())), "trixie", "trixie")
			if diff := cmp.Diff(once, twice); diff != "" {
				t.Errorf("read back (-first +second):\n%s", diff)
			}
		}
	})
}
