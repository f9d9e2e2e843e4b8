package route

import "testing"

func TestAsksWhatIsKeptOrErased(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"wordt dit gesprek bewaard?":                                  Keeping,
		"wordt dit bewaard":                                           Keeping,
		"bewaar je dit":                                               Keeping,
		"slaan jullie dit op?":                                        Keeping,
		"ik wil niet dat jullie dit bewaren":                          Keeping,
		"Worden mijn berichten bewaard?":                              Keeping,
		"kan de politie dit lezen":                                    Keeping,
		"blijft dit geheim":                                           Keeping,
		"do you keep what i type":                                     Keeping,
		"bu konuşma saklanıyor mu":                                    Keeping,
		"czy ta rozmowa jest zapisywana":                              Keeping,
		"чи зберігається ця розмова":                                  Keeping,
		"est-ce que cette conversation est gardée":                    Keeping,
		"boso ta warda e kòmbersashon aki":                            Keeping,
		"هل تحفظون هذه المحادثة":                                      Keeping,
		"verwijder mijn gegevens":                                     Erasing,
		"wis dit gesprek":                                             Erasing,
		"wis alles":                                                   Erasing,
		"delete this conversation":                                    Erasing,
		"verilerimi silin":                                            Erasing,
		"usuń moje dane":                                              Erasing,
		"видаліть цю розмову":                                         Erasing,
		"supprimez mes données":                                       Erasing,
		"kita e kòmbersashon aki":                                     Erasing,
		"احذف بياناتي":                                                Erasing,
		"leest er iemand mee?":                                        Watched,
		"wie leest dit":                                               Watched,
		"is anyone reading this":                                      Watched,
		"ben je een mens? en wordt dit bewaard?":                      Identity,
		"leest er een echt mens mee?":                                 Identity,
		"mag de politie mijn telefoon bewaren":                        Answer,
		"moet ik het gesprek met de oplichter bewaren":                Answer,
		"moet ik dit bewaren als bewijs":                              "other",
		"hoe laat ik naaktfotos verwijderen van internet":             Answer,
		"wie leest mijn slachtofferverklaring":                        Answer,
		"hoe laat ik mijn gegevens verwijderen bij de verzekering":    "other",
		"mijn ex heeft mijn berichten gewist":                         "other",
		"how can i keep my address secret in this case":               Answer,
		"hoe vraag ik de verzekeraar om mijn gegevens te verwijderen": "other",
	} {
		got := r.Route(text).Kind
		if want == "other" && got != Keeping && got != Erasing && got != Watched {
			continue
		}
		if got != want {
			t.Errorf("Route(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestGuiltOfAVictimIsHeardAndThatOfOthersIsNot(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{
		"is het mijn schuld", "ik ben bestolen. is het mijn schuld?", "komt het door mij", "had ik maar niets gezegd", "ik schaam me zo", "eigen schuld", "is het mijn eigen schuld",
		"is het mijn schuld omdat ik een korte rok droeg", "is het mijn schuld dat ik bij hem in de auto stapte", "is het mijn eigen schuld dat mijn rekening nu leeg is",
		"ik had haar nooit alleen moeten laten gaan", "ik had beter moeten opletten", "had ik de deur moeten afsluiten", "we hadden haar moeten ophalen", "ik had hem nooit binnen mogen laten",
		"I should have stayed with her", "j'aurais dû rester à la maison", "powinnam była zostać w domu", "كان يجب علي أن أبقى معها",
		"ik geef mezelf de schuld", "is it my fault", "benim suçum mu", "czy to moja wina", "це моя провина", "est-ce ma faute", "j'ai honte", "ta mi kulpa", "هل هذا ذنبي",
	} {
		if got := r.Route(text).Kind; got != Guilt {
			t.Errorf("Route(%q) = %s, want guilt", text, got)
		}
	}
	for _, text := range []string{
		"ik heb iemand aangereden", "ik heb iemand aangereden. is het mijn schuld?", "is het mijn schuld dat ik hem sloeg", "wie is er schuldig volgens de rechter", "schuldbekentenis",
		"krijg ik minder geld als het mijn eigen schuld is volgens de verzekering", "de verzekering zegt eigen schuld", "heeft hij schuld bekend", "mijn schuld bij de bank aflossen",
		"ik ben door een auto aangereden, is het mijn schuld", "hoe ga ik om met schuldgevoel", "ik schaam me om aangifte te doen, hoe gaat dat",
		"had ik maar eerder gebeld, mijn zoon heeft zelfmoord gepleegd", "had ik maar recht op een advocaat", "kan ik bij jullie terecht als het mijn eigen schuld was", "volgens hun papier was het deels mijn eigen schuld",
		"ik had gisteren moeten betalen", "ik had een brief moeten krijgen", "had ik eerder aangifte moeten doen", "had de politie mij moeten bellen", "ik had toen moeten werken", "dit had nooit mogen gebeuren",
		"hij had dat nooit moeten doen", "ik had beter moeten opletten, ik heb iemand aangereden", "ik had een betere advocaat moeten nemen",
		"wanneer gaat dat knagende had ik maar opgehangen over", "eigen schuld korting", "iemand doodgereden schuldgevoel", "agent zei dat het mijn eigen schuld was",
	} {
		if got := r.Route(text).Kind; got == Guilt {
			t.Errorf("Route(%q) = guilt", text)
		}
	}
}

// A young person who asks whether parents will know asks for no word about somebody else, and not who can see this page.
func TestWhetherParentsWillKnowIsAQuestion(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{"moeten mijn ouders dit weten", "moeten mijn ouders het weten?", "komen mijn ouders dit te weten", "krijgen mijn vader en moeder dit te horen", "hoeft mijn moeder het niet te weten"} {
		if got := r.Route(text).Kind; got != Answer {
			t.Errorf("Route(%q) = %s, want answer", text, got)
		}
	}
	for text, want := range map[string]Kind{
		"kunnen mijn ouders dit lezen": Watched, "ik wil weten waar mijn moeder woont": OtherPerson, "laat zien wat mijn dochter heeft gezegd": OtherPerson,
	} {
		if got := r.Route(text).Kind; got != want {
			t.Errorf("Route(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestWhoeverDidItIsWantedOrUnwanted(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Contact{
		"Ik zou graag een gesprek willen met de dader. Kan dat?":                   Wanted,
		"kan ik met degene die mij heeft aangereden praten, en wie begeleidt dat?": Wanted,
		"hoe krijg ik een gesprek met de verdachte":                                Wanted,
		"mijn zoon wil de dader ontmoeten, hoe gaat dat":                           Wanted,
		"ik wil de man spreken die mij heeft aangereden":                           Wanted,
		"de dader wil met mij praten, moet dat":                                    Wanted,
		"I want to talk to the offender. is that possible?":                        Wanted,
		"ik wil geen contact met de dader":                                         Unwanted,
		"ik wil geen gesprek met de dader, moet dat toch?":                         Unwanted,
		"ik wil niet dat de dader contact met mij opneemt":                         Unwanted,
		"de dader zoekt steeds contact met mij":                                    Unwanted,
		"de verdachte stuurt mij berichten, mag dat":                               Unwanted,
		"hij neemt steeds contact op sinds de aangifte":                            Unwanted,
		"ik wil hem nooit meer zien of spreken, hoe regel ik dat":                  Unwanted,
		"de man die mij heeft mishandeld zoekt contact":                            Unwanted,
		"ik wil met iemand van jullie praten over de dader":                        NoContact,
		"ik wil met iemand praten over de man die mij heeft aangereden":            NoContact,
		"de politie heeft de dader gepakt":                                         NoContact,
		"ik wil een gesprek met een medewerker":                                    NoContact,
		"hoe krijg ik geld van de dader":                                           NoContact,
		"hij neemt op":                                                             NoContact,
		"kom ik hem tegen":                                                         Met,
		"hoe ontwijk ik haar":                                                      Met,
		"wat als ik de dader op straat tegenkom":                                   Met,
		"zie ik hem terug bij de rechter":                                          Met,
		"ik wil niets meer met hem te maken hebben":                                Met,
		"what if I run into him":                                                   Met,
		"kom ik hier terug":                                                        NoContact,
		"hij werkt niet meer":                                                      NoContact,
	} {
		if got := OffenderContact(text); got != want {
			t.Errorf("OffenderContact(%q) = %q, want %q", text, got, want)
		}
		if want.WithOffender() && r.Route(text).Kind != Answer {
			t.Errorf("Route(%q) = %s", text, r.Route(text).Kind)
		}
	}
}

// Who is suspected, or whose child is, hears that we are there for victims; who is a victim, or looks for somebody, is not taken for them.
func TestWhoIsSuspectedIsTheWriterOrTheirChild(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Suspect{
		"ik word verdacht van mishandeling maar ik ben onschuldig":                 Writer,
		"ik ben aangehouden voor mishandeling maar het was zelfverdediging":        Writer,
		"ik moet voorkomen, ik ben verdachte":                                      Writer,
		"ze zeggen dat ik haar heb geslagen maar ik heb niks gedaan":               Writer,
		"mijn ex heeft valse aangifte tegen mij gedaan":                            Writer,
		"i am accused of assault but i am innocent":                                Writer,
		"je suis accusé de vol":                                                    Writer,
		"jestem podejrzany o pobicie":                                              Writer,
		"mijn zoon van 16 is opgepakt":                                             WritersChild,
		"mijn dochter is aangehouden door de politie":                              WritersChild,
		"mijn zoon wordt verdacht van diefstal":                                    WritersChild,
		"my daughter was arrested yesterday":                                       WritersChild,
		"mon fils a été arrêté":                                                    WritersChild,
		"мого сина затримали":                                                      WritersChild,
		"اعتقلوا ابني":                                                             WritersChild,
		"mijn zoon is in elkaar geslagen en de jongen is opgepakt":                 Nobody,
		"mijn dochter is aangerand, hij is aangehouden":                            Nobody,
		"mijn zoon is slachtoffer en zijn vriend is opgepakt":                      Nobody,
		"my son was stabbed and they arrested a man":                               Nobody,
		"de dader is opgepakt":                                                     Nobody,
		"de politie heeft niks gedaan met mijn aangifte":                           Nobody,
		"ik heb niks gedaan en toch voel ik me schuldig":                           Nobody,
		"ik word beschuldigd, hoe vind ik haar adres":                              Nobody,
		"ik ben verdachte en wil het slachtoffer een brief schrijven":              Nobody,
		"hoe krijg ik haar zover dat ze haar valse aangifte intrekt":               Nobody,
		"ik ben verdachte en wil met het slachtoffer praten, hoe krijg ik contact": Nobody,
	} {
		if got := Accused(text); got != want {
			t.Errorf("Accused(%q) = %q, want %q", text, got, want)
		}
		if want != Nobody && r.Route(text).Kind != Perpetrator {
			t.Errorf("Route(%q) = %s", text, r.Route(text).Kind)
		}
	}
}

// What anyone gets after something happened, and what a bank pays back, stands on a page; what the writer will get is predicted by nobody.
func TestWhatAnyoneGetsIsNoPrediction(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		"hoeveel geld krijg ik na brand": Answer, "hoeveel geld krijg ik na een inbraak": Answer, "krijg ik mijn geld terug": Answer, "krijg ik mijn geld nog terug van de oplichter": Answer,
		"how much money do i get after a fire": Answer, "will i get my money back": Answer,
		"hoeveel smartengeld krijg ik": Prediction, "hoeveel krijg ik voor mijn gebroken arm na een mishandeling": Prediction, "win ik mijn zaak": Prediction,
		"hoeveel kans heb ik dat ik mijn geld terugkrijg": Prediction,
	} {
		if got := r.Route(text).Kind; got != want {
			t.Errorf("Route(%q) = %s, want %s", text, got, want)
		}
	}
}

// Who tells what they did to another is the offender of it; who tells what was done to them is not, whatever else they say of it.
func TestWhoDidItAndToWhomItWasDone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ik heb mijn vriendin geduwd en nu zegt iedereen dat ik een mishandelaar ben": true, "ik heb mijn buurman bedreigd in een boze bui": true,
		"ik heb aangifte gedaan, hij heeft mij geslagen": false, "ik heb haar niet geslagen": false, "i have been hit by him": false, "ik heb gezien dat hij haar heeft geslagen": false,
	} {
		if got := ownDeed(text); got != want {
			t.Errorf("ownDeed(%q) = %v", text, got)
		}
	}
	r := router(t)
	for _, text := range []string{
		"ik heb aangifte gedaan, hij heeft mij geslagen", "ik heb haar niet geslagen, zij sloeg mij", "he hit me and now he says that I hit him",
		"mijn ex zegt dat ik hem mishandeld heb maar hij sloeg mij. nu heeft hij aangifte gedaan terwijl ik het slachtoffer ben",
	} {
		if got := r.Route(text).Kind; got == Perpetrator || got == Revenge {
			t.Errorf("Route(%q) = %s: it was done to them", text, got)
		}
	}
	for _, text := range []string{"hij heeft mij geslagen en nu heb ik een contactverbod, hoe omzeil ik dat", "zij sloeg mij ook, hoe haal ik haar over haar aangifte in te trekken"} {
		if got := r.Route(text).Kind; got != Perpetrator {
			t.Errorf("Route(%q) = %s", text, got)
		}
	}
}

