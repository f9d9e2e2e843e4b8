package privacy

import "strings"

// cards returns the numbers of credit cards: 13 to 19 digits that pass the test of Luhn (ISO/IEC 7812-1) and begin as one of the large
// brands. One that fails the test counts when it is announced as a card.
func (s *scene) cards() []mark {
	var marks []mark
	for i := 0; i < len(s.groups); i++ {
		digits, last := s.run(i, 19)
		if len(digits) < 13 || begunBefore(s.text, s.groups[i]) || followed(s.text, s.groups[last]) {
			continue
		}
		if n := fours(s.groups[i : last+1]); n > 0 && len(digits) > 16 { // "4877 2937 3146 2365 40 keer"
			digits, last = digits[:16], i+n-1
		}
		m := mark{s.groups[i].start, s.groups[last].end, Card}
		if !grouped(s.groups[i : last+1]) {
			continue
		}
		kind := s.announced(m.start)
		if cardBrand(digits) && luhn(digits) && (kind != thingNumber && kind != Case || len(digits) == 16 && last > i) || kind == Card && len(digits) >= 15 {
			marks = append(marks, m)
		}
		i = last
	}
	return marks
}

// fours returns 4 when digits begin with four groups of four, as on a card.
func fours(groups []group) int {
	for n, g := range groups {
		if n == 4 {
			return n
		}
		if len(g.digits) != 4 {
			return 0
		}
	}
	return 0
}

// grouped reports that digits stand together as on a card: all at once, one by one, or in groups of three to eight.
func grouped(groups []group) bool {
	if len(groups) == 1 {
		return true
	}
	single := true
	for _, g := range groups {
		single = single && len(g.digits) == 1
	}
	for _, g := range groups {
		if single {
			break
		}
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
