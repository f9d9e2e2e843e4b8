package knowledge

import (
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
	"time"
	"wegwijzer/internal/dutch"
)

// BM25 topic docs w/ features
type tdoc struct {
	idf   map[string]float64
	tf    []map[string]float64
	ln    []float64
	avg   float64
	k1, b float64
}

func newT(bank *Bank, ex func(string) []rawFeature, formalW float64) *tdoc {
	d := &tdoc{idf: map[string]float64{}, k1: 1.2, b: .75}
	for _, t := range bank.Topics {
		m := map[string]float64{}
		l := 0.0
		f := func(s string, w float64) {
			for _, r := range ex(s) {
				m[r.name] += w * float64(r.value)
				l += w * float64(r.value)
			}
		}
		f(t.Name, 1)
		for _, s := range t.Formal {
			f(s, formalW)
		}
		for _, s := range t.Lay {
			f(s, 1)
		}
		d.tf = append(d.tf, m)
		d.ln = append(d.ln, l)
		d.avg += l
		for k := range m {
			d.idf[k]++
		}
	}
	n := float64(len(d.tf))
	d.avg /= n
	for k, v := range d.idf {
		d.idf[k] = math.Log(1 + (n-v+.5)/(v+.5))
	}
	return d
}
func (d *tdoc) score(q []rawFeature) []float64 {
	s := make([]float64, len(d.tf))
	for _, r := range q {
		w, ok := d.idf[r.name]
		if !ok {
			continue
		}
		for i, m := range d.tf {
			if f := m[r.name]; f > 0 {
				s[i] += float64(r.value) * w * f * (d.k1 + 1) / (f + d.k1*(1-d.b+d.b*d.ln[i]/d.avg))
			}
		}
	}
	return s
}

// kNN over phrases tfidf cosine, summed top
type knn struct {
	idf  map[string]float64
	vec  []map[string]float64
	top  []int
	k    int
	n    int
	post map[string][]int
}

