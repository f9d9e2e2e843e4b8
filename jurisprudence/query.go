package jurisprudence

import (
	"net/url"
	"strconv"
	"time"
)

// Query is a question to the search service of the courts' open data (Technische documentatie Open Data van de Rechtspraak, section 4.3).
// The service knows no search in the text. Repeated values are alternatives, different fields are conditions that all hold.
type Query struct {
	Courts   []string // addresses from the value list of courts; a court's predecessors are not implied
	Subjects []string // addresses of fields of law: http://psi.rechtspraak.nl/rechtsgebied#strafrecht
	Type     string   // "uitspraak" or "conclusie"; empty is both

	DecidedFrom, DecidedTo time.Time // days, inclusive; zero is unbounded, DecidedTo alone is ignored
	Modified               Window    // new and changed records; the zero window is all

	// OnlyDocuments leaves out records without a text. Leave it false when withdrawn texts must be heard of as well.
	OnlyDocuments bool
	Replaces      string // a former number (LJN)

	From int // the first entry to give, from 0: the service counts from nought, whatever its manual shows
	Max  int // at most PageSize, which is also what 0 means
}

// day and moment formats of the service.
const (
	dayForm    = "2006-01-02"
	momentForm = "2006-01-02T15:04:05"
)

// Values returns the question as parameters of a request. url.Values encodes the number sign in addresses as the service wants it.
func (q Query) Values() url.Values {
	v := url.Values{}
	for _, c := range q.Courts {
		v.Add("creator", c)
	}
	for _, s := range q.Subjects {
		v.Add("subject", s)
	}
	if q.Type != "" {
		v.Set("type", q.Type)
	}
	if !q.DecidedFrom.IsZero() {
		v.Add("date", q.DecidedFrom.Format(dayForm))
		if !q.DecidedTo.IsZero() {
			v.Add("date", q.DecidedTo.Format(dayForm))
		}
	}
	if !q.Modified.From.IsZero() {
		v.Add("modified", q.Modified.From.In(courtTime).Format(momentForm))
		if !q.Modified.To.IsZero() {
			v.Add("modified", q.Modified.To.In(courtTime).Format(momentForm))
		}
	}
	if q.OnlyDocuments {
		v.Set("return", "DOC")
	}
	if q.Replaces != "" {
		v.Set("replaces", q.Replaces)
	}
	most := q.Max
	if most <= 0 || most > PageSize {
		most = PageSize
	}
	v.Set("max", strconv.Itoa(most))
	if q.From > 0 {
		v.Set("from", strconv.Itoa(q.From))
	}
	// Ascending by change: what is added while we page comes behind us, not before us.
	v.Set("sort", "ASC")
	return v
}

// courtTime is the clock of the service. Its moments carry no zone; a machine without the zone database falls back to the winter clock, and
// the overlap of the windows makes good for the hour.
var courtTime = func() *time.Location {
	if l, err := time.LoadLocation("Europe/Amsterdam"); err == nil {
		return l
	}
	return time.FixedZone("CET", 3600)
}()

// Next returns the question for the page behind the one that q brought, false when it was the last. An empty page is the last whatever the
// total says. A page that is shorter than asked is not: a service that gives fewer at once must not make us lose the rest.
func (q Query) Next(page *Feed) (Query, bool) {
	most := q.Max
	if most <= 0 || most > PageSize {
		most = PageSize
	}
	got := max(page.Size, len(page.Entries))
	next := q
	next.From += got
	if page.Total == 0 {
		return next, got >= most
	}
	return next, got > 0 && next.From < page.Total
}

// Window is a period of changes, half-open in meaning though the service includes both ends.
type Window struct{ From, To time.Time }

// Overlap is how far a new window reaches back behind the end of the last: records are known to appear late, and paging can miss one that
// changed meanwhile.
const Overlap = 48 * time.Hour

// Since returns the window to ask for after a harvest that was complete up to last. Its end is fixed, so that the pages of one window do not
// shift while they are fetched.
func Since(last, now time.Time) Window {
	if last.IsZero() {
		return Window{}
	}
	from := last.Add(-Overlap)
	if from.After(now) {
		from = now.Add(-Overlap) // a change announced for the future must not leave a hole before it
	}
	return Window{From: from, To: now}
}

// Split cuts a window into pieces of at most size, oldest first, so that a long back-fill can be resumed piece by piece. A window without a
// beginning or an end is returned as it is.
func (w Window) Split(size time.Duration) []Window {
	if w.From.IsZero() || w.To.IsZero() || size <= 0 || !w.From.Before(w.To) {
		return []Window{w}
	}
	var out []Window
	for from := w.From; from.Before(w.To); from = from.Add(size) {
		to := from.Add(size)
		if to.After(w.To) {
			to = w.To
		}
		out = append(out, Window{from, to})
	}
	return out
}

// Paths of the service below its root (https://data.rechtspraak.nl).
const (
	SearchPath  = "/uitspraken/zoeken"
	ContentPath = "/uitspraken/content"
	ListPath    = "/Waardelijst/"
)

// ContentValues returns the parameters that ask for one ruling; with metadata only, its summary stands in the register entry.
func ContentValues(id ECLI, metadataOnly bool) url.Values {
	v := url.Values{"id": {string(id)}}
	if metadataOnly {
		v.Set("return", "META")
	}
	return v
}
