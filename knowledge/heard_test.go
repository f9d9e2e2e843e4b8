package knowledge

import "testing"

func shippedWording(t testing.TB) *wording {
	t.Helper()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := ShippedSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	return newWording(bank, synonyms, 0)
}

// Who writes a word in two gets the word: a compound is sought as one, and "mis schien" says as little as misschien.
func TestWordsWrittenInTwo(t *testing.T) {
	t.Parallel()
	w := shippedWording(t)
	var forms []string
	for _, said := range w.hear("spreek recht").said {
		for _, f := range said.forms {
			forms = append(forms, f.Text)
		}
	}
	whole := w.hear("spreekrecht").said[0].forms[0].Text
	found := false
	for _, f := range forms {
		found = found || f == whole
	}
	if !found {
		t.Errorf("spreek recht is heard as %q, without %s", forms, whole)
	}
	for _, question := range []string{"wan neer krijg ik geld", "mis schien moet ik aangifte doen", "nie mand helpt mij", "bijvoor beeld", "tus sen"} {
		w.hear(question)
		w.bank.Rank(question, 3)
	}
}

// FuzzHear reads questions of every kind as the search does.
func FuzzHear(f *testing.F) {
	for _, question := range []string{"hoe lang duurt het", "wan neer krijg ik geld", "ECLI:NL:HR:2019:793", "\xff\u200b 'k €1.000,- ", "spreek recht"} {
		f.Add(question)
	}
	w := shippedWording(f)
	f.Fuzz(func(_ *testing.T, question string) {
		w.hear(question)
		w.bank.Rank(question, 3)
	})
}
