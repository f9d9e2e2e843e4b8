package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
)

// A few words of a talk can ask what one page says in words of its own, while their own words find another. What was told decides then what the site is asked.

// settle returns what the site is asked for such a message; "" for any other.
func (a *Assistant) settle(s *state) string {
	if s.memory.Booking != nil || s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" {
		return ""
	}
	for _, of := range []func(*state) string{a.ofTalkingWith, a.ofSexual, a.ofFear, (*state).ofComing, (*state).ofUnknownDriver, (*state).ofCompany, (*state).ofBlowsBack, a.ofCalling} {
		if search := of(s); search != "" {
			return search
		}
	}
	if s.asksToPay() {
		return notToPay
	}
	if line := plainWords(s.turn.said()); speaksNone.MatchString(line) && toPolice.MatchString(line) {
		return interpreter
	}
	return ""
}

// interpreter is what the site is asked for who speaks no Dutch and would go to the police or to court.
const interpreter = "ik spreek geen Nederlands, krijg ik een tolk bij de politie"

var (
	speaksNone = regexp.MustCompile(`(geen|niet goed|slecht|nauwelijks|weinig) nederlands|nederlands (niet|slecht)|(don'?t|do not|dont|cannot|cant|can'?t|no) (speak|know|understand) dutch|not speak dutch|(ne|pas) .*n[ée]erlandais|(nie|słabo|slabo) .*(niderlandz|holender)|(hollandaca|felemenkçe) .*(bilmi|konuşam|konusam)|(не|погано) .*(нідерландськ|голландськ)|(لا|ما) .*(الهولندية|هولندي)`)
	toPolice   = regexp.MustCompile(`\b(politie|aangifte|rechter|rechtbank|zitting|police|report|court|plainte|tribunal|policj\w*|sąd\w*|zgłosi\w*|polis\w*|mahkeme\w*)\b|поліці|суд|заяв|شرطة|الشرطة|شكوى|محكمة`)
)

// ofSettledPage returns the sentences of the page that answers what was settled: what others say beside it is of something else.
func (s *state) ofSettledPage(kept []Sentence) []Sentence {
	if s.settled == "" || s.settled == notToPay || len(kept) == 0 || len(kept[0].Cites) == 0 {
		return kept
	}
	title := kept[0].Cites[0].Title
	return slices.DeleteFunc(slices.Clone(kept), func(x Sentence) bool { return len(x.Cites) == 0 || x.Cites[0].Title != title })
}

// ofComing returns what the site is asked for who asks what to do when the one who comes free comes to them.
func (s *state) ofComing() string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || len(strings.Fields(line)) > leanWords || !ifTheyCome.MatchString(line) || !slices.ContainsFunc(append(s.memory.earlier(), s.memory.Said...), route.ComesFree) {
		return ""
	}
	return "bericht als de dader vrijkomt: wat doe ik als hij naar mij toe komt of bij mijn huis staat"
}

var ifTheyCome = regexp.MustCompile(`\b(als|wat als|stel dat) ` + comesHere)

// withCompany is what the site is asked for who asks whether somebody may come along to the police or to court.
const withCompany = "mag ik iemand meenemen naar de politie of de rechtbank, wie mag er mee"

// ofCompany returns that for who told just before where they go.
func (s *state) ofCompany() string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || len(strings.Fields(line)) > leanWords || !alongWith.MatchString(line) {
		return ""
	}
	told := plainWords(strings.Join(append(s.memory.earlier(), append(s.memory.Said, s.question)...), "\n"))
	if !goesTo.MatchString(told) || ofOtherPlace.MatchString(line) {
		return ""
	}
	return withCompany
}

