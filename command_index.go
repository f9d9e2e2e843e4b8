package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
	"wegwijzer/web"
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
	again := f.Bool("continue", false, "ga verder met een run van dezelfde map die werd afgebroken; wat toen gelezen was en niet veranderde wordt niet opnieuw gelezen")
	most := f.Int("max-gb", 8, "hoeveel GB aan documenten de map hooguit mag hebben")
	if err := alone(f, args, s); err != nil {
		return err
	}
	if err := callable(*collection, s); err != nil {
		return err
	}
	switch {
	case *dir == "" || *collection == "":
		return mistake(s, "geef --dir en --collection")
	case *audience != string(knowledge.Public) && *audience != string(knowledge.Staff):
		return mistake(s, "geef --audience public of --audience staff")
	case *again && *reset:
		return mistake(s, "--continue en --reset gaan niet samen")
	case *most < 1:
		return mistake(s, "--max-gb is een getal vanaf 1")
	case *roles != "" && *audience != string(knowledge.Staff):
		return mistake(s, "--roles hoort bij --audience staff")
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
		// A collection that is emptied does not open up: it keeps its rights.
		if had, err := l.store.Roles(ctx, *collection); err == nil && *roles == "" && *audience == string(knowledge.Staff) {
			*roles = strings.Join(had, ",")
		}
		if err := l.store.Delete(ctx, knowledge.Audience(*audience), *collection); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
			return err
		}
	}
	if *audience == string(knowledge.Staff) {
		if err := grantFirst(ctx, l, *collection, *roles); err != nil {
			return err
		}
	}
	start := time.Now()
	done, err := indexFolder(ctx, l, folder{*dir, knowledge.Audience(*audience), *collection, *base, *again, int64(*most) << 30}, newBar(s.err))
	switch {
	case errors.Is(err, indexer.ErrTooMuch):
		return advise(err, "de map heeft meer dan %d GB aan documenten; kies een kleinere map, of verhoog --max-gb", *most)
	case ctx.Err() != nil:
		return advise(err, "afgebroken; wat gelezen was blijft bewaard. Ga verder met dezelfde opdracht en --continue")
	case err != nil:
		return err
	}
	return lineWriter(s.out).Encode(struct {
		Collection string `json:"collection"`
		Audience   string `json:"audience"`
		Documents  int    `json:"documents"`
		Changed    int    `json:"changed"`
		Skipped    int    `json:"skipped"`
		Had        int    `json:"had"` // of documents, what a run that was cut off had read
		Bytes      int64  `json:"bytes"`
		MS         int64  `json:"ms"`
	}{*collection, *audience, done.kept, done.changed, done.skipped, done.had, done.bytes, time.Since(start).Milliseconds()})
}

// folder is what is to be made a collection.
type folder struct {
	dir        string
	audience   knowledge.Audience
	collection string
	base       string // address that the files have on the web; "" for none
	again      bool   // what a run of the same folder that was cut off had read counts
	most       int64  // bytes that the documents may have together; 0 for no limit
}

// indexed counts what became of a folder.
type indexed struct {
	kept, changed, skipped, had int
	bytes                       int64
}

// indexFolder makes the documents of a folder a collection. A folder without any text leaves the collection as it was.
func indexFolder(ctx context.Context, l *library, from folder, bar *bar) (indexed, error) {
	var done indexed
	g, have, err := begin(ctx, l, from)
	if err != nil {
		return done, err
	}
	var docs []knowledge.Document
	flush := func(ctx context.Context) error {
		n, err := g.PutAll(ctx, docs)
		done.changed += n
		docs = docs[:0]
		return err
	}
	progress, err := indexer.Folder(ctx, from.dir, indexer.FolderOptions{
		BaseURL:   from.base,
		MostBytes: from.most,
		Have:      have,
		Skip:      func(f indexer.Skipped) { bar.line("overgeslagen: %s (%s)", f.Name, whySkipped(f)) },
		Progress: func(p indexer.FolderProgress) {
			bar.show(p.Done+p.Skipped, p.Known, fmt.Sprintf("%s van %s, %d overgeslagen, %s", megabytes(p.Bytes), megabytes(p.AllBytes), p.Skipped, p.Current))
		},
	}, func(ctx context.Context, doc knowledge.Document) error {
		docs = append(docs, doc)
		done.kept++
		if len(docs) < batch {
			return nil
		}
		return flush(ctx)
	})
	bar.done()
	// What was read is kept, also when somebody breaks it off.
	if err == nil || ctx.Err() != nil {
		err = errors.Join(err, flush(context.WithoutCancel(ctx)))
	}
	if err != nil {
		return done, err
	}
	done.skipped, done.had, done.bytes = progress.Skipped, progress.Had, progress.Bytes
	done.kept += progress.Had
	if done.kept == 0 {
		bar.line("geen enkel document met tekst gevonden; de collectie blijft zoals zij was")
		return done, g.Discard(ctx)
	}
	return done, g.Publish(ctx)
}

// whySkipped says why a file of a folder was passed over.
func whySkipped(f indexer.Skipped) string {
	if f.Of != "" {
		return fmt.Sprintf("hetzelfde als %s", f.Of)
	}
	return web.PassedOver(f.Reason)
}

// megabytes tells a size for people.
func megabytes(n int64) string {
	return fmt.Sprintf("%d MB", (n+1<<20-1)>>20)
}

// grantFirst is grant for a collection that may not be there yet: it has its rights before it has anything to see.
func grantFirst(ctx context.Context, l *library, collection, roles string) error {
	if _, err := l.store.Begin(ctx, knowledge.Staff, collection); err != nil {
		return err
	}
	return grant(ctx, l, collection, roles)
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

// begin starts a generation without anything of a run that was cut off: the folder may have lost files since, and all of it is read again. When the
// operator says that it is the same folder, it goes on instead, and have tells what need not be read again; what is in the folder no more goes.
func begin(ctx context.Context, l *library, from folder) (g *knowledge.Generation, have func(string, time.Time) bool, err error) {
	left, err := l.store.Begin(ctx, from.audience, from.collection)
	if err != nil {
		return nil, nil, err
	}
	if !from.again {
		if err := left.Discard(ctx); err != nil {
			return nil, nil, err
		}
		g, err = l.store.Begin(ctx, from.audience, from.collection)
		return g, nil, err
	}
	held, began, err := left.Held(ctx)
	if err != nil {
		return nil, nil, err
	}
	there, err := indexer.Addresses(from.dir, from.base)
	if err != nil {
		return nil, nil, err
	}
	for address := range held {
		if !there[address] {
			if err := left.Remove(ctx, address); err != nil {
				return nil, nil, err
			}
		}
	}
	return left, func(address string, changed time.Time) bool { return held[address] && changed.Before(began) }, nil
}
