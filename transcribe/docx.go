package transcribe

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	maxEntries  = 2_000    // files in a Word document; a transcript with avatars has some dozens
	maxDocument = 64 << 20 // bytes of the unpacked text with its marks
)

// parseDocx reads a transcript that Teams or Stream saved as a Word document. Only the text is unpacked, and no more of it than maxDocument:
// a small file that swells without end is refused.
func parseDocx(data []byte) (*Transcript, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("unpacking a document: %w", errors.Join(ErrFormat, err))
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("unpacking a document of %d parts: %w", len(z.File), ErrLarge)
	}
	for _, f := range z.File {
		if f.Name != "word/document.xml" {
			continue
		}
		if f.UncompressedSize64 > maxDocument {
			return nil, fmt.Errorf("unpacking a document: %w", ErrLarge)
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("unpacking a document: %w", errors.Join(ErrFormat, err))
		}
		text, err := documentText(io.LimitReader(r, maxDocument+1))
		if closing := r.Close(); err == nil && closing != nil {
			err = fmt.Errorf("unpacking a document: %w", errors.Join(ErrFormat, closing))
		}
		if err != nil {
			return nil, err
		}
		t, err := parsePlain(text)
		if err != nil {
			return nil, err
		}
		t.Format = Docx
		return t, nil
	}
	return nil, fmt.Errorf("looking for the text of a document: %w", ErrFormat)
}

// documentText returns the paragraphs of a Word document as lines. The cells of a row are one line, with tabs between them.
func documentText(r io.Reader) (string, error) {
	d := xml.NewDecoder(r)
	d.Strict = false
	var b strings.Builder
	depth, cells, inText := 0, 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", fmt.Errorf("reading a document: %w", errors.Join(ErrFormat, err))
		}
		if b.Len() > MaxBytes {
			return "", fmt.Errorf("reading a document: %w", ErrLarge)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if depth++; depth > 200 {
				return "", fmt.Errorf("reading a document of %d levels: %w", depth, ErrFormat)
			}
			switch x.Name.Local {
			case "t":
				inText = true
			case "br", "cr":
				b.WriteByte('\n')
			case "tab":
				b.WriteByte('\t')
			case "tc":
				if cells++; cells > 1 {
					b.WriteByte('\t')
				}
			case "tr":
				cells = 0
			}
		case xml.EndElement:
			depth--
			switch x.Name.Local {
			case "t":
				inText = false
			case "p":
				if cells == 0 {
					b.WriteByte('\n')
				} else {
					b.WriteByte(' ')
				}
			case "tr":
				b.WriteByte('\n')
				cells = 0
			}
		case xml.CharData:
			if inText {
				b.Write(x)
			}
		}
	}
}
