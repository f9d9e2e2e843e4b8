package dutch

import (
	"strings"
	"time"
)

// hoursOn reads "over een uur" and "over een half uur", which are a day and a time at once.
func (r *momentReader) hoursOn(i int) ([]said, int) {
	if r.w(i) != "over" && r.w(i) != "in" && r.w(i) != "binnen" {
		return nil, 0
	}
	k, minutes := i+1, 0
	if r.w(k) == "een" || r.w(k) == "a" || r.w(k) == "an" {
		if r.w(k+1) == "half" || r.w(k+1) == "kwartier" || r.w(k+1) == "uur" {
			k++
		}
	}
	switch {
	case r.w(k) == "half" && r.w(k+1) == "uur":
		minutes, k = 30, k+2
	case r.w(k) == "kwartier":
		minutes, k = 15, k+1
	case r.w(k) == "uur" && r.w(k-1) != r.w(i):
		minutes, k = 60, k+1
	case r.w(k) == "anderhalf" && r.w(k+1) == "uur":
		minutes, k = 90, k+2
	default:
		v, n := r.number(k)
		if n == 0 || v > 90 {
			return nil, 0
		}
		switch r.w(k + n) {
		case "uur":
			minutes = 60 * v
		case "minuut":
			minutes = v
		default:
			return nil, 0
		}
		k += n + 1
	}
	at := r.frame.Now.Add(time.Duration(minutes) * time.Minute)
	m := at.Hour()*60 + at.Minute()
	d := DayOf(at)
	return []said{{at: i, end: k, moment: Moment{From: d, To: d}, isDay: true}, {at: i, end: k, moment: Moment{Start: m, End: m, Timed: true, About: true}}}, k - i
}

// any reports whether the word at i says that every moment suits.
func (r *momentReader) any(i int) bool {
	switch r.t[i].typed {
	case "uit":
		return r.w(i-1) == "niet" && (r.w(i-2) == "maakt" || r.w(i-3) == "maakt" || r.w(i-4) == "maakt") || r.w(i-1) == "niks" || r.w(i-1) == "niets" || (r.w(i-1) == "me" || r.w(i-1) == "mij") && false
	case "altijd": // ik kan altijd; not in "ik heb dinsdag altijd zwemles"
		return !r.negatedBefore(i) && (len(r.t) <= 3 || r.w(i-1) == "kan" || r.w(i+1) == "goed" || r.w(i-1) == "is" || r.w(i-1) == "ik")
	case "whenever", "anytime":
		return !r.negatedBefore(i) && !r.momentAt(i+1)
	case "ook":
		return r.w(i-1) == "dan" && r.t[max(0, i-2)].typed == "wanneer"
	case "matter":
		return i > 0 && strings.HasPrefix(r.t[i-1].typed, "doesn") || r.w(i-1) == "not" || r.w(i-1) == "niet"
	case "iets", "wat": // boek iets, doe maar wat
		return r.t[max(0, i-1)].typed == "boek" || r.w(i-1) == "doemaar" && i+1 == len(r.t) || i > 1 && r.w(i-1) == "maar" && (r.w(i-2) == "boek" || r.w(i-2) == "plan")
	case "kies", "zeg", "beslis": // kies maar, zeg jij maar
		return r.w(i+1) == "jij" && r.w(i+2) == "maar" || r.t[i].typed == "kies" && r.w(i+1) == "maar" && i+2 == len(r.t)
	case "schelen":
		return r.w(i-1) == "niet" || r.w(i-1) == "niks"
	case "elk":
		return r.w(i+1) == "moment"
	case "egal", "obojetnie", "fark":
		return true
	case "time":
		return i > 0 && r.t[i-1].typed == "any"
	case "keuze":
		return false
	}
	return false
}

func (r *momentReader) negatedBefore(i int) bool {
	return r.w(i-1) == "niet" || r.w(i-1) == "geen"
}

// shift reads iets later, een uur eerder, half uurtje later, and returns the number of tokens.
func (r *momentReader) shift(i int) int {
	at := func(k, minutes int) int {
		switch r.w(k) {
		case "later":
			r.wish.Shift = minutes
		case "eerder":
			r.wish.Shift = -minutes
		default:
			return 0
		}
		if r.w(k+1) == "dan" || r.w(k) == "eerder" && (r.w(k+1) == "gebeld" || r.w(k-1) == "al" || r.w(k-1) == "had") {
			r.wish.Shift = 0
			return 0
		}
		return k + 1 - i
	}
	switch r.w(i) {
	case "iets", "wat", "ietsje", "beetje", "bit", "slightly", "little", "nog":
		n := at(i+1, 60)
		r.wish.ShiftLoose = r.wish.ShiftLoose || n > 0
		return n
	case "uur":
		return at(i+1, 60)
	case "kwartier":
		return at(i+1, 15)
	case "half":
		if r.w(i+1) == "uur" {
			return at(i+2, 30)
		}
	case "later", "eerder":
		if r.w(i-1) == "dag" || r.w(i-1) == "week" {
			return 0
		}
		if r.w(i+1) == "die" || r.w(i+1) == "op" || len(r.t) <= 6 || r.later(i-1) {
			n := at(i, 60)
			r.wish.ShiftLoose = r.wish.ShiftLoose || n > 0
			return n
		}
	}
	if v, n := r.number(i); n > 0 {
		switch r.w(i + n) {
		case "uur":
			return at(i+n+1, 60*v)
		case "minuut":
			return at(i+n+1, v)
		}
	}
	if r.w(i) == "een" && r.w(i+1) == "half" && r.w(i+2) == "uur" {
		return at(i+3, 30)
	}
	return 0
}
