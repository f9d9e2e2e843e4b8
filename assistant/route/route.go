// Package route tells what a message wants: an answer from the site, a person, a word about who is speaking, or something this service
// must not do. It looks at words alone, needs no database and no model, and never decides about danger.
package route

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
)

// Kind is what a message wants.
type Kind string

// The kinds. Answer is everything that the site may say something about, and what is chosen in doubt.
const (
	Answer      Kind = "answer"
	Greeting    Kind = "greeting"
	Thanks      Kind = "thanks"
	Identity    Kind = "identity"     // whether a person or a computer speaks
	Capability  Kind = "capability"   // what this service can do
	Keeping     Kind = "keeping"      // what is kept of what is said here
	Erasing     Kind = "erasing"      // that it be erased
	Human       Kind = "human"        // to speak with a person
	Prediction  Kind = "prediction"   // how the asker's own case will end, or what it is worth
	OwnCase     Kind = "own_case"     // something that only the asker's own file can tell
	OtherPerson Kind = "other_person" // where someone is, or what someone said or arranged
	Perpetrator Kind = "perpetrator"  // someone accused, or who wants to reach or watch a victim
	Complaint   Kind = "complaint"    // about this organisation
	Abuse       Kind = "abuse"        // anger at this service, or that it misunderstood
	Revenge     Kind = "revenge"
	OutOfScope  Kind = "out_of_scope"
	Distress    Kind = "distress" // a feeling and no question
	Unclear     Kind = "unclear"  // a call for help without a subject
	Watched     Kind = "watched"  // whether somebody at home can see this
	Language    Kind = "language" // whether another language can be spoken
	Guilt       Kind = "guilt"    // a victim's own guilt or shame
	Call        Kind = "call"     // that we call the police or an ambulance
)

// Verdict is what a message wants, and how sure that is.
type Verdict struct {
	Kind    Kind
	P       float64 // of the kind, 0 to 1; 1 when a rule or the order of its words decided, and that of Answer when nothing else was sure enough
	Perhaps Kind    // what it rather is when Kind is Answer and the site turns out to hold none; "" when nothing points to another kind
}

// Router routes messages. It does not change once made and may be used by many at once.
type Router struct {
	model  *model
	who    *model // of Identity and Answer only
	askers *model // whose kinds are askers
}

// How sure the model must be of a kind that no rule recognised, over Answer. Refusing an honest question is the worse mistake, so kinds that
// refuse must be surer. Chosen on messages that were not learnt from (testdata/README.md), so that no more questions of the site are turned away.
var least = map[Kind]float64{
	Greeting: 0.55, Thanks: 0.55, Capability: 0.7, Human: 0.8, Complaint: 0.75, Abuse: 0.7, Language: 0.7, Watched: 0.58, Unclear: 0.6, Distress: 0.7,
	Prediction: 0.85, OwnCase: 0.8, OtherPerson: 0.6, Perpetrator: 0.88, Revenge: 0.72, OutOfScope: 0.8,
}

// The part of that which will do when no page answers: less for what is kindly said to anyone than for what would hurt whoever is taken for another.
const (
	enough        = 0.4
	enoughToBlame = 0.7
	enoughOutside = 0.2 // of what was apart, none of 792 questions for the site has as much
)

var blames = map[Kind]bool{OtherPerson: true, Perpetrator: true, Revenge: true}

// New returns a router that knows the shipped examples, and questions, in the words of ordinary people, that the site is there for: they are
// what every other kind is told apart from. Told is what people tell besides, who are no offenders, ask for nobody else and want no revenge.
// What it learnt is taken from the shelf when an earlier start left it there.
func New(questions, told []string, shelf *learned.Shelf) (*Router, error) {
	examples, err := shipped()
	if err != nil {
		return nil, err
	}
	who, err := whoExamples(examples)
	if err != nil {
		return nil, err
	}
	r := &Router{}
	var failed error
	var work sync.WaitGroup
	work.Go(func() { r.model = lesson("bedoeling", examples, questions, told, questionWeight).From(shelf) })
	work.Go(func() { learnedTongue.From(shelf) })
	work.Go(func() { r.who = lesson("wie", who, questions, nil, whoQuestionWeight).From(shelf) })
	work.Go(func() { r.askers, failed = learnAskers(shelf) })
	work.Wait()
	return r, failed
}

func lesson(name string, examples []example, questions, told []string, together float32) *learned.Lesson[*model] {
	return &learned.Lesson[*model]{
		Name:   name,
		Data:   strings.Join(questions, "\n") + "\n\n" + strings.Join(told, "\n"),
		Learn:  func() *model { return train(examples, questions, told, together) },
		Write:  func(w *learned.Writer, m *model) { m.write(w) },
		Recall: recall,
	}
}

