package indexer

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/idna"
)

// ErrBlocked says that an address may not be fetched: it leads into our own network, or is none that the public web
// uses. Nothing was sent.
var ErrBlocked = errors.New("address not allowed")

// guard keeps the fetcher on the public web. What a page links to is written by others, and some of it is meant to
// make a crawler reach what stands behind the firewall. The address is judged twice: as it is written, and, which is
// what counts, as it is connected to, after names were resolved.
type guard struct {
	allow map[string]bool // host:port that an operator named, such as the demo's own site
}

func newGuard(allow []string) guard {
	g := guard{allow: make(map[string]bool)}
	for _, hostPort := range allow {
		g.allow[strings.ToLower(hostPort)] = true
	}
	return g
}

// check judges an address as it is written. It returns an error that is ErrBlocked.
func (g guard) check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("scheme %q: %w", u.Scheme, ErrBlocked)
	case u.User != nil:
		return fmt.Errorf("credentials in address: %w", ErrBlocked)
	case u.Opaque != "" || u.Hostname() == "":
		return fmt.Errorf("no host: %w", ErrBlocked)
	case g.allow[strings.ToLower(hostPort(u))]:
		return nil
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return fmt.Errorf("port %s: %w", u.Port(), ErrBlocked)
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		if !public(ip) {
			return fmt.Errorf("host %s: %w", host, ErrBlocked)
		}
		return nil
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return fmt.Errorf("host %q: %w", host, ErrBlocked)
	}
	if !publicName(ascii) {
		return fmt.Errorf("host %s: %w", ascii, ErrBlocked)
	}
	return nil
}

// hostPort is an address's host with its port, the usual one of its scheme when it names none.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// inner are the ends of names that exist only within a network.
var inner = []string{".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".private", ".home.arpa", ".onion", ".i2p"}

// publicName reports whether a name can be one of the public web: it has a dot, and its last part is letters, for a
// resolver reads "127.1", "0x7f.1" and "2130706433" as addresses.
func publicName(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || dot == len(host)-1 {
		return false
	}
	last := host[dot+1:]
	if !strings.HasPrefix(last, "xn--") && strings.ContainsAny(last, "0123456789") {
		return false
	}
	for _, end := range inner {
		if strings.HasSuffix(host, end) {
			return false
		}
	}
	return true
}

// dialContext connects to hosts on the public web, and to those that the operator named.
func (g guard) dialContext(timeout time.Duration) func(ctx context.Context, network, address string) (net.Conn, error) {
	named := &net.Dialer{Timeout: timeout}
	guarded := &net.Dialer{Timeout: timeout, Control: control}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if g.allow[strings.ToLower(address)] {
			return named.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}

// control is called with the address that is about to be connected to. A name that was harmless when it was checked
// and leads inside now is stopped here.
func control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("network %s: %w", network, ErrBlocked)
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil || !public(to.Addr()) {
		return fmt.Errorf("connecting to %s: %w", address, ErrBlocked)
	}
	if to.Port() != 80 && to.Port() != 443 {
		return fmt.Errorf("port %d: %w", to.Port(), ErrBlocked)
	}
	return nil
}

// reserved are the networks that no public site is in: private and shared ones, those of documentation and tests,
// and those that carry another address within, by which a private one could be reached.
var reserved = func() []netip.Prefix {
	var ps []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
		"192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
		"192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"168.63.129.16/32", // a cloud's inner services, on a public address
		"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
	} {
		ps = append(ps, netip.MustParsePrefix(s))
	}
	return ps
}()

// global is the part of IPv6 that is in use on the internet.
var global = netip.MustParsePrefix("2000::/3")

// public reports whether an address is one on the public internet.
func public(ip netip.Addr) bool {
	if ip.Zone() != "" || ip.Is4In6() {
		// The kernel connects to a mapped address as to the IPv4 address in it; no honest page writes one.
		return false
	}
	if ip.Is6() && !global.Contains(ip) {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.IsGlobalUnicast() && !ip.IsPrivate()
}
