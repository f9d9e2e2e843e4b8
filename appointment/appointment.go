// Package appointment offers times and books them: never twice, for people who give no name, with nothing told that would betray them.
package appointment

import (
	"errors"
	"time"
)

// What a caller acts on.
var (
	ErrTaken   = errors.New("appointment: somebody else was first")
	ErrExpired = errors.New("appointment: the hold is over")
	ErrNoCode  = errors.New("appointment: no booking has that code, or it may not be tried now")
	ErrLate    = errors.New("appointment: it has begun or is over")
	ErrUnknown = errors.New("appointment: there is no such thing")
	ErrStep    = errors.New("appointment: it is not in the state for that")
	// ErrUnreadable says that contact stands sealed and its key is not here: the folder of keys is not the one that belongs to the database.
	ErrUnreadable = errors.New("appointment: contact cannot be opened")
)

// Channel is how the person and the adviser speak.
type Channel string

// The channels.
const (
	Phone Channel = "phone"
	Video Channel = "video"
	Visit Channel = "visit" // at one of the places
	Home  Channel = "home"
	Chat  Channel = "chat"
)

// State is where a booking stands. It moves one way: hold, booked, then cancelled, done or noshow.
type State string

// The states.
const (
	Held      State = "hold"
	Booked    State = "booked"
	Cancelled State = "cancelled"
	Done      State = "done"
	NoShow    State = "noshow"
)

// AdviserID names an adviser.
type AdviserID int64

// Adviser is somebody who can be spoken with.
type Adviser struct {
	ID        AdviserID
	Staff     string // id of the member of staff; "" for none
	Name      string // first name
	Gender    string // v, m, x or ""
	Languages []string
	Skills    []string
	Regions   []string
	Channels  []string
	Active    bool
}

// Service is a kind of talk.
type Service struct {
	ID       string
	Name     string
	Minutes  int
	Buffer   int // minutes kept free after it
	Channels []string
	Skill    string
}

// Place is where visits are received.
type Place struct {
	ID, Name, Address, Region string
}

// Rule is when an adviser can be booked each week, in local time: minutes after midnight.
type Rule struct {
	ID            int64 // given by the database
	Adviser       AdviserID
	Weekday       time.Weekday
	Opens, Closes int
	Place         string
}

// Wanted is what a booking has to be. Gender is a preference: it decides between advisers, and when there is nobody of that gender at all it is
// kept and read by who plans, but promises nothing.
type Wanted struct {
	Service     string
	Channel     Channel
	Place       string // id of a place, for visits
	Lang        string // language of the talk; "" is Dutch. An interpreter is asked for apart
	Interpreter string
	Gender      string
	Helper      bool
	ForOther    bool
	Visit       string // names the visit of a page, or the conversation: a wish to be called that it sends twice is one; "" where there is none
}

// Contact is how the person may be reached. It is sealed before it is kept.
type Contact struct {
	Phone     string `json:"phone,omitempty"`
	Mail      string `json:"mail,omitempty"`
	Voicemail bool   `json:"voicemail,omitempty"`
	Hours     string `json:"hours,omitempty"`
	Silent    bool   `json:"silent,omitempty"`   // no message of any kind
	Messages  bool   `json:"messages,omitempty"` // the person chose to get neutral messages
	Calendar  bool   `json:"calendar,omitempty"` // and a calendar file with the mail
	Summary   string `json:"summary,omitempty"`  // what the person approved to be told to the adviser
	Link      string `json:"link,omitempty"`     // where a video talk is held, put there by a member of staff
}

// Slot is a time that is free, with how many advisers could take it.
type Slot struct {
	Start    time.Time
	Capacity int
}

// Hold is a time kept for one conversation.
type Hold struct {
	Token string // shown to book; a secret
	Start time.Time
	End   time.Time
	Until time.Time
}

// Booking is what a code opens.
type Booking struct {
	ID       string
	Start    time.Time
	End      time.Time
	State    State
	Channel  Channel
	Service  string
	Place    *Place
	Adviser  string // first name
	Sequence int
	Wanted   Wanted

	Unstaffed bool   // its adviser fell away and nobody else was found: another time has to be chosen
	Link      string // where a video talk is held; "" until a member of staff put it there
}

// Vault seals what is personal with a key of its own for each subject, outside the database.
type Vault interface {
	Seal(subject, field string, plain []byte) ([]byte, error)
	Open(subject, field string, sealed []byte) ([]byte, error)
	Forget(subject string) error
}
