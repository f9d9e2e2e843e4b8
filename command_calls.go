package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"wegwijzer/transcribe"
)

// callOutput is the draft of one file.
type callOutput struct {
	File string `json:"file"`
	*transcribe.Report
	Milliseconds float64 `json:"ms"`
}

// calls works on conversations. Its one act is draft.
func calls(ctx context.Context, args []string, s streams) error {
	f := flags("calls", s)
	date := f.String("date", "", "de dag van het gesprek (JJJJ-MM-DD), waarvan \"vorige week dinsdag\" wordt geteld")
	if len(args) == 0 {
		return mistake(s, "zeg wat er moet gebeuren: wegwijzer calls draft BESTAND…")
	}
	act := args[0]
	if act == "-h" || act == "--help" || act == "-help" {
		return parse(f, args, s)
	}
	if act != "draft" {
		return mistake(s, "onbekende opdracht calls %q; er is: calls draft BESTAND…", act)
	}
	names, err := files(f, args[1:], s, "minstens één bestand of map met gesprekken")
	if err != nil {
		return err
	}
	held, err := callDate(*date)
	if err != nil {
		return mistake(s, "de datum %q is niet te lezen; schrijf hem als 2026-05-21", *date)
	}
	out := lineWriter(s.out)
	learn(s, transcribe.Ready) // the milliseconds that are told are those of a draft
	failed := false
	for _, name := range names {
		files, err := filesBelow(name, transcriptKinds, func(path string) { skipTranscript(s, path) })
		if err != nil {
			fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %s\n", name, whyNoTranscript(err))
			failed = true
			continue
		}
		for _, file := range files {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			draft, err := draftFile(file, held)
			switch {
			case errors.Is(err, transcribe.ErrFormat):
				skipTranscript(s, file)
			case err != nil:
				fmt.Fprintf(s.err, "wegwijzer: %s is niet te lezen: %s\n", file, whyNoTranscript(err))
				failed = true
			default:
				if err := out.Encode(draft); err != nil {
					return err
				}
			}
		}
	}
	if failed {
		return exit(1)
	}
	return nil
}

func callDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range [...]string{time.DateOnly, "2006-01-02T15:04", time.RFC3339, "2006-01-02T15:04:05", "02-01-2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("reading the date of a call")
}

func draftFile(name string, held time.Time) (callOutput, error) {
	info, err := os.Stat(name)
	if err != nil {
		return callOutput{}, err
	}
	if info.Size() > transcribe.MaxBytes {
		return callOutput{}, transcribe.ErrLarge
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return callOutput{}, err
	}
	start := time.Now()
	t, err := transcribe.Parse(data)
	if err != nil {
		return callOutput{}, err
	}
	report := transcribe.Draft(t, held)
	return callOutput{name, report, float64(time.Since(start).Microseconds()) / 1000}, nil
}

// transcriptKinds are the endings under which transcripts are kept. What a file is, its content tells.
var transcriptKinds = map[string]bool{".vtt": true, ".srt": true, ".json": true, ".docx": true, ".txt": true}

func skipTranscript(s streams, name string) {
	fmt.Fprintf(s.err, "wegwijzer: %s is overgeslagen: geen uitgeschreven gesprek (vtt, srt, docx, txt of json van een spraakherkenner)\n", name)
}

// whyNoTranscript says why a file could not be read as a conversation.
func whyNoTranscript(err error) string {
	switch {
	case errors.Is(err, errNoFiles):
		return "in die map staat geen bestand dat een gesprek kan zijn"
	case errors.Is(err, fs.ErrNotExist):
		return "dat bestaat niet"
	case errors.Is(err, fs.ErrPermission):
		return "dat mag niet"
	case errors.Is(err, transcribe.ErrLarge):
		return "te groot"
	case errors.Is(err, transcribe.ErrEmpty):
		return "er staat geen gesprek in"
	}
	return err.Error()
}
