package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// ofAge remembers that a child reads: the page asks for the level of young people.
func (s *state) ofAge() {
	if s.turn.Level != "" && LevelOf(s.turn.Level) == Youth {
		s.memory.Child = true
	}
}

// withChildLine returns the end of an answer to a child with whom a child can talk, when nothing before it names them.
func (s *state) withChildLine(closing string) string {
	line := strings.TrimSpace(s.childLine())
	if line == "" || s.answer.Status == Appointment || s.memory.Booking != nil || slices.Contains(s.finding.Lines, danger.ChildLine) || strings.Contains(s.answer.Lead+closing, line) {
		return closing
	}
	return strings.TrimSpace(closing + "\n" + line)
}

// nearChild ends an answer to a child that has no end of its own with whom a child can talk.
func (s *state) nearChild() error {
	if s.answer.Closing != "" || s.withChildLine("") == "" {
		return nil
	}
	return s.emit(Event{Closing: strings.TrimSpace(s.childLine())})
}

// forChild returns what was found without the passages that speak to those around a child: "stel het kind geen moeilijke vragen" is not said to the child.
// Nothing is better than that: below the answer stands with whom a child can talk.
func forChild(found knowledge.Result) knowledge.Result {
	found.Hits = slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return aroundChild(h.Passage) })
	found.Rest = slices.DeleteFunc(slices.Clone(found.Rest), aroundChild)
	return found
}

// forReader returns the passages that are for who reads: all of them, unless a child does.
func (s *state) forReader(all []knowledge.Passage) []knowledge.Passage {
	if !s.memory.Child {
		return all
	}
	return childReads(all)
}

// childReads returns the passages that are for a child who reads.
func childReads(all []knowledge.Passage) []knowledge.Passage {
	return slices.DeleteFunc(slices.Clone(all), aroundChild)
}

// aroundChild reports a passage for a parent, a helper or somebody else around a child: its page says so, or its heading, or it speaks of the reader's child.
func aroundChild(p knowledge.Passage) bool {
	if forOthers[p.Audience] {
		return true
	}
	heading := tokenTexts(lastOf(p.Heading))
	for i, w := range heading {
		if aroundWords[w] && (i == 0 || heading[i-1] != "als") && !sameTitle(p) { // "seksueel misbruik als kind" is about the reader
			return true
		}
	}
	text := tokenTexts(p.Text)
	for i, w := range text {
		if i > 0 && childWords[w] && theirs[text[i-1]] {
			return true
		}
	}
	return false
}

// sameTitle reports a passage that stands under no heading but the title of its page, which names the subject and not the reader.
func sameTitle(p knowledge.Passage) bool {
	return strings.EqualFold(dutch.Visible(lastOf(p.Heading)), dutch.Visible(p.Title))
}

var (
	// aroundWords are what a heading calls those around a child, or the child of whom it speaks to them.
	aroundWords = words("ouder ouders verzorger verzorgers opvoeder opvoeders familie omstander omstanders kind kinderen zoon dochter puber leraar leraren leerkracht volwassen volwassenen")
	// childWords are what a text calls a child of whom it speaks to somebody else, behind one of theirs.
	childWords = words("kind kinderen kindje zoon dochter puber leerling leerlingen")
	theirs     = words("je jouw jullie uw mijn het dit")
)
