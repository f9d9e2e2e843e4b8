package handover

import "sync"

// hub wakes those who follow a talk, or the queue, on this copy of the program.
type hub struct {
	mu       sync.Mutex
	watchers map[string]map[*watcher]struct{} // by topic
}

// queueTopic is what followers of the queue watch; the others watch the id of a talk.
const queueTopic = "queue"

// watcher is one who follows. Its channels hold one sign each: a second before the first was read says nothing more.
type watcher struct {
	changed chan struct{}
	typing  chan Author
}

func newHub() *hub { return &hub{watchers: map[string]map[*watcher]struct{}{}} }

// watch returns a watcher of a topic, and what ends it.
func (h *hub) watch(topic string) (w *watcher, end func()) {
	w = &watcher{make(chan struct{}, 1), make(chan Author, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watchers[topic] == nil {
		h.watchers[topic] = map[*watcher]struct{}{}
	}
	h.watchers[topic][w] = struct{}{}
	return w, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers[topic], w)
		if len(h.watchers[topic]) == 0 {
			delete(h.watchers, topic)
		}
	}
}

// wake tells the watchers of a topic that something changed.
func (h *hub) wake(topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for w := range h.watchers[topic] {
		sign(w.changed, struct{}{})
	}
}

// types tells the watchers of a talk that somebody writes.
func (h *hub) types(topic string, who Author) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for w := range h.watchers[topic] {
		sign(w.typing, who)
	}
}

// wakeAll tells everybody to look, for when signs may have been missed.
func (h *hub) wakeAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, topic := range h.watchers {
		for w := range topic {
			sign(w.changed, struct{}{})
		}
	}
}

func sign[T any](c chan T, v T) {
	select {
	case c <- v:
	default:
	}
}
