// Package handover lets a member of staff take over a conversation: who waits, who is there, and what the two write to each other until it ends.
// Nothing of it stays.
package handover

import (
	"errors"
	"time"
)

// What a caller acts on.
var (
	ErrNobody  = errors.New("handover: nobody of staff is there now, or too many wait")
	ErrTaken   = errors.New("handover: a colleague took it, or it is over")
	ErrUnknown = errors.New("handover: there is no such talk")
	ErrEnded   = errors.New("handover: the talk is over")
	ErrTooMany = errors.New("handover: too much is sent at once")
	ErrTooLong = errors.New("handover: a line is too long")
	ErrClosed  = errors.New("handover: it is outside the hours")
)

// State is where a talk stands: waiting, talking, ended. One whose member of staff falls away waits again; what has ended stays ended.
type State string

// The states.
const (
	Waiting State = "waiting"
	Talking State = "talking"
	Ended   State = "ended"
)

// Author is who wrote a line.
type Author string

// The two who write.
const (
	Visitor Author = "visitor"
	Staff   Author = "staff"
)

// Silence ended a talk when neither of the two who write did.
const Silence Author = "silence"

// Request is what a visitor asks a member of staff with.
type Request struct {
	Lang    string // of the visitor
	Passed  string // what the visitor read and chose to pass on; "" for nothing
	Worried bool   // the check for danger sees something in Passed
	Origin  string // the network it comes from; kept as a hash
}

// Talk is a talk as both sides may see it.
type Talk struct {
	ID      string
	State   State
	Lang    string
	Person  string // id of the member of staff; "" while nobody took it
	Name    string // first name of the member of staff
	Worried bool
	Before  int // how many wait longer
	AskedAt time.Time
	EndedBy Author
}

// Line is one thing that was written.
type Line struct {
	N       int // 1 is the first of a talk
	Author  Author
	Text    string
	Worried bool
	At      time.Time
}

// Update is what is new to one who follows a talk.
type Update struct {
	Talk   Talk
	Lines  []Line // after the last that was seen
	Typing bool   // the other is writing just now; nothing else is new then
}

// Vault seals what is written with a key of its own for each talk, outside the database.
type Vault interface {
	Seal(subject, field string, plain []byte) ([]byte, error)
	Open(subject, field string, sealed []byte) ([]byte, error)
	Forget(subject string) error
}
