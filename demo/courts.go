package demo

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

// newsAfter is how long after its start the demo's courts publish their news: a corrected ruling, one whose text is withdrawn, one that gets
// another number, an appeal, a new one, and a summary that was announced.
const newsAfter = 3 * time.Minute

// Courts serves invented rulings in the shape of the open data service of the courts: /uitspraken/zoeken, /uitspraken/content and /Waardelijst.
// real, when not nil, is a folder with rulings that were published in fact (xml and json); they are served beside the invented ones. now tells
// the time; nil is time.Now.
func Courts(real fs.FS, now func() time.Time) (http.Handler, error) {
	if now == nil {
		now = time.Now
	}
	before, after, err := editions(now().Add(newsAfter))
	if err != nil {
		return nil, err
	}
	if real != nil {
		found := published(real)
		before, after = append(before, found...), append(after, found...)
	}
	s := &registry{now: now, news: now().Add(newsAfter), before: inOrder(before), after: inOrder(after)}
	return s.handler(), nil
}

// registry is the service.
type registry struct {
	now           func() time.Time
	news          time.Time
	before, after []record
}

func (s *registry) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /uitspraken/zoeken", s.search)
	mux.HandleFunc("GET /uitspraken/content", s.content)
	mux.HandleFunc("GET /Waardelijst/{list}", s.list)
	return mux
}

// inOrder sorts records as the feed does: by when they changed.
func inOrder(list []record) []record {
	sort.SliceStable(list, func(i, j int) bool { return list[i].modified.Before(list[j].modified) })
	return list
}

// records returns what is published now.
func (s *registry) records() []record {
	if s.now().Before(s.news) {
		return s.before
	}
	return s.after
}

// editions returns what the courts publish at first, and after their news.
func editions(news time.Time) (before, after []record, err error) {
	list, err := cases()
	if err != nil {
		return nil, nil, err
	}
	byNumber := map[int]record{}
	for _, c := range list {
		r, err := c.publish()
		if err != nil {
			return nil, nil, fmt.Errorf("writing case %d of the demo: %w", c.Number, err)
		}
		byNumber[c.Number] = r
		switch c.Number {
		case 151, 152, 209:
			continue // published later
		case 150:
			r.summary = announced
		}
		before = append(before, r)
	}
	before = append(before, withoutText()...)
	for i, r := range before {
		touched := true
		switch r.ecli {
		case byNumber[149].ecli: // a slip of the pen put right
			r.body = strings.ReplaceAll(r.body, "3.890,00", "4.180,00")
		case byNumber[115].ecli:
			r.deleted = "doc"
		case byNumber[131].ecli:
			r.deleted, r.replacedBy = "ecli", byNumber[151].ecli
		case byNumber[114].ecli:
			r.relation = relationTo(byNumber[209].ecli, "latereAanleg", "bekrachtiging")
		case byNumber[150].ecli:
			r.summary = byNumber[150].summary
		default:
			touched = false
		}
		if touched {
			r.modified = news.Add(time.Duration(i) * time.Millisecond)
		}
		after = append(after, r)
	}
	for i, n := range []int{151, 152, 209} {
		r := byNumber[n]
		r.modified = news.Add(time.Duration(500+i) * time.Millisecond)
		if n == 209 {
			r.relation = relationTo(byNumber[114].ecli, "eerdereAanleg", "vernietiging")
		}
		after = append(after, r)
	}
	return before, after, nil
}

// withoutText are records of which the courts publish no text: most of the register is like that.
func withoutText() []record {
	var list []record
	for i := range 8 {
		day := time.Date(2024, time.Month(1+i), 11, 0, 0, 0, 0, time.UTC)
		c := courts[i%len(courts)]
		list = append(list, record{
			ecli: fmt.Sprintf("ECLI:NL:%s:2024:%d", c.code, 900+i), court: c, day: day, modified: day.AddDate(0, 0, 3), cases: fmt.Sprintf("%d/24", 700+i),
			subject: "http://psi.rechtspraak.nl/rechtsgebied#strafrecht", area: "Strafrecht",
		})
	}
	return list
}

// published reads rulings that were published in fact.
func published(real fs.FS) []record {
	var list []record
	add := func(r record, ok bool) {
		if ok {
			list = append(list, r)
		}
	}
	for _, name := range matches(real, "xml/*.xml") {
		if data, err := fs.ReadFile(real, name); err == nil {
			add(stored(data))
		}
	}
	for _, name := range matches(real, "json/*.json") {
		if data, err := fs.ReadFile(real, name); err == nil {
			add(collected(data))
		}
	}
	return list
}

