package recording

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// The bounds of hearing along: how much sound waits in memory for a recogniser that is slow, and how long it is left alone after it failed.
const (
	maxBehind  = 5 * 60 * sound.BytesPerSecond
	leaveAlone = 5 * time.Second
	feedQueue  = 256
)

// Along has a live call heard while it is spoken. What it does not come to, because the recogniser is slow or down, is heard afterwards when the sound
// is kept. Start it with HearAlong, and end it with Close.
type Along struct {
	feeds []chan Taken
	all   sync.WaitGroup
	stop  context.CancelFunc
}

// Said is what is heard along: words for good, the words so far of somebody who is speaking, or that the recogniser does not answer.
type Said struct {
	Word    Word
	Partial bool
	Deaf    bool
	Lost    time.Duration // of a call whose sound is not kept: so much went by unheard
}

// HearAlong begins to have a call heard. It returns nil when there is no recogniser. emit is called from several goroutines and must not block long.
func (s *Store) HearAlong(ctx context.Context, l *Line, emit func(Said)) *Along {
	if s.Ear == nil && s.Follow == nil {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	a := &Along{stop: stop}
	for _, w := range l.ways {
		feed := make(chan Taken, feedQueue)
		a.feeds = append(a.feeds, feed)
		h := &hearer{store: s, call: l.call, kept: l.kept, track: w.track, memory: memory{start: w.Bytes}, emit: emit}
		a.all.Go(func() { h.run(ctx, feed) })
	}
	return a
}

// Feed hands over what a flush made certain. It never waits: a hearer that is too far behind goes on from disk, or afterwards.
func (a *Along) Feed(t Taken) {
	if a == nil || t.Channel >= len(a.feeds) {
		return
	}
	select {
	case a.feeds[t.Channel] <- t:
	default:
	}
}

// Close ends the hearing. With finish, what was taken is first heard to its end.
func (a *Along) Close(finish bool) {
	if a == nil {
		return
	}
	if !finish {
		a.stop()
	}
	for _, f := range a.feeds {
		close(f)
	}
	a.all.Wait()
	a.stop()
}

// memory is the last stretch of a channel.
type memory struct {
	start int64
	pcm   []byte
}

func (m *memory) window(from int64, n int) ([]byte, bool, error) {
	if from < m.start || from > m.start+int64(len(m.pcm)) {
		return nil, true, nil
	}
	b := m.pcm[from-m.start:]
	return b[:min(n, len(b))], len(b) <= n, nil
}

// add appends a stretch. After a gap what was before it is of no use.
func (m *memory) add(t Taken) {
	if t.From != m.start+int64(len(m.pcm)) {
		m.start, m.pcm = t.From, nil
	}
	m.pcm = append(m.pcm, t.PCM...)
}

// forget drops what was heard.
func (m *memory) forget(to int64) {
	if n := min(to-m.start, int64(len(m.pcm))); n > 0 {
		m.pcm, m.start = append([]byte(nil), m.pcm[n:]...), m.start+n
	}
}

// hearer hears one channel along.
type hearer struct {
	store  *Store
	call   transcribe.CallID
	kept   bool
	track  track
	memory memory
	emit   func(Said)
	deaf   time.Time // when the recogniser last failed
}

func (h *hearer) run(ctx context.Context, feed <-chan Taken) {
	if h.store.Follow != nil {
		if done := h.follow(ctx, feed); done {
			return
		}
	}
	if !h.hear(ctx, true) { // what came before this line and was not heard
		return
	}
	for t := range feed {
		h.memory.add(t)
		if !h.hear(ctx, true) {
			return
		}
	}
	h.deaf = time.Time{}
	h.hear(ctx, false)
}

// hear hears what there is. It returns false when there is no use in going on.
func (h *hearer) hear(ctx context.Context, open bool) bool {
	if time.Since(h.deaf) < leaveAlone {
		h.bound()
		return ctx.Err() == nil
	}
	for ctx.Err() == nil {
		src, err := h.source(ctx)
		if err != nil {
			return false
		}
		before := h.track.Heard
		next, caughtUp, err := h.store.round(ctx, h.call, h.track, src, alongCutting, open, h.emit)
		h.track = next
		h.memory.forget(next.Heard)
		switch {
		case errors.Is(err, ErrBehind), errors.Is(err, ErrOver), errors.Is(err, ErrConsent), errors.Is(err, ErrGone):
			return false
		case err != nil && ctx.Err() == nil:
			h.deaf = time.Now()
			h.emit(Said{Deaf: true})
			h.bound()
			return true
		case caughtUp, before == next.Heard && src == source(&h.memory):
			return true
		}
	}
	return false
}

// source returns where the channel is heard from: memory, or the disk for what came before this line.
func (h *hearer) source(ctx context.Context) (source, error) {
	if h.track.Heard >= h.memory.start {
		return &h.memory, nil
	}
	if !h.kept {
		h.emit(Said{Lost: sound.Length(h.memory.start - h.track.Heard)})
		var err error
		h.track, err = h.store.moved(ctx, h.call, h.track, h.memory.start, nil, nil)
		return &h.memory, err
	}
	p, err := h.store.Play(ctx, h.call)
	if errors.Is(err, ErrEmpty) {
		return &h.memory, nil
	}
	if err != nil {
		return nil, err
	}
	for i := range p.channels {
		if p.channels[i].number == h.track.Channel {
			return stored{p, i}, nil
		}
	}
	return &h.memory, nil
}

// bound keeps what waits in memory from growing without end.
func (h *hearer) bound() {
	if len(h.memory.pcm) > maxBehind {
		h.memory.forget(h.memory.start + int64(len(h.memory.pcm)-maxBehind))
	}
}

// follow gives the sound to a recogniser that hears while somebody speaks. It returns false when that one cannot go on, and true when the call is over.
func (h *hearer) follow(ctx context.Context, feed <-chan Taken) bool {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if h.track.Heard < h.memory.start {
		return false // what came before is heard by phrases first
	}
	pcm := make(chan []byte, 16)
	var mu sync.Mutex // of the memory and the track
	failed := make(chan error, 1)
	go func() {
		failed <- h.store.Follow.Follow(ctx, pcm, func(text string, final bool) {
			mu.Lock()
			defer mu.Unlock()
			if !final {
				h.emit(Said{Partial: true, Word: Word{Channel: h.track.Channel, Text: text}})
				return
			}
			h.final(ctx, text)
		})
	}()
	for t := range feed {
		mu.Lock()
		h.memory.add(t)
		mu.Unlock()
		select {
		case pcm <- t.PCM:
		case err := <-failed:
			return h.unfollowed(ctx, err)
		case <-ctx.Done():
			return true
		}
	}
	close(pcm)
	select {
	case err := <-failed:
		return h.unfollowed(ctx, err)
	case <-ctx.Done():
		return true
	}
}

// unfollowed says whether the call is over when following it ended.
func (h *hearer) unfollowed(ctx context.Context, err error) bool {
	if err == nil || ctx.Err() != nil {
		return true
	}
	h.store.log.WarnContext(ctx, "hearing along broke off; phrases are cut instead", "call", int64(h.call), "error", err)
	h.emit(Said{Deaf: true})
	return h.store.Ear == nil
}

// final keeps words that will not change any more. Such a recogniser tells no times: they are where the voice is in what it was given since the last.
func (h *hearer) final(ctx context.Context, text string) {
	pcm := h.memory.pcm
	first := sound.Phrase{End: len(pcm)}
	if all, _ := sound.Phrases(pcm, alongCutting, false); len(all) > 0 {
		first = sound.Phrase{Start: all[0].Start, End: all[len(all)-1].End}
	}
	start := h.memory.start
	heard := []Heard{{Start: sound.Length(int64(first.Start)), End: sound.Length(int64(first.End)), Text: text, Silence: -1, Doubt: -1, Squeezed: -1}}
	next, err := h.store.moved(ctx, h.call, h.track, start+int64(len(pcm)), h.store.itemsOf(h.track.Channel, start, heard, pcm), h.emit)
	if err != nil {
		h.store.log.WarnContext(ctx, "words not kept; they are heard again", "call", int64(h.call), "error", fmt.Errorf("hearing along: %w", err))
		return
	}
	h.track = next
	h.memory.forget(next.Heard)
}
