package postgres

import (
	"strings"
	"testing"
)

func TestReleaseWithVector(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"Debian 12 takes the next release", "ID=debian\nVERSION_CODENAME=bookworm\n", "trixie"},
		{"Debian 13 takes its own", "ID=debian\nVERSION_CODENAME=trixie\n", "trixie"},
		{"Ubuntu takes its own", "PRETTY_NAME=\"Ubuntu 24.04\"\nID=ubuntu\nVERSION_CODENAME=\"noble\"\n", "noble"},
		{"an unknown machine takes none", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := parseRelease(strings.NewReader(c.text)).withVector(); got != c.want {
				t.Errorf("release = %q, want %q", got, c.want)
			}
		})
	}
}
