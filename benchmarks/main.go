// Command benchmarks measures how fast and how large the knowledge store is beside its peers, all in one run on the same texts, the same
// vectors and the same database server, and writes docs/performance.md.
//
// It is a module of its own, so that the peers are no requirements of the product.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		stop()
		os.Exit(1)
	}
}

// options are what a run is asked to do.
type options struct {
	root      string
	dir       string
	write     string
	sizes     []int
	quick     bool
	peers     bool
	questions int
	profile   string
	bank      int  // rulings in the bank; 0 leaves it out
	staff     int  // passages on the shelf of staff; 0 leaves it out
	onlyStaff bool // measure nothing else, and change only its part of the page
	onlyBank  bool // measure nothing else, and change only its part of the page
	onlyStart bool // measure nothing else, and change only its part of the page
	onlyLarge bool // measure a million passages and nothing else, and change only its part of the page
}

func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("benchmarks", flag.ContinueOnError)
	f.StringVar(&o.root, "root", "..", "map van het project")
	f.StringVar(&o.write, "write", "", "schrijf de pagina naar dit bestand")
	f.StringVar(&o.dir, "dir", filepath.Join(os.TempDir(), "wegwijzer-benchmarks"), "map voor de eigen database en de index van bleve")
	sizes := f.String("sizes", "10k,100k", "aantallen passages, met k of m")
	f.BoolVar(&o.quick, "quick", false, "kleine aantallen: alleen om te zien dat alles werkt")
	f.BoolVar(&o.peers, "peers", true, "meet de vergelijkingen mee")
	f.IntVar(&o.questions, "questions", 300, "aantal vragen")
	f.StringVar(&o.profile, "cpuprofile", "", "schrijf profielen van het zoeken met dit begin van de naam")
	f.IntVar(&o.bank, "bank", 100_000, "aantal uitspraken in de bank; 0: niet meten")
	f.IntVar(&o.staff, "staff", 100_000, "aantal passages waarin een medewerker zoekt; 0: niet meten")
	f.BoolVar(&o.onlyStaff, "only-staff", false, "meet alleen het zoeken door medewerkers")
	f.BoolVar(&o.onlyBank, "only-bank", false, "meet alleen de bank van uitspraken")
	f.BoolVar(&o.onlyStart, "only-start", false, "meet alleen het starten en antwoorden")
	f.BoolVar(&o.onlyLarge, "only-large", false, "meet alleen zonder vergelijkingen, en met een miljoen passages als -sizes niet anders zegt")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.onlyLarge {
		o.peers = false
		if *sizes == f.Lookup("sizes").DefValue {
			*sizes = "1m"
		}
	}
	if o.quick {
		*sizes, o.questions, o.bank, o.staff = "600", 40, min(o.bank, 400), min(o.staff, 600)
	}
	for text := range strings.SplitSeq(*sizes, ",") {
		unit := 1
		if t, ok := strings.CutSuffix(text, "k"); ok {
			text, unit = t, 1_000
		} else if t, ok := strings.CutSuffix(text, "m"); ok {
			text, unit = t, 1_000_000
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("%q is no number of passages", text)
		}
		o.sizes = append(o.sizes, n*unit)
	}
	return o, nil
}

func run(ctx context.Context, args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	source, err := readSource(o.root)
	if err != nil {
		return err
	}
	questions, err := readQuestions(o.root, o.questions)
	if err != nil {
		return err
	}
	r := &report{began: time.Now(), machine: machine(), questions: len(questions), busy: []string{busy()}}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	server, err := openServer(ctx, o.dir)
	if err != nil {
		return err
	}
	defer server.close(context.WithoutCancel(ctx))
	r.server = server.version
	out := json.NewEncoder(os.Stdout)
	if !o.onlyStaff && !o.onlyBank && !o.onlyLarge {
		if err := r.measureStart(ctx, o, questions); err != nil {
			return fmt.Errorf("measuring the start: %w", err)
		}
		if err := out.Encode(r.start); err != nil {
			return err
		}
	}
	if o.onlyStart {
		return replacePart(o.write, startHeading, r.startPage())
	}
	if o.staff > 0 && !o.onlyBank && !o.onlyLarge {
		if err := r.measureStaff(ctx, o, source, questions, server); err != nil {
			return fmt.Errorf("measuring the search of staff: %w", err)
		}
		if err := out.Encode(r.staff); err != nil {
			return err
		}
	}
	if o.onlyStaff {
		return replacePart(o.write, staffHeading, r.staffPage())
	}
	if o.bank > 0 && !o.onlyLarge {
		if err := r.measureBank(ctx, o, server); err != nil {
			return fmt.Errorf("measuring the bank of rulings: %w", err)
		}
		if err := out.Encode(r.bank); err != nil {
			return err
		}
	}
	if o.onlyBank {
		return replacePart(o.write, bankHeading, r.bankPage())
	}
	for _, n := range o.sizes {
		already := len(r.figures)
		b := &bench{options: o, corpus: newCorpus(source, n), questions: questions, server: server, report: r, log: log}
		if err := b.measure(ctx); err != nil {
			return fmt.Errorf("measuring %d passages: %w", n, err)
		}
		r.busy = append(r.busy, busy())
		r.took = time.Since(r.began)
		for _, x := range r.figures[already:] {
			if err := out.Encode(x); err != nil {
				return err
			}
		}
		// Written after each size: what was measured is not lost when a larger one does not fit the machine.
		if o.onlyLarge {
			if err := replacePart(o.write, largeHeading, r.largePage()); err != nil {
				return err
			}
		} else if err := writePage(o.write, r.page()); err != nil {
			return err
		}
	}
	return nil
}
