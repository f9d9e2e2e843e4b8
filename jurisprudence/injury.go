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
	for i := c.Start; i < c.End; {
		if !letter(low[i]) {
			i++
			continue
		}
		end := i
		for end < c.End && letter(low[end]) {
			end++
		}
		word := lexeme(low, i, end, c)
		if word == "" {
			i = end
			continue
		}
		at := widen(low, c, Span{i, max(end, i+len(word))})
		if word == "gebroken" && at.End == end || (word == "tand" || word == "tanden") && !hasAny(low[c.Start:c.End], "gebroken", "afgebroken", "los", "uit") {
			i = end
			continue // "gebroken" of nothing, or a tooth without a word of damage
		}
		out = append(out, Injury{at.In(text), word, at})
		i = at.End
	}
	return out
}

// lexeme returns the word for an injury that begins at i, or in which the compound from i to end ends: "kaak|breuk". Empty when there is none.
func lexeme(low string, i, end int, c Span) string {
	best := ""
	for _, w := range lexicon[low[i:min(c.End, i+2)]] {
		if len(w) > len(best) && strings.HasPrefix(low[i:c.End], w) && (i+len(w) >= len(low) || !letter(low[i+len(w)])) {
			best = w
		}
	}
	if best != "" {
		return best
	}
	word := low[i:end]
	for _, w := range injuryTails {
		if !strings.HasSuffix(word, w) || len(word) == len(w) {
			continue
		}
		head := word[:len(word)-len(w)]
		if noInjury[head] || strings.HasSuffix(head, "vrede") || w[0] == 'b' && strings.HasSuffix(head, "in") {
			return ""
		}
		return word
	}
	return ""
}

// injuryTails end compounds that name an injury; noInjury are their heads that make something else of it.
var injuryTails = []string{"breuken", "breuk", "fractuur", "fracturen", "wonden", "wond", "letsel", "verwondingen", "verwonding"}

var noInjury = setOf("in", "vredes", "huisvrede", "huisvredes", "computervrede", "contract", "on", "ver", "zwaar", "ge", "over", "door", "af", "uit", "hoofd"+"zaak")

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
