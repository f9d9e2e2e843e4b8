package inference

import (
	"context"
	"slices"
	"sync"
)

// queue gives the places at a model to conversations in turn: one that asks ten things at once waits behind the nine others that ask one.
type queue struct {
	most    int // that may wait in all
	perTalk int // and of one conversation

	mu      sync.Mutex
	free    int
	waiting map[string][]chan struct{}
	order   []string // the conversations that wait, the next one first
	n       int
}

func newQueue(places, most, perTalk int) *queue {
	return &queue{most: most, perTalk: perTalk, free: places, waiting: map[string][]chan struct{}{}}
}

// enter waits for a place. Who has one must leave. It returns an ErrUnavailable when too many wait already, or the error of ctx.
func (q *queue) enter(ctx context.Context, talk string) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	q.mu.Lock()
	if q.free > 0 {
		q.free--
		q.mu.Unlock()
		return q.leave, nil
	}
	if q.n >= q.most || len(q.waiting[talk]) >= q.perTalk {
		q.mu.Unlock()
		return nil, &fault{sentinel: ErrUnavailable, what: "too many wait for it already"}
	}
	turn := make(chan struct{})
	if len(q.waiting[talk]) == 0 {
		q.order = append(q.order, talk)
	}
	q.waiting[talk] = append(q.waiting[talk], turn)
	q.n++
	q.mu.Unlock()

	select {
	case <-turn:
		return q.leave, nil
	case <-ctx.Done():
	}
	if !q.withdraw(talk, turn) {
		q.leave() // the place came at the same moment: it goes to the next
	}
	return nil, ctx.Err()
}

// leave hands a place to the first of the next conversation.
func (q *queue) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.order) == 0 {
		q.free++
		return
	}
	talk := q.order[0]
	q.order = q.order[1:]
	line := q.waiting[talk]
	close(line[0])
	q.n--
	if len(line) == 1 {
		delete(q.waiting, talk)
		return
	}
	q.waiting[talk] = line[1:]
	q.order = append(q.order, talk)
}

// withdraw takes who no longer waits out of the line, and reports whether it stood there still.
func (q *queue) withdraw(talk string, turn chan struct{}) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	line := q.waiting[talk]
	i := slices.Index(line, turn)
	if i < 0 {
		return false
	}
	q.n--
	if len(line) > 1 {
		q.waiting[talk] = slices.Delete(line, i, i+1)
		return true
	}
	delete(q.waiting, talk)
	if j := slices.Index(q.order, talk); j >= 0 {
		q.order = slices.Delete(q.order, j, j+1)
	}
	return true
}
