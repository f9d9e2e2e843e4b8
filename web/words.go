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
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// Where the words of topics are kept.
const wordsPath = "/medewerkers/woorden"

// wordsPage lists topics.
type wordsPage struct {
	staffLayout
	Query  string
	Topics []topicRow
	Count  int // of all topics
	Most   int
}

// topicRow is a topic in a list.
type topicRow struct {
	Path, Name string
	Phrasings  int
	Edits      int // that count now
}

// topicPage shows the words of one topic.
type topicPage struct {
	staffLayout
	ID, Name    string
	Formal, Lay []textView
	Pages       []titledLink
}

// textView is a text of a topic, or a group of synonyms.
type textView struct {
	Text  string
	Added bool // by the content team
}

// textList is a list of a topic's texts, each of which can be taken away.
type textList struct {
	Kind, Topic string
	Texts       []textView
}

func textsOf(kind, topic string, texts []textView) textList { return textList{kind, topic, texts} }

// titledLink leads somewhere.
type titledLink struct{ Path, Name string }

// synonymsPage lists groups of synonyms.
type synonymsPage struct {
	staffLayout
	Query  string
	Groups []textView
	Count  int
	Most   int
}

// historyPage lists the edits of words.
type historyPage struct {
	staffLayout
	Edits []editView
}

// editView is one edit.
type editView struct {
	Version         int64
	What, Topic     string
	Text            string
	At, ISO, Person string
	InUse, CanUndo  bool
}

// goldenPage lists the questions by which changes are measured.
type goldenPage struct {
	staffLayout
	Query     string
	Questions []goldenView
	Count     int
	Most      int
	Problem   string
}

// goldenView is one such question.
type goldenView struct {
	ID                    int64
	Question, Kind, Pages string
}

// How many rows of a list are shown.
const rowsShown = 200

// editor returns what the content team works with.
func (s *Server) editor() (*knowledge.Editor, error) {
	if s.config.Editor == nil {
		return nil, errNoPage
	}
	return s.config.Editor, nil
}

func (s *Server) showWords(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	editor, err := s.editor()
	if err != nil {
		return err
	}
	edits, inUse, err := editor.History(r.Context())
	if err != nil {
		return err
	}
	of := map[knowledge.TopicID]int{}
	for _, e := range edits {
		if inUse[e.Version] {
			of[e.Topic]++
		}
	}
	p := wordsPage{staffLayout: s.staffLayout(r, who, "title_words"), Query: r.URL.Query().Get("zoek"), Most: rowsShown}
	bank := editor.Bank()
	p.Count = len(bank.Topics)
	for _, t := range bank.Topics {
		if holds(p.Query, t.Name, strings.Join(t.Formal, "\n"), strings.Join(t.Lay, "\n")) {
			p.Topics = append(p.Topics, topicRow{topicPath(t.ID), t.Name, len(t.Lay), of[t.ID]})
		}
	}
	slices.SortFunc(p.Topics, func(a, b topicRow) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	p.Topics = p.Topics[:min(len(p.Topics), rowsShown)]
	return s.show(w, http.StatusOK, "staff/words", p)
}

// holds reports whether one of texts has what is looked for in it; everything has nothing in it.
func holds(query string, texts ...string) bool {
	query = strings.ToLower(strings.TrimSpace(query))
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.ToLower(text), query) })
}

func topicPath(id knowledge.TopicID) string {
	return wordsPath + "/onderwerp/" + url.PathEscape(string(id))
}

func (s *Server) showTopic(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	editor, err := s.editor()
	if err != nil {
		return err
	}
	id := knowledge.TopicID(r.PathValue("onderwerp"))
	t, ok := editor.Bank().Lookup(id)
	if !ok {
		return errNoPage
	}
	shipped, _ := editor.Shipped().Lookup(id)
	p := topicPage{staffLayout: s.staffLayout(r, who, "title_topic"), ID: string(id), Name: t.Name, Formal: textViews(t.Formal, shipped.Formal, ""), Lay: textViews(t.Lay, shipped.Lay, "")}
	pages, err := editor.PagesOf(r.Context(), s.config.Collection, id)
	if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	for _, address := range pages {
		p.Pages = append(p.Pages, titledLink{takenPath(s.config.Collection, address), address})
	}
	return s.show(w, http.StatusOK, "staff/topic", p)
}

