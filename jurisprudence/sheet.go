package jurisprudence

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/staff"
)

// Card is what the bank says of a ruling in a list: enough to choose by.
type Card struct {
	ECLI         ECLI
	Court        string
	Level        Level
	Kind         Kind
	Extent       Extent
	Decided      time.Time // zero when the court gave no day
	Currency     Currency
	Finality     Finality
	Relation     Relationship
	OffenceKinds []string
	InjuryKinds  []string
	Articles     []string
	Theme        string
}

// Sheet is one ruling as an adviser judges it: its text beside what was read from it.
type Sheet struct {
	Card
	Title     string
	Summary   string
	Procedure []string
	Cases     []string
	Text      string
	Parts     []Paragraph // of Text
	Offences  []Mention
	Injuries  []Mention
	Flags     []Flag
	Claimants []Claimant
	Residue   []Span // what may point to somebody, and should be hidden
	Chain     []Link // the same case before other courts

	State     State
	Again     Again
	Reason    Reason
	Guess     string // the theme that fits by what was read
	JudgedBy  staff.PersonID
	JudgedAt  time.Time
	SecondBy  staff.PersonID
	Withdrawn bool
	Doubt     Doubt  // why a second reader will be asked
	Version   string // of the text and what was read from it, for Opinion
	Acts      []Act
}

// Mention is something that a ruling says, with its group and place.
type Mention struct {
	Text string
	Kind string
	At   Span
}

// Claimant is an injured party (benadeelde partij) with everything that rules, a model and advisers found.
type Claimant struct {
	Seq        int
	Label      string
	Source     Source
	Removed    bool // an adviser says that this is nobody
	Flags      []Flag
	Statements []Statement
}

// Counted returns what counts of a field: what an adviser said, or else what the rules read. It is false when the ruling does not say it, or
// only a model says that it does.
func (c Claimant) Counted(f Field) (Statement, bool) {
	var found Statement
	for _, s := range c.Statements {
		if s.Field == f && (s.Source == ByAdviser || s.Source == ByRule && found.Source != ByAdviser) {
			found = s
		}
	}
	return found, found.Value != ""
}

// Said returns what one source says of a field.
func (c Claimant) Said(f Field, by Source) (Statement, bool) {
	for _, s := range c.Statements {
		if s.Field == f && s.Source == by {
			return s, true
		}
	}
	return Statement{}, false
}

// Link is a ruling on the same case.
type Link struct {
	ECLI    ECLI
	Earlier bool   // it came before
	Type    string // hogerBeroep, cassatie
	Outcome string // what the later court did, as published
	State   State  // where it stands in the bank; empty when it is not in it, or not for whoever asks
	Court   string // as the bank knows it
	Decided time.Time
	Total   int64 // the highest sum that it leaves an injured party, in cents; 0 when none or unknown
}

// Act is what an adviser did with a ruling.
type Act struct {
	At     time.Time
	Person staff.PersonID
	Name   string // judge, second, correct, add, remove
	Field  Field
	Victim int
	Before string
	After  string
	Undone bool
}

// errBroken is returned for a row that this program cannot have written.
var errBroken = errors.New("a ruling in the bank cannot be read")

// rulingRow is a ruling as it lies in the bank.
type rulingRow struct {
	ECLI         ECLI
	Court        string
	Level        Level
	Kind         Kind
	Extent       Extent
	Type         string
	Title        string
	Procedures   []string
	Cases        []string
	Subjects     []string
	Decided      *time.Time
	Summary      string
	Body         string
	Paragraphs   []byte
	Currency     Currency
	Finality     Finality
	Relation     Relationship
	Offences     []byte
	Injuries     []byte
	OffenceKinds []string
	InjuryKinds  []string
	Articles     []string
	Flags        []byte
	Theme        string
	Residue      []byte
}

const rulingColumns = `ecli, court, level, kind, extent, type, title, procedures, cases, subjects, decided, summary, body, paragraphs, currency, finality, relation,
	offences, injuries, offence_kinds, injury_kinds, articles, flags, theme, residue`

// card returns what a list shows of the ruling.
func (r rulingRow) card() Card {
	e := Card{
		ECLI: r.ECLI, Court: r.Court, Level: r.Level, Kind: r.Kind, Extent: r.Extent, Currency: r.Currency, Finality: r.Finality, Relation: r.Relation,
		OffenceKinds: r.OffenceKinds, InjuryKinds: r.InjuryKinds, Articles: r.Articles, Theme: r.Theme,
	}
	if r.Decided != nil {
		e.Decided = *r.Decided
	}
	return e
}

