package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
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

var denials = tokensOf("niet geen nooit noemt noemde noemen not never pas nie değilim не لست no")
