package assistant

import "testing"

// A word that only begins like rape is no word of rape.
func TestViolenceIsNotTakenForRape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, key string }{
		{"en", "I was hit during a violent robbery, can I claim compensation", ""},
		{"fr", "violence conjugale, où trouver de l'aide", ""},
		{"fr", "un vol avec violences", ""},
		{"nl", "mijn viool is gestolen", ""},
		{"nl", "ik moest het glas oprapen en rapen deed pijn", ""},
		{"pl", "gwałtowny atak na ulicy", ""},
		{"fr", "ma soeur a subi un viol il y a dix ans", "soft_sexual"},
		{"fr", "elle a été violée", "soft_sexual"},
		{"en", "my sister was raped years ago", "soft_sexual"},
		{"en", "what happens after a rape is reported", "soft_sexual"},
		{"pl", "gwałt sprzed lat", "soft_sexual"},
		{"nl", "mijn nicht is jaren geleden verkracht", "soft_sexual"},
		{"nl", "mijn opa is overleden door zelfmoord", "soft_suicide"},
	} {
		want := ""
		if c.key != "" {
			want = Message(c.lang, c.key)
		}
		s := state{question: c.text, answer: Answer{Lang: c.lang}}
		if got := s.soft(); got != want {
			t.Errorf("%q gets %q, want %q", c.text, got, want)
		}
	}
}
