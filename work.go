package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"wegwijzer/assistant"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
	"wegwijzer/web"
)

// work is what happens without anybody asking: crawling and harvesting what is due, guessing topics anew after the bank changed, making missing vectors.
// Its jobs lie in the database, so that several copies of the program share them and a crash loses none.
type work struct {
	library   *library
	crawler   *indexer.Crawler
	harvester *harvest.Harvester // nil where no rulings are harvested
	client    *river.Client[pgx.Tx]
	log       *slog.Logger
	desk      *staff.Desk
	post      postConfig
	writer    func(conversation string) assistant.Writer // words reports of calls; nil when no model was configured
	anchor    string                                     // where anchors of the audit go; "" means nowhere
	bar       *bar                                       // of the first crawl; nil afterwards
}

// How often it is looked what is due, how long one crawl may take, and how long work gets to be put down at the end.
const (
	dueEvery    = 15 * time.Minute
	crawlTime   = 12 * time.Hour
	putDownTime = 5 * time.Second
	anchorEvery = 24 * time.Hour
)

// crawlArgs asks for a crawl of a collection's sites that are due. The job is not unique: the queue holds the job of a process that was
// killed for a running one until crawlTime has passed, and would keep others out that long. A crawl under way is left alone because the
// crawler itself lets in one at a time, by a lock that goes with its process.
type crawlArgs struct {
	Collection string `json:"collection"`
}

// Kind names the job.
func (crawlArgs) Kind() string { return "crawl" }

// InsertOpts leaves a crawl that goes wrong to the next look.
func (crawlArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type crawlWorker struct {
	river.WorkerDefaults[crawlArgs]
	work *work
}

// Timeout is that of one crawl.
func (*crawlWorker) Timeout(*river.Job[crawlArgs]) time.Duration { return crawlTime }

// Work crawls. A host that asks for a pause gets it: a short one is waited for, and after a long one a later look goes on.
func (w *crawlWorker) Work(ctx context.Context, job *river.Job[crawlArgs]) error {
	err := w.work.crawl(ctx, job.Args.Collection)
	var later *indexer.Later
	if !errors.As(err, &later) {
		return err
	}
	if pause := time.Until(later.At); pause < dueEvery {
		return river.JobSnooze(pause)
	}
	return nil
}

// tendArgs asks for the small jobs of knowledge.
type tendArgs struct{}

// Kind names the job.
func (tendArgs) Kind() string { return "tend" }

// InsertOpts leaves what goes wrong to the next look.
func (tendArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

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
	if err := w.work.library.store.Embed(ctx); err != nil {
		return err
	}
	if n, err = w.work.library.rulings.Reread(ctx); err != nil {
		return err
	}
	if n > 0 {
		w.work.log.InfoContext(ctx, "rulings read anew", "rulings", n)
	}
	return w.work.library.rulings.Embed(ctx)
}

// anchorArgs asks for an anchor of the audit outside the database.
type anchorArgs struct{}

// Kind names the job.
func (anchorArgs) Kind() string { return "anchor" }

// InsertOpts leaves what goes wrong to the next look, and keeps several copies of the program to one anchor in an hour.
func (anchorArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByPeriod: time.Hour}}
}

type anchorWorker struct {
	river.WorkerDefaults[anchorArgs]
	work *work
}

// Work puts down where the audit stands.
func (w *anchorWorker) Work(ctx context.Context, _ *river.Job[anchorArgs]) error {
	head, err := w.work.desk.Head(ctx)
	if err != nil {
		return err
	}
	return dropAnchor(ctx, w.work.anchor, head)
}

// fetcher returns what gets pages: from the public web, and from the hosts of this machine that are allowed besides.
func (c config) fetcher(allow []string) *indexer.Fetcher {
	return indexer.NewFetcher(indexer.FetcherConfig{Allow: append(allow, c.allowHosts...), Contact: c.contact})
}

