package knowledge

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSectionsAreReadWithWhatTheyAnswer(t *testing.T) {
	t.Parallel()
	got, err := readSections("# uitleg\nP\tAangifte\nS\tWie mag mee?\nT\tIemand mag naast je zitten.\nT\tDat mag een vriend zijn.\nQ\tik moet langskomen | ja | hoef ik niet alleen\nS\tHoe lang duurt het?\nT\tEen uur.\n")
	want := []answered{{heading: "Wie mag mee?", text: "Iemand mag naast je zitten.\nDat mag een vriend zijn.\n", message: "hoef ik niet alleen"}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(answered{})); err != nil || d != "" {
		t.Errorf("read: %v, (-want +got)\n%s", err, d)
	}
	for _, wrong := range []string{"P", "X\tiets", "N\teerst | dan", "Q\teerst | dan", "P\tTitel\nS\tKop\nQ\tniet na iets"} {
		if _, err := readSections(wrong); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}

// shippedWords are the bank that ships, without synonyms.
func shippedWords(t *testing.T) *wording {
	t.Helper()
	bank, err := ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	return newWording(bank, &Synonyms{}, 0)
}

// snapshotOf is a collection of one page.
func snapshotOf(words *wording, page ...Passage) *snapshot {
	b := newSnapshotBuilder(0, 1)
	for _, p := range page {
		b.add(indexed{ID: PassageID(p.Heading), URL: "https://site.example/pagina", Title: p.Title, Kind: HelpPage, Terms: analysePassage(p)})
	}
	return b.build(nil, words)
}

// What people say and what answers it need have no word in common, as long as others said it of such sections before.
func TestASectionAnswersWhatIsSaidInOtherWords(t *testing.T) {
	t.Parallel()
	words := shippedWords(t)
	page := []Passage{
		{Title: "Naar de rechtbank", Heading: "Wie mag er mee?", Text: "Een familielid of vriendin mag de hele dag naast je blijven. Ook een medewerker van ons kan je begeleiden."},
		{Title: "Naar de rechtbank", Heading: "De verdachte", Text: "Er is een aparte wachtruimte. Een bode brengt je via een andere ingang, zodat je hem niet tegenkomt."},
		{Title: "Naar de rechtbank", Heading: "Reiskosten", Text: "Getuigen krijgen de trein of de auto vergoed. Bewaar je kaartje en vul het formulier in."},
		{Title: "Naar de rechtbank", Heading: "Hoe lang duurt het?", Text: "Reken op een halve dag. Soms wordt de zaak uitgesteld en krijg je een nieuwe datum."},
	}
	s := snapshotOf(words, page...)
	for message, want := range map[string]string{
		"ik wil daar niet in mijn eentje zitten": "Wie mag er mee?",
		"straks loop ik hem daar tegen het lijf": "De verdachte",
		"wie betaalt mijn benzine":               "Reiskosten",
		"wanneer ben ik weer thuis":              "Hoe lang duurt het?",
	} {
		x := hearingOf(words.hear(message))
		best, at := answer{}, ""
		for i, p := range page {
			if a := x.answerOf(s.sectionsOf(int32(i), p)); i == 0 || a.odds > best.odds {
				best, at = a, p.Heading
			}
		}
		if at != want {
			t.Errorf("%q is answered below %q, want %q", message, at, want)
		}
	}
}

// A passage of several short sections is looked at section by section.
func TestEachSectionOfAPassageIsLookedAtByItself(t *testing.T) {
	t.Parallel()
	p := Passage{Title: "Aangifte", Heading: "Waar?", Text: "Bij elk bureau.\n# Met wie?\nIemand mag naast je zitten.\n# Kosten\nHet is gratis."}
	var below []string
	s := snapshotOf(shippedWords(t), p)
	for _, x := range s.sectionsOf(0, p) {
		below = append(below, x.below)
	}
	if d := cmp.Diff([]string{"", "Met wie?", "Kosten"}, below); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// What is learnt is the same each time, and the next start knows it to the last bit.
func TestTheTranslationIsLearntAndRecalledAlike(t *testing.T) {
	t.Parallel()
	examples := examplePages()[:200]
	a, b := learnTranslation(examples), learnTranslation(examples)
	if !slices.Equal(a.chance, b.chance) || !slices.Equal(a.to, b.to) || !slices.Equal(a.known.all(), b.known.all()) {
		t.Error("learnt twice it is not the same")
	}
	again, whole := translationLesson().Recalled()
	known := translationLesson().Get()
	same := slices.Equal(again.usual, known.usual) && slices.Equal(again.tells, known.tells) && again.rare == known.rare && slices.Equal(again.first, known.first) &&
		slices.Equal(again.to, known.to) && slices.Equal(again.chance, known.chance) && slices.Equal(again.said.all(), known.said.all()) && slices.Equal(again.known.all(), known.known.all())
	if !whole || !same {
		t.Error("it is not what was learnt")
	}
}

// How probable a section is to be the answer is known where all sections of its page are, adds up to 1 at most, and is asked of each section of a passage.
func TestHowProbableASectionIsIsSharedByThePage(t *testing.T) {
	t.Parallel()
	words := shippedWords(t)
	for name, page := range map[string][]Passage{
		"two passages": {
			{ID: "1", Title: "Aangifte", Heading: "Waar?", Text: "Bij elk bureau.\n# Met wie?\nIemand mag naast je zitten."},
			{ID: "2", Title: "Aangifte", Heading: "Kosten", Text: "Het is gratis."},
		},
		"one passage":  {{ID: "1", Title: "Aangifte", Text: "Je vertelt wat er is gebeurd.\n# Met wie?\nIemand mag naast je zitten."}},
		"only a title": {{ID: "1", Title: "Aangifte", Text: "# Aangifte"}},
	} {
		s, h := snapshotOf(words, page...), words.hearAfter("ik wil aangifte doen", "moet ik daar alleen zitten")
		r := &ranking{s: s, heard: h, q: s.analyse(h)}
		r.sense = s.sense(words.bank.classifier(), r.q)
		for i, p := range page {
			r.hits = append(r.hits, scored{candidate: candidate{passage: int32(i)}, passage: p})
		}
		r.byAnswer()
		sum := 0.0
		for _, x := range r.hits {
			if c := x.answer.chance; c <= 0 || c >= 1 {
				t.Errorf("%s: a chance of %g", name, c)
			}
			sum += x.answer.chance
		}
		if sum >= 1 {
			t.Errorf("%s: together %g", name, sum)
		}
		if below := r.hits[0].answer.below; name != "only a title" && below != "Met wie?" {
			t.Errorf("%s: below %q", name, below)
		}
	}
}
