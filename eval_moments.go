package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// momentSets are the own sets of phrases about a moment, with the wish that each one is. The first was looked at while the reader was built, the
// others were written before it saw them; what they showed was mended afterwards, so none is unseen any more.
var momentSets = []struct{ file, name string }{
	{"moments-dev.tsv", "korte zinnen, bij het bouwen bekeken"},
	{"moments-held.tsv", "korte zinnen, vooraf geschreven"},
	{"moments-third.tsv", "langere zinnen, vooraf geschreven"},
	{"moments-fourth.tsv", "gemengde zinnen, vooraf geschreven"},
	{"moments-fifth.tsv", "oud, jong, streektaal, spraak en Engels, vooraf geschreven"},
	{"moments-sixth.tsv", "idem, tweede keer"},
	{"moments-seventh.tsv", "idem, derde keer"},
	{"moments-eighth.tsv", "idem, vierde keer"},
}

// evalMoments counts the phrases that are read as meant, by class, and of those that are not, how many would be read back: a person hears the date
// before anything is booked, so a wrong one that is exact is the only kind that can be said yes to by mistake.
func evalMoments(_ context.Context, e *evaluation) ([]metric, error) {
	var metrics []metric
	for _, set := range momentSets {
		f, err := os.Open(filepath.Join(e.root, "internal", "dutch", "testdata", set.file))
		if err != nil {
			return nil, err
		}
		type tally struct{ n, right int }
		by := map[string]*tally{"alle": {}}
		order := []string{"alle"}
		exact := 0
		zone, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			return nil, err
		}
		var now time.Time
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			line := lines.Text()
			if line == "" || line[0] == '#' {
				continue
			}
			if line[0] == '@' {
				if now, err = time.ParseInLocation("2006-01-02T15:04", strings.TrimSpace(line[1:]), zone); err != nil {
					return nil, fmt.Errorf("reading %s: %w", set.file, err)
				}
				continue
			}
			cells := strings.Split(line+"\t", "\t")
			if len(cells) < 4 {
				return nil, fmt.Errorf("reading %s: a line without three cells", set.file)
			}
			class := cells[0]
			if by[class] == nil {
				by[class] = &tally{}
				order = append(order, class)
			}
			wish := dutch.ReadWish(cells[1], dutch.MomentFrame{Now: now})
			right := wish.String() == strings.TrimSpace(cells[2])
			for _, t := range []*tally{by[class], by["alle"]} {
				t.n++
				if right {
					t.right++
				}
			}
			if _, _, one := wish.Exact(); one && !right {
				exact++
			}
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
		for _, class := range order {
			metrics = append(metrics, share("moments", set.name, class, "gelezen zoals bedoeld", by[class].right, by[class].n))
		}
		metrics = append(metrics, share("moments", set.name, "alle", "niet precies verkeerd", by["alle"].n-exact, by["alle"].n))
	}
	return metrics, nil
}
