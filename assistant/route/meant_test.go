package route

import "testing"

// What sounds like a word to whoever speaks here, or about them, and means something else.
func TestWhatOnlySoundsLikeAWordToUsIsNone(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Kind{
		// Words at the end that only ask whether one is heard.
		"het is elke dag een hel met die man, begrijpt u dat?": Distress, "we hebben nachten niet geslapen. Snap je?": Distress,
		"ben je een mens, snap je": Identity, "praat ik met een mens? Begrijp je me": Identity,
		// A saying, and a bone.
		"vangt een mens dan bot?": Answer, "heb ik dan overal bot gevangen": Answer, "er is een bot gebroken in mijn hand": Answer, "ben je een bot": Identity, "is dit een bot": Identity,
		// Where we are, and how we know of somebody.
		"zijn jullie hier ook": Answer, "zitten jullie ook op bonaire": Answer, "hoe komen jullie aan mijn gegevens": Answer, "hoe komt u aan mijn adres": Answer, "how did you get my address": Answer,
		"hoe lang blijft mijn naam in jullie systeem": Answer, "bewaren jullie dit gesprek in jullie systeem": Keeping,
		// Who would come along, and how to tell somebody.
		"kan er iemand mee": Answer, "leest er iemand mee": Watched, "hoe vertel ik dit aan mijn ouders": Answer, "hoe zeg ik dit tegen mijn vrouw": Answer,
		// Fellow sufferers, and one of ours.
		"ik wil praten met mensen die hetzelfde hebben meegemaakt": Answer, "ik wil graag ouders ontmoeten die ook een kind verloren": Answer, "I want to talk to people who went through the same": Answer,
		"chcę porozmawiać z ludźmi, którzy przeżyli to samo": Answer, "je veux parler à des gens qui ont vécu la même chose": Answer, "я хочу поговорити з людьми, які пережили те саме": Answer,
		"ik wil met een mens praten": Human, "ik wil iemand spreken die ook avonds werkt": Human, "ik wil praten met iemand die mij begrijpt": Human,
		// That we call.
		"kun je de politie bellen voor mij": Call, "kunnen jullie 112 bellen": Call, "kunt u een ambulance sturen": Call, "can you call the police for me": Call, "peux-tu appeler la police": Call, "benim için polisi arar mısın": Call,
		"możesz zadzwonić na policję": Call, "можете викликати поліцію": Call, "هل يمكنك الاتصال بالشرطة": Call, "bo por yama polis": Call,
		"kan ik de politie bellen": Answer, "wanneer kun je de politie bellen": Answer, "kun je de politie bellen als je bedreigd wordt": Answer,
	} {
		if v := r.Route(text); v.Kind != want {
			t.Errorf("Route(%q) = %s (%.2f), want %s", text, v.Kind, v.P, want)
		}
	}
	for text, might := range map[string]bool{"vangt een mens dan bot?": false, "het is een ramp voor ons, snapt u dat?": false, "ben je een bot": true, "is dit echt een mens": true} {
		if got := r.PerhapsWho(text); got != might {
			t.Errorf("PerhapsWho(%q) = %v, want %v", text, got, might)
		}
	}
}

// Who was robbed and tells that somebody is suspected is no offender; who was reported or is suspected themselves hears of a lawyer.
func TestWhoIsSuspected(t *testing.T) {
	t.Parallel()
	r := router(t)
	for text, want := range map[string]Suspect{
		"ik ben verdacht van diefstal": Writer, "er is aangifte tegen mij gedaan": Writer, "ik zei het voor de grap en nu heeft hij aangifte tegen mij gedaan": Writer, "she reported me to the police": Writer,
		"ik ben beroofd en er wordt iemand verdacht": Nobody, "mijn ex slaat mij en heeft aangifte tegen mij gedaan": Nobody, "ik heb aangifte gedaan tegen mijn buurman": Nobody, "is er al een verdachte": Nobody,
	} {
		if got := Accused(text); got != want {
			t.Errorf("Accused(%q) = %q, want %q", text, got, want)
		}
	}
	for text, refused := range map[string]bool{
		"ik ben beroofd en er wordt iemand verdacht": false, "wij zijn opgelicht en nu is er een verdachte": false, "ik werd mishandeld en hij is verdachte": false, "mijn ex slaat mij en heeft aangifte tegen mij gedaan": false,
		"ik ben opgepakt omdat ik iemand heb gestoken": true, "mijn ex heeft aangifte gedaan tegen mij, hoe praat ik haar om": true, "ik ben de dader van een overval": true,
	} {
		if v := r.Route(text); (v.Kind == Perpetrator) != refused {
			t.Errorf("Route(%q) = %s (%.2f), refused is to be %v", text, v.Kind, v.P, refused)
		}
	}
}

func TestWhoShotOnDuty(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ik ben agent en heb iemand neergeschoten in dienst": true, "ik ben politieman en moest schieten": true, "als agent heb ik een man doodgeschoten": true, "I am a police officer and I shot a man": true,
		"ik ben agent en er is op mij geschoten": false, "ik ben agent en ik ben neergeschoten": false, "ik ben agent, mijn collega heeft iemand neergeschoten": false, "een agent heeft mijn broer neergeschoten": false, "ik heb gezien dat hij is neergeschoten": false,
	} {
		if got := ShotOnDuty(text); got != want {
			t.Errorf("ShotOnDuty(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestWhoIsHitByTheirChild(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"my son hits me": true, "I am beaten by my daughter": true, "oğlum bana vuruyor": true, "mój syn mnie bije": true, "ابني يضربني": true, "мій син б'є мене": true, "mon fils me frappe": true, "mi yu ta dal mi": true,
		"my son was hit at school": false, "my son says my husband hits me": false, "my husband hits my son": false, "mon fils a été frappé": false, "my son hit a boy": false,
	} {
		if got := HitByChild(text); got != want {
			t.Errorf("HitByChild(%q) = %v, want %v", text, got, want)
		}
	}
}
