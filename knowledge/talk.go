package knowledge

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/learned"
)

// In a talk a message is about what it is about after what was told: "wie betaalt dat" is asked after a burglary, and of a ruling. What people ask on after
// what was written down in talks, and is known besides the phrasings of the bank.

// talk is what somebody told, the message that came then, and the topics that answer it, the best first.
type talk struct {
	topics    []TopicID
	told, now string
}

var talks = sync.OnceValue(func() []talk { return shippedTable("talks.tsv", readTalks) })

func readTalks(text string) ([]talk, error) {
	var all []talk
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		topics, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		turns := strings.Split(said, " | ")
		last := len(turns) - 1
		if last < 1 {
			return nil, errors.New("a talk of one message")
		}
		x := talk{told: strings.Join(turns[:last], "\n"), now: turns[last]}
		for id := range strings.SplitSeq(topics, ",") {
			x.topics = append(x.topics, TopicID(id))
		}
		all = append(all, x)
	}
	return all, nil
}

// inTalk knows what a message in a talk is about.
type inTalk struct {
	said *Classifier // by the phrasings of the bank and the last messages of the talks
	told *Classifier // by what was told before those
}

// How much each counts, as sharpness does for a text that stands alone. They were chosen on the talks of the demo, with all three hands in view. What the message
// says by itself is not counted again: it is most of what is asked, and least of what it is about.
const (
	saidCounts = 6
	toldCounts = 4
)

// inTalk returns what is known of talks, learned at first use.
func (b *Bank) inTalk() *inTalk { return b.learnTalks(nil) }

func (b *Bank) learnTalks(shelf *learned.Shelf) *inTalk {
	if b.talksAs != nil {
		return b.talksAs.learnTalks(shelf)
	}
	b.talkOnce.Do(func() {
		said, told := b.ofTalks()
		b.talk = &inTalk{said: said.lesson("gevraagd").From(shelf), told: told.lesson("verteld").From(shelf)}
	})
	return b.talk
}

// talksLike takes what is asked in talks from a bank of the same topics in the same order: learning it takes seconds, and one phrasing more changes little of it.
func (b *Bank) talksLike(o *Bank) {
	if len(b.Topics) == len(o.Topics) {
		b.talksAs = o
	}
}

// ofTalks returns two banks: this one with what people ask on about each topic, and one of what they told before that.
func (b *Bank) ofTalks() (said, told *Bank) {
	now, before := map[TopicID][]string{}, map[TopicID][]string{}
	for _, x := range talks() {
		now[x.topics[0]] = append(now[x.topics[0]], x.now)
		for _, id := range x.topics {
			before[id] = append(before[id], x.told)
		}
	}
	said, told = &Bank{}, &Bank{}
	for _, t := range b.Topics {
		told.Topics = append(told.Topics, Topic{ID: t.ID, Lay: before[t.ID]})
		t.Lay = slices.Concat(t.Lay, now[t.ID])
		said.Topics = append(said.Topics, t)
	}
	return said, told
}

// distribution returns the probability of every topic, in the order of the bank, of a message after what was told.
func (k *inTalk) distribution(before, message string) []float32 {
	all := make([]float32, len(k.said.topics))
	add := func(counts float32, scores []float32) {
		if top := slices.Max(append(scores, 0)); top > 0 {
			for i, s := range scores {
				all[i] += counts * s / top
			}
		}
	}
	add(saidCounts, k.said.scores(before+"\n"+message))
	add(toldCounts, k.told.scores(before))
	if len(all) == 0 || slices.Max(all) == 0 {
		return all // nothing known: no topic at all
	}
	softmax(all)
	return all
}

// aboutInTalk returns the probability of every topic of a message after what was told. As far as the message is sure of its subject by itself, that is one of all
// that was said, and what others asked on after the same says less.
func (b *Bank) aboutInTalk(before, message string) []float32 {
	all := b.classifier().Distribution(before + "\n" + message)
	if ToldIn(before).Named == 0 {
		return all // nothing happened that others told of: what was asked before says itself what it is about
	}
	sure := slices.Max(append(b.classifier().Distribution(message), 0))
	for i, p := range b.inTalk().distribution(before, message) {
		all[i] = sure*all[i] + (1-sure)*p
	}
	return all
}
