package dutch

import (
	"regexp"
	"strconv"
	"strings"
)

// How each kind of writing is said. The order counts: the first rule that fits wins.

const (
	amount = `\d{1,3}(?:[. \x{a0}\x{202f}]\d{3})+(?:,\d{1,4})?|\d+(?:,\d{1,4})?`
	dash   = ` ?[-–—] ?`
	month  = `januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december`
	clock  = `([01]?\d|2[0-4])[:.]([0-5]\d)`
	space  = `[ \x{a0}\x{202f}]?`
)

func pattern(p string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + p + `)`) }

// commonRules hold in every language.
var commonRules = []rule{
	{pattern(`(?i:https?://|www\.)[^\s<>"')\]]*[^\s<>"')\].,;:!?]`), func(f []string, _, _ string) string { return sayAddress(f[0]) }},
	{pattern(`[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), func(f []string, _, _ string) string { return sayAddress(f[0]) }},
	{pattern(`0\d{1,3}[ -]\d{2,4}(?:[ -]?\d{2,4})*`), func(f []string, _, _ string) string { return plainPhone(f[0]) }},
	{pattern(`\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,6}`), func(f []string, _, _ string) string { return "+ " + plainPhone(f[0]) }},
	{pattern(`11[236]`), func(f []string, before, after string) string {
		if unitFollows(after) || articleBefore(before) {
			return ""
		}
		return plainPhone(f[0])
	}},
	{pattern(`\d[\d.,:/]*\d`), func(f []string, _, _ string) string { return f[0] }},
}

// dutchRules are for Dutch.
var dutchRules = []rule{
	{pattern(`ECLI:([A-Z]{2}):([A-Z0-9]{2,7}):(\d{4}):([A-Z0-9.]{1,25}[A-Z0-9])`), func(f []string, _, _ string) string {
		year, _ := strconv.ParseInt(f[3], 10, 64) // four figures
		return "ecli, " + letters(f[1]) + ", " + letters(f[2]) + ", " + Year(year) + ", " + mixed(f[4])
	}},
	commonRules[0],
	commonRules[1],
	{pattern(`[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|eu|com|org|be)(?:/[\w./-]*\w)?`), func(f []string, _, _ string) string { return sayAddress(f[0]) }},
	{pattern(`[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}`), func(f []string, _, _ string) string { return mixed(f[0]) }},                        // IBAN
	{pattern(`\d{2}[-/]\d{6}[-/]\d{2}`), func(f []string, _, _ string) string { return sayPhone(f[0]) }},                                 // number of a prosecution
	{pattern(`(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})`), func(f []string, _, _ string) string { return sayDate(f[1], f[2], f[3]) }}, // 14-03-2026
	{pattern(`((?:19|20)\d{2})-(\d{2})-(\d{2})`), func(f []string, _, _ string) string { return sayDate(f[3], f[2], f[1]) }},
	{pattern(`(\d{1,2}) (` + month + `)(?: ((?:19|20)\d{2}))?`), func(f []string, _, _ string) string {
		day, _ := strconv.ParseInt(f[1], 10, 64) // two figures
		if f[3] == "" {
			return Numeral(day) + " " + f[2]
		}
		year, _ := strconv.ParseInt(f[3], 10, 64)
		return Numeral(day) + " " + f[2] + " " + Year(year)
	}},
	{pattern(`€` + space + `(` + amount + `)(,[-–—]{1,2})?(?:` + dash + `€?` + space + `(` + amount + `)(?:,[-–—]{1,2})?)?(?: (miljoen|miljard|duizend))?`), euros},
	{pattern(`(` + amount + `)(,[-–—]{1,2})?(?:` + dash + `(` + amount + `))?(?: (miljoen|miljard|duizend))? euro`), euros},
	{pattern(clock + `(?: uur)?` + dash + clock + `(?: uur)?`), func(f []string, _, _ string) string {
		if !strings.Contains(f[0], ":") && !strings.Contains(f[0], "uur") {
			return ""
		}
		return sayClock(f[1], f[2]) + " tot " + sayClock(f[3], f[4])
	}},
	{pattern(clock + `( uur)?`), func(f []string, _, _ string) string {
		if !strings.Contains(f[0], ":") && f[3] == "" {
			return ""
		}
		return sayClock(f[1], f[2])
	}},
	{commonRules[2].pattern, func(f []string, _, _ string) string { return sayPhone(f[0]) }},
	{commonRules[3].pattern, func(f []string, _, _ string) string { return "plus " + sayPhone(f[0]) }},
	{commonRules[4].pattern, func(f []string, before, after string) string {
		if unitFollows(after) || articleBefore(before) {
			return ""
		}
		return sayPhone(f[0])
	}},
	{pattern(`(?i:(artikelen|artikel|artt?\.?)) (\d+(?::\d+)?)([a-z]{0,2})`), func(f []string, _, _ string) string {
		word := "artikel"
		if w := strings.ToLower(f[1]); strings.HasPrefix(w, "artt") || w == "artikelen" {
			word = "artikelen"
		}
		return word + " " + sayArticle(f[2]) + suffix(f[3])
	}},
	{pattern(`(Sv|Sr|BW|WVW|Awb|AVG|Rv)`), func(f []string, before, _ string) string {
		if strings.TrimRight(before, " ") == "" || f[1] == "AVG" {
			return ""
		}
		return laws[f[1]]
	}},
	{pattern(`(\d+):(\d+)([a-z]{0,2})`), func(f []string, _, after string) string { // 6:162 BW
		if !strings.HasPrefix(strings.TrimLeft(after, " "), "BW") {
			return ""
		}
		return sayArticle(f[1]+":"+f[2]) + suffix(f[3])
	}},
	{pattern(`(\d{1,3})(?:ste|de|e)`), func(f []string, _, _ string) string {
		n, _ := strconv.ParseInt(f[1], 10, 64) // three figures
		if n == 0 {
			return ""
		}
		return OrdinalWord(n)
	}},
	{pattern(`(` + amount + `)` + space + `%` + `(?:` + dash + `(` + amount + `)` + space + `%)?`), func(f []string, _, _ string) string {
		if f[2] != "" {
			return sayNumber(f[1]) + " tot " + sayNumber(f[2]) + " procent"
		}
		return sayNumber(f[1]) + " procent"
	}},
	{pattern(`(\d{4}) ?([A-Z]{2})`), func(f []string, _, _ string) string { return figures(f[1]) + ", " + letters(f[2]) }}, // postcode
	{pattern(`(\d{1,4})` + dash + `(\d{1,4})`), func(f []string, _, after string) string {
		a, _ := strconv.ParseInt(f[1], 10, 64)
		b, _ := strconv.ParseInt(f[2], 10, 64)
		if a >= b || f[1][0] == '0' || strings.HasPrefix(after, "-") {
			return sayPhone(f[0])
		}
		return cardinal(f[1]) + " tot " + cardinal(f[2])
	}},
	{pattern(`(` + amount + `)` + space + `(km|cm|mm|m2|m²|kg|gr|ml|min\.|sec\.|°C)`), func(f []string, _, _ string) string { return sayNumber(f[1]) + " " + measures[f[2]] }},
	{pattern(`(?i:(ma|di|wo|do|vr|za|zo)(?:` + dash + `| t/m )(ma|di|wo|do|vr|za|zo))`), func(f []string, _, _ string) string {
		return dayNames[strings.ToLower(f[1])] + " tot en met " + dayNames[strings.ToLower(f[2])]
	}},
	{pattern(amount), func(f []string, _, _ string) string {
		if !strings.ContainsAny(f[0], ".,") {
			return cardinal(f[0])
		}
		return sayNumber(f[0])
	}},
	{pattern(`(?i:t/m)`), func([]string, string, string) string { return "tot en met" }},
	{pattern(`(?i:en/of)`), func([]string, string, string) string { return "en of" }},
	{pattern(`[A-Za-z](?:\.?[A-Za-z]){0,6}\.`), abbreviation},
}

var laws = map[string]string{
	"Sv": "Wetboek van Strafvordering", "Sr": "Wetboek van Strafrecht", "BW": "Burgerlijk Wetboek", "WVW": "Wegenverkeerswet",
	"Awb": "Algemene wet bestuursrecht", "Rv": "Wetboek van Burgerlijke Rechtsvordering",
}

var measures = map[string]string{
	"km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m2": "vierkante meter", "m²": "vierkante meter", "kg": "kilo", "gr": "gram",
	"ml": "milliliter", "min.": "minuten", "sec.": "seconden", "°C": "graden",
}

var dayNames = map[string]string{
	"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag", "zo": "zondag",
}

// full are abbreviations, without their dots, and what is said for them.
var full = map[string]string{
	"bijv": "bijvoorbeeld", "bv": "bijvoorbeeld", "dwz": "dat wil zeggen", "oa": "onder andere", "om": "onder meer", "ivm": "in verband met",
	"enz": "enzovoort", "etc": "et cetera", "mbt": "met betrekking tot", "aub": "alsjeblieft", "evt": "eventueel", "nl": "namelijk",
	"ca": "ongeveer", "incl": "inclusief", "excl": "exclusief", "max": "maximaal", "mr": "meester", "dhr": "de heer",
	"mevr": "mevrouw", "mw": "mevrouw", "drs": "doctorandus", "dr": "dokter", "tel": "telefoon", "nr": "nummer", "nrs": "nummers",
	"blz": "bladzijde", "pag": "pagina", "jl": "jongstleden", "ed": "en dergelijke", "zsm": "zo snel mogelijk", "tav": "ter attentie van",
	"ipv": "in plaats van", "nav": "naar aanleiding van", "dmv": "door middel van", "obv": "op basis van", "ogv": "op grond van",
	"nvt": "niet van toepassing", "svp": "alstublieft", "vgl": "vergelijk", "resp": "respectievelijk", "zgn": "zogenaamde", "tov": "ten opzichte van",
	"mn": "met name", "mm": "met mate", "mu": "met uitzondering", "ic": "in dit geval", "tbv": "ten behoeve van", "tgv": "ten gevolge van",
	"miv": "met ingang van", "art": "artikel", "artt": "artikelen", "gem": "gemiddeld", "prof": "professor", "ing": "ingenieur", "ir": "ingenieur",
}

// needDots are abbreviations that are words without their dots in between ("om.", "ed.").
var needDots = set("om oa ed mm mn mu ic nav tav tov miv")

func abbreviation(f []string, _, _ string) string {
	word := strings.ToLower(strings.TrimSuffix(f[0], "."))
	bare := strings.ReplaceAll(word, ".", "")
	if needDots[bare] && bare == word {
		return ""
	}
	return full[bare]
}

func cardinal(text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil, len(text) > 1 && text[0] == '0', len(text) > 7:
		return figures(text)
	case len(text) == 4 && n >= 1900 && n < 2100:
		return Year(n)
	}
	return Numeral(n)
}

func euros(f []string, _, _ string) string {
	one := func(text string) string {
		whole, cents, ok := strings.Cut(text, ",")
		if f[4] != "" || !ok || len(cents) != 2 {
			return sayNumber(text) + " " + strings.TrimLeft(f[4]+" euro", " ")
		}
		said := sayNumber(whole) + " euro"
		switch n, _ := strconv.ParseInt(cents, 10, 64); { // two figures
		case n == 0:
		case sayNumber(whole) == "nul":
			return Numeral(n) + " cent"
		default:
			said += " en " + Numeral(n) + " cent"
		}
		return said
	}
	if f[3] != "" {
		return strings.TrimSuffix(one(f[1]), " euro") + " tot " + one(f[3])
	}
	return one(f[1])
}

func sayClock(h, m string) string {
	hours, _ := strconv.ParseInt(h, 10, 64) // two figures
	minutes, _ := strconv.ParseInt(m, 10, 64)
	if minutes == 0 {
		return Numeral(hours) + " uur"
	}
	return Numeral(hours) + " uur " + Numeral(minutes)
}

func sayDate(d, m, y string) string {
	day, _ := strconv.ParseInt(d, 10, 64) // short figures
	n, _ := strconv.Atoi(m)
	year, _ := strconv.ParseInt(y, 10, 64)
	names := strings.Split(month, "|")
	if day < 1 || day > 31 || n < 1 || n > len(names) {
		return ""
	}
	return Numeral(day) + " " + names[n-1] + " " + Year(year)
}

func sayArticle(text string) string {
	book, rest, ok := strings.Cut(text, ":")
	if !ok {
		return sayNumber(text)
	}
	return sayNumber(book) + ", " + sayNumber(rest)
}

func suffix(s string) string {
	if s == "" {
		return ""
	}
	return " " + letters(s)
}

// sayPhone says a number figure by figure, with a rest between its parts.
func sayPhone(text string) string { return grouped(text, figures) }

// plainPhone is sayPhone in figures, which a voice in any language reads in its own words.
func plainPhone(text string) string {
	return grouped(text, func(part string) string {
		return strings.Join(strings.Split(strings.Trim(part, "()+"), ""), " ")
	})
}

func grouped(text string, say func(string) string) string {
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '/' }) {
		if said := say(part); said != "" {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, ", ")
}

// mixed says letters and figures one by one.
func mixed(text string) string {
	var said []string
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			said = append(said, unitWords[r-'0'])
		case r >= 'A' && r <= 'Z':
			said = append(said, string(r))
		}
	}
	return strings.Join(said, " ")
}

// sayAddress says an address of the web or of mail.
func sayAddress(text string) string {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://")
	text = strings.TrimPrefix(text, "www.")
	text, _, _ = strings.Cut(text, "?")
	text, _, _ = strings.Cut(text, "#")
	text = strings.TrimRight(text, "/")
	return strings.NewReplacer(".", " punt ", "/", " slash ", "@", " apenstaartje ", "-", " streepje ", "_", " ").Replace(text)
}

// unitFollows reports whether a number counts something, so that it is no telephone number.
func unitFollows(after string) bool {
	after = strings.TrimLeft(after, " \u00a0")
	for _, unit := range [...]string{"euro", "mensen", "dagen", "uur", "weken", "maanden", "jaar", "%", "procent", "keer", "km", "slachtoffers", "zaken", "vragen", "pagina"} {
		if strings.HasPrefix(after, unit) {
			return true
		}
	}
	return false
}

func articleBefore(before string) bool {
	before = strings.ToLower(strings.TrimRight(before, " "))
	return strings.HasSuffix(before, "artikel") || strings.HasSuffix(before, "art.") || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "lid")
}
