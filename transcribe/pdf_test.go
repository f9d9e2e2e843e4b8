package transcribe

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// pdfReader opens a reader of PDFs, the same as the one in browsers.
func pdfReader(t *testing.T) pdfium.Pdfium {
	t.Helper()
	config := wazero.NewRuntimeConfig()
	if dir, err := os.UserCacheDir(); err == nil { // compiling takes seconds; what was compiled before is kept
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "wegwijzer", "pdfium")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{MaxTotal: 1, FSConfig: wazero.NewFSConfig(), RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() }) // it goes anyway
	engine, err := pool.GetInstance(5 * time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// A report of several pages is read by a reader of PDFs: every word comes out, in order, and its title, language, headings and lists are told.
func TestAReportAsPDFIsTagged(t *testing.T) {
	t.Parallel()
	d := Document{Title: "Gespreksverslag — Çelik", Banner: "CONCEPT, niet ondertekend", Concept: true, Head: [][2]string{{"Datum", "21 mei 2026"}}, At: time.Unix(1e9, 0)}
	var want []string
	for i, title := range []string{"Feiten", "Schade", ""} {
		s := DocumentSection{Title: title}
		for k := range 14 {
			text := fmt.Sprintf("Zin %d-%d: cliënt vertelt wat er is gebeurd, met genoeg woorden voor meer dan één regel op het papier en een bedrag van € 1.250,50.", i, k)
			s.Rows = append(s.Rows, DocumentRow{text, "[0:12:34]"})
			want = append(want, text)
		}
		d.Sections = append(d.Sections, s)
	}
	var file bytes.Buffer
	if err := d.WritePDF(&file); err != nil {
		t.Fatal(err)
	}
	e := pdfReader(t)
	body := file.Bytes()
	doc, err := e.OpenDocument(&requests.OpenDocument{File: &body})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := e.FPDFCatalog_IsTagged(&requests.FPDFCatalog_IsTagged{Document: doc.Document}); err != nil || !got.IsTagged {
		t.Errorf("tagged: %+v, %v", got, err)
	}
	if got, err := e.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc.Document, Tag: "Title"}); err != nil || got.Value != d.Title {
		t.Errorf("the title is %+v, %v", got, err)
	}
	if !bytes.Contains(body, []byte("/Lang (nl)")) || !bytes.Contains(body, []byte("/DisplayDocTitle true")) {
		t.Error("the language is not told, or the name of the file stands for the title")
	}
	count, err := e.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil || count.PageCount < 3 {
		t.Fatalf("%+v pages, %v; want several", count, err)
	}
	text, roles := "", map[string]int{}
	marks := 0
	for n := range count.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: n}}
		got, err := e.GetPageText(&requests.GetPageText{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		text += " " + got.Text
		tree, err := e.FPDF_StructTree_GetForPage(&requests.FPDF_StructTree_GetForPage{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		top, err := e.FPDF_StructTree_CountChildren(&requests.FPDF_StructTree_CountChildren{StructTree: tree.StructTree})
		if err != nil {
			t.Fatal(err)
		}
		for i := range top.Count {
			x, err := e.FPDF_StructTree_GetChildAtIndex(&requests.FPDF_StructTree_GetChildAtIndex{StructTree: tree.StructTree, Index: i})
			if err != nil {
				t.Fatal(err)
			}
			marks += rolesBelow(t, e, x.StructElement, roles)
		}
	}
	flat := strings.Join(strings.Fields(text), " ")
	at := 0
	for _, sentence := range want {
		i := strings.Index(flat[at:], sentence)
		if i < 0 {
			t.Fatalf("%q is not in the text, or not in its place:\n%s", sentence, flat)
		}
		at += i
	}
	if roles["H1"] != 1 || roles["H2"] != 2 || roles["LI"] < len(want) || roles["LBody"] < len(want) || roles["P"] < 2 || roles["Document"] == 0 || marks < 3*len(want) {
		t.Errorf("the parts are %v with %d pieces", roles, marks)
	}
}

// rolesBelow counts what the parts of a page are, and returns how many pieces of the page they hold.
func rolesBelow(t *testing.T, e pdfium.Pdfium, x references.FPDF_STRUCTELEMENT, roles map[string]int) (marks int) {
	t.Helper()
	kind, err := e.FPDF_StructElement_GetType(&requests.FPDF_StructElement_GetType{StructElement: x})
	if err != nil {
		t.Fatal(err)
	}
	roles[kind.Type]++
	n, err := e.FPDF_StructElement_CountChildren(&requests.FPDF_StructElement_CountChildren{StructElement: x})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n.Count {
		if kid, err := e.FPDF_StructElement_GetChildAtIndex(&requests.FPDF_StructElement_GetChildAtIndex{StructElement: x, Index: i}); err == nil {
			marks += rolesBelow(t, e, kid.StructElement, roles)
		} else {
			marks++ // a piece of the page itself
		}
	}
	return marks
}

func TestATagTreeRefusesAnotherShape(t *testing.T) {
	t.Parallel()
	tree := &tagTree{}
	tree.mark(tree.add(0, "P"), 1)
	for _, file := range []string{"", "%PDF-1.4", "startxref\n", "startxref\n99\n%%EOF", "xref\n0 3\nstartxref\n0\n%%EOF", "xref\n0 99999999999\nstartxref\n0\n"} {
		if got, err := tree.append([]byte(file)); err == nil {
			t.Errorf("%q became %q", file, got)
		}
	}
	if diff := cmp.Diff([][]int{nil, {1}}, tree.pages); diff != "" {
		t.Error(diff)
	}
}
