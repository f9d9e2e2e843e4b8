package jurisprudence

import "strings"

// Relationship is how offender and victim knew each other before the offence.
type Relationship string

// The relationships by which advisers compare. The zero value is not said.
const (
	UnknownRelationship Relationship = ""
	Stranger            Relationship = "stranger"
	Partner             Relationship = "partner"
	FormerPartner       Relationship = "ex"
	Relative            Relationship = "family"
	Colleague           Relationship = "colleague"
	Acquaintance        Relationship = "acquaintance"
	CareRelation        Relationship = "care" // teacher, trainer, therapist, carer
)

var relationWords = []struct {
	kind  Relationship
	words []string
}{
	{FormerPartner, []string{"ex-partner", "ex-vriendin", "ex-vriend", "ex-echtgenote", "ex-echtgenoot", "voormalige partner", "ex-man", "ex-vrouw", "relatie had beëindigd", "relatie heeft beëindigd", "na het verbreken van de relatie", "voormalig partner", "een relatie hebben gehad", "een relatie gehad", "relatie was beëindigd", "relatie verbrak", "hun relatie eindigde"}},
	{Partner, []string{"zijn partner", "haar partner", "zijn vriendin", "haar vriend ", "zijn echtgenote", "haar echtgenoot", "zijn levensgezel", "zijn vrouw", "haar man ", "toenmalige partner"}},
	{Relative, []string{"zijn zwager", "zijn vader", "zijn moeder", "zijn dochter", "haar dochter", "zijn zoon", "haar zoon", "zijn stiefdochter", "zijn stiefzoon", "zijn broer", "zijn zus", "zijn kind", "haar kind", "zijn nicht", "zijn neef", "zijn schoonmoeder", "zijn schoonvader", "zijn schoonzus", "zijn kleindochter", "haar vader", "haar moeder", "zijn ouders"}},
	{Colleague, []string{"haar werkgever", "zijn werkgever", "collega", "zijn werknemer", "in dienstbetrekking", "persoonlijke dienstbetrekking"}},
	{CareRelation, []string{"haar trainer", "zijn trainer", "sporttrainer", "zijn leerling", "haar leerling", "zijn leraar", "haar docent", "aan zijn zorg", "aan haar zorg", "zijn patiënt", "zijn pupil", "mantelzorg"}},
	{Acquaintance, []string{"zijn buurman", "zijn buurvrouw", "buren", "huisgenoot", "zijn vriend ", "goede bekenden", "kenden elkaar van", "kennissen"}},
	{Stranger, []string{"kende hem niet", "kende haar niet", "kenden elkaar niet", "willekeurige", "voor hem onbekende", "een onbekende", "toevallige voorbijganger", "verdachte kende [", "nietsvermoedende", "onbekende van"}},
}

// relationLexicon indexes the phrases by their first two letters, so that a sentence is searched once.
var relationLexicon = func() map[string][]relationPhrase {
	m := map[string][]relationPhrase{}
	for rank, w := range relationWords {
		for _, x := range w.words {
			m[x[:2]] = append(m[x[:2]], relationPhrase{x, rank})
		}
	}
	return m
}()

type relationPhrase struct {
	words string
	rank  int
}

// relationship finds how offender and victim knew each other. The closest tie that the court names counts, because courts name a tie in passing
// and the lack of one rarely.
func relationship(r *Ruling, low string, list []clause) Fact[Relationship] {
	if r.Kind != Criminal && r.Kind != Civil {
		return Fact[Relationship]{}
	}
	best, rank := Fact[Relationship]{}, len(relationWords)
	for _, c := range list {
		switch c.topic {
		case ChargeTopic, LawTopic, AnnexTopic, SignatureTopic, ConfiscationTopic:
			continue
		}
		if c.speaker != CourtSpeaker || c.topic == ClaimTopic && r.Kind == Criminal {
			continue
		}
		s := low[c.Start:c.End]
		for k := 0; k+2 < len(s); k++ {
			if k > 0 && (letter(s[k-1]) || !letter(s[k])) {
				continue
			}
			for _, x := range relationLexicon[s[k:k+2]] {
				if x.rank < rank && strings.HasPrefix(s[k:], x.words) && ties(s, k, x) {
					best, rank = Fact[Relationship]{relationWords[x.rank].kind, quoteOf(low, c.Span, c.Start+k, c.Start+k+len(x.words)), true}, x.rank
				}
			}
		}
	}
	return best
}

// ties reports that a phrase at k is about offender and victim, and not about the defendant's own life.
func ties(s string, k int, x relationPhrase) bool {
	if hasAny(s, "reclassering", "raadsman", "persoonlijke omstandigheden", "justitiële documentatie") {
		return false
	}
	switch relationWords[x.rank].kind {
	case Stranger:
		return !strings.HasPrefix(x.words, "verdachte kende [") || strings.Contains(s[k:], "niet")
	case Relative:
		return suffers(s, k)
	}
	return true
}

// suffers reports that the relative named at k is the one whom the offence befell: "mishandeling van zijn zwager", "heeft zijn moeder bedreigd".
func suffers(s string, k int) bool {
	if !hasAny(s, "mishandel", "bedreig", "misbruik", "ontucht", "verkracht", "geweld", "gestolen", "bestolen", "gestoken", "geslagen", "doodslag", "moord", "gedood", "steken", "belaagd", "weggenomen", "opgelicht", "aangerand", "seksue") {
		return false
	}
	before := strings.TrimRight(s[max(0, k-24):k], " ")
	for _, w := range []string{"van", "tegen", "jegens", "met", "aan", "heeft", "op", "slachtoffer,", "minderjarige", "bij", "toen"} {
		if strings.HasSuffix(before, w) {
			return !strings.HasPrefix(s[k:], "zijn moeder en een medewerker")
		}
	}
	return false
}
