package privacy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/slogtest"
	"time"
)

// visitor is something that should never be logged, logged all the same.
type visitor struct{ Name, Mail string }

type resolving struct{ v slog.Value }

func (r resolving) LogValue() slog.Value { return r.v }

type code string

type state int

func (state) String() string { return "bel 06-12345611" }

// eager is an error that tells more to JSON and to %+v than its message.
type eager struct{}

func (eager) Error() string                { return "reading a form" }
func (eager) MarshalJSON() ([]byte, error) { return []byte(`"Fatima uit JSON"`), nil }
func (eager) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte("Fatima uit Format")) }

type broken struct{}

func (*broken) Error() string { panic("Fatima in paniek") }

// planted is everything personal that the test below logs, each in its own place.
//
//nolint:sloglint // logging wrongly is what is tested
var planted = []struct {
	value string
	log   func(l *slog.Logger, value string)
}{
	{"message@voorbeeld.nl", func(l *slog.Logger, v string) { l.Info("sent to " + v) }},
	{"06-12345601", func(l *slog.Logger, v string) { l.Info("called " + v + " back") }},
	{"mijn ex staat weer voor de deur", func(l *slog.Logger, v string) { l.Info("no answer", "question", v) }},
	{"Fatima Yılmaz", func(l *slog.Logger, v string) { l.Info("booked", "client_name", v) }},
	{"Noor", func(l *slog.Logger, v string) { l.Info("booked", slog.Group("client", "Name", v)) }},
	{"hij heeft mij geslagen", func(l *slog.Logger, v string) { l.Info("drafted", "anything", v) }},
	{"attr@voorbeeld.nl", func(l *slog.Logger, v string) { l.Info("refused", "reason", "no mail to "+v) }},
	{"NL48 KNAB 8713 2037 82", func(l *slog.Logger, v string) { l.Info("claim", "result", "paid to "+v) }},
	{"918424926", func(l *slog.Logger, v string) { l.Info("claim", "status", "person "+v) }},
	{"918424934", func(l *slog.Logger, _ string) { l.Info("claim", "person", 918424934) }},
	{"612345602", func(l *slog.Logger, _ string) { l.Info("call", "who", int64(612345602)) }},
	{"deep@voorbeeld.nl", func(l *slog.Logger, v string) {
		l.Info("deep", slog.Group("a", slog.Group("b", slog.Any("c", []slog.Attr{slog.String("reason", v)}))))
	}},
	{"Kerkstraat 14", func(l *slog.Logger, v string) { l.WithGroup("address").Info("visit", "status", v, "count", 3) }},
	{"with@voorbeeld.nl", func(l *slog.Logger, v string) { l.With("error", "mail to "+v).Info("later") }},
	{"+31 6 12345603", func(l *slog.Logger, v string) {
		l.WithGroup("g").With("stage", v, "email", v).WithGroup("h").Info("later")
	}},
	{"error@voorbeeld.nl", func(l *slog.Logger, v string) {
		l.Error("failed", "error", fmt.Errorf("booking: %w", errors.Join(fs.ErrNotExist, fmt.Errorf("no box for %s", v))))
	}},
	{"vraag=mijn+ex+slaat+mij", func(l *slog.Logger, v string) {
		l.Error("failed", "error", &url.Error{Op: "Get", URL: "https://zoek.voorbeeld.nl/?" + v, Err: context.DeadlineExceeded})
	}},
	{"ik durf niet naar huis", func(l *slog.Logger, v string) {
		l.Error("failed", "error", fmt.Errorf("parsing %q: unexpected form", v))
	}},
	{"83.12.3.44", func(l *slog.Logger, v string) {
		l.Error("failed", "error", errors.New("read tcp 10.0.0.1:443->"+v+":5555: reset"))
	}},
	{"2a02:a210:1234::9", func(l *slog.Logger, v string) { l.Info("no handshake with [" + v + "]:443") }},
	{"Fatima uit", func(l *slog.Logger, _ string) { l.Error("failed", "error", eager{}) }},
	{"resolved@voorbeeld.nl", func(l *slog.Logger, v string) {
		l.Info("resolved", "topic", resolving{slog.AnyValue(resolving{slog.StringValue(v)})})
	}},
	{"0201234567", func(l *slog.Logger, v string) {
		l.Info("resolved", "visit", resolving{slog.GroupValue(slog.String("phone", v), slog.Int("count", 1))})
	}},
	{"Jan Pietersen", func(l *slog.Logger, v string) { l.Info("dump", "result", visitor{Name: v}) }},
	{"Piet Janssen", func(l *slog.Logger, v string) { l.Info("dump", "result", &visitor{Name: v}) }},
	{"Anna Bakker", func(l *slog.Logger, v string) { l.Info("dump", "result", map[string]string{"n": v}) }},
	{"Klaas Visser", func(l *slog.Logger, v string) { l.Info("dump", "result", json.RawMessage(`"`+v+`"`)) }},
	{"list@voorbeeld.nl", func(l *slog.Logger, v string) { l.Info("dump", "roles", []string{"legal", v}) }},
	{"Lotte de Wit", func(l *slog.Logger, v string) { l.Info("dump", "others", []string{v}) }},
	{"named@voorbeeld.nl", func(l *slog.Logger, v string) { l.Info("dump", "kind", code(v)) }},
	{"blauwe-tafel-groene-boom", func(l *slog.Logger, v string) { l.Info("dump", "pass", code(v)) }},
	{"06-12345611", func(l *slog.Logger, _ string) { l.Info("dump", "state", state(1)) }},
	{"84.22.33.44", func(l *slog.Logger, v string) { l.Info("dump", "source", netip.MustParseAddr(v)) }},
	{"zonder sleutel", func(l *slog.Logger, v string) { l.Info("dump", []any{"count", 1, v}...) }},
	{"ik ben bang", func(l *slog.Logger, v string) { l.Info("dump", v, 1) }},
	{"key@voorbeeld.nl", func(l *slog.Logger, v string) { l.Info("dump", v, 1) }},
	{"group@voorbeeld.nl", func(l *slog.Logger, v string) { l.WithGroup(v).Info("dump", "count", 1) }},
	{"s3cret", func(l *slog.Logger, v string) { l.Info("dump", "url", "postgres://wegwijzer:"+v+"@db:5432/w") }},
	{"een lang verhaal", func(l *slog.Logger, v string) {
		l.Info("dump", "reason", "dit is "+v+" dat niemand hoort te lezen omdat het van iemand is")
	}},
	{"Fatima in paniek", func(l *slog.Logger, v string) {
		l.Info("dump", "panic", v[:0], "error", (*broken)(nil), "note", v)
	}},
}

