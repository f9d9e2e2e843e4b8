package indexer

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func fetcherFor(t *testing.T, s *httptest.Server, change func(*FetcherConfig)) *Fetcher {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	config := FetcherConfig{Allow: []string{u.Host}, Total: time.Minute}
	if change != nil {
		change(&config)
	}
	return NewFetcher(config)
}

func serve(t *testing.T, handle http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s
}

func TestFetchSaysWhoItIs(t *testing.T) {
	t.Parallel()
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		w.Header().Set("Content-Type", "text/html")
		w.Header().Add("X-Robots-Tag", "noindex")
		w.Header().Add("X-Robots-Tag", "otherbot: nofollow")
		w.Header().Set("ETag", `"1"`)
	})
	f := fetcherFor(t, s, func(c *FetcherConfig) { c.Contact = "https://proef.test/robot" })
	r, err := f.Get(t.Context(), s.URL, Known{ETag: `"0"`, LastModified: "Mon, 03 Mar 2025 09:00:00 GMT"})
	if err != nil {
		t.Fatal(err)
	}
	if ua := got.Get("User-Agent"); ua != "Wegwijzer/1.0 (+https://proef.test/robot)" {
		t.Errorf("User-Agent = %q", ua)
	}
	if got.Get("If-None-Match") != `"0"` || got.Get("If-Modified-Since") == "" || got.Get("Accept-Encoding") != "gzip" || got.Get("Cookie") != "" {
		t.Errorf("headers = %v", got)
	}
	if r.Robots != "noindex,otherbot: nofollow" || r.ETag != `"1"` {
		t.Errorf("response = %+v", r)
	}
	if noIndex, noFollow := directives(r.Robots); !noIndex || noFollow {
		t.Errorf("directives(%q) = %v, %v, want true, false", r.Robots, noIndex, noFollow)
	}
}

func TestFetchRefusesWhatCostsTooMuch(t *testing.T) {
	t.Parallel()
	zeros := bytes.Repeat([]byte{'0'}, 1<<20)
	packed := func(w io.Writer, megabytes int) {
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // a level of the package itself
		for range megabytes {
			_, _ = z.Write(zeros)
		}
		_ = z.Close()
	}
	var bomb bytes.Buffer
	packed(&bomb, 30)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/groot": // says how long it is
			w.Header().Set("Content-Length", fmt.Sprint(51<<20))
			_, _ = w.Write(zeros)
		case "/stroom": // does not
			for range 60 {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		case "/bom":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case "/dubbel":
			w.Header().Set("Content-Encoding", "gzip, gzip")
			packed(w, 1)
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
		case "/half":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte{0x1f, 0x8b, 8})
		case "/plaatje":
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write(zeros)
		case "/kop":
			w.Header().Set("X-Veel", strings.Repeat("a", 100<<10))
		case "/druppel":
			w.(http.Flusher).Flush()
			for {
				select {
				case <-r.Context().Done():
					return
				default:
					if _, err := w.Write([]byte{'.'}); err != nil {
						return
					}
					w.(http.Flusher).Flush()
					<-time.After(5 * time.Millisecond) // the server is slow; the test waits for nobody
				}
			}
		case "/stil":
			<-r.Context().Done()
		case "/goed":
			w.Header().Set("Content-Encoding", "gzip")
			packed(w, 2)
		}
	})
	patient := fetcherFor(t, s, nil)
	hasty := fetcherFor(t, s, func(c *FetcherConfig) {
		c.Window, c.MinBytes, c.Header = 500*time.Millisecond, 1<<10, 500*time.Millisecond
	})
	for path, want := range map[string]error{
		"/groot": ErrTooLarge, "/stroom": ErrTooLarge, "/bom": ErrTooLarge, "/dubbel": ErrKind, "/brotli": ErrKind,
		"/plaatje": ErrKind, "/druppel": ErrSlow, "/half": io.ErrUnexpectedEOF, "/kop": nil, "/stil": nil,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			f := patient
			if path == "/druppel" || path == "/stil" {
				f = hasty
			}
			_, err := f.Get(t.Context(), s.URL+path, Known{})
			if err == nil || want != nil && !errors.Is(err, want) {
				t.Errorf("Get = %v, want %v", err, want)
			}
		})
	}
	r, err := patient.Get(t.Context(), s.URL+"/goed", Known{})
	if err != nil {
		t.Fatalf("a packed page of 2 MiB: %v", err)
	}
	if len(r.Body) != 2<<20 || r.Bytes > 1<<20 {
		t.Errorf("a packed page of 2 MiB came as %d bytes of %d", len(r.Body), r.Bytes)
	}
}

