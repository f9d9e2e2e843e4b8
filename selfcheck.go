package main

import (
	"context"
	"sync"
	"time"

	"wegwijzer/web"
)

// selfCheck is what `wegwijzer check` says, of the program that runs, for the operator's page. It looks at most once a minute: some of it asks
// other servers.
type selfCheck struct {
	config config
	s      streams
	l      *library
	demo   bool // it is the demo that runs: of what that leaves out nothing is said
	now    func() time.Time

	mu     sync.Mutex
	looked time.Time
	found  []web.Check
}

// How long what was found counts, and how long looking may take: the page waits for it.
const (
	selfCheckLasts = time.Minute
	selfCheckTime  = 5 * time.Second
)

// look returns what was found, at most a minute old.
func (c *selfCheck) look(ctx context.Context) []web.Check {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.found != nil && c.now().Sub(c.looked) < selfCheckLasts {
		return c.found
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), selfCheckTime)
	defer cancel()
	var found checks
	if c.demo {
		found.add("demo", checkOK, "Dit is de demonstratie: zij heeft haar eigen bronnen, accounts en database. Voor het echte gebruik staat alles in docs/operations.md.")
	} else {
		found.website(c.config, c.s)
		found.staff(ctx, c.config)
		found.ownDatabase(c.config)
	}
	found.tables(ctx, c.l)
	found.keys(c.config)
	found.anchor(c.config)
	found.topics(c.config)
	found.visitors(c.config)
	if !c.demo {
		found.servers(ctx, c.config)
	}
	c.found, c.looked = nil, c.now()
	for _, f := range found.all {
		c.found = append(c.found, web.Check{What: f.What, Say: f.Say, Bad: f.State == checkBad, Look: f.State == checkWarn})
	}
	return c.found
}
