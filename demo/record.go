package demo

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// record is what the demo's courts publish under one number.
type record struct {
	ecli       string
	court      court
	day        time.Time
	modified   time.Time
	cases      string
	subject    string // the address of the field of law
	area       string // its name
	procedure  string
	conclusion bool
	summary    string
	relation   string // elements that name earlier and later instances
	deleted    string // doc or ecli
	replacedBy string
	document   bool   // whether there is a text
	body       string // the elements of the text
	whole      []byte // a file served as it is; nil: made of the above
}

// announced is what the courts write where the summary is still to come.
const announced = "Inhoudsindicatie volgt"

// publish makes the record of a case.
func (c cas) publish() (record, error) {
	text, err := c.body()
	if err != nil {
		return record{}, err
	}
	r := record{
		ecli: c.ecli(), court: c.court, day: c.day, modified: c.day.AddDate(0, 0, 14).Add(10*time.Hour + time.Duration(c.Number)*time.Second),
		cases:   fmt.Sprintf("%02d/%06d-%02d", c.Number%90+10, 100000+c.Number*811, c.day.Year()%100-1),
		subject: "http://psi.rechtspraak.nl/rechtsgebied#strafrecht", area: "Strafrecht", procedure: "Eerste aanleg - meervoudig",
		summary: c.summary(), document: true, body: markup(text),
	}
	if c.civil() {
		r.subject, r.area, r.procedure = "http://psi.rechtspraak.nl/rechtsgebied#civielRecht_verbintenissenrecht", "Civiel recht; Verbintenissenrecht", "Bodemzaak"
	}
	if c.court.appeal() {
		r.procedure = "Hoger beroep"
	}
	return r, nil
}

// title is what the feed calls a record.
func (r record) title() string {
	return fmt.Sprintf("%s, %s, %s, %s", r.ecli, r.court.name, r.day.Format("02-01-2006"), r.cases)
}

