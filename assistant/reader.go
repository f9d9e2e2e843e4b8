package assistant

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// atWork are the readers of pages that speak to who works for victims, of what their organisation does.
var atWork = map[string]bool{"professional": true, "gemeente": true}

// tradeWords are of who may ask for their work, beside workWords and helping.
var tradeWords = words("inwoonster bewoonster klant klanten kassière docent leraar lerares juf huisarts agent wijkagent hulpverlener verpleegkundige werkgever leidinggevende teamleider medewerker medewerkers personeel collega collega's burgemeester ambtenaar mentor beleid protocol nazorg")

// fitting returns what was found without what is planted in it, and what is for others than who asks; the page that is named first.
func (a *Assistant) fitting(s *state, found knowledge.Result, search string, said []string) knowledge.Result {
	found = withoutArchive(a.honesty.cleaned(found), s.turn.Now, append(slices.Clip(said), s.question)...)
	found = setApart(titled(ofNamed(found, search), search), s.answer.Lang, append(slices.Clip(said), s.question)...)
	if !s.memory.Speaker.is(atTheirWork) {
		found = forVictim(search, forOneself(found, said...))
	}
	return a.forWhoTold(s, s.forAsker(found))
}

// forVictim sets the pages that speak to helpers behind the others, where somebody tells of themselves: what is said to a friend is not said to who was
// raped.
func forVictim(search string, found knowledge.Result) knowledge.Result {
	if !asksForSelf(search) {
		return found
	}
	return behind(found, func(p knowledge.Passage) bool { return forOthers[p.Audience] })
}

// behind returns what was found with some of it behind the rest.
func behind(found knowledge.Result, which func(knowledge.Passage) bool) knowledge.Result {
	var front, back []knowledge.Hit
	for _, h := range found.Hits {
		if which(h.Passage) {
			back = append(back, h)
		} else {
			front = append(front, h)
		}
	}
	if len(front) == 0 || len(back) == 0 || !which(found.Hits[0].Passage) {
		return found
	}
	front[0].Score = found.Hits[0].Score
	found.Hits, found.Rest = slices.Concat(front, back), nil
	return found
}

// forOneself returns what was found without the pages for who works with victims, when who asks has told what was done to them and speaks of no work: whose
// shop was robbed is not told whom a municipality names for its inhabitants. What is only found there is left.
func forOneself(found knowledge.Result, said ...string) knowledge.Result {
	self := false
	for _, text := range said {
		before, first := "", ""
		for _, t := range dutch.Tokens(text) {
			theirs := aboveMe[t.Text] && slices.Contains(ownerWords, before) || before == "door" || first == "door" // "door een klant": who did it
			before, first = t.Text, before
			if slices.Contains(workWords, t.Text) || tradeWords[t.Text] && !theirs || t.Text == "doorverwijzen" || t.Text == "verwijzen" {
				return found
			}
		}
		told := clausesOf(text)
		self = self || told.has(mineWords) && told.suffered() || happenedHere(text) || asksForMe(text)
	}
	if !self {
		return found
	}
	return withoutWork(found)
}

// withoutWork returns what was found without the pages for who works with victims; what is only found there is left.
func withoutWork(found knowledge.Result) knowledge.Result {
	own := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool { return atWork[h.Audience] })
	if len(own) == 0 || len(own) == len(found.Hits) {
		return found
	}
	if atWork[found.Hits[0].Audience] {
		found.Rest = nil // of the page that is left out
	}
	found.Hits = own
	return found
}

// happenedHere reports "er is ingebroken": nobody says whose house it is, but for their own.
func happenedHere(text string) bool {
	words := tokenTexts(text)
	return len(words) > 2 && words[0] == "er" && passive[words[1]] && slices.ContainsFunc(words, func(w string) bool { return eventWords[w] })
}

var passive = words("is zijn was waren werd werden wordt worden")

