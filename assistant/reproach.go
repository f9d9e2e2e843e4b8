package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Who calls themselves a fool blames themselves for what another did: "wat ben ik toch een oude ezel", of who was tricked. That is no wish to die and no
// word against us, and whoever says it hears that it is not their fault.

var (
	fools    = tokensOf("ezel sukkel sufferd stommeling stommerd stommerik idioot idiote dwaas domoor domkop dommerik oen rund kluns koe kalf uilskuiken dom stom naïef naief goedgelovig onnozel idiot idiots fool foolish stupid dumb naive bête naïf naïve stupide głupi głupia glupia idiota idiotka naiwna naiwny aptalım salağım aptalmışım дурень дурепа дурна дурний наївна наївний غبي غبية أحمق حمقاء tonto bobo kèns")
	foolSelf = tokensOf("ik mij me mezelf i i'm im suis jestem byłam byłem aptalım salağım aptalmışım я أنا كنت mi")
	mute     = words("doof doofstom stil")
	// soundly are words beside which "stom" is foolish, and not mute.
	soundly = tokensOf("voel voelde zo zo'n toch wat geweest van te")
)

// reproaches reports whether a message says in a few words that its writer is a fool, and nothing of anybody else.
func reproaches(text string) bool {
	tokens := dutch.Tokens(text)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return of[t.Text] })
	}
	if len(tokens) > leanWords || !has(fools) || !has(foolSelf) || has(ofOthers) || has(denials) || has(mute) || has(asksMore) || strings.HasSuffix(text, "?") {
		return false
	}
	return !has(words("stom")) || has(soundly)
}

// asksMore are words with which a question goes on behind it, or something else is said.
var asksMore = tokensOf("kan kun krijg moet mag hoe waar wie can how where when comment où jak gdzie nasıl nerede як де كيف")

// ofGuilt is the topic of guilt and shame after what another did, mourning that of who lost somebody.
const (
	ofGuilt  knowledge.TopicID = "schuld_schaamte"
	mourning knowledge.TopicID = "rouw"
)

// bodyAnswered matches what somebody tells of their body, or of having wanted it, when they were raped: it is no consent, and they blame themselves for it.
var bodyAnswered = regexp.MustCompile(`\b(mijn|m'n|mn) lichaam (reageerde|werkte mee|deed mee|vond)|\b(erectie|stijve|orgasme|klaargekomen|klaarkwam|kwam ik klaar|ik kwam klaar|opgewonden|werd nat|was nat)\b|wilde ik het (zelf |toch |eigenlijk |stiekem )*(wel|ook|zelf)\b|ik wilde het (zelf |toch |eigenlijk |stiekem )*(wel|ook|zelf)\b|ik heb niets? (gedaan|gezegd) om|\bik (bevroor|verstijfde|verlamde)\b|(niet|geen) (nee gezegd|tegengestribbeld|teruggevochten|verzet)`)

// blamesBody reports whether who told of sexual violence says what their body did, or that they did not fight.
func (s *state) blamesBody() bool {
	said := s.turn.said()
	if s.answer.Lang != "nl" || s.memory.Booking != nil || s.turn.Retrieved != "" || route.Asks(said) && len(dutch.Tokens(said)) > leanWords || !bodyAnswered.MatchString(strings.ToLower(dutch.Visible(said))) {
		return false
	}
	return slices.Contains(s.memory.Kinds, danger.SexualViolence) || slices.ContainsFunc(append(s.memory.earlier(), append(s.memory.Said, said)...), func(text string) bool {
		return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return abuse[w] })
	})
}

// blamesSelf reports whether somebody to whom no other did anything asks or says that it was their own fault: who was in an accident, or lost somebody by
// one or by their own hand. What another does is never their fault, they would be told; here nobody can say so, and who did it themselves is not comforted.
func (a *Assistant) blamesSelf(s *state) bool {
	if s.finding.Level != danger.None || s.memory.Booking != nil || s.turn.Retrieved != "" || !route.BlamesSelf(s.question) && !reproaches(s.question) || a.caused(s) || a.did(s.question) {
		return false
	}
	told := s.memory.soFar(true) + "\n" + s.question
	killed := slices.ContainsFunc(tokenTexts(told), func(w string) bool { return begins(w, killing) })
	return !killed && (route.Mishap(told) || leaptBefore(told) || s.memory.Loss && !route.OfOffence(told))
}

// notToBlame says what is said to who blames themselves and was hurt by nobody, and then what the site says of grief, or of such thoughts.
func (a *Assistant) notToBlame(ctx context.Context, s *state) (verdict, error) {
	r := reply{key: "self_blame", status: Told, action: ActionAnswer, search: ofGuilt}
	if s.memory.Loss {
		r.search = mourning
	}
	s.kind = route.Guilt
	s.answer.Status, s.answer.Action, s.own = r.status, r.action, true
	return verdict{done: true, word: r.key}, a.withSite(ctx, s, r)
}

var denials = tokensOf("niet geen nooit noemt noemde noemen not never pas nie değilim не لست no")