// maxRead is how many runes of a message are looked at, from its beginning and from its end.
const maxRead = 600

// Route tells what a message wants. An empty message is Unclear.
func (r *Router) Route(message string) Verdict {
	text := untagged(trimmed(dutch.Visible(message)))
	v := Verdict{Kind: Answer}
	if len(dutch.Tokens(text)) == 0 {
		v.Kind, v.P = Unclear, 1
		return v
	}
	pieces := segments(text)
	who := r.asksWho(slices.DeleteFunc(slices.Clone(pieces), ofOwn))
	if who >= certainOfWho {
		v.Kind, v.P = Identity, who
		return v
	}
	if who >= sureOfWho {
		whole := r.model.probabilities(text)
		if k, ok := ratherThanWho(whole); ok {
			v.Kind, v.P = k, whole[k]
		} else {
			v.Kind, v.P = Identity, who
		}
		return v
	}
	if k, ok := ruled(pieces); ok {
		v.Kind, v.P = k, 1
		return v
	}
	if ownCrime(text) {
		v.Kind, v.P = Perpetrator, 1
		return v
	}
	if OfAnyone(text) {
		v.P = 1 // "je" is anyone there, and nobody is spoken to
		return v
	}
	whole := r.model.probabilities(text)
	v.P = whole[Answer]
	best, perhaps := 0.0, 0.0
	for kind, p := range whole {
		if kind == Answer || kind == Identity || !backed(kind, text) { // asksWho has decided about identity
			continue
		}
		// One sentence of a longer message can be what it is about, unless it only opens, closes or sighs.
		if len(pieces) > 1 && !framing[kind] {
			for _, s := range pieces {
				p = max(p, sentenceShare*r.model.probabilities(s)[kind])
			}
		}
		if p >= least[kind] && p > best {
			v.Kind, v.P, best = kind, p, p
		}
		part := enough
		switch {
		case blames[kind]:
			part = enoughToBlame
		case kind == OutOfScope:
			part = enoughOutside
		}
		if kind == Language && !namesAny(text, "language", "speak") {
			continue // "en voor mijn man?" may be anything
		}
		if p >= part*least[kind] && p > perhaps {
			v.Perhaps, perhaps = kind, p
		}
	}
	if v.Kind != Answer {
		v.Perhaps = ""
	}
	if v.Kind == Prediction || v.Perhaps == Prediction {
		if who, p := r.Asker(text); (who == Worker || who == Outsider) && p >= surelyOther {
			return Verdict{Kind: Answer, P: whole[Answer]} // "hoe schat ik in of een cliënt klachten houdt": they have no case of their own
		}
	}
	return v
}

// surelyOther is how sure it must be that somebody has no case of their own for a message to ask for no prediction of it.
const surelyOther = 0.9

// mustName are the concepts of which one stands in any message of a kind that turns a question away: whoever names nobody asks for nothing about
// another, however much the words resemble those of someone who does ("hoe vraag ik schadevergoeding aan").
var mustName = map[Kind][]string{
	OtherPerson: {"they", "kin", "other", "registered", "find", "where"},
	// Who was named alone makes nobody an offender: a teacher, a witness and a friend name others too.
	Perpetrator: {"accused", "ownban", "influence", "watch", "offended", "find", "where", "reach", "owntrial"},
	// How something will end is asked of a case, a sum or a chance; "krijg ik dat terug" and a loss that is mourned ask for no verdict.
	Prediction: {"win", "chance", "court", "case", "mycase", "amount", "outcome", "verdictverb", "money", "injury", "thinkyou", "proof", "fixedfund"},
	// Victims meet, miss, spare and shun whoever did it; only who would do them harm is told that we do not help with it.
	Revenge: {"harms", "revengeverb"},
}

