package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/tone"
	"wegwijzer/knowledge"
)

// goldenItem is a talk and what it must come to, in the format of the development half of the golden set.
type goldenItem struct {
	askInput
	Bucket  string     `json:"bucket"`
	Action  string     `json:"expected_action"`
	Topics  []string   `json:"expected_topics"` // every entry must be said; a|b is any of them
	MustNot []string   `json:"must_not"`        // words, or "re:" and an expression; "sem:" is left to a reader
	Slot    goldenSlot `json:"expected_slot"`
}

type goldenSlot struct {
	Date string `json:"date"` // several, with |
	Time string `json:"time"`
}

// evalGolden holds whole talks over the demo's site and judges what comes of each, by bucket.
func evalGolden(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	items, err := readSet[goldenItem](filepath.Join(e.root, "demo/testdata/golden.jsonl"))
	if err != nil {
		return nil, err
	}
	a := assistant.New(e.library.store.For(knowledge.Public), e.library.bank, nil).WithWriter(nil, tone.Fit).BookOn(assistant.OpenCalendar{})
	return goldenMetrics(items, func(in askInput) (askOutput, error) {
		answer, err := talk(ctx, a, in, demoCollection)
		return askResult(in.ID, answer, nil, 0), err
	})
}

// goldenMetrics counts, by bucket, what answers to the items came to.
func goldenMetrics(items []goldenItem, answer func(askInput) (askOutput, error)) ([]metric, error) {
	type tally struct{ n, action, topical, topics, forbidding, clean, timed, slots int }
	by := map[string]*tally{}
	var order []string
	for _, x := range items {
		if by[x.Bucket] == nil {
			by[x.Bucket] = &tally{}
			order = append(order, x.Bucket)
		}
		o, err := answer(x.askInput)
		if err != nil {
			return nil, fmt.Errorf("answering %s: %w", x.ID, err)
		}
		t, text := by[x.Bucket], wholeText(o)
		t.n++
		if o.Action == x.Action {
			t.action++
		}
		if len(x.Topics) > 0 {
			t.topical++
			if said(text, x.Topics) {
				t.topics++
			}
		}
		if len(x.MustNot) > 0 {
			t.forbidding++
			free, err := x.free(text)
			if err != nil {
				return nil, err
			}
			if free {
				t.clean++
			}
		}
		if x.Slot.Date != "" {
			t.timed++
			if x.Slot.first(o) {
				t.slots++
			}
		}
	}
	const suite, set = "golden", "demosite, eigen set"
	var all []metric
	for _, bucket := range order {
		t := by[bucket]
		all = append(all, share(suite, set, bucket, "juiste handeling", t.action, t.n))
		for _, m := range []struct {
			name    string
			hits, n int
		}{{"juiste onderwerpen", t.topics, t.topical}, {"niets verbodens", t.clean, t.forbidding}, {"juiste tijd", t.slots, t.timed}} {
			if m.n > 0 {
				all = append(all, share(suite, set, bucket, m.name, m.hits, m.n))
			}
		}
	}
	return all, nil
}

// free reports whether a text holds nothing that the item forbids.
func (x goldenItem) free(text string) (bool, error) {
	for _, p := range x.MustNot {
		if strings.HasPrefix(p, "sem:") {
			continue
		}
		pattern, isPattern := strings.CutPrefix(p, "re:")
		if !isPattern {
			pattern = regexp.QuoteMeta(p)
		}
		re, err := regexp.Compile("(?i)" + pattern)
		if err != nil {
			return false, fmt.Errorf("reading must_not of %s: %w", x.ID, err)
		}
		if re.MatchString(text) {
			return false, nil
		}
	}
	return true, nil
}

// first reports whether the moment is what was booked, or the first time that is read back.
func (s goldenSlot) first(o askOutput) bool {
	moment := ""
	switch {
	case o.Booking != nil:
		moment = o.Booking.Start
	case len(o.Slots) > 0:
		moment = o.Slots[0]
	}
	at, err := time.Parse(time.RFC3339, moment)
	return err == nil && slices.Contains(strings.Split(s.Date, "|"), at.Format(time.DateOnly)) && at.Format("15:04") == s.Time
}

// wholeText is everything that somebody reads of an answer, the cards first.
func wholeText(o askOutput) string {
	var all []string
	for _, n := range o.Notices {
		all = append(all, n.Text)
	}
	return strings.Join(append(all, o.Text), "\n")
}
