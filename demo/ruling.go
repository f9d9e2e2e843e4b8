package demo

import (
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"time"
)

//go:embed courts
var courtFiles embed.FS

// claimant is one injured party in a ruling of the demo. Amounts are in cents.
type claimant struct {
	Label                             string
	ClaimedMaterial, ClaimedImmateria int64
	Material, Immaterial              int64
	Days                              int
	since                             time.Time
	rest                              string // what became of what was not awarded: no (inadmissible), af (rejected), - (there is none)
	head                              string // what the immaterial damage is called
	number                            int
	money                             func(int64) string
}

// cas is one case of the demo's courts, as its table tells it.
type cas struct {
	Number    int
	court     court
	day       time.Time
	offence   offence
	style     string // the template
	Facts     string
	Injury    string
	Claimants []claimant
}

type offence struct{ key, qualification, articles, short string }

// court is one of the demo's courts. None of them exists.
type court struct{ code, name, id string }

var courts = []court{
	{"RBWAL", "Rechtbank Waterwijk", "Rechtbank_Waterwijk"},
	{"RBDUI", "Rechtbank Duinstreek", "Rechtbank_Duinstreek"},
	{"RBHEI", "Rechtbank Heidegouw", "Rechtbank_Heidegouw"},
	{"RBVEE", "Rechtbank Veenmark", "Rechtbank_Veenmark"},
	{"GHNOK", "Gerechtshof Noorderkogge", "Gerechtshof_Noorderkogge"},
	{"GHZUI", "Gerechtshof Zuiderschelde", "Gerechtshof_Zuiderschelde"},
}

func (c court) uri() string { return "http://standaarden.overheid.nl/owms/terms/" + c.id }

func (c court) appeal() bool { return strings.HasPrefix(c.code, "GH") }

func (c cas) ecli() string {
	return fmt.Sprintf("ECLI:NL:%s:%d:%d", c.court.code, c.day.Year(), c.Number)
}

func (c cas) civil() bool { return c.offence.key == "civiel" }

// Methods that the templates use.

// Offence is the qualification of the offence.
func (c cas) Offence() string { return c.offence.qualification }

// Articles lists the provisions applied.
func (c cas) Articles() string { return c.offence.articles }

// Head is the head of the ruling.
func (c cas) Head() string {
	kind := "Vonnis van de meervoudige kamer voor strafzaken"
	switch {
	case c.civil():
		kind = "Vonnis in de zaak van de eisende partij tegen [gedaagde]"
	case c.court.appeal():
		kind = "Arrest van de meervoudige kamer voor strafzaken, gewezen op het hoger beroep tegen het vonnis van de rechtbank"
	}
	return strings.ToUpper(c.court.name) + "\\" + kind + "\\van " + longDay(c.day)
}

// Tail is its end.
func (c cas) Tail() string {
	return "Dit is beslist door mr. [rechter] en in het openbaar uitgesproken op " + longDay(c.day) + "."
}

// CourtShort is how the court calls itself.
func (c cas) CourtShort() string {
	if c.court.appeal() {
		return "Het hof"
	}
	return "De rechtbank"
}

// Months is the sentence.
func (c cas) Months() int { return 3 + c.Number%33 }

// Acquitted reports that the defendant was not convicted.
func (c cas) Acquitted() bool { return strings.Contains(c.Facts, "vrijgesproken") }

// Claimed is the whole claim.
func (v claimant) Claimed() int64 { return v.ClaimedMaterial + v.ClaimedImmateria }

// ClaimedImmaterial is the part of the claim for immaterial damage.
func (v claimant) ClaimedImmaterial() int64 { return v.ClaimedImmateria }

// Awarded is the whole award.
func (v claimant) Awarded() int64 { return v.Material + v.Immaterial }

// Offer is what the defence would have been content with.
func (v claimant) Offer() int64 { return v.Claimed() / 400 * 100 }

// Split reports an award of two kinds.
func (v claimant) Split() bool { return v.Material > 0 && v.Immaterial > 0 }

// Both reports a claim of two kinds.
func (v claimant) Both() bool { return v.ClaimedMaterial > 0 && v.ClaimedImmateria > 0 }

func (v claimant) heads(material, immaterial int64) string {
	var parts []string
	if material > 0 {
		parts = append(parts, v.money(material)+" aan materiële schade")
	}
	if immaterial > 0 {
		parts = append(parts, v.money(immaterial)+" aan "+v.head)
	}
	return strings.Join(parts, " en ")
}

