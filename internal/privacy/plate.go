package privacy

import (
	"regexp"
	"strings"
)

var (
	// Dutch plates in their fourteen series (RDW, sidecodes), with two dashes.
	plateDashed = regexp.MustCompile(`(?i)\b(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|` +
		`\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)\b`)
	// The same without dashes, or with spaces or dots for them.
	plateLoose = regexp.MustCompile(`(?i)\b(?:[A-Z]{2}[ .-]?\d{2}[ .-]?\d{2}|\d{2}[ .-]?\d{2}[ .-]?[A-Z]{2}|\d{2}[ .-]?[A-Z]{2}[ .-]?\d{2}|[A-Z]{2}[ .-]?\d{2}[ .-]?[A-Z]{2}|[A-Z]{2}[ .-]?[A-Z]{2}[ .-]?\d{2}|` +
		`\d{2}[ .-]?[A-Z]{2}[ .-]?[A-Z]{2}|\d{2}[ .-]?[A-Z]{3}[ .-]?\d|\d[ .-]?[A-Z]{3}[ .-]?\d{2}|[A-Z]{2}[ .-]?\d{3}[ .-]?[A-Z]|[A-Z][ .-]?\d{3}[ .-]?[A-Z]{2}|` +
		`[A-Z]{3}[ .-]?\d{2}[ .-]?[A-Z]|[A-Z][ .-]?\d{2}[ .-]?[A-Z]{3}|\d[ .-]?[A-Z]{2}[ .-]?\d{3}|\d{3}[ .-]?[A-Z]{2}[ .-]?\d)\b`)
	// Plates of the neighbours and of Poland: 1-ABC-234, M-AB 1234, WA 12345.
	plateForeign = regexp.MustCompile(`\b(?:\d-[A-Z]{3}-\d{3}|[A-Z]{1,2} ?\d{4} ?[A-Z]{2}|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}|[A-Z]{2,3}[ -]?[0-9][0-9A-Z]{3,4}|\d{2}[ -]?[A-Z]{1,3}[ -]?\d{2,4}|[A-Z]{2}-\d{3}-[A-Z]{2})\b`)
)

// plates returns number plates. With dashes the form is enough when the letters can stand on a plate; otherwise a vehicle must be near.
func (s *scene) plates() []mark {
	var marks []mark
	for _, at := range s.matches(plateDashed) {
		m := mark{at[0], at[1], Plate}
		if s.whole(m) && s.plateLetters(m) && !s.joined(m) {
			marks = append(marks, m)
		}
	}
	if !s.hasLabel(Plate) && !s.traffic() {
		return marks
	}
	for _, at := range s.matches(plateLoose) {
		m := mark{at[0], at[1], Plate}
		if s.whole(m) && !s.joined(m) && (s.beside(m.start, Plate) || s.traffic()) && (plausiblePlate(s.text[m.start:m.end]) || s.calledPlate(m)) {
			marks = append(marks, m)
		}
	}
	for _, at := range s.matches(plateSpelt) {
		m := mark{at[0], at[1], Plate}
		if digits := digitsIn(s.text[m.start:m.end]); s.whole(m) && digits >= 1 && digits <= 4 && s.nearPlateWord(m.start) {
			marks = append(marks, m)
		}
	}
	for _, at := range s.matches(plateForeign) {
		m := mark{at[0], at[1], Plate}
		if s.whole(m) && !s.joined(m) && s.nearPlateWord(m.start) {
			marks = append(marks, m)
		}
	}
	return marks
}

// plateSpelt is a plate sign by sign: "a b 1 2 3 c".
var plateSpelt = regexp.MustCompile(`(?i)\b[A-Z0-9](?:[ .-][A-Z0-9]){5}\b`)

// calledPlate reports that the word for a plate stands right before a code without spaces, which then may have vowels.
func (s *scene) calledPlate(m mark) bool {
	return !strings.Contains(s.text[m.start:m.end], " ") && s.near(m.start, 3, plateWords)
}

// traffic reports that the text tells of something on the road, where a code without a word for it is a plate.
func (s *scene) traffic() bool {
	for _, w := range s.words {
		if driving[w.text] {
			return true
		}
	}
	return false
}

var driving = words(`aangereden aanrijding aanrijdingsformulier geparkeerd parkeerde parkeerplaats rijder bestuurder automobilist doorgereden reed wegreed zebrapad botste botsing bumper inrijden klem`)

// plateLetters reports whether the letters of a dashed code can be those of a plate. Since 1978 there are no vowels and no C or Q, so that
// no words arise; older and other ones count when a vehicle is near.
func (s *scene) plateLetters(m mark) bool {
	code := strings.ToUpper(s.text[m.start:m.end])
	if strings.Contains(code, "MRT") { // "3-MRT-24" is a day in March
		return false
	}
	if strings.ContainsAny(code, "AEIOUCQ") {
		return s.beside(m.start, Plate)
	}
	return s.announced(m.start) != thingNumber
}

// joined reports that a code goes on behind a dash, slash or point, and so is another one.
func (s *scene) joined(m mark) bool {
	after := s.text[m.end:]
	if len(after) > 1 && strings.IndexByte("-/.:", after[0]) >= 0 && wordRune(rune(after[1])) {
		return true
	}
	return m.start > 1 && strings.IndexByte("-/.:", s.text[m.start-1]) >= 0 && wordRune(rune(s.text[m.start-2]))
}

// plausiblePlate reports whether a code without two dashes is a plate and not words with a number: "is 12 3 en".
func plausiblePlate(code string) bool {
	if strings.Count(code, " ") == 0 {
		return strings.ToUpper(code) == code || !strings.ContainsAny(strings.ToUpper(code), "AEIOU")
	}
	return !strings.ContainsAny(strings.ToUpper(code), "AEIOU")
}

var plateWords = words(`kenteken kentekens kentekenplaat kentekennummer nummerbord nummerborden nummerplaat nummerplaten plaat plaatnummer plate license licence plaka tablica
	rejestracyjny rejestracja kennzeichen matricule plaque`)

func (s *scene) nearPlateWord(at int) bool { return s.near(at, 5, plateWords) }
