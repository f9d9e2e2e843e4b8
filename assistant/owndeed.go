package assistant

import (
	"regexp"
	"slices"

	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// What somebody tells that they did to another, and whether they fear what comes of it.

// caused reports whether the person told of something that they did to another, before this message.
func (a *Assistant) caused(s *state) bool {
	return s.memory.Hits || s.memory.Speaker.is(driver) || slices.ContainsFunc(s.memory.earlier(), a.did)
}

// did reports whether a message tells of what its writer did to another.
func (a *Assistant) did(text string) bool {
	return text != "" && !lostKin(text) && (route.Caused(text) || ownDeed(text) || drove(text) || route.Accused(text) == route.Nobody && RouterOf(a.bank).Route(text).Kind == route.Perpetrator)
}

// deeds are what "ik heb" before them makes the writer's own.
var deeds = words("geslagen geschopt getrapt gestompt geduwd gebeten gestoken bedreigd mishandeld misbruikt verkracht aangerand gestalkt gevolgd gestolen beroofd opgelicht gewurgd vermoord gedood doorgestuurd")

// ownDeed reports "ik heb mijn vriendin geslagen": nobody else does it, and it is not done to the writer.
func ownDeed(text string) bool {
	tokens := dutch.Tokens(text)
	for i := 1; i < len(tokens); i++ {
		own := (tokens[i-1].Text == "ik" || tokens[i-1].Text == "en") && tokens[i].Text == "heb" || tokens[i-1].Text == "heb" && tokens[i].Text == "ik"
		if !own {
			continue
		}
		for _, t := range tokens[i+1:] {
			if deeds[t.Text] {
				return true
			}
			if ofOthers[t.Text] {
				break
			}
		}
	}
	return false
}

// What asks in few words whether the writer will be punished, and not whether something is an offence or somebody else is.
var (
	punishment  = words("straf gestraft punished trouble punition puni punie karę ukarana ukarany ceza покарають покарання накажут عقاب عقوبة kastigo")
	offence     = words("strafbaar")
	firstPerson = words("ik wij i we je moi mi me мене ми bana beni أنا")
	ofOthers    = words("hij zij ze die deze dader daders verdachte he she they il elle on ona oni o onlar він вона вони هو هي e nan")
)

// fearsPunishment reports a short question whether the writer will be punished: "krijg ik nu straf".
func fearsPunishment(text string) bool {
	tokens := dutch.Tokens(text)
	about := func(some map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return some[t.Text] })
	}
	return len(tokens) <= leanWords/2 && !about(ofOthers) && about(firstPerson) && (about(punishment) || about(offence))
}

// seeksWhoFled reports whether who told that they hurt a partner asks where that one is now, or how to find them. Who asks for a place of their own does not,
// nor does the parent of a child that is gone.
func (s *state) seeksWhoFled() bool {
	line := plainWords(s.question)
	hurt := s.memory.Hits || slices.ContainsFunc(s.memory.earlier(), ownDeed)
	return hurt && seeksThem.MatchString(line) && !forThemselves.MatchString(line) && !slices.ContainsFunc(s.saidSoFar(), namesYoung)
}

var (
	// seeksThem matches a question where somebody is, lives or sleeps now.
	seeksThem = regexp.MustCompile(`\b(waar|bij wie|(in|bij|op)? ?(welke|welk) \S+) (\S+ ){0,3}` + fled + ` (\S+ ){0,3}(is|zit|woont|slaapt|verblijft|uithangt|heen|naartoe|zijn|heeft)\b|\b(waar|(in|bij) (welke|welk) \S+) (is|zit|woont|slaapt|verblijft|zou|kan) ` + fled + `\b|\bhoe (vind|bereik) ik ` + fled + `\b|\bhoe (kom|weet) ik (\S+ ){0,2}(waar|welk|welke|in welke|bij welke)\b`)
	// forThemselves matches who asks for themselves.
	forThemselves = regexp.MustCompile(`\bik (\S+ )?(terecht|heen|naartoe|naar toe|slapen)\b|\bwaar ik\b|\bbang\b`)
)

const fled = `(ze|zij|hij|die|haar|hem|(mijn|mn) (vrouw|vriendin|man|vriend|ex|partner))`
