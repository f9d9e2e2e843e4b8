package privacy_test

import (
	"testing"

	"wegwijzer/internal/privacy"
)

// People give a number in pieces within one message, and say letters and digits one by one.
func TestANumberInPiecesIsLeftOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"mijn bsn is 9184 en dan 24926":                                              "mijn bsn is [burgerservicenummer]",
		"bsn: eerst 918 dan 424 en tot slot 926, is dat genoeg":                      "bsn: eerst [burgerservicenummer], is dat genoeg",
		"mijn bsn begint met 9184 en eindigt op 24926":                               "mijn bsn begint met [burgerservicenummer]",
		"mijn bsn is 9184 ... 24926":                                                 "mijn bsn is [burgerservicenummer]",
		"mon bsn est 9184 puis 24926":                                                "mon bsn est [burgerservicenummer]",
		"mój bsn to 9184 a potem 24926":                                              "mój bsn to [burgerservicenummer]",
		"mijn nummer is 06 12 dan 34 56 en 78":                                       "mijn nummer is [telefoonnummer]",
		"mijn 06 is 06 twaalf, vierendertig, zesenvijftig, achtenzeventig":           "mijn 06 is [telefoonnummer]",
		"my phone number is 0612 followed by 345678":                                 "my phone number is [telefoonnummer]",
		"het gaat om nl negen een abna nul vier een zeven een zes vier drie nul nul": "het gaat om [rekeningnummer]",
		"iban en el negen een a b n a 0417 en dan 164300":                            "iban [rekeningnummer]",
		"het geld moet naar NL91 ABNA en dan 0417 1643 00":                           "het geld moet naar [rekeningnummer]",
		"mail me op sanne.vos@gmail,com":                                             "mail me op [e-mailadres]",
		"bereik me via lot at gmail komma com":                                       "bereik me via [e-mailadres]",
		"mijn kenteken is g t een twee drie h":                                       "mijn kenteken is [kenteken]",
		"kenteken GT dan 123 dan H reed weg":                                         "kenteken [kenteken] reed weg",
		"ik ben geboren op een twee nul drie een negen acht vijf":                    "ik ben geboren op [geboortedatum]",
		"geboortedatum 1 2 0 3 1 9 8 5":                                              "geboortedatum [geboortedatum]",
		"geboren 14 en dan 02 en dan 1991":                                           "geboren [geboortedatum]",
	} {
		if got, _ := privacy.Redact(text); got != want {
			t.Errorf("Redact(%q) = %q, want %q", text, got, want)
		}
	}
}

// Amounts, times, ages and counts stand in rows with the same words between them.
func TestNumbersInARowThatAreNobodysStay(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik heb eerst 250 betaald en daarna 300 en tot slot 125", "hoe vul ik mijn bsn in, bij vraag 3 en dan bij vraag 12",
		"mijn bsn is gestolen, ik kreeg 3 brieven en daarna 2 mails van 12345 euro", "bel 0900 en dan 0101", "bel 112 en daarna 0900-8844",
		"ik heb 06 geprobeerd en daarna 12 mails gestuurd", "mijn rekening was 850 euro en dan nog 120 euro", "in 2019 en dan weer in 2021 en 2023",
		"hij heeft een twee drie vier keer geslagen", "mijn zoon telde een twee drie vier vijf zes zeven acht negen tien",
		"ik ben geboren in een dorp met 3 broers en 2 zussen", "hij nam mijn kenteken op en reed toen 4 keer langs", "ik woon in nl en heb negen jaar gewacht",
		"ik kijk op gmail, com werkt niet", "de kosten: eerst 1200, dan 340, dan 95",
	} {
		if got, _ := privacy.Redact(text); got != text {
			t.Errorf("Redact(%q) = %q", text, got)
		}
	}
}
