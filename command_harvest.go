package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
)

// harvestOutput is what `wegwijzer rulings harvest` tells.
type harvestOutput struct {
	Service   string `json:"service"`
	Listed    int    `json:"listed"`    // entries of the feed that were read
	New       int    `json:"new"`       // rulings that the bank did not have
	Aside     int    `json:"aside"`     // of those, without an injured party
	Changed   int    `json:"changed"`   // rulings of which the text or data changed
	Unchanged int    `json:"unchanged"` // fetched, and the same as before
	Bare      int    `json:"bare"`      // without a published text
	Withdrawn int    `json:"withdrawn"` // taken back by the courts
	Failed    int    `json:"failed"`    // not had; a later harvest tries again
	Refused   int    `json:"refused"`   // not had in many tries
	Bytes     int64  `json:"bytes"`
	MS        int64  `json:"ms"`
}

// harvestRulings is the command that brings in rulings now: what changed since the last time, or what was decided in a period.
func harvestRulings(ctx context.Context, args []string, s streams) error {
	f := flags("rulings", s)
	from := f.String("from", "", "eerste dag waarop is beslist (JJJJ-MM-DD); zonder --from en --to: wat sinds de vorige keer is veranderd")
	to := f.String("to", "", "laatste dag waarop is beslist; zonder --to: vandaag")
	root := f.String("url", "", "adres van de dienst met uitspraken (standaard WEGWIJZER_RULINGS_URL, anders "+courtsURL+")")
	if err := alone(f, args, s); err != nil {
		return err
	}
	first, last, err := period(*from, *to, time.Now())
	if err != nil {
		return mistake(s, "%s", err)
	}
	c, l, err := openDatabase(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if err := c.openRulings(l); err != nil {
		return err
	}
	bar := newBar(s.err)
	address := or(*root, or(c.rulings.url, courtsURL))
	log := c.logger(s.err)
	if !c.logChosen {
		log = slog.New(harvestTeller{log.Handler(), address, bar.line})
	}
	h, err := c.harvester(l, address, address == c.demoCourtsURL(), log, func(r harvest.Report) {
		what := r.Current
		if !r.Until.IsZero() {
			what = "de dienst vraagt om rust tot " + r.Until.Local().Format("15:04:05")
		}
		bar.show(r.Done, r.Known, what)
	})
	if err != nil {
		return err
	}
	if first.IsZero() {
		err = h.AskChanges(ctx)
	} else {
		err = h.AskDecided(ctx, first, last)
	}
	if err != nil {
		return harvestProblem(err)
	}
	start := time.Now()
	r, err := h.Run(ctx)
	bar.done()
	if err != nil {
		return harvestProblem(err)
	}
	return lineWriter(s.out).Encode(harvestOutput{
		address, r.Listed, r.New, r.Aside, r.Changed, r.Unchanged, r.Bare, r.Withdrawn, r.Failed, r.Refused, r.Bytes, time.Since(start).Milliseconds(),
	})
}

// harvestTeller tells who waits for a harvest what it warns of, in sentences: lines of a log are for who asked for them.
type harvestTeller struct {
	slog.Handler
	address string
	line    func(format string, args ...any)
}

// Handle tells of a warning that it knows, and leaves others to the log.
func (t harvestTeller) Handle(ctx context.Context, r slog.Record) error {
	said := map[string]slog.Value{}
	r.Attrs(func(a slog.Attr) bool {
		said[a.Key] = a.Value
		return true
	})
	why := "geeft geen antwoord"
	if status := said["status"]; status.Kind() == slog.KindInt64 && status.Int64() != 0 {
		why = fmt.Sprintf("antwoordt met status %d", status.Int64())
	}
	switch r.Message {
	case "value list not read":
		t.line("De lijsten met namen van gerechten zijn nu niet op te halen: %s %s. Dat is niet erg; een volgende keer wordt het weer geprobeerd.", t.address, why)
	case "the courts' service gets rest":
		t.line("De dienst met uitspraken op %s %s. Over %s seconden wordt het weer geprobeerd. Stoppen kan met Ctrl-C; dezelfde opdracht gaat later verder.", t.address, why, said["seconds"])
	default:
		return t.Handler.Handle(ctx, r)
	}
	return nil
}

// badPeriodError says, in Dutch, what is wrong with a period.
type badPeriodError string

func (e badPeriodError) Error() string { return string(e) }

// period reads the first and last day; both are zero when none was given.
func period(from, to string, now time.Time) (first, last time.Time, err error) {
	switch {
	case from == "" && to == "":
		return first, last, nil
	case from == "":
		return first, last, badPeriodError("geef bij --to ook --from, de eerste dag")
	}
	if first, err = time.Parse(time.DateOnly, from); err != nil {
		return first, last, badPeriodError(fmt.Sprintf("--from is een dag zoals 2021-01-31, en niet %q", from))
	}
	last = now
	if to != "" {
		if last, err = time.Parse(time.DateOnly, to); err != nil {
			return first, last, badPeriodError(fmt.Sprintf("--to is een dag zoals 2021-01-31, en niet %q", to))
		}
	}
	if last.Before(first) {
		return first, last, badPeriodError(fmt.Sprintf("de periode van %s tot en met %s loopt achteruit", first.Format(time.DateOnly), last.Format(time.DateOnly)))
	}
	return first, last, nil
}

// harvestProblem says in Dutch why a harvest stopped.
func harvestProblem(err error) error {
	var later *indexer.Later
	switch {
	case errors.As(err, &later):
		return advise(nil, "de dienst met uitspraken vraagt om rust (%s); dezelfde opdracht gaat na %s verder waar zij was", later.Reason, later.At.Local().Format("15:04 op 2-1-2006"))
	case errors.Is(err, harvest.ErrRunning):
		return advise(nil, "de uitspraken worden al opgehaald, hier of op een andere machine")
	case errors.Is(err, harvest.ErrOther):
		return advise(err, "in deze database staan uitspraken van een andere dienst; neem een eigen database, of geef met --url het adres van die dienst (in de demo: http://localhost:8081/rechtspraak)")
	case errors.Is(err, harvest.ErrRefused):
		return advise(err, "de dienst met uitspraken begrijpt de vraag niet; kijk WEGWIJZER_RULINGS_SUBJECTS na")
	case errors.Is(err, harvest.ErrPeriod):
		return advise(nil, "in die periode kan niet zijn beslist: de eerste dag ligt na vandaag, of voor 1838")
	case errors.Is(err, indexer.ErrBlocked):
		return advise(err, "het adres van de dienst met uitspraken mag niet worden opgehaald; het moet openbaar zijn, of op deze machine staan")
	}
	return err
}
