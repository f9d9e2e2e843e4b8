package transcribe

import (
	"slices"

	"wegwijzer/internal/dutch"
)

// merge makes one action of a task and of its acceptance, and of the same promise said twice.
func (c *call) merge(all []Action) []Action {
	var out []Action
	for _, a := range all {
		merged := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-3; k-- {
			o := &out[k]
			near := a.at-o.Utt[len(o.Utt)-1] <= 1
			if o.Who == a.Who && a.at-o.Utt[len(o.Utt)-1] <= 3 && a.at != o.at && repeats(o.What, a.What) {
				o.Utt = append(o.Utt, a.at)
				merged = true
				break
			}
			if o.Who != a.Who || !near {
				continue
			}
			if a.at == o.at && !alike(o.What, a.What) {
				continue // two promises in one breath
			}
			acceptance := a.at != o.at && c.lines[a.at].staff() != c.lines[o.at].staff() || slices.Contains(o.Utt, a.at)
			if acceptance && slices.Contains(o.Utt, a.at) || acceptance && len(dutch.Tokens(a.What)) <= 7 || alike(o.What, a.What) || c.vague(*o) != c.vague(a) && a.at-o.at <= 1 && c.lines[a.at].Role == c.lines[o.at].Role {
				if len(dutch.Tokens(o.What)) <= 4 && len(a.What) > len(o.What) {
					o.What, o.start = a.What, a.start
				}
				for _, u := range a.Utt {
					if !slices.Contains(o.Utt, u) {
						o.Utt = append(o.Utt, u)
					}
				}
				slices.Sort(o.Utt)
				merged = true
				break
			}
		}
		if !merged {
			out = append(out, a)
		}
	}
	return out
}

// repeats reports whether b only says again, with pronouns, what a said: "ja, dan bel ik u".
func repeats(a, b string) bool {
	tokens := dutch.Tokens(b)
	if len(tokens) > 7 {
		return false
	}
	verbs := map[string]bool{}
	for _, t := range dutch.Tokens(a) {
		verbs[t.Text] = true
	}
	found := false
	for _, t := range tokens {
		switch {
		case dutch.Stop(t.Text):
		case verbs[t.Text]:
			found = true
		default:
			return false
		}
	}
	return found
}

// vague reports whether an action only points: "dat regel ik", "doe ik".
func (c *call) vague(a Action) bool { return len(dutch.Tokens(a.What)) <= 4 }

// alike reports whether two sentences share most of their words of meaning.
func alike(a, b string) bool {
	in := map[string]bool{}
	for _, t := range dutch.Terms(a) {
		if !t.Part {
			in[t.Text] = true
		}
	}
	both, n := 0, 0
	for _, t := range dutch.Terms(b) {
		if t.Part {
			continue
		}
		n++
		if in[t.Text] {
			both++
		}
	}
	return n > 0 && len(in) > 0 && both*3 >= 2*min(n, len(in)) && both >= 2
}
