package web

import "net/http"

// wipe is what the browser is told to throw away when someone leaves: the cached page, and whatever storage there might be. Visitors have no
// cookies. That the address stands in the history is for the person to erase, and no site can do it (https://www.w3.org/TR/clear-site-data/).
const wipe = `"cache", "storage"`

// showLeave serves those who leave without script.
func (s *Server) showLeave(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Clear-Site-Data", wipe)
	return s.show(w, http.StatusOK, "leave", leavePage{s.layout("title_leave")})
}

// left hears from a page that is being left, which waits for nothing: the answer tells the browser what to throw away. A conversation lives
// in that page and in its socket, and both are gone by then.
func (s *Server) left(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Clear-Site-Data", wipe)
	w.WriteHeader(http.StatusNoContent)
	return nil
}
