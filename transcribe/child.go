package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// children are the names of children that the client tells of.
type children map[string]bool

var (
	childCalled = expressed(`(?:[Zz]oon(?:tje)?|[Dd]ochter(?:tje)?|[Kk]leine|[Oo]udste|[Jj]ongste|[Kk]leinzoon|[Kk]leindochter)(?: heet| is)? (\p{Lu}[\p{Ll}]+)`)
	childAged   = expressed(`(\p{Lu}\p{Ll}+),? (?:(?:hij|zij|ze|die) )?is (?:nog (?:maar )?)?(\p{L}+|\d{1,2})\b`)
	asksChild   = expressed(`\b(?:uw|je|jouw|jullie|de) (?:zoontje|dochtertje|zoon|dochter|kind|kinderen|kleinkind|kleinkinderen)\b`)
	ofChild     = expressed(`^(?:\w+[ ,.]+){0,3}(?:hij|zij|ze|die)\b`)
)

// childNames collects them: "de kleine Mila", "Finn, hij is zeven".
func (c *call) childNames() children {
	names := children{}
	for i := range c.lines {
		if !c.usable(i) {
			continue
		}
		for _, m := range childCalled.FindAllStringSubmatch(c.lines[i].Text, 4) {
			names[dutch.Fold(m[1])] = true
		}
		for _, m := range childAged.FindAllStringSubmatch(c.lines[i].Text, 4) {
			w := dutch.Fold(m[2])
			tokens := dutch.Tokens(w)
			if len(tokens) == 1 {
				if s, ok := dutch.SpokenAt(w, tokens, 0); ok && s.Value < 18 && s.Value > 0 {
					names[dutch.Fold(m[1])] = true
				}
			}
		}
	}
	return names
}

// of writes a child's name in fold as a word for child.
func (n children) of(fold string) string {
	if len(n) == 0 {
		return fold
	}
	words := strings.Fields(fold)
	changed := false
	for i, w := range words {
		if n[strings.Trim(w, ".,!?:;")] {
			words[i], changed = "kindnaam", true
		}
	}
	if !changed {
		return fold
	}
	return strings.Join(words, " ")
}

// aboutChild returns a word for child when line i answers a question of staff about a child with "hij" or "zij".
func (c *call) aboutChild(i int) string {
	if !ofChild.MatchString(c.lines[i].fold) {
		return ""
	}
	p := c.previous(i)
	if p < 0 || !c.lines[p].staff() {
		return ""
	}
	if asksChild.MatchString(c.lines[p].fold) || c.children.of(c.lines[p].fold) != c.lines[p].fold {
		return "kindnaam"
	}
	return ""
}
