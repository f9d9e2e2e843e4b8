package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"maps"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed static
var staticFiles embed.FS

// asset is a file of the pages: style, script, picture.
type asset struct {
	kind    string
	content []byte
	packed  []byte // by gzip; nil when that saves nothing
}

// files are those of a server, by name.
type files map[string]*asset

// usualFiles are the embedded files. Their names carry a piece of their hash, so that they may be kept for ever and still change.
var usualFiles = sync.OnceValue(func() files {
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic("web: listing the embedded files: " + err.Error())
	}
	all := files{}
	for _, e := range entries {
		content, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			panic("web: reading an embedded file: " + err.Error())
		}
		if e.Name() == "embed.js" {
			content = loaderOf(content)
		}
		a := &asset{kind: mime.TypeByExtension(path.Ext(e.Name())), content: content, packed: pack(content)}
		all[e.Name()] = a
		all[hashedName(e.Name(), content)] = a
	}
	return all
})

// houseFile is the name of the file with a house style.
const houseFile = "house.css"

// withHouse returns the files with a house style among them.
func (f files) withHouse(style []byte) files {
	f = maps.Clone(f)
	a := &asset{kind: "text/css; charset=utf-8", content: style, packed: pack(style)}
	f[houseFile], f[hashedName(houseFile, style)] = a, a
	return f
}

func hashedName(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

func pack(content []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil // the level is one that exists
	}
	if _, err := z.Write(content); err != nil || z.Close() != nil || b.Len() >= len(content) {
		return nil
	}
	return b.Bytes()
}

// address returns where a file is to be had; templates call it as asset.
func (f files) address(name string) string {
	a, ok := f[name]
	if !ok {
		panic("web: there is no file " + name)
	}
	return "/static/" + hashedName(name, a.content)
}

func (s *Server) serveAsset(w http.ResponseWriter, r *http.Request) error {
	return s.serveFile(w, r, r.PathValue("file"))
}

func (s *Server) serveIcon(w http.ResponseWriter, r *http.Request) error {
	return s.serveFile(w, r, "icon.svg")
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, name string) error {
	a, ok := s.static[name]
	if !ok {
		return errNoPage
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Vary", "Accept-Encoding")
	if hashed := strings.Count(name, ".") > 1; hashed {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	content := a.content
	if a.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		content = a.packed
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // the visitor may have gone
	return nil
}
