package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wegwijzer/knowledge"
)

// The front page tells what the bank holds, and not what it once held.
func TestTheReadmeCountsTheBank(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	phrasings := 0
	for _, topic := range bank.Topics {
		phrasings += len(topic.Lay)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%d topics with %s phrasings", len(bank.Topics), message.NewPrinter(language.English).Sprint(phrasings))
	if !strings.Contains(string(readme), want) {
		t.Errorf("README.md does not say %q", want)
	}
}
