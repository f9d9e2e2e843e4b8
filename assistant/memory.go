package assistant

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
)

// Memory is what a conversation knows of itself from one turn to the next. It holds nothing that points to a person: questions are redacted
// before they come in, and it is kept by the visitor's own page, sealed, and not by the service (see web). Its zero value is a conversation
// that begins.
type Memory struct {
	Lang    string          `json:"l,omitempty"`  // the language the person writes, once that was clear
	Asked   []string        `json:"q,omitempty"`  // the last questions that were answered from the site, redacted and with what they leaned on, oldest first
	Told    string          `json:"t,omitempty"`  // the last message that told what happened, redacted
	Said    []string        `json:"g,omitempty"`  // the last messages that told or asked something, whatever was answered, redacted, in Dutch, oldest first
	Pieces  []string        `json:"y,omitempty"`  // the last messages of a few words, redacted: somebody may write one sentence in pieces
	Spoken  []string        `json:"ow,omitempty"` // what was said last as it was said, redacted, once another language was: danger is looked for in those words
	Shown   []uint32        `json:"s,omitempty"`  // marks of the sentences of the site that were shown last
	Unclear int             `json:"u,omitempty"`  // times in a row that the assistant asked back
	Danger  bool            `json:"d,omitempty"`  // whether a card of acute danger was shown
	Card    *danger.Finding `json:"x,omitempty"`  // what the last card of acute danger was about; of less when that danger was said to be over
	Kinds   []danger.Kind   `json:"r,omitempty"`  // every kind of danger that was told of
	Wish    bool            `json:"wi,omitempty"` // whether a wish to die, or to hurt oneself, was told and not taken back
	Loss    bool            `json:"lo,omitempty"` // whether the person told of, or asked after, somebody's death
	Calm    bool            `json:"m,omitempty"`  // whether something else was answered since that card
	Silent  bool            `json:"z,omitempty"`  // whether the person said to be unable to speak or be heard, and has not said that this is over
	Heard   string          `json:"h,omitempty"`  // what was last said of how it is for the person: the key of a message
	Hits    bool            `json:"hi,omitempty"` // whether the person told to be violent to somebody of theirs
	Speaker speaker         `json:"sp,omitempty"` // who the person told to be
	Deaf    bool            `json:"j,omitempty"`  // whether the person said that they cannot hear or speak
	Child   bool            `json:"c,omitempty"`  // whether the person said to be a child, or chose to read as one
	Foreign bool            `json:"f,omitempty"`  // whether it was said that an interpreter can be arranged, to who writes a language that is not spoken here
	Program bool            `json:"w,omitempty"`  // whether it was said that a computer speaks, without being surely asked
	Booking *Booking        `json:"b,omitempty"`  // an appointment that is being made
	NoCall  bool            `json:"nc,omitempty"` // whether the person said not to be called
	Watched bool            `json:"wa,omitempty"` // whether the person said that somebody else reads or hears along
	Number  int64           `json:"n,omitempty"`  // drawn by lot at the first gap: tells conversations apart, and nothing else
	Begun   bool            `json:"p,omitempty"`  // the first message was answered: whether the conversation is kept is decided, for good
	Last    []Sentence      `json:"a,omitempty"`  // what the last answer showed of the site
	Offered string          `json:"o,omitempty"`  // what it asked: the key of a message
	Near    []danger.Line   `json:"e,omitempty"`  // whom the last card said to reach
	Lasts   []danger.Line   `json:"la,omitempty"` // whom to reach for a danger that is not of this moment, and that a rule knew
	Level   Level           `json:"v,omitempty"`  // how easily the person asked to read
	Trail   privacy.Trail   `json:"i,omitzero"`   // of what was left out
	Kept    string          `json:"k,omitempty"`  // the id under which it is kept; "" for one of which nothing is kept
}

// number returns the conversation's number by lot.
func (m *Memory) number() int64 {
	for m.Number == 0 {
		m.Number = rand.Int64() //nolint:gosec // tells apart, and protects nothing
	}
	return m.Number
}

