package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
)

// A line for who is not safe at home belongs where a partner, family or home is told of. A robber is none of these, nor is who killed somebody's brother.

// byOutsider returns a finding with the lines for danger by a stranger, where the talk tells of one and of nobody near.
func (s *state) byOutsider(f danger.Finding) danger.Finding {
	at := slices.Index(f.Lines, danger.SafeAtHome)
	if at < 0 || f.Child || s.memory.Child || len(without(f.Kinds, fromAnother...)) > 0 || s.answer.Lang != "nl" {
		return f
	}
	told := plainWords(strings.Join([]string{s.memory.story(), s.turn.said()}, "\n"))
	robbed := robber.MatchString(told) && !nearOnes.MatchString(told)
	killed := s.memory.Loss && killer.MatchString(told) && !nearDoer.MatchString(told)
	if !robbed && !killed {
		return f
	}
	f.Outside = true
	f.Lines = without(f.Lines, danger.SafeAtHome)
	for _, line := range []danger.Line{danger.Police, danger.VictimSupport} {
		if !slices.Contains(f.Lines, line) {
			f.Lines = append(f.Lines, line)
		}
	}
	return f
}

var (
	robber = regexp.MustCompile(`\b(overval|overvallen|overvaller|overvallers|beroofd|beroving|straatroof|rover|rovers|berover|ingebroken|inbraak|inbreker|inbrekers|bende)\b`)
	killer = regexp.MustCompile(`\b(vermoord|moord|moordenaar|moordenaars|doodslag|doodgeschoten|doodgestoken|doodgeslagen|neergeschoten|neergestoken|omgebracht|gedood)\b`)
	// nearOnes are people of somebody's home; a man or a friend only with a word of whose.
	nearOnes = regexp.MustCompile(`\b(ex|exman|exvriend|exvrouw|exvriendin|partner|echtgenoot|echtgenote|ouders|vader|moeder|stiefvader|stiefmoeder|broer|broers|zus|zoon|dochter|oom|neef|familie|familielid|huisgenoot|huisgenoten|huiselijk|relatie)\b|\b(mijn|mn|m n|onze) (\S+ )?(man|vrouw|vriend|vriendin|vriendje)\b`)
	// nearDoer is one of them who did it, or whom the writer fears.
	nearDoer = regexp.MustCompile(`\b(ex|exman|exvriend|exvrouw|exvriendin|partner|echtgenoot|echtgenote|stiefvader|stiefmoeder|huiselijk|relatie|schoonfamilie|zwager)\b|\b(door|bang voor) (mijn|mn|m n|onze|haar|zijn|hun|de eigen) \S+|\b(mijn|mn|onze|haar|zijn) (man|vrouw|vader|moeder|broer|zus|zoon|dochter|oom|vriend|vriendin) (heeft|had|sloeg|stak|schoot|is veroordeeld)\b`)
)
