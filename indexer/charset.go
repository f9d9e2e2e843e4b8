package indexer

import (
	"bytes"
	"errors"
	"mime"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// metaWindow is where a page may say how it is encoded; the standard asks for 1,024 bytes, pages are less neat.
const metaWindow = 8 << 10

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,200}encoding\s*=\s*["']([a-z0-9_:.-]{2,40})`)

// decode turns the bytes of a page or text into UTF-8. A byte order mark decides; then bytes that are valid UTF-8
// with letters beyond ASCII, for no other encoding produces those by chance; then what the header or the page says;
// and what cannot be UTF-8 is read as windows-1252, of which iso-8859-1 is a part.
func decode(body []byte, contentType string) string {
	switch {
	case bytes.HasPrefix(body, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(body, []byte{0, 0, 0xfe, 0xff}):
		if out, _, err := transform.Bytes(utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewDecoder(), body); err == nil {
			return string(out)
		}
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}), bytes.HasPrefix(body, []byte{0xfe, 0xff}),
		bytes.HasPrefix(body, []byte{0xef, 0xbb, 0xbf}):
		if e, _, certain := charset.DetermineEncoding(body, ""); certain {
			if out, _, err := transform.Bytes(e.NewDecoder(), body); err == nil {
				return string(bytes.TrimPrefix(out, []byte{0xef, 0xbb, 0xbf}))
			}
		}
	}
	if label := wideLabel(body); label != "" {
		return decodeAs(body, label)
	}
	named := declared(body, contentType)
	if utf8.Valid(body) {
		if escaped := bytes.IndexByte(body, 0x1b) >= 0; escaped && strings.HasPrefix(named, "iso-2022") {
			return decodeAs(body, named)
		}
		return repair(string(body))
	}
	if mostlyUTF8(body) {
		return repair(string(bytes.ToValidUTF8(body, []byte("\ufffd"))))
	}
	if named == "" || named == "utf-8" || named == "utf8" {
		named = "windows-1252"
	}
	return repair(decodeAs(body, named))
}

// errNoText says that what is called text is something else.
var errNoText = errors.New("this is no text")

// The signs that no text has, of which a damaged one may have some: a share of all, and a few in a short one.
const (
	strangeShare = 50
	strangeLeast = 3
)

// isText reports whether decoded bytes are a text. Of what was never one, such as a picture or a program under the name of a text, one byte in nine
// is a control; a text has none, but for those that end a line, a page or a file, and may have signs that were lost when it was saved.
func isText(s string) bool {
	strange, all := 0, 0
	for _, r := range s {
		all++
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\f' || r == '\v' || r == 0x1a || r == 0x85:
		case r == utf8.RuneError || unicode.IsControl(r) || !unicode.IsGraphic(r) && !invisible(r) && !unicode.Is(unicode.Z, r):
			strange++
		}
	}
	return strange <= strangeLeast || strange*strangeShare <= all
}

// declared is the encoding that the header or the page names, lower case.
func declared(body []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return strings.ToLower(params["charset"])
	}
	m := metaCharset.FindSubmatch(body[:min(len(body), metaWindow)])
	if m == nil {
		return ""
	}
	if len(m[1]) > 0 {
		return strings.ToLower(string(m[1]))
	}
	return strings.ToLower(string(m[2]))
}

func decodeAs(body []byte, label string) string {
	e, _ := charset.Lookup(label)
	if e == nil {
		e = charmap.Windows1252
	}
	out, _, err := transform.Bytes(e.NewDecoder(), body)
	if err != nil {
		return string(bytes.ToValidUTF8(body, []byte("\ufffd")))
	}
	return string(out)
}

// wideLabel recognises UTF-16 without a mark by its zero bytes.
func wideLabel(body []byte) string {
	head := body[:min(len(body), 512)]
	if len(head) < 8 {
		return ""
	}
	var even, odd int
	for i, b := range head {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch limit := len(head) * 2 / 5; {
	case odd >= limit:
		return "utf-16le"
	case even >= limit:
		return "utf-16be"
	}
	return ""
}

// mostlyUTF8 reports whether a few stray bytes stand in what is otherwise UTF-8, as when a template and its
// content were saved differently. More good sequences than bad bytes make the whole UTF-8.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n <= 1 {
			bad++
		} else {
			good++
		}
		i += max(n, 1)
	}
	return good > 4*bad
}

// mojibake matches UTF-8 that was once read as windows-1252: a lead byte shown as a letter, then its followers
// shown as signs that no word has in that place.
var mojibake = regexp.MustCompile(`[ÂÃÄÅâ](?:[\x{80}-\x{bf}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2})`)

// repair restores such sequences, and only when the result is a letter or sign that Dutch text uses. Anything
// less certain stays as it is: a wrong repair would change what an author wrote.
func repair(s string) string {
	if !strings.ContainsAny(s, "ÂÃÄÅâ") {
		return s
	}
	return mojibake.ReplaceAllStringFunc(s, func(m string) string {
		rs := []rune(m)
		for n := len(rs); n >= 2; n-- {
			raw, err := charmap.Windows1252.NewEncoder().String(string(rs[:n]))
			if err != nil {
				raw = looseBytes(rs[:n])
			}
			r, size := utf8.DecodeRuneInString(raw)
			if size == len(raw) && r != utf8.RuneError && usual(r) {
				return string(r) + string(rs[n:])
			}
		}
		return m
	})
}

// looseBytes encodes the five positions that windows-1252 leaves open as browsers do.
func looseBytes(rs []rune) string {
	var b []byte
	for _, r := range rs {
		if c, ok := charmap.Windows1252.EncodeRune(r); ok {
			b = append(b, c)
		} else if r >= 0x80 && r < 0x100 {
			b = append(b, byte(r))
		} else {
			return ""
		}
	}
	return string(b)
}

// usual reports whether a repaired character is one that pages in Dutch and its neighbours use.
func usual(r rune) bool {
	switch {
	case r == '\u00a0', r == '€', r == '°', r == '·', r == '«', r == '»', r == '©', r == '®', r == '™', r == '½', r == '§':
		return true
	case r >= 0x2010 && r <= 0x203a:
		return true
	case r >= 0xc0 && r <= 0x17f:
		return unicode.IsLetter(r)
	}
	return false
}
