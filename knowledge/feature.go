package knowledge

import (
	"sync"

	"wegwijzer/internal/dutch"
)

// The kinds of feature begin their names.
const (
	wordFeature  = "w:"
	pairFeatures = "b:"
	gramFeatures = "g:"
)

// features are those of a text, each once, in the order in which they came. What it took to find them is used again for the next text.
type features struct {
	names  lexicon
	values []float32
	stems  map[string]string // of the words already taken apart, for a page repeats its words
	name   []byte
}

var extractors = sync.Pool{New: func() any { return &features{} }}

// extract finds the features of text in place of those of the one before.
func (f *features) extract(text string) {
	f.names.clear()
	f.values = f.values[:0]
	if f.stems == nil {
		f.stems = map[string]string{}
	}
	defer clear(f.stems)
	prev := ""
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if i+1 < len(tokens) {
			for _, x := range together(t.Text, tokens[i+1].Text) {
				f.add(wordFeature, x.Text, 1)
			}
		}
		stem, again := f.stems[t.Text]
		if !again {
			stem = dutch.Stem(t.Text)
			f.stems[t.Text] = stem
			if dutch.Stop(t.Text) {
				f.add(wordFeature, stem, stopFeature)
			} else {
				dutch.EachForm(t.Text, func(form string, part bool) {
					v := float32(1)
					if part {
						v = partFeature
					}
					f.add(wordFeature, form, v)
				})
				f.grams(t.Text)
			}
		}
		if prev != "" {
			f.add(pairFeatures, prev, pairFeature, stem)
		}
		prev = stem
	}
}

// add puts a feature to those of the text, which counts the most that it is given.
func (f *features) add(kind, name string, value float32, second ...string) {
	f.name = append(append(f.name[:0], kind...), name...)
	for _, s := range second {
		f.name = append(append(f.name, ' '), s...)
	}
	f.put(string(f.name), value)
}

func (f *features) put(name string, value float32) {
	id := f.names.put(name)
	if id == len(f.values) {
		f.values = append(f.values, value)
		return
	}
	f.values[id] = max(f.values[id], value)
}

// grams adds each run of 4 letters of a word, its edges marked.
func (f *features) grams(word string) {
	f.name = append(append(append(append(f.name[:0], gramFeatures...), '^'), word...), '$')
	whole := f.name[len(gramFeatures):]
	for i := 0; i+4 <= len(whole); i++ {
		f.put(gramFeatures+string(whole[i:i+4]), gramFeature)
	}
}
