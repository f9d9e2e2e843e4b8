package jurisprudence

import (
	"strings"
)

// Injury is one injury of which a ruling says that a victim has it, or that it was not found.
type Injury struct {
	Text string // in the words of the ruling
	Kind string // the word it was known by
	At   Span
}

// injuryWords are the stems by which injuries are known. They are nouns; what a court only says of the force used is no injury.
var injuryWords = []string{
	"gebroken", "breuk", "breuken", "fractuur", "fracturen", "hersenletsel", "hersenschudding", "hersenbloeding", "schedelbasisfractuur", "schedelletsel", "litteken", "littekens", "posttraumatische stressstoornis", "posttraumatische stress-stoornis", "posttraumatische stress stoornis", "ptss", "gebitsschade",
	"gebitsletsel", "tand", "tanden", "dwarslaesie", "brandwond", "brandwonden", "steekwond", "steekwonden", "steekverwonding", "steekverwondingen", "steekletsel", "schotwond", "schotwonden", "schotverwonding", "schotverwondingen", "snijwond", "snijwonden", "hoofdwond", "bijtwond", "klaplong",
	"kneuzing", "kneuzingen", "zwelling", "zwellingen", "blauwe plek", "blauwe plekken", "bloeduitstorting", "bloeduitstortingen", "hematoom", "schaafwond", "schaafwonden", "bloedneus", "blauw oog", "depressie", "depressieve stoornis", "angststoornis", "paniekstoornis", "whiplash", "bult", "dubbelzien", "gehoorverlies", "gehoorschade",
	"krachtsverlies", "gevoelsverlies", "verminderd gevoel", "zenuwletsel", "zenuwschade", "amputatie", "geamputeerd", "oogletsel", "blind", "blindheid", "miltruptuur", "leverletsel", "polsletsel", "knieletsel", "nekletsel", "rugletsel", "handletsel", "bekkenletsel", "peesletsel", "zwanger", "zwangerschap", "overleden", "om het leven gekomen", "angstklachten", "slaapproblemen", "herbelevingen", "nachtmerries", "lichamelijke schade", "blijvende schade", "botbreuken", "striemen", "miskraam", "verlamd", "verlamming", "coma", "tinnitus", "klachten van psychische aard", "acute stressstoornis", "dissociatieve",
}

// lexicon indexes the stems by their first two letters, so that a text is searched once.
var lexicon = func() map[string][]string {
	m := map[string][]string{}
	for _, w := range injuryWords {
		m[w[:2]] = append(m[w[:2]], w)
	}
	return m
}()

// injuries finds the injuries of victims, and those that were expressly not found. Only what the court or a doctor says counts: a charge, a
// position or an annex does not.
func injuries(r *Ruling, low string, list []clause) (found, negated []Injury) {
	if r.Kind == Administrative || r.Kind == Conclusion {
		return nil, nil
	}
	seen := map[string]bool{}
	for _, c := range list {
		switch c.topic {
		case ChargeTopic, LawTopic, AnnexTopic, SignatureTopic, ConfiscationTopic, EarlierTopic, DictumTopic:
			continue
		}
		if c.speaker != CourtSpeaker || c.heading || speakerOf(low[c.Start:c.End], CourtSpeaker, r) != CourtSpeaker || defendantHurt(low[c.Start:c.End]) {
			continue
		}
		for _, x := range injuriesIn(r.Text, low, c.Span) {
			no := denied(low, c.Span, x.At)
			key := strings.ToLower(x.Text)
			if no {
				key = "niet " + key
			}
			if seen[key] || len(found)+len(negated) >= 60 {
				continue
			}
			seen[key] = true
			if no {
				negated = append(negated, x)
			} else if !hypothetical(low[c.Start:c.End]) {
				found = append(found, x)
			}
		}
	}
	return found, negated
}

