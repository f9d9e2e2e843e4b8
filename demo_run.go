package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// The topics that the demo's content team gave to its pages.
//
//go:embed demo/labels.tsv
var demoLabels string

// demoTime is how long the demo site waits for a browser.
const demoTime = time.Minute

// demoURL is where the demo site is. It is the same at each start, so that links in answers work and a second run finds its pages unchanged.
func (c config) demoURL() string { return "http://" + c.demoAddr }

func (c config) demoSource() indexer.Site {
	return indexer.Site{
		Name: demoCollection, Collection: demoCollection, Seeds: []string{c.demoURL() + "/"}, Delay: time.Millisecond, Recrawl: time.Hour,
	}
}

// startDemoSite serves the demo site and the demo's courts until ctx ends, unless another copy of the program does so already.
func (c config) startDemoSite(ctx context.Context, group *errgroup.Group) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.demoAddr)
	if err != nil {
		if c.alreadyDemo(ctx) {
			return nil
		}
		return advise(err, "de demosite kan niet op %s staan; stop wat daar luistert, of kies met WEGWIJZER_DEMO_ADDR een ander adres", c.demoAddr)
	}
	courts, err := demo.Courts(c.realRulings(), nil)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	mux := http.NewServeMux()
	mux.Handle(demoCourts+"/", http.StripPrefix(demoCourts, courts))
	mux.Handle("/", demo.SiteWith("http://"+c.addr))
	server := &http.Server{Handler: mux, ReadTimeout: demoTime, WriteTimeout: demoTime, IdleTimeout: demoTime} // it has small pages, and takes nothing in
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
	return nil
}

// demoMark stands in the robots.txt of the demo site and of no other.
const demoMark = "SlechteBot"

// alreadyDemo reports whether what listens at the demo's address is the demo site: another must not be crawled in its place.
func (c config) alreadyDemo(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.demoURL()+"/robots.txt", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer response.Body.Close() //nolint:errcheck // only read from
	text, err := io.ReadAll(io.LimitReader(response.Body, 4<<10))
	return err == nil && strings.Contains(string(text), demoMark)
}

// labelDemo gives the demo's pages the topics of its content team.
func (c config) labelDemo(ctx context.Context, l *library) error {
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
		labels = append(labels, knowledge.PageLabel{URL: c.demoURL() + f[0], Topic: knowledge.TopicID(f[1]), Weight: float32(weight)})
	}
	return l.store.SetLabels(ctx, knowledge.Public, demoCollection, labels)
}

// questionsOfDemo gives the demo's content team questions to measure changes by, when it has none.
func questionsOfDemo(ctx context.Context, l *library) error {
	editor := l.store.Editor()
	known, err := editor.Golden(ctx, demoCollection)
	if err != nil || len(known) > 0 {
		return err
	}
	var questions []knowledge.Golden
	for line := range strings.Lines(demo.Questions) {
		var q retrievalItem
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			return fmt.Errorf("reading the demo's questions: %w", err)
		}
		questions = append(questions, knowledge.Golden{Question: q.Question, Kind: q.Kind, Pages: q.Expected})
	}
	return editor.AddGolden(ctx, demoCollection, questions)
}

// ensureDemo makes the demo's collection when a command needs it and nobody has made it yet: it serves the demo site and crawls it, as
// `make run` does.
func (c config) ensureDemo(ctx context.Context, l *library, s streams) error {
	found, err := l.published(ctx, knowledge.Public, demoCollection)
	if err != nil || found {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	group, ctx := errgroup.WithContext(ctx)
	err = func() error {
		if err := c.startDemoSite(ctx, group); err != nil {
			return err
		}
		w, err := newWork(ctx, c, l, []indexer.Site{c.demoSource()}, true, c.logger(s.err))
		if err != nil {
			return err
		}
		if err := w.firstCrawl(ctx, c.demoURL(), s.err); err != nil {
			return err
		}
		return c.labelDemo(ctx, l)
	}()
	stop()
	if e := group.Wait(); err == nil && e != nil && !errors.Is(e, context.Canceled) {
		err = e
	}
	return err
}

// stepDemo is what a person reads while waiting.
const stepDemo = "De demosite wordt gelezen (alleen de eerste keer)…"
