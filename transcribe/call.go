package transcribe

import (
	"sync"
	"time"
)

// call is a transcript being read: its lines, the day it was held, and which lines may be used.
type call struct {
	lines  []line
	held   time.Time // zero when nobody knows: then nothing that counts from it gets a date
	hidden []bool    // said while recording was off, or kept out at the client's wish, or invented
	notice Notice
	raw    bool // a recogniser wrote it without marks

	children children        // names of children that are told of
	topical  sync.Once       // guards raised: rights and actions are read side by side
	raised   [][]int         // which rights a line raises
	lookouts map[int]lookout // what questions look for, by line; only the reader of risks has it
}

func read(t *Transcript, held time.Time) *call {
	if held.IsZero() {
		held = t.Held
	}
	c := &call{lines: linesOf(t.Utterances), held: held}
	c.raw = unpunctuated(c.lines)
	c.hidden = make([]bool, len(c.lines))
	for i, l := range c.lines {
		c.hidden[i] = l.Struck || l.Text == ""
	}
	c.readNotice()
	return c
}

// usable reports whether line i exists and may be used.
func (c *call) usable(i int) bool { return i >= 0 && i < len(c.lines) && !c.hidden[i] }

// previous returns the usable line before i, -1 when there is none.
func (c *call) previous(i int) int {
	for i--; i >= 0 && c.hidden[i]; i-- {
	}
	return i
}

// next returns the usable line after i, -1 when there is none.
func (c *call) next(i int) int {
	for i++; i < len(c.lines); i++ {
		if !c.hidden[i] {
			return i
		}
	}
	return -1
}

// question returns the line with the question of staff that line i answers: the one before it, or the one before that when the client has
// been speaking on. It returns -1 when there is none.
func (c *call) question(i int) int {
	for steps := 0; steps < 3; steps++ {
		i = c.previous(i)
		if i < 0 {
			return -1
		}
		if c.lines[i].staff() {
			if c.lines[i].asks {
				return i
			}
			if len(c.lines[i].Text) > 25 {
				return -1
			}
		}
	}
	return -1
}

// reply returns the first line of the client's side among the next few after i, -1 when staff speaks on.
func (c *call) reply(i int) int {
	for steps := 0; steps < 3; steps++ {
		i = c.next(i)
		if i < 0 {
			return -1
		}
		if c.lines[i].ours() {
			return i
		}
	}
	return -1
}
