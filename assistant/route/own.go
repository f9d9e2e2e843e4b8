package route

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// own are kinds about this talk itself and about how it is for who talks, and what the site answers. The rules know them best: to the model of who speaks
// "leest er iemand mee" and "vangt een mens dan bot" resemble the question whether a person is there.
var own = map[Kind]bool{Watched: true, Keeping: true, Erasing: true, Guilt: true, Call: true, Answer: true}

// ofOwn reports whether a rule gives a sentence one of those kinds, and the order of its words does not ask who speaks as well.
func ofOwn(piece string) bool {
	k, ok := ruled([]string{piece})
	return ok && own[k] && !grammar(wordsOf(piece))
}

// Fears reports whether a message tells that its writer is afraid.
func Fears(text string) bool { return namesAny(text, "ownfear") }

// fears reports a sentence that tells of the writer's own fear, and names nothing of what speaks here: "mieszkam u niego, boję się" asks nobody who they are.
func fears(piece string) bool {
	return namesAny(piece, "ownfear") && !namesAny(piece, speakers...) && !grammar(wordsOf(piece))
}

// SeeksBan reports whether a text asks for somebody else to be kept away: "ik wil een contactverbod", "hoe krijgt hij een gebiedsverbod", and not of a ban that its
// writer has, or would be rid of.
func SeeksBan(text string) bool {
	line := strings.Join(read(text).words, " ")
	return banSought.MatchString(line) && !banOnWriter.MatchString(line)
}

// bans matches an order that keeps somebody away.
const bans = `(straat|contact|gebieds|locatie|huis|omgevings)verbod`

var (
	banSought = regexp.MustCompile(`\b(wil|wilde|willen|zou|graag|krijg|krijgt|krijgen|vraag|aanvragen|regel|regelen|eis|eisen|kan|kunnen|moet) (\S+ ){0,6}(een|zo'n) ` + bans + `\b|\b` + bans + ` (\S+ ){0,4}(aanvraag|aanvragen|krijgen|regelen|eisen|nodig|opleggen)\b|^` + bans + ` (voor|tegen) (hem|haar|mijn \S+)$`)
	// banOnWriter matches a ban that the writer has or that another asks for, and words of who would be rid of one or get round it.
	banOnWriter = regexp.MustCompile(`\bmijn ` + bans + `|\bik (heb|had|kreeg) (\S+ ){0,3}` + bans + `( (opgelegd|en|maar|hoe|kan|mag|wat|van|voor) .*)?$|\b(heb|had|kreeg) ik (al )?een ` + bans + `|\b(ex|hij|zij|ze|vrouw|man|vriend|vriendin|slachtoffer) (wil|eist|vraagt|heeft) (\S+ ){0,2}een ` + bans +
		`|\b(gekregen|tegen mij|tegen me|aan mij|opheff\S*|opgeheven|omzeil\S*|ontduik\S*|negeer|negeren|overtred\S*|overtreed\S*|breken|verbreken|ontlopen|ontkomen|ontwijken|aanvechten|vecht|vechten|bezwaar|beroep|ondanks|toch|onder|onderuit|eronderuit|af|vanaf|afkomen|vanafkomen|houd|houden|onterecht|ongedaan|bij haar|bij hem|naar haar|naar hem|waar (ze|zij|hij))\b`)
)

// Caused reports whether a text tells what the writer may have done to another.
func Caused(text string) bool { return read(text).has(need{concept: "caused"}) }

// Mishap reports whether a text tells of an accident or a suicide, whoever it befell: nobody can say there whose fault it was.
func Mishap(text string) bool { return read(text).has(need{concept: "mishap"}) }

// OfRightPlace reports whether a message wonders whether its writer has come to the right place, and says nothing of who answers there.
func OfRightPlace(message string) bool {
	text := dutch.Visible(message)
	return namesAny(text, "rightplace") && !namesAny(text, "bot", "human")
}

// Silenced reports whether a message tells that its writer may not complain of something, because of another.
func Silenced(message string) bool {
	s := read(dutch.Visible(message))
	return !s.question && !s.has(need{concept: "org"}) && (s.has(need{concept: "maynot", then: "complain", within: fewWords}) || s.has(need{concept: "complain", then: "maynot", within: fewWords}))
}

// BlamesSelf reports whether a message says or asks that something was its writer's own fault, whatever it tells besides.
func BlamesSelf(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		return slices.ContainsFunc(rules(), func(r rule) bool { return r.kind == Guilt && s.fits(r) })
	})
}

