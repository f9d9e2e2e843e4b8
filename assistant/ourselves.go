package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// What people ask of us they ask without naming us: "wat kost hulp", "kan mijn broer bij jullie terecht". Pages name us, so the search is told.
var (
	usWords    = words("jullie hulp hier terecht u")
	priceWords = words("kost kosten duur prijs betalen gratis kosteloos rekening")
	// smallWords are the words of such a question besides those who ask it or for whom.
	smallWords = words("wat welke wie is er zijn de het een voor van mijn mn me ik mij kan kunnen mag moet ook bij om te met iets hoe hoeveel of en krijg krijgen hebben heb dit dat geld praten gesprek helpen helpt ander iemand anders daar dan wel geholpen worden wordt vragen vraag")
)

// Our name, and what pages say of what we cost.
const (
	ourName  = "Slachtofferhulp"
	ourPrice = "is jullie hulp gratis"
)

// namingUs returns a question about us and nothing else as the pages would put it, and any other question as it is.
func namingUs(question string) string {
	us, price := false, false
	for _, t := range dutch.Tokens(question) {
		us, price = us || usWords[t.Text], price || priceWords[t.Text]
		if !usWords[t.Text] && !priceWords[t.Text] && !smallWords[t.Text] && !slices.Contains(kinWords, t.Text) {
			return callingUs(question)
		}
	}
	switch {
	case us && price:
		return ourPrice
	case us:
		return question + " " + ourName
	}
	return question
}

// callingUs returns a question that names us as who speaks to us would put it. All pages are ours, and those that bear our name are of something else: of the
// office on the islands, which is not ours and keeps its name.
func callingUs(question string) string {
	var b strings.Builder
	end, before := 0, ""
	for _, t := range dutch.Tokens(question) {
		if t.Text == dutch.Fold(ourName) && before != "bureau" {
			b.WriteString(question[end:t.Start] + "jullie")
			end = t.End
		}
		before = t.Text
	}
	return b.String() + question[end:]
}

// priceOnly are the words of who asks what it costs and names nothing that could have a price of its own, such as a lawyer.
var priceOnly = words("gratis kost kosten kosteloos betal betaal geld prijs tarief rekening euro hulp help slachtofferhulp duur")

// asksPrice reports whether a message asks what it costs, and not of what.
func (s *state) asksPrice() bool {
	asked := s.ownDutch()
	return asksAfter(asked)&askedPrice != 0 && onlyNames(asked, priceOnly) && !s.asksToPay()
}

// ofPrice answers who asks that with what our help costs, when nothing was spoken of before, or nothing of which the site knows a price.
func (a *Assistant) ofPrice(ctx context.Context, s *state) error {
	if s.turn.Retrieved != "" || !s.asksPrice() {
		return nil
	}
	if strings.Contains(s.search, "\n") && s.found.Confidence >= sure {
		if says := supportedBy(compose(s.search, s.found)); len(says) > 0 && carried(s.search, says) {
			return nil
		}
	}
	return a.whatWeCost(ctx, s)
}

// whatWeCost looks for what our help costs, and leaves what was found where the site does not surely say it.
func (a *Assistant) whatWeCost(ctx context.Context, s *state) error {
	found, err := a.shelf.Search(ctx, s.turn.Collection, ourPrice, searched)
	if err != nil {
		return ctx.Err() // a search that is down leaves what was found
	}
	if found = a.honesty.cleaned(found); found.Confidence >= sure {
		s.search, s.before, s.found = ourPrice, "", found
	}
	return nil
}
