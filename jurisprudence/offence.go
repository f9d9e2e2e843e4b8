package jurisprudence

import (
	"strings"
)

// Offence is one offence as the court names it.
type Offence struct {
	Text string // the qualification, in the court's words
	Kind string // the group it belongs to, in Dutch; empty when it is in none
	At   Span
}

// Article is a provision that the court applied.
type Article struct {
	Number  string // "300", "36f"
	Law     string // Sr, WVW, Opw, WWM, Sv
	Offence string // the group of offences it punishes at the time, empty for measures and penalties
	Penalty bool   // only about kind or size of the punishment: 14a, 22c
	At      Span
}

// String returns the article as lawyers write it.
func (a Article) String() string { return a.Number + " " + a.Law }

// offences finds what was proven and which provisions were applied.
func offences(r *Ruling, low string, list []clause) ([]Offence, []Article) {
	found := qualifications(r, low, list)
	if len(found) == 0 {
		found = convictions(r, low, list)
	}
	articles := articlesOf(r, low, list)
	return found, articles
}

// qualifiers are the words behind which a qualification stands.
var qualifiers = []string{"levert op:", "levert op", "leveren op:", "leveren op", "levert het volgende strafbare feit op:", "het volgende strafbare feit oplevert:", "de volgende strafbare feiten oplevert:", "strafbare feiten op:", "strafbaar feit op:", "gekwalificeerd als", "te kwalificeren als", "kwalificeert dit als", "kwalificeert dat als", "oplevert:", "wordt als volgt gekwalificeerd:", "het misdrijf:", "de overtreding:", "de misdrijven:"}

// qualifications returns the offences behind "levert op:", each on its line or in its sentence.
func qualifications(r *Ruling, low string, list []clause) []Offence {
	var out []Offence
	add := func(s Span) {
		s = trimOffence(r.Text, low, s)
		if s.End-s.Start < 4 || s.End-s.Start > 400 || len(out) >= 40 {
			return
		}
		text := strings.ReplaceAll(s.In(r.Text), "\n", " ")
		kind := offenceKind(lowerSame(text))
		for _, o := range out {
			if strings.EqualFold(o.Text, text) {
				return
			}
		}
		if kind == "" && !offenceShape(lowerSame(text)) {
			return
		}
		out = append(out, Offence{text, kind, s})
	}
	open := false
	for i, c := range list {
		if c.speaker != CourtSpeaker || c.topic == ChargeTopic || c.topic == AnnexTopic || c.topic == EarlierTopic {
			open = false
			continue
		}
		s := low[c.Start:c.End]
		if at, size := behindQualifier(s); at >= 0 {
			rest := Span{c.Start + at + size, c.End}
			open = strings.TrimSpace(low[rest.Start:rest.End]) == "" || strings.HasSuffix(strings.TrimSpace(s), ":") || c.topic == QualificationTopic || nextLines(list, i)
			if strings.TrimSpace(low[rest.Start:rest.End]) != "" {
				add(rest)
			}
			continue
		}
		if !open {
			continue
		}
		if closesOffences(s) || c.heading && !strings.HasPrefix(s, "feit") && !strings.HasPrefix(s, "ten aanzien van") && offenceKind(s) == "" {
			open = false
			continue
		}
		add(c.Span)
	}
	return out
}

// nextLines reports that the next clause goes on with a list of offences.
func nextLines(list []clause, i int) bool {
	return i+1 < len(list) && list[i+1].paragraph <= list[i].paragraph+1 && !list[i+1].heading
}

func behindQualifier(s string) (at, size int) {
	at = -1
	if !hasAny(s, "lever", "kwalific", "misdri", "overtreding", "strafba") {
		return -1, 0
	}
	for _, q := range qualifiers {
		if i := strings.Index(s, q); i >= 0 && (at < 0 || i < at || i == at && len(q) > size) {
			at, size = i, len(q)
		}
	}
	if at >= 0 && hasAny(s[:at], "niet", "ten laste gelegde kan", "onevenredige belasting", "officier van justitie", "raadsman") {
		return -1, 0
	}
	if at >= 0 && strings.HasPrefix(strings.TrimSpace(s[at+size:]), "van het strafgeding") {
		return -1, 0
	}
	return at, size
}

