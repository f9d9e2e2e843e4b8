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
	features *lexicon
	weights  []topicWeight // of all features behind each other: those of feature f are weights[first[f]:first[f+1]]
	first    []int32
	spelling *spelling // of the words in the bank
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
	partFeature = 0.5
	pairFeature = 0.6
	gramFeature = 0.25
	stopFeature = 0.3
	formalShare = 2 // a formal term counts this often beside a lay phrasing
	topicK1     = 2
	topicB      = 0.75
	sharpness   = 8 // of the probabilities, from the share of the best score that a topic has
)

// Train returns a classifier for the bank.
func Train(bank *Bank) *Classifier {
	c := &Classifier{features: &lexicon{}}
	type cell struct {
		topic int32
		tf    float32
	}
	var cells [][]cell
	var mean float64
	lengths := make([]float64, len(bank.Topics))
	for i, t := range bank.Topics {
		c.topics = append(c.topics, t.ID)
		counted := bank.counted(i)
		for n, times := range counted.times {
			id := c.features.put(counted.names.at(n))
			if id == len(cells) {
				cells = append(cells, nil)
			}
			cells[id] = append(cells[id], cell{int32(i), times}) //nolint:gosec // a bank has hundreds of topics
			lengths[i] += float64(times)
		}
		mean += lengths[i]
	}
	words := &slab{}
	var known []int32
	for id := range cells {
		if stem, ok := strings.CutPrefix(c.features.at(id), wordFeature); ok {
			words.add(stem)
			known = append(known, int32(len(cells[id]))) //nolint:gosec // the same
		}
	}
	c.spelling = newSpelling(words, known)
	n := float64(len(bank.Topics))
	mean /= max(n, 1)
	c.first = make([]int32, 1, len(cells)+1)
	for _, list := range cells {
		idf := math.Log(1 + (n-float64(len(list))+0.5)/(float64(len(list))+0.5))
		for _, x := range list {
			tf := float64(x.tf)
			w := idf * tf * (topicK1 + 1) / (tf + topicK1*(1-topicB+topicB*lengths[x.topic]/mean))
			c.weights = append(c.weights, topicWeight{x.topic, float32(w)})
		}
		c.first = append(c.first, int32(len(c.weights))) //nolint:gosec // hundreds of thousands
	}
	return c
}

// of returns the topics of a feature.
func (c *Classifier) of(feature int) []topicWeight {
	return c.weights[c.first[feature]:c.first[feature+1]]
}

// topicsOf returns the topics whose phrasings have a word, by its stem.
func (c *Classifier) topicsOf(stem string) []topicWeight {
	id, ok := c.features.find(wordFeature + stem)
	if !ok {
		return nil
	}
	return c.of(id)
}

// featureCounts is how often features occur, by their names.
type featureCounts struct {
	names lexicon
	times []float32
}

// counted returns how often each feature occurs in what the bank says of its i-th topic. It is counted once: reading the phrasings is nearly all
// the work of training, and a bank that was edited shares the other topics with the one before.
func (b *Bank) counted(i int) *featureCounts {
	if len(b.counts) < len(b.Topics) {
		b.counts = append(b.counts, make([]*featureCounts, len(b.Topics)-len(b.counts))...)
	}
	if b.counts[i] != nil {
		return b.counts[i]
	}
	all := &featureCounts{}
	var f features
	add := func(text string, times float32) {
		f.extract(text)
		for n, value := range f.values {
			id := all.names.put(f.names.at(n))
			if id == len(all.times) {
				all.times = append(all.times, 0)
			}
			all.times[id] += value * times
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
	all.names.table = nil // nobody looks for a name any more
	b.counts[i] = all
	return all
}

// Distribution returns the probability of every topic, in the order of the bank. It depends on how the topics compare, not on how long the
// text is: a rambling message is about as sure of its subject as a short one.
func (c *Classifier) Distribution(text string) []float32 {
	scores := c.scores(text)
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

// scores returns the score of each topic.
func (c *Classifier) scores(text string) []float32 {
	scores := make([]float32, len(c.topics))
	f := extractors.Get().(*features)
	defer func() {
		f.names.clear() // they are pieces of what somebody wrote
		extractors.Put(f)
	}()
	f.extract(text)
	for i, value := range f.values {
		name := f.names.at(i)
		id, ok := c.features.find(name)
		if stem, word := strings.CutPrefix(name, wordFeature); !ok && word && !dutch.Known(stem) {
			if n, sure := c.spelling.correct(stem); n >= 0 {
				id, ok = c.features.find(wordFeature + c.spelling.terms.at(n))
				value *= sure
			}
		}
		if !ok {
			continue
		}
		for _, w := range c.of(id) {
			scores[w.topic] += value * w.weight
		}
	}
	return scores
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
