package indexer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// The bounds of giving letters to the rectangles of a page: letters on one page, and rectangles that a letter may have passed.
const (
	maxLetters = 50_000
	maxPassed  = 8
)

// oneOfEach gives the rectangles of a page the text that is theirs. The engine gives each whatever touches it, so that of two that overlap, as they
// do where letters are set close or joined, both have the letters between: "VeVeel" for "Veel". Only where that happened are the letters looked at
// one by one.
func oneOfEach(engine pdfium.Pdfium, page requests.Page, rects []*responses.GetPageTextStructuredRect) error {
	running, err := engine.GetPageText(&requests.GetPageText{Page: page})
	if err != nil {
		return err
	}
	var said strings.Builder
	for _, r := range rects {
		said.WriteString(r.Text)
	}
	if utf8.RuneCountInString(running.Text) > maxLetters || tight(said.String()) == tight(running.Text) {
		return nil
	}
	letters, err := engine.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return err
	}
	for i, text := range deal(letters.Chars, rects) {
		rects[i].Text = text
	}
	return nil
}

// tight is a text without what shows nothing.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0 {
			return -1
		}
		return r
	}, s)
}

// deal gives each letter to one rectangle that holds it whole. Both come in the order in which they were written.
func deal(letters []*responses.GetPageTextStructuredChar, rects []*responses.GetPageTextStructuredRect) []string {
	texts := make([]strings.Builder, len(rects))
	at, apart := 0, false
	for _, l := range letters {
		if strings.TrimSpace(l.Text) == "" {
			apart = true
			continue
		}
		for i := at; i < min(at+maxPassed, len(rects)); i++ {
			if !holds(rects[i].PointPosition, l.PointPosition) {
				continue
			}
			if apart && texts[at].Len() > 0 {
				texts[at].WriteByte(' ') //nolint:gosec // of a strings.Builder: never fails
			}
			at = i
			texts[at].WriteString(l.Text) //nolint:gosec // the same
			break
		}
		apart = false
	}
	out := make([]string, len(rects))
	for i := range texts {
		out[i] = texts[i].String()
	}
	return out
}

// holds reports whether a letter stands inside a rectangle, as far as numbers of half the length tell.
func holds(r, l responses.CharPosition) bool {
	const slack = .01
	bottom, top := min(r.Top, r.Bottom), max(r.Top, r.Bottom)
	return l.Left >= r.Left-slack && l.Right <= r.Right+slack && min(l.Top, l.Bottom) >= bottom-slack && max(l.Top, l.Bottom) <= top+slack
}
