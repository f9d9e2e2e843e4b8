package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"wegwijzer/assistant"
	"wegwijzer/assistant/tone"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/learned"
	"wegwijzer/internal/postgres"
	"wegwijzer/knowledge"
	"wegwijzer/transcribe"
	"wegwijzer/web"
)

// How long the website waits: for what is left over at the end, between two looks at the database.
const (
	lastTime   = 12 * time.Second
	attendTime = 2 * time.Second
)

// serve runs the website and the background work until ctx ends.
func serve(ctx context.Context, args []string, s streams) error {
	f := flags("serve", s)
	withDemo := f.Bool("demo", false, "start ook de demosite, haal die op en antwoord daaruit")
	collection := f.String("collection", "", "collectie waaruit geantwoord wordt (met --demo: die van de demo)")
	sources := f.String("sources", s.env("WEGWIJZER_SOURCES"), "bestand met de bronnen die opgehaald worden")
	if err := alone(f, args, s); err != nil {
		return err
	}
	if err := callable(*collection, s); err != nil {
		return err
	}
	c, err := configFromEnv(s.env)
	if err != nil {
		return err
	}
	sites, err := sitesFrom(*sources)
	if err != nil {
		return err
	}
	switch {
	case *withDemo:
		*collection = or(*collection, demoCollection)
	case *collection == "" && len(sites) > 0:
		*collection = sites[0].Collection
	case *collection == "":
		return mistake(s, "geef --demo, of --sources met de bronnen (zie docs/operations.md), of --collection")
	}
	if err := free(ctx, c.addr); err != nil {
		return err
	}
	if *withDemo || isTerminal(s.err) {
		c = c.quieter()
	}
	tell := func(step string) { fmt.Fprintln(s.err, step) }
	log := c.logger(s.err)
	bank, err := c.bank()
	if err != nil {
		return err
	}
	// What is learnt from examples needs no database, and is learnt while that starts.
	var learning sync.WaitGroup
	learning.Go(func() {
		learn(s, func(kept *learned.Shelf) { bank.Learn(kept) }, func(kept *learned.Shelf) { assistant.Ready(bank, kept) }, transcribe.Ready)
	})
	l, err := c.openWith(ctx, bank, log, tell)
	if err != nil {
		return err
	}
	defer l.close(context.WithoutCancel(ctx))
	if l.calendar, err = c.openCalendar(ctx, l, *withDemo); err != nil {
		return err
	}
	var talk *demoTalks
	if *withDemo {
		talk = c.openDemoTalks(log)
		defer talk.close()
	}
	if err := c.openRecordings(l, talk, log); err != nil {
		return err
	}
	if l.talks, err = c.openTalks(l, *withDemo, log); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	err = func() error {
		if *withDemo {
			if err := c.startDemoSite(ctx, group); err != nil {
				return err
			}
			sites = append(sites, c.demoSource())
		}
		w, err := newWork(ctx, c, l, sites, *withDemo, log)
		if err != nil {
			return err
		}
		l.recordings.Wake = w.wake
		if err := c.prepare(ctx, w, *collection, *withDemo, s); err != nil {
			return err
		}
		learning.Wait() // whoever reads that it is ready may ask at once
		group.Go(func() error { return w.Work(ctx) })
		group.Go(func() error { return l.talks.Work(ctx) })
		group.Go(func() error { return attend(ctx, l.db, log) })
		if talk != nil {
			group.Go(func() error {
				if err := talk.seed(ctx, l); err != nil && ctx.Err() == nil {
					log.WarnContext(ctx, "the demo's calls are not there", "error", err)
				}
				return nil
			})
		}
		return c.listen(ctx, group, l, w, talk, *collection, *withDemo, s, log)
	}()
	if err != nil {
		// What runs already ends before the database is closed under it.
		group.Go(func() error { return err })
	}
	err = group.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// free returns an error that helps when another program listens on addr. A newcomer hears of it before waiting for everything else.
func free(ctx context.Context, addr string) error {
	listener, err := listenAt(ctx, addr)
	if err != nil {
		return err
	}
	return listener.Close()
}

// listenAt listens at the address of the website.
func listenAt(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, advise(err, "op %s kan de website niet staan; stop wat daar luistert, of kies met WEGWIJZER_ADDR een ander adres", addr)
	}
	return listener, nil
}

