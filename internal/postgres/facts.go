package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/migrations"
)

// Facts are what an operator should know of a database that works.
type Facts struct {
	MissingRoles []string
	MakesRoles   bool          // the user of the database may make them, and does at the first start
	LogsContent  bool          // what people wrote may end up in the server's log
	Clock        time.Duration // how far the server's clock is ahead of this machine's
	Encrypted    bool          // the connection
	Local        bool          // the server is reached without a network
}

// Facts asks the database.
func (db *DB) Facts(ctx context.Context) (Facts, error) {
	var f Facts
	var now time.Time
	sent := time.Now()
	const ask = `
		SELECT coalesce((SELECT array_agg(wanted) FROM unnest($1::text[]) AS wanted WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)), '{}'),
			(current_setting('log_statement') IN ('mod', 'all') OR current_setting('log_min_duration_statement')::int >= 0)
				AND current_setting('log_parameter_max_length')::int <> 0,
			clock_timestamp(),
			coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
			inet_client_addr() IS NULL OR inet_client_addr() << '127.0.0.0/8' OR inet_client_addr() = '::1',
			(SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)`
	err := db.Pool.QueryRow(ctx, ask, []string{migrations.PublicRole, migrations.StaffRole}).Scan(&f.MissingRoles, &f.LogsContent, &now, &f.Encrypted, &f.Local, &f.MakesRoles)
	if err != nil {
		return f, fmt.Errorf("asking the database about itself: %w", err)
	}
	f.Clock = now.Sub(sent.Add(time.Since(sent) / 2))
	return f, nil
}

// Missing returns which of the tables, each with its schema, are not in the database.
func (db *DB) Missing(ctx context.Context, tables []string) ([]string, error) {
	rows, err := db.Pool.Query(ctx, `SELECT t FROM unnest($1::text[]) AS t WHERE to_regclass(t) IS NULL ORDER BY t`, tables)
	if err != nil {
		return nil, fmt.Errorf("looking for tables: %w", err)
	}
	missing, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("looking for tables: %w", err)
	}
	return missing, nil
}
