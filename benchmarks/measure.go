package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// latencies are the times of single searches, sorted.
type latencies []time.Duration

// at returns the time within which a share p of the searches was done.
func (l latencies) at(p float64) time.Duration {
	if len(l) == 0 {
		return 0
	}
	return l[min(int(p*float64(len(l))), len(l)-1)]
}

func (l latencies) most() time.Duration { return l.at(1) }

// load is how searches are sent: so many clients at once, each sending its next when the last is answered.
type load struct {
	clients int
	least   int           // searches to send at least
	long    time.Duration // how long to go on at most once least were sent, or however few when limit is over
	limit   time.Duration // when to stop in any case; 0 means no limit
	until   func() bool   // when to stop before long is over; nil means after least
	search  func(ctx context.Context, question string) error
}

// spread measures searches for questions, which are asked in a fixed order, each client beginning elsewhere.
func spread(ctx context.Context, questions []string, l load) (latencies, error) {
	var sent atomic.Int64
	times := make([]latencies, l.clients)
	failed := make([]error, l.clients)
	began := time.Now()
	var group sync.WaitGroup
	for c := range l.clients {
		group.Go(func() {
			for n := c * len(questions) / l.clients; ; n++ {
				enough := sent.Add(1) > int64(l.least)
				past := time.Since(began)
				if l.limit > 0 && past > l.limit || enough && (l.until == nil || past > l.long || l.until()) {
					return
				}
				start := time.Now()
				if err := l.search(ctx, questions[n%len(questions)]); err != nil {
					failed[c] = err
					return
				}
				times[c] = append(times[c], time.Since(start))
			}
		})
	}
	group.Wait()
	all := slices.Concat(times...)
	slices.Sort(all)
	return all, errors.Join(failed...)
}

// spent returns the processor time that the process has used, its own and the system's for it.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// spentBy returns the processor time that other processes on this machine have used, as far as they still run.
func spentBy(pids []int) time.Duration {
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux
	var sum time.Duration
	for _, pid := range pids {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		// The name stands in brackets and may hold spaces; user and system time are the 12th and 13th after it.
		_, rest, _ := strings.Cut(string(stat), ") ")
		if f := strings.Fields(rest); len(f) > 12 {
			user, _ := strconv.ParseInt(f[11], 10, 64)
			system, _ := strconv.ParseInt(f[12], 10, 64)
			sum += time.Duration(user+system) * tick
		}
	}
	return sum
}

// memory is what the process holds, in bytes.
type memory struct{ heap, resident int64 }

// settled returns the memory in use once what is no longer needed was given back.
func settled() memory {
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return memory{int64(m.HeapAlloc), resident()}
}

// resident returns the resident size of the process, or 0 where the machine does not tell it.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}

// peak watches the resident size until stop is called, which returns the most it saw.
func peak() (stop func() int64) {
	done, most := make(chan struct{}), make(chan int64)
	go func() {
		top := resident()
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				top = max(top, resident())
			case <-done:
				most <- max(top, resident())
				return
			}
		}
	}()
	return func() int64 { close(done); return <-most }
}

// machine says on what was measured.
func machine() string {
	model := "onbekende processor"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.SplitSeq(string(info), "\n") {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	ram := ""
	if info, err := os.ReadFile("/proc/meminfo"); err == nil {
		if f := strings.Fields(string(info)); len(f) > 1 {
			kb, _ := strconv.ParseInt(f[1], 10, 64)
			ram = fmt.Sprintf(", %d GiB geheugen", (kb+1<<19)>>20)
		}
	}
	return fmt.Sprintf("%d kernen (%s)%s, %s/%s, %s", runtime.NumCPU(), model, ram, runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// busy returns how much other work the machine has, as its load average of the last minute.
func busy() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	return strings.Fields(string(text))[0]
}

// profiled writes a profile of what happens until the result is called, when one is asked for.
func (b *bench) profiled(name string) func() {
	if b.options.profile == "" {
		return func() {}
	}
	f, err := os.Create(fmt.Sprintf("%s-%d-%s.pprof", b.options.profile, b.corpus.passages, name))
	if err != nil {
		b.log.Warn("no profile", "error", err)
		return func() {}
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		b.log.Warn("no profile", "error", err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close()
	}
}
