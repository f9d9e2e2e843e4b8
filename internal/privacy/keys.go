package privacy

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

var (
	// ErrDestroyed says that the key of a subject was destroyed on purpose: what it sealed is gone, in every copy and backup.
	ErrDestroyed = errors.New("privacy: the key was destroyed")
	// ErrNoKey says that a subject never had a key here: the folder of keys is not the one that belongs to the database.
	ErrNoKey = errors.New("privacy: there is no key")
	// ErrForged says that sealed data were changed, cut short, or moved here from another subject or field.
	ErrForged = errors.New("privacy: the sealed data are not what was sealed here")
)

// errDamaged says that a file of the folder is no record. What it sealed cannot be read; it can be destroyed.
var errDamaged = errors.New("privacy: the file of a key is damaged")

// Keys seals what is kept about a subject (a conversation, a call, a booking) with a key of that subject's own, and destroys that key
// when its time has come. The keys lie in a folder outside the database, so a database, or any backup of it, cannot be read without
// the folder, and nothing of a subject can be read by anyone once its key is gone. The folder needs backups of its own with a short
// life: a key lives on in them until they go.
//
// Several copies of the program may share the folder. A key is read anew each time: what one copy destroys is gone for all at once.
type Keys struct {
	dir string
	now func() time.Time
	mu  [256]sync.Mutex // by first byte of the subject's hash; the file system guards against other processes
}

// Proof is what may be kept after a key was destroyed: when, and of what subject. The hash points to nobody without the id.
type Proof struct {
	At      time.Time // in UTC, to the second
	Subject string    // SHA-256 of the subject's id, in hexadecimal
}

// Each file of the folder is one record: what it is, and 32 bytes that are a key or begin with a time.
const (
	liveMark   = "wegwkey1"
	goneMark   = "wegwgone"
	recordSize = len(liveMark) + 32
)

// NewKeys opens the folder of keys at dir and makes it when it is not there. Only its owner may read it: looser rights are taken away.
func NewKeys(dir string) (*Keys, error) {
	if dir == "" {
		return nil, errors.New("privacy: the folder of keys has no name")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of keys: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder must be searchable by its owner
		return nil, fmt.Errorf("guarding the folder of keys: %w", err)
	}
	k := &Keys{dir: dir, now: time.Now}
	return k, k.sweep()
}

// sweep removes what a crash left of keys that were being made. One that came into use has a second name, which stays.
func (k *Keys) sweep() error {
	left, err := filepath.Glob(filepath.Join(k.dir, "??", "new-*"))
	if err != nil {
		return fmt.Errorf("looking for half-made keys: %w", err)
	}
	for _, path := range left {
		info, err := os.Stat(path)
		if err != nil || k.now().Sub(info.ModTime()) < time.Hour {
			continue // gone already, or another copy is at work on it
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing a half-made key: %w", err)
		}
	}
	return nil
}

// Seal returns plain so that only Open with the same subject and field gives it back. The first Seal of a subject makes its key, which
// is on disk before Seal returns. It returns ErrDestroyed for a subject whose key was destroyed: nothing can be added to what is gone.
func (k *Keys) Seal(subject, field string, plain []byte) ([]byte, error) {
	seal, err := k.cipher(subject, true)
	if err != nil {
		return nil, err
	}
	// NewGCMWithRandomNonce puts a fresh 96-bit nonce before what it seals; a key would have to seal 2^32 times to be at risk.
	return seal.Seal([]byte{version}, nil, plain, bound(subject, field)), nil
}

// version is the first byte of everything sealed: AES-256-GCM, random nonce of 12 bytes, subject and field bound.
const version = 1

// Open returns what Seal was given. It returns ErrDestroyed, ErrNoKey or ErrForged when it cannot.
func (k *Keys) Open(subject, field string, sealed []byte) ([]byte, error) {
	open, err := k.Opener(subject)
	if err != nil {
		return nil, err
	}
	return open(field, sealed)
}

// Opener gives back what Seal was given for a field of one subject, or ErrForged.
type Opener func(field string, sealed []byte) ([]byte, error)

// Opener reads the key of a subject once, to open many fields at one go; what is destroyed meanwhile can be opened with it until it is let go, so it
// is not to be kept. It returns ErrDestroyed or ErrNoKey as Open does.
func (k *Keys) Opener(subject string) (Opener, error) {
	open, err := k.cipher(subject, false)
	if err != nil {
		return nil, err
	}
	return func(field string, sealed []byte) ([]byte, error) {
		if len(sealed) == 0 || sealed[0] != version {
			return nil, ErrForged
		}
		plain, err := open.Open(nil, nil, sealed[1:], bound(subject, field))
		if err != nil {
			return nil, ErrForged
		}
		return plain, nil
	}, nil
}

// Destroy makes what was sealed for a subject unreadable for ever and returns the proof. The record is overwritten where it stands and
// flushed, then replaced, so that neither the file nor a forgotten second name of it holds the key; a note that holds no key stays in
// its place and keeps a later Seal from making a new one. A second call returns the first proof. A subject that never had a key can be
// destroyed too.
//
// Overwriting cannot reach what a copy-on-write file system, a snapshot or the spare cells of a disk remember. Put the folder on an
// encrypted volume.
func (k *Keys) Destroy(subject string) (Proof, error) {
	path, hash, err := k.path(subject)
	if err != nil {
		return Proof{}, err
	}
	lock := k.lock(hash)
	lock.Lock()
	defer lock.Unlock()
	r, err := read(path)
	if errors.Is(err, ErrDestroyed) {
		return Proof{r.goneAt(), hash}, nil
	}
	note := gone(k.now())
	switch {
	case errors.Is(err, ErrNoKey):
		// Another copy may make the key at this moment: then that one is overwritten below.
		if err := k.create(path, note); err == nil {
			return Proof{note.goneAt(), hash}, nil
		} else if !errors.Is(err, fs.ErrExist) {
			return Proof{}, fmt.Errorf("noting that a key is destroyed: %w", err)
		}
	case err != nil && !errors.Is(err, errDamaged):
		return Proof{}, err
	}
	if err := overwrite(path, note); err != nil {
		return Proof{}, fmt.Errorf("overwriting a key: %w", err)
	}
	if err := k.replace(path, note); err != nil {
		return Proof{}, fmt.Errorf("removing a key: %w", err)
	}
	return Proof{note.goneAt(), hash}, nil
}

