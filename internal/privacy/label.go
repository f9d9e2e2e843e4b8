package privacy

import "strings"

// thingNumber is announced by an order, a customer or a product: a stranger finds no person with it.
const thingNumber Type = "thing"

// labelWords says which words announce which numbers.
var labelWords = func() map[string]Type {
	m := map[string]Type{}
	for kind, list := range map[Type]string{
		BSN: `bsn burgernummer burgernr bsn-nummer bsnnummer bsnr burgerservicenummer burgerservicenr sofi sofinummer sofi-nummer servicenummer bsns burger-servicenummer
			persoonsnummer bürgerservicenummer citizen vatandaslik`,
		IBAN: `iban rekening rekeningnummer rekeningnr bankrekening bankrekeningnummer rek banknummer bankrek giro girorekening konto hesap account
			compte tegenrekening spaarrekening rekeningnummers rakhunok`,
		Phone: `tel telefoon telefoonnummer telnr telefoonnr telnummer mobiel mobiele mobieltje mobielnummer gsm gsm-nummer 06 nul-zes 06-nummer thuisnummer bel
			belt belde bellen gebeld bereikbaar bereiken app appt appte appen geappt whatsapp whatsappen whatsappte sms smst smste nummer nr noodnummer
			contactnummer phone call called calls telephone mobile cell cellphone reach text texted number
			telefon telefonum numaram numara numarasi cep aradi telefonu numer komorka komorke dzwoni zadzwon zadzwonic tel-nr nomer telefonuvaty
			telefonnummer handy handynummer anrufen numero portable appeler yama telefono number: رقم رقمي هاتف هاتفي جوال موبايل تلفن شماره`,
		Card: `creditcard credit-card cc cc-nummer creditcardgegevens creditkaart creditcardnummer kredietkaart kaart kaartnummer kaartnr pas pasnummer pinpas bankpas betaalpas visa
			mastercard amex card karte kart karta kredi carte kaartgegevens visakaart`,
		Case: `parketnummer parketnr parket parketnummers zaaknummer zaaknr zaak zaken rolnummer rekestnummer dossiernummer dossiernr dossier
			cjib-nummer cjib rekestnr slachtoffernummer strafzaak strafzaaknummer dosya parquetnumber`,
		Report: `pv pv-nummer pvnummer pv-nr proces-verbaal proces-verbaalnummer procesverbaal procesverbaalnummer aangifte aangiftenummer aangiftenr
			bvh bvh-nummer mutatienummer registratienummer incidentnummer meldingsnummer politienummer aktenummer proces verbaal`,
		Plate: `kenteken kentekens kentekenplaat kentekennummer nummerbord nummerborden nummerplaat nummerplaten plaat plaatnummer auto auto's wagen busje bus bestelbus
			scooter brommer motor motorfiets bromfiets taxi vrachtwagen caravan aanhanger plate license licence plaka tablica rejestracyjny kennzeichen
			matricule plaque golf polo audi bmw mercedes opel corsa astra renault clio peugeot toyota ford fiesta seat volvo skoda kia hyundai citroen fiat
			suzuki mazda nissan tesla volkswagen vw passat`,
		Birth: `geboren geboortedatum geboortedag geboorte geb gebdat gebdatum geboortedata jarig verjaardag verjaar birth born birthday birthdate dob dogum
			dogumlu dogdum dogdu dogumu urodzony urodzona urodzilem urodzilam urodzil urodzila urodzenia urodzony/a ur narodzhennia narodyvsia narodylasia narodzhenyi
			narodzhena rodylsia rodylas ne nee nasi nasé nase nasementu naissance geburtsdatum nacido nacida nacimiento ميلادي الميلاد مواليد ولدت ولد تولد`,
		thingNumber: `bestelnummer bestelnr bestelling order ordernummer ordernr serienummer serie klantnummer klantnr lidnummer relatienummer factuur
			factuurnummer factuurnr polis polisnummer kvk kvk-nummer kvknummer btw btw-nummer artikel artikelnummer artikelnr productnummer product tracking
			trackingcode trackingnummer track barcode pakket pakketje pakketnummer zending zendingnummer isbn imei chassisnummer framenummer modelnummer
			referentie referentienummer kenmerk betalingskenmerk versie lijnnummer kamernummer ticket ticketnummer boeking boekingsnummer boekingscode
			reservering reserveringsnummer reserveringscode volgnummer nota notanummer formulier code codenummer lot lotnummer vluchtnummer vlucht stoelnummer
			treinnummer trein bonnummer bon offerte offertenummer contractnummer abonneenummer meternummer meterstand transactie transactienummer
			licentie licentiecode activatiecode voucher cadeaukaart kortingscode ean sku gtin percentage bedrag saldo euro`,
	} {
		for w := range strings.FieldsSeq(list) {
			m[keyOf(w)] = kind
		}
	}
	return m
}()

// labelOf says what a word announces, nothing when it announces none.
func labelOf(w word) Type {
	if kind, ok := labelWords[w.text]; ok {
		return kind
	}
	for _, end := range [...]string{"nummer", "nummers", "nr", "code"} {
		if strings.HasSuffix(w.text, end) && len(w.text) > len(end)+2 {
			if kind, ok := labelWords[strings.TrimSuffix(strings.TrimSuffix(w.text, end), "-")]; ok {
				return kind // mastercardnummer
			}
			return thingNumber
		}
	}
	return ""
}

// reach is how many words before a number its label may stand.
const reach = 6

// announced returns what the nearest label before a byte says, within the sentence; nothing when there is none.
func (s *scene) announced(at int) Type {
	for i, n := wordAt(s.words, at)-1, 0; i >= 0 && n < reach; i, n = i-1, n+1 {
		w := s.words[i]
		if kind := labelOf(w); kind != "" && !(general[w.text] && i > 0 && w.gap == space && labelOf(s.words[i-1]) != "") { // "bsn nummer", "bsn numaram"
			return kind
		}
		if w.gap == finish || w.gap == line && n > 0 {
			break
		}
	}
	return ""
}

// announces reports whether a label of a kind stands within reach before a byte, whatever stands between.
func (s *scene) announces(at int, kind Type) bool {
	for i, n := wordAt(s.words, at)-1, 0; i >= 0 && n < reach+2; i, n = i-1, n+1 {
		if labelOf(s.words[i]) == kind {
			return true
		}
		if s.words[i].gap == finish || s.words[i].gap == line && n > 1 {
			break
		}
	}
	return false
}

// beside reports whether a label of a kind stands near a byte, before or behind it.
func (s *scene) beside(at int, kind Type) bool {
	if s.announces(at, kind) {
		return true
	}
	for i, n := wordAt(s.words, at+1), 0; i < len(s.words) && n < reach; i, n = i+1, n+1 {
		if s.words[i].gap == finish {
			break
		}
		if labelOf(s.words[i]) == kind {
			return true
		}
	}
	return false
}

// near reports whether one of a set of words stands among the n words before a byte, within the sentence.
func (s *scene) near(at, n int, set map[string]bool) bool {
	for i := wordAt(s.words, at) - 1; i >= 0 && n > 0; i, n = i-1, n-1 {
		if set[s.words[i].text] {
			return true
		}
		if s.words[i].gap == finish {
			break
		}
	}
	return false
}

// wordAfter returns the folded word at or behind a byte.
func (s *scene) wordAfter(at int) string {
	if i := wordAt(s.words, at); i < len(s.words) {
		return s.words[i].text
	}
	return ""
}
