package transcribe

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// tagTree is what the parts of a PDF are: its title, its headings, its lists. The library that draws the pages knows no tags, so they are put behind the
// file that it wrote, as the format provides for changes (ISO 32000-1, 7.5.6 and 14.7).
type tagTree struct {
	elements []tagElement
	pages    [][]int // by page, from 1: the element of each marked piece
}

type tagElement struct {
	parent int // 0 is the root
	role   string
	kids   []tagKid
}

// tagKid is an element below another, or a marked piece of a page.
type tagKid struct{ element, page, mark int }

// add adds an element below another, 0 for the root, and returns its number.
func (t *tagTree) add(parent int, role string) int {
	t.elements = append(t.elements, tagElement{parent: parent, role: role})
	n := len(t.elements)
	if parent > 0 {
		t.elements[parent-1].kids = append(t.elements[parent-1].kids, tagKid{element: n})
	}
	return n
}

// mark returns what stands before a piece of an element in the contents of a page.
func (t *tagTree) mark(element, page int) string {
	for len(t.pages) <= page {
		t.pages = append(t.pages, nil)
	}
	m := len(t.pages[page])
	t.pages[page] = append(t.pages[page], element)
	t.elements[element-1].kids = append(t.elements[element-1].kids, tagKid{page: page, mark: m})
	return fmt.Sprintf("/%s <</MCID %d>> BDC", t.elements[element-1].role, m)
}

// errShape says that the library writes files of another shape than this was made for; a test with a reader of PDFs guards that.
var errShape = errors.New("the document has not the expected shape")

// append returns a PDF with the tree behind it. The pages of such a file are the objects 3, 5, 7 and so on, and its catalogue is the last.
func (t *tagTree) append(file []byte) ([]byte, error) {
	file = bytes.TrimRight(file, "\n")
	i := bytes.LastIndex(file, []byte("startxref\n"))
	if i < 0 {
		return nil, errShape
	}
	word, _, _ := bytes.Cut(file[i+len("startxref\n"):], []byte("\n"))
	at, err := strconv.Atoi(string(word))
	if err != nil || at < 0 || at >= i {
		return nil, errShape
	}
	var size int
	if _, err := fmt.Sscanf(string(file[at:min(at+40, i)]), "xref\n0 %d\n", &size); err != nil {
		return nil, errShape
	}
	table := at + len(fmt.Sprintf("xref\n0 %d\n", size))
	object := func(n int) (string, error) { // its dictionary, without the marks around it
		line := table + 20*n
		if n >= size || line+20 > i {
			return "", errShape
		}
		from, err := strconv.Atoi(string(file[line : line+10]))
		if err != nil || from >= at {
			return "", errShape
		}
		rest, ok := bytes.CutPrefix(file[from:at], fmt.Appendf(nil, "%d 0 obj\n<<", n))
		end := bytes.Index(rest, []byte(">>\nendobj"))
		if !ok || end < 0 {
			return "", errShape
		}
		return string(rest[:end]), nil
	}

	b := bytes.NewBuffer(append(bytes.Clone(file), '\n'))
	offsets := map[int]int{}
	var order []int
	write := func(n int, dictionary string) {
		offsets[n], order = b.Len(), append(order, n)
		fmt.Fprintf(b, "%d 0 obj\n<<%s>>\nendobj\n", n, dictionary)
	}
	page := func(n int) int { return 1 + 2*n }
	root, parents, first := size, size+1, size+2 // element 1 is first
	for n := 1; n < len(t.pages); n++ {
		dictionary, err := object(page(n))
		if err != nil {
			return nil, err
		}
		write(page(n), dictionary+fmt.Sprintf("\n/StructParents %d\n/Tabs /S", n-1))
	}
	catalogue, err := object(size - 1)
	if err != nil {
		return nil, err
	}
	write(size-1, catalogue+fmt.Sprintf("\n/Version /1.7\n/MarkInfo <</Marked true>>\n/ViewerPreferences <</DisplayDocTitle true>>\n/StructTreeRoot %d 0 R\n", root))
	write(root, fmt.Sprintf("/Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d", first, parents, len(t.pages)-1))
	var nums bytes.Buffer
	for n := 1; n < len(t.pages); n++ {
		fmt.Fprintf(&nums, "%d [", n-1)
		for _, element := range t.pages[n] {
			fmt.Fprintf(&nums, "%d 0 R ", first+element-1)
		}
		nums.WriteString("]\n")
	}
	write(parents, "/Nums [\n"+nums.String()+"]")
	for k, e := range t.elements {
		up := root
		if e.parent > 0 {
			up = first + e.parent - 1
		}
		var kids bytes.Buffer
		for _, kid := range e.kids {
			if kid.element > 0 {
				fmt.Fprintf(&kids, "%d 0 R ", first+kid.element-1)
				continue
			}
			fmt.Fprintf(&kids, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", page(kid.page), kid.mark)
		}
		write(first+k, fmt.Sprintf("/Type /StructElem /S /%s /P %d 0 R /K [%s]", e.role, up, kids.String()))
	}
	table = b.Len()
	b.WriteString("xref\n")
	for _, n := range order {
		fmt.Fprintf(b, "%d 1\n%010d 00000 n \n", n, offsets[n])
	}
	fmt.Fprintf(b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", first+len(t.elements), size-1, size-2, at, table)
	return b.Bytes(), nil
}
