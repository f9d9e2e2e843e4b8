package postgres

import (
	"bytes"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"wegwijzer/migrations"
)

// The owner of a database on someone else's server may create extensions there but no roles.
func TestPrepareWithoutRightToRoles(t *testing.T) {
	t.Parallel()
	db := open(t, Config{Dir: clusterFolder(t)})
	for _, statement := range []string{
		"DROP ROLE wegwijzer_public, wegwijzer_staff",
		"CREATE ROLE limited LOGIN",
		"CREATE DATABASE own OWNER limited",
	} {
		if _, err := db.Pool.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	address, err := url.Parse(db.cluster.database("own"))
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("user", "limited")
	address.RawQuery = query.Encode()
	conn, err := pgx.Connect(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context()) //nolint:errcheck // the cluster goes with the test
	// Not even the extension, where its package does not trust owners with it.
	var trusted bool
	err = conn.QueryRow(t.Context(), "SELECT bool_or(trusted) FROM pg_available_extension_versions WHERE name = 'vector'").Scan(&trusted)
	if err != nil {
		t.Fatal(err)
	}
	if !trusted {
		_, err := Open(t.Context(), Config{URL: address.String()})
		wantAdvice(t, err, adviceExtension)
	}
	super, err := pgx.Connect(t.Context(), db.cluster.database("own"))
	if err != nil {
		t.Fatal(err)
	}
	defer super.Close(t.Context()) //nolint:errcheck // the cluster goes with the test
	if _, err := super.Exec(t.Context(), "CREATE EXTENSION vector"); err != nil {
		t.Fatal(err)
	}

	var log bytes.Buffer
	if err := migrations.Prepare(t.Context(), conn, slog.New(slog.NewTextHandler(&log, nil))); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "database roles are missing") {
		t.Errorf("log %q, want a warning about roles", log.String())
	}
	limited := open(t, Config{URL: address.String()})
	if err := limited.Pool.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}