func TestNothingPersonalIsLogged(t *testing.T) {
	t.Parallel()
	formats := map[string]func(*bytes.Buffer) slog.Handler{
		"JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
	}
	for name, format := range formats {
		control := 0
		for i, p := range planted {
			var open, locked bytes.Buffer
			p.log(slog.New(format(&open)), p.value)
			p.log(slog.New(NewHandler(format(&locked))), p.value)
			if strings.Contains(open.String(), p.value) {
				control++
			}
			if strings.Contains(locked.String(), p.value) || locked.Len() == 0 {
				t.Errorf("%s, place %d: %s", name, i, locked.String())
			}
		}
		// Control: without the handler they are there, but for the few that another format writes in another way.
		if control < len(planted)-3 {
			t.Errorf("%s: only %d of %d planted values show without the handler", name, control, len(planted))
		}
	}
}

func TestWhatMayBeLogged(t *testing.T) {
	t.Parallel()
	plain := errors.New("connecting to 10.0.0.5:5432: refused")
	day := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	cases := []struct {
		attr slog.Attr
		want string
	}{
		{slog.Int("ms", 12), `"ms":12`},
		{slog.Int("bytes", 918424926), `"bytes":918424926`},
		{slog.Int("attempts_left", 3), `"attempts_left":3`},
		{slog.Int("question_chars", 918424926), `"question_chars":918424926`},
		{slog.Int64("started_unix", 1790000000), `"started_unix":1790000000`},
		{slog.Bool("fresh", true), `"fresh":true`},
		{slog.Time("opened", day), `"opened":"2026-11-22T03:00:00Z"`},
		{slog.Duration("spent", time.Second), `"spent":1000000000`},
		{slog.Float64("likeness", .25), `"likeness":0.25`},
		{slog.String("status", "answered_partial"), `"status":"answered_partial"`},
		{slog.String("url", "https://www.slachtofferhulp.nl/hulp/?a=b"), `"url":"https://www.slachtofferhulp.nl/hulp/?[weggelaten]"`},
		{slog.String("ecli", "ECLI:NL:RBAMS:2023:4567"), `"ecli":"ECLI:NL:RBAMS:2023:4567"`},
		{slog.String("reason", "show 0800-2000 and 112"), `"reason":"show 0800-2000 and 112"`},
		{slog.Any("error", plain), `"error":"connecting to 10.0.0.5:5432: refused"`},
		{slog.Any("cause", fs.ErrNotExist), `"cause":"file does not exist"`},
		{slog.Any("error", errors.New(`relation "shelf_public.passages" does not exist`)), `shelf_public.passages`},
		{slog.Any("roles", []string{"legal", "planner"}), `"roles":["legal","planner"]`},
		{slog.Any("versions", []int{1, 2}), `"versions":[1,2]`},
		{slog.Any("level", slog.LevelWarn), `"level":"WARN"`},
		{slog.Any("state", nil), `"state":null`},
		{slog.Any("kind", code("vtt")), `"kind":"vtt"`},
		{slog.Group("stage", "ms", 3, "verdict", "ok"), `"stage":{"ms":3,"verdict":"ok"}`},
		{slog.Group("", "ms", 3), `"ms":3`},
		{slog.String("house_color", "groen"), `"house_color":"[weggelaten]"`},
	}
	for _, c := range cases {
		var b bytes.Buffer
		slog.New(NewHandler(slog.NewJSONHandler(&b, nil))).Info("ready", c.attr)
		if !strings.Contains(b.String(), c.want) || !strings.Contains(b.String(), `"msg":"ready"`) {
			t.Errorf("%v: %s, want %s", c.attr, b.String(), c.want)
		}
	}
	var b bytes.Buffer
	slog.New(NewHandler(slog.NewJSONHandler(&b, nil), "house_color")).Info("ready", "house_color", "groen")
	if !strings.Contains(b.String(), "groen") {
		t.Errorf("a key that was given is not shown: %s", b.String())
	}
}

