package inference

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func numbered70() []string {
	texts := make([]string, 70)
	for i := range texts {
		texts[i] = fmt.Sprintf("passage: %s\nkop\ntekst %d", secret, i)
	}
	return texts
}

func checkVectors(t *testing.T, texts []string, vectors [][]float32) {
	t.Helper()
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors for %d texts", len(vectors), len(texts))
	}
	for i, v := range vectors {
		if want := vectorFor(texts[i]); likeness(v, want) != 3 {
			t.Errorf("vector %d = %v, want the direction of %v and length one", i, v, want)
		}
	}
}

func TestOpenAIProtocol(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t}
		r, stop := s.serve(Config{Key: "sleutel", QueryPrefix: "query: ", PassagePrefix: "passage: "})
		defer stop()
		texts := numbered70()
		before := slices.Clone(texts)
		vectors, err := r.Embed(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		checkVectors(t, texts, vectors)
		if !slices.Equal(texts, before) {
			t.Error("Embed wrote into the caller's texts")
		}
		if n := s.requests(); n != 3 || len(s.batches[0]) != 32 || len(s.batches[2]) != 6 {
			t.Errorf("%d requests, want batches of 32, 32 and 6", n)
		}
		if !slices.Equal(slices.Concat(s.batches...), texts) {
			t.Error("the server did not get the texts as they were")
		}
		for _, h := range s.headers {
			if h.Get("Authorization") != "Bearer sleutel" || h.Get("User-Agent") != "wegwijzer" {
				t.Errorf("headers %v", h)
			}
		}
		if r.Name() != "openai:e5-test" || r.Dimension() != testDim {
			t.Errorf("name %q, dimension %d", r.Name(), r.Dimension())
		}
		if query, passage := r.Prefixes(); query != "query: " || passage != "passage: " {
			t.Errorf("prefixes %q, %q", query, passage)
		}
		if none, err := r.Embed(t.Context(), nil); len(none) != 0 || err != nil {
			t.Errorf("Embed of nothing = %v, %v", none, err)
		}
	})
}

func TestOllamaProtocol(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t, ollama: true}
		r, stop := s.serve(Config{})
		defer stop()
		texts := numbered70()
		vectors, err := r.Embed(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		checkVectors(t, texts, vectors)
		if n := s.requests(); n != 70 {
			t.Errorf("%d requests, want one a text", n)
		}
		if a := s.headers[0].Values("Authorization"); len(a) != 0 {
			t.Errorf("Authorization %q without a key", a)
		}
	})
}

