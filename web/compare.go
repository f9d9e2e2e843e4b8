package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/privacy"
	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
)

// comparePath is where legal staff compare rulings.
const comparePath = "/medewerkers/uitspraken"

// comparePage is a search among suitable rulings and what it found.
type comparePage struct {
	staffLayout
	Form     compareForm
	Count    int
	More     bool
	Hits     []hitView
	Ranges   []rangeView
	Few      string // heads with too few sums for a figure
	Refused  int
	Judged   int
	Outliers []hitLink
	Base     int
	Sources  [][3]string
	Begins   int    // number of the first case shown
	Before   int    // -1: this is the first page
	After    int    // 0: this is the last
	Query    string // what was chosen, for in an address; without the words
	Hidden   []hiddenField
	Notice   string
	Saved    []savedView
	None     bool // there is nothing to compare with yet, whatever is asked for
}

// compareForm is what can be chosen, with what was.
type compareForm struct {
	Words                           string
	Offences, Injuries, Relations   []tick
	Levels, Kinds, Heads, Themes    []tick
	Courts                          []tick
	Articles, From, To, Least, Most string
	Final, Refused                  bool
	Open                            bool // something beyond the words was chosen
}

// tick is one thing to choose.
type tick struct {
	Value, Name string
	Chosen      bool
}

// hiddenField carries what was chosen along in a form.
type hiddenField struct{ Name, Value string }

// hitView is a case that was found.
type hitView struct {
	N                                                          int
	Path, ECLI, Court, Decided, ISO, Kind, Level, Final, Theme string
	About                                                      string
	Sums                                                       []sumView
}

// sumView is what one injured party claimed and got.
type sumView struct{ Claimed, Total, Material, Immaterial, Apart, Decision string }

// hitLink points to a case.
type hitLink struct{ Path, Text string }

// savedView is a search that was kept.
type savedView struct {
	ID   int64
	Name string
	News int
}

// hitsShown is how many cases a page of results has.
const hitsShown = 20

// showCompare shows a search by what stands in the address: choices from lists, never words.
func (s *Server) showCompare(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	v := r.URL.Query()
	v.Del("woorden")
	return s.compare(w, r, who, jurisprudence.WantedFrom(v), max(0, numberOf(v.Get("vanaf"))), compareNotice(v.Get("bericht")))
}

// search finds cases. The words come in the body: an address is kept in histories and logs, and somebody may type a client's name.
func (s *Server) searchRulings(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	wanted := jurisprudence.WantedFrom(form)
	if wanted.Words == "" {
		http.Redirect(w, r, compareAddress(wanted, max(0, numberOf(form.Get("vanaf")))), http.StatusSeeOther)
		return nil
	}
	return s.compare(w, r, who, wanted, max(0, numberOf(form.Get("vanaf"))), "")
}

func compareAddress(w jurisprudence.Wanted, from int) string {
	v := w.Values()
	v.Set("vanaf", strconv.Itoa(from))
	return comparePath + "?" + v.Encode()
}

var compareMessages = []string{"saved", "forgotten", "full", "no_name", "personal"}

func compareNotice(said string) string {
	if slices.Contains(compareMessages, said) {
		return text("compare_" + said)
	}
	return ""
}

func (s *Server) compare(w http.ResponseWriter, r *http.Request, who staff.Session, wanted jurisprudence.Wanted, from int, notice string) error {
	found, err := s.config.Rulings.Search(r.Context(), who.Person, wanted, from, hitsShown)
	if err != nil {
		return err
	}
	courts, err := s.config.Rulings.Courts(r.Context(), who.Person)
	if err != nil {
		return err
	}
	saved, err := s.config.Rulings.Searches(r.Context(), who.Person)
	if err != nil {
		return err
	}
	p := comparePage{
		staffLayout: s.staffLayout(r, who, "title_compare"), Form: compareFormOf(wanted, courts), Count: found.Count, More: found.More, Refused: found.Refused, Judged: found.Judged,
		Base: jurisprudence.BaseYear(), Sources: jurisprudence.PriceSources(), Begins: from + 1, Before: -1, Query: wanted.Values().Encode(), Notice: notice,
	}
	p.None = p.Count == 0 && len(courts) == 0
	p.Script = "compare.js"
	if from > 0 {
		p.Before = max(0, from-hitsShown)
	}
	if from+hitsShown < found.Count {
		p.After = from + hitsShown
	}
	for name, values := range wanted.Values() {
		for _, v := range values {
			p.Hidden = append(p.Hidden, hiddenField{name, v})
		}
	}
	if wanted.Words != "" {
		p.Hidden = append(p.Hidden, hiddenField{"woorden", wanted.Words})
	}
	slices.SortFunc(p.Hidden, func(a, b hiddenField) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) })
	for i, h := range found.Hits {
		v := hitViewOf(h, from+i+1)
		if p.Query != "" {
			v.Path += "?" + p.Query // so that a case leads back to the search
		}
		p.Hits = append(p.Hits, v)
	}
	var few []string
	for _, x := range found.Ranges {
		if x.Hidden {
			few = append(few, string(x.Head)+" ("+text("kinds_"+string(x.Kind))+")")
			continue
		}
		p.Ranges = append(p.Ranges, rangeViewOf(x))
	}
	p.Few = strings.Join(few, ", ")
	for _, x := range found.Outliers {
		p.Outliers = append(p.Outliers, hitLink{comparePath + "/" + string(x.ECLI), roundEuro(x.Cents) + " (" + strconv.Itoa(x.Year) + ")"})
	}
	for _, x := range saved {
		p.Saved = append(p.Saved, savedView{x.ID, x.Name, x.News})
	}
	return s.show(w, http.StatusOK, "staff/compare", p)
}

