package privacy

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

type found struct {
	Kind  Type
	Value string
}

func valuesIn(text string, marks []mark) []found {
	var f []found
	for _, s := range marks {
		f = append(f, found{s.kind, text[s.start:s.end]})
	}
	return f
}

func TestForms(t *testing.T) {
	t.Parallel()
	one := func(k Type, v string) []found { return []found{{k, v}} }
	cases := []struct {
		text string
		want []found
	}{
		// Mail.
		{"mail naar noor.dekker+zaak@post.voorbeeld.nl, graag", one(Email, "noor.dekker+zaak@post.voorbeeld.nl")},
		{"Mijn adres is <Noor_Dekker@Voorbeeld.NL>.", one(Email, "Noor_Dekker@Voorbeeld.NL")},
		{"josé@voorbeeld.example!", one(Email, "josé@voorbeeld.example")},
		{"https://x.example/?m=noor%40voorbeeld.nl", one(Email, "noor%40voorbeeld.nl")},
		{"a@b.nl;c@d.nl", []found{{Email, "a@b.nl"}, {Email, "c@d.nl"}}},
		{"@noor op sociale media, noor@ of noor@thuis", nil},
		{"langchaingo@v0.1.14 en pgx@v5", nil},

		// Telephone.
		{"bel 0612345678.", one(Phone, "0612345678")},
		{"bel 06-12345678 na zessen", one(Phone, "06-12345678")},
		{"06 - 1234 5678", one(Phone, "06 - 1234 5678")},
		{"061234 5678", one(Phone, "061234 5678")},
		{"06 12 34 56 78 of 06.12.34.56.79", []found{{Phone, "06 12 34 56 78"}, {Phone, "06.12.34.56.79"}}},
		{"(013) 2158074", one(Phone, "(013) 2158074")},
		{"0113-215807", one(Phone, "0113-215807")},
		{"+31 (0)6 48979178", one(Phone, "+31 (0)6 48979178")},
		{"+31612345678 en 0031612345678", []found{{Phone, "+31612345678"}, {Phone, "0031612345678"}}},
		{"+90 532 899 97 44", one(Phone, "+90 532 899 97 44")},
		{"+32 470 12 34 56", one(Phone, "+32 470 12 34 56")},
		{"06\u00a012\u00a034\u00a056\u00a078", one(Phone, "06\u00a012\u00a034\u00a056\u00a078")},
		{"06\u200b12345678", one(Phone, "06\u200b12345678")},
		{"رقمي ٠٦١٢٣٤٥٦٧٨ شكرا", one(Phone, "٠٦١٢٣٤٥٦٧٨")},
		{"０６１２３４５６７８", one(Phone, "０６１２３４５６７８")},
		{"tel:0612345678", one(Phone, "tel:0612345678"[4:])},
		{"op 01-02-2024 10:30 uur", nil},
		{"Het percentage is 0,0612345678", nil},
		{"code A0612345678 en 0612345678B", nil},
		{"bel0612345678aub of 06 1 2 3 4 5 6 7 9", []found{{Phone, "0612345678"}, {Phone, "06 1 2 3 4 5 6 7 9"}}},
		{"0612345678of0612345679", []found{{Phone, "0612345678"}, {Phone, "0612345679"}}},
		{"tel0900-8844, bel 0800-0188of kom, 088-7867372fraude", nil},
		{"0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", one(Phone, "0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣")},
		{"bel 112, 113 of 0800-0113", nil},
		{"0900-0101, 0900 8844, 0800-2000, 0800 0188, +31 800 0432 en 0031 800 2000", nil},
		{"088-7867372, 070-4142000, 030 2340045 en +31 30 2340045", nil},
		{"0800-1234567 is een servicenummer", nil},
		{"088-7867373", one(Phone, "088-7867373")},
		{"bel 0800-2000 of 06-12345678", one(Phone, "06-12345678")},

		// Bank account.
		{"NL48KNAB8713203782", one(IBAN, "NL48KNAB8713203782")},
		{"op nl59 rabo 0936 1497 76 graag", one(IBAN, "nl59 rabo 0936 1497 76")},
		{"NL 59 RABO 0936 1497 76", one(IBAN, "NL 59 RABO 0936 1497 76")},
		{"BE68 5787 9397 8834; DE18-4801-2016-1583-1231-99", []found{{IBAN, "BE68 5787 9397 8834"}, {IBAN, "DE18-4801-2016-1583-1231-99"}}},
		{"NL86INGB6182084164", nil},
		{"NL48KNAB87132037821", nil},
		{"XNL48KNAB8713203782, IBANNL48KNAB8713203782op", []found{{IBAN, "NL48KNAB8713203782"}, {IBAN, "NL48KNAB8713203782"}}},
		{"N L 4 8 K N A B 8 7 1 3 2 0 3 7 8 2", one(IBAN, "N L 4 8 K N A B 8 7 1 3 2 0 3 7 8 2")},
		{"NL48\nKNAB, 8713_2037 82", one(IBAN, "NL48\nKNAB, 8713_2037 82")},
		{"ＮＬ４８ＫＮＡＢ８７１３２０３７８２", one(IBAN, "ＮＬ４８ＫＮＡＢ８７１３２０３７８２")},
		{"nl 38 datiseenzinnet 20261122", nil}, // words can have the right check digits too
		{"Dat is 12 jaar oud en woont hier al 8 jaar", nil},

		// Citizen service number.
		{"BSN 918424926", one(BSN, "918424926")},
		{"bsn: 9184.24.926, 918 424 926 of 918-424-926", []found{{BSN, "9184.24.926"}, {BSN, "918 424 926"}, {BSN, "918-424-926"}}},
		{"918424927", nil},
		{"000000000", nil},
		{"€ 918.424.926 en 918.424.926 euro", nil},
		{"1918424926 en 3SABC918424926", nil},
		{"bsn918424926, 918424926x", []found{{BSN, "918424926"}, {BSN, "918424926"}}},
		{"9 1 8 4 2 4 9 2 6", one(BSN, "9 1 8 4 2 4 9 2 6")},
		{"𝟗𝟏𝟖𝟒𝟐𝟒𝟗𝟐𝟔", one(BSN, "𝟗𝟏𝟖𝟒𝟐𝟒𝟗𝟐𝟔")},
		{"1 2 3 4 5 6 7 8 9 10", nil},

		// Nothing, and things beside each other.
		{"", nil},
		{"ECLI:NL:RBAMS:2023:4567, artikel 51f lid 2 Sv, € 1.234,56, 14 mei om 13.30 uur", nil},
		{"918424926 0612345678", []found{{BSN, "918424926"}, {Phone, "0612345678"}}},
		{"\xff0612345678\xfe", one(Phone, "0612345678")},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, valuesIn(c.text, forms(c.text, glanceAt(c.text)))); diff != "" {
				t.Errorf("forms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryPublicNumberStays(t *testing.T) {
	t.Parallel()
	for n := range publicNumbers {
		written := []string{n}
		if len(n) > 3 {
			written = append(written, n[:4]+"-"+n[4:], n[:4]+" "+n[4:], "+31 "+n[1:], "0031"+n[1:], "+31 (0)"+n[1:])
		}
		for _, form := range written {
			if !Public(form) {
				t.Errorf("Public(%q) = false", form)
			}
			text := "Bel " + form + " voor hulp."
			if got := forms(text, glanceAt(text)); got != nil {
				t.Errorf("something personal is seen in %q: %v", text, got)
			}
		}
	}
	for _, n := range []string{"", "0612345678", "+31612345678", "0201234567", "114", "31"} {
		if Public(n) {
			t.Errorf("Public(%q) = true", n)
		}
	}
}

func TestChecksums(t *testing.T) {
	t.Parallel()
	// Each digit of a number counts: changing one breaks the check.
	const bsn, account = "918424926", "NL48KNAB8713203782"
	if !eleven(bsn) || !mod97(account) {
		t.Fatal("a right number is refused")
	}
	for i := range len(bsn) {
		wrong := []byte(bsn)
		wrong[i] = '0' + (wrong[i]-'0'+1)%10
		if eleven(string(wrong)) {
			t.Errorf("eleven(%s) = true", wrong)
		}
	}
	for i := range len(account) {
		wrong := []byte(account)
		if wrong[i] <= '9' {
			wrong[i] = '0' + (wrong[i]-'0'+1)%10
		} else {
			wrong[i] = 'A' + (wrong[i]-'A'+1)%26
		}
		if mod97(string(wrong)) {
			t.Errorf("mod97(%s) = true", wrong)
		}
	}
	for _, s := range []string{"", "12345678", "1234567890", "91842492x", "NL48", "nl48knab8713203782"} {
		if eleven(s) || mod97(s) {
			t.Errorf("%q passes", s)
		}
	}
}

func FuzzForms(f *testing.F) {
	f.Add("mail noor@voorbeeld.nl of bel +31 (0)6 48979178, NL59 RABO 0936 1497 76, 9184.24.926", 3)
	f.Add("٠٦١٢٣٤٥٦٧٨ %40 ０", 1)
	f.Fuzz(func(t *testing.T, text string, at int) {
		end := 0
		for _, s := range forms(text, glanceAt(text)) {
			if s.start < end || s.end <= s.start || s.end > len(text) {
				t.Fatalf("span %v after %d in %d bytes", s, end, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.start:s.end]) {
				t.Fatalf("span %v cuts a character", s)
			}
			end = s.end
		}
		// What stands between spaces and other words is found wherever it stands.
		if at < 0 || at > len(text) {
			return
		}
		for _, planted := range []string{"noor@voorbeeld.nl", "NL48KNAB8713203782"} {
			planted := text[:at] + "; " + planted + " ;" + text[at:]
			if clean := mask(planted, false); strings.Contains(clean, "noor@voorbeeld.nl") || strings.Contains(clean, "KNAB8713203782") {
				t.Errorf("still there in %q", clean)
			}
		}
	})
}
