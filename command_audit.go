package main

import (
	"context"
	"fmt"

	"wegwijzer/staff"
)

// audit verifies the audit, anchors it outside the database, or takes away what is past its term.
func audit(ctx context.Context, args []string, s streams) error {
	what := ""
	if len(args) > 0 && (args[0] == "verify" || args[0] == "anchor" || args[0] == "prune") {
		what, args = args[0], args[1:]
	}
	f := flags("audit", s)
	place := f.String("anchors", s.env("WEGWIJZER_ANCHOR"), "bestand met ankers (of, bij anchor, het adres van een server)")
	if err := parse(f, args, s); err != nil {
		return err
	}
	switch {
	case what == "":
		return mistake(s, "zeg wat er moet gebeuren: audit verify, audit anchor of audit prune")
	case f.NArg() > 0:
		return mistake(s, "onverwacht: %q; wegwijzer audit --help toont wat erbij kan", f.Arg(0))
	case what == "anchor" && *place == "":
		return mistake(s, "geef --anchors, of zet WEGWIJZER_ANCHOR")
	case what == "verify" && isAddress(*place):
		return mistake(s, "haal de ankers eerst van de server en geef ze als bestand: --anchors FILE")
	}
	l, version, latest, err := openAsIs(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if version != latest {
		return advise(nil, "de tabellen zijn op versie %d en dit programma hoort bij %d; gebruik het programma dat bij de tabellen hoort", version, latest)
	}
	desk, err := staff.Open(ctx, staff.Config{DB: l.db.Pool})
	if err != nil {
		return err
	}
	if what == "anchor" {
		return anchorNow(ctx, desk, *place, s)
	}
	if what == "prune" {
		n, err := desk.Prune(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.err, "Weggehaald omdat de bewaartermijn voorbij is: %d regels.\n", n)
		return lineWriter(s.out).Encode(struct {
			Pruned int `json:"pruned"`
		}{n})
	}
	var anchors []staff.Anchor
	if *place != "" {
		if anchors, err = readAnchors(*place); err != nil {
			return advise(err, "de ankers in %s zijn niet te lezen", *place)
		}
	}
	if len(anchors) == 0 {
		fmt.Fprintln(s.err, "Er zijn geen ankers: wat er aan het eind is afgehaald is zo niet te zien.")
	}
	report, err := desk.Verify(ctx, anchors)
	if err != nil {
		return err
	}
	if err := lineWriter(s.out).Encode(report); err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		fmt.Fprintf(s.err, "Het register van handelingen is veranderd: %d keer klopt er iets niet.\n", len(report.Faults))
		return exit(1)
	}
	fmt.Fprintf(s.err, "Het register van handelingen klopt: %d regels, %d ankers.\n", report.Records, report.Anchors)
	return nil
}

func anchorNow(ctx context.Context, desk *staff.Desk, place string, s streams) error {
	head, err := desk.Head(ctx)
	if err != nil {
		return err
	}
	if err := dropAnchor(ctx, place, head); err != nil {
		return advise(err, "het anker kon niet worden neergelegd")
	}
	return lineWriter(s.out).Encode(head)
}
