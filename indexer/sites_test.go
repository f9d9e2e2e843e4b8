package indexer

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// Every key that a file of sources may hold stands in the table of the page for operators, as the text and as the JSON write it, and the bounds
// that are named there are the ones that hold.
func TestEveryKeyOfTheSourcesIsExplained(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(data), "| key | in JSON |")
	table, _, _ = strings.Cut(table, "\n\n")
	if !found {
		t.Fatal("the page for operators has no table of keys")
	}
	for key := range siteKeys {
		if !strings.Contains(table, "\n| `"+key+"` |") {
			t.Errorf("the key %s is not in the table", key)
		}
	}
	object := reflect.TypeFor[siteObject]()
	for i := range object.NumField() {
		if key := object.Field(i).Tag.Get("json"); !strings.Contains(table, "| `"+key+"` |") {
			t.Errorf("the key %s of the JSON is not in the table", key)
		}
	}
	if rows := strings.Count(table, "\n| "); rows != object.NumField() {
		t.Errorf("the table explains %d keys, want %d", rows, object.NumField())
	}
	for _, bound := range []string{fmt.Sprintf("| %d,%03d |", usualPages/1000, usualPages%1000), fmt.Sprintf("| %d |", usualDepth), "| `1s` |", "| `24h` |"} {
		if !strings.Contains(table, bound) {
			t.Errorf("the table names no bound %s", bound)
		}
	}
}
