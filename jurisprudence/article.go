package jurisprudence

import (
	"strings"
	"time"
)

// sexualOffencesAct is the day on which the Sexual Offences Act (Wet seksuele misdrijven, Stb. 2024, 59) renumbered title XIV of the Criminal
// Code: the same number punishes another offence before and after it.
var sexualOffencesAct = time.Date(2024, time.July, 1, 0, 0, 0, 0, time.UTC)

// articlesOf returns the provisions of the part "toepasselijke wettelijke voorschriften", with their law.
func articlesOf(r *Ruling, low string, list []clause) []Article {
	var out []Article
	seen := map[string]bool{}
	pending := 0 // articles whose law has not been named yet
	take := func(c Span) {
		s := low[c.Start:c.End]
		for i := 0; i < len(s) && len(out) < 200; {
			if law, size := lawAt(s, i); size > 0 {
				for k := len(out) - pending; k < len(out); k++ {
					if out[k].Law == "" {
						out[k].Law = law
					}
				}
				behind := pending > 0 // its numbers went before it
				pending = 0
				if behind || !strings.HasPrefix(strings.TrimLeft(s[i+size:], " "), ",") && !strings.HasPrefix(strings.TrimLeft(s[i+size:], " "), ":") && size > 3 {
					i += size
					continue
				}
				// "Wetboek van Strafrecht, artikelen: 24c, 36f": the law goes before its numbers.
				before := len(out)
				i += size
				for i < len(s) {
					if n, from, to := numberAt(s, i); n != "" && from-i < 16 && plainBetween(s[i:from]) {
						out = append(out, Article{Number: n, Law: law, At: Span{c.Start + from, c.Start + to}})
						i = to
						continue
					}
					break
				}
				if len(out) == before {
					continue
				}
				continue
			}
			n, from, to := numberAt(s, i)
			if n == "" {
				if at := nextLaw(s, i, len(s)); at >= 0 {
					i = at
					continue
				}
				break
			}
			// A law between here and the number is read first.
			if at := nextLaw(s, i, from); at >= 0 {
				i = at
				continue
			}
			out = append(out, Article{Number: n, At: Span{c.Start + from, c.Start + to}})
			pending++
			i = to
		}
	}
	for _, c := range list {
		s := low[c.Start:c.End]
		inLaw := c.topic == LawTopic && !c.heading
		if !inLaw && c.topic != ClaimTopic && c.topic != DictumTopic && c.topic != AnnexTopic && hasAny(s, "op te leggen straf", "gegrond op de artikelen", "gegrond op artikel", "berust op de artikelen", "berust op artikel", "gelet op de artikelen", "gebaseerd op de artikelen", "gelet is op de artikelen", "wetsartikelen zijn van toepassing") && strings.Contains(s, "artikel") {
			inLaw = true
		}
		loose := false
		if !inLaw && r.Extent == OnlySummary && hasWord(s, "sr") {
			inLaw, loose = true, true
		}
		if inLaw && c.speaker == CourtSpeaker {
			before := len(out)
			take(c.Span)
			if loose { // a summary holds other numbers: only those with their law count
				kept := out[:before:before]
				for _, a := range out[before:] {
					if a.Law != "" {
						kept = append(kept, a)
					}
				}
				out, pending = kept, 0
			}
		} else if pending > 0 {
			pending = 0
		}
	}
	var kept []Article
	for _, a := range out {
		if a.Law == "" {
			a.Law = "Sr"
		}
		key := a.Number + a.Law
		if seen[key] || a.Law == "Sv" && r.Kind == Criminal && !strings.HasPrefix(a.Number, "36") {
			continue
		}
		seen[key] = true
		a.Penalty = a.Law == "Sr" && penaltyArticles[a.Number] || juvenile(a)
		a.Offence = punishes(a, offenceDay(r))
		kept = append(kept, a)
	}
	return kept
}

