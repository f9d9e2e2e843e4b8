package jurisprudence

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// ruling returns a criminal ruling of the lines; one that begins with a number sign is a heading, one with bars a row of a table.
func ruling(ecli ECLI, subject string, lines ...string) *Ruling {
	r := &Ruling{ECLI: ecli, Subjects: []string{subject}, Decided: time.Date(2021, 5, 4, 0, 0, 0, 0, time.UTC)}
	var b builder
	for _, l := range lines {
		switch {
		case strings.HasPrefix(l, "# "):
			b.add(Paragraph{Heading: true}, l[2:])
		case strings.HasPrefix(l, "|"):
			b.add(Paragraph{Row: true}, strings.ReplaceAll(strings.Trim(l, "|"), "|", "\t"))
		default:
			b.add(Paragraph{}, l)
		}
	}
	complete(r, &b)
	return r
}

// short is what a test compares of a victim.
type short struct {
	Label                      string
	Claimed, Mat, Immat, Total int64
	From                       string
	Joint, Measure             bool
	Days                       int
	Decision, Rest             Decision
}

func shortly(f Finding) []short {
	var out []short
	for _, v := range f.Victims {
		s := short{v.Label, v.Claimed.Cents, v.Material.Cents, v.Immaterial.Cents, v.Total.Cents, "", v.Joint.Value, v.Measure.Value, v.Days.Value, v.Decision, v.Rest}
		if v.InterestFrom.Set {
			s.From = v.InterestFrom.Value.Format(time.DateOnly)
		}
		out = append(out, s)
	}
	return out
}

func kinds(list []Flag) map[FlagKind]bool {
	m := map[FlagKind]bool{}
	for _, f := range list {
		m[f.Kind] = true
	}
	return m
}

const grantLine = "wijst de vordering van de benadeelde partij [slachtoffer] toe tot een bedrag van € 750,-, bestaande uit € 250,- aan materiële schade en € 500,- aan immateriële schade, te vermeerderen met de wettelijke rente vanaf 3 mei 2020;"

var granted = short{"[slachtoffer]", 0, 25000, 50000, 75000, "2020-05-03", false, false, 0, Granted, ""}

func TestDictumOutweighsReasonsAndTheDifferenceIsFlagged(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht",
		"# 6 De benadeelde partij", "De benadeelde partij [slachtoffer] vordert € 900,-.", "In totaal is toewijsbaar € 705,-.",
		"# 8 De beslissing", "De rechtbank:", grantLine))
	want := granted
	want.Claimed, want.Decision = 90000, PartGranted
	if diff := cmp.Diff([]short{want}, shortly(f)); diff != "" {
		t.Errorf("victims (-want +got):\n%s", diff)
	}
	if !kinds(f.Victims[0].Flags)[Contradiction] {
		t.Errorf("flags = %v, want a contradiction", f.Victims[0].Flags)
	}
}

func TestWhatOthersSayIsNeverAnAward(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"prosecutor":       "De officier van justitie heeft gevorderd de vordering van de benadeelde partij [slachtoffer] toe te wijzen tot een bedrag van € 4.000,- met 50 dagen gijzeling.",
		"defence":          "De raadsman heeft verzocht de vordering van de benadeelde partij [slachtoffer] toe te wijzen tot € 400,-.",
		"co-defendant":     "De medeverdachte is veroordeeld om aan de benadeelde partij € 800,- te betalen.",
		"victims' fund":    "Van het Schadefonds Geweldsmisdrijven heeft [slachtoffer] een uitkering van € 5.000,- ontvangen.",
		"general rule":     "In vergelijkbare gevallen wordt € 1.500,- tot € 2.500,- toegewezen.",
		"earlier judgment": "Bij vonnis van 3 mei 2019 is aan [slachtoffer] € 600,- toegewezen.",
	} {
		f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 6 De benadeelde partij", "De benadeelde partij [slachtoffer] vordert € 900,-.", line,
			"# 8 De beslissing", "De rechtbank:", "spreekt verdachte vrij;", "verklaart de benadeelde partij [slachtoffer] niet-ontvankelijk in de vordering."))
		want := []short{{Label: "[slachtoffer]", Claimed: 90000, Decision: Inadmissible}}
		if diff := cmp.Diff(want, shortly(f)); diff != "" {
			t.Errorf("%s: victims (-want +got):\n%s", name, diff)
		}
	}
}