// OwnHand reports whether a message tells that somebody of the writer's died by their own hand, and not that they want to, tried to, or live.
func OwnHand(text string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(text)), func(piece string) bool {
		s := read(piece)
		const near = 6
		died := s.has(need{concept: "ownhand"}) || s.has(need{concept: "selfword", then: "killed", within: near})
		return died && (s.has(need{concept: "kin"}) || s.has(need{concept: "lostkin"})) && !s.has(need{concept: "survived"})
	})
}

// OnlyOfLoss reports whether a message tells of such a death and says nothing of who writes it.
func OnlyOfLoss(text string) bool { return OwnHand(text) && !namesAny(dutch.Visible(text), "iself") }

// fewWords is how many words a message has that asks for nothing but that this talk be erased, or what is kept of it.
const fewWords = 10

// OnlyOfTalk reports whether a message asks what is kept or seen of this talk, or that it be erased, and tells of nobody.
func OnlyOfTalk(message string) bool {
	text := dutch.Visible(message)
	if !OfTalk(text) {
		return false
	}
	s := read(text)
	return len(s.words) <= fewWords && !slices.ContainsFunc(s.marks, func(m mark) bool { return m.concept == "they" || m.concept == "kin" || m.concept == "other" })
}

// OfTalk reports whether a message asks what is kept of this talk, who can see it, or that it be erased.
func OfTalk(text string) bool {
	k, ok := ruled(segments(text))
	return ok && (k == Keeping || k == Erasing || k == Watched)
}

// Asks reports whether a message asks something, by its mark, its question word, or a verb before its subject.
func Asks(text string) bool {
	return slices.ContainsFunc(segments(text), func(piece string) bool {
		s := read(piece)
		if !s.question || strings.ContainsAny(piece, "?؟") || len(s.words) < 2 || !verbFirst[s.words[0]] {
			return s.question
		}
		subject := slices.ContainsFunc(s.marks, func(m mark) bool {
			return m.from == 1 && (m.concept == "me" || m.concept == "you" || m.concept == "they" || m.concept == "kin" || m.concept == "other")
		})
		return subject || demonstrative[s.words[1]] // "kan niet praten" asks nothing
	})
}

var demonstrative = set("dit", "dat", "het", "er", "de", "een", "deze", "die", "this", "that", "it", "there", "the")

// WhatIf reports whether a message asks what would be, and not what is: "wat als hij wakker wordt", "komt hij dan achter mij aan".
func WhatIf(text string) bool {
	s := read(text)
	return s.has(need{concept: "whatif"}) || s.question && s.has(need{concept: "=dan"})
}

// WhatNow reports whether a message asks what to do, and names nothing.
func WhatNow(text string) bool {
	s := read(text)
	return len(s.words) <= fewWords && s.has(need{concept: "whatnow"})
}

// Addresses reports whether a message speaks to who answers it.
func Addresses(text string) bool {
	return namesAny(dutch.Visible(text), "you", "org", "bot", "talkhere", "staff", "misread")
}

// Insults reports whether a message has a word of abuse.
func Insults(text string) bool { return namesAny(dutch.Visible(text), "insult") }

// WhereTo reports whether a message asks where its writer can go, who can help them, or whether they should tell somebody: "waar moet ik nu heen".
func WhereTo(text string) bool {
	s := read(text)
	const near = 6
	mine := s.has(need{concept: "me"})
	return s.has(need{concept: "askwhere", then: "ireach", within: near}) || mine && s.has(need{concept: "askwhere", then: "toreach", within: near}) || mine && s.question && s.has(need{concept: "tellsomeone"})
}

// Over reports whether a message says that who is dangerous is gone, or that the writer is safe; open, that it leaves that open: "hij is even weg".
func Over(text string) (said, open bool) {
	s := read(text)
	const near = 3
	said = s.has(need{concept: "gonealone"}) || s.has(need{concept: "safenow"})
	for _, who := range []string{"they", "doer"} {
		said = said || s.has(need{concept: who, then: "gone", within: near})
	}
	return said, s.question || s.has(need{concept: "leftopen"})
}

// ComesBack reports whether a message says or asks that somebody comes back, and little else.
func ComesBack(text string) bool {
	s := read(text)
	return len(s.words) <= fewWords && s.has(need{concept: "comesback"}) && (s.has(need{concept: "they"}) || s.has(need{concept: "doer"}))
}