// Destroyed returns the proof for a subject whose key was destroyed, and false for any other.
func (k *Keys) Destroyed(subject string) (Proof, bool, error) {
	path, hash, err := k.path(subject)
	if err != nil {
		return Proof{}, false, err
	}
	r, err := read(path)
	switch {
	case errors.Is(err, ErrDestroyed):
		return Proof{r.goneAt(), hash}, true, nil
	case errors.Is(err, ErrNoKey):
		return Proof{}, false, nil
	}
	return Proof{}, false, err
}

// path returns where the record of a subject lies. The id itself is in no file name.
func (k *Keys) path(subject string) (path, hash string, err error) {
	if subject == "" {
		return "", "", errors.New("privacy: a subject has no id")
	}
	sum := sha256.Sum256([]byte(subject))
	hash = hex.EncodeToString(sum[:])
	return filepath.Join(k.dir, hash[:2], hash[2:]), hash, nil
}

func (k *Keys) lock(hash string) *sync.Mutex {
	b, err := hex.DecodeString(hash[:2])
	if err != nil {
		panic("privacy: a hash is not hexadecimal: " + err.Error()) // path made it
	}
	return &k.mu[b[0]]
}

// bound is what a seal is tied to besides its key: the subject and the field, so that sealed data cannot be moved to another column.
func bound(subject, field string) []byte {
	b := binary.AppendUvarint(nil, uint64(len(subject)))
	return append(append(b, subject...), field...)
}

// cipher returns the cipher of a subject, and with fresh makes its key when there is none.
func (k *Keys) cipher(subject string, fresh bool) (cipher.AEAD, error) {
	path, hash, err := k.path(subject)
	if err != nil {
		return nil, err
	}
	r, err := read(path)
	if errors.Is(err, ErrNoKey) && fresh {
		r, err = k.fresh(path, hash)
	}
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(r[len(liveMark):])
	if err != nil {
		return nil, fmt.Errorf("using a key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("using a key: %w", err)
	}
	return aead, nil
}

func (k *Keys) fresh(path, hash string) (record, error) {
	lock := k.lock(hash)
	lock.Lock()
	defer lock.Unlock()
	r := make(record, recordSize)
	copy(r, liveMark)
	if _, err := rand.Read(r[len(liveMark):]); err != nil {
		return nil, fmt.Errorf("drawing a key: %w", err)
	}
	err := k.create(path, r)
	if errors.Is(err, fs.ErrExist) {
		return read(path) // another was first, and its key counts
	}
	if err != nil {
		return nil, fmt.Errorf("keeping a key: %w", err)
	}
	return r, nil
}

// create writes a record at a path where nothing may stand yet, whole or not at all. Unlike a rename, a link never takes the place of
// the key that another process made at the same moment. It returns an fs.ErrExist when something stands there.
func (k *Keys) create(path string, r record) error {
	return k.write(path, r, os.Link)
}

// replace puts a record in the place of what stands at path.
func (k *Keys) replace(path string, r record) error {
	return k.write(path, r, os.Rename)
}

func (k *Keys) write(path string, r record, settle func(from, to string) error) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "new-*") // readable for its owner only
	if err != nil {
		return err
	}
	_, err = f.Write(r)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = settle(f.Name(), path)
	}
	if gone := os.Remove(f.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	// The name itself must survive a crash too, and so must the folder it stands in.
	return errors.Join(err, flush(dir), flush(k.dir))
}

func flush(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // a folder of our own
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// overwrite writes a record over the one at path, in the same blocks.
func overwrite(path string, r record) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the name is a hash
	if err != nil {
		return err
	}
	_, err = f.WriteAt(r, 0)
	return errors.Join(err, f.Sync(), f.Close())
}

// record is what a file holds.
type record []byte

// gone returns the record that stands in the place of a key destroyed at a time.
func gone(at time.Time) record {
	r := make(record, recordSize)
	copy(r, goneMark)
	binary.BigEndian.PutUint64(r[len(goneMark):], uint64(at.Unix())) //nolint:gosec // no time before 1970
	return r
}

func (r record) goneAt() time.Time {
	return time.Unix(int64(binary.BigEndian.Uint64(r[len(goneMark):])), 0).UTC() //nolint:gosec // as above
}

// read returns the record at path: a key, or with ErrDestroyed the note of its end. ErrNoKey says that nothing stands there.
func read(path string) (record, error) {
	f, err := os.Open(path) //nolint:gosec // the name is a hash
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoKey
	}
	if err != nil {
		return nil, fmt.Errorf("reading a key: %w", err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	b, err := io.ReadAll(io.LimitReader(f, int64(recordSize)+1))
	if err != nil {
		return nil, fmt.Errorf("reading a key: %w", err)
	}
	r := record(b)
	switch {
	case len(r) == recordSize && strings.HasPrefix(string(r), liveMark):
		return r, nil
	case len(r) == recordSize && strings.HasPrefix(string(r), goneMark):
		return r, ErrDestroyed
	}
	return nil, errDamaged
}
