package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// searchPage is where staff search what is written down inside the organisation.
type searchPage struct {
	staffLayout
	Asked       bool
	Narrowed    bool // not everything was searched
	Question    string
	Collections []shelfChoice
	Ages        []ageChoice
	Answer      *answerView
	Finds       []findView
	Unsure      string       // said when no sentence answers for certain
	Reports     []reportView // signed, of their own calls, for legal staff
	Rulings     []hitView    // that advisers found suitable, for whom may compare them
	Problem     string
}

// shelfChoice is a collection to search.
type shelfChoice struct {
	Name   string
	Count  int
	Chosen bool
}

// ageChoice is how old a page may be.
type ageChoice struct {
	Years  int
	Name   string
	Chosen bool
}

// findView is a passage that was found.
type findView struct {
	N          int
	Title      string
	Heading    string
	Collection string
	Date       string
	ISO        string
	Path       string // of the page of ours that opens the document at this place
	Blocks     []block
}

// documentPage shows a document as it is kept, at the passage that was asked for.
type documentPage struct {
	staffLayout
	Collection string
	Name       string
	Source     string // where the document itself can be opened; "" for a file
	Date       string
	ISO        string
	Sections   []sectionView
}

// sectionView is a passage of a document.
type sectionView struct {
	Key     string
	Heading string
	Blocks  []block
	Here    bool
}

// How many passages a search shows, and the ages to choose from, in years; 0 is any.
const findsShown = 12

var ages = []int{0, 1, 2, 5}

// shelf returns what of the staff shelf someone may search.
func (s *Server) shelf(who staff.Session) (*knowledge.Shelf, error) {
	if s.config.Library == nil {
		return nil, errNoPage
	}
	return s.config.Library.As(who.Person.Role.Names()), nil
}

// searchPage returns the page with the collections that someone may search, those of chosen ticked; none chosen means all.
func (s *Server) searchPage(r *http.Request, who staff.Session, shelf *knowledge.Shelf, chosen []string, years int) (searchPage, error) {
	p := searchPage{staffLayout: s.staffLayout(r, who, "title_search")}
	all, err := shelf.Collections(r.Context())
	if err != nil {
		return p, err
	}
	for _, c := range all {
		p.Collections = append(p.Collections, shelfChoice{c.Name, c.Documents, len(chosen) == 0 || slices.Contains(chosen, c.Name)})
	}
	for _, n := range ages {
		p.Ages = append(p.Ages, ageChoice{n, text("age_" + strconv.Itoa(n)), n == years})
	}
	return p, nil
}

func (s *Server) showSearch(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	shelf, err := s.shelf(who)
	if err != nil {
		return err
	}
	p, err := s.searchPage(r, who, shelf, nil, 0)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/search", p)
}

