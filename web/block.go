package web

import (
	"regexp"
	"strings"

	"wegwijzer/knowledge"
)

// block is a paragraph, a list, or the heading under which a list stands in its source.
type block struct {
	line
	Items   []line // when it is a list
	Heading bool
}

// line is a text in runs, with the numbers of the sources that say it.
type line struct {
	Runs []run
	Refs []ref
}

// ref points to a source of an answer.
type ref struct {
	Key string // of the answer
	N   int
}

// run is a piece of text; with a number, it can be called.
type run struct {
	Text string
	Tel  string
}

// blocks cuts a text of the assistant into paragraphs and lists. The script does the same in block.ts.
func blocks(text string) []block {
	var all []block
	for said := range strings.SplitSeq(text, "\n") {
		said = strings.TrimLeft(strings.TrimSpace(said), "# ")
		item, isItem := strings.CutPrefix(said, "- ")
		if row, ok := strings.CutPrefix(said, "| "); ok {
			item, isItem = knowledge.RowText(row), true
		}
		switch last := len(all) - 1; {
		case said == "":
		case !isItem:
			all = append(all, block{line: line{Runs: runs(said)}})
		case last >= 0 && len(all[last].Items) > 0:
			all[last].Items = append(all[last].Items, line{Runs: runs(item)})
		default:
			all = append(all, block{Items: []line{{Runs: runs(item)}}})
		}
	}
	return all
}

// listed reports whether a text begins with a list, so that nothing in it says what the list is of.
func listed(text string) bool {
	text = strings.TrimLeft(text, "# \n")
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "| ")
}

// under puts the heading of a list above blocks.
func under(heading string, all []block) []block {
	if heading == "" {
		return all
	}
	return append([]block{{line: line{Runs: runs(heading)}, Heading: true}}, all...)
}

// cited puts refs behind the last words of blocks.
func cited(all []block, refs []ref) []block {
	if len(all) == 0 {
		return []block{{line: line{Refs: refs}}}
	}
	last := &all[len(all)-1]
	if n := len(last.Items); n > 0 {
		last.Items[n-1].Refs = refs
	} else {
		last.Refs = refs
	}
	return all
}

// callable are the numbers that can be called by touching them: those with an area code, and the short ones when the text says to call or
// names whose they are.
var callable = regexp.MustCompile(`\b0[0-9]{2,3}-[0-9]{4,8}\b|\b[Bb]el (?:dan |direct |meteen |altijd )?11[23]\b|(?:[Cc]all|Appelez le|Zadzwoń|Телефонуйте|اتصل بالرقم|Yama|Alarmnummer|Emergency number|رقم الطوارئ|Acil numara|Numer alarmowy|Номер екстреної допомоги|Numéro d'urgence|Number di emergensia) 11[23]\b|\b113 (?:Zelfmoordpreventie|Suicide Prevention|الوقاية من الانتحار|İntiharı Önleme|Zapobieganie samobójstwom|Запобігання самогубствам|Prévention du suicide|Prevenshon di suisidio)`)

// digitsOf returns the digits of a text.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func runs(text string) []run {
	if !strings.Contains(text, "-") && !strings.Contains(text, "112") && !strings.Contains(text, "113") {
		return []run{{Text: text}} // most lines; looking for the forms costs more than all else on a page
	}
	var all []run
	for at := callable.FindStringIndex(text); at != nil; at = callable.FindStringIndex(text) {
		if at[0] > 0 {
			all = append(all, run{Text: text[:at[0]]})
		}
		said := text[at[0]:at[1]]
		all = append(all, run{said, digitsOf(said)})
		text = text[at[1]:]
	}
	if text != "" {
		all = append(all, run{Text: text})
	}
	return all
}
