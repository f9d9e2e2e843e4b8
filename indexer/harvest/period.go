package harvest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"wegwijzer/jurisprudence"
)

// The bases on which a period is asked for.
const (
	byChange   = "changed"
	byDecision = "decided"
)

// The steps of a period. First the rulings that have a text, which must be fetched; then, of what changed, all records, because a ruling whose
// text was withdrawn is no longer among the first. What comes after is fetching.
const (
	listDocuments = "documents"
	listRecords   = "records"
)

// period is one question to the feed, asked page by page.
type period struct {
	ID       int64
	Basis    string
	Begins   time.Time
	Ends     time.Time
	State    string
	NextFrom int
	Total    int
	AskedAt  time.Time
}

// query returns the question for the next page.
func (p period) query(subjects []string) jurisprudence.Query {
	q := jurisprudence.Query{Subjects: subjects, OnlyDocuments: p.State == listDocuments, From: p.NextFrom, Max: jurisprudence.PageSize}
	if p.Basis == byChange {
		q.Modified = jurisprudence.Window{From: p.Begins, To: p.Ends}
		return q
	}
	q.DecidedFrom, q.DecidedTo = p.Begins, p.Ends
	// What changes while the pages are read leaves the period, so that the count tells of it; the harvest of changes brings it.
	q.Modified = jurisprudence.Window{From: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), To: p.AskedAt}
	return q
}

// list reads the pages of a period. Each page is kept together with the place where the next begins, so that a crash loses none and doubles none.
func (r *run) list(ctx context.Context, p period) error {
	for p.State == listDocuments || p.State == listRecords {
		r.tell(fmt.Sprintf("%s – %s", p.Begins.Format("2-1-2006"), p.Ends.Format("2-1-2006")))
		page, err := r.page(ctx, p)
		var answer *answerError
		switch {
		case errors.As(err, &answer):
			if errors.Is(err, ErrRefused) {
				return answer.cause // asking again would be refused again
			}
			if err := r.pause(ctx, answer); err != nil {
				return err
			}
			continue
		case err != nil:
			return err
		}
		if err := r.well(ctx); err != nil {
			return err
		}
		next := p.after(page)
		due, err := r.store.keepPage(ctx, p, next, page.Entries, r.config.Now())
		if err != nil {
			return err
		}
		r.report.Listed += len(page.Entries)
		r.report.Known += due
		p = next
	}
	return nil
}

// page asks for one page.
func (r *run) page(ctx context.Context, p period) (*jurisprudence.Feed, error) {
	body, err := r.service.get(ctx, jurisprudence.SearchPath, p.query(r.config.Subjects).Values())
	if err != nil {
		return nil, err
	}
	r.report.Bytes += int64(len(body))
	page, err := jurisprudence.ParseFeed(bytes.NewReader(body))
	if err != nil {
		return nil, &answerError{status: 200, why: "no feed", cause: err}
	}
	if page.Size == 0 && p.NextFrom < page.Total && r.state.strikes < manyStrikes {
		return nil, &answerError{status: 200, why: "page without entries"}
	}
	return page, nil
}

// manyStrikes is how often a page may come empty before its end, until that is believed.
const manyStrikes = 4

// after returns the period as it stands behind a page. When the service counts fewer than before, rulings left the period while it was read,
// because they changed: everything behind them moved up, so reading goes back by as many.
func (p period) after(page *jurisprudence.Feed) period {
	next := p
	following, more := p.query(nil).Next(page)
	if lost := p.Total - page.Total; p.NextFrom > 0 && lost > 0 && page.Total > 0 {
		next.NextFrom, next.Total = max(0, p.NextFrom-lost), page.Total
		return next
	}
	next.NextFrom, next.Total = following.From, page.Total
	if more {
		return next
	}
	next.NextFrom = 0
	switch {
	case p.State == listDocuments && p.Basis == byChange:
		next.State, next.Total = listRecords, 0
	default:
		next.State, next.Total = "fetching", 0
	}
	return next
}
