package danger

import (
	"strings"
	"testing"
)

// everyday are sentences of people who were robbed or hit by a car, in which nothing of danger is said.
var everyday = strings.Split(`Vorige week dinsdag kwam ik thuis van mijn werk en toen zag ik dat het raam kapot was.
De politie is geweest en heeft een paar foto's gemaakt.
Ik heb een lijst gemaakt van alles wat weg is, met de bonnen erbij.
De verzekering zegt dat ze nog een formulier nodig hebben.
We hebben toen de sloten laten vervangen, dat kostte bijna driehonderd euro.
De agent was vriendelijk en heeft zijn kaartje achtergelaten.
Mijn fiets stond in de schuur en die is gelukkig blijven staan.
Op mijn werk begrijpen ze het wel, mijn baas is aardig.
Ik weet niet goed welke brief ik eerst moet beantwoorden.
Ze vroegen of ik een overzicht van de schade kon opsturen.
De rekening van de glaszetter heb ik al betaald.
Mijn zoon heeft geholpen met opruimen.
De auto staat nog bij de garage en ik heb een leenauto.
Ik heb de foto's op de computer gezet.
Het formulier vraagt naar mijn inkomen.
Alvast bedankt voor het meedenken.`, "\n")

// A sentence of danger is seen wherever it stands, however much is said of something else.
func TestDangerAmongEverydaySentencesIsSeen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		least Level
	}{
		{"Eigenlijk wil ik dood.", Acute},
		{"Ik heb de pillen al klaarliggen.", Acute},
		{"Hij staat nu voor de deur met een mes.", Acute},
		{"Mijn man slaat mij elke dag.", Concern},
		{"Mijn stiefvader zit aan mij.", Concern},
		{"Hij zegt dat hij mij vermoordt als ik wegga.", Concern},
	} {
		for _, many := range []int{2, 5, 10, len(everyday)} {
			for at := 0; at <= many; at += many {
				text := strings.Join(everyday[:at], " ") + " " + c.text + " " + strings.Join(everyday[at:many], " ")
				if got := Check(text).Level; got < c.least {
					t.Errorf("%q after %d of %d everyday sentences is %v, want at least %v", c.text, at, many, got, c.least)
				}
			}
		}
	}
	if got := Check(strings.Join(everyday, " ")).Level; got != None {
		t.Errorf("everyday sentences alone are %v", got)
	}
}
