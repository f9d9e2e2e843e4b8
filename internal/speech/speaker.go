// Package speech turns what the assistant said into sound, with the shapes of a mouth and the words in step with it. Nothing that is said
// stands in an argument of a process, a log, an error or a file.
package speech

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// The kinds of voice.
const (
	Off     = "off"
	Espeak  = "espeak"  // espeak-ng's library on this machine; needs nothing else
	OpenAI  = "openai"  // a server with OpenAI's interface for speech
	Program = "command" // a program that reads a text and writes the sound, such as Piper
)

// speakerEnv tells a process that is started to be the process that speaks; see IsWorker.
const speakerEnv = "WEGWIJZER_SPEAKS=1"

// IsWorker reports whether this process was started to speak: it should call Work and nothing else.
func IsWorker(env func(string) string) bool { return env("WEGWIJZER_SPEAKS") == "1" }

// Config says which voice speaks.
type Config struct {
	Kind    string        // "" is Espeak
	Self    []string      // starts this program as the process that speaks; empty means that espeak-ng is not used
	URL     string        // of OpenAI: where the interface begins, "/v1" included
	Model   string        // of OpenAI
	Name    string        // of the voice, for OpenAI
	Key     string        // for OpenAI; "" sends none
	Command []string      // of Program
	Rate    int           // samples a second of a Program that writes bare samples; 0 is 22050
	Langs   []string      // what OpenAI or Program speaks; nil is Dutch only. espeak-ng says the rest
	Pace    int           // words a minute of espeak-ng; 0 is 145, a little slower than people talk
	Waiting int           // pieces that may wait for a voice; 0 is 32
	Logger  *slog.Logger  // nil means silence
	Retry   time.Duration // for which another voice that failed is not asked; 0 is half a minute
}

// The errors of a Speaker.
var (
	ErrBusy    = errors.New("too many are waiting for the voice")
	ErrNoVoice = errors.New("no voice speaks this language")
	ErrPart    = errors.New("the text has no such part")
)

// voices are the names of espeak-ng's voices for the languages of the assistant.
var voices = map[string]string{"nl": "nl", "en": "en", "ar": "ar", "tr": "tr", "pl": "pl", "uk": "uk", "fr": "fr", "pap": "pap"}

// Speaker speaks. It is safe for concurrent use.
type Speaker struct {
	config  Config
	espeak  *processes // nil when the library is not there
	other   other      // nil when there is none
	langs   map[string]bool
	places  chan struct{} // one for each piece that is spoken at the same time
	waiting atomic.Int32
	resumes atomic.Int64 // when the other voice may be asked again, as Unix nanoseconds
}

// Clip is a piece of speech.
type Clip struct {
	Rate  int    // samples a second
	Audio []byte // samples of 16 bits, little-endian, one channel
	Mouth []Shape
	Words []Word
	Span  dutch.Span // what of the text it says
	Parts int        // how many parts the text has
	Stood bool       // espeak-ng stood in for another voice
}

// Word is a word of the text, in bytes, and the millisecond at which it is said.
type Word struct{ At, Start, End int }

