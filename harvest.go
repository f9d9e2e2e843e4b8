package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/inference"
	"wegwijzer/jurisprudence"
)

// rulingsConfig is how the rulings of the courts are harvested.
type rulingsConfig struct {
	url       string        // WEGWIJZER_RULINGS_URL: the courts' open data service; empty: the website harvests none by itself
	pace      time.Duration // WEGWIJZER_RULINGS_PACE: between two requests
	subjects  []string      // WEGWIJZER_RULINGS_SUBJECTS: fields of law
	since     time.Time     // WEGWIJZER_RULINGS_SINCE: where the first harvest of changes begins
	demoFiles string        // WEGWIJZER_DEMO_RULINGS: a folder with published rulings that the demo's courts serve too
}

// The courts' service, what is harvested when nothing else is said, and the least time between two requests to a public service: the courts
// ask for manners and not for peaks.
const (
	courtsURL      = "https://data.rechtspraak.nl"
	courtsSubjects = "strafrecht civielRecht_verbintenissenrecht"
	subjectRoot    = "http://psi.rechtspraak.nl/rechtsgebied#"
	leastPace      = 200 * time.Millisecond
)

func rulingsFromEnv(env func(string) string) (rulingsConfig, error) {
	c := rulingsConfig{url: env("WEGWIJZER_RULINGS_URL"), pace: time.Second, demoFiles: or(env("WEGWIJZER_DEMO_RULINGS"), filepath.Join("..", "shared", "rulings"))}
	if c.url != "" {
		if u, err := url.Parse(c.url); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return c, advise(err, "WEGWIJZER_RULINGS_URL is een adres zoals %s, en niet %q", courtsURL, c.url)
		}
	}
	if v := env("WEGWIJZER_RULINGS_PACE"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil || d <= 0 {
			return c, advise(err, "WEGWIJZER_RULINGS_PACE is een duur zoals 1s, en niet %q", v)
		}
		c.pace = d
	}
	for name := range strings.FieldsSeq(or(env("WEGWIJZER_RULINGS_SUBJECTS"), courtsSubjects)) {
		if name == "alle" {
			c.subjects = nil
			break
		}
		if !strings.Contains(name, ":") {
			name = subjectRoot + name
		}
		c.subjects = append(c.subjects, name)
	}
	if v := env("WEGWIJZER_RULINGS_SINCE"); v != "" {
		t, err := time.Parse(time.DateOnly, v)
		if err != nil {
			return c, advise(err, "WEGWIJZER_RULINGS_SINCE is een dag zoals 2026-01-31, en niet %q", v)
		}
		c.since = t
	}
	return c, nil
}

// onMachine reports that an address names this machine or a network of our own: an operator's or a test's, never the courts'.
func onMachine(u *url.URL) bool {
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ip.IsLoopback() || ip.IsPrivate()
	}
	return u.Hostname() == "localhost"
}

