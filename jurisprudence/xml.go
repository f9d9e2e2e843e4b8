package jurisprudence

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// maxDepth bounds how deep elements may lie in each other. Real rulings stay under twenty.
const maxDepth = 200

// parseXML reads the format of the courts' open data service. Elements are known by local name, metadata also by namespace, because stored
// copies carry other prefixes.
func parseXML(data []byte, r *Ruling, b *builder) error {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return ErrNotRuling
		}
		data = bytes.TrimLeft(decoded, " \t\r\n")
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "utf-8", "utf8", "us-ascii", "utf-16":
			return in, nil
		case "iso-8859-1", "latin1", "windows-1252":
			return charmap.Windows1252.NewDecoder().Reader(in), nil
		}
		return nil, fmt.Errorf("unknown character set: %w", ErrNotRuling)
	}
	p := &xmlReader{d: d, r: r, b: b}
	err := p.read()
	var syntax *xml.SyntaxError
	switch {
	case err == nil && !p.root:
		return ErrNotRuling
	case err == nil:
		return nil
	case errors.Is(err, ErrNotRuling), errors.Is(err, ErrTruncated):
		return err
	case p.root && (errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF")):
		return ErrTruncated
	}
	return ErrNotRuling
}

// xmlReader walks the elements of one document.
type xmlReader struct {
	d    *xml.Decoder
	r    *Ruling
	b    *builder
	root bool

	path    []string
	records int // rdf:Description elements seen: the register first, then the text
	value   strings.Builder
	attrs   []xml.Attr

	body    bool // inside uitspraak or conclusie
	summary bool // inside inhoudsindicatie
	words   strings.Builder
	number  strings.Builder
	inNr    int
	heading int
	row     int
	note    int
	notes   []string
	roles   []string
}

func (p *xmlReader) read() error {
	for {
		token, err := p.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.Directive:
			// A document type is not part of the format; it is how an XML bomb begins.
			return ErrNotRuling
		case xml.StartElement:
			if len(p.path) == 0 {
				if p.root || t.Name.Local != "open-rechtspraak" {
					return ErrNotRuling
				}
				p.root = true
			}
			if len(p.path) >= maxDepth {
				return ErrNotRuling
			}
			p.path = append(p.path, t.Name.Local)
			p.start(t)
		case xml.EndElement:
			p.end(t.Name)
			p.path = p.path[:len(p.path)-1]
		case xml.CharData:
			p.chars(string(t))
		case xml.ProcInst:
			if t.Target == "linebreak" {
				p.chars("\n")
			}
		}
	}
}

func (p *xmlReader) chars(s string) {
	if !p.body && !p.summary {
		p.value.WriteString(s)
		return
	}
	// Line ends in the file are only white space; a line break that a reader sees is the processing instruction.
	if s != "\n" {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return ' '
			}
			return r
		}, s)
	}
	switch {
	case p.inNr > 0:
		p.number.WriteString(s)
	case p.note > 0:
		if len(p.notes) > 0 {
			p.notes[len(p.notes)-1] += s
		}
	default:
		p.words.WriteString(s)
	}
}

// flush ends a paragraph.
func (p *xmlReader) flush() {
	text := p.words.String()
	p.words.Reset()
	if strings.TrimSpace(text) == "" {
		return
	}
	if p.summary {
		if text = tidy(text, false); text != "" {
			if p.r.Summary != "" {
				p.r.Summary += "\n"
			}
			p.r.Summary += text
		}
		return
	}
	role := Topic("")
	if len(p.roles) > 0 && p.roles[len(p.roles)-1] == "beslissing" {
		role = DictumTopic
	}
	p.b.add(Paragraph{Number: p.number.String(), Heading: p.heading > 0, Row: p.row > 0, Topic: role}, text)
	p.number.Reset()
	if p.note == 0 {
		for _, n := range p.notes {
			p.b.add(Paragraph{Note: true}, n)
		}
		p.notes = nil
	}
}

func (p *xmlReader) start(t xml.StartElement) {
	if p.body || p.summary {
		p.startBody(t)
		return
	}
	switch t.Name.Local {
	case "inhoudsindicatie":
		p.summary = true
	case "uitspraak", "conclusie":
		p.body = true
		if t.Name.Local == "conclusie" {
			p.r.Type = "Conclusie"
		}
	case "Description":
		p.records++
	}
	p.value.Reset()
	p.attrs = t.Attr
}

// blocks are the elements of a body that begin on a new line.
var blocks = map[string]bool{
	"para": true, "parablock": true, "paragroup": true, "section": true, "title": true, "bridgehead": true, "listitem": true, "itemizedlist": true,
	"orderedlist": true, "informaltable": true, "table": true, "tgroup": true, "tbody": true, "thead": true, "row": true, "blockquote": true,
	"uitspraak.info": true, "conclusie.info": true, "ondertekening": true, "partij": true, "instantie": true, "afdeling": true, "mediaobject": true,
}