// How much a conversation remembers. A follow-up leans on what was asked just before; more would mix subjects.
const (
	remembered   = 3
	maxAsked     = 300 // runes kept of a question
	maxMemory    = 14 << 10
	askBackTwice = 2
)

// Encode returns the memory as bytes.
func (m *Memory) Encode() ([]byte, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("writing a conversation's memory: %w", err)
	}
	return b, nil
}

// DecodeMemory reads what Encode wrote. It refuses what is too large or of another shape.
func DecodeMemory(b []byte) (*Memory, error) {
	if len(b) > maxMemory {
		return nil, fmt.Errorf("reading a conversation's memory: %d bytes is too much", len(b))
	}
	m := &Memory{}
	if err := json.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("reading a conversation's memory: %w", err)
	}
	if !slices.Contains(route.Languages(), m.Lang) {
		m.Lang = ""
	}
	return m, nil
}

// asked remembers what was answered. How to reach us without a call belongs to whoever cannot, and not to what they tell next.
func (m *Memory) asked(question string) {
	if question == inWriting {
		return
	}
	m.Asked = append(m.Asked, lastAsked(question)) // of one that leaned on others: what was said last
	if n := len(m.Asked); n > remembered {
		m.Asked = slices.Clone(m.Asked[n-remembered:])
	}
}

// mostSaid is how many messages are remembered of what was said: what a message in a talk is understood with, besides what was told.
const mostSaid = 2

// said remembers a message.
func (m *Memory) said(text string) { m.Said = withLast(m.Said, text, mostSaid) }

// spoke remembers a message as it was said, in a talk that is in another language or in more than one.
func (m *Memory) spoke(text string) { m.Spoken = withLast(m.Spoken, text, remembered) }

// withLast returns the last messages with one that is not among them.
func withLast(all []string, text string, most int) []string {
	if text == "" || slices.Contains(all, text) {
		return all
	}
	all = append(all, lastAsked(text))
	return slices.Clone(all[max(0, len(all)-most):])
}

// asSaid returns what was said so far as its writer put it: what words of another language are in Dutch is enough to search by, and not to hear danger in.
// Where no card was shown yet there was none in it.
func (m *Memory) asSaid() string {
	if m.ownWords() {
		return strings.Join(m.Spoken, "\n")
	}
	return m.soFar(true)
}

// ownWords reports whether danger is looked for in what was said as it was said.
func (m *Memory) ownWords() bool { return len(m.Spoken) > 0 && len(m.Kinds) > 0 }

// earlier returns what was told and what was answered before, one message each; nothing for a talk that begins.
func (m *Memory) earlier() []string {
	if m.Told == "" {
		return slices.Clone(m.Asked)
	}
	return append([]string{m.Told}, m.Asked...)
}

// soFar returns what was said so far that says what the next message may be about; "" for a talk that begins. What was asked is done with when it was
// answered: it belongs to the next message only where that leans on it.
func (m *Memory) soFar(leans bool) string {
	var all []string
	if m.Told != "" && !slices.Contains(m.Said, m.Told) {
		all = append(all, m.Told)
	}
	for i, text := range m.Said {
		if last := i == len(m.Said)-1; !(last && leans) && (route.Asks(text) || asksOf(text, dutch.Tokens(text))) {
			continue
		}
		all = append(all, text)
	}
	if len(all) == 0 {
		all = m.Said
	}
	return strings.Join(all, "\n")
}

// maxShown bounds the sentences that are remembered as shown.
const maxShown = 24

// sentenceMark returns a number that stands for a sentence of the site; it holds nothing of what the person said.
func sentenceMark(text string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum32()
}

// showed remembers what was shown, so that the next question is answered with something else.
func (m *Memory) showed(sentences []Sentence) {
	for _, x := range sentences {
		if n := sentenceMark(x.Text); !slices.Contains(m.Shown, n) {
			m.Shown = append(m.Shown, n)
		}
	}
	if n := len(m.Shown); n > maxShown {
		m.Shown = slices.Clone(m.Shown[n-maxShown:])
	}
}

// lastAsked returns as much of the end of a text as is remembered.
func lastAsked(text string) string {
	if r := []rune(text); len(r) > maxAsked {
		return string(r[len(r)-maxAsked:])
	}
	return text
}
