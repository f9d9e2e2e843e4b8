package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"wegwijzer/assistant"
)

// What a conversation remembers lies with the visitor, in the page that is open, and nowhere else: it goes out sealed with every answer and
// comes back with the next question. A line that is open has what its last turn remembers (see socket), and forgets it when it closes. So any copy of the program can go on with it, a broken line loses nothing, and there is nothing to
// delete when the page closes.

const (
	memoryLasts = 6 * time.Hour
	maxState    = 20 << 10 // characters of a sealed memory: of the largest, four for three bytes
	memoryUse   = "conversation memory, version 1"
)

// sealer seals memories with a key of the program.
type sealer struct {
	seal cipher.AEAD
	key  []byte
	now  func() time.Time
}

// derive returns a key for another use than memories.
func (s *sealer) derive(use string) []byte {
	code := hmac.New(sha256.New, s.key)
	code.Write([]byte(use))
	return code.Sum(nil)
}

// newSealer returns a sealer with key, 32 bytes; without one, with a key that is forgotten when the program ends.
func newSealer(key []byte, now func() time.Time) (*sealer, error) {
	if len(key) == 0 {
		key = make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return nil, fmt.Errorf("making a key for conversations: %w", err)
		}
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("using the key for conversations: %w", err)
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("using the key for conversations: %w", err)
	}
	return &sealer{seal, key, now}, nil
}

// close returns the memory, sealed, as text.
func (s *sealer) close(m *assistant.Memory) (string, error) {
	plain, err := m.Encode()
	if err != nil {
		return "", err
	}
	out := make([]byte, s.seal.NonceSize(), s.seal.NonceSize()+8+len(plain)+s.seal.Overhead())
	if _, err := rand.Read(out); err != nil {
		return "", fmt.Errorf("sealing a conversation's memory: %w", err)
	}
	plain = append(binary.BigEndian.AppendUint64(nil, uint64(s.now().Unix())), plain...) //nolint:gosec // after 1970
	return base64.RawURLEncoding.EncodeToString(s.seal.Seal(out, out, plain, []byte(memoryUse))), nil
}

var errState = errors.New("a conversation's memory cannot be used")

// open returns the memory that was sealed in state. What is empty, old, sealed by another program or tampered with is an empty memory:
// the conversation then begins anew.
func (s *sealer) open(state string) *assistant.Memory {
	m, err := s.read(state)
	if err != nil {
		return &assistant.Memory{}
	}
	return m
}

// same returns a sealed memory when it can be opened, and "" for any other.
func (s *sealer) same(state string) string {
	if _, err := s.read(state); err != nil {
		return ""
	}
	return state
}

func (s *sealer) read(state string) (*assistant.Memory, error) {
	if state == "" || len(state) > maxState {
		return nil, errState
	}
	sealed, err := base64.RawURLEncoding.DecodeString(state)
	n := s.seal.NonceSize()
	if err != nil || len(sealed) < n {
		return nil, errState
	}
	plain, err := s.seal.Open(nil, sealed[:n], sealed[n:], []byte(memoryUse))
	if err != nil || len(plain) < 8 {
		return nil, errState
	}
	age := s.now().Sub(time.Unix(int64(binary.BigEndian.Uint64(plain)), 0)) //nolint:gosec // sealed by us
	if age < -time.Minute || age > memoryLasts {
		return nil, errState
	}
	return assistant.DecodeMemory(plain[8:])
}
