package web

import (
	"net/http"
	"net/netip"
	"strings"

	"wegwijzer/staff"
)

// The cookies of the staff desk. Visitors get none.
const (
	sessionCookie = "medewerker"
	attemptCookie = "inloggen"
)

// cookieName returns the name under which a cookie is set. Over https the browser itself sees to it that no other site, and no page without
// https, could have set a cookie with this prefix.
func (s *Server) cookieName(name string) string {
	if s.secure {
		return "__Host-" + name
	}
	return name
}

// cookie returns the token in a cookie of a request; "" when there is none.
func (s *Server) cookie(r *http.Request, name string) staff.Token {
	c, err := r.Cookie(s.cookieName(name))
	if err != nil {
		return ""
	}
	return staff.Token(c.Value)
}

// setCookie gives the browser a token until it is closed. A session goes along with requests from our own pages only; someone who comes back
// from the sign-in service comes from another site, and that cookie goes along with it.
func (s *Server) setCookie(w http.ResponseWriter, name string, token staff.Token) {
	mode := http.SameSiteStrictMode
	if name == attemptCookie {
		mode = http.SameSiteLaxMode
	}
	http.SetCookie(w, &http.Cookie{Name: s.cookieName(name), Value: string(token), Path: "/", Secure: s.secure, HttpOnly: true, SameSite: mode})
}

// dropCookie takes a cookie away.
func (s *Server) dropCookie(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: s.cookieName(name), Path: "/", MaxAge: -1, Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// The part of an address that tells a network from another, and not one machine.
const (
	network4 = 24
	network6 = 48
)

// network returns the network that a request comes from. What proxies say of it is believed as far as they are ours.
func (s *Server) network(r *http.Request) string {
	port, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	address := port.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.ours(address); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	return networkOf(address)
}

// networkOf returns the network that an address is part of.
func networkOf(address netip.Addr) string {
	address = address.Unmap().WithZone("")
	bits := network4
	if address.Is6() {
		bits = network6
	}
	prefix, err := address.Prefix(bits)
	if err != nil {
		return ""
	}
	return prefix.String()
}

// ours reports whether an address is that of one of our proxies.
func (s *Server) ours(address netip.Addr) bool {
	for _, p := range s.config.Proxies {
		if p.Contains(address) {
			return true
		}
	}
	return false
}