func matches(files fs.FS, pattern string) []string {
	names, _ := fs.Glob(files, pattern) // the pattern is good
	return names
}

// collected writes a ruling that a research collection kept as JSON in the courts' format.
func collected(data []byte) (record, bool) {
	var x struct {
		ECLI      string `json:"ecli"`
		Court     string `json:"court"`
		Date      string `json:"date"`
		Subject   string `json:"subject"`
		Area      string `json:"subject_area"`
		Type      string `json:"type"`
		Procedure string `json:"procedure"`
		Kind      string `json:"text_kind"`
		Separator string `json:"paragraph_separator"`
		Summary   string `json:"summary"`
		Text      string `json:"text"`
	}
	if err := json.Unmarshal(data, &x); err != nil || !strings.HasPrefix(x.ECLI, "ECLI:NL:") {
		return record{}, false
	}
	r := record{ecli: x.ECLI, court: court{name: x.Court}, cases: "-", procedure: x.Procedure, summary: x.Summary, document: true}
	r.day, _ = time.Parse(time.DateOnly, x.Date) // an impossible day is none
	r.modified = r.day.AddDate(0, 0, 14)
	r.subject, r.area = subjectOf(strings.ToLower(x.Subject + x.Area))
	if x.Subject+x.Area == "" && strings.Contains(strings.ToLower(x.Text), "verdachte") {
		r.subject, r.area = subjectOf("strafrecht")
	}
	r.conclusion = strings.EqualFold(x.Type, "conclusie")
	if x.Separator == "" {
		x.Separator = "\n"
	}
	var b strings.Builder
	for p := range strings.SplitSeq(x.Text, x.Separator) {
		if p = strings.TrimSpace(p); p != "" {
			fmt.Fprintf(&b, "<para>%s</para>", escaped(p))
		}
	}
	if r.body = b.String(); x.Kind == "official_summary" {
		r.summary, r.body = strings.TrimSpace(x.Text+x.Summary), ""
	}
	return r, true
}

// refuse answers as the service does to what it does not understand: status 400 and an explanation in words.
func refuse(w http.ResponseWriter, format string, args ...any) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	fmt.Fprintf(w, format, args...)
}

