package indexer

import (
	"context"
	"fmt"
	"github.com/klippa-app/go-pdfium/requests"
	"os"
	"testing"
)

func TestDbgPDF(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	body, _ := os.ReadFile(os.Getenv("DUMP"))
	pool, _ := readers()
	e, _ := pool.GetInstanceWithContext(context.Background())
	doc, _ := e.OpenDocument(&requests.OpenDocument{File: &body})
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: 0}}
	cc, _ := e.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	for i := range cc.PageCount {
		pt, err := e.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}})
		fmt.Printf("%d %q %v\n", i, pt.Text, err)
	}
	sz, _ := e.GetPageSize(&requests.GetPageSize{Page: page})
	fmt.Println(sz.Width, sz.Height)
	x, _ := e.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true})
	for _, r := range x.Rects {
		fmt.Printf("%q %+v %+v\n", r.Text, r.PointPosition, *r.FontInformation)
	}
}