// What a server may do wrong, what it must lead to, and how often it is asked.
func TestMisbehavingServers(t *testing.T) {
	t.Parallel()
	type misbehaviour struct {
		name     string
		openai   act // nil: not for this protocol
		ollama   act
		want     error
		requests int
		says     string
	}
	both := func(name string, a act, want error, requests int, says string) misbehaviour {
		return misbehaviour{name, a, a, want, requests, says}
	}
	cases := []misbehaviour{
		both("truncated JSON", says(200, `{"data":[{"index":0,"embedding":[0.1,0.2`), ErrReply, 1, ""),
		both("a page of HTML", says(200, "<!doctype html><p>ECHO</p>"), ErrReply, 1, ""),
		both("an empty body", says(200, ""), ErrReply, 1, ""),
		both("an empty object", says(200, `{}`), ErrReply, 1, ""),
		both("an error with status 200", says(200, `{"error":{"message":"ECHO","type":"server_error"}}`), ErrReply, 1, ""),
		both("a huge body", neverEnds, ErrReply, 1, "more than 16 MB"),
		both("bad request", says(400, `{"error":{"message":"bad input: ECHO"}}`), ErrRefused, 1, "status 400"),
		both("bad request in plain text", says(400, "bad input: ECHO"), ErrRefused, 1, "status 400"),
		both("no such key", says(401, `{"error":{"message":"ECHO"}}`), ErrRefused, 1, "EMBED_KEY"),
		both("no such model", says(404, `{"error":"model \"ECHO\" not found, try pulling it first"}`), ErrRefused, 1, "EMBED_MODEL"),
		both("elsewhere", func(w http.ResponseWriter, r *http.Request, _ []string) {
			http.Redirect(w, r, "/elders", http.StatusTemporaryRedirect)
		}, ErrRefused, 1, "EMBED_URL"),
		both("always 500", says(500, `{"error":{"message":"ECHO"}}`), ErrUnavailable, 3, "status 500"),
		both("always 503", says(503, ""), ErrUnavailable, 3, "status 503"),
		both("busy for an hour", later(429, "3600"), ErrUnavailable, 1, "status 429"),
		both("never an answer", hangs, ErrUnavailable, 3, "no answer within 2s"),
		both("always cut off", breaksOff, ErrUnavailable, 3, "broke off"),
		both("always reset", resets, ErrUnavailable, 3, "no connection"),
		{
			"wrong dimension",
			says(200, `{"data":[{"index":0,"embedding":[1,0,0]}]}`), says(200, `{"embeddings":[[1,0,0]]}`),
			ErrReply, 1, "a vector of 3 numbers, want 4",
		},
		{"no vectors", says(200, `{"data":[]}`), says(200, `{"embeddings":[]}`), ErrReply, 1, ""},
		{"an empty vector", says(200, `{"data":[{"embedding":[]}]}`), says(200, `{"embeddings":[[]]}`), ErrReply, 1, "a vector of 0"},
		{"null for a vector", says(200, `{"data":[{"embedding":null}]}`), says(200, `{"embeddings":[null]}`), ErrReply, 1, "a vector of 0"},
		{"null for numbers", says(200, `{"data":[{"embedding":[null,null,null,null]}]}`), says(200, `{"embeddings":[[null,null,null,null]]}`), ErrReply, 1, "without a direction"},
		{"NaN", says(200, `{"data":[{"embedding":[NaN,0,0,0]}]}`), says(200, `{"embeddings":[[NaN,0,0,0]]}`), ErrReply, 1, ""},
		{"numbers too large", says(200, `{"data":[{"embedding":[1e300,0,0,0]}]}`), says(200, `{"embeddings":[[1e300,0,0,0]]}`), ErrReply, 1, ""},
		{"texts for numbers", says(200, `{"data":[{"embedding":["ECHO"]}]}`), says(200, `{"embeddings":[["ECHO"]]}`), ErrReply, 1, ""},
		{
			"too many vectors",
			says(200, `{"data":[{"index":0,"embedding":[1,0,0,0]},{"index":1,"embedding":[1,0,0,0]}]}`),
			says(200, `{"embeddings":[[1,0,0,0],[1,0,0,0]]}`),
			ErrReply, 1, "2 vectors for 1 texts",
		},
		{"a number twice", says(200, `{"data":[{"index":1,"embedding":[1,0,0,0]},{"index":1,"embedding":[1,0,0,0]}]}`), nil, ErrReply, 1, "numbered wrongly"},
	}
	for _, c := range cases {
		for protocol, a := range map[string]act{"openai": c.openai, "ollama": c.ollama} {
			if a == nil {
				continue
			}
			t.Run(c.name+"/"+protocol, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := &scriptedServer{t: t, ollama: protocol == "ollama", script: []act{a}}
					r, stop := s.serve(Config{Timeout: 2 * time.Second, Key: "sleutel"})
					defer stop()
					vectors, err := r.Embed(t.Context(), []string{secret + " mijn ex 1"})
					if !errors.Is(err, c.want) || vectors != nil || !strings.Contains(fmt.Sprint(err), c.says) {
						t.Errorf("Embed = %v, %v; want %v with %q", vectors, err, c.want, c.says)
					}
					if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) || strings.Contains(fmt.Sprint(err), "sleutel") {
						t.Errorf("the error holds the text or the key: %v", err)
					}
					if n := s.requests(); n != c.requests {
						t.Errorf("%d requests, want %d", n, c.requests)
					}
				})
			})
		}
	}
}

