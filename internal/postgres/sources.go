package postgres

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// source is a place that apt fetches binary packages from, whichever of its two notations it was written in.
type source struct {
	URIs       []string
	Suites     []string
	Components []string
	Options    []option // such as Signed-By, in the order they were written
}

// option is a further field of a source. A value of several lines keeps its line ends and the space each begins with.
type option struct{ Name, Value string }

// systemSources returns the sources in the files of an apt configuration: the list file, and the .list and .sources files in the
// parts folder. What cannot be read or understood is left out, as a broken line says nothing about the others.
func systemSources(list, parts string) []source {
	var found []source
	for _, path := range append([]string{list}, partFiles(parts)...) {
		file, err := os.Open(path) //nolint:gosec // the folder is apt's own
		if err != nil {
			continue
		}
		if strings.HasSuffix(path, ".sources") {
			found = append(found, parseStanzas(file)...)
		} else {
			found = append(found, parseLines(file)...)
		}
		file.Close() //nolint:errcheck,gosec // it was only read
	}
	return found
}

// partFiles returns the files in folder that apt reads.
func partFiles(folder string) []string {
	var files []string
	for _, ending := range []string{"*.list", "*.sources"} {
		found, _ := filepath.Glob(filepath.Join(folder, ending)) // the pattern is well-formed
		files = append(files, found...)
	}
	slices.Sort(files)
	return files
}

// lineOptions maps the options of the one-line notation to the fields of the other.
var lineOptions = map[string]string{
	"arch": "Architectures", "signed-by": "Signed-By", "trusted": "Trusted",
	"check-valid-until": "Check-Valid-Until", "valid-until-max": "Valid-Until-Max", "check-date": "Check-Date",
	"allow-insecure": "Allow-Insecure", "snapshot": "Snapshot", "by-hash": "By-Hash",
}

// parseLines reads the one-line notation: deb [options] address suite component…
func parseLines(r io.Reader) []source {
	var found []source
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		line, _, _ := strings.Cut(scanner.Text(), "#")
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "deb")
		if !ok || rest == "" || rest[0] != ' ' && rest[0] != '\t' && rest[0] != '[' {
			continue // empty, deb-src, or not a source
		}
		var s source
		rest = strings.TrimSpace(rest)
		if options, ok := strings.CutPrefix(rest, "["); ok {
			if options, rest, ok = strings.Cut(options, "]"); !ok {
				continue
			}
			for _, pair := range strings.Fields(options) {
				name, value, ok := strings.Cut(pair, "=")
				if field := lineOptions[strings.ToLower(name)]; ok && field != "" && value != "" {
					s.Options = append(s.Options, option{field, strings.ReplaceAll(value, ",", " ")})
				}
			}
		}
		fields := strings.Fields(rest)
		if len(fields) < 3 || strings.HasPrefix(fields[0], "cdrom:") {
			continue // a flat repository, half a line, or a disc
		}
		s.URIs, s.Suites, s.Components = fields[:1], fields[1:2], fields[2:]
		found = append(found, s)
	}
	return found
}

// parseStanzas reads the notation of paragraphs with fields (deb822).
func parseStanzas(r io.Reader) []source {
	var found []source
	var fields []option
	end := func() {
		if s, ok := stanza(fields); ok {
			found = append(found, s)
		}
		fields = nil
	}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		line := strings.TrimRight(scanner.Text(), " \t\r")
		switch {
		case line == "":
			end()
		case line[0] == '#':
		case line[0] == ' ' || line[0] == '\t':
			if n := len(fields); n > 0 {
				fields[n-1].Value += "\n " + strings.TrimLeft(line, " \t")
			}
		default:
			name, value, ok := strings.Cut(line, ":")
			if name = strings.TrimSpace(name); ok && name != "" && !strings.ContainsAny(name, " \t") {
				fields = append(fields, option{name, strings.TrimSpace(value)})
			}
		}
	}
	end()
	return found
}

// stanza makes a source of the fields of one paragraph, and says whether it is one of binary packages that is in use.
func stanza(fields []option) (source, bool) {
	var s source
	binary := false
	for _, f := range fields {
		switch strings.ToLower(f.Name) {
		case "types":
			binary = slices.Contains(strings.Fields(f.Value), "deb")
		case "uris":
			s.URIs = strings.Fields(f.Value)
		case "suites":
			s.Suites = strings.Fields(f.Value)
		case "components":
			s.Components = strings.Fields(f.Value)
		case "enabled":
			switch strings.ToLower(f.Value) {
			case "no", "false", "off", "without", "disable":
				return source{}, false
			}
		case "targets", "x-repolib-name", "description":
		default:
			s.Options = append(s.Options, f)
		}
	}
	return s, binary && len(s.URIs) > 0 && len(s.Suites) > 0 && len(s.Components) > 0
}

// forRelease returns the sources of distribution release from as they are for release to: the same mirrors, components and keys. It
// takes the release itself, its updates and its security fixes, and leaves out discs and sources of others that have suites of
// other names.
func forRelease(sources []source, from, to string) []source {
	var found []source
	for _, s := range sources {
		var kept source
		for _, uri := range s.URIs {
			if !strings.HasPrefix(uri, "cdrom:") {
				kept.URIs = append(kept.URIs, uri)
			}
		}
		for _, suite := range s.Suites {
			switch rest, ok := strings.CutPrefix(suite, from); {
			case !ok:
			case rest == "", rest == "-updates", rest == "-security":
				kept.Suites = append(kept.Suites, to+rest)
			}
		}
		for _, component := range s.Components {
			if component == "main" || component == "universe" {
				kept.Components = append(kept.Components, component)
			}
		}
		if len(kept.URIs) == 0 || len(kept.Suites) == 0 || len(kept.Components) == 0 {
			continue
		}
		kept.Options = s.Options
		found = append(found, kept)
	}
	return found
}

// writeStanzas writes sources in the notation of paragraphs. It asks for the package lists alone, not for translations, icons and
// the like that a machine may have switched on.
func writeStanzas(w io.Writer, sources []source) error {
	for _, s := range sources {
		_, err := fmt.Fprintf(w, "Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\nTargets: Packages\n",
			strings.Join(s.URIs, " "), strings.Join(s.Suites, " "), strings.Join(s.Components, " "))
		if err != nil {
			return err
		}
		for _, o := range s.Options {
			if _, err := fmt.Fprintf(w, "%s: %s\n", o.Name, o.Value); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}
