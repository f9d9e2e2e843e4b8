package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// How long a visitor's message may be. Danger is looked for in all that is read, however little of it can be answered.
const (
	maxMessage = 64 << 10 // bytes of any other form
	maxLetters = 60_000   // of a question that is answered
	maxAsk     = 1 << 20  // bytes of a question that are read: a form makes twelve of one letter
)

// tooLong reports whether a question has more letters than are answered.
func tooLong(words string) bool { return utf8.RuneCountInString(words) > maxLetters }

// starters are the topics to begin with: what most people come for.
var starters = []struct {
	topic knowledge.TopicID
	icon  string
}{
	{"eerste_uren", "signpost"}, {"aangifte", "pen"}, {"voegen_schade", "euro"}, {"normale_reacties", "heart"}, {"zitting", "scales"}, {"lotgenoten", "people"},
}

// chatPage is the page of the conversation. Without script it holds the last question and its answer; when a kept conversation was opened,
// all of it.
type chatPage struct {
	layout
	Starters   []starter
	Young      []youngPlace
	Booking    bool   // appointments can be made here
	Hears      bool   // what is said can be turned into text
	IntroMark  string // with which the voice introduces itself; "" when there is no voice
	Staffed    bool   // a member of staff can be asked for now
	CanKeep    bool   // conversations can be kept under a code
	Kept       bool   // this one is
	Said       []exchange
	Draft      string     // what was too long to be answered, to be made shorter
	Told       string     // key of something the page itself has to say
	Off        bool       // the kill switch keeps all of it off
	Tried      string     // the code that opens nothing: one letter is mended sooner than four words are typed again
	State      string     // what the conversation remembers, sealed
	Sample     answerView // of which the script takes the markup
	SampleLine talkLine
}

// starter is a topic to begin with.
type starter struct {
	Topic string
	Key   string // of its name in the language of the page
	Icon  string
}

// exchange is a question with its answer.
type exchange struct {
	Question string
	Answer   answerView
}

// SampleCode and NoCode are those of which the script takes the markup.
func (chatPage) SampleCode() codeView { return codeView{"-"} }

// NoCode is what is said when a conversation could not be kept.
func (chatPage) NoCode() codeView { return codeView{} }

// codeView is the code of a kept conversation; an empty one says that it could not be kept.
type codeView struct{ Words string }

// answerView is an answer as the page shows it.
type answerView struct {
	Key       string // sets the ids of its parts apart from those of other answers
	Lang      string
	Notices   []noticeView
	Code      *codeView // shown once, with the first answer of a conversation that is kept, below a card of danger only
	Lead      []block
	Sentences []sentenceBlock
	Sources   []*sourceView
	Closing   []block
	Choices   []string
	Topics    []button
	Human     bool // a member of staff can be asked for
	Words     []word
	Simpler   *simplerView
}

// sentenceBlock is one thing said, as the page shows it: a translated one in its own language, with a note that says so and the Dutch words below.
type sentenceBlock struct {
	Text      []block
	Lang, Dir string
	Note      string
	Dutch     []block
}

// Dir is the direction in which the answer is read; "" where that is the usual one.
func (v answerView) Dir() string {
	if d := direction(v.Lang); d == "rtl" {
		return d
	}
	return ""
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
	Exit     string // on the button that leaves the page at once, on the card itself
}

func newNoticeView(n assistant.Notice) noticeView {
	f := noticeFrame(n)
	return noticeView{f.Kind, f.Level, f.Silent, f.Title, blocks(f.Text), f.Contacts, f.Leave, f.Exit}
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

func (s *Server) chatPage(r *http.Request, set settings) chatPage {
	p := chatPage{layout: s.layout("title"), Sample: sample, SampleLine: talkLine{Who: "-"}, Staffed: s.staffed(r.Context()), Booking: s.config.Calendar != nil, CanKeep: s.config.Chats != nil, Young: s.young(), Hears: s.config.Ear != nil}
	p.IntroMark = s.mark(textIn(set.Code(), "speech_intro"), set.Code())
	p.Set, p.Title, p.Script = set, textIn(set.Code(), "page_title"), "chat.js"
	if r.URL.Path == framedPath {
		p.Path, p.Framed = framedPath, strings.Join(s.config.Origins, " ")
	}
	for _, x := range starters {
		if _, ok := s.config.Bank().Lookup(x.topic); ok {
			p.Starters = append(p.Starters, starter{string(x.topic), "topic_" + string(x.topic), x.icon})
		}
	}
	return p
}

// sample has every part that an answer can have, for the script to copy and fill.
var sample = answerView{
	Notices: []noticeView{{
		Kind: "danger", Level: "acute", Title: "-", Leave: "-", Exit: "-",
		Contacts: []contact{{Name: "-", Number: "-", Tel: "-", Chat: "/", Hours: "-"}},
	}},
	Sentences: []sentenceBlock{{Text: cited(nil, []ref{{N: 1}}), Lang: "nl", Dir: "ltr"}},
	Choices:   []string{"-"},
	Human:     true,
	Topics:    []button{{Topic: "-", Name: "-"}},
	Words:     []word{{Term: "-", Text: "-"}},
	Simpler:   &simplerView{Sentences: [][]block{nil}, Words: []word{{Term: "-", Text: "-"}}},
	Sources:   []*sourceView{{N: 1, Heading: "-", URL: "/", Date: "-", Stale: true, Quotes: [][]block{nil}}},
}

func (s *Server) showChat(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, http.StatusOK, "chat", s.unlessOff(s.chatPage(r, settings{})))
}

