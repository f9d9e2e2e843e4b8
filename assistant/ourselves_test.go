package assistant_test

import "testing"

// Who asks by our name what we do asks it of us, and does not read of the one office that bears the name. Who asks after that office does.
func TestOurNameInAQuestionIsOurs(t *testing.T) {
	t.Parallel()
	h := newHelperWith(
		t,
		article("https://site.example/eilanden/", "Hulp op de eilanden", "",
			"Woon je op Bonaire? Dan kun je naar Bureau Slachtofferhulp. Slachtofferhulp Nederland onderzoekt of wij het bureau kunnen helpen.",
			"Vragen?", "Vraag de politie op je eiland naar Bureau Slachtofferhulp. Wij helpen zelf niet op de eilanden."),
		article("https://site.example/voorbereiden/", "Hulp bij het voorbereiden van je aangifte", "",
			"Zie je op tegen aangifte doen? Wij kunnen je helpen om het gesprek voor te bereiden. De aangifte zelf doe je bij de politie.",
			"Wat wij kunnen doen", "Wij leggen uit hoe een aangifte gaat."),
	)
	h.leadsTo(t, map[string]string{
		"kan slachtofferhulp mij helpen met de aangifte":                       "voorbereiden",
		"helpt Slachtofferhulp Nederland bij het voorbereiden van de aangifte": "voorbereiden",
		"wat is bureau slachtofferhulp op bonaire":                             "eilanden",
	})
}
