package assistant

import (
	"strings"
	"unicode/utf8"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// Some people write one sentence as many messages: "geslagen", "door mijn man", "vanavond". Each says nothing of danger; together they do.

// How many words a message has that is a piece of what somebody says, and how many of them are remembered.
const (
	pieceWords = 3
	mostPieces = 3
	pieceRunes = 60
)

// together returns what the pieces before a message and the message itself say as one, when there is danger in it that the pieces did not show. Only a
// rule is believed: words from several messages prove nothing by how they sound.
func (m *Memory) together(r *danger.Reader, text string) (danger.Finding, bool) {
	if len(m.Pieces) == 0 || m.Booking != nil || len(dutch.Tokens(text)) > pieceWords {
		return danger.Finding{}, false
	}
	before := strings.Join(m.Pieces, " ")
	f := r.Check(before + " " + text)
	return f, f.Ruled && f.Level > r.Check(before).Level
}

// pieced remembers a message of a few words, without what points to a person, for what is said next. A longer one, a button and a card of acute danger
// begin anew.
func (a *Assistant) pieced(s *state) {
	text := searchable(a.leaveOut(s).text)
	m := s.memory
	if n := len(dutch.Tokens(text)); n == 0 || n > pieceWords || utf8.RuneCountInString(text) > pieceRunes || s.turn.Pressed != "" || s.turn.Chosen || m.Booking != nil || s.finding.Level == danger.Acute {
		m.Pieces = nil
		return
	}
	m.Pieces = append(m.Pieces, text)
	if n := len(m.Pieces); n > mostPieces {
		m.Pieces = m.Pieces[n-mostPieces:]
	}
}
