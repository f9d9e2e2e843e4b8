package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// seed makes every run measure the same texts.
const seed = 20260314

// source is what the pages are made of: sentences by subject, and words to put in their places.
type source struct {
	subjects []subject
	words    []string // content words of the sentences, by how often they occur
	names    []string
}

type subject struct {
	title     string
	sentences []string
}

// readSource reads the sentences of the demo's pages and the phrasings of the topic bank in the repository at root.
func readSource(root string) (*source, error) {
	s := &source{}
	files, err := filepath.Glob(filepath.Join(root, "demo/site/*.html"))
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	count := map[string]int{}
	for _, name := range files {
		x, err := readPage(name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", filepath.Base(name), err)
		}
		if len(x.sentences) >= 5 {
			s.subjects = append(s.subjects, x)
		}
	}
	bank, err := knowledge.BankFrom(filepath.Join(root, "knowledge/topics"))
	if err != nil {
		return nil, err
	}
	for _, t := range bank.Topics {
		x := subject{title: t.Name}
		for _, f := range t.Formal {
			x.sentences = append(x.sentences, fmt.Sprintf("Op deze pagina lees je over %s en wat je zelf kunt doen.", f))
		}
		x.sentences = append(x.sentences, t.Lay...)
		if len(x.sentences) >= 5 {
			s.subjects = append(s.subjects, x)
		}
	}
	if len(s.subjects) == 0 {
		return nil, fmt.Errorf("no sentences under %s: run this in the folder benchmarks", root)
	}
	for _, x := range s.subjects {
		for _, sentence := range x.sentences {
			for _, t := range dutch.Tokens(sentence) {
				if !dutch.Stop(t.Text) && len(t.Text) > 3 {
					count[t.Text]++
				}
			}
		}
	}
	for w := range count {
		s.words = append(s.words, w)
	}
	sort.Slice(s.words, func(i, j int) bool {
		if count[s.words[i]] != count[s.words[j]] {
			return count[s.words[i]] > count[s.words[j]]
		}
		return s.words[i] < s.words[j]
	})
	// Names of places, people and bodies that do not exist: real collections go on bringing new words however large they grow.
	r := rand.New(rand.NewPCG(seed, 1))
	head := strings.Fields("Ber Dal Eik Fen Gol Haar Iep Kor Lin Mel Noor Ost Pol Rij Sten Tuin Veld Wes Zand Zwin Hoog Laag Nieuw Oud Ster Wit")
	middle := strings.Fields("a e en er i ik ing o on u ven der bel mar tel vor")
	tail := strings.Fields("berg bos broek burg dam dijk donk drecht haven heem hoek hout hoven kerk laar lo meer mond oord rode stein veen vliet wijk zicht zijl")
	for range 60_000 {
		s.names = append(s.names, head[r.IntN(len(head))]+middle[r.IntN(len(middle))]+middle[r.IntN(len(middle))]+tail[r.IntN(len(tail))])
	}
	return s, nil
}

func readPage(name string) (subject, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return subject{}, err
	}
	head, body, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "\n---\n")
	var x subject
	for line := range strings.SplitSeq(head, "\n") {
		if title, ok := strings.CutPrefix(line, "title: "); ok {
			x.title = title
		}
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		return subject{}, err
	}
	page.Find("p, li, td").Each(func(_ int, e *goquery.Selection) {
		text := strings.Join(strings.Fields(e.Text()), " ")
		for _, span := range dutch.Sentences(text) {
			if s := text[span.Start:span.End]; len(strings.Fields(s)) >= 4 {
				x.sentences = append(x.sentences, s)
			}
		}
	})
	return x, nil
}

// corpus is a collection of pages, each made from its number alone.
type corpus struct {
	source   *source
	pages    int
	passages int
}

// newCorpus returns the smallest corpus with at least that many passages.
func newCorpus(s *source, passages int) *corpus {
	c := &corpus{source: s}
	for c.passages < passages {
		c.passages += sections(c.pages)
		c.pages++
	}
	return c
}

func random(page int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(page)+100)) }

