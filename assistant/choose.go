package assistant

import "strings"

// candidate is a unit with what speaks for it.
type candidate struct {
	unit
	bag    map[string]bool
	says   []float64 // how much of each word of the question
	extra  float64   // its kind and its place
	rank   float64   // of its passage
	lift   float64   // from what stands beside it
	report bool
}

// score returns what a unit is worth when others have said part of the question already.
func (c candidate) score(said []float64) float64 {
	total := c.extra
	for w, x := range c.says {
		total += x - repeated*min(x, said[w])
	}
	return total*c.rank + c.lift
}

// choose picks the units that together say most of the question, of those that have at least a share of the score of the best: each next one counts for what
// it adds.
func choose(units []candidate, least float64) []int {
	if len(units) == 0 {
		return nil
	}
	best := 0.0
	said := make([]float64, len(units[0].says))
	alone := make([]float64, len(units))
	for i, u := range units {
		alone[i] = u.score(said)
		best = max(best, alone[i])
	}
	var chosen []int
	of := map[int]int{} // how many were taken of each passage
	for len(chosen) < maxUnits {
		pick, value := -1, 0.0
		for i, u := range units {
			if alone[i] < least*best || strings.HasSuffix(u.text, "?") || u.report && of[u.passage] >= ofReport {
				continue
			}
			same := 0.0
			for _, j := range chosen {
				if i == j || strings.Contains(units[j].text, u.text) || strings.Contains(u.text, units[j].text) {
					same = 2
					break
				}
				same = max(same, overlap(u.bag, units[j].bag))
			}
			if same > 0.85 {
				continue
			}
			v := diversity*u.score(said) - (1-diversity)*same*best
			if pick < 0 || v > value {
				pick, value = i, v
			}
		}
		if pick < 0 {
			break
		}
		chosen = append(chosen, pick)
		of[units[pick].passage]++
		for w, x := range units[pick].says {
			said[w] = max(said[w], x)
		}
	}
	return chosen
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
