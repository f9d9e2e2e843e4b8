package assistant

import (
	"context"
	"regexp"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// open tells who asks whether somebody is there now, or at night, what the calendar says: open or closed, from when again, and which lines are open at all
// hours. No page knows what time it is, and an offer of times by day is no answer at two in the morning.
func (a *Assistant) open(_ context.Context, s *state) (verdict, error) {
	now := s.turn.Now
	if now.IsZero() {
		now = time.Now()
	}
	is := OfficeOpen(now)
	if s.asksHours() {
		return a.hours(s, now, is)
	}
	atNight, ok := asksIfOpen(s.question, is)
	if ok = ok && s.memory.Booking == nil; !ok && s.meansNow() {
		atNight, ok = saysNight.MatchString(bookingFold(s.question)), true
	}
	if s.turn.Retrieved != "" || !ok {
		return verdict{word: "not asked"}, nil
	}
	lang := s.answer.Lang
	clock := func(t time.Time) string { return t.In(amsterdam()).Format(Message(lang, "booking_clock")) }
	text := Message(lang, "open_closed")
	if is {
		text = strings.ReplaceAll(Message(lang, "open_now"), "{until}", clock(closesAt(now)))
		if atNight {
			text += " " + Message(lang, "open_night")
		}
	}
	if !is || atNight {
		text += " " + strings.ReplaceAll(Message(lang, "open_again"), "{when}", WhenText(lang, opensNext(now))) + "\n" + Message(lang, "open_lines")
		for _, l := range a.lines() {
			if strings.HasPrefix(l.Hours["nl"], allHours) {
				text += "\n- " + in(l.Names, lang) + ": " + l.Number
			}
		}
	}
	s.answer.Status, s.answer.Action = HandedOver, ActionHandover
	return verdict{done: true, word: "open"}, a.say(s, a.linesFirst(s)+text)
}

// linesFirst returns whom somebody in danger can reach now, which is said before anything about hours: that we are closed is no answer to them.
func (a *Assistant) linesFirst(s *state) string {
	reach := a.reaching(s, s.near())
	if reach == "" || s.finding.Level > danger.None {
		return ""
	}
	return strings.ReplaceAll(Message(s.answer.Lang, "remark_near"), "{lines}", reach) + "\n"
}

// hours tells when our number is answered, and whether that is now.
func (a *Assistant) hours(s *state, now time.Time, is bool) (verdict, error) {
	lang := s.answer.Lang
	at := opensNext(now)
	key, hole, until := "open_again", "{when}", WhenText(lang, at)
	if is {
		key, hole, until = "open_now", "{until}", closesAt(now).In(amsterdam()).Format(Message(lang, "booking_clock"))
	}
	s.answer.Status, s.answer.Action = HandedOver, ActionHandover
	return verdict{done: true, word: "hours"}, a.say(s, a.linesFirst(s)+Message(lang, "hours")+" "+strings.ReplaceAll(Message(lang, key), hole, until))
}

// asksHours reports whether a message asks when we can be called: by naming that, or in a few words just after the way to a person was told.
func (s *state) asksHours() bool {
	m := strings.TrimSpace(bookingFold(s.question))
	if b := s.memory.Booking; b != nil && (!opensWhen.MatchString(m) || b.Asked == askSummary || b.Asked == askApprove) || s.memory.Deaf || s.turn.Retrieved != "" || notOfUs.MatchString(m) || len(strings.Fields(m)) > leanWords {
		return false
	}
	offered := s.memory.Offered == "human" || s.memory.Offered == "hours"
	return s.memory.Booking != nil || thereNow.MatchString(m) && otherDay.MatchString(m) || hoursToCall.MatchString(m) || hoursOpen.MatchString(m) || offered && whenAlone.MatchString(m)
}

// meansNow reports whether somebody to whom a talk was offered, or who makes an appointment, says no more than that they mean now, or that it is night.
func (s *state) meansNow() bool {
	b, offer := s.memory.Booking, offerOf(s.memory.Offered).yes
	if b != nil && (b.Asked == askSummary || b.Asked == askApprove || b.Asked == askCode) || b == nil && offer != yesTalk && offer != yesBook {
		return false
	}
	return nowMeant.MatchString(bookingFold(s.question))
}

// allHours begins what is said of a line that is never closed.
const allHours = "dag en nacht"

// closesAt returns when the office closes on the day of now.
func closesAt(now time.Time) time.Time {
	d := dutch.DayOf(now.In(amsterdam()))
	_, to := officeHours(d)
	return d.At(to, amsterdam())
}

// opensNext returns when the office opens after now.
func opensNext(now time.Time) time.Time {
	for d := dutch.DayOf(now.In(amsterdam())); ; d = d.Add(1) {
		if from, to := officeHours(d); to > 0 && d.At(from, amsterdam()).After(now) {
			return d.At(from, amsterdam())
		}
	}
}

// asksIfOpen reports whether a message asks who can be reached now, and whether it names the night. Who wants a talk now is only told of that when nobody is
// there: by day a time is offered.
func asksIfOpen(message string, open bool) (atNight, ok bool) {
	m := bookingFold(message)
	if len(strings.Fields(m)) > longStory || notOfUs.MatchString(m) || named(m) {
		return false, false
	}
	atNight = nightWord.MatchString(m)
	switch {
	case otherDay.MatchString(m):
		return false, false // which is asked of the hours
	case thereNow.MatchString(m), reachNow.MatchString(m):
		return atNight, true
	case talkAtNight.MatchString(m):
		return true, true
	}
	return false, !open && wantsNow.MatchString(m)
}

// The patterns stand on folded text, as those of an appointment do.
const (
	nights   = `(vannacht|snachts|nachts|s nachts|(de|deze) nacht|midden in de nacht|tonight|at night|cette nuit|la nuit|bu gece|geceleyin|w nocy|dzis w nocy|вночі|уночі|awe nochi|anochi|الليلة|في الليل)`
	nows     = `(nu|nog|direct|meteen|op dit moment|vanavond|right now|now|maintenant|simdi|su an|teraz|зараз|awor|awor aki|الان)`
	meant    = `((nu|direct|meteen|vannacht|right now|now|tonight)( meteen| direct)?( ,)? (bedoel ik|bedoelde ik|dus|i mean|i meant)|(ik bedoel|ik bedoelde|bedoel|bedoelde|i mean|i meant)( eigenlijk| dus| echt| gewoon)* (nu|nu meteen|nu direct|meteen|direct|vannacht|now|right now|tonight))`
	itsNight = `((het is|tis|it is|its)( nu| now| al| already| hier)*( \S+){0,3} (snachts|s nachts|nacht|midden in de nacht|at night|in the night|the middle of the night)|il fait nuit|cest la nuit|jest (teraz |już |juz )?noc|(simdi )?gece yarisi|simdi gece|(зараз|вже) ніч|(الان |الوقت )ليل|ta anochi)`
	whens    = `(op )?(hoe laat|tot hoe laat|vanaf hoe laat|van hoe laat tot hoe laat|wanneer|tot wanneer|welke dag|welke dagen|welke uren|welke tijd|welke tijden|in het weekend|ook in het weekend|what time|until what time|till what time|from what time|when|what days|which days|at what time|a quelle heure|quand|jusqu a quelle heure|quels jours|o ktorej|o której|do ktorej|do której|kiedy|saat kacta|saat kaca kadar|ne zaman|hangi gunler|о котрій|до котрої|коли|في أي ساعة|متى|ki ora|ki dia|na ki ora)`
	calls    = `(bellen|opbellen|jullie bellen|call|appeler|zadzwonic|dzwonic|подзвонити|телефонувати|yama)`
	talks    = `(bellen|opbellen|praten|spreken|chatten|bereiken|terecht|call|talk|speak|reach|appeler|parler|arayabilir|aramak|konusabilir|konusmak|zadzwonic|porozmawiac|подзвонити|зателефонувати|поговорити|yama|papia|الاتصال|التحدث)`
)

var (
	nightWord = regexp.MustCompile(`(^|[ .,?])` + nights + `([ .,?]|$)`)

	// Whether the lines are open.
	thereNow = regexp.MustCompile(`\b(bent u|zijn jullie|is slachtofferhulp|is (er )?(nu |nog |op dit moment )?(iemand|de (lijn|telefoon|chat))|is er (nu|nog|vannacht) iemand|are you|is (anyone|someone|anybody)( there)?)( \S+){0,4} (bereikbaar|geopend|open|dicht|gesloten|te bereiken|available|reachable)\b`)

	// Another day than today, or days like it.
	otherDay = regexp.MustCompile(`\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|maandags|zaterdags|zondags|weekend|weekeinde|weekends|morgen|overmorgen|feestdag|feestdagen|kerst|pasen|doordeweeks|monday|saturday|sunday|weekends|tomorrow|samedi|dimanche|demain|sobota|sobote|niedziela|niedziele|jutro|cumartesi|pazar|yarin)\b`)

	// Whom one can call now or at night, asked.
	reachNow    = regexp.MustCompile(`(^|[.,?] )(en )?(kan ik|kan je|kun je|mag ik|(met |bij )?wie kan ik|waar kan ik|can i|who can i)( (jullie|u|you|slachtofferhulp|nog|ook|dan))* ` + nows + `( (jullie|u|you|slachtofferhulp|iemand|nog))* (bellen|opbellen|call|terecht)\b|\bcan i call( you)? (now|right now)\b|\bwho can i (call|talk to) (now|right now)\b`)
	talkAtNight = regexp.MustCompile(`(^|[ .,?])` + nights + `( (wakker|niet|slapen|met|wie|kan|kun|ik|iemand|jullie|nog|ook|slachtofferhulp|je|hulp|een|medewerker|mens|echt|even|,|er|dan|you|can|someone))* ` + talks + `|(^|[ .,?])(kan ik|mag ik|wie kan ik|wil|ik wil|can i|who can i|i want to|puis je|qui puis je|z kim moge|czy moge|чи можу|mi por)( [^ .?]+){0,5} ` + talks + `( [^ .?]+){0,6} ` + nights + `([ .,?]|$)|(^|[ .,?])` + nights + `( [^ .?]+){0,3} ` + talks + `( miyim|$)`)

	// A talk that is wanted now.
	wantsNow = regexp.MustCompile(`\b(wil|kan ik|mag ik|wie kan|moet|can i|i want to|i need to)\b( [^ .?]+){0,3} (nu|nu direct|meteen|direct|now|right now)\b( [^ .?]+){0,3} ` + talks + `|\b(can i|i want to|i need to) ` + talks + `( [^ .?]+){0,3} (now|right now)\b`)

	saysNight = regexp.MustCompile(nights + `|` + itsNight)

	// That now is meant, or that it is night, and nothing else.
	nowMeant = regexp.MustCompile(`^((nee|nou|maar|ja|en|no|but|and|,|\.) )*(` + meant + `|` + itsNight + `)(( ,| \.| en| maar| and)* (` + meant + `|` + itsNight + `))*( \.| \?|,)*$`)

	// When we can be called, and when alone: on folded text.
	hoursToCall = regexp.MustCompile(`^(en |maar |dan )?` + whens + `( (dan|ook|nog|wel))* (kan|mag|kunnen|can|could|may|moge|można|mozna|czy moge|puis je|peut on|я можу|можна|mi por) (ik|je|we|i|we)? ?((jullie|u|slachtofferhulp|0900-0101|you|dan|het beste|het best|nog|het)( |$))*` + calls + `( \?|\.)*$`)
	whenAlone   = regexp.MustCompile(`^(en |maar |and |et |a |i |ve |pero |oke |ok )*` + whens + `(( dan| precies| ongeveer| kan dat| mag dat| is dat| kan ik bellen| zijn jullie| open| bereikbaar| then| exactly| is it| is that| can i call)*)( \?|\.)*$`)

	// When we are open, in other languages than Dutch, in which the site says so, on folded text.
	hoursOpen = regexp.MustCompile(`^(and |but |et |mais |a |i |ve |і |а |و)?(when|what time|at what time|from when|until when|till when|quand|a quelle heure|jusqu a quelle heure|kiedy|o ktorej|do ktorej|ne zaman|saat kacta|saat kaca kadar|коли|о котрій|до котрої|متى|في أي ساعة|ki ora)( (are|is|do|does|can|you|we|i|the office|victim support|etes vous|vous etes|etes-vous|est-ce que|ouvrez vous|ouvrez-vous|jestescie|panstwo|mozna|ви|вас|можна|است|boso|bo|ta|por))* (open|available|reachable|ouvert|ouverts|ouverte|ouvertes|joignable|joignables|czynni|czynne|otwarci|otwarte|dostepni|acik|aciksiniz|aciliyorsunuz|aciyorsunuz|відкриті|відчинені|працюєте|відкрито|доступні|تفتحون|تعملون|مفتوحون|habri|habrí)( \?|\.)*$|^(what are )?(your |the )?(opening|office|business) hours( \?)?$|^(quels sont )?(vos |les )?(heures|horaires) d ?ouverture( \?)?$|^(jakie sa )?(wasze )?godziny otwarcia( \?)?$|^calisma saatleri(niz)?( ne(dir)?)?( \?)?$|^(які )?(ваші )?години роботи( \?)?$`)

	// The same in any language, in the midst of making an appointment: the site is then not asked.
	opensWhen = regexp.MustCompile(hoursOpen.String() + `|^(en |maar )?` + whens + `( (zijn|is|ben|bent|gaan|gaat|jullie|u|slachtofferhulp|het|kantoor|er|iemand|ook|nog))* (open|geopend|bereikbaar|dicht)( \?|\.)*$|^(en |maar )?(wat zijn )?(de |jullie )?openingstijden( \?|\.)*$`)

	// Others whom one calls, and who call the writer.
	notOfUs = regexp.MustCompile(`\b(politie|huisarts|huisartsenpost|arts|dokter|advocaat|bank|rechter|rechtbank|school|officier|aangifte|gemeente|112|113|dader|ex|stalker|hij|zij|ze|hem|haar|mijn (kind|zoon|dochter|man|vrouw|vriend|vriendin|moeder|vader|ex|buurman)|police|lawyer|doctor)\b|\b(mij|me)\b.{0,12}\bbel`)
)
