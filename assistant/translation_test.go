package assistant

import (
	"strings"
	"testing"

	"wegwijzer/assistant/gate"
	"wegwijzer/assistant/tongue"
	"wegwijzer/knowledge"
)

const dutchTerm = "Je stuurt het formulier binnen 14 dagen terug naar het Openbaar Ministerie."

var foreignPage = knowledge.Result{Confidence: 0.9, Hits: []knowledge.Hit{{Score: 1, Passage: knowledge.Passage{
	ID: "1", URL: "https://site.example/x", Title: "Schade vragen", Lang: "nl", Kind: knowledge.HelpPage,
	Text: dutchTerm + " Je hebt geen advocaat nodig. De uitkering is maximaal € 35.000. Bel 0900-0101 op maandag van 8 tot 20 uur.\n" +
		"Sinds 1 juli 2025 stuurt het CJIB de brief. Aanvragen kan tot tien jaar na het misdrijf. Slachtofferhulp Nederland helpt gratis.",
}}}}

func TestATranslationIsHeldAgainstTheDutchSentence(t *testing.T) {
	t.Parallel()
	const lawyer, most, call, letter, years, free = "Je hebt geen advocaat nodig.", "De uitkering is maximaal € 35.000.", "Bel 0900-0101 op maandag van 8 tot 20 uur.",
		"Sinds 1 juli 2025 stuurt het CJIB de brief.", "Aanvragen kan tot tien jaar na het misdrijf.", "Slachtofferhulp Nederland helpt gratis."
	for _, c := range []struct {
		lang, text, quote string
		shown             bool
	}{
		{"en", "You send the form back to the Openbaar Ministerie within 14 days.", dutchTerm, true},
		{"en", "You send the form back to the Openbaar Ministerie within 40 days.", dutchTerm, false},
		{"en", "You send the form back to the Openbaar Ministerie within 14 weeks.", dutchTerm, false},
		{"en", "You send the form back to the Openbaar Ministerie within fourteen days.", dutchTerm, false},
		{"en", "You send the form back to Scotland Yard within 14 days.", dutchTerm, false},
		{"en", "You send the form back to the Openbaar Ministerie within 14 days.", "", false},
		{"en", "You send the form back to the Openbaar Ministerie within 14 days.", "Je stuurt het formulier binnen 14 dagen naar ons.", false},
		{"en", "You do not need a lawyer.", lawyer, true},
		{"en", "You need a lawyer.", lawyer, false},
		{"en", "The payment is at most €35,000.", most, true},
		{"en", "The payment is at least €35,000.", most, false},
		{"en", "The payment is at most €53,000.", most, false},
		{"en", "Call 0900-0101 on Monday from 8:00 to 20:00.", call, true},
		{"en", "Call 0900-0110 on Monday from 8:00 to 20:00.", call, false},
		{"en", "Call 0900-0101 on Tuesday from 8:00 to 20:00.", call, false},
		{"en", "Since 1 July 2025 the CJIB sends the letter.", letter, true},
		{"en", "Since 1 June 2025 the CJIB sends the letter.", letter, false},
		{"en", "Since 1 July 2026 the CJIB sends the letter.", letter, false},
		{"en", "You can apply up to 10 years after the crime.", years, true},
		{"en", "Look at www.free.example, it is free.", free, false},
		{"en", "Slachtofferhulp Nederland helps free of charge.", free, true},
		{"en", "Slachtofferhulp Nederland helpt gratis.", free, true}, // Dutch after all, and it stands there
		{"fr", "Vous renvoyez le formulaire à l'Openbaar Ministerie dans les 14 jours.", dutchTerm, true},
		{"fr", "Vous renvoyez le formulaire à l'Openbaar Ministerie dans les 14 mois.", dutchTerm, false},
		{"fr", "Vous renvoyez le formulaire à l'Openbaar Ministerie dans les quatorze jours.", dutchTerm, false},
		{"fr", "Vous n'avez pas besoin d'un avocat.", lawyer, true},
		{"fr", "Vous avez besoin d'un avocat.", lawyer, false},
		{"pl", "Odsyłasz formularz do Openbaar Ministerie w ciągu 14 dni.", dutchTerm, true},
		{"pl", "Odsyłasz formularz do Openbaar Ministerie w ciągu 41 dni.", dutchTerm, false},
		{"pl", "Nie potrzebujesz adwokata.", lawyer, true},
		{"pl", "Potrzebujesz adwokata.", lawyer, false},
		{"tr", "Formu 14 gün içinde Openbaar Ministerie'ye geri gönderirsiniz.", dutchTerm, true},
		{"tr", "Formu 14 hafta içinde Openbaar Ministerie'ye geri gönderirsiniz.", dutchTerm, false},
		{"tr", "Formu on gün içinde Openbaar Ministerie'ye geri gönderirsiniz.", dutchTerm, false},
		{"uk", "Ви надсилаєте форму до Openbaar Ministerie протягом 14 днів.", dutchTerm, true},
		{"uk", "Ви надсилаєте форму до Openbaar Ministerie протягом 14 місяців.", dutchTerm, false},
		{"uk", "Вам не потрібен адвокат.", lawyer, true},
		{"uk", "Вам потрібен адвокат.", lawyer, false},
		{"uk", "You do not need a lawyer.", lawyer, false},
		{"ar", "ترسل الاستمارة إلى Openbaar Ministerie خلال ١٤ يوما.", dutchTerm, true},
		{"ar", "ترسل الاستمارة إلى Openbaar Ministerie خلال 15 يوما.", dutchTerm, false},
		{"ar", "لا تحتاج إلى محام هنا.", lawyer, true},
		{"ar", "تحتاج إلى محام هنا.", lawyer, false},
		{"pap", "Bo ta manda e formulario bèk na Openbaar Ministerie den 14 dia.", dutchTerm, true},
		{"pap", "Bo ta manda e formulario bèk na Openbaar Ministerie den 14 luna.", dutchTerm, false},
		{"pap", "Bo no tin mester di un abogado.", lawyer, true},
		{"pap", "Bo tin mester di un abogado.", lawyer, false},
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) {
			t.Parallel()
			w := &writing{prompt: newPrompt(request{words: "how"}, c.lang, "", new(honesty).cleaned(foreignPage)), lang: c.lang}
			s, r := w.verify(draft{Text: c.text, Cites: handles{"c1"}, Quote: c.quote})
			if (r == supported) != c.shown {
				t.Fatalf("verify = %v, want shown %v", r, c.shown)
			}
			if c.shown && !gate.Literal(s.Cites[0].Quote, foreignPage.Hits[0].Text) {
				t.Errorf("the quote %q is not the page's", s.Cites[0].Quote)
			}
		})
	}
}

