package indexer

import (
	"regexp"
	"strings"

	"wegwijzer/knowledge"
)

var (
	// chrome is a line that belongs to a page's furniture wherever it stands, whatever its class is called.
	chrome = regexp.MustCompile(`(?i)^(?:` +
		`(?:lees|bekijk|toon)\s+(?:verder|meer|alle(?:s)?|alle berichten|voor)|meer\s+lezen|verder\s+lezen|read\s+more|lees\s+het\s+(?:hele\s+)?(?:bericht|artikel)|` +
		`(?:terug\s+)?naar\s+boven|terug(?:\s+naar\s+(?:het\s+|de\s+)?(?:overzicht|nieuws|nieuwsoverzicht|home|vorige\s+pagina))?|back\s+to\s+top|vorige|volgende|vorige\s+pagina|volgende\s+pagina|` +
		`direct\s+naar\s+(?:de\s+)?(?:hoofd)?(?:inhoud|content|navigatie|menu|zoeken|footer)|(?:ga\s+)?(?:direct\s+)?naar\s+de\s+(?:hoofd)?inhoud|(?:overslaan\s+en\s+)?naar\s+de\s+inhoud\s+gaan|skip\s+to\s+(?:main\s+)?content|spring\s+naar\s+(?:de\s+)?(?:inhoud|content)|` +
		`(?:deze\s+pagina\s+)?(?:delen|deel|printen|print|afdrukken)(?:\s+(?:deze\s+pagina|via|op|dit\s+(?:artikel|bericht))(?:\s+(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|mail))?)?|deel\s+(?:op|via)\s+\w+|print\s+deze\s+pagina|pagina\s+(?:printen|afdrukken|delen)|share(?:\s+(?:this|on)(?:\s+\w+)?)?|tweet(?:en)?|` +
		`facebook|twitter|instagram|linkedin|whatsapp|youtube|volg\s+ons(?:\s+op\s+.{0,60})?|` +
		`(?:u|je|jij)\s+(?:bent|bevindt\s+(?:u|je|zich))\s+(?:zich\s+)?hier\b.{0,120}|kruimelpad|` +
		`home\s*[>›»/|].{0,150}|privacy(?:verklaring|statement)?\s*\|.{0,100}|` +
		`(?:snel\s+weg|verlaat|sluit)(?:\s+(?:van\s+)?(?:deze|de)\s+(?:web)?(?:site|pagina))?(?:\s+(?:nu|snel|direct))?|(?:verberg|wis)\s+(?:je\s+|uw\s+)?(?:bezoek|sporen|geschiedenis|surfgedrag)(?:\s+\w+)?|leave\s+(?:this\s+)?site(?:\s+now)?|` +
		`(?:lees|laat)\s+(?:deze\s+pagina\s+)?voor(?:lezen)?|voorlezen|menu|zoeken|sluiten|inloggen|open\s+menu|hoofdmenu|` +
		`(?:cookie|cookies)(?:\s*-?\s*(?:instelling(?:en)?|voorkeur(?:en)?|verklaring|beleid|melding))?(?:\s+(?:wijzigen|aanpassen|accepteren|weigeren))?|accepteer\s+(?:alle\s+)?cookies|alle\s+cookies\s+accepteren|` +
		`.{0,60}\btoegevoegd\s+aan\s+(?:je\s+|uw\s+)?(?:winkelmand|winkelwagen)|` +
		`(?:open|opent)\s+(?:in\s+)?(?:een\s+)?nieuw\s+(?:venster|tabblad)|externe\s+link|uitklappen|inklappen|toon\s+(?:meer|minder)|` +
		`(?:heeft|vond|was)\s+(?:u|je|deze|dit)\s+.{0,50}(?:nuttig|geholpen|gevonden|behulpzaam)\??.{0,20}|ja\s+nee)\s*[.:»›→>…]*$`)

	// related is a heading under which nothing stands but the way to other pages.
	related = regexp.MustCompile(`(?i)^(?:lees\s+ook|lees\s+(?:hier\s+)?(?:verder|meer)|zie\s+ook|bekijk\s+ook|gerelateerd.*|verwante?\s+.*|meer\s+over\s+dit\s+onderwerp|meer\s+nieuws|ander\s+nieuws|overig\s+nieuws|laatste\s+nieuws|recente?\s+(?:berichten|nieuws|artikelen)|anderen\s+(?:lazen|bekeken)\s+ook|dit\s+(?:vind\s+je\s+misschien|is)\s+ook\s+interessant|ook\s+interessant|related.*|see\s+also|deel\s+(?:deze|dit|via|op|met)\b.*|delen|op\s+deze\s+pagina|in\s+dit\s+artikel|inhoud(?:sopgave)?|snel\s+naar|direct\s+naar|on\s+this\s+page|volg\s+ons.*)\s*:?$`)

	// leads introduces a link that only repeats what it follows.
	leads = regexp.MustCompile(`(?i)^(?:lees\s+(?:hier\s+)?(?:meer|verder)|meer|meer\s+(?:informatie|weten)|ga\s+naar|naar|bekijk|read\s+more|more|info)(?:\s+(?:over|about))?\s*:?\s+`)
)

