package hearing

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
)

// double is a speech server that says what a test wants, and checks that it was asked in a way that the real ones understand.
type double struct {
	status int
	kind   string
	reply  string
	refuse func(form map[string][]string) int // a status for a form that it does not take; 0 takes it
	asked  []map[string][]string
	file   []byte
	name   string
	header http.Header
}

func (d *double) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.header = r.Header
	if r.ContentLength <= 0 {
		http.Error(w, "no length", http.StatusLengthRequired)
		return
	}
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, "no form", http.StatusBadRequest)
		return
	}
	d.asked = append(d.asked, r.MultipartForm.Value)
	for _, part := range []string{"file", "audio"} {
		if f, h, err := r.FormFile(part); err == nil {
			d.file, _ = io.ReadAll(f)
			d.name = h.Filename
		}
	}
	if d.refuse != nil {
		if status := d.refuse(r.MultipartForm.Value); status != 0 {
			http.Error(w, `{"error":{"message":"unknown field"}}`, status)
			return
		}
	}
	if d.kind == "" {
		d.kind = "application/json"
	}
	w.Header().Set("Content-Type", d.kind)
	if d.status != 0 {
		w.WriteHeader(d.status)
	}
	_, _ = io.WriteString(w, d.reply)
}

// ask serves a double and asks it.
func ask(t *testing.T, d http.Handler, c Config) ([]Segment, error) {
	t.Helper()
	s := httptest.NewServer(d)
	t.Cleanup(s.Close)
	if c.Kind == "" {
		c.Kind = OpenAI
	}
	c.URL = s.URL + c.URL
	r, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	return r.Recognise(t.Context(), "wav", strings.NewReader("RIFFgeluid"), "", nil)
}

func TestEveryDialectIsUnderstood(t *testing.T) {
	t.Parallel()
	const unknown = -1
	for _, x := range []struct {
		name   string
		config Config
		double double
		want   []Segment
	}{
		{
			"OpenAI, words beside the segments",
			Config{URL: "/v1", Model: "whisper-1", Key: "geheim", Lang: "nl"},
			double{reply: `{"task":"transcribe","language":"dutch","duration":3.2,"text":"Hallo daar.","segments":[{"id":0,"seek":0,"start":0.5,"end":3.1,"text":" Hallo daar.","tokens":[1],"temperature":0.0,"avg_logprob":-0.3,"compression_ratio":0.9,"no_speech_prob":0.01}],"words":[{"word":"Hallo","start":0.5,"end":1.0},{"word":"daar","start":1.1,"end":3.1}],"usage":{"type":"duration","seconds":4}}`},
			[]Segment{{0.5, 3.1, "Hallo daar.", "", []Word{{"Hallo", 0.5, 1}, {"daar", 1.1, 3.1}}, 0.01, 0.3, 0.9}},
		},
		{
			"whisper.cpp, words inside the segments and speakers",
			Config{URL: "/inference"},
			double{reply: `{"task":"transcribe","language":"dutch","duration":2,"text":" Dag.\n","segments":[{"id":0,"text":" Dag.","start":0.0,"end":1.5,"speaker":"0","temperature":0,"avg_logprob":-0.2,"no_speech_prob":1.2e-11,"words":[{"word":" Dag","start":0.1,"end":0.9,"t_dtw":-1,"probability":0.98}]},{"id":1,"text":" Ja?","start":1.5,"end":2,"speaker":"?"}]}`},
			[]Segment{{0, 1.5, "Dag.", "0", []Word{{"Dag", 0.1, 0.9}}, 1.2e-11, 0.2, unknown}, {1.5, 2, "Ja?", "", nil, unknown, unknown, unknown}},
		},
		{
			"vLLM, a duration that is a string and -1 for what it does not know",
			Config{URL: "/v1"},
			double{reply: `{"duration":"2.5","language":"nl","text":"Goed.","segments":[{"id":42,"avg_logprob":-1.0,"compression_ratio":-1.0,"start":"0.0","end":"2.5","no_speech_prob":null,"text":"Goed."}]}`},
			[]Segment{{0, 2.5, "Goed.", "", nil, unknown, unknown, unknown}},
		},
		{
			"Speaches, no times at all",
			Config{URL: "/v1"},
			double{reply: `{"text":" Tot ziens. "}`},
			[]Segment{{unknown, unknown, "Tot ziens.", "", nil, unknown, unknown, unknown}},
		},
		{
			"Speaches, as events",
			Config{URL: "/v1", Live: Streamed},
			double{kind: "text/event-stream", reply: "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Tot \"}\n\ndata: {\"type\":\"transcript.text.delta\",\"delta\":\"ziens.\"}\n\ndata: {\"type\":\"transcript.text.done\",\"text\":\"Tot ziens.\"}\n\n"},
			[]Segment{{unknown, unknown, "Tot ziens.", "", nil, unknown, unknown, unknown}},
		},
		{
			"diarised",
			Config{URL: "/v1"},
			double{reply: `{"task":"transcribe","duration":2,"text":"a b","segments":[{"type":"transcript.text.segment","id":"seg_001","start":0,"end":1,"text":"a","speaker":"A"},{"type":"transcript.text.segment","id":"seg_002","start":1,"end":2,"text":"b","speaker":"B"}]}`},
			[]Segment{{0, 1, "a", "A", nil, unknown, unknown, unknown}, {1, 2, "b", "B", nil, unknown, unknown, unknown}},
		},
		{
			"Azure",
			Config{Kind: Azure, URL: "/speechtotext/transcriptions:transcribe?api-version=2024-11-15", Key: "geheim", Lang: "nl"},
			double{reply: `{"durationMilliseconds":2000,"combinedPhrases":[{"channel":0,"text":"Hallo"}],"phrases":[{"channel":0,"offsetMilliseconds":100,"durationMilliseconds":900,"text":"Hallo","words":[{"text":"Hallo","offsetMilliseconds":100,"durationMilliseconds":900}],"locale":"nl-NL","confidence":0.9}]}`},
			[]Segment{{0.1, 1, "Hallo", "kanaal 1", []Word{{"Hallo", 0.1, 1}}, unknown, unknown, unknown}},
		},
		{"nothing was said", Config{URL: "/v1"}, double{reply: `{"text":"","segments":[]}`}, nil},
		{"plain text", Config{URL: "/v1"}, double{kind: "text/plain; charset=utf-8", reply: " Ja. \n"}, []Segment{{unknown, unknown, "Ja.", "", nil, unknown, unknown, unknown}}},
		{
			"times that run backwards",
			Config{URL: "/v1"},
			double{reply: `{"text":"x","segments":[{"start":5,"end":2,"text":"x"}]}`},
			[]Segment{{unknown, unknown, "x", "", nil, unknown, unknown, unknown}},
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			got, err := ask(t, &x.double, x.config)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(x.want, got); d != "" {
				t.Errorf("it heard otherwise (-want +got):\n%s", d)
			}
			if string(x.double.file) != "RIFFgeluid" || x.double.name != "geluid.wav" {
				t.Errorf("the server got %q as %q", x.double.file, x.double.name)
			}
			if x.config.Key != "" && x.double.header.Get("Authorization") != "Bearer geheim" && x.double.header.Get("Ocp-Apim-Subscription-Key") != "geheim" {
				t.Error("the key did not come along")
			}
		})
	}
}

