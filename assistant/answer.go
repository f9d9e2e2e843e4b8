// Package assistant answers a visitor from what the site says, and from nothing else; it offers an appointment.
package assistant

import (
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// Status says how a turn ended. It is what is counted, and never says what was asked.
type Status string

// The ways a turn can end.
const (
	Answered           Status = "answered"
	AnsweredPartial    Status = "answered_partial" // shown with the warning that it may not be what was meant
	Clarify            Status = "clarify"          // too little to go on: topics to choose from
	RefusedNoSource    Status = "refused_no_source"
	RefusedOutOfScope  Status = "refused_out_of_scope"
	RefusedUnsafe      Status = "refused_unsafe"      // about somebody else, or to do what would harm
	RefusedUnsupported Status = "refused_unsupported" // what a model wrote could not be shown, and no page answers literally
	CrisisAcute        Status = "crisis_acute"
	CrisisConcern      Status = "crisis_concern" // a card was shown, and what could be answered was
	HandedOver         Status = "handover"       // the way to a person
	Appointment        Status = "appointment"    // an appointment was spoken of
	Told               Status = "told"           // our own words: a greeting, what this service is
	Stopped            Status = "stopped"        // by the person, with a next message or without
	Failed             Status = "error"
)

// Action says what the answer does for the person.
type Action string

// The actions of a turn.
const (
	ActionAnswer      Action = "answer"
	ActionRefuse      Action = "refuse"
	ActionClarify     Action = "clarify"
	Action112         Action = "escalate_112"
	Action113         Action = "escalate_113"
	ActionVeiligThuis Action = "veilig_thuis"
)

// Turn is one message of a person with what is needed to understand it.
type Turn struct {
	Question   string
	Lang       string // language of the fixed texts; "" is that of the question
	Chosen     bool   // the question is the name of a topic that was chosen, and not the person's own words: its language says nothing
	Pressed    string // the words on the button of that topic, in Dutch, when they tell what happened; "" when they are its name
	Collection string // what is searched
	Level      string // reading level of what a model writes: "" is B1, "a2", "youth"
	Retrieved  string // a passage to treat as found; for tests of planted instructions
	// Found is what a search of the collection for the very words of Question has found, at least eight passages of it where there are; nil when nobody
	// searched yet. Another search is made only when something else is to be looked for than those words.
	Found *knowledge.Result
	Now   time.Time
	// Client names where the message comes from, for the limit on guesses at the codes of appointments. It is kept as a hash, for a day, and only
	// when a code was tried.
	Client string
	ID     string  // the page's own, so that a message that comes twice is kept once; "" where there is none
	Keep   bool    // the person wants to go on later with a code; only the first message decides it
	Plain  bool    // no model writes the answer: it is in the sentences of the pages
	Memory *Memory // of the conversation, which the turn adds to; nil means that the turn stands alone
}

// said returns what the person said with the message: the words on a button that was pressed, or the message itself.
func (t Turn) said() string {
	if t.Pressed != "" {
		return t.Pressed
	}
	return t.Question
}

// Answer is everything a turn showed.
type Answer struct {
	Status    Status
	Action    Action
	Notices   []Notice
	Lead      string // fixed words before the sentences
	Sentences []Sentence
	Closing   string  // fixed words after them
	Glosses   []Gloss // our own plain words for terms in the sentences; shown apart from them
	Topics    []Button
	Slots     []time.Time // times offered or read back, the best first
	Booked    *Booked     // the appointment that was made, moved or cancelled
	Choices   []string    // words the person can answer with
	Conflict  bool        // sources that contradict each other are shown together
	Lang      string
	Code      string // the words under which the conversation is kept from now on; only the answer that begins it has them
	NotKept   bool   // the person wanted the conversation kept, and it could not be
	Stages    []Stage
}

// Sentence is one thing said, with the passages that say it. Without a model it is literal.
type Sentence struct {
	Text  string
	Cites []Cite
	Lang  string // of Text, when a computer translated it from the words of the first cite; "" when it is not translated
}

// Note returns the words that tell that a computer translated the sentence, in its language; "" for one that is not translated.
func (s Sentence) Note() string {
	if s.Lang == "" {
		return ""
	}
	return Message(s.Lang, "translated")
}

// Dutch returns the literal words of a page that a translated sentence is shown with; "" for one that is not translated.
func (s Sentence) Dutch() string {
	if s.Lang == "" || len(s.Cites) == 0 {
		return ""
	}
	return s.Cites[0].Quote
}

// Cite points to the place a sentence comes from.
type Cite struct {
	URL     string // of the place on the page
	Title   string
	Heading string
	Quote   string // the literal words
	Date    time.Time
	Stale   bool // the page was last changed so long ago that it may have been overtaken
}

// NoticeKind says what a notice is about.
type NoticeKind string

// The kinds of notice.
const (
	DangerNotice  NoticeKind = "danger"  // a card with whom to reach now
	PrivacyNotice NoticeKind = "privacy" // what was left out of the message
)

// Notice is something said before the answer.
type Notice struct {
	Kind     NoticeKind
	Level    danger.Level // of danger
	Silent   bool         // the person cannot speak or be heard
	Lang     string       // of the card
	Title    string
	Text     string
	Contacts []Reach // whom to reach, the most fitting first
	Leave    string  // how to leave the page at once
	Exit     string  // the words on a button that does it, for who cannot speak or be heard
}

// Reach is someone to reach, in the language of the answer.
type Reach struct {
	Line   danger.Line
	Name   string
	Number string // as people write it
	Tel    string // target of a link that calls
	Chat   string // address of a chat; "" when there is none
	Hours  string // "" when they are not known
}

// Button is a topic the person can choose.
type Button struct {
	Topic knowledge.TopicID
	Name  string
}

// Stage is the record of one step: its name, how long it took and how it came out. It never holds content.
type Stage struct {
	Name    string
	Elapsed time.Duration
	Verdict string
}

// Text returns all words of the answer as a person reads them.
func (a Answer) Text() string {
	text := a.Lead
	for _, s := range a.Sentences {
		if text != "" {
			text += "\n"
		}
		text += s.Text
	}
	if a.Closing != "" {
		if text != "" {
			text += "\n"
		}
		text += a.Closing
	}
	return text
}
