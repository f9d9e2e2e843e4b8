package staff_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// hmacToken signs a token with a shared secret, as a forger does who takes the service's public key for one.
func hmacToken(f *forgery, secret []byte) string {
	f.header["alg"] = "HS256"
	unsigned := part(f.header) + "." + part(f.claims)
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(unsigned))
	return unsigned + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// ownKey signs with a key that the token itself brings along, or points to.
func ownKey(f *forgery, header string, value any) {
	f.header[header] = value
	f.key = f.old
}

func publicPEM(f *forgery) []byte {
	der, err := x509.MarshalPKIXPublicKey(&f.key.PublicKey)
	if err != nil {
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func jwk(f *forgery) map[string]any {
	text, err := json.Marshal(jose.JSONWebKey{Key: &f.old.PublicKey, KeyID: "key-1", Algorithm: "RS256", Use: "sig"})
	if err != nil {
		panic(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		panic(err)
	}
	return m
}

func claim(name string, value any) func(*forgery) {
	return func(f *forgery) { f.claims[name] = value }
}

func without(name string) func(*forgery) {
	return func(f *forgery) { delete(f.claims, name) }
}

func at(name string, d time.Duration) func(*forgery) {
	return func(f *forgery) { f.claims[name] = time.Now().Add(d).Unix() }
}

// raw changes a token that was signed well.
func raw(change func(token string) string) func(*forgery) {
	return func(f *forgery) { f.raw = change(sign(f.header, f.claims, f.key)) }
}

// hostileTokens are ID tokens of which none may let anyone in. The service's honest one, before each change, does.
var hostileTokens = []struct {
	name  string
	forge func(*forgery)
}{
	// Signatures.
	{"alg none, no signature", func(f *forgery) { f.header["alg"] = "none"; f.raw = part(f.header) + "." + part(f.claims) + "." }},
	{"alg None", func(f *forgery) { f.header["alg"] = "None"; f.raw = part(f.header) + "." + part(f.claims) + "." }},
	{"alg NONE with a signature", func(f *forgery) { f.header["alg"] = "NONE" }},
	{"alg nOnE", func(f *forgery) { f.header["alg"] = "nOnE"; f.raw = part(f.header) + "." + part(f.claims) + "." }},
	{"alg empty", func(f *forgery) { f.header["alg"] = "" }},
	{"no alg", func(f *forgery) { delete(f.header, "alg") }},
	{"alg a number", func(f *forgery) { f.header["alg"] = 256 }},
	{"alg a list", func(f *forgery) { f.header["alg"] = []string{"RS256"} }},
	{"alg in lower case", func(f *forgery) { f.header["alg"] = "rs256" }},
	{"HS256 with the public key as PEM", func(f *forgery) { f.raw = hmacToken(f, publicPEM(f)) }},
	{"HS256 with the public key as DER", func(f *forgery) { f.raw = hmacToken(f, x509.MarshalPKCS1PublicKey(&f.key.PublicKey)) }},
	{"HS256 with the modulus", func(f *forgery) { f.raw = hmacToken(f, f.key.N.Bytes()) }},
	{"HS256 with the client's secret", func(f *forgery) { f.raw = hmacToken(f, []byte("geheim")) }},
	{"HS256 with nothing", func(f *forgery) { f.raw = hmacToken(f, nil) }},
	{"a key of nobody's", func(f *forgery) { f.key = f.old }},
	{"a key of nobody's without kid", func(f *forgery) { f.key = f.old; delete(f.header, "kid") }},
	{"a key of nobody's under another kid", func(f *forgery) { f.key = f.old; f.header["kid"] = "key-9" }},
	{"kid is a path", func(f *forgery) { f.key = f.old; f.header["kid"] = "../../../../dev/null" }},
	{"kid is a query", func(f *forgery) { f.key = f.old; f.header["kid"] = "' OR '1'='1" }},
	{"kid is a number", func(f *forgery) { f.header["kid"] = 1 }},
	{"kid is very long", func(f *forgery) { f.header["kid"] = strings.Repeat("k", 1<<16) }},
	{"jwk brings its own key", func(f *forgery) { ownKey(f, "jwk", jwk(f)) }},
	{"jku points to its own keys", func(f *forgery) { ownKey(f, "jku", "https://evil.example/keys") }},
	{"JKU in capitals", func(f *forgery) { ownKey(f, "JKU", "https://evil.example/keys") }},
	{"x5u points to its own certificate", func(f *forgery) { ownKey(f, "x5u", "https://evil.example/cert") }},
	{"x5c brings its own certificate", func(f *forgery) { ownKey(f, "x5c", []string{"MIIB"}) }},
	{"jku beside the right key", func(f *forgery) { f.header["jku"] = "https://evil.example/keys" }},
	{"crit asks for what we do not know", func(f *forgery) { f.header["crit"] = []string{"exp"} }},
	{"b64 is off", func(f *forgery) { f.header["b64"] = false }},
	{"zip", func(f *forgery) { f.header["zip"] = "DEF" }},
	{"typ of an access token", func(f *forgery) { f.header["typ"] = "at+jwt" }},
	{"typ of a logout token", func(f *forgery) { f.header["typ"] = "logout+jwt" }},
	{"ES256 header over an RSA signature", func(f *forgery) { f.header["alg"] = "ES256" }},
	{"ES256 with a key of nobody's", func(f *forgery) {
		key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		f.header["alg"] = "ES256"
		unsigned := part(f.header) + "." + part(f.claims)
		sum := sha256.Sum256([]byte(unsigned))
		r, s, _ := ecdsa.Sign(rand.Reader, key, sum[:])
		f.raw = unsigned + "." + base64.RawURLEncoding.EncodeToString(append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...))
	}},
	{"ES256 of zeroes", func(f *forgery) {
		f.header["alg"] = "ES256"
		f.raw = part(f.header) + "." + part(f.claims) + "." + base64.RawURLEncoding.EncodeToString(make([]byte, 64))
	}},
	{"PS256 header over a PKCS1 signature", func(f *forgery) { f.header["alg"] = "PS256" }},
	{"a signature of zeroes", func(f *forgery) {
		f.raw = part(f.header) + "." + part(f.claims) + "." + base64.RawURLEncoding.EncodeToString(make([]byte, 256))
	}},
	{"claims changed after signing", func(f *forgery) {
		signed := strings.Split(sign(f.header, f.claims, f.key), ".")
		f.claims["roles"] = []string{"SHN-Privacy", "SHN-Beheer"}
		f.raw = signed[0] + "." + part(f.claims) + "." + signed[2]
	}},
	{"header changed after signing", func(f *forgery) {
		signed := strings.Split(sign(f.header, f.claims, f.key), ".")
		f.header["kid"] = "key-2"
		f.raw = part(f.header) + "." + signed[1] + "." + signed[2]
	}},

	// Form.
	{"no token", func(f *forgery) { delete(f.answer, "id_token"); f.raw = " " }},
	{"an empty token", raw(func(string) string { return "." })},
	{"two parts", raw(func(s string) string { return s[:strings.LastIndex(s, ".")] })},
	{"four parts", raw(func(s string) string { return s + ".e30" })},
	{"five parts, encrypted", raw(func(string) string { return "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d" })},
	{"cut off", raw(func(s string) string { return s[:len(s)-10] })},
	{"one character changed", raw(func(s string) string {
		i := len(s) - 100
		c := byte('A')
		if s[i] == c {
			c = 'B'
		}
		return s[:i] + string(c) + s[i+1:]
	})},
	{"with spaces", raw(func(s string) string { return strings.ReplaceAll(s, ".", " . ") })},
	{"a line break at the end", raw(func(s string) string { return s + "\n" })},
	{"ordinary base64 padding", raw(func(s string) string { return s + "==" })},
	{"a JWS as JSON", raw(func(s string) string {
		p := strings.Split(s, ".")
		return `{"payload":"` + p[1] + `","protected":"` + p[0] + `","signature":"` + p[2] + `"}`
	})},
	{"two signatures", raw(func(s string) string {
		p := strings.Split(s, ".")
		one := `{"protected":"` + p[0] + `","signature":"` + p[2] + `"}`
		return `{"payload":"` + p[1] + `","signatures":[` + one + `,` + one + `]}`
	})},
	{"claims are no object", func(f *forgery) {
		f.raw = part(f.header) + "." + base64.RawURLEncoding.EncodeToString([]byte(`"x"`)) + ".AAAA"
	}},
	{"of 40 kB", claim("filler", strings.Repeat("x", 40<<10))},
	{"of 2 MB", claim("filler", strings.Repeat("x", 2<<20))},
	{"nested a hundred thousand deep", func(f *forgery) {
		f.raw = part(f.header) + "." + base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat(`{"a":`, 100_000)+"1"+strings.Repeat("}", 100_000))) + ".AAAA"
	}},
	{"with letters that look alike", raw(func(s string) string { return "е" + s[1:] })},

	// Who made it, for whom.
	{"another issuer", claim("iss", "https://evil.example")},
	{"an issuer with a slash more", func(f *forgery) { f.claims["iss"] = f.claims["iss"].(string) + "/" }},
	{"an issuer in capitals", func(f *forgery) { f.claims["iss"] = strings.ToUpper(f.claims["iss"].(string)) }},
	{"an issuer that looks alike", claim("iss", "http://127.0.0.1.evil.example")},
	{"no issuer", without("iss")},
	{"another client", claim("aud", "other")},
	{"no client", without("aud")},
	{"an empty list of clients", claim("aud", []string{})},
	{"a client that begins the same", claim("aud", "wegwijzer2")},
	{"a client in capitals", claim("aud", "WEGWIJZER")},
	{"two clients without azp", func(f *forgery) { f.claims["aud"] = []string{clientID, "other"}; delete(f.claims, "azp") }},
	{"two clients, made for the other", func(f *forgery) { f.claims["aud"] = []string{clientID, "other"}; f.claims["azp"] = "other" }},
	{"azp is another", claim("azp", "other")},
	{"azp with a unicode twin", claim("azp", "wegwijzеr")},
	{"a number for a client", claim("aud", 1)},

	// Whom it is about.
	{"no subject", without("sub")},
	{"an empty subject", claim("sub", "")},
	{"a subject of 300 characters", claim("sub", strings.Repeat("s", 300))},
	{"a number for a subject", claim("sub", 1)},
	{"roles are an object", claim("roles", map[string]any{"SHN-Juristen": true})},
	{"roles in a list of lists", claim("roles", []any{[]string{"SHN-Juristen"}})},
	{"a role with a zero byte", claim("roles", []string{"SHN-Juristen\x00"})},
	{"a role that looks alike", claim("roles", []string{"SHN-Јuristen"})},

	// When.
	{"expired a second ago", at("exp", -time.Second)},
	{"expired long ago", at("exp", -24*time.Hour)},
	{"no expiry", without("exp")},
	{"expiry is zero", claim("exp", 0)},
	{"expiry is a word", claim("exp", "morgen")},
	{"expiry is negative", claim("exp", -1)},
	{"made in two minutes", at("iat", 2*time.Minute)},
	{"made before this sign-in", at("iat", -5*time.Minute)},
	{"not made at all", without("iat")},
	{"made in 1970", claim("iat", 1)},
	{"not valid yet", at("nbf", 2*time.Minute)},
	{"proven in the future", at("auth_time", 10*time.Minute)},

	// For which sign-in.
	{"no nonce", without("nonce")},
	{"an empty nonce", claim("nonce", "")},
	{"another nonce", claim("nonce", "abc")},
	{"a nonce with more behind it", func(f *forgery) { f.claims["nonce"] = f.claims["nonce"].(string) + "x" }},
	{"a nonce in a list", func(f *forgery) { f.claims["nonce"] = []any{f.claims["nonce"]} }},
	{"of another access token", func(f *forgery) { f.claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" }},
}

// TestHostileTokens signs in once with each. Every one must be refused, and for the honest token before and after it must be let in.
func TestHostileTokens(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	accepted := 0
	for _, h := range hostileTokens {
		s.set(func() { s.forge = h.forge })
		token, err := s.signIn(t, d)
		if err == nil || token != "" {
			accepted++
			t.Errorf("%s: accepted", h.name)
		}
		if err != nil && !errors.Is(err, staff.ErrRefused) && !errors.Is(err, staff.ErrNoRole) && !errors.Is(err, staff.ErrUnsure) {
			t.Errorf("%s: %v", h.name, err)
		}
	}
	s.set(func() { s.forge = nil })
	if _, err := s.signIn(t, d); err != nil {
		t.Errorf("the honest token: %v", err)
	}
	t.Logf("%d of %d hostile tokens accepted", accepted, len(hostileTokens))
}

// A token of one sign-in is of no use in another, though it is genuine in every way.
func TestGenuineTokenOfAnotherSignIn(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	kept := ""
	s.set(func() { s.forge = func(f *forgery) { f.raw = sign(f.header, f.claims, f.key); kept = f.raw } })
	if _, err := s.signIn(t, d); err != nil {
		t.Fatal(err)
	}
	s.set(func() { s.forge = func(f *forgery) { f.raw = kept } })
	if _, err := s.signIn(t, d); !errors.Is(err, staff.ErrRefused) {
		t.Errorf("a token of another sign-in: %v", err)
	}
}

// A code that someone took is of no use without the secret that only our server has (PKCE), nor a second time.
func TestCodeOfAnotherSignIn(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	theirs, _, err := d.Begin(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	stolen := s.visit(t, theirs).Get("code")
	mine, cookie, err := d.Begin(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	own, err := url.Parse(mine)
	if err != nil {
		t.Fatal(err)
	}
	sent := url.Values{"state": {own.Query().Get("state")}, "code": {stolen}}
	if _, _, err := d.Finish(t.Context(), cookie, sent); !errors.Is(err, staff.ErrRefused) {
		t.Errorf("a stolen code: %v", err)
	}
}

// TestHostileRefreshes has the service answer a check with each hostile token; the session ends, or keeps the role that it had for less than a
// minute when the service makes no sense.
func TestHostileRefreshes(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, nil)
	accepted, tried := 0, 0
	for _, h := range hostileTokens {
		if strings.Contains(h.name, "nonce") || strings.HasPrefix(h.name, "no token") { // a refresh has neither
			continue
		}
		c.ahead.Store(0)
		s.set(func() { s.forge = nil })
		token, err := s.signIn(t, d)
		if err != nil {
			t.Fatal(err)
		}
		tried++
		s.set(func() {
			s.forge = func(f *forgery) {
				f.claims["roles"] = []string{"SHN-Privacy"}
				h.forge(f)
			}
		})
		c.forward(35 * time.Second)
		if who, err := d.Session(t.Context(), token); err == nil && who.Person.Role.Any(staff.Privacy) {
			accepted++
			t.Errorf("%s: accepted at a refresh", h.name)
		}
	}
	t.Logf("%d of %d hostile tokens accepted at a refresh", accepted, tried)
}

func TestBackChannel(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, nil)
	s.set(func() { s.forge = func(f *forgery) { f.claims["sid"] = "sid-1" } })
	signIn := func() staff.Token {
		token, err := s.signIn(t, d)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	farewell := func(change func(header, claims map[string]any)) string {
		header := map[string]any{"alg": "RS256", "kid": "key-1", "typ": "logout+jwt"}
		now := time.Now()
		claims := map[string]any{
			"iss": s.server.URL, "aud": clientID, "iat": now.Unix(), "exp": now.Add(2 * time.Minute).Unix(), "jti": "1", "sub": "id1", "sid": "sid-1",
			"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}},
		}
		change(header, claims)
		return sign(header, claims, newKey())
	}
	token := signIn()
	refused := map[string]func(h, c map[string]any){
		"another issuer": func(_, c map[string]any) { c["iss"] = "https://evil.example" },
		"another client": func(_, c map[string]any) { c["aud"] = "other" },
		"no event":       func(_, c map[string]any) { delete(c, "events") },
		"another event":  func(_, c map[string]any) { c["events"] = map[string]any{"x": map[string]any{}} },
		"event is null": func(_, c map[string]any) {
			c["events"] = map[string]any{"http://schemas.openid.net/event/backchannel-logout": nil}
		},
		"a nonce":            func(_, c map[string]any) { c["nonce"] = "x" },
		"no one":             func(_, c map[string]any) { delete(c, "sub"); delete(c, "sid") },
		"no jti":             func(_, c map[string]any) { delete(c, "jti") },
		"expired":            func(_, c map[string]any) { c["exp"] = time.Now().Add(-time.Second).Unix() },
		"no expiry":          func(_, c map[string]any) { delete(c, "exp") },
		"old":                func(_, c map[string]any) { c["iat"] = time.Now().Add(-time.Hour).Unix() },
		"of tomorrow":        func(_, c map[string]any) { c["iat"] = time.Now().Add(24 * time.Hour).Unix() },
		"an access token":    func(h, _ map[string]any) { h["typ"] = "at+jwt" },
		"brings its own key": func(h, _ map[string]any) { h["jku"] = "https://evil.example" },
		"alg none":           func(h, _ map[string]any) { h["alg"] = "none" },
		"unknown kid":        func(h, _ map[string]any) { h["kid"] = "key-9" },
	}
	for name, change := range refused {
		if err := d.BackChannel(t.Context(), farewell(change)); !errors.Is(err, staff.ErrRefused) {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
	for _, raw := range []string{"", ".", "a.b.c", strings.Repeat("x", 1<<20)} {
		if err := d.BackChannel(t.Context(), raw); !errors.Is(err, staff.ErrRefused) {
			t.Errorf("%.10q: %v, want it refused", raw, err)
		}
	}
	others := []func(h, c map[string]any){
		func(_, c map[string]any) { c["sub"] = "id2"; delete(c, "sid") },
		func(_, c map[string]any) { c["sid"] = "sid-2"; delete(c, "sub") },
		func(_, c map[string]any) { c["sub"] = "id2" },
	}
	for _, change := range others {
		if err := d.BackChannel(t.Context(), farewell(change)); err != nil {
			t.Error(err)
		}
	}
	if _, err := d.Session(t.Context(), token); err != nil {
		t.Fatalf("after farewells to others: %v", err)
	}
	for name, change := range map[string]func(h, c map[string]any){
		"by account": func(_, c map[string]any) { delete(c, "sid") },
		"by session": func(_, c map[string]any) { delete(c, "sub") },
		"by both":    func(map[string]any, map[string]any) {},
	} {
		token := signIn()
		raw := farewell(change)
		if err := d.BackChannel(t.Context(), raw); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
			t.Errorf("%s: %v, want signed out", name, err)
		}
	}
	// A farewell of before does not end what began after it.
	earlier := farewell(func(_, c map[string]any) { c["iat"] = time.Now().Add(-5 * time.Second).Unix() })
	token = signIn()
	if err := d.BackChannel(t.Context(), earlier); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Session(t.Context(), token); err != nil {
		t.Errorf("a farewell of before ended a later session: %v", err)
	}
}
