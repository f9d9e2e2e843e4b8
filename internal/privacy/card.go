package privacy

import "strings"

// cards returns the numbers of credit cards: 13 to 19 digits that pass the test of Luhn (ISO/IEC 7812-1) and begin as one of the large
// brands. One that fails the test counts when it is announced as a card.
func (s *scene) cards() []mark {
	var marks []mark
	for i := 0; i < len(s.groups); i++ {
		digits, last := s.run(i, 19)
		if len(digits) < 13 || begunBefore(s.text, s.groups[i]) || followed(s.text, s.groups[last]) || !grouped(s.groups[i:last+1]) {
			continue
		}
		m := mark{s.groups[i].start, s.groups[last].end, Card}
		kind := s.announced(m.start)
		if cardBrand(digits) && luhn(digits) && kind != thingNumber && kind != Case || kind == Card && len(digits) >= 15 {
			marks = append(marks, m)
		}
		i = last
	}
	return marks
}

// grouped reports that digits stand together as on a card: all at once, or in groups of three to eight.
func grouped(groups []group) bool {
	if len(groups) == 1 {
		return true
	}
	for _, g := range groups {
		if len(g.digits) < 3 || len(g.digits) > 8 {
			return false
		}
	}
	return true
}

func cardBrand(digits string) bool {
	for _, p := range [...]string{"4", "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27", "34", "37", "36", "38", "30", "6011", "65", "62", "50", "56", "57", "58", "67", "35"} {
		if strings.HasPrefix(digits, p) {
			return true
		}
	}
	return false
}

// luhn reports whether the last digit is the check digit of the others.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
