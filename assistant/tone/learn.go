package tone

import (
	"math"
	"strings"
	"sync"

	"wegwijzer/internal/svm"
)

// The patterns know what they were told. Beside them stands a linear classifier, trained at first use from sentences that were written for
// it: it hears how a sentence is built (who is spoken of, in which tense, how surely) and so catches wordings that no pattern foresaw.

const (
	buckets = 1 << 18 // of hashed features
	epochs  = 12
	rate    = 0.4
	shrink  = 2e-5
	classes = reasons + 1 // the last one is: may be said
	fine    = reasons
	piece   = 5 // bytes of a piece of a word
)

// classifier is a multinomial logistic regression over hashed features of a sentence. The weights of a feature lie side by side. A support vector
// machine, which sees only words and letters, is a second opinion on whether a sentence may be said at all.
type classifier struct {
	weights [][classes]float32
	second  *svm.Machine
}

const (
	secondBits   = 18
	secondWeight = 1.5 // of its margin beside the log odds of the classifier
)

// lesson is a sentence with what it is.
type lesson struct {
	words    []string
	features []uint32
	class    int
	weight   float32
}

func train(lessons []lesson) *classifier {
	c := &classifier{weights: make([][classes]float32, buckets)}
	words := make([][]string, len(lessons))
	for i := range lessons {
		words[i] = lessons[i].words
	}
	c.second = svm.Learn(words, secondBits, []svm.Class{{
		Is:     func(i int) bool { return lessons[i].class != fine },
		Weight: func(i int) float64 { return float64(lessons[i].weight) },
	}})
	squares := make([][classes]float32, buckets)
	order := make([]int, len(lessons))
	for i := range order {
		order[i] = i
	}
	seed := uint64(7)
	for range epochs {
		for i := len(order) - 1; i > 0; i-- { // the same shuffle each time: the same weights on each machine
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			c.learn(&lessons[i], squares)
		}
	}
	return c
}

// learn moves the weights towards what a lesson says; squares are those of the steps so far.
//
// The race detector looks away from this and from probabilities: the sums take tenfold with it, and nobody changes a classifier once it was trained.
//
//go:norace
func (c *classifier) learn(l *lesson, squares [][classes]float32) {
	g := c.probabilities(l.features)
	if g[l.class] > known {
		return
	}
	g[l.class]--
	for _, f := range l.features {
		w, sq := &c.weights[f], &squares[f]
		for k := range g {
			if d := g[k]*l.weight + shrink*w[k]; d < -least || d > least {
				sq[k] += d * d
				w[k] -= rate * d / float32(math.Sqrt(float64(sq[k])+1))
			}
		}
	}
}

const (
	least = 1e-4 // the smallest step worth taking
	known = 0.97 // how sure of a lesson makes it not worth repeating
)

// probabilities returns how likely each class is.
//
//go:norace
func (c *classifier) probabilities(features []uint32) [classes]float32 {
	var p [classes]float32
	for _, f := range features {
		w := &c.weights[f]
		for k := range p {
			p[k] += w[k]
		}
	}
	norm := 3 * float32(1/math.Sqrt(float64(len(features)+1)))
	best := float32(math.Inf(-1))
	for k := range p {
		p[k] *= norm
		best = max(best, p[k])
	}
	sum := float32(0)
	for k := range p {
		p[k] = float32(math.Exp(float64(p[k] - best)))
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func hash(parts ...string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 31) * 16777619
	}
	return h % buckets
}

// written returns the words of a sentence, and behind them the mark of a question.
func (s *sentence) written() []string {
	words := make([]string, 0, len(s.words)+1)
	for _, w := range s.words {
		words = append(words, same(w))
	}
	if s.question {
		words = append(words, "?")
	}
	return words
}

