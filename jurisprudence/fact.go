package jurisprudence

import (
	"strconv"
	"time"
)

// Source says who found something in a ruling.
type Source string

// The sources. What a model proposes counts for nothing until an adviser has confirmed it.
const (
	ByRule    Source = "rule"
	ByModel   Source = "model"
	ByAdviser Source = "adviser"
)

// Field names a thing that a ruling says of an injured party. The names are those of `wegwijzer rulings parse`.
type Field string

// The fields.
const (
	ClaimedTotal       Field = "claimed_total"
	ClaimedMaterial    Field = "claimed_material"
	ClaimedImmaterial  Field = "claimed_immaterial"
	AwardedTotal       Field = "awarded_total"
	AwardedMaterial    Field = "awarded_material"
	AwardedImmaterial  Field = "awarded_immaterial"
	AwardedAffection   Field = "awarded_affection"
	AwardedShock       Field = "awarded_shock"
	InterestFrom       Field = "interest_from"
	JointLiability     Field = "joint"
	StateMeasure       Field = "measure_36f"
	StateMeasureAmount Field = "measure_amount"
	DetentionDays      Field = "gijzeling_days"
	CourtDecision      Field = "decision"
	RestDecision       Field = "rest"
	LegalCosts         Field = "costs"
	OtherPayer         Field = "payer"
	FirstInstanceTotal Field = "first_instance_total"
)

// FieldForm is how the value of a field is written.
type FieldForm int

// The forms: cents, a number, a day (2006-01-02), yes or no ("true", "false"), one of the decisions, words.
const (
	WordsForm FieldForm = iota
	CentsForm
	NumberForm
	DayForm
	YesForm
	DecisionForm
)

// Fields are all fields, in the order in which a ruling tells of them.
var fields = []struct {
	Field Field
	Form  FieldForm
}{
	{ClaimedTotal, CentsForm},
	{ClaimedMaterial, CentsForm},
	{ClaimedImmaterial, CentsForm},
	{CourtDecision, DecisionForm},
	{AwardedTotal, CentsForm},
	{AwardedMaterial, CentsForm},
	{AwardedImmaterial, CentsForm},
	{AwardedAffection, CentsForm},
	{AwardedShock, CentsForm},
	{RestDecision, DecisionForm},
	{InterestFrom, DayForm},
	{JointLiability, YesForm},
	{StateMeasure, YesForm},
	{StateMeasureAmount, CentsForm},
	{DetentionDays, NumberForm},
	{LegalCosts, CentsForm},
	{OtherPayer, WordsForm},
	{FirstInstanceTotal, CentsForm},
}

// Fields returns all fields, in the order in which a ruling tells of them.
func Fields() []Field {
	all := make([]Field, len(fields))
	for i, f := range fields {
		all[i] = f.Field
	}
	return all
}

// Form returns how the value of a field is written, and false for a name that is no field.
func (f Field) Form() (FieldForm, bool) {
	for _, x := range fields {
		if x.Field == f {
			return x.Form, true
		}
	}
	return WordsForm, false
}

// Decisions are what a court may do with a claim, for an adviser to choose from.
func Decisions() []Decision {
	return []Decision{Granted, PartGranted, Rejected, Inadmissible, MeasureOnly}
}

// Statement is one thing that a ruling says of an injured party, with its words.
type Statement struct {
	Field   Field
	Source  Source
	Value   string // in the form of the field; empty: an adviser says that the ruling does not say it
	Derived bool   // an amount that adds up, or is the difference of, amounts that stand in the text
	At      Span   // in Ruling.Text
	Quote   string
}

// Valid reports that a value has the form of its field and could stand in a ruling.
func (f Field) Valid(value string) bool {
	form, ok := f.Form()
	if !ok || value == "" || len(value) > 200 {
		return false
	}
	switch form {
	case CentsForm:
		n, err := strconv.ParseInt(value, 10, 64)
		return err == nil && n >= 0 && n < 1e13 && strconv.FormatInt(n, 10) == value
	case NumberForm:
		n, err := strconv.Atoi(value)
		return err == nil && n >= 0 && n <= 3660 && strconv.Itoa(n) == value
	case DayForm:
		t, err := time.Parse(time.DateOnly, value)
		return err == nil && t.Year() >= 1900 && t.Year() < 2200
	case YesForm:
		return value == "true" || value == "false"
	case DecisionForm:
		for _, d := range Decisions() {
			if value == string(d) {
				return true
			}
		}
		return false
	}
	return true
}

// statements returns what the rules read of one injured party, as it is kept. What has no words in the text is left out.
func (v Victim) statements(text string) []Statement {
	var out []Statement
	add := func(f Field, value string, derived bool, at Span) {
		if quote := at.In(text); quote != "" && f.Valid(value) {
			out = append(out, Statement{f, ByRule, value, derived, at, quote})
		}
	}
	amount := func(f Field, a Amount) {
		if a.Present() {
			add(f, strconv.FormatInt(a.Cents, 10), a.Derived, a.At)
		}
	}
	amount(ClaimedTotal, v.Claimed)
	amount(ClaimedMaterial, v.ClaimedMaterial)
	amount(ClaimedImmaterial, v.ClaimedImmaterial)
	amount(AwardedTotal, v.Total)
	amount(AwardedMaterial, v.Material)
	amount(AwardedImmaterial, v.Immaterial)
	amount(AwardedAffection, v.Affection)
	amount(AwardedShock, v.Shock)
	amount(StateMeasureAmount, v.MeasureAmount)
	amount(FirstInstanceTotal, v.FirstInstance)
	if v.InterestFrom.Set {
		add(InterestFrom, v.InterestFrom.Value.Format(time.DateOnly), false, v.InterestFrom.At)
	}
	if v.Joint.Set {
		add(JointLiability, strconv.FormatBool(v.Joint.Value), false, v.Joint.At)
	}
	if v.Measure.Set {
		add(StateMeasure, strconv.FormatBool(v.Measure.Value), false, v.Measure.At)
	}
	if v.Days.Set {
		add(DetentionDays, strconv.Itoa(v.Days.Value), false, v.Days.At)
	}
	if v.Costs.Set {
		add(LegalCosts, strconv.FormatInt(v.Costs.Value, 10), false, v.Costs.At)
	}
	if v.Payer.Set {
		add(OtherPayer, v.Payer.Value, false, v.Payer.At)
	}
	add(CourtDecision, string(v.Decision), false, v.DecisionAt)
	add(RestDecision, string(v.Rest), false, v.DecisionAt)
	return out
}
