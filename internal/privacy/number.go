package privacy

import "strings"

// Telephone numbers of organisations that help. They point to nobody, people must be able to see them, and they are never taken out.
const (
	Emergency        = "112"
	Suicide          = "113"
	SuicideFree      = "0800-0113"
	VeiligThuis      = "0800-2000"
	SexualViolence   = "0800-0188" // Centrum Seksueel Geweld
	Kindertelefoon   = "0800-0432"
	Police           = "0900-8844"
	VictimSupport    = "0900-0101" // Slachtofferhulp Nederland
	CrimeAnonymously = "0800-7000" // Meld Misdaad Anoniem
	FraudHelpdesk    = "088-7867372"
	Schadefonds      = "070-4142000" // Schadefonds Geweldsmisdrijven
	Perspectief      = "030-2340045" // Perspectief Herstelbemiddeling
)

var publicNumbers = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range []string{
		Emergency, Suicide, SuicideFree, VeiligThuis, SexualViolence, Kindertelefoon, Police, VictimSupport, CrimeAnonymously,
		FraudHelpdesk, Schadefonds, Perspectief,
	} {
		m[strings.ReplaceAll(n, "-", "")] = true
	}
	return m
}()

// Public reports whether a telephone number belongs to an organisation and to no person: one of the list, or any in the Dutch ranges for
// services (0800, 0900, 0906, 0909), which nobody has at home. It may be written with or without +31 or 0031, in any grouping.
func Public(number string) bool {
	var digits []byte
	for i := 0; i < len(number); {
		d, size := digitAt(number, i)
		if size == 0 {
			i++
			continue
		}
		digits, i = append(digits, d), i+size
	}
	n := string(digits)
	for _, country := range []string{"0031", "31"} {
		if rest, ok := strings.CutPrefix(n, country); ok && len(rest) >= 6 {
			n = "0" + strings.TrimPrefix(rest, "0")
			break
		}
	}
	return public(n)
}

// public is Public for digits in the national form.
func public(national string) bool {
	if publicNumbers[national] {
		return true
	}
	if len(national) == 8 || len(national) == 11 {
		switch national[:4] {
		case "0800", "0900", "0906", "0909":
			return true
		}
	}
	return false
}
