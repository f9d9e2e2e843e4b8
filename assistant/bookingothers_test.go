package assistant_test

import (
	"testing"

	"wegwijzer/assistant"
)

// Somebody else who wants to meet the person asks nothing of us, in every language; whoever asks for an appointment of ours, for themselves or for another,
// is heard, also when somebody else wants something in the same breath.
func TestSomebodyElseWhoWantsToMeetAsksNoAppointment(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"mijn ex wil langskomen vanavond": "", "kun je de politie voor me bellen": "", "kunt u de ambulance voor mij bellen": "", "een man van internet wil afspreken ik ben 14": "", "hij wil afspreken morgen": "", "mijn ex wil afspreken": "",
		"hij wil langskomen morgen": "", "mijn ex wil morgen afspreken bij hem thuis": "", "er komt morgen iemand langs van de verzekering": "",
		"de schoonmaker komt vrijdag langs om te praten": "", "ze willen dat ik zaterdag langskom": "", "mijn ex wil praten": "", "Kevin wil morgen om 3 uur afspreken": "",
		"ik ben bang dat hij morgen langs wil komen": "", "morgen wil mijn ex langskomen": "", "kan hij zomaar langskomen morgen": "", "ik wil niet dat hij morgen komt praten": "",
		"die jongen van snap vroeg of we zaterdag kunnen afspreken": "", "mijn ex wil een afspraak met mij op dinsdag": "", "er wil morgen iemand langskomen": "",
		"ik ben 15 en een jongen van insta wil zaterdag met me afspreken": "", "mijn zus en haar man willen zondag afspreken": "", "mijn stalker wil maandag een afspraak": "", "hij zegt dat hij vanavond langskomt om te praten": "", "my ex wants to meet me for an appointment tomorrow": "",
		"mon ex veut un rendez-vous avec moi": "", "il veut un rendez-vous demain": "", "eski kocam randevu istiyor": "", "mój były chce się umówić": "",
		"колишній хоче зустрічі": "", "زوجي السابق يريد موعدا": "", "mi ex ke un sita": "",

		"kan mijn moeder langskomen voor een afspraak": "new", "mijn vrouw wil graag een afspraak bij jullie": "new", "mijn dochter wil met iemand praten": "new",
		"mijn zoon is beroofd, hij wil een afspraak": "new", "mijn ex wil langskomen, ik wil een afspraak met jullie": "new", "mijn ex wil afspreken ik wil met iemand praten": "new",
		"hij stalkt me en ik wil graag langskomen": "new", "wil langskomen": "new", "morgen wil ik langskomen": "new", "kunnen we morgen afspreken": "new", "ik en mijn zus willen langskomen": "new",
		"een afspraak met een vrouw zou fijn zijn morgen": "new", "een vriendin van mij wil graag een afspraak": "new", "kan er iemand langskomen morgen": "new",
		"mijn man en ik willen graag met iemand praten": "new", "graag afspreken morgen om 10 uur": "new", "ik zoek iemand die met mij wil praten, kan ik een afspraak maken": "new",
		"ik wil graag een afspraak om te praten over wat er komt": "new",
		"mon ex veut me voir, je voudrais un rendez-vous":         "new", "ma fille veut un rendez-vous": "new", "il veut un rendez-vous avec vous": "new", "randevu istiyorum": "new",
		"mój były mnie bije, chcę się umówić": "new", "хочу записатися": "new", "أريد موعدا": "new",
	} {
		got, ok := assistant.WantsBooking(message)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q wants %q, want %q", message, got, want)
		}
	}
}
