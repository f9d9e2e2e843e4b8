// Package held keeps a page for the moment between the form that asked for it and the browser that shows it.
package held

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrGone says that a page was shown already, that its time is over, or that there never was one; which of these is not told.
var ErrGone = errors.New("the page is gone")

// ErrLarge says that a page is too large to be held.
var ErrLarge = errors.New("the page is too large to be held")

// How long a page waits for its browser, and how large it may be.
const (
	onceTime  = 2 * time.Minute  // a browser comes at once; a slow line may take a while
	againTime = 10 * time.Minute // for the button Back
	mostBytes = 1 << 20          // of a page
)

// Store holds pages in the database, so that whichever copy of the program the browser comes to has them. A page is sealed with a key that is made
// of the program's secret and of the token, and the token is nowhere but in the address to which the browser is sent: who reads the database
// alone, or the browser's history alone, reads nothing.
type Store struct {
	db     *pgxpool.Pool
	secret []byte
	now    func() time.Time
}

// NewStore returns a store on db. Copies of the program share the secret; now is nil for the clock.
func NewStore(db *pgxpool.Pool, secret []byte, now func() time.Time) *Store {
	if now == nil {
		now = time.Now
	}
	return &Store{db, bytes.Clone(secret), now}
}

// derive makes what is needed of a token for one use.
func (s *Store) derive(use, token string) []byte {
	code := hmac.New(sha256.New, s.secret)
	code.Write([]byte(use + "\x00" + token))
	return code.Sum(nil)
}

func (s *Store) seal(token string) (cipher.AEAD, error) {
	block, err := aes.NewCipher(s.derive("held page, key", token))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Keep holds a page and returns the token that opens it: once, within two minutes; or, when again is set, for ten minutes, which is for pages with
// nothing of the person on them. It refuses with ErrLarge.
func (s *Store) Keep(ctx context.Context, page []byte, again bool) (string, error) {
	if len(page) > mostBytes {
		return "", ErrLarge
	}
	token := rand.Text()
	seal, err := s.seal(token)
	if err != nil {
		return "", fmt.Errorf("holding a page: %w", err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(page); err != nil {
		return "", fmt.Errorf("packing a page: %w", err)
	}
	if err := z.Close(); err != nil {
		return "", fmt.Errorf("packing a page: %w", err)
	}
	now, lasts := s.now(), onceTime
	if again {
		lasts = againTime
	}
	// The key serves one page only, so its nonce may be all zeros (NIST SP 800-38D, section 8: no key with the same nonce twice).
	sealed := seal.Seal(nil, make([]byte, seal.NonceSize()), packed.Bytes(), nil)
	if _, err := s.db.Exec(ctx, keep, s.derive("held page, name", token), sealed, again, now.Add(lasts)); err != nil {
		return "", fmt.Errorf("holding a page: %w", err)
	}
	return token, nil
}

const keep = `
	INSERT INTO held_pages (name, sealed, again, until)
	VALUES ($1, $2, $3, $4)`

// Open returns the page of a token, and forgets it unless it may be seen again. It refuses with ErrGone.
func (s *Store) Open(ctx context.Context, token string) ([]byte, error) {
	var sealed []byte
	err := s.db.QueryRow(ctx, open, s.derive("held page, name", token), s.now()).Scan(&sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrGone
	}
	if err != nil {
		return nil, fmt.Errorf("opening a held page: %w", err)
	}
	seal, err := s.seal(token)
	if err != nil {
		return nil, fmt.Errorf("opening a held page: %w", err)
	}
	packed, err := seal.Open(nil, make([]byte, seal.NonceSize()), sealed, nil)
	if err != nil {
		return nil, fmt.Errorf("opening a held page: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking a held page: %w", err)
	}
	page, err := io.ReadAll(io.LimitReader(z, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("unpacking a held page: %w", err)
	}
	return page, nil
}

// One statement, so that of two browsers with one token only one has the page.
const open = `
	WITH once AS (
		DELETE FROM held_pages
		WHERE name = $1 AND NOT again
		RETURNING sealed, until
	)
	SELECT sealed FROM once WHERE until > $2
	UNION ALL
	SELECT sealed FROM held_pages WHERE name = $1 AND again AND until > $2`

// Forget deletes the pages whose time is over and returns how many there were.
func (s *Store) Forget(ctx context.Context) (int, error) {
	done, err := s.db.Exec(ctx, forget, s.now())
	if err != nil {
		return 0, fmt.Errorf("forgetting held pages: %w", err)
	}
	return int(done.RowsAffected()), nil
}

const forget = `
	DELETE FROM held_pages
	WHERE until <= $1`