// offenceDay is the day that decides which numbering holds. The day of the offence is not always in the text; the day of the ruling less half
// a year is the best guess near the change, and the word "(oud)" in the text says more than both.
func offenceDay(r *Ruling) time.Time {
	if r.Decided.IsZero() {
		return time.Time{}
	}
	return r.Decided.AddDate(0, -6, 0)
}

// plainBetween reports that only punctuation and "artikelen" stand between a law and its number.
func plainBetween(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch strings.Trim(w, ",:;()") {
		case "", "artikelen", "artikel", "en", "de", "art", "artt.", "art.", "juncto", "jo", "jo.":
		default:
			return false
		}
	}
	return true
}

var laws = []struct{ words, short string }{
	{"wetboek van strafrecht", "Sr"},
	{"wetboek van strafvordering", "Sv"},
	{"wegenverkeerswet 1994", "WVW"},
	{"wegenverkeerswet", "WVW"},
	{"opiumwet", "Opw"},
	{"wet wapens en munitie", "WWM"},
	{"algemene wet inzake rijksbelastingen", "AWR"},
	{"wet op de economische delicten", "WED"},
	{"burgerlijk wetboek", "BW"},
	{"wetboek van burgerlijke rechtsvordering", "Rv"},
	{"wet milieubeheer", "Wm"},
	{"arbeidsomstandighedenwet", "Arbowet"},
	{"algemene wet bestuursrecht", "Awb"},
	{"vreemdelingenwet", "Vw"},
	{" sr", "Sr"},
	{" sv", "Sv"},
	{" wvw", "WVW"},
}

// lawAt returns the law whose name begins at i.
func lawAt(s string, i int) (short string, size int) {
	for _, l := range laws {
		if strings.HasPrefix(s[i:], l.words) {
			if l.words[0] == ' ' {
				if e := i + len(l.words); e < len(s) && letter(s[e]) {
					continue
				}
			}
			return l.short, len(l.words)
		}
	}
	return "", 0
}

// nextLaw returns where a law is named in s between i and to, -1 when there is none.
func nextLaw(s string, i, to int) int {
	best := -1
	for _, l := range laws {
		if k := strings.Index(s[i:to], l.words); k >= 0 && (best < 0 || i+k < best) {
			if _, size := lawAt(s, i+k); size > 0 {
				best = i + k
			}
		}
	}
	return best
}

// numberAt finds the next article number at or behind i: digits with letters ("36f", "285b", "77gg"), no year, date or paragraph of an article.
func numberAt(s string, i int) (number string, from, to int) {
	for i < len(s) {
		for i < len(s) && !isDigit(s[i]) {
			i++
		}
		if i >= len(s) {
			return "", 0, 0
		}
		from = i
		i = skipDigits(s, i)
		to = i
		for to < len(s) && to-i < 3 && s[to] >= 'a' && s[to] <= 'z' {
			to++
		}
		if to < len(s) && letter(s[to]) {
			to = i
		}
		digits := i - from
		before := strings.TrimRight(s[max(0, from-14):from], " ")
		year := digits == 4 && (s[from] == '1' || s[from] == '2')
		glued := from > 0 && (s[from-1] == '-' || s[from-1] == '/' || s[from-1] == '.' || s[from-1] == ':' || letter(s[from-1]))
		after := s[to:min(len(s), to+2)]
		sub := strings.HasSuffix(before, "lid") || strings.HasSuffix(before, "leden") || strings.HasSuffix(before, "onder") || strings.HasSuffix(before, "sub") || strings.HasSuffix(before, "feit") || strings.HasSuffix(before, "categorie") || strings.HasSuffix(before, "bijlage")
		if !year && !glued && !sub && digits <= 4 && !strings.HasPrefix(after, "/") && !(strings.HasPrefix(after, ".") && len(after) > 1 && isDigit(after[1])) && !ordinal(s, to) && !strings.HasPrefix(after, "°") && !strings.HasPrefix(after, "º") {
			return s[from:to], from, to
		}
		i = max(i, to)
		// A date's parts go together: "1 januari 2020".
	}
	return "", 0, 0
}

