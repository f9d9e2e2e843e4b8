package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/knowledge"
)

func (a *Assistant) retrieve(ctx context.Context, s *state) (verdict, error) {
	if s.several != nil {
		return a.askWhich(s, *s.several)
	}
	found, err := a.search(ctx, s)
	if err != nil {
		if ctx.Err() != nil {
			return verdict{word: "cancelled"}, ctx.Err()
		}
		a.log.ErrorContext(ctx, "search is not available", "error", err)
		s.answer.Status, s.answer.Action = Failed, ActionRefuse
		return verdict{done: true, word: "unavailable"}, a.say(s, Message(s.answer.Lang, "trouble"))
	}
	if s.turn.Retrieved != "" {
		found.Hits = append([]knowledge.Hit{given(s.turn.Retrieved, found)}, found.Hits...)
		found.Confidence = max(found.Confidence, sure)
	}
	if s.settled != "" && s.settled != toSpeakWith && s.settled != afterTelling {
		found.Hits = slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return forOthers[h.Audience] }) // asked for themselves
	}
	s.found = a.fitting(s, found, s.search, s.saidSoFar())
	for _, look := range []func(context.Context, *state) error{a.ofPrice, a.forParent} {
		if s.settled != "" {
			break
		}
		if err := look(ctx, s); err != nil {
			return verdict{word: "cancelled"}, err
		}
	}
	if s.memory.Child {
		s.found = forChild(s.found, a.caused(s) || a.did(s.question) || slices.ContainsFunc(append(s.saidSoFar(), s.question), namesYoungDoer))
	}
	return verdict{word: "ok"}, nil
}

// search looks for what s is about, unless whoever asks has done that.
func (a *Assistant) search(ctx context.Context, s *state) (knowledge.Result, error) {
	if now, ok := strings.CutPrefix(s.search, s.before+"\n"); ok && s.before != "" {
		return a.shelf.SearchAfter(ctx, s.turn.Collection, s.before, now, searched)
	}
	if a.opensWithEvent(s) {
		return a.searchTold(ctx, s)
	}
	if s.turn.Found == nil || s.search != s.turn.Question {
		return a.shelf.Search(ctx, s.turn.Collection, s.search, searched)
	}
	found := *s.turn.Found
	found.Hits = found.Hits[:min(searched, len(found.Hits))]
	return found, nil
}

// searchTold looks for what a talk opens with. Where no page is sure of the whole, it is looked for by the words that name what happened: where it was, and with
// whom, may be on no page.
func (a *Assistant) searchTold(ctx context.Context, s *state) (knowledge.Result, error) {
	found, err := a.shelf.SearchTold(ctx, s.turn.Collection, s.search, searched)
	naming := knowledge.NamingIn(s.search)
	if err != nil || found.Confidence >= possible || naming == "" || s.answer.Lang != "nl" {
		return found, err
	}
	of, err := a.shelf.SearchTold(ctx, s.turn.Collection, naming, searched)
	if err != nil || of.Confidence < sure || len(of.Hits) == 0 || of.Hits[0].Events&knowledge.ToldIn(naming).Named == 0 {
		return found, err
	}
	s.search = naming
	return of, nil
}

// given makes a hit of a passage that the caller wants treated as found.
func given(text string, found knowledge.Result) knowledge.Hit {
	score := 1.0
	if len(found.Hits) > 0 {
		score = found.Hits[0].Score
	}
	return knowledge.Hit{Passage: knowledge.Passage{URL: givenURL, Title: "Gegeven passage", Lang: "nl", Kind: knowledge.HelpPage, Text: text}, Score: score}
}