// ReadsBeside reports whether a message says that somebody is beside the writer and reads along.
func ReadsBeside(text string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(text)), func(piece string) bool {
		s := read(piece)
		return !s.question && s.has(need{concept: "besideme"}) && s.has(need{concept: "alongread"})
	})
}

// CanTalk reports whether a message says that the writer can speak and be heard.
func CanTalk(text string) bool {
	s := read(dutch.Visible(text))
	return !s.question && s.has(need{concept: "cantalk"}) && !s.has(need{concept: "leftopen"})
}

// OnlyOfCalling reports whether a message says no more than that the writer would rather not call or be called, and names nobody: the answer to whoever
// offered that. Who cannot call is not meant: that may be because of somebody near.
func OnlyOfCalling(message string) bool {
	s := read(dutch.Visible(message))
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	return len(s.words) <= fewWords && has("nocall") && (has("prefer") || has("othermeans")) && !has("they") && !has("kin") && !has("other") && !has("=durf") && !has("=kan") && !has("=mag")
}

// NamesAnother reports whether a message names somebody else.
func NamesAnother(message string) bool {
	return namesAny(dutch.Visible(message), "they", "kin", "other", "doer")
}

// Unheard reports whether a message says that its writer cannot hear or speak, and asks how to reach us or asks nothing: not how it goes with the police or
// in court, and not for an interpreter.
func Unheard(message string) bool {
	s := read(dutch.Visible(message))
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	if !has("unheard") || !has("iself") || has("court") || has("policeorg") || has("crime") || slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(w, "tolk") || strings.HasPrefix(w, "interpret") }) {
		return false
	}
	return has("reachus") || !s.question && len(s.words) <= fewWords
}

// CannotHear reports whether a message says that its writer cannot hear or speak, whatever else it tells or asks. Of somebody else who cannot, it says nothing.
func CannotHear(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		const near = 3
		return (s.has(need{concept: "iself", then: "unheard", within: near}) || s.has(need{concept: "deafme"})) && !s.has(need{concept: "=stom"}) && !s.has(need{concept: "nohear"})
	})
}

// AtWork reports whether a text tells of a pupil, a patient or a client of the writer's: of somebody whom they meet at work.
func AtWork(text string) bool { return namesAny(dutch.Visible(text), "atwork") }

// OfDuty reports whether a message asks what one must or may do for somebody, or with whose knowledge.
func OfDuty(message string) bool {
	text := dutch.Visible(message)
	return Asks(text) && len(wordsOf(text)) <= fewWords && namesAny(text, "duty", "whatdo", "whatnow")
}

// OfSigns reports whether a message asks for an interpreter.
func OfSigns(message string) bool { return namesAny(dutch.Visible(message), "interpreter") }

// WithoutCalling reports whether a message asks how to reach somebody, to report or to be helped: what others do by telephone.
func WithoutCalling(message string) bool {
	text := dutch.Visible(message)
	return Asks(text) && (namesAny(text, "nophone") || namesAny(text, "reachby") && !namesAny(text, "they", "offender", "doer"))
}

// Contact is what a message says of being in touch with whoever did it.
type Contact string

// The ways to be in touch.
const (
	NoContact Contact = ""
	Wanted    Contact = "wanted"   // somebody would speak with them, or is asked to: there is a service for that (herstelbemiddeling), and it is no wish to speak with us
	Unwanted  Contact = "unwanted" // they seek the writer, or the writer wants none of it
	Met       Contact = "met"      // the writer runs into somebody, or would rather not: that it is whoever did it, the talk before must tell
)

// WithOffender reports whether it is said of whoever did it, and not of somebody who may be anyone.
func (c Contact) WithOffender() bool { return c == Wanted || c == Unwanted }

// OffenderContact returns what a message says of being in touch with whoever did it.
func OffenderContact(message string) Contact {
	return Contact(says(message, string(Unwanted), string(Wanted), string(Met)))
}

// Suspect is who a message says is suspected of something.
type Suspect string

// Those who may be.
const (
	Nobody       Suspect = ""
	Writer       Suspect = "accused"
	WritersChild Suspect = "accused_child"
)

