package assistant

import (
	"regexp"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	// Asks where one can come, or leaves it open.
	asksTown  = regexp.MustCompile(`\b(waar|welke (plaats\w*|stad|steden|dorp\w*|kantor\w*|kantoor|locatie\w*|vestiging\w*)|weet (ik )?(het |dat )*(nog )?niet|geen idee|where|which (town|place|cit|office)\w*|dont know|no idea)\b|^(dat |het )?(maakt|kan) (me |mij )?niet (veel )?(uit|schelen)`)
	whichever = regexp.MustCompile(`\b(maakt (me |mij |het )*niet (veel )?uit|om het even|mag alles|alles is goed|alles mag|(zeg|kies|beslis) jij maar|kies maar|doe maar (wat|iets)|kan (me |mij )?(niet|niks) schelen|boeit (me |mij )?niet|doesnt matter|dont mind|any is fine)\b`)
	byNames   = map[string]string{"s hertogenbosch": "den bosch", "shertogenbosch": "den bosch", "s gravenhage": "den haag", "sgravenhage": "den haag", "the hague": "den haag"}
)

// place takes the town of a visit from a message; a town that is named later takes the place of the first.
func (t *turn) place() error {
	b := t.b
	asked := b.Asked == askPlace
	if t.key != "" || !asked && b.Need.Channel != ByVisit {
		return nil
	}
	towns, err := b.calendar.Places(t.ctx)
	switch {
	case err != nil:
		return err
	case len(towns) == 0:
		if p := capitalPlace.FindStringSubmatch(t.raw); p != nil && !notPlace[strings.ToLower(p[1])] {
			b.Need.Place = p[1]
		} else if asked && b.Need.Place == "" && t.said.Empty() && !t.no() && !t.asksTowns() && !strings.Contains(t.raw, "?") && len(t.raw) <= maxPlace {
			b.Need.Place = placeIn(t.raw)
		}
	default:
		if town := townIn(t.m, towns, asked); town != "" {
			b.Need.Place = town
		}
	}
	return nil
}

// maxPlace is how long the name of a place can be, with what is said around it.
const maxPlace = 80

var (
	// A place with a capital behind in or te: persoonlijk gesprek in Groningen, langskomen in Den Haag.
	capitalPlace = regexp.MustCompile(`\b(?:in|te|kantoor|vestiging|locatie) ((?:(?:Den|De|Het|'s) ?-?)?\p{Lu}[\p{L}-]{2,}(?: (?:aan|op|bij) [\p{L} ]{2,20})?)`)
	notPlace     = words("nederland januari februari maart april mei juni juli augustus september oktober november december")
	aroundPlace  = words("in te bij het liefst graag doe maar kantoor van aub ik woon kom uit de buurt")
)

// placeIn takes the name of a place from an answer such as "in Utrecht graag".
func placeIn(raw string) string {
	var kept []string
	for w := range strings.FieldsSeq(raw) {
		if w = strings.Trim(w, ".,!?"); !aroundPlace[strings.ToLower(w)] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// townIn returns the last town of a list that a folded message names and does not turn down, "" for none. mistyped takes one with a slip of the keys in it.
func townIn(m string, towns []string, mistyped bool) string {
	fields := strings.Fields(strings.NewReplacer("-", " ", " . ", " ", " , ", " ").Replace(" " + m + " "))
	found, at := "", -1
	for _, town := range towns {
		name := dutch.Fold(town)
		size := len(strings.Fields(name))
		for i := 0; i+size <= len(fields); i++ {
			said := strings.Join(fields[i:i+size], " ")
			if as, ok := byNames[said]; ok {
				said = as
			}
			slip := mistyped && len(said) > 4 && said[0] == name[0] && dutch.Distance(said, name, 2) <= min(2, len(said)/4)
			if (said == name || slip && (found == "" || at < 0)) && i > at && !refusedBefore.MatchString(strings.Join(fields[:i], " ")+" ") {
				if found = town; said == name {
					at = i
				}
			}
		}
	}
	return found
}

// ofNoMoment reports whether something else than a moment was asked, to which it can be all the same.
func (t *turn) ofNoMoment() bool {
	return t.b.Asked == askAbout || t.b.Asked == askChannel || t.b.Asked == askPlace
}

// asksTowns reports whether a message asks where one can come, or says that it is not known, where a place was asked.
func (t *turn) asksTowns() bool {
	return t.b.Asked == askPlace && t.key == "" && (asksTown.MatchString(t.m) || saysOf("unsure", t.m))
}

// whereTo asks in which town, and says which there are to who does not know or named another.
func (t *turn) whereTo(ask func(what, key string, choices ...string) (BookingReply, error)) (BookingReply, error) {
	key := "ask_place"
	towns, err := t.b.calendar.Places(t.ctx)
	if err != nil {
		return BookingReply{}, err
	}
	if t.b.Asked == askPlace && t.said.Empty() && len(towns) > 0 {
		if key = "place_unknown"; t.asksTowns() {
			key = "place_which"
		}
	}
	r, err := ask(askPlace, key)
	r.Text = strings.ReplaceAll(r.Text, "{places}", strings.Join(slices.Sorted(slices.Values(towns)), ", "))
	r.Action = ActionClarify
	return r, err
}
