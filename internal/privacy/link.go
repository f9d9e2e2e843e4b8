package privacy

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

var (
	webAddress  = regexp.MustCompile(`(?i)(?:https?://|www\.)[^\s<>"'\[\]{}|]+`)
	homePage    = regexp.MustCompile(`(?i)\b(?:[a-z0-9][a-z0-9-]{3,62}\.)+(?:nl|com|net|org|eu|info|online|shop|site|blog|example)\b`)
	bareAddress = regexp.MustCompile(`(?i)\b(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,12}/[^\s<>"'\[\]{}|]+`)
)

// hosts of organisations that help, of the government, of the courts and of the news: what stands there stands there for everyone.
var openHosts = words(`slachtofferhulp.nl schadefonds.nl veiligthuis.nl ikvermoedhuiselijkgeweld.nl centrumseksueelgeweld.nl 113.nl kindertelefoon.nl
	fraudehelpdesk.nl juridischloket.nl perspectiefherstelbemiddeling.nl mijnslachtofferzaak.nl slachtofferwijzer.nl politie.nl om.nl rechtspraak.nl
	overheid.nl rijksoverheid.nl government.nl cjib.nl digid.nl belastingdienst.nl duo.nl uwv.nl svb.nl ind.nl coa.nl vluchtelingenwerk.nl
	autoriteitpersoonsgegevens.nl nationaleombudsman.nl dekinderombudsman.nl meldmisdaadanoniem.nl ggd.nl ggdghor.nl thuisarts.nl rvr.org
	advocatenorde.nl reclassering.nl halt.nl europa.eu fier.nl mindkorrelatie.nl deluisterlijn.nl comensha.nl wikipedia.org wetten.nl
	rechtwijzer.nl tweedekamer.nl raadvanstate.nl hogeraad.nl justid.nl dji.nl kinderbescherming.nl amsterdam.nl rotterdam.nl utrecht.nl denhaag.nl
	veiliginternetten.nl helpwanted.nl stopitnow.nl fondsslachtofferhulp.nl namensdefamilie.nl verkeersslachtoffers.nl rdw.nl kvk.nl letselschaderaad.nl
	nos.nl nu.nl ad.nl telegraaf.nl volkskrant.nl trouw.nl nrc.nl parool.nl rtl.nl rtlnieuws.nl bbc.com bbc.co.uk consumentenbond.nl nibud.nl
	moviera.nl blijfgroep.nl huiselijkgeweld.nl slachtofferloket.nl internetoplichting.nl opgelicht.nl schadevergoedingen.nl`)

// wellKnown are sites that everyone uses: their front page points to nobody, a page within them may.
var wellKnown = words(`facebook.com instagram.com tiktok.com snapchat.com twitter.com x.com youtube.com whatsapp.com telegram.org linkedin.com google.com google.nl
	marktplaats.nl bol.com vinted.nl zalando.nl amazon.nl coolblue.nl ing.nl rabobank.nl abnamro.nl paypal.com tikkie.me netflix.com microsoft.com apple.com
	funda.nl ns.nl postnl.nl 9292.nl buienradar.nl discord.com twitch.tv reddit.com pinterest.com gmail.com outlook.com hotmail.com airbnb.nl booking.com tinder.com`)

// links returns pages that lead to a person: profiles, photos, shops of swindlers. Pages of organisations that help stay.
func (s *scene) links() []mark {
	var marks []mark
	// A web address is looked for where its signs stand.
	places := spots(s.text, "/", "www.", "WWW.", "Www.", ".nl", ".com", ".net", ".org", ".eu", ".info", ".online", ".shop", ".site", ".blog", ".example")
	slices.Sort(places)
	windows := around(s.text, places, linkReach)
	for _, re := range [...]*regexp.Regexp{webAddress, bareAddress, homePage} {
		for _, at := range within(s.text, windows, re) {
			m := mark{at[0], at[0] + trimmed(s.text[at[0]:at[1]]), Link}
			before, _ := utf8.DecodeLastRuneInString(s.text[:m.start])
			if wordRune(before) || before == '@' || before == '.' || m.end <= m.start {
				continue
			}
			if personalPage(s.text[m.start:m.end]) {
				marks = append(marks, m)
			}
		}
	}
	return marks
}

// linkReach is how far before and behind its sign a web address is looked for.
const linkReach = 300

// trimmed returns how much of a web address is left without the punctuation of the sentence around it.
func trimmed(address string) int {
	address = strings.TrimRight(address, ".,;:!?…”’")
	for strings.HasSuffix(address, ")") && !strings.Contains(address, "(") {
		address = strings.TrimRight(address[:len(address)-1], ".,;:!?")
	}
	return len(address)
}

// personalPage reports whether a web address may lead to a person.
func personalPage(address string) bool {
	rest := strings.ToLower(address)
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "https://"), "http://")
	host, path, _ := strings.Cut(rest, "/")
	if i := strings.IndexAny(host, "?#"); i >= 0 {
		host, path = host[:i], host[i:]
	}
	host, _, _ = strings.Cut(host, ":")
	host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "m.")
	if !strings.Contains(host, ".") {
		return false
	}
	if openHost(host) {
		return false
	}
	if path == "" {
		return !wellKnown[host]
	}
	return true
}