// What must be done and what may are said in many ways; a duty made of a choice, or the reverse, is not shown.
func TestDutiesAreTranslatedInEveryForm(t *testing.T) {
	t.Parallel()
	const must, may, can, need, not, trusted, pays, choose = "Je moet aangifte doen bij de politie.", "Je mag aangifte doen bij de politie.", "Je kunt aangifte doen bij de politie.", "Je hoeft geen aangifte te doen.",
		"De verdachte mag geen contact met je zoeken.", "Je mag een vertrouwenspersoon meenemen.", "De dader moet de schade betalen.", "Je mag zelf kiezen of je aangifte doet."
	page := knowledge.Result{Confidence: 0.9, Hits: []knowledge.Hit{{Score: 1, Passage: knowledge.Passage{
		ID: "1", URL: "https://site.example/x", Title: "Aangifte", Lang: "nl", Kind: knowledge.HelpPage, Text: strings.Join([]string{must, may, can, need, not, trusted, pays, choose}, " "),
	}}}}
	for _, c := range []struct {
		lang, quote, text string
		shown             bool
	}{
		{"fr", must, "Vous devez porter plainte à la police.", true},
		{"fr", must, "Vous devrez porter plainte à la police.", true},
		{"fr", must, "Vous êtes tenu de porter plainte à la police.", true},
		{"fr", may, "Vous avez le droit de porter plainte à la police.", true},
		{"fr", can, "Vous pourrez porter plainte à la police.", true},
		{"fr", need, "Vous n'êtes pas obligé de porter plainte.", true},
		{"fr", not, "Le suspect ne doit pas chercher à vous contacter.", true},
		{"fr", trusted, "Vous pouvez amener une personne de confiance.", true},
		{"fr", may, "Vous devez porter plainte à la police.", false},
		{"fr", may, "Vous devrez porter plainte à la police.", false},
		{"fr", can, "Vous êtes tenu de porter plainte à la police.", false},
		{"fr", must, "Vous pourrez porter plainte à la police.", false},
		{"fr", trusted, "Vous ne pouvez pas amener une personne de confiance.", false},
		{"uk", must, "Вам слід подати заяву в поліцію.", true},
		{"uk", must, "Ви маєте подати заяву в поліцію.", true},
		{"uk", must, "Вам доведеться подати заяву в поліцію.", true},
		{"uk", can, "Ви зможете подати заяву в поліцію.", true},
		{"uk", may, "Вам дозволено подати заяву в поліцію.", true},
		{"uk", need, "Ви не зобов'язані подавати заяву.", true},
		{"uk", need, "Вам не обов'язково подавати заяву.", true},
		{"uk", need, "Ви не повинні подавати заяву.", true},
		{"uk", pays, "Злочинець зобов'язаний оплатити збитки.", true},
		{"uk", choose, "Ви самі можете вирішити, чи подавати заяву.", true},
		{"uk", may, "Вам слід подати заяву в поліцію.", false},
		{"uk", can, "Вам доведеться подати заяву в поліцію.", false},
		{"uk", must, "Ви зможете подати заяву в поліцію.", false},
		{"uk", need, "Ви зобов'язані подавати заяву.", false},
		{"uk", pays, "Злочинець не зобов'язаний оплатити збитки.", false},
	} {
		w := &writing{prompt: newPrompt(request{words: "how"}, c.lang, "", new(honesty).cleaned(page)), lang: c.lang}
		if _, r := w.verify(draft{Text: c.text, Cites: handles{"c1"}, Quote: c.quote}); (r == supported) != c.shown {
			t.Errorf("%s: %q for %q = %v, want shown %v", c.lang, c.text, c.quote, r, c.shown)
		}
	}
}

func TestEveryTongueIsComplete(t *testing.T) {
	t.Parallel()
	for lang := range languageNames {
		x, ok := tongue.Of(lang)
		if !ok || len(x.Months) != 12 || len(x.Days) != 7 || len(x.Units) < 9 || len(x.Numbers) < 20 {
			t.Errorf("%s: %d months, %d days, %d units, %d number words", lang, len(x.Months), len(x.Days), len(x.Units), len(x.Numbers))
		}
	}
}