func (p *xmlReader) startBody(t xml.StartElement) {
	name := t.Name.Local
	switch {
	case name == "footnote":
		p.note++
		if len(p.notes) < 1000 {
			p.notes = append(p.notes, "")
		}
	case p.note > 0:
		p.chars(" ")
	case name == "entry" || name == "td":
		if strings.TrimSpace(p.words.String()) != "" {
			p.words.WriteByte('\t')
		}
	case name == "nr" && p.row == 0:
		p.flush()
		p.number.Reset()
		p.inNr++
	case name == "row":
		p.flush()
		p.row++
	case p.row > 0 && blocks[name]:
		p.words.WriteByte(' ')
	case blocks[name]:
		p.flush()
	}
	switch name {
	case "title", "bridgehead":
		if p.row == 0 {
			p.heading++
		}
	case "section":
		role := attribute(t.Attr, "role")
		if role == "" && len(p.roles) > 0 {
			role = p.roles[len(p.roles)-1]
		}
		p.roles = append(p.roles, role)
	}
}

func (p *xmlReader) end(name xml.Name) {
	if p.body || p.summary {
		p.endBody(name.Local)
		return
	}
	p.metadata(name)
	p.value.Reset()
}

func (p *xmlReader) endBody(name string) {
	switch {
	case name == "inhoudsindicatie" && len(p.path) == 2, (name == "uitspraak" || name == "conclusie") && len(p.path) == 2:
		p.flush()
		p.body, p.summary = false, false
	case name == "footnote":
		p.note = max(p.note-1, 0)
	case p.note > 0:
	case name == "nr":
		p.inNr = max(p.inNr-1, 0)
	case name == "row":
		p.flush()
		p.row = max(p.row-1, 0)
	case p.row > 0 && blocks[name]:
		p.words.WriteByte(' ')
	case blocks[name]:
		p.flush()
	}
	switch name {
	case "title", "bridgehead":
		if p.row == 0 {
			p.heading = max(p.heading-1, 0)
		}
	case "section":
		if len(p.roles) > 0 {
			p.roles = p.roles[:len(p.roles)-1]
		}
	}
}

func attribute(attrs []xml.Attr, local string) string {
	for _, a := range attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// metadata keeps one element of the register. Only the first record describes the ruling; the second describes its text.
func (p *xmlReader) metadata(name xml.Name) {
	value := tidy(strings.ReplaceAll(p.value.String(), "\n", " "), false)
	r := p.r
	psi := strings.Contains(name.Space, "psi.rechtspraak")
	if !psi && !strings.Contains(name.Space, "purl.org/dc/terms") {
		return
	}
	first := p.records <= 1
	switch name.Local {
	case "identifier":
		if r.ECLI == "" {
			r.ECLI = FindECLI(value)
		}
	case "modified":
		if first {
			r.Modified = moment(value)
		}
	case "issued":
		if t := day(value); !t.IsZero() {
			r.Published = t
		}
	case "creator":
		if r.Court == "" {
			r.Court = value
		}
	case "date":
		if first {
			r.Decided = day(value)
		}
	case "zaaknummer":
		for n := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ';' }) {
			if n = strings.TrimSpace(n); n != "" {
				r.Cases = append(r.Cases, n)
			}
		}
	case "type":
		if r.Type == "" {
			r.Type = value
		}
	case "procedure":
		if value != "" {
			r.Procedure = append(r.Procedure, value)
		}
	case "subject":
		if value != "" {
			r.Subjects = append(r.Subjects, value)
		}
	case "title":
		r.Title = value
	case "abstract":
		// With return=META the summary stands here; otherwise the element only points to it.
		if value != "" && r.Summary == "" {
			r.Summary = value
		}
	case "replaces":
		if value != "" {
			r.Replaces = append(r.Replaces, value)
		}
	case "isReplacedBy":
		r.ReplacedBy = FindECLI(value)
	case "relation":
		kind := attribute(p.attrs, "type")
		if kind == "" {
			kind = attribute(p.attrs, "typeRelatie")
		}
		r.Relations = append(r.Relations, Relation{
			ECLI: FindECLI(attribute(p.attrs, "resourceIdentifier")), Type: lastPart(kind), Stage: lastPart(attribute(p.attrs, "aanleg")),
			Outcome: lastPart(attribute(p.attrs, "gevolg")), Text: value,
		})
	case "references":
		r.References = append(r.References, Reference{Target: attribute(p.attrs, "resourceIdentifier"), Text: value})
	}
}

// lastPart returns what stands behind the last slash or number sign of an address.
func lastPart(uri string) string { return uri[strings.LastIndexAny(uri, "/#")+1:] }