func openHost(host string) bool {
	for host != "" {
		if openHosts[host] {
			return true
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			break
		}
		host = rest
	}
	return false
}

// publicHandles are accounts of organisations.
var publicHandles = words(`slachtofferhulp slachtofferhulpnl slachtofferhulpnederland politie politie_nl politienl om openbaarministerie 113 kindertelefoon veiligthuis
	rechtspraak rijksoverheid fraudehelpdesk nos nu.nl`)

// handles returns names on social media: behind an at sign, or behind the name of the medium.
func (s *scene) handles() []mark {
	var marks []mark
	for i := 0; i < len(s.text); i++ {
		if s.text[i] != '@' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s.text[:i])
		end := i + 1 + handleLength(s.text[i+1:])
		if wordRune(before) || before == '.' || end-i < 3 || publicHandles[strings.ToLower(s.text[i+1:end])] || !strings.ContainsFunc(s.text[i+1:end], unicode.IsLetter) {
			continue
		}
		marks = append(marks, mark{i, end, Handle})
		i = end - 1
	}
	for i, w := range s.words {
		if !media[w.text] {
			continue
		}
		if m, ok := s.handleBehind(i + 1); ok {
			marks = append(marks, m)
		}
	}
	for _, w := range s.words { // an underscore within stands in no word of a language
		if length := handleLength(s.text[w.start:]); length > 4 && strings.Contains(strings.Trim(s.text[w.start:w.start+length], "_.-"), "_") && w.held == "" {
			m := mark{w.start, w.start + length, Handle}
			if s.whole(m) && strings.ContainsFunc(s.text[m.start:m.end], unicode.IsLetter) {
				marks = append(marks, m)
			}
		}
	}
	tags := spots(s.text, "#", "u/")
	slices.Sort(tags)
	for _, at := range within(s.text, around(s.text, tags, digitReach), tagged) {
		marks = append(marks, mark{at[0], at[1], Handle})
	}
	return marks
}

// tagged is a name on Discord or Reddit.
var tagged = regexp.MustCompile(`\b[\p{L}0-9_.]{3,32}#\d{4}\b|\bu/[A-Za-z0-9_-]{3,20}\b`)

func handleLength(s string) int {
	n := 0
	for n < len(s) && n < 60 {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !wordRune(r) && r != '_' && r != '.' && r != '-' {
			break
		}
		n += size
	}
	return len(strings.TrimRight(s[:n], ".-"))
}

var media = words(`insta snapt instagram ig snap snapchat sc tiktok telegram telegramnaam facebook fb discord twitter twitch gebruikersnaam username gebruiker user account accountnaam
	profiel profielnaam handle gamertag onlyfans nick nickname instagramnaam snapnaam snapchatnaam tiktoknaam kullanici nazwa inlognaam tinder skype steam psn threads
	bluesky mastodon signal fortnite roblox minecraft playstation xbox marktplaatsnaam bereal vinted reddit schermnaam loginnaam pseudo`)

var mediaFillers = words(`hij zij ze ik heb heette is naam heet heeft account accountnaam profiel gebruikersnaam name username op mijn m'n mn zijn haar van onder de het als was ta to adim adi hesabim
	user genaamd named nu nog steeds id dader degene diegene die dat me mij dreigt stalkt bedreigt lastigvalt oplichter verkoper ex man vrouw jongen meisje kerel iemand persoon stalker hem heb had toe als ripper scammer hacker catfish afperser neppe koper vent gast afzender kwelgeest pester belager iedereen overal`)

// handleBehind reads the name of an account at word i, behind the name of the medium.
func (s *scene) handleBehind(i int) (m mark, ok bool) {
	marked := false // by "is" or a colon
	for n := 0; i < len(s.words) && n < 6; i, n = i+1, n+1 {
		w := s.words[i]
		if w.gap == finish || w.gap == line || w.gap == comma || w.held != "" {
			return m, false
		}
		marked = marked || w.gap == colon || w.gap == other || w.text == "is" || w.text == "heet" || w.text == "naam" || w.text == "genaamd" || w.text == "to" || w.text == "ta"
		if mediaFillers[w.text] && handleLength(s.text[w.start:]) == w.end-w.start {
			continue
		}
		length := handleLength(s.text[w.start:])
		if length < 3 {
			return m, false
		}
		m = mark{w.start, w.start + length, Handle}
		for m.start > 0 && s.text[m.start-1] == '_' {
			m.start--
		}
		raw := s.text[m.start:m.end]
		inner := strings.Trim(raw, "._-")
		switch {
		case strings.ContainsAny(inner, "_") || strings.ContainsAny(inner, "0123456789") && strings.ContainsFunc(inner, unicode.IsLetter) && !w.digits && w.end-w.start > 3,
			strings.Contains(inner, ".") && !strings.ContainsAny(inner, "/") && w.gap != finish && wordRune(rune(inner[len(inner)-1])) && !strings.Contains(inner, ".."):
			return m, !strings.HasSuffix(inner, ".nl") && !strings.HasSuffix(inner, ".com")
		case marked && w.letters() && len(raw) >= 4 && !w.upper && s.traits[i]&(stopping|body|place|kin|acting|mixed|toward|where|titled) == 0 && !dutch.Known(w.text) && len(dutch.Split(w.text)) < 2:
			return m, true
		}
		return m, false
	}
	return m, false
}