// AwardWords are the parts of the award.
func (v claimant) AwardWords() string { return v.heads(v.Material, v.Immaterial) }

// ClaimSplit are the parts of the claim.
func (v claimant) ClaimSplit() string { return v.heads(v.ClaimedMaterial, v.ClaimedImmateria) }

// ClaimWords is the claim in its parts, as it is demanded.
func (v claimant) ClaimWords() string { return v.ClaimSplit() + " als schadevergoeding" }

// From is the day from which interest is due.
func (v claimant) From() string { return longDay(v.since) }

// Why says on what ground immaterial damage is awarded.
func (v claimant) Why() string {
	if v.head == "affectieschade" {
		return "De benadeelde partij behoort tot de kring van naasten die recht hebben op vergoeding van affectieschade."
	}
	return []string{
		"De benadeelde partij heeft door het feit letsel opgelopen en heeft daarom recht op smartengeld.",
		"De aard en de ernst van de normschending brengen mee dat de nadelige gevolgen voor de hand liggen, zodat sprake is van een aantasting in de persoon op andere wijze.",
		"Gelet op de onderbouwing met stukken van een behandelaar is geestelijk letsel vast komen te staan.",
	}[v.number%3]
}

// RestReason says what becomes of what is not awarded.
func (v claimant) RestReason() string {
	switch {
	case v.Awarded() == v.Claimed():
		return ""
	case v.rest == "af":
		return "Voor het overige is de vordering niet onderbouwd, zodat zij in zoverre wordt afgewezen."
	}
	return "Voor het overige levert de vordering een onevenredige belasting van het strafgeding op. De benadeelde partij kan dat deel aan de burgerlijke rechter voorleggen."
}

// RestDictum is the decision on what is not awarded; empty when everything is.
func (v claimant) RestDictum() string {
	switch {
	case v.Awarded() == v.Claimed():
		return ""
	case v.rest == "af":
		return "Wijst de vordering van de benadeelde partij " + v.Label + " voor het overige af."
	}
	return "Bepaalt dat de benadeelde partij " + v.Label + " voor het overige niet-ontvankelijk is in de vordering."
}

// RestDictumLow is the same as an item of a list.
func (v claimant) RestDictumLow() string {
	s := v.RestDictum()
	if s == "" {
		return "bepaalt dat dit bedrag binnen veertien dagen na vandaag moet zijn betaald;"
	}
	return strings.ToLower(s[:1]) + strings.TrimSuffix(s[1:], ".") + ";"
}

// body writes the text of a ruling: a line per paragraph, with marks for headings and rows.
func (c cas) body() (string, error) {
	name := c.style + ".tmpl"
	text, err := courtFiles.ReadFile("courts/" + name)
	if err != nil {
		return "", err
	}
	t, err := template.New(name).Funcs(template.FuncMap{
		"eur":  moneyOf(c.court.code),
		"days": func(n int) string { return counted(n, "dag", "dagen") },
	}).Parse(string(text))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, c); err != nil {
		return "", err
	}
	return b.String(), nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// moneyOf returns how a court writes sums of money: they differ in it.
func moneyOf(court string) func(int64) string {
	return func(cents int64) string {
		whole, part := strconv.FormatInt(cents/100, 10), fmt.Sprintf("%02d", cents%100)
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "." + whole[i:]
		}
		switch {
		case court == "RBDUI" && part == "00":
			return "€ " + whole + ",-"
		case court == "RBHEI":
			return "EUR " + whole + "," + part
		case court == "RBVEE" && part == "00":
			return whole + " euro"
		}
		return "€ " + whole + "," + part
	}
}

var months = strings.Fields("januari februari maart april mei juni juli augustus september oktober november december")

func longDay(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// cases reads the table of cases.
func cases() ([]cas, error) {
	kinds := map[string]offence{"civiel": {key: "civiel", short: "onrechtmatige daad"}}
	rows, err := tableRows("courts/offences.tsv", 4)
	if err != nil {
		return nil, err
	}
	for _, f := range rows {
		kinds[f[0]] = offence{f[0], f[1], f[2], f[3]}
	}
	if rows, err = tableRows("courts/cases.tsv", 8); err != nil {
		return nil, err
	}
	var list []cas
	for _, f := range rows {
		c, err := readCase(f, kinds)
		if err != nil {
			return nil, fmt.Errorf("reading case %s of the demo: %w", f[0], err)
		}
		list = append(list, c)
	}
	return list, nil
}

func tableRows(name string, fields int) ([][]string, error) {
	data, err := courtFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != fields {
			return nil, fmt.Errorf("reading %s: line %d has %d fields, want %d", name, n+1, len(f), fields)
		}
		rows = append(rows, f)
	}
	return rows, nil
}

