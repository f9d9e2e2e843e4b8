package knowledge

import (
	"sort"

	"wegwijzer/internal/dutch"
)

// heard is a question as the words in use understand it, whatever is searched: what it is about, and its words. It never changes.
type heard struct {
	question  string
	words     *wording
	about     []float32    // probability per topic
	topics    []TopicScore // the most probable ones, best first
	expansion []expansionTerm
	said      []heardWord
	numbers   []string // article numbers, amounts, ECLI, telephone numbers
	told      Told     // what it says happened
	tells     bool     // and it asks nothing: a page about that comes first
	now       *heard   // the message by itself, where it is heard together with what was said before it; nil when it stands alone
}

// heardWord is a word of a question, each once.
type heardWord struct {
	forms  []dutch.Term
	asking bool // it says what kind of answer is wanted, which no page needs to say
}

// expansionTerm is a formal term of the topics that a question is probably about.
type expansionTerm struct {
	term   string
	weight float32
}

const (
	expandTopics = 8  // how many of the question's topics lend it their formal terms
	toldTopics   = 10 // and how many are told of
)

// hear returns a question as w understands it.
func (w *wording) hear(question string) *heard {
	return w.hearAbout(question, w.bank.classifier().Distribution(question))
}

// hearAbout is hear for a question of which the probability of every topic is known.
func (w *wording) hearAbout(question string, about []float32) *heard {
	c := w.bank.classifier()
	h := &heard{question: question, words: w, about: about, told: ToldIn(question)}
	topics := make([]TopicScore, 0, 8)
	for i, p := range h.about {
		if p > 0.005 {
			topics = append(topics, TopicScore{c.topics[i], p})
		}
	}
	sort.SliceStable(topics, func(i, j int) bool { return topics[i].P > topics[j].P })
	weights := map[string]float32{}
	for _, t := range topics[:min(expandTopics, len(topics))] {
		terms, phrases := w.bank.formalTerms(t.Topic)
		for _, x := range terms {
			weights[x.Text] += t.P * x.Weight / float32(phrases)
		}
	}
	h.topics = topics[:min(toldTopics, len(topics))]
	h.expansion = make([]expansionTerm, 0, len(weights))
	for term, weight := range weights {
		h.expansion = append(h.expansion, expansionTerm{term, weight})
	}
	sort.Slice(h.expansion, func(i, j int) bool { return h.expansion[i].term < h.expansion[j].term })
	h.read(dutch.Tokens(question))
	return h
}

// hearAfter returns a message as w understands it in a talk, after what was said before it.
func (w *wording) hearAfter(before, message string) *heard {
	if len(dutch.Tokens(before)) == 0 {
		return w.hear(message)
	}
	h := w.hearAbout(before+"\n"+message, w.bank.aboutInTalk(before, message))
	h.now = w.hear(message)
	return h
}

// read takes the words of the question apart.
func (h *heard) read(tokens []dutch.Token) {
	seen := map[string]bool{}
	for i, t := range tokens {
		forms := dutch.WordTerms(t.Text)
		if i+1 < len(tokens) {
			forms = append(forms, together(t.Text, tokens[i+1].Text)...)
		}
		if len(forms) == 0 || seen[forms[0].Text] {
			continue
		}
		seen[forms[0].Text] = true
		if t.Text[0] >= '0' && t.Text[0] <= '9' || len(t.Text) > 5 && t.Text[:5] == "ecli:" {
			h.numbers = append(h.numbers, forms[0].Text)
		}
		h.said = append(h.said, heardWord{forms, asking[t.Text] || i > 0 && tokens[i-1].Text == "hoe" && measures[t.Text]})
	}
}

// together returns the compound that two neighbouring words make when they are written as one, as its whole form: "spreek recht" is often
// typed for spreekrecht.
func together(a, b string) []dutch.Term {
	if len(a) < 3 || len(b) < 3 || dutch.Stop(a) || dutch.Stop(b) || !dutch.Known(a+b) {
		return nil
	}
	forms := dutch.WordTerms(a + b)
	return forms[:min(1, len(forms))] // a word that says nothing has none: "mis schien"
}