// sections returns how many passages a page has: one to four.
func sections(page int) int { return 1 + random(page).IntN(4) }

const (
	sectionWords = 100
	ownSentence  = 0.6  // share of a page's sentences that are of its own subject
	changedWords = 0.12 // share of words that are replaced, so that no two pages read the same
	namedWords   = 0.25 // of those, by a name
)

// document returns page i. Another edition of it differs in one sentence.
func (c *corpus) document(i, edition int) knowledge.Document {
	r := random(i)
	n := 1 + r.IntN(4)
	own := c.source.subjects[r.IntN(len(c.source.subjects))]
	place := c.source.names[r.IntN(len(c.source.names))]
	d := knowledge.Document{
		URL:   fmt.Sprintf("https://corpus.example/%d", i),
		Title: own.title + " in " + place,
		Lang:  "nl",
		Date:  time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(700)),
	}
	for k := range n {
		side := c.source.subjects[r.IntN(len(c.source.subjects))]
		d.Blocks = append(d.Blocks, knowledge.Block{Kind: knowledge.Heading, Level: 2, Text: side.title, Anchor: fmt.Sprintf("deel-%d", k+1)})
		for paragraph, words := 0, 0; words < sectionWords; paragraph++ {
			var text []string
			for len(text) < 4 && words < sectionWords {
				from := own
				if r.Float64() > ownSentence {
					from = side
					if r.IntN(3) == 0 {
						from = c.source.subjects[r.IntN(len(c.source.subjects))]
					}
				}
				s := c.vary(r, from.sentences[r.IntN(len(from.sentences))])
				text = append(text, s)
				words += strings.Count(s, " ") + 1
			}
			d.Blocks = append(d.Blocks, knowledge.Block{Kind: knowledge.Paragraph, Text: strings.Join(text, " ")})
		}
	}
	if edition > 0 {
		last := &d.Blocks[len(d.Blocks)-1]
		last.Text += fmt.Sprintf(" Deze tekst is voor de %de keer herzien in %s.", edition, c.source.names[(i*31+edition*7919)%len(c.source.names)])
	}
	return d
}

var wordAlone = regexp.MustCompile(`^\pL{4,}$`)

// vary replaces some words of a sentence: by a word of the field, a compound of two, a name or a number.
func (c *corpus) vary(r *rand.Rand, sentence string) string {
	words := strings.Fields(sentence)
	for i, w := range words {
		if r.Float64() > changedWords || !wordAlone.MatchString(w) {
			continue
		}
		switch x := r.Float64(); {
		case x < namedWords:
			words[i] = c.source.names[r.IntN(len(c.source.names))]
		case x < 0.5:
			words[i] = c.word(r) + c.word(r)
		case x < 0.6:
			words[i] = fmt.Sprint(1 + r.IntN(9999))
		default:
			words[i] = c.word(r)
		}
	}
	return strings.Join(words, " ")
}

// word returns a word of the field, the frequent ones more often.
func (c *corpus) word(r *rand.Rand) string {
	x := r.Float64()
	return c.source.words[int(x*x*x*float64(len(c.source.words)))]
}

// documents calls put with batches of pages until all were put or put fails. every says which pages have another edition: one in every.
func (c *corpus) documents(batch, every, edition int, put func([]knowledge.Document) error) error {
	docs := make([]knowledge.Document, 0, batch)
	for i := range c.pages {
		e := 0
		if every > 0 && i%every == edition%every {
			e = edition
		}
		docs = append(docs, c.document(i, e))
		if len(docs) == batch || i == c.pages-1 {
			if err := put(docs); err != nil {
				return err
			}
			docs = docs[:0]
		}
	}
	return nil
}

// readQuestions returns at most n questions of the demo's set.
func readQuestions(root string, n int) ([]string, error) {
	f, err := os.Open(filepath.Join(root, "demo/testdata/retrieval.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	var questions []string
	lines := bufio.NewScanner(f)
	for lines.Scan() && len(questions) < n {
		var x struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("reading questions: %w", err)
		}
		questions = append(questions, x.Question)
	}
	return questions, lines.Err()
}
