package transcribe

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrNoCopy says that a code and a number open nothing, for whatever reason: which of the two is wrong, or that the copy has expired, is told to nobody.
var ErrNoCopy = errors.New("the code and the number open nothing")

// How often may be tried: wrong ones an hour by a network and by all together, and wrong numbers in a row for one copy. A code is one of 10^12 and a
// number one of 10^6: whoever found a code by trying has five chances in a million at its number.
const (
	triesEach  = 10
	triesAll   = 20_000
	tryTime    = time.Hour
	mostWrong  = 5
	numberTime = 15 * time.Minute
	ticketTime = 30 * time.Minute
)

// newCode returns twelve digits in three groups: easy to say, to write down and to type on a telephone.
func newCode() string {
	d := digits(12)
	return d[:4] + " " + d[4:8] + " " + d[8:]
}

func newNumber() string { return digits(6) }

func digits(n int) string {
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	x, err := rand.Int(rand.Reader, most)
	if err != nil {
		panic("transcribe: drawing a code: " + err.Error()) // it never fails (crypto/rand)
	}
	return fmt.Sprintf("%0*d", n, x)
}

// plainDigits keeps the digits of what a person typed.
func plainDigits(typed string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed[:min(len(typed), 100)])
}

// hash returns what is kept of a code or number. Without the secret of the server they cannot be tried on a copy of the database.
func (s *Store) hash(what, value string) []byte {
	mac := hmac.New(sha256.New, s.code)
	mac.Write([]byte(what + "\x00" + value))
	return mac.Sum(nil)
}

// AskNumber sends the number for a code by the way that was agreed, when the code opens a copy and that way is not the voice. It gives the same answer
// and does the same work for a code that opens nothing. client is the network that asks.
func (s *Store) AskNumber(ctx context.Context, code, client string) error {
	may, err := s.mayTry(ctx, client)
	if err != nil {
		return err
	}
	c, err := s.copyOf(ctx, code)
	if err != nil {
		return err
	}
	number := newNumber()
	var copyID *int64
	state := "used" // a spoken number was told; for a wrong code there is nobody to send it to
	if c != nil && may {
		copyID = &c.ID
		if c.Way != Spoken {
			state = "waiting"
		}
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var id int64
		if err := tx.QueryRow(ctx, insertNumber, copyID, s.hash("sent", number), state, s.now(), s.now().Add(numberTime)).Scan(&id); err != nil {
			return err
		}
		sealed, err := s.sealNumber(id, number)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, fillNumber, id, sealed)
		return err
	})
	if err == nil {
		_, err = s.db.Exec(ctx, insertTry, s.hash("client", client), s.now(), c == nil)
	}
	if err != nil {
		return fmt.Errorf("asking for a number: %w", err)
	}
	return nil
}

// Read returns the copy that a code and its number open, and a ticket by which it can be had again for half an hour. It returns ErrNoCopy for anything
// else, and then nobody learns what was wrong: right and wrong do the same work.
func (s *Store) Read(ctx context.Context, code, number, client string) (*ClientText, string, error) {
	may, err := s.mayTry(ctx, client)
	if err != nil {
		return nil, "", err
	}
	c, err := s.copyOf(ctx, code)
	if err != nil {
		return nil, "", err
	}
	var id int64 // none has this
	told := s.hash("number", plainDigits(number))
	spoken := false
	if c != nil {
		id = c.ID
		spoken = hmac.Equal(told, c.Number) && c.Way == Spoken
	}
	if !may {
		id = 0
	}
	tag, err := s.db.Exec(ctx, useNumber, id, s.hash("sent", plainDigits(number)), s.now())
	if err != nil {
		return nil, "", fmt.Errorf("using a number: %w", err)
	}
	right := may && c != nil && (spoken || tag.RowsAffected() == 1 && c.Way != Spoken)
	if _, err := s.db.Exec(ctx, insertTry, s.hash("client", client), s.now(), !right); err != nil {
		return nil, "", fmt.Errorf("noting a try: %w", err)
	}
	if !right {
		if _, err := s.db.Exec(ctx, markWrong, id); err != nil {
			return nil, "", fmt.Errorf("noting a try: %w", err)
		}
		return nil, "", ErrNoCopy
	}
	if _, err := s.db.Exec(ctx, markRead, id, s.now()); err != nil {
		return nil, "", fmt.Errorf("noting that a copy was read: %w", err)
	}
	text, err := s.textOf(*c)
	return text, s.ticket(plainDigits(code), s.now().Add(ticketTime)), err
}

// ReadAgain returns the copy of a ticket that Read gave. It returns ErrNoCopy when its time is over.
func (s *Store) ReadAgain(ctx context.Context, ticket string) (*ClientText, error) {
	raw, err := base64.RawURLEncoding.DecodeString(ticket[:min(len(ticket), 200)])
	if err != nil || len(raw) != 8+12+sha256.Size {
		return nil, ErrNoCopy
	}
	until := time.Unix(int64(binary.BigEndian.Uint64(raw)), 0) //nolint:gosec // made by us, or refused below
	code := string(raw[8:20])
	if !hmac.Equal([]byte(ticket), []byte(s.ticket(code, until))) || !s.now().Before(until) {
		return nil, ErrNoCopy
	}
	c, err := s.copyOf(ctx, code)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, ErrNoCopy
	}
	return s.textOf(*c)
}

