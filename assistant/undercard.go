package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// What is shown below a card that is not one of an emergency must be of the same matter as the card. Who only tells what happens has asked the site
// nothing, and the words of the telling may find anything: a threat of death finds pages for the bereaved.

// toYoung is what the site is asked for a child who tells of what is done to them.
const toYoung = "ben je zelf jonger dan 18, kindermishandeling"

// threatened is for who is threatened.
const threatened knowledge.TopicID = "bedreiging"

// ofCard sets what the site is asked for who tells of danger and asks nothing, when it is not decided yet, or ends the turn with the card alone.
func (a *Assistant) ofCard(s *state, v verdict) (verdict, error) {
	f := s.finding
	if f.Level != danger.Concern || !f.Ruled || s.turn.Chosen || s.turn.Retrieved != "" || s.memory.Booking != nil || v.word == "care" || s.settled != "" || route.Asks(s.question) || asksOf(s.question, dutch.Tokens(s.question)) {
		return v, nil
	}
	search := ""
	topic, ok := a.topics().Lookup(threatened)
	switch {
	case f.Kinds[0] == danger.Medical:
		return verdict{done: true, word: "card"}, a.afterCard(s)
	case s.memory.Child && !f.Outside && (f.Kinds[0] == danger.ChildInDanger || slices.Contains(f.Kinds, danger.ChildInDanger) && !namesBlows(s.question)) && !slices.Contains(f.Kinds, danger.Suicidality):
		search = toYoung
	case ok && f.Threatened && slices.Contains(f.Kinds, danger.AcuteDanger):
		search = topic.Name
	case a.strays(s):
		return verdict{done: true, word: "card"}, a.cardWithTopics(s)
	}
	if search == "" || slices.Contains(s.memory.Asked, search) {
		return v, nil
	}
	s.search = search
	return verdict{word: "card"}, nil
}

// ofViolence are the topics of what a card for danger by another is about.
var ofViolence = []knowledge.TopicID{
	"huiselijk_geweld", "bedreiging", "mishandeling", "stalking", "kindermishandeling", "veilig_weggaan", "opvang_blijf", "veilig_thuis", "acuut_gevaar", "psychisch_geweld", "mannen_huiselijk_geweld",
	"contactverbod", "huisverbod", "ex_relatie_kinderen", "veiligheid_thuis", "wraak_intimidatie", "economisch_geweld", "digitaal_geweld_partner", "ouderenmishandeling", "geweld_tegen_ouders",
	"getuige_huiselijk_geweld_kind", "seksueel_misbruik_kind", "verkrachting", "aanranding", "centrum_seksueel_geweld", "stalking_logboek", "online_bedreiging_doxing", "afpersing", "sextortion", "wraakporno",
	"straatroof", "overval", "woningoverval", "steek_schiet", "discriminatie", "burenoverlast", "agressie_werk", "geweld_door_client", "geweld_instelling", "vrijlating_verlof_idv", "aware_noodknop",
	"politiegeweld", "grooming", "pesten_school", "cyberpesten", "weglopen_jongere", "melding_twijfel", "seksuele_intimidatie", "straatintimidatie", "kinderontvoering", "aangifte", "dader_bekende",
}

// harmless is how likely a subject must be for a message to be surely of it, and of no danger that only the classifier hears.
const harmless = 0.4

// ofAnything reports whether a message surely has a subject in which nobody is in danger: how somebody sleeps since, what a self-employed person earns.
func (a *Assistant) ofAnything(text string) bool {
	if a == nil || a.topics() == nil {
		return false
	}
	top := a.topics().Rank(searchable(text), 1)
	return len(top) > 0 && top[0].P >= harmless && !slices.Contains(ofViolence, top[0].Topic) && !slices.Contains(ofNeed, top[0].Topic)
}

// ofNeed are topics of danger beside those of violence.
var ofNeed = []knowledge.TopicID{
	"suicidale_gedachten", "somberheid", "zelfdoding", "mensenhandel", "loverboy", "arbeidsuitbuiting", "sekswerk_geweld", "drogering", "seksueel_geweld_mannen",
	"vermissing", "huwelijksdwang_achterlating", "meisjesbesnijdenis", "eergeweld", "femicide", "vrijheidsberoving", "crimineel_netwerk_jongere",
	"zelf_geweld_plegen", "dader_verward", "verkeersagressie", "veilige_sport_organisatie", "lhbti_geweld", "misbruik_gezag_zorg", "geweld_hulpdiensten",
	"bedreiging_publiek_beroep", "seksuele_intimidatie_werk", "medisch_incident", "verslaving_coping", "crisis_iac", "eerste_uren", "zonder_verblijfspapieren",
	"naam_adres_geheim", "domicilie_adres", "gegevens_afschermen", "verdachte_vrij_detentie", "voorwaarden_toezicht",
}

// strays reports whether the words of another language, put into Dutch, surely speak of something else than the danger by another that was seen in them.
func (a *Assistant) strays(s *state) bool {
	if s.answer.Lang == "nl" || !slices.Contains(fromAnother, s.finding.Kinds[0]) && s.finding.Kinds[0] != danger.ChildInDanger {
		return false
	}
	top := a.topics().Rank(s.searched, 1)
	return len(top) > 0 && top[0].P >= ownSubject && !slices.Contains(ofViolence, top[0].Topic)
}

// cardWithTopics ends a turn with the card, and topics of its matter to choose from.
func (a *Assistant) cardWithTopics(s *state) error {
	if err := a.afterCard(s); err != nil {
		return err
	}
	s.found.Topics = nil
	for _, id := range ofViolence[:buttons] {
		s.found.Topics = append(s.found.Topics, knowledge.TopicScore{Topic: id, P: 1})
	}
	return a.offer(s, "")
}

// toSleep is what the site is asked for who cannot sleep at home.
const toSleep = "opvang en een veilige plek om te slapen, weggaan bij geweld thuis"

// What asks for a place to sleep: a word that asks where, or that there is none, and one for sleeping or staying; a word for such a place; or whether there is
// somewhere to go.
var (
	whereWords   = tokensOf("waar waarheen where où gdzie nerede nereye де куди أين اين unda nergens geen nowhere nulle nigdzie hiçbir ніде")
	sleepWords   = tokensOf("slapen slaap overnachten logeren verblijven sleep stay dormir loger spać nocować uyuyacağım uyuyabilirim kalacağım kalabilirim спати ночувати переночувати أنام انام drumi keda")
	somewhere    = tokensOf("ergens somewhere anywhere")
	goingTo      = tokensOf("heen naartoe terecht go stay")
	shelterWords = tokensOf("slaapplek slaapplaats onderdak blijfhuis opvanghuis vrouwenopvang shelter foyer schronisko schronienie sığınma sığınak притулок притулку مأوى ملجأ")
)

// sleeps reports whether who told of violence asks in few words for a place to sleep, or to go to.
func (s *state) sleeps() bool {
	if s.memory.Booking != nil || !slices.ContainsFunc(s.memory.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) || k == danger.ChildInDanger }) {
		return false
	}
	tokens := dutch.Tokens(dutch.Visible(s.turn.said()))
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return of[t.Text] })
	}
	return len(tokens) <= leanWords && (has(shelterWords) || has(whereWords) && has(sleepWords) || has(somewhere) && has(goingTo))
}

// namesBlows reports whether a message names what is done to somebody's body: the site speaks of that in those words.
func namesBlows(text string) bool {
	return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return begins(w, harming) })
}