func compareFormOf(w jurisprudence.Wanted, courts []string) compareForm {
	f := compareForm{Words: w.Words, Articles: strings.Join(w.Articles, ", "), From: isoDate(w.From), To: isoDate(w.To), Final: w.Final, Refused: w.Refused, Open: len(w.Values()) > 0}
	same := func(s string) string { return s }
	named := func(prefix string) func(string) string {
		return func(s string) string { return text(prefix + s) }
	}
	f.Offences = ticks(jurisprudence.OffenceGroups(), w.Offences, same)
	f.Injuries = ticks(jurisprudence.InjuryGroups(), w.Injuries, same)
	var relations, chosen []string
	for _, x := range jurisprudence.Relationships() {
		relations = append(relations, string(x))
	}
	for _, x := range w.Relation {
		chosen = append(chosen, string(x))
	}
	f.Relations = ticks(relations, chosen, named("relation_"))
	f.Levels = ticks([]string{string(jurisprudence.District), string(jurisprudence.Appeal)}, []string{string(w.Level)}, same)
	f.Kinds = ticks([]string{string(jurisprudence.Criminal), string(jurisprudence.Civil)}, []string{string(w.Kind)}, named("kind_"))
	var heads []string
	for _, h := range jurisprudence.Heads() {
		heads = append(heads, string(h))
	}
	f.Heads = ticks(heads, []string{string(w.Head)}, same)
	f.Themes = ticks(jurisprudence.Themes(), []string{w.Theme}, same)
	f.Courts = ticks(courts, []string{w.Court}, same)
	if w.Least > 0 {
		f.Least = thousands(w.Least / 100)
	}
	if w.Most > 0 {
		f.Most = thousands(w.Most / 100)
	}
	return f
}

func ticks(all, chosen []string, name func(string) string) []tick {
	out := make([]tick, len(all))
	for i, x := range all {
		out[i] = tick{x, name(x), slices.Contains(chosen, x)}
	}
	return out
}

func hitViewOf(h jurisprudence.Hit, n int) hitView {
	v := hitView{
		N: n, Path: comparePath + "/" + string(h.ECLI), ECLI: string(h.ECLI), Court: h.Court, Decided: dutchDate(h.Decided), ISO: isoDate(h.Decided),
		Kind: text("kind_" + string(h.Kind)), Level: text("level_" + string(h.Level)), Final: finalWords(h.Finality), Theme: h.Theme,
	}
	about := append(slices.Clone(h.OffenceKinds), h.InjuryKinds...)
	if h.Relation != "" {
		about = append(about, text("relation_"+string(h.Relation)))
	}
	v.About = strings.Join(about, " · ")
	for _, x := range h.Sums {
		v.Sums = append(v.Sums, sumViewOf(x, h.Currency))
	}
	return v
}

func sumViewOf(x jurisprudence.Sum, c jurisprudence.Currency) sumView {
	write := func(cents *int64) string {
		if cents == nil {
			return "–"
		}
		return money(*cents, c)
	}
	v := sumView{Claimed: write(x.Claimed), Total: write(x.Total), Material: write(x.Material), Immaterial: write(x.Immaterial), Decision: string(x.Decision)}
	if x.Affection != nil {
		v.Apart = text("field_awarded_affection") + " " + write(x.Affection)
	}
	if x.Shock != nil {
		v.Apart = strings.TrimSpace(v.Apart + " " + text("field_awarded_shock") + " " + write(x.Shock))
	}
	return v
}

