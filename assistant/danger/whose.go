package danger

import (
	"maps"
	"slices"
)

// child reports whether a child writes. A little sister or brother that is spoken of is no sign of it.
func (m *message) child() bool {
	return m.says("CHILDAGE") || m.says("CHILDSELF") && !m.says("PARENT") && !m.says("ADULT")
}

// surelyChild reports whether a child writes, for a message without danger: "mijn moeder heeft" and "mijn ouders" are then said by anybody.
func (m *message) surelyChild() bool { return m.child() && (m.says("CHILDAGE") || m.says("CHILDSURE")) }

// grown reports whether the writer says to be no child: by their age, or by a husband or children of their own.
func (m *message) grown() bool { return m.says("ADULT") && !m.child() }

// outside reports whether the message names somebody from outside the home and nobody of it who could have done it. Whom the writer was with
// ("met mijn vriend") did nothing, nor did whom another would harm. Who threatens with death, and is not said to be of the home, is not.
func (m *message) outside() bool {
	return (m.stranger() || m.says("DEATHTHREAT") || m.says("DEATHTOME") || m.says("TOLDYOU") || m.says("THEYTHREATEN")) && !m.atHome()
}

// threatened reports that somebody of whom nothing is told threatens the writer: that is told to the police, and may be somebody of the home.
func (m *message) threatened() bool {
	return (m.says("TOLDYOU") || m.says("THREATEN") || m.says("YOUHARM") || m.says("THEYTHREATEN")) && !m.stranger() && !m.atHome()
}

// stranger reports whether the message names somebody from outside the home, or what only they do.
func (m *message) stranger() bool {
	return m.says("OUTSIDER") || m.hated() || m.says("PAYORSEND") || m.says("PICTURE") || m.says("RELEASE") || m.says("INTRUDER") || m.says("MISSING") || m.says("ROBBERY") && !m.goesOn()
}

// atHome reports whether the message names somebody of the writer's own who could have done it, or of the home of whom it tells: "mijn collega wordt geslagen
// door haar man".
func (m *message) atHome() bool {
	return m.says("HURTSEEN") || m.says("THEIRHOME") || m.says("DVWORD") || m.says("HOMEDOER") && !m.says("BESIDEME") && (!m.says("NOTHOME") || m.says("KID")) || m.says("HOMEPARTNER") && !m.says("BESIDEME") || m.says("HONOUR") && !m.hated() || m.says("PARENTDOER") || m.says("ELDERDID") || m.says("OWNDID")
}

// goesOn reports violence that is of no day in particular, as that of a home is.
func (m *message) goesOn() bool {
	k := &m.lex.k
	return m.says("HITPRES") && !m.has.has(k.today) && !m.has.has(k.days) || m.says("CONTROL") || m.says("HABIT")
}

// hated reports whether somebody was hit or called names for what they are, and nobody of their own is named.
func (m *message) hated() bool {
	return m.says("HATED") && (m.says("HITPAST") || m.says("BEATEN")) && !m.says("INTIM")
}

// extorted reports that somebody from outside the home presses the writer, or theirs, for money or with pictures.
func (m *message) extorted() bool {
	return (m.says("PAYORSEND") || m.says("EXTORTED")) && !m.atHome() && !m.says("PARTNER") && !m.says("HITPRES") && !m.says("HITPAST")
}

// ofOthers takes out kinds of danger that are not the writer's: a rape by somebody of theirs who is held for it, exploitation, of who is pressed with pictures, and
// a child's, of who is touched by a boss.
func (m *message) ofOthers(all *found) {
	if m.says("KINJAILED") && m.says("OTHERVICTIM") && !m.says("SEXME") && !m.says("KIDABUSED") && !m.says("TOUCHEDKID") {
		delete(all.kinds, SexualViolence)
	}
	if level, ok := all.kinds[Trafficking]; ok && m.extorted() && !m.exploited() {
		delete(all.kinds, Trafficking)
		all.kinds[AcuteDanger] = max(all.kinds[AcuteDanger], level)
	}
	if level, ok := all.kinds[ChildInDanger]; ok && m.says("BOSS") && !m.child() && !slices.ContainsFunc([]string{"KID", "CHILDAGE", "CHILDWORLD", "OTHERKID"}, m.says) {
		delete(all.kinds, ChildInDanger)
		if len(all.kinds) == 0 {
			all.kinds[SexualViolence] = level
		}
	}
	level := None
	for _, l := range all.kinds {
		level = max(level, l)
	}
	if all.level = min(all.level, level); level == None {
		all.ruled = false
	}
}