// features returns what the classifier sees of a sentence: its words, rows of two and three of them, their pieces, and the frame of small words
// and verb forms with the rest left open.
func (s *sentence) features() []uint32 {
	f := make([]uint32, 0, 8*len(s.words)+12)
	add := func(parts ...string) { f = append(f, hash(parts...)) }
	mood := "."
	if s.question {
		mood = "?"
	}
	add("mood", mood)
	if len(s.words) > 0 {
		add("first", s.words[0], mood)
	}
	frame := make([]string, 0, len(s.words))
	for i, w := range s.words {
		w = same(w)
		if w == "," {
			frame = append(frame, w)
			continue
		}
		add("w", w)
		if len(w) > 5 {
			add("p", w[:5])
		}
		if len(w) > 6 {
			add("e", w[len(w)-4:])
		}
		for r := "<" + w + ">"; len(r) >= piece; r = r[1:] {
			add("l", r[:piece])
		}
		if i > 0 {
			add("b", same(s.words[i-1]), w)
		}
		if i > 1 {
			add("s", same(s.words[i-2]), w)
			add("t", same(s.words[i-2]), same(s.words[i-1]), w)
		}
		frame = append(frame, shape(w))
	}
	for i := range frame {
		add("f1", frame[i])
		if i > 0 {
			add("f2", frame[i-1], frame[i])
		}
		if i > 1 {
			add("f3", frame[i-2], frame[i-1], frame[i])
		}
		if i == 2 {
			add("f^", frame[0], frame[1], frame[2])
		}
	}
	who := ""
	for _, c := range []struct {
		name string
		in   map[string]bool
	}{{"ik", first}, {"je", second}, {"hij", third}, {"we", usWords}} {
		if s.has(c.in) {
			who += c.name
		}
	}
	modal := ""
	if s.has(modalWords) {
		modal = "modal"
	}
	tense, _ := s.pastTense()
	when := ""
	if tense {
		when = "past"
	}
	add("who", who, mood)
	add("who", who, mood, modal)
	add("who", who, mood, modal, when)
	for i, w := range frame {
		if strings.HasPrefix(w, "@") {
			add("kind", w, mood, modal)
			add("kind", w, who, when)
			if i+1 < len(frame) {
				add("kind", w, frame[i+1], modal)
			}
		}
	}
	if s.depends {
		add("depends")
	}
	if s.open {
		add("open")
	}
	if s.after {
		add("after")
	}
	neg := false
	for _, n := range s.negation {
		neg = neg || n
	}
	if neg {
		add("negation", mood)
	}
	switch {
	case len(s.words) < 4:
		add("length", "short")
	case len(s.words) > 14:
		add("length", "long")
	}
	return f
}

var (
	third      = set("hij ze zij hem haar")
	usWords    = set("wij we ons onze")
	modalWords = set("kan kun kunt kunnen mag mogen hoef hoeft hoeven")
)

// same makes the forms of address one: what may not be said to "u" may not be said to "je" either.
func same(w string) string {
	switch w {
	case "u", "jij", "jullie":
		return "je"
	case "uw", "jouw":
		return "jouw"
	case "bent":
		return "ben"
	case "hebt", "heb":
		return "heeft"
	case "kunt", "kan":
		return "kun"
	case "zij":
		return "ze"
	case "wij":
		return "we"
	}
	if w[0] >= '0' && w[0] <= '9' {
		if len(w) > 6 {
			return "#phone"
		}
		return "#"
	}
	return w
}

var small = set(`ik je jouw we ons onze hij ze het de een dit dat die deze er hier daar waar wat wie hoe waarom wanneer welk welke niet geen nooit niemand niets wel ook nog al maar en of want dus als dan toch zo heel erg
	te om in op aan bij van voor met naar door over tot uit ben is was zijn waren heeft had hadden word wordt worden werd kun kon kunnen mag mogen moet moeten moest wil wilt wilde zal zult zou ga gaat gaan doe doet deed
	hoef hoeft zelf altijd zeker vast soms vaak meestal misschien iedereen iemand mij me mijn hem haar zijn # #phone`)

// kinds names the classes of the Dutch patterns that a word belongs to, for what a sentence says of a court it says of every court.
var kinds = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, b := range books() {
		if b.lang != "nl" {
			continue
		}
		for _, name := range []string{"@court", "@payer", "@case", "@money", "@outcome", "@sentence", "@disorder", "@drug", "@violence", "@offender", "@close", "@foolish", "@bodypart", "@likely", "@sure"} {
			for w := range strings.SplitSeq(b.classes[name], "|") {
				if w = strings.Trim(w, "*"); m[w] == "" && !small[w] {
					m[w] = name
				}
			}
		}
	}
	return m
})

// shape returns a small word as it is, and of others only what their ending says.
func shape(w string) string {
	if k := kinds()[w]; k != "" {
		return k
	}
	switch {
	case small[w]:
		return w
	case len(w) > 4 && strings.HasPrefix(w, "ge") && (strings.HasSuffix(w, "d") || strings.HasSuffix(w, "t") || strings.HasSuffix(w, "en")):
		return "+ge"
	case len(w) > 4 && (strings.HasSuffix(w, "de") || strings.HasSuffix(w, "te")):
		return "+de"
	case strings.HasSuffix(w, "en"):
		return "+en"
	case strings.HasSuffix(w, "t"):
		return "+t"
	case strings.HasSuffix(w, "e"):
		return "+e"
	}
	return "+"
}
