package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"wegwijzer/assistant"
	"wegwijzer/internal/speech"
)

// Speech is made of nothing but what this program itself said: every frame that can be spoken carries a mark, a code over its words and
// language that only a copy of this program can make. A page sends words and mark back to hear them. So nobody can have an organisation's
// voice say what they like, and the server remembers nothing of what is read aloud.

const (
	markUse       = "spoken words, version 1"
	markLasts     = 6 * time.Hour
	maxSpoken     = 48 << 10 // bytes of a text that is read aloud
	partsAMinute  = 240      // that one network may ask for; reading aloud takes some fifteen a minute
	hearingAMin   = 12       // recordings that one network may send in a minute
	speechTimeout = 30 * time.Second
)

// Voice says texts. It is a *speech.Speaker, or a test's.
type Voice interface {
	Speaks(lang string) bool
	Speak(ctx context.Context, text, lang string, part int) (speech.Clip, error)
}

// speaks reports whether something can be read aloud in a language.
func (s *Server) speaks(lang string) bool {
	return s.config.Voice != nil && s.config.Voice.Speaks(lang)
}

// mark returns the code with which words in a language may be spoken; "" when nothing speaks it.
func (s *Server) mark(words, lang string) string {
	if words == "" || len(words) > maxSpoken || !s.speaks(lang) {
		return ""
	}
	return s.sign(words, lang, s.now().Unix())
}

func (s *Server) sign(words, lang string, at int64) string {
	when := strconv.FormatInt(at, 36)
	code := hmac.New(sha256.New, s.markKey)
	for _, part := range [...]string{markUse, lang, when, words} {
		code.Write([]byte(strconv.Itoa(len(part)) + ":" + part)) // lengths, so that one part cannot pass for another
	}
	return lang + "." + when + "." + base64.RawURLEncoding.EncodeToString(code.Sum(nil)[:18])
}

// marked returns the language of words that carry a mark of ours, and false when they do not or it is too old.
func (s *Server) marked(words, mark string) (lang string, ok bool) {
	lang, rest, _ := strings.Cut(mark, ".")
	when, _, _ := strings.Cut(rest, ".")
	at, err := strconv.ParseInt(when, 36, 64)
	if err != nil || len(words) > maxSpoken {
		return "", false
	}
	if age := s.now().Sub(time.Unix(at, 0)); age < -time.Minute || age > markLasts {
		return "", false
	}
	return lang, hmac.Equal([]byte(s.sign(words, lang, at)), []byte(mark))
}

// markFrame adds to a frame of an answer what of it can be spoken.
func (s *Server) markFrame(f *frame, lang string) {
	if s.config.Voice == nil {
		return
	}
	words := f.Text
	switch f.Type {
	case "sentence":
		lang = assistant.LanguageOf(f.Text) // of the source that is quoted
		if f.Heading != "" {
			words = f.Heading + "\n" + f.Text // who hears a list must know what it is of, too
			f.Aloud = words
		}
	case "notice":
		words = aloud(*f)
		f.Aloud = words
	case "words", "simpler":
		lang, words = "nl", simplerAloud(*f) // easy sentences are those of the sources, and words are explained in Dutch
		f.Aloud = words
	case "lead", "closing":
	default:
		return
	}
	f.Mark = s.mark(words, lang)
}

// aloud returns what is said of a notice: everything on it, the way to leave apart, since someone may be near.
func aloud(f frame) string {
	parts := []string{f.Title, f.Text}
	for _, c := range f.Contacts {
		if c.Number == "" {
			parts = append(parts, c.Name+".")
		} else {
			parts = append(parts, c.Name+": "+c.Number+".")
		}
	}
	var said []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, "\n")
}

// simplerAloud returns what is said of the easier form of an answer: its sentences, and then each word with what it means.
func simplerAloud(f frame) string {
	said := slices.Clone(f.Texts)
	for i, text := range said {
		said[i] = strings.TrimPrefix(text, "# ")
	}
	for _, w := range f.Words {
		said = append(said, w.Term+": "+w.Text)
	}
	return strings.Join(said, "\n")
}

