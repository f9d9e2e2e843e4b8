package knowledge

import "wegwijzer/internal/dutch"

// shapeWeights are those of the second look at a question over help pages: how it is put tells what its unknown words mean. Who tells a
// story uses words that no page has ("met een krassende sleutel over mijn wagen"), and a page on its topic helps; who asks a short question
// asks for one thing, and when no page has the word for it ("mag ik pepperspray bij me dragen") the pages do not answer it.
type shapeWeights struct {
	base, direct float64
	unknown      float64 // share of the question that no page knows,
	asked        float64 // and the question is a short one
	covered      float64 // share of the question's topics that some page is on
	guessed      float64 // the page's topics are the machine's guesses: that no page seems to be on a topic tells less
	topic        float64 // a probable topic tells nothing more, and much less when no page is on it
}

// Fitted on the questions behind factConfidence that stand in the demo's sets and 117 short ones, half of which its pages answer. On 120 short
// ones that were not used: of 60 that the pages do not answer 30 were refused before and 44 now, of 60 that they answer 56 were answered before
// and after. The weight of guessed topics was chosen on pages that nobody labelled.
var shape = shapeWeights{base: 1, direct: -2.25, unknown: 1.6, asked: -2.75, covered: 2.2, topic: -1.95, guessed: 1.4}

// of returns what the shape of a question adds to the log odds that it is answered.
func (w shapeWeights) of(q *query, short bool, covered, topic float64) float64 {
	z := w.base + w.unknown*float64(q.unknown) + w.covered*covered + w.topic*topic
	if short {
		z += w.direct + w.asked*float64(q.unknown)
	}
	return z
}

// covered returns how much of what the question is probably about some page is on, 0 to 1.
func (s *snapshot) covered(q *query) float64 {
	var total, sum float32
	for t, p := range q.topics {
		if p >= topicLeast {
			total += p
			sum += p * s.onTopic[t]
		}
	}
	if total == 0 {
		return 0
	}
	return float64(sum / total)
}

const (
	directMost = 20 // words of a question that asks for one thing
	topicLeast = 0.005
)

// direct reports whether a question is a short one that asks for one thing from its first word on: "mag ik...", "wat kost...".
func direct(question string) bool {
	tokens := dutch.Tokens(question)
	if len(tokens) == 0 || len(tokens) > directMost {
		return false
	}
	first := tokens[0].Text
	if before[first] && len(tokens) > 1 {
		return questionWords[tokens[1].Text]
	}
	return questionWords[first] || opening[first]
}

var (
	questionWords = set("wat", "welke", "welk", "hoe", "hoeveel", "hoelang", "wie", "wiens", "waar", "wanneer", "waarom", "waarvoor")
	// opening are other words by which a question or a request begins.
	opening = set("mag", "mogen", "kan", "kun", "kunnen", "moet", "moeten", "is", "zijn", "heb", "hebben", "heeft", "krijg", "krijgt", "krijgen", "vergoedt", "betaalt", "betaal",
		"wordt", "word", "worden", "bestaat", "geldt", "helpt", "helpen", "werkt", "doet", "doen", "geef", "schrijf", "maak", "vertel", "noem", "vertaal", "bereken", "zoek")
	before = set("op", "bij", "in", "aan", "van", "voor", "met", "tegen", "binnen")
)