// backed reports whether a message names what its kind must name.
func backed(kind Kind, text string) bool {
	if (kind == Unclear || kind == Abuse || kind == Capability) && fears(text) {
		return false // whom or what they fear is told: it is no call without a subject, and no word to who speaks here
	}
	if kind == Prediction && namesAny(text, "fixedfund") && !namesAny(text, "chance", "win", "thinkyou") {
		return false // what a fund pays stands in a table: nobody has to predict it
	}
	if kind == Prediction && namesAny(text, "occasion", "moneyback") && !namesAny(text, "chance", "win", "thinkyou", "injury", "court", "case", "outcome", "proof") {
		return false // what anyone gets after a fire, or what a bank pays back: nobody asks for a verdict
	}
	if kind == Perpetrator && (namesAny(text, "hurtme") || befellWriter(text)) && !namesAny(text, "ban", "ownban", "influence", "watch", "dropit", "swayi", "sway", "find", "where", "theirplace", "evadei", "evade") {
		return false // it was done to them
	}
	if kind == Perpetrator && SeeksBan(text) {
		return false // who is to be kept away is another
	}
	if kind == Thanks && (Asks(text) || Belittles(text)) && !namesAny(text, "thank", "bye", "youhelp") {
		return false // "waar dan wel"
	}
	if kind == Human && slices.ContainsFunc(segments(text), func(piece string) bool { return read(piece).asksMore() }) {
		return false
	}
	if kind == Revenge && (namesAny(text, "nowish") || wornOut(text) || slices.ContainsFunc(segments(text), func(piece string) bool { return read(piece).avenged() })) {
		return false // "ik wil hem geen pijn doen", "ik ga kapot aan die formulieren", "ik ben bang voor wraak"
	}
	if kind == Perpetrator && (namesAny(text, "accident") && !namesAny(text, "ban", "accused", "owntrial", "fled") || reported(text)) && !namesAny(text, "ownban", "influence", "watch", "find", "where", "dropit", "sway", "swayi") {
		return false // "ik heb een fietser aangereden": an accident, for which the site has a page; "ik heb aangifte gedaan tegen mijn ex": it was done to them
	}
	if kind == Prediction && tellsOutcome(text) {
		return false // "ze krijgt een litteken": it is told, and nobody has to say how it ends
	}
	if kind == OtherPerson && onlyTells(text) {
		return false // "de moordenaar van mijn zus kreeg tbs"
	}
	if kind == OwnCase && !slices.ContainsFunc(segments(text), func(piece string) bool { return read(piece).seeks() }) {
		return false // "mijn zaak is geseponeerd": it is told, and nobody has to look
	}
	if kind == OwnCase && whatIs.MatchString(strings.ToLower(text)) {
		return false // "er zat een formulier bij mijn brief, wat is dat": a word is to be explained
	}
	named := mustName[kind]
	if named != nil && !namesAny(text, named...) && !(kind == Perpetrator && ownDeed(text)) {
		return false
	}
	return kind != OtherPerson || !slices.ContainsFunc(segments(text), tellsWhoDidIt)
}

// whatIs matches a question what a word means, and not how something of the writer's stands.
var whatIs = regexp.MustCompile(`^wat (betekent|houdt) |^wat (is|zijn) (een )?[^ ]+( en| precies| eigenlijk|\?|$)|\bwat is dat\b`)

// ownDeed reports a message that tells what its writer did to another: "ik heb mijn vriendin geduwd", and not "ik heb aangifte gedaan, hij heeft mij geslagen".
func ownDeed(text string) bool {
	s := read(text)
	if slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "deed" && s.besideHave(m) }) {
		return true
	}
	for _, m := range s.marks {
		for _, d := range s.marks {
			if m.concept != "idid" || d.concept != "deed" || d.from < m.to || d.from-m.to > deedNear {
				continue
			}
			between := s.words[m.to:d.from]
			if !slices.ContainsFunc(between, func(w string) bool { return undergoing[w] }) {
				return true
			}
		}
	}
	return false
}

// befellWriter reports a message that tells that something was done to its writer, or that they are the victim: "ik ben beroofd en er wordt iemand verdacht".
func befellWriter(text string) bool {
	return slices.ContainsFunc(segments(text), func(piece string) bool {
		s := read(piece)
		for i, w := range s.words {
			if !(w == "ben" || w == "werd" || w == "word" || w == "zijn" || w == "werden") || !(i > 0 && reporters[s.words[i-1]] || i+1 < len(s.words) && reporters[s.words[i+1]]) {
				continue
			}
			for _, m := range s.marks {
				if (m.concept == "undergone" || m.concept == "deed") && m.from > i && m.from-i <= deedNear && !slices.ContainsFunc(s.words[i:m.from], func(w string) bool { return suspecting[w] }) {
					return true
				}
			}
		}
		return false
	})
}

// suspecting are words behind which somebody is no victim of what is named: "ik word ervan verdacht dat ik iemand heb geslagen".
var suspecting = set("verdacht", "verdachte", "beschuldigd", "aangeklaagd", "aangehouden", "opgepakt", "gearresteerd", "dader", "heb", "had", "bang", "niet", "nooit", "en", "omdat", "dat")

