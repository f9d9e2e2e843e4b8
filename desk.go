package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"net/url"
	"os"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/demo"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
	"wegwijzer/web"
)

// deskConfig is what the environment says of the staff desk.
type deskConfig struct {
	address string // WEGWIJZER_URL: of the website as people type it; empty is where it listens
	proxies []netip.Prefix
	oidc    staff.ProviderConfig // with an empty issuer when nobody can sign in
}

// deskFromEnv reads the settings of the staff desk.
func deskFromEnv(env func(name string) string) (deskConfig, error) {
	c := deskConfig{
		address: strings.TrimSuffix(env("WEGWIJZER_URL"), "/"),
		oidc: staff.ProviderConfig{
			Issuer:    env("OIDC_ISSUER"),
			ClientID:  env("OIDC_CLIENT_ID"),
			Secret:    env("OIDC_CLIENT_SECRET"),
			Scopes:    strings.Fields(env("OIDC_SCOPES")),
			RoleClaim: env("OIDC_ROLE_CLAIM"),
			Strong:    strings.Fields(env("OIDC_STRONG_ACR")),
			Roles:     map[string]staff.Role{},
		},
	}
	if u, err := url.Parse(c.address); c.address != "" && (err != nil || u.Host == "" || u.Path != "" || u.Scheme != "https" && u.Scheme != "http") {
		return c, advise(err, "WEGWIJZER_URL is het adres van de website, zoals https://hulp.example.nl, en niet %q", c.address)
	}
	for _, p := range strings.Fields(env("WEGWIJZER_PROXIES")) {
		prefix, err := netip.ParsePrefix(p)
		if err != nil {
			if address, e := netip.ParseAddr(p); e == nil {
				prefix, err = address.Prefix(address.BitLen())
			}
		}
		if err != nil {
			return c, advise(err, "WEGWIJZER_PROXIES bevat netwerken zoals 10.0.0.0/8, en niet %q", p)
		}
		c.proxies = append(c.proxies, prefix)
	}
	if file := env("OIDC_CLIENT_SECRET_FILE"); file != "" {
		text, err := os.ReadFile(file) //nolint:gosec // the operator names it
		if err != nil {
			return c, advise(err, "het bestand van OIDC_CLIENT_SECRET_FILE is niet te lezen")
		}
		c.oidc.Secret = strings.TrimSpace(string(text))
	}
	if c.oidc.Issuer == "" {
		return c, nil
	}
	for pair := range strings.SplitSeq(env("OIDC_ROLES"), ",") {
		value, name, _ := strings.Cut(strings.TrimSpace(pair), "=")
		role, ok := staff.ParseRole(strings.TrimSpace(name))
		if !ok || value == "" {
			return c, advise(nil, "OIDC_ROLES heeft de vorm groep=rol,groep=rol met de rollen %s; %q past daar niet bij", staff.Everyone, pair)
		}
		c.oidc.Roles[value] |= role
	}
	if c.address == "" {
		return c, advise(nil, "bij OIDC_ISSUER hoort WEGWIJZER_URL: het adres van de website waar de inlogdienst mensen naar terugstuurt")
	}
	c.oidc.Return = c.address + web.ReturnPath
	return c, nil
}

// openDesk opens the staff desk: with the organisation's sign-in service, with the accounts of the demo, or with no way in. Demo accounts exist
// only while `serve --demo` runs, and never on a database that knew real people.
func (c config) openDesk(ctx context.Context, l *library, withDemo bool, log *slog.Logger) (*staff.Desk, []staff.Account, error) {
	config := staff.Config{DB: l.db.Pool, Logger: log}
	switch {
	case withDemo && c.desk.oidc.Issuer != "":
		return nil, nil, advise(nil, "met --demo zijn er eigen accounts; laat OIDC_ISSUER dan leeg")
	case withDemo:
		config.Accounts = staff.DemoAccounts(demoNames)
	case c.desk.oidc.Issuer != "":
		config.Provider = &c.desk.oidc
	}
	desk, err := staff.Open(ctx, config)
	switch {
	case errors.Is(err, staff.ErrProduction):
		return nil, nil, advise(nil, "deze database hoort bij een echte inlogdienst; de demo met haar eigen accounts mag haar niet openen. Geef de demo een eigen database")
	case errors.Is(err, staff.ErrDemo):
		return nil, nil, advise(nil, "deze database is van de demo, met verzonnen mensen; maak voor het echte gebruik een eigen database")
	case err != nil:
		return nil, nil, advise(err, "de instellingen van de inlogdienst (OIDC_…) kloppen niet")
	}
	return desk, config.Accounts, nil
}

// forStaff returns what answers staff from the part of their shelf that one of them may see: in literal sentences, for no model that the
// organisation did not choose for it may read its own documents.
func forStaff(l *library, log *slog.Logger) func(*knowledge.Shelf) *assistant.Assistant {
	return assistant.New(nil, l.bank, log).On
}

// The invented people of the demo: the role, and the name for on the screen.
//
//go:embed demo/staff.tsv
var demoStaff string

// demoNames gives the demo's account for a role a name for on the screen.
func demoNames(role string) string {
	for line := range strings.Lines(demoStaff) {
		if of, name, _ := strings.Cut(strings.TrimSpace(line), "\t"); of == role {
			return name
		}
	}
	return role
}

// indexInternal makes the demo's own documents searchable for its staff, when that was not done before.
func indexInternal(ctx context.Context, l *library, w io.Writer) error {
	for _, f := range demo.Internal() {
		found, err := l.published(ctx, knowledge.Staff, f.Name)
		switch {
		case err != nil:
			return err
		case found:
			continue
		}
		dir, err := os.MkdirTemp("", "wegwijzer-demo-")
		if err != nil {
			return fmt.Errorf("making room for the demo's documents: %w", err)
		}
		err = os.CopyFS(dir, f.Files)
		if err == nil {
			err = grantFirst(ctx, l, f.Name, f.Roles)
		}
		if err == nil {
			_, err = indexFolder(ctx, l, folder{dir: dir, audience: knowledge.Staff, collection: f.Name}, newBar(w))
		}
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			return fmt.Errorf("reading the demo's documents: %w", err)
		}
	}
	return nil
}

// tellAccounts writes how to sign in to the demo.
func tellAccounts(w io.Writer, website string, accounts []staff.Account) {
	fmt.Fprintf(w, "Medewerkers loggen in op http://%s/medewerkers met een van deze accounts:\n", website)
	for _, a := range accounts {
		fmt.Fprintf(w, "  %-10s %s   (%s)\n", a.Name, a.Password, a.Shown)
	}
}
