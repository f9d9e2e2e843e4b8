package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// Classifier tells which topics a text is about. It is linear: a topic has a weight for each feature (word stem, part of a compound, pair of
// neighbouring words, run of letters) that its phrasings have, worked out from the bank in closed form as in BM25, so that training takes
// a fraction of a second and equal banks give equal classifiers. Logistic regression by gradient descent was tried and dropped: no better
// on phrasings left out of the bank (.442 against .437 in the first five of 353 topics), and a hundred times slower to train.
type Classifier struct {
	topics   []TopicID
	features map[string]int32
	idf      []float32
	weights  [][]topicWeight // per feature
	spelling *spelling       // of the words in the bank
}

type topicWeight struct {
	topic  int32
	weight float32
}

// TopicScore is how probable it is that a text is about a topic, 0 to 1; over all topics they add up to 1.
type TopicScore struct {
	Topic TopicID
	P     float32
}

// How the classifier weighs. The kinds of feature and the sharpness were fitted by cross-validation on the bank.
const (
	partFeature   = 0.5
	pairFeature   = 0.6
	gramFeature   = 0.25
	stopFeature   = 0.3
	formalShare   = 2 // a formal term counts this often beside a lay phrasing
	topicK1       = 2
	topicB        = 0.75
	sharpness     = 8 // of the probabilities, from the share of the best score that a topic has
	unknownWeight = 6 // idf of a word no topic has
)

// Train returns a classifier for the bank.
func Train(bank *Bank) *Classifier {
	c := &Classifier{features: map[string]int32{}}
	type cell struct {
		topic int32
		tf    float32
	}
	var cells [][]cell
	var mean float64
	lengths := make([]float64, len(bank.Topics))
	for i, t := range bank.Topics {
		c.topics = append(c.topics, t.ID)
		for _, r := range bank.counted(i) {
			id, ok := c.features[r.name]
			if !ok {
				id = int32(len(c.features))
				c.features[r.name] = id
				cells = append(cells, nil)
			}
			cells[id] = append(cells[id], cell{int32(i), r.value})
			lengths[i] += float64(r.value)
		}
		mean += lengths[i]
	}
	var words []string
	var known []int32
	for name, id := range c.features {
		if stem, ok := strings.CutPrefix(name, "w:"); ok {
			words, known = append(words, stem), append(known, int32(len(cells[id])))
		}
	}
	c.spelling = newSpelling(words, known)
	n := float64(len(bank.Topics))
	mean /= max(n, 1)
	c.idf = make([]float32, len(cells))
	c.weights = make([][]topicWeight, len(cells))
	for f, list := range cells {
		idf := math.Log(1 + (n-float64(len(list))+0.5)/(float64(len(list))+0.5))
		c.idf[f] = float32(idf)
		c.weights[f] = make([]topicWeight, len(list))
		for i, x := range list {
			tf := float64(x.tf)
			w := idf * tf * (topicK1 + 1) / (tf + topicK1*(1-topicB+topicB*lengths[x.topic]/mean))
			c.weights[f][i] = topicWeight{x.topic, float32(w)}
		}
	}
	return c
}

// counted returns how often each feature occurs in what the bank says of its i-th topic. It is counted once: reading the phrasings is nearly all
// the work of training, and a bank that was edited shares the other topics with the one before.
func (b *Bank) counted(i int) []rawFeature {
	if len(b.counts) < len(b.Topics) {
		b.counts = append(b.counts, make([][]rawFeature, len(b.Topics)-len(b.counts))...)
	}
	if b.counts[i] != nil {
		return b.counts[i]
	}
	at := map[string]int{}
	all := []rawFeature{}
	add := func(text string, times float32) {
		for _, r := range extractFeatures(text) {
			n, ok := at[r.name]
			if !ok {
				n = len(all)
				at[r.name] = n
				all = append(all, rawFeature{name: r.name})
			}
			all[n].value += r.value * times
		}
	}
	t := b.Topics[i]
	add(t.Name, formalShare)
	for _, s := range t.Formal {
		add(s, formalShare)
	}
	for _, s := range t.Lay {
		add(s, 1)
	}
	b.counts[i] = all
	return all
}

