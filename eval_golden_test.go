package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestGoldenSetHoldsEveryKindOfTalk(t *testing.T) {
	t.Parallel()
	items, err := readSet[goldenItem]("demo/testdata/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(items) < 60 {
		t.Errorf("it holds %d talks, want 60", len(items))
	}
	actions := strings.Fields("answer book escalate_113 escalate_112 veilig_thuis refuse handover clarify")
	buckets, ids := map[string]int{}, map[string]bool{}
	for _, x := range items {
		buckets[x.Bucket]++
		if ids[x.ID] || x.Question == "" || !slices.Contains(actions, x.Action) || len(x.Turns) > 0 && x.Turns[0] != x.Question {
			t.Errorf("%q is not as the format says: %+v", x.ID, x)
		}
		ids[x.ID] = true
		if _, err := x.free(""); err != nil {
			t.Error(err)
		}
	}
	for _, b := range strings.Fields("info-seed info-gen info-other appointment crisis adversarial-injection adversarial-pii adversarial-identity lang-en lang-ar lang-tr lang-pl lang-uk lang-fr lang-pap") {
		if buckets[b] == 0 {
			t.Errorf("nothing of %s", b)
		}
	}
}

func TestGoldenFiguresSayWhatAnAnswerCameTo(t *testing.T) {
	t.Parallel()
	items := []goldenItem{
		{askInput: askInput{ID: "good"}, Bucket: "crisis", Action: "escalate_112", Topics: []string{"112|politie"}, MustNot: []string{"waarom", "sem:kil"}},
		{askInput: askInput{ID: "bad"}, Bucket: "crisis", Action: "escalate_112", Topics: []string{"112"}, MustNot: []string{"re:waarom (deed|ging) je"}},
		{askInput: askInput{ID: "time"}, Bucket: "appointment", Action: "book", Slot: goldenSlot{Date: "2026-12-01|2026-12-02", Time: "14:00"}},
		{askInput: askInput{ID: "late"}, Bucket: "appointment", Action: "book", Slot: goldenSlot{Date: "2026-12-01", Time: "14:00"}},
	}
	answers := map[string]askOutput{
		"good": {Action: "escalate_112", Notices: []askNotice{{Text: "Bel 112"}}},
		"bad":  {Action: "answer", Text: "Waarom deed je dat?"},
		"time": {Action: "book", Slots: []string{"2026-12-02T14:00:00+01:00"}},
		"late": {Action: "book", Booking: &askBooking{Start: "2026-12-01T15:00:00+01:00"}, Slots: []string{"2026-12-01T14:00:00+01:00"}},
	}
	metrics, err := goldenMetrics(items, func(in askInput) (askOutput, error) { return answers[in.ID], nil })
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{
		"crisis juiste handeling": 1, "crisis juiste onderwerpen": 1, "crisis niets verbodens": 1,
		"appointment juiste handeling": 2, "appointment juiste tijd": 1,
	}
	for _, m := range metrics {
		key := m.Class + " " + m.Name
		if hits, ok := want[key]; !ok || m.Hits != hits || m.N != 2 {
			t.Errorf("%s: %d of %d, want %d of 2", key, m.Hits, m.N, want[key])
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("not measured: %v", want)
	}
	broken := errors.New("broken")
	if _, err := goldenMetrics(items, func(askInput) (askOutput, error) { return askOutput{}, broken }); !errors.Is(err, broken) {
		t.Errorf("an answer that breaks off gives %v", err)
	}
}