// Open returns a speaker, and nil when no voice can be had, which is a normal day: the page then says so.
func Open(c Config) *Speaker {
	if c.Kind == Off {
		return nil
	}
	if c.Pace == 0 {
		c.Pace = 145
	}
	if c.Waiting == 0 {
		c.Waiting = 32
	}
	if c.Rate == 0 {
		c.Rate = 22050
	}
	if c.Retry == 0 {
		c.Retry = 30 * time.Second
	}
	if c.Langs == nil {
		c.Langs = []string{"nl"}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Speaker{config: c, langs: map[string]bool{}}
	atOnce := max(1, min(runtime.NumCPU(), 4))
	s.places = make(chan struct{}, atOnce)
	if len(c.Self) > 0 {
		s.espeak = newProcesses(c.Self, atOnce)
		if _, err := s.espeak.say(context.Background(), order{Runs: []run{{voices["nl"], "a"}}, Pace: c.Pace}); err != nil {
			s.espeak.close()
			s.espeak = nil
		}
	}
	switch c.Kind {
	case OpenAI:
		s.other = newRemote(c)
	case Program:
		s.other = program{c.Command, c.Rate}
	}
	if s.other != nil {
		for _, lang := range c.Langs {
			s.langs[lang] = true
		}
	} else if s.espeak == nil {
		return nil
	}
	return s
}

// Try has the voice that was chosen beside espeak-ng say a word, and returns why it does not; nil when there is none.
func (s *Speaker) Try(ctx context.Context) error {
	if s.other == nil {
		return nil
	}
	_, _, err := s.other.say(ctx, "Dag.")
	return err
}

// Close ends the processes that speak.
func (s *Speaker) Close() {
	if s != nil && s.espeak != nil {
		s.espeak.close()
	}
}

// Speaks reports whether something can be said in a language.
func (s *Speaker) Speaks(lang string) bool {
	return s != nil && (s.langs[lang] || s.espeak != nil && voices[lang] != "")
}

// longestPart is how many bytes are spoken as one piece: some twenty seconds. A longer sentence is cut where it can be.
const longestPart = 320

// Parts returns the pieces in which a text is spoken: its sentences, and of a long one the parts between commas.
func Parts(text string) []dutch.Span {
	var parts []dutch.Span
	for _, s := range dutch.Sentences(text) {
		for s.End-s.Start > longestPart {
			cut := cutAt(text[s.Start : s.Start+longestPart])
			parts = append(parts, dutch.Span{Start: s.Start, End: s.Start + cut})
			s.Start += cut
		}
		parts = append(parts, s)
	}
	return parts
}

// cutAt returns where a text too long for one breath is best cut: behind the last comma or other mark of its second half, else behind its last
// space, else anywhere between two letters.
func cutAt(text string) int {
	mark, space, end := 0, 0, 0
	for i, r := range text {
		end = i
		switch {
		case r == ',' || r == ';' || r == ':' || r == ')':
			mark = i + 1
		case unicode.IsSpace(r):
			space = i
		}
	}
	switch {
	case mark > len(text)/2:
		return mark
	case space > 0:
		return space
	}
	return max(end, 1)
}

// Speak says part number n of a text, from zero. It returns ErrPart when there is none, ErrNoVoice when nothing speaks the language, ErrBusy
// when too many wait, and otherwise what went wrong with the voice.
func (s *Speaker) Speak(ctx context.Context, text, lang string, n int) (Clip, error) {
	if !s.Speaks(lang) {
		return Clip{}, ErrNoVoice
	}
	parts := Parts(text)
	if n < 0 || n >= len(parts) {
		return Clip{}, ErrPart
	}
	if s.waiting.Add(1) > int32(s.config.Waiting+cap(s.places)) { //nolint:gosec // a small number
		s.waiting.Add(-1)
		return Clip{}, ErrBusy
	}
	defer s.waiting.Add(-1)
	select {
	case s.places <- struct{}{}:
	case <-ctx.Done():
		return Clip{}, ctx.Err()
	}
	defer func() { <-s.places }()

	part := parts[n]
	pieces := dutch.Aloud
	if lang != "nl" {
		pieces = dutch.AloudElsewhere
	}
	script := write(pieces(text[part.Start:part.End]), lang)
	clip := Clip{Span: part, Parts: len(parts), Rate: 22050}
	if len(script.runs) == 0 { // nothing in it has a sound
		return clip, nil
	}
	said, err := s.say(ctx, script.runs, lang)
	if err != nil {
		return Clip{}, err
	}
	clip.Rate, clip.Audio, clip.Stood = said.Rate, said.audio, said.stood
	clip.Mouth = track(said.Sounds, said.milliseconds())
	clip.Words = script.words(said.Words, part.Start)
	return clip, nil
}

// say says runs with the voice for the language: the other one when it speaks it and works, else espeak-ng.
func (s *Speaker) say(ctx context.Context, runs []run, lang string) (reply, error) {
	o := order{Runs: runs, Pace: s.config.Pace}
	var fault error
	if s.langs[lang] && time.Now().UnixNano() >= s.resumes.Load() {
		rate, audio, err := s.other.say(ctx, whole(runs))
		switch {
		case err == nil && len(audio) > 2*maxSeconds*rate:
			err = errTooLong
			fallthrough
		case err != nil:
			if ctx.Err() != nil {
				return reply{}, ctx.Err() // the visitor went on; the voice is not to blame
			}
			fault = err
			s.resumes.Store(time.Now().Add(s.config.Retry).UnixNano())
			s.config.Logger.WarnContext(ctx, "voice failed", "kind", s.config.Kind, "error", err)
		default:
			if s.espeak != nil {
				if known, err := s.espeak.say(ctx, o); err == nil {
					return fit(rate, audio, known), nil
				}
			}
			return follow(rate, audio, runs), nil
		}
	}
	if s.espeak == nil {
		if fault == nil {
			fault = ErrNoVoice
		}
		return reply{}, fault
	}
	said, err := s.espeak.say(ctx, o)
	said.stood = s.langs[lang]
	return said, err
}

func whole(runs []run) string {
	text := ""
	for _, r := range runs {
		if text != "" {
			text += " "
		}
		text += r.Text
	}
	return text
}

// script is what is said, in runs of one voice, with the place in the text of each piece.
type script struct {
	runs  []run
	marks []mark
}

// mark says that from a character of a run on, a piece of the text is said.
type mark struct {
	run, from  int
	start, end int
}

// write turns pieces into runs: words in another script are said by a voice that can read it, and what none can read is left out.
func write(pieces []dutch.Said, lang string) script {
	var s script
	for _, p := range pieces {
		voice, ok := voiceFor(p.Text, lang)
		if !ok {
			continue
		}
		if n := len(s.runs); n == 0 || s.runs[n-1].Voice != voice {
			s.runs = append(s.runs, run{Voice: voice})
		}
		r := &s.runs[len(s.runs)-1]
		if r.Text != "" {
			r.Text += " "
		}
		s.marks = append(s.marks, mark{len(s.runs) - 1, utf8.RuneCountInString(r.Text), p.Start, p.End})
		r.Text += p.Text
	}
	return s
}

// words gives each word that was said its place in the text, which begins at base.
func (s script) words(said []saidWord, base int) []Word {
	var all []Word
	next := 0
	for _, w := range said {
		at := -1
		for next < len(s.marks) && (s.marks[next].run < w.Run || s.marks[next].run == w.Run && s.marks[next].from <= w.Position) {
			at = next
			next++
		}
		if at >= 0 && s.marks[at].run == w.Run {
			all = append(all, Word{w.At, base + s.marks[at].start, base + s.marks[at].end})
		}
	}
	return all
}

// voiceFor returns the voice that reads a word in the script it is written in, and false when it is in a script that no voice here reads.
func voiceFor(text, lang string) (string, bool) {
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			if lang == "ar" || lang == "uk" {
				return voices["nl"], true // names and terms
			}
			return voices[lang], true
		case unicode.Is(unicode.Arabic, r):
			return voices["ar"], true
		case unicode.Is(unicode.Cyrillic, r):
			return voices["uk"], true
		default:
			return "", false
		}
	}
	return voices[lang], true
}