func finalWords(f jurisprudence.Finality) string {
	switch f {
	case jurisprudence.Final:
		return text("finality_final")
	case jurisprudence.Appealed:
		return text("finality_appealed")
	}
	return text("finality_unknown")
}

// casePage is one suitable ruling for legal staff.
type casePage struct {
	staffLayout
	ECLI, Link, Court, Decided, ISO string
	Facts                           []fact
	Flags                           []string
	Chain                           []linkView
	Claimants                       []claimantView
	Folds                           []fold
	Justify                         []justification
	Similar                         []hitView
	Theme                           string
	Hidden                          bool   // something was left out of the text
	Back                            string // the search that led here, without its words
}

// showCase shows a ruling that an adviser found suitable.
func (s *Server) showCase(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	sheet, similar, err := s.config.Rulings.Case(r.Context(), who.Person, jurisprudence.ECLI(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := casePage{
		staffLayout: s.staffLayout(r, who, "title_case"), ECLI: string(sheet.ECLI), Link: sheet.ECLI.Link(), Court: sheet.Court, Decided: dutchDate(sheet.Decided),
		ISO: isoDate(sheet.Decided), Facts: rulingFacts(sheet.Card, sheet.Procedure), Theme: sheet.Theme, Hidden: len(sheet.Residue) > 0,
		Back: comparePath + "?" + jurisprudence.WantedFrom(r.URL.Query()).Values().Encode(),
	}
	p.Script = "compare.js"
	for _, f := range sheet.Flags {
		p.Flags = append(p.Flags, text("flag_"+string(f.Kind)))
	}
	for _, l := range sheet.Chain {
		p.Chain = append(p.Chain, chainLink(l, comparePath))
	}
	kept := slices.DeleteFunc(slices.Clone(sheet.Claimants), func(c jurisprudence.Claimant) bool { return c.Removed })
	var marks []mark
	p.Claimants, marks = claimantViews(kept)
	p.Folds = folds(sheet.Text, sheet.Parts, marks, sheet.Residue, true)
	for i := range p.Claimants {
		for k := range p.Claimants[i].Rows {
			row := &p.Claimants[i].Rows[k]
			row.Quote = sheet.Quote(kept[i], jurisprudence.Field(row.Field))
		}
	}
	for _, c := range kept {
		if j, ok := justify(sheet, c); ok {
			p.Justify = append(p.Justify, j)
		}
	}
	for i, h := range similar {
		p.Similar = append(p.Similar, hitViewOf(h, i+1))
	}
	return s.show(w, http.StatusOK, "staff/case", p)
}

// saveSearch keeps a search for its news.
func (s *Server) saveSearch(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	wanted := jurisprudence.WantedFrom(form)
	said := "saved"
	var err error
	// What is kept must not tell about a client.
	if len(privacy.Find(form.Get("naam"))) > 0 || len(privacy.Find(wanted.Words)) > 0 {
		said = "personal"
	} else {
		err = s.config.Rulings.Save(r.Context(), who.Person, form.Get("naam"), wanted)
	}
	switch {
	case errors.Is(err, jurisprudence.ErrFull):
		said = "full"
	case errors.Is(err, jurisprudence.ErrNoValue):
		said = "no_name"
	case err != nil:
		return err
	}
	http.Redirect(w, r, compareAddress(wanted, 0)+"&bericht="+said, http.StatusSeeOther)
	return nil
}

// openSearch opens a kept search, or throws it away.
func (s *Server) openSearch(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	id := int64(numberOf(r.PathValue("id")))
	if form.Get("wat") == "weg" {
		if err := s.config.Rulings.ForgetSearch(r.Context(), who.Person, id); err != nil {
			return err
		}
		http.Redirect(w, r, comparePath+"?"+url.Values{"bericht": {"forgotten"}}.Encode(), http.StatusSeeOther)
		return nil
	}
	wanted, err := s.config.Rulings.OpenSearch(r.Context(), who.Person, id)
	if err != nil {
		return err
	}
	return s.compare(w, r, who, wanted, 0, "")
}

// facet is a part of the form to search: a list to tick or to choose from.
type facet struct {
	Title, Name string
	Ticks       []tick
}

func newFacet(title, name string, ticks []tick) facet { return facet{title, name, ticks} }

// Any returns how many are chosen.
func (f facet) Any() int {
	n := 0
	for _, t := range f.Ticks {
		if t.Chosen {
			n++
		}
	}
	return n
}
