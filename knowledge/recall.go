package knowledge

import "wegwijzer/internal/learned"

// write writes a classifier down.
func (c *Classifier) write(w *learned.Writer) {
	topics, weights := make([]int32, len(c.weights)), make([]float32, len(c.weights))
	for i, x := range c.weights {
		topics[i], weights[i] = x.topic, x.weight
	}
	w.Texts(c.features.all())
	w.Ints(c.first)
	w.Ints(topics)
	w.Floats(weights)
	w.Words(c.spelling.byKey)
	w.Words(c.spelling.bySound)
	w.Texts(c.spelling.terms.all())
	w.Ints(c.spelling.weight)
}

// recallClassifier reads a classifier of a bank that was written down.
func recallClassifier(r *learned.Reader, bank *Bank) *Classifier {
	c := &Classifier{features: &lexicon{}}
	for _, t := range bank.Topics {
		c.topics = append(c.topics, t.ID)
	}
	for _, name := range r.Texts() {
		c.features.put(name)
	}
	c.first = r.Ints()
	topics, weights := r.Ints(), r.Floats()
	c.spelling = &spelling{byKey: r.Words(), bySound: r.Words(), terms: &slab{}}
	for _, word := range r.Texts() {
		c.spelling.terms.add(word)
	}
	c.spelling.weight = r.Ints()
	if len(c.first) != c.features.len()+1 || int(c.first[c.features.len()]) != len(topics) || len(weights) != len(topics) || len(c.spelling.weight) != c.spelling.terms.len() {
		r.Refuse()
		return c
	}
	c.weights = make([]topicWeight, len(topics))
	for i := range topics {
		c.weights[i] = topicWeight{topics[i], weights[i]}
	}
	return c
}
