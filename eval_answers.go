package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

type answerItem struct {
	ID         string   `json:"id"`
	Question   string   `json:"question"`
	Answerable bool     `json:"answerable"`
	Kind       string   `json:"kind"`
	Page       string   `json:"page"`
	Must       []string `json:"must"`
}

// evalAnswers asks the demo's questions and judges what comes back, in code alone.
func evalAnswers(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	items, err := readSet[answerItem](filepath.Join(e.root, "demo/testdata/answers.jsonl"))
	if err != nil {
		return nil, err
	}
	shelf := e.library.store.For(knowledge.Public)
	text, err := textOf(ctx, shelf, demoCollection)
	if err != nil {
		return nil, err
	}
	passages, err := shelf.Passages(ctx, demoCollection)
	if err != nil {
		return nil, err
	}
	below := belowQuestions(passages)
	var questions, torn int // of a page, shown above something; and shown without what stands first under it
	a := assistant.New(shelf, e.library.bank, nil)
	const suite, set = "answers", "demosite"
	type tally struct{ n, shown, sure, refused, cited, said, sentences, literal int }
	tallies := map[string]*tally{}
	var order []string
	for _, item := range items {
		class := "te beantwoorden"
		if !item.Answerable {
			class = "niet te beantwoorden: " + map[string]string{"near": "zelfde onderwerp", "far": "ander onderwerp", "personal": "eigen dossier"}[item.Kind]
		}
		t := tallies[class]
		if t == nil {
			t = &tally{}
			tallies[class] = t
			order = append(order, class)
		}
		answer, err := a.Answer(ctx, assistant.Turn{Question: item.Question, Collection: demoCollection}, nil)
		if err != nil {
			return nil, err
		}
		t.n++
		switch answer.Status {
		case assistant.Answered:
			t.shown++
			t.sure++
		case assistant.AnsweredPartial:
			t.shown++
		case assistant.RefusedNoSource, assistant.RefusedOutOfScope, assistant.RefusedUnsafe, assistant.RefusedUnsupported, assistant.HandedOver, assistant.Clarify:
			t.refused++
		}
		cited := false
		q, without := below.shown(answer)
		questions, torn = questions+q, torn+without
		for _, s := range answer.Sentences {
			for _, c := range s.Cites {
				t.sentences++
				page, _, _ := strings.Cut(c.URL, "#")
				cited = cited || item.Page != "" && strings.HasSuffix(page, item.Page)
				if literalIn(s.Text, text[page]) {
					t.literal++
				}
			}
		}
		if cited {
			t.cited++
		}
		if said(answer.Text(), item.Must) {
			t.said++
		}
	}
	var metrics []metric
	for _, class := range order {
		t := tallies[class]
		if strings.HasPrefix(class, "te") {
			metrics = append(metrics,
				share(suite, set, class, "beantwoord", t.shown, t.n), share(suite, set, class, "zonder voorbehoud", t.sure, t.n),
				share(suite, set, class, "juiste pagina als bron", t.cited, t.n), share(suite, set, class, "juist feit in het antwoord", t.said, t.n))
		} else {
			metrics = append(metrics,
				share(suite, set, class, "beantwoord", t.shown, t.n), share(suite, set, class, "zonder voorbehoud", t.sure, t.n),
				share(suite, set, class, "eerlijk geweigerd of teruggevraagd", t.refused, t.n))
		}
		if t.sentences > 0 {
			metrics = append(metrics, share(suite, set, class, "zinnen die letterlijk op de pagina staan", t.literal, t.sentences))
		}
	}
	metrics = append(metrics, share(suite, set, "alle antwoorden", "vraag als kop zonder wat er het eerst onder staat", torn, questions))
	details, err := e.details(ctx, a)
	if err != nil {
		return nil, err
	}
	own, err := e.ownDocuments(ctx)
	return append(append(metrics, details...), own...), err
}

// detail is a question about one thing that a page of the demo says, or just does not say.
type detail struct {
	Question  string   `json:"question"`
	Page      string   `json:"page"`
	Also      []string `json:"also"` // pages that answer it too
	Answer    string   `json:"answer"`
	Sentences []string `json:"sentences"` // that answer it
}

// details asks after details: some questions a sentence of a page answers, others ask of the same page what it does not say.
func (e *evaluation) details(ctx context.Context, a *assistant.Assistant) ([]metric, error) {
	items, err := readSet[detail](filepath.Join(e.root, "demo/testdata/details.jsonl"))
	if err != nil {
		return nil, err
	}
	var asked, shown, cited, said int
	refused, without := map[string]int{}, map[string]int{}
	for _, item := range items {
		answer, err := a.Answer(ctx, assistant.Turn{Question: item.Question, Collection: demoCollection}, nil)
		if err != nil {
			return nil, err
		}
		if item.Answer != "yes" {
			without[item.Answer]++
			if len(answer.Sentences) == 0 {
				refused[item.Answer]++
			}
			continue
		}
		asked++
		if len(answer.Sentences) > 0 {
			shown++
		}
		if item.cited(answer) {
			cited++
		}
		if item.said(answer) {
			said++
		}
	}
	const suite, set = "answers", "details, door drie handen (de volgorde binnen een pagina is hierop gekozen)"
	return []metric{
		share(suite, set, "een zin beantwoordt het", "beantwoord", shown, asked),
		share(suite, set, "een zin beantwoordt het", "juiste pagina als bron", cited, asked),
		share(suite, set, "een zin beantwoordt het", "een antwoordende zin getoond", said, asked),
		share(suite, set, "geen zin beantwoordt het", "niets getoond", refused["none"], without["none"]),
		share(suite, set, "de site noemt alleen wie het weet", "niets getoond", refused["referral"], without["referral"]),
	}, nil
}