// A server that does not know the most telling form is asked in a plainer one, from then on at once.
func TestAServerThatKnowsLess(t *testing.T) {
	t.Parallel()
	d := &double{reply: `{"text":"Ja."}`, refuse: func(form map[string][]string) int {
		switch {
		case len(form["timestamp_granularities[]"]) > 0:
			return http.StatusUnprocessableEntity
		case form["response_format"][0] != "json":
			return http.StatusBadRequest
		}
		return 0
	}}
	s := httptest.NewServer(d)
	t.Cleanup(s.Close)
	r, err := Open(Config{Kind: OpenAI, URL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []int{3, 4} {
		if all, err := r.Recognise(t.Context(), "wav", strings.NewReader("RIFF"), "nl", nil); err != nil || len(all) != 1 {
			t.Fatalf("Recognise = %v, %v", all, err)
		}
		if len(d.asked) != want {
			t.Errorf("after call %d it was asked %d times, want %d", n+1, len(d.asked), want)
		}
	}
}

func TestServersThatMisbehave(t *testing.T) {
	t.Parallel()
	secret := "mevrouw De Wit aan de Dorpsstraat"
	for _, x := range []struct {
		name   string
		double http.Handler
		want   error
	}{
		{"wrong key", &double{status: 401, reply: secret}, ErrRefused},
		{"forbidden", &double{status: 403, reply: secret}, ErrRefused},
		{"no such address", &double{status: 404, reply: secret}, ErrRefused},
		{"sends us elsewhere", http.RedirectHandler("http://192.0.2.1/", http.StatusTemporaryRedirect), ErrRefused},
		{"too large", &double{status: 413, reply: secret}, ErrSound},
		{"cannot read it", &double{status: 422, reply: secret}, ErrSound},
		{"busy", &double{status: 429, reply: secret}, ErrUnavailable},
		{"broken", &double{status: 500, reply: secret}, ErrUnavailable},
		{"cut off", &double{reply: `{"text":"` + secret}, ErrReply},
		{"a web page", &double{reply: "<html>" + secret}, ErrReply},
		{"another kind of JSON", &double{reply: `{"status":"ok"}`}, ErrReply},
		{"nothing at all", &double{}, ErrReply},
		{"a list", &double{reply: `["` + secret + `"]`}, ErrReply},
		{"an error with a good status", &double{reply: `{"error":"` + secret + `"}`}, ErrUnavailable},
		{"events that stop", &double{kind: "text/event-stream", reply: "data: {\"type\":\"transcript.text.segm"}, ErrReply},
		{"an answer without end", &double{reply: `{"text":"` + strings.Repeat(secret, replyLimit/len(secret)+1) + `"}`}, ErrReply},
		{"hangs up", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			line, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_ = line.Close()
			}
		}), ErrUnavailable},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			all, err := ask(t, x.double, Config{})
			if !errors.Is(err, x.want) || len(all) != 0 {
				t.Errorf("Recognise = %v, %v; want %v", all, err, x.want)
			}
			if err != nil && strings.Contains(err.Error(), "Wit") {
				t.Errorf("the error tells what the server said: %v", err)
			}
		})
	}
}

