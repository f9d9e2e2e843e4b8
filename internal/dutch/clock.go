package dutch

import (
	"regexp"
	"strconv"
)

// Clock is a time of day as it is said: "half drie", "kwart over vier", "14.30 uur".
type Clock struct {
	Hour, Minute int  // as said: half drie is 2:30, and 14:30 in the afternoon
	Exact        bool // the half of the day is known: said in 24 hours
	Start, End   int  // byte offsets
	First, Next  int  // tokens
}

// Part is a part of the day.
type Part int

// The parts of a day that speech names. NoPart is none.
const (
	NoPart Part = iota
	Morning
	Afternoon
	Evening
	Night
)

var (
	clockDigits = regexp.MustCompile(`^(\d{1,2})[:.hu](\d{2})(?:u|uur)?$`)
	fives       = map[string]int{"vijf": 5, "tien": 10, "kwart": 15, "twintig": 20, "5": 5, "10": 10, "15": 15, "20": 20}
	clockBefore = set("om rond tegen omstreeks vanaf tot klokslag tussen rondom circa ongeveer")
	clockAfter  = set("en of dan is was heb ben kan kon kunt kun bij met op voor tot toen precies ongeveer goed want maar ja zo hoor he s stipt morgen vandaag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag in aan schikt past lukt uiterlijk bel belt ging kwam u ik we")
)

// Clocks returns the times of day in text, in order. A number of hours that lasts ("twee uur gewacht", "na zes uur weer vrij") is none.
func Clocks(text string) []Clock { return clocks(text, Tokens(text)) }

func clocks(text string, tokens []Token) []Clock {
	s := speech{text, tokens}
	var out []Clock
	for i := 0; i < len(tokens); {
		c, ok := s.clock(i)
		if !ok {
			i++
			continue
		}
		c.First, c.Start, c.End = i, tokens[i].Start, tokens[c.Next-1].End
		out = append(out, c)
		i = c.Next
	}
	return out
}

func (s speech) clock(i int) (Clock, bool) {
	w := s.word(i)
	before := s.word(i - 1)
	if m := clockDigits.FindStringSubmatch(w); m != nil {
		h, m := atoi(m[1]), atoi(m[2])
		uur := s.word(i+1) == "uur"
		if h < 24 && m < 60 && (uur || clockBefore[before] || w[len(m2(h)):][0] == ':' || w[len(w)-1] > '9') {
			c := Clock{Hour: h, Minute: m, Exact: true, Next: i + 1}
			if uur {
				c.Next++
			}
			return c, true
		}
		return Clock{}, false
	}
	if w == "half" {
		if h, ok := s.hour(i + 1); ok && s.close(i+1) {
			return Clock{Hour: (h+10)%12 + 1, Minute: 30, Next: s.hourEnd(i + 1)}, true
		}
		return Clock{}, false
	}
	if m, ok := fives[w]; ok {
		j := i + 1
		if s.word(j) == "minuten" {
			j++
		}
		side := s.word(j)
		if side == "voor" || side == "over" {
			base := 0
			if s.word(j+1) == "half" {
				base, j = 30, j+1
			}
			if h, ok := s.hour(j + 1); ok && s.close(j+1) && (w == "kwart" || base == 30 || clockBefore[before] || s.ends(s.hourEnd(j+1)) || s.word(s.hourEnd(j+1)) == "in" || s.word(s.hourEnd(j+1)) == "s" || before == "was" || before == "is" || before == "het") {
				if base == 30 {
					h = (h+10)%12 + 1 // half drie lies in the hour of two
				}
				minute := base + m
				if side == "voor" {
					minute = base - m
					if base == 0 {
						minute, h = 60-m, (h+10)%12+1
					}
				}
				return Clock{Hour: h, Minute: minute, Next: s.hourEnd(j + 1)}, true
			}
		}
	}
	h, ok := s.hour24(i)
	if !ok {
		return Clock{}, false
	}
	if s.word(i+1) == "uur" {
		c := Clock{Hour: h, Exact: h > 12 || h == 0, Next: i + 2}
		after := s.word(i + 2)
		if v, ok := NumberWord(after); ok && v < 60 && v >= 5 && s.close(i+2) && s.word(i+3) != "uur" {
			c.Minute, c.Next = int(v), i+3
		}
		_, _, weekday := weekdayWord(before)
		part := after == "s" || monthNumbers[before] > 0 || weekday || clockBefore[before] || h > 12 || before == "al"
		if part && after != "lang" && after != "per" {
			return c, true
		}
		return Clock{}, false
	}
	if (before == "om" || before == "rond" || before == "tegen" || before == "tussen") && s.close(i) && (s.ends(i+1) || clockAfter[s.word(i+1)]) {
		return Clock{Hour: h, Exact: h > 12, Next: i + 1}, true
	}
	return Clock{}, false
}

func m2(h int) string { return strconv.Itoa(h) }

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// hour reads an hour of the clock face, 1 to 12.
func (s speech) hour(i int) (int, bool) {
	h, ok := s.hour24(i)
	return h, ok && h >= 1 && h <= 12
}

func (s speech) hour24(i int) (int, bool) {
	w := s.word(i)
	if w == "" {
		return 0, false
	}
	if w[0] >= '0' && w[0] <= '9' {
		v, code := digits(w)
		return int(v), code == "" && v <= 24 && integral(v)
	}
	v, ok := NumberWord(w)
	return int(v), ok && v <= 24 && integral(v)
}

// hourEnd is the token after an hour and the word uur that may follow it.
func (s speech) hourEnd(i int) int {
	if s.word(i+1) == "uur" {
		return i + 2
	}
	return i + 1
}

// ends reports whether the clause is over before token i.
func (s speech) ends(i int) bool { return i >= len(s.tokens) || !s.close(i) }

// At returns the hour and minute on the clock of 24 hours. Without a part of the day an hour from one to six is in the afternoon: people make
// appointments in the day and name the night when they mean it.
func (c Clock) At(part Part) (hour, minute int) {
	h := c.Hour
	if c.Exact {
		return h % 24, c.Minute
	}
	h %= 12
	switch part {
	case Morning:
		if c.Hour == 12 {
			h = 12
		}
	case Afternoon:
		if h < 10 {
			h += 12
		}
	case Evening:
		h += 12
		if c.Hour == 12 {
			h = 0
		}
	case Night:
		if h >= 9 {
			h += 12
		}
	default:
		if c.Hour == 12 || h < 7 {
			h += 12
		}
	}
	return h, c.Minute
}
