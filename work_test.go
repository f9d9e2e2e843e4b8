package main

import (
	"bytes"
	"errors"
	"log/slog"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/riverqueue/river/rivertype"

	"wegwijzer/internal/privacy"
)

// A copy without a service of rulings leaves what another asked for to that one.
func TestHarvestIsLeftToWhoHasAService(t *testing.T) {
	t.Parallel()
	var later *rivertype.JobSnoozeError
	if err := (&harvestWorker{work: &work{}}).Work(t.Context(), nil); !errors.As(err, &later) {
		t.Errorf("Work = %v, want a later look", err)
	}
}

// What fell can be found by its file and line in the log, without what it threw.
func TestFallenWorkTellsItsPlace(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	handler := failures{slog.New(privacy.NewHandler(slog.NewJSONHandler(&log, nil)))}
	func() {
		defer func() {
			handler.HandlePanic(t.Context(), &rivertype.JobRow{Kind: "harvest"}, recover(), string(debug.Stack()))
		}()
		var none *work
		none.harvester.Due(t.Context()) //nolint:errcheck // it falls before
	}()
	told := log.String()
	for _, want := range []string{`"kind":"harvest"`, `"panic":"runtime.errorString"`, "work_test.go:"} {
		if !strings.Contains(told, want) {
			t.Errorf("the log lacks %s: %s", want, told)
		}
	}
	if strings.Contains(told, "nil pointer") || strings.Contains(told, privacy.Omitted) || strings.Contains(told, "/") {
		t.Errorf("the log tells more or less than the place: %s", told)
	}
}