// prepare sees to it that there is something to answer from, or says that there is not.
func (c config) prepare(ctx context.Context, w *work, collection string, withDemo bool, s streams) error {
	if withDemo {
		if err := w.firstCrawl(ctx, c.demoURL(), s.err); err != nil {
			return err
		}
		if err := c.labelDemo(ctx, w.library); err != nil {
			return err
		}
		if err := questionsOfDemo(ctx, w.library); err != nil {
			return err
		}
		if err := indexInternal(ctx, w.library, s.err); err != nil {
			return err
		}
	}
	found, err := w.library.published(ctx, knowledge.Public, collection)
	switch {
	case err != nil:
		return err
	case found:
	case has(w.crawler.Collections(), collection):
		fmt.Fprintf(s.err, "De bronnen van %q worden voor het eerst gelezen; zolang dat duurt is er nog geen antwoord.\n", collection)
	default:
		fmt.Fprintf(s.err, "Er is nog geen collectie %q, en dus nog geen antwoord. Maak haar met wegwijzer index of wegwijzer crawl.\n", collection)
	}
	return nil
}

// listen serves the website until ctx ends.
func (c config) listen(ctx context.Context, group *errgroup.Group, l *library, w *work, talk *demoTalks, collection string, withDemo bool, s streams, log *slog.Logger) error {
	listener, err := listenAt(ctx, c.addr)
	if err != nil {
		return err
	}
	desk, accounts, err := c.openDesk(ctx, l, withDemo, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	kept, sheet := assistant.NewStore(l.db.Pool), assistant.NewSheet(l.db.Pool)
	if err := l.takeUp(ctx, sheet); err != nil {
		return errors.Join(err, listener.Close())
	}
	group.Go(func() error {
		knowledge.Heed(ctx, l.db.Pool, func(ctx context.Context) {
			if err := l.takeUp(ctx, sheet); err != nil && ctx.Err() == nil {
				log.WarnContext(ctx, "edits of the content team not taken up", "error", err)
			}
		})
		return nil
	})
	off := &switches{}
	writer := off.writer(c.writer())
	speaker := c.speaker(log)
	group.Go(func() error {
		<-ctx.Done()
		speaker.Close()
		return nil
	})
	group.Go(func() error { return off.follow(ctx, kept, log) })
	origins := c.origins
	if withDemo {
		origins = append(slices.Clone(origins), c.demoURL()) // the demo site shows how another site has the assistant
	}
	var example func(context.Context) ([]byte, error)
	if talk != nil {
		example = talk.File
	}
	finder := transcribe.NewFinder(l.calls)
	group.Go(func() error { return finder.Work(ctx, log) })
	house, err := c.house()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	handler := web.New(web.Config{
		Assistant:  assistant.New(l.store.For(knowledge.Public), l.bank, log).WithWriter(writer, tone.Fit).Follow(l.store.Bank, sheet).KeepGaps(kept).KnowNames(l.memoryKey).KeepConversations(l.kept).BookOn(assistant.StoreCalendar{Store: l.calendar}),
		Collection: collection,
		Bank:       l.store.Bank,
		Editor:     l.store.Editor(),
		Sheet:      sheet,
		Ready:      l.db.Ready,
		Origins:    origins,
		LeaveTo:    c.leaveURL,
		HouseStyle: house,
		Library:    l.store.For(knowledge.Staff),
		ForStaff:   forStaff(l, log),
		Calendar:   l.calendar,
		Chats:      l.kept,
		Secret:     l.memoryKey,
		Accuracy:   accuracyPage,
		Off:        off.channel,
		Writes:     func() bool { return writer != nil && !off.channel(byModel) },
		Voice:      voiceOf(speaker),
		Agenda:     l.calendar,
		Recordings: l.recordings,
		Ear:        earOf(c.recogniser()),

		RecordByNotice: c.recordByNotice,
		Example:        example,
		Handover:       l.talks,
		Held:           l.held,
		Sends:          c.post.sends(),
		Desk:           desk,
		Keepers:        keepers(desk, l),
		Anchors:        c.anchors,
		Checks:         (&selfCheck{config: c, s: s, l: l, demo: withDemo, now: time.Now}).look,
		Crawls:         indexer.NewLog(l.db.Pool),
		Rulings:        l.rulings,
		Harvests:       harvest.NewLog(l.db.Pool),
		HarvestNow:     w.harvestByHand(),
		Propose:        c.proposer(l),
		PublicShelf:    l.store.For(knowledge.Public),
		Kept:           kept,
		Calls:          l.calls,
		Finder:         finder,
		Address:        or(c.desk.address, "http://"+c.reached(listener)),
		Proxies:        c.desk.proxies,
		Registry:       prometheus.NewRegistry(),
		Logger:         log,
	})
	server := handler.HTTP()
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		fmt.Fprintln(s.err, "Wegwijzer stopt…")
		// What is under way may finish; the handler ends the sockets.
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTime)
		defer cancel()
		handler.Close()
		return hangUp(last, server, s.err)
	})
	if withDemo {
		fmt.Fprintln(s.err, "De demosite staat op "+c.demoURL())
	}
	if withDemo {
		tellAccounts(s.err, c.reached(listener), accounts)
	}
	fmt.Fprintln(s.err, "Wegwijzer staat klaar op http://"+c.reached(listener)+" (stoppen: Ctrl-C)")
	return nil
}