// aboveMe are people at work whom somebody names as theirs who does that work no more than any other: "mijn werkgever".
var aboveMe = words("werkgever leidinggevende teamleider docent leraar lerares juf mentor huisarts hulpverlener")

// asksForMe reports whether a text asks what is done for who writes it: "wat doen jullie voor mij".
func asksForMe(text string) bool {
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if i > 0 && tokens[i-1].Text == "voor" && (slices.Contains(meWords, t.Text) && (i+1 == len(tokens) || dutch.Stop(tokens[i+1].Text))) {
			return true
		}
	}
	return false
}

// setApart returns what was found without what is only for who asks for it: pages on suicide, pages on who did something and is young when a child was harmed, and pages
// in another language beside Dutch ones, and what we say of this program. A teacher who asks after a rape is not told how to speak of a death, the mother of a
// child that was raped not that parents may have to pay, and who asks in Dutch reads Dutch.
func setApart(found knowledge.Result, lang string, said ...string) knowledge.Result {
	asked := slices.ContainsFunc(said, func(text string) bool { return asksOfDespair(text) || nearDespair(text) })
	young := slices.ContainsFunc(said, ofYoungVictim) && !slices.ContainsFunc(said, namesYoungDoer)
	parent := slices.ContainsFunc(said, byOwnChild) && !young
	program := slices.ContainsFunc(said, speaksOfProgram)
	dutchToo := lang == "nl" && slices.ContainsFunc(found.Hits, func(h knowledge.Hit) bool { return h.Lang == "nl" })
	kept := slices.DeleteFunc(slices.Clone(found.Hits), func(h knowledge.Hit) bool {
		return !asked && asksOfDespair(h.Title) || parent && ofHurtChild(h.Passage) || young && ofYoungDoer(h.Title) || !program && programTitle.MatchString(plainWords(h.Title)) || dutchToo && h.Lang != "nl" && h.Lang != ""
	})
	if len(kept) == len(found.Hits) {
		return found
	}
	if len(kept) == 0 || kept[0].URL != found.Hits[0].URL {
		found.Rest = nil // of the page that is left out
	}
	found.Hits = kept
	return found
}

// programTitle matches the title of a page on this program.
var programTitle = regexp.MustCompile(`\b(avatar|chatbot|digitale assistent|virtuele assistent|kunstmatige intelligentie|ai)\b`)

// speaksOfProgram reports whether a text speaks to this program, or of such programs: who tells of the voice of a swindler does not.
func speaksOfProgram(text string) bool {
	return slices.ContainsFunc(tokenTexts(text), func(w string) bool { return ofPrograms[w] || begins(w, programStems) })
}

var (
	ofPrograms   = tokensOf("je jij jou jouw jouwe u uw jullie ai bot bots scherm apparaat machine poppetje plaatje apparaatje ding you your tu vous votre sen siz sana ty wy ви ти أنت انت bo")
	programStems = strings.Fields("assistent avatar robot chatbot chatgpt copilot computer program algoritm kunstmatig digita virtue innovati technolog samenvat yapay sztuczn штучн")
)

// ofYoungVictim reports whether a text tells that something was done to a child of the writer's.
func ofYoungVictim(text string) bool {
	told := clausesOf(text)
	return told.suffered() && !byOwnChild(text) && slices.ContainsFunc(told, func(x clause) bool {
		return slices.ContainsFunc(x.words, func(w string) bool { return childKin[w] })
	})
}

// namesYoungDoer reports whether a text names somebody young who did something, or what there is for them alone.
func namesYoungDoer(text string) bool {
	for _, x := range clausesOf(text) {
		young := x.does()
		for i, w := range x.words {
			young = young || youngDoers[w] || strings.HasPrefix(w, "minderjarig") || strings.HasPrefix(w, "jeugd") && !begins(w, youthHelp) ||
				youngStrangers[w] && (i == 0 || !slices.Contains(ownerWords, x.words[i-1]))
			if age, err := strconv.Atoi(w); err == nil && age > 0 && age < grownUp && x.of(harmerWords) >= 0 {
				young = true
			}
		}
		if young {
			return true
		}
	}
	return false
}

