package transcribe

import (
	"context"
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wegwijzer/internal/privacy"
)

// Writer writes a text from instructions and hands over its pieces as they come: a model, or a scripted one in tests.
type Writer interface {
	Write(ctx context.Context, system, prompt string, emit func(piece string) error) error
}

//go:embed data/writer.txt
var writerRules string

// written are the sections that a model may word. Amounts, dates, wishes and signals of danger are never left to one.
var written = [...]Section{FactsTold, Consequences, Advice}

// maxWritten bounds the answer of a model for one section.
const maxWritten = 64 << 10

// Word lets a model word the sections that it may, from what was said, without names and numbers of persons. Each of its sentences passes
// Verify or is set aside, listed with the reason. What the model leaves unsaid stays as quotation, and when it fails, answers no JSON or answers
// nothing that stands, the section stays as it was: the report never gets poorer by asking. The error tells how the model failed; the report is
// whole all the same.
func (r *Report) Word(ctx context.Context, w Writer) error {
	var failed error
	for _, section := range written {
		if err := r.word(ctx, w, section); err != nil {
			failed = errors.Join(failed, fmt.Errorf("wording the section %s: %w", section, err))
			if ctx.Err() != nil {
				break
			}
		}
	}
	return failed
}

func (r *Report) word(ctx context.Context, w Writer, section Section) error {
	c := &composer{call: r.call, report: r, us: r.utterances()}
	allowed := map[int]bool{}
	for _, s := range r.Sentences {
		if s.Section == section {
			for _, i := range s.Evidence {
				allowed[i] = true
			}
		}
	}
	if len(allowed) == 0 {
		return nil // nothing was said about it, and nothing is to be filled
	}
	lines := make([]int, 0, len(allowed))
	for i := range allowed {
		lines = append(lines, i)
	}
	slices.Sort(lines)
	mark := rand.Text()
	var b strings.Builder
	for _, i := range lines {
		fmt.Fprintf(&b, "%d %s: %s\n", i, c.us[i].Role, c.us[i].Text)
	}
	text, back := withoutPersons(b.String())
	var answer strings.Builder
	err := w.Write(ctx, fmt.Sprintf(writerRules, section, mark), mark+"\n"+text+mark, func(piece string) error {
		if answer.Len()+len(piece) > maxWritten {
			return errors.New("the answer is too long")
		}
		answer.WriteString(piece)
		return nil
	})
	if err != nil {
		return err
	}
	said, err := sentencesIn(answer.String())
	if err != nil {
		return err
	}
	var stands []Sentence
	covered := map[int]bool{}
	for _, s := range said {
		s.Sentence = strings.Join(strings.Fields(back.Replace(s.Sentence)), " ")
		evidence := slices.Clone(s.Evidence)
		slices.Sort(evidence)
		evidence = slices.Compact(evidence)
		var why []Reason
		if slices.ContainsFunc(evidence, func(i int) bool { return !allowed[i] }) {
			why = []Reason{NoSource} // cites what it was not given
		} else {
			why = Verify(s.Sentence, c.cited(evidence), c.held)
		}
		if len(why) == 0 && (len(personal(s.Sentence, false)) > 0 || riskyWords(s.Sentence)) {
			why = []Reason{NotVerbatim} // danger is only quoted, and persons' numbers are not written at all
		}
		if len(why) > 0 {
			r.LeftOut = append(r.LeftOut, Left{Kind: "zin", Text: s.Sentence, Reason: phrases()["weg_toets"], Why: why, Utt: evidence})
			continue
		}
		stands = append(stands, Sentence{section, s.Sentence, evidence, "model"})
		for _, i := range evidence {
			covered[i] = true
		}
	}
	if len(stands) == 0 {
		return nil
	}
	retold := func(s Sentence) bool { // by the model now, from the same words
		return s.Section == section && !slices.ContainsFunc(s.Evidence, func(i int) bool { return !covered[i] })
	}
	r.Sentences = append(slices.DeleteFunc(slices.Clone(r.Sentences), retold), stands...)
	slices.SortStableFunc(r.Sentences, func(a, b Sentence) int {
		if a.Section != b.Section {
			return slices.Index(Sections[:], a.Section) - slices.Index(Sections[:], b.Section)
		}
		if a.Section == section {
			return a.Evidence[0] - b.Evidence[0]
		}
		return 0
	})
	return nil
}

func (r *Report) utterances() []Utterance {
	out := make([]Utterance, 0, len(r.call.lines))
	for _, l := range r.call.lines {
		out = append(out, *l.Utterance)
	}
	return out
}

// riskyWords reports whether a sentence words a danger outside a quotation.
func riskyWords(s string) bool {
	own := strings.ToLower(quotation.ReplaceAllString(s, " "))
	for _, row := range risksByRow() {
		if row.category == RiskSuicide && !row.asked && row.words.MatchString(own) {
			return true
		}
	}
	return strings.Contains(own, "zelfdoding") || strings.Contains(own, "suïcid") || strings.Contains(own, "suicid")
}

type modelSentence struct {
	Sentence string `json:"sentence"`
	Evidence []int  `json:"evidence"`
}

// sentencesIn reads the JSON list in an answer that may have words around it.
func sentencesIn(answer string) ([]modelSentence, error) {
	from, to := strings.IndexByte(answer, '['), strings.LastIndexByte(answer, ']')
	if from < 0 || to < from {
		return nil, errors.New("the answer holds no list")
	}
	var out []modelSentence
	if err := json.Unmarshal([]byte(answer[from:to+1]), &out); err != nil {
		return nil, fmt.Errorf("reading the list in the answer: %w", err)
	}
	const most = 200
	return out[:min(len(out), most)], nil
}

// withoutPersons takes out of a text what points to persons and returns the way back for what a model writes with the placeholders.
func withoutPersons(text string) (string, *strings.Replacer) {
	redacted, spans := privacy.Redact(text)
	var pairs []string
	shift := 0
	for _, s := range spans {
		s.Start, s.End = bytesAt(text, s.Start), bytesAt(text, s.End)
		at := s.Start + shift
		if at < 0 || at >= len(redacted) || redacted[at] != '[' {
			continue
		}
		end := strings.IndexByte(redacted[at:], ']')
		if end < 0 {
			continue
		}
		placeholder := redacted[at : at+end+1]
		if !slices.Contains(pairs, placeholder) {
			pairs = append(pairs, placeholder, text[s.Start:s.End])
		}
		shift += len(placeholder) - (s.End - s.Start)
	}
	return redacted, strings.NewReplacer(pairs...)
}
