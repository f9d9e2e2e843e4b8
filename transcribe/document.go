package transcribe

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijzer/staff"
)

// Signature is who made a report their own, and when. The zero value is nobody: then the document says on every page that it is a concept.
type Signature struct {
	By string
	At time.Time
}

// Document is a report as it is printed.
type Document struct {
	Title    string
	Banner   string // stands above every page
	Concept  bool   // stands across every page when nobody has signed
	Head     [][2]string
	Sections []DocumentSection
	At       time.Time // of the signature, or the draft: a document made twice is the same
}

// DocumentSection is a heading with what stands below it.
type DocumentSection struct {
	Title string
	Rows  []DocumentRow
}

// DocumentRow is a sentence with when its words were said.
type DocumentRow struct{ Text, Note string }

// Document returns a draft as it is printed.
func (r *Report) Document(signed Signature) Document {
	var us []Utterance
	if r.call != nil {
		us = r.utterances()
	}
	return r.document(signed, rowsOf(r, us))
}

// document puts a report together of what was found and the sentences as they stand.
func (r *Report) document(signed Signature, list []Judged) Document {
	p := phrases()
	d := Document{Title: p["titel"], Banner: p["concept"], Concept: signed.By == "", Head: r.head(), At: signed.At}
	if signed.By != "" {
		d.Banner = fill("ondertekend", signed.By, dayOf(signed.At))
	}
	list = InOrder(list)
	for _, section := range Sections {
		x := DocumentSection{Title: p["sectie_"+string(section)]}
		for _, j := range list {
			if j.Section == section && j.Stands() {
				x.Rows = append(x.Rows, DocumentRow{j.Text, noteOf(j)})
			}
		}
		if section == WishesRights {
			if open := r.undiscussed(); len(open) > 0 {
				x.Rows = append(x.Rows, DocumentRow{Text: fill("recht_niet_besproken", strings.Join(open, "; "))})
			}
		}
		if len(x.Rows) == 0 {
			x.Rows = []DocumentRow{{Text: p["niet_besproken"]}}
		}
		d.Sections = append(d.Sections, x)
	}
	left := DocumentSection{Title: p["sectie_weggelaten"]}
	for _, j := range list {
		if j.Aside == "bedrag" || j.Aside == "datum" || j.Aside == "afspraak" {
			left.Rows = append(left.Rows, DocumentRow{p["weggelaten_"+j.Aside] + ": " + j.Text, noteOf(j)})
		}
	}
	if len(left.Rows) > 0 {
		d.Sections = append(d.Sections, left)
	}
	return d
}

// undiscussed lists the rights that nobody spoke of.
func (r *Report) undiscussed() []string {
	var out []string
	for _, x := range r.Rights {
		if x.Value == NotDiscussed {
			out = append(out, RightTitle(x.Right))
		}
	}
	return out
}

// InOrder sorts sentences as they are read: by section, and in it by when the words were said; what a person added without them comes last.
func InOrder(list []Judged) []Judged {
	list = slices.Clone(list)
	first := func(j Judged) int {
		if len(j.Evidence) == 0 {
			return 1 << 30
		}
		return j.Evidence[0]
	}
	slices.SortStableFunc(list, func(a, b Judged) int {
		if c := cmp.Compare(slices.Index(Sections[:], a.Section), slices.Index(Sections[:], b.Section)); c != 0 || a.Section == Summary {
			return c
		}
		return cmp.Compare(first(a), first(b))
	})
	return list
}

// noteOf writes when the words of a sentence were said, and who wrote it when that was not put together from quotations.
func noteOf(j Judged) string {
	var out []string
	for k, i := range j.Evidence {
		if k < len(j.Moments) && j.Moments[k] >= 0 {
			out = append(out, clockText(time.Duration(j.Moments[k])*time.Second))
		} else {
			out = append(out, fmt.Sprintf("#%d", i))
		}
	}
	if w := phrases()["bron_"+j.Source]; w != "" {
		out = append(out, w)
	}
	if len(out) == 0 {
		return ""
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// Document returns a version of a report as it is printed. name gives a person of staff a name. It returns ErrUnknown and ErrGone.
func (s *Store) Document(ctx context.Context, report ReportID, name func(staff.PersonID) string) (Document, error) {
	v, err := s.Version(ctx, report)
	if err != nil {
		return Document{}, err
	}
	f, err := s.File(ctx, v.Call)
	if err != nil {
		return Document{}, err
	}
	found, err := s.Found(ctx, report)
	if err != nil {
		return Document{}, err
	}
	list, _, err := s.Sentences(ctx, report)
	if err != nil {
		return Document{}, err
	}
	var signed Signature
	if v.Final(f.FourEyes) && v.SignedAt != nil {
		signed = Signature{name(v.SignedBy), *v.SignedAt}
	}
	d := found.document(signed, list)
	d.Head = append(d.Head, [2]string{phrases()["kop_versie"], fmt.Sprint(v.Version)})
	if d.At.IsZero() {
		d.At = v.MadeAt
	}
	return d, nil
}

// head is what stands above a report.
func (r *Report) head() [][2]string {
	p := phrases()
	day := p["onbekend"]
	if r.CallDate != nil {
		if t, err := time.Parse(time.DateOnly, *r.CallDate); err == nil {
			day = dayOf(t)
		}
	}
	var present, numbers []string
	for _, x := range r.Participants {
		present = append(present, x.Name+" ("+p["rol_"+string(x.Role)]+")")
	}
	for _, n := range r.CaseNumbers {
		numbers = append(numbers, n.Number)
	}
	length := p["onbekend"]
	if r.Duration > 0 {
		length = clockText(time.Duration(r.Duration * float64(time.Second)))
	}
	rows := [][2]string{{p["kop_datum"], day}, {p["kop_duur"], length}, {p["kop_aanwezig"], strings.Join(present, ", ")}, {p["kop_opname"], p["melding_"+string(r.Notice.Value)]}}
	if len(numbers) > 0 {
		rows = append(rows, [2]string{p["kop_nummers"], strings.Join(numbers, ", ")})
	}
	return rows
}

func dayOf(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), monthText[t.Month()-1], t.Year())
}

func clockText(d time.Duration) string {
	d = d.Truncate(time.Second)
	return fmt.Sprintf("%d:%02d:%02d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
}