// unlessOff has the page say that the assistant is off, before somebody writes a whole story to it. While one way in is open the answer tells.
func (s *Server) unlessOff(p chatPage) chatPage {
	if s.config.Off(bySocket) && s.config.Off(byStream) && s.config.Off(byForm) {
		p.Off = true
	}
	return p
}

// answerForm answers on the page itself, for browsers without script; it also sets the page's settings, and opens and erases a kept
// conversation. All of it comes in the body, never in an address, and nothing of it stays here.
func (s *Server) answerForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxAsk)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return errTooLong
		}
		return errGarbled
	}
	form := r.PostForm
	p := s.chatPage(r, settingsOf(form))
	switch {
	case form.Has("instellen"):
		p.State = s.sealer.same(form.Get("staat"))
		return s.show(w, http.StatusOK, "chat", s.unlessOff(p))
	case (form.Has("code") || form.Has("wissen")) && s.crossOrigin.Check(r) != nil:
		return errForeignForm // another site could use up the tries of whole networks
	case form.Has("code"):
		return s.resume(w, r, p)
	case form.Has("wissen"):
		return s.forget(w, r, p)
	}
	set := p.Set
	if strings.TrimSpace(or(form.Get("keuze"), form.Get("vraag"))) == "" && form.Get("onderwerp") == "" {
		p.State, p.Faults = s.sealer.same(form.Get("staat")), p.Faults.with("vraag", textIn(set.Code(), "page_empty"))
		p.Kept = s.sealer.open(p.State).Kept != ""
		return s.show(w, http.StatusOK, "chat", s.unlessOff(p))
	}
	if form.Get("jong") != "" {
		set.Level = "jong"
		p.Set = set
	}
	q, err := s.asking(or(form.Get("keuze"), form.Get("vraag")), form.Get("onderwerp"), set, s.sealer.open(form.Get("staat")), s.network(r))
	if err != nil {
		return errGarbled
	}
	answer, err := s.ask(r.Context(), byForm, q, nil)
	if err != nil {
		answer = assistant.Answer{Notices: answer.Notices, Lead: textIn(set.Code(), "trouble")}
	}
	if p.State, err = s.sealer.close(q.memory); err != nil {
		return err
	}
	p.Kept = q.memory.Kept != ""
	view := newAnswerView("0", answer)
	if answer.Code != "" || answer.NotKept {
		view.Code = &codeView{answer.Code}
	}
	view.Human = p.Staffed && toPerson(answer)
	status := http.StatusOK
	if tooLong(q.words) {
		status, p.Draft, q.words = http.StatusRequestEntityTooLarge, q.words, clipped(q.words, shownOfLong)+"…"
	}
	p.Said = []exchange{{q.words, view}}
	return s.show(w, status, "chat", p)
}

// shownOfLong is how many letters of a question that is too long stand above its answer.
const shownOfLong = 200

func newAnswerView(key string, a assistant.Answer) answerView {
	v := answerView{Key: key, Lang: or(a.Lang, "nl"), Lead: blocks(a.Lead), Closing: blocks(a.Closing), Choices: a.Choices, Topics: buttons(a.Topics), Words: wordsOf(a.Glosses), Simpler: simpler(a)}
	for _, x := range a.Notices {
		v.Notices = append(v.Notices, newNoticeView(x))
	}
	n := newNumbering()
	for _, sentence := range a.Sentences {
		var refs []ref
		for _, c := range sentence.Cites {
			number, fresh := n.number(c)
			if number > len(v.Sources) {
				v.Sources = append(v.Sources, &sourceView{
					Key: key, N: number, Title: c.Title, Heading: c.Heading, URL: openable(c.URL), Date: dateIn(v.Lang, c.Date), ISO: isoDate(c.Date), Stale: c.Stale,
				})
			}
			source := v.Sources[number-1]
			if fresh {
				source.Quotes = append(source.Quotes, blocks(c.Quote))
			}
			refs = append(refs, ref{key, number})
		}
		said := sentenceBlock{Text: under(n.above.of(sentence), cited(blocks(sentence.Text), refs)), Lang: "nl", Dir: "ltr"}
		if lang := sentence.Lang; lang != "" {
			said.Lang, said.Dir, said.Note, said.Dutch = lang, direction(lang), sentence.Note(), blocks(sentence.Dutch())
		}
		v.Sentences = append(v.Sentences, said)
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