// crawler returns what crawls sites for the public.
func (c config) crawler(l *library, sites []indexer.Site, always bool, log *slog.Logger, progress func(indexer.Progress)) (*indexer.Crawler, error) {
	var allow []string
	for _, s := range sites {
		if s.Name == demoCollection && s.Collection == demoCollection {
			allow = append(allow, c.demoAddr)
		}
	}
	crawler, err := indexer.NewCrawler(l.db.Pool, indexer.Config{
		Begin: func(ctx context.Context, collection string) (indexer.Generation, error) {
			return l.store.Begin(ctx, knowledge.Public, collection)
		},
		Fetcher:  c.fetcher(allow),
		Sites:    sites,
		Always:   always,
		Log:      log,
		Progress: progress,
	})
	if err != nil {
		return nil, advise(err, "de bronnen kloppen niet")
	}
	return crawler, nil
}

func newWork(ctx context.Context, c config, l *library, sites []indexer.Site, withDemo bool, log *slog.Logger) (*work, error) {
	w := &work{library: l, log: log, anchor: c.anchor, post: c.post, writer: c.writer()}
	var err error
	if w.desk, err = staff.Open(ctx, staff.Config{DB: l.db.Pool, Logger: log}); err != nil { // it asks the database nothing
		return nil, err
	}
	w.crawler, err = c.crawler(l, sites, false, log, func(p indexer.Progress) {
		if w.bar != nil {
			w.bar.show(p.Done, p.Known, p.Current)
		}
	})
	if err != nil {
		return nil, err
	}
	if root := c.rulings.url; withDemo || root != "" {
		if withDemo {
			root = c.demoCourtsURL()
		}
		if w.harvester, err = c.harvester(l, root, withDemo, log, nil); err != nil {
			return nil, err
		}
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &harvestWorker{work: w})
	river.AddWorker(workers, &crawlWorker{work: w})
	river.AddWorker(workers, &tendWorker{work: w})
	river.AddWorker(workers, &anchorWorker{work: w})
	river.AddWorker(workers, &forgetWorker{work: w})
	river.AddWorker(workers, &deliverWorker{work: w})
	river.AddWorker(workers, &hearWorker{work: w})
	var periodic []*river.PeriodicJob
	for _, args := range w.jobs() {
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(dueEvery),
			func() (river.JobArgs, *river.InsertOpts) { return args, nil }, nil))
	}
	periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(forgetEvery),
		func() (river.JobArgs, *river.InsertOpts) { return forgetArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(deliverEvery),
		func() (river.JobArgs, *river.InsertOpts) { return deliverArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(hearEvery),
		func() (river.JobArgs, *river.InsertOpts) { return hearArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	if w.writer != nil {
		river.AddWorker(workers, &wordWorker{work: w})
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(wordEvery),
			func() (river.JobArgs, *river.InsertOpts) { return wordArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	if w.anchor != "" {
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(anchorEvery),
			func() (river.JobArgs, *river.InsertOpts) { return anchorArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	w.client, err = river.NewClient(riverpgxv5.New(l.db.Pool), &river.Config{
		// A crawl may take hours; the others need not wait for it.
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 3 + len(w.crawler.Collections())}},
		Workers:      workers,
		PeriodicJobs: periodic,
		ErrorHandler: failures{log},
		Logger:       c.queueLog(log),
	})
	if err != nil {
		return nil, fmt.Errorf("preparing background work: %w", err)
	}
	return w, nil
}

// queueLog is where the queue tells its own story, which is only of use when it is being mended: what failed is told by failures, and that the
// database is gone by attend, once.
func (c config) queueLog(log *slog.Logger) *slog.Logger {
	if c.logLevel <= slog.LevelDebug {
		return log
	}
	return slog.New(slog.DiscardHandler)
}

// failures tells the log of background work that failed.
type failures struct{ log *slog.Logger }

// HandleError tells of an error, unless the work was told to stop.
func (f failures) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	if !errors.Is(err, context.Canceled) {
		f.log.WarnContext(ctx, "background work failed; it is tried again later", "kind", job.Kind, "error", err)
	}
	return nil
}

// HandlePanic tells where work fell, by files and lines and the type of what it threw, which itself may hold what stood on a page.
func (f failures) HandlePanic(ctx context.Context, job *rivertype.JobRow, thrown any, trace string) *river.ErrorHandlerResult {
	f.log.ErrorContext(ctx, "background work fell", "kind", job.Kind, "panic", fmt.Sprintf("%T", thrown), "stack", placesOf(trace))
	return nil
}

// placesOf returns the files and lines of a trace, the one that fell first. Folders are those of the machine that built the program.
func placesOf(trace string) string {
	if _, below, found := strings.Cut(trace, "\npanic("); found {
		trace = below
	}
	var places []string
	for _, m := range tracePlace.FindAllStringSubmatch(trace, -1) {
		if m[1] != "runtime" {
			places = append(places, m[2])
		}
	}
	return strings.Join(places[:min(len(places), mostPlaces)], " ")
}

// mostPlaces is how many places of a trace are told.
const mostPlaces = 8

var tracePlace = regexp.MustCompile(`(?m)^\t\S*?([^/\s]*)/([^/\s]+\.go:\d+)`)

// jobs lists what is looked at time and again.
func (w *work) jobs() []river.JobArgs {
	jobs := []river.JobArgs{tendArgs{}}
	for _, collection := range w.crawler.Collections() {
		jobs = append(jobs, crawlArgs{collection})
	}
	if w.harvester != nil {
		jobs = append(jobs, harvestArgs{})
	}
	return jobs
}

// Work runs the jobs until ctx ends, and lets those under way finish or stop.
func (w *work) Work(ctx context.Context) error {
	if err := w.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("starting background work: %w", err)
	}
	// What a crash cut off goes on now, and not at the next look; or a minute later, when the database has noticed that its process is gone.
	for _, args := range w.jobs() {
		for _, when := range []*river.InsertOpts{nil, {ScheduledAt: time.Now().Add(time.Minute)}} {
			if _, err := w.client.Insert(ctx, args, when); err != nil && ctx.Err() == nil {
				w.log.WarnContext(ctx, "background work not begun; it is tried again later", "kind", args.Kind(), "error", err)
			}
		}
	}
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), putDownTime)
	defer cancel()
	if err := w.client.StopAndCancel(last); err != nil {
		// So it is without a database. The queue is made for processes that end in the midst of their work.
		w.log.WarnContext(ctx, "background work not put down", "error", err)
	}
	return nil
}

