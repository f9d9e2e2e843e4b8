package privacy

import (
	"regexp"
	"strings"
)

// signs reads the signs of a code that is said one by one, or in pieces, from word i on: letters and digits as form wants them, with "en dan" and
// the like between. It returns how many words it took, 0 when there is no such code.
func (s *scene) signs(i int, form string) int {
	var code []byte
	end, double := i, false
	for j := i; j < len(s.words) && j <= end+betweenMost; j++ {
		w := s.words[j]
		if w.held != "" || j > i && (w.gap == line || w.gap == finish) {
			break
		}
		if len(code) == len(form) {
			break
		}
		if doubling[w.text] {
			double = true
			continue
		}
		next := s.signsOf(w, form[len(code):])
		if double && len(next) == 1 {
			next += next
		}
		if next == "" {
			if j > i && between[w.text] {
				continue
			}
			break
		}
		code, end, double = append(code, next...), j+1, false
	}
	if len(code) != len(form) {
		return 0
	}
	return end - i
}

// signsOf returns the signs that a word stands for where a code goes on as form says: "a" for a letter and "9" for a digit, any other sign for itself.
func (s *scene) signsOf(w word, form string) string {
	fits := func(signs string) bool {
		if len(signs) == 0 || len(signs) > len(form) {
			return false
		}
		for i := range len(signs) {
			c, isDigit := signs[i], signs[i] >= '0' && signs[i] <= '9'
			switch {
			case form[i] == 'a' && (c < 'a' || c > 'z'), form[i] == '9' && !isDigit, form[i] != 'a' && form[i] != '9' && c != form[i]:
				return false
			}
		}
		return true
	}
	plain := strings.ReplaceAll(w.text, "-", "")
	if fits(plain) && (len(plain) == 1 || w.caps || w.digits || len(plain) >= bankLetters || !strings.ContainsAny(plain, "aeiou")) {
		return plain
	}
	if form[0] == '9' {
		if digits, _ := spokenDigits(w); fits(digits) {
			return digits
		}
	}
	return ""
}

// bankLetters is how many letters stand for a bank.
const bankLetters = 4

// dutchAccount is a Dutch bank account behind the letters of the country: check digits, bank, number.
const dutchAccount = "99aaaa9999999999"

// spokenAccounts returns Dutch bank accounts that are said aloud or given in pieces: "nl negen een abna nul vier ...".
func (s *scene) spokenAccounts() []mark {
	var marks []mark
	for i, w := range s.words {
		for said, form := range map[string]string{"nl": dutchAccount, "ennel": dutchAccount, "n": "l" + dutchAccount, "en": "l" + dutchAccount} {
			if w.text != said && !(said == "nl" && strings.HasPrefix(w.text, said) && w.text > "nl0" && w.text < "nl:") {
				continue
			}
			at := i + 1
			if said == "en" {
				if at >= len(s.words) || s.words[at].text != "el" {
					continue
				}
				at, form = at+1, dutchAccount
			}
			if rest := strings.TrimPrefix(w.text, said); rest != "" { // NL91
				part := s.signsOf(word{text: rest, raw: rest, digits: true, caps: true}, form)
				if part == "" {
					continue
				}
				form = form[len(part):]
			}
			if n := s.signs(at, form); n > 0 {
				marks = append(marks, mark{w.start, s.words[at+n-1].end, IBAN})
			}
		}
	}
	return marks
}

// plateForms are the series of Dutch plates, letter or digit.
var plateForms = strings.Fields("aa9999 9999aa 99aa99 aa99aa aaaa99 99aaaa 99aaa9 9aaa99 aa999a a999aa aaa99a a99aaa 9aa999 999aa9")

// spokenPlates returns number plates that are announced and said sign by sign or in pieces: "kenteken g t een twee drie h".
func (s *scene) spokenPlates() []mark {
	var marks []mark
	for i, w := range s.words {
		if !plateWords[w.text] {
			continue
		}
		at := i + 1
		for at < len(s.words) && at <= i+plateReach && (copulas[s.words[at].text] || toPlate[s.words[at].text]) {
			at++
		}
		for _, form := range plateForms {
			if n := s.signs(at, form); n > 2 {
				marks = append(marks, mark{s.words[at].start, s.words[at+n-1].end, Plate})
				break
			}
		}
	}
	return marks
}

// plateReach is how many words may stand between the word for a plate and the plate.
const plateReach = 4

var toPlate = words(`van de het auto wagen die heeft had hij zij ze namelijk nummer number`)

// lostPoint is the end of a mail address with a comma where the point should be.
var lostPoint = regexp.MustCompile(`^,` + ending + `\b`)
