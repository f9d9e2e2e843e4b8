package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// effectPage shows what an edit of the words would do, before it is kept.
type effectPage struct {
	staffLayout
	What              string // in words
	Word, Topic, Text string
	TopicName         string
	Drop              bool
	Topics            []choice // to choose another
	Classes           []classView
	Better, Worse     []movedView
	Probe             []probeView // what the text itself finds
	Problem           string
	Measured          bool
}

// classView is a kind of question with what is found of it.
type classView struct {
	Kind                                string
	N                                   int
	FirstBefore, FirstAfter, FirstMoved int
	FiveBefore, FiveAfter, FiveMoved    int
	FirstChange, FiveChange             string // in words
}

// movedView is a question whose page moved.
type movedView struct{ Question, Before, After string }

// probeView is what a text finds at a place, before and after.
type probeView struct {
	N             int
	Before, After string
}

// How many places of a probe are shown.
const probeShown = 3

// editOf reads an edit from a form.
func editOf(form url.Values, who staff.Session) knowledge.Edit {
	return knowledge.Edit{
		Word: knowledge.Word(form.Get("soort")), Topic: knowledge.TopicID(form.Get("onderwerp")), Text: form.Get("tekst"), Drop: form.Get("weg") != "", Person: string(who.Person.ID),
	}
}

// tryWords shows the effect of an edit on the questions of which is known where their answer stands. Nothing is kept.
func (s *Server) tryWords(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	asked := editOf(form, who)
	p := effectPage{staffLayout: s.staffLayout(r, who, "title_effect"), What: text(editKey(asked)), Word: string(asked.Word), Topic: string(asked.Topic), Text: asked.Text, Drop: asked.Drop}
	p.Script = "busy.js"
	for _, t := range s.config.Editor.Bank().Topics {
		p.Topics = append(p.Topics, choice{string(t.ID), t.Name})
		if t.ID == asked.Topic {
			p.TopicName = t.Name
		}
	}
	edit, err := s.config.Editor.Check(asked)
	if errors.Is(err, knowledge.ErrWording) {
		p.Problem = text(textKey("problem_"+string(asked.Word), "problem_words"))
		return s.show(w, http.StatusUnprocessableEntity, "staff/effect", p)
	}
	p.Text = edit.Text
	trial, err := s.config.Editor.Trial(r.Context(), s.config.Collection, edit)
	if err != nil {
		return err
	}
	if p.Probe, err = s.probe(r, trial, edit.Text); err != nil {
		return err
	}
	questions, err := s.config.Editor.Golden(r.Context(), s.config.Collection)
	if err != nil {
		return err
	}
	effect, err := knowledge.Measure(r.Context(), s.config.PublicShelf, trial, s.config.Collection, questions)
	if err != nil {
		return err
	}
	p.Measured = len(questions) > 0
	for _, c := range effect.Classes {
		v := classView{
			Kind: kindName(c.Kind), N: c.N, FirstBefore: c.Before.First, FirstAfter: c.After.First, FirstMoved: c.After.First - c.Before.First,
			FiveBefore: c.Before.Five, FiveAfter: c.After.Five, FiveMoved: c.After.Five - c.Before.Five,
		}
		v.FirstChange, v.FiveChange = changeText(v.FirstMoved), changeText(v.FiveMoved)
		p.Classes = append(p.Classes, v)
	}
	p.Better, p.Worse = movedViews(effect.Better), movedViews(effect.Worse)
	return s.show(w, http.StatusOK, "staff/effect", p)
}

// textKey returns the first key that the catalogue has.
func textKey(keys ...string) string {
	for _, k := range keys {
		if text(k) != k {
			return k
		}
	}
	return keys[len(keys)-1]
}

func changeText(n int) string {
	switch {
	case n > 0:
		return text("change_up")
	case n < 0:
		return text("change_down")
	}
	return text("change_none")
}

func movedViews(moved []knowledge.Moved) []movedView {
	var all []movedView
	for _, m := range moved {
		all = append(all, movedView{m.Question, placeText(m.Before), placeText(m.After)})
	}
	return all
}

// placeText says where a page stood.
func placeText(place int) string {
	if place == 0 {
		return text("place_none")
	}
	return text("place") + " " + strconv.Itoa(place)
}

// probe searches for the text itself, as it is now and on trial.
func (s *Server) probe(r *http.Request, trial *knowledge.Shelf, words string) ([]probeView, error) {
	var rows [probeShown]probeView
	for i := range rows {
		rows[i].N = i + 1
	}
	for n, shelf := range []*knowledge.Shelf{s.config.PublicShelf, trial} {
		found, err := shelf.Search(r.Context(), s.config.Collection, words, 3*probeShown)
		if err != nil {
			return nil, err
		}
		at := 0
		seen := map[string]bool{}
		for _, h := range found.Hits {
			if seen[h.URL] || at == probeShown {
				continue
			}
			seen[h.URL] = true
			name := h.Title
			if at == 0 && !assistant.Sure(found) {
				name += " " + text("probe_unsure")
			}
			if n == 0 {
				rows[at].Before = name
			} else {
				rows[at].After = name
			}
			at++
		}
	}
	return rows[:], nil
}

// saveWords keeps an edit of the words.
func (s *Server) saveWords(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	edit, err := s.config.Editor.Save(r.Context(), editOf(form, who))
	if errors.Is(err, knowledge.ErrWording) {
		return errGarbled
	}
	if err != nil {
		return err
	}
	to := wordsPath + "/synoniemen"
	if edit.Topic != "" {
		to = topicPath(edit.Topic)
	}
	http.Redirect(w, r, done(to, doneSaved), http.StatusSeeOther)
	return nil
}
