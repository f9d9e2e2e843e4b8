package web

import (
	"strings"

	"wegwijzer/jurisprudence"
)

// justification is a paragraph that a lawyer can put in a claim: what the court awarded, in its own words, and where that stands.
type justification struct{ Label, Text string }

// justify writes the paragraph for one injured party; false when the ruling decided nothing for it.
func justify(s jurisprudence.Sheet, c jurisprudence.Claimant) (justification, bool) {
	decision, decided := c.Counted(jurisprudence.CourtDecision)
	total, awarded := c.Counted(jurisprudence.AwardedTotal)
	if !awarded && !decided {
		return justification{}, false
	}
	var b strings.Builder
	say := func(key string, pairs ...string) {
		sentence := text("justify_" + key)
		b.WriteString(strings.NewReplacer(pairs...).Replace(sentence))
		b.WriteString(" ")
	}
	head, about := "head", strings.Join(s.OffenceKinds, ", ")
	if about == "" {
		head = "head_plain"
	}
	say(head, "{rechter}", s.Court, "{datum}", dutchDate(s.Decided), "{ecli}", string(s.ECLI), "{soort}", text("kind_"+string(s.Kind)), "{over}", about)
	if len(s.InjuryKinds) > 0 {
		say("injury", "{letsel}", strings.Join(s.InjuryKinds, ", "))
	}
	amount := func(f jurisprudence.Field) string {
		x, ok := c.Counted(f)
		if !ok {
			return ""
		}
		return shown(f, x.Value)
	}
	if claimed := amount(jurisprudence.ClaimedTotal); claimed != "" {
		say("claimed", "{bedrag}", claimed)
	}
	quoted := jurisprudence.CourtDecision
	if awarded {
		quoted = jurisprudence.AwardedTotal
		say("awarded", "{bedrag}", shown(jurisprudence.AwardedTotal, total.Value))
		if x := amount(jurisprudence.AwardedAffection); x != "" {
			say("affection", "{bedrag}", x)
		} else if x := amount(jurisprudence.AwardedImmaterial); x != "" {
			quoted = jurisprudence.AwardedImmaterial
			say("immaterial", "{bedrag}", x)
		}
	} else {
		say("refused", "{beslissing}", decision.Value)
	}
	if q := s.Sentence(c, quoted); q != "" {
		say("quote", "{woorden}", strings.TrimRight(strings.Join(strings.Fields(q), " "), ".;"))
	}
	say("final", "{stand}", finalWords(s.Finality))
	say("source", "{link}", s.ECLI.Link())
	return justification{c.Label, strings.TrimSpace(b.String())}, true
}
