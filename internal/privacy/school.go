package privacy

import (
	"slices"
	"strconv"
	"strings"
)

// schools returns the names of schools that somebody goes to. With an age and a town they lead to a child; the name of a school alone tells nothing of
// anybody, and stays.
func (s *scene) schools() []mark {
	var marks []mark
	for i, w := range s.words {
		if !w.letters() || !schoolWord(w) || !s.ofChild() {
			continue
		}
		from := i
		for from > 0 && s.words[from].gap == space && s.words[from-1].letters() && (s.words[from-1].upper && !s.words[from-1].first || particles[s.words[from-1].text]) {
			from--
		}
		for from < i && !s.words[from].upper {
			from++ // "op de": what stands before a name belongs to the sentence
		}
		if (from < i || w.upper && !schoolKinds[w.text]) && s.attended(from) {
			marks = append(marks, mark{s.words[from].start, w.end, Name})
		}
	}
	return marks
}

// ofChild reports a text that names a child or an age of one.
func (s *scene) ofChild() bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return children[w.text] }) ||
		slices.ContainsFunc(s.groups, func(g group) bool {
			age, err := strconv.Atoi(g.digits)
			return err == nil && age >= youngest && age <= oldest
		})
}

// How old who goes to a school is.
const (
	youngest = 4
	oldest   = 19
)

var children = words(`zoon zoontje dochter dochtertje kind kinderen kleinzoon kleindochter broertje zusje neefje nichtje stiefzoon stiefdochter son daughter child kids`)

// schoolWord reports a word that ends the name of a school.
func schoolWord(w word) bool {
	for _, end := range [...]string{"school", "college", "lyceum", "gymnasium"} {
		if strings.HasSuffix(w.text, end) {
			return w.upper || schoolKinds[w.text]
		}
	}
	return false
}

// schoolKinds are kinds of schools, which with no name before them tell of none.
var schoolKinds = words(`school basisschool hogeschool middelbareschool muziekschool rijschool sportschool zwemschool avondschool volksschool college lyceum gymnasium`)

// attended reports that somebody goes to what is named from word i on.
func (s *scene) attended(i int) bool {
	near := 0
	for j := i - 1; j >= 0 && near < reach && s.words[j+1].gap != finish; j, near = j-1, near+1 {
		if attending[s.words[j].text] {
			return near > 0 && (inSchool[s.words[i-1].text] || i > 1 && inSchool[s.words[i-2].text])
		}
	}
	return false
}

var (
	attending = words(`zit zitten zat zaten ga gaat gaan ging leerling leerlinge leerlingen juf meester leraar lerares gymleraar gymlerares docent docente mentor klas groep goes attends pupil teacher`)
	inSchool  = words(`op naar van bij to at`)
)
