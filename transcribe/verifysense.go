package transcribe

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	negator  = expressed(`\b(?:niet|geen|nooit|niets|niks|niemand|nergens|zonder|noch|ontkent|ontkende|weigert|weigerde|niet_gewenst)\b`)
	noAnswer = expressed(`^(?:(?:eh|nou|oh|o|mhm|ja|gelukkig)[ ,.]+)*(?:nee|neen|nooit|nog niet|niemand|geen|niks|helaas niet|niet)\b`)
	hedges   = expressed(`\b(?:misschien|wellicht|mogelijk|waarschijnlijk|vermoedelijk|denk ik|dacht ik|geloof ik|denkt|vermoedt|meent|zou kunnen|kan zijn|kan toeval|weet niet zeker|niet zeker|onzeker|ongeveer|circa|zo'n|rond de|bijna|ruim|schat|schatting|of zo|ofzo|iets van|volgens|zegt|zou|zouden|twijfelt|twijfel|als|mits|indien|wanneer|tenzij)\b`)
	doubtful = expressed(`\b(?:misschien|wellicht|denk ik|dacht ik|geloof ik|zou kunnen|kan zijn dat|kan toeval|weet niet zeker|niet zeker|ongeveer|zo'n|rond de|iets van|of zo|ofzo|ik vermoed|waarschijnlijk)\b`)
)

// proposition is a sentence that was said, with whether it was said or denied.
type proposition struct {
	stems  map[string]bool
	clause string
	denied bool
	doubt  bool
	role   Role
	open   bool // asked, and no answer is cited
}

