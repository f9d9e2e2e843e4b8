package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
	"wegwijzer/web"
)

// How long the website waits: for a request's head, for what is left over at the end.
const (
	headTime = 10 * time.Second
	lastTime = 15 * time.Second
)

// serve runs the website and the background work until ctx ends.
func serve(ctx context.Context, args []string, s streams) error {
	f := flags("serve", s)
	withDemo := f.Bool("demo", false, "start ook de demosite, haal die op en antwoord daaruit")
	collection := f.String("collection", "", "collectie waaruit geantwoord wordt (met --demo: die van de demo)")
	sources := f.String("sources", os.Getenv("WEGWIJZER_SOURCES"), "bestand met de bronnen die opgehaald worden")
	if err := parse(f, args); err != nil {
		return err
	}
	c, err := configFromEnv()
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
	tell := func(step string) { fmt.Fprintln(s.err, step) }
	log := c.logger(s.err)
	slog.SetDefault(log)
	l, err := c.open(ctx, log, tell)
	if err != nil {
		return err
	}
	defer l.close(context.WithoutCancel(ctx))
	group, ctx := errgroup.WithContext(ctx)
	if *withDemo {
		site, err := startDemoSite(ctx, group)
		if err != nil {
			return err
		}
		tell("De demosite staat op " + demoURL)
		if site != nil {
			sites = append(sites, demoSource())
		}
	}
	w, err := newWork(l, sites, log)
	if err != nil {
		return err
	}
	if *withDemo {
		if err := w.firstCrawl(ctx, *collection, s.err); err != nil {
			return err
		}
		if err := labelDemo(ctx, l); err != nil {
			return err
		}
	}
	group.Go(func() error { return w.Work(ctx) })

	registry := prometheus.NewRegistry()
	handler := web.New(web.Config{
		Assistant:  assistant.New(l.store.For(knowledge.Public), l.bank, log),
		Collection: *collection,
		Ready:      l.db.Ready,
		Origins:    c.origins,
		LeaveTo:    c.leaveURL,
		Registry:   registry,
		Logger:     log,
	})
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w; choose another address with WEGWIJZER_ADDR", c.addr, err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: headTime, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		// What is under way may finish; the sockets are closed by the handler, which ends with ctx.
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTime)
		defer cancel()
		handler.Close()
		return server.Shutdown(last)
	})
	tell("Wegwijzer staat klaar op http://" + listener.Addr().String() + " (stoppen: Ctrl-C)")
	err = group.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
