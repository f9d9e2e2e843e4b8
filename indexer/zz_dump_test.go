package indexer
import ("fmt";"os";"testing")
func TestZDump(t *testing.T) {
	name := os.Getenv("DUMP"); if name == "" { t.Skip() }
	p, err := ExtractFile(t.Context(), name)
	if err != nil { t.Fatal(err) }
	fmt.Printf("TITLE %q LANG %s DATE %v INDEX %v %s CANON %s\n", p.Title, p.Lang, p.Date, p.Index, p.Reason, p.Canonical)
	for _, b := range p.Blocks { fmt.Printf("%-9s %d #%s| %s\n", b.Kind, b.Level, b.Anchor, b.Text) }
}
