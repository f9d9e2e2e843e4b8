package tone

// trace returns the patterns found in a text, for who looks at failures by hand.
func trace(raw string) []string {
	t := read(raw)
	var out []string
	for i := range t.sentences {
		s := &t.sentences[i]
		for _, b := range books() {
			seen := map[*pattern]bool{}
			for at, w := range s.words {
				for _, p := range append(append([]*pattern{}, b.byWord[w]...), b.anywise...) {
					if !seen[p] && p.holds(t, s, at) {
						seen[p] = true
						out = append(out, string(All()[p.reason])+": "+p.source)
					}
				}
			}
		}
		if r, ok := taught.Get().judge(t, s); ok {
			out = append(out, "taught "+string(All()[r]))
		}
		if speaksAsHuman(t, s) {
			out = append(out, "speaksAsHuman")
		}
		if r, ok := asksPast(t, s); ok {
			out = append(out, "asksPast "+string(All()[r]))
		}
	}
	return out
}
