package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// calling are words for calling and speaking, and for who can do neither.
var calling = tokensOf("bellen bel telefoneren praten spreken hardop doof stom stem call phone talk speak deaf mute voice appeler téléphoner parler sourd sourde muet muette dzwonić zadzwonić rozmawiać mówić głuchy głucha niemy niema arayamam arayamıyorum konuşamam konuşamıyorum sağırım sağır telefonla дзвонити подзвонити зателефонувати телефонувати говорити розмовляти глухий глуха الاتصال أتصل اتصل الكلام أتكلم اتكلم التحدث أتحدث احكي أصم صماء yama bel bèl papia surdu")

// wishAgain returns the card of a wish to die again, for who says in a few words that they cannot or dare not call or speak: they can write to 113.
// That somebody may hear them is meant where somebody is named, or told of before.
func (s *state) wishAgain(f danger.Finding) (danger.Finding, bool) {
	m := s.memory
	text := dutch.Visible(s.turn.said())
	tokens := dutch.Tokens(text)
	heard := s.reads.Check(text)
	if !m.Wish || m.Silent || len(m.Near) == 0 || !heard.Silent || len(without(heard.Kinds, danger.PerpetratorNear, danger.AcuteDanger)) > 0 || len(without(m.Kinds, danger.Suicidality, danger.SelfHarm)) > 0 ||
		len(tokens) > leanWords || route.NamesAnother(text) || !slices.ContainsFunc(tokens, func(t dutch.Token) bool { return calling[t.Text] || calling[afterAnd(t.Text)] }) {
		return f, false
	}
	again := danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Near, Child: f.Child, Grown: f.Grown, Deaf: f.Deaf, Wish: true}
	if m.Card != nil {
		again.Level, again.Kinds, again.Lines = m.Card.Level, m.Card.Kinds, m.Card.Lines
	}
	return again, true
}

// underWay returns whom to reach below every answer after a wish to die: the ambulance too, for who said to have begun.
func (m *Memory) underWay() []danger.Line {
	if m.Card != nil && len(m.Card.Lines) > 0 && m.Card.Lines[0] == danger.Emergency && m.Card.Kinds[0] == danger.Suicidality {
		return []danger.Line{danger.Emergency, danger.SuicideLine}
	}
	return []danger.Line{danger.SuicideLine}
}

// regretting are words of who is sorry for what they took.
var regretting = tokensOf("spijt regret regrette żałuję pişmanım шкодую ندمت نادم نادمة arepentí")

// regretWords is how many words a message has that says nothing but that.
const regretWords = 6

// regrets reports whether who said to have taken something says no more than that they regret it: the ambulance is still for them.
func (s *state) regrets() bool {
	m, tokens := s.memory, dutch.Tokens(dutch.Visible(s.turn.said()))
	return !m.Calm && len(m.underWay()) > 1 && len(tokens) <= regretWords && slices.ContainsFunc(tokens, func(t dutch.Token) bool { return regretting[t.Text] })
}

// Of who tells that somebody of theirs died by their own hand, a few words are heard in which there is nothing but that they want or think of it too: "ik
// snap hem wel, ik wil het ook". Every word of theirs stands in one of these, and one in each of the first two.
var (
	tooWords  = tokensOf("ook zelf hetzelfde too also same moi aussi pareil też tak samo de da aynı aynısını kendim теж також أيضا ايضا كمان tambe")
	wishWords = tokensOf("wil wilde wou zou denk dacht overweeg speel verlang loop gedachte gedachten want wanted think thinking thought considering veux voudrais pense pensais chcę chciałabym chciałbym myślę istiyorum düşünüyorum хочу думаю أريد اريد أفكر افكر ke pensa")
	withWish  = tokensOf("ik er eraan erover aan over met rond dat die het de soms steeds vaak weleens wel eens heel erg snap begrijp hem haar ze maar en nu echt gewoon willen doen naar elke dag nacht niet meer eigenlijk " +
		"i it that about of sometimes every day am him her understand but and the to do je j y ça le la c parfois mais comprends ja o tym tego czasem zrobić rozumiem go ją ben bunu bazen ama onu я про це цього іноді але його її أنا انا في ذلك هذا احيانا mi esei riba den")
)

// wishesToo reports whether a message says no more than that its writer wants or thinks of it too, or wants no more themselves.
func wishesToo(text string) bool {
	tokens := tokenTexts(dutch.Visible(text))
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	strange := slices.ContainsFunc(tokens, func(w string) bool { return !tooWords[w] && !wishWords[w] && !withWish[w] })
	denies := slices.Contains(tokens, "niet") && !slices.Contains(tokens, "meer")
	return !strange && !denies && has(tooWords) && has(wishWords) && !route.Asks(text)
}

