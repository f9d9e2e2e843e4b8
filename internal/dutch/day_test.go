package dutch_test

import (
	"testing"
	"time"

	"wegwijzer/internal/dutch"
)

// thursday is the day of speaking in these tests.
var thursday = time.Date(2026, 5, 21, 10, 4, 0, 0, time.UTC)

func TestDaysAreReadFromTheDayOfSpeaking(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		said string
		lean dutch.Lean
		want string
	}{
		{"vandaag", 0, "2026-05-21"},
		{"gisteravond", 0, "2026-05-20"},
		{"eergisteren", 0, "2026-05-19"},
		{"overmorgen", 0, "2026-05-23"},
		{"goedemorgen", 0, ""},
		{"'s morgens om negen uur", 0, ""},
		{"morgenochtend", 0, "2026-05-22"},
		{"vandaag de dag", 0, ""},
		{"vorige week dinsdag", 0, "2026-05-12"},
		{"dinsdag vorige week", 0, "2026-05-12"},
		{"dinsdag van vorige week", 0, "2026-05-12"},
		{"volgende week vrijdag", 0, "2026-05-29"},
		{"afgelopen zaterdag", 0, "2026-05-16"},
		{"aanstaande dinsdag", 0, "2026-05-26"},
		{"dinsdag over een week", 0, "2026-06-02"},
		{"over twee weken op dinsdag", 0, "2026-06-02"},
		{"morgen over een week", 0, "2026-05-29"},
		{"maandag", dutch.Past, "2026-05-18"},
		{"maandag", dutch.Ahead, "2026-05-25"},
		{"elke maandag", 0, ""},
		{"donderdagavond", dutch.Past, "2026-05-14"},
		{"in de nacht van zaterdag op zondag", dutch.Past, "2026-05-17"},
		{"over veertien dagen", 0, "2026-06-04"},
		{"twee weken geleden", 0, "2026-05-07"},
		{"binnen drie weken", 0, "2026-06-11"},
		{"binnen twee werkdagen", 0, "2026-05-25"},
		{"een week of drie geleden", 0, "2026-04-30"},
		{"over anderhalve week", 0, "2026-05-31"},
		{"over een maand", 0, "2026-06-21"},
		{"drie maanden geleden", 0, "2026-02-21"},
		{"eind van de maand", 0, "2026-05-31"},
		{"voor het eind van deze maand", 0, "2026-05-31"},
		{"begin volgende week", 0, "2026-05-25"},
		{"eind volgende week", 0, "2026-05-29"},
		{"de eerste van de volgende maand", 0, "2026-06-01"},
		{"dit weekend", 0, "2026-05-24"},
		{"afgelopen weekend", 0, "2026-05-17"},
		{"drie maart", 0, "2026-03-03"},
		{"op 3 maart 2025", 0, "2025-03-03"},
		{"de derde maart", 0, "2026-03-03"},
		{"3e maart", 0, "2026-03-03"},
		{"twaalf december", dutch.Past, "2025-12-12"},
		{"maandag 15 september", 0, "2025-09-15"},
		{"03-03-2026", 0, "2026-03-03"},
		{"2026-03-03", 0, "2026-03-03"},
		{"op 3/4", 0, "2026-04-03"},
		{"op de tweeentwintigste", 0, "2026-05-22"},
		{"op de derde, om twee uur", dutch.Ahead, "2026-06-03"},
		{"de tweede dader", 0, ""},
		{"de eerste drie nachten", 0, ""},
		{"tot vorig jaar oktober", 0, "2025-10-01"},
		{"in november", dutch.Past, "2025-11-01"},
		{"eind maart", 0, "2026-03-31"},
		{"in 2019", 0, "2019-01-01"},
		{"zeven maart vorig jaar", 0, "2025-03-07"},
		{"sinds tweeduizend negentien", 0, "2019-01-01"},
		{"drie keer", 0, ""},
		{"eerste kerstdag", dutch.Past, "2025-12-25"},
		{"tweede paasdag", 0, "2026-04-06"},
		{"Koningsdag", 0, "2026-04-27"},
		{"over acht dagen", 0, "2026-05-29"},
		{"vrijdag de negenentwintigste", 0, "2026-05-29"},
	} {
		got := ""
		if days := dutch.Days(test.said); len(days) > 0 {
			if d, _, ok := days[len(days)-1].Resolve(thursday, test.lean, time.Time{}); ok {
				got = d.Format(time.DateOnly)
			}
		}
		if got != test.want {
			t.Errorf("Days(%q) = %q, want %q", test.said, got, test.want)
		}
	}
}

