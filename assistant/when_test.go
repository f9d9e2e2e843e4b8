package assistant_test

import (
	"slices"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// A message that only says when it was is about what was told: it makes no rape of a burglary, and takes no card from a rape.
func TestWhenItWasIsNoDangerOfItsOwn(t *testing.T) {
	t.Parallel()
	remarks := []string{
		"het was een uur geleden", "vannacht", "gisteren rond middernacht", "it was ten minutes ago", "to było wczoraj około północy", "bir saat önce oldu", "كان ذلك قبل ساعة", "c'était hier soir vers minuit", "це сталося годину тому",
	}
	for _, told := range []string{
		"er is bij mij ingebroken in huis", "er is ingebroken", "ik ben opgelicht door een nepbank", "bankfraude", "ik ben aangereden op de fiets", "mijn schuur is afgebrand", "iemand gebruikt mijn identiteit",
		"mijn fiets is gestolen", "ik word uitgescholden op internet", "my house was burgled",
	} {
		for _, remark := range remarks {
			for _, m := range []assistant.Memory{{Told: told}, {Asked: []string{told}}} {
				if n, ok := (*assistant.Assistant)(nil).DangerAfter(assistant.Turn{Question: remark, Memory: &m}); ok && danger.Check(told).Level == danger.None {
					t.Errorf("%q after %q: %v %q", remark, told, n.Level, n.Title)
				}
			}
		}
	}
	for told, number := range map[string]string{"ik ben verkracht door een collega": "0800-0188", "ik ben verkracht": "0800-0188", "mijn man heeft me geslagen": "0800-2000"} {
		for _, remark := range remarks {
			if danger.Check(remark).Level == danger.None {
				continue // it sounds like nothing, and goes on below the card
			}
			for _, m := range []assistant.Memory{{Told: told}, {Asked: []string{told}}} {
				n, ok := (*assistant.Assistant)(nil).DangerAfter(assistant.Turn{Question: remark, Memory: &m})
				if !ok || !slices.ContainsFunc(n.Contacts, func(c assistant.Reach) bool { return c.Number == number }) {
					t.Errorf("%q after %q: %v %v, want %s", remark, told, ok, n.Contacts, number)
				}
			}
		}
	}
	for _, text := range []string{"vandaag is de dag", "vandaag is mijn laatste dag", "hij komt over een uur", "het was mijn vader gisteren", "hij was hier een uur geleden", "he was here an hour ago"} {
		m := assistant.Memory{Told: "er is bij mij ingebroken in huis"}
		if n, ok := (*assistant.Assistant)(nil).DangerAfter(assistant.Turn{Question: text, Memory: &m}); ok != (new(danger.Reader).CheckAfter(m.Told, text).Level > danger.None) {
			t.Errorf("%q says more than when: %v %v", text, ok, n.Title)
		}
	}
}
