package transcribe

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Speaker is somebody who speaks in a call, as the file tells them apart, and whom that is.
type Speaker struct {
	Seq   int
	Key   string // by what the file tells the speaker apart: its label, or in a file that names nobody the role that was made out
	Name  string // what the person is called in the report; "" means as the label says
	Role  Role
	Lines int // how many utterances are theirs
}

// Label returns the label in the file, "" when it names nobody.
func (s Speaker) Label() string {
	if strings.HasPrefix(s.Key, nameless) {
		return ""
	}
	return s.Key
}

// nameless opens the key of a speaker in a file that names nobody.
const nameless = "\x00"

func keyOf(u Utterance) string {
	if u.Speaker == "" {
		return nameless + string(u.Role)
	}
	return u.Speaker
}

// Said is an utterance as it is read now, with what it was.
type Said struct {
	Utterance
	Speaking int    // the speaker, by Speaker.Seq
	Original string // the words as they were recorded, when they were corrected; "" otherwise
}

// edit is what a person puts over an utterance.
type edit struct {
	Text string
	Key  *string // whose words they are, when the file is wrong in that
}

// Utterances returns what was said in a call as it is read now: with corrected words, and with names and roles as staff set them. It returns ErrGone
// when the transcript was deleted.
func (s *Store) Utterances(ctx context.Context, call CallID) ([]Utterance, error) {
	said, _, err := s.Said(ctx, call)
	return utterancesOf(said), err
}

func utterancesOf(said []Said) []Utterance {
	out := make([]Utterance, len(said))
	for i, x := range said {
		out[i] = x.Utterance
	}
	return out
}

// Said returns what was said in a call and who spoke. It returns ErrGone when the transcript was deleted.
func (s *Store) Said(ctx context.Context, call CallID) ([]Said, []Speaker, error) {
	said, speakers, err := s.said(ctx, s.db, call)
	if err != nil {
		return nil, nil, fmt.Errorf("reading call %d: %w", call, err)
	}
	return said, speakers, nil
}

func (s *Store) said(ctx context.Context, db reader, call CallID) ([]Said, []Speaker, error) {
	rows, err := db.Query(ctx, selectSaid, call)
	if err != nil {
		return nil, nil, err
	}
	var out []Said
	var seq int
	var sealed, edited []byte
	var id *int64
	if _, err := pgx.ForEachRow(rows, []any{&seq, &sealed, &id, &edited}, func() error {
		var x Said
		if err := s.open(transcriptKey(call), fmt.Sprint("utterance/", seq), sealed, &x.Utterance); err != nil {
			return err
		}
		if id != nil {
			var e edit
			if err := s.open(transcriptKey(call), fmt.Sprint("edit/", seq), edited, &e); err != nil {
				return err
			}
			if e.Text != x.Text {
				x.Original, x.Text = x.Text, e.Text
			}
			if e.Key != nil && *e.Key != keyOf(x.Utterance) {
				x.Speaker, x.Role = *e.Key, ""
				if role, ok := strings.CutPrefix(*e.Key, nameless); ok {
					x.Speaker, x.Role = "", Role(role)
				}
			}
		}
		out = append(out, x)
		return nil
	}); err != nil {
		return nil, nil, err
	}
	if len(out) == 0 {
		return nil, nil, ErrGone
	}
	speakers := speakersOf(out)
	set, err := s.setSpeakers(ctx, db, call)
	if err != nil {
		return nil, nil, err
	}
	made := slices.Clone(speakers) // the roles as they were made out
	for i, sp := range speakers {
		if k := slices.IndexFunc(set, func(x Speaker) bool { return x.Key == sp.Key }); k >= 0 {
			speakers[i].Name, speakers[i].Role = set[k].Name, set[k].Role
		}
	}
	for i := range out {
		u := &out[i]
		if u.Struck || u.Text == "" {
			u.Speaking = -1
			continue
		}
		u.Speaking = slices.IndexFunc(speakers, func(x Speaker) bool { return x.Key == keyOf(u.Utterance) })
		// A line that was given to another than the rest of its label, because a machine had mixed the two up, stays with that other.
		if u.Role == "" || u.Role == made[u.Speaking].Role {
			u.Role = speakers[u.Speaking].Role
		}
		if name := speakers[u.Speaking].Name; name != "" {
			u.Speaker = name
		}
	}
	return out, speakers, nil
}

// speakersOf lists who speaks in the order in which they first do, each with the role of most of its utterances.
func speakersOf(said []Said) []Speaker {
	var out []Speaker
	at := map[string]int{}
	var count []map[Role]int
	for _, u := range said {
		if u.Struck || u.Text == "" {
			continue
		}
		key := keyOf(u.Utterance)
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out, count = append(out, Speaker{Seq: k, Key: key, Role: Nobody}), append(count, map[Role]int{})
		}
		out[k].Lines++
		count[k][u.Role]++
	}
	for i := range out {
		best := 0
		for _, role := range [...]Role{Staff, Client, Interpreter, Relative} {
			if n := count[i][role]; n > best {
				best, out[i].Role = n, role
			}
		}
	}
	return out
}

// setSpeakers returns the speakers that a person named.
func (s *Store) setSpeakers(ctx context.Context, db reader, call CallID) ([]Speaker, error) {
	rows, err := db.Query(ctx, selectSpeakers, call)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Speaker, error) {
		var sp Speaker
		var sealed []byte
		var role Role
		if err := row.Scan(&sp.Seq, &role, &sealed); err != nil {
			return sp, err
		}
		err := s.open(transcriptKey(call), fmt.Sprint("speaker/", sp.Seq), sealed, &sp)
		sp.Role = role
		return sp, err
	})
}
