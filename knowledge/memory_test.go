package knowledge

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// clustered returns vectors that lie together as those of a neural model do: on one side of the origin, in clusters, with some directions
// in which they differ much more than in others.
func clustered(random *rand.Rand, n, dimension int) [][]float32 {
	normal := func(scale func(j int) float64) []float64 {
		v := make([]float64, dimension)
		for j := range v {
			v[j] = random.NormFloat64() * scale(j)
		}
		return v
	}
	spread := func(j int) float64 { return math.Pow(float64(j+1), -0.35) }
	mean := normal(func(int) float64 { return 0.25 })
	centres := make([][]float64, max(n/30, 1))
	for i := range centres {
		centres[i] = normal(spread)
	}
	vectors := make([][]float32, n)
	for i := range vectors {
		centre, own := centres[random.IntN(len(centres))], normal(spread)
		vectors[i] = make([]float32, dimension)
		for j := range vectors[i] {
			vectors[i][j] = float32(mean[j] + centre[j] + 0.7*own[j])
		}
	}
	return vectors
}

// filled returns the leg of a generation of passages numbered from to to, whose vectors are read from those given; a nil vector is missing.
func filled(t *testing.T, vectors [][]float32, from, to int, earlier *memory) (m *memory, read int) {
	t.Helper()
	b := newSnapshotBuilder(1, 1)
	number := map[PassageID]int{}
	for i := from; i < to; i++ {
		id := PassageID(fmt.Sprintf("p%06d", i))
		number[id] = i
		b.add(indexed{ID: id, URL: fmt.Sprintf("u%06d", i/3)})
	}
	m = newMemory(b.snapshot, 1, len(vectors[0]))
	err := m.fill(earlier, func(missing []string, put func(PassageID, []byte) error) error {
		for _, id := range missing {
			v := vectors[number[PassageID(id)]]
			if v == nil {
				continue
			}
			read++
			data := binary.BigEndian.AppendUint16(nil, uint16(len(v)))
			data = binary.BigEndian.AppendUint16(data, 0)
			for _, x := range v {
				data = binary.BigEndian.AppendUint32(data, math.Float32bits(x))
			}
			if err := put(PassageID(id), data); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m, read
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i, x := range a {
		ab, aa, bb = ab+float64(x)*float64(b[i]), aa+float64(x)*float64(x), bb+float64(b[i])*float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

// The leg in memory finds what is really nearest, with its real likeness, whatever the length of the vectors.
func TestVectorsInMemoryFindWhatIsNearest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n, dimension int
		least        float64
	}{
		{1, 26, 1}, {3, 256, 1}, {exactLeast, 100, 1}, {5000, 256, 0.98}, {3000, 384, 0.98}, {2500, 1024, 0.98},
	} {
		random := rand.New(rand.NewPCG(1, uint64(c.n)))
		vectors := clustered(random, c.n+20, c.dimension)
		m, _ := filled(t, vectors, 0, c.n, nil)
		right, all := 0, 0
		for _, q := range vectors[c.n:] {
			found, err := m.Retrieve(t.Context(), q, 10)
			if err != nil {
				t.Fatal(err)
			}
			likeness := make([]float64, c.n)
			for i := range likeness {
				likeness[i] = cosine(q, vectors[i])
			}
			sorted := slices.Clone(likeness)
			slices.SortFunc(sorted, func(a, b float64) int {
				if a > b {
					return -1
				}
				return 1
			})
			for i, r := range found {
				var number int
				if _, err := fmt.Sscanf(string(r.ID), "p%d", &number); err != nil {
					t.Fatal(err)
				}
				if d := math.Abs(likeness[number] - float64(r.Likeness)); d > 2e-4 {
					t.Fatalf("%d × %d: likeness %v, want %v", c.n, c.dimension, r.Likeness, likeness[number])
				}
				if i > 0 && r.Likeness > found[i-1].Likeness {
					t.Fatalf("%d × %d: not the best first", c.n, c.dimension)
				}
				if likeness[number] >= sorted[min(10, c.n)-1]-2e-4 {
					right++
				}
			}
			all += min(10, c.n)
		}
		if share := float64(right) / float64(all); share < c.least {
			t.Errorf("%d vectors of %d numbers: %.3f of the nearest ten found, want %.2f", c.n, c.dimension, share, c.least)
		}
	}
}

// A new generation takes over the vectors it has in common with the one before, and answers as if all had been read.
func TestAGenerationTakesOverVectors(t *testing.T) {
	t.Parallel()
	vectors := clustered(rand.New(rand.NewPCG(2, 2)), 5000, 64)
	vectors[100], vectors[4000] = nil, nil // not embedded yet
	vectors[200] = make([]float32, 64)     // no direction
	first, read := filled(t, vectors, 0, 3000, nil)
	if read != 2999 {
		t.Errorf("at first %d vectors are read, want 2999", read)
	}
	second, read := filled(t, vectors, 500, 4500, first)
	if read != 1499 {
		t.Errorf("for the next generation %d vectors are read, want 1499", read)
	}
	vectors[4000] = vectors[4999]
	third, read := filled(t, vectors, 500, 4500, second)
	if read != 1 {
		t.Errorf("when one was added %d vectors are read, want 1", read)
	}
	found, err := third.Retrieve(t.Context(), vectors[4999], 2)
	if err != nil || found[0].ID != "p004000" || found[0].Likeness < 0.999 {
		t.Errorf("the vector that was added: %v, %v", found, err)
	}
	for _, m := range []*memory{first, second, third} {
		for _, gone := range []PassageID{"p000100", "p000200"} {
			all, err := m.Retrieve(t.Context(), vectors[300], 5000)
			if err != nil || slices.ContainsFunc(all, func(r Retrieved) bool { return r.ID == gone }) {
				t.Errorf("a passage without a vector is found (%v)", err)
			}
		}
	}
	if grown, _ := filled(t, clustered(rand.New(rand.NewPCG(3, 3)), 9000, 64), 0, 9000, first); grown.known != 9000 {
		t.Errorf("a collection that grew to three times its size goes by the planes of %d vectors", grown.known)
	}
	if _, err := first.Retrieve(t.Context(), make([]float32, 63), 2); err == nil {
		t.Error("a vector of another length is taken")
	}
	if found, err := first.Retrieve(t.Context(), make([]float32, 64), 2); err != nil || len(found) > 0 {
		t.Errorf("a vector without a direction finds %v, %v", found, err)
	}
}

func BenchmarkRetrieve(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	s := newSnapshotBuilder(1, 1)
	for i := range 100_000 {
		s.add(indexed{ID: PassageID(fmt.Sprint(i)), URL: fmt.Sprint(i / 3)})
	}
	m := newMemory(s.snapshot, 1, 256)
	all := make([]int, len(m.outlines))
	for i := range all {
		v := make([]float32, 256)
		for j := range v {
			v[j] = float32(random.NormFloat64())
		}
		scaled(m.row(i), v)
		all[i] = i
	}
	m.choosePlanes()
	m.draw(all)
	q := make([]float32, 256)
	for j := range q {
		q[j] = float32(random.NormFloat64())
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Retrieve(b.Context(), q, 10); err != nil {
			b.Fatal(err)
		}
	}
}
