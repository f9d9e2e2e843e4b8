package transcribe

import (
	_ "embed"
	"sync"

	"wegwijzer/internal/learned"
)

// Turns of phrase (risks.tsv) and kinds of words (signals.tsv) know what somebody foresaw. Beside them stands a classifier over the words of a sentence
// and the kinds of words in it (riskwords.tsv). It hears what the examples have in common, and so reaches wordings that no list holds.

//go:embed data/riskexamples.txt
var riskExamples string

//go:embed data/riskquestions.txt
var riskQuestions string

// riskCategories holds what is told apart.
var riskCategories = []string{RiskThreat, RiskSuicide, RiskChildren, RiskAbduct, RiskContact, RiskWeapon, RiskRevenge, RiskOther}

// Labels of a question beside the categories: to turnedRound yes means that all is well, and openly asks how somebody is, or what went on, without a
// danger of its own in mind.
const (
	turnedRound = "omgekeerd"
	openly      = "open"
)

// What is told, and what is asked.
var (
	risksTold = heard("gezegd", func() *ear {
		return learn(riskCategories, fewestTold, lessons(riskExamples, riskCategories, riskFeatures))
	})
	risksAsked = heard("gevraagd", func() *ear {
		labels := append([]string{turnedRound, openly}, riskCategories...)
		return learn(labels, fewestAsked, lessons(riskQuestions, labels, questionFeatures))
	})
)

// Ready takes from the shelf what drafting needs, or learns it, so that the first who makes a report does not wait for it. It may be called more than
// once.
func Ready(shelf *learned.Shelf) {
	var learning sync.WaitGroup
	for _, learnt := range [...]*learned.Lesson[*ear]{risksTold, risksAsked, rightsOffered, answersHeard} {
		learning.Go(func() { learnt.From(shelf) })
	}
	signals()
	phrases()
	learning.Wait()
}

// questionFeatures returns the features of a folded question, in which the order of the words says much.
func questionFeatures(fold string) []uint32 {
	f := features(riskFeatures(fold))
	f.pairs(wordsIn(fold))
	return f.done()
}

// riskFeatures returns the features of a folded text. Kinds of words and pairs of them count several times, because a word says less than what it is.
func riskFeatures(fold string) []uint32 {
	var f features
	words := wordsIn(fold)
	f.words(words)
	known := riskWordsOf()
	var kinds []string
	for k, is := range known.in(words) {
		if is {
			kinds = append(kinds, known.names[k])
		}
	}
	for i, a := range kinds {
		f.add("k", a)
		f.add("k2", a)
		f.add("k3", a)
		f.add("k4", a)
		for _, b := range kinds[i+1:] {
			f.add("kk", a, b)
			f.add("kk2", a, b)
			f.add("kk3", a, b)
		}
	}
	return f.done()
}