func TestARangeGivesItsTwoDays(t *testing.T) {
	t.Parallel()
	days := dutch.Days("Van zeven tot en met veertien februari waren we weg, de dag daarna thuis.")
	var got []string
	var anchor time.Time
	for _, d := range days {
		at, _, ok := d.Resolve(thursday, dutch.Open, anchor)
		if ok {
			anchor = at
			got = append(got, at.Format(time.DateOnly))
		}
	}
	if len(got) != 3 || got[0] != "2026-02-07" || got[1] != "2026-02-14" || got[2] != "2026-02-15" {
		t.Errorf("Days of a range = %v, want its first and last day and the one after", got)
	}
}

func TestClocksAreRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		said string
		part dutch.Part
		want string
	}{
		{"om half drie", 0, "14:30"},
		{"half drie ongeveer", dutch.Night, "02:30"},
		{"kwart voor één", dutch.Night, "00:45"},
		{"om kwart voor negen", 0, "08:45"},
		{"kwart over vier", 0, "16:15"},
		{"tien voor acht", dutch.Evening, "19:50"},
		{"om tien over drie", dutch.Night, "03:10"},
		{"vijf voor half drie", 0, "14:25"},
		{"vijf over half negen", 0, "08:35"},
		{"om 14.30 uur", 0, "14:30"},
		{"14:05", 0, "14:05"},
		{"om elf uur", 0, "11:00"},
		{"tussen twaalf en één", 0, "12:00"},
		{"twee uur gewacht", 0, ""},
		{"drie uur op een nacht", 0, ""},
		{"na zes uur weer vrij", 0, ""},
		{"rond twee uur", 0, "14:00"},
		{"om half een", 0, "12:30"},
		{"om negen", 0, "09:00"},
		{"om twaalf uur", dutch.Night, "00:00"},
		{"half vijf, na school", 0, "16:30"},
		{"tien over vijf", dutch.Morning, "05:10"},
	} {
		got := ""
		if c := dutch.Clocks(test.said); len(c) > 0 {
			h, m := c[0].At(test.part)
			got = time.Date(0, 1, 1, h, m, 0, 0, time.UTC).Format("15:04")
		}
		if got != test.want {
			t.Errorf("Clocks(%q) = %q, want %q", test.said, got, test.want)
		}
	}
}

func TestSpokenNumbersAreReadOverSeveralWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		said string
		want float64
	}{
		{"vijf duizend vier honderd", 5400},
		{"vierentwintighonderd vijftig", 2450},
		{"honderd vijfenzestig", 165},
		{"anderhalf duizend", 1500},
		{"vijftien honderd", 1500},
		{"anderhalve ton", 150000},
		{"drie en twintig", 23},
		{"tweeënhalf duizend", 2500},
		{"twee en een half duizend", 2500},
		{"zevenduizend vijfhonderd", 7500},
		{"negenduizend achthonderdvijfenzeventig", 9875},
		{"2.145,80", 2145.8},
		{"zes komma vijf", 6.5},
		{"honderd en vijf", 105},
		{"tien duizend", 10000},
		{"twee drie", 2},
		{"vier, vijf", 4},
		{"12k", 12000},
		{"halve ton", 50000},
		{"één", 1},
		{"duizend, vijfhonderd", 1000},
		{"negentienhonderdvijfennegentig", 1995},
	} {
		s, ok := dutch.SpokenAt(test.said, dutch.Tokens(test.said), 0)
		if !ok || s.Value != test.want {
			t.Errorf("SpokenAt(%q) = %v, want %v", test.said, s.Value, test.want)
		}
	}
	text := "zesentachtig vijftig"
	tokens := dutch.Tokens(text)
	s, _ := dutch.SpokenAt(text, tokens, 0)
	if c, ok := dutch.CentsAfter(text, tokens, s); !ok || c.Value != 86.5 {
		t.Errorf("CentsAfter(%q) = %v, want 86.5", text, c.Value)
	}
}

func FuzzDays(f *testing.F) {
	for _, s := range []string{"dinsdag over een week", "van zeven tot en met veertien februari", "op 31-02-2026", "half drie", "vijf duizend vier honderd en een half ton k", "de dag daarna", "over een week of drie geleden"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, d := range dutch.Days(text) {
			if d.Start < end || d.End <= d.Start || d.End > len(text) {
				t.Errorf("Days(%q) gives %d-%d after %d", text, d.Start, d.End, end)
			}
			end = d.End
			for _, lean := range []dutch.Lean{dutch.Past, dutch.Open, dutch.Ahead} {
				if at, _, ok := d.Resolve(thursday, lean, thursday); ok && at.IsZero() {
					t.Errorf("Days(%q) resolves to nothing", text)
				}
			}
		}
		for _, c := range dutch.Clocks(text) {
			if h, m := c.At(dutch.Evening); h < 0 || h > 23 || m < 0 || m > 59 {
				t.Errorf("Clocks(%q) = %d:%d", text, h, m)
			}
		}
	})
}