// exploited reports words of work or of sex that somebody is held to, or of who holds them.
func (m *message) exploited() bool {
	return slices.ContainsFunc([]string{"BOSS", "SEXWORK", "WORKEXP", "EXPLOITED", "TRAFF2"}, m.says)
}

// papersStolen reports that there was a thief, and nobody who exploits: what is gone then are papers and no freedom.
func (m *message) papersStolen() bool { return m.says("ROBBERY") && !m.exploited() }

// wasRobbed reports a robbery or burglary that is over, and nobody of it who is near.
func (m *message) wasRobbed() bool {
	k := &m.lex.k
	return m.says("ROBBERY") && !m.goesOn() && (m.says("YESTERDAY") || !m.has.has(k.now) && !m.has.has(k.just)) && !m.has.has(k.help) && !slices.ContainsFunc([]string{"NEARBY", "WEAPON", "LOCKEDIN", "INTRUDER", "INSIDE", "THREATEN", "KILLFUT"}, m.says)
}

// wasFollowed reports that somebody walked after the writer, and nothing of who does so now.
func (m *message) wasFollowed() bool {
	k := &m.lex.k
	return m.says("WENTAFTER") && !m.has.has(k.now) && !m.has.has(k.help) && !m.says("NEARBY") && !m.says("DOORBREAK") && !m.says("WEAPON")
}

// heardOf reports that somebody of the writer's own was heard of by a message, or whoever is spoken of and may end their life, and nothing of the
// writer: nobody is with them.
func (m *message) heardOf() bool {
	return m.says("MESSAGED") && !m.says("SELF") && (m.says("KIN") || m.says("HE") && !m.says("ME") && m.hints(Suicidality))
}

// ofBody are words of what was done to a body, or would be.
var ofBody = [...]string{"HITPRES", "HITPAST", "BEATEN", "BRUISE", "NEGLECT", "SELFHARM", "CUTDEEP", "DIE", "SUI", "SUITHOUGHT", "KILLSELF", "NOTLIVE", "BLEED", "UNCONSCIOUS", "NOTBREATH", "SEXV", "TOUCHEDKID", "MISSING", "WEAPON", "STRANGLE"}

// shaken reports that a child is not itself since a burglary, a fire or an accident, and nothing else of it: that passes in most.
func (m *message) shaken() bool {
	return m.says("AFTERIT") && m.says("KID") && !slices.ContainsFunc(ofBody[:], m.says)
}

// calm reports words that sound like danger and tell of none: a child that is shaken, and in few words that nobody knows of it, on which day
// something is, a doubt whether it is bad enough, or somewhere that somebody will not go any more.
func (m *message) calm() bool {
	if m.shaken() || m.says("ELSEWHERE") && !m.says("FEARHOME") && len(m.tokens) <= fewWords && !m.despairs() && !slices.ContainsFunc(ofBody[:], m.says) && !m.says("THREATEN") && !m.says("CONTROL") {
		return true
	}
	return (m.says("UNTOLD") && !m.says("SELF") || m.says("ONDAY") || m.says("ENOUGH")) && len(m.tokens) <= fewWords+2 && !m.hints(Suicidality) && !slices.ContainsFunc(ofBody[:], m.says) && !m.says("THREATEN") && !m.says("CONTROL")
}

// distressed reports that somebody screams in their sleep, or at everybody, and nothing else of it: so do many to whom something happened.
func (m *message) distressed() bool {
	return (m.says("ASLEEP") || m.says("EVERYONE")) && len(m.tokens) <= 2*fewWords && !m.hints(Suicidality) && !slices.ContainsFunc(ofBody[:], m.says) && !m.says("THREATEN") && !m.says("FEAR") && !m.says("CONTROLS") &&
		!slices.ContainsFunc(m.tokens, func(t token) bool { return t.word == "mag" || t.word == "moet" }) // what somebody may or must is no cry
}

// onlyCalm takes for no danger what is calm, and in which no rule sees any, and for no wish to die that somebody goes back to who they live with.
func (m *message) onlyCalm(all *found) {
	_, wish := all.kinds[Suicidality]
	if !all.ruled && (m.calm() || m.distressed() || m.says("BACKTO") && wish && len(all.kinds) == 1 && !m.despairs()) {
		all.level = None
	}
}

// mostOfNoMore is how many words a message has at most that says no more than that somebody wants no more.
const mostOfNoMore = 6