func TestOtherPaymentsInTheDictumAreNoAward(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"fine":         "veroordeelt verdachte tot betaling van een geldboete van € 500,-, bij gebreke van betaling te vervangen door 10 dagen hechtenis;",
		"confiscation": "legt aan verdachte de verplichting op tot betaling aan de Staat van € 3.800,- ter ontneming van het wederrechtelijk verkregen voordeel, 152 dagen gijzeling;",
		"seizure":      "gelast de teruggave aan verdachte van het geldbedrag van € 802,60;",
		"forfeiture":   "verklaart verbeurd een geldbedrag van € 1.150,-;",
		"condition":    "stelt als bijzondere voorwaarde dat verdachte € 250,- betaalt aan het Schadefonds Geweldsmisdrijven;",
		"detention":    "kent aan verdachte toe een vergoeding van € 260,- ten laste van de Staat wegens ten onrechte ondergane verzekering;",
		"earlier fine": "gelast de tenuitvoerlegging van de voorwaardelijk opgelegde geldboete van € 350,-;",
		"costs":        "veroordeelt verdachte in de proceskosten van € 462,-;",
	} {
		f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 8 De beslissing", "De rechtbank:", "veroordeelt verdachte tot een gevangenisstraf van twee maanden;", line))
		if len(f.Victims) != 0 {
			t.Errorf("%s: victims = %+v, want none", name, shortly(f))
		}
		f = Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 8 De beslissing", "De rechtbank:", grantLine, line))
		if diff := cmp.Diff([]short{granted}, shortly(f)); diff != "" {
			t.Errorf("%s behind an award: victims (-want +got):\n%s", name, diff)
		}
	}
}

func TestNoAwardInWhatIsNoRulingOnAVictim(t *testing.T) {
	t.Parallel()
	lines := []string{"# 8 De beslissing", "De rechtbank:", grantLine}
	for name, r := range map[string]*Ruling{
		"conclusion":     ruling("ECLI:NL:PHR:2021:1", "Strafrecht", lines...),
		"supreme court":  ruling("ECLI:NL:HR:2021:1", "Strafrecht", lines...),
		"administrative": ruling("ECLI:NL:RVS:2021:1", "Bestuursrecht", lines...),
		"contract":       ruling("ECLI:NL:RBVER:2021:1", "Civiel recht", "# 5 De beslissing", "De rechtbank", "veroordeelt [gedaagde] om aan [eiser] te betalen een bedrag van € 12.150,-,"),
	} {
		if f := Awards(r); len(f.Victims) != 0 {
			t.Errorf("%s: victims = %+v, want none", name, shortly(f))
		}
	}
}

func TestEachVictimKeepsItsOwnSums(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 8 De beslissing", "De rechtbank:",
		"veroordeelt verdachte hoofdelijk tot betaling aan [slachtoffer 1] van € 200,- en aan Stichting De Verzonnen Zorg van € 1.350,50, te vermeerderen met de wettelijke rente vanaf 1 april 2020;",
		"legt de verplichting op aan de Staat ten behoeve van [slachtoffer 1] € 200,- te betalen, subsidiair 4 dagen gijzeling;",
		"verklaart de benadeelde partijen [slachtoffer 2] en [slachtoffer 3] niet-ontvankelijk in hun vorderingen;",
		"wijst de vordering van de benadeelde partij [slachtoffer 4] af."))
	want := []short{
		{Label: "[slachtoffer 1]", Total: 20000, From: "2020-04-01", Joint: true, Measure: true, Days: 4, Decision: Granted},
		{Label: "Stichting De Verzonnen Zorg", Mat: 135050, Total: 135050, From: "2020-04-01", Joint: true, Decision: Granted},
		{Label: "[slachtoffer 2]", Decision: Inadmissible},
		{Label: "[slachtoffer 3]", Decision: Inadmissible},
		{Label: "[slachtoffer 4]", Decision: Rejected},
	}
	if diff := cmp.Diff(want, shortly(f)); diff != "" {
		t.Errorf("victims (-want +got):\n%s", diff)
	}
}

