package staff

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// As does work on personal data in the name of a person: in a transaction that has the rights of the staff, and no others, and in which the
// policies of the tables know who works. It is the second wall; a query that forgets whose data it is about still finds only what this person
// may see. Policies ask staff_person(), staff_has('legal', …) and staff_opened('call', id::text); where nothing is set these answer no.
//
//	CREATE POLICY own ON calls TO wegwijzer_staff
//	USING (staff_has('legal') AND (owner = staff_person() OR staff_opened('call', id::text)))
func As(ctx context.Context, db *pgxpool.Pool, p Person, work func(tx pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		if err := enter(ctx, tx, p); err != nil {
			return fmt.Errorf("working as a member of staff: %w", err)
		}
		return work(tx)
	})
}