// textViews returns texts with who put them there, those that the content team added first.
func textViews(texts, shipped []string, query string) []textView {
	known := map[string]bool{}
	for _, t := range shipped {
		known[t] = true
	}
	var added, rest []textView
	for _, t := range texts {
		switch {
		case !holds(query, t):
		case known[t]:
			rest = append(rest, textView{t, false})
		default:
			added = append(added, textView{t, true})
		}
	}
	return append(added, rest...)
}

func (s *Server) showSynonyms(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	editor, err := s.editor()
	if err != nil {
		return err
	}
	shipped, err := knowledge.ShippedSynonyms()
	if err != nil {
		return err
	}
	p := synonymsPage{staffLayout: s.staffLayout(r, who, "title_synonyms"), Query: r.URL.Query().Get("zoek"), Most: rowsShown}
	p.Groups = textViews(editor.Synonyms(), shipped.Groups(), p.Query)
	p.Count = len(editor.Synonyms())
	p.Groups = p.Groups[:min(len(p.Groups), rowsShown)]
	return s.show(w, http.StatusOK, "staff/synonyms", p)
}

func (s *Server) showHistory(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	editor, err := s.editor()
	if err != nil {
		return err
	}
	edits, inUse, err := editor.History(r.Context())
	if err != nil {
		return err
	}
	names, err := s.config.Desk.Names(r.Context())
	if err != nil {
		return err
	}
	p := historyPage{staffLayout: s.staffLayout(r, who, "title_history")}
	byVersion := map[int64]knowledge.Edit{}
	for _, e := range edits {
		byVersion[e.Version] = e
	}
	for _, e := range edits[:min(len(edits), rowsShown)] {
		v := editView{
			Version: e.Version, At: dutchTime(e.At), ISO: e.At.Format(time.RFC3339), Person: cmp.Or(names[staff.PersonID(e.Person)], e.Person),
			InUse: inUse[e.Version], CanUndo: inUse[e.Version],
		}
		what := e
		if e.Undoes > 0 {
			what = byVersion[e.Undoes]
			v.What = text("edit_undo")
		} else {
			v.What = text(editKey(e))
		}
		v.Text = what.Text
		if t, ok := editor.Bank().Lookup(what.Topic); ok {
			v.Topic = t.Name
		}
		p.Edits = append(p.Edits, v)
	}
	return s.show(w, http.StatusOK, "staff/history", p)
}

// editKey names what an edit does.
func editKey(e knowledge.Edit) string {
	if e.Drop {
		return "edit_drop_" + string(e.Word)
	}
	return "edit_add_" + string(e.Word)
}

// undoWords takes an edit back.
func (s *Server) undoWords(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	editor, err := s.editor()
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(form.Get("nummer"), 10, 64)
	if err != nil {
		return errGarbled
	}
	if err := editor.Undo(r.Context(), version, string(who.Person.ID)); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	http.Redirect(w, r, wordsPath+"/geschiedenis", http.StatusSeeOther)
	return nil
}

func (s *Server) showGolden(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.golden(w, r, who, http.StatusOK, "")
}

func (s *Server) golden(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	editor, err := s.editor()
	if err != nil {
		return err
	}
	all, err := editor.Golden(r.Context(), s.config.Collection)
	if err != nil {
		return err
	}
	p := goldenPage{staffLayout: s.staffLayout(r, who, "title_golden"), Query: r.URL.Query().Get("zoek"), Count: len(all), Most: rowsShown, Problem: problem}
	for _, q := range slices.Backward(all) {
		if len(p.Questions) < rowsShown && holds(p.Query, q.Question, strings.Join(q.Pages, " ")) {
			p.Questions = append(p.Questions, goldenView{q.ID, q.Question, kindName(q.Kind), strings.Join(q.Pages, ", ")})
		}
	}
	return s.show(w, status, "staff/golden", p)
}

