package web

import (
	"regexp"
	"strings"
)

// block is a paragraph or a list, in runs of text.
type block struct {
	Runs  []run
	Items [][]run // when it is a list
}

// run is a piece of text; with a number, it can be called.
type run struct {
	Text string
	Tel  string
}

// blocks cuts a text of the assistant into paragraphs and lists. The script does the same in block.ts.
func blocks(text string) []block {
	var all []block
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		line = strings.TrimLeft(line, "# ")
		item, isItem := strings.CutPrefix(line, "- ")
		if row, ok := strings.CutPrefix(line, "| "); ok {
			item, isItem = strings.ReplaceAll(row, " | ", ", "), true
		}
		switch last := len(all) - 1; {
		case line == "":
		case !isItem:
			all = append(all, block{Runs: runs(line)})
		case last >= 0 && len(all[last].Items) > 0:
			all[last].Items = append(all[last].Items, runs(item))
		default:
			all = append(all, block{Items: [][]run{runs(item)}})
		}
	}
	return all
}

// callable are the numbers that can be called by touching them: those with an area code, and the short ones when the text says to call.
var callable = regexp.MustCompile(`\b0[0-9]{2,3}-[0-9]{4,8}\b|\b[Bb]el (?:dan |direct |meteen |altijd )?11[23]\b`)

func runs(text string) []run {
	var all []run
	for at := callable.FindStringIndex(text); at != nil; at = callable.FindStringIndex(text) {
		if at[0] > 0 {
			all = append(all, run{Text: text[:at[0]]})
		}
		said := text[at[0]:at[1]]
		words := strings.Fields(said)
		all = append(all, run{said, strings.ReplaceAll(words[len(words)-1], "-", "")})
		text = text[at[1]:]
	}
	if text != "" {
		all = append(all, run{Text: text})
	}
	return all
}