func TestFollowEndsAndJudgesEachHop(t *testing.T) {
	t.Parallel()
	var canary atomic.Int64
	inside := serve(t, func(http.ResponseWriter, *http.Request) { canary.Add(1) })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/verder"):
			http.Redirect(w, r, r.URL.Path+"r", http.StatusFound)
		case r.URL.Path == "/rond":
			http.Redirect(w, r, "/rond", http.StatusMovedPermanently)
		case r.URL.Path == "/naar":
			w.Header().Set("Location", r.URL.Query().Get("u"))
			w.WriteHeader(http.StatusTemporaryRedirect)
		default:
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<title>Aangekomen</title><p>Hier is de pagina die gezocht werd.</p>")
		}
	})
	f := fetcherFor(t, s, nil)
	for _, path := range []string{"/verder", "/rond"} {
		if _, err := f.Follow(t.Context(), s.URL+path, nil); !errors.Is(err, ErrRedirects) {
			t.Errorf("Follow(%s) = %v, want ErrRedirects", path, err)
		}
	}
	for _, to := range []string{inside.URL, "file:///etc/passwd", "http://169.254.169.254/latest/", "http://[::1]/", "gopher://x.nl/", "http://a:b@" + strings.TrimPrefix(inside.URL, "http://")} {
		if _, err := f.Follow(t.Context(), s.URL+"/naar?u="+url.QueryEscape(to), nil); !errors.Is(err, ErrBlocked) {
			t.Errorf("redirect to %s = %v, want ErrBlocked", to, err)
		}
	}
	if n := canary.Load(); n != 0 {
		t.Errorf("the server inside was reached %d times", n)
	}
	page, err := ExtractURL(t.Context(), f, s.URL+"/naar?u=/hier")
	if err != nil || page.Title != "Aangekomen" || page.URL != s.URL+"/hier" {
		t.Errorf("ExtractURL = %+v, %v", page, err)
	}
}

// tricks are addresses that lead a careless crawler into its own network.
func tricks(port string) []string {
	hosts := []string{
		"127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
		"0177.1", "127.0.0.1.", "0", "0.0.0.0", "0.0.0.1", "localhost", "LOCALHOST", "localhost.", "foo.localhost", "localhost.localdomain",
		"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0000::1]", "[64:ff9b::127.0.0.1]",
		"[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25eth0]", "[fec0::1]",
		"[fc00::1]", "[fd00::1]", "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]",
		"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.254", "169.254.169.254", "169.254.0.1",
		"100.64.0.1", "100.100.100.200", "100.127.255.255", "192.0.0.192", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
		"192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
		"①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "metadata", "metadata.google.internal", "instance-data", "kubernetes.default.svc.cluster.local",
		"db.intranet", "printer.lan", "router.home", "nas.home.arpa", "service.internal", "host.docker.internal.", "foo.onion", "intranet",
		"169.254.43518", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "0xa9.0xfe.0xa9.0xfe", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
		"[2002:a9fe:a9fe::]", "[64:ff9b::a9fe:a9fe]", "[::a9fe:a9fe]",
	}
	all := []string{
		"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:" + port + "/_x", "dict://127.0.0.1:" + port + "/", "ldap://localhost/", "jar:http://127.0.0.1!/", "data:text/html,x",
		"javascript:alert(1)", "unix:///var/run/docker.sock", "http:127.0.0.1", "http:///127.0.0.1", "//127.0.0.1:" + port, "http://", "http://:" + port, "https://:80/",
		"http://user@127.0.0.1:" + port + "/", "http://www.voorbeeld.nl@127.0.0.1:" + port + "/", "http://www.voorbeeld.nl:80@127.0.0.1:" + port + "/",
		"http://127.0.0.1:" + port + "#@www.voorbeeld.nl/", "http://127.0.0.1:" + port + "?@www.voorbeeld.nl/", "http://127.0.0.1\\@www.voorbeeld.nl/", "http://www.voorbeeld.nl\\@127.0.0.1:" + port,
		"http://127.0.0.1:" + port + "\t/", " http://127.0.0.1:" + port, "http://127.0.0.1%00.voorbeeld.nl/", "http://127.0.0.1%2f@voorbeeld.nl:99/", "http://www.voorbeeld.nl:22/", "http://www.voorbeeld.nl:8080/",
		"http://www.voorbeeld.nl:6379/", "https://www.voorbeeld.nl:8443/", "http://www.voorbeeld.nl:0/", "http://www.voorbeeld.nl:99999/", "http://1.1.1.1:25/", "http://8.8.8.8:53/", "HTTP://127.0.0.1:" + port, "hTTp://LocalHost:" + port,
	}
	for _, h := range hosts {
		all = append(all, "http://"+h+":"+port+"/", "http://"+h+"/", "https://"+h+"/latest/meta-data/")
	}
	return all
}

