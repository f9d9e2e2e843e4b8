package knowledge

import (
	"embed"
	"os"
	"sync"
)

// The bank and the synonyms that the product ships. The content team extends them.
//
//go:embed topics/*.tsv synonyms.txt
var shipped embed.FS

// ShippedBank returns the topics the program was built with.
var ShippedBank = sync.OnceValues(func() (*Bank, error) { return ReadBank(shipped, "topics/*.tsv") })

// ShippedSynonyms returns the synonym groups the program was built with.
var ShippedSynonyms = sync.OnceValues(func() (*Synonyms, error) {
	f, err := shipped.Open("synonyms.txt")
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	return ReadSynonyms(f)
})

// BankFrom reads a bank from a folder of the machine instead.
func BankFrom(dir string) (*Bank, error) { return ReadBank(os.DirFS(dir), "*.tsv") }
