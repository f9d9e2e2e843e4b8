package web

import (
	"encoding/json"
	"html/template"
	"net/url"
	"regexp"
	"strings"

	"wegwijzer/assistant"
)

// clientFrame is what a visitor's page sends. Type is "ask", with a question or the id of a topic, or "stop".
type clientFrame struct {
	Type     string `json:"type"`
	ID       string `json:"id"`
	Question string `json:"question"`
	Topic    string `json:"topic"`
	Lang     string `json:"lang"`  // of the page; "" is that of the question
	Level    string `json:"level"` // reading level, as the settings name it
	Keep     string `json:"keep"`  // "ja" when the conversation is to be kept under a code
	State    string `json:"state"` // what the last answer ended with: the conversation's memory, sealed
}

// readFrame reads what a page sends. When it is not what a page of ours would send it returns false, with the question that can be read of it all the same.
func readFrame(content []byte) (f clientFrame, ok bool) {
	err := json.Unmarshal(content, &f) // what has another type is left out, and the rest is read
	if err == nil && len(f.ID) <= maxID {
		return f, true
	}
	return clientFrame{Lang: f.Lang, Question: or(f.Question, string(content))}, false
}

// refusal is what a page gets instead of an answer: the card when there is danger in the question, whatever else is wrong with it, and then why.
func (s *Server) refusal(f clientFrame, why string) []frame {
	var all []frame
	if n, ok := s.config.Assistant.DangerAfter(assistant.Turn{Memory: s.sealer.open(f.State), Question: f.Question, Lang: pageLang(f.Lang), Level: f.settings().level()}); ok {
		card := noticeFrame(n)
		card.ID = f.ID
		all = append(all, card)
	}
	return append(all, frame{Type: "error", ID: f.ID, Text: why})
}

// frame is what a visitor's page receives, each with the id of the message that it answers. Its other fields by type:
//
//	ack       seq            the message with that id was accepted
//	start     lang           its answer begins
//	notice    kind, level, silent, title, text, contacts, leave, exit
//	                         something said before the answer: a card with whom to reach in danger, or what was left out of the question. After a silent one nothing
//	                         of the answer has a mark
//	lead      text           words before the sentences
//	source    n, title, heading, url, date, stale, quote
//	                         a source, before the first sentence that cites it; the same n again adds a quote
//	sentence  heading, text, sources, lang, note, dutch
//	                         one thing said, and the numbers of the sources that say it; a list has the heading under which it stands in its source. With
//	                         a lang it was translated into that by a computer, as the note says; the literal Dutch words are shown with it
//	closing   text           words after the sentences
//	words     words          plain words for terms in the sentences
//	simpler   texts, words   the easiest of the sentences, with more such words; for who asks for it. A first line that begins with "# " is the
//	                         heading of a list
//	code      text           the words under which the conversation is kept, once; without text, that it could not be kept
//	choices   choices        words to answer with, at a touch
//	topics    buttons        topics to choose from
//	          lead, sentence, closing, notice, words and simpler have a mark when they can be read aloud, and aloud when what is said differs from text
//	end       status, state, human
//	                         the answer is complete, or was stopped; state goes back with the next question; human when a member of staff can be asked for
//	error     text           the message cannot be answered, and what can be done
type frame struct {
	Type    string   `json:"type"`
	ID      string   `json:"id,omitempty"`
	Seq     int      `json:"seq,omitempty"`
	Lang    string   `json:"lang,omitempty"`
	Text    string   `json:"text,omitempty"`
	Sources []int    `json:"sources,omitempty"`
	N       int      `json:"n,omitempty"`
	Title   string   `json:"title,omitempty"`
	Heading string   `json:"heading,omitempty"`
	URL     string   `json:"url,omitempty"`
	Date    string   `json:"date,omitempty"`
	Stale   bool     `json:"stale,omitempty"`
	Quote   string   `json:"quote,omitempty"`
	Note    string   `json:"note,omitempty"`
	Dutch   string   `json:"dutch,omitempty"`
	Buttons []button `json:"buttons,omitempty"`
	Words   []word   `json:"words,omitempty"`
	Texts   []string `json:"texts,omitempty"`
	Status  string   `json:"status,omitempty"`
	State   string   `json:"state,omitempty"`
	Mark    string   `json:"mark,omitempty"`
	Aloud   string   `json:"aloud,omitempty"`
	Human   bool     `json:"human,omitempty"`

	Kind     string    `json:"kind,omitempty"`
	Level    string    `json:"level,omitempty"`
	Silent   bool      `json:"silent,omitempty"`
	Contacts []contact `json:"contacts,omitempty"`
	Choices  []string  `json:"choices,omitempty"`
	Leave    string    `json:"leave,omitempty"`
	Exit     string    `json:"exit,omitempty"`
}

// contact is whom to reach. A line without a number that can be called has its name, and its chat.
type contact struct {
	Line   string       `json:"line"`
	Name   string       `json:"name"`
	Number string       `json:"number,omitempty"`
	Tel    template.URL `json:"tel,omitempty"` // target of a link that calls: tel:112
	Chat   string       `json:"chat,omitempty"`
	Hours  string       `json:"hours,omitempty"`
}

// word is a term with what it means in plain words.
type word struct {
	Term string `json:"term"`
	Text string `json:"text"`
}

func wordsOf(glosses []assistant.Gloss) []word {
	all := make([]word, 0, len(glosses))
	for _, g := range glosses {
		all = append(all, word{g.Term, g.Text})
	}
	return all
}

