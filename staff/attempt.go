package staff

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// attemptTime is how long someone may be away at the sign-in service.
const attemptTime = 10 * time.Minute

// What coming back from the sign-in service may answer.
var (
	// ErrAttempt says that this browser did not begin to sign in, or already came back, or was away too long: it may begin again.
	ErrAttempt = errors.New("no such sign-in was begun here")
	// ErrRefused says that the service, or we, did not believe who it was.
	ErrRefused = errors.New("the sign-in was refused")
	// ErrBusy says that far too many people begin to sign in at once.
	ErrBusy = errors.New("too many sign-ins under way")
	// ErrNoRole says that the account is right but may do nothing here.
	ErrNoRole = errors.New("the account has no role here")
)

// Begin begins to sign in with the organisation's service: it returns the address there, and what the browser must keep until it comes back.
// returnTo is the page of ours that was asked for. A session that is given is renewed: the same person must show anew who it is. It returns
// ErrUnsure when the service does not answer, and ErrNoWay where there is none.
func (d *Desk) Begin(ctx context.Context, returnTo string, renews Token) (address string, cookie Token, err error) {
	if d.provider == nil {
		return "", "", ErrNoWay
	}
	found, err := d.provider.discover(ctx)
	if err != nil {
		return "", "", err
	}
	now := d.now()
	cookie = newToken()
	state, nonce, verifier := newToken(), secret(), oauth2.GenerateVerifier()
	row := attemptRow{
		Cookie: cookie.hash(), State: state.hash(), Nonce: nonce, Verifier: verifier, ReturnTo: OwnPath(returnTo), BegunAt: now, ExpiresAt: now.Add(attemptTime),
	}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("nonce", nonce)}
	if renews != "" {
		row.Renews = renews.hash()
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
		if len(d.provider.config.Strong) > 0 {
			options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(d.provider.config.Strong, " ")))
		}
	}
	if err := d.store.attempt(ctx, row); err != nil {
		return "", "", fmt.Errorf("beginning to sign in: %w", err)
	}
	return found.oauth.AuthCodeURL(string(state), options...), cookie, nil
}

// secret returns 256 random bits that may be read by whoever reads the database: they are of use once, together with what is not in it.
func secret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // it never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Finish ends what Begin began, with what the service sent along. It returns the token of the new session and the page that was asked for. It
// returns ErrAttempt, ErrRefused, ErrNoRole or ErrUnsure. An attempt can be finished once, however it ends.
func (d *Desk) Finish(ctx context.Context, cookie Token, sent url.Values) (token Token, returnTo string, err error) {
	if d.provider == nil {
		return "", "", ErrNoWay
	}
	row, err := d.store.takeAttempt(ctx, cookie.hash(), d.now())
	if err != nil {
		return "", "", err
	}
	if subtle.ConstantTimeCompare(Token(sent.Get("state")).hash(), row.State) != 1 {
		return "", "", ErrAttempt
	}
	a, err := d.exchange(ctx, row, sent)
	if err != nil {
		return "", "", err
	}
	if row.Renews != nil {
		// Someone else, or the same person without the session that was to be renewed, begins anew.
		renewed, err := d.store.session(ctx, row.Renews, d.issuer(), d.now())
		if err != nil {
			return "", "", err
		}
		if renewed.Subject != a.subject {
			return "", "", fmt.Errorf("%w: another person than the session's", ErrRefused)
		}
	}
	token, err = d.start(ctx, a, row.Renews)
	return token, row.ReturnTo, err
}

// exchange changes the code that the service sent for its word on who this is.
func (d *Desk) exchange(ctx context.Context, row attemptRow, sent url.Values) (admission, error) {
	found, err := d.provider.discover(ctx)
	if err != nil {
		return admission{}, err
	}
	if iss := sent.Get("iss"); iss != d.provider.config.Issuer && (iss != "" || found.names) {
		return admission{}, fmt.Errorf("%w: another service sent the answer", ErrRefused)
	}
	if sent.Get("error") != "" || sent.Get("code") == "" {
		return admission{}, fmt.Errorf("%w: the service sent no code", ErrRefused)
	}
	ctx, cancel := context.WithTimeout(d.provider.context(ctx), providerTime)
	defer cancel()
	given, err := found.oauth.Exchange(ctx, sent.Get("code"), oauth2.VerifierOption(row.Verifier))
	if err != nil {
		return admission{}, refusal("changing the code", err)
	}
	if given.RefreshToken == "" {
		// Without it we could not hear that a role was taken away.
		d.log.ErrorContext(ctx, "sign-in service gives no refresh token; grant this client offline_access")
		return admission{}, fmt.Errorf("%w: no refresh token", ErrRefused)
	}
	expect := expectation{nonce: row.Nonce, since: row.BegunAt}
	if row.Renews != nil {
		expect.provenSince = row.BegunAt
		expect.strong = d.provider.config.Strong
	}
	raw, _ := given.Extra("id_token").(string)
	a, err := d.provider.believe(ctx, found, raw, given.AccessToken, expect)
	if err != nil {
		return admission{}, err
	}
	a.refresh = given.RefreshToken
	return a, nil
}

// refusal tells a service that says no from one that says nothing.
func refusal(doing string, err error) error {
	var said *oauth2.RetrieveError
	if errors.As(err, &said) && said.Response != nil && said.Response.StatusCode < 500 {
		return fmt.Errorf("%s: %w: %s", doing, ErrRefused, clip(said.ErrorCode, 60))
	}
	return fmt.Errorf("%s: %w: %w", doing, ErrUnsure, err)
}

// SignOutAddress returns where people sign out of the service itself; "" when there is no such place.
func (d *Desk) SignOutAddress(ctx context.Context, back string) string {
	if d.provider == nil {
		return ""
	}
	found, err := d.provider.discover(ctx)
	if err != nil || found.goodbye == "" {
		return ""
	}
	u, err := url.Parse(found.goodbye)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", d.provider.config.ClientID)
	q.Set("post_logout_redirect_uri", back)
	u.RawQuery = q.Encode()
	return u.String()
}

// OwnPath returns path when it is a page of the staff desk, and the first page otherwise: after signing in nobody is sent to another site.
func OwnPath(path string) string {
	const home = "/medewerkers"
	u, err := url.Parse(path)
	switch {
	case err != nil, len(path) > 400, u.IsAbs(), u.Host != "", u.User != nil, strings.ContainsAny(path, "\\\r\n\t"):
		return home
	case u.Path != home && !strings.HasPrefix(u.Path, home+"/"), strings.Contains(u.Path, "//"), strings.Contains(u.Path, ".."):
		return home
	case strings.HasPrefix(u.Path, home+"/inloggen"), strings.HasPrefix(u.Path, home+"/uitloggen"):
		return home
	}
	return u.EscapedPath() // what was searched for stays out of it
}
