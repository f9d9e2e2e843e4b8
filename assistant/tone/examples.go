package tone

import (
	"embed"
	"math"
	"strings"

	"wegwijzer/internal/learned"
	"wegwijzer/internal/svm"
)

// The examples are sentences written for this, one a line, a file for each reason; ok.txt may be said, and site.txt holds sentences of help
// pages, which may be said too. Someone who finds a sentence judged wrongly adds it, and the classifier learns it at the next start.
//
//go:embed examples/*.txt
var exampleFiles embed.FS

const (
	okFile   = "ok"
	siteFile = "site"
	siteLess = 0.5 // what a sentence of a page counts: there are many, and they are easy
)

// Example is a sentence with the reason it may not be said; "" when it may.
type Example struct {
	Sentence string
	Reason   Reason
}

// Examples returns what the classifier learns from, without the sentences of pages: the development half of the package's own set.
func Examples() []Example {
	var all []Example
	for _, r := range All() {
		for _, line := range exampleLines(string(r)) {
			all = append(all, Example{line, r})
		}
	}
	for _, line := range exampleLines(okFile) {
		all = append(all, Example{line, ""})
	}
	return all
}

func exampleLines(name string) []string {
	raw, err := exampleFiles.ReadFile("examples/" + name + ".txt")
	if err != nil {
		panic("tone: reading the embedded examples: " + err.Error())
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

// taught is the classifier, trained at first use; that takes a fraction of a second, and the same examples always give the same judgement.
var taught = &learned.Lesson[*classifier]{
	Name:  "toon",
	Learn: func() *classifier { return train(lessonsOf(Examples(), exampleLines(siteFile))) },
	Write: func(w *learned.Writer, c *classifier) {
		flat := make([]float32, 0, buckets*classes)
		for i := range c.weights {
			flat = append(flat, c.weights[i][:]...)
		}
		w.Floats(flat)
		c.second.Write(w)
	},
	Recall: func(r *learned.Reader) *classifier {
		c := &classifier{weights: make([][classes]float32, buckets)}
		flat := r.Floats()
		if len(flat) != buckets*classes {
			r.Refuse()
			return c
		}
		for i := range c.weights {
			copy(c.weights[i][:], flat[i*classes:])
		}
		c.second = svm.Recall(r, secondBits, 1)
		return c
	},
}

// Ready takes the classifier from the shelf, or trains it, so that the first sentence does not wait for it.
func Ready(shelf *learned.Shelf) {
	taught.From(shelf)
	books()
	kinds()
}

// lessonsOf makes lessons of the sentences of examples and of pages.
func lessonsOf(examples []Example, pages []string) []lesson {
	var all []lesson
	add := func(raw string, class int, weight float32) {
		t := read(raw)
		for i := range t.sentences {
			s := &t.sentences[i]
			all = append(all, lesson{s.written(), s.features(), class, weight})
		}
	}
	for _, e := range examples {
		class, bad := numberOf(string(e.Reason))
		if !bad {
			class = fine
		}
		add(e.Sentence, class, 1)
	}
	for _, p := range pages {
		add(p, fine, siteLess)
	}
	return all
}

// How sure the classifier must be to stop a sentence, and one that is said under a condition, leaves an outcome open or points to help.
const (
	confident     = 0.6
	moreConfident = 0.8
	leastWords    = 5 // below it there is too little to go on: a heading of a page looks like a snub
)

var dutchWords = set("de het een je u uw jouw jij hij ik is en van dat die niet er bent heb hebt heeft wordt zijn")

// judge returns the reason the classifier hears in a sentence, and whether it is sure enough. Claims to be human are left to the rules: what a
// program says of itself has few forms, and they are listed.
func (c *classifier) judge(t *text, s *sentence) (int, bool) {
	if s.reported < len(s.words) || len(s.words) < leastWords || t.visitor || s.question && t.answered(s) || !s.has(dutchWords) {
		return 0, false
	}
	p := c.probabilities(s.features())
	best, bad := 0, float32(0)
	for k := range reasons {
		if k == claimsHuman {
			continue
		}
		bad += p[k]
		if p[k] > p[best] || best == claimsHuman {
			best = k
		}
	}
	needed := float32(confident)
	if s.depends || s.open || s.refers() {
		needed = moreConfident
	}
	odds := math.Log(float64(bad+1e-5) / float64(1-bad+1e-5))
	return best, odds+secondWeight*c.second.Margins(s.written())[0] > math.Log(float64(needed/(1-needed)))
}
