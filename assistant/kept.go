package assistant

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/appointment"
	"wegwijzer/internal/privacy"
)

// Conversations keeps the conversations whose people asked for that, each sealed with a key of its own, under a code of four words that only
// the person has. It keeps what was said after everything that points to a person was taken out, and nothing of appointments, which have codes
// of their own.
type Conversations struct {
	db   *pgxpool.Pool
	keys *privacy.Keys
	key  []byte
	now  func() time.Time
}

// How long a conversation is kept after its last message, how much of one, and how many wrong codes may be tried in an hour, by one network
// and by all together: as for appointments, whose codes are of the same size.
const (
	keptFor     = 30 * 24 * time.Hour
	keptTurns   = 60
	keptSize    = 256 << 10 // bytes; the oldest turns make way
	keptTries   = 10
	keptTriesIn = time.Hour
	keptTryAll  = 20_000
	keptField   = "conversation"
	leastID     = 16        // letters of a message's id that nobody else comes upon
	sentAgainIn = time.Hour // a message can come twice, when a line breaks
)

// NewConversations returns a store in db. key is secret, of 32 bytes or more, and the same for every copy of the program: codes are hashed
// with it. now may be nil.
func NewConversations(db *pgxpool.Pool, keys *privacy.Keys, key []byte, now func() time.Time) (*Conversations, error) {
	if len(key) < 32 {
		return nil, errors.New("assistant: the key of the codes is shorter than 32 bytes")
	}
	if now == nil {
		now = time.Now
	}
	// A key of its own: the words of an appointment do not open a conversation, nor the other way round.
	own := sha256.Sum256(append([]byte("conversations\n"), key...))
	return &Conversations{db: db, keys: keys, key: own[:], now: now}, nil
}

// Said is a message with its answer, as they are kept.
type Said struct {
	ID       string `json:"id,omitempty"` // the page's own id of the message
	Question string `json:"q"`            // without what points to a person
	Answer   Answer `json:"a"`
}

// Kept is a conversation as it is kept.
type Kept struct {
	Said   []Said `json:"s"`
	Memory Memory `json:"m"`
}

// ErrNoConversation says that a code opens nothing: it is wrong, or the conversation is gone, or there was too much guessing. Nobody can tell which.
var ErrNoConversation = errors.New("there is no conversation with that code")

// begin makes a place for a conversation and returns its id and its code, which is not kept and cannot be shown again. Both follow from the first message and
// the page's own id of it: one that is sent again, since the line broke, begins no second conversation.
func (c *Conversations) begin(ctx context.Context, message, question string) (id, code string, err error) {
	secret := rand.Text()
	if len(message) >= leastID {
		mac := hmac.New(sha256.New, c.key)
		mac.Write([]byte("first message\n" + message + "\n" + question))
		secret = string(mac.Sum(nil))
	}
	drawn := sha256.Sum256([]byte("id\n" + secret))
	id = uuid([16]byte(drawn[:16]))
	sealed, err := c.seal(id, Kept{})
	if err != nil {
		return "", "", err
	}
	now := c.now()
	for try := range 8 {
		code = appointment.Words(c.key, secret, try)
		tag, err := c.db.Exec(ctx, insertConversation, id, appointment.HashWords(c.key, code), sealed, now, now.Add(keptFor))
		if err != nil {
			return "", "", fmt.Errorf("keeping a conversation: %w", err)
		}
		if tag.RowsAffected() == 1 {
			return id, code, nil
		}
		var again bool
		if err := c.db.QueryRow(ctx, sameConversation, id, appointment.HashWords(c.key, code), now.Add(-sentAgainIn)).Scan(&again); err != nil {
			return "", "", fmt.Errorf("keeping a conversation: %w", err)
		}
		if again {
			return id, code, nil
		}
	}
	return "", "", errors.New("keeping a conversation: no code is free")
}