// tidy takes out what a reader would not miss: furniture, links that repeat the heading above them, a second
// copy of what was said, and headings of bold text are made headings.
func tidy(pieces []piece, title string) []piece {
	pieces = dropRelated(promote(dropCookies(dropChrome(pieces), title)))
	var out []piece
	seen := make(map[said]bool)
	var above []string // folded headings that were read, the last one in force
	sections, section := make(map[string]int), 0
	for i := range pieces {
		p := pieces[i]
		key := fold(p.Text)
		if p.Text == "" { // the header row of a table
			out = append(out, p)
			continue
		}
		switch p.Kind {
		case knowledge.Heading, knowledge.Question:
			if len(out) > 0 && len(above) > 0 && above[len(above)-1] == key && isHead(out[len(out)-1]) {
				continue // said twice in a row
			}
			if p.Level == 1 {
				if seen[said{-1, key}] {
					continue
				}
				seen[said{-1, key}] = true
			}
			above = append(above, key)
			if sections[key] == 0 {
				sections[key] = len(sections) + 1
			}
			section = sections[key]
		default:
			if p.linked && repeats(key, p.Text, above) {
				continue
			}
			if len(out) == 1 && out[0].Kind == knowledge.Heading && key == above[0] {
				continue // the title once more, as text
			}
			// A text may be said under two headings. Under the same one twice, it is the copy for small screens.
			here := said{section, key}
			if long := words(p.Text) >= 8; long && seen[here] {
				continue
			} else if long {
				seen[here] = true
			} else if len(out) > 0 && fold(out[len(out)-1].Text) == key && out[len(out)-1].Kind == p.Kind && p.Kind != knowledge.Row {
				continue
			}
		}
		out = append(out, p)
	}
	return dropTeasers(dropHollow(out))
}

// said is a folded text and the number of the heading that it stands under: 0 for none, -1 for a title.
type said struct {
	under int
	text  string
}

// The measures of the row of teasers that many sites put below an article.
const (
	fewTeasers   = 3
	teaserWords  = 45
	articleWords = 80
)

// dropTeasers drops the teasers of other pages at the end of an article: headings that are links, each with a few words.
// A page that is mainly such teasers is left for the verdict on it.
func dropTeasers(pieces []piece) []piece {
	cut, count, said := len(pieces), 0, 0
	for i := len(pieces) - 1; i > 0; i-- {
		p := pieces[i]
		if p.Kind == knowledge.Row || p.Kind == knowledge.Question {
			break
		}
		if p.Kind != knowledge.Heading {
			if said += words(p.Text); said > teaserWords {
				break
			}
			continue
		}
		if !p.linked || p.Level == 1 {
			break
		}
		cut, count, said = i, count+1, 0
	}
	if count < fewTeasers {
		return pieces
	}
	// The heading over them has nothing left to stand over.
	for cut > 0 && isHead(pieces[cut-1]) && pieces[cut-1].Level > 1 {
		cut--
	}
	left := 0
	for _, p := range pieces[:cut] {
		left += words(p.Text)
	}
	if left < articleWords {
		return pieces
	}
	return pieces[:cut]
}

