package migrations

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const prepareFile = "0000_extensions.sql"

// Two databases of one server that are prepared at the same moment can trip over each other in the shared catalogues;
// the second attempt finds the work done.
const prepareAttempts = 5

// ErrNoVector says that the server does not have the vector extension (pgvector) installed.
var ErrNoVector = errors.New("the database server has no vector extension")

// PublicRole and StaffRole are the roles in which the public assistant and the staff pages read.
const (
	PublicRole = "wegwijzer_public"
	StaffRole  = "wegwijzer_staff"
)

// Prepare creates the extensions and roles that the schema stands on; it may be repeated. It returns ErrNoVector when the
// server lacks the vector extension. Where the user may not create roles it goes on without them and warns.
func Prepare(ctx context.Context, conn *pgx.Conn, log *slog.Logger) error {
	text, err := files.ReadFile(prepareFile)
	if err != nil {
		return fmt.Errorf("reading %s: %w", prepareFile, err)
	}
	for attempt := 1; ; attempt++ {
		_, err = conn.PgConn().Exec(ctx, string(text)).ReadAll()
		if err == nil {
			break
		}
		if absent(err) {
			return fmt.Errorf("creating extensions: %w: %w", ErrNoVector, err)
		}
		if attempt == prepareAttempts || !collided(err) {
			return fmt.Errorf("creating extensions and roles: %w", err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("creating extensions and roles: %w", ctx.Err())
		case <-time.After(time.Duration(attempt) * 50 * time.Millisecond):
		}
	}
	var missing []string
	err = conn.QueryRow(ctx, `
		SELECT coalesce(array_agg(wanted), '{}')
		FROM unnest($1::text[]) AS wanted
		WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)`,
		[]string{PublicRole, StaffRole}).Scan(&missing)
	if err != nil {
		return fmt.Errorf("reading the roles: %w", err)
	}
	if len(missing) > 0 {
		log.WarnContext(ctx, "database roles are missing", "roles", missing)
	}
	return nil
}

// absent tells whether the server said that it does not have the vector extension.
func absent(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	// 0A000 since PostgreSQL 15 or so ("extension is not available"), 58P01 before ("could not open extension control file").
	return (pg.Code == "0A000" || pg.Code == "58P01") && mentions(pg, "vector")
}

// collided tells whether another session changed the same catalogue row at the same moment.
func collided(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	switch pg.Code {
	case "23505", "42710", "40001", "40P01", "XX000": // XX000: "tuple concurrently updated"
		return true
	}
	return false
}

func mentions(pg *pgconn.PgError, word string) bool {
	return strings.Contains(pg.Message, `"`+word+`"`) || strings.Contains(pg.Message, "/"+word+".control")
}
