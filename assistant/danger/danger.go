// Package danger sees in a message, before anything else happens to it, whether someone is in danger, and holds the card that is then shown. It
// needs no network, no database and no model, so that it works when all of those are down.
package danger

import (
	"cmp"
	"slices"

	"wegwijzer/internal/learned"
)

// Level says how much danger a message speaks of.
type Level int

const (
	// None is a message without a sign of danger.
	None Level = iota
	// Concern is danger that is not of this moment: the card comes beside the answer.
	Concern
	// Acute is danger now: the card comes in place of the answer.
	Acute

	weak Level = -1 // two weak signs of one kind make a concern
)

// String returns none, concern or acute.
func (l Level) String() string {
	switch l {
	case Concern:
		return "concern"
	case Acute:
		return "acute"
	case None, weak:
	}
	return "none"
}

// Kind is a kind of danger.
type Kind string

// The kinds of danger that are told apart, because each has its own line.
const (
	Suicidality     Kind = "suicidality"
	AcuteDanger     Kind = "acute_danger"           // violence or control by another, now or going on
	PerpetratorNear Kind = "perpetrator_nearby"     // the offender is near, or reads along
	ChildInDanger   Kind = "child_in_danger"        // also a suspicion
	SexualViolence  Kind = "sexual_violence_recent" // within about a week, when traces and medicine still matter
	Stalking        Kind = "stalking"
	ThreatByUser    Kind = "threat_by_user"
	SelfHarm        Kind = "self_harm"
	Trafficking     Kind = "trafficking"
	Medical         Kind = "medical"
)

// kinds holds every kind, the one whose line comes first before the others.
var kinds = [...]Kind{Medical, AcuteDanger, PerpetratorNear, ChildInDanger, ThreatByUser, Suicidality, SexualViolence, Trafficking, SelfHarm, Stalking}

func kindNamed(name string) (Kind, bool) {
	i := slices.Index(kinds[:], Kind(name))
	if i < 0 {
		return "", false
	}
	return kinds[i], true
}

// Line is an organisation that can be reached now.
type Line string

// The lines, by the names that the commands print.
const (
	Emergency       Line = "112"
	SuicideLine     Line = "113"
	SafeAtHome      Line = "veilig_thuis"
	SexualAssault   Line = "csg"
	ChildLine       Line = "kindertelefoon"
	Police          Line = "politie"
	TraffickingLine Line = "comensha"
	VictimSupport   Line = "slachtofferhulp"
)

// Finding is what Check saw. Its zero value is a message without danger.
type Finding struct {
	Level      Level
	Kinds      []Kind // most pressing first
	Lines      []Line // most fitting first
	Silent     bool   // the writer cannot speak or be heard
	Child      bool   // a child writes
	Grown      bool   // the writer says to be no child
	Deaf       bool   // the writer cannot hear
	Secret     bool   // a partner or "he" may not know
	Abused     bool   // a child that the writer cares for was abused
	ThirdParty bool   // it is about someone else
	Outside    bool   // who does it is no partner and no relative: a colleague, a neighbour, a stranger
	Threatened bool   // somebody threatens the writer, or theirs, with death
	Harms      bool   // a rule saw that the writer would do harm to another
	Missing    bool   // somebody who may do that is gone
	Wish       bool   // a rule saw that somebody wants to die, or hurts themselves
	Named      bool   // it has a word of dying, or of being tired of life
	Doer       bool   // it names who of the writer's own did it, and not what
	Released   bool   // who did it comes free, or came
	Ruled      bool   // a rule saw it, and not the classifier alone
	Lang       string // of the words that decided; empty when unknown
}

// Weighs reports whether the first thing said is so heavy that only what surely belongs to it may stand below the card: a wish to die or to harm.
func (f Finding) Weighs() bool {
	return len(f.Kinds) > 0 && (f.Kinds[0] == Suicidality || f.Kinds[0] == SelfHarm || f.Kinds[0] == ThreatByUser)
}

// TakesBack reports whether a message says in few words that its writer does not want to die or to hurt themselves, and tells of no danger: "I don't want
// to die".
func TakesBack(text string) bool {
	m, f, _ := read(trained.Get(), text)
	if f.Level > None || !m.says("SHORTMSG") || m.says("KIN") || m.says("HE") || m.asksSomething() {
		return false
	}
	return slices.ContainsFunc(m.sentences, func(s sentence) bool {
		in := func(name string) bool { return s.has.has(m.lex.numbers[name]) }
		return s.has.has(m.lex.k.deny) && (in("WANT") && in("DIE") || in("SUITHOUGHT") || in("SUI") || in("KILLSELF") || in("SELFHARM"))
	})
}

// LongAgo reports whether a message speaks of longer ago than the first days, and of no danger: "it was eight months ago".
func LongAgo(text string) bool {
	m, f, _ := read(trained.Get(), text)
	return f.Level == None && m.says("PAST")
}

// NamesPast reports whether a message speaks of longer ago than the first days, whatever else it says.
func NamesPast(text string) bool { return readMessage(loaded(), text).says("PAST") }

// NamesWeapon reports whether a message names a weapon, in any language.
func NamesWeapon(text string) bool { return readMessage(loaded(), text).says("WEAPON") }

