package privacy

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/postgres/pgtest"
)

// TestEveryColumnIsInTheRegister reads the schema and the register. Nothing may be kept of which nobody wrote down why and for how long.
func TestEveryColumnIsInTheRegister(t *testing.T) {
	t.Parallel()
	register, err := Register()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, k := range register {
		for _, c := range k.Columns {
			name := k.Table + "." + c
			if listed[name] {
				t.Errorf("%s stands twice in the register", name)
			}
			listed[name] = true
		}
	}
	rows, err := pgtest.New(t).Query(t.Context(), `
		SELECT CASE c.table_schema WHEN 'public' THEN '' ELSE c.table_schema || '.' END || c.table_name || '.' || c.column_name
		FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema NOT LIKE 'pg\_%' AND c.table_schema <> 'information_schema' AND t.table_type = 'BASE TABLE'
		ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	missing := map[string][]string{}
	for _, name := range columns {
		there[name] = true
		if !listed[name] {
			at := strings.LastIndex(name, ".")
			missing[name[:at]] = append(missing[name[:at]], name[at+1:])
		}
	}
	for table, columns := range missing {
		t.Errorf("%s keeps %s without a word on why. Add to internal/privacy/register.tsv, with tabs for →, one line for the columns that serve the same purpose:\n%s→%s→ROOM→WHAT IT IS FOR→nee|indirect|ja→HOW LONG",
			table, strings.Join(columns, ", "), table, strings.Join(columns, ","))
	}
	for name := range listed {
		if !there[name] {
			t.Errorf("%s is in the register and not in the database: take it out of internal/privacy/register.tsv", name)
		}
	}
	t.Logf("%d columns, %d lines", len(columns), len(register))
}

func TestRegisterRefusesHalfLines(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"a", "a\tb\tc\td\tnee", "a\tb\tc\t\tnee\tf", "a\tb\tc\td\tmisschien\tf"} {
		if _, err := readRegister(line); err == nil {
			t.Errorf("%q is taken", line)
		}
	}
}