// Accused returns who a message says is suspected of something, when it asks for nothing that would harm whoever accuses them.
func Accused(message string) Suspect {
	if ownCrime(trimmed(dutch.Visible(message))) {
		return Writer
	}
	suspect := Suspect(says(message, string(Writer), string(WritersChild)))
	if suspect == WritersChild && befell(message) {
		return Nobody
	}
	return suspect
}

// Wronged reports a message in which its writer tells plainly that they raped or battered somebody, and asks nothing: "ik heb vorig jaar een meisje
// aangerand". Of "ik heb een zus die is aangerand" and "ik heb mij verweerd" nothing of the kind is said.
func Wronged(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		for _, d := range s.marks {
			last := d.to == len(s.words) || clauseEnds[s.words[min(d.to, len(s.words)-1)]]
			if d.concept != "wrongdeed" || !last {
				continue
			}
			for _, m := range s.marks {
				if m.concept == "idid" && m.to < d.from && d.from-m.to <= deedNear &&
					!slices.ContainsFunc(s.words[m.to:d.from], func(w string) bool { return undergoing[w] || otherClause[w] }) {
					return true
				}
			}
		}
		return false
	}) && !Asks(message) && !namesAny(message, "notmyown", "hurtme", "hitback", "find", "where", "watch", "dropit", "swayi")
}

var (
	// otherClause are words behind which "ik heb" is said of something else.
	otherClause = set("is", "zijn", "was", "waren", "ben", "bent", "worden", "en", "maar", "of", "dat", "die", "om", "omdat", "als", "toen", "gezien", "gehoord", "gevoeld", "bijna", "zich", "who", "and", "that")
	clauseEnds  = set("en", "maar", "toen", "omdat", "op", "in", "bij", "tijdens", "vorig", "vorige", "and", "but", "at", "last", "during")
)

// Regrets reports whether a message speaks in few words of saying sorry, or of remorse.
func Regrets(message string) bool {
	s := read(dutch.Visible(message))
	return len(s.words) <= fewWords && s.has(need{concept: "remorse"}) && !s.has(need{concept: "theysubj"})
}

// befell reports whether a message tells that the writer's child died or was hurt where it was held: that comes before what it is suspected of.
func befell(message string) bool { return says(message, "befell") != "" }

// says returns which of some things the first rule for them that a sentence fits says.
func says(message string, some ...string) string {
	var sentences []sentence
	for _, piece := range segments(dutch.Visible(message)) {
		sentences = append(sentences, read(piece))
	}
	for _, r := range rules() {
		if slices.Contains(some, r.says) && slices.ContainsFunc(sentences, func(s sentence) bool { return s.fits(r) }) {
			return r.says
		}
	}
	return ""
}

// OfOffence reports whether a text tells of an offence, or of whoever did it.
func OfOffence(text string) bool { return namesAny(dutch.Visible(text), "crime", "offender") }

// OfWitness reports whether a text is about being heard as a witness, or about a hearing.
func OfWitness(text string) bool { return namesAny(dutch.Visible(text), "witness", "hearing", "court") }

// OfData reports whether a message asks after an address or a number, and not who can read this page.
func OfData(message string) bool {
	text := dutch.Visible(message)
	return namesAny(text, "private") && !namesAny(text, "talkhere", "thishere", "readalong", "seehere", "talkstous")
}

// AsksToAttend reports whether a message asks in few words whether its writer must come. To what, the talk must tell.
func AsksToAttend(message string) bool {
	s := read(dutch.Visible(message))
	return len(s.words) <= fewWords && s.has(need{concept: "mustattend"})
}

// OfCourt reports whether a text is about a hearing, or the court.
func OfCourt(text string) bool { return namesAny(dutch.Visible(text), "hearing") }

// Mediates reports whether a text is about a talk with whoever did it that somebody leads.
func Mediates(text string) bool { return namesAny(dutch.Visible(text), "mediated") }

// ComesFree reports whether a text tells that somebody comes out of prison, or was acquitted.
func ComesFree(text string) bool {
	return namesAny(dutch.Visible(text), "comesfree") || says(text, "free") != ""
}

// Hits reports whether a message tells that its writer hits somebody of theirs, and not that they hit back.
func Hits(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		struck := false
		for _, whom := range []string{"kin", "they", "other", "mychild", "hitwhom"} {
			struck = struck || s.has(need{concept: "ihit", then: whom, within: deedNear}) || s.has(need{concept: whom, then: "ihit", within: deedNear})
		}
		return struck
	}) && !HitsBack(message)
}

