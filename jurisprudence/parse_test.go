package jurisprudence

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// file returns a ruling in the shape of the service around a body.
func file(body string) string {
	return `
<?xml version="1.0" encoding="utf-8"?>
<open-rechtspraak>
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ns2="http://purl.org/dc/terms/" xmlns:psi="http://psi.rechtspraak.nl/" xmlns:ecli="https://e-justice.europa.eu/ecli">
    <rdf:Description>
      <ns2:identifier>ECLI:NL:GHVER:2021:17</ns2:identifier>
      <ns2:modified>2021-03-05T10:11:12</ns2:modified>
      <ns2:issued>2021-03-05</ns2:issued>
      <ns2:replaces>BZ9999</ns2:replaces>
      <ns2:creator resourceIdentifier="http://standaarden.overheid.nl/owms/terms/Gerechtshof_Verzonnen">Gerechtshof Verzonnen</ns2:creator>
      <ns2:date>2021-03-04</ns2:date>
      <psi:zaaknummer>20-000001-20, 20-000002-20</psi:zaaknummer>
      <ns2:type>Uitspraak</ns2:type>
      <psi:procedure>Hoger beroep</psi:procedure>
      <ns2:subject>Strafrecht; Materieel strafrecht</ns2:subject>
      <ns2:relation ecli:resourceIdentifier="ECLI:NL:HR:2022:5" psi:type="http://psi.rechtspraak.nl/cassatie" psi:aanleg="http://psi.rechtspraak.nl/latereAanleg" psi:gevolg="http://psi.rechtspraak.nl/gevolg#(Gedeeltelijke) vernietiging">Cassatie: ECLI:NL:HR:2022:5</ns2:relation>
    </rdf:Description>
    <rdf:Description>
      <ns2:identifier>http://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:GHVER:2021:17</ns2:identifier>
      <ns2:issued>2021-03-06</ns2:issued>
      <ns2:title>ECLI:NL:GHVER:2021:17 Gerechtshof Verzonnen , 04-03-2021 / 20-000001-20</ns2:title>
      <ns2:abstract resourceIdentifier="../../rs:inhoudsindicatie"/>
    </rdf:Description>
  </rdf:RDF>
  ` + body + `
</open-rechtspraak>`
}

const namespace = `xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0" xml:space="preserve"`

func TestParseKeepsLinesNumbersAndTables(t *testing.T) {
	t.Parallel()
	body := `<inhoudsindicatie ` + namespace + `><para>Inhoudsindicatie volgt</para></inhoudsindicatie>
	<uitspraak ` + namespace + `><uitspraak.info><para>arrest</para></uitspraak.info>
	<section role="overwegingen"><title><nr>2</nr>De overwegingen</title>
	<paragroup><nr>2.1</nr><para>Eerste regel<?linebreak?>tweede` + "\u00a0" + `regel met <emphasis role="bold">nadruk</emphasis>.<footnote id="1"><para>Een noot.</para></footnote></para></paragroup>
	<informaltable><tgroup cols="2"><tbody><row><entry><para>Naam</para></entry><entry><para>Bedrag</para></entry></row><row><entry><para>[slachtoffer]</para></entry><entry><para>€ 5,-</para></entry></row></tbody></tgroup></informaltable>
	</section><section role="beslissing"><title><nr>3</nr>De beslissing</title><parablock><para>Het hof:</para><para>Wijst toe.</para></parablock></section></uitspraak>`
	r, err := Parse(strings.NewReader(file(body)), "x.xml")
	if err != nil {
		t.Fatal(err)
	}
	want := "arrest\n2 De overwegingen\n2.1 Eerste regel\ntweede regel met nadruk.\nEen noot.\nNaam\tBedrag\n[slachtoffer]\t€ 5,-\n3 De beslissing\nHet hof:\nWijst toe."
	if r.Text != want {
		t.Errorf("Text = %q, want %q", r.Text, want)
	}
	for _, p := range r.Paragraphs {
		if r.Text[p.Start:p.End()] != p.Text {
			t.Errorf("paragraph %q does not lie at its offset", p.Text)
		}
	}
	if !r.SummaryPending || r.Summary != "" {
		t.Errorf("summary = %q, pending %v; want none, pending", r.Summary, r.SummaryPending)
	}
	if r.ECLI != "ECLI:NL:GHVER:2021:17" || r.Level != Appeal || r.Kind != Criminal || r.Extent != FullText || len(r.Cases) != 2 || r.Published.Day() != 6 {
		t.Errorf("metadata = %+v", r)
	}
	if len(r.Relations) != 1 || r.Relations[0].ECLI != "ECLI:NL:HR:2022:5" || r.Relations[0].Stage != "latereAanleg" || r.Relations[0].Outcome != "(Gedeeltelijke) vernietiging" {
		t.Errorf("relations = %+v", r.Relations)
	}
	if last := r.Paragraphs[len(r.Paragraphs)-1]; last.Topic != DictumTopic {
		t.Errorf("topic of the last paragraph = %q, want the dictum", last.Topic)
	}
}