// Ready loads the lexicons and trains the classifier, about a second of work unless an earlier start left it on the shelf, so that the first person
// who writes does not wait for it. Check does it by itself when nobody called Ready.
func Ready(shelf *learned.Shelf) {
	loaded()
	trained.From(shelf)
	talked.From(shelf)
	contacts()
	cards()
}

// Check reads a message. It does no input or output, takes a few milliseconds at most whatever the length, and never refuses: a message that it
// cannot read is one without danger.
func Check(text string) Finding {
	f, _ := check(text)
	return f
}

// hit is a rule that was met.
type hit struct {
	rule     *rule
	sentence int
	third    bool
	self     bool
	lang     string
}

func check(text string) (Finding, []hit) { return checkWith(trained.Get(), text) }

// checkWith is check with a given classifier.
func checkWith(c *classifier, text string) (Finding, []hit) {
	_, f, all := read(c, text)
	return f, all.hits
}

// read returns what a message says, what danger is in it, and by what that was found.
func read(c *classifier, text string) (*message, Finding, *found) {
	m := readMessage(loaded(), text)
	all := m.find(c)
	m.lookCloser(c, all)
	m.joinedClauses(c, all)
	m.withoutCause(c, all)
	m.onlySecret(all)
	m.onlySaid(all)
	m.onlyBegun(all)
	m.onlyCalm(all)
	m.ofOthers(all)
	m.wantsNoMore(all)
	m.saidWish(all)
	f := Finding{Level: all.level, Silent: m.says("SILENCE") || (m.says("SECRET") || m.says("HESLEEPS")) && all.violent(), Child: m.child(), Grown: m.grown(), Deaf: m.says("CANTHEAR"), Secret: m.says("SECRET") && (m.says("PARTNER") || m.says("HE")), Abused: m.says("KIDABUSED"), Ruled: all.ruled, Lang: all.lang, ThirdParty: all.third && !all.self || m.heardOf() || m.says("SEXOTHER") && !(m.says("SEXME") && m.says("SELF")), Outside: m.outside()}
	for k := range all.kinds {
		f.Kinds = append(f.Kinds, k)
	}
	slices.SortFunc(f.Kinds, func(a, b Kind) int {
		if c := cmp.Compare(all.kinds[b], all.kinds[a]); c != 0 {
			return c
		}
		return cmp.Compare(slices.Index(kinds[:], a), slices.Index(kinds[:], b))
	})
	if f.Level == None {
		return m, Finding{Child: m.surelyChild(), Grown: f.Grown, Deaf: f.Deaf, Secret: f.Secret, Silent: f.Silent}, all
	}
	f.Doer = m.says("ELDERDID") || m.says("OWNDID")
	f.Released = m.says("RELEASE")
	f.Threatened = m.says("DEATHTOME") || m.says("DEATHTHREAT") || m.says("NEXTYOU") || m.says("TOYOU") || m.says("TOLDYOU") || m.says("SAYS") && m.says("KNOWSKIDS") || m.says("HARMEDKIN") && m.has.has(m.lex.k.supposed)
	f.Missing = m.says("MISSING") && all.alone == Acute && all.kinds[Suicidality] == Acute
	f.Wish = all.wish && (all.kinds[Suicidality] > None || all.kinds[SelfHarm] > None)
	f.Named = m.hints(Suicidality)
	f.Harms = slices.ContainsFunc(all.hits, func(h hit) bool { return h.rule.kind == ThreatByUser && h.rule.level > None })
	f.Lines = m.lines(f, all.kinds)
	return m, f, all
}

// found is the danger in a message, or in a part of it.
type found struct {
	level       Level
	kinds       map[Kind]Level
	hits        []hit
	ruled       bool
	stands      bool  // a rule was met whose words are a concern whatever the classifier makes of them
	alone       Level // of the rules that were met and decide alone
	wish        bool  // a rule of a wish to die, or of who hurts themselves, was met
	third, self bool  // whom the rules that were met speak of
	lang        string
	sure, now   float64   // the chance of danger and, given danger, of danger of this moment
	second      []float64 // the margins of the second opinion for the same
}

// violent reports whether a rule saw violence by another: what that one may not know is then kept from who is feared.
func (f *found) violent() bool {
	return slices.ContainsFunc(f.hits, func(h hit) bool {
		return h.rule.level > None && slices.Contains([]Kind{AcuteDanger, PerpetratorNear, Stalking}, h.rule.kind)
	})
}

// find reads a message as one.
func (m *message) find(c *classifier) *found {
	all := &found{hits: m.ownWords(m.judge()), kinds: map[Kind]Level{}}
	rules := None
	weakly := map[Kind]int{}
	for _, h := range all.hits {
		if h.rule.level == weak {
			weakly[h.rule.kind]++
			continue
		}
		all.kinds[h.rule.kind] = max(all.kinds[h.rule.kind], h.rule.level)
		all.ruled, all.stands = true, all.stands || h.rule.stands
		if h.rule.alone {
			all.alone = max(all.alone, h.rule.level)
		}
		all.wish = all.wish || h.rule.kind == Suicidality || h.rule.kind == SelfHarm
		all.third, all.self = all.third || h.third, all.self || h.self
		if h.rule.level > rules {
			rules, all.lang = h.rule.level, h.lang
		}
	}
	for k, n := range weakly {
		if n > 1 && all.kinds[k] == None {
			all.kinds[k] = Concern
			rules = max(rules, Concern)
		}
	}
	m.weigh(c, rules, all)
	return all
}