// looks are the drawings of the face by the setting that chooses them.
var looks = map[string]string{"": "look-linde.svg", "2": "look-noor.svg", "3": "look-sem.svg", "4": "look-bord.svg"}

// look returns the drawing of a setting; that of the first face for one without a drawing.
func look(face string) string { return or(looks[face], looks[""]) }

// track is what goes along with a piece of speech, in the file of the sound itself. Places are in UTF-16, as scripts count.
type track struct {
	Part  int      `json:"part"`
	Parts int      `json:"parts"`
	Span  [2]int   `json:"span"`  // what of the text is said
	Mouth [][2]int `json:"mouth"` // millisecond and shape
	Words [][3]int `json:"words"` // millisecond, start and end
}

// speak says a part of what was said in text.
func (s *Server) speak(w http.ResponseWriter, r *http.Request) error {
	if s.config.Voice == nil {
		return errNoPage
	}
	if !s.welcome(r) {
		return errForeign
	}
	var asked struct {
		Text string `json:"text"`
		Mark string `json:"mark"`
		Part int    `json:"part"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 2*maxSpoken)).Decode(&asked); err != nil {
		return errGarbled
	}
	lang, ok := s.marked(asked.Text, asked.Mark)
	if !ok {
		return errGarbled
	}
	if !s.spoken.allow(s.network(r), partsAMinute, s.now()) {
		http.Error(w, text("too_many"), http.StatusTooManyRequests)
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), speechTimeout)
	defer cancel()
	start := s.now()
	clip, err := s.config.Voice.Speak(ctx, asked.Text, lang, asked.Part)
	switch {
	case r.Context().Err() != nil:
		s.metrics.speech.WithLabelValues("left").Observe(s.now().Sub(start).Seconds())
		return nil // the visitor went on
	case errors.Is(err, speech.ErrPart):
		return errGarbled
	case err != nil:
		s.metrics.speech.WithLabelValues("failed").Observe(s.now().Sub(start).Seconds())
		s.log.WarnContext(ctx, "nothing could be said", "error", err)
		http.Error(w, text("speech_failed"), http.StatusServiceUnavailable)
		return nil
	}
	s.metrics.speech.WithLabelValues("said").Observe(s.now().Sub(start).Seconds())
	extra, err := json.Marshal(newTrack(asked.Text, asked.Part, clip))
	if err != nil {
		return err
	}
	file := speech.Wave(clip.Rate, clip.Audio, extra)
	w.Header().Set("Content-Type", "audio/wav")
	w.Header().Set("Content-Length", strconv.Itoa(len(file)))
	_, _ = w.Write(file) // the visitor may have gone
	return nil
}

func newTrack(text string, part int, clip speech.Clip) track {
	t := track{Part: part, Parts: clip.Parts, Mouth: make([][2]int, 0, len(clip.Mouth)), Words: make([][3]int, 0, len(clip.Words))}
	place := utf16Places(text)
	t.Span = [2]int{place(clip.Span.Start), place(clip.Span.End)}
	for _, m := range clip.Mouth {
		t.Mouth = append(t.Mouth, [2]int{m.At, int(m.Mouth)})
	}
	for _, w := range clip.Words {
		t.Words = append(t.Words, [3]int{w.At, place(w.Start), place(w.End)})
	}
	return t
}

// utf16Places returns a function from bytes to units of UTF-16 in a text, for places that are asked for in rising order.
func utf16Places(text string) func(at int) int {
	from, units := 0, 0
	return func(at int) int {
		if at < from {
			from, units = 0, 0
		}
		for _, r := range text[from:at] {
			units += utf16.RuneLen(r)
		}
		from = at
		return units
	}
}

// perNetwork counts what each network asks for in a minute. It forgets them all when the minute is over.
type perNetwork struct {
	mu     sync.Mutex
	minute int64
	counts map[string]int
}

// allow counts a request and reports whether there were not too many in this minute.
func (p *perNetwork) allow(network string, most int, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if minute := now.Unix() / 60; minute != p.minute || p.counts == nil {
		p.minute, p.counts = minute, map[string]int{}
	}
	p.counts[network]++
	return p.counts[network] <= most
}
