package privacy_test

import (
	"strings"
	"testing"

	"wegwijzer/internal/privacy"
)

// What was left out, and the words that only announced it, are not what somebody asks about.
func TestWhatAnnouncesANumberIsNotSearchedBy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"mijn bsn is 918424926, hoe krijg ik schadevergoeding":                  ", hoe krijg ik schadevergoeding",
		"hoe krijg ik schadevergoeding mijn telefoonnummer is 06-12345678":      "hoe krijg ik schadevergoeding",
		"918424926 is mijn bsn, hoe doe ik aangifte":                            ", hoe doe ik aangifte",
		"je kunt me mailen op sanne@gmail.com, hoe krijg ik een advocaat":       ", hoe krijg ik een advocaat",
		"mijn rekeningnummer: NL91ABNA0417164300. Wie betaalt?":                 ". Wie betaalt?",
		"mijn adres is Kerkstraat 12, 1234 AB, hoe doe ik aangifte":             ", hoe doe ik aangifte",
		"mijn naam is Sanne de Vries en ik ben beroofd":                         "en ik ben beroofd",
		"my phone number is 0612345678, how do I get compensation":              ", how do I get compensation",
		"mój numer telefonu to 612345678, jak uzyskać odszkodowanie":            ", jak uzyskać odszkodowanie",
		"mon numéro de téléphone est le 06 12 34 56 78, comment porter plainte": ", comment porter plainte",
		"telefon numaram 0612345678, tazminat nasıl alırım":                     ", tazminat nasıl alırım",
		"мій номер телефону 0612345678, як отримати компенсацію":                ", як отримати компенсацію",
		"رقم هاتفي 0612345678 كيف أحصل على تعويض":                               "كيف أحصل على تعويض",
		"mi number di telefòn ta 0612345678, kon mi ta haña kompensashon":       ", kon mi ta haña kompensashon",
		"hij gebruikt mijn bsn 918424926 om geld te lenen":                      "hij gebruikt mijn bsn om geld te lenen",
		"mijn rekening NL91ABNA0417164300 is leeggehaald":                       "mijn rekening is leeggehaald",
		"hij belt me steeds met 0612345678 en dreigt":                           "hij belt me steeds met en dreigt",
		"mijn ex Karel Jansen stalkt mij":                                       "mijn ex stalkt mij",
		"de dader heeft mijn telefoonnummer gedeeld":                            "de dader heeft mijn telefoonnummer gedeeld",
		"er is met mijn bsn 918424926 een telefoon gekocht, wat nu":             "er is met mijn bsn een telefoon gekocht, wat nu",
	} {
		redacted, _ := privacy.Redact(text)
		if got := strings.Join(strings.Fields(privacy.Unannounced(redacted)), " "); got != want {
			t.Errorf("of %q is left %q, want %q", redacted, got, want)
		}
	}
}