// xml is the record as the service gives it; with metadata only, the summary stands among them.
func (r record) xml(metadataOnly bool) []byte {
	if r.whole != nil && !metadataOnly && r.deleted == "" {
		return r.whole
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n")
	if r.whole == nil {
		b.WriteString("<!-- verzonnen uitspraak van de demo -->\n")
	}
	b.WriteString(`<open-rechtspraak><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ecli="https://e-justice.europa.eu/ecli" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:psi="http://psi.rechtspraak.nl/" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description>`)
	tag := func(name, attributes, value string) {
		fmt.Fprintf(&b, "<%s%s>%s</%s>", name, attributes, escaped(value), name)
	}
	tag("dcterms:identifier", "", r.ecli)
	if r.replacedBy != "" {
		tag("dcterms:isReplacedBy", "", r.replacedBy)
		b.WriteString("</rdf:Description></rdf:RDF></open-rechtspraak>")
		return []byte(b.String())
	}
	tag("dcterms:format", "", "text/xml")
	tag("dcterms:accessRights", "", "public")
	tag("dcterms:modified", "", r.modified.Format("2006-01-02T15:04:05"))
	tag("dcterms:issued", ` rdfs:label="Publicatiedatum"`, r.day.AddDate(0, 0, 14).Format(time.DateOnly))
	tag("dcterms:publisher", ` resourceIdentifier="http://standaarden.overheid.nl/owms/terms/Raad_voor_de_rechtspraak"`, "Raad voor de Rechtspraak")
	tag("dcterms:creator", fmt.Sprintf(` rdfs:label="Instantie" resourceIdentifier=%q scheme="overheid.RechterlijkeMacht"`, r.court.uri()), r.court.name)
	tag("dcterms:date", ` rdfs:label="Uitspraakdatum"`, r.day.Format(time.DateOnly))
	tag("psi:zaaknummer", ` rdfs:label="Zaaknr"`, r.cases)
	kind := "Uitspraak"
	if r.conclusion {
		kind = "Conclusie"
	}
	tag("dcterms:type", ` rdfs:label="Soort uitspraak" resourceIdentifier="http://psi.rechtspraak.nl/`+strings.ToLower(kind)+`"`, kind)
	if r.procedure != "" {
		tag("psi:procedure", ` rdfs:label="Procedure"`, r.procedure)
	}
	tag("dcterms:subject", fmt.Sprintf(` rdfs:label="Rechtsgebied" resourceIdentifier=%q`, r.subject), r.area)
	b.WriteString(r.relation)
	if metadataOnly && r.summary != "" {
		tag("dcterms:abstract", "", r.summary)
	}
	b.WriteString("</rdf:Description>")
	if r.document && r.deleted == "" && !metadataOnly {
		b.WriteString("<rdf:Description>")
		tag("dcterms:identifier", "", "https://uitspraken.rechtspraak.nl/details?id="+r.ecli)
		tag("dcterms:title", "", fmt.Sprintf("%s %s , %s / %s", r.ecli, r.court.name, r.day.Format("02-01-2006"), r.cases))
		b.WriteString(`<dcterms:abstract resourceIdentifier="../../rs:inhoudsindicatie"/></rdf:Description>`)
	}
	b.WriteString("</rdf:RDF>")
	if r.document && r.deleted == "" && !metadataOnly {
		const space = `xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"`
		fmt.Fprintf(&b, `<inhoudsindicatie %s id="%s:INH" lang="nl" xml:space="preserve"><para>%s</para></inhoudsindicatie>`, space, r.ecli, escaped(r.summary))
		if r.body != "" {
			element := strings.ToLower(kind)
			fmt.Fprintf(&b, `<%s %s id="%s:DOC" lang="nl" xml:space="preserve">%s</%s>`, element, space, r.ecli, r.body, element)
		}
	}
	b.WriteString("</open-rechtspraak>")
	return []byte(b.String())
}

// entry is the record as the feed lists it.
func (r record) entry() string {
	var b strings.Builder
	deleted := ""
	if r.deleted != "" {
		deleted = fmt.Sprintf(" deleted=%q", r.deleted)
	}
	summary := r.summary
	if runes := []rune(summary); len(runes) > 400 {
		summary = string(runes[:400]) + "..."
	}
	if summary == "" {
		summary = "-"
	}
	fmt.Fprintf(&b, `<entry%s><id>%s</id><title type="text">%s</title><summary type="text">%s</summary><updated>%s</updated><link rel="alternate" type="text/html" href="https://uitspraken.rechtspraak.nl/details?id=%s" /></entry>`,
		deleted, r.ecli, escaped(r.title()), escaped(summary), r.modified.UTC().Format(time.RFC3339), r.ecli)
	return b.String()
}

// relationTo is the element by which a record names another instance of the same case.
func relationTo(ecli, stage string, outcome string) string {
	text := "Hoger beroep: " + ecli
	if stage == "eerdereAanleg" {
		text = "Eerste aanleg: " + ecli
	}
	return fmt.Sprintf(`<dcterms:relation rdfs:label="Formele relatie" ecli:resourceIdentifier=%q psi:type="http://psi.rechtspraak.nl/hogerBeroep" psi:aanleg="http://psi.rechtspraak.nl/%s" psi:gevolg="http://psi.rechtspraak.nl/gevolg#%s">%s</dcterms:relation>`,
		ecli, stage, outcome, escaped(text))
}

// stored reads a file of the courts' format as a record: where it stands in the register, and the file itself.
func stored(data []byte) (record, bool) {
	var x struct {
		XMLName xml.Name `xml:"open-rechtspraak"`
		RDF     struct {
			Descriptions []struct {
				Identifier string   `xml:"http://purl.org/dc/terms/ identifier"`
				Modified   string   `xml:"http://purl.org/dc/terms/ modified"`
				Creator    string   `xml:"http://purl.org/dc/terms/ creator"`
				Date       string   `xml:"http://purl.org/dc/terms/ date"`
				Type       string   `xml:"http://purl.org/dc/terms/ type"`
				Subjects   []string `xml:"http://purl.org/dc/terms/ subject"`
			} `xml:"Description"`
		} `xml:"RDF"`
		Summary *struct {
			Text string `xml:",innerxml"`
		} `xml:"inhoudsindicatie"`
		Ruling     *struct{} `xml:"uitspraak"`
		Conclusion *struct{} `xml:"conclusie"`
	}
	if err := xml.Unmarshal(data, &x); err != nil || len(x.RDF.Descriptions) == 0 {
		return record{}, false
	}
	d := x.RDF.Descriptions[0]
	r := record{
		ecli: strings.TrimSpace(d.Identifier), court: court{name: strings.TrimSpace(d.Creator)}, cases: "-",
		document: x.Ruling != nil || x.Conclusion != nil, conclusion: x.Conclusion != nil, whole: data,
	}
	r.day, _ = time.Parse(time.DateOnly, strings.TrimSpace(d.Date)) // an impossible day is none
	var err error
	if r.modified, err = time.Parse("2006-01-02T15:04:05", strings.TrimSpace(d.Modified)); err != nil {
		r.modified = r.day
	}
	subject := strings.ToLower(strings.Join(d.Subjects, " "))
	r.subject, r.area = subjectOf(subject)
	return r, strings.HasPrefix(r.ecli, "ECLI:NL:")
}

// subjectOf returns the field of law that words name.
func subjectOf(words string) (id, name string) {
	const root = "http://psi.rechtspraak.nl/rechtsgebied#"
	switch {
	case strings.Contains(words, "strafrecht") && !strings.Contains(words, "bestuursstrafrecht"):
		return root + "strafrecht", "Strafrecht"
	case strings.Contains(words, "verbintenissenrecht"):
		return root + "civielRecht_verbintenissenrecht", "Civiel recht; Verbintenissenrecht"
	case strings.Contains(words, "civiel"):
		return root + "civielRecht", "Civiel recht"
	}
	return root + "bestuursrecht", "Bestuursrecht"
}
