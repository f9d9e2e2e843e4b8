// Package tone hears what may not be said to someone in distress: blame, promises, diagnoses, predictions, questions for details, coldness,
// and a program that makes itself out to be a person. It needs nothing but the words, so it works with every model and database down.
package tone

import "slices"

// Reason says what is wrong with how something is said.
type Reason string

// The reasons of the tone gate.
const (
	Blame       Reason = "blame"        // holds the person responsible, presupposes it in a question, or doubts what was told
	Promise     Reason = "promise"      // of an outcome, an amount, a time, secrecy, safety or recovery that nobody can give
	Diagnosis   Reason = "diagnosis"    // tells what someone suffers from, or prescribes a treatment
	Prediction  Reason = "prediction"   // tells how a case will end or what an offender will do
	AsksDetail  Reason = "asks_detail"  // asks what exactly happened, or how someone means to harm themselves
	Cold        Reason = "cold"         // makes small, compares suffering, or sends away
	ClaimsHuman Reason = "claims_human" // says or suggests that a human being is speaking
)

// All lists the reasons in the order in which Check returns them.
func All() []Reason {
	return []Reason{Blame, Promise, Diagnosis, Prediction, AsksDetail, Cold, ClaimsHuman}
}

// maxText bounds, in bytes, what may be said at once. An answer's sentence is a hundredth of it.
const maxText = 16 << 10

// Check returns what is wrong with how sentence speaks to the person; nothing when it may be said. The sentence may be a few sentences that
// belong together: what is asked in one and answered in the next is read as a condition ("Wordt de zaak geseponeerd? Dan kun je …"). Words
// between quotation marks are someone else's, unless the whole is quoted. A language of "" judges by the patterns of all languages; with a
// language named, Dutch and English are judged too, because writers mix. A text of more than 16 KiB may not be said.
func Check(sentence, lang string) []Reason {
	if len(sentence) > maxText {
		return []Reason{Cold} // nobody in distress can read that, and not all of it would be judged
	}
	t := read(sentence)
	var found [reasons]bool
	for i := range t.sentences {
		s := &t.sentences[i]
		for _, b := range books() {
			if b.speaks(lang) {
				b.find(t, s, &found)
			}
		}
		if dutchSpoken(lang) {
			found[claimsHuman] = found[claimsHuman] || speaksAsHuman(t, s)
			if r, ok := asksPast(t, s); ok {
				found[r] = true
			}
			if r, ok := taught.Get().judge(t, s); ok {
				found[r] = true
			}
		}
	}
	var out []Reason
	for i, r := range All() {
		if found[i] {
			out = append(out, r)
		}
	}
	return out
}

// The reasons by number, in the order of All.
const (
	blame = iota
	promise
	diagnosis
	prediction
	asksDetail
	cold
	claimsHuman
	reasons
)

func dutchSpoken(lang string) bool { return lang == "" || lang == "nl" }

// numberOf returns the number of a reason by its name, and whether there is one.
func numberOf(name string) (int, bool) {
	i := slices.Index(All(), Reason(name))
	return i, i >= 0
}

// Fit reports whether a sentence may be said: that Check has nothing against it.
func Fit(sentence, lang string) bool { return len(Check(sentence, lang)) == 0 }
