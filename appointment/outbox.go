package appointment

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// tell puts what has to be told into the outbox, in the transaction that makes it due. The webhook is always told, with no word about the person;
// mail and text messages only to who chose them.
func (s *Store) tell(ctx context.Context, tx pgx.Tx, id, act string, sequence int, starts time.Time, contact Contact) error {
	if s.config.Silent {
		return nil
	}
	now := s.config.Now()
	put := func(kind string, due time.Time, act string) error {
		sealed := []byte(nil)
		if kind != "webhook" {
			var err error
			if sealed, err = s.seal(id, contact); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, insertOutbox, id, kind, act, fmt.Sprintf("%s/%d/%s/%s", id, sequence, act, kind), sealed, due, now); err != nil {
			return fmt.Errorf("putting a message in the outbox: %w", err)
		}
		return nil
	}
	if err := put("webhook", now, act); err != nil {
		return err
	}
	if contact.Silent || !contact.Messages {
		return nil
	}
	if contact.Mail != "" {
		if err := put("mail", now, act); err != nil {
			return err
		}
	}
	if contact.Phone != "" {
		if err := put("sms", now, act); err != nil {
			return err
		}
		if day := starts.Add(-24 * time.Hour); act != "cancelled" && act != "unstaffed" && day.After(now) {
			return put("sms", day, "reminder")
		}
	}
	return nil
}
