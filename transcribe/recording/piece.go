package recording

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// PieceBytes is the most that lies in one sealed piece: what is in memory at a time.
const PieceBytes = 1 << 20

// piece is a stretch of a channel that lies on disk.
type piece struct {
	Start int64
	Bytes int
	File  string
}

func (s *Store) folder(call transcribe.CallID) string {
	return filepath.Join(s.Dir, strconv.FormatInt(int64(call), 10))
}

func field(channel int, start int64, file string) string {
	return fmt.Sprintf("piece/%d/%d/%s", channel, start, file)
}

// freeBytes returns what an ordinary account may still write in a folder.
func freeBytes(dir string) (int64, error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * st.Bsize, nil //nolint:gosec // no disk is that large
}

// write seals a piece and puts it on disk, whole and for certain, before it returns. Nobody knows of it until it stands in the database: what a crash
// leaves is noise without a key. It returns ErrFull when there is no room.
func (s *Store) write(call transcribe.CallID, channel int, start int64, plain []byte) (string, error) {
	dir := s.folder(call)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", full(err)
	}
	free, err := s.Free(dir)
	if err != nil {
		return "", fmt.Errorf("asking how much room there is: %w", err)
	}
	if free < s.Reserve+int64(len(plain)) {
		return "", ErrFull
	}
	var n [6]byte
	if _, err := rand.Read(n[:]); err != nil {
		return "", fmt.Errorf("naming a piece: %w", err)
	}
	// Two lines that write the same stretch at once write two files; the database takes one.
	file := fmt.Sprintf("%d-%d-%s", channel, start, hex.EncodeToString(n[:]))
	b, err := s.Keys.Seal(audioKey(call), field(channel, start, file), plain)
	if err != nil {
		return "", sealed(err)
	}
	path := filepath.Join(dir, file)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the name is ours
	if err != nil {
		return "", full(err)
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = flush(dir)
	}
	if err != nil {
		_ = os.Remove(path) // noise; the first error counts
		return "", full(err)
	}
	return file, nil
}

func flush(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // a folder of our own
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// full tells a disk without room from other mishaps.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return ErrFull
	}
	return fmt.Errorf("writing sound: %w", err)
}

// unwrite removes a piece that did not come to stand in the database.
func (s *Store) unwrite(call transcribe.CallID, files ...string) {
	for _, f := range files {
		_ = os.Remove(filepath.Join(s.folder(call), f)) // noise; it goes with the folder at the latest
	}
}

// read opens a piece. It returns ErrGone when the sound was destroyed.
func (s *Store) read(call transcribe.CallID, channel int, p piece) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(s.folder(call), p.File))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrGone
	}
	if err != nil {
		return nil, fmt.Errorf("reading sound: %w", err)
	}
	plain, err := s.Keys.Open(audioKey(call), field(channel, p.Start, p.File), b)
	switch {
	case errors.Is(err, privacy.ErrDestroyed), errors.Is(err, privacy.ErrNoKey):
		return nil, ErrGone
	case err != nil:
		return nil, fmt.Errorf("opening a piece of sound: %w", err)
	case len(plain) != p.Bytes:
		return nil, fmt.Errorf("opening a piece of sound: %w", privacy.ErrForged)
	}
	return plain, nil
}

// span is a stretch that was taken in and does not lie anywhere yet.
type span struct {
	start int64
	pcm   []byte
}

// growth is what is added to a channel.
type growth struct {
	track
	page    string // that sends it; "" for a file
	end     int64
	nextSeq int64
	kept    bool
	kind    sound.Kind
	spans   []span
}

// grow adds spans to a channel: on disk, and then in one transaction everywhere at once. It returns ErrBehind when the channel is not as long as the
// caller believes, for then another line has been writing; ErrTaken when another page has; and ErrOver or ErrConsent when nothing may come in any more.
func (s *Store) grow(ctx context.Context, call transcribe.CallID, g growth) error {
	files := make([]string, 0, len(g.spans))
	if g.kept {
		for _, x := range g.spans {
			f, err := s.write(call, g.Channel, x.start, x.pcm)
			if err != nil {
				s.unwrite(call, files...)
				return err
			}
			files = append(files, f)
		}
	}
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		still, state, page, err := hold(ctx, tx, call)
		switch {
		case err != nil:
			return err
		case state != Open:
			return ErrOver
		case still != g.kept:
			return ErrConsent
		case page != g.page:
			return ErrTaken
		}
		if _, err := tx.Exec(ctx, touchRecording, call, s.now(), g.kind); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, growTrack, call, g.Channel, g.Bytes, g.end, g.nextSeq)
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrBehind
		}
		if err != nil {
			return err
		}
		at := g.Bytes
		for i, x := range g.spans {
			if x.start > at {
				if _, err := tx.Exec(ctx, insertGap, call, g.Channel, at, x.start-at); err != nil {
					return err
				}
			}
			at = x.start + int64(len(x.pcm))
			if !g.kept {
				continue
			}
			if _, err := tx.Exec(ctx, insertPiece, call, g.Channel, x.start, len(x.pcm), files[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.unwrite(call, files...)
	}
	return err
}
