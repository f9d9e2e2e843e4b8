package knowledge

import (
	"math"
	"sort"

	"wegwijzer/internal/dutch"
)

// Classifier tells which topics a text is about. It is linear: each topic has a weight per feature (word stem, part of a compound,
// pair of neighbouring words, run of letters), trained from the bank by stochastic gradient descent on the logistic loss.
type Classifier struct {
	topics   []TopicID
	features map[string]int32
	weights  []float32 // feature-major: weights[f*len(topics)+t]
	idf      []float32
}

// TopicScore is how probable it is that a text is about a topic, 0 to 1; over all topics they add up to 1.
type TopicScore struct {
	Topic TopicID
	P     float32
}

type feature struct {
	id    int32
	value float32
}

// Weights of the kinds of feature, fitted by cross-validation on the bank.
const (
	partFeature  = 0.5
	pairFeature  = 0.6
	gramFeature  = 0.25
	stopFeature  = 0.3
	epochs       = 12
	learningRate = 0.5
	decay        = 1e-5
)

// Train returns a classifier for the bank. Equal banks give equal classifiers.
func Train(bank *Bank) *Classifier {
	type example struct {
		topic    int
		features []feature
		weight   float32
	}
	c := &Classifier{features: map[string]int32{}}
	df := []float32{}
	var examples []example
	add := func(topic int, text string, weight float32) {
		raw := extractFeatures(text)
		fs := make([]feature, 0, len(raw))
		for _, r := range raw {
			id, ok := c.features[r.name]
			if !ok {
				id = int32(len(c.features))
				c.features[r.name] = id
				df = append(df, 0)
			}
			df[id]++
			fs = append(fs, feature{id, r.value})
		}
		examples = append(examples, example{topic, fs, weight})
	}
	for i, t := range bank.Topics {
		c.topics = append(c.topics, t.ID)
		add(i, t.Name, 1)
		for _, s := range t.Formal {
			add(i, s, 1)
		}
		for _, s := range t.Lay {
			add(i, s, 1)
		}
	}
	n := float32(len(examples))
	c.idf = make([]float32, len(df))
	for i, d := range df {
		c.idf[i] = float32(math.Log(float64(n/d))) / 4
	}
	for i := range examples {
		c.scale(examples[i].features)
	}
	k := len(c.topics)
	if k == 0 {
		return c
	}
	c.weights = make([]float32, len(c.idf)*k)
	scores := make([]float32, k)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rng := uint64(1)
	for e := range epochs {
		for i := len(order) - 1; i > 0; i-- {
			rng = rng*6364136223846793005 + 1442695040888963407
			j := int((rng >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		rate := float32(learningRate / (1 + 0.3*float64(e)))
		for _, i := range order {
			x := examples[i]
			c.score(x.features, scores)
			softmax(scores)
			scores[x.topic] -= 1
			for t := range scores {
				scores[t] *= -rate * x.weight
			}
			for _, f := range x.features {
				row := c.weights[int(f.id)*k : int(f.id+1)*k]
				for t, g := range scores {
					row[t] += g*f.value - rate*decay*row[t]
				}
			}
		}
	}
	return c
}

// scale weighs features by rarity and brings the text to unit length, so that a long text is no surer than a short one.
func (c *Classifier) scale(fs []feature) {
	var sum float32
	for i := range fs {
		fs[i].value *= c.idf[fs[i].id]
		sum += fs[i].value * fs[i].value
	}
	if sum == 0 {
		return
	}
	inv := 3 / float32(math.Sqrt(float64(sum)))
	for i := range fs {
		fs[i].value *= inv
	}
}

func (c *Classifier) score(fs []feature, scores []float32) {
	clear(scores)
	k := len(scores)
	for _, f := range fs {
		row := c.weights[int(f.id)*k : int(f.id+1)*k]
		for t, w := range row {
			scores[t] += w * f.value
		}
	}
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

// Distribution returns the probability of every topic, in the order of the bank.
func (c *Classifier) Distribution(text string) []float32 {
	scores := make([]float32, len(c.topics))
	if len(scores) == 0 {
		return scores
	}
	var fs []feature
	for _, r := range extractFeatures(text) {
		if id, ok := c.features[r.name]; ok {
			fs = append(fs, feature{id, r.value})
		}
	}
	c.scale(fs)
	c.score(fs, scores)
	softmax(scores)
	return scores
}

// Rank returns the n most probable topics, best first.
func (c *Classifier) Rank(text string, n int) []TopicScore {
	ps := c.Distribution(text)
	ranked := make([]TopicScore, len(ps))
	for i, p := range ps {
		ranked[i] = TopicScore{c.topics[i], p}
	}
	sort.SliceStable(ranked, func(i, j int) bool { return ranked[i].P > ranked[j].P })
	return ranked[:min(n, len(ranked))]
}

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
	for _, t := range dutch.Tokens(text) {
		stop := dutch.Stop(t.Text)
		stem := dutch.Stem(t.Text)
		if stop {
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