// search answers /uitspraken/zoeken.
func (s *registry) search(w http.ResponseWriter, r *http.Request) {
	values := r.URL.Query()
	keep, problem := condition(values)
	most, from := number(values.Get("max"), 1000), number(values.Get("from"), 0)
	switch {
	case problem != "":
		refuse(w, "%s", problem)
		return
	case most < 1 || most > 1000:
		refuse(w, "De waarde van max moet tussen 1 en 1000 liggen.")
		return
	case from < 0:
		refuse(w, "De waarde van from is geen getal vanaf 0.")
		return
	}
	var found []record
	for _, x := range s.records() {
		if keep(x) {
			found = append(found, x)
		}
	}
	if values.Get("sort") == "DESC" {
		slices.Reverse(found)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	fmt.Fprintf(w, `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Rechtspraak Open Data (Uitspraken)</title><subtitle type="text">Aantal gevonden ECLI's: %d</subtitle><id>uuid:demo;id=%d</id><rights type="text">Verzonnen uitspraken voor de demo.</rights><updated>%s</updated>`,
		len(found), from, s.now().UTC().Format(time.RFC3339))
	for _, x := range found[min(from, len(found)):min(from+most, len(found))] {
		fmt.Fprint(w, x.entry())
	}
	fmt.Fprint(w, "</feed>")
}

// number reads a whole number; -1 stands for what is none.
func number(s string, fallback int) int {
	if s == "" {
		return fallback
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// known are the parameters of a search.
var known = []string{"creator", "type", "date", "subject", "modified", "return", "replaces", "max", "from", "sort"}

// condition reads what is asked for. The same parameter twice means either, different ones mean both; for days and moments two values are a
// period with both its ends.
func condition(values url.Values) (func(record) bool, string) {
	for name := range values {
		if !slices.Contains(known, name) {
			return nil, "Onbekende parameter: " + name
		}
	}
	days, problem := moments(values["date"], time.DateOnly)
	if problem != "" {
		return nil, problem
	}
	changes, problem := moments(values["modified"], "2006-01-02T15:04:05")
	if problem != "" {
		return nil, problem
	}
	kind := strings.ToLower(values.Get("type"))
	switch {
	case kind != "" && kind != "uitspraak" && kind != "conclusie":
		return nil, "Onbekende waarde van type."
	case values.Get("return") != "" && values.Get("return") != "DOC":
		return nil, "Onbekende waarde van return."
	case values.Get("sort") != "" && values.Get("sort") != "ASC" && values.Get("sort") != "DESC":
		return nil, "Onbekende waarde van sort."
	}
	documents := values.Get("return") == "DOC"
	return func(r record) bool {
		switch {
		case documents && (!r.document || r.deleted != ""):
			return false
		case kind == "conclusie" && !r.conclusion, kind == "uitspraak" && r.conclusion:
			return false
		case len(values["creator"]) > 0 && !slices.Contains(values["creator"], r.court.uri()):
			return false
		case len(values["subject"]) > 0 && !slices.ContainsFunc(values["subject"], func(s string) bool {
			return r.subject == s || strings.HasPrefix(r.subject, s+"_")
		}):
			return false
		case len(values["replaces"]) > 0:
			return false
		case len(days) == 1 && !r.day.Equal(days[0]), len(days) == 2 && (r.day.Before(days[0]) || r.day.After(days[1])):
			return false
		}
		at := r.modified.Truncate(time.Second)
		return len(changes) == 0 || !at.Before(changes[0]) && (len(changes) == 1 || !at.After(changes[1]))
	}, ""
}

// courtTime is the clock of the service.
var courtTime = func() *time.Location {
	if l, err := time.LoadLocation("Europe/Amsterdam"); err == nil {
		return l
	}
	return time.UTC
}()

func moments(values []string, form string) ([]time.Time, string) {
	if len(values) > 2 {
		return nil, "Er zijn hooguit twee waarden mogelijk."
	}
	zone := courtTime
	if form == time.DateOnly {
		zone = time.UTC
	}
	var list []time.Time
	for _, v := range values {
		t, err := time.ParseInLocation(form, v, zone)
		if err != nil {
			return nil, "Geen geldige datum: " + v
		}
		list = append(list, t)
	}
	return list, ""
}

// content answers /uitspraken/content.
func (s *registry) content(w http.ResponseWriter, r *http.Request) {
	id, part := r.URL.Query().Get("id"), r.URL.Query().Get("return")
	if !strings.HasPrefix(id, "ECLI:") || part != "" && part != "META" && part != "DOC" {
		refuse(w, "Geef een ECLI.")
		return
	}
	for _, x := range s.records() {
		if x.ecli == id {
			w.Header().Set("Content-Type", "application/xml; charset=utf-8")
			_, _ = w.Write(x.xml(part == "META")) // the visitor may have gone
			return
		}
	}
	http.Error(w, "ECLI niet gevonden", http.StatusNotFound)
}

// list answers /Waardelijst/….
func (s *registry) list(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	term := func(element, id, name, more string) {
		fmt.Fprintf(&b, "<%s><Naam>%s</Naam><Identifier>%s</Identifier>%s</%s>", element, escaped(name), escaped(id), more, element)
	}
	const law, procedure = "http://psi.rechtspraak.nl/rechtsgebied#", "http://psi.rechtspraak.nl/procedure#"
	name := path.Base(r.PathValue("list"))
	switch name {
	case "Instanties":
		for _, c := range courts {
			kind := "Rechtbank"
			if c.appeal() {
				kind = "Gerechtshof"
			}
			term("Instantie", c.uri(), c.name, "<Afkorting>"+c.code+"</Afkorting><Type>"+kind+"</Type><BeginDate>2013-01-01</BeginDate>")
		}
	case "Rechtsgebieden":
		inner := func(id, name string) string {
			return "<Rechtsgebied><Naam>" + name + "</Naam><Identifier>" + law + id + "</Identifier></Rechtsgebied>"
		}
		term("Rechtsgebied", law+"strafrecht", "Strafrecht", inner("strafrecht_materieelStrafrecht", "Materieel strafrecht")+inner("strafrecht_strafprocesrecht", "Strafprocesrecht"))
		term("Rechtsgebied", law+"civielRecht", "Civiel recht", inner("civielRecht_verbintenissenrecht", "Verbintenissenrecht"))
		term("Rechtsgebied", law+"bestuursrecht", "Bestuursrecht", "")
	case "Proceduresoorten":
		for _, p := range [][2]string{{"eersteAanlegMeervoudig", "Eerste aanleg - meervoudig"}, {"hogerBeroep", "Hoger beroep"}, {"bodemzaak", "Bodemzaak"}} {
			term("Proceduresoort", procedure+p[0], p[1], "")
		}
	case "FormeleRelaties":
		term("FormeleRelatie", "http://psi.rechtspraak.nl/hogerBeroep", "Hoger beroep", "")
	default:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	fmt.Fprintf(w, `<?xml version="1.0" encoding="utf-8"?><%s>%s</%s>`, name, b.String(), name)
}