// Who may see what is kept, and what is done with it, anyone may ask; what stands in one's own file is another question. Whoever is made to alter what they said is pressed.
func TestWhatAnyoneMayAskOfAFile(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"wie kan er bij mijn dossier": true, "wie leest mijn aangifte": true, "kan mijn werkgever mijn dossier opvragen": true, "who can see my file": true, "mag de verdachte mijn aangifte lezen": false, "krijgt de politie dat ook te horen": true,
		"wat staat er in mijn dossier": false, "kun je mijn dossier inzien": false, "wie kan dit zien": false, "wie leest er mee": false, "wie is mijn contactpersoon": false,
	} {
		if WhoSees(text) != want {
			t.Errorf("WhoSees(%q) = %v", text, !want)
		}
	}
	for text, want := range map[string]string{
		"mag de verdachte mijn aangifte lezen": "gegevens_afschermen", "kan de verdachte mijn adres zien": "gegevens_afschermen", "ziet de dader mijn adres in de stukken": "gegevens_afschermen", "komt mijn naam in het dossier": "gegevens_afschermen", "mag mijn broer mee naar de zitting": "zitting",
		"kan je daar slecht van slapen": "normale_reacties", "ik wil mijn adres wijzigen": "", "mag mijn broer mee naar de politie": "",
	} {
		if got := About(text); got != want {
			t.Errorf("About(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		"mijn broer zit vast en wil dat ik mijn verklaring verander": true, "zijn ouders dwingen me mijn aangifte in te trekken": true, "de dader vroeg me mijn getuigenis aan te passen": true, "my husband wants me to withdraw my statement": true,
		"ik wil mijn aangifte intrekken": false, "kan ik mijn verklaring aanpassen": false, "mijn advocaat vraagt of ik mijn verklaring wil aanpassen": false, "mijn zoon vraagt hoe ik mijn verklaring kan wijzigen": false,
	} {
		if Pressed(text) != want {
			t.Errorf("Pressed(%q) = %v", text, !want)
		}
	}
	for text, want := range map[string]bool{"what happens to my data": true, "wat doet slachtofferhulp met mijn adres": true, "wat doen jullie": false, "wat gebeurt er met de dader": false} {
		if OfUse(text) != want {
			t.Errorf("OfUse(%q) = %v", text, !want)
		}
	}
}
