package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// batch is how many documents are stored in one transaction.
const batch = 64

// index makes the documents of a folder a collection.
func index(ctx context.Context, args []string, s streams) error {
	f := flags("index", s)
	dir := f.String("dir", "", "map met documenten (html, pdf, docx, txt, md)")
	audience := f.String("audience", "", "voor wie: public of staff")
	collection := f.String("collection", "", "naam van de collectie")
	base := f.String("base-url", "", "webadres waaronder de bestanden te vinden zijn")
	roles := f.String("roles", "", "bij --audience staff: welke rollen erin mogen zoeken, met komma's ertussen (zonder: iedere medewerker)")
	reset := f.Bool("reset", false, "maak de collectie eerst leeg")
	if err := parse(f, args, s); err != nil {
		return err
	}
	switch {
	case *dir == "" || *collection == "":
		return mistake(s, "geef --dir en --collection")
	case *audience != string(knowledge.Public) && *audience != string(knowledge.Staff):
		return mistake(s, "geef --audience public of --audience staff")
	case *roles != "" && *audience != string(knowledge.Staff):
		return mistake(s, "--roles hoort bij --audience staff")
	case f.NArg() > 0:
		return mistake(s, "onverwacht: %q", f.Arg(0))
	}
	for name := range strings.SplitSeq(*roles, ",") {
		if _, ok := staff.ParseRole(name); !ok && *roles != "" {
			return mistake(s, "%q is geen rol; de rollen zijn %s", name, staff.Everyone)
		}
	}
	if info, err := os.Stat(*dir); err != nil || !info.IsDir() {
		return mistake(s, "%s is geen map die te lezen is", *dir)
	}
	_, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if *reset {
		if err := l.store.Delete(ctx, knowledge.Audience(*audience), *collection); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
			return err
		}
	}
	start := time.Now()
	g, err := begin(ctx, l, knowledge.Audience(*audience), *collection)
	if err != nil {
		return err
	}
	if *audience == string(knowledge.Staff) {
		if err := grant(ctx, l, *collection, *roles); err != nil {
			return err
		}
	}
	bar := newBar(s.err)
	var docs []knowledge.Document
	changed, kept := 0, 0
	flush := func() error {
		n, err := g.PutAll(ctx, docs)
		changed += n
		docs = docs[:0]
		return err
	}
	progress, err := indexer.Folder(ctx, *dir, indexer.FolderOptions{
		BaseURL:  *base,
		Skip:     func(name, why string) { bar.line("overgeslagen: %s (%s)", name, why) },
		Progress: func(p indexer.FolderProgress) { bar.show(p.Done, p.Known, p.Current) },
	}, func(_ context.Context, doc knowledge.Document) error {
		docs = append(docs, doc)
		kept++
		if len(docs) < batch {
			return nil
		}
		return flush()
	})
	bar.done()
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	if kept == 0 {
		bar.line("geen enkel document met tekst gevonden; de collectie blijft zoals zij was")
		if err := g.Discard(ctx); err != nil {
			return err
		}
	} else if err := g.Publish(ctx); err != nil {
		return err
	}
	return lineWriter(s.out).Encode(struct {
		Collection string `json:"collection"`
		Audience   string `json:"audience"`
		Documents  int    `json:"documents"`
		Changed    int    `json:"changed"`
		Skipped    int    `json:"skipped"`
		MS         int64  `json:"ms"`
	}{*collection, *audience, kept, changed, progress.Skipped, time.Since(start).Milliseconds()})
}

// grant says which roles may search a collection for staff. One that had rights keeps them when none are given.
func grant(ctx context.Context, l *library, collection, roles string) error {
	had, err := l.store.Roles(ctx, collection)
	if err != nil {
		return err
	}
	switch {
	case roles != "":
		return l.store.SetRoles(ctx, collection, strings.Split(roles, ","))
	case len(had) == 0:
		return l.store.SetRoles(ctx, collection, staff.Everyone.Names())
	}
	return nil
}

// begin starts a generation without anything of a run that was cut off: the folder may have lost files since, and all of it is read again.
func begin(ctx context.Context, l *library, audience knowledge.Audience, collection string) (*knowledge.Generation, error) {
	left, err := l.store.Begin(ctx, audience, collection)
	if err != nil {
		return nil, err
	}
	if err := left.Discard(ctx); err != nil {
		return nil, err
	}
	return l.store.Begin(ctx, audience, collection)
}