func readCase(f []string, kinds map[string]offence) (cas, error) {
	c := cas{Facts: f[5], Injury: f[6], style: f[1]}
	var err error
	if c.Number, err = strconv.Atoi(f[0]); err != nil {
		return c, err
	}
	for _, x := range courts {
		if x.code == f[1] {
			c.court = x
		}
	}
	if c.day, err = time.Parse(time.DateOnly, f[2]); err != nil {
		return c, err
	}
	var ok bool
	if c.offence, ok = kinds[f[3]]; !ok || c.court.code == "" {
		return c, fmt.Errorf("unknown offence or court")
	}
	switch {
	case c.civil():
		c.style = "civiel"
	case c.court.appeal():
		c.style = "GH"
	}
	for part := range strings.SplitSeq(f[7], " & ") {
		v, err := readClaimant(strings.Split(part, ";"), c)
		if err != nil {
			return c, err
		}
		c.Claimants = append(c.Claimants, v)
	}
	return c, nil
}

func readClaimant(f []string, c cas) (claimant, error) {
	if len(f) != 8 {
		return claimant{}, fmt.Errorf("a claimant has %d fields", len(f))
	}
	v := claimant{Label: f[0], rest: f[7], head: "immateriële schade", number: c.Number, money: moneyOf(c.court.code)}
	if c.offence.key == "doodslag" || c.offence.key == "verkeerdood" {
		v.head = "affectieschade"
	}
	for i, to := range []*int64{&v.ClaimedMaterial, &v.ClaimedImmateria, &v.Material, &v.Immaterial} {
		whole, part, _ := strings.Cut(f[i+1], ",")
		n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
		if err != nil {
			return v, err
		}
		*to = n
	}
	var err error
	if v.Days, err = strconv.Atoi(f[5]); err != nil {
		return v, err
	}
	v.since, err = time.Parse(time.DateOnly, f[6])
	return v, err
}

// summary is the official summary (inhoudsindicatie) of a case.
func (c cas) summary() string {
	var b strings.Builder
	first := strings.ToUpper(c.offence.short[:1]) + c.offence.short[1:]
	fmt.Fprintf(&b, "%s. %s", first, c.Facts)
	for _, v := range c.Claimants {
		if v.Awarded() > 0 {
			fmt.Fprintf(&b, " Toewijzing van schadevergoeding aan %s.", strings.Trim(v.Label, "[]"))
		}
	}
	return b.String()
}

// markup writes the marked lines of a text as the elements of the courts' format.
func markup(text string) string {
	var b strings.Builder
	open, section := false, 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			if open {
				b.WriteString("</section>")
			}
			open = true
			section++
			role := ""
			if title := strings.ToLower(line); strings.HasSuffix(title, "beslissing") || strings.HasSuffix(title, "de uitspraak") {
				role = ` role="beslissing"`
			}
			fmt.Fprintf(&b, "<section%s><title><nr>%d</nr>%s</title>", role, section, escaped(line[2:]))
		case strings.HasPrefix(line, "="):
			fmt.Fprintf(&b, `<para><emphasis role="bold">%s</emphasis></para>`, escaped(line[1:]))
		case strings.HasPrefix(line, "| "):
			b.WriteString("<row>")
			for cell := range strings.SplitSeq(line[2:], "|") {
				fmt.Fprintf(&b, "<entry><para>%s</para></entry>", escaped(strings.TrimSpace(cell)))
			}
			b.WriteString("</row>")
		default:
			fmt.Fprintf(&b, "<parablock><para>%s</para></parablock>", strings.ReplaceAll(escaped(line), "\\", "<?linebreak?>"))
		}
	}
	if open {
		b.WriteString("</section>")
	}
	s := b.String()
	s = strings.ReplaceAll(s, "</parablock><row>", `</parablock><informaltable><tgroup cols="3"><tbody><row>`)
	return strings.ReplaceAll(s, "</row><parablock>", "</row></tbody></tgroup></informaltable><parablock>")
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
