package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// sourcesPage shows the crawls: what is read now, what was read before, and which pages are old.
type sourcesPage struct {
	staffLayout
	Running     bool
	Withdrawn   []string // what to tell of sites that show no page any more, or less than half
	Runs        []runView
	Collections []string
}

// runView is one crawl.
type runView struct {
	Collection, State, Reason, Started, ISO, Took string
	Known, Done, Indexed, Failed                  int
	Busy                                          bool
}

// sourcePage shows what became of the pages of one collection.
type sourcePage struct {
	staffLayout
	Collection string
	States     []stateView
	Shown      *stateView // of which the pages are listed
	Pages      []pageView
	Stale      []staleView
	Most       int
}

// stateView is how many pages stand somewhere, for a reason.
type stateView struct {
	State, Reason string // in words
	Path          string
	Count         int
}

// pageView is an address and what became of it.
type pageView struct {
	URL, MovedTo, Taken string
	Status              int
	Fetched, ISO        string
}

// staleView is a page that is old.
type staleView struct{ URL, Taken, Date, ISO string }

// takenPage shows what was taken from one page.
type takenPage struct {
	staffLayout
	Collection string
	Name       string
	URL        string
	Sections   []sectionView
	Chosen     bool          // by people; else the machine guessed
	Labels     []pageTopic   // and empty ones to fill in
	Topics     []topicChoice // to choose from
	Problem    string
}

// pageTopic is a topic of a page.
type pageTopic struct {
	N       int
	Name    string
	Path    string
	Touches bool // the page touches it, and is about something else
}

// topicChoice is a topic that a page can have.
type topicChoice struct{ Name string }

// pageTopics is how many topics a page can have.
const pageTopics = 3

// What is shown of crawls, and from which age a page is called old.
const (
	runsShown  = 20
	pagesShown = 500
	staleYears = 3
)

// PassedOver says in Dutch why a page or a file was not indexed, by the code of the indexer.
func PassedOver(reason string) string { return textOr("reason_"+reason, reason) }

func (s *Server) showSources(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Crawls == nil {
		return errNoPage
	}
	runs, err := s.config.Crawls.Runs(r.Context(), runsShown)
	if err != nil {
		return err
	}
	p := sourcesPage{staffLayout: s.staffLayout(r, who, "title_sources")}
	withdrawn, err := s.config.Crawls.Withdrawn(r.Context())
	if err != nil {
		return err
	}
	for _, w := range withdrawn {
		key, at := "source_withdrawn", w.Gone
		switch {
		case w.Shown > 0:
			key = "source_less"
		case !s.now().Before(w.Gone):
			key, at = "source_gone", w.Since
		}
		p.Withdrawn = append(p.Withdrawn, strings.NewReplacer("{site}", w.Site, "{collectie}", w.Collection, "{tijd}", dutchTime(at)).Replace(text(key)))
	}
	seen := map[string]bool{}
	for _, run := range runs {
		v := runView{
			Collection: run.Collection, State: text("run_" + run.State), Reason: PassedOver(run.Reason), Started: dutchTime(run.Started), ISO: run.Started.Format(time.RFC3339),
			Known: run.Known, Done: run.Done, Indexed: run.Indexed, Failed: run.Failed, Busy: run.State == "running",
		}
		if run.Finished != nil {
			v.Took = run.Finished.Sub(run.Started).Round(time.Second).String()
		}
		p.Running = p.Running || v.Busy
		p.Runs = append(p.Runs, v)
		if !seen[run.Collection] {
			seen[run.Collection] = true
			p.Collections = append(p.Collections, run.Collection)
		}
	}
	if p.Running {
		p.Script = "desk.js"
	}
	return s.show(w, http.StatusOK, "staff/sources", p)
}

func (s *Server) showSource(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Crawls == nil {
		return errNoPage
	}
	collection := r.PathValue("collectie")
	states, err := s.config.Crawls.States(r.Context(), collection)
	if err != nil {
		return err
	}
	if len(states) == 0 {
		return errNoPage
	}
	p := sourcePage{staffLayout: s.staffLayout(r, who, "title_source"), Collection: collection, Most: pagesShown}
	state, reason := r.URL.Query().Get("stand"), r.URL.Query().Get("reden")
	for _, c := range states {
		v := stateView{
			textOr("state_"+c.State, c.State), PassedOver(c.Reason),
			sourcePath(collection) + "?" + url.Values{"stand": {c.State}, "reden": {c.Reason}}.Encode(), c.Pages,
		}
		p.States = append(p.States, v)
		if c.State == state && c.Reason == reason {
			p.Shown = &v
		}
	}
	if p.Shown != nil {
		pages, err := s.config.Crawls.Pages(r.Context(), collection, state, reason, pagesShown)
		if err != nil {
			return err
		}
		p.Pages = pageViews(collection, pages)
	}
	if s.config.PublicShelf != nil {
		stale, err := s.config.PublicShelf.Stale(r.Context(), collection, s.now().AddDate(-staleYears, 0, 0))
		if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
			return err
		}
		for _, page := range stale {
			p.Stale = append(p.Stale, staleView{openable(page.URL), takenPath(collection, page.URL), dutchDate(page.Date), isoDate(page.Date)})
		}
	}
	return s.show(w, http.StatusOK, "staff/source", p)
}

