package knowledge

import "wegwijzer/internal/learned"

// write writes a classifier down.
func (c *Classifier) write(w *learned.Writer) {
	features := make([]string, len(c.features))
	for f, id := range c.features {
		features[id] = f
	}
	first := make([]int32, 1, len(c.weights)+1) // where the weights of each feature begin
	var topics []int32
	var weights []float32
	for _, list := range c.weights {
		for _, x := range list {
			topics, weights = append(topics, x.topic), append(weights, x.weight)
		}
		first = append(first, int32(len(topics))) //nolint:gosec // some millions
	}
	w.Texts(features)
	w.Floats(c.idf)
	w.Ints(first)
	w.Ints(topics)
	w.Floats(weights)
	w.Words(c.spelling.byKey)
	w.Words(c.spelling.bySound)
	w.Texts(c.spelling.terms)
	w.Ints(c.spelling.weight)
}

// recallClassifier reads a classifier of a bank that was written down.
func recallClassifier(r *learned.Reader, bank *Bank) *Classifier {
	c := &Classifier{}
	features := r.Texts()
	c.idf = r.Floats()
	first, topics, weights := r.Ints(), r.Ints(), r.Floats()
	c.spelling = &spelling{byKey: r.Words(), bySound: r.Words(), terms: r.Texts(), weight: r.Ints()}
	if len(c.idf) != len(features) || len(first) != len(features)+1 || int(first[len(features)]) != len(topics) || len(weights) != len(topics) || len(c.spelling.weight) != len(c.spelling.terms) {
		r.Refuse()
		return c
	}
	for _, t := range bank.Topics {
		c.topics = append(c.topics, t.ID)
	}
	c.features = make(map[string]int32, len(features))
	c.weights = make([][]topicWeight, len(features))
	all := make([]topicWeight, len(topics)) // one piece for all features
	for i := range all {
		all[i] = topicWeight{topics[i], weights[i]}
	}
	for id, f := range features {
		c.features[f] = int32(id) //nolint:gosec // as in first
		c.weights[id] = all[first[id]:first[id+1]]
	}
	return c
}
