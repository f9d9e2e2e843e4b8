package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestWhatDoesNotFitComesBackBesideItsField sends what people fill in by mistake: it stands there again, one sentence beside its field tells why, and the
// field says so to who does not see it. No message is promised that could go nowhere.
func TestWhatDoesNotFitComesBackBesideItsField(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	p := post(t, s, "/afspraak", next(get(t, s, "/afspraak"), "hoe", "visit", "plaats", "utrecht", "wie", "v", "hulp", "ja"))
	says(t, p, `value="visit" required checked`, `value="utrecht" selected`, `value="v" selected`, `name="hulp" value="ja" checked`)

	phone := post(t, s, "/afspraak", next(post(t, s, "/afspraak", next(get(t, s, "/afspraak"), "soort", "talk", "hoe", "phone")), "tijd", "2026-11-26T14:00:00+01:00"))
	p = post(t, s, "/afspraak", next(phone, "telefoon", "nul zes 12", "inspreek", "ja", "bericht", "ja", "mail", "jan de vries@example.nl"))
	says(t, p, `value="nul zes 12" required aria-invalid="true" aria-describedby="fout-telefoon" autofocus`, `id="fout-telefoon"`, `id="inspreek-ja" value="ja" checked`,
		`name="bericht" value="ja" checked`, `value="jan de vries@example.nl" aria-invalid="true" aria-describedby="fout-mail"`, "Dit is geen e-mailadres")
	if strings.Count(p.Body.String(), "autofocus") != 1 || strings.Contains(p.Body.String(), "Je krijgt een kort bericht") {
		t.Errorf("two faults give:\n%s", p.Body)
	}
	for _, number := range []string{"06.12.34.56.78", "06/12345678", "06 12 34 56 78", "+31 (0)6-12345678"} {
		says(t, post(t, s, "/afspraak", next(phone, "telefoon", number, "mail", "jan@example.nl")), "Klopt dit?", "<dt>Nummer</dt>", strings.ReplaceAll(number, "+", "&#43;"), "jan@example.nl")
	}

	visit := post(t, s, "/afspraak", next(post(t, s, "/afspraak", next(get(t, s, "/afspraak"), "soort", "talk", "hoe", "visit")), "tijd", "2026-11-27T10:00:00+01:00"))
	says(t, post(t, s, "/afspraak", next(visit, "bericht", "ja")), "Vul dan een e-mailadres in", `aria-describedby="fout-mail" autofocus`)
	p = post(t, s, "/afspraak", next(visit, "bericht", "ja", "mail", "jan@example.nl"))
	says(t, p, "Je krijgt een kort bericht", "jan@example.nl")
	says(t, post(t, s, "/afspraak", next(p)), "De afspraak staat", "Voorbeeldstraat 1, Utrecht")

	says(t, post(t, s, "/afspraak/code", url.Values{"code": {"appel boom huis water"}}), `value="appel boom huis water" required aria-invalid="true" aria-describedby="fout-code" autofocus`)
}

// TestTwoFaultsInAWishToBeCalledAreBothNamed keeps what was filled in, and wipes what the browser kept once the wish is withdrawn.
func TestTwoFaultsInAWishToBeCalledAreBothNamed(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	p := post(t, s, "/afspraak/terugbellen", next(get(t, s, "/afspraak/terugbellen"), "telefoon", "bel maar", "wanneer", "gisteren om 10 uur", "verhaal", "Iets over mij."))
	says(t, p, `value="bel maar" required aria-invalid="true" aria-describedby="fout-telefoon" autofocus`, `value="gisteren om 10 uur" aria-invalid="true" aria-describedby="hulp-wanneer fout-wanneer"`, "Iets over mij.")
	p = post(t, s, "/afspraak/terugbellen", next(p, "telefoon", "06.12.34.56.71", "wanneer", "", "verhaal", "Iets over mij."))
	p = post(t, s, "/afspraak/terugbellen", next(p, "stap", "akkoord"))
	gone := post(t, s, "/afspraak/intrekken", url.Values{"code": {codeOn(t, p)}, "stap": {"intrekken"}})
	if says(t, gone, "is ingetrokken"); gone.Code != http.StatusOK || gone.Header().Get("Clear-Site-Data") != `"cache"` {
		t.Errorf("after withdrawing: %d, %q", gone.Code, gone.Header())
	}
}
