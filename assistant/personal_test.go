package assistant

import (
	"strings"
	"testing"
)

// A message is cut where its reading ends, and a number that stands there is half of one afterwards: it is left out before.
func TestWhatIsCutIsRedactedBefore(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"918424926", "NL91ABNA0417164300", "0612345678", "sannedebakker@voorbeeld.example", "bsn918424926"} {
		for behind := 1; behind < len(number); behind++ {
			begin := strings.Repeat("Ze hebben mijn fiets gestolen. ", 80)[:maxQuestion-len(number)+behind-1]
			told := ""
			s := &state{turn: Turn{Question: begin + " " + number + " en nu ben ik bang"}, memory: &Memory{}, emit: func(e Event) error {
				if e.Notice != nil {
					told += e.Notice.Text
				}
				return nil
			}}
			a := &Assistant{}
			if _, err := a.normalise(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(s.question, number[:len(number)-behind]) && len(number)-behind > 3 {
				t.Errorf("%d signs behind the border: %q is read", behind, s.question[len(s.question)-30:])
			}
			if strings.Count(s.question, "[") != strings.Count(s.question, "]") {
				t.Errorf("what stands for a number is cut: %q", s.question[len(s.question)-30:])
			}
			if _, err := a.redact(t.Context(), s); err != nil || told == "" {
				t.Errorf("nothing is told of what was left out (%v)", err)
			}
		}
	}
}