func TestServersThatRecover(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name     string
		script   []act
		atLeast  time.Duration
		atMost   time.Duration
		requests int
	}{
		{"500 then well", []act{says(500, ""), nil}, 100 * time.Millisecond, 200 * time.Millisecond, 2},
		{"502 and 503 then well", []act{says(502, ""), says(503, ""), nil}, 300 * time.Millisecond, 600 * time.Millisecond, 3},
		{"reset then well", []act{resets, nil}, 100 * time.Millisecond, 200 * time.Millisecond, 2},
		{"cut off then well", []act{breaksOff, nil}, 100 * time.Millisecond, 200 * time.Millisecond, 2},
		{"hangs then well", []act{hangs, nil}, 2100 * time.Millisecond, 2200 * time.Millisecond, 2},
		{"busy for three seconds", []act{later(429, "3"), nil}, 3 * time.Second, 3 * time.Second, 2},
		{"busy until a moment", []act{later(503, "Sat, 01 Jan 2000 00:00:05 GMT"), nil}, 5 * time.Second, 5 * time.Second, 2},
		{"busy until the past", []act{later(429, "Fri, 31 Dec 1999 00:00:00 GMT"), nil}, 100 * time.Millisecond, 200 * time.Millisecond, 2},
		{"busy until nonsense", []act{later(429, "straks"), nil}, 100 * time.Millisecond, 200 * time.Millisecond, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &scriptedServer{t: t, script: c.script}
				r, stop := s.serve(Config{Timeout: 2 * time.Second})
				defer stop()
				began := time.Now()
				vectors, err := r.Embed(t.Context(), []string{"tekst 1"})
				if err != nil {
					t.Fatal(err)
				}
				checkVectors(t, []string{"tekst 1"}, vectors)
				if took := time.Since(began); took < c.atLeast || took > c.atMost {
					t.Errorf("took %s, want %s to %s", took, c.atLeast, c.atMost)
				}
				if n := s.requests(); n != c.requests {
					t.Errorf("%d requests, want %d", n, c.requests)
				}
			})
		})
	}
}

func TestVectorsFollowTheirNumbers(t *testing.T) {
	t.Parallel()
	item := func(index, direction int) string {
		v := []string{"0", "0", "0", "0"}
		v[direction] = "3"
		return fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":[%s]}`, index, strings.Join(v, ","))
	}
	for name, items := range map[string][]string{
		"turned round":   {item(2, 2), item(1, 1), item(0, 0)},
		"all zero":       {item(0, 0), item(0, 1), item(0, 2)},
		"in their place": {item(0, 0), item(1, 1), item(2, 2)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &scriptedServer{t: t, script: []act{says(200, `{"object":"list","data":[`+strings.Join(items, ",")+`]}`)}}
				r, stop := s.serve(Config{})
				defer stop()
				texts := []string{"tekst 0", "tekst 1", "tekst 2"}
				vectors, err := r.Embed(t.Context(), texts)
				if err != nil {
					t.Fatal(err)
				}
				checkVectors(t, texts, vectors)
			})
		})
	}
}

// A server on a real socket, reset by TCP.
func TestConnectionReset(t *testing.T) {
	t.Parallel()
	s := &scriptedServer{t: t, script: []act{resets, nil}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	e, err := OpenEmbedder(Config{Kind: OpenAIServer, URL: server.URL + "/v1/", Model: testModel, Dim: testDim})
	if err != nil {
		t.Fatal(err)
	}
	vectors, err := e.Embed(t.Context(), []string{"tekst 1"})
	if err != nil {
		t.Fatal(err)
	}
	checkVectors(t, []string{"tekst 1"}, vectors)

	server.Close()
	if _, err := e.Embed(t.Context(), []string{secret}); !errors.Is(err, ErrUnavailable) || strings.Contains(err.Error(), secret) {
		t.Errorf("Embed with nobody there: %v, want ErrUnavailable", err)
	}
}

func TestCallerThatLeaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t, script: []act{hangs}}
		r, stop := s.serve(Config{})
		defer stop()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		if _, err := r.Embed(ctx, []string{secret}); !errors.Is(err, context.Canceled) || time.Since(began) != time.Second {
			t.Errorf("Embed = %v after %s, want canceled after 1s", err, time.Since(began))
		}
		if _, err := r.Embed(ctx, []string{secret}); !errors.Is(err, context.Canceled) || s.requests() != 1 {
			t.Errorf("Embed = %v after %d requests, want canceled without one", err, s.requests())
		}
	})
}

func TestCallerThatLeavesBetweenTries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t, script: []act{later(503, "8")}}
		r, stop := s.serve(Config{})
		defer stop()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if _, err := r.Embed(ctx, []string{secret}); !errors.Is(err, context.Canceled) || s.requests() != 1 {
			t.Errorf("Embed = %v after %d requests, want canceled after one", err, s.requests())
		}
	})
}