// ordinal reports "1e lid", "2de": a paragraph, or a month behind a day.
func ordinal(s string, i int) bool {
	rest := strings.TrimLeft(s[i:min(len(s), i+14)], " ")
	word, _, _ := strings.Cut(rest, " ")
	if _, month := months[strings.Trim(word, ".,")]; month {
		return true
	}
	return strings.HasPrefix(rest, "lid")
}

// penaltyArticles only say which punishment there is and how large it may be.
var penaltyArticles = setOf("9", "9a", "10", "14a", "14b", "14c", "14d", "14e", "14f", "22b", "22c", "22d", "22f", "23", "24", "24a", "24b", "24c", "27", "33", "33a", "33b", "33c", "36b", "36c", "36d", "37", "37a", "37b", "38", "38a", "38b", "38c", "38d", "38e", "38m", "38n", "38s", "38z", "63", "39", "40", "41", "90", "60a", "15", "28", "29", "31", "36a", "43a")

// juvenile reports the articles of juvenile punishment (77a to 77kk Sr).
func juvenile(a Article) bool { return a.Law == "Sr" && strings.HasPrefix(a.Number, "77") }

// punished names the offence that an article of the Criminal Code punishes, as long as its number kept its meaning.
var punished = map[string]string{
	"287": "moord of doodslag", "288": "moord of doodslag", "289": "moord of doodslag", "285": "bedreiging", "285b": "belaging", "300": "mishandeling", "301": "mishandeling", "302": "zware mishandeling", "303": "zware mishandeling",
	"304": "mishandeling", "307": "dodelijk ongeval", "308": "letsel door schuld", "273f": "mensenhandel", "282": "vrijheidsberoving", "282a": "vrijheidsberoving", "284": "dwang", "310": "diefstal", "311": "inbraak", "312": "diefstal met geweld", "317": "afpersing of afdreiging",
	"318": "afpersing of afdreiging", "321": "verduistering", "322": "verduistering", "323": "verduistering", "326": "oplichting of fraude", "225": "oplichting of fraude", "350": "vernieling", "141": "openlijk geweld", "266": "belediging of laster", "267": "belediging of laster", "261": "belediging of laster", "262": "belediging of laster",
	"157": "brandstichting", "138": "huisvredebreuk", "138ab": "computervredebreuk", "416": "heling", "417bis": "heling", "420bis": "oplichting of fraude", "180": "wederspannigheid", "181": "wederspannigheid",
}

// before and after 1 July 2024 the numbers of title XIV meant other things.
var (
	sexualBefore = map[string]string{"242": "verkrachting", "243": "verkrachting", "244": "zeden met minderjarige", "245": "zeden met minderjarige", "246": "aanranding", "247": "zeden met minderjarige", "248a": "zeden met minderjarige", "248e": "zeden met minderjarige", "249": "zeden met minderjarige", "240b": "zeden met minderjarige", "239": "seksuele intimidatie"}
	sexualAfter  = map[string]string{"240": "aanranding", "241": "aanranding", "242": "verkrachting", "243": "verkrachting", "244": "zeden met minderjarige", "245": "zeden met minderjarige", "246": "zeden met minderjarige", "247": "zeden met minderjarige", "248": "zeden met minderjarige", "249": "zeden met minderjarige", "250": "zeden met minderjarige", "251": "zeden met minderjarige", "252": "zeden met minderjarige", "254a": "seksuele intimidatie", "254ba": "seksuele intimidatie"}
)

// punishes returns the group of offences that an article punished on a day.
func punishes(a Article, day time.Time) string {
	if a.Law == "WVW" {
		if a.Number == "6" {
			return "verkeersongeval"
		}
		return ""
	}
	if a.Law != "Sr" {
		return ""
	}
	if kind := punished[a.Number]; kind != "" {
		return kind
	}
	if day.IsZero() || day.Before(sexualOffencesAct) {
		return sexualBefore[a.Number]
	}
	return sexualAfter[a.Number]
}
