package jurisprudence

import (
	"sort"
	"strings"
)

// anchor is what the words before a label make of it.
type anchor int

const (
	noAnchor      anchor = iota
	injuredAnchor        // benadeelde partij X
	payeeAnchor          // te betalen aan X
	behalfAnchor         // ten behoeve van X
	victimAnchor         // het slachtoffer X
	claimAnchor          // de vordering van X
	verdictAnchor        // verklaart X niet-ontvankelijk
	otherAnchor          // someone else: a representative, a parent of the defendant, a co-defendant
	kinAnchor            // de moeder van X
)

// anchorWords are the endings of what stands before a label.
var anchorWords = []struct {
	words  string
	anchor anchor
}{
	{"vertegenwoordigd door", otherAnchor},
	{"bijgestaan door", otherAnchor},
	{"wettelijk vertegenwoordiger", otherAnchor},
	{"wettelijke vertegenwoordiger", otherAnchor},
	{"ingediend door", otherAnchor},
	{"toegelicht door", otherAnchor},
	{"medeverdachte", otherAnchor},
	{"mededader", otherAnchor},
	{"medeveroordeelde", otherAnchor},
	{"medeverdachten", otherAnchor},
	{"mededaders", otherAnchor},
	{"van verdachte,", otherAnchor},
	{"van de verdachte,", otherAnchor},
	{"verdachte", otherAnchor},
	{"veroordeelde", otherAnchor},
	{"gemachtigde", otherAnchor},
	{"advocaat", otherAnchor},
	{"mr.", otherAnchor},
	{"samen met", otherAnchor},
	{"tezamen met", otherAnchor},
	{"met de medeverdachte", otherAnchor},
	{"getuige", noAnchor},
	{"contact met", otherAnchor},
	{"contact opnemen met", otherAnchor},
	{"door de benadeelde partij", injuredAnchor},
	{"benadeelde partij", injuredAnchor},
	{"benadeelde partij:", injuredAnchor},
	{"benadeelde partijen", injuredAnchor},
	{"benadeelde partijen:", injuredAnchor},
	{"benadeelde partij,", injuredAnchor},
	{"benadeelden", injuredAnchor},
	{"benadeelde", injuredAnchor},
	{"benadeelde:", injuredAnchor},
	{"benadeelde partij genaamd", injuredAnchor},
	{"genaamd", injuredAnchor},
	{"genaamd:", injuredAnchor},
	{"bp", injuredAnchor},
	{"moeder van", kinAnchor},
	{"vader van", kinAnchor},
	{"ouders van", kinAnchor},
	{"broer van", kinAnchor},
	{"zus van", kinAnchor},
	{"dochter van", kinAnchor},
	{"zoon van", kinAnchor},
	{"echtgenote van", kinAnchor},
	{"echtgenoot van", kinAnchor},
	{"partner van", kinAnchor},
	{"weduwe van", kinAnchor},
	{"nabestaanden van", kinAnchor},
	{"nabestaande van", kinAnchor},
	{"erven van", kinAnchor},
	{"erfgenamen van", kinAnchor},
	{"zuster van", kinAnchor},
	{"te betalen aan", payeeAnchor},
	{"betaling aan", payeeAnchor},
	{"om aan", payeeAnchor},
	{"betaalt aan", payeeAnchor},
	{"voldoen aan", payeeAnchor},
	{"betalen aan", payeeAnchor},
	{"schadevergoeding aan", payeeAnchor},
	{"bedrag aan", payeeAnchor},
	{"vergoeding aan", payeeAnchor},
	{"aan", payeeAnchor},
	{"ten behoeve van", behalfAnchor},
	{"ten behoeve van slachtoffer", behalfAnchor},
	{"ten gunste van", behalfAnchor},
	{"slachtoffer", victimAnchor},
	{"slachtoffers", victimAnchor},
	{"slachtoffer,", victimAnchor},
	{"slachtoffer:", victimAnchor},
	{"vordering van", claimAnchor},
	{"vorderingen van", claimAnchor},
	{"vordering", claimAnchor},
	{"die van", claimAnchor},
	{"namens", claimAnchor},
	{"door", claimAnchor},
	{"schade van", claimAnchor},
	{"verklaart", verdictAnchor},
	{"dat", verdictAnchor},
	{"veroordeelt", verdictAnchor},
}

