package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// Who told of violence at home and asks where to go, or tells that they leave, reads what the site says of shelter and of leaving safely. Their words alone
// would find any page with a room or a way in it.

// toLeave is what the site is asked for who leaves.
const toLeave = "veilig weggaan bij geweld thuis, opvang en een plan voor de veiligheid"

// ofShelter returns that, or what is asked for a place to sleep; "" for any other message.
func (s *state) ofShelter() string {
	m := s.memory
	if m.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" || !slices.ContainsFunc(m.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) }) || !slices.Contains(m.Near, danger.SafeAtHome) || m.Card != nil && m.Card.Outside {
		return ""
	}
	text := dutch.Visible(s.turn.said())
	tokens := tokenTexts(text)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return of[w] })
	}
	search := ""
	switch {
	case len(tokens) > leanWords || has(ofCourtRooms) || asksOfMoney(text) || s.ofCourt(text):
	case has(whereWords) && has(placeWords) && !has(calling):
		search = toSleep
	case route.Asks(s.question):
	case has(homes) && has(foundWords), has(backWords) && has(toThem) && has(neverWords), has(leftWords) && (has(toThem) || has(firstPerson)):
		search = toLeave
	}
	if slices.Contains(m.Asked, search) {
		return ""
	}
	return search
}

var (
	placeWords   = tokensOf("heen naartoe toe terecht slapen schuilen go stay hide aller réfugier dormir iść pójść spać gidebilirim gideyim kalabilirim піти йти поїхати أذهب اذهب أروح bai")
	homes        = tokensOf("kamer huis woning appartement flat studio plek slaapplek slaapplaats onderdak room house apartment place chambre appartement logement pokój mieszkanie oda ev daire кімнату квартиру غرفة شقة بيت kamber kas")
	foundWords   = tokensOf("gevonden geregeld gekregen vinden found got trouvé znalazłam znalazłem buldum знайшла знайшов وجدت haña")
	backWords    = tokensOf("terug back retourne retournerai wracam wrócę dönmüyorum dönmeyeceğim повернусь повертаюсь повернуся أعود ارجع أرجع bolbe")
	toThem       = tokensOf("hem haar him her lui elle niego niej ona он нього неї إليه له")
	neverWords   = tokensOf("niet nooit not never won't pas plus jamais nie nigdy dönmüyorum dönmeyeceğim не ніколи لن لا no nunca")
	leftWords    = tokensOf("weggegaan weggelopen vertrokken gevlucht verhuisd verlaten left fled escaped moved partie quitté odeszłam uciekłam wyprowadziłam ayrıldım kaçtım пішла втекла переїхала تركته هربت")
	ofCourtRooms = words("rechtbank rechter zitting politiebureau school werk ziekenhuis")
)
