// Package learned keeps what the program learnt from its examples for its next start, which then need not learn it again.
package learned

import "sync"

// Lesson is something that is learnt once in a process, at first use, and always the same from the same program and data.
type Lesson[T any] struct {
	Name   string           // short, of letters; it names the file
	Data   string           // tells apart what is learnt from data that the program was not built with; "" when there is none
	Learn  func() T         // learns it
	Write  func(*Writer, T) // writes it down
	Recall func(*Reader) T  // reads what Write wrote

	once  sync.Once
	value T
}

// Get returns what is learnt, and learns it when nobody did.
func (l *Lesson[T]) Get() T { return l.From(nil) }

// From is Get, but looks on a shelf before it learns, and leaves there what it learnt. Nothing that may be wrong with the shelf is in the way: then
// it is learnt anew.
func (l *Lesson[T]) From(s *Shelf) T {
	l.once.Do(func() {
		if l.recall(s) {
			return
		}
		if s != nil {
			s.missed.Store(true)
		}
		shared := together()
		defer shared.alone(l.Name, l.Data)() // another that learns the same is waited for, and need not be followed
		if !l.recall(shared) {
			l.value = l.Learn()
			l.keep(shared)
		}
		l.keep(s)
	})
	return l.value
}

// recall reads from a shelf what is learnt, and reports whether it stands there.
func (l *Lesson[T]) recall(s *Shelf) bool {
	r := s.open(l.Name, s.key(l.Name, l.Data))
	if r == nil {
		return false
	}
	v := l.Recall(r)
	if !r.end() {
		return false
	}
	l.value = v
	return true
}

// keep leaves on a shelf what is learnt.
func (l *Lesson[T]) keep(s *Shelf) {
	s.put(l.Name, s.key(l.Name, l.Data), func(w *Writer) { l.Write(w, l.value) })
}

// Recalled returns what the next start would read of what is learnt, and whether it is whole: what a test compares with Get.
func (l *Lesson[T]) Recalled() (T, bool) {
	w := &Writer{}
	l.Write(w, l.Get())
	r := Read(w.data)
	v := l.Recall(r)
	return v, r.end()
}