// anchorOf tells what the words before a label make of it; group is the label before it, when the two stand in one list.
func (d *reading) anchorOf(c Span, l label) anchor {
	pre := strings.TrimRight(d.low[max(c.Start, l.Start-60):l.Start], " \n(‘'\"")
	for _, article := range []string{" overleden", " omgekomen", " de heer", " mevrouw", " dhr.", " mevr.", " mw.", " de", " het", " wijlen", " minderjarige", " de minderjarige"} {
		pre = strings.TrimRight(strings.TrimSuffix(pre, article), " ")
	}
	best, size := noAnchor, 0
	for _, w := range anchorWords {
		if len(w.words) > size && strings.HasSuffix(pre, w.words) {
			at := len(pre) - len(w.words)
			if at > 0 && pre[at-1] >= 'a' && pre[at-1] <= 'z' {
				continue
			}
			best, size = w.anchor, len(w.words)
			if w.words == "ingediend door" && strings.HasPrefix(l.key, "benadeelde") {
				best = claimAnchor // a representative files, but is not called so
			}
		}
	}
	return best
}

// named is a label with its anchor.
type named struct {
	label
	anchor anchor
}

// listed reports that only what separates the members of a list stands between two labels.
func listed(between string) bool {
	if len(between) > 40 {
		return false
	}
	for w := range strings.FieldsSeq(between) {
		switch strings.Trim(w, ",;()") {
		case "", "en", "de", "het", "alsmede", "of", "en/of", "heer", "mevrouw", "van", "benadeelde", "partij", "-", "€", "eur", "euro", "een", "bedrag", "ad":
		default:
			if w[0] < '0' || w[0] > '9' {
				return false
			}
		}
	}
	return true
}

