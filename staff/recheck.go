package staff

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// A session in use asks the sign-in service every askEvery whether its account and roles are still so; an answer is trusted for trustFor. A role
// that was taken away is gone here within trustFor, which is the minute that is promised.
const (
	askEvery = 30 * time.Second
	trustFor = time.Minute
)

// How long one request has to ask the service, and how often another that waits for it looks.
const (
	askTime   = providerTime + time.Second
	lookEvery = 100 * time.Millisecond
)

// recheck asks the service whether the account of a session is still what it was. Of the requests of one session a single one asks: a refresh
// token may be good for one use. The others go on with the last answer while it may be trusted, and wait when not.
func (d *Desk) recheck(ctx context.Context, token Token, row sessionRow) (sessionRow, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime+providerTime)
	defer cancel()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		mine, err := d.store.lease(ctx, row.Token, row.CheckedAt, d.now(), d.now().Add(askTime))
		if err != nil {
			return row, err
		}
		trusted := d.now().Sub(row.CheckedAt) < trustFor
		if mine {
			fresh, err := d.inquire(ctx, token, row)
			if errors.Is(err, ErrUnsure) && trusted {
				return row, nil
			}
			return fresh, err
		}
		if trusted {
			return row, nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return row, fmt.Errorf("waiting for the sign-in service: %w", ErrUnsure)
		}
		if row, err = d.store.session(ctx, row.Token, d.issuer(), d.now()); err != nil {
			return row, err
		}
		if d.now().Sub(row.CheckedAt) < askEvery {
			return row, nil
		}
	}
}

// inquire asks the service about the account of a session and writes down what it says. It ends the session when the service does not know it
// any more, or when no role is left.
func (d *Desk) inquire(ctx context.Context, token Token, row sessionRow) (sessionRow, error) {
	refresh, err := unseal(token, row.Refresh)
	if err != nil || refresh == "" {
		return row, errors.Join(ErrSignedOut, d.store.end(ctx, row.Token))
	}
	a, err := d.provider.refresh(ctx, refresh, row.Subject, row.CheckedAt)
	switch {
	case errors.Is(err, ErrUnsure):
		return row, errors.Join(err, d.store.release(ctx, row.Token))
	case err != nil:
		d.log.InfoContext(ctx, "session ended by the sign-in service", "reason", reasonOf(err))
		return row, errors.Join(ErrSignedOut, d.store.end(ctx, row.Token))
	}
	row.Roles, row.CheckedAt = a.role.Names(), d.now()
	if row.Refresh, err = seal(token, a.refresh); err != nil {
		return row, err
	}
	if err := d.store.checked(ctx, row); err != nil {
		return row, err
	}
	return row, nil
}

func reasonOf(err error) string {
	if errors.Is(err, ErrNoRole) {
		return "no role"
	}
	return "refused"
}

// refresh asks the service anew about an account.
func (p *provider) refresh(ctx context.Context, refresh, subject string, since time.Time) (admission, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return admission{}, err
	}
	ctx, cancel := context.WithTimeout(p.context(ctx), providerTime)
	defer cancel()
	source := found.oauth.TokenSource(ctx, &oauth2.Token{RefreshToken: refresh})
	given, err := source.Token()
	if err != nil {
		return admission{}, refusal("refreshing", err)
	}
	var a admission
	if raw, _ := given.Extra("id_token").(string); raw != "" {
		a, err = p.believe(ctx, found, raw, given.AccessToken, expectation{subject: subject, since: since})
	} else {
		a, err = p.userInfo(ctx, found, given, subject)
	}
	if err != nil {
		return admission{}, err
	}
	if a.refresh = given.RefreshToken; a.refresh == "" {
		a.refresh = refresh
	}
	return a, nil
}

// userInfo asks for the claims of an account at a service that gives no ID token at a refresh.
func (p *provider) userInfo(ctx context.Context, found *discovered, given *oauth2.Token, subject string) (admission, error) {
	info, err := found.provider.UserInfo(oidc.ClientContext(ctx, p.client), oauth2.StaticTokenSource(given))
	if err != nil {
		return admission{}, fmt.Errorf("asking about an account: %w: %w", ErrUnsure, err)
	}
	var all map[string]any
	if info.Subject != subject || info.Claims(&all) != nil {
		return admission{}, ErrRefused
	}
	a := admission{subject: info.Subject, role: p.roles(all)}
	if a.role == 0 {
		return admission{}, ErrNoRole
	}
	return a, nil
}
