package web

import "net/http"

// router is the mux together with what it was told, so that who may reach what can be read from the running program.
type router struct {
	mux    *http.ServeMux
	routes []route
}

// route is one address, with the gate before it; a nil gate lets everyone in.
type route struct {
	pattern string
	gate    *gate
}

func newRouter() *router { return &router{mux: http.NewServeMux()} }

// HandleFunc adds an address for everyone.
func (m *router) HandleFunc(pattern string, f http.HandlerFunc) { m.Handle(pattern, f) }

// Handle adds an address: for staff when h is a gate, and for everyone otherwise.
func (m *router) Handle(pattern string, h http.Handler) {
	m.mux.Handle(pattern, h)
	g, _ := h.(*gate)
	m.routes = append(m.routes, route{pattern, g})
}
