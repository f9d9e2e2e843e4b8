package inference

import (
	"sync"
	"time"
)

// bytesPerToken is how many bytes of Dutch a token stands for at the least, with the tokenisers in use: who reckons with it seldom
// reckons too little.
const bytesPerToken = 3

func tokensOf(text string) int { return len(text)/bytesPerToken + 1 }

// manyTalks is how many conversations are remembered; beyond it those that have their whole allowance back are forgotten first.
const manyTalks = 4096

// budget holds what may be spent on a model: an allowance of tokens that fills up again evenly in an hour, one for all and one for each
// conversation. A flood can then cost no more than was allowed, and one conversation cannot spend what others need.
type budget struct {
	now     func() time.Time
	all     float64 // allowance; 0 is without a limit
	perTalk float64

	mu    sync.Mutex
	whole purse
	talks map[string]*purse
}

// purse is what is left of an allowance.
type purse struct {
	left float64
	at   time.Time
}

func newBudget(all, perTalk int, now func() time.Time) *budget {
	return &budget{now: now, all: float64(all), perTalk: float64(perTalk), whole: purse{float64(all), now()}, talks: map[string]*purse{}}
}

func (p *purse) fill(allowance float64, now time.Time) {
	if gone := now.Sub(p.at); gone > 0 {
		p.left = min(allowance, p.left+allowance*gone.Hours())
	}
	p.at = now
}

// take sets tokens aside for a call, or reports that they are not there. A conversation without a name has no purse of its own.
func (b *budget) take(talk string, tokens int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now, n := b.now(), float64(tokens)
	b.whole.fill(b.all, now)
	own := b.purse(talk, now)
	if b.all > 0 && b.whole.left < n || own != nil && own.left < n {
		return false
	}
	b.whole.left -= n
	if own != nil {
		own.left -= n
	}
	return true
}

// settle gives back what a call did not use of what was set aside for it, or charges what it used beyond it.
func (b *budget) settle(talk string, taken, used int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	back := float64(taken - used)
	b.whole.left = max(0, min(b.all, b.whole.left+back))
	if own := b.talks[talk]; own != nil {
		own.left = max(0, min(b.perTalk, own.left+back))
	}
}

func (b *budget) purse(talk string, now time.Time) *purse {
	if talk == "" || b.perTalk <= 0 {
		return nil
	}
	own := b.talks[talk]
	if own == nil {
		if len(b.talks) >= manyTalks {
			b.forget(now)
		}
		own = &purse{b.perTalk, now}
		b.talks[talk] = own
	}
	own.fill(b.perTalk, now)
	return own
}

// forget drops the purses that are full again, and when none is, the one that was used longest ago.
func (b *budget) forget(now time.Time) {
	oldest, at := "", now
	for talk, p := range b.talks {
		if p.left+b.perTalk*now.Sub(p.at).Hours() >= b.perTalk {
			delete(b.talks, talk)
			continue
		}
		if oldest == "" || p.at.Before(at) {
			oldest, at = talk, p.at
		}
	}
	if len(b.talks) >= manyTalks {
		delete(b.talks, oldest)
	}
}