func TestAServerThatHangsIsGivenUp(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-stop
	}))
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(stop) })
	r, err := Open(Config{Kind: OpenAI, URL: s.URL, Timeout: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Recognise(t.Context(), "wav", strings.NewReader("RIFF"), "", nil); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Recognise = %v, want ErrUnavailable", err)
	}
}

func TestAProgramThatRecognises(t *testing.T) {
	t.Parallel()
	run := func(script string) ([]Segment, error) {
		r, err := Open(Config{Kind: Program, Command: []string{"/bin/sh", "-c", script}})
		if err != nil {
			t.Fatal(err)
		}
		return r.Recognise(t.Context(), "wav", bytes.NewReader(make([]byte, 100000)), "", nil)
	}
	all, err := run(`test "$(wc -c)" -eq 100000 && echo '{"text":" Goede dag","tokens":[" Goe","de"," dag"],"timestamps":[0.1,0.3,0.6]}'`)
	want := []Segment{{-1, -1, "Goede dag", "", []Word{{"Goede", 0.1, 0.6}, {"dag", 0.6, 0.8}}, -1, -1, -1}}
	if err != nil || !cmp.Equal(all, want, cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })) {
		t.Errorf("it heard %+v, %v", all, err)
	}
	if _, err := run("cat >/dev/null; exit 3"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("a program that fails = %v", err)
	}
	if _, err := run("exec yes"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("a program without end = %v", err)
	}
}

// A server for streams in each dialect: it gives the words so far at each second of sound, and the last ones at the end.
func TestHearingAlongInEveryDialect(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{Realtime, Speaches, VLLM, Sherpa, Foundry} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			got := make(chan int, 1)
			greeted := make(chan string, 4)
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if key := r.Header.Get("api-key"); (key == "geheim") != (kind == Foundry) || (r.Header.Get("Authorization") == "Bearer geheim") == (kind == Foundry) {
					w.WriteHeader(http.StatusUnauthorized)
					return
				}
				up := websocket.Upgrader{}
				line, err := up.Upgrade(w, r, nil)
				if err != nil {
					return
				}
				defer line.Close() //nolint:errcheck // it is over
				samples := 0
				say := func(text string) { _ = line.WriteMessage(websocket.TextMessage, []byte(text)) }
				for over := false; !over; {
					form, b, err := line.ReadMessage()
					if err != nil {
						return
					}
					if form == websocket.BinaryMessage {
						samples += len(b) / 4
						say(`{"text":" goede","segment":0}`)
						continue
					}
					if string(b) == "Done" {
						say(`{"text":" goede dag","segment":0,"is_final":true}`)
						say("Done!")
						over = true
						continue
					}
					var m map[string]any
					_ = json.Unmarshal(b, &m)
					switch m["type"] {
					case "session.update", "transcription_session.update":
						greeted <- m["type"].(string) //nolint:forcetypeassert,errcheck // a test
					case "input_audio_buffer.append":
						pcm, _ := base64.StdEncoding.DecodeString(m["audio"].(string)) //nolint:forcetypeassert,errcheck // a test
						samples += len(pcm) / 2
						if kind == VLLM {
							say(`{"type":"transcription.delta","delta":"goede "}`)
						} else {
							say(`{"type":"conversation.item.input_audio_transcription.delta","item_id":"a","delta":"goede "}`)
						}
					case "input_audio_buffer.commit":
						switch {
						case kind == VLLM && m["final"] == true:
							say(`{"type":"transcription.done","text":"goede dag"}`)
							over = true
						case kind != VLLM:
							say(`{"type":"conversation.item.input_audio_transcription.completed","item_id":"a","transcript":"goede dag"}`)
							over = true
						}
					}
				}
				got <- samples
			}))
			t.Cleanup(s.Close)
			r, err := Open(Config{Kind: OpenAI, URL: s.URL, Live: kind, LiveURL: "ws" + strings.TrimPrefix(s.URL, "http"), Model: "m", Key: "geheim"})
			if err != nil {
				t.Fatal(err)
			}
			pcm := make(chan []byte, 1)
			pcm <- make([]byte, 32000)
			partial, final := "", []string{}
			closed := false
			err = r.Follow(t.Context(), pcm, func(text string, done bool) {
				if done {
					final = append(final, text)
				} else {
					partial = text
				}
				if !closed {
					closed = true
					close(pcm)
				}
			})
			if err != nil || partial != "goede" || cmp.Diff([]string{"goede dag"}, final) != "" {
				t.Errorf("Follow = %v, partial %q, final %q", err, partial, final)
			}
			want := 16000
			if kind == Realtime || kind == Speaches || kind == Foundry {
				want = 24000
			}
			if kind == Foundry {
				if hello := <-greeted; hello != "transcription_session.update" {
					t.Errorf("it is greeted with %s", hello)
				}
			}
			if n := <-got; n < want-2 || n > want+2 {
				t.Errorf("the server got %d samples of a second, want %d", n, want)
			}
		})
	}
}

