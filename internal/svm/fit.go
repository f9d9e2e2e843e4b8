package svm

import "math"

// plane is what lies between a class and the rest.
type plane struct {
	weights []float32
	bias    float32
}

// How a plane is fitted: what a text on the wrong side costs beside a wide margin, and when it is good enough.
const (
	cost   = 1.0
	passes = 60
	enough = 0.1 // the largest violation of the optimality conditions that is left
)

// fit returns the plane that minimises the squared hinge loss, by dual coordinate descent with shrinking: Hsieh, Chang, Lin, Keerthi and Sundararajan,
// A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008, algorithms 1 and 3.
//
//go:norace
func fit(texts [][]Sign, size int, class Class) plane {
	p := plane{weights: make([]float32, size)}
	side := make([]float32, len(texts))
	softness := make([]float64, len(texts))
	length := make([]float64, len(texts))
	dual := make([]float64, len(texts))
	active := make([]int, 0, len(texts))
	for i, t := range texts {
		weight := 1.0
		if class.Weight != nil {
			weight = class.Weight(i)
		}
		if weight <= 0 || len(t) == 0 {
			continue
		}
		side[i] = -1
		if class.Is(i) {
			side[i] = 1
		}
		softness[i] = 1 / (2 * cost * weight)
		length[i] = 1 + softness[i] // the bias is a sign that every text has
		for _, f := range t {
			length[i] += float64(f.Value * f.Value)
		}
		active = append(active, i)
	}
	all := len(active)
	seed := uint64(1)
	before := math.Inf(1) // the largest gradient of the pass before
	for range passes {
		most, least := math.Inf(-1), math.Inf(1)
		for n := 0; n < len(active); n++ {
			seed = seed*6364136223846793005 + 1442695040888963407
			k := n + int(seed>>33)%(len(active)-n)
			active[n], active[k] = active[k], active[n]
			i := active[n]
			g := p.bias
			for _, f := range texts[i] {
				g += p.weights[f.Number] * f.Value
			}
			gradient := float64(g*side[i]) - 1 + softness[i]*dual[i]
			if dual[i] == 0 {
				if gradient > before { // it will stay 0
					active[n] = active[len(active)-1]
					active[len(active)-1] = i
					active = active[:len(active)-1]
					n--
					continue
				}
				if gradient >= 0 {
					most, least = max(most, 0), min(least, 0)
					continue
				}
			}
			most, least = max(most, gradient), min(least, gradient)
			old := dual[i]
			dual[i] = max(0, old-gradient/length[i])
			if step := float32(dual[i]-old) * side[i]; step != 0 {
				p.bias += step
				for _, f := range texts[i] {
					p.weights[f.Number] += step * f.Value
				}
			}
		}
		if most-least < enough {
			if len(active) == all {
				break
			}
			active, before = active[:all], math.Inf(1) // look at all once more
			continue
		}
		if before = most; most <= 0 {
			before = math.Inf(1)
		}
	}
	return p
}
