package postgres

import (
	"bufio"
	"io"
	"os"
	"strings"
)

// release is a distribution's version, as the machine tells it.
type release struct {
	ID       string // "debian", "ubuntu"
	Codename string // "bookworm"
}

// thisRelease returns the release of this machine; its fields are empty when the machine does not tell.
func thisRelease() release {
	file, err := os.Open("/etc/os-release")
	if err != nil {
		return release{}
	}
	defer file.Close() //nolint:errcheck // it was only read
	return parseRelease(file)
}

func parseRelease(r io.Reader) release {
	var found release
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		name, value, _ := strings.Cut(strings.TrimSpace(scanner.Text()), "=")
		value = strings.Trim(value, `"'`)
		switch name {
		case "ID":
			found.ID = value
		case "VERSION_CODENAME":
			found.Codename = value
		}
	}
	return found
}

// withVector returns the codename of the release of the same distribution whose packages of PostgreSQL and pgvector are to be fetched:
// the machine's own, except for Debian 12, whose successor was the first to have pgvector.
func (r release) withVector() string {
	if r.ID == "debian" && r.Codename == "bookworm" {
		return "trixie"
	}
	return r.Codename
}
