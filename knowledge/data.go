package knowledge

import (
	"embed"
	"os"
	"sync"
)

// The bank and the synonyms that the product ships. The content team extends them.
//
//go:embed topics/*.tsv synonyms.txt near.txt supposes.tsv events.tsv talks.tsv sections.tsv
var shipped embed.FS

// ShippedBank returns the topics the program was built with.
var ShippedBank = sync.OnceValues(func() (*Bank, error) { return ReadBank(shipped, "topics/*.tsv") })

// ShippedSynonyms returns the synonym groups the program was built with.
var ShippedSynonyms = sync.OnceValues(func() (*Synonyms, error) { return shippedGroups("synonyms.txt") })

func shippedGroups(name string) (*Synonyms, error) {
	f, err := shipped.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	return ReadSynonyms(f)
}

// nearWords are wider groups than synonyms: of words that pages know each keeps its own meaning, but for one that they do not know another of its
// group may stand in.
var nearWords = sync.OnceValue(func() *Synonyms {
	near, err := shippedGroups("near.txt")
	if err != nil {
		panic("knowledge: the embedded near words are not right: " + err.Error())
	}
	return near
})

// BankFrom reads a bank from a folder of the machine instead.
func BankFrom(dir string) (*Bank, error) { return ReadBank(os.DirFS(dir), "*.tsv") }

// shippedTable returns what a table that the program ships says. One that cannot be read is a mistake of ours, and stops the program.
func shippedTable[T any](name string, read func(string) (T, error)) T {
	data, err := shipped.ReadFile(name)
	if err != nil {
		panic("knowledge: reading " + name + ": " + err.Error())
	}
	table, err := read(string(data))
	if err != nil {
		panic("knowledge: " + name + " is not right: " + err.Error())
	}
	return table
}