// injuriesIn returns the injuries named in one sentence, each with the body part or side that belongs to it.
func injuriesIn(text, low string, c Span) []Injury {
	var out []Injury
	for i := c.Start; i+2 <= c.End; i++ {
		if i > c.Start && letter(low[i-1]) {
			// A compound may end in the word: "kaakbreuk", "handfractuur".
			if w := tailWord(low, i, c); w != "" {
				start := i
				for start > c.Start && letter(low[start-1]) {
					start--
				}
				at := widen(low, c, Span{start, i + len(w)})
				out = append(out, Injury{at.In(text), w, at})
				i = at.End
			}
			continue
		}
		best := ""
		for _, w := range lexicon[low[i:min(c.End, i+2)]] {
			if len(w) > len(best) && strings.HasPrefix(low[i:c.End], w) && (i+len(w) >= len(low) || !letter(low[i+len(w)])) {
				best = w
			}
		}
		if best == "" {
			continue
		}
		at := widen(low, c, Span{i, i + len(best)})
		if best == "gebroken" && at.End == i+len(best) || (best == "tand" || best == "tanden") && !hasAny(low[c.Start:c.End], "gebroken", "afgebroken", "los", "uit") {
			continue // "gebroken" of nothing, or a tooth without a word of damage
		}
		out = append(out, Injury{at.In(text), best, at})
		i = at.End - 1
	}
	return out
}

// tailWord returns the word for an injury with which a compound ends at i: "kaak|breuk".
func tailWord(low string, i int, c Span) string {
	for _, w := range []string{"breuken", "breuk", "fractuur", "fracturen", "wonden", "wond", "letsel", "verwondingen", "verwonding"} {
		if strings.HasPrefix(low[i:c.End], w) && (i+len(w) >= len(low) || !letter(low[i+len(w)])) {
			word := low[:i]
			k := len(word)
			for k > c.Start && letter(word[k-1]) {
				k--
			}
			switch low[k:i] {
			case "in", "vredes", "inbreuk", "huisvrede", "huisvredes", "computervrede", "contract", "on", "ver", "zwaar":
				return ""
			}
			if w == "breuk" && (strings.HasSuffix(low[k:i], "vrede") || strings.HasSuffix(low[k:i], "in")) {
				return ""
			}
			return w
		}
	}
	return ""
}

// places are the words by which an injury is placed on the body.
var places = setOf("neus", "kaak", "jukbeen", "oogkas", "pols", "arm", "been", "enkel", "knie", "vinger", "hand", "voet", "rib", "ribben", "sleutelbeen", "schouder", "heup", "schedel", "tand", "tanden", "rug", "nek", "hals", "hoofd", "gezicht", "oog", "oor", "lip", "onderlip", "bovenlip", "borst", "buik", "bovenarm", "linkerbovenarm", "rechterbovenarm", "onderarm", "linkerhand", "rechterhand", "linkerarm", "rechterarm", "linkeroog", "rechteroog", "linkerbeen", "rechterbeen", "bovenbeen", "onderbeen", "kuit", "scheenbeen", "kuitbeen", "elleboog", "wervel", "wervels", "ruggenwervel", "bekken", "middenhandsbeentje", "voorhoofd", "wang", "kin", "teen", "duim", "pink", "wijsvinger", "milt", "lever", "long", "hart", "neusbeen", "bovenkaak", "onderkaak", "voortanden", "voortand", "ellepijp", "spaakbeen")

// widen takes the body part, and the words that place it, into the words of an injury.
func widen(low string, c Span, at Span) Span {
	end := at.End
	taken := end
	for n := 0; n < 6 && end < c.End; n++ {
		for end < c.End && low[end] == ' ' {
			end++
		}
		k := end
		for k < c.End && letter(low[k]) {
			k++
		}
		if k == end {
			break
		}
		w := low[end:k]
		switch {
		case places[w]:
			taken = k
		case w == "aan", w == "in", w == "op", w == "onder", w == "boven", w == "bij", w == "de", w == "het", w == "zijn", w == "haar", w == "linker", w == "rechter", w == "van", w == "een", w == "achter", w == "naast":
		default:
			return Span{at.Start, taken}
		}
		end = k
	}
	return Span{at.Start, taken}
}