// crawl crawls a collection when it is due, and tells what came of it.
func (w *work) crawl(ctx context.Context, collection string) error {
	start := time.Now()
	report, err := w.crawler.Run(ctx, collection)
	switch {
	case errors.Is(err, indexer.ErrRunning), errors.Is(err, indexer.ErrWithdrawn): // the crawler warned of it
		return nil
	case err != nil:
		return err
	case report.Fresh:
		return nil
	}
	w.log.InfoContext(ctx, "crawled", "collection", collection, "indexed", report.Indexed, "changed", report.Changed, "removed", report.Removed, "held", report.Held,
		"failed", report.Failed, "ms", time.Since(start).Milliseconds())
	return nil
}

// firstCrawl reads the demo site when its pages are not known yet at the address where it stands now: links, and the
// labels of the content team, go to an address.
func (w *work) firstCrawl(ctx context.Context, at string, out io.Writer) error {
	known, err := w.library.store.For(knowledge.Public).Page(ctx, demoCollection, at+"/contact/")
	if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	if len(known) > 0 {
		return nil
	}
	fmt.Fprintln(out, stepDemo)
	w.bar = newBar(out)
	defer func() {
		w.bar.done()
		w.bar = nil
	}()
	return w.crawl(ctx, demoCollection)
}

// sitesFrom reads the sources file; no file means no sources.
func sitesFrom(name string) ([]indexer.Site, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name) //nolint:gosec // the operator names it
	if err != nil {
		return nil, advise(err, "het bestand met de bronnen is niet te openen")
	}
	defer f.Close() //nolint:errcheck // read only
	sites, err := indexer.ReadSites(f)
	if err != nil {
		return nil, advise(err, "de bronnen in %s kloppen niet", name)
	}
	if len(sites) == 0 {
		return nil, advise(nil, "in %s staat geen enkele bron", name)
	}
	return sites, nil
}

