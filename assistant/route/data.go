package route

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.tsv
var dataFiles embed.FS

// shipped returns the examples the program was built with: lines "kind<TAB>text", and in examples.other.tsv "kind<TAB>language<TAB>text".
func shipped() ([]example, error) {
	var all []example
	for _, name := range []string{"examples.nl.tsv", "contrast.nl.tsv", "examples.other.tsv", "hands.tsv", "told.tsv"} {
		lines, err := readLines(name)
		if err != nil {
			return nil, err
		}
		for _, fields := range lines {
			if len(fields) < 2 {
				return nil, fmt.Errorf("reading %s: %q has no text", name, fields[0])
			}
			kind := Kind(fields[0])
			all = append(all, example{kind, fields[len(fields)-1], name == "hands.tsv" && toService[kind]})
		}
	}
	return all, nil
}

// toService are the kinds that are said to whom or what speaks.
var toService = map[Kind]bool{Greeting: true, Thanks: true, Capability: true, Abuse: true, Human: true, Distress: true, Unclear: true, Language: true, Watched: true}

// readLines returns the fields of each line of a data file, without its remarks.
func readLines(name string) ([][]string, error) {
	f, err := dataFiles.Open("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", name, err)
	}
	defer f.Close() //nolint:errcheck // embedded
	var all [][]string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all, lines.Err()
}
