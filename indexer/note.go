package indexer

import (
	"archive/zip"
	"context"
	"errors"
	"strings"
)

// readNotes reads the footnotes or endnotes of a Word document. A part that cannot be read costs only the notes.
func readNotes(ctx context.Context, f *zip.File) (map[string]string, error) {
	if f == nil {
		return nil, nil
	}
	d := wordReader{ctx: ctx, notes: make(map[string]string)}
	if err := d.read(f); errors.Is(err, ErrTooLarge) || ctx.Err() != nil {
		return nil, err
	}
	return d.notes, nil
}

// endNote keeps the note that was read, its paragraphs and tables behind one another.
func (d *wordReader) endNote() {
	if d.notes == nil {
		return // no part that holds notes
	}
	var said []string
	for _, p := range d.pieces {
		said = append(said, strings.ReplaceAll(p.Text, "\n", " "))
	}
	if len(said) > 0 {
		d.notes[d.note] = strings.Join(said, " ")
	}
	d.pieces = nil
}

// maxEnd bounds the signs that end a sentence, before which its notes go.
const maxEnd = 8

// remark puts a note where its mark stands, inside the sentence that it belongs to: who reads or quotes that sentence must not miss its condition.
func (d *wordReader) remark(note string) {
	if note == "" || d.hidden {
		return
	}
	said := d.text.Bytes()
	at := len(said)
	for at > max(0, len(said)-maxEnd) && strings.IndexByte(" .!?:;,", said[at-1]) >= 0 {
		at--
	}
	end := string(said[at:])
	d.text.Truncate(at)
	d.write(" (noot: " + strings.TrimRight(note, " .;,") + ")")
	d.text.WriteString(end)
}
