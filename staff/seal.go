package staff

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
)

// errSealed says that what was sealed cannot be opened with this token.
var errSealed = errors.New("cannot be opened")

// seal encrypts what the sign-in service gave us, by a key made of the token that only the browser holds: a copy of the database cannot be used
// to ask the service anything in someone's name. Nothing is sealed as nothing.
func seal(token Token, secret string) ([]byte, error) {
	if secret == "" {
		return []byte{}, nil
	}
	lock, err := lockOf(token)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, lock.NonceSize())
	_, _ = rand.Read(nonce) // it never fails (crypto/rand)
	return lock.Seal(nonce, nonce, []byte(secret), token.hash()), nil
}

// unseal is the way back of seal.
func unseal(token Token, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	lock, err := lockOf(token)
	if err != nil {
		return "", err
	}
	n := lock.NonceSize()
	if len(sealed) < n {
		return "", errSealed
	}
	secret, err := lock.Open(nil, sealed[:n], sealed[n:], token.hash())
	if err != nil {
		return "", errSealed
	}
	return string(secret), nil
}

func lockOf(token Token) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(token), nil, "wegwijzer: what the sign-in service gave", 32)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	lock, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	return lock, nil
}