// ruling returns the ruling as Parse made it, as far as it is kept.
func (r rulingRow) ruling() (*Ruling, error) {
	var stretches []stretch
	if err := json.Unmarshal(r.Paragraphs, &stretches); err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	out := &Ruling{
		ECLI: r.ECLI, Court: r.Court, Level: r.Level, Kind: r.Kind, Extent: r.Extent, Type: r.Type, Title: r.Title, Procedure: r.Procedures, Cases: r.Cases,
		Subjects: r.Subjects, Decided: r.card().Decided, Summary: r.Summary, Text: r.Body,
	}
	for _, p := range stretches {
		if p.Start < 0 || p.End < p.Start || p.End > len(r.Body) {
			return nil, errBroken
		}
		out.Paragraphs = append(out.Paragraphs, Paragraph{p.Number, r.Body[p.Start:p.End], p.Start, p.Heading, p.Row, p.Note, p.Topic, p.Speaker})
	}
	return out, nil
}

// mentions reads a list of mentions.
func mentions(raw []byte) ([]Mention, error) {
	var kept []mention
	if err := json.Unmarshal(raw, &kept); err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	out := make([]Mention, len(kept))
	for i, m := range kept {
		out[i] = Mention{m.Text, m.Kind, Span{m.Start, m.End}}
	}
	return out, nil
}

func flagsIn(raw []byte) ([]Flag, error) {
	all, err := mentions(raw)
	out := make([]Flag, len(all))
	for i, m := range all {
		out[i] = Flag{FlagKind(m.Kind), m.At}
	}
	return out, err
}

func spansIn(raw []byte) ([]Span, error) {
	all, err := mentions(raw)
	out := make([]Span, len(all))
	for i, m := range all {
		out[i] = m.At
	}
	return out, err
}

// sheet returns the part of a sheet that comes from the ruling itself.
func (r rulingRow) sheet() (Sheet, error) {
	s := Sheet{Card: r.card(), Title: r.Title, Summary: r.Summary, Procedure: r.Procedures, Cases: r.Cases, Text: r.Body, Guess: theme(r.OffenceKinds, r.Kind)}
	whole, err := r.ruling()
	if err != nil {
		return s, err
	}
	s.Parts = whole.Paragraphs
	var failed [4]error
	s.Offences, failed[0] = mentions(r.Offences)
	s.Injuries, failed[1] = mentions(r.Injuries)
	s.Flags, failed[2] = flagsIn(r.Flags)
	s.Residue, failed[3] = spansIn(r.Residue)
	return s, errors.Join(failed[:]...)
}

// versionOf names a text and the rules that read it.
func versionOf(hash []byte, reader int) string {
	return fmt.Sprintf("%s-%d", hex.EncodeToString(hash[:8]), reader)
}

// longestSentence bounds a sentence of the court that is quoted whole, in bytes.
const longestSentence = 600

// Sentence returns the whole sentence of the court in which the words for a field stand, as Quote does; only those words, between dots, when the
// sentence is very long.
func (s Sheet) Sentence(c Claimant, f Field) string {
	quote := s.Quote(c, f)
	x, ok := c.Counted(f)
	if !ok || quote == "" || x.At.In(s.Text) != x.Quote {
		return quote
	}
	for _, p := range s.Parts {
		if x.At.Start < p.Start || x.At.End > p.End() {
			continue
		}
		whole := Span{x.At.Start, x.At.End}
		for _, y := range dutch.Sentences(p.Text) {
			if from, to := p.Start+y.Start, p.Start+y.End; from < x.At.End && to > x.At.Start {
				whole.Start, whole.End = min(whole.Start, from), max(whole.End, to)
			}
		}
		if whole.End-whole.Start <= longestSentence {
			return mask(s.Text, whole, s.Residue)
		}
	}
	return "… " + quote + " …"
}

// Quote returns the literal words for what counts of a field, without what may point to somebody; empty when the ruling does not say it.
func (s Sheet) Quote(c Claimant, f Field) string {
	x, ok := c.Counted(f)
	if !ok {
		return ""
	}
	if x.At.In(s.Text) != x.Quote {
		return x.Quote
	}
	return mask(s.Text, x.At, s.Residue)
}
