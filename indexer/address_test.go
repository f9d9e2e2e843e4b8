package indexer

import (
	"net/url"
	"strings"
	"testing"
)

func TestNormalize(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"HTTPS://WWW.Voorbeeld.NL:443/Over-Ons/":                    "https://www.voorbeeld.nl/Over-Ons/",
		"http://voorbeeld.nl:80":                                    "http://voorbeeld.nl/",
		"http://voorbeeld.nl:8080/a":                                "http://voorbeeld.nl:8080/a",
		"https://voorbeeld.nl/a/../b/./c":                           "https://voorbeeld.nl/b/c",
		"https://voorbeeld.nl/a#kop":                                "https://voorbeeld.nl/a",
		"https://voorbeeld.nl/a?utm_source=x&b=2&a=1&fbclid=3":      "https://voorbeeld.nl/a?a=1&b=2",
		"https://voorbeeld.nl/a?UTM_Medium=mail":                    "https://voorbeeld.nl/a",
		"https://voorbeeld.nl/a/":                                   "https://voorbeeld.nl/a/",
		"https://voorbeeld.nl/index.html":                           "https://voorbeeld.nl/index.html",
		"https://voorbeeld.nl/a;jsessionid=123?x=1":                 "https://voorbeeld.nl/a?x=1",
		"https://café.nl/caf%C3%A9":                                 "https://xn--caf-dma.nl/caf%C3%A9",
		"https://voorbeeld.nl/?p=847":                               "https://voorbeeld.nl/?p=847",
		"https://voorbeeld.nl./a":                                   "https://voorbeeld.nl/a",
		"ftp://voorbeeld.nl/":                                       "",
		"https://a@voorbeeld.nl/":                                   "",
		"mailto:info@voorbeeld.nl":                                  "",
		"/pad":                                                      "",
		"https://voorbeeld.nl/" + strings.Repeat("a", maxAddress):   "",
		"https://voorbeeld.nl/%6dijn/%7Ejan%2d":                     "https://voorbeeld.nl/mijn/~jan-",
		"https://voorbeeld.nl/a/%2e%2E/b":                           "https://voorbeeld.nl/b",
		"https://voorbeeld.nl/priv%c3%a9":                           "https://voorbeeld.nl/priv%C3%A9",
		"https://voorbeeld.nl/privé/":                               "https://voorbeeld.nl/priv%C3%A9/",
		"https://voorbeeld.nl/caf\xe9":                              "https://voorbeeld.nl/caf%E9",
		"https://voorbeeld.nl/zoek?q=caf\xe9":                       "https://voorbeeld.nl/zoek?q=caf%E9",
		"https://voorbeeld.nl/zoek?q=%63afé+%00":                    "https://voorbeeld.nl/zoek?q=caf%C3%A9+%00",
		"https://voorbeeld.nl/zoek?q=100%&r=%zz":                    "https://voorbeeld.nl/zoek?q=100%25&r=%25zz",
		"https://voorbeeld.nl/zoek?q=a%26b=%3D":                     "https://voorbeeld.nl/zoek?q=a%26b=%3D",
		"https://voorbeeld.nl/a(1)+b,c;d=e@f:g!*'$&%28":             "https://voorbeeld.nl/a(1)+b,c;d=e@f:g!*'$&%28",
		"https://voorbeeld.nl/[x]|y":                                "https://voorbeeld.nl/%5Bx%5D%7Cy",
		"https://\xe9.nl/":                                          "",
		"https://voorbeeld.nl/a%2Fb":                                "https://voorbeeld.nl/a%2Fb",
		"https://voorbeeld.nl/?%75tm_source=x&q=a+b":                "https://voorbeeld.nl/?q=a+b",
		"https://voorbeeld.nl/zoek?q=geweld&q=stalking&PHPSESSID=a": "https://voorbeeld.nl/zoek?q=geweld&q=stalking",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if n, ok := Normalize(u); ok {
			got = n.String()
		}
		if got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
		if want == "" {
			continue
		}
		again, err := url.Parse(got)
		if err != nil {
			t.Fatal(err)
		}
		if n, ok := Normalize(again); !ok || n.String() != got {
			t.Errorf("Normalize(%q) is not its own normal form", got)
		}
	}
}

func TestReadSites(t *testing.T) {
	t.Parallel()
	plain := "# proef\n[een]\ncollection = publiek\nseed = https://www.een.nl/\nseed = https://www.een.nl/nieuws/\ndeny = ^/intake\ndelay = 2s\nmax-pages = 10\n\n[twee]\nseed = https://twee.nl\n"
	sites, err := ReadSites(strings.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	if len(sites) != 2 || sites[0].MaxPages != 10 || len(sites[0].Seeds) != 2 || sites[1].Collection != "twee" || sites[1].MaxDepth != usualDepth {
		t.Errorf("ReadSites = %+v", sites)
	}
	sites[0].Deny = append(sites[0].Deny, "^/mijn", "^/privé", "^/caf%c3%a9", `\?q=é`)
	sc, err := newScope(sites[0])
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"https://een.nl/a": true, "https://www.een.nl/a": true, "https://www.een.nl/intake/1": false, "https://sub.een.nl/": false, "https://een.nl.kwaad.test/": false,
		"https://een.nl/%6dijn/d": false, "https://een.nl/m%69jn": false, "https://een.nl/priv%C3%A9/c": false, "https://een.nl/priv%c3%a9": false, "https://een.nl/privé": false,
		"https://een.nl/café": false, "https://een.nl/caf%C3%A9": false, "https://een.nl/a?q=%C3%A9": false, "https://een.nl/a?q=e": true, "https://een.nl/%69ntake": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := sc.holds(u); got != want {
			t.Errorf("holds(%s) = %v, want %v", address, got, want)
		}
	}
	asJSON := `[{"name":"een","collection":"publiek","seeds":["https://een.nl/"],"delay":"500ms","recrawl":"12h"}]`
	if sites, err := ReadSites(strings.NewReader(asJSON)); err != nil || sites[0].Delay.String() != "500ms" {
		t.Errorf("ReadSites(JSON) = %+v, %v", sites, err)
	}
	for _, bad := range []string{"seed = x", "[a]\n", "[a]\nseed = ftp://x", "[a]\nseed = https://a.nl\nmax-pagina = 3", "[a]\nseed = https://a.nl\ndeny = (", `[{"name":"a","seeds":["https://a.nl"],"nope":1}]`, "[a]\nseed = https://a.nl\ndelay = -1s"} {
		if _, err := ReadSites(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadSites(%q) = nil error", bad)
		}
	}
}