// kindName names a kind of question.
func kindName(kind string) string { return textOr("asked_"+kind, kind) }

// The size of a question to measure by.
const (
	longestGolden = 500
	mostPages     = 20
)

// changeGolden adds a question to measure by, or takes one away.
func (s *Server) changeGolden(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	editor, err := s.editor()
	if err != nil {
		return err
	}
	if form.Get("weg") != "" {
		id, err := strconv.ParseInt(form.Get("weg"), 10, 64)
		if err != nil {
			return errGarbled
		}
		if err := editor.DropGolden(r.Context(), s.config.Collection, id); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
			return err
		}
	} else {
		q := knowledge.Golden{Question: strings.Join(strings.Fields(form.Get("vraag")), " "), Kind: "team", Pages: strings.Fields(strings.ReplaceAll(form.Get("paginas"), ",", " "))}
		for i, page := range q.Pages {
			q.Pages[i] = pathOnly(page)
		}
		if q.Question == "" || len(q.Question) > longestGolden || len(q.Pages) == 0 || len(q.Pages) > mostPages {
			return s.golden(w, r, who, http.StatusUnprocessableEntity, text("golden_problem"))
		}
		if err := editor.AddGolden(r.Context(), s.config.Collection, []knowledge.Golden{q}); err != nil {
			return err
		}
	}
	http.Redirect(w, r, wordsPath+"/meetvragen", http.StatusSeeOther)
	return nil
}

// pathOnly returns the part of an address that stays the same when a site moves.
func pathOnly(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.RequestURI()
	}
	return address
}

// gapsPage shows what people asked in vain, as far as enough of them did.
type gapsPage struct {
	staffLayout
	Clusters []clusterView
	Least    int // conversations that must share something before it is shown
}

// clusterView is a subject that people asked about in vain.
type clusterView struct {
	Topic, TopicID           string
	Words                    string   // as people write them
	Synonyms                 []string // groups that may help, to choose from
	Found                    *titledLink
	Sure                     bool // that what is found now answers it
	Conversations, Questions int
	Newest, ISO              string
}

// How far back gaps are shown, and of how many it is looked what they find now.
const (
	gapsSince  = 13 * 7 * 24 * time.Hour
	gapsLooked = 40
)

func (s *Server) showGaps(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Kept == nil {
		return errNoPage
	}
	gaps, err := s.config.Kept.Gaps(r.Context(), s.now().Add(-gapsSince))
	if err != nil {
		return err
	}
	p := gapsPage{staffLayout: s.staffLayout(r, who, "title_gaps"), Least: assistant.Anonymous}
	bank := s.config.Bank()
	for i, c := range assistant.Clusters(gaps) {
		var words []string
		for _, stem := range c.Terms {
			words = append(words, bank.Word(stem))
		}
		v := clusterView{Topic: text("no_topic"), Words: strings.Join(words, " "), Conversations: c.Conversations, Questions: c.Questions, Newest: dutchDate(c.Newest), ISO: isoDate(c.Newest)}
		if t, ok := bank.Lookup(c.Topic); ok {
			v.Topic, v.TopicID = t.Name, string(t.ID)
		}
		if s.config.Editor != nil && i < gapsLooked {
			if v.Synonyms, err = s.config.Editor.Suggest(r.Context(), s.config.Collection, c.Topic, words); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
				return err
			}
			found, err := s.config.PublicShelf.Search(r.Context(), s.config.Collection, v.Words, 1)
			if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
				return err
			}
			if len(found.Hits) > 0 {
				v.Found, v.Sure = &titledLink{takenPath(s.config.Collection, found.Hits[0].URL), found.Hits[0].Title}, assistant.Sure(found)
			}
		}
		p.Clusters = append(p.Clusters, v)
	}
	return s.show(w, http.StatusOK, "staff/gaps", p)
}
