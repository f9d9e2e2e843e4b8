package jurisprudence

import "strings"

// injuryGroups are the groups by which injuries are compared, with the words that belong to them. The order matters: what is healed with a
// scar is a wound first.
var injuryGroups = []struct {
	name  string
	words []string
}{
	{"overlijden", []string{"overleden", "om het leven gekomen"}},
	{"posttraumatische stress", []string{"posttraumatische", "ptss", "acute stressstoornis", "dissociatieve"}},
	{"angst of depressie", []string{"depressie", "depressieve", "angststoornis", "paniekstoornis", "angstklachten"}},
	{"andere psychische klachten", []string{"slaapproblemen", "herbelevingen", "nachtmerries", "klachten van psychische aard"}},
	{"hersen- of schedelletsel", []string{"hersen", "schedel", "coma"}},
	{"gebitsschade", []string{"gebit", "tand"}},
	{"steek- of snijwond", []string{"steek", "snij"}},
	{"schotwond", []string{"schot"}},
	{"brandwond", []string{"brandwond"}},
	{"botbreuk", []string{"gebroken", "breuk", "fractuur", "fracturen"}},
	{"verlamming of zenuwletsel", []string{"dwarslaesie", "verlam", "zenuw", "krachtsverlies", "gevoelsverlies", "verminderd gevoel", "amput", "geamputeerd"}},
	{"oog- of gehoorletsel", []string{"oogletsel", "blind", "dubbelzien", "gehoor", "tinnitus"}},
	{"inwendig letsel", []string{"klaplong", "milt", "lever", "bloeding"}},
	{"zwangerschap of miskraam", []string{"zwanger", "miskraam"}},
	{"litteken", []string{"litteken"}},
	{"kneuzing of wond", []string{"kneuzing", "zwelling", "blauw", "bloeduitstorting", "hematoom", "schaafwond", "bloedneus", "bult", "striemen", "hoofdwond", "bijtwond", "wond", "verwonding"}},
	{"ander lichamelijk letsel", []string{"letsel", "whiplash", "schade"}},
}

// InjuryGroups returns the names of the groups, in the order in which they are shown.
func InjuryGroups() []string {
	names := make([]string, len(injuryGroups))
	for i, g := range injuryGroups {
		names[i] = g.name
	}
	return names
}

// injuryGroup returns the group of the word by which an injury was known; empty when it is in none.
func injuryGroup(word string) string {
	for _, g := range injuryGroups {
		for _, w := range g.words {
			if strings.Contains(word, w) {
				return g.name
			}
		}
	}
	return ""
}

// OffenceGroups returns the names of the groups of offences, in the order in which they are looked for.
func OffenceGroups() []string {
	names := make([]string, len(offenceGroups))
	for i, g := range offenceGroups {
		names[i] = g.kind
	}
	return names
}