// A visitor who has half a second does not wait for a server that wants two.
func TestNoWaitBeyondTheDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t, script: []act{later(503, "2")}}
		r, stop := s.serve(Config{})
		defer stop()
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		began := time.Now()
		if _, err := r.Embed(ctx, []string{secret}); !errors.Is(err, ErrUnavailable) || time.Since(began) != 0 {
			t.Errorf("Embed = %v after %s, want ErrUnavailable at once", err, time.Since(began))
		}
	})
}

func TestBreaker(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t, script: []act{says(503, "")}}
		r, stop := s.serve(Config{})
		defer stop()
		embed := func() error {
			_, err := r.Embed(t.Context(), []string{secret + " 1"})
			return err
		}
		for range breakerFailures {
			if err := embed(); !errors.Is(err, ErrUnavailable) {
				t.Fatal(err)
			}
		}
		asked := s.requests()
		if err := embed(); !errors.Is(err, ErrUnavailable) || s.requests() != asked {
			t.Errorf("open: %v after %d requests, want ErrUnavailable without one", err, s.requests()-asked)
		}

		time.Sleep(breakerPause) // synctest's clock: no time passes
		if err := embed(); !errors.Is(err, ErrUnavailable) || s.requests() == asked {
			t.Errorf("half open: %v, want the server asked again", err)
		}
		asked = s.requests()
		if err := embed(); !errors.Is(err, ErrUnavailable) || s.requests() != asked {
			t.Errorf("open again: %v after %d requests, want none", err, s.requests()-asked)
		}

		time.Sleep(breakerPause)
		s.mu.Lock()
		s.script = []act{func(w http.ResponseWriter, r *http.Request, texts []string) {
			time.Sleep(time.Second)
			s.well(w, r, texts)
		}}
		s.mu.Unlock()
		var all sync.WaitGroup
		var mu sync.Mutex
		refused := 0
		for range 10 {
			all.Go(func() {
				if embed() != nil {
					mu.Lock()
					refused++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if refused != 9 || s.requests() != asked+1 {
			t.Errorf("half open: %d of 10 refused with %d requests, want one let through", refused, s.requests()-asked)
		}
		if err := embed(); err != nil {
			t.Errorf("closed again: %v", err)
		}
	})
}

func TestBreakerCounts(t *testing.T) {
	t.Parallel()
	left, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	cases := []struct {
		name string
		ctx  context.Context
		err  error
		want outcome
	}{
		{"well", t.Context(), nil, answered},
		{"no answer", t.Context(), &fault{sentinel: ErrUnavailable, what: ""}, silent},
		{"nonsense", t.Context(), io.ErrUnexpectedEOF, silent},
		{"refusal", t.Context(), &fault{sentinel: ErrRefused, what: ""}, unknown},
		{"caller left", left, &fault{sentinel: ErrUnavailable, what: ""}, unknown},
		{"caller's time was up", late, &fault{sentinel: ErrUnavailable, what: ""}, silent},
	}
	for _, c := range cases {
		if got, _ := judge(c.ctx, c.err); got != c.want {
			t.Errorf("%s: outcome %d, want %d", c.name, got, c.want)
		}
	}
}

func TestBreakerFreesCanceledProbe(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	b := &breaker{now: func() time.Time { return now }}
	for range breakerFailures {
		b.record(false, silent)
	}
	now = now.Add(breakerPause)
	probe, ok := b.allow()
	if !probe || !ok {
		t.Fatal("no probe after the pause")
	}
	if _, ok := b.allow(); ok {
		t.Error("a second probe beside the first")
	}
	b.record(probe, unknown)
	if _, ok := b.allow(); !ok {
		t.Error("no probe after one whose caller left")
	}
}

func TestManyCallersAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scriptedServer{t: t}
		r, stop := s.serve(Config{})
		defer stop()
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				texts := numbered70()
				vectors, err := r.Embed(t.Context(), texts)
				if err != nil {
					t.Error(err)
					return
				}
				checkVectors(t, texts, vectors)
			})
		}
		all.Wait()
		if a := s.headers[0].Values("Authorization"); len(a) != 0 {
			t.Errorf("Authorization %q without a key", a)
		}
	})
}