// search answers a question from what this person may see. The question comes in the body: an address is kept in histories and logs, and a
// question may name a client.
func (s *Server) search(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	shelf, err := s.shelf(who)
	if err != nil {
		return err
	}
	years, err := strconv.Atoi(form.Get("jaren"))
	if err != nil || !slices.Contains(ages, years) {
		years = 0
	}
	p, err := s.searchPage(r, who, shelf, form["collectie"], years)
	if err != nil {
		return err
	}
	p.Asked, p.Question = true, form.Get("vraag")
	p.Narrowed = years > 0 || slices.ContainsFunc(p.Collections, func(c shelfChoice) bool { return !c.Chosen })
	var since time.Time
	if years > 0 {
		since = s.now().AddDate(-years, 0, 0)
	}
	var names []string
	for _, c := range p.Collections {
		if c.Chosen {
			names = append(names, c.Name)
		}
	}
	// What is found in one place does not wait for another, and each has rights of its own. The three write to different parts of the page.
	group, ctx := errgroup.WithContext(r.Context())
	r = r.WithContext(ctx)
	for _, part := range []func() error{
		func() error { return s.findDocuments(r, shelf, names, since, &p) },
		func() (err error) {
			p.Rulings, err = s.suitableRulings(r, who, p.Question, since)
			return err
		},
		func() (err error) {
			p.Reports, err = s.ownReports(r, who, p.Question)
			return err
		},
	} {
		group.Go(func() error { return safely(part) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/search", p)
}

// findDocuments puts what collections hold on a question on the page, and the answer to it.
func (s *Server) findDocuments(r *http.Request, shelf *knowledge.Shelf, collections []string, since time.Time, p *searchPage) error {
	found, err := shelf.SearchAll(r.Context(), collections, p.Question, since, findsShown)
	if err != nil {
		return err
	}
	for i, f := range found.Finds {
		p.Finds = append(p.Finds, findView{
			N: i + 1, Title: f.Title, Heading: f.Heading, Collection: f.Collection, Date: dutchDate(f.Date), ISO: isoDate(f.Date), Path: documentPath(f), Blocks: blocks(f.Text),
		})
	}
	if found.Best != "" && since.IsZero() && s.config.ForStaff != nil {
		if p.Answer = s.staffAnswer(r, shelf, found, p.Question); p.Answer == nil && len(p.Finds) > 0 {
			p.Unsure = text("search_no_answer")
		}
	}
	return nil
}

// rulingsFound is how many rulings stand among what was found.
const rulingsFound = 5

// suitableRulings returns the rulings that fit a question and that advisers found suitable, for whoever may compare them; nobody else gets any. The
// bank's own rights are the second wall: a query as somebody without the role finds nothing.
func (s *Server) suitableRulings(r *http.Request, who staff.Session, question string, since time.Time) ([]hitView, error) {
	if s.config.Rulings == nil || !who.Person.May(staff.Legal|staff.Policy) {
		return nil, nil
	}
	found, err := s.config.Rulings.Glance(r.Context(), who.Person, question, since, rulingsFound)
	if err != nil {
		return nil, err
	}
	var all []hitView
	for i, h := range found {
		all = append(all, hitViewOf(h, i+1))
	}
	return all, nil
}

// staffAnswer returns the answer to a question from the collection that fits it best, by the same stages and gates as the public one; nil when
// there is none.
func (s *Server) staffAnswer(r *http.Request, shelf *knowledge.Shelf, found knowledge.Findings, question string) *answerView {
	a, err := s.config.ForStaff(shelf).Answer(r.Context(), assistant.Turn{Question: question, Collection: found.Best, Found: &found.Whole, Now: s.now()}, nil)
	if err != nil {
		s.log.WarnContext(r.Context(), "staff question not answered", "error", err)
		return nil
	}
	if len(a.Sentences) == 0 {
		return nil // what was found stands below
	}
	view := newAnswerView("0", a)
	view.Lead, view.Closing, view.Topics = nil, nil, nil // those are words for visitors
	for _, source := range view.Sources {
		for _, sentence := range a.Sentences {
			for _, c := range sentence.Cites {
				if c.Title == source.Title && c.Heading == source.Heading {
					source.URL = pathOf(found, c)
				}
			}
		}
	}
	return &view
}

// pathOf returns our page for the place that a cite points to; "" when it was not among what was found.
func pathOf(found knowledge.Findings, c assistant.Cite) string {
	for _, f := range found.Finds {
		if f.Link() == c.URL && f.Heading == c.Heading && f.Collection == found.Best {
			return documentPath(f)
		}
	}
	return ""
}

func documentPath(f knowledge.Find) string {
	return fmt.Sprintf("/medewerkers/stukken/%s/%s#%s", url.PathEscape(f.Collection), f.ID, f.ID)
}

// showDocument opens a document at a passage.
func (s *Server) showDocument(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	shelf, err := s.shelf(who)
	if err != nil {
		return err
	}
	id := knowledge.PassageID(r.PathValue("id"))
	all, err := shelf.Document(r.Context(), r.PathValue("collectie"), id)
	if errors.Is(err, knowledge.ErrUnknown) || err == nil && len(all) == 0 {
		return errNoPage // whether it is not there or not for this person is not told
	}
	if err != nil {
		return err
	}
	p := documentPage{
		staffLayout: s.staffLayout(r, who, "title_document"), Collection: r.PathValue("collectie"), Name: all[0].Title,
		Source: openable(all[0].URL), Date: dutchDate(all[0].Date), ISO: isoDate(all[0].Date),
	}
	for _, passage := range all {
		p.Sections = append(p.Sections, sectionView{string(passage.ID), passage.Heading, blocks(passage.Text), passage.ID == id})
	}
	return s.show(w, http.StatusOK, "staff/document", p)
}