func TestASharedSumIsNotGivenToEach(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 8 De beslissing", "De rechtbank:", "wijst de vorderingen van de benadeelde partijen [slachtoffer 1] en [slachtoffer 2] toe tot een bedrag van € 900,-;"))
	for _, v := range f.Victims {
		if v.Awarded() || !kinds(v.Flags)[SharedTotal] {
			t.Errorf("%s: total %v with flags %v, want no sum and a flag", v.Label, v.Total, v.Flags)
		}
	}
	if len(f.Victims) != 2 {
		t.Errorf("victims = %d, want 2", len(f.Victims))
	}
}

func TestParentPaysForAChildUnderFourteen(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 6 De benadeelde partij", "[slachtoffer] vordert € 880,- aan materiële schade.", "De schadevergoedingsmaatregel kan niet aan de moeder worden opgelegd.",
		"# 8 Beslissing", "De rechtbank:", "- wijst de vordering van [slachtoffer] toe;", "- veroordeelt de moeder van verdachte, [J] , tot betaling aan [slachtoffer] van het toegewezen bedrag."))
	if len(f.Victims) != 1 || f.Victims[0].Payer.Value != "moeder van verdachte" || f.Victims[0].Total.Cents != 88000 || f.Victims[0].Measure.Value {
		t.Errorf("victims = %+v, want one whom the mother pays without a measure", f.Victims)
	}
}

func TestAppealConfirmsOrQuashes(t *testing.T) {
	t.Parallel()
	first := "De politierechter heeft de vordering van de benadeelde partij [slachtoffer] toegewezen tot een bedrag van € 725,-, met oplegging van de schadevergoedingsmaatregel."
	f := Awards(ruling("ECLI:NL:GHVER:2021:1", "Strafrecht", "# Het vonnis waarvan beroep", first, "# BESLISSING", "Het hof:", "Bevestigt het vonnis waarvan beroep."))
	if want := []short{{Label: "[slachtoffer]", Total: 72500, Measure: true, Decision: Granted}}; cmp.Diff(want, shortly(f)) != "" || !kinds(f.Victims[0].Flags)[Confirmed] {
		t.Errorf("confirmed: victims = %+v, want %+v with a flag", shortly(f), want)
	}
	f = Awards(ruling("ECLI:NL:GHVER:2021:1", "Strafrecht", "# Het vonnis waarvan beroep", first, "# BESLISSING", "Het hof:", "Vernietigt het vonnis waarvan beroep en doet opnieuw recht.", "Verklaart de benadeelde partij [slachtoffer] niet-ontvankelijk in de vordering."))
	if want := []short{{Label: "[slachtoffer]", Decision: Inadmissible}}; cmp.Diff(want, shortly(f)) != "" || f.Victims[0].FirstInstance.Cents != 72500 {
		t.Errorf("quashed: victims = %+v, want %+v with the first award apart", f.Victims, want)
	}
}

func TestGuildersAreNoEuros(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:OGEAA:2021:1", "Strafrecht", "# BESLISSING", "Het Gerecht:", "wijst de vordering van de benadeelde partij [slachtoffer] toe tot een bedrag van NAf. 3.000,-;"))
	if f.Currency != Florin || !kinds(f.Flags)[OtherCurrency] {
		t.Errorf("currency = %q with flags %v, want guilders and a flag", f.Currency, f.Flags)
	}
}

func TestSexualOffencesAreReadByDate(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		day  time.Time
		want string
	}{{time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), "aanranding"}, {time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC), "zeden met minderjarige"}} {
		if got := punishes(Article{Number: "246", Law: "Sr"}, x.day); got != x.want {
			t.Errorf("article 246 on %s = %q, want %q", x.day.Format(time.DateOnly), got, x.want)
		}
	}
}

func TestArticlesCarryTheirLaw(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 7 Toepasselijke wettelijke voorschriften",
		"De beslissing berust op de artikelen 14a, 36f, 57 en 285b van het Wetboek van Strafrecht, de artikelen 6 en 175 van de Wegenverkeerswet 1994 en artikel 26 van de Wet wapens en munitie, zoals deze luidden op 3 mei 2020.",
		"# 8 De beslissing", "De rechtbank:", "veroordeelt verdachte tot een gevangenisstraf van twee maanden;"))
	var got []string
	for _, a := range f.Articles {
		got = append(got, a.String())
	}
	if diff := cmp.Diff([]string{"14a Sr", "36f Sr", "57 Sr", "285b Sr", "6 WVW", "175 WVW", "26 WWM"}, got); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
}