// harvester returns what harvests the courts' service into the bank. root is the service's address; with the demo it is the demo's.
func (c config) harvester(l *library, root string, withDemo bool, log *slog.Logger, progress func(harvest.Report)) (*harvest.Harvester, error) {
	u, err := url.Parse(root)
	if err != nil || u.Host == "" {
		return nil, advise(err, "%q is geen adres van een dienst met uitspraken", root)
	}
	config := harvest.Config{
		Name: u.Host, URL: root, Bank: l.rulings, Subjects: c.rulings.subjects, Since: c.rulings.since, Pace: c.rulings.pace, Log: log, Progress: progress,
	}
	var allow []string
	if onMachine(u) {
		port := u.Port()
		if port == "" {
			port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
		}
		allow = []string{net.JoinHostPort(u.Hostname(), port)}
	} else if config.Pace < leastPace {
		return nil, advise(nil, "WEGWIJZER_RULINGS_PACE is ten minste %s: de dienst van de rechtspraak is niet gemaakt voor drukte", leastPace)
	}
	if withDemo {
		config.Name, config.Pace, config.Every = "demo", time.Millisecond, dueEvery
		config.Subjects = []string{subjectRoot + "strafrecht", subjectRoot + "civielRecht"}
		config.Since = time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	config.Fetcher = c.fetcher(allow)
	h, err := harvest.New(l.db.Pool, config)
	if err != nil {
		return nil, advise(err, "%q is geen adres van een dienst met uitspraken", root)
	}
	return h, nil
}

// openRulings opens the bank of rulings.
func (c config) openRulings(l *library) error {
	embedder, err := inference.OpenEmbedder(c.embed)
	if err != nil {
		return advise(err, "de instellingen van het taalmodel (EMBED_…) kloppen niet")
	}
	l.rulings = jurisprudence.NewStore(l.db.Pool, embedder, nil)
	if embedder != nil && c.embedWeight > 0 { // a model that knows meaning
		l.rulings = l.rulings.ByMeaning()
	}
	return nil
}

// demoCourts is where the demo's courts publish, beside the demo site.
const demoCourts = "/rechtspraak"

func (c config) demoCourtsURL() string { return c.demoURL() + demoCourts }

// realRulings returns the folder with published rulings that the demo serves too; nil when there is none.
func (c config) realRulings() fs.FS {
	if info, err := os.Stat(filepath.Join(c.rulings.demoFiles, "xml")); err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(c.rulings.demoFiles)
}

// harvestArgs asks for a harvest of what is due. Like a crawl it is not unique; a harvest under way is left alone because the harvester lets in
// one at a time.
type harvestArgs struct{}

// Kind names the job.
func (harvestArgs) Kind() string { return "harvest" }

// InsertOpts leaves a harvest that goes wrong to the next look.
func (harvestArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type harvestWorker struct {
	river.WorkerDefaults[harvestArgs]
	work *work
}

// Timeout is that of one harvest.
func (*harvestWorker) Timeout(*river.Job[harvestArgs]) time.Duration { return crawlTime }

// Work harvests what is due. A copy without a service of rulings leaves the job to one that has it. A service that asks for a pause gets it, as a site does from a crawl.
func (w *harvestWorker) Work(ctx context.Context, _ *river.Job[harvestArgs]) error {
	if w.work.harvester == nil {
		return river.JobSnooze(dueEvery)
	}
	err := w.work.harvest(ctx)
	var later *indexer.Later
	if !errors.As(err, &later) {
		return err
	}
	if pause := time.Until(later.At); pause < dueEvery {
		return river.JobSnooze(pause)
	}
	return nil
}

// harvest harvests when something is due, and tells what came of it.
func (w *work) harvest(ctx context.Context) error {
	due, err := w.harvester.Due(ctx)
	if err != nil || !due {
		return err
	}
	if err := w.harvester.AskIfOld(ctx); err != nil {
		return err
	}
	start := time.Now()
	r, err := w.harvester.Run(ctx)
	if r.Done > 0 || err == nil {
		w.log.InfoContext(ctx, "harvested", "listed", r.Listed, "new", r.New, "aside", r.Aside, "changed", r.Changed, "unchanged", r.Unchanged, "withdrawn", r.Withdrawn,
			"failed", r.Failed, "refused", r.Refused, "ms", time.Since(start).Milliseconds())
	}
	if errors.Is(err, harvest.ErrRunning) {
		return nil
	}
	return err
}

// harvestByHand returns what an adviser asks for rulings with; nil where none are harvested.
func (w *work) harvestByHand() func(ctx context.Context, from, to time.Time) error {
	if w.harvester == nil {
		return nil
	}
	return w.harvestNow
}

// harvestNow has the background work harvest what changed, or, with two days, what was decided from the one to the other. It returns
// harvest.ErrPeriod for days that are none.
func (w *work) harvestNow(ctx context.Context, from, to time.Time) error {
	var err error
	if from.IsZero() && to.IsZero() {
		err = w.harvester.AskChanges(ctx)
	} else {
		err = w.harvester.AskDecided(ctx, from, to)
	}
	if err != nil {
		return err
	}
	_, err = w.client.Insert(ctx, harvestArgs{}, nil)
	return err
}
