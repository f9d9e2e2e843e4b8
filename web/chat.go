package web

import (
	"errors"
	"net/http"
	"slices"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// maxMessage is how many bytes a visitor's message may have.
const maxMessage = 64 << 10

// starters are the topics to begin with: what most people come for.
var starters = []knowledge.TopicID{"eerste_uren", "aangifte", "voegen_schade", "normale_reacties", "zitting", "lotgenoten"}

// chatPage is the page of the conversation. Without script it holds the last question and its answer.
type chatPage struct {
	layout
	Starters   []button
	Booking    bool // appointments can be made here
	Hears      bool // what is said can be turned into text
	Intro      string
	IntroMark  string // with which the voice introduces itself; "" when there is no voice
	Staffed    bool   // a member of staff can be asked for now
	Question   string
	Answer     *answerView
	State      string     // what the conversation remembers, sealed
	Sample     answerView // of which the script takes the markup
	SampleLine talkLine
}

// answerView is an answer as the page shows it.
type answerView struct {
	State     string // what the conversation remembers, sealed
	Key       string // sets the ids of its parts apart from those of other answers
	Lang      string
	Notices   []noticeView
	Lead      []block
	Sentences [][]block
	Sources   []*sourceView
	Closing   []block
	Choices   []string
	Topics    []button
	Human     bool // a member of staff can be asked for
}

// noticeView is a notice as the page shows it.
type noticeView struct {
	Kind     string
	Level    string
	Silent   bool
	Title    string
	Text     []block
	Contacts []contact
	Leave    string
}

// sourceView is a source as the page shows it.
type sourceView struct {
	Key     string
	N       int
	Title   string
	Heading string
	URL     string
	Date    string
	ISO     string
	Stale   bool // the page is old: it may have been overtaken
	Quotes  [][]block
}

func (s *Server) chatPage(r *http.Request) chatPage {
	p := chatPage{layout: s.layout("title"), Sample: sample, SampleLine: talkLine{Who: "-"}, Staffed: s.staffed(r.Context()), Booking: s.config.Calendar != nil, Hears: s.config.Ear != nil, Intro: text("voice_intro")}
	p.IntroMark = s.mark(p.Intro, "nl")
	p.Script = "chat.js"
	for _, id := range starters {
		if t, ok := s.config.Bank.Lookup(id); ok {
			p.Starters = append(p.Starters, button{string(id), t.Name})
		}
	}
	return p
}

// sample has every part that an answer can have, for the script to copy and fill.
var sample = answerView{
	Notices: []noticeView{{
		Kind: "danger", Level: "acute", Title: "-", Leave: "-",
		Contacts: []contact{{Name: "-", Number: "-", Tel: "-", Chat: "/", Hours: "-"}},
	}},
	Sentences: [][]block{cited(nil, []ref{{N: 1}})},
	Choices:   []string{"-"},
	Human:     true,
	Sources:   []*sourceView{{N: 1, Heading: "-", URL: "/", Date: "-", Stale: true, Quotes: [][]block{nil}}},
}

func (s *Server) showChat(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, http.StatusOK, "chat", s.chatPage(r))
}

// answerForm answers on the page itself, for browsers without script. The question comes in the body, never in an address, and nothing of
// it is kept.
func (s *Server) answerForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return errTooLong
		}
		return errGarbled
	}
	question, err := s.question(r.PostForm.Get("vraag"), r.PostForm.Get("onderwerp"))
	if err != nil {
		return errGarbled
	}
	q := asking{words: question, lang: pageLang(r.PostForm.Get("taal")), memory: s.sealer.open(r.PostForm.Get("staat")), from: s.network(r)}
	answer, err := s.ask(r.Context(), byForm, q, nil)
	if err != nil {
		answer = assistant.Answer{Notices: answer.Notices, Lead: text("trouble")}
	}
	p := s.chatPage(r)
	if p.State, err = s.sealer.close(q.memory); err != nil {
		return err
	}
	p.Question = question
	view := newAnswerView("0", answer)
	view.State, view.Human = p.State, p.Staffed && toPerson(answer)
	p.Answer = &view
	return s.show(w, http.StatusOK, "chat", p)
}

func newAnswerView(key string, a assistant.Answer) answerView {
	v := answerView{Key: key, Lang: or(a.Lang, "nl"), Lead: blocks(a.Lead), Closing: blocks(a.Closing), Choices: a.Choices, Topics: buttons(a.Topics)}
	for _, x := range a.Notices {
		f := noticeFrame(x)
		v.Notices = append(v.Notices, noticeView{f.Kind, f.Level, f.Silent, f.Title, blocks(f.Text), f.Contacts, f.Leave})
	}
	n := newNumbering()
	for _, sentence := range a.Sentences {
		var refs []ref
		for _, c := range sentence.Cites {
			number, fresh := n.number(c)
			if number > len(v.Sources) {
				v.Sources = append(v.Sources, &sourceView{
					Key: key, N: number, Title: c.Title, Heading: c.Heading, URL: openable(c.URL), Date: dutchDate(c.Date), ISO: isoDate(c.Date), Stale: c.Stale,
				})
			}
			source := v.Sources[number-1]
			if fresh {
				source.Quotes = append(source.Quotes, blocks(c.Quote))
			}
			refs = append(refs, ref{key, number})
		}
		v.Sentences = append(v.Sentences, cited(blocks(sentence.Text), refs))
	}
	return v
}

// pageLang returns the language that a page says it is in, when the service speaks it.
func pageLang(lang string) string {
	if slices.Contains(assistant.Languages(), lang) {
		return lang
	}
	return ""
}
