package indexer

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a printed document says is read letter by letter, also where letters are set so close that their boxes overlap, are joined to one sign, or
// stand far apart to fill a line. The full stop that stands alone belongs to its sentence.
func TestPrintedLettersAreReadOnce(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"testdata/pages/letters.pdf": `Veel hulp
Vertel de slachtofferzorgfunctionarissen en de griffier dat je officieel hulp wilt. Veel mensen slapen slecht. Blijft je kind na zes weken bang? Praat dan met iemand. De grootouders helpen.
Een affiche met afspraken: fijn, effect, offerte, koffie. AVAVAV Tevreden. We wachten. Yoga, Tyfoon.
fi fl ffi schokkend Veel`,
		"testdata/pages/uitgevuld.pdf": `Veel hulp
Vertel de slachtofferzorgfunctionarissen dat je officieel hulp wilt. Veel mensen slapen slecht. Blijft je kind na zes weken bang? Praat dan met iemand. De onverantwoordelijkheidsgevoelens van de verzekeringsmaatschappijen zijn lang. Praat met iemand. De verantwoordelijkheidsgevoelens blijven.`,
		"../demo/files/brochure-praten-met-je-kind.pdf": `Praten met je kind na een schokkende gebeurtenis
Kinderen merken veel, ook als je niets zegt. Deze brochure helpt je om met je kind te praten over wat er is gebeurd.

Kinderen tot zes jaar
Jonge kinderen begrijpen nog niet goed wat voor altijd is. Gebruik korte zinnen en echte woorden. Zeg niet dat iemand slaapt als iemand dood is. Houd vaste gewoontes aan, zoals samen eten en voorlezen.

Kinderen van zes tot twaalf jaar
Oudere kinderen willen weten hoe het zit. Ze stellen soms steeds dezelfde vraag. Geef rustig hetzelfde antwoord. Laat de school weten wat er speelt, zodat de leerkracht erop kan letten.

Jongeren vanaf twaalf jaar
Jongeren praten vaak liever met vrienden dan met hun ouders. Dat mag. Zeg dat je er bent en vraag af en toe hoe het gaat. Let op als je kind zich lang terugtrekt of niet meer naar school wil.

Wanneer je hulp vraagt
Blijft je kind na zes weken bang of somber? Bel dan de huisarts. Je kind kan ook zelf praten met de Kindertelefoon: 0800-0432, gratis en zonder naam.`,
		"../demo/files/vouwblad-eerste-dagen.pdf": `De eerste dagen na iets ingrijpends
Heb je net iets ergs meegemaakt? In dit vouwblad lees je wat je de eerste dagen kunt verwachten. Je leest ook wat helpt en wie je kunt bellen.

Wat je kunt merken
Veel mensen slapen slecht, schrikken snel of huilen vaak. Anderen voelen juist niets. Dat zijn gewone reacties op iets ongewoons. Meestal worden ze na vier tot zes weken minder.

Wat helpt
Eet en drink op vaste tijden, ook als je geen trek hebt.
Ga op een vaste tijd naar bed.
Vertel aan één of twee mensen wat je nodig hebt.
Neem nog geen grote besluiten.
Drink weinig alcohol. Je slaapt er slechter door.

Wat je alvast kunt bewaren
Bewaar kleding, berichten, foto's en bonnetjes in een doos of map. Schrijf op wat je nog weet, met datum en tijd. Dat is later handig bij een aangifte of bij de verzekering.

Wie je kunt bellen
Ben je in gevaar? Bel 112. Wil je met ons praten? Bel 0900-0101, maandag tot en met vrijdag van 08.00 tot 20.00 uur en zaterdag van 10.00 tot 17.00 uur. Denk je aan zelfdoding? Bel 113, dag en nacht.`,
	} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			page, err := ExtractFile(t.Context(), filepath.FromSlash(name))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, page.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}
