package assistant

import "testing"

func TestAPersonIsHeardBeforeAnythingIsExplained(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"mijn broer is doodgestoken, wat gebeurt er nu":           griefHeard,
		"Ik schaam me zo. Ik heb geld overgemaakt.":               shameHeard,
		"ik ben zo boos op die man, krijgt hij straf":             angerHeard,
		"ik durf niet meer naar buiten":                           fearHeard,
		"ik voel me schuldig omdat ik niets deed":                 tiredHeard,
		"Ik ben gisteren beroofd op straat. Hoe doe ik aangifte?": eventHeard,
		"wat is smartengeld":                                      "",
		"hoe vraag ik schadevergoeding aan":                       "",
		"wat als ik bedreigd word":                                "",
		"mijn cliënt is mishandeld, waar meld ik haar aan":        "",
		"welke straf krijgt iemand die zijn vrouw heeft vermoord": "",
		"voor mijn scriptie over angst zoek ik cijfers":           "",
		"mag mijn zus naast mij zitten":                           "",
		"de bank zegt dat hij boos is":                            "",
	} {
		if got := acknowledgement(question, question); got != want {
			t.Errorf("acknowledgement(%q) = %q, want %q", question, got, want)
		}
	}
	// Whose feeling it is, and to whom it was done.
	for question, want := range map[string]string{
		"mijn man was kwaad en sloeg me":                             "",
		"wat als hij boos wordt als ik aangifte doe":                 "",
		"de dader schaamt zich niet en lacht me uit":                 "",
		"mijn dochter schaamt zich voor wat er is gebeurd":           "",
		"ik merk dat mijn zoon bang is":                              "",
		"mijn ouders zijn boos op mij":                               "",
		"mijn vriendin is woedend en ik weet niet wat ik moet":       "",
		"zijn woede maakt alles stuk, ook mijn huis":                 "",
		"hij maakt me zo bang":                                       fearHeard,
		"toen hij kwaad werd was ik bang":                            fearHeard,
		"ik ben bang voor mijn man":                                  fearHeard,
		"mijn man en ik zijn bang om te slapen":                      fearHeard,
		"ik ben kwaad op mijn broer en op mezelf":                    angerHeard,
		"mijn woede gaat niet over":                                  angerHeard,
		"boos, dat ben ik ook op mezelf":                             angerHeard,
		"is het normaal dat ik me schaam":                            shameHeard,
		"ik heb mijn kind uit boosheid geslagen":                     "",
		"mijn broer heeft iemand vermoord":                           "",
		"mijn zoon heeft iemand doodgereden":                         "",
		"mijn zoon heeft iemand beroofd":                             "",
		"gisteren heeft mijn neef een vrouw aangerand":               "",
		"mijn vader is niet overleden gelukkig":                      "",
		"mijn vader heeft mijn moeder vermoord":                      griefHeard,
		"ze hebben mijn broer doodgeschoten":                         griefHeard,
		"mijn dochter, ze is verongelukt":                            griefHeard,
		"wij hebben ons kind verloren":                               griefHeard,
		"onze baby is doodgeschud":                                   griefHeard,
		"mijn kind heeft zijn telefoon verloren":                     "",
		"mijn zoon is beroofd op straat":                             eventHeard,
		"ze hebben mijn zoon mishandeld":                             eventHeard,
		"mijn zoon hebben ze in elkaar geslagen":                     eventHeard,
		"een man heeft mijn dochter aangerand":                       eventHeard,
		"mijn broer is neergeschoten":                                eventHeard,
		"mijn zus is al een week vermist":                            eventHeard,
		"mijn man ligt in coma na een aanrijding":                    eventHeard,
		"mijn collega's en ik zijn gegijzeld op het werk":            eventHeard,
		"ik heb gisteren gezien dat iemand werd neergestoken":        eventHeard,
		"gisteravond is mijn winkel overvallen":                      eventHeard,
		"mijn vrouw zegt dat ik overdrijf maar ik ben zo verdrietig": tiredHeard,
		"mijn broer is bijna vermoord door zijn ex":                  "",
		"wij hebben een man gereanimeerd maar hij is overleden":      "",
		"ik hielp een kind in het water, het is verdronken":          "",
		"ik heb mijn man gereanimeerd maar hij is overleden":         griefHeard,
		"ons kindje is verdronken in de sloot":                       griefHeard,
		"de vader van mijn kind is doodgeschoten":                    griefHeard,
	} {
		if got := acknowledgement(question, question); got != want {
			t.Errorf("acknowledgement(%q) = %q, want %q", question, got, want)
		}
	}
	if got := acknowledgement("my husband was angry and hit me", "man boos geslagen"); got != "" {
		t.Errorf("another's anger, in English: %q", got)
	}
	if got := acknowledgement("I am ashamed", "schuld schaamte"); got != shameHeard {
		t.Errorf("in English: %q", got)
	}
}

// In doubt whether it is asked, one true sentence about who speaks stands before the answer, once.
func TestWhoSpeaksIsSaidBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	s := &state{memory: &Memory{}, program: Message("nl", "program")}
	if got := s.first(); got != Message("nl", "program")+" " || !s.memory.Program {
		t.Errorf("first() = %q", got)
	}
	if got := s.first(); got != "" {
		t.Errorf("said twice: %q", got)
	}
}

func TestTheSameIsSaidOnce(t *testing.T) {
	t.Parallel()
	s := &state{turn: Turn{}, memory: &Memory{}, question: "ik ben zo bang", search: "ik ben zo bang", answer: Answer{Lang: "nl"}}
	if s.heard() == "" || s.heard() != "" {
		t.Error("want it said the first time and not again")
	}
	s.answer.Notices = []Notice{{}}
	s.memory.Heard = ""
	if got := s.heard(); got != "" {
		t.Errorf("under a card: %q", got)
	}
}
