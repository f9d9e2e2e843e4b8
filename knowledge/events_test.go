package knowledge

import (
	"strings"
	"testing"
)

// A page whose title names what happened is not for who told of something else. Who named nothing, or what belongs together, or both, is shown it.
func TestAPageAboutSomethingElseThanWasToldIsNotForWhoToldIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told, title string
		elsewhere   bool
	}{
		{"er is bij ons ingebroken en de kleine durft niet naar bed", "Seksueel misbruik in je jeugd", true},
		{"mijn neef is beschoten, wat krijgen zijn ouders", "Kindermishandeling en verwaarlozing", true},
		{"ons pap is doodgestoken", "Zelfdoding van een naaste", true},
		{"mijn collega kwam van de steiger naar beneden", "Verkrachting en aanranding", true},
		{"een vriendin van me is aangerand", "Iemand helpen na fraude of oplichting", true},
		{"onze zoon heeft zich van het leven beroofd", "Straatroof en beroving", true},
		{"onze zoon heeft zich van het leven beroofd", "Zelfdoding van een naaste", false},
		{"ik ben gisteren beroofd van mijn tas", "Diefstal en vernieling", false},
		{"ze hebben mijn fiets gestolen", "Straatroof en beroving", false},
		{"mijn man slaat mij", "Huiselijk geweld", false},
		{"mijn zoon is op het schoolplein geslagen", "Kindermishandeling en verwaarlozing", false},
		{"mijn broer is neergestoken", "Mishandeling en geweld", false},
		{"ik ben aangereden", "Letselschade na een verkeersongeval", false},
		{"ik ben aangereden", "Waarborgfonds", false},
		{"er is ingebroken, en vorig jaar ben ik verkracht", "Verkrachting en aanranding", false},
		{"hij dreigt mijn naaktfoto's rond te sturen", "Naaktbeelden verspreid of afpersing", false},
		{"ik kan er niet van slapen", "Seksueel misbruik in je jeugd", false},
		{"de bom barstte thuis, hij sloeg me", "Huiselijk geweld", false},
		{"mijn bankpas is weg", "Bankhelpdeskfraude en phishing", false},
		{"dat slaat nergens op, ik ben mijn spaargeld kwijt", "Datingfraude", false},
		{"ik heb er al mijn geld in gestoken", "Aankoopfraude", false},
		{"het is een ramp, mijn pas is weg", "Bankhelpdeskfraude en phishing", false},
		{"ze hebben mijn gegevens misbruikt", "Identiteitsfraude", false},
		{"ik heb er de pest in dat hij nooit betaalt", "Aankoopfraude", false},
		{"soms word ik overvallen door verdriet", "Zelfdoding van een naaste", false},
		{"wat is mensenhandel", "Signaleren van mensenhandel", false},
		{"mijn broer is vermoord", "Rouw en verlies", false},
		{"er is bij mij ingebroken", "Schadefonds Geweldsmisdrijven", false},
	} {
		if got := ToldIn(c.told).Elsewhere(ToldIn(c.title).Named); got != c.elsewhere {
			t.Errorf("%q is elsewhere of %q = %v", c.title, c.told, got)
		}
	}
}

// What is found for who told of one thing is not about another, and what stood behind it takes its place.
func TestASearchPassesOverWhatWasNotTold(t *testing.T) {
	t.Parallel()
	const bed = " Een kind durft 's nachts niet te slapen in het eigen bed en wil bij de ouders liggen."
	passages := newSnapshotBuilder(1, 1)
	for _, doc := range []Document{
		{URL: "misbruik", Title: "Seksueel misbruik van een kind", Blocks: []Block{{Kind: Paragraph, Text: "Een kind dat misbruikt is slaapt slecht." + bed + bed}}},
		{URL: "slapen", Title: "Slecht slapen", Blocks: []Block{{Kind: Paragraph, Text: "Na iets ergs." + bed}}},
	} {
		for _, p := range Passages(doc) {
			passages.add(indexed{ID: p.ID, URL: doc.URL, Title: doc.Title, Kind: p.Kind, Terms: analysePassage(p)})
		}
	}
	words := shippedWording(t)
	s := passages.build(nil, words)
	for told, want := range map[string]string{"": "misbruik", "er is bij ons ingebroken": "slapen", "ons kind is misbruikt": "misbruik"} {
		found := s.rank(s.analyse(words.hearAfter(told, "ons kind wil niet in het eigen bed slapen")), helpWeights, reportWeights, nil, 5, perPage)
		if len(found) == 0 || s.urls.at(int(found[0].page)) != want {
			t.Errorf("after %q is found %v, want %q first", told, found, want)
		}
	}
}

func TestReadEventsRefusesBrokenLines(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"theft\tnamed\n", "theft\telsewhere\tgestolen\n", "theft\tnamed\tgestolen, ,\n", "theft\tnamed\tgestolen\ntheft\twith\tburglary\n", "theft\thinted\tweg\n"} {
		if _, err := readEvents(text); err == nil {
			t.Errorf("readEvents(%q) succeeded", strings.TrimSpace(text))
		}
	}
}

func TestNamingWordsStandAlone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"op de camping in Italië ben ik bestolen": "bestolen", "ze hebben mijn vrouw bedreigd en geslagen bij de kassa": "bedreigd geslagen", "ik sta hier in de regen": "", "hij is van het leven beroofd": "van het leven beroofd",
	} {
		if got := NamingIn(text); got != want {
			t.Errorf("NamingIn(%q) = %q, want %q", text, got, want)
		}
	}
}
