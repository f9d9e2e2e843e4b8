package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
)

// work is what happens without anybody asking: crawling what is due, guessing topics anew after the bank changed, making missing vectors.
// Its jobs lie in the database, so that several copies of the program share them and a crash loses none.
type work struct {
	library *library
	crawler *indexer.Crawler
	client  *river.Client[pgx.Tx]
	log     *slog.Logger
	bar     *bar // of the first crawl; nil afterwards
}

// How often it is looked what is due, and how long one crawl may take.
const (
	dueEvery  = 15 * time.Minute
	crawlTime = 12 * time.Hour
)

// crawlArgs asks for a crawl of a collection's sites that are due.
type crawlArgs struct {
	Collection string `json:"collection"`
}

// Kind names the job.
func (crawlArgs) Kind() string { return "crawl" }

// InsertOpts lets one crawl of a collection wait or run, not more.
func (crawlArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}}
}

type crawlWorker struct {
	river.WorkerDefaults[crawlArgs]
	work *work
}

// Timeout is that of one crawl.
func (*crawlWorker) Timeout(*river.Job[crawlArgs]) time.Duration { return crawlTime }

// Work crawls. A host that asks for a pause gets it: the job comes back then.
func (w *crawlWorker) Work(ctx context.Context, job *river.Job[crawlArgs]) error {
	err := w.work.crawl(ctx, job.Args.Collection)
	var later *indexer.Later
	if errors.As(err, &later) {
		return river.JobSnooze(time.Until(later.At))
	}
	return err
}

// tendArgs asks for the small jobs of knowledge.
type tendArgs struct{}

// Kind names the job.
func (tendArgs) Kind() string { return "tend" }

type tendWorker struct {
	river.WorkerDefaults[tendArgs]
	work *work
}

// Work guesses topics anew where the bank changed, and makes vectors that are missing.
func (w *tendWorker) Work(ctx context.Context, _ *river.Job[tendArgs]) error {
	n, err := w.work.library.store.Relabel(ctx)
	if err != nil {
		return err
	}
	if n > 0 {
		w.work.log.InfoContext(ctx, "topics guessed anew", "pages", n)
	}
	return w.work.library.store.Embed(ctx)
}

func newWork(l *library, sites []indexer.Site, log *slog.Logger) (*work, error) {
	w := &work{library: l, log: log}
	allow := []string{}
	for _, s := range sites {
		if s.Name == "demo" && s.Collection == demoCollection {
			allow = append(allow, demoAddr)
		}
	}
	crawler, err := indexer.NewCrawler(l.db.Pool, indexer.Config{
		Begin: func(ctx context.Context, collection string) (indexer.Generation, error) {
			return l.store.Begin(ctx, knowledge.Public, collection)
		},
		Fetcher: indexer.NewFetcher(indexer.FetcherConfig{Allow: allow, Contact: os.Getenv("WEGWIJZER_CONTACT")}),
		Sites:   sites,
		Log:     log,
		Progress: func(p indexer.Progress) {
			if w.bar != nil {
				w.bar.show(p.Done, p.Known, p.Current)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("reading the sources: %w", err)
	}
	w.crawler = crawler
	workers := river.NewWorkers()
	river.AddWorker(workers, &crawlWorker{work: w})
	river.AddWorker(workers, &tendWorker{work: w})
	var periodic []*river.PeriodicJob
	for _, collection := range crawler.Collections() {
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(dueEvery),
			func() (river.JobArgs, *river.InsertOpts) { return crawlArgs{collection}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(dueEvery),
		func() (river.JobArgs, *river.InsertOpts) { return tendArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	w.client, err = river.NewClient(riverpgxv5.New(l.db.Pool), &river.Config{
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}},
		Workers:      workers,
		PeriodicJobs: periodic,
		Logger:       log,
	})
	if err != nil {
		return nil, fmt.Errorf("preparing background work: %w", err)
	}
	return w, nil
}

// Work runs the jobs until ctx ends, and lets those under way finish or stop.
func (w *work) Work(ctx context.Context) error {
	if err := w.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("starting background work: %w", err)
	}
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTime)
	defer cancel()
	if err := w.client.StopAndCancel(last); err != nil {
		return fmt.Errorf("stopping background work: %w", err)
	}
	return nil
}

// crawl crawls a collection when it is due, and tells what came of it.
func (w *work) crawl(ctx context.Context, collection string) error {
	start := time.Now()
	report, err := w.crawler.Run(ctx, collection)
	switch {
	case errors.Is(err, indexer.ErrRunning):
		return nil
	case err != nil:
		return err
	case report.Fresh:
		return nil
	}
	w.log.InfoContext(ctx, "crawled", "collection", collection, "indexed", report.Indexed, "changed", report.Changed, "removed", report.Removed,
		"failed", report.Failed, "ms", time.Since(start).Milliseconds())
	return nil
}

// firstCrawl crawls a collection that was never published, showing progress; one that was is served as it is, and its next crawl is background work.
func (w *work) firstCrawl(ctx context.Context, collection string, out io.Writer) error {
	_, err := w.library.store.For(knowledge.Public).Search(ctx, collection, "hulp", 1)
	if !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	w.bar = newBar(out)
	defer func() {
		w.bar.done()
		w.bar = nil
	}()
	return w.crawl(ctx, collection)
}

// sitesFrom reads the sources file; no file means no sources.
func sitesFrom(name string) ([]indexer.Site, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the sources: %w", err)
	}
	defer f.Close() //nolint:errcheck // read only
	sites, err := indexer.ReadSites(f)
	if err != nil {
		return nil, fmt.Errorf("reading the sources %s: %w", name, err)
	}
	return sites, nil
}

// crawl is the command that fetches the sources now.
func crawl(ctx context.Context, args []string, s streams) error {
	f := flags("crawl", s)
	sources := f.String("sources", os.Getenv("WEGWIJZER_SOURCES"), "bestand met de bronnen (zie docs/operations.md)")
	only := f.String("only", "", "alleen deze collectie")
	if err := parse(f, args); err != nil {
		return err
	}
	if *sources == "" {
		return mistake(s, "geef --sources FILE; docs/sources.txt is een voorbeeld")
	}
	sites, err := sitesFrom(*sources)
	if err != nil {
		return err
	}
	c, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	w, err := newWork(l, sites, c.logger(s.err))
	if err != nil {
		return err
	}
	w.bar = newBar(s.err)
	out := lineWriter(s.out)
	for _, collection := range w.crawler.Collections() {
		if *only != "" && collection != *only {
			continue
		}
		report, err := w.crawler.Run(ctx, collection)
		w.bar.done()
		if err != nil {
			return err
		}
		if err := out.Encode(report); err != nil {
			return err
		}
	}
	return nil
}