func TestFetchStaysOutside(t *testing.T) {
	t.Parallel()
	// A canary on every address of this machine: whoever reaches it has come inside.
	var reached atomic.Int64
	canary, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = canary.Close() })
	go func() {
		for {
			conn, err := canary.Accept()
			if err != nil {
				return
			}
			reached.Add(1)
			_ = conn.Close()
		}
	}()
	_, port, err := net.SplitHostPort(canary.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	all := tricks(port)
	if len(all) < 200 {
		t.Fatalf("only %d tricks", len(all))
	}
	f := NewFetcher(FetcherConfig{Allow: []string{"127.0.0.1:1", "www.voorbeeld.test:80"}, Connect: time.Second, Total: 2 * time.Second})
	for _, trick := range all {
		if _, err := f.Get(t.Context(), trick, Known{}); !errors.Is(err, ErrBlocked) {
			t.Errorf("Get(%q) = %v, want ErrBlocked", trick, err)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("the canary was reached %d times", n)
	}
}

func TestGuardJudgesTheConnectedAddress(t *testing.T) {
	t.Parallel()
	// What a name leads to is judged when it is connected to, whatever it led to before.
	for _, to := range []string{
		"127.0.0.1:80", "[::1]:443", "10.0.0.1:80", "169.254.169.254:80", "[::ffff:10.0.0.1]:80", "[fe80::1%eth0]:80", "[2002:a00:1::1]:80",
		"100.64.0.1:443", "93.184.216.34:22", "93.184.216.34:8080", "[64:ff9b::a00:1]:80", "0.0.0.0:80", "[::]:80", "nonsense",
	} {
		if err := control("tcp4", to, nil); !errors.Is(err, ErrBlocked) {
			t.Errorf("control(%s) = %v, want ErrBlocked", to, err)
		}
	}
	for _, to := range []string{"93.184.216.34:80", "93.184.216.34:443", "[2a00:1450:400e::1]:443"} {
		if err := control("tcp6", to, nil); err != nil {
			t.Errorf("control(%s) = %v, want it allowed", to, err)
		}
	}
	if err := control("udp4", "93.184.216.34:80", nil); !errors.Is(err, ErrBlocked) {
		t.Errorf("udp = %v, want ErrBlocked", err)
	}
	// A name that leads to this machine passes the first look and must fail at the second.
	dial := newGuard(nil).dialContext(time.Second)
	if conn, err := dial(t.Context(), "tcp", "localhost:80"); !errors.Is(err, ErrBlocked) {
		if err == nil {
			_ = conn.Close()
		}
		t.Errorf("dialing a name that leads inside = %v, want ErrBlocked", err)
	}
}

func TestPublicAddresses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "11.0.0.1", "2a00:1450:400e:80e::2003", "2606:4700::1111", "100.63.255.255", "100.128.0.1"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("public(%s) = false, want true", s)
		}
	}
	if err := newGuard(nil).check(&url.URL{Scheme: "https", Host: "www.slachtofferhulp-proef.test"}); err != nil {
		t.Errorf("a plain address: %v", err)
	}
	if err := newGuard(nil).check(&url.URL{Scheme: "https", Host: "www.café-proef.nl:443"}); err != nil {
		t.Errorf("an international name: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "-5": 0, "Mon, 03 Mar 2025 09:01:00 GMT": time.Minute, "Mon, 03 Mar 2025 08:00:00 GMT": 0,
		"999999999999": 24 * time.Hour, "99999999": 24 * time.Hour, "straks": 0,
	} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("retryAfter(%q) = %v, want %v", s, got, want)
		}
	}
}