func (s *Store) ticket(code string, until time.Time) string {
	raw := binary.BigEndian.AppendUint64(nil, uint64(until.Unix())) //nolint:gosec // after 1970
	raw = append(raw, fmt.Sprintf("%012s", code)...)
	return base64.RawURLEncoding.EncodeToString(append(raw, s.hash("ticket", string(raw))...))
}

type copyRow struct {
	ID     int64
	Call   CallID
	Way    Way
	Number []byte
	Sealed []byte
	Wrong  int
}

// copyOf returns the copy that a code opens, nil for none.
func (s *Store) copyOf(ctx context.Context, code string) (*copyRow, error) {
	if len(s.code) == 0 {
		return nil, nil //nolint:nilnil // no copies are made here
	}
	rows, err := s.db.Query(ctx, selectCopy, s.hash("code", plainDigits(code)), s.now(), mostWrong)
	if err != nil {
		return nil, fmt.Errorf("looking for a copy: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByName[copyRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // a wrong code is no error
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a copy: %w", err)
	}
	return c, nil
}

func (s *Store) textOf(c copyRow) (*ClientText, error) {
	var kept copied
	if err := s.open(reportKey(c.Call), fmt.Sprint("copy/", c.ID), c.Sealed, &kept); err != nil {
		return nil, fmt.Errorf("opening a copy: %w", err)
	}
	return &kept.Text, nil
}

// mayTry reports whether a client has not guessed too often. One that has gets the answer for a wrong code, so that it cannot tell the two apart.
func (s *Store) mayTry(ctx context.Context, client string) (bool, error) {
	var mine, all int
	if err := s.db.QueryRow(ctx, countTries, s.hash("client", client), s.now().Add(-tryTime)).Scan(&mine, &all); err != nil {
		return false, fmt.Errorf("counting tries: %w", err)
	}
	return mine < triesEach && all < triesAll, nil
}

// NumberText is a message with a number, for the second channel.
type NumberText struct {
	Way     Way
	To      string
	Subject string // neutral, as everything in it
	Text    string
	Key     string // the same for each try
}

// SendNumbers sends the numbers that were asked for, and returns how many went. One that cannot be sent is tried again until its quarter of an hour is over.
func (s *Store) SendNumbers(ctx context.Context, send func(ctx context.Context, m NumberText) error) (int, error) {
	type row struct {
		ID       int64
		Sealed   []byte
		Attempts int
		Copy     int64
		Call     CallID
		Way      Way
		Contents []byte
	}
	sent := 0
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, selectNumbers, s.now())
		if err != nil {
			return err
		}
		due, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
		if err != nil {
			return err
		}
		for _, d := range due {
			var kept copied
			number, err := s.openNumber(d.ID, d.Sealed)
			if err == nil {
				err = s.open(reportKey(d.Call), fmt.Sprint("copy/", d.Copy), d.Contents, &kept)
			}
			if err == nil {
				limited, cancel := context.WithTimeout(ctx, tellTime)
				err = send(limited, NumberText{d.Way, kept.To, phrases()["getal_onderwerp"], fill("getal_bericht", number), fmt.Sprint("number/", d.ID)})
				cancel()
			}
			mark := markNumber
			if err != nil {
				mark = delayNumber
			} else {
				sent++
			}
			if _, err := tx.Exec(ctx, mark, d.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return sent, fmt.Errorf("sending numbers: %w", err)
	}
	return sent, nil
}

// A number waits sealed with the secret of the codes, and not with the key of its call: for a code that opens nothing there is no call, and the work
// must be the same.
func (s *Store) numberLock() (cipher.AEAD, error) {
	block, err := aes.NewCipher(s.hash("lock", "numbers"))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (s *Store) sealNumber(id int64, number string) ([]byte, error) {
	lock, err := s.numberLock()
	if err != nil {
		return nil, err
	}
	return lock.Seal(nil, nil, []byte(number), fmt.Append(nil, id)), nil
}

func (s *Store) openNumber(id int64, sealed []byte) (string, error) {
	lock, err := s.numberLock()
	if err != nil {
		return "", err
	}
	plain, err := lock.Open(nil, nil, sealed, fmt.Append(nil, id))
	return string(plain), err
}

// Document returns what a client reads as it is printed.
func (t ClientText) Document(at time.Time) Document {
	d := Document{Title: t.Title, Banner: t.When, At: at}
	for _, x := range t.Sections {
		section := DocumentSection{Title: x.Title}
		for _, sentence := range x.Sentences {
			section.Rows = append(section.Rows, DocumentRow{Text: sentence})
		}
		d.Sections = append(d.Sections, section)
	}
	d.Sections = append(d.Sections, DocumentSection{Rows: []DocumentRow{{Text: t.Foot}}})
	return d
}
