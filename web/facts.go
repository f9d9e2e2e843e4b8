package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// Where facts, help lines and conflicts are kept.
const factsPath = "/medewerkers/feiten"

// factsPage lists the facts that must be said.
type factsPage struct {
	staffLayout
	Facts   []factRow
	Unsaid  int // that no recent page says
	Changes []sheetChange
}

// factRow is a fact with where it stands now.
type factRow struct {
	Path, Fact    string
	Said          *quoteView // as visitors read it
	Child         *quoteView // as a child reads it, when that is another sentence
	Old           *quoteView // what only an old page says
	Verified, ISO string
	Due           bool // it should be held against its source again
}

// quoteView is a sentence of a page.
type quoteView struct{ Text, Path, Title, Date string }

// factPage changes one fact.
type factPage struct {
	staffLayout
	New                        bool
	ID, Fact, Condition, Asked string
	Topics, Says, Pages        string // one a line
	Source, Verified, Today    string
	Names                      []choice // topics to name
	Problem                    string
	Standing                   *factRow
}

// sheetChange is an edit of the sheet.
type sheetChange struct {
	Version                     int64
	What, Name, At, ISO, Person string
	CanUndo                     bool
}

// verifyAgain is after how long a fact or a line is to be held against its source again.
const verifyAgain = 180 * 24 * time.Hour

// withSheet lets a handler work where there is a sheet that the content team edits.
func (s *Server) withSheet(f staffHandler) staffHandler {
	return where(func() bool { return s.config.Sheet != nil && s.config.PublicShelf != nil }, f)
}

func (s *Server) showFacts(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	p := factsPage{staffLayout: s.staffLayout(r, who, "title_facts")}
	for _, f := range s.config.Sheet.Facts() {
		row, err := s.factRow(r, f)
		if err != nil {
			return err
		}
		if row.Said == nil {
			p.Unsaid++
		}
		p.Facts = append(p.Facts, row)
	}
	slices.SortStableFunc(p.Facts, func(a, b factRow) int { return cmp.Compare(btoi(a.Said != nil), btoi(b.Said != nil)) })
	var err error
	if p.Changes, err = s.changes(r, assistant.FactEdit); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/facts", p)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// factRow looks where a fact stands.
func (s *Server) factRow(r *http.Request, f assistant.Fact) (factRow, error) {
	row := factRow{Path: factsPath + "/" + url.PathEscape(f.ID), Fact: f.Fact, ISO: f.Verified}
	if day, err := time.Parse(time.DateOnly, f.Verified); err == nil {
		row.Verified, row.Due = dutchDate(day), s.now().Sub(day) > verifyAgain
	}
	standing, err := s.config.Assistant.Standing(r.Context(), s.config.Collection, f, s.now())
	if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return row, err
	}
	row.Said, row.Child, row.Old = s.quote(standing.Said), s.quote(standing.Child), s.quote(standing.Old)
	return row, nil
}

// quote shows a sentence with its page; nil shows nothing.
func (s *Server) quote(x *assistant.Sentence) *quoteView {
	if x == nil {
		return nil
	}
	c := x.Cites[0]
	page, _, _ := strings.Cut(c.URL, "#")
	return &quoteView{x.Text, takenPath(s.config.Collection, page), c.Title, dutchDate(c.Date)}
}

// changes lists the edits of one kind, newest first.
func (s *Server) changes(r *http.Request, kind string) ([]sheetChange, error) {
	edits, inUse, err := s.config.Sheet.History(r.Context())
	if err != nil {
		return nil, err
	}
	names, err := s.config.Desk.Names(r.Context())
	if err != nil {
		return nil, err
	}
	by := map[int64]assistant.SheetEdit{}
	for _, e := range edits {
		by[e.Version] = e
	}
	var all []sheetChange
	for _, e := range edits {
		of, what := e, "sheet_changed"
		switch {
		case e.Undoes > 0:
			of, what = by[e.Undoes], "edit_undo"
		case len(e.Value) == 0:
			what = "sheet_dropped"
		}
		if of.Kind == kind && len(all) < rowsShown {
			all = append(all, sheetChange{e.Version, text(what), of.Name, dutchTime(e.At), e.At.Format(time.RFC3339), cmp.Or(names[staff.PersonID(e.Person)], e.Person), inUse[e.Version]})
		}
	}
	return all, nil
}

// newFact is the address of a fact that is not there yet.
const newFact = "nieuw"

func (s *Server) showFact(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	id := r.PathValue("feit")
	if id == newFact {
		return s.show(w, http.StatusOK, "staff/fact", s.factPage(r, who, assistant.Fact{}, true))
	}
	for _, f := range s.config.Sheet.Facts() {
		if f.ID != id {
			continue
		}
		p := s.factPage(r, who, f, false)
		row, err := s.factRow(r, f)
		if err != nil {
			return err
		}
		p.Standing = &row
		return s.show(w, http.StatusOK, "staff/fact", p)
	}
	return errNoPage
}