// denied reports that a sentence denies the injury at a place: "geen aanwijzingen voor hersenletsel", "van blijvende schade is niet gebleken".
func denied(low string, c Span, at Span) bool {
	before := low[max(c.Start, at.Start-90):at.Start]
	if i := strings.LastIndexAny(before, ";"); i >= 0 {
		before = before[i+1:]
	}
	// A new part of the sentence with its own verb ends the reach of an earlier "geen".
	for _, turn := range []string{" maar ", " wel ", ", wel", " echter ", " heeft "} {
		if i := strings.LastIndex(before, turn); i >= 0 && !strings.Contains(before[i:], "geen") && !strings.Contains(before[i:], "niet") {
			before = before[i+len(turn):]
		}
	}
	if hasWord(before, "geen") || hasWord(before, "zonder") || hasAny(before, "niet gebleken van", "nooit", "noch", "geen sprake van", "uitgesloten dat", "niet vastgesteld dat") {
		return true
	}
	after := low[at.End:min(c.End, at.End+80)]
	for _, w := range []string{"is niet gebleken", "niet gebleken", "is niet vastgesteld", "niet vastgesteld", "is geen sprake", "niet aangetoond", "niet kan worden vastgesteld", "is uitgesloten", "zijn niet gebleken", "niet is vastgesteld", "is niet aannemelijk"} {
		if i := strings.Index(after, w); i >= 0 && !strings.Contains(after[:i], ",") {
			return true
		}
	}
	return false
}

// defendantHurt reports that a sentence is about the defendant's own condition.
func defendantHurt(low string) bool {
	return hasAny(low, "bij verdachte sprake", "verdachte lijdt", "verdachte leed", "verdachte is gediagnosticeerd", "rapport van de psycholoog", "pro justitia", "persoon van verdachte", "reclassering", "verdachte heeft ptss", "stoornis in de impuls")
}

// hypothetical reports a general rule instead of a finding.
func hypothetical(low string) bool {
	return hasAny(low, "kan worden", "kunnen worden toegebracht", "bijvoorbeeld", "in het algemeen", "een feit van algemene bekendheid", "aanmerkelijke kans", "rotterdamse schaal", "smartengeldgids") && !hasAny(low, "heeft opgelopen", "opgelopen")
}

// Relationship is how offender and victim knew each other before the offence.
type Relationship string

// The relationships by which advisers compare. The zero value is not said.
const (
	UnknownRelationship Relationship = ""
	Stranger            Relationship = "stranger"
	Partner             Relationship = "partner"
	FormerPartner       Relationship = "ex"
	Relative            Relationship = "family"
	Colleague           Relationship = "colleague"
	Acquaintance        Relationship = "acquaintance"
	CareRelation        Relationship = "care" // teacher, trainer, therapist, carer
)

var relationWords = []struct {
	kind  Relationship
	words []string
}{
	{FormerPartner, []string{"ex-partner", "ex-vriendin", "ex-vriend", "ex-echtgenote", "ex-echtgenoot", "voormalige partner", "ex-man", "ex-vrouw", "relatie had beëindigd", "relatie heeft beëindigd", "na het verbreken van de relatie", "voormalig partner", "een relatie hebben gehad", "een relatie gehad", "relatie was beëindigd", "relatie verbrak", "hun relatie eindigde"}},
	{Partner, []string{"zijn partner", "haar partner", "zijn vriendin", "haar vriend ", "zijn echtgenote", "haar echtgenoot", "zijn levensgezel", "zijn vrouw", "haar man ", "toenmalige partner"}},
	{Relative, []string{"zijn zwager", "zijn vader", "zijn moeder", "zijn dochter", "haar dochter", "zijn zoon", "haar zoon", "zijn stiefdochter", "zijn stiefzoon", "zijn broer", "zijn zus", "zijn kind", "haar kind", "zijn nicht", "zijn neef", "zijn schoonmoeder", "zijn schoonvader", "zijn schoonzus", "zijn kleindochter", "haar vader", "haar moeder", "zijn ouders"}},
	{Colleague, []string{"haar werkgever", "zijn werkgever", "collega", "zijn werknemer", "in dienstbetrekking", "persoonlijke dienstbetrekking"}},
	{CareRelation, []string{"haar trainer", "zijn trainer", "sporttrainer", "zijn leerling", "haar leerling", "zijn leraar", "haar docent", "aan zijn zorg", "aan haar zorg", "zijn patiënt", "zijn pupil", "mantelzorg"}},
	{Acquaintance, []string{"zijn buurman", "zijn buurvrouw", "buren", "huisgenoot", "zijn vriend ", "goede bekenden", "kenden elkaar van", "kennissen"}},
	{Stranger, []string{"kende hem niet", "kende haar niet", "kenden elkaar niet", "willekeurige", "voor hem onbekende", "een onbekende", "toevallige voorbijganger", "verdachte kende [", "nietsvermoedende", "onbekende van"}},
}