// besideHave reports a deed at the end of a clause, beside the "heb" of its writer: "die ik geslagen heb", "als ik dat heb doorgestuurd".
func (s sentence) besideHave(deed mark) bool {
	have := deed.from > 0 && s.words[deed.from-1] == "heb" || deed.to < len(s.words) && s.words[deed.to] == "heb"
	return have && s.has(need{concept: "=ik"}) && !slices.ContainsFunc(s.words[max(0, deed.from-2):deed.from], func(w string) bool { return undergoing[w] })
}

// ownCrime reports a message that tells what its writer did to another and asks what comes of it for them: what a lawyer answers, and no site for victims.
func ownCrime(text string) bool {
	return ownDeed(text) && namesAny(text, "owncrime") && !namesAny(text, "notmyown", "hurtme", "hitback")
}

// wornOut reports a message of what breaks its writer, and of nobody whom they would break.
func wornOut(text string) bool {
	words := read(text).words
	at := slices.IndexFunc(words, func(w string) bool { return w == "kapot" || w == "gesloopt" || w == "stuk" || w == "onderdoor" })
	if at < 0 || slices.ContainsFunc(words, func(w string) bool { return whomToBreak[w] }) {
		return false
	}
	return slices.ContainsFunc(words[:at], func(w string) bool { return w == "ik" || w == "we" || w == "wij" }) && slices.ContainsFunc(words[:at], func(w string) bool { return breaking[w] })
}

var (
	whomToBreak = set("hem", "haar", "hen", "ze", "hun", "dader", "maak", "maken")
	breaking    = set("ga", "gaan", "ging", "gingen", "ben", "word", "raak", "zijn")
)

// reported reports a message that tells that its writer went to the police: "ik heb aangifte gedaan tegen mijn ex", and not "ze heeft aangifte gedaan".
func reported(text string) bool {
	s := read(text)
	at := slices.IndexFunc(s.words, func(w string) bool { return reports[w] })
	not := slices.ContainsFunc(s.words, func(w string) bool { return unreported[w] }) || s.has(need{concept: "=tegen_mij"}) || s.has(need{concept: "=tegen_me"})
	if at < 0 || not || !slices.ContainsFunc(s.words, func(w string) bool { return reporting[w] }) {
		return false
	}
	for _, w := range slices.Backward(s.words[:at]) {
		if reporters[w] || thirdPerson[w] {
			return reporters[w]
		}
	}
	return false
}

var (
	reports     = set("aangifte", "aanklacht")
	reporting   = set("gedaan", "deed", "deden", "ingediend", "diende", "dienden")
	reporters   = set("ik", "we", "wij")
	thirdPerson = set("hij", "zij", "ze", "heeft")
	unreported  = set("valse", "vals", "teruggetrokken", "ingetrokken")
)

// undergoing are words behind which somebody else does it, or it is done to the writer, or not done.
var undergoing = set("hij", "zij", "ze", "he", "she", "they", "il", "elle", "mij", "me", "ons", "us", "aangifte", "melding", "been", "word", "werd", "wordt", "was", "niet", "nooit", "geen", "not", "never")

// deedNear is how many words may stand between who did something and what.
const deedNear = 6

// tellsWhoDidIt reports a sentence that tells who did it and asks nothing of them: "de dader is mijn vader, en mijn moeder weet het niet".
func tellsWhoDidIt(piece string) bool {
	s := read(piece)
	did := slices.ContainsFunc(s.words, func(w string) bool { return w == "dader" || w == "pleger" })
	return did && !s.question && slices.ContainsFunc(s.words, func(w string) bool { return w == "is" || w == "was" || w == "bleek" }) && !namesAny(piece, "find", "where", "show", "private", "registered", "wish")
}

// tellsOutcome reports a message that tells how something is or will be, and asks nobody how it ends: "ze krijgt een litteken".
func tellsOutcome(text string) bool {
	s := read(text)
	return len(s.words) > 0 && tellsFirst[s.words[0]] && !s.question && !slices.ContainsFunc(s.words, func(w string) bool { return questionWord[w] }) &&
		!namesAny(text, "chance", "win", "thinkyou", "howask", "wish", "proof", "outcome")
}

// onlyTells reports a message in Dutch that begins as a telling and in which nothing is asked, sought or wished.
func onlyTells(text string) bool {
	s := read(text)
	return len(s.words) > 0 && tellsFirst[s.words[0]] && !strings.ContainsAny(text, "?") && !s.seeks() &&
		!slices.ContainsFunc(s.words, func(w string) bool {
			return questionWord[w] || verbFirst[w] && w != "is" && w != "heeft" && w != "had" && w != "hebben"
		})
}

