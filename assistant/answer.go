// Package assistant answers a visitor from what the site says, and from nothing else; it offers an appointment.
package assistant

import (
	"time"

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
	RefusedUnsupported Status = "refused_unsupported" // what a model wrote could not be shown, and no page answers literally
	Failed             Status = "error"
)

// Action says what the answer does for the person.
type Action string

// The actions of a turn.
const (
	ActionAnswer  Action = "answer"
	ActionRefuse  Action = "refuse"
	ActionClarify Action = "clarify"
)

// Turn is one message of a person with what is needed to understand it.
type Turn struct {
	Question   string
	Lang       string // language of the fixed texts; "" is Dutch
	Collection string // what is searched
	Level      string // reading level of what a model writes: "" is B1, "a2", "youth"
	Retrieved  string // a passage to treat as found; for tests of planted instructions
	Now        time.Time
	// Conversation tells a model's server whose turn it is, so that one conversation cannot take the places of others; "" for none. It is
	// any word that differs between conversations, and is neither sent nor logged.
	Conversation string
}

// Answer is everything a turn showed.
type Answer struct {
	Status    Status
	Action    Action
	Lead      string // fixed words before the sentences
	Sentences []Sentence
	Closing   string  // fixed words after them
	Glosses   []Gloss // our own plain words for terms in the sentences; shown apart from them
	Topics    []Button
	Conflict  bool // sources that contradict each other are shown together
	Lang      string
	Stages    []Stage
}

// Sentence is one thing said, with the passages that say it. Without a model it is literal.
type Sentence struct {
	Text  string
	Cites []Cite
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
