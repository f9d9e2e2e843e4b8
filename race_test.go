package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A machine without a compiler runs the tests all the same, and says what is not looked at.
func TestTheRaceDetectorIsLeftOutOnlyWithoutACompiler(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	bare := t.TempDir()
	if err := os.Symlink(sh, filepath.Join(bare, "sh")); err != nil {
		t.Fatal(err)
	}
	working := t.TempDir()                                                                                   // a compiler that makes whatever it is asked
	if err := os.WriteFile(filepath.Join(working, "gcc"), []byte("#!"+sh+"\nexit 0\n"), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	for path, want := range map[string]string{bare: "", working: "-race"} {
		c := exec.CommandContext(t.Context(), sh, "scripts/race.sh")
		c.Env = []string{"PATH=" + path}
		var told bytes.Buffer
		c.Stderr = &told
		out, err := c.Output()
		if err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("with the programs of %s: %q, %v, want %q", path, out, err, want)
		}
		if want == "" && !strings.Contains(told.String(), "gcc en libc6-dev") {
			t.Errorf("it does not say what is not looked at: %q", told.String())
		}
	}
}
