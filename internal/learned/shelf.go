package learned

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// What is kept of one lesson at most: bytes of a file, and files, so that several versions of the program may take turns.
const (
	largest  = 64 << 20
	mostKept = 3
)

// Shelf is a folder with what was learnt. Its files belong to one build of the program, whose examples and ways of learning are part of it: another
// build finds nothing. A nil shelf is empty and stays so.
type Shelf struct {
	dir    string
	build  string
	shared bool // by test programs, each with lessons of its own: nothing is swept away
	missed atomic.Bool
}

// Open returns the shelf in a folder, which is made when there is none. It returns nil where nothing can be kept in a way that can be trusted: the
// folder is not ours alone, or it cannot be told which build this is.
func Open(dir string) *Shelf {
	build := buildOf("/proc/self/exe")
	if dir == "" || build == "" || os.MkdirAll(dir, 0o700) != nil || !ours(dir, true) {
		return nil
	}
	return &Shelf{dir: dir, build: build}
}

// Missed reports whether something was looked for that is not on the shelf, so that it is being learnt. On a nil shelf nothing is.
func (s *Shelf) Missed() bool { return s == nil || s.missed.Load() }

// ours reports whether nobody but this account may change what is at a path.
func ours(path string, folder bool) bool {
	info, err := os.Lstat(path)
	if err != nil || info.IsDir() != folder || !folder && !info.Mode().IsRegular() || info.Mode().Perm()&0o022 != 0 {
		return false
	}
	who, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(who.Uid) == os.Geteuid()
}

// buildOf returns what the linker calls a program, which is other as soon as a byte of it is; "" when that cannot be told.
func buildOf(program string) string {
	f, err := elf.Open(program)
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // only read
	note := f.Section(".note.go.buildid")
	if note == nil {
		return ""
	}
	data, err := note.Data()
	const head = 16 // three numbers, and "Go"
	if err != nil || len(data) <= head {
		return ""
	}
	return string(bytes.TrimRight(data[head:], "\x00"))
}

// key is the fingerprint of all that a lesson depends on.
func (s *Shelf) key(name, data string) [sha256.Size]byte {
	if s == nil {
		return [sha256.Size]byte{}
	}
	return sha256.Sum256([]byte(strings.Join([]string{s.build, name, data}, "\x00")))
}

func (s *Shelf) path(name string, key [sha256.Size]byte) string {
	return filepath.Join(s.dir, name+"-"+hex.EncodeToString(key[:8]))
}

// A file is the fingerprint of all that follows, the key, and what was written.

// open returns a reader of what was kept under a key; nil when there is nothing that is whole.
func (s *Shelf) open(name string, key [sha256.Size]byte) *Reader {
	if s == nil || !ours(s.path(name, key), false) {
		return nil
	}
	f, err := os.Open(s.path(name, key))
	if err != nil {
		return nil
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil || info.Size() < 2*sha256.Size || info.Size() > largest {
		return nil
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil
	}
	sum := sha256.Sum256(data[sha256.Size:])
	if !bytes.Equal(sum[:], data[:sha256.Size]) || !bytes.Equal(key[:], data[sha256.Size:2*sha256.Size]) {
		return nil
	}
	_ = os.Chtimes(f.Name(), time.Now(), time.Time{}) // that it was read: what is used stays when others are swept away
	return Read(data[2*sha256.Size:])
}

// put keeps what write writes. That it cannot be kept costs the next start some time and is no error.
func (s *Shelf) put(name string, key [sha256.Size]byte, write func(*Writer)) {
	if s == nil {
		return
	}
	w := &Writer{data: make([]byte, 2*sha256.Size)}
	write(w)
	copy(w.data[sha256.Size:], key[:])
	sum := sha256.Sum256(w.data[sha256.Size:])
	copy(w.data, sum[:])
	if len(w.data) > largest {
		return
	}
	f, err := os.CreateTemp(s.dir, name+".*.part") // readable by this account only
	if err != nil {
		return
	}
	_, err = f.Write(w.data)
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), s.path(name, key)) != nil {
		_ = os.Remove(f.Name()) // what is half there is never read
		return
	}
	if !s.shared {
		s.sweep(name)
	}
}

// sweep takes away all but the files of a lesson that were used last.
func (s *Shelf) sweep(name string) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	var kept []os.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && (strings.HasPrefix(e.Name(), name+"-") || strings.HasPrefix(e.Name(), name+".")) {
			kept = append(kept, info)
		}
	}
	slices.SortFunc(kept, func(a, b os.FileInfo) int {
		return cmp.Or(usedAt(b).Compare(usedAt(a)), strings.Compare(a.Name(), b.Name()))
	})
	for _, info := range kept[min(len(kept), mostKept):] {
		_ = os.Remove(filepath.Join(s.dir, info.Name())) // it is only learnt anew
	}
}

// usedAt returns when a file was written, or read since.
func usedAt(info os.FileInfo) time.Time {
	used := info.ModTime()
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		if read := time.Unix(stat.Atim.Unix()); read.After(used) {
			return read
		}
	}
	return used
}
