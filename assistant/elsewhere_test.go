package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who told what happened does not read of something else that happened to others, whatever finds it: the words of the question, what is said to parents, or
// what is shown below a card. Who asks after that, or tells of both, does.
func TestNobodyReadsOfAnotherEventThanWasTold(t *testing.T) {
	t.Parallel()
	h := newHelperWith(
		t,
		article("https://site.example/kind", "Kindermishandeling en verwaarlozing", "",
			"Een kind wordt geslagen, bang gemaakt of misbruikt. Dat is kindermishandeling.",
			"Maak je je zorgen om een kind?", "Bel Veilig Thuis als je je zorgen maakt om een kind.",
			"Wat is er voor ouders?", "Ben je ouder van een kind dat is mishandeld? Ook ouders krijgen hulp en geld voor de schade, en iemand die met ouders meedenkt.",
			"Durft je kind niet te slapen in het eigen bed?", "Blijf bij je kind tot het slaapt in het eigen bed."),
		article("https://site.example/schieten", "Steekincident of schietincident", "",
			"Je bent geraakt door een kogel of een mes.",
			"Wat is er voor ouders en naasten?", "Ook ouders van wie is neergeschoten krijgen hulp en soms geld voor de schade."),
	)
	const abused = "https://site.example/kind"
	for _, c := range []struct {
		talk string
		read bool // of the abuse of a child
	}{
		{"onze zoon is neergeschoten > is er ook iets voor ons als ouders", false},
		{"er is bij ons ingebroken > ons kind durft niet te slapen in het eigen bed", false},
		{"mijn schoonzoon heeft mijn dochter vermoord > ik maak me zorgen om hun kind", false},
		{"ons kind is geslagen door de oppas > is er ook iets voor ons als ouders", true},
		{"er is bij ons ingebroken > wat is kindermishandeling", true},
		{"ons kind durft niet te slapen in het eigen bed", true},
	} {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for turn := range strings.SplitSeq(c.talk, " > ") {
			a = h.say(t, m, turn)
		}
		if cites(a, abused) != c.read {
			t.Errorf("%q reads of the abuse of a child: %v; %s %q", c.talk, !c.read, a.Status, a.Text())
		}
	}
}
