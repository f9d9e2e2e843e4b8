package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

// TopicID names a topic in the bank, such as "voegen_schade".
type TopicID string

// Topic is a subject that people come with: an offence, a need, a service, a right, a stage of the process.
type Topic struct {
	ID     TopicID
	Name   string   // short label in plain Dutch, as shown on a button
	Formal []string // terms as laws and official pages write them
	Lay    []string // phrasings as people type or say them
}

// Bank is the set of topics. It bridges how people speak to how pages are written; it never decides danger.
type Bank struct {
	Topics []Topic
	place  map[TopicID]int

	once     sync.Once
	trained  *Classifier
	talkOnce sync.Once
	talk     *inTalk
	talksAs  *Bank            // whose talks are learnt in place of its own
	counts   []*featureCounts // per topic, as far as they were counted; see counted

	wordsOnce sync.Once
	words     map[string]string // the most usual word of each stem

	formalOnce sync.Once
	formal     [][]dutch.Term // of the formal phrases, per topic
}

// classifier returns the classifier of the bank, trained at first use. A bank does not change once read.
func (b *Bank) classifier() *Classifier { return b.learnTopics(nil) }

// Learn returns the classifier of the bank, which it takes from the shelf when an earlier start left it there, and learns what is asked in talks besides, and what sections answer.
func (b *Bank) Learn(shelf *learned.Shelf) *Classifier {
	b.learnTalks(shelf)
	translationLesson().From(shelf)
	return b.learnTopics(shelf)
}

func (b *Bank) learnTopics(shelf *learned.Shelf) *Classifier {
	b.once.Do(func() { b.trained = b.lesson("onderwerpen").From(shelf) })
	return b.trained
}

func (b *Bank) lesson(name string) *learned.Lesson[*Classifier] {
	return &learned.Lesson[*Classifier]{
		Name:   name,
		Data:   b.fingerprint(),
		Learn:  func() *Classifier { return Train(b) },
		Write:  func(w *learned.Writer, c *Classifier) { c.write(w) },
		Recall: func(r *learned.Reader) *Classifier { return recallClassifier(r, b) },
	}
}

// formalTerms returns the terms of a topic's formal phrases, analysed at first use, and how many phrases those are.
func (b *Bank) formalTerms(id TopicID) (terms []dutch.Term, phrases int) {
	b.formalOnce.Do(func() {
		b.formal = make([][]dutch.Term, len(b.Topics))
		for i, t := range b.Topics {
			for _, f := range t.Formal {
				b.formal[i] = append(b.formal[i], dutch.Terms(f)...)
			}
		}
	})
	i, ok := b.place[id]
	if !ok {
		return nil, 0
	}
	return b.formal[i], len(b.Topics[i].Formal)
}

// Word returns how people who write about these subjects mostly write the word with a stem; the stem itself when none of them uses it.
func (b *Bank) Word(stem string) string {
	b.wordsOnce.Do(func() {
		count := map[string]map[string]int{}
		for _, t := range b.Topics {
			for _, text := range t.Lay {
				for _, token := range dutch.Tokens(text) {
					s := dutch.Stem(token.Text)
					if count[s] == nil {
						count[s] = map[string]int{}
					}
					count[s][token.Text]++
				}
			}
		}
		b.words = make(map[string]string, len(count))
		for s, words := range count {
			best := ""
			for w, n := range words {
				if best == "" || n > words[best] || n == words[best] && w < best {
					best = w
				}
			}
			b.words[s] = best
		}
	})
	if w := b.words[stem]; w != "" {
		return w
	}
	return stem
}

// Lookup returns the topic with that id, and whether there is one.
func (b *Bank) Lookup(id TopicID) (Topic, bool) {
	i, ok := b.place[id]
	if !ok {
		return Topic{}, false
	}
	return b.Topics[i], true
}

// maxBankLine bounds one line of a bank file; a longer one is an error.
const maxBankLine = 4096

// ReadBank reads topics from files with lines "id<TAB>kind<TAB>text", kind being name, formal or lay. A topic may be spread over files.
// It refuses lines of another shape, and a topic without a name is named by its id.
func ReadBank(files fs.FS, pattern string) (*Bank, error) {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return nil, fmt.Errorf("listing topic files: %w", err)
	}
	sort.Strings(names)
	b := &Bank{place: map[TopicID]int{}}
	for _, name := range names {
		f, err := files.Open(name)
		if err != nil {
			return nil, fmt.Errorf("opening topics %s: %w", name, err)
		}
		err = b.read(f)
		_ = f.Close() // read only
		if err != nil {
			return nil, fmt.Errorf("reading topics %s: %w", name, err)
		}
	}
	for i := range b.Topics {
		if b.Topics[i].Name == "" {
			b.Topics[i].Name = strings.ReplaceAll(string(b.Topics[i].ID), "_", " ")
		}
	}
	return b, nil
}

func (b *Bank) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, maxBankLine), maxBankLine)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] == "" || strings.TrimSpace(f[2]) == "" {
			return fmt.Errorf("line %d has not the shape id, kind, text", n)
		}
		id := TopicID(f[0])
		i, ok := b.place[id]
		if !ok {
			i = len(b.Topics)
			b.place[id] = i
			b.Topics = append(b.Topics, Topic{ID: id})
		}
		t := &b.Topics[i]
		switch f[1] {
		case "name":
			t.Name = f[2]
		case "formal":
			t.Formal = append(t.Formal, f[2])
		case "lay":
			t.Lay = append(t.Lay, f[2])
		default:
			return fmt.Errorf("line %d has the unknown kind %q", n, f[1])
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return nil
}
