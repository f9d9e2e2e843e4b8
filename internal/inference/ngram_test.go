package inference

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strings"
	"testing"
)

func embedOne(t *testing.T, text string) []float32 {
	t.Helper()
	vectors, err := NGram{}.Embed(t.Context(), []string{text})
	if err != nil || len(vectors) != 1 {
		t.Fatalf("Embed = %d vectors, %v", len(vectors), err)
	}
	return vectors[0]
}

func likeness(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestNGramLikeness(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, a, b string
		low, high  float64
	}{
		{"the same", "Hoe vraag ik schadevergoeding aan?", "Hoe vraag ik schadevergoeding aan?", .9999, 1.0001},
		{"case, accents and marks", "CRÈME: de zaak!", "creme de zaak", .9999, 1.0001},
		{"composed and decomposed", "ge\u00efnformeerd", "gei\u0308nformeerd", .9999, 1.0001},
		{"soft hyphen", "schade\u00advergoeding", "schadevergoeding", .9999, 1.0001},
		{"ligature", "b\u0133na", "bijna", .9999, 1.0001},
		{"another form", "een schadevergoeding aanvragen", "aanvraag van schadevergoedingen", .5, .95},
		{"one word changed", "De zitting van de rechtbank is op maandag", "De zitting van de rechtbank is op dinsdag", .7, .99},
		{"nothing shared", "fietsendiefstal", "rouwbegeleiding na moord", -.3, .35},
		{"other script", "допомога постраждалим", "помощь пострадавшим", .1, .8},
		{"words, not their order", "hond bijt man", "man bijt hond", .9999, 1.0001},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := likeness(embedOne(t, c.a), embedOne(t, c.b)); got < c.low || got > c.high {
				t.Errorf("likeness = %.3f, want %.2f to %.2f", got, c.low, c.high)
			}
		})
	}
}

// The name is stored beside each vector. When this fails, change the name as well.
func TestNGramNameHoldsForItsVectors(t *testing.T) {
	t.Parallel()
	v := embedOne(t, "Als slachtoffer heeft u recht op hulp; de hulp van Slachtofferhulp is gratis.")
	var rounded strings.Builder
	for _, x := range v {
		fmt.Fprintf(&rounded, "%.3f ", x)
	}
	if got, want := crc32.ChecksumIEEE([]byte(rounded.String())), uint32(0x47c84bae); got != want || (NGram{}).Name() != "ngram-1" {
		t.Errorf("checksum of %s = %#x, want %#x", NGram{}.Name(), got, want)
	}
}

func TestNGramAlwaysHasDirection(t *testing.T) {
	t.Parallel()
	// The two features of a lone Greek ν cancel each other.
	long := strings.Repeat("woord anders "+strings.Repeat("lang", 50)+" ", 2000)
	for _, text := range []string{"", " ", "?!", "a", "\xff\xfe", "1", "\u0301", "\u03bd", "hulp", long} {
		v := embedOne(t, text)
		if got := likeness(v, v); len(v) != 256 || math.Abs(got-1) > 1e-5 {
			t.Errorf("a text of %d bytes: length %d, norm %.4f", len(text), len(v), got)
		}
	}
}

func TestNGramIsDeterministic(t *testing.T) {
	t.Parallel()
	texts := make([]string, 300)
	for i := range texts {
		texts[i] = strings.Repeat(fmt.Sprintf("tekst %d over hulp en recht ", i%7), i%40)
	}
	together, err := NGram{}.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if alone := embedOne(t, text); likeness(alone, alone) > 0 {
			for n := range alone {
				if alone[n] != together[i][n] {
					t.Fatalf("text %d differs between one and many", i)
				}
			}
		}
	}
}

func TestNGramStopsWithItsCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (NGram{}).Embed(ctx, []string{"hulp"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Embed = %v, want canceled", err)
	}
}

func FuzzNGram(f *testing.F) {
	f.Add("Hoe vraag ik schadevergoeding aan?")
	f.Add("ĳs\u00ad ½ \xff مساعدة")
	f.Fuzz(func(t *testing.T, text string) {
		v := embedOne(t, text)
		if got := likeness(v, v); math.Abs(got-1) > 1e-4 {
			t.Errorf("norm %v", got)
		}
	})
}

const passage = "Als slachtoffer van een misdrijf kunt u schadevergoeding vragen in het strafproces. U vult dan een voegingsformulier in."

func BenchmarkNGram(b *testing.B) {
	texts := make([]string, 64)
	for i := range texts {
		texts[i] = fmt.Sprintf("%s Zaak %d.", passage, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (NGram{}).Embed(context.Background(), texts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
