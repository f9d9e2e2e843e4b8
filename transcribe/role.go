package transcribe

import (
	"maps"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// Participant is who takes part in a call.
type Participant struct {
	Name  string  `json:"name"` // as far as the call tells it, else the label
	Role  Role    `json:"role"`
	Label *string `json:"label"` // as the file shows it, null when it names nobody
}

var (
	staffLabel    = expressed(`\b(?:shn|slachtofferhulp|medewerker|medew|juridisch|jurist|consulent|agent|internal|intern|adviseur|hulpverlener)\b`)
	tolkLabel     = expressed(`\b(?:tolk|tolkin|vertaler|vertaalster|interpreter)\b`)
	relativeLabel = expressed(`\b(?:moeder|vader|mama|papa|dochter|zoon|zus|zusje|broer|partner|echtgenoot|echtgenote|man van|vrouw van|buurvrouw|buurman|vriend|vriendin|begeleider|begeleidster|mentor|voogd|mantelzorger|oma|opa|tante|oom|naaste)\b`)
	clientLabel   = expressed(`\b(?:client|clienten|client(?:e)?|beller|slachtoffer|external|extern|klant|cliente)\b`)
	otherNumber   = expressed(`\b(?:beller|client|spreker|speaker) ?[2-9]\b`)

	staffWords = expressed(`\bslachtofferhulp\b|\bjuridisch medewerker\b|\b(?:voor|in) (?:het|mijn|een) verslag\b|\bopgenomen\b|\bopname\b|\bnoteer\b|\bgenoteerd\b|\bschrijf (?:ik )?op\b|\bik (?:zet|schrijf|noteer) (?:neer|op)\b|\bgecondoleerd\b|\bsterkte\b|\bformulier\b|\bschadefonds\b|\bspreekrecht\b|\bvoegen\b|\bherstelbemiddeling\b|\bhebt u\b|\bheeft u\b|\bwilt u\b|\bkunt u\b|\bbent u\b|\bwil je\b|\bkun je\b|\bheb je\b|\bben je\b|\bik (?:stuur|mail|bel) (?:u|je|jou|jullie)\b|\bu (?:mag|kunt|hoeft|krijgt|hebt)\b|\bje (?:mag|kunt|hoeft|krijgt|hebt)\b`)
	ownWords   = expressed(`\bmijn\b|\bik (?:was|ben|had|werd|wil|woon|slaap|durf|weet|zat|kreeg|ging|moest|schrik)\b|\bonze?\b|\bwij\b|\bdank u\b|\baangifte gedaan\b|\bmij\b|\bm'n\b`)
	isRelative = expressed(`\bik ben (?:haar|zijn|de|een|d'r|z'n) (?:\w+ )?(?:moeder|vader|dochter|zoon|zus|zusje|broer|partner|man|vrouw|vriend|vriendin|buurvrouw|buurman|begeleider|begeleidster|mentor|voogd|mantelzorger|oma|opa|tante|oom|schoonzus|schoonzoon|schoondochter)\b|\bik zit er (?:\w+ )?bij\b|\bik (?:luister|bel|praat) mee\b|^(?:nee |ja )?(?:pap|mam|mama|papa|pa|ma|opa|oma|schat)\b|\b(?:voor|namens) (?:mama|papa|mijn moeder|mijn vader)\b|\bik (?:doe|voer) het woord\b|\bik zit op de luidspreker\b`)
	isTolk     = expressed(`\b(?:met de|ik ben de|hier de) tolk\b|\b(?:zij|hij|mevrouw|meneer) zegt[,:]|\btolk(?:nummer)? \d{3,}\b|\bde tolk,? nummer\b`)
)

// AssignRoles sets the role of each utterance: by set, which names a role for a label, and else by the labels and by what their speakers say.
// In a file that names nobody the turns are told apart by what is said and by who would answer whom.
func (t *Transcript) AssignRoles(set map[string]Role) {
	lines := wordsOf(t.Utterances)
	byLabel := map[string][]int{}
	var labels []string
	for i, l := range lines {
		if l.Struck || l.Text == "" {
			t.Utterances[i].Role = Nobody
			continue
		}
		if byLabel[l.Speaker] == nil {
			labels = append(labels, l.Speaker)
		}
		byLabel[l.Speaker] = append(byLabel[l.Speaker], i)
	}
	if len(labels) == 1 {
		alternate(lines)
		return
	}
	roles := rolesOf(labels, byLabel, lines)
	for label, role := range set {
		roles[label] = role
	}
	for label, at := range byLabel {
		for _, i := range at {
			t.Utterances[i].Role = roles[label]
		}
	}
	repair(lines)
}

// rolesOf decides what each label is.
func rolesOf(labels []string, byLabel map[string][]int, lines []line) map[string]Role {
	roles := map[string]Role{}
	score := map[string]float64{}
	for n, label := range labels {
		folded := dutch.Fold(label)
		s := 0.0
		asked := 0
		for _, i := range byLabel[label] {
			l := lines[i]
			s += float64(min(3, len(staffWords.FindAllStringIndex(l.fold, 4)))) - 0.7*float64(min(3, len(ownWords.FindAllStringIndex(l.fold, 4))))
			if l.asks {
				asked++
			}
			if i < 4 && l.has("slachtofferhulp") && !l.asks {
				s += 8
			}
		}
		size := float64(len(byLabel[label]))
		s = s/(size+2)*4 + 4*float64(asked)/(size+2)
		if n == 0 {
			s += 0.5 // who answers the telephone, or calls, is most often of the organisation
		}
		switch {
		case staffLabel.MatchString(folded) && !clientLabel.MatchString(folded):
			s += 20
		case tolkLabel.MatchString(folded):
			roles[label] = Interpreter
		case clientLabel.MatchString(folded):
			s -= 20
		case relativeLabel.MatchString(folded):
			roles[label] = Relative
		}
		score[label] = s
	}
	best := ""
	for _, label := range labels {
		if roles[label] == "" && label != "" && (best == "" || score[label] > score[best]) {
			best = label
		}
	}
	if best != "" {
		roles[best] = Staff
	}
	var rest []string
	for _, label := range labels {
		if roles[label] != "" {
			continue
		}
		opening, speaksFor, interprets := false, 0, 0
		for n, i := range byLabel[label] {
			if isRelative.MatchString(lines[i].fold) && !lines[i].has("zit er ook bij") {
				speaksFor++
				opening = opening || n < 3
			}
			if isTolk.MatchString(lines[i].fold) {
				interprets++
			}
		}
		switch {
		case label == "":
			roles[label] = Nobody
		case interprets > 0 && interprets >= speaksFor:
			roles[label] = Interpreter
		case staffLabel.MatchString(dutch.Fold(label)) && score[label] > 10:
			roles[label] = Staff
		case opening, speaksFor > 1:
			roles[label] = Relative
		default:
			rest = append(rest, label)
		}
	}
	// Of those left the one who speaks most is the client, unless a label says so; the others are with them.
	client := ""
	for _, label := range rest {
		if clientLabel.MatchString(dutch.Fold(label)) && !otherNumber.MatchString(dutch.Fold(label)) {
			client = label
			break
		}
		if client == "" || talk(byLabel[label], lines) > talk(byLabel[client], lines)*3/2 {
			client = label
		}
	}
	for _, label := range rest {
		roles[label] = Relative
	}
	if client != "" {
		roles[client] = Client
	} else {
		for _, label := range labels { // somebody is the client: of those who are with nobody, who speaks most
			if roles[label] == Relative && (client == "" || talk(byLabel[label], lines) > talk(byLabel[client], lines)) {
				client = label
			}
		}
		if client != "" && !slices.Contains(slices.Collect(maps.Values(roles)), Interpreter) {
			roles[client] = Client
		}
	}
	return roles
}

func talk(at []int, lines []line) int {
	n := 0
	for _, i := range at {
		n += len(lines[i].Text)
	}
	return n
}

var formalQuestion = expressed(`^(?:(?:en|oke|goed|dan)[ ,]+)*(?:kunt|hebt|heeft|wilt|bent|weet|vindt|zou|mag) (?:u|ik u)\b`)

// repair gives a question with "u" to staff when the file shows it and its answer under one name that is not staff's: the most frequent slip of
// a machine that tells speakers apart.
func repair(lines []line) {
	for i := 0; i+1 < len(lines); i++ {
		l, next := lines[i], lines[i+1]
		if l.staff() || l.Speaker == "" || next.Speaker != l.Speaker || !l.asks {
			continue
		}
		if formalQuestion.MatchString(l.fold) && opensAnswer.MatchString(next.fold) {
			l.Role = Staff
		}
	}
}

var opensAnswer = expressed(`^(?:ja|nee|jawel|jazeker|klopt|graag|prima|is goed|dat is goed|nou|neen|zeker)\b`)

// alternate tells two speakers apart in a file without names, by Viterbi's algorithm: what a line says is weighed against who would speak next.
func alternate(lines []line) {
	n := len(lines)
	const staff, client = 0, 1
	score := [2]float64{1, 0}
	from := make([][2]int, n)
	previous := -1
	for i, l := range lines {
		if l.Struck || l.Text == "" {
			from[i] = [2]int{0, 1}
			continue
		}
		e := turnScore(l)
		var next [2]float64
		for s := range 2 {
			best := -1e18
			for p := range 2 {
				v := score[p]
				if previous >= 0 {
					v += handover(lines[previous], l, p, s)
				}
				if v > best {
					best = v
					from[i][s] = p
				}
			}
			if s == staff {
				next[s] = best + e
			} else {
				next[s] = best - e
			}
		}
		score, previous = next, i
	}
	state := staff
	if score[client] > score[staff] {
		state = client
	}
	for i := n - 1; i >= 0; i-- {
		if !lines[i].Struck && lines[i].Text != "" {
			lines[i].Role = [2]Role{Staff, Client}[state]
			state = from[i][state]
		}
	}
}

// turnScore is how much a line sounds like staff; below zero it sounds like the client.
func turnScore(l line) float64 {
	s := 1.2*float64(min(3, len(staffWords.FindAllStringIndex(l.fold, 4)))) - 1.1*float64(min(3, len(ownWords.FindAllStringIndex(l.fold, 4))))
	if l.asks {
		s += 0.9
		if secondPersonWord.MatchString(l.fold) {
			s += 1.2
		}
	}
	if secondPersonWord.MatchString(l.fold) {
		s += 0.7
	}
	if strings.HasPrefix(l.fold, "ja") || strings.HasPrefix(l.fold, "nee") || strings.HasPrefix(l.fold, "nou") {
		s -= 0.9
	}
	if firstPersonWord.MatchString(l.fold) && !secondPersonWord.MatchString(l.fold) {
		s -= 0.5
	}
	return s
}

var (
	secondPersonWord = expressed(`\b(?:u|uw|je|jij|jou|jouw|jullie)\b`)
	firstPersonWord  = expressed(`\b(?:ik|mij|me|mijn|we|wij|ons)\b`)
)

// handover is how likely speaker p leaves the word to s: after a question the other one answers.
func handover(before, now line, p, s int) float64 {
	if p == s {
		if before.asks {
			return -2
		}
		if len(before.Text) > 60 {
			return 0
		}
		return -0.3
	}
	if before.asks {
		return 1
	}
	if now.Start != Unknown && before.End != Unknown && now.Start-before.End < 150e6 {
		return -0.4 // no breath between them
	}
	return 0.3
}