func pageViews(collection string, pages []indexer.PageInfo) []pageView {
	var all []pageView
	for _, page := range pages {
		v := pageView{URL: openable(page.URL), Status: page.Status}
		if page.MovedTo != nil {
			v.MovedTo = openable(*page.MovedTo)
		}
		if page.State == "indexed" {
			v.Taken = takenPath(collection, page.URL)
		}
		if page.Fetched != nil {
			v.Fetched, v.ISO = dutchTime(*page.Fetched), page.Fetched.Format(time.RFC3339)
		}
		all = append(all, v)
	}
	return all
}

func sourcePath(collection string) string {
	return "/medewerkers/bronnen/" + url.PathEscape(collection)
}

// takenPath leads to what was taken from a page of the public site; its address is nobody's secret.
func takenPath(collection, address string) string {
	return sourcePath(collection) + "/pagina?" + url.Values{"adres": {address}}.Encode()
}

func (s *Server) showTaken(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.taken(w, r, who, http.StatusOK, "")
}

func (s *Server) taken(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	if s.config.PublicShelf == nil {
		return errNoPage
	}
	collection, address := r.PathValue("collectie"), r.URL.Query().Get("adres")
	passages, err := s.config.PublicShelf.Page(r.Context(), collection, address)
	if errors.Is(err, knowledge.ErrUnknown) || err == nil && len(passages) == 0 {
		return errNoPage
	}
	if err != nil {
		return err
	}
	p := takenPage{staffLayout: s.staffLayout(r, who, "title_taken"), Collection: collection, Name: passages[0].Title, URL: openable(address), Problem: problem}
	if s.config.Editor != nil && who.Person.May(staff.Content) && passages[0].Kind == knowledge.HelpPage {
		if err := s.pageTopics(r, &p, collection, address); err != nil {
			return err
		}
	}
	for _, passage := range passages {
		p.Sections = append(p.Sections, sectionView{Key: string(passage.ID), Heading: passage.Heading, Blocks: blocks(passage.Text)})
	}
	return s.show(w, status, "staff/taken", p)
}

// pageTopics adds what a page is about to what is shown of it.
func (s *Server) pageTopics(r *http.Request, p *takenPage, collection, address string) error {
	labels, chosen, err := s.config.Editor.TopicsOf(r.Context(), collection, address)
	if err != nil {
		return err
	}
	p.Chosen = chosen
	for i := range pageTopics {
		v := pageTopic{N: i + 1}
		if i < len(labels) {
			v.Name, v.Path, v.Touches = s.topicName(labels[i].Topic), topicPath(labels[i].Topic), labels[i].Weight < 1
		}
		p.Labels = append(p.Labels, v)
	}
	for _, t := range s.config.Bank().Topics {
		p.Topics = append(p.Topics, topicChoice{t.Name})
	}
	return nil
}

// touching is the weight of a topic that a page touches, and is not its subject.
const touching = 0.5

// labelPage gives a page its topics, or leaves it to the machine.
func (s *Server) labelPage(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	collection, address := r.PathValue("collectie"), r.URL.Query().Get("adres")
	var labels []knowledge.PageLabel
	for i := range pageTopics {
		n := strconv.Itoa(i + 1)
		name := form.Get("onderwerp-" + n)
		if name == "" || form.Get("stand") == "machine" {
			continue
		}
		topic, ok := s.topicCalled(name)
		if !ok || slices.ContainsFunc(labels, func(l knowledge.PageLabel) bool { return l.Topic == topic }) {
			return s.taken(w, r, who, http.StatusUnprocessableEntity, text("label_problem"))
		}
		l := knowledge.PageLabel{URL: address, Topic: topic, Weight: 1}
		if form.Get("zijdelings-"+n) != "" {
			l.Weight = touching
		}
		labels = append(labels, l)
	}
	if passages, err := s.config.PublicShelf.Page(r.Context(), collection, address); err != nil || len(passages) == 0 {
		return errors.Join(errNoPage, err)
	}
	if err := s.config.Editor.Label(r.Context(), collection, address, labels); err != nil {
		return err
	}
	http.Redirect(w, r, done(takenPath(collection, address), doneSaved), http.StatusSeeOther)
	return nil
}