// simpler returns the easier form of an answer: sentences that were shown, and words explained. It is nil when there is nothing easier.
func simpler(a assistant.Answer) *simplerView {
	easy, glosses := assistant.Simpler(a)
	if len(a.Sentences) == 0 || len(easy.Sentences) == len(a.Sentences) && len(glosses) <= len(a.Glosses) {
		return nil
	}
	v := &simplerView{Words: wordsOf(glosses)}
	if len(easy.Sentences) == len(a.Sentences) {
		return v // they stand above already
	}
	var above headings
	for _, s := range easy.Sentences {
		heading := above.of(s)
		v.texts = append(v.texts, headingMark(heading)+s.Text)
		v.Sentences = append(v.Sentences, under(heading, blocks(s.Text)))
	}
	return v
}

// headingMark returns the line that stands for a heading in a text; "" without one.
func headingMark(heading string) string {
	if heading == "" {
		return ""
	}
	return "# " + heading + "\n"
}

// headings finds the heading to put above each list of one answer: a list that is quoted without the words it stood under says nothing.
type headings struct {
	place  string // of the last sentence
	opened bool   // it was a list, or led into one
}

// of returns the nearest heading above a list in its source, or the title of the page when there is none. It is "" for what is no list, and when the sentence
// before says what the list is of: it ends with a colon, or is a list under the same heading.
func (h *headings) of(s assistant.Sentence) string {
	if len(s.Cites) == 0 {
		*h = headings{}
		return ""
	}
	c := s.Cites[0]
	place, list := c.URL+"\n"+c.Heading, listed(s.Text)
	told := h.opened && h.place == place
	*h = headings{place, list || strings.HasSuffix(strings.TrimSpace(s.Text), ":")}
	if !list || told {
		return ""
	}
	path := strings.Split(c.Heading, " › ")
	return or(strings.TrimSpace(path[len(path)-1]), strings.TrimSpace(c.Title))
}

// simplerView is the easier form of an answer, as the page shows it.
type simplerView struct {
	Sentences [][]block
	Words     []word
	texts     []string
}

// button is a topic that a visitor may choose.
type button struct {
	Topic string `json:"topic"`
	Name  string `json:"name"`
}

// numbering gives the sources of one answer their numbers: one a place, however many of its words are quoted.
type numbering struct {
	places map[string]int
	quotes map[string]bool
	above  headings
}

func newNumbering() *numbering {
	return &numbering{places: map[string]int{}, quotes: map[string]bool{}}
}

// number returns the number of a cited place, and whether these words of it were not shown before.
func (n *numbering) number(c assistant.Cite) (number int, fresh bool) {
	place := c.URL + "\n" + c.Heading
	if n.places[place] == 0 {
		n.places[place] = len(n.places) + 1
	}
	quote := place + "\n" + c.Quote
	fresh = !n.quotes[quote]
	n.quotes[quote] = true
	return n.places[place], fresh
}

// frames turns an event of the assistant into frames.
func (n *numbering) frames(e assistant.Event) []frame {
	switch {
	case e.Notice != nil:
		return []frame{noticeFrame(*e.Notice)}
	case e.Lead != "":
		return []frame{{Type: "lead", Text: e.Lead}}
	case e.Sentence != nil:
		return n.sentence(*e.Sentence)
	case e.Closing != "":
		return []frame{{Type: "closing", Text: e.Closing}}
	case len(e.Choices) > 0:
		return []frame{{Type: "choices", Choices: e.Choices}}
	case len(e.Topics) > 0:
		return []frame{{Type: "topics", Buttons: buttons(e.Topics)}}
	}
	return nil
}

func (n *numbering) sentence(s assistant.Sentence) []frame {
	var all []frame
	said := frame{Type: "sentence", Heading: n.above.of(s), Text: s.Text, Lang: s.Lang, Note: s.Note(), Dutch: s.Dutch()}
	for _, c := range s.Cites {
		number, fresh := n.number(c)
		said.Sources = append(said.Sources, number)
		if fresh {
			all = append(all, frame{
				Type: "source", N: number, Title: c.Title, Heading: c.Heading, URL: openable(c.URL), Date: isoDate(c.Date), Stale: c.Stale, Quote: c.Quote,
			})
		}
	}
	return append(all, said)
}

func noticeFrame(n assistant.Notice) frame {
	f := frame{Type: "notice", Kind: string(n.Kind), Title: n.Title, Text: n.Text, Silent: n.Silent, Contacts: contacts(n), Leave: n.Leave, Exit: n.Exit}
	if n.Kind == assistant.DangerNotice {
		f.Level = n.Level.String()
	}
	if f.Leave != "" { // who reads that it is wise to leave can do so right there
		f.Exit = or(f.Exit, textIn(n.Lang, "page_leave"))
	}
	return f
}

func contacts(n assistant.Notice) []contact {
	all := make([]contact, 0, len(n.Contacts))
	for _, c := range n.Contacts {
		all = append(all, contact{Line: string(c.Line), Name: c.Name, Number: c.Number, Tel: dialable(c.Tel), Chat: openable(c.Chat), Hours: c.Hours})
	}
	return all
}

func buttons(topics []assistant.Button) []button {
	all := make([]button, 0, len(topics))
	for _, t := range topics {
		all = append(all, button{string(t.Topic), t.Name})
	}
	return all
}

// openable returns an address that a browser may open as a page, and "" for any other: a link never runs anything.
func openable(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}

var dialTarget = regexp.MustCompile(`^tel:\+?[0-9]{2,15}$`)

// dialable returns a target that a telephone may call, and "" for any other. Pages take it as it is.
func dialable(target string) template.URL {
	if !dialTarget.MatchString(target) {
		return ""
	}
	return template.URL(target) //nolint:gosec // a scheme and digits
}
