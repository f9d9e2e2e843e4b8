package privacy

import "strings"

// Unannounced returns a redacted text without what stands for what was left out, and without the words that only announced it: "mijn bsn is", "my phone
// number is". What somebody looks for is not in them. Words that tell what was done with it stay: "hij gebruikt mijn bsn".
func Unannounced(redacted string) string {
	words := wordsOf(redacted)
	var b strings.Builder
	at := 0
	for i, w := range words {
		if w.held == "" || w.start < at {
			continue
		}
		from, to := i, i+1
		if w.held != Name || introduced(words, i) {
			from, to = announcement(words, i)
		}
		b.WriteString(redacted[at:max(at, words[from].start)])
		b.WriteByte(' ')
		at = words[to-1].end + endingAt(redacted[words[to-1].end:])
	}
	return b.String() + redacted[at:]
}

// announcement returns the words around placeholder i that only announce it: with a verb that says "is", or when they are all that the clause says.
func announcement(words []word, i int) (from, to int) {
	from = i
	named, linked, numbered, whole := false, false, false, true
	for ; from > 0 && i-from < announceMost; from-- {
		g, w := words[from].gap, words[from-1]
		if g == finish || g == line || g == comma && from < i {
			break
		}
		says := announcing[w.text] || words[i].held == Name && introducing[w.text]
		if whole = says || copulas[w.text] || own[w.text] || small[w.text]; !whole {
			break
		}
		linked = linked || !named && (copulas[w.text] || g == colon)
		named, numbered = named || says, numbered || says && numbering.MatchString(w.text)
	}
	closed := i+1 >= len(words) || words[i+1].gap != space || clauseWords[words[i+1].text]
	switch {
	case named && (linked || whole && (numbered || closed)):
		return from, i + 1
	case !closed && copulas[words[i+1].text]: // "918424926 is mijn bsn"
		for to = i + 2; to < len(words) && to-i < announceMost && words[to].gap == space; to++ {
			if announcing[words[to].text] {
				return i, to + 1
			}
			if !own[words[to].text] && !small[words[to].text] {
				break
			}
		}
	}
	return i, i + 1
}

// announceMost is how many words an announcement has at most.
const announceMost = 9

// introduced reports whether somebody tells their own name in placeholder i.
func introduced(words []word, i int) bool {
	for j := i - 1; j >= 0 && j >= i-3 && words[j+1].gap == space; j-- {
		if introducing[words[j].text] {
			return true
		}
	}
	return false
}

var (
	// announcing are words that announce a number or an address, and are not what somebody asks about.
	announcing = words(`bsn bsn-nummer burgerservicenummer sofinummer iban rekeningnummer bankrekeningnummer bankrekening rekening tel telefoon telefoonnummer telnr mobiel mobiele mobielnummer
		06-nummer nummer nr contactnummer kaartnummer pasnummer creditcardnummer kenteken kentekennummer zaaknummer dossiernummer parketnummer aangiftenummer pv-nummer
		geboortedatum geboren adres woonadres huisadres postcode mail email e-mail mailadres e-mailadres emailadres bereikbaar bellen bereiken mailen appen bel mail app
		phone telephone mobile cell number email address account citizen dob birth date plate reach call text
		telefon telefonum numaram numara numarasi adresim adres eposta e-posta mailim hesap iban plaka plakam dogum tarihim
		numer numeru telefonu komorka konta konto adres mieszkam urodzenia urodzilem urodzilam mailem rejestracyjny rejestracja
		nomer telefonu mii adresa poshta rakhunok narodzhennia
		numero telephone portable adresse courriel compte mail naissance plaque immatriculation
		telefono telefòn هاتفي الهاتف yama kuenta adrès
		رقم رقمي هاتف هاتفي جوالي موبايلي عنواني بريدي حسابي الهوية الميلاد`)
	introducing = words(`naam heet naamis name called isim adim adi appelle nom nazywam imie zvaty zovut imia اسمي nomber yamami`)
	small       = words(`dit dat het de is op aan via naar onder je jij u kun kunt kan me mij ik woon wonen met en dus want ook nog van hier
		the at on to you can i me and this by i'm of s
		ile bana benim ulasabilirsiniz to jest pod moj moja na mnie mieszkam ce mii moia ye est le la au de du des vous pouvez moi à a j'habite e di ta mi na هو هي على`)
	clauseWords = words(`en maar want dus of hoe wat waar wanneer wie waarom kan mag moet krijg heb ben and but how what where when who can do may et mais comment ou quand puis-je
		jak czy co gdzie kiedy i ale ve nasil ne nerede ta як чи де як yak chy de ki kon unda كيف هل ماذا متى`)
)
