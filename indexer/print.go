package indexer

import (
	"regexp"
	"strings"
)

var (
	// printMark is what a browser adds to the edge of a page that it prints: the moment, the address, the number of the page among how many.
	printMark = regexp.MustCompile(`(?i)\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},\s+\d{4}|\d{4}-\d{2}-\d{2}),?\s+(?:om\s+|at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b(?:file:/|https?://)\S+|(?:^|\s)\d{1,4}\s*(?:/|van|of)\s*\d{1,4}(?:$|\s\|)`)
	onlyDay   = regexp.MustCompile(`(?i)^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}|\d{4}-\d{2}-\d{2})$`)
)

// dropPrinted drops the lines at the edge of a page that a browser prints there, which a document of one page has too: nothing but the moment, the
// address and the number of the page, and what the document is called. An address on the web that stands alone is for who reads it, and stays; a day
// that stands alone does when the document has no other date.
func dropPrinted(lines []line, title string, dated bool) []line {
	said := make(map[string]bool) // in the page itself
	for _, l := range lines {
		if !l.edge {
			said[fold(l.text)] = true
		}
	}
	return keep(lines, func(i int) bool {
		if !lines[i].edge {
			return true
		}
		text := strings.TrimSpace(lines[i].text)
		marks := printMark.FindAllString(text, -1)
		left := strings.Trim(printMark.ReplaceAllString(text, " "), " |·•–—-")
		name := fold(left)
		switch {
		case onlyDay.MatchString(text):
			return !dated
		case len(marks) == 0:
			return name == "" || name != fold(title) || !said[name]
		case len(marks) == 1 && left == "" && strings.HasPrefix(strings.ToLower(marks[0]), "http"):
			return true
		}
		return left != "" && name != fold(title) && !said[name]
	})
}