// closesOffences reports a sentence behind the list of offences.
func closesOffences(s string) bool {
	return hasAny(s, "strafuitsluit", "er is geen omstandigheid", "er zijn geen", "strafbaar, omdat", "is strafbaar", "zijn strafbaar", "niet gebleken", "niet aannemelijk", "is dus strafbaar", "de verdachte is", "verdachte is", "dit vonnis", "het bewezen verklaarde is", "de rechtbank", "het hof", "artikel ", "hierboven", "vermeld", "verklaart", "veroordeelt", "strafbaarheid")
}

// trimOffence takes the number of the count and the closing punctuation off a qualification.
func trimOffence(text, low string, s Span) Span {
	for changed := true; changed; {
		changed = false
		for s.Start < s.End && strings.IndexByte(" \n\t-:;,.“”\"'", text[s.Start]) >= 0 {
			s.Start++
			changed = true
		}
		rest := low[s.Start:s.End]
		for _, lead := range []string{"–", "•", "‘", "’", "“", "het misdrijf", "de overtreding", "telkens", "het bewezen verklaarde levert op", "de eendaadse samenloop van"} {
			if strings.HasPrefix(rest, lead) {
				s.Start += len(lead)
				changed = true
				break
			}
		}
		rest = low[s.Start:s.End]
		if starts(rest, "feit ", "feiten ", "ten aanzien van ", "t.a.v. ", "onder ", "zaak ", "parketnummer", "in de zaak") {
			if i := strings.IndexByte(rest, ':'); i > 0 && i < 90 {
				s.Start += i + 1
				changed = true
			}
		}
	}
	for s.End > s.Start && strings.IndexByte(" \n\t.;:,\"", text[s.End-1]) >= 0 {
		s.End--
	}
	for _, tail := range []string{"”", "’", "…"} {
		if strings.HasSuffix(text[s.Start:s.End], tail) {
			s.End -= len(tail)
		}
	}
	if i := strings.Index(low[s.Start:s.End], ". "); i > 0 {
		s.End = s.Start + i
	}
	return s
}

// offenceShape reports words that only a qualification has.
func offenceShape(s string) bool {
	return hasAny(s, "meermalen gepleegd", "handelen in strijd", "overtreding van", "opzettelijk", "poging tot", "medeplegen van", "medeplichtigheid", "voorbereiding van", "in strijd met")
}

// convictions returns what a summary or a short dictum says someone was convicted of.
func convictions(r *Ruling, low string, list []clause) []Offence {
	if r.Extent == FullText && r.Kind != Criminal {
		return nil
	}
	var out []Offence
	text, lower := r.Text, low
	for _, c := range list {
		s := lower[c.Start:c.End]
		for _, w := range []string{"veroordeling wegens ", "veroordeling voor ", "wegens “", "wegens ", "veroordeeld voor ", "veroordeeld wegens ", "veroordeling ter zake van ", "veroordeling terzake ", "schuldig gemaakt aan ", "veroordeling van verdachte ter zake van "} {
			i := strings.Index(s, w)
			if i < 0 {
				continue
			}
			a := c.Start + i + len(w)
			b := c.End
			for _, stop := range []string{" tot een ", " tot ", "”", " veroordeeld", ".", " (", ", waarvan", " met een proeftijd"} {
				if k := strings.Index(lower[a:b], stop); k > 2 {
					b = a + k
				}
			}
			at := trimOffence(text, lower, Span{a, b})
			if kind := offenceKind(lower[at.Start:at.End]); kind != "" {
				out = append(out, Offence{at.In(text), kind, at})
			}
			break
		}
	}
	if len(out) == 0 {
		if o, ok := summarised(r); ok {
			return []Offence{o}
		}
	}
	return out
}

// summarised returns the first sentence of the summary that names an offence. When the summary is not the text itself, it cannot be quoted.
func summarised(r *Ruling) (Offence, bool) {
	text := r.Summary
	if r.Extent == OnlySummary {
		text = r.Text
	}
	lower := lowerSame(text)
	var found Offence
	split(lower, 0, len(lower), false, func(a, b int) {
		if found.Text != "" || b-a > 400 {
			return
		}
		kind := offenceKind(lower[a:b])
		if kind == "" || hasAny(lower[a:b], "vrijspraak", "vrijgesproken", "ontneming") {
			return
		}
		at := Span{a, min(b, a+160)}
		if at.End < b {
			at.End = a + strings.LastIndexByte(text[a:at.End], ' ')
		}
		if at.End <= a {
			return
		}
		found = Offence{Text: strings.ReplaceAll(text[a:at.End], "\n", " "), Kind: kind}
		if r.Extent == OnlySummary {
			found.At = at
		}
	})
	return found, found.Text != ""
}