var (
	tellsFirst   = set("de", "het", "een", "mijn", "mn", "ik", "we", "wij", "ons", "onze", "hij", "zij", "ze", "bedankt", "dank", "gisteren", "vandaag")
	questionWord = set("welk", "welke", "wie", "wat", "waar", "waarvoor", "waarom", "wanneer", "hoe", "hoeveel", "of")
)

// seeks reports a sentence that asks or orders something, or names what is looked up.
func (s sentence) seeks() bool {
	return s.question || slices.Contains(s.words, "klopt") || slices.ContainsFunc(s.marks, func(m mark) bool { return slices.Contains(seeking, m.concept) })
}

var seeking = []string{"you", "org", "howask", "lookup", "progress", "show", "find", "wish", "erase", "helpword", "change"}

// asksMore reports a question whether something may, can or must be done that is more than to speak with somebody: "kan een medewerker mijn advocaat zijn".
func (s sentence) asksMore() bool {
	return len(s.words) > 2 && modal[s.words[0]] && doing[s.words[len(s.words)-1]] && !slices.ContainsFunc(s.words, func(w string) bool { return speaking[w] })
}

var (
	modal    = set("kan", "kun", "kunt", "kunnen", "mag", "mogen", "moet", "moeten")
	speaking = set("praten", "spreken", "bellen", "chatten", "terugbellen", "videobellen", "beeldbellen", "appen", "mailen", "overleggen", "luisteren", "doorverbinden", "doorverbonden", "doorschakelen", "gebeld", "teruggebeld")
	doing    = set("zijn", "worden", "komen", "gaan", "nemen", "opnemen", "aanmelden", "meegaan", "meenemen", "meelezen", "meekijken", "geven", "betalen", "brengen", "ophalen", "halen", "maken", "doen", "zeggen", "vertellen", "lezen", "schrijven", "invullen", "wonen", "slapen", "blijven", "kiezen", "weigeren", "wisselen", "wijzigen", "zien", "weten", "regelen", "verdedigen", "ondertekenen", "filmen", "meebrengen")
)

// namesAny reports whether a message has one of some concepts.
func namesAny(text string, concepts ...string) bool {
	return slices.ContainsFunc(read(text).marks, func(m mark) bool { return slices.Contains(concepts, m.concept) })
}

// sentenceShare is how much less a single sentence says than the whole message would.
const sentenceShare = 0.9

// framing are the kinds that a message has as a whole or not at all: around a real question they are manners, and "ze zegt er niets over" alone makes
// nobody an offender.
var framing = map[Kind]bool{Greeting: true, Thanks: true, Unclear: true, Distress: true, Abuse: true, OutOfScope: true, Perpetrator: true}

// untagged returns a message without the words at its end that only ask whether it is heard: "het is een nachtmerrie, snapt u dat?" asks nobody who they are.
func untagged(text string) string {
	at := strings.LastIndexAny(strings.TrimRight(text, ".!?؟ "), ".!?؟,;\n")
	if at < 0 || len(wordsOf(text[:at])) < leastTold {
		return text
	}
	if said, _ := RemarkOf(text[at:]); said == Present {
		return text[:at+1]
	}
	return text
}

// leastTold is how many words tell something.
const leastTold = 3

// trimmed keeps the beginning and the end of a long message.
func trimmed(text string) string {
	r := []rune(text)
	if len(r) <= 2*maxRead {
		return text
	}
	return string(r[:maxRead]) + " " + string(r[len(r)-maxRead:])
}

// segments returns the sentences of a message.
func segments(text string) []string {
	var all []string
	for _, span := range dutch.Sentences(text) {
		s := strings.TrimFunc(text[span.Start:span.End], func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
		if s != "" {
			all = append(all, s)
		}
	}
	return all
}

// ruled returns the kind of the first rule that one of the sentences fits.
func ruled(pieces []string) (Kind, bool) {
	sentences := make([]sentence, len(pieces))
	for i, p := range pieces {
		sentences[i] = read(p)
	}
	caused, befallen := slices.ContainsFunc(pieces, func(p string) bool { return Caused(p) || Mishap(p) }), slices.ContainsFunc(pieces, befell)
	for _, r := range rules() {
		if r.kind == "" || r.kind == Guilt && caused || r.says == string(WritersChild) && befallen {
			continue
		}
		for _, s := range sentences {
			if s.fits(r) && !(r.kind == Human && s.asksMore()) && !(r.kind == Revenge && s.avenged()) {
				return r.kind, true
			}
		}
	}
	return "", false
}
