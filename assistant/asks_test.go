package assistant

import "testing"

// A question inside what is told is a question: whoever asks is not thanked for telling.
func TestAQuestionBehindWhatIsToldIsAQuestion(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ze is dement kan ze aangifte doen":                               true,
		"hij vraagt nog steeds geld wat moet ik doen":                     true,
		"ik heb al gedoucht, is het dan te laat":                          true,
		"ik snap het niet kan iemand me helpen invullen":                  true,
		"ik ben 16 mag ik zonder mijn ouders komen":                       true,
		"mijn moeder slaapt slecht en ze eet niet mag ze komen":           true,
		"ik woon nu bij mijn zus hoe lang moet ik wachten":                true,
		"hij is vrijgelaten en krijg ik daar bericht van":                 true,
		"ik heb de brief weggegooid waar vraag ik een nieuwe":             true,
		"ik weet niet waar ik heen moet":                                  true,
		"mijn zoon wil niet praten, kunnen jullie hem bellen":             true,
		"I have no residence permit, will you tell the police":            true,
		"I am alone can you help me":                                      true,
		"my sister was robbed should she call the police":                 true,
		"he took my passport what can I do":                               true,
		"I lost the letter how do I get a new one":                        true,
		"we moved away but can he still find us":                          true,
		"I washed everything already is it too late":                      true,
		"it happened years ago do you still help":                         true,
		"I don't know where to go":                                        true,
		"she is only 12 does she need a lawyer":                           true,
		"ik ben geslagen en hij is weg":                                   false,
		"hij zei dat ik moest komen":                                      false,
		"ik ben gevallen en daarna ben ik naar huis gegaan":               false,
		"mijn man wil het niet":                                           false,
		"als hij thuiskomt moet ik stil zijn":                             false,
		"ik slaap slecht omdat ik bang ben ik durf niet naar buiten":      false,
		"hij belt steeds en wil dat ik terugkom":                          false,
		"de dader is mijn vader en hij woont hier":                        false,
		"ik heb gisteren aangifte gedaan en nu heb ik spijt":              false,
		"hij zegt dat ik weg moet ik ben bang":                            false,
		"ik heb kinderen en kan ze niet achterlaten":                      false,
		"twee weken geleden heb ik hem gezien":                            false,
		"ik was thuis toen hij binnenkwam en hij heeft het kapot gemaakt": false,
		"I was hit and he is gone":                                        false,
		"he said that I had to come":                                      false,
		"my ex is my neighbour and he is angry":                           false,
		"I told him no and then he left":                                  false,
		"we were asleep when he came in":                                  false,
		"it was my brother who did it":                                    false,
		"she cannot sleep and she is scared":                              false,
		"I know what he did to her":                                       false,
		"he does that every day and I am tired":                           false,
		"my husband will never let me go":                                 false,
		"I never saw him but he is the one":                               false,
	} {
		if got := asksOf(text, afterGreeting(text)); got != want {
			t.Errorf("asksOf(%q) = %v", text, got)
		}
	}
}