// offenceGroups are the groups by which advisers search, with the words that a qualification in them has. The order matters: robbery is also
// theft, and an attempt at manslaughter is no manslaughter's twin but stays in its group.
var offenceGroups = []struct {
	kind  string
	words []string
}{
	{"moord of doodslag", []string{"moord", "doodslag", "van het leven"}},
	{"mensenhandel", []string{"mensenhandel", "uitbuiting"}},
	{"zeden met minderjarige", []string{"ontucht", "kinderporno", "minderjarige", "beneden de leeftijd", "die de leeftijd van", "de leeftijd van twaalf", "de leeftijd van zestien", "seksueel binnendringen", "grooming", "seksueel corrumperen", "afbeelding van een seksuele gedraging"}},
	{"verkrachting", []string{"verkrachting"}},
	{"aanranding", []string{"aanranding", "feitelijke aanranding"}},
	{"seksuele intimidatie", []string{"seksuele intimidatie", "schennis", "seksueel beeldmateriaal", "afbeelding van seksuele aard"}},
	{"vrijheidsberoving", []string{"vrijheid beroven", "vrijheidsberoving", "gijzeling", "ontvoering", "beroven en beroofd houden", "van de vrijheid"}},
	{"afpersing of afdreiging", []string{"afpersing", "afdreiging"}},
	{"diefstal met geweld", []string{"diefstal, voorafgegaan", "diefstal, vergezeld", "diefstal voorafgegaan", "diefstal met geweld", "diefstal, gevolgd van geweld", "overval", "straatroof", "diefstal vergezeld"}},
	{"belaging", []string{"belaging", "stalking"}},
	{"bedreiging", []string{"bedreiging"}},
	{"zware mishandeling", []string{"zware mishandeling", "zwaar lichamelijk letsel"}},
	{"mishandeling", []string{"mishandeling"}},
	{"openlijk geweld", []string{"openlijk in vereniging", "openlijk geweld", "openlijke geweld", "geweld plegen tegen personen", "geweld tegen personen of goederen"}},
	{"brandstichting", []string{"brand stichten", "brandstichting", "ontploffing"}},
	{"inbraak", []string{"braak", "inklimming", "valse sleutel", "woninginbraak"}},
	{"oplichting of fraude", []string{"oplichting", "valsheid in geschrift", "fraude", "flessentrekkerij", "witwassen", "gewoontewitwassen", "valselijk opmaken"}},
	{"verduistering", []string{"verduistering"}},
	{"heling", []string{"heling"}},
	{"diefstal", []string{"diefstal"}},
	{"vernieling", []string{"vernieling", "vernielen", "beschadigen", "onbruikbaar maken", "zaakbeschadiging"}},
	{"belediging of laster", []string{"belediging", "laster", "smaad"}},
	{"dodelijk ongeval", []string{"waardoor een ander wordt gedood", "dood door schuld", "aan zijn schuld de dood", "aan wiens schuld", "dodelijk verkeersongeval"}},
	{"verkeersongeval", []string{"wegenverkeerswet", "lichamelijk letsel wordt toegebracht", "verkeersongeval", "gevaar op de weg"}},
	{"computervredebreuk", []string{"computervredebreuk", "geautomatiseerd werk", "phishing"}},
	{"wederspannigheid", []string{"wederspannigheid"}},
	{"discriminatie", []string{"discriminatie", "haat"}},
	{"drugs", []string{"opiumwet"}},
	{"wapens", []string{"wapens en munitie"}},
	{"dwang", []string{"wederrechtelijk dwingen", "dwang", "wederrechtelijk dwingt"}},
	{"huisvredebreuk", []string{"huisvredebreuk", "binnendringen", "lokaalvredebreuk"}},
}

// offenceKind returns the group of a qualification.
func offenceKind(s string) string {
	for _, g := range offenceGroups {
		for _, w := range g.words {
			if strings.Contains(s, w) {
				return g.kind
			}
		}
	}
	return ""
}
