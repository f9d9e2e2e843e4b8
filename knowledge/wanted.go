package knowledge

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// wanted is the kind of fact that a question asks for, when its words say so: a length of time, an amount, a telephone number. A page that
// holds no such fact near the question's words does not answer it, however much it is about the same.
type wanted struct {
	units []string // of a number that would answer; nil when no number is asked
	count bool     // a number of something: "hoeveel gesprekken"
	phone bool
	mail  bool
}

func (w wanted) any() bool { return len(w.units) > 0 || w.count || w.phone || w.mail }

var (
	lengths = []string{"minuut", "uur", "dag", "week", "maand", "jaar"}
	prices  = []string{"euro"}
	// priced are things whose height is an amount or a share.
	priced = set("bedrag", "boete", "griffierecht", "risico", "vergoeding", "tegemoetkoming", "uitkering", "bijdrage", "voorschot", "smartengeld", "schadevergoeding", "rente", "loon", "salaris", "kosten")
	costs  = set("kost", "kosten", "geld", "bedrag", "euro", "verdient", "betaal", "betaalt", "vergoed")
)

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// want reads what kind of fact a question asks for.
func want(question string) wanted {
	tokens := dutch.Tokens(question)
	at := func(i int) string {
		if i >= 0 && i < len(tokens) {
			return tokens[i].Text
		}
		return ""
	}
	has := func(from int, some map[string]bool) bool {
		for i := from; i < len(tokens) && i < from+6; i++ {
			if some[tokens[i].Text] {
				return true
			}
		}
		return false
	}
	var w wanted
	for i, t := range tokens {
		switch t.Text {
		case "hoeveel", "aantal":
			next := at(i + 1)
			switch unit := dutch.Unit(next); {
			case unit != "":
				w.units = []string{unit}
			case has(i+1, costs):
				w.units = prices
			case next != "" && !dutch.Stop(next):
				w.count = true
			}
		case "hoelang", "termijn":
			w.units = lengths
		case "hoe":
			switch at(i + 1) {
			case "lang":
				w.units = lengths
			case "hoog":
				if has(i+2, priced) {
					w.units = []string{"euro", "procent"}
				}
			case "oud":
				w.units = []string{"jaar"}
			}
		case "procent", "percentage":
			w.units = []string{"procent"}
		case "kost":
			if at(i-1) == "wat" || at(i-1) == "hoeveel" {
				w.units = prices
			}
		case "telefoonnummer":
			w.phone = true
		case "nummer":
			w.phone = w.phone || at(i-1) == "welk" && (at(i-2) == "op" || at(i-2) == "onder") || has(i+1, set("bel", "bellen", "bereik", "bereiken"))
		case "e-mailadres", "mailadres", "emailadres":
			w.mail = true
		}
	}
	return w
}

// same reports whether another question wants a fact of the same kind: what stands below it answers that, with a figure or without.
func (w wanted) same(other wanted) bool {
	return slices.Equal(w.units, other.units) && w.count == other.count && w.phone == other.phone && w.mail == other.mail
}

// free are words of a line that names the price of what costs nothing.
var free = set("gratis", "kosteloos", "kosteloze", "niets")

// in reports whether a sentence holds the fact that is wanted.
func (w wanted) in(text string) bool {
	if slices.Contains(w.units, "euro") && slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return free[t.Text] }) {
		return true
	}
	if w.mail && strings.Contains(text, "@") {
		return true
	}
	for _, n := range dutch.Numbers(text) {
		if w.phone && (strings.Contains(n.Code, "-") || n.Value == 112 || n.Value == 113) {
			return true
		}
		for _, u := range w.units {
			if n.Unit == u {
				return true
			}
		}
		if w.count && n.Unit == "" && n.Code == "" && (n.Value < 1900 || n.Value > 2100) {
			return true
		}
	}
	return false
}