// grownUp is from which age somebody is no child to the law.
const grownUp = 18

var (
	childKin   = words("kind kinderen kindje zoon zoontje dochter dochtertje kleinkind kleinzoon kleindochter kleinkinderen baby peuter kleuter puber broertje zusje neefje nichtje")
	youngDoers = words("klasgenoot klasgenoten klasgenootje medeleerling medeleerlingen leeftijdsgenoot leeftijdsgenoten leerling leerlingen scholier scholieren kinderrechter pestkop pester pesters puber pubers")
	// youthHelp begin words of who helps the young.
	youthHelp      = strings.Fields("jeugdzorg jeugdhulp jeugdbescherm jeugdarts jeugdwerk jeugdteam")
	youngStrangers = words("jongen jongens jongetje meisje meisjes kind kinderen")
	harmerNouns    = strings.Fields("dader daders pleger verdachte verdachten")
	harmerWords    = append(strings.Fields("hij zij"), harmerNouns...)
)

// ofYoungDoer reports the title of a page on who is young and is thought to have done something.
func ofYoungDoer(title string) bool {
	doer, young := false, false
	for _, t := range dutch.Tokens(title) {
		doer = doer || slices.Contains(harmerNouns, t.Text)
		young = young || strings.HasPrefix(t.Text, "minderjarig") || strings.HasPrefix(t.Text, "jong") || strings.HasPrefix(t.Text, "jeugd")
	}
	return doer && young
}

// nearDespair reports whether a text speaks of a death by somebody's own hand without its name, or of a death among young people.
func nearDespair(text string) bool {
	return namesDeath(text) && namesYoung(text) || slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return ownHand[t.Text] })
}

var ownHand = words("einde leven sprong gesprongen opgehangen somber depressief")

// namesDeath reports whether a text speaks of somebody who died, or of who is left behind.
func namesDeath(text string) bool {
	return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool {
		return slices.ContainsFunc(deathStarts, func(start string) bool { return strings.HasPrefix(t.Text, start) })
	})
}

var deathStarts = strings.Fields("dood nabestaand overled overle vermoord moord omgebracht omgekomen verongelukt gestorven sterf sterv begraf begrav uitvaart rouw zelfmoord zelfdod verloren affectie")

// ofAlive reports whether a question is about somebody of the writer's to whom something was done, or who is missing, and of whom nobody says that they died.
func ofAlive(question string) bool {
	told := clausesOf(question)
	gone := slices.ContainsFunc(told, func(x clause) bool { return x.holds(missing) })
	return told.has(kinWords) && (told.suffered() || gone) && !tellsLoss(question)
}

// missing are words of who is not found.
var missing = words("vermist vermiste vermissing spoorloos verdwenen weggelopen")

// ofBereaved reports a sentence about who is left behind.
func ofBereaved(l skimmed) bool {
	return slices.ContainsFunc(l.tokens, func(t dutch.Token) bool {
		return strings.HasPrefix(t.Text, "nabestaand") || strings.HasPrefix(t.Text, "overled") || strings.HasPrefix(t.Text, "overlij")
	})
}

// ofDespair reports a sentence with the line for who thinks of death. Unasked it stands last: below what was asked, and never before it.
func ofDespair(text string) bool {
	return slices.ContainsFunc(dutch.Tokens(text), func(t dutch.Token) bool { return t.Text == "113" })
}

// asksOfDespair reports whether a question itself names suicide, or that line.
func asksOfDespair(question string) bool {
	return slices.ContainsFunc(dutch.Tokens(question), func(t dutch.Token) bool {
		return t.Text == "113" || slices.ContainsFunc(softLines[0].starts, func(start string) bool { return strings.HasPrefix(dutch.Fold(t.Text), start) })
	})
}
