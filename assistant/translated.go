package assistant

import (
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
)

func (w *writing) translates() bool { return languageNames[w.lang] != "" }

// speaksDutch reports whether a sentence that should be a translation is a Dutch one that its sources bear out.
func (w *writing) speaksDutch(text string, cited []source) bool {
	for _, src := range cited {
		if len(gate.Check(text, src.proof)) == 0 {
			return true
		}
	}
	return false
}

// translated returns the cite of a sentence in another language, or none. The Dutch sentence that the model says it translated must stand literally in a
// passage it names, the translation must say that and no more, and it may speak of no danger that the Dutch sentence does not.
func (w *writing) translated(text, quote string, cited []source) []Cite {
	quote = strings.Join(strings.Fields(dutch.Visible(quote)), " ")
	if len(dutch.Tokens(quote)) < 3 {
		return nil
	}
	for _, src := range cited {
		if !gate.Literal(quote, src.hit.Text) && !gate.Literal(w.prompt.resolve(quote), src.hit.Text) {
			continue
		}
		if said := w.prompt.resolve(quote); gate.Translates(text, w.lang, said, src.proof) && !endangers(text, said) {
			return []Cite{src.cite(said)}
		}
	}
	return nil
}

// endangers reports whether a translation speaks of dying or of doing harm, by a rule of the danger check, where the Dutch sentence does not. What that
// check only suspects counts for nothing here: advice on what to do in danger looks like danger.
func endangers(text, quote string) bool {
	found := danger.Check(text)
	return found.Ruled && found.Weighs() && !danger.Check(quote).Weighs()
}
