package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// line is an utterance as the readers of facts see it.
type line struct {
	*Utterance
	fold   string        // folded text
	tokens []dutch.Token // of Text
	asks   bool          // a question
	days   []dutch.Day   // in Text
	clocks []dutch.Clock
	cash   bool // speaks of money
}

// linesOf prepares the utterances of t for reading. What was struck, or said while recording was off, has no words.
func linesOf(us []Utterance) []line {
	lines := wordsOf(us)
	for i := range lines {
		if l := &lines[i]; l.fold != "" {
			l.days, l.clocks = dutch.Days(l.Text), dutch.Clocks(l.Text)
			l.cash = moneyCue.MatchString(l.fold)
		}
	}
	return lines
}

// wordsOf prepares the words alone, which is all that telling speakers apart needs.
func wordsOf(us []Utterance) []line {
	lines := make([]line, len(us))
	for i := range us {
		l := line{Utterance: &us[i]}
		if !us[i].Struck {
			l.fold = plainSpeech(dutch.Fold(us[i].Text))
			l.tokens = dutch.Tokens(us[i].Text)
			l.asks = asks(l.fold)
		}
		lines[i] = l
	}
	return lines
}

// dialect are words of Brabant, Limburg, Flanders and the east that are written as they are said.
var dialect = map[string]string{
	"jao": "ja", "joa": "ja", "joh": "joh", "nie": "niet", "nij": "nee", "mar": "maar", "moar": "maar", "veur": "voor", "vurrige": "vorige", "oew": "uw", "ouw": "uw", "oe": "u", "ge": "je",
	"gij": "jij", "gie": "jij", "hedde": "hebt u", "hebbe": "hebben", "wilde": "wilt u", "zedde": "bent u", "kunde": "kunt u", "kende": "kent u", "da": "dat", "wa": "wat", "dè's": "dat is", "maag": "mag",
	"ik'k": "ik", "hè'k": "heb ik", "he'k": "heb ik", "efkes": "even", "effe": "even", "effen": "even", "vruug": "vroeg", "goeie": "goede", "m'n": "mijn", "z'n": "zijn", "d'r": "haar", "ie": "hij", "tuurlijk": "natuurlijk",
	"sws": "sowieso", "mn": "mijn", "zn": "zijn", "ff": "even", "idk": "weet ik niet", "thx": "bedankt", "gvd": "gvd", "neuj": "nee", "nou": "nou", "wir": "weer", "mee": "mee",
}

// plainSpeech writes dialect words of a folded text as others write them. "Wilde" and "kende" are dialect only before "gij" is left out, at the
// head of a question; as past tense they stay.
func plainSpeech(fold string) string {
	changed := false
	words := strings.Fields(fold)
	for i, w := range words {
		core := strings.Trim(w, ".,!?;:")
		to, ok := dialect[core]
		if !ok || (core == "wilde" || core == "kende") && !(i == 0 && strings.Contains(fold, "?")) {
			continue
		}
		words[i] = strings.Replace(w, core, to, 1)
		changed = true
	}
	if !changed {
		return fold
	}
	return strings.Join(words, " ")
}

// staff and client tell whose words a line holds. An interpreter speaks for the client.
func (l line) staff() bool  { return l.Role == Staff }
func (l line) client() bool { return l.Role == Client || l.Role == Interpreter }

// ours reports whether the line is of the client's side: the client, their interpreter, or who helps them.
func (l line) ours() bool { return l.client() || l.Role == Relative }

// has reports whether the folded text holds one of the words or phrases, as whole words.
func (l line) has(phrases ...string) bool { return hasPhrase(l.fold, phrases...) }

func hasPhrase(fold string, phrases ...string) bool {
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(fold[from:], p)
			if i < 0 {
				break
			}
			i += from
			end := i + len(p)
			if (i == 0 || !letter(fold[i-1])) && (end == len(fold) || !letter(fold[end])) {
				return true
			}
			from = i + 1
		}
	}
	return false
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

const (
	secondPerson = `(?:u|je|jij|jullie|ge|gij)`
	askingVerbs  = `(?:heb|hebt|heeft|ben|bent|is|zijn|was|waren|kun|kunt|kan|wil|wilt|mag|moet|weet|woon|woont|slaap|slaapt|voel|voelt|zou|zoudt|denk|denkt|vind|vindt|ken|kent|kende|verwacht|begrijp|begrijpt|krijg|krijgt|had|hadden|doet|doe|durf|durft|werk|werkt|zat|stond|herken|herkent|hoor|hoort|ga|gaat|zie|ziet|zit|staat|komt|blijft|past|schikt|lukt|klopt|zal|zullen)`
)

var opensAsking = expressed(`^(?:(?:en|maar|oke|goed|dan|nog|eh|ja|dus|of|mooi|fijn|duidelijk|helder|prima|mevrouw|meneer|nou)[ ,.]+)*(?:` + askingVerbs + ` ` + secondPerson + `\b|(?:wat|hoe|wie|waar|wanneer|welke?|hoeveel|waarom|hoelang|hoe lang)\b (?:\w+ )?(?:is|zijn|was|heb|hebt|heeft|ben|bent|doet|doe|kost|kun|wil|wilt|moet|zegt|zei|verdien|verdient|voor|gaat|ging|vaak|lang|veel|oud|laat|gebeurt|gebeurde|willen|zeggen|riep|riepen|schreef|stond|staat|vindt|komt|hou|houdt|red|redt|slaap|slaapt|` + secondPerson + `)\b|(?:heeft|is|komt|doet|kan|wil|zegt|zit|woont|durft|werkt) (?:hij|zij|ze|die man|iemand)\b|is er\b|zijn er\b|mag ik\b|zal ik\b|zullen we\b|vindt? u dat|is dat)`)

// asks reports whether a folded text asks something, with its mark or, where a recogniser wrote none, by its word order.
func asks(fold string) bool {
	if strings.Contains(fold, "?") {
		return true
	}
	return !strings.ContainsAny(fold, ".!,") && opensAsking.MatchString(fold)
}

// unpunctuated reports whether a recogniser wrote the call without marks.
func unpunctuated(lines []line) bool {
	marked, all := 0, 0
	for _, l := range lines {
		if l.Text == "" {
			continue
		}
		all++
		if strings.ContainsAny(l.Text, ".?!") {
			marked++
		}
	}
	return marked*5 < all
}
