package jurisprudence

import "strings"

// sensitiveStems are the beginnings of words by which a passage on violence or sexual acts is known. It is folded away until the reader asks for
// it: whoever reads rulings all day need not read all of it. A passage too many costs a click, one too few costs more.
var sensitiveStems = []string{
	"vagina", "penis", "anaal", "anus", "oraal", "klaarkom", "ejacul", "sperma", "masturb", "pijpen", "beffen", "vinger in", "vingers in", "borsten", "schaamstreek", "geslachtsde", "onzedelijk", "ontucht", "verkracht",
	"seksueel binnendr", "seksuele handeling", "betasten van", "betast", "naaktfoto", "kinderporno", "gestoken", "steken met", "stak ", "mes in", "messteek", "messteken", "gewurgd", "wurg", "verstikt", "keel", "doodgesto", "doodgescho", "geschoten",
	"schoot ", "schotwond", "kogel", "bloedplas", "plas bloed", "hevig bloed", "levenloos", "lijk", "stoffelijk", "sectie", "overleden", "doodsoorzaak", "onthoofd", "verminkt", "in brand gestoken", "overgoten", "gemarteld", "marteling",
	"vastgebonden", "geschopt tegen het hoofd", "tegen het hoofd geschopt", "stampen", "gestampt", "doodslaan", "ingeslagen op",
}

// Sensitive reports that a passage tells of violence or sexual acts.
func Sensitive(passage string) bool {
	low := lowerSame(passage)
	for _, w := range sensitiveStems {
		for from := 0; ; {
			i := strings.Index(low[from:], w)
			if i < 0 {
				break
			}
			i += from
			// "lijk" begins a word; "waarschijnlijk" ends in it.
			if (i == 0 || !letter(low[i-1])) && !(w == "lijk" && strings.HasPrefix(low[i:], "lijkt")) {
				return true
			}
			from = i + len(w)
		}
	}
	return false
}
