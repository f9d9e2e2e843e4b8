package assistant

import (
	"context"

	"wegwijzer/assistant/danger"
)

// danger looks for danger in the message as it came, before anything that could stop, change or delay it: limits, redaction, search, a model.
// The card is shown at once. Acute danger ends the turn, unless the person may want to know more and is not waiting for rescue: the first days
// after sexual violence. Concern is shown above the answer.
func (a *Assistant) danger(_ context.Context, s *state) (verdict, error) {
	f := danger.Check(s.turn.Question)
	s.finding = f
	if f.Level == danger.None {
		return verdict{word: "none"}, nil
	}
	n := card(f, s.answer.Lang, a.lines())
	s.answer.Notices = append(s.answer.Notices, n)
	if err := s.emit(Event{Notice: &n}); err != nil {
		return verdict{}, err
	}
	s.memory.Unclear = 0
	if f.Level == danger.Concern {
		return verdict{word: "concern"}, nil
	}
	s.memory.Danger = true
	s.answer.Status, s.answer.Action = CrisisAcute, action(f)
	if s.answer.Action == ActionAnswer {
		return verdict{word: "acute"}, nil
	}
	s.answer.Closing = Message(s.answer.Lang, "acute_next")
	return verdict{done: true, word: "acute"}, s.emit(Event{Closing: s.answer.Closing})
}

// Danger returns the card for a message, and whether there is danger in it; for where no answer can be given and the card must be shown all
// the same. lang is the language of the page, "" that of the message.
func (a *Assistant) Danger(message, lang string) (Notice, bool) {
	f := danger.Check(message)
	if f.Level == danger.None {
		return Notice{}, false
	}
	s := state{turn: Turn{Question: message, Lang: lang}, memory: &Memory{}}
	return card(f, s.language(), a.lines()), true
}

// Danger is the method of that name, with the lines as they ship.
func Danger(message, lang string) (Notice, bool) { return (*Assistant)(nil).Danger(message, lang) }

// lines returns whom to reach, as the content team has it now.
func (a *Assistant) lines() []danger.Contact {
	if a == nil || a.sheet == nil {
		return danger.Contacts()
	}
	return a.sheet.Lines()
}

// Card returns the notice for a finding, in the language lang, with the lines as they ship. It needs no database and no model, so that it can be shown when both are gone.
func Card(f danger.Finding, lang string) Notice { return card(f, lang, danger.Contacts()) }

func card(f danger.Finding, lang string, lines []danger.Contact) Notice {
	c := danger.CardWith(f, lang, lines)
	n := Notice{Kind: DangerNotice, Level: f.Level, Silent: f.Silent, Title: c.Title, Text: c.Text, Leave: c.LeaveHint}
	for _, x := range c.Lines {
		n.Contacts = append(n.Contacts, Reach{x.Line, in(x.Names, lang), x.Number, x.Tel, x.Chat, in(x.Hours, lang)})
	}
	return n
}

// in returns a text in a language, or in Dutch where that lacks it.
func in(texts map[string]string, lang string) string {
	if t := texts[lang]; t != "" {
		return t
	}
	return texts["nl"]
}

// action returns what a card does for the person: the line that comes first says it.
func action(f danger.Finding) Action {
	if len(f.Lines) == 0 {
		return ActionAnswer
	}
	switch f.Lines[0] {
	case "112":
		return Action112
	case "113":
		return Action113
	case "veilig_thuis":
		return ActionVeiligThuis
	}
	return ActionAnswer
}

// ended gives the answer of a turn with a card the status and the action of that card.
func (s *state) ended() {
	switch s.finding.Level {
	case danger.Acute:
		s.answer.Status = CrisisAcute
	case danger.Concern:
		s.answer.Status = CrisisConcern
		if s.answer.Action == ActionBook { // the card stands above, and the appointment went on
			return
		}
	default:
		return
	}
	s.answer.Action = action(s.finding)
	for _, k := range s.finding.Kinds {
		if k == "threat_by_user" { // a person must speak with whoever threatens
			s.answer.Action = ActionHandover
		}
	}
}