func (d detail) cited(answer assistant.Answer) bool {
	for _, s := range answer.Sentences {
		for _, c := range s.Cites {
			page, _, _ := strings.Cut(c.URL, "#")
			for _, right := range append([]string{d.Page}, d.Also...) {
				if strings.HasSuffix(page, right) {
					return true
				}
			}
		}
	}
	return false
}

// said reports whether one of the sentences that answer was shown, by itself, within a list, or below the heading that it answers.
func (d detail) said(answer assistant.Answer) bool {
	for _, s := range answer.Sentences {
		shown := strings.ReplaceAll(s.Text, "\n", " / ")
		below := shown
		if _, last, ok := strings.Cut(s.Text, "\n"); ok && !strings.Contains(last, "\n") && !strings.HasPrefix(last, "- ") {
			below = last
		}
		for _, right := range d.Sentences {
			if strings.Contains(shown, right) || strings.Contains(right, below) {
				return true
			}
		}
	}
	return false
}

// literalIn reports whether every line of a shown sentence stands in the page, the marks of lists and tables aside.
func literalIn(shown, page string) bool {
	plain := func(s string) string {
		s = strings.NewReplacer("|", " ", ",", " ").Replace(dutch.Fold(s))
		fields := strings.Fields(s)
		kept := fields[:0]
		for _, f := range fields {
			if f != "-" {
				kept = append(kept, f)
			}
		}
		return strings.Join(kept, " ")
	}
	in := plain(page)
	for line := range strings.SplitSeq(shown, "\n") {
		if !strings.Contains(in, plain(line)) && !rowIn(line, page) {
			return false
		}
	}
	return true
}

// rowIn reports whether a line is a row of a table of the page as it is shown.
func rowIn(line, page string) bool {
	for l := range strings.SplitSeq(page, "\n") {
		if strings.HasPrefix(l, "| ") && line == "- "+knowledge.RowText(l) {
			return true
		}
	}
	return false
}

// said reports whether a text holds one of the alternatives of every entry.
func said(text string, must []string) bool {
	folded := dutch.Fold(text)
	for _, entry := range must {
		found := false
		for alternative := range strings.SplitSeq(entry, "|") {
			found = found || strings.Contains(folded, dutch.Fold(alternative))
		}
		if !found {
			return false
		}
	}
	return true
}

// textOf returns all that is said on each page of a collection, by its address.
func textOf(ctx context.Context, shelf *knowledge.Shelf, collection string) (map[string]string, error) {
	passages, err := shelf.Passages(ctx, collection)
	if err != nil {
		return nil, err
	}
	text := map[string]string{}
	for _, p := range passages {
		text[p.URL] += "\n" + p.Title + "\n" + p.Heading + "\n" + p.Text
	}
	return text, nil
}

// questionsOf are the headings of pages that end in a question mark, each with what stands first under it: a sentence, an item or a row.
type questionsOf map[string][]string

func belowQuestions(passages []knowledge.Passage) questionsOf {
	all := questionsOf{}
	for _, p := range passages {
		path := strings.Split(p.Heading, " › ")
		heading := path[len(path)-1]
		for line := range strings.SplitSeq(p.Text, "\n") {
			if next, ok := strings.CutPrefix(line, "# "); ok {
				heading = next
				continue
			}
			if strings.HasSuffix(heading, "?") {
				first := line
				switch spans := dutch.Sentences(line); {
				case strings.HasPrefix(line, "| "):
					first = "- " + knowledge.RowText(line)
				case !strings.HasPrefix(line, "- ") && len(spans) > 0:
					first = line[spans[0].Start:spans[0].End]
				}
				all[heading] = append(all[heading], first)
			}
			heading = ""
		}
	}
	return all
}

// shown counts the questions of pages that an answer shows as headings, and those among them under which it does not show what stands first.
func (q questionsOf) shown(answer assistant.Answer) (questions, torn int) {
	for _, s := range answer.Sentences {
		heading, rest, _ := strings.Cut(s.Text, "\n")
		firsts, ok := q[heading]
		if !ok {
			continue
		}
		questions++
		if !slices.ContainsFunc(firsts, func(first string) bool { return strings.HasPrefix(rest, first) }) {
			torn++
		}
	}
	return questions, torn
}
