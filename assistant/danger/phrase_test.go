package danger

import "testing"

// A choice that something is glued to would be read without it: an entry of a lexicon like that is refused.
func TestNothingStandsAgainstAChoice(t *testing.T) {
	t.Parallel()
	l := &lexicon{numbers: map[string]class{}}
	for entry, ok := range map[string]bool{"niet (terug)?bellen": false, "niet (terug)? bellen": true, "(vrienden (van hem)?|klanten)": false} {
		if _, err := l.parsePhrase(entry); (err == nil) != ok {
			t.Errorf("%q: %v", entry, err)
		}
	}
}