// keeping is a handler that keeps the last record.
type keeping struct{ last *slog.Record }

func (keeping) Enabled(context.Context, slog.Level) bool        { return true }
func (k keeping) Handle(_ context.Context, r slog.Record) error { *k.last = r.Clone(); return nil }
func (k keeping) WithAttrs([]slog.Attr) slog.Handler            { return k }
func (k keeping) WithGroup(string) slog.Handler                 { return k }
func (k keeping) attr(t *testing.T) (a slog.Attr) {
	t.Helper()
	k.last.Attrs(func(x slog.Attr) bool { a = x; return false })
	return a
}

func TestErrorsStayErrors(t *testing.T) {
	t.Parallel()
	k := keeping{new(slog.Record)}
	l := slog.New(NewHandler(k))

	plain := fmt.Errorf("reading: %w", fs.ErrNotExist)
	l.Error("failed", "error", plain)
	if got := k.attr(t).Value.Any(); got != any(plain) {
		t.Errorf("an error without anything personal became %#v", got)
	}

	l.Error("failed", "error", fmt.Errorf("mail to noor@voorbeeld.nl: %w", fs.ErrNotExist))
	err, ok := k.attr(t).Value.Any().(error)
	if !ok || err.Error() != "mail to [weggelaten]: file does not exist" || !errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		t.Errorf("masked error = %#v", err)
	}
	if errors.Unwrap(err) != nil || strings.Contains(fmt.Sprintf("%v %+v %#v %s", err, err, err, err), "noor") {
		t.Errorf("the masked error shows more: %#v", err)
	}
}

