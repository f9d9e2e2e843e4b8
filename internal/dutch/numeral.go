package dutch

import "strings"

var unitWords = [...]string{
	"nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien", "vijftien",
	"zestien", "zeventien", "achttien", "negentien",
}

var tenWords = [...]string{"", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"}

// Numeral returns a number as it is said: 1250 is "duizend tweehonderdvijftig". Above a thousand the parts are written apart, so that a voice
// rests where a person does. Numbers from a trillion up are said figure by figure.
func Numeral(n int64) string {
	switch {
	case n < 0:
		return "min " + Numeral(-n)
	case n < 20:
		return unitWords[n]
	case n < 100:
		if n%10 == 0 {
			return tenWords[n/10]
		}
		unit := unitWords[n%10]
		link := "en"
		if n%10 == 1 {
			unit = "een"
		} else if strings.HasSuffix(unit, "e") {
			link = "ën"
		}
		return unit + link + tenWords[n/10]
	case n < 1000:
		head := "honderd"
		if n >= 200 {
			head = unitWords[n/100] + "honderd"
		}
		if n%100 == 0 {
			return head
		}
		return head + strings.Replace(Numeral(n%100), "één", "een", 1)
	case n < 1e6:
		head := "duizend"
		if n >= 2000 {
			head = Numeral(n/1000) + "duizend"
		}
		return apart(head, n%1000)
	case n < 1e9:
		return apart(Numeral(n/1e6)+" miljoen", n%1e6)
	case n < 1e12:
		return apart(Numeral(n/1e9)+" miljard", n%1e9)
	}
	return figures(itoa(n))
}

func apart(head string, rest int64) string {
	if rest == 0 {
		return head
	}
	return head + " " + Numeral(rest)
}

// Year returns a year as it is said: 1998 is "negentienhonderd achtennegentig", 2026 "tweeduizend zesentwintig".
func Year(n int64) string {
	if n < 1100 || n >= 2000 || n%100 == 0 && n%1000 == 0 {
		return Numeral(n)
	}
	return apart(Numeral(n/100)+"honderd", n%100)
}

// OrdinalWord returns an ordinal as it is said: 1 is "eerste", 22 "tweeëntwintigste".
func OrdinalWord(n int64) string {
	switch n {
	case 1:
		return "eerste"
	case 3:
		return "derde"
	case 8:
		return "achtste"
	}
	word := Numeral(n)
	if last := n % 100; last == 1 || last == 3 || last == 8 {
		head, _ := strings.CutSuffix(word, strings.Replace(Numeral(last), "één", "een", 1))
		return head + OrdinalWord(last)
	}
	if last := n % 100; last >= 1 && last < 20 {
		return word + "de"
	}
	return word + "ste"
}

// figures says each figure by itself.
func figures(text string) string {
	var said []string
	for _, r := range text {
		if r >= '0' && r <= '9' {
			said = append(said, unitWords[r-'0'])
		}
	}
	return strings.Join(said, " ")
}

func itoa(n int64) string {
	var b [20]byte
	at := len(b)
	for {
		at--
		b[at] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[at:])
		}
	}
}