// Distribution returns the probability of every topic, in the order of the bank. It depends on how the topics compare, not on how long the
// text is: a rambling message is about as sure of its subject as a short one.
func (c *Classifier) Distribution(text string) []float32 {
	scores, _ := c.scores(text)
	top := float32(0)
	for _, s := range scores {
		top = max(top, s)
	}
	if top == 0 {
		return scores // nothing known: no topic at all
	}
	for i := range scores {
		scores[i] *= sharpness / top
	}
	softmax(scores)
	return scores
}

// scores returns the score of each topic, and the score a topic would have that has all of the text.
func (c *Classifier) scores(text string) (scores []float32, mass float32) {
	scores = make([]float32, len(c.topics))
	for _, r := range extractFeatures(text) {
		id, ok := c.features[r.name]
		if stem, word := strings.CutPrefix(r.name, "w:"); !ok && word && !dutch.Known(stem) {
			if n, sure := c.spelling.correct(stem); n >= 0 {
				id, ok = c.features["w:"+c.spelling.terms[n]]
				r.value *= sure
			}
		}
		if !ok {
			if r.name[0] == 'w' {
				mass += r.value * unknownWeight
			}
			continue
		}
		mass += r.value * c.idf[id] * (topicK1 + 1)
		for _, w := range c.weights[id] {
			scores[w.topic] += r.value * w.weight
		}
	}
	return scores, mass
}

func softmax(s []float32) {
	top := s[0]
	for _, x := range s {
		top = max(top, x)
	}
	var sum float32
	for i, x := range s {
		s[i] = float32(math.Exp(float64(x - top)))
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}

// Rank returns the n most probable topics, best first.
func (c *Classifier) Rank(text string, n int) []TopicScore {
	ps := c.Distribution(text)
	ranked := make([]TopicScore, len(ps))
	for i, p := range ps {
		ranked[i] = TopicScore{c.topics[i], p}
	}
	slices.SortStableFunc(ranked, func(a, b TopicScore) int { return cmp.Compare(b.P, a.P) })
	return ranked[:min(n, len(ranked))]
}

// Rank returns the n topics of the bank that a text is most probably about, best first.
func (b *Bank) Rank(text string, n int) []TopicScore { return b.classifier().Rank(text, n) }

type rawFeature struct {
	name  string
	value float32
}

// extractFeatures returns each feature of text once.
func extractFeatures(text string) []rawFeature {
	var fs []rawFeature
	seen := map[string]int{}
	add := func(name string, value float32) {
		if i, ok := seen[name]; ok {
			fs[i].value = max(fs[i].value, value)
			return
		}
		seen[name] = len(fs)
		fs = append(fs, rawFeature{name, value})
	}
	prev := ""
	stems := map[string]string{} // of the words already taken apart, for a page repeats its words
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if i+1 < len(tokens) {
			for _, x := range together(t.Text, tokens[i+1].Text) {
				add("w:"+x.Text, 1)
			}
		}
		stem, again := stems[t.Text]
		if !again {
			stem = dutch.Stem(t.Text)
			stems[t.Text] = stem
			if dutch.Stop(t.Text) {
				add("w:"+stem, stopFeature)
			} else {
				for _, x := range dutch.WordTerms(t.Text) {
					v := float32(1)
					if x.Part {
						v = partFeature
					}
					add("w:"+x.Text, v)
				}
				grams(t.Text, func(g string) { add("g:"+g, gramFeature) })
			}
		}
		if prev != "" {
			add("b:"+prev+" "+stem, pairFeature)
		}
		prev = stem
	}
	return fs
}

// grams calls f with each run of 4 letters of a word, its edges marked.
func grams(word string, f func(string)) {
	w := "^" + word + "$"
	for i := 0; i+4 <= len(w); i++ {
		f(w[i : i+4])
	}
}