// uuid makes a UUID of bytes that nobody can guess.
func uuid(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// add keeps one more turn. A message that was kept already, under the same id, is not kept twice; its whole answer takes the place of one that was stopped.
// With it the digits of earlier messages go that out found to be a number.
func (c *Conversations) add(ctx context.Context, id string, turn Said, memory Memory, out *apart) error {
	err := pgx.BeginFunc(ctx, c.db, func(tx pgx.Tx) error {
		var sealed []byte
		if err := tx.QueryRow(ctx, lockConversation, id, c.now()).Scan(&sealed); err != nil {
			return err
		}
		kept, err := c.open(id, sealed)
		if err != nil {
			return err
		}
		memory.Booking, memory.Number = nil, 0
		at := len(kept.Said)
		if i := slices.IndexFunc(kept.Said, func(s Said) bool { return turn.ID != "" && s.ID == turn.ID }); i >= 0 {
			if at = i; kept.Said[at].Answer.Status != Stopped || turn.Answer.Status == Stopped {
				return nil
			}
			kept.Said = slices.Delete(kept.Said, at, at+1)
		}
		if at == len(kept.Said) {
			kept.Memory = memory
		}
		for i := max(0, at-len(out.ends)); i < at; i++ {
			kept.Said[i].Question = out.without(kept.Said[i].Question)
		}
		kept.Said = slices.Insert(kept.Said, at, turn)
		if sealed, err = c.seal(id, kept); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, updateConversation, id, sealed, c.now().Add(keptFor))
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping a turn of a conversation: %w", err)
	}
	return nil
}

// Open returns the conversation of a code as client, a network, typed it. It returns ErrNoConversation for every code that opens nothing.
func (c *Conversations) Open(ctx context.Context, typed, client string) (Kept, error) {
	now, who := c.now(), sha256.Sum256([]byte("conversation client:"+client))
	var mine, all int
	if err := c.db.QueryRow(ctx, countConversationTries, who[:], now.Add(-keptTriesIn)).Scan(&mine, &all); err != nil {
		return Kept{}, fmt.Errorf("counting tries: %w", err)
	}
	if mine >= keptTries || all >= keptTryAll {
		return Kept{}, ErrNoConversation
	}
	var id string
	var sealed []byte
	err := c.db.QueryRow(ctx, conversationByCode, appointment.HashWords(c.key, typed), now).Scan(&id, &sealed)
	wrong := errors.Is(err, pgx.ErrNoRows)
	if err != nil && !wrong {
		return Kept{}, fmt.Errorf("opening a conversation: %w", err)
	}
	// A try is noted right or wrong, so that both do the same work.
	if _, err := c.db.Exec(ctx, insertConversationTry, who[:], now, wrong); err != nil {
		return Kept{}, fmt.Errorf("noting a try: %w", err)
	}
	if wrong {
		return Kept{}, ErrNoConversation
	}
	kept, err := c.open(id, sealed)
	if gone(err) {
		return Kept{}, ErrNoConversation
	}
	if err != nil {
		return Kept{}, err
	}
	kept.Memory.Begun, kept.Memory.Kept = true, id
	return kept, nil
}

// Erase forgets a conversation at once, its key first, and returns how many were forgotten: one, or none when it was gone.
func (c *Conversations) Erase(ctx context.Context, id string) (int, error) {
	if !isID(id) {
		return 0, nil
	}
	if _, err := c.keys.Destroy(keyOf(id)); err != nil {
		return 0, fmt.Errorf("destroying the key of a conversation: %w", err)
	}
	tag, err := c.db.Exec(ctx, deleteConversation, id)
	if err != nil {
		return 0, fmt.Errorf("erasing a conversation: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// Forget erases the conversations whose time has come, and old notes of who tried codes. It returns how many conversations those were.
func (c *Conversations) Forget(ctx context.Context) (int, error) {
	if _, err := c.db.Exec(ctx, deleteConversationTries, c.now().Add(-24*time.Hour)); err != nil {
		return 0, fmt.Errorf("forgetting tries: %w", err)
	}
	rows, err := c.db.Query(ctx, overConversations, c.now())
	if err != nil {
		return 0, fmt.Errorf("looking for old conversations: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, fmt.Errorf("looking for old conversations: %w", err)
	}
	gone := 0
	for _, id := range ids {
		n, err := c.Erase(ctx, id)
		if err != nil {
			return gone, err
		}
		gone += n
	}
	return gone, nil
}

// keyOf names the key of a conversation.
func keyOf(id string) string { return "conversation/" + id }

// isID reports whether a text has the shape of an id of ours.
func isID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, r := range id {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (r == '-') || !dash && (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}

// seal seals a conversation; what is too much of it goes, the oldest first.
func (c *Conversations) seal(id string, kept Kept) ([]byte, error) {
	kept.Said = kept.Said[max(0, len(kept.Said)-keptTurns):]
	for {
		plain, err := json.Marshal(kept)
		if err != nil {
			return nil, fmt.Errorf("writing a conversation: %w", err)
		}
		if len(plain) <= keptSize || len(kept.Said) == 0 {
			return c.keys.Seal(keyOf(id), keptField, plain)
		}
		kept.Said = kept.Said[1:]
	}
}

func (c *Conversations) open(id string, sealed []byte) (Kept, error) {
	plain, err := c.keys.Open(keyOf(id), keptField, sealed)
	if err != nil {
		return Kept{}, fmt.Errorf("opening a conversation: %w", err)
	}
	var kept Kept
	if err := json.Unmarshal(plain, &kept); err != nil {
		return Kept{}, fmt.Errorf("reading a conversation: %w", err)
	}
	return kept, nil
}

// KeepConversations lets people have their conversation kept under a code. It returns the assistant.
func (a *Assistant) KeepConversations(store *Conversations) *Assistant {
	a.kept = store
	return a
}

// keeps reports whether what is said now will be kept: what is told of keeping must be true before the code is shown as well.
func (a *Assistant) keeps(s *state) bool {
	return s.memory.Kept != "" || a.kept != nil && s.turn.Keep && !s.memory.Begun
}

// keep begins to keep a conversation when its first message asks for that, and adds to one that is kept. Whether it is kept is decided once: a
// later message cannot change it, so that nobody is kept who was told that nothing is. What could not be kept is told; the answer stands all the same.
func (a *Assistant) keep(ctx context.Context, s *state) error {
	first := !s.memory.Begun
	s.memory.Begun = true
	if a.kept == nil || s.memory.Kept == "" && !(first && s.turn.Keep) {
		s.answer.NotKept = a.kept == nil && first && s.turn.Keep
		return nil
	}
	if s.memory.Kept == "" {
		id, code, err := a.kept.begin(ctx, s.turn.ID, s.turn.Question)
		if err != nil {
			a.log.WarnContext(ctx, "conversation not kept", "error", err)
			s.answer.NotKept = true
			return nil
		}
		s.memory.Kept, s.answer.Code = id, code
	}
	if s.answer.Status == Appointment || s.memory.Booking != nil {
		return nil // appointments have a code of their own, and no detail of one is told elsewhere
	}
	out := a.leaveOut(s)
	question := readable(out.text)
	shown := s.answer
	shown.Code, shown.Stages, shown.Slots, shown.Booked = "", nil, nil, nil
	err := a.kept.add(ctx, s.memory.Kept, Said{s.turn.ID, question, shown}, *s.memory, out)
	if err == nil {
		return nil
	}
	a.log.WarnContext(ctx, "turn not kept", "error", err)
	key := "turn_not_kept"
	if gone(err) {
		key, s.memory.Kept = "no_longer_kept", ""
	}
	s.answer.Closing = strings.TrimSpace(s.answer.Closing + "\n" + Message(s.answer.Lang, key))
	return s.emit(Event{Closing: s.answer.Closing})
}

// gone reports whether a conversation could not be read because it is no more: erased, or past its time.
func gone(err error) bool {
	return errors.Is(err, pgx.ErrNoRows) || errors.Is(err, privacy.ErrDestroyed) || errors.Is(err, privacy.ErrNoKey)
}