func TestRecordWithoutChangeGoesOnAsItIs(t *testing.T) {
	t.Parallel()
	k := keeping{new(slog.Record)}
	h := NewHandler(k)
	r := slog.NewRecord(time.Unix(1, 0), slog.LevelWarn, "stage", 42)
	r.Add("stage", "retrieve", "ms", 3)
	if err := h.Handle(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	r.Add("email", "noor@voorbeeld.nl")
	if err := h.Handle(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if k.last.PC != 42 || k.last.Level != slog.LevelWarn || !k.last.Time.Equal(time.Unix(1, 0)) || k.last.NumAttrs() != 3 {
		t.Errorf("record = %+v", k.last)
	}
}

// The rules that every slog handler keeps, checked by the standard library over the JSON it ends in.
func TestHandlerKeepsSlogsRules(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	// The keys of the library's own examples.
	h := NewHandler(slog.NewJSONHandler(&b, nil), "a", "b", "c", "d", "e", "f", "k", "bi", "g", "G", "H")
	err := slogtest.TestHandler(h, func() (results []map[string]any) {
		for line := range strings.Lines(b.String()) {
			var m map[string]any
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			results = append(results, m)
		}
		return results
	})
	if err != nil {
		t.Error(err)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]verdict{
		"question": never, "Question": never, "user_question": never, "userQuestion": never, "vraag-tekst": never, "client.name": never,
		"EMAIL": never, "phoneNumber": never, "remote_addr": never, "first_name": never, "userAgent": never,
		"question_ms": measured, "textBytes": measured, "person_id": measured,
		"attempts_left": doubtful, "colour": doubtful, "": doubtful, "nameless": doubtful,
	} {
		if got := judge(key); got != want {
			t.Errorf("judge(%q) = %d, want %d", key, got, want)
		}
	}
	for _, key := range []string{"ik ben bang", "noor@voorbeeld.nl", "0612345678", strings.Repeat("a", 65), "é"} {
		if plainKey(key) {
			t.Errorf("plainKey(%q) = true", key)
		}
	}
	for key := range harmless {
		if !plainKey(key) || personal[key] {
			t.Errorf("%q is harmless and personal at once", key)
		}
	}
}

//nolint:sloglint // logging wrongly is what is tested
func FuzzHandler(f *testing.F) {
	f.Add("sent", "reason", "to the box")
	f.Add("\"", "error", "`'“")
	f.Add("é\xff", "https://x/?", "0")
	f.Fuzz(func(t *testing.T, message, key, value string) {
		const mail, phone = "noor@voorbeeld.nl", "0612345678"
		var b bytes.Buffer
		l := slog.New(NewHandler(slog.NewJSONHandler(&b, nil)))
		l.Info(message+" "+mail+" ", key, value+" "+mail+" ", slog.Group(key, key, errors.New(value+" "+phone+" "+value)))
		l.With(key, value+" "+phone+" ").WithGroup(value+" "+mail).Error(message, "error", value+" "+mail+" "+value)
		for _, planted := range []string{mail, phone} {
			if strings.Contains(b.String(), planted) {
				t.Errorf("%s in %s", planted, b.String())
			}
		}
	})
}

func BenchmarkHandler(b *testing.B) {
	fault := fmt.Errorf("searching: %w", context.DeadlineExceeded)
	cases := map[string]func(*slog.Logger){
		"harmless": func(l *slog.Logger) {
			l.LogAttrs(context.Background(), slog.LevelInfo, "question answered", slog.String("channel", "web"),
				slog.String("status", "answered"), slog.Int("ms", 12), slog.Int("hits", 5), slog.String("request_id", "3f9a1c"))
		},
		"error": func(l *slog.Logger) {
			l.LogAttrs(context.Background(), slog.LevelError, "search is not available", slog.Any("error", fault))
		},
		"masked": func(l *slog.Logger) {
			l.LogAttrs(context.Background(), slog.LevelInfo, "question answered", slog.String("question", "waarom?"), slog.Int("ms", 12))
		},
	}
	for name, log := range cases {
		bare := slog.NewJSONHandler(discard{}, nil)
		for which, h := range map[string]slog.Handler{"bare": bare, "locked": NewHandler(bare)} {
			b.Run(name+"/"+which, func(b *testing.B) {
				l := slog.New(h)
				b.ReportAllocs()
				for b.Loop() {
					log(l)
				}
			})
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