// propositions returns what the cited utterances say, clause by clause. A question counts with the answer that follows it.
func (c *claim) propositions() []proposition {
	var out []proposition
	for k, u := range c.cited {
		for _, s := range dutch.Sentences(u.Text) {
			said := u.Text[s.Start:s.End]
			question := strings.Contains(said, "?") || asks(dutch.Fold(said))
			for _, clause := range clausesOf(said) {
				fold := dutch.Fold(clause)
				p := proposition{stems: stemsOf(clause), clause: fold, denied: negator.MatchString(fold), doubt: doubtful.MatchString(fold), role: u.Role}
				p.open = question
				if question && k+1 < len(c.cited) {
					answer := dutch.Fold(c.cited[k+1].Text)
					p.open = false
					p.role = c.cited[k+1].Role
					if noAnswer.MatchString(answer) {
						p.denied = !p.denied
					}
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// clausesOf cuts a sentence where another thing begins to be said.
func clausesOf(s string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == ':' }) {
		for _, piece := range conjunction.Split(part, -1) {
			if strings.TrimSpace(piece) != "" {
				out = append(out, piece)
			}
		}
	}
	return out
}

var conjunction = expressed(`(?i) (?:maar|en|want|dus|terwijl|hoewel|omdat|dat|tenzij) `)

// content returns the stems of a text that mean something, without the frame of a report.
func content(text string) []string {
	var out []string
	tokens := dutch.Tokens(text)
	when := make([]bool, len(tokens)) // days and times are held against theirs
	for _, d := range dutch.Days(text) {
		for k := d.First; k < d.Next; k++ {
			when[k] = true
		}
	}
	for _, t := range dutch.Clocks(text) {
		for k := t.First; k < t.Next; k++ {
			when[k] = true
		}
	}
	for _, t := range dutch.Terms(text) {
		if t.Part || when[t.Pos] || frame[tokens[t.Pos].Text] || fillers[tokens[t.Pos].Text] {
			continue
		}
		if _, number := dutch.NumberWord(tokens[t.Pos].Text); number || tokens[t.Pos].Text[0] >= '0' && tokens[t.Pos].Text[0] <= '9' || calendarWord(tokens[t.Pos].Text) || euro[tokens[t.Pos].Text] {
			continue // the numbers and dates are held against theirs
		}
		if !slices.Contains(out, t.Text) {
			out = append(out, t.Text)
		}
	}
	return out
}

// senseStands reports whether no clause of the sentence denies what was said or says what was denied.
func (c *claim) senseStands() bool {
	said := c.propositions()
	for _, clause := range clausesOf(c.own) {
		words := content(clause)
		if len(words) == 0 {
			continue
		}
		denied := negator.MatchString(dutch.Fold(clause))
		best, agree := 0.0, false
		asking := tellsQuestion.MatchString(dutch.Fold(c.own))
		for _, p := range said {
			hit := 0.0
			for _, w := range words {
				if p.stems[w] {
					hit++
				}
			}
			if hit == 0 {
				continue
			}
			if hit > best+0.01 {
				best, agree = hit, p.denied == denied && (!p.open || asking)
			} else if hit > best-0.01 {
				agree = agree || p.denied == denied && (!p.open || asking)
			}
		}
		if best > 0 && !agree {
			return false
		}
		if best == 0 && denied && !c.anyDenied(said) {
			return false
		}
	}
	return true
}

// tellsQuestion is a sentence that tells of a question.
var tellsQuestion = expressed(`\b(?:vraagt|vroeg|op de vraag|wil weten|stelt de vraag|afspraak|actie|zal|informeert|vragen)\b`)

func (c *claim) anyDenied(said []proposition) bool {
	if slices.ContainsFunc(said, func(p proposition) bool { return p.denied }) {
		return true
	}
	for _, u := range c.cited {
		if noAnswer.MatchString(dutch.Fold(u.Text)) {
			return true
		}
	}
	return false
}

var (
	voiceOfClient = expressed(`^(?:client|clienten|slachtoffer|mevrouw|meneer)\b(?: \(\w[^)]*\))? (?:vertelt|zegt|geeft aan|wil|wenst|meldt|verklaart|zegt dat|heeft|is|was|kan|twijfelt|slaapt|werkt|woont|kreeg|ging|deed|moest|stuurt|belt|vraagt|doet|maakt|zoekt|levert|bewaart)\b`)
	voiceOfStaff  = expressed(`^(?:de )?medewerker\b (?:legt|zegt|vertelt|geeft|stuurt|belt|mailt|vraagt|regelt|zoekt|heeft|zal|gaat|neemt|plant|onderzoekt|verwijst|informeert|bespreekt|noemt|adviseert|verzoekt|wijst|vult|rekent|doet|maakt|helpt|meldt)\b|\b(?:afspraak|actie):? (?:de )?medewerker\b`)
	clientActs    = expressed(`\b(?:afspraak|actie):? (?:de )?client\b`)
)

// voiceStands reports whether a sentence that names its speaker cites one who said it.
func (c *claim) voiceStands() bool {
	fold := strings.TrimSpace(dutch.Fold(c.text))
	client, staff := false, false
	for _, u := range c.cited {
		switch u.Role {
		case Client, Interpreter, Relative:
			client = true
		case Staff:
			staff = true
		}
	}
	switch {
	case voiceOfStaff.MatchString(fold):
		return staff && c.saidBy(func(r Role) bool { return r == Staff })
	case clientActs.MatchString(fold):
		return true // a task may be given by staff and taken up by a nod
	case voiceOfClient.MatchString(fold):
		return client && c.saidBy(func(r Role) bool { return r == Client || r == Interpreter || r == Relative })
	}
	return true
}

// saidBy reports whether most of the words of the sentence come from utterances of a role, or answer a question that holds them.
func (c *claim) saidBy(role func(Role) bool) bool {
	words := content(c.own + " " + strings.Join(c.quotes, " "))
	if len(words) == 0 {
		return true
	}
	set := map[string]bool{}
	for k, u := range c.cited {
		// A question that the next cited utterance answers is said by who answers.
		asked := k+1 < len(c.cited) && strings.Contains(u.Text, "?") && role(c.cited[k+1].Role)
		if role(u.Role) || asked {
			for s := range stemsOf(u.Text) {
				set[s] = true
			}
		}
	}
	hit := 0
	for _, w := range words {
		if set[w] {
			hit++
		}
	}
	return hit*2 >= len(words)
}

// doubtStands reports whether a clause that was said with doubt is not given as certain.
func (c *claim) doubtStands() bool {
	if hedges.MatchString(dutch.Fold(c.own)) || len(c.quotes) > 0 {
		return true
	}
	words := content(c.own)
	if len(words) == 0 {
		return true
	}
	for _, p := range c.propositions() {
		if !p.doubt {
			continue
		}
		hit := 0
		for _, w := range words {
			if p.stems[w] {
				hit++
			}
		}
		if hit*2 >= len(words) {
			return false
		}
	}
	return true
}

// contentStands reports whether the sentence speaks of what was said: at least three in five of its words of meaning occur, and no more than
// two others stand beside them.
func (c *claim) contentStands() bool {
	words := content(c.own)
	if len(words) == 0 {
		return true
	}
	stems := stemsOf(c.all)
	hit := 0
	for _, w := range words {
		if stems[w] || kin(w, stems) {
			hit++
		}
	}
	missing := len(words) - hit
	return hit*5 >= len(words)*3 && missing <= 2
}

// kin reports whether a word shares its beginning with one that was said: verbs whose stem changes little ("stuurde", "gestuurd").
func kin(w string, stems map[string]bool) bool {
	if len(w) < 5 {
		return false
	}
	core := strings.TrimPrefix(w, "ge")
	for s := range stems {
		other := strings.TrimPrefix(s, "ge")
		n := min(len(core), len(other))
		if n >= 4 && core[:min(n, 5)] == other[:min(n, 5)] {
			return true
		}
	}
	return false
}
