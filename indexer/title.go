package indexer

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijzer/knowledge"
)

// partName is what many documents call a part of themselves, and so names none of them.
var partName = regexp.MustCompile(`(?i)^(?:(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})?[.)]?\s+)?(?:voorwoord|woord\s+vooraf|ten\s+geleide|inhoud|inhouds(?:opgave|overzicht)|colofon|(?:management)?\s?samenvatting|inleiding|leeswijzer|bijlagen?|dankwoord|preface|foreword|(?:table\s+of\s+)?contents|(?:executive\s+)?summary|introduction)\s*[.:]?$`)

// saysWhich reports whether a title tells a document from others.
func saysWhich(title string) bool {
	return title != "" && !junkTitle.MatchString(title) && !partName.MatchString(title)
}

// The opening of a document is where it says what it is called and when it was made: pieces, and the words of one of them.
const (
	openingPieces = 12
	openingWords  = 12
	forewordWords = 800 // among which a foreword may be signed
)

// titleOf settles what a document on paper is called: what it says itself, or its first heading, or what it repeats on its pages, or the name of its
// file. Only when that says nothing either may it be the name of a part. See documentTitle for most.
func titleOf(stated string, pieces []piece, lines []line, most int, file string) string {
	name := nameTitle(file)
	switch repeated, title := runningTitle(lines), documentTitle(pieces, most); {
	case saysWhich(stated):
		return stated
	case title != "":
		return title
	case repeated != "":
		return repeated
	case legibleName.MatchString(name):
		return name
	}
	for _, p := range pieces[:min(len(pieces), openingPieces)] {
		if p.Kind == knowledge.Heading {
			return p.Text
		}
	}
	return name
}

// legibleName is a word in the name of a file.
var legibleName = regexp.MustCompile(`\p{L}{4}`)

// The line that a document repeats above or below its pages: how often at the least, and its words.
const (
	runningTimes = 3
	runningWords = 14
)

// runningTitle is the line that a document repeats most at the edge of its pages, or in capitals: more often than not its name. It is empty for one that
// repeats none of more than a word.
func runningTitle(lines []line) string {
	count := make(map[string]int)
	best, title := runningTimes-1, ""
	for _, l := range lines {
		n := words(l.text)
		if n < 2 || n > runningWords || !l.edge && !upper(l.text) || strings.HasSuffix(l.text, "?") || address.MatchString(l.text) || partName.MatchString(l.text) {
			continue
		}
		key := digits.ReplaceAllString(fold(l.text), "#")
		if count[key]++; count[key] > best {
			best, title = count[key], strings.TrimSpace(l.text)
		}
	}
	if title != "" && upper(title) {
		first, n := utf8.DecodeRuneInString(title)
		title = string(first) + strings.ToLower(title[n:])
	}
	return title
}

// maxRank is below every heading.
const maxRank = 7

// documentTitle is what a document is called that does not say so itself: its first heading of the highest rank, among those that name more than a
// part of it; most says how many pieces are looked at for a higher one than the first, zero for none. When its first heading names a part, it is the
// line that stands above that. It is empty when there is neither.
func documentTitle(pieces []piece, most int) string {
	title, rank, above := "", maxRank, ""
	for i, p := range pieces[:min(len(pieces), max(most, openingPieces/2))] {
		switch {
		case p.Kind == knowledge.Heading && partName.MatchString(p.Text):
			if title == "" && (above != "" || most == 0) {
				return above
			}
			if title == "" {
				rank = min(rank, p.Level) // what is below a part, or beside it, is another part
			}
		case p.Kind == knowledge.Heading && p.Level < rank:
			title, rank = p.Text, p.Level
			if most == 0 {
				return title
			}
		case p.Kind == knowledge.Paragraph && above == "" && i < openingPieces && words(p.Text) <= openingWords && !strings.HasSuffix(p.Text, ".") && parseDate(p.Text).IsZero():
			above = p.Text
		}
	}
	return title
}

var (
	wholeDay   = regexp.MustCompile(`(?i)(?:^|[\s,(])((\p{L}*)[\s:]*(?:\d{1,2}(?:e|ste|de)?\s+[a-z]{3,9}\.?\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}))\)?\.?$`)
	wholeMonth = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:(\p{L}+)[\s:,]+)?([a-z]{3,9})\.?\s+(\d{4})\)?\.?$`)
	wholeYear  = regexp.MustCompile(`(?i)\b(?:factsheet|fact\s+sheet|jaar(?:verslag|bericht|rapport|rapportage|cijfers|beeld)|verslag|brochure|folder|flyer|rapport|rapportage|whitepaper|handreiking|notitie|nieuwsbrief|monitor|publicatie|editie|versie|uitgave)\s+(\d{4})$`)

	// signed is how a foreword or letter ends, or begins: a place and a day.
	signed = regexp.MustCompile(`^\p{Lu}[\p{L}' -]{1,30},\s+(?:op\s+)?(\d{1,2}\s+[a-z]{3,9}\s+\d{4})\b`)

	// ofElse stands before a day of something else than the document: a law that comes in, a meeting.
	ofElse = set("op per vanaf tot sinds van voor na tussen en in om t/m uit met geldig ingaande from until since on of by in")
)

// openingDate is the date that a document shows at its beginning: "Utrecht, 5 december 2024", "december 2024" or "Factsheet 2023", at the end of
// one of its first lines, or the place and day with which its foreword is signed. Of a month or a year it is the first day, so that a source is never
// taken for newer than it says. It is zero when there is none.
func openingDate(pieces []piece) time.Time {
	var month, year time.Time
	for _, p := range pieces[:min(len(pieces), openingPieces)] {
		if words(p.Text) > openingWords {
			continue
		}
		if m := wholeDay.FindStringSubmatch(p.Text); m != nil {
			if d := parseDate(m[1]); !d.IsZero() && !ofElse[strings.ToLower(m[2])] {
				return d
			}
			continue
		}
		if m := wholeMonth.FindStringSubmatch(p.Text); m != nil && month.IsZero() && !ofElse[strings.ToLower(m[1])] {
			month = day(m[3], int(months[strings.ToLower(m[2])]), "1")
		}
		if m := wholeYear.FindStringSubmatch(p.Text); m != nil && year.IsZero() {
			year = day(m[1], 1, "1")
		}
	}
	if !month.IsZero() {
		return month
	}
	read := 0
	for _, p := range pieces {
		n := words(p.Text)
		if read += n; read > forewordWords {
			break
		}
		if m := signed.FindStringSubmatch(p.Text); m != nil && n <= openingWords {
			if d := parseDate(m[1]); !d.IsZero() {
				return d
			}
		}
	}
	return year
}
