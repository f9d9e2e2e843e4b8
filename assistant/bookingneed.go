package assistant

import (
	"cmp"
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

// Channel is how the person and the adviser speak with each other.
type Channel string

// The channels; the zero value says that the person did not choose yet.
const (
	ByPhone Channel = "phone"
	ByVideo Channel = "video"
	ByVisit Channel = "visit"
	AtHome  Channel = "home"
	ByChat  Channel = "chat"
)

// Need is what an appointment has to be: what is asked of the adviser and the place. Nothing in it says who the person is or what happened.
type Need struct {
	About       string  `json:"about,omitempty"` // one of the choices that were offered: talk, money, case, other
	Channel     Channel `json:"channel,omitempty"`
	Place       string  `json:"place,omitempty"`       // of a visit, as the person named it
	Gender      string  `json:"gender,omitempty"`      // "v" or "m" when the person prefers that, a wish and no promise
	Interpreter string  `json:"interpreter,omitempty"` // language of an interpreter: pl, tr, …; "?" when it was not said
	Helper      bool    `json:"helper,omitempty"`      // somebody comes along
	ForOther    bool    `json:"for_other,omitempty"`
	Young       bool    `json:"young,omitempty"` // perhaps a minor
}

// Contact is how the person may be reached, and what may not happen. It is personal, and goes nowhere but to the calendar, which seals it.
type Contact struct {
	Phone     string `json:"phone,omitempty"`
	Voicemail string `json:"voicemail,omitempty"` // "yes", "no" or "" when not asked
	Hours     string `json:"hours,omitempty"`     // when it is safe to call, in the person's words made plain: 09:00-12:00
	NoPhone   bool   `json:"no_phone,omitempty"`
	Summary   string `json:"summary,omitempty"` // what the person read back and approved to be told to the adviser
	Silent    bool   `json:"silent,omitempty"`  // no message of any kind: somebody else reads the phone
}

var (
	phoneNumber = regexp.MustCompile(`(?:\+|00)?\d(?:[ .\-/()]{0,3}\d){8,13}`)

	mentions = []struct {
		channel Channel
		words   *regexp.Regexp
	}{
		{AtHome, regexp.MustCompile(`\b(bij (mij|me|ons) thuis|aan huis|thuis langs|huisbezoek|naar mijn huis|at my home)\b`)},
		{ByVideo, regexp.MustCompile(`\b(videobel\w*|beeldbel\w*|video\w*|teams|zoom|facetime|webcam)\b`)},
		{ByVisit, regexp.MustCompile(`\b(langskom\w*|langs ?komen|kom langs|kom .{0,15}langs|bezoek\w*|op kantoor|in het echt|persoonlijk gesprek|face to face|come by|in person|visit)\b`)},
		{ByChat, regexp.MustCompile(`\b(chat\w*|typen|appen|whatsapp|berichtjes|schrijven)\b`)},
		{ByPhone, regexp.MustCompile(`\b(bel|bellen|belt|gebeld|telefoon|telefonisch|opbellen|terugbel\w*|belafspraak|phone|call|telefon\w*|teléfono)\b`)},
	}
	refusedBefore = regexp.MustCompile(`\b(niet|geen|in plaats van|zonder|nooit|not|no|instead of|behalve)( \w+){0,2} $`)
	refusedAfter  = regexp.MustCompile(`^( \w+){0,3} (kan|mag|wil|lukt|durf) (ik |me |mij |het )*(niet)\b|^ (niet|is niet|liever niet|heb ik niet)\b`)

	wantsWoman = regexp.MustCompile(`\b(vrouwelijke|vrouwelijk|(met|door|van|liever|graag|aan|alleen|voorkeur voor) een vrouw|een vrouw (zijn|spreken|bellen|aan|krijgen|is|als)|(geen|niet met een|niet met|liever geen) man(nen)?\b|moeilijk om met een man|bang (voor|van) mannen|female|(to|with) a woman|kobiet\w*|kadin)\b`)
	wantsMan   = regexp.MustCompile(`\b(mannelijke|mannelijk|(liever|graag|voorkeur voor) (met )?een man|een man (spreken|zijn|als)|male)\b`)

	forOther = regexp.MustCompile(`\b(voor|namens|for) (mijn|onze|een|my|me) (\w+ )?(moeder|mama|ma|vader|papa|pa|zus|zusje|broer|broertje|zoon|dochter|kind|kinderen|oma|opa|tante|oom|nicht|neef|vriendin|vriend|buurvrouw|buurman|buurmeisje|collega|client|leerling|vrouw|man|partner|kennis|nichtje|neefje|schoonmoeder|schoonvader|ouders|mother|father|sister|brother|son|daughter|friend|neighbour)\b|\bvoor iemand anders\b|\bfor someone else\b|\bvoor (haar|hem)\b`)
	consents = regexp.MustCompile(`\b((ze|zij|hij|die|mijn \w+) (wil|weet|vindt het goed|vindt het oke|vroeg|heeft gevraagd)|met (haar|zijn) toestemming|op (haar|zijn) verzoek|samen met (haar|hem)|(ze|zij|hij) zit naast)\b`)
	refuses  = regexp.MustCompile(`\b((ze|zij|hij|die) (wil|weet)( \w+){0,3} niet|wil( \w+){0,2} niet|mag het niet weten|weet (het |er )*(niet|niets|niks)|stiekem|zonder dat (ze|zij|hij)|buiten (haar|zijn) weten|achter (haar|zijn) rug)\b`)
	// Someone who asks for the appointment of another person, to know of it or to change it.
	others = regexp.MustCompile(`\b(afspraak|afspraken|gesprek|appointment)\b.{0,20}\b(van|of) (mijn|me|m|my|onze|die|een|alle|andere|iemand) ?(\w+ )?(mensen|anders|cliënten|clienten|zwager|schoonzus|tante|oom|oma|opa|buren|vrouw|man|ex|exvrouw|exman|vriendin|vriend|partner|dochter|zoon|moeder|vader|zus|broer|buurvrouw|buurman|wife|husband|girlfriend|boyfriend|daughter|son|collega|cliente|nicht|neef)\b|\b(haar|zijn|hun|her|his) (afspraak|gesprek|appointment)\b|\bop naam van (mijn|m|me|een|haar|zijn)\b|\bin (my|his|her) \w* ?s? name\b|\b(geef|toon|laat|lijst)\b.{0,20}\bafspraken\b|\b(mijn|my) (vrouw|man|ex|vriendin|vriend|partner|dochter|zoon|zus|moeder) (haar|zijn|d r|r|z n) (afspraak|gesprek)\b|\b(mijn|m) (ex|vrouw|vriendin|dochter|partner) heeft( \w+){0,4} afspraak\b`)

	young = regexp.MustCompile(`\b(ik ben (pas |nog )?(1[0-7]|[89]|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien)( jaar)?( oud)?\b|mijn (ouders|moeder|vader|mama|papa)( \w+){0,3} (mogen|mag|weten|weet)( \w+){0,4} niet|na school|mijn mentor|schoolplein|brugklas)`)

	helper = regexp.MustCompile(`\b(iemand mee|neem .{0,20} mee|meenemen|erbij (zijn|zitten|komen)|mag .{0,25} (mee|erbij)|komt mee|gaat mee|samen met mijn|met mijn (begeleider|mentor|moeder|vader|vriendin|zus|broer) erbij|bring (someone|my))\b`)

	// What is brought that is nobody: papers, a dog.
	bringsThing = regexp.MustCompile(`\b(wat|iets|papieren|papier|documenten|formulier\w*|brief|brieven|bewijs\w*|foto\w*|spullen|legitimatie|paspoort|identiteitskaart|rijbewijs|hond\w*|kat|huisdier\w*)\b( \w+){0,5} (mee|meenemen|meebrengen)\b`)

	watched = regexp.MustCompile(`\b((man|partner|vriend|ex|hij|ze|zij|vader|broer|familie|moeder|vrouw|vriendin)( \w+){0,3} (kijkt|leest|checkt|controleert|ziet|luistert|pakt|heeft)( \w+){0,5} (telefoon|mobiel|berichten|mail|app|whatsapp|gsm)|(telefoon|mobiel|mail)( \w+){0,4} (in de gaten|gecontroleerd|gelezen|meegelezen|gecheckt|checkt|afgepakt)|mee ?(leest|kijkt|luistert)|(leest|kijkt|luistert|lezen|kijken|luisteren) (\w+ ){0,2}mee\b|(hij|zij|ze|die|ex|man|vriend|partner|vader|moeder) (zit|staat|ligt) (nu |hier )?naast (me|mij)|(kan|kunnen) (me|mij|ons|alles|dit) horen|ziet (met )?wie ik (bel|app)|mag (het |er |niet )*(horen|merken)|geen (bericht|berichten|sms|mail|mails|e mail|post|spoor|sporen)( \w+){0,3}|niets? (sturen|opsturen)|mag (het |er )?(niemand|niet) (weten|zien|achter ?komen)|reads my (phone|messages)|checks my phone|no messages)\b`)
	noPhone = regexp.MustCompile(`\b((heb|heeft|zonder|hebben)( \w+){0,3} (geen (eigen )?|g n )?(telefoon|mobiel|telefoonnummer|nummer) ?(niet)?|geen (eigen )?(telefoon|mobiel|telefoonnummer)|no phone|(weet|ken) (mijn|me|m|het) (\w+ )?(nummer|telefoonnummer) niet|zonder (te )?(bellen|telefoon\w*)|(niet|nooit) (ge|op|terug|te )?(bellen|gebeld)|niet (via |per |met |over |aan )?(de |een )?telefo\w+|bel (me|mij|ons) (\w+ ){0,2}niet|(mag|mogen|moet|moeten|kan|kunnen|kun|kunt) (je |jullie |u )?(me|mij|ons) (\w+ ){0,2}(niet|nooit) (op|terug)?bellen|(bellen|telefoneren) (kan|mag|lukt|durf|wil|gaat|liever) (ik |me |mij |het |maar |hier |bij ons )*niet|geen (telefoontje|telefoongesprek|belletje|gebel)|(do not|dont|cannot|cant|never) (call|phone|ring) me|(not|rather not) (by|on the|over the) phone|no (phone )?calls)\b`)

	// Wants a call, and does not tell of a telephone that somebody else looks into.
	toBeCalled = regexp.MustCompile(`\b(bel|bellen|gebeld|telefonisch|opbellen|terugbel\w*|call)\b`)

	interpreterWord = regexp.MustCompile(`\b(tolk|tolken|vertaler|interpreter|tlumacz\w*|tercuman)\b`)
	inTongue        = regexp.MustCompile(`\b(?:kan|mag|kunnen|graag|liever|gesprek|afspraak|praten|can|could|possible|prefer)\b.{0,40}\bin (?:het |mijn |m |my )(?:eigen |own )?(taal|language|[a-z]+s|english)\b`)
	noDutch         = regexp.MustCompile(`\b((spreek|praat|spreekt|praten|spreken|versta|verstaat|begrijp|kan)( \w+){0,3} (geen|niet goed|slecht|weinig|beetje) (\w+ )?nederlands|(spreek|praat|spreekt|praten|spreken) (alleen|alleen maar|enkel|liever)? ?(\w+))\b`)
)

// interpreterTongues are the languages people ask an interpreter for, by their Dutch and their own names.
var interpreterTongues = map[string]string{
	"pools": "pl", "poolse": "pl", "polski": "pl", "turks": "tr", "turkse": "tr", "turkce": "tr", "arabisch": "ar", "arabische": "ar", "oekraiens": "uk", "oekrains": "uk", "russisch": "ru",
	"engels": "en", "english": "en", "engelse": "en", "frans": "fr", "franse": "fr", "duits": "de", "spaans": "es", "spaanse": "es", "portugees": "pt", "italiaans": "it", "roemeens": "ro", "bulgaars": "bg",
	"papiaments": "pap", "papiamento": "pap", "papiamentu": "pap", "farsi": "fa", "perzisch": "fa", "dari": "prs", "somalisch": "so", "tigrinya": "ti", "koerdisch": "ku", "chinees": "zh",
	"mandarijn": "zh", "berbers": "ber", "tamazight": "ber", "gebarentaal": "ngt", "hongaars": "hu", "urdu": "ur", "hindi": "hi", "pasjtoe": "ps", "vietnamees": "vi", "thais": "th", "servisch": "sr",
	"sranan": "srn", "albanees": "sq", "grieks": "el", "litouws": "lt",
}

// read takes from a message what it says about the appointment and the contact. m is folded; raw is not.
func (b *Booking) read(m, raw string) {
	seen := isWatched(m)
	if c := channelIn(m); c != "" && !(c == ByPhone && (b.Need.Channel != "" && b.Asked == askContact || seen && !toBeCalled.MatchString(m))) {
		b.Need.Channel = c
	}
	switch {
	case wantsWoman.MatchString(m):
		b.Need.Gender = "v"
	case wantsMan.MatchString(m):
		b.Need.Gender = "m"
	}
	if interpreterWord.MatchString(m) {
		b.Need.Interpreter = cmp.Or(b.Need.Interpreter, "?")
	}
	if tongue := inTongue.FindStringSubmatch(m); tongue != nil && interpreterTongues[tongue[1]] == "" && tongue[1] != "nederlands" && tongue[1] != "dutch" {
		b.Need.Interpreter = cmp.Or(b.Need.Interpreter, "?")
	}
	if b.Need.Interpreter != "" || noDutch.MatchString(m) || inTongue.MatchString(m) {
		for w := range strings.FieldsSeq(m) {
			if code, ok := interpreterTongues[w]; ok {
				b.Need.Interpreter = code
			}
		}
	}
	b.Need.Helper = b.Need.Helper || bringsSomebody(m)
	b.Need.Young = b.Need.Young || young.MatchString(m)
	if forOther.MatchString(m) {
		b.Need.ForOther = true
	}
	if b.Need.ForOther {
		switch {
		case refuses.MatchString(m):
			b.Consent = "no"
		case consents.MatchString(m) && b.Consent != "no":
			b.Consent = "yes"
		}
	}
	b.heed(refusesCalls(m), seen)
	n := phoneNumber.FindString(raw)
	if n == "" && b.Asked == askContact {
		n = spokenNumber(m)
	}
	if n != "" {
		b.Contact.Phone = plainNumber(n)
		b.Contact.NoPhone = false
		if b.Asked == askChannel && b.Need.Channel == "" {
			b.Need.Channel = ByPhone // the number is how
		}
	}
}

// bringsSomebody reports whether a folded message speaks of somebody who comes along, and not of what is brought.
func bringsSomebody(m string) bool { return helper.MatchString(m) && !bringsThing.MatchString(m) }

// channelIn returns the channel that a message asks for: the last one named that it does not turn down.
func channelIn(m string) Channel {
	var found Channel
	at := -1
	for _, x := range mentions {
		for _, span := range x.words.FindAllStringIndex(m, 4) {
			if refusedBefore.MatchString(m[:span[0]]) || refusedAfter.MatchString(m[span[1]:]) {
				continue
			}
			if span[0] > at || found == ByPhone {
				found, at = x.channel, span[0]
				break
			}
		}
		if found != "" {
			break // the mentions stand from the most to the least telling
		}
	}
	if found == "" {
		return channelAbroad(m)
	}
	return found
}

// channelTyped returns the channel that a word or two name with a slip of the keys, where was asked how to speak: "belle", "chaten".
func channelTyped(m string) Channel {
	fields := strings.Fields(m)
	if len(fields) > 3 || len(fields) > 0 && notSo[fields[0]] {
		return ""
	}
	for _, w := range fields {
		for _, x := range typedChannels {
			if len(w) > 3 && w[0] == x.word[0] && dutch.Distance(w, x.word, 1) <= 1 {
				return x.channel
			}
		}
	}
	return ""
}

var notSo = words("niet geen nee liever nooit zonder no not")

var typedChannels = []struct {
	channel Channel
	word    string
}{{ByVideo, "videobellen"}, {ByVideo, "beeldbellen"}, {ByVisit, "langskomen"}, {ByChat, "chatten"}, {AtHome, "thuis"}, {ByPhone, "bellen"}, {ByPhone, "telefoon"}, {ByPhone, "telefonisch"}}

// plainNumber returns the digits of a telephone number, with a plus in front when it had one.
func plainNumber(n string) string {
	var b strings.Builder
	for i, r := range n {
		if r >= '0' && r <= '9' || r == '+' && i == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var digitWords = map[string]string{
	"nul": "0", "een": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8", "negen": "9",
	"zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}

// spokenNumber returns the telephone number that a folded message names digit by digit: "nul zes een twee"; "" for none.
func spokenNumber(m string) string {
	var digits strings.Builder
	for w := range strings.FieldsSeq(m) {
		if d, ok := digitWords[w]; ok {
			digits.WriteString(d)
		} else if phoneDigits.MatchString(w) {
			digits.WriteString(w)
		} else if digits.Len() > 0 && w != "," && w != "." && w != "en" {
			break
		}
	}
	if n := digits.String(); phoneNumber.FindString(n) == n {
		return n
	}
	return ""
}

var phoneDigits = regexp.MustCompile(`^\d+$`)