func TestParseRefusesWhatIsNoRuling(t *testing.T) {
	t.Parallel()
	whole := file(`<uitspraak ` + namespace + `><para>Tekst.</para></uitspraak>`)
	bomb := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><open-rechtspraak>&b;</open-rechtspraak>`
	for name, x := range map[string]struct {
		data string
		want error
	}{
		"empty":            {"", ErrNotRuling},
		"white space":      {" \n\t", ErrNotRuling},
		"web page":         {"<!DOCTYPE html><html><body>Er is een storing</body></html>", ErrNotRuling},
		"web page, status": {"<html><head><title>503</title></head></html>", ErrNotRuling},
		"plain text":       {"De opgegeven ECLI bestaat niet", ErrNotRuling},
		"other xml":        {"<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", ErrNotRuling},
		"bomb":             {bomb, ErrNotRuling},
		"truncated":        {whole[:len(whole)-60], ErrTruncated},
		"cut in a tag":     {whole[:strings.Index(whole, "<para>")+3], ErrTruncated},
		"deep":             {"<open-rechtspraak>" + strings.Repeat("<para>", 5000), ErrNotRuling},
		"too large":        {strings.Repeat(" ", MaxSize+1), ErrTooLarge},
		"json without":     {`{"ecli":"ECLI:NL:RBVER:2021:1"}`, ErrNotRuling},
		"json cut":         {`{"ecli":"ECLI:NL:RBVER:2021:1","text":"De recht`, ErrTruncated},
		"json list":        {`[1,2]`, ErrNotRuling},
		"no identifier":    {`{"text":"De rechtbank"}`, ErrNotRuling},
	} {
		if _, err := Parse(strings.NewReader(x.data), "bestand"); !errors.Is(err, x.want) {
			t.Errorf("%s: Parse = %v, want %v", name, err, x.want)
		}
	}
}

func TestParseMetadataOnlyAndReplacement(t *testing.T) {
	t.Parallel()
	r, err := Parse(strings.NewReader(file("")), "x.xml")
	if err != nil || r.Extent != OnlyMetadata {
		t.Fatalf("Parse = %v, %v; want metadata only", r, err)
	}
	gone := `<open-rechtspraak><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"><rdf:Description><dcterms:identifier>ECLI:NL:XX:2020:1</dcterms:identifier><dcterms:date>2020-02-31</dcterms:date><dcterms:isReplacedBy>ECLI:NL:RBVER:2020:77</dcterms:isReplacedBy></rdf:Description></rdf:RDF></open-rechtspraak>`
	if r, err = Parse(strings.NewReader(gone), "x.xml"); err != nil || r.ReplacedBy != "ECLI:NL:RBVER:2020:77" || !r.Decided.IsZero() {
		t.Fatalf("Parse = %+v, %v; want a replaced number and no impossible day", r, err)
	}
}

func TestFindECLIInFileNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]ECLI{
		"ECLI.NL.RBMNE.2020.2061.xml": "ECLI:NL:RBMNE:2020:2061", "ecli_nl_hr_1999_aa1234.json": "ECLI:NL:HR:1999:AA1234", "Zie ECLI:NL:RBOVE:2021:539.": "ECLI:NL:RBOVE:2021:539", "ECLI:NL:X": "",
	} {
		if got := FindECLI(in); got != want {
			t.Errorf("FindECLI(%q) = %q, want %q", in, got, want)
		}
	}
}

