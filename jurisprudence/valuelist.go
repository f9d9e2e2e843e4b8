package jurisprudence

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Term is one value of a list that the courts publish: a court, a field of law, a kind of procedure or of relation.
type Term struct {
	ID           string // the address by which rulings refer to it
	Name         string
	Abbreviation string // of a court: its code in the ECLI
	Type         string
	Begin, End   time.Time // zero is unknown, or still there
	Parent       string    // the ID of the broader term, empty at the top
}

// The value lists below ListPath.
const (
	CourtList        = "Instanties"
	ForeignCourtList = "InstantiesBuitenlands"
	SubjectList      = "Rechtsgebieden"
	ProcedureList    = "Proceduresoorten"
	RelationList     = "FormeleRelaties"
)

// ParseValueList reads a value list: every element that holds an Identifier and a Naam is a term, one within another is narrower. It returns
// ErrNotFeed for an answer that is no list, ErrTruncated for one that breaks off.
func ParseValueList(in io.Reader) ([]Term, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxFeedSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading a value list: %w", err)
	}
	if len(data) > MaxFeedSize {
		return nil, fmt.Errorf("reading a value list: %w", ErrTooLarge)
	}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(data) == 0 || data[0] != '<' {
		return nil, fmt.Errorf("reading a value list: %w", ErrNotFeed)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity
	var stack []*listNode
	var terms []Term
	var value strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
				return nil, fmt.Errorf("reading a value list: %w", ErrTruncated)
			}
			return nil, fmt.Errorf("reading a value list: %w", ErrNotFeed)
		}
		switch t := token.(type) {
		case xml.Directive:
			return nil, fmt.Errorf("reading a value list: %w", ErrNotFeed)
		case xml.StartElement:
			if len(stack) >= maxDepth {
				return nil, fmt.Errorf("reading a value list: %w", ErrNotFeed)
			}
			stack = append(stack, &listNode{at: -1})
			value.Reset()
		case xml.CharData:
			value.Write(t)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
			if len(stack) > 0 {
				terms = stack[len(stack)-1].field(t.Name.Local, tidy(value.String(), false), stack, terms)
			}
			value.Reset()
		}
	}
	if len(terms) == 0 {
		return nil, fmt.Errorf("reading a value list: %w", ErrNotFeed)
	}
	return terms, nil
}

// listNode is an element that may turn out to be a term.
type listNode struct {
	term Term
	at   int // its place among the terms, -1 as long as it is none
}

// field keeps one field of the element and makes it a term once it has an identifier and a name.
func (n *listNode) field(name, value string, stack []*listNode, terms []Term) []Term {
	switch name {
	case "Identifier":
		n.term.ID = value
	case "Naam":
		n.term.Name = value
	case "Afkorting":
		n.term.Abbreviation = value
	case "Type":
		n.term.Type = value
	case "BeginDate":
		n.term.Begin = day(value)
	case "EndDate":
		n.term.End = day(value)
	default:
		return terms
	}
	if n.at >= 0 {
		terms[n.at] = n.term
		return terms
	}
	if n.term.ID == "" || n.term.Name == "" || len(terms) >= 100_000 {
		return terms
	}
	for i := len(stack) - 2; i >= 0; i-- {
		if stack[i].term.ID != "" {
			n.term.Parent = stack[i].term.ID
			break
		}
	}
	n.at = len(terms)
	return append(terms, n.term)
}