func (s *Server) factPage(r *http.Request, who staff.Session, f assistant.Fact, fresh bool) factPage {
	p := factPage{
		staffLayout: s.staffLayout(r, who, "title_fact"), New: fresh, ID: f.ID, Fact: f.Fact, Condition: f.Condition, Asked: f.Asked,
		Says: strings.Join(f.Says, "\n"), Pages: strings.Join(f.Pages, "\n"), Source: f.Source, Verified: f.Verified, Today: isoDate(s.now().In(amsterdam())),
	}
	var topics []string
	for _, id := range f.Topics {
		topics = append(topics, s.topicName(id))
	}
	p.Topics = strings.Join(topics, "\n")
	return p
}

// topicName returns the name of a topic, or its id when it has none.
func (s *Server) topicName(id knowledge.TopicID) string {
	if t, ok := s.config.Bank().Lookup(id); ok {
		return t.Name
	}
	return string(id)
}

// topicCalled returns the topic with a name or an id.
func (s *Server) topicCalled(name string) (knowledge.TopicID, bool) {
	name = strings.TrimSpace(name)
	bank := s.config.Bank()
	if t, ok := bank.Lookup(knowledge.TopicID(name)); ok {
		return t.ID, true
	}
	for _, t := range bank.Topics {
		if strings.EqualFold(t.Name, name) {
			return t.ID, true
		}
	}
	return "", false
}

// lines returns what stands on the lines of a text.
func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// saveFact keeps a fact, or takes it away.
func (s *Server) saveFact(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	id := r.PathValue("feit")
	if form.Get("weg") != "" {
		if err := s.config.Sheet.DropFact(r.Context(), id, string(who.Person.ID)); err != nil && !errors.Is(err, assistant.ErrSheet) {
			return err
		}
		http.Redirect(w, r, done(factsPath, doneSaved), http.StatusSeeOther)
		return nil
	}
	f := assistant.Fact{
		ID: id, Fact: strings.Join(strings.Fields(form.Get("feit")), " "), Condition: strings.TrimSpace(form.Get("voorwaarde")), Asked: strings.TrimSpace(form.Get("gevraagd")),
		Says: lines(form.Get("woorden")), Pages: lines(form.Get("paginas")), Source: strings.TrimSpace(form.Get("bron")), Verified: form.Get("nagekeken"),
	}
	if form.Get("vandaag") != "" {
		f.Verified = isoDate(s.now().In(amsterdam()))
	}
	if id == newFact {
		f.ID = factID(f.Fact)
		if slices.ContainsFunc(s.config.Sheet.Facts(), func(known assistant.Fact) bool { return known.ID == f.ID }) {
			f.ID = "" // a new fact does not take the place of another
		}
	}
	problem := ""
	for _, name := range lines(form.Get("onderwerpen")) {
		topic, ok := s.topicCalled(name)
		if !ok {
			problem = "fact_topic_problem"
		}
		f.Topics = append(f.Topics, topic)
	}
	for i, page := range f.Pages {
		f.Pages[i] = pathOnly(page)
	}
	if problem == "" {
		err := s.config.Sheet.SaveFact(r.Context(), f, string(who.Person.ID), s.now())
		if err == nil {
			http.Redirect(w, r, done(factsPath+"/"+url.PathEscape(f.ID), doneSaved), http.StatusSeeOther)
			return nil
		}
		if !errors.Is(err, assistant.ErrSheet) {
			return err
		}
		problem = "fact_problem"
	}
	p := s.factPage(r, who, f, id == newFact)
	p.ID, p.Topics, p.Problem = id, form.Get("onderwerpen"), text(problem)
	return s.show(w, http.StatusUnprocessableEntity, "staff/fact", p)
}

// factID makes an id of the words of a new fact.
func factID(fact string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, dutch.Fold(fact))
	return strings.Trim(id[:min(len(id), 50)], "-")
}

// undoSheet takes an edit of a fact or a line back.
func (s *Server) undoSheet(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	version, err := strconv.ParseInt(form.Get("nummer"), 10, 64)
	if err != nil {
		return errGarbled
	}
	if err := s.config.Sheet.Undo(r.Context(), version, string(who.Person.ID)); err != nil && !errors.Is(err, assistant.ErrSheet) {
		return err
	}
	to := factsPath
	if form.Get("lijst") == assistant.LineEdit {
		to += "/hulplijnen"
	}
	http.Redirect(w, r, done(to, doneUndone), http.StatusSeeOther)
	return nil
}
