package pgtest_test

import (
	"testing"
	"time"

	"github.com/pgvector/pgvector-go"

	"wegwijzer/internal/postgres/pgtest"
)

func TestNewHasSchemaAndVectors(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var got pgvector.Vector
	if err := db.QueryRow(t.Context(), "SELECT $1::vector", pgvector.NewVector([]float32{1, 2, 3})).Scan(&got); err != nil {
		t.Fatal(err)
	}
	if s := got.String(); s != "[1,2,3]" {
		t.Errorf("vector = %s, want [1,2,3]", s)
	}
	var queue bool
	if err := db.QueryRow(t.Context(), "SELECT to_regclass('river_job') IS NOT NULL").Scan(&queue); err != nil {
		t.Fatal(err)
	}
	if !queue {
		t.Error("the job queue has no table")
	}
}

func TestNewIsIsolated(t *testing.T) {
	t.Parallel()
	one, two := pgtest.New(t), pgtest.New(t)
	if _, err := one.Exec(t.Context(), "CREATE TABLE only_here (id int)"); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := two.QueryRow(t.Context(), "SELECT to_regclass('only_here') IS NOT NULL").Scan(&there); err != nil {
		t.Fatal(err)
	}
	if there {
		t.Error("a table of one test is seen by another")
	}
}

func TestNewIsQuick(t *testing.T) {
	pgtest.New(t) // the first in a process makes the template
	fastest := time.Hour
	for range 5 {
		began := time.Now()
		pgtest.New(t)
		fastest = min(fastest, time.Since(began))
	}
	t.Logf("fastest clone: %v", fastest)
	if fastest > 2*time.Second {
		t.Errorf("a clone takes %v, want a tenth of a second", fastest)
	}
}
