package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// Another site may show the page of the conversation in a window: the sites of Config.Origins, by their exact addresses, and no other.

// framedPath is where the page of the conversation stands in a window on another site; loaderPath is the script that such a site loads.
const (
	framedPath = "/ingebed"
	loaderPath = "/inbedden.js"
)

// mayFrame sets the headers of a page that may stand in a window on the sites that were allowed. There is no such page when none was.
func (s *Server) mayFrame(w http.ResponseWriter) error {
	if len(s.config.Origins) == 0 {
		return errNoPage
	}
	h := w.Header()
	h.Del("X-Frame-Options")
	h.Set("Content-Security-Policy", strings.Replace(h.Get("Content-Security-Policy"), "frame-ancestors 'none'", "frame-ancestors "+strings.Join(s.config.Origins, " "), 1))
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return nil
}

func (s *Server) showFramed(w http.ResponseWriter, r *http.Request) error {
	if err := s.mayFrame(w); err != nil {
		return err
	}
	return s.showChat(w, r)
}

func (s *Server) answerFramed(w http.ResponseWriter, r *http.Request) error {
	if err := s.mayFrame(w); err != nil {
		return err
	}
	return s.answerForm(w, r)
}

// loaderOf returns the script for other sites: the texts, and what uses them, in a block of their own so that nothing of it is seen outside.
func loaderOf(bundle []byte) []byte {
	texts := map[string]string{}
	for _, name := range []string{"open", "close", "title", "broken", "call", "page"} {
		texts[name] = text("frame_" + name)
	}
	texts["newTab"] = text("page_new_tab")
	named, err := json.Marshal(texts)
	if err != nil {
		panic("web: writing the texts of the loader: " + err.Error()) // texts can be written
	}
	return slices.Concat([]byte("{const wegwijzer="), named, []byte(";"), bundle, []byte("}"))
}

// serveLoader serves the script for other sites. It may be kept for five minutes: a new version reaches everyone by then.
func (s *Server) serveLoader(w http.ResponseWriter, r *http.Request) error {
	if len(s.config.Origins) == 0 {
		return errNoPage
	}
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Set("Cache-Control", "public, max-age=300")
	return s.serveFile(w, r, "embed.js")
}
