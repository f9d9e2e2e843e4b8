package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

func TestShippedBankIsSound(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	if len(bank.Topics) < 200 {
		t.Errorf("the bank has %d topics, want at least 200", len(bank.Topics))
	}
	lay := map[string]TopicID{}
	for _, topic := range bank.Topics {
		if n := utf8.RuneCountInString(topic.Name); n > 60 || strings.Contains(topic.Name, "_") {
			t.Errorf("topic %s is called %q on a button", topic.ID, topic.Name)
		}
		if len(topic.Lay) < 25 || len(topic.Formal) < 6 {
			t.Errorf("topic %s has %d phrasings and %d formal terms", topic.ID, len(topic.Lay), len(topic.Formal))
		}
		for _, phrase := range topic.Lay {
			key := strings.Join(strings.Fields(dutch.Fold(phrase)), " ")
			if other, ok := lay[key]; ok {
				t.Errorf("%q stands under %s and %s", phrase, other, topic.ID)
			}
			lay[key] = topic.ID
		}
	}
}

func TestReadBankRefusesBrokenLines(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"two fields":   "stalking\tlay\n",
		"unknown kind": "stalking\tiets\ttekst\n",
		"no text":      "stalking\tlay\t \n",
		"no id":        "\tlay\ttekst\n",
		"endless line": "stalking\tlay\t" + strings.Repeat("a", maxBankLine) + "\n",
	} {
		if _, err := ReadBank(fstest.MapFS{"a.tsv": {Data: []byte(text)}}, "*.tsv"); err == nil {
			t.Errorf("ReadBank with %s succeeded", name)
		}
	}
}

func TestEmptyBankKnowsNothing(t *testing.T) {
	t.Parallel()
	c := Train(&Bank{})
	if got := c.Rank("mijn fiets is gestolen", 3); len(got) != 0 {
		t.Errorf("Rank without topics = %v", got)
	}
}

func TestClassifierRanksTheTopicOfAPhraseFirst(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	c := bank.classifier()
	right, n := 0, 0
	for _, topic := range bank.Topics {
		for i := 0; i < len(topic.Lay); i += 9 {
			n++
			if c.Rank(topic.Lay[i], 1)[0].Topic == topic.ID {
				right++
			}
		}
	}
	if share := float64(right) / float64(n); share < 0.9 {
		t.Errorf("%.2f of the bank's own phrasings come out under their topic, want at least .9", share)
	}
	sum := float32(0)
	for _, p := range c.Distribution("iemand heeft mijn fiets gestolen") {
		sum += p
	}
	if sum < 0.99 || sum > 1.01 {
		t.Errorf("probabilities add up to %.3f", sum)
	}
}

func TestSynonymsTakeSingleWordsOnly(t *testing.T) {
	t.Parallel()
	if _, err := ReadSynonyms(strings.NewReader("geld, veel geld\n")); err == nil {
		t.Error("a phrasing was taken for a word")
	}
	s, err := ReadSynonyms(strings.NewReader("# groep\ngejat, gestolen, gepikt\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	s.expand(dutch.Stem("gejat"), func(other string) { got = append(got, other) })
	if len(got) != 2 {
		t.Errorf("gejat has the synonyms %v, want two", got)
	}
	if _, err := ShippedSynonyms(); err != nil {
		t.Error(err)
	}
}

func FuzzReadBank(f *testing.F) {
	f.Add("stalking\tname\tStalking\nstalking\tlay\thij volgt mij\n")
	f.Add("\t\t\n#\n")
	f.Fuzz(func(t *testing.T, text string) {
		bank, err := ReadBank(fstest.MapFS{"a.tsv": {Data: []byte(text)}}, "*.tsv")
		if err == nil {
			bank.classifier().Rank("hij volgt mij", 3)
		}
	})
}

// A page without a word that any topic knows has no topic, and is kept like any other.
func TestPageWithoutAKnownWordHasNoTopic(t *testing.T) {
	t.Parallel()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "Begin hier", "123 456", "ქართული გვერდი"} {
		for _, guess := range guessTopics(bank.classifier(), text, nil) {
			if !(guess.P > 0 && guess.P <= 1) {
				t.Errorf("%q is about %s for %v", text, guess.Topic, guess.P)
			}
		}
	}
}