// claimants returns the labels of a clause that are, or may be, the injured parties it is about: those with the strongest anchor.
func (d *reading) claimants(c Span) []label {
	all := d.named(c)
	for _, want := range [][]anchor{{injuredAnchor}, {payeeAnchor, behalfAnchor}, {victimAnchor, claimAnchor, verdictAnchor}} {
		var found []label
		for _, n := range all {
			if n.accused || n.key == "staatdernederlanden" && n.anchor != injuredAnchor {
				continue // to whom a measure is paid
			}
			for _, a := range want {
				if n.anchor == a && !has(found, n.key) {
					found = append(found, n.label)
				}
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	var found []label
	for _, n := range all {
		if !n.accused && n.anchor != otherAnchor && n.anchor != kinAnchor && d.find(n.key) != nil && !has(found, n.key) {
			found = append(found, n.label)
		}
	}
	if len(found) > 0 {
		return found
	}
	// "de moeder van [slachtoffer]": the relative is the claimant.
	for _, n := range all {
		if n.anchor == kinAnchor {
			if l, ok := d.relative(c, n.label); ok {
				return []label{l}
			}
		}
	}
	return nil
}

// relative returns the label "moeder van [slachtoffer]" around a label with a kin anchor.
func (d *reading) relative(c Span, l label) (label, bool) {
	if after := d.labelsIn(Span{l.End, c.End}); len(after) > 0 {
		other := after[0]
		if between := strings.Trim(d.low[l.End:other.Start], " "); (between == "," || between == "") && !other.accused {
			return other, true // "de moeder van [slachtoffer], [moeder], vordert"
		}
	}
	pre := strings.TrimRight(d.low[max(c.Start, l.Start-40):l.Start], " ")
	for _, article := range []string{" het", " de"} {
		pre = strings.TrimSuffix(pre, article)
	}
	if !strings.HasSuffix(pre, " van") {
		return label{}, false
	}
	pre = strings.TrimSuffix(pre, " van")
	word := pre[strings.LastIndexByte(pre, ' ')+1:]
	start := strings.LastIndex(d.low[:l.Start], word+" van")
	if start < c.Start {
		return label{}, false
	}
	name := d.text[start:l.End]
	return label{Span: Span{start, l.End}, name: name, key: keyOf(name)}, true
}

func has(list []label, key string) bool {
	for _, l := range list {
		if l.key == key {
			return true
		}
	}
	return false
}

// genericName returns the words with which a clause speaks of an injured party without naming one.
func genericName(low string) string {
	for _, w := range []string{"benadeelde partij", "benadeelde", "slachtoffer"} {
		if strings.Contains(low, w) {
			return w
		}
	}
	return ""
}

// entriesOf returns the entries for labels.
func (d *reading) entriesOf(labels []label) []*entry {
	var out []*entry
	for _, l := range labels {
		out = append(out, d.entry(l))
	}
	return out
}

// addressed returns the victims of an act. A measure "ten behoeve van het slachtoffer [X]" right behind the award to "[benadeelde partij]" is
// for the same person, when no claim of X is known.
func (d *reading) addressed(kind act, names []label, c clause, s *dictumState) []*entry {
	if kind == measureAct && len(names) == 1 && d.find(names[0].key) == nil && len(s.victims) == 1 {
		before := s.victims[0]
		list := inside(d.money, c.Span)
		for _, m := range list {
			if before.award.count > 0 && before.award.total.Cents == m.cents && !before.measure {
				return s.victims
			}
		}
	}
	return d.entriesOf(names)
}

// unnamed returns the victim whom a clause calls "de benadeelde partij": the only one there is, or a new one without a name.
func (d *reading) unnamed(low string) []*entry {
	word := genericName(low)
	if len(d.entries) == 1 {
		return d.entries
	}
	if strings.Contains(low, "benadeelde partijen") || strings.Contains(low, "vorderingen") {
		return append([]*entry{}, d.entries...)
	}
	if word == "" || len(d.entries) > 1 {
		return nil
	}
	return []*entry{d.entry(label{name: word, key: keyOf(word), generic: true})}
}

// labelLine returns the labels of a line that holds nothing else but the words of a heading: "De rechtbank: [slachtoffer 1]".
func (d *reading) labelLine(c Span) []label {
	var found []label
	rest, from := "", c.Start
	for _, n := range d.named(c) {
		if n.accused || n.anchor == otherAnchor {
			return nil
		}
		rest += d.low[from:n.Start] + " "
		from = n.End
		found = append(found, n.label)
	}
	rest += d.low[from:c.End]
	if len(found) == 0 {
		return nil
	}
	for w := range strings.FieldsSeq(rest) {
		if w = strings.Trim(w, ".,:;-–()0123456789"); w != "" && !headingWords[w] {
			return nil
		}
	}
	return found
}

var headingWords = setOf("de", "het", "beslissing", "rechtbank", "hof", "benadeelde", "partij", "partijen", "vordering", "vorderingen", "van", "ten", "aanzien", "feit", "feiten", "slachtoffer", "slachtoffers", "en", "in", "zaak", "de", "primair", "subsidiair", "t.a.v", "beslissingen", "op", "schadevergoeding", "parketnummer")

// namedNext returns the victim whom the next acts name, for an act that only says "de vordering".
func (d *reading) namedNext(i int) []*entry {
	for j := i + 1; j <= i+2 && j < len(d.list); j++ {
		c := d.list[j]
		if c.topic != DictumTopic || c.heading {
			return nil
		}
		if names := d.claimants(c.Span); len(names) > 0 {
			return d.entriesOf(names)
		}
	}
	return nil
}

// granted returns the entries to whom something was granted, or all when there are none: those whom "de vorderingen voor het overige" means.
func (d *reading) granted() []*entry {
	var out []*entry
	for _, e := range d.entries {
		if e.awarded {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return append(out, d.entries...)
	}
	return out
}

// subjects returns the names with which a sentence begins, when they are a list.
func (d *reading) subjects(c clause) []label {
	for _, l := range d.labelsIn(c.Span) {
		// "[A] en [B] hebben als wettelijke vertegenwoordigers van [X] gevorderd": X claims.
		if pre := d.low[c.Start:l.Start]; !l.accused && strings.Contains(pre, " als ") && (strings.HasSuffix(pre, "vertegenwoordiger van ") || strings.HasSuffix(pre, "vertegenwoordigers van ") || strings.HasSuffix(pre, "bewindvoerder van ") || strings.HasSuffix(pre, "voogd van ")) {
			return []label{l}
		}
	}
	first, ok := d.subject(c)
	if !ok {
		return d.before(c)
	}
	out := []label{first}
	for _, n := range d.named(c.Span) {
		l := n.label
		if n.anchor == otherAnchor {
			continue
		}
		if last := out[len(out)-1]; l.Start >= last.End && l.key != last.key && !l.accused && (listed(d.low[last.End:l.Start]) || claimsNext(d.low, l, c.Span)) {
			out = append(out, l)
		}
	}
	return out
}

// claimsNext reports that a name is the subject of "vordert" right behind it.
func claimsNext(low string, l label, c Span) bool {
	rest := strings.TrimLeft(low[l.End:c.End], " ,")
	if strings.HasPrefix(rest, "(") {
		if i := strings.IndexByte(rest, ')'); i > 0 && i < 40 {
			rest = strings.TrimLeft(rest[i+1:], " ,")
		}
	}
	if strings.HasPrefix(rest, "heeft") {
		// "een uitkering die zij aan [X] heeft gedaan" claims nothing.
		return hasAny(rest[:min(len(rest), 90)], "gevorderd", "verzocht", "gevoegd", "ingediend", "gevraagd", "een vordering", "vergoeding")
	}
	return starts(rest, "vordert", "vraagt", "vorderen")
}

// before returns the names in front of the verb of a claim: "De ouders van [slachtoffer], [vader] en [moeder], vorderen".
func (d *reading) before(c clause) []label {
	i := -1
	for _, verb := range []string{" vorder", " hebben ", " vragen ", " verzoeken ", " eisen "} {
		if k := strings.Index(d.low[c.Start:c.End], verb); k >= 0 && (i < 0 || k < i) {
			i = k
		}
	}
	if i < 0 {
		return nil
	}
	var out []label
	for _, n := range d.named(Span{c.Start, c.Start + i}) {
		if n.anchor == noAnchor && !n.accused && !has(out, n.key) {
			out = append(out, n.label)
		}
	}
	return out
}

// persons returns the labels in brackets within a clause that do not stand for the defendant's side.
func (d *reading) persons(c Span) []label {
	var out []label
	for _, l := range d.labelsIn(c) {
		if !l.accused && !has(out, l.key) {
			out = append(out, l)
		}
	}
	return out
}

// labelsIn returns the labels in brackets within a clause.
func (d *reading) labelsIn(c Span) []label {
	a := sort.Search(len(d.labels), func(i int) bool { return d.labels[i].Start >= c.Start })
	b := a
	for b < len(d.labels) && d.labels[b].End <= c.End {
		b++
	}
	return d.labels[a:b]
}

// subject returns the name with which a sentence begins: "Gemeente Almere heeft zich als benadeelde partij gevoegd", "[slachtoffer] vraagt".
func (d *reading) subject(c clause) (label, bool) {
	start := c.Start
	for start < c.End && (d.text[start] == ' ' || d.text[start] == '-' || isDigit(d.text[start]) || d.text[start] == '.') {
		start++
	}
	for _, article := range []string{"ook ", "namens de minderjarige ", "namens de ", "namens ", "de minderjarige ", "aangever ", "aangeefster ", "slachtoffer ", "de aangever ", "de heer ", "mevrouw ", "de ", "het "} {
		if strings.HasPrefix(d.low[start:c.End], article) {
			start += len(article)
		}
	}
	here := d.labelsIn(c.Span)
	for _, l := range here {
		if l.Start == start && !l.accused {
			return l, true
		}
	}
	// "De school, [X], vraagt": the verb stands right behind the name.
	for i, l := range here {
		if i > 0 && listed(d.low[here[i-1].End:l.Start]) && d.anchorOf(c.Span, here[i-1]) != kinAnchor {
			continue // the last of several
		}
		if !l.accused && (claimsNext(d.low, l, c.Span) || starts(strings.TrimLeft(d.low[l.End:c.End], " ,"), "verzoekt ", "eist ", "claimt ")) {
			return l, true
		}
	}
	// "Ter terechtzitting heeft [slachtoffer] zich gevoegd": the verb stands before the name.
	for _, l := range here {
		if l.End < c.End && !l.accused && (strings.HasPrefix(strings.TrimLeft(d.low[l.End:c.End], " ,"), "zich ") || strings.HasSuffix(d.low[c.Start:l.Start], " heeft ") || strings.HasSuffix(d.low[c.Start:l.Start], " gevoegd ") || strings.HasSuffix(d.low[c.Start:l.Start], " gevoegd: ")) {
			return l, true
		}
	}
	end := c.End
	for _, w := range []string{" heeft zich", " vordert", " vraagt", " verzoekt", " heeft een vordering", " heeft "} {
		if i := strings.Index(d.low[start:c.End], w); i > 0 && start+i < end {
			end = start + i
		}
	}
	if end == c.End || end-start > 70 || strings.HasPrefix(d.low[start:], "benadeelde") {
		return label{}, false
	}
	l, ok := nameAt(d.text, d.low, start, end)
	if !ok {
		l, ok = bodyAt(d.text, d.low, start, end)
	}
	if !ok || l.End < end-2 {
		return label{}, false
	}
	return l, true
}