func newK(bank *Bank, ex func(string) []rawFeature) *knn {
	d := &knn{idf: map[string]float64{}, post: map[string][]int{}}
	d.n = len(bank.Topics)
	add := func(i int, s string) {
		m := map[string]float64{}
		for _, r := range ex(s) {
			m[r.name] = float64(r.value)
		}
		d.vec = append(d.vec, m)
		d.top = append(d.top, i)
		for k := range m {
			d.idf[k]++
		}
	}
	for i, t := range bank.Topics {
		add(i, t.Name)
		for _, s := range t.Formal {
			add(i, s)
		}
		for _, s := range t.Lay {
			add(i, s)
		}
	}
	n := float64(len(d.vec))
	for k, v := range d.idf {
		d.idf[k] = math.Log(1 + n/v)
	}
	for i, m := range d.vec {
		s := 0.0
		for k, v := range m {
			m[k] = v * d.idf[k]
			s += m[k] * m[k]
		}
		s = math.Sqrt(s)
		for k := range m {
			m[k] /= s
			d.post[k] = append(d.post[k], i)
		}
	}
	return d
}
func (d *knn) score(q []rawFeature) []float64 {
	sim := map[int]float64{}
	s := 0.0
	for _, r := range q {
		w := float64(r.value) * d.idf[r.name]
		s += w * w
	}
	s = math.Sqrt(s)
	for _, r := range q {
		w := float64(r.value) * d.idf[r.name] / s
		for _, i := range d.post[r.name] {
			sim[i] += w * d.vec[i][r.name]
		}
	}
	by := make([][]float64, d.n)
	for i, x := range sim {
		by[d.top[i]] = append(by[d.top[i]], x)
	}
	out := make([]float64, d.n)
	for i, l := range by {
		sort.Sort(sort.Reverse(sort.Float64Slice(l)))
		w := 1.0
		for j, x := range l {
			if j >= 5 {
				break
			}
			out[i] += w * x
			w *= .5
		}
	}
	return out
}
func norm(s []float64) []float64 {
	m := 0.0
	for _, x := range s {
		m = math.Max(m, x)
	}
	o := make([]float64, len(s))
	if m > 0 {
		for i, x := range s {
			o[i] = x / m
		}
	}
	return o
}
func wordsOnly(s string) []rawFeature {
	var o []rawFeature
	seen := map[string]bool{}
	for _, t := range dutch.Terms(s) {
		if !seen[t.Text] {
			seen[t.Text] = true
			o = append(o, rawFeature{t.Text, t.Weight})
		}
	}
	return o
}
func gramsOnly(s string) []rawFeature {
	var o []rawFeature
	seen := map[string]bool{}
	var b strings.Builder
	for _, t := range dutch.Tokens(s) {
		if dutch.Stop(t.Text) {
			continue
		}
		b.WriteString(" " + t.Text)
	}
	x := b.String() + " "
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(x); i++ {
			g := x[i : i+n]
			if !seen[g] {
				seen[g] = true
				o = append(o, rawFeature{g, 1})
			}
		}
	}
	return o
}
func TestCV(t *testing.T) {
	dir := os.Getenv("BANKDIR")
	if dir == "" {
		t.Skip()
	}
	b, err := ReadBank(os.DirFS(dir), "*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n, lay := 0, 0
	for _, x := range b.Topics {
		n++
		lay += len(x.Lay)
	}
	fmt.Println(n, lay)
	type res struct {
		at [4]int
		n  int
	}
	tot := map[string]*res{}
	var names []string
	for fold := 0; fold < 3; fold++ {
		tr := &Bank{place: map[TopicID]int{}}
		var qs []string
		var ans []int
		for ti, x := range b.Topics {
			y := x
			y.Lay = nil
			for i, l := range x.Lay {
				if i%8 == fold*2 {
					qs = append(qs, l)
					ans = append(ans, ti)
				} else {
					y.Lay = append(y.Lay, l)
				}
			}
			tr.place[x.ID] = len(tr.Topics)
			tr.Topics = append(tr.Topics, y)
		}
		t0 := time.Now()
		c := Train(tr)
		fmt.Println("train", time.Since(t0))
		bw := newT(tr, wordsOnly, 1)
		bg := newT(tr, gramsOnly, 1)
		kw := newK(tr, wordsOnly)
		kg := newK(tr, gramsOnly)
		ka := newK(tr, extractFeatures)
		ba := newT(tr, extractFeatures, 1)
		run := func(name string, f func(q string) []float64) {
			r := tot[name]
			if r == nil {
				r = &res{}
				tot[name] = r
				names = append(names, name)
			}
			for i, q := range qs {
				s := f(q)
				rank := 0
				for j, x := range s {
					if x > s[ans[i]] || (x == s[ans[i]] && j < ans[i]) {
						rank++
					}
				}
				if s[ans[i]] <= 0 {
					rank = 99
				}
				r.n++
				if rank < 1 {
					r.at[0]++
				}
				if rank < 3 {
					r.at[1]++
				}
				if rank < 5 {
					r.at[2]++
				}
				if rank < 10 {
					r.at[3]++
				}
			}
		}
		lr := func(q string) []float64 {
			d := c.Distribution(q)
			o := make([]float64, len(d))
			for i, x := range d {
				o[i] = float64(x)
			}
			return o
		}
		sum := func(a, b []float64, w float64) []float64 {
			a = norm(a)
			b = norm(b)
			for i := range a {
				a[i] += w * b[i]
			}
			return a
		}
		run("LR", lr)
		run("bm25w", func(q string) []float64 { return bw.score(wordsOnly(q)) })
		run("bm25g", func(q string) []float64 { return bg.score(gramsOnly(q)) })
		run("bm25all", func(q string) []float64 { return ba.score(extractFeatures(q)) })
		run("knnw", func(q string) []float64 { return kw.score(wordsOnly(q)) })
		run("knng", func(q string) []float64 { return kg.score(gramsOnly(q)) })
		run("knnall", func(q string) []float64 { return ka.score(extractFeatures(q)) })
		run("bm25w+g", func(q string) []float64 { return sum(bw.score(wordsOnly(q)), bg.score(gramsOnly(q)), .7) })
		run("knnw+g", func(q string) []float64 { return sum(kw.score(wordsOnly(q)), kg.score(gramsOnly(q)), .7) })
		run("LRlog+bm25all", func(q string) []float64 {
			l := lr(q)
			m := 0.0
			for _, x := range l {
				m = math.Max(m, x)
			}
			for i := range l {
				l[i] = math.Sqrt(l[i] / m)
			}
			return sum(l, ba.score(extractFeatures(q)), 1)
		})
		run("LRlog+bm25w+g", func(q string) []float64 {
			l := lr(q)
			m := 0.0
			for _, x := range l {
				m = math.Max(m, x)
			}
			for i := range l {
				l[i] = math.Sqrt(l[i] / m)
			}
			return sum(l, sum(bw.score(wordsOnly(q)), bg.score(gramsOnly(q)), .7), 1)
		})
	}
	for _, k := range names {
		r := tot[k]
		N := float64(r.n)
		fmt.Printf("%-16s n=%d @1 %.3f @3 %.3f @5 %.3f @10 %.3f\n", k, r.n, float64(r.at[0])/N, float64(r.at[1])/N, float64(r.at[2])/N, float64(r.at[3])/N)
	}
}
