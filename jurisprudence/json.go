package jurisprudence

import (
	"encoding/json"
	"strings"
)

// stored is the union of the JSON shapes in which research collections keep rulings.
type stored struct {
	ECLI      string          `json:"ecli"`
	ID        string          `json:"_id"`
	Title     string          `json:"title"`
	Court     string          `json:"court"`
	Date      string          `json:"date"`
	Issued    string          `json:"issued"`
	Modified  string          `json:"modified"`
	Updated   string          `json:"updated"`
	Subject   string          `json:"subject"`
	Area      string          `json:"subject_area"`
	Type      string          `json:"type"`
	Procedure string          `json:"procedure"`
	Case      string          `json:"zaaknummer"`
	Number    string          `json:"case_number"`
	Related   json.RawMessage `json:"related_cases"`
	Kind      string          `json:"text_kind"`
	Separator string          `json:"paragraph_separator"`
	Summary   string          `json:"summary"`
	Text      *string         `json:"text"`
}

// parseJSON reads the JSON shapes. It returns ErrNotRuling for an object without a text, and ErrTruncated for one that breaks off.
func parseJSON(data []byte, r *Ruling, b *builder) error {
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		if !json.Valid(data) && strings.Contains(err.Error(), "unexpected end") {
			return ErrTruncated
		}
		return ErrNotRuling
	}
	if s.Text == nil {
		return ErrNotRuling
	}
	r.ECLI = FindECLI(s.ECLI)
	if r.ECLI == "" {
		r.ECLI = FindECLI(s.ID)
	}
	r.Title, r.Court, r.Type = tidy(s.Title, false), tidy(s.Court, false), tidy(s.Type, false)
	r.Decided, r.Published, r.Modified = day(s.Date), day(s.Issued), moment(s.Modified)
	if r.Decided.IsZero() {
		r.Decided = dayOfTitle(s.Title)
	}
	if r.Modified.IsZero() {
		r.Modified = moment(s.Updated)
	}
	for _, subject := range []string{s.Subject, s.Area} {
		// "Rechtsgebied" is the label of the field, left by a reader that took the wrong cell.
		if subject = tidy(strings.ReplaceAll(subject, "|", ", "), false); subject != "" && subject != "Rechtsgebied" {
			r.Subjects = append(r.Subjects, subject)
		}
	}
	if p := tidy(s.Procedure, false); p != "" && p != "Procedure" {
		r.Procedure = append(r.Procedure, p)
	}
	for _, n := range []string{s.Case, s.Number} {
		if n = tidy(n, false); n != "" {
			r.Cases = append(r.Cases, n)
		}
	}
	var related []string
	if json.Unmarshal(s.Related, &related) == nil {
		for _, e := range related {
			if found := FindECLI(e); found != "" {
				r.Relations = append(r.Relations, Relation{ECLI: found})
			}
		}
	}
	separator := s.Separator
	if separator == "" {
		separator = "\n"
		if !strings.Contains(*s.Text, "\n") && strings.Count(*s.Text, "|") > 5 {
			separator = "|" // one line, and the mark that collections put between paragraphs
		}
	}
	r.Summary = tidy(strings.ReplaceAll(s.Summary, separator, "\n"), false)
	text := *s.Text
	switch s.Kind {
	case "official_summary":
		r.Extent, r.Summary = OnlySummary, tidy(text, false)
		return nil
	case "decision_section":
		// The paragraphs of the source were joined with spaces; where two or more stand, a paragraph began.
		r.Extent, separator = OnlyDictum, "\n"
		text = strings.ReplaceAll(text, "  ", "\n")
	}
	cells := strings.Split(text, separator)
	number := ""
	for _, cell := range cells {
		for line := range strings.SplitSeq(cell, "\n") {
			trimmed := strings.TrimSpace(line)
			if bareNumber(trimmed) {
				number = trimmed
				continue
			}
			if trimmed != "" {
				b.add(Paragraph{Number: number}, line)
				number = ""
			}
		}
	}
	return nil
}

// bareNumber reports a line that is nothing but the number of the paragraph that follows: "9", "4.10.", "12 .".
func bareNumber(s string) bool {
	s = strings.TrimRight(s, ". ")
	if s == "" || len(s) > 8 {
		return false
	}
	for i, part := range strings.Split(s, ".") {
		if part == "" || len(part) > 2 || i > 3 {
			return false
		}
		for _, c := range part {
			if c < '0' || c > '9' {
				return false
			}
		}
	}
	return true
}
