package assistant

import (
	"crypto/rand"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wegwijzer/assistant/gate"
	"wegwijzer/assistant/injection"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

//go:embed prompt/*
var promptFiles embed.FS

// What goes into a prompt.
const (
	promptPassages = 8
	promptWords    = 1500 // of all passages together: what a small model can still oversee
)

// languageNames are the languages that a model may be asked to answer in, as the prompt calls them.
var languageNames = map[string]string{
	"en": "Engels", "ar": "Arabisch", "tr": "Turks", "pl": "Pools", "uk": "Oekraïens", "fr": "Frans", "pap": "Papiaments",
}

// prompt is what a model is asked, with what its marks stand for. Passages are in it as data: between lines with a code that nobody can
// know beforehand, without markup, and with a mark in the place of every address.
type prompt struct {
	system, text string
	sources      []source
	links        map[string]string // a mark such as L1, and the address
	code         string
}

// source is a passage as the model was given it.
type source struct {
	hit   knowledge.Hit
	proof string // what a sentence from it is held against
}

// request is what a model is to answer.
type request struct {
	words  string // of the person, redacted
	before string // what they go on from, or are about; "" when they stand alone
}

// inOwnWords returns what a model is asked: what the person said and not the words that were searched by, and what it leans on. Where the two together
// point to somebody, it is what was searched by, which is redacted as a whole.
func (s *state) inOwnWords() request {
	if s.joined {
		return request{words: s.search}
	}
	now, before := s.search, ""
	if i := strings.LastIndex(s.search, "\n"); i >= 0 {
		before, now = s.search[:i], s.search[i+1:]
	}
	if now != s.searched {
		before = strings.TrimSpace(before + "\n" + now) // what was asked before, or what a button or a yes stands for
	}
	return request{s.question, before}
}

// newPrompt writes the prompt for a question. Passages must have been cleaned.
func newPrompt(asked request, lang, level string, found knowledge.Result) prompt {
	p := prompt{links: map[string]string{}, code: newCode()}
	known := addressBook(found)
	var b strings.Builder
	fmt.Fprintf(&b, "Vraag (%s)\n%s\n%s\n\n", p.code, p.inert(asked.words), p.code)
	if asked.before != "" {
		fmt.Fprintf(&b, "Dit ging eraan vooraf (%s)\n%s\n%s\n\n", p.code, p.inert(asked.before), p.code)
	}
	words := 0
	for _, h := range promptHits(found) {
		n := len(strings.Fields(h.Text))
		if len(p.sources) > 0 && words+n > promptWords {
			continue
		}
		words += n
		text := p.marked(h, known)
		p.sources = append(p.sources, source{hit: h, proof: h.Title + "\n" + strings.ReplaceAll(h.Heading, " › ", "\n") + "\n" + p.resolve(text)})
		handle := fmt.Sprintf("c%d", len(p.sources))
		fmt.Fprintf(&b, "Bron %s (%s)\nTitel: %s\n", handle, p.code, p.inert(h.Title))
		if h.Heading != "" {
			fmt.Fprintf(&b, "Kop: %s\n", p.inert(h.Heading))
		}
		if !h.Date.IsZero() {
			fmt.Fprintf(&b, "Bijgewerkt: %s\n", h.Date.Format(time.DateOnly))
		}
		fmt.Fprintf(&b, "%s\n%s\n\n", text, p.code)
	}
	p.text = strings.TrimRight(b.String(), "\n")
	p.system = p.rules(lang, level)
	return p
}

// promptHits returns the passages worth giving, the best first: those the composer would look at too.
func promptHits(found knowledge.Result) []knowledge.Hit {
	var hits []knowledge.Hit
	for _, h := range found.Hits {
		if len(hits) < promptPassages && h.Score >= passageShare*found.Hits[0].Score {
			hits = append(hits, h)
		}
	}
	for _, r := range found.Rest {
		if len(hits) < promptPassages {
			hits = append(hits, knowledge.Hit{Passage: r, Score: restShare * found.Hits[0].Score})
		}
	}
	return hits
}

func (p prompt) rules(lang, level string) string {
	text := mustPrompt("write.txt")
	if name := languageNames[lang]; name != "" {
		text += strings.ReplaceAll(mustPrompt("translate.txt"), "{{language}}", name)
	}
	var levels map[string]string
	if err := json.Unmarshal([]byte(mustPrompt("level.json")), &levels); err != nil {
		panic("assistant: prompt/level.json: " + err.Error())
	}
	if l := levels[strings.ToLower(level)]; l != "" {
		text += l + "\n"
	}
	return strings.ReplaceAll(text, "{{code}}", p.code)
}

func mustPrompt(name string) string {
	raw, err := promptFiles.ReadFile("prompt/" + name)
	if err != nil {
		panic("assistant: reading the embedded prompt: " + err.Error())
	}
	return string(raw)
}

// newCode returns a word that nobody can have put in a passage beforehand.
func newCode() string {
	var raw [8]byte
	_, _ = rand.Read(raw[:]) // never fails, says its documentation
	return "k" + hex.EncodeToString(raw[:])
}

// inert makes a text a single line that cannot end the piece it stands in.
func (p prompt) inert(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(dutch.Visible(injection.PlainText(text))), " "), p.code, "")
}

// marked returns the text of a passage with marks for the addresses that may be passed on, and without those that may not.
func (p *prompt) marked(h knowledge.Hit, known map[string]bool) string {
	text := strings.ReplaceAll(dutch.Visible(injection.PlainText(h.Text)), p.code, "")
	return gate.Link.ReplaceAllStringFunc(text, func(found string) string {
		address := strings.TrimRight(found, ".,;:)!?\"'”’")
		rest := found[len(address):]
		if !known[host(address)] && h.URL == givenURL {
			return rest
		}
		for mark, a := range p.links {
			if a == address {
				return mark + rest
			}
		}
		mark := fmt.Sprintf("L%d", len(p.links)+1)
		p.links[mark] = address
		return mark + rest
	})
}

var linkMark = regexp.MustCompile(`\bL\d{1,3}\b`)

// resolve puts the addresses in the place of their marks.
func (p prompt) resolve(text string) string {
	return linkMark.ReplaceAllStringFunc(text, func(mark string) string {
		if address, ok := p.links[mark]; ok {
			return address
		}
		return mark
	})
}

// addressBook returns the hosts whose pages are in the index, as far as this search found them.
func addressBook(found knowledge.Result) map[string]bool {
	known := map[string]bool{}
	for _, h := range found.Hits {
		if u, err := url.Parse(h.URL); err == nil && u.Host != "" {
			known[host(u.Host)] = true
		}
	}
	return known
}

// host returns the host of an address as it is written in a text, with or without its scheme.
func host(address string) string {
	a := strings.ToLower(address)
	if i := strings.Index(a, "://"); i >= 0 {
		a = a[i+3:]
	}
	if i := strings.LastIndexByte(a, '@'); i >= 0 {
		a = a[i+1:]
	}
	if i := strings.IndexAny(a, "/?#:"); i >= 0 {
		a = a[:i]
	}
	return strings.TrimPrefix(a, "www.")
}

// source returns the passage that a handle such as c2 stands for.
func (p prompt) source(handle string) (source, bool) {
	n, ok := strings.CutPrefix(strings.ToLower(strings.Trim(handle, " []()")), "c")
	if i, err := strconv.Atoi(n); ok && err == nil && strings.Trim(n, "0123456789") == "" && len(n) < 4 && i >= 1 && i <= len(p.sources) {
		return p.sources[i-1], true
	}
	return source{}, false
}
