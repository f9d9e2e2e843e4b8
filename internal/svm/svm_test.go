package svm

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/learned"
)

const bits = 12

// talk returns texts about weather and about fish, and a few of neither.
func talk() (texts [][]string, fish []bool) {
	for _, line := range strings.Split(strings.TrimSpace(`
het regent hard vandaag|0
morgen schijnt de zon weer|0
wat een koude wind vannacht|0
het waait en het regent|0
zon en wolken vandaag|0
vannacht koud en helder|0
de haring zwemt in zee|1
een snoek in de sloot|1
baars en snoek zwemmen samen|1
de zalm zwemt de rivier op|1
haring eet je met uitjes|1
in zee zwemt kabeljauw|1
de zon staat boven de zee|0
snoek bij koude wind|1
`), "\n") {
		text, is, _ := strings.Cut(line, "|")
		texts, fish = append(texts, strings.Fields(text)), append(fish, is == "1")
	}
	return texts, fish
}

func TestTellsApartWhatItLearntAndWhatIsLikeIt(t *testing.T) {
	t.Parallel()
	texts, fish := talk()
	m := Learn(texts, bits, []Class{{Is: func(i int) bool { return fish[i] }}, {Is: func(i int) bool { return !fish[i] }}})
	for i, words := range texts {
		if got := m.Margins(words); got[0] > 0 != fish[i] || got[1] > 0 == fish[i] {
			t.Errorf("%s: %.2f, fish is %t", strings.Join(words, " "), got, fish[i])
		}
	}
	for text, is := range map[string]bool{"de snoekbaars zwom in de zee": true, "vandaag regende het zo hard": false, "zalm of haring": true, "koude windvlagen": false} {
		if got := m.Margins(strings.Fields(text)); got[0] > 0 != is {
			t.Errorf("%s: %.2f, fish is %t", text, got, is)
		}
	}
}

func TestWhatCountsNothingTeachesNothing(t *testing.T) {
	t.Parallel()
	texts, fish := talk()
	half := func(i int) float64 { return float64(i % 2) }
	whole := Learn(texts, bits, []Class{{Is: func(i int) bool { return fish[i] }, Weight: half}})
	lied := Learn(texts, bits, []Class{{Is: func(i int) bool { return fish[i] != (i%2 == 0) }, Weight: half}})
	for _, words := range texts {
		if a, b := whole.Margins(words), lied.Margins(words); a[0] != b[0] {
			t.Errorf("%s: %v and %v", strings.Join(words, " "), a, b)
		}
	}
}

// The plane is where the loss is least: there its gradient is all but nothing beside what it is without a plane.
func TestFindsTheLeastLoss(t *testing.T) {
	t.Parallel()
	words, fish := talk()
	words, fish = append(words, words...), append(fish, fish...)
	fish[0], fish[9] = !fish[0], !fish[9] // which no plane can please
	texts := make([][]Sign, len(words))
	for i := range words {
		texts[i] = count(words[i], bits)
		weigh(texts[i], func(uint32) float32 { return 1 })
	}
	gradient := func(p plane) float64 {
		g := make([]float64, 1<<bits)
		for s, w := range p.weights {
			g[s] = float64(w)
		}
		bias := float64(p.bias)
		for i, signs := range texts {
			y := -1.0
			if fish[i] {
				y = 1
			}
			margin := float64(p.bias)
			for _, f := range signs {
				margin += float64(p.weights[f.Number] * f.Value)
			}
			if short := 1 - y*margin; short > 0 {
				bias -= 2 * cost * y * short
				for _, f := range signs {
					g[f.Number] -= 2 * cost * y * short * float64(f.Value)
				}
			}
		}
		sum := bias * bias
		for _, x := range g {
			sum += x * x
		}
		return math.Sqrt(sum)
	}
	at, without := gradient(fit(texts, 1<<bits, Class{Is: func(i int) bool { return fish[i] }})), gradient(plane{weights: make([]float32, 1<<bits)})
	if at > without/20 {
		t.Errorf("the gradient is %.3f, and %.3f without a plane", at, without)
	}
}

func TestLearnsTheSameOnAnyMachine(t *testing.T) {
	texts, fish := talk()
	learn := func(hands int) *Machine {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(hands))
		return Learn(texts, bits, []Class{{Is: func(i int) bool { return fish[i] }}, {Is: func(i int) bool { return i < 4 }}})
	}
	one := learn(1)
	if diff := cmp.Diff(one, learn(4), cmp.AllowUnexported(Machine{})); diff != "" {
		t.Error(diff)
	}
	lesson := &learned.Lesson[*Machine]{
		Name:   "proef",
		Learn:  func() *Machine { return one },
		Write:  func(w *learned.Writer, m *Machine) { m.Write(w) },
		Recall: func(r *learned.Reader) *Machine { return Recall(r, bits, 2) },
	}
	read, whole := lesson.Recalled()
	if diff := cmp.Diff(one, read, cmp.AllowUnexported(Machine{})); diff != "" || !whole {
		t.Errorf("not what was written down, whole %t: %s", whole, diff)
	}
}

func TestNothingToLearn(t *testing.T) {
	t.Parallel()
	for _, texts := range [][][]string{nil, {nil}, {{"woord"}, nil}} {
		m := Learn(texts, bits, []Class{{Is: func(int) bool { return true }}})
		if got := m.Margins([]string{"iets", "anders"}); math.IsNaN(got[0]) || math.IsInf(got[0], 0) {
			t.Errorf("%v: %v", texts, got)
		}
		m.Margins(nil)
	}
}

func FuzzMargins(f *testing.F) {
	texts, fish := talk()
	m := Learn(texts, bits, []Class{{Is: func(i int) bool { return fish[i] }}})
	f.Add("de snoek zwemt")
	f.Add(strings.Repeat("zee ", 3000))
	f.Add("\xff\xfe \u200b")
	f.Fuzz(func(t *testing.T, text string) {
		if got := m.Margins(strings.Fields(text)); math.IsNaN(got[0]) || math.Abs(got[0]) > 1000 {
			t.Errorf("%q: %v", text, got)
		}
	})
}