// hangUp ends a server. What is under way may finish until ctx ends; who still keeps a line open then loses it.
func hangUp(ctx context.Context, server *http.Server, w io.Writer) error {
	err := server.Shutdown(ctx)
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	fmt.Fprintln(w, "Er waren nog bezoekers met een open lijn. Die is nu gesloten.")
	return server.Close()
}

// takeUp takes up what the content team changed.
func (l *library) takeUp(ctx context.Context, sheet *assistant.Sheet) error {
	return errors.Join(l.store.Reword(ctx), sheet.Load(ctx))
}

// mostStyle is how large a house style may be: it is part of every first view.
const mostStyle = 64 << 10

// house reads the house style; nil when there is none.
func (c config) house() ([]byte, error) {
	if c.houseStyle == "" {
		return nil, nil
	}
	style, err := os.ReadFile(c.houseStyle)
	switch {
	case err != nil:
		return nil, advise(err, "de huisstijl in het bestand van WEGWIJZER_STYLE is niet te lezen")
	case len(style) > mostStyle:
		return nil, advise(nil, "de huisstijl in het bestand van WEGWIJZER_STYLE is groter dan %d kB", mostStyle>>10)
	case strings.Contains(string(style), "@import") || strings.Contains(string(style), "//"):
		return nil, advise(nil, "de huisstijl in het bestand van WEGWIJZER_STYLE haalt iets van een ander adres op; dat houdt de pagina tegen")
	}
	return style, nil
}

// reached returns the address to type: the name that was configured rather than its number, and the port that was given.
func (c config) reached(listener net.Listener) string {
	host, _, _ := net.SplitHostPort(c.addr) // it was listened on
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return net.JoinHostPort(or(host, "localhost"), port)
}

// attend looks whether the database answers until ctx ends, so that a private one that died is started again although nobody asks, and
// tells the log when it is gone and when it is back.
func attend(ctx context.Context, db *postgres.DB, log *slog.Logger) error {
	tick := time.NewTicker(attendTime)
	defer tick.Stop()
	for gone := false; ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		switch err := db.Ready(ctx); {
		case ctx.Err() != nil:
			return nil
		case err != nil && !gone:
			gone = true
			log.ErrorContext(ctx, "database does not answer", "error", err)
		case err == nil && gone:
			gone = false
			log.WarnContext(ctx, "database answers again")
		}
	}
}
