package dutch

import "strings"

// Finite reports whether a folded word is a verb that can open a question, or close what stands before the verb of a sentence. It knows those of pages
// about crime and help, and no others.
func Finite(word string) bool { return finite[word] }

// Modal returns the first form of the verb of being able, having to, being allowed, needing to or going to that a folded word is a form of: "kan" for
// "kunt". It is empty for other words.
func Modal(word string) string { return modals[word] }

var finite = set(`
is ben bent zijn was waren kan kun kunt kunnen mag mogen moet moeten zal zul zullen wil wilt willen hoeft hoef hoeven heeft heb hebt hebben had hadden
krijg krijgt krijgen word wordt worden geef geeft geven betaal betaalt betalen help helpt helpen beslist beslissen kom komt komen ga gaat gaan doe doet
doen sta staat staan blijf blijft blijven neem neemt nemen vraag vraagt bel belt bellen geldt gelden stuur stuurt sturen maak maakt maken werk werkt
werken ligt liggen zit zitten zeg zegt beoordeelt vertelt behandelt luistert begint duurt duren kost kosten hoort hoor zoek zoekt verwijst spreek
spreekt leest lees bekijkt regelt bespreekt gebeurt gebeurde woon woont dreigt leeft voel voelt lukt lukte denk denkt weet werd werden deed lijkt wacht
stopt start volgt beschermt vergoedt maakte zag loop loopt speelt ken kent vertrouw vertrouwt merk merkt
`)

var modals = func() map[string]string {
	m := map[string]string{}
	for _, forms := range []string{"kan kun kunt kunnen", "moet moeten", "mag mogen", "hoeft hoef hoeven", "zal zult zullen"} {
		f := strings.Fields(forms)
		for _, w := range f {
			m[w] = f[0]
		}
	}
	return m
}()
