package indexer

import (
	"context"
	"time"
)

const (
	withdrawnSites = `
		SELECT site, withdrawn_since
		FROM crawl_sites
		WHERE collection = $1`
	withdrawSite = `
		INSERT INTO crawl_sites (collection, site, withdrawn_since)
		VALUES ($1, $2, $3)
		ON CONFLICT DO NOTHING`
	restoreSite = `
		DELETE FROM crawl_sites
		WHERE collection = $1
		AND site = $2`
	forgetSites = `
		DELETE FROM crawl_sites
		WHERE collection = $1
		AND site <> ALL ($2)`
	withdrawnURLs = `
		SELECT url
		FROM crawl_pages
		WHERE collection = $1
		AND site = $2
		AND state IN ('skipped', 'moved', 'gone')
		AND reason <> '` + reasonScope + `' -- what an operator takes out is no mistake of the site
		ORDER BY url`
)

// withdrawn lists the sites that show none of the pages that they had, or less than half, and since when.
func (s store) withdrawn(ctx context.Context, collection string) (map[string]time.Time, error) {
	return s.moments(ctx, "reading sites", withdrawnSites, collection)
}

// withdraw records that a site shows none of the pages that it had, or less than half.
func (s store) withdraw(ctx context.Context, collection, site string, since time.Time) error {
	return s.change(ctx, withdrawSite, collection, site, since)
}

// restore records that a site is well, with the pages that it shows.
func (s store) restore(ctx context.Context, collection, site string) error {
	return s.change(ctx, restoreSite, collection, site)
}

// forgetOthers forgets the sites of a collection that are crawled no more.
func (s store) forgetOthers(ctx context.Context, collection string, sites []string) error {
	return s.change(ctx, forgetSites, collection, sites)
}

// refused lists the pages of a site that it does not show, or not to us.
func (s store) refused(ctx context.Context, collection, site string) ([]string, error) {
	return s.urls(ctx, withdrawnURLs, collection, site)
}