// dropChrome drops the lines that any page may have and no page is about.
func dropChrome(pieces []piece) []piece {
	out := pieces[:0]
	for _, p := range pieces {
		if p.Text == "" || len(p.Text) > 200 || !chrome.MatchString(p.Text) {
			out = append(out, p)
		}
	}
	return out
}

var cookies = regexp.MustCompile(`(?i)\b\w*cookie`)

// dropCookies drops what a page says about cookies before it says its name.
func dropCookies(pieces []piece, title string) []piece {
	if cookies.MatchString(title) {
		return pieces
	}
	for i, p := range pieces {
		if p.Kind == knowledge.Heading && p.Level == 1 {
			var out []piece
			for _, q := range pieces[:i] {
				if !cookies.MatchString(q.Text) {
					out = append(out, q)
				}
			}
			return append(out, pieces[i:]...)
		}
	}
	return pieces
}

func isHead(p piece) bool {
	return p.Kind == knowledge.Heading || p.Kind == knowledge.Question
}

// repeats reports whether a link says no more than a heading above it.
func repeats(key, text string, above []string) bool {
	for _, h := range above[max(0, len(above)-4):] {
		if key == h {
			return true
		}
		if rest := leads.ReplaceAllString(text, ""); rest != text && fold(rest) == h {
			return true
		}
	}
	return false
}

// promote makes headings of lines that are short, wholly bold and followed by text: editors make them so.
func promote(pieces []piece) []piece {
	level := 1
	for i := range pieces {
		p := &pieces[i]
		if p.Kind == knowledge.Heading {
			level = p.Level
			continue
		}
		if p.Kind == knowledge.Paragraph && p.bold && !p.linked && i+1 < len(pieces) && !isHead(pieces[i+1]) && !pieces[i+1].bold &&
			words(p.Text) <= 12 && !strings.ContainsAny(p.Text[len(p.Text)-1:], ".!,;:") && !strings.Contains(p.Text, "\n") && i > 0 {
			p.Kind, p.Level = knowledge.Heading, min(6, level+1)
		}
	}
	return pieces
}

// dropRelated drops sections that hold only links to other pages under a heading that says so.
func dropRelated(pieces []piece) []piece {
	var out []piece
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		lead := isHead(p) || p.Kind == knowledge.Paragraph && words(p.Text) <= 6
		if !lead || !related.MatchString(p.Text) {
			out = append(out, p)
			continue
		}
		end := i + 1
		for end < len(pieces) && (pieces[end].linked || (isHead(p) && isHead(pieces[end]) && pieces[end].linked)) {
			end++
		}
		if end == i+1 && end < len(pieces) && !isHead(pieces[end]) {
			out = append(out, p) // it has text of its own
			continue
		}
		i = end - 1
	}
	return out
}

// dropHollow drops questions without an answer, such as the button of a menu.
func dropHollow(pieces []piece) []piece {
	out := pieces[:0]
	for i, p := range pieces {
		if p.Kind == knowledge.Question && (i+1 == len(pieces) || isHead(pieces[i+1])) {
			if i+1 == len(pieces) || pieces[i+1].Kind == knowledge.Question || pieces[i+1].Level <= 2 {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// trimEdges is for pages that do not mark their main text: what stands before the heading and the bare links at
// the end are the site's.
func trimEdges(pieces []piece) []piece {
	for i, p := range pieces {
		if p.Kind == knowledge.Heading && p.Level == 1 {
			before := 0
			for _, q := range pieces[:i] {
				if !q.linked {
					before += words(q.Text)
				}
			}
			if before < 60 {
				pieces = pieces[i:]
			}
			break
		}
	}
	end := len(pieces)
	for end > 0 && (pieces[end-1].linked || colophon.MatchString(pieces[end-1].Text)) {
		end--
	}
	if end == 0 {
		return pieces
	}
	return pieces[:end]
}

// colophon is the last line of a site.
var colophon = regexp.MustCompile(`(?i)^(?:©|\(c\)|copyright|alle rechten voorbehouden|all rights reserved|disclaimer|privacy(?:verklaring)?|sitemap|toegankelijkheid)`)
