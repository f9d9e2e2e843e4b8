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

// How many rows of a list are shown.
const rowsShown = 200

// withEditor lets a handler work where there is an editor that the content team works with.
func (s *Server) withEditor(f staffHandler) staffHandler {
	return where(func() bool { return s.config.Editor != nil }, f)
}

func (s *Server) showWords(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	edits, inUse, err := s.config.Editor.History(r.Context())
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
	bank := s.config.Editor.Bank()
	p.Count = len(bank.Topics)
	for _, t := range bank.Topics {
		if holds(p.Query, t.Name, strings.Join(t.Formal, "\n"), strings.Join(t.Lay, "\n")) {
			p.Topics = append(p.Topics, topicRow{topicPath(t.ID), t.Name, len(t.Lay), of[t.ID]})
		}
	}
	slices.SortFunc(p.Topics, func(a, b topicRow) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	p.Topics = p.Topics[:min(len(p.Topics), rowsShown)]
	p.Script = "busy.js"
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
	id := knowledge.TopicID(r.PathValue("onderwerp"))
	t, ok := s.config.Editor.Bank().Lookup(id)
	if !ok {
		return errNoPage
	}
	shipped, _ := s.config.Editor.Shipped().Lookup(id)
	p := topicPage{staffLayout: s.staffLayout(r, who, "title_topic"), ID: string(id), Name: t.Name, Formal: textViews(t.Formal, shipped.Formal, ""), Lay: textViews(t.Lay, shipped.Lay, "")}
	pages, err := s.config.Editor.PagesOf(r.Context(), s.config.Collection, id)
	if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	for _, address := range pages {
		p.Pages = append(p.Pages, titledLink{takenPath(s.config.Collection, address), address})
	}
	p.Script = "busy.js"
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
	shipped, err := knowledge.ShippedSynonyms()
	if err != nil {
		return err
	}
	p := synonymsPage{staffLayout: s.staffLayout(r, who, "title_synonyms"), Query: r.URL.Query().Get("zoek"), Most: rowsShown}
	p.Groups = textViews(s.config.Editor.Synonyms(), shipped.Groups(), p.Query)
	p.Count = len(s.config.Editor.Synonyms())
	p.Groups = p.Groups[:min(len(p.Groups), rowsShown)]
	p.Script = "busy.js"
	return s.show(w, http.StatusOK, "staff/synonyms", p)
}

func (s *Server) showHistory(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	edits, inUse, err := s.config.Editor.History(r.Context())
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
		if t, ok := s.config.Editor.Bank().Lookup(what.Topic); ok {
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
func (s *Server) undoWords(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	version, err := strconv.ParseInt(form.Get("nummer"), 10, 64)
	if err != nil {
		return errGarbled
	}
	if err := s.config.Editor.Undo(r.Context(), version, string(who.Person.ID)); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	http.Redirect(w, r, done(wordsPath+"/geschiedenis", doneUndone), http.StatusSeeOther)
	return nil
}
