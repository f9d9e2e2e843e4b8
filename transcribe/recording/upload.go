package recording

import (
	"context"
	"errors"
	"fmt"
	"io"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// Announce says what file is coming, by its first bytes and its length; -1 when that is not known. It returns the kind that it is by its content, and
// sound.ErrKind, ErrEmpty or ErrLarge for one that is not taken. A file that was announced before goes on where it was.
func (s *Store) Announce(ctx context.Context, call transcribe.CallID, head []byte, length int64) (sound.Kind, error) {
	switch {
	case length == 0 || len(head) == 0:
		return "", fmt.Errorf("taking a file for call %d: %w", call, ErrEmpty)
	case length > MaxFile:
		return "", fmt.Errorf("taking a file of %d bytes for call %d: %w", length, call, ErrLarge)
	}
	kind, err := sound.Sniff(head)
	if err != nil {
		return "", fmt.Errorf("taking a file for call %d: %w", call, err)
	}
	r, err := s.Read(ctx, call)
	switch {
	case err != nil:
		return "", err
	case r.State != Open:
		return "", fmt.Errorf("taking a file for call %d: %w", call, ErrOver)
	case r.Way != File || !r.Kept:
		return "", fmt.Errorf("taking a file for call %d: %w", call, ErrConsent)
	case r.Kind != "" && (r.Kind != kind || length > 0 && r.Expected > 0 && r.Expected != length):
		return "", fmt.Errorf("going on with another file for call %d: %w", call, ErrOffset)
	case r.Kind != "":
		return kind, nil
	}
	var expected *int64
	if length > 0 {
		expected = &length
	}
	if _, err := s.db.Exec(ctx, announceFile, call, expected, kind, s.now()); err != nil {
		return "", fmt.Errorf("taking a file for call %d: %w", call, err)
	}
	return kind, nil
}

// Received returns how many bytes of the file have come in for certain.
func (s *Store) Received(ctx context.Context, call transcribe.CallID) (int64, error) {
	tracks, err := s.tracks(ctx, call)
	if err != nil {
		return 0, err
	}
	if len(tracks) == 0 {
		return 0, fmt.Errorf("looking for recording %d: %w", call, ErrUnknown)
	}
	return tracks[0].Bytes, nil
}

// Receive takes what follows at an offset of the announced file, piece by piece, and returns up to where it has come for certain, also beside an error:
// a line that breaks costs at most one piece. It returns ErrOffset when the offset is not where the file has come, and ErrLarge, ErrFull, ErrOver or
// ErrConsent when no more is taken.
func (s *Store) Receive(ctx context.Context, call transcribe.CallID, offset int64, body io.Reader) (int64, error) {
	r, err := s.Read(ctx, call)
	if err != nil {
		return 0, err
	}
	tracks, err := s.tracks(ctx, call)
	if err != nil || len(tracks) == 0 {
		return 0, errors.Join(err, ErrUnknown)
	}
	t := tracks[0]
	switch {
	case r.State != Open:
		return t.Bytes, fmt.Errorf("taking a file for call %d: %w", call, ErrOver)
	case !r.Kept:
		return t.Bytes, fmt.Errorf("taking a file for call %d: %w", call, ErrConsent)
	case offset != t.Bytes:
		return t.Bytes, fmt.Errorf("taking a file for call %d: %w", call, ErrOffset)
	}
	most := MaxFile
	if r.Expected > 0 {
		most = r.Expected
	}
	buffer := make([]byte, PieceBytes)
	for {
		n, err := io.ReadFull(body, buffer)
		if n > 0 {
			if t.Bytes+int64(n) > most {
				return t.Bytes, fmt.Errorf("taking a file for call %d: %w", call, ErrLarge)
			}
			end := t.Bytes + int64(n)
			if e := s.grow(ctx, call, growth{track: t, end: end, nextSeq: t.NextSeq + 1, kept: true, kind: r.Kind, spans: []span{{t.Bytes, buffer[:n]}}}); e != nil {
				if errors.Is(e, ErrBehind) {
					e = ErrOffset // another sends the same file at this moment
				}
				return t.Bytes, fmt.Errorf("taking a file for call %d: %w", call, e)
			}
			t.Bytes, t.NextSeq = end, t.NextSeq+1
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF): // the last piece, or a line that broke: the caller knows how long the file is
			return t.Bytes, nil
		case err != nil:
			return t.Bytes, fmt.Errorf("reading a file for call %d: %w", call, err)
		}
	}
}
