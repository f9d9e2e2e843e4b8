package transcribe_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"wegwijzer/transcribe"
)

// parts returns the text of each part of a document, and fails when one is no XML.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s is no XML: %v", f.Name, err)
			}
			switch x := token.(type) {
			case xml.CharData:
				b.Write(x)
			case xml.EndElement:
				if x.Name.Local == "p" {
					b.WriteByte('\n')
				}
			}
		}
		out[f.Name] = b.String()
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestAWordReportHasTimesAndSaysWhatItIs(t *testing.T) {
	t.Parallel()
	tr, err := transcribe.Parse([]byte("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Els (SHN)>Met Slachtofferhulp. Wat is er gebeurd?</v>\n\n01:05.000 --> 01:09.000\n<v Ton & Co>Op drie maart is mijn fiets gestolen, een &lt;nieuwe&gt; van achthonderd euro.</v>\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := transcribe.Draft(tr, held)
	var concept, signed bytes.Buffer
	if err := r.Document(transcribe.Signature{}).WriteWord(&concept); err != nil {
		t.Fatal(err)
	}
	if err := r.Document(transcribe.Signature{By: "R. de Wit", At: time.Date(2026, 5, 22, 0, 0, 0, 0, time.UTC)}).WriteWord(&signed); err != nil {
		t.Fatal(err)
	}
	p := parts(t, concept.Bytes())
	if head := p["word/header1.xml"]; !strings.Contains(head, "CONCEPT") {
		t.Errorf("the head of a page says %q, want that it is a concept", head)
	}
	body := p["word/document.xml"]
	for _, want := range []string{"een <nieuwe> van achthonderd euro", "[0:01:05]", "€ 800", "21 mei 2026", "Ton & Co (cliënt)", "Niet besproken", "3 maart 2026"} {
		if !strings.Contains(body, want) {
			t.Errorf("the document lacks %q:\n%s", want, body)
		}
	}
	if head := parts(t, signed.Bytes())["word/header1.xml"]; strings.Contains(head, "CONCEPT") || !strings.Contains(head, "R. de Wit op 22 mei 2026") {
		t.Errorf("the head of a signed report says %q", head)
	}
}
