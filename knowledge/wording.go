package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"wegwijzer/internal/dutch"
)

// wording is the bank of topics and the synonyms as they are in use: what the program ships, with the content team's edits over it. It never
// changes; an edit makes a new one.
type wording struct {
	bank     *Bank
	synonyms *Synonyms
	version  string // of the bank, for guesses made with it
	edit     int64  // number of the last edit in it; 0 is as shipped
}

func newWording(bank *Bank, synonyms *Synonyms, edit int64) *wording {
	return &wording{bank: bank, synonyms: synonyms, version: bank.version(), edit: edit}
}

// Word says what an edit is about.
type Word string

// What can be edited. A name is that of a topic, and makes the topic when there is none yet.
const (
	NameWord    Word = "name"
	FormalWord  Word = "formal"
	LayWord     Word = "lay"
	SynonymWord Word = "synonym" // a group of words that mean nearly the same, separated by commas
)

// Edit is one change of the words, or the undoing of an earlier one. Edits are only added to, so that every state there ever was can be told.
type Edit struct {
	Version int64
	Undoes  int64 // the edit that this one undoes; 0 when it is a change itself
	Word    Word
	Topic   TopicID // "" for synonyms
	Text    string
	Drop    bool // takes the text away instead of adding it
	Person  string
	At      time.Time
}

// ErrWording says that an edit is not possible: its topic does not exist, or its text cannot be a phrasing, a name or a group of synonyms.
var ErrWording = errors.New("not a possible edit of the words")

// The size of what people may add.
const (
	longestWord   = 200 // runes
	mostSynonyms  = 12
	longestTopic  = 60
	leastSynonyms = 2
)

// checked returns an edit as it is kept, or ErrWording.
func (e Edit) checked(in *wording) (Edit, error) {
	e.Text = strings.Join(strings.Fields(dutch.Visible(e.Text)), " ")
	if e.Text == "" || len([]rune(e.Text)) > longestWord {
		return e, fmt.Errorf("%w: the length", ErrWording)
	}
	_, known := in.bank.Lookup(e.Topic)
	switch e.Word {
	case NameWord:
		if !known {
			if e.Topic = newTopic(e.Text); e.Topic == "" || e.Drop {
				return e, fmt.Errorf("%w: the name", ErrWording)
			}
			if _, taken := in.bank.Lookup(e.Topic); taken {
				return e, fmt.Errorf("%w: the topic exists", ErrWording)
			}
		}
	case FormalWord, LayWord:
		if !known || len(dutch.Terms(e.Text)) == 0 {
			return e, fmt.Errorf("%w: the topic, or no word that tells", ErrWording)
		}
	case SynonymWord:
		e.Topic = ""
		group, err := readGroup(e.Text)
		if err != nil || len(group) < leastSynonyms || len(group) > mostSynonyms {
			return e, fmt.Errorf("%w: the group", ErrWording)
		}
		e.Text = strings.Join(group, ", ")
	default:
		return e, fmt.Errorf("%w: the kind", ErrWording)
	}
	return e, nil
}

// newTopic makes the id of a topic of its name.
func newTopic(name string) TopicID {
	id := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		case r == ' ' || r == '-':
			return '_'
		}
		return -1
	}, dutch.Fold(name))
	return TopicID(strings.Trim(id[:min(len(id), longestTopic)], "_"))
}

// inForce returns the edits that count, oldest first: neither undone nor undoing. edits are in order of version.
func inForce(edits []Edit) []Edit {
	undone := map[int64]bool{}
	var active []Edit
	for _, e := range slices.Backward(edits) {
		switch {
		case undone[e.Version]:
		case e.Undoes > 0:
			undone[e.Undoes] = true
		default:
			active = append(active, e)
		}
	}
	slices.Reverse(active)
	return active
}

// with returns the words with edits over them; s itself stays as it is.
func (s *wording) with(edits []Edit) *wording {
	if len(edits) == 0 {
		return s
	}
	s.bank.classifier() // then its topics are counted
	bank := &Bank{place: map[TopicID]int{}, counts: slices.Clone(s.bank.counts)}
	for _, t := range s.bank.Topics {
		bank.put(t)
	}
	groups := slices.Clone(s.synonyms.Groups())
	for _, e := range edits {
		if e.Word == SynonymWord {
			groups = changed(groups, e)
			continue
		}
		i, ok := bank.place[e.Topic]
		switch {
		case !ok && e.Word == NameWord && !e.Drop:
			bank.put(Topic{ID: e.Topic, Name: e.Text})
			continue
		case !ok:
			continue // its topic was taken away by undoing
		}
		t := &bank.Topics[i]
		if i < len(bank.counts) {
			bank.counts[i] = nil
		}
		switch e.Word {
		case NameWord:
			t.Name = e.Text
		case FormalWord:
			t.Formal = changed(t.Formal, e)
		case LayWord:
			t.Lay = changed(t.Lay, e)
		case SynonymWord: // done above
		}
	}
	bank.talksLike(s.bank)
	return newWording(bank, synonymsOf(groups), edits[len(edits)-1].Version)
}

// put adds a topic to a bank in the making.
func (b *Bank) put(t Topic) {
	b.place[t.ID] = len(b.Topics)
	b.Topics = append(b.Topics, t)
}

// changed returns a list of texts after an edit; the list itself stays as it is.
func changed(texts []string, e Edit) []string {
	i := slices.IndexFunc(texts, func(s string) bool { return strings.EqualFold(s, e.Text) })
	switch {
	case e.Drop && i >= 0:
		return slices.Delete(slices.Clone(texts), i, i+1)
	case !e.Drop && i < 0:
		return append(slices.Clip(slices.Clone(texts)), e.Text)
	}
	return texts
}

// Bank returns the topics as they are in use now.
func (s *Store) Bank() *Bank { return s.words.Load().bank }

// Reword takes up the edits that were made since the words were last read, here or by another copy of the program, and makes every collection
// that is being searched go by them. Searches go on meanwhile, by the words from before.
func (s *Store) Reword(ctx context.Context) error {
	s.rewording.Lock()
	defer s.rewording.Unlock()
	edits, err := s.edits(ctx, s.db)
	if err != nil {
		return fmt.Errorf("reading the edits of the words: %w", err)
	}
	last := int64(0)
	if len(edits) > 0 {
		last = edits[len(edits)-1].Version
	}
	if last != s.words.Load().edit {
		words := s.shippedWords.with(inForce(edits))
		words = &wording{bank: words.bank, synonyms: words.synonyms, version: words.version, edit: last}
		words.bank.classifier() // learned here, so that no search waits for it
		s.words.Store(words)
	}
	return s.Retie(ctx)
}

// Retie makes every collection that is being searched go by the words and the labels of pages as they are now.
func (s *Store) Retie(ctx context.Context) error {
	var failed error
	for _, sh := range s.shelves {
		for _, name := range sh.searched() {
			failed = errors.Join(failed, sh.retie(ctx, name))
		}
	}
	return failed
}