// wantsNoMore hears a wish to die where that is all that somebody says: "ik wil echt niet meer". Whatever they want no more is not said.
func (m *message) wantsNoMore(all *found) {
	n := len(m.tokens)
	if all.ruled || n == 0 || n > mostOfNoMore || m.tokens[n-1].word != "meer" || !m.says("WANTSNOMORE") {
		return
	}
	all.wishes(!m.says("HE") && !m.says("KIN"))
}

// saidWish hears that somebody else said that they want to die, in the order that words have behind "dat": "mijn zoon zegt dat hij dood wil". Of who died since,
// or said it long ago, it is no danger of today.
func (m *message) saidWish(all *found) {
	if !all.ruled && m.toldOfWish() && !m.says("DEADONE") && !m.says("SAIDALWAYS") && !m.says("DOCUMENT") && !m.has.has(m.lex.k.past) {
		all.wishes(false)
	}
}

// toldOfWish looks for the words themselves: as classes, "hij dood" is said of who died.
func (m *message) toldOfWish() bool {
	for i := range m.tokens {
		at := func(n int) string {
			if i+n < len(m.tokens) {
				return m.tokens[i+n].word
			}
			return ""
		}
		n := 1
		if beforeWish[at(n)] {
			n++
		}
		if whoWants[at(0)] && (at(n) == "dood" || at(n) == "sterven") && wanting[at(n+1)] {
			return true
		}
	}
	return false
}

var (
	whoWants   = map[string]bool{"hij": true, "ie": true, "ze": true, "zij": true}
	beforeWish = map[string]bool{"echt": true, "liever": true, "gewoon": true, "eigenlijk": true, "ook": true, "nu": true}
	wanting    = map[string]bool{"wil": true, "wilt": true, "wilde": true, "wou": true}
)

// wishes adds a wish to die that a rule knows, in Dutch, of the writer or of somebody else.
func (all *found) wishes(self bool) {
	kinds := maps.Clone(all.kinds)
	if all.level == None || kinds == nil {
		kinds = map[Kind]Level{}
	}
	kinds[Suicidality] = max(kinds[Suicidality], Concern)
	all.kinds, all.level = kinds, max(all.level, Concern)
	all.ruled, all.wish, all.self, all.third, all.lang = true, true, self, !self, "nl"
}

// onlyAge reports a few words of how old the writer is.
func (m *message) onlyAge() bool {
	return len(m.tokens) <= 4 && (m.says("CHILDAGE") || m.says("ADULT")) && !m.says("PARENT") && !m.says("CHILDWORLD")
}

// hinting are words of a kind of danger that has a line of its own: whoever has none of them is only thought to speak of it.
var hinting = map[Kind][]string{
	Suicidality: {
		"SUI", "SUITHOUGHT", "SUISELF", "DIE", "DEATHWISH", "NOLIFE", "LIVE", "LIFEN", "NOTLIVE", "NOTBE", "NOTWAKE", "KILLSELF", "STEPOUT", "FAREWELL", "GONE", "TOOKPILLS", "HIGHPLACE", "MEANS", "READY", "JOIN",
		"NOPOINT", "NOSENSE", "WISHNOT", "BURDEN", "HOPELESS", "FOLLOWDEAD", "SOMBRE", "CUTDEEP",
	},
	SelfHarm:       {"SELFHARM", "CUTDEEP"},
	Medical:        {"INJURED", "BLEED", "HEAVYBLEED", "UNCONSCIOUS", "NOTBREATH", "MEDX", "HEADHIT", "ODDAFTER", "SHAKEN", "STABBED", "WOUNDED", "TOOKPILLS", "CUTDEEP"},
	ThreatByUser:   {"HARMHIM", "HARMWISH", "WEAPON", "SELFHASWEAPON", "WAITHIM"},
	SexualViolence: {"SEXV", "SEXACT", "SEXDONE", "DRUGGED", "TOUCHEDKID", "ROOMNIGHT", "PAINBELOW", "UNWILL"},
	Trafficking:    {"PASSPORT", "SEXWORK", "FORCED", "WORKEXP", "EXPLOITED", "TRAFF2", "TRAFFICKED"},
}

// despairs reports words of a wish to die, besides those of being tired of something.
func (m *message) despairs() bool {
	return slices.ContainsFunc(hinting[Suicidality], func(word string) bool { return word != "HOPELESS" && m.says(word) })
}

// hints reports whether the message has words of a kind of danger; of danger that another is, nobody needs any.
func (m *message) hints(k Kind) bool {
	words, ok := hinting[k]
	return !ok || slices.ContainsFunc(words, m.says)
}
