package transcribe_test

import (
	"errors"
	"strings"
	"testing"

	"wegwijzer/transcribe"
)

func TestAModelWordsAConceptThatNobodyHasTakenUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	old := d.one(t, func(j transcribe.Judged) bool { return strings.Contains(j.Text, "laptop") })
	asked := 0
	prompts := ""
	model := func(transcribe.CallID) transcribe.Writer {
		return scripted(func(prompt string) (string, error) {
			asked++
			prompts += prompt
			if asked == 1 {
				return "", errors.New("down")
			}
			if !strings.Contains(prompt, "laptop") {
				return "[]", nil
			}
			return `[{"sentence":"Cliënt vertelt dat de laptop is meegenomen; die kostte € 900.","evidence":[4]},{"sentence":"Cliënt vertelt dat de laptop € 950 kostte.","evidence":[4]}]`, nil
		})
	}
	if n, err := d.Reword(ctx, model); n != 0 || err != nil {
		t.Errorf("with a model that is down: %d, %v; want the report left as it was", n, err)
	}
	if n, err := d.Reword(ctx, model); n != 1 || err != nil {
		t.Fatalf("Reword = %d, %v; want one", n, err)
	}
	if n, err := d.Reword(ctx, model); n != 0 || err != nil {
		t.Errorf("once worded: %d, %v; want none", n, err)
	}
	if strings.Contains(prompts, "Dolstra") || strings.Contains(prompts, "12345678") {
		t.Error("a person went to the model")
	}
	worded := d.one(t, func(j transcribe.Judged) bool { return j.Source == "model" })
	if worded.Aside != "" || worded.Verdict != transcribe.Undecided {
		t.Errorf("the sentence of the model is %+v", worded)
	}
	lie := d.one(t, func(j transcribe.Judged) bool { return strings.Contains(j.Text, "950") })
	if lie.Aside != "zin" || len(lie.Why) == 0 {
		t.Errorf("the lie is %+v, want it set aside with the reason", lie)
	}
	if err := d.Decide(ctx, d.report, old.Seq, transcribe.Accepted, "", "roos"); !errors.Is(err, transcribe.ErrState) {
		t.Errorf("deciding on a sentence that made way: %v, want ErrState", err)
	}
}

func TestAModelLeavesAReportThatIsBeingReviewed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if err := d.Decide(t.Context(), d.report, 0, transcribe.Accepted, "", "roos"); err != nil {
		t.Fatal(err)
	}
	n, err := d.Reword(t.Context(), func(transcribe.CallID) transcribe.Writer {
		return scripted(func(string) (string, error) { t.Error("the model was asked"); return "[]", nil })
	})
	if n != 0 || err != nil {
		t.Errorf("Reword = %d, %v; want nothing done", n, err)
	}
}
