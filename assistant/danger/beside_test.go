package danger

import "testing"

// Who has somebody beside them who can read along needs a card that makes no sound, in every language, the first time they write.
func TestWhoeverIsReadAlongWithNeedsSilence(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hij zit naast me en kan meelezen", "zij zit naast mij en kan alles lezen", "mijn man zit tegenover me en kan zien wat ik typ", "hij leest over mijn schouder",
		"he sits beside me and can see what i type", "il est assis à côté de moi et peut lire", "siedzi koło mnie i może przeczytać", "yanımda oturuyor ve okuyabilir",
		"він сидить поруч і може прочитати", "هو قاعد جنبي ويقدر يقرا", "e ta sinta banda di mi i por lesa",
	} {
		if f := Check(text); f.Level != Acute || !f.Silent {
			t.Errorf("Check(%q) = %v, silent %v, want acute and silent", text, f.Level, f.Silent)
		}
	}
	for _, text := range []string{"mijn zus zit naast me en leest mee, zij helpt mij", "kan mijn advocaat de verklaring lezen", "my daughter sits next to me and helps me read"} {
		if f := Check(text); f.Level == Acute {
			t.Errorf("Check(%q) = %v", text, f.Level)
		}
	}
}

// Where the verb alone says that it is another, "at home now" says what "he is at home now" does.
func TestAtHomeNowSaysWho(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"şu an evde", "evde şimdi", "jest teraz w domu", "hij is nu thuis", "he is at home now"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v, want acute", text, f.Level)
		}
	}
	for _, text := range []string{"şu an evdeyim", "jestem teraz w domu", "ik ben nu thuis", "i am at home now"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v, want none", text, f.Level)
		}
	}
}

// Whether he will come is asked in fear of later; that he comes is now.
func TestFearThatSomebodyWillComeIsAConcern(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"komt hij dan achter mij aan", "zal hij achter mij aan komen", "gaat hij mij dan opzoeken", "komt zij mij dan achterna", "will he come after me", "is he going to come looking for me",
		"va-t-il venir me chercher", "czy on po mnie przyjdzie", "peşimden gelir mi", "чи прийде він за мною", "هل سيلاحقني",
	} {
		if f := Check(text); f.Level != Concern {
			t.Errorf("Check(%q) = %v, want concern", text, f.Level)
		}
	}
	for _, text := range []string{"hij komt achter me aan", "nu komt hij achter me aan", "hij komt achter mij aan met een mes", "he is coming after me", "il me poursuit maintenant"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v, want acute", text, f.Level)
		}
	}
	for _, text := range []string{"komt hij dan voor de rechter", "komt de politie dan naar mij toe", "zal hij de schade betalen", "czy on zapłaci za szkodę"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v, want none", text, f.Level)
		}
	}
}

// A burglary that is over is no danger; one that goes on is.
func TestABurglaryThatIsOver(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"er is bij mij ingebroken vorige week", "vorige week is er bij ons ingebroken", "er werd afgelopen zaterdag ingebroken in onze schuur", "someone broke into our house last monday",
		"on a cambriolé ma maison la semaine dernière", "w zeszłym tygodniu włamano się do mnie", "geçen hafta evime hırsız girdi", "минулого тижня нас обікрали", "سرقوا بيتي الأسبوع الماضي",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v, want none", text, f.Level)
		}
	}
	for _, text := range []string{"ze zijn bij mij aan het inbreken", "er wordt nu bij mij ingebroken", "iemand probeert het slot open te breken", "someone is breaking into my house"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v, want acute", text, f.Level)
		}
	}
}

// An arm around somebody is no blow, though the verb is the same.
func TestAnArmAroundIsNoBlow(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn man sloeg zijn arm om me heen", "mijn vriendin slaat haar armen om mij heen", "mijn vader sloeg een deken om me heen", "hij sloeg zijn jas om mij heen", "my husband threw his arms around me",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v, want none", text, f.Level)
		}
	}
	for _, text := range []string{"mijn man sloeg me", "mijn man sloeg zijn arm om me heen en daarna sloeg hij me", "mijn man sloeg mij op mijn arm"} {
		if f := Check(text); f.Level == None {
			t.Errorf("Check(%q) = none", text)
		}
	}
}
