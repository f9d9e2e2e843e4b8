package jurisprudence

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Head is a kind of sum: what is compared is compared within one.
type Head string

// The heads of damage.
const (
	TotalHead      Head = "totaal"
	ImmaterialHead Head = "smartengeld" // assessed by the court; affection damage is a fixed sum and apart
	MaterialHead   Head = "materieel"
	AffectionHead  Head = "affectieschade"
	ShockHead      Head = "shockschade"
)

// Heads returns the heads of damage, in the order in which they are shown.
func Heads() []Head {
	return []Head{ImmaterialHead, MaterialHead, AffectionHead, ShockHead, TotalHead}
}

// column is where the sums of a head stand in bank.cases.
func (h Head) column() string {
	switch h {
	case ImmaterialHead:
		return "immaterial"
	case MaterialHead:
		return "material"
	case AffectionHead:
		return "affection"
	case ShockHead:
		return "shock"
	}
	return "total"
}

// Levels and Kinds that a search may choose from.
var (
	soughtLevels = []Level{District, Appeal}
	soughtKinds  = []Kind{Criminal, Civil}
)

// Wanted is what legal staff look for. The zero value is everything that is suitable. Values of one field are alternatives, and all fields must
// hold. Every value but Words comes from a list.
type Wanted struct {
	Offences []string // groups (OffenceGroups)
	Injuries []string // groups (InjuryGroups)
	Articles []string // "300 Sr"
	Relation []Relationship
	Court    string // as published
	Level    Level
	Kind     Kind
	From, To time.Time // days of the ruling, inclusive; zero is unbounded
	Head     Head      // which sum Least and Most are about
	Least    int64     // cents; 0 is unbounded
	Most     int64
	Final    bool   // only rulings of which the courts say that they stand
	Refused  bool   // only where an injured party got nothing
	Theme    string // as filed by an adviser
	Words    string // in the searcher's own words; ranks what the rest leaves
}

// mostArticles bounds the articles of one search.
const mostArticles = 10

// WantedFrom reads what is wanted from the fields of a form. What is not of a list is left out.
func WantedFrom(v url.Values) Wanted {
	w := Wanted{
		Offences: among(v["feit"], OffenceGroups()), Injuries: among(v["letsel"], InjuryGroups()), Court: strings.TrimSpace(cut(v.Get("rechter"), 100)),
		Final: v.Get("onherroepelijk") != "", Refused: v.Get("afgewezen") != "", Words: strings.TrimSpace(cut(v.Get("woorden"), 500)),
	}
	for _, a := range strings.FieldsFunc(v.Get("artikel"), func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if article := articleOf(a); article != "" && len(w.Articles) < mostArticles {
			w.Articles = appendNew(w.Articles, article)
		}
	}
	for _, r := range Relationships() {
		if slices.Contains(v["relatie"], string(r)) {
			w.Relation = append(w.Relation, r)
		}
	}
	if l := Level(v.Get("instantie")); slices.Contains(soughtLevels, l) {
		w.Level = l
	}
	if k := Kind(v.Get("soort")); slices.Contains(soughtKinds, k) {
		w.Kind = k
	}
	if h := Head(v.Get("post")); slices.Contains(Heads(), h) {
		w.Head = h
	}
	if t := v.Get("thema"); slices.Contains(Themes(), t) {
		w.Theme = t
	}
	w.From, w.To = day(v.Get("van")), day(v.Get("tot"))
	w.Least, w.Most = eurosIn(v.Get("minstens")), eurosIn(v.Get("hoogstens"))
	return w
}

// Relationships returns the relationships that can be looked for.
func Relationships() []Relationship {
	return []Relationship{Stranger, Partner, FormerPartner, Relative, Colleague, Acquaintance, CareRelation}
}

// Values returns the fields that WantedFrom reads, without the words: these may be somebody's name, and do not belong in an address.
func (w Wanted) Values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(w.Offences) > 0 {
		v["feit"] = w.Offences
	}
	if len(w.Injuries) > 0 {
		v["letsel"] = w.Injuries
	}
	for _, r := range w.Relation {
		v.Add("relatie", string(r))
	}
	set("artikel", strings.Join(w.Articles, ", "))
	set("rechter", w.Court)
	set("instantie", string(w.Level))
	set("soort", string(w.Kind))
	set("post", string(w.Head))
	set("thema", w.Theme)
	if !w.From.IsZero() {
		set("van", w.From.Format(time.DateOnly))
	}
	if !w.To.IsZero() {
		set("tot", w.To.Format(time.DateOnly))
	}
	if w.Least > 0 {
		set("minstens", strconv.FormatInt(w.Least/100, 10))
	}
	if w.Most > 0 {
		set("hoogstens", strconv.FormatInt(w.Most/100, 10))
	}
	if w.Final {
		set("onherroepelijk", "1")
	}
	if w.Refused {
		set("afgewezen", "1")
	}
	return v
}

// among returns those of chosen that are in a list.
func among(chosen, list []string) []string {
	var out []string
	for _, x := range list {
		if slices.Contains(chosen, x) {
			out = append(out, x)
		}
	}
	return out
}

// articleOf reads an article as people write it: "300", "art. 300 Sr", "6:106 BW". Without a law it is of the Criminal Code.
func articleOf(s string) string {
	words := strings.Fields(lowerSame(s))
	number, law := "", "Sr"
	for _, w := range words {
		w = strings.Trim(w, ".")
		switch {
		case w == "art" || w == "artikel" || w == "lid":
		case number == "" && w != "" && isDigit(w[0]) && len(w) <= 10:
			number = w
		default:
			for _, l := range laws {
				if strings.Trim(l.words, " ") == w || strings.EqualFold(l.short, w) {
					law = l.short
				}
			}
		}
	}
	if number == "" {
		return ""
	}
	return number + " " + law
}

// eurosIn reads a sum that somebody typed, in cents; 0 when it is none.
func eurosIn(s string) int64 {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(centsIn(s, lowerSame(s)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
