package transcribe

import (
	_ "embed"
	"sync"
	"time"
)

// Section is a part of the report, in the order of anchors/transcribe.md C1.
type Section string

// The sections. A section without sentences was not discussed and says so; it is never filled.
const (
	Summary      Section = "samenvatting"
	FactsTold    Section = "feiten"
	Consequences Section = "gevolgen"
	Damages      Section = "schade"
	WishesRights Section = "wensen_en_rechten"
	Advice       Section = "informatie"
	Agreements   Section = "afspraken"
	Terms        Section = "termijnen"
	RiskSignals  Section = "risicosignalen"
	OpenPoints   Section = "onduidelijk"
)

// Sections lists them in order.
var Sections = [...]Section{Summary, FactsTold, Consequences, Damages, WishesRights, Advice, Agreements, Terms, RiskSignals, OpenPoints}

// Sentence is a sentence of the report with the utterances it rests on. Every sentence has passed Verify.
type Sentence struct {
	Section  Section `json:"section"`
	Text     string  `json:"text"`
	Evidence []int   `json:"evidence"`
	Source   string  `json:"source"` // regel: put together from quotations; model: written by one and checked
}

// Left is something of the call that is not in the report, with the reason.
type Left struct {
	Kind   string   `json:"kind"` // bedrag, datum, zin, passage
	Text   string   `json:"text,omitempty"`
	Reason string   `json:"reason"`
	Why    []Reason `json:"why,omitempty"` // what Verify had against it
	Utt    []int    `json:"utt"`
}

// Report is the draft of a call: what was found in it, and sentences that say it. It is a concept until a person signs it.
type Report struct {
	Format       Format        `json:"format"`
	CallDate     *string       `json:"call_date"` // null when nobody knows: then nothing that counts from it has a date
	Duration     float64       `json:"duration_s"`
	Participants []Participant `json:"participants"`
	Notice       Notice        `json:"notice"`
	Warnings     []Warning     `json:"warnings"`
	CaseNumbers  []CaseNumber  `json:"case_numbers"`
	Amounts      []Amount      `json:"amounts"`
	Dates        []Date        `json:"dates"`
	Rights       []Right       `json:"rights"`
	Actions      []Action      `json:"actions"`
	Risks        []Risk        `json:"risks"`
	Sentences    []Sentence    `json:"sentences"`
	LeftOut      []Left        `json:"left_out"`

	call *call
}

//go:embed data/report.tsv
var reportTable string

var phrases = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for cells := range rows(reportTable, 2) {
		m[cells[0]] = cells[1]
	}
	return m
})

// Draft reads a call and puts its report together from literal quotations. held is the day of the call; when it is zero, the day that the file
// tells is taken, and without one relative dates stay unresolved rather than being counted from today.
func Draft(t *Transcript, held time.Time) *Report {
	c := read(t, held)
	r := &Report{
		Format: t.Format, Duration: t.Duration().Seconds(), Participants: c.participants(), Notice: c.notice, Warnings: t.Warnings, CaseNumbers: c.caseNumbers(), call: c,
	}
	// The readers do not look at each other's finds, save the actions, which take their dates from those that were settled. All end here.
	var births []Date
	var readers sync.WaitGroup
	readers.Go(func() { r.Amounts = c.amounts() })
	readers.Go(func() { r.Rights = c.rights() })
	readers.Go(func() { r.Risks = c.risks() })
	r.Dates, births = c.dates()
	r.Actions = c.actions(r.Dates)
	readers.Wait()
	if !c.held.IsZero() {
		day := c.held.Format(time.DateOnly)
		r.CallDate = &day
	}
	if r.Notice.Evidence == nil {
		r.Notice.Evidence = []int{}
	}
	r.compose(births)
	return r.complete()
}

// complete makes empty lists of what is missing, so that a reader of the JSON never meets null.
func (r *Report) complete() *Report {
	if r.Participants == nil {
		r.Participants = []Participant{}
	}
	if r.Warnings == nil {
		r.Warnings = []Warning{}
	}
	if r.CaseNumbers == nil {
		r.CaseNumbers = []CaseNumber{}
	}
	if r.Amounts == nil {
		r.Amounts = []Amount{}
	}
	if r.Dates == nil {
		r.Dates = []Date{}
	}
	if r.Actions == nil {
		r.Actions = []Action{}
	}
	if r.Risks == nil {
		r.Risks = []Risk{}
	}
	if r.Sentences == nil {
		r.Sentences = []Sentence{}
	}
	if r.LeftOut == nil {
		r.LeftOut = []Left{}
	}
	return r
}
