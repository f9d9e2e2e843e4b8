package demo

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed layout/*.tmpl
var layoutFiles embed.FS

//go:embed files
var attachments embed.FS

// Site serves the demo site: our own Dutch texts in the clutter that real sites have. Cookie bar, menus, accordions, print views,
// an overview with pages of teasers, a missing page that answers 200, an old page that contradicts a new one, PDFs, a sitemap index.
func Site() http.Handler { return SiteWith("") }

// SiteWith is Site with the assistant of a service on every page, as another site has it: by the script at that address.
func SiteWith(service string) http.Handler {
	s := &site{
		service: service,
		layout:  template.Must(template.ParseFS(layoutFiles, "layout/*.tmpl")),
		pages:   map[string]page{},
		start:   time.Now(),
	}
	for _, p := range pages() {
		s.pages[p.Path] = p
		s.order = append(s.order, p)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", s.robots)
	mux.HandleFunc("GET /sitemap_index.xml", s.sitemapIndex)
	mux.HandleFunc("GET /sitemap-paginas.xml", s.sitemap)
	mux.HandleFunc("GET /sitemap-oud.xml.gz", s.sitemapOld)
	mux.Handle("GET /files/", http.FileServerFS(attachments))
	mux.HandleFunc("GET /mijn/", s.account)
	mux.HandleFunc("GET /zoeken", s.search)
	mux.Handle("GET /voegen", http.RedirectHandler("/schade/voegen/", http.StatusMovedPermanently))
	mux.Handle("GET /index.html", http.RedirectHandler("/", http.StatusMovedPermanently))
	mux.HandleFunc("GET /", s.page)
	return mux
}

type site struct {
	layout *template.Template
	pages  map[string]page
	order  []page
	start  time.Time

	service string // of which the assistant stands on every page; "" means none
}

// view is what the layout shows.
type view struct {
	page
	Host     string
	Service  string // where the assistant's script is; "" means none
	Menu     []link
	Crumbs   []link
	Teasers  []link
	Related  []link
	Next     string // the next page of an overview
	Print    bool
	Missing  bool
	Reversed string // the page in the language this one is the alternate of
}

func (s *site) page(w http.ResponseWriter, r *http.Request) {
	p, ok := s.pages[r.URL.Path]
	v := view{page: p, Host: "http://" + r.Host, Service: s.service, Menu: sections, Print: r.URL.Query().Get("print") == "1"}
	switch {
	case ok:
	case r.URL.Path == "/":
		v.Title, v.Path, v.Lang, v.Teasers = "Slachtofferhulp Nederland (demo)", "/", "nl", s.teasers("", 12, 0)
	case s.isSection(r.URL.Path):
		start := 0
		if r.URL.Query().Get("pagina") == "2" {
			start = 10
		}
		v.Title, v.Path, v.Lang = sectionTitle(r.URL.Path), r.URL.Path, "nl"
		v.Teasers = s.teasers(r.URL.Path, 10, start)
		if start == 0 && len(s.teasers(r.URL.Path, 1, 10)) > 0 {
			v.Next = r.URL.Path + "?pagina=2"
		}
	case !strings.HasSuffix(r.URL.Path, "/") && s.pages[r.URL.Path+"/"].Path != "":
		http.Redirect(w, r, s.pages[r.URL.Path+"/"].Path, http.StatusMovedPermanently)
		return
	default:
		v.Missing, v.Title, v.Path, v.Lang = true, "Pagina niet gevonden", r.URL.Path, "nl" // and status 200, as many sites do
	}
	if ok {
		v.Crumbs = []link{{"/", "Home", ""}, {"/" + p.Section + "/", sectionTitle("/" + p.Section + "/"), ""}}
		for _, other := range s.order {
			if other.Section == p.Section && other.Path != p.Path && len(v.Related) < 4 {
				v.Related = append(v.Related, link{other.Path, other.Title, ""})
			}
			if other.Alternate == p.Path {
				v.Reversed = other.Path
			}
		}
	}
	var b bytes.Buffer
	if err := s.layout.ExecuteTemplate(&b, "page.tmpl", v); err != nil {
		http.Error(w, "De demosite kon deze pagina niet maken.", http.StatusInternalServerError)
		return
	}
	sum := sha256.Sum256(b.Bytes())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	modified := p.Modified
	if modified.IsZero() {
		modified = s.start
	}
	http.ServeContent(w, r, "", modified, bytes.NewReader(b.Bytes()))
}

func (s *site) isSection(p string) bool {
	for _, x := range sections {
		if x.Path == p {
			return true
		}
	}
	return p == "/archief/"
}

func (s *site) teasers(section string, n, start int) []link {
	var list []link
	for _, p := range s.order {
		if p.Lang != "nl" || section != "" && "/"+p.Section+"/" != section || section == "" && p.Section == "archief" {
			continue
		}
		list = append(list, link{p.Path, p.Title, p.Description})
	}
	if section == "" {
		for i, j := 0, 0; j < len(list) && i < n; i, j = i+1, j+max(1, len(list)/n) {
			list[i] = list[j]
		}
	}
	if start >= len(list) {
		return nil
	}
	return list[start:min(start+n, len(list))]
}

func (s *site) robots(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "User-agent: *\nDisallow: /mijn/\nDisallow: /zoeken\nDisallow: /*?print=\nAllow: /\nCrawl-delay: 0\n\nUser-agent: SlechteBot\nDisallow: /\n\nSitemap: http://%s/sitemap_index.xml\n", r.Host)
}

func (s *site) sitemapIndex(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/xml")
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://%[1]s/sitemap-paginas.xml</loc></sitemap>
<sitemap><loc>http://%[1]s/sitemap-oud.xml.gz</loc></sitemap>
</sitemapindex>`, r.Host)
}

func (s *site) sitemap(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/xml")
	s.writeSitemap(w, r.Host, func(p page) bool { return p.Section != "archief" })
}

func (s *site) sitemapOld(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/gzip")
	z := gzip.NewWriter(w)
	s.writeSitemap(z, r.Host, func(p page) bool { return p.Section == "archief" })
	_ = z.Close() // the visitor may have gone
}

func (s *site) writeSitemap(w interface{ Write([]byte) (int, error) }, host string, include func(page) bool) {
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+"\n")
	for _, p := range s.order {
		if include(p) {
			fmt.Fprintf(w, "<url><loc>http://%s%s</loc><lastmod>%s</lastmod></url>\n", host, p.Path, p.Modified.Format(time.DateOnly))
		}
	}
	files, _ := attachments.ReadDir("files") // embedded, so it is there
	for _, f := range files {
		if path.Ext(f.Name()) == ".pdf" {
			fmt.Fprintf(w, "<url><loc>http://%s/files/%s</loc></url>\n", host, f.Name())
		}
	}
	fmt.Fprint(w, "</urlset>\n")
}

// account stands for the part behind a login, which robots.txt closes.
func (s *site) account(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "Log in met DigiD.", http.StatusForbidden)
}

// search stands for a site's own search, which would lead a crawler around without end.
func (s *site) search(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><meta name="robots" content="noindex, follow"><title>Zoeken</title></head><body><main><h1>Zoeken</h1><p>Zoek op onze site.</p></main></body></html>`)
}
