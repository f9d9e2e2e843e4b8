package assistant

import (
	"context"
	"crypto/sha256"
	"errors"
	"strconv"
	"time"

	"wegwijzer/assistant/gate"
)

// Writer writes an answer and hands over its pieces as they come. An error that emit returns ends the writing and is returned.
type Writer interface {
	Write(ctx context.Context, system, prompt string, emit func(piece string) error) error
}

// How long a model gets, and how much of what it writes may be wrong, before literal sentences of the pages take its place.
const (
	firstTime  = 8 * time.Second  // until the first sentence that may be shown
	writeTime  = 25 * time.Second // for all of them
	maxWritten = 6                // sentences
	maxDrafts  = 14               // that are looked at
	fewDrafts  = 3                // from which their share counts
	maxDropped = 0.5              // share of the sentences that may be left out
)

// WithWriter returns an assistant that lets a model write its answers, sentence by sentence, each checked before it is shown. writer gives
// the model as a conversation has it, by a word drawn by lot, or of the network where it begins, so that one conversation cannot take the places of others; nil means none. tone, when not nil, is asked whether a sentence in a language may be said to a victim.
func (a *Assistant) WithWriter(writer func(conversation string) Writer, tone func(sentence, lang string) bool) *Assistant {
	b := *a
	b.writer, b.tone = writer, tone
	return &b
}

// writing is an answer that a model is at.
type writing struct {
	prompt  prompt
	lang    string
	tone    func(sentence, lang string) bool
	shown   []Sentence
	emit    func(Sentence) error
	found   func() // the first sentence that may be shown
	drafts  drafts
	seen    int  // sentences the model proposed
	dropped int  // of those
	gap     bool // the last one proposed was not shown
}

// errEnough ends a reply that has said what it may.
var errEnough = errors.New("enough was written")

// take reads a piece of the reply and shows the sentences it closes, when they pass.
func (w *writing) take(piece string) error {
	for _, d := range w.drafts.add(piece) {
		w.seen++
		s, v := w.verify(d)
		switch v {
		case supported:
			if len(w.shown) == 0 {
				w.found()
			}
			w.shown, w.gap = append(w.shown, s), false
			if err := w.emit(s); err != nil {
				return err
			}
		case again:
			w.seen-- // it repeats itself: no lie, and no news
		default:
			w.dropped++
			w.gap = true
		}
		if len(w.shown) >= maxWritten || w.seen+w.drafts.broken >= maxDrafts || w.failed() && w.dropped >= 2*fewDrafts {
			return errEnough
		}
	}
	if w.drafts.overflow {
		return errEnough
	}
	return nil
}

// failed reports whether too much had to be left out for the rest to be trusted with the whole answer.
func (w *writing) failed() bool {
	seen, dropped := w.seen+w.drafts.broken, w.dropped+w.drafts.broken
	return len(w.shown) < 2 || seen >= fewDrafts && float64(dropped) > maxDropped*float64(seen)
}

// write has the model answer. It shows what passes as soon as it is closed, and reports whether that is a whole answer; when it is not,
// the caller goes on with literal sentences. Only an error of show or of ctx is one: a model that is down is a normal day.
func (a *Assistant) write(ctx context.Context, s *state, show func(Sentence) error) (whole bool, err error) {
	limited, cancel := context.WithTimeout(ctx, writeTime)
	defer cancel()
	first := time.AfterFunc(firstTime, cancel)
	defer first.Stop()
	var refused error
	w := &writing{
		prompt: newPrompt(s.inOwnWords(), s.answer.Lang, s.turn.Level, s.found), lang: s.answer.Lang, tone: a.tone,
		found: func() { first.Stop() },
		emit: func(x Sentence) error {
			refused = show(x)
			return refused
		},
	}
	err = a.writer(s.talk()).Write(limited, w.prompt.system, w.prompt.text, w.take)
	s.unsupported = len(w.shown) == 0 && w.dropped > 0
	switch {
	case refused != nil:
		return false, refused
	case ctx.Err() != nil:
		return false, ctx.Err()
	case err != nil && !errors.Is(err, errEnough):
		// The error is one of inference's own, in its own words: no text of a person or of a model is in it.
		a.log.WarnContext(ctx, "model did not finish an answer", "error", err, "shown", len(w.shown))
		return false, nil
	}
	a.log.DebugContext(ctx, "model answered", "shown", len(w.shown), "dropped", w.dropped, "broken", w.drafts.broken)
	return !w.failed(), nil
}

// talk names the conversation to the model. One that has no number yet has the name of the network it comes from: who begins anew with every message takes no
// more than one conversation does.
func (s *state) talk() string {
	begins := s.memory.Number == 0
	name := strconv.FormatInt(s.memory.number(), 36)
	if begins && s.turn.Client != "" {
		sum := sha256.Sum256([]byte("talk\n" + s.turn.Client))
		return string(sum[:])
	}
	return name
}

// supportedBy returns the sentences that their own quotes bear out: literal ones always do.
func supportedBy(sentences []Sentence) []Sentence {
	kept := sentences[:0]
	for _, x := range sentences {
		if len(gate.Check(x.Text, shown(x.Cites[0].Quote))) == 0 { // a row of a table as it is read: "Categorie: 1" and "Categorie 1" are one
			kept = append(kept, x)
		}
	}
	return kept
}

// notSaid returns the literal sentences that go on after what a model said: not those whose words were shown already, as its sentence or as
// the proof of it, and no more than an answer holds.
func notSaid(literal, shown []Sentence) []Sentence {
	var kept []Sentence
	for _, x := range literal {
		said := len(shown)+len(kept) >= maxWritten
		for _, y := range shown {
			said = said || sameWords(x.Text, y.Text)
			for _, c := range y.Cites {
				said = said || gate.Holds(c.Quote, x.Cites[0].Quote) || gate.Holds(x.Cites[0].Quote, c.Quote)
			}
		}
		if !said {
			kept = append(kept, x)
		}
	}
	return kept
}

// omitted returns the literal sentences that are added to a whole answer of a model, since what is left out can harm as much as what is
// invented: the one that says most of what was asked, when the model did not say it, and a second when it said none of those that the composer
// would have shown.
func omitted(question string, literal, left []Sentence) []Sentence {
	if len(left) == 0 {
		return nil
	}
	wanted := bag(question)
	best, most := 0, -1
	for i, x := range literal {
		if n := shared(bag(x.Text+" "+x.Cites[0].Heading), wanted); n > most {
			best, most = i, n
		}
	}
	var added []Sentence
	for _, x := range left {
		if x.Text == literal[best].Text || len(left) == len(literal) && len(added) < 2 {
			added = append(added, x)
		}
	}
	return added[:min(2, len(added))]
}
