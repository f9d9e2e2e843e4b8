package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
)

// What the site is asked for who would speak with somebody of theirs who may be exploited, or who was raped.
const (
	toSpeakWith  = "iemand helpen na iets ergs: wat zeg je wel en wat niet, hoe begin je erover"
	afterTelling = "een naaste is verkracht of aangerand: hoe kan ik steunen na seksueel geweld"
)

// ofTalkingWith returns that for who told it and asks how to speak with them: whoever is spoken to is not missing.
func (a *Assistant) ofTalkingWith(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.memory.Child || len(strings.Fields(line)) > 2*leanWords || !howToSpeak.MatchString(line) {
		return ""
	}
	told := strings.Join(append(s.memory.earlier(), append(s.memory.Said, s.question)...), "\n")
	exploited := slices.Contains(s.memory.Kinds, danger.Trafficking) || slices.ContainsFunc(tokenTexts(told), func(w string) bool { return begins(w, exploiting) })
	named := hasToken(s.question, herWords) || hasToken(s.question, himWords)
	switch with := hasToken(s.question, herWords) && ofTheirs(told, girls) || hasToken(s.question, himWords) && ofTheirs(told, boys) || ofTheirs(s.question, girls) || ofTheirs(s.question, boys); {
	case !with && named && slices.Contains(s.memory.Kinds, danger.ChildInDanger): // a teacher, of a pupil
		return doNotQuestion
	case !with:
	case exploited:
		return toSpeakWith
	case !s.toldSexual() || s.finding.Doer || a.caused(s):
	case ofSmall.MatchString(plainWords(told)):
		return doNotQuestion
	default:
		return afterTelling
	}
	return ""
}

// ofTheirs reports whether a text names somebody of a list as one of the writer's.
func ofTheirs(text string, list map[string]bool) bool {
	tokens := tokenTexts(text)
	for i, w := range tokens {
		if list[w] && i > 0 && (slices.Contains(ownerWords, tokens[i-1]) || i > 1 && slices.Contains(ownerWords, tokens[i-2])) {
			return true
		}
	}
	return false
}

var (
	howToSpeak = regexp.MustCompile(`\b(hoe|wat) (\S+ ){0,6}(praat|praten|zeg|zeggen|vertel|vertellen|begin|beginnen|bespreek|bespreken|aansnijden|aankaarten|breng|brengen|reageer|reageren|aanpakken|benader|benaderen)\b`)
	// ofSmall is of a child in years.
	ofSmall    = regexp.MustCompile(`\b(zoontje|dochtertje|zusje|broertje|nichtje|neefje|kleuter|peuter)\b|\b(zoon|dochter|kleinzoon|kleindochter|kind) (\S+ )?(van|is) ([1-9]|1[0-5])\b|\b(ze|hij|zij) is (pas |nog maar )?([1-9]|1[0-5])\b`)
	exploiting = strings.Fields("loverboy uitgebuit uitbuit mensenhandel pooier prostitu")
	herWords   = words("haar ze")
	himWords   = words("hem")
	girls      = words("dochter dochtertje zus zusje nicht nichtje vriendin kleindochter stiefdochter pleegdochter moeder meisje leerling")
	boys       = words("zoon zoontje broer broertje neef neefje kleinzoon stiefzoon pleegzoon vader jongen")
)
