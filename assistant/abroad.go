package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// happenedAbroad reports whether a text tells that something happens or happened to its writer, or to somebody of theirs, in another country. Where others
// live, or where the writer comes from, is not meant.
func happenedAbroad(text string) bool {
	all, home := clausesOf(text), isHome.MatchString(plainWords(text))
	there, stays := false, false
	for _, x := range all {
		for i := range x.words {
			if home || !x.inAnotherCountry(i) || x.holds(livesThere) || x.of(people) >= 0 {
				continue
			}
			line := strings.Join(x.words, " ")
			writer := x.of(writerWords) >= 0 || x.of(meWords) >= 0 || x.of(othersWords) < 0 && x.of(strangerWords) < 0 && x.of(kinWords) < 0
			stays = stays || writer && staysThere.MatchString(line)
			event := slices.ContainsFunc(x.words, func(w string) bool { return eventWords[w] || deeds[w] || w == "verdwenen" })
			there = there || event && (writer || x.of(ownerWords) >= 0 && x.of(kinWords) >= 0)
		}
	}
	told := knowledge.ToldIn(text)
	return there || stays && (told.Named != 0 || all.suffered() || danger.Check(text).Level > danger.None || slices.Contains(tokenTexts(text), "verdwenen"))
}

var (
	staysThere = regexp.MustCompile(`\b(ben|zit|zijn|zitten|verblijf|verblijven|lig|op vakantie|op reis|op uitwisseling)\b`)
	isHome     = regexp.MustCompile(`\b(weer|inmiddels|nu) (weer )?(thuis|terug)\b|\bterug in nederland\b`)
)

// inAnotherCountry reports whether at a place in a clause stands that something is in another country: "in Spanje", "in het buitenland", "op Bali".
func (x clause) inAnotherCountry(i int) bool {
	if x.words[i] != "in" && x.words[i] != "op" {
		return false
	}
	for _, w := range x.words[i+1 : min(i+4, len(x.words))] {
		switch {
		case lands[w]:
			return true
		case !beforeLand[w]:
			return false
		}
	}
	return false
}

// ofOtherLand returns a text with the name of another country as what pages call it.
func ofOtherLand(text string) string {
	var out strings.Builder
	end := 0
	for _, t := range dutch.Tokens(text) {
		if lands[t.Text] {
			out.WriteString(text[end:t.Start] + "buitenland")
			end = t.End
		}
	}
	return out.String() + text[end:]
}

// inAbroad returns, once and with a space behind it, whom who may still be in another country can call there; "" for others.
func (s *state) inAbroad() string {
	if !s.memory.Speaker.is(inOtherLand) || s.memory.Speaker.is(toldAbroad) || s.memory.Loss || s.memory.Booking != nil {
		return ""
	}
	s.memory.Speaker |= toldAbroad
	return Message(s.answer.Lang, "abroad") + " "
}

var (
	livesThere = words("woon woont wonen woonde geboren gevlucht kom komt vandaan afkomstig opgegroeid dader naar")
	beforeLand = words("het de een zuid noord oost west nieuw")
	// lands are other countries, and places where people are on holiday, as a text names them.
	lands = tokensOf(strings.Join(slices.Collect(strings.FieldsSeq(`buitenland belgië duitsland frankrijk spanje portugal italië griekenland turkije engeland schotland ierland wales londen parijs barcelona
		berlijn brussel antwerpen rome lissabon istanbul praag boedapest oostenrijk zwitserland luxemburg polen tsjechië slowakije hongarije roemenië bulgarije kroatië slovenië servië bosnië albanië macedonië montenegro kosovo
		denemarken zweden noorwegen finland ijsland estland letland litouwen oekraïne rusland moldavië malta cyprus kreta ibiza mallorca tenerife marokko algerije tunesië egypte libië israël jordanië libanon syrië irak
		iran afghanistan pakistan india nepal bangladesh thailand vietnam cambodja laos indonesië bali maleisië singapore filipijnen china japan korea hongkong dubai qatar australië amerika
		canada mexico brazilië argentinië colombia peru chili ecuador venezuela suriname cuba jamaica dominicaanse afrika zuid-afrika kenia ghana nigeria ethiopië eritrea somalië gambia senegal tanzania oeganda
		soedan kaapverdië`)), " "))
)
