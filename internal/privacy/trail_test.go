package privacy_test

import (
	"encoding/json"
	"strings"
	"testing"

	"wegwijzer/internal/privacy"
)

// talk has turns said one after another and returns what is left of each.
func talk(t *testing.T, turns ...string) (left []string, trail privacy.Trail) {
	t.Helper()
	key := []byte("a key of this test, of thirty-two bytes")
	for _, text := range turns {
		redacted, _, whole := trail.Redact(key, text)
		if whole != "" {
			for i := range left {
				for piece := range strings.FieldsSeq(trail.Tail) {
					left[i] = strings.ReplaceAll(left[i], piece, "["+string(whole)+"]")
				}
			}
		}
		trail = trail.After(key, text)
		left = append(left, redacted)
	}
	return left, trail
}

// People send a number in pieces, and each piece passes for any number.
func TestANumberSplitOverMessagesIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, turns := range [][]string{
		{"ik wil een schadevergoeding, mijn bsn is 9184", "24926 en hoe lang duurt dat"},
		{"mijn bsn is", "9184", "24926"},
		{"mijn bsn begint met 918 en dan", "424", "926"},
		{"het is 9184", "24926"},
		{"9184", "249", "26"},
		{"het geld staat op NL91ABNA0417 164300"},
		{"NL91ABNA0417", "164300 en wanneer komt het"},
		{"mijn iban is NL91", "ABNA0417164300"},
		{"mijn rekeningnummer is 0417", "164300"},
		{"je kunt me bellen op 06 1234", "en daarna 5678, helpt dat?"},
		{"mijn telefoonnummer is 0612", "345678"},
		{"0612", "345678"},
		{"my number is +31 6 1234", "5678"},
	} {
		left, trail := talk(t, turns...)
		kept, err := json.Marshal(trail)
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range []string{"9184", "24926", "249", "0417", "164300", "1234", "5678", "0612", "345678"} {
			if strings.Contains(strings.Join(left, " | "), piece) || strings.Contains(trail.Tail, piece) {
				t.Errorf("%q leaves %q and remembers %s", turns, left, kept)
			}
		}
	}
}

// Amounts, ages, days, articles and numbers that anybody may call stay.
func TestANumberThatBeginsNothingStays(t *testing.T) {
	t.Parallel()
	for _, turns := range [][]string{
		{"ik ben 34", "mijn dochter is 12 jaar en bang"},
		{"het was 500 euro", "daarna nog 250 euro"},
		{"ik deed aangifte op 12 mei", "het is 8 maanden geleden"},
		{"mijn rekening was 850", "ik heb 300 betaald"},
		{"hij belde me om 22.30", "en weer om 23.15"},
		{"ik heb 112 gebeld", "moet ik 0900-8844 bellen"},
		{"mijn bsn is gestolen", "ik verloor 2500 euro"},
		{"wat zegt artikel 51", "en artikel 36"},
		{"wat is een telefoonnummer dat ik kan bellen", "is dat 0900-0101"},
		{"het gebeurde in 2019", "de zitting was in 2021"},
		{"we wonen op nummer 12", "op 14 woont hij"},
	} {
		if left, _ := talk(t, turns...); strings.Join(left, "|") != strings.Join(turns, "|") {
			t.Errorf("%q became %q", turns, left)
		}
	}
}

// A name that was left out is a name in every later message.
func TestANameOfAnEarlierMessageIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, turns := range [][3]string{
		{"piet jansen heeft mij geslagen", "en kan jansen ook gestraft worden", "jansen"},
		{"mijn ex Karel de Wit stalkt mij", "wat als de wit voor de deur staat", "de wit"},
		{"de dader heet Sjoerd Hiemstra", "woont hiemstra nog daar", "hiemstra"},
		{"mijn buurman Emre Özdemir bedreigt me", "mag özdemir in mijn straat komen", "özdemir"},
		{"mijn man heet Frank Bloem", "en kan bloem ook gestraft worden", "bloem"},
		{"my ex is called John Baker", "can baker be arrested", "baker"},
		{"to zrobil Jan Kowalski", "czy kowalski pojdzie do wiezienia", "kowalski"},
		{"mijn oom Jan Bakker deed het", "Is Bakker dan strafbaar", "Bakker"},
	} {
		left, trail := talk(t, turns[0], turns[1])
		kept, err := json.Marshal(trail)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(left[1], turns[2]) || strings.Contains(strings.ToLower(string(kept)), strings.ToLower(turns[2])) {
			t.Errorf("%q leaves %q and remembers %s", turns, left, kept)
		}
	}
}

// A word stays a word where it is used as one, also after somebody of that name was spoken of.
func TestAWordThatIsANameTooStays(t *testing.T) {
	t.Parallel()
	for _, turns := range [][2]string{
		{"mijn man heet Frank Bloem", "hij gaf me een bloem en toen sloeg hij"},
		{"mijn ex Karel de Wit stalkt mij", "hij rijdt in een wit busje"},
		{"mijn oom Jan Bakker deed het", "het was bij de bakker op de hoek"},
		{"mijn buurman Wil de Groot sloeg mij", "wil je mij helpen, de schade is groot"},
		{"piet jansen heeft mij geslagen", "kan de dader ook gestraft worden"},
	} {
		if left, _ := talk(t, turns[:]...); left[1] != turns[1] {
			t.Errorf("%q became %q", turns, left)
		}
	}
}