func TestALineThatBreaksIsTold(t *testing.T) {
	t.Parallel()
	for name, h := range map[string]http.HandlerFunc{
		"refuses": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"says so": func(w http.ResponseWriter, r *http.Request) {
			up := websocket.Upgrader{}
			if line, err := up.Upgrade(w, r, nil); err == nil {
				_ = line.WriteMessage(websocket.TextMessage, []byte(`{"type":"error","error":{"message":"vol"}}`))
				_, _, _ = line.ReadMessage()
				_ = line.Close()
			}
		},
		"hangs up": func(w http.ResponseWriter, r *http.Request) {
			up := websocket.Upgrader{}
			if line, err := up.Upgrade(w, r, nil); err == nil {
				_ = line.Close()
			}
		},
	} {
		s := httptest.NewServer(h)
		r, err := Open(Config{Kind: OpenAI, URL: s.URL, Live: VLLM, LiveURL: "ws" + strings.TrimPrefix(s.URL, "http")})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		if err := r.Follow(ctx, make(chan []byte), func(string, bool) {}); !errors.Is(err, ErrUnavailable) && !errors.Is(err, ErrRefused) {
			t.Errorf("%s: Follow = %v", name, err)
		}
		cancel()
		s.Close()
	}
}

func TestMistakenSettingsAreTold(t *testing.T) {
	t.Parallel()
	for _, c := range []Config{
		{Kind: "whisper"},
		{Kind: OpenAI},
		{Kind: OpenAI, URL: "localhost:8000"},
		{Kind: OpenAI, URL: "http://a:b@host/v1"},
		{Kind: Program},
		{Kind: OpenAI, URL: "http://host", Live: "snel"},
		{Kind: OpenAI, URL: "http://host", Live: VLLM},
		{Kind: OpenAI, URL: "http://host", Live: VLLM, LiveURL: "http://host"},
	} {
		if r, err := Open(c); err == nil || r != nil {
			t.Errorf("Open(%+v) = %v, %v; want an error", c, r, err)
		}
	}
	if r, err := Open(Config{}); r != nil || err != nil {
		t.Errorf("Open of nothing = %v, %v", r, err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{"text":"a","segments":[{"start":"1","end":2,"text":"x","words":[{"word":"x","start":0,"end":1}],"speaker":3}]}`, `{"text":"a","words":[{"word":"a","start":0,"end":1}]}`,
		`{"phrases":[{"offsetMilliseconds":1,"durationMilliseconds":2,"text":"a","channel":0}]}`, `{"text":"a b","tokens":["▁a","▁b"],"timestamps":[0,1]}`, `{"error":1}`, `[]`, `{`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		all, err := decode(b)
		if err != nil {
			if !errors.Is(err, ErrReply) && !errors.Is(err, ErrUnavailable) {
				t.Errorf("decode = %v", err)
			}
			return
		}
		for _, s := range all {
			if s.Start > s.End || s.Start < 0 && s.Start != -1 {
				t.Errorf("a segment from %v to %v", s.Start, s.End)
			}
			_ = fmt.Sprint(s.Words)
		}
	})
}
