package transcribe

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"wegwijzer/internal/dutch"
)

// Format is a kind of transcript file.
type Format string

// The formats that are read.
const (
	Teams   Format = "teams"
	Zoom    Format = "zoom"
	SubRip  Format = "srt"
	Docx    Format = "docx"
	Whisper Format = "whisper"
	Genesys Format = "genesys"
	Plain   Format = "tekst"
)

const (
	// MaxBytes bounds a file: a recogniser's answer of ten hours with a time for each word fits.
	MaxBytes = 32 << 20
	maxCues  = 50_000
	maxText  = 20_000 // bytes of one utterance; what is longer is cut into more of them
)

// What Parse has against a file.
var (
	ErrEmpty  = errors.New("nothing was said in the file")
	ErrFormat = errors.New("not a transcript that can be read")
	ErrLarge  = errors.New("the file is larger than a transcript can be")
)

// Parse reads a transcript of any format, told by its content and not by its name. It returns ErrEmpty, ErrFormat or ErrLarge, wrapped, when
// there is nothing in it that can be used.
func Parse(data []byte) (*Transcript, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("reading a transcript of %d bytes: %w", len(data), ErrLarge)
	}
	t, err := parse(data)
	if err != nil {
		return nil, err
	}
	t.clean()
	if len(t.Utterances) == 0 {
		return nil, fmt.Errorf("reading a transcript: %w", ErrEmpty)
	}
	if len(t.Utterances) > maxCues {
		return nil, fmt.Errorf("reading a transcript of %d utterances: %w", len(t.Utterances), ErrLarge)
	}
	t.strike()
	t.inspect()
	t.AssignRoles(nil)
	return t, nil
}

func parse(data []byte) (*Transcript, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return parseDocx(data)
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	trimmed := strings.TrimSpace(text)
	switch {
	case trimmed == "":
		return nil, fmt.Errorf("reading a transcript: %w", ErrEmpty)
	case trimmed[0] == '{' || trimmed[0] == '[' && strings.HasPrefix(strings.TrimSpace(trimmed[1:]), "{"):
		return parseJSON(trimmed)
	case strings.HasPrefix(trimmed, "WEBVTT") || timing.MatchString(firstLines(trimmed, 12)):
		return parseCues(text)
	case strings.HasPrefix(strings.ToLower(trimmed), "<!doctype") || strings.HasPrefix(trimmed, "<?xml") || strings.HasPrefix(strings.ToLower(trimmed), "<html"),
		strings.HasPrefix(trimmed, "%PDF"):
		return nil, fmt.Errorf("reading a web page or document: %w", ErrFormat)
	}
	return parsePlain(text)
}

func firstLines(text string, n int) string {
	end := 0
	for range n {
		i := strings.IndexByte(text[end:], '\n')
		if i < 0 {
			return text
		}
		end += i + 1
	}
	return text[:end]
}

// decode returns data as text: UTF-8, UTF-16 by its mark, or Windows-1252 when it is neither. Other bytes are no text.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		big := data[0] == 0xfe
		data = data[2:]
		units := make([]uint16, len(data)/2)
		for i := range units {
			a, b := data[2*i], data[2*i+1]
			if big {
				a, b = b, a
			}
			units[i] = uint16(a) | uint16(b)<<8
		}
		data = []byte(string(utf16.Decode(units)))
	}
	if n := bytes.Count(data, []byte{0}); n > 0 {
		return "", fmt.Errorf("reading bytes that are no text: %w", ErrFormat)
	}
	if !utf8.Valid(data) {
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("reading bytes that are no text: %w", ErrFormat)
		}
		data = text
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n"), nil
}

// clean makes every text one visible line of bounded length and numbers the utterances. An empty cue keeps its number: the file counts it.
func (t *Transcript) clean() {
	said := false
	var out []Utterance
	for _, u := range t.Utterances {
		u.Text = strings.Join(strings.Fields(dutch.Visible(u.Text)), " ")
		u.Speaker = strings.Join(strings.Fields(dutch.Visible(u.Speaker)), " ")
		if len(u.Speaker) > 120 {
			u.Speaker = strings.ToValidUTF8(u.Speaker[:120], "")
		}
		said = said || u.Text != ""
		for len(u.Text) > maxText {
			cut := strings.LastIndexByte(u.Text[:maxText], ' ')
			if cut <= 0 {
				cut = maxText
				for cut > 0 && !utf8.RuneStart(u.Text[cut]) {
					cut--
				}
			}
			part := u
			part.Text = u.Text[:cut]
			u.Text = strings.TrimSpace(u.Text[cut:])
			out = append(out, part)
		}
		out = append(out, u)
	}
	if !said {
		out = nil
	}
	for i := range out {
		out[i].Index = i
	}
	t.Utterances = out
}