func TestDeniedInjuriesStandApart(t *testing.T) {
	t.Parallel()
	f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", "# 3 Het bewijs", "[slachtoffer] had een gebroken neus en twee steekwonden in de rug.", "Er zijn geen aanwijzingen voor hersenletsel.", "Van blijvende schade aan het oog is niet gebleken.",
		"De raadsman stelt dat een gebroken arm niet bewezen is.", "# 8 De beslissing", "De rechtbank:", "veroordeelt verdachte tot een taakstraf van 40 uren."))
	words := func(list []Injury) (out []string) {
		for _, x := range list {
			out = append(out, x.Text)
		}
		return out
	}
	if diff := cmp.Diff([]string{"gebroken neus", "steekwonden in de rug"}, words(f.Injuries)); diff != "" {
		t.Errorf("injuries (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"hersenletsel", "blijvende schade aan het oog"}, words(f.InjuriesNegated)); diff != "" {
		t.Errorf("denied (-want +got):\n%s", diff)
	}
}

func TestAmountsInEveryNotation(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int64{
		"€ 1.250,-": 125000, "€ 1.250,50": 125050, "€1250,50": 125050, "€ 6607,38": 660738, "EUR 500": 50000, "EUR 1.234,00": 123400, "1250 euro": 125000, "2.000,- euro": 200000, "€ 12.500,=": 1250000, "€ 500,--": 50000, "€ 38.000. ": 3800000,
		"€ 1. 250,00": 125000, "€ 1 250,00": 125000, "€\n390,00": 39000, "1,250.50 euro": 125050, "€ 12.50": 1250, "€ 2,3 miljoen": 230000000, "€ 500,—": 50000, "€ 7 ,-": 700,
		"vierduizend achthonderdvijfenzeventig euro en veertig cent": 487540, "zesenzestighonderdzeven euro en achtendertig eurocent": 660738, "tweeëndertig euro": 3200, "twaalfduizend vijfhonderd euro": 1250000, "f 1.000,--": 100000, "NAf. 4.500,-": 450000,
	} {
		got := amounts(in, lowerSame(in))
		if len(got) != 1 || got[0].cents != want {
			t.Errorf("amounts(%q) = %+v, want one of %d cents", in, got, want)
		}
	}
	for _, in := range []string{"05/216680-21", "artikel 6:106 BW", "3 mei 2020", "feit 1", "1.00 STK GSM", "37 dagen", "12.30 uur"} {
		if got := amounts(in, lowerSame(in)); len(got) != 0 {
			t.Errorf("amounts(%q) = %+v, want none", in, got)
		}
	}
	if got := amounts("€ 1.4574,50", "€ 1.4574,50"); len(got) != 1 || !got[0].broken {
		t.Errorf("amounts of a typing error = %+v, want it marked as broken", got)
	}
	both := "€ 32,- (tweeëndertig euro)"
	if got := amounts(both, lowerSame(both)); len(got) != 1 {
		t.Errorf("amounts(%q) = %+v, want the words passed over", both, got)
	}
	differs := "€ 2.600,- (zegge: tweeduizend vijfhonderd euro)"
	if got := amounts(differs, lowerSame(differs)); len(got) != 2 {
		t.Errorf("amounts(%q) = %+v, want both kept", differs, got)
	}
}

func TestDaysInDigitsAndWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{
		"kunnen 25 dagen gijzeling worden toegepast": 25, "gijzeling voor de duur van 330 dagen kan worden toegepast": 330, "te vervangen door drie dagen hechtenis": 3, "kan 1 dag gijzeling": 1,
		"hechtenis voor de duur van 132 (honderdtweeëndertig) dagen": 132, "bepaalt de duur van de gijzeling op 0 (nul) dagen": 0, "een jaar gijzeling": 365, "zevenentwintig dagen hechtenis": 27,
	} {
		got, _, _, ok := daysIn(in, Span{0, len(in)})
		if !ok || got != want {
			t.Errorf("daysIn(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	if _, _, _, ok := daysIn("een taakstraf, te vervangen door 40 dagen hechtenis", Span{0, 50}); ok {
		t.Error("the days of a community sentence were read as those of a measure")
	}
}
