package dutch

import "strings"

// Split returns the parts of a Dutch compound ("schadevergoedingsmaatregel" gives schade, vergoeding, maatregel), or nil when word is not one.
// A part is a word of the list of at least four letters (or one of a few short ones); between parts a linking s, e, en, n or er may stand.
// The split with the fewest parts wins, and among those the one whose shortest part is longest. Words that are prefixes ("voor", "over")
// or suffixes ("lijk", "schap") never count as parts: voorschot is not a shot.
func Split(word string) []string {
	if len(word) < 7 || len(word) > 40 {
		return nil
	}
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return nil
		}
	}
	if whole[word] {
		return nil
	}
	s := splitter{word: word, memo: make(map[int]*cut, 8)}
	best := s.from(0)
	if best == nil || best.next == nil {
		return nil
	}
	var parts []string
	for c := best; c != nil; c = c.next {
		parts = append(parts, c.part)
	}
	return parts
}

type splitter struct {
	word string
	memo map[int]*cut
}

type cut struct {
	part     string
	next     *cut
	count    int
	shortest int
	links    int
}

func (s *splitter) from(start int) *cut {
	if c, ok := s.memo[start]; ok {
		return c
	}
	var best *cut
	for end := start + 3; end <= len(s.word); end++ {
		part := s.word[start:end]
		if len(part) == len(s.word) || !isPart(part, start == 0, end == len(s.word)) {
			continue
		}
		if end == len(s.word) {
			best = better(best, &cut{part: part, count: 1, shortest: len(part)})
			continue
		}
		for _, link := range links {
			if !strings.HasPrefix(s.word[end:], link) || end+len(link) >= len(s.word) {
				continue
			}
			next := s.from(end + len(link))
			if next == nil {
				continue
			}
			c := &cut{part: part, next: next, count: next.count + 1, shortest: min(len(part), next.shortest), links: next.links + len(link)}
			best = better(best, c)
		}
	}
	s.memo[start] = best
	return best
}

var links = []string{"", "s", "en", "e", "n", "er"}

func better(a, b *cut) *cut {
	switch {
	case a == nil:
		return b
	case b.count != a.count:
		if b.count < a.count {
			return b
		}
	case b.links != a.links:
		if b.links < a.links {
			return b
		}
	case b.shortest > a.shortest:
		return b
	}
	return a
}

func isPart(p string, first, last bool) bool {
	if len(p) < 4 {
		return shortParts[p]
	}
	if notParts[p] || first && prefixes[p] || last && suffixes[p] {
		return false
	}
	return Known(p)
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var (
	// shortParts are the words of three letters that make compounds in this field.
	shortParts = set("pin pas app web wet sms bom mes dag bus zus job kas tas vak les eis ruit auto bank")
	prefixes   = set("voor over onder tegen door mede tussen achter binnen buiten boven terug samen weer heen vast open goed vooruit rond neer mee langs wede acht buit gesp bete beha spie brie krui luis wegge bood beschik dier schei verst verwon schok kost mach hele zich waar krom plat machte klei trans")
	suffixes   = set("lijk schap baar loos zaam heid achtig matig vormig waarts ster iste aard ling voor over onder tegen door mede toen eren ende enen erig elijk aten king ding etje etjes loze bare fjes sjes laar naar innen dommen alen iele ellen sleden loosheid rijen willig williger steren schappelijk rongen rekken")
	// notParts stand in the word list but nearly always by accident inside another word.
	notParts = set("ever eren ende rech sing geen eten erin erop aren iden alle ante elen inge ings ring ting ling teen stre even eend enig atie inga ines aal ener ging aten fers vers ferd sten sche oren gens over voor zijn onge kend tere eten ties ring lede ande")
	// whole are frequent words that look like a compound and are none.
	whole = set("slachtoffer slachtoffers slachtofferhulp misschien aandacht ongeveer wanneer hierover daarover waarover vandaag iedereen allemaal natuurlijk waarschijnlijk eigenlijk moeilijk makkelijk duidelijk belangrijk tijdens volgende verschillende persoonlijk gevaarlijk onderzoek onderwijs overvallen overleden voorbeeld eindelijk openbaar beslissing geweldig herinnering bijzonder diefstal betekent blokkeren blokkeer gesprekken gesprongen frankrijk duitsland buitenland nederland nederlands paspoort stalking rechtvaardigheid software microsoft handelaar eigendommen platform supermarkt voertuig vliegtuig maatschappelijk kenteken dagvaarding deurwaarder vriendinnen instagram telegram kruisjes briefjes raadplegen waarschuwen")
)