// relationship finds in a criminal ruling how offender and victim knew each other. The closest tie that the court names counts, because courts
// name a tie in passing and the lack of one rarely.
func relationship(r *Ruling, low string, list []clause) Fact[Relationship] {
	if r.Kind != Criminal && r.Kind != Civil {
		return Fact[Relationship]{}
	}
	best, rank := Fact[Relationship]{}, len(relationWords)
	for _, c := range list {
		switch c.topic {
		case ChargeTopic, LawTopic, AnnexTopic, SignatureTopic, ConfiscationTopic:
			continue
		}
		if c.speaker != CourtSpeaker {
			continue
		}
		s := low[c.Start:c.End]
		if c.topic == ClaimTopic && r.Kind == Criminal || hasAny(s, "reclassering", "raadsman", "persoonlijke omstandigheden", "justitiële documentatie") {
			continue
		}
		for i, w := range relationWords {
			if i >= rank {
				break
			}
			for _, x := range w.words {
				k := strings.Index(s, x)
				if k < 0 {
					continue
				}
				if w.kind == Stranger && strings.HasPrefix(x, "verdachte kende [") && !strings.Contains(s[k:], "niet") {
					continue
				}
				if w.kind == Relative && !suffers(s, k) {
					continue
				}
				best, rank = Fact[Relationship]{w.kind, quoteOf(low, c.Span, c.Start+k, c.Start+k+len(x)), true}, i
				break
			}
		}
	}
	return best
}

// suffers reports that the relative named at k is the one whom the offence befell: "mishandeling van zijn zwager", "heeft zijn moeder bedreigd".
func suffers(s string, k int) bool {
	if !hasAny(s, "mishandel", "bedreig", "misbruik", "ontucht", "verkracht", "geweld", "gestolen", "bestolen", "gestoken", "geslagen", "doodslag", "moord", "gedood", "steken", "belaagd", "weggenomen", "opgelicht", "aangerand", "seksue") {
		return false
	}
	before := strings.TrimRight(s[max(0, k-24):k], " ")
	for _, w := range []string{"van", "tegen", "jegens", "met", "aan", "heeft", "op", "slachtoffer,", "minderjarige", "bij", "toen"} {
		if strings.HasSuffix(before, w) {
			return !strings.HasPrefix(s[k:], "zijn moeder en een medewerker")
		}
	}
	return false
}

// Finality says whether a ruling can still change, as far as it is stated. A ruling of first instance rarely tells.
type Finality string

// The states of finality. The zero value is not known.
const (
	UnknownFinality Finality = ""
	Final           Finality = "final"
	Appealed        Finality = "appealed"
)

// finality reads whether the ruling stands: from the chain of instances that the courts publish, and from the ruling itself.
func finality(r *Ruling, low string) Fact[Finality] {
	for _, x := range r.Relations {
		if strings.EqualFold(x.Stage, "latereAanleg") {
			return Fact[Finality]{Value: Appealed, Set: true}
		}
	}
	for _, w := range []string{"afstand gedaan van rechtsmiddelen", "afstand van rechtsmiddelen", "is onherroepelijk geworden op", "dit vonnis is onherroepelijk", "dit arrest is onherroepelijk"} {
		if i := strings.Index(low, w); i >= 0 {
			return Fact[Finality]{Final, Span{i, i + len(w)}, true}
		}
	}
	if r.Level == Supreme && r.Kind != Conclusion {
		return Fact[Finality]{Value: Final, Set: true}
	}
	return Fact[Finality]{}
}
