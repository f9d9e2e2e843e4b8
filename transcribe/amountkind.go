package transcribe

import (
	"math"
	"strings"

	"wegwijzer/internal/dutch"
)

// kindOf decides what amount k is, by the words around it.
func (c *call) kindOf(all []Amount, k int) AmountKind {
	a := all[k]
	l := c.lines[a.at]
	here := dutch.Fold(c.sentenceAt(a.at, a.start))
	bare := len(dutch.Tokens(here)) <= 4 // nothing but the amount: the question says what it is
	whole := l.fold
	several := 0 // amounts in the line
	for _, o := range all {
		if o.at == a.at && o.Spoken != a.Spoken {
			several++
		}
	}
	switch {
	case several > 0:
		here = dutch.Fold(l.Text[commaBefore(l.Text, a.start):commaAfter(l.Text, a.end)])
		if len(dutch.Tokens(here)) <= 2 {
			here = dutch.Fold(c.sentenceAt(a.at, a.start))
		}
	case len(dutch.Tokens(here)) <= 5:
		here = whole
	}
	here = strings.ReplaceAll(here, "voor de huur", "")
	before := ""
	if p := c.previous(a.at); p >= 0 {
		before = c.lines[p].fold
	}
	asked := ""
	if q := c.question(a.at); q >= 0 && l.ours() && (q == c.previous(a.at) || c.lines[c.previous(a.at)].Speaker == l.Speaker) {
		asked = c.lines[q].fold
	}
	told := "" // what staff has been explaining
	for j, steps := c.previous(a.at), 0; l.staff() && j >= 0 && c.lines[j].staff() && steps < 3; j, steps = c.previous(j), steps+1 {
		told += " " + c.lines[j].fold
	}
	lately := before // the few lines before
	for j, steps := c.previous(a.at), 0; j >= 0 && steps < 3; j, steps = c.previous(j), steps+1 {
		lately += " " + c.lines[j].fold
	}
	after := ""
	if n := c.next(a.at); n >= 0 {
		after = c.lines[n].fold
	}
	switch {
	case immaterial.MatchString(here), bare && immaterial.MatchString(asked), l.staff() && immaterial.MatchString(whole+told) && !remainder.MatchString(here):
		if hearsay.MatchString(here) {
			return OtherMoney
		}
		return Immaterial
	case hearsay.MatchString(here):
		return OtherMoney
	case l.staff() && totals.MatchString(here) && c.isSum(all, k):
		return OtherMoney
	case missesPay.MatchString(here):
		return Material
	case paysOut.MatchString(here) && !hasPhrase(here, "ik", "premie"):
		return Benefit
	case remainder.MatchString(here):
		return OtherMoney
	case strings.Contains(here, "eigen risico") || strings.Contains(here, "eigen bijdrage") || bare && (strings.Contains(before, "eigen risico") || strings.Contains(asked, "eigen risico")):
		return Material
	case notOurs.MatchString(here), notOurs.MatchString(after) && !strings.Contains(after, "?") && len(after) < 80:
		return OtherMoney
	case payer.MatchString(here) && paid.MatchString(here) && !asksAbout(here):
		return Benefit
	case paid.MatchString(here) && !hasPhrase(here, "ik betaald", "heb betaald", "zelf betaald", "wij betaald") && (payer.MatchString(before) || payer.MatchString(asked)) && !proofNoun.MatchString(here):
		return Benefit
	case (bare || payerAsked(asked)) && payer.MatchString(asked+" "+before) && paid.MatchString(asked+" "+before):
		return Benefit
	case payer.MatchString(here) && !hasPhrase(here, "premie", "rekening") && hasPhrase(here, "staat er", "op staat", "maximum", "maximaal", "keert", "polis"):
		return Benefit
	case bare && paid.MatchString(asked) && payer.MatchString(lately):
		return Benefit
	case payer.MatchString(before+" "+asked) && (hasPhrase(here, "er staat", "staat er") || strings.HasPrefix(here, "die dekt")) && !running.MatchString(before):
		return Benefit
	case lostIncome.MatchString(here) && (income.MatchString(here+" "+before+" "+asked) || hasPhrase(before+" "+asked, "gewerkt", "werken", "werk", "ziek")):
		return Material
	case bare && lostIncome.MatchString(before) && hasPhrase(before, "gewerkt", "werk", "oproepkracht", "loon"):
		return Material
	case income.MatchString(here), hasPhrase(here, "per week", "per maand", "per uur", "in de week") && (income.MatchString(asked) || income.MatchString(before)):
		return OtherMoney
	case running.MatchString(here), bare && running.MatchString(asked), running.MatchString(asked) && len(dutch.Tokens(here)) < 8:
		return OtherMoney
	}
	return Material
}

var (
	totals    = expressed(`\b(?:samen|totaal|bij elkaar|opgeteld|dus)\b`)
	missesPay = expressed(`\b(?:ik mis|mis ik|scheelt (?:mij|me|ons)|loop ik mis|loonverlies|inkomsten (?:kwijt|mis))\b`)
	paysOut   = expressed(`\b(?:keert|keren) .{0,40}\buit\b|\buitgekeerd\b|\b(?:dekt|dekte|dekten|vergoedt|vergoeden|vergoed)\b|\bbetaalt de (?:helft|rest|andere)\b`)
)

// isSum reports whether amount k is the sum of some amounts named right before it: a sum is no damage beside its parts.
func (c *call) isSum(all []Amount, k int) bool {
	sum := 0.0
	for n, parts := k-1, 0; n >= 0 && parts < 6 && all[k].at-all[n].at <= 10; n, parts = n-1, parts+1 {
		sum += all[n].ValueEUR
		if parts > 0 && math.Abs(sum-all[k].ValueEUR) < 0.005 {
			return true
		}
	}
	return false
}

// commaBefore and commaAfter bound the part of a sentence that an amount stands in: what stands before it belongs to it.
func commaBefore(text string, at int) int {
	start := sentenceStart(text, at)
	if i := strings.LastIndex(text[start:at], ", en "); i >= 0 {
		return start + i
	}
	return start
}

func commaAfter(text string, at int) int {
	if i := strings.IndexAny(text[at:], ".!?;"); i >= 0 {
		if j := strings.Index(text[at:at+i], ", en "); j >= 0 {
			return at + j
		}
		return at + i
	}
	if j := strings.Index(text[at:], ", en "); j >= 0 {
		return at + j
	}
	return len(text)
}

func payerAsked(asked string) bool {
	return payer.MatchString(asked) && paid.MatchString(asked) && !strings.Contains(asked, "eigen risico")
}

func asksAbout(here string) bool { return strings.Contains(here, "?") }

// itemOf says what an amount is for: its sentence, with the one before it when the sentence is nothing but the amount.
func (c *call) itemOf(a Amount) string {
	s := c.sentenceAt(a.at, a.start)
	if len(dutch.Tokens(s)) <= 5 {
		all := c.lines[a.at].Text
		if s != all && len(all) < 160 {
			s = all
		} else if p := c.previous(a.at); p >= 0 {
			before := c.lines[p].Text
			if sentences := dutch.Sentences(before); len(sentences) > 0 {
				last := sentences[len(sentences)-1]
				before = before[last.Start:last.End]
			}
			s = before + " " + s
		}
	}
	if r := []rune(s); len(r) > 160 {
		s = string(r[:160]) + "…"
	}
	return s
}