// HitsBack reports whether a message tells that its writer keeps somebody off.
func HitsBack(message string) bool { return namesAny(dutch.Visible(message), "hitback") }

// WantsToStop reports whether a message says in few words that its writer wants to stop with something, and names neither this talk nor a case.
func WantsToStop(message string) bool {
	s := read(dutch.Visible(message))
	has := func(concept string) bool { return s.has(need{concept: concept}) }
	return len(s.words) <= fewWords && has("stopit") && (has("iself") || has("wish") || s.question) && !has("theysubj") && !has("talkto") && !has("talkhere") && !has("case") && !has("crime")
}

// WhoSees reports whether a message asks who may see what is kept of its writer, as anyone may ask: not what stands in it.
func WhoSees(message string) bool { return says(message, "whosees") != "" }

// OfUse reports whether a message asks what is done with the name, the number or the like of its writer.
func OfUse(message string) bool { return says(message, "use") != "" }

// HowGot reports whether a message asks how we came by an address, a number or what else is known of its writer.
func HowGot(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		return s.has(need{concept: "howgot"}) && (s.has(need{concept: "private"}) || s.has(need{concept: "mydata"}))
	})
}

// HitByChild reports whether a message in another language than Dutch tells that a child of the writer's hits the writer: "my son hits me", and not "my son
// says that he hits me".
func HitByChild(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		const near = 6
		if s.has(need{concept: "bymychild"}) && s.has(need{concept: "undergone", then: "bymychild", within: near}) {
			return s.has(need{concept: "iself"}) && !s.has(need{concept: "theysubj"})
		}
		for _, c := range s.marks {
			for _, d := range s.marks {
				if c.concept != "mychild" || d.concept != "strikesme" || d.from < c.to || d.from-c.to > deedNear {
					continue
				}
				if !slices.ContainsFunc(s.marks, func(m mark) bool {
					return (m.concept == "kin" || m.concept == "theysubj" || m.concept == "other") && m.from >= c.to && m.to <= d.from
				}) {
					return true
				}
			}
		}
		return false
	})
}

// ShotOnDuty reports whether a message tells that its writer, who is of the police or a guard, had to shoot: "ik ben agent en heb iemand neergeschoten", and
// not that they were shot at.
func ShotOnDuty(message string) bool {
	text := dutch.Visible(message)
	s := read(text)
	if !s.has(need{concept: "officer"}) || namesAny(text, "hurtme") {
		return false
	}
	for _, m := range s.marks {
		if m.concept != "shot" {
			continue
		}
		before := s.words[max(0, m.from-deedNear):m.from]
		at := len(before) - 1
		for at >= 0 && !compelled[before[at]] {
			at--
		}
		own := m.to < len(s.words) && s.words[m.to] == "ik" || m.from > 0 && (s.words[m.from-1] == "ik" || s.words[m.from-1] == "i") // "ik schoot"
		if own || at >= 0 && !slices.ContainsFunc(before[at+1:], func(w string) bool { return shotAt[w] }) && !(at > 0 && others[before[at-1]]) {
			return true
		}
	}
	return false
}

var (
	compelled = set("heb", "had", "moest", "moeten", "have", "i've", "ai", "musiałem", "zorunda", "мусив")
	shotAt    = set("mij", "me", "ons", "us", "hij", "zij", "ze", "he", "they", "collega", "been")
	others    = set("hij", "zij", "ze", "he", "they")
)

// Confides reports whether a message asks how to tell somebody of the writer's what happened, or says that they know nothing of it yet. To children it is told
// otherwise.
func Confides(message string) bool {
	return slices.ContainsFunc(segments(dutch.Visible(message)), func(piece string) bool {
		s := read(piece)
		toKin := s.has(need{concept: "kin"}) && !slices.ContainsFunc(s.words, func(w string) bool { return children[w] })
		return len(s.words) <= fewWords && toKin && (s.has(need{concept: "tellhow"}) || s.has(need{concept: "kin", then: "knowsnothing", within: 3}) || s.has(need{concept: "knowsnothing", then: "kin", within: 3}))
	})
}

var children = set("kind", "kinderen", "zoon", "zoontje", "dochter", "dochtertje", "kids", "child", "children", "son", "daughter", "enfants", "fils", "fille", "dzieciom", "synowi", "córce", "çocuklara", "дітям", "сину", "أطفالي")
