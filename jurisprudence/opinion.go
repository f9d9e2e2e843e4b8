package jurisprudence

import (
	"errors"
	"slices"
	"time"

	"wegwijzer/staff"
)

// What an adviser is told when an opinion cannot be kept.
var (
	// ErrStale is returned when the ruling changed since the adviser opened it: an opinion on a text that nobody sees any more is none.
	ErrStale = errors.New("the ruling changed since it was opened")
	// ErrOwn is returned to who would be the second reader of an own opinion.
	ErrOwn = errors.New("a second reader is another person")
	// ErrNoTheme is returned for a suitable ruling without a theme, and for a refusal without a reason.
	ErrNoTheme = errors.New("an opinion needs its theme or reason")
	// ErrNotLiteral is returned for a value whose words do not stand in the text.
	ErrNotLiteral = errors.New("the words do not stand in the ruling")
	// ErrNoValue is returned for a value that is not of its field.
	ErrNoValue = errors.New("the value does not fit its field")
)

// Opinion is what an adviser says of a ruling.
type Opinion struct {
	State   State  // Suitable, Unsuitable or Later
	Theme   string // what it is about; required for a suitable one
	Reason  Reason // required for the others
	Version string // of the ruling that the adviser saw (Sheet.Version)
}

// Reason is why a ruling is not suitable, or waits.
type Reason string

// The reasons to refuse a ruling, and to put it off. They are words of a fixed list: free words would hold opinions about people.
const (
	NoAward       Reason = "no_award"       // no claim of an injured party was decided on
	NotComparable Reason = "not_comparable" // too particular to compare with
	NoReasons     Reason = "no_reasons"     // the court does not say why
	Overturned    Reason = "overturned"     // a higher court decided otherwise
	Duplicate     Reason = "duplicate"      // the same case is in the bank already
	Business      Reason = "business"       // only organisations claimed
	Names         Reason = "names"          // points to a person
	Gone          Reason = "gone"           // withdrawn by the court
	OtherReason   Reason = "other"

	AwaitsAppeal Reason = "awaits_appeal" // may change yet
	Incomplete   Reason = "incomplete"    // part of the text is missing
	Discuss      Reason = "discuss"       // to talk about with a colleague
)

// Reasons returns the reasons for a state, in the order in which they are shown; none for a suitable ruling.
func Reasons(s State) []Reason {
	switch s {
	case Unsuitable:
		return []Reason{NoAward, NotComparable, NoReasons, Overturned, Duplicate, Business, Names, Gone, OtherReason}
	case Later:
		return []Reason{AwaitsAppeal, Incomplete, Discuss}
	}
	return nil
}

// otherThemes are themes beside the groups of offences.
var otherThemes = []string{"affectieschade", "shockschade", "kind als slachtoffer", "kind als getuige", "jeugdige dader", "organisatie als slachtoffer", "civiele zaak", "overig"}

// Themes returns the themes that a suitable ruling can be filed under: the groups of offences and what cuts across them.
func Themes() []string { return append(OffenceGroups(), otherThemes...) }

// theme guesses under which theme a ruling belongs, so that an adviser most often need not choose.
func theme(offenceKinds []string, kind Kind) string {
	switch {
	case len(offenceKinds) > 0:
		return offenceKinds[0]
	case kind == Civil:
		return "civiele zaak"
	}
	return "overig"
}

// valid reports that an opinion is whole.
func (o Opinion) valid() bool {
	if o.State == Suitable {
		return slices.Contains(Themes(), o.Theme)
	}
	return slices.Contains(Reasons(o.State), o.Reason)
}

// Doubt is why a sum is unusual, so that a second adviser looks at it before legal staff do.
type Doubt string

// The doubts.
const (
	HighSum         Doubt = "high"      // beyond highSum
	FarOut          Doubt = "far_out"   // far beyond what is awarded for such an offence
	MoreThanClaimed Doubt = "more"      // a court may not award more than was claimed
	Contradicted    Doubt = "contrasts" // the ruling gives two sums and no adviser chose one
	NoDoubt         Doubt = ""
)

// Bounds of what is usual: a choice to be reviewed with figures, not a finding. A sum is far out when it is so many times the third quartile of
// what suitable rulings award for the same offence, once there are enough of those.
const (
	highSum     = 50_000_00
	farOutTimes = 3
	farOutLeast = 20
)

// standing is where a ruling stands: what an act changes, and undoing brings back.
type standing struct {
	State    State          `json:"state"`
	Again    Again          `json:"again"`
	Theme    string         `json:"theme"`
	Reason   Reason         `json:"reason"`
	JudgedBy staff.PersonID `json:"judged_by"`
	JudgedAt *time.Time     `json:"judged_at"`
	SecondBy staff.PersonID `json:"second_by"`
}

// same compares standings by what they say; moments are compared as moments.
func (s standing) same(o standing) bool {
	at := s.JudgedAt == nil && o.JudgedAt == nil || s.JudgedAt != nil && o.JudgedAt != nil && s.JudgedAt.Equal(*o.JudgedAt)
	s.JudgedAt, o.JudgedAt = nil, nil
	return at && s == o
}