var (
	alongWith    = regexp.MustCompile(`\b(mag|kan|mogen|kunnen) (er |daar )?(iemand|ik iemand|(ik )?(mijn|mn) \S+|een (vriend|vriendin|familielid|kennis|collega|ouder|hulpverlener|begeleider|advocaat)) (\S+ ){0,5}(mee|meenemen|meekomen|meegaan|erbij|bij zijn|bij blijven)\b|\b(mag|kan) ik (\S+ ){0,3}(mee|meekomen|meegaan)\b|\bmoet ik (\S+ ){0,3}alleen (heen|naartoe|naar|gaan|komen)\b`)
	goesTo       = regexp.MustCompile(`\b(politie|politiebureau|aangifte|verhoor|verhoord|gehoord|getuig\S*|zitting|rechtbank|rechter|rechtszaak|officier|justitie|slachtoffergesprek)\b`)
	ofOtherPlace = regexp.MustCompile(`\b(ziekenhuis|dokter|arts|huisarts|psycholoog|ggz|school|werk|gemeente|uitvaart|begrafenis|crematie|opvang|herstel\S*|bemiddel\S*|dader|ex)\b`) // of which that page says nothing
)

// What the site is asked for who was hit after they hit first, and for who asks then whether there is help for them.
const (
	struckToo   = "ik ben mishandeld en heb pijn, wat moet ik nu doen"
	helpForBoth = "mishandeling: ik heb teruggeslagen, kan ik dan nog hulp krijgen"
)

// ofBlowsBack returns what was done to who tells that they hit first: it was done to them all the same.
func (s *state) ofBlowsBack() string {
	line := plainWords(s.question)
	m := struckFirst.FindStringSubmatch(line)
	told := func(text string) bool { return struckFirst.MatchString(plainWords(text)) && !ofHome(text) }
	switch {
	case s.answer.Lang != "nl" || s.finding.Level > danger.None:
	case helpForMe.MatchString(line) && route.Asks(s.question) && len(strings.Fields(line)) <= leanWords && slices.ContainsFunc(append(s.memory.earlier(), s.memory.Said...), told):
		return helpForBoth
	case m == nil || route.Asks(s.question) || ofHome(s.question):
	case danger.NamesWeapon(m[1]) || strings.Contains(m[1], "gestoken") || strings.HasPrefix(m[1], "stak"):
		return m[1]
	default:
		return struckToo
	}
	return ""
}

var helpForMe = regexp.MustCompile(`\b(hulp|helpen|slachtoffer|slachtofferhulp|terecht|schuldig|strafbaar)\b`)

var struckFirst = regexp.MustCompile(`\bik (?:heb|had|gaf|sloeg|duwde|schopte|trapte|begon)\b.*?\b((?:sloeg|slaat|stak|schopte|trapte|stompte|gooide|duwde|beet|heeft|hebben|sloegen|schopten|trapten) (?:(?:hij|zij|ze|die \S+|de ander) )?(?:\S+ ){0,2}(?:mij|me|terug)\b.*)`)

// ofCalling returns what the site says of reaching us without a call, for who finds it hard to speak on the telephone and is afraid of nobody.
func (a *Assistant) ofCalling(s *state) string {
	line := plainWords(s.question)
	if s.answer.Lang != "nl" || s.finding.Level > danger.None || len(s.memory.Kinds) > 0 || len(strings.Fields(line)) > leanWords || !byPhone.MatchString(line) || !isHard.MatchString(line) || otherPhone.MatchString(line) {
		return ""
	}
	topic, ok := a.topics().Lookup(byText)
	if !ok {
		return ""
	}
	return topic.Name
}

var (
	byPhone    = regexp.MustCompile(`\b(praat|praten|bel|bellen|spreek|spreken|telefoneren|gesprek)\b.*\btelefoon\b|\btelefoon\b.*\b(praat|praten|bel|bellen|spreek|spreken)\b`)
	isHard     = regexp.MustCompile(`\b(niet|geen|moeilijk|moeite|lastig|eng|spannend|zonder|angst|bang|stotter\S*)\b`)
	otherPhone = regexp.MustCompile(`\b(afgeluisterd|afluister\S*|luistert|gestolen|kwijt|afgepakt|kapot|nederlands|engels|taal|accent|hij|ze|zij|man|vrouw|vriend|ex|dader|politie|rechter)\b`)
)
