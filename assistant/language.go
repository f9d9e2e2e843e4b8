package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// Languages returns the codes of the languages the assistant speaks, Dutch first.
func Languages() []string { return route.Languages() }

// LanguageOf returns the language of a text as one of Languages, Dutch when that cannot be told.
func LanguageOf(text string) string {
	return route.TongueOf(text).Lang
}

// language returns the language to answer in: that of the message when it is clear, else the one chosen, else the one spoken before, else the one that
// the message, or the words of danger in it, rather are in. What points to a language is remembered: a later "ok" or a name says nothing.
func (s *state) language() string {
	written := route.TongueOf(dutch.Visible(s.turn.Question))
	known := s.turn.Lang != "" || s.memory.Lang != ""
	s.foreign = written.Foreign && !(known && len(strings.Fields(s.turn.Question)) == 1) // "No" is a word of many
	switch {
	case s.turn.Chosen && s.turn.Lang != "":
		s.memory.Lang = s.turn.Lang
		return s.turn.Lang
	case written.Clear && !(written.Foreign && s.turn.Lang != ""):
		s.memory.Lang = written.Lang
		return written.Lang
	case s.turn.Lang != "":
		return s.turn.Lang
	case s.memory.Lang != "":
		return s.memory.Lang
	}
	s.guessed = true
	if written.Told {
		s.memory.Lang = written.Lang
	}
	return written.Lang
}

// speaking returns the language to answer in when danger was found: the words of danger tell the language where the rest is not clear.
func (s *state) speaking(f danger.Finding) string {
	if s.guessed && f.Level > danger.None && slices.Contains(Languages(), f.Lang) {
		s.memory.Lang = f.Lang
		return f.Lang
	}
	return s.answer.Lang
}
