package privacy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// window is a piece of a text in which it is worth looking for a form.
type window struct{ start, end int }

// around returns the pieces of text that reach some bytes before and behind each of the places, in order and joined where they touch.
func around(text string, places []int, reach int) []window {
	var windows []window
	for _, at := range places {
		start, end := max(0, at-reach), min(len(text), at+reach)
		for start > 0 && !utf8.RuneStart(text[start]) {
			start--
		}
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		if n := len(windows); n > 0 && start <= windows[n-1].end {
			windows[n-1].end = max(windows[n-1].end, end)
			continue
		}
		windows = append(windows, window{start, end})
	}
	return windows
}

// digitReach is how far from a digit a form with digits in it can reach.
const digitReach = 40

// matches returns where re matches near digits. Forms that are not near one have none.
func (s *scene) matches(re *regexp.Regexp) [][2]int { return within(s.text, s.windows, re) }

func within(text string, windows []window, re *regexp.Regexp) [][2]int {
	var all [][2]int
	for _, w := range windows {
		for _, at := range re.FindAllStringIndex(text[w.start:w.end], -1) {
			all = append(all, [2]int{w.start + at[0], w.start + at[1]})
		}
	}
	return all
}

// spots returns where any of the marks of a form stand in text.
func spots(text string, signs ...string) []int {
	var places []int
	for _, sign := range signs {
		for at := 0; ; {
			i := strings.Index(text[at:], sign)
			if i < 0 {
				break
			}
			places = append(places, at+i)
			at += i + len(sign)
		}
	}
	return places
}
