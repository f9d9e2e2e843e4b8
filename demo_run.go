package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"wegwijzer/demo"
	"wegwijzer/indexer"
	"wegwijzer/knowledge"
)

// The demo site has a fixed address, so that links in answers work and a second run finds its pages unchanged.
const (
	demoAddr = "localhost:8081"
	demoURL  = "http://" + demoAddr
)

// The topics that the demo's content team gave to its pages.
//
//go:embed demo/labels.tsv
var demoLabels string

func demoSource() indexer.Site {
	return indexer.Site{
		Name: "demo", Collection: demoCollection, Seeds: []string{demoURL + "/"}, Delay: time.Millisecond, Recrawl: time.Hour,
	}
}

// startDemoSite serves the demo site until ctx ends. It returns nil when another copy of the program serves it already.
func startDemoSite(ctx context.Context, group *errgroup.Group) (*http.Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", demoAddr)
	if err != nil {
		if alreadyDemo(ctx) {
			return &http.Server{}, nil //nolint:gosec // it is a sign that there is a site, and serves nothing
		}
		return nil, fmt.Errorf("starting the demo site: %w; stop what listens on %s", err, demoAddr)
	}
	server := &http.Server{Handler: demo.Site(), ReadHeaderTimeout: headTime}
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		return server.Close()
	})
	return server, nil
}

func alreadyDemo(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, demoURL+"/robots.txt", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	_ = response.Body.Close() // only its head matters
	return response.StatusCode == http.StatusOK
}

// labelDemo gives the demo's pages the topics of its content team.
func labelDemo(ctx context.Context, l *library) error {
	var labels []knowledge.PageLabel
	for n, line := range strings.Split(demoLabels, "\n") {
		if line == "" {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return fmt.Errorf("reading the demo's labels: line %d has not the shape path, topic, weight", n+1)
		}
		weight, err := strconv.ParseFloat(f[2], 32)
		if err != nil {
			return fmt.Errorf("reading the demo's labels: line %d: %w", n+1, err)
		}
		if _, ok := l.bank.Lookup(knowledge.TopicID(f[1])); !ok {
			continue // the content team's own bank may lack it
		}
		labels = append(labels, knowledge.PageLabel{URL: demoURL + f[0], Topic: knowledge.TopicID(f[1]), Weight: float32(weight)})
	}
	return l.store.SetLabels(ctx, knowledge.Public, demoCollection, labels)
}

// ensureDemo makes the demo's collection when a command needs it and nobody has made it yet: it serves the demo site and crawls it, as
// `make run` does.
func (c config) ensureDemo(ctx context.Context, l *library, s streams) error {
	_, err := l.store.For(knowledge.Public).Search(ctx, demoCollection, "hulp", 1)
	if !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	fmt.Fprintln(s.err, "De demosite wordt eenmalig opgehaald…")
	ctx, stop := context.WithCancel(ctx)
	group, ctx := errgroup.WithContext(ctx)
	if _, err := startDemoSite(ctx, group); err != nil {
		stop()
		return err
	}
	err = func() error {
		w, err := newWork(l, []indexer.Site{demoSource()}, c.logger(s.err))
		if err != nil {
			return err
		}
		if err := w.firstCrawl(ctx, demoCollection, s.err); err != nil {
			return err
		}
		return labelDemo(ctx, l)
	}()
	stop()
	if e := group.Wait(); err == nil && e != nil && !errors.Is(e, context.Canceled) {
		err = e
	}
	return err
}