// crawlOutput is what `wegwijzer crawl` tells of a collection.
type crawlOutput struct {
	Collection string         `json:"collection"`
	Fresh      bool           `json:"fresh"` // nothing was old enough to be crawled again
	Indexed    int            `json:"indexed"`
	Changed    int            `json:"changed"`
	Unchanged  int            `json:"unchanged"`
	Removed    int            `json:"removed"`
	Held       int            `json:"held"` // of a site that shows less than half of what it had, kept for a day
	Failed     int            `json:"failed"`
	Skipped    map[string]int `json:"skipped"` // pages that are not indexed, by reason
	MS         int64          `json:"ms"`
}

// crawlProgress shows how far a crawl is. Of a website that asks for much time it tells so once: a bar that stands still looks broken.
func crawlProgress(bar *bar) func(indexer.Progress) {
	told := map[string]bool{}
	return func(p indexer.Progress) {
		if p.Slow > 0 && !told[p.Current] {
			told[p.Current] = true
			bar.line("%s vraagt %s tussen twee pagina's, en krijgt die", p.Current, p.Slow)
		}
		if !p.Until.IsZero() {
			bar.line("wacht tot %s op %d pagina's (%s)", p.Until.Local().Format("15:04:05"), p.Waiting, web.PassedOver(p.Why))
		}
		bar.show(p.Done, p.Known, p.Current)
	}
}

// crawl is the command that fetches the sources now.
func crawl(ctx context.Context, args []string, s streams) error {
	f := flags("crawl", s)
	sources := f.String("sources", s.env("WEGWIJZER_SOURCES"), "bestand met de bronnen (zie docs/operations.md)")
	only := f.String("only", "", "alleen deze collectie")
	now := f.Bool("now", false, "ook wat nog niet weer aan de beurt is")
	pages := f.Bool("pages", false, "noem elke pagina die niet is opgenomen, met de reden")
	if err := alone(f, args, s); err != nil {
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
	bar := newBar(s.err)
	crawler, err := c.crawler(l, sites, *now, c.logger(s.err), crawlProgress(bar))
	if err != nil {
		return err
	}
	if *only != "" && !has(crawler.Collections(), *only) {
		return mistake(s, "in %s staat geen collectie %q", *sources, *only)
	}
	out := lineWriter(s.out)
	var undone []string
	for _, collection := range crawler.Collections() {
		if *only != "" && collection != *only {
			continue
		}
		start := time.Now()
		r, err := crawler.Run(ctx, collection)
		bar.done()
		var later *indexer.Later
		waits := errors.As(err, &later)
		switch {
		case err == nil:
		case waits, errors.Is(err, indexer.ErrRunning), errors.Is(err, indexer.ErrNothing), errors.Is(err, indexer.ErrWithdrawn):
			undone = append(undone, collection+": "+sentence(err)) // the other collections are not to wait for it
		default:
			return err
		}
		if !r.Fresh && !errors.Is(err, indexer.ErrRunning) {
			if err := tellLeftOut(ctx, indexer.NewLog(l.db.Pool), collection, *pages, bar); err != nil {
				return err
			}
		}
		if err != nil && (!waits || r.Indexed == 0) {
			continue
		}
		if r.Fresh {
			bar.line("%s: niets gedaan, pas om %s weer; met --now nu", collection, r.Due.Local().Format("15:04 op 2-1-2006"))
		}
		err = out.Encode(crawlOutput{collection, r.Fresh, r.Indexed, r.Changed, r.Unchanged, r.Removed, r.Held, r.Failed, r.Skipped, time.Since(start).Milliseconds()})
		if err != nil {
			return err
		}
	}
	if len(undone) > 0 {
		return advise(nil, "%s", strings.Join(undone, "\n"))
	}
	return nil
}

// tellLeftOut tells how many pages of a crawl are not indexed, or names each with the reason.
func tellLeftOut(ctx context.Context, log *indexer.Log, collection string, each bool, bar *bar) error {
	all, err := log.LeftOut(ctx, collection)
	if err != nil || len(all) == 0 {
		return err
	}
	if !each {
		bar.line("%s: niet opgenomen: %d; --pages noemt elke pagina met de reden", collection, len(all))
		return nil
	}
	for _, p := range all {
		bar.line("%s: niet opgenomen: %s: %s", collection, p.URL, web.PassedOver(p.Reason))
	}
	return nil
}