// ofOwnHand reports whether what is remembered tells of somebody's death by their own hand, in the words of the writer or of the site.
func ofOwnHand(text string) bool {
	return route.OwnHand(text) || slices.Contains(tokenTexts(text), "zelfdoding")
}

// namesOwnHand reports whether a text names a death by somebody's own hand, whose ever it was.
func namesOwnHand(text string) bool {
	return ofOwnHand(text) || slices.ContainsFunc(tokenTexts(text), func(w string) bool { return w == "zelfmoord" || w == "suïcide" || w == "suicide" })
}

// onWish corrects what the danger check makes of a few words about wanting no more, by what was told before or stands beside it. In another language it is
// remembered only that somebody died, and not how.
func (m *Memory) onWish(f danger.Finding, text string) danger.Finding {
	words := tokenTexts(dutch.Visible(text))
	says := func(w string) bool { return slices.Contains(words, w) }
	few := len(words) <= leanWords
	line := plainWords(text)
	switch {
	case f.Level == danger.None && (m.Loss && m.wantsToTheDead(line) || noMoreEither.MatchString(line) && slices.ContainsFunc(append(m.earlier(), m.Said...), namesOwnHand)):
		return danger.Finding{Level: danger.Concern, Kinds: []danger.Kind{danger.Suicidality}, Lines: []danger.Line{danger.SuicideLine}, Child: f.Child, Grown: f.Grown, ThirdParty: ofAnothersWish.MatchString(line), Ruled: true, Wish: true}
	case f.Level == danger.None && wishesToo(text) && (slices.ContainsFunc(append(m.earlier(), m.Said...), ofOwnHand) || m.Loss && m.Lang != "" && m.Lang != "nl" || says("niet") && says("meer")):
		return danger.Finding{Level: danger.Concern, Kinds: []danger.Kind{danger.Suicidality}, Lines: []danger.Line{danger.SuicideLine}, Child: f.Child, Grown: f.Grown, Ruled: true, Wish: true}
	case f.Ruled || !f.Weighs() || !few || !says("niet"):
		return f
	case says("terug") && says("naar") && (says("hem") || says("haar") || ofHome(text)): // who leaves a partner; 113 stays, for it may be said of life too
		f.Level, f.Kinds, f.Lines = danger.Concern, []danger.Kind{danger.AcuteDanger}, []danger.Line{danger.SafeAtHome, danger.Emergency, danger.SuicideLine}
	case says("kan") && (says("slapen") || says("slaap")) && !says("leven") && !says("wakker") && !says("dood"): // "ik kan niet meer slapen in dat huis"
		f.Level = danger.Concern
	}
	return f
}

var (
	// toTheDead matches who wants to be with somebody, of whom it was told that somebody died.
	toTheDead = regexp.MustCompile(`\b(wil|wilt|wilde|wou) (\S+ ){0,3}(naar|bij) (papa|mama|pap|mam|opa|oma|hem|haar|mijn (man|vrouw|zoon|dochter|kind|vader|moeder|broer|zus)|mn (man|vrouw|zoon|dochter|kind|vader|moeder|broer|zus)) (toe|zijn)\b`)
	// noMoreEither matches who wants no more of anything, of whom it was told that somebody ended their life.
	noMoreEither = regexp.MustCompile(`\b(wil|wilt|willen|wilde|wou) (ook |nu |echt |eigenlijk |zelf )*niet (langer|meer)( verder| leven| door)?$`)
	// ofAnothersWish matches that somebody else says or wants it.
	ofAnothersWish = regexp.MustCompile(`\b(mijn|mn|onze|m n) \S+ (wil|wilt|willen|zegt|zei|zeggen|praat|heeft)\b|\b(hij|zij|ze) (wil|wilt|zegt|zei)\b`)
)

// wantsToTheDead reports whether somebody wants to be with one of whom it was told that they died.
func (m *Memory) wantsToTheDead(line string) bool {
	found := toTheDead.FindStringSubmatch(line)
	if found == nil || route.Asks(line) {
		return false
	}
	whom := strings.Fields(found[4])
	name := whom[len(whom)-1]
	if name == "hem" || name == "haar" {
		return true
	}
	for _, same := range [][]string{{"papa", "pap", "vader", "pa"}, {"mama", "mam", "moeder", "ma"}} {
		if slices.Contains(same, name) {
			return hasToken(m.story(), words(strings.Join(same, " ")))
		}
	}
	return hasToken(m.story(), words(name))
}