// sharedFiles returns the real documents, which are no part of the repository.
func sharedFiles(tb testing.TB) []string {
	tb.Helper()
	var files []string
	for _, pattern := range []string{"../../shared/rulings/xml/*.xml", "../../shared/rulings/json/*.json", "../../shared/rulings-synthetic/xml/*.xml"} {
		list, err := filepath.Glob(pattern)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, list...)
	}
	if len(files) == 0 {
		tb.Skip("the shared rulings are not here")
	}
	return files
}

// spans returns every quote of a finding, and the amounts with theirs.
func spans(f Finding) (all []Span, sums []Amount) {
	for _, v := range f.Victims {
		for _, a := range []Amount{v.Claimed, v.ClaimedMaterial, v.ClaimedImmaterial, v.Material, v.Immaterial, v.Total, v.Affection, v.Shock, v.MeasureAmount, v.FirstInstance} {
			if a.Cents != 0 || a.Present() {
				all, sums = append(all, a.At), append(sums, a)
			}
		}
		all = append(all, v.InterestFrom.At, v.Joint.At, v.Measure.At, v.Days.At, v.Costs.At, v.Payer.At, v.DecisionAt)
		for _, x := range v.Interest {
			all = append(all, x.At)
		}
		for _, x := range v.Flags {
			all = append(all, x.At)
		}
	}
	for _, x := range f.Flags {
		all = append(all, x.At)
	}
	for _, x := range f.Offences {
		all = append(all, x.At)
	}
	for _, x := range f.Articles {
		all = append(all, x.At)
	}
	for _, x := range append(append([]Injury{}, f.Injuries...), f.InjuriesNegated...) {
		all = append(all, x.At)
	}
	return all, sums
}

// checkQuotes reports amounts that do not stand in their quote, and quotes that do not lie in the text.
func checkQuotes(tb testing.TB, name string, r *Ruling, f Finding) {
	tb.Helper()
	all, sums := spans(f)
	for _, s := range all {
		if s.Start < 0 || s.End > len(r.Text) || s.Start > s.End {
			tb.Errorf("%s: quote [%d:%d) lies outside the text of %d", name, s.Start, s.End, len(r.Text))
		}
	}
	for _, a := range sums {
		quote := a.At.In(r.Text)
		if quote == "" {
			tb.Errorf("%s: amount %d carries no quote", name, a.Cents)
			continue
		}
		if a.Derived {
			continue
		}
		found := false
		for _, m := range amounts(quote, lowerSame(quote)) {
			found = found || m.cents == a.Cents
		}
		if !found {
			tb.Errorf("%s: amount %d does not stand in its quote %q", name, a.Cents, quote)
		}
	}
}

// checkFiles checks the quotes of every ruling, and returns how many were read.
func checkFiles(tb testing.TB, paths []string) int {
	tb.Helper()
	read := 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		r, err := Parse(bytes.NewReader(data), filepath.Base(path))
		if err != nil {
			tb.Errorf("Parse(%s) = %v", path, err)
			continue
		}
		read++
		checkQuotes(tb, filepath.Base(path), r, Awards(r))
	}
	return read
}

func TestEveryAmountOfTheSharedRulingsStandsInItsQuote(t *testing.T) {
	t.Parallel()
	read := checkFiles(t, sharedFiles(t))
	if read < 283 {
		t.Errorf("read %d rulings, want all 283", read)
	}
}

func TestEveryAmountOfTheInventedRulingsStandsInItsQuote(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/rulings/*/*")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(path string) bool { return filepath.Ext(path) != ".xml" && filepath.Ext(path) != ".json" })
	read := checkFiles(t, files)
	if read < 130 {
		t.Errorf("read %d rulings, want them all", read)
	}
}

func BenchmarkRulings(b *testing.B) {
	var data [][]byte
	var names []string
	for _, path := range sharedFiles(b) {
		d, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		data, names = append(data, d), append(names, filepath.Base(path))
	}
	n, size := 0, 0
	for b.Loop() {
		for i := range data {
			r, err := parse(data[i], names[i])
			if err != nil {
				b.Fatal(err)
			}
			Awards(r)
			n++
			size += len(data[i])
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rulings/s")
	b.SetBytes(int64(size / b.N))
}
