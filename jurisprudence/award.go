package jurisprudence

import (
	"time"
)

// Decision is what a court did with the claim of one injured party (benadeelde partij).
type Decision string

// The decisions. The words are those of the courts, because that is what an adviser compares.
const (
	Undecided    Decision = ""
	Granted      Decision = "toegewezen"
	PartGranted  Decision = "deels toegewezen"
	Rejected     Decision = "afgewezen"
	Inadmissible Decision = "niet-ontvankelijk"
	MeasureOnly  Decision = "maatregel zonder vordering"
)

// Amount is a sum of money with the words of the ruling that carry it. The zero value is no amount.
type Amount struct {
	Cents int64
	At    Span // the quote
	// Derived says that the sum itself does not stand in the ruling: it adds up, or is the difference of, amounts that do.
	Derived bool
}

// Present reports that there is an amount.
func (a Amount) Present() bool { return !a.At.Empty() }

// Fact is something the ruling says, with its words. The zero value is: not said.
type Fact[T any] struct {
	Value T
	At    Span
	Set   bool
}

// Interest is the day from which one sum bears statutory interest.
type Interest struct {
	Cents int64 // 0: the whole award, or what the ruling does not say
	From  time.Time
	At    Span
}

// Victim is what one ruling says about the claim of one injured party: a person or organisation that suffered damage by the offence, or a
// relative.
type Victim struct {
	Label string // as the ruling calls it, most often a word in square brackets; never a name that we completed

	Claimed           Amount
	ClaimedMaterial   Amount
	ClaimedImmaterial Amount

	Material   Amount
	Immaterial Amount // smartengeld; includes affection and shock damage
	Total      Amount
	Affection  Amount // affectieschade: a fixed sum for relatives, a class of its own in any comparison
	Shock      Amount // shockschade

	InterestFrom Fact[time.Time] // the earliest day
	Interest     []Interest      // set when parts differ

	Joint          Fact[bool] // several offenders owe the same sum (hoofdelijk)
	Measure        Fact[bool] // the measure of article 36f Sr: the State collects
	MeasureAmount  Amount     // what the State collects, most often the award itself
	MeasureRefused bool       // expressly not imposed
	Days           Fact[int]  // days of detention when the measure is not paid
	Detention      string     // gijzeling; hechtenis before 2020

	Decision   Decision
	Rest       Decision // what became of the part that was not granted
	DecisionAt Span

	Costs         Fact[int64]  // legal costs awarded to the claimant, in cents; never part of the damages
	Payer         Fact[string] // who must pay when it is not the defendant: the parent of a child under fourteen
	FirstInstance Amount       // what the court before this one awarded
	Flags         []Flag
}

// Awarded reports that the ruling leaves this victim a sum.
func (v Victim) Awarded() bool { return v.Total.Present() && v.Total.Cents > 0 }

// Flag tells an adviser what to look at with their own eyes.
type Flag struct {
	Kind FlagKind
	At   Span // the words; empty when the flag is about what is missing
}

// FlagKind is a reason to look.
type FlagKind string

// The flags.
const (
	Contradiction  FlagKind = "contradiction"   // the reasons and the dictum, or two places in one, give other amounts
	SumMismatch    FlagKind = "sum_mismatch"    // the heads do not add up to the total
	MeasureDiffers FlagKind = "measure_differs" // the measure is for another sum than the award
	BrokenAmount   FlagKind = "broken_amount"   // an amount that cannot be what was meant
	Approximate    FlagKind = "approximate"     // only "about" so much is said, which is no award to count
	ListedInPart   FlagKind = "listed_in_part"  // the text says that it names only some of the sums
	SharedTotal    FlagKind = "shared_total"    // one sum for several people, not divided
	NoDictum       FlagKind = "no_dictum"       // read from the reasons alone
	FromSummary    FlagKind = "from_summary"    // read from the official summary alone
	Confirmed      FlagKind = "confirmed"       // a court of appeal upheld the award of the court before it
	Confiscation   FlagKind = "confiscation"    // the ruling also, or only, takes the proceeds of crime
	OtherCurrency  FlagKind = "other_currency"  // the sums are not in euros
	OwnFault       FlagKind = "own_fault"       // reduced for the victim's own share (eigen schuld)
	Conflicting    FlagKind = "conflicting"     // granted and refused in full at once
	WithoutAmount  FlagKind = "without_amount"  // granted, but the amount was not found
)

// Finding is what Awards reads from one ruling.
type Finding struct {
	Victims  []Victim
	Currency Currency
	Flags    []Flag

	Offences        []Offence
	Articles        []Article
	Injuries        []Injury
	InjuriesNegated []Injury
	Relation        Fact[Relationship]
	Finality        Fact[Finality]
}

// Awards finds in a ruling what each victim claimed and was awarded, with the words that say so. It follows rules only, so the same ruling
// gives the same finding; what it cannot quote it does not report. A conclusion, a confiscation and a ruling in an administrative case
// never yield an award.
func Awards(r *Ruling) Finding {
	f := Finding{Currency: Euro}
	if r == nil {
		return f
	}
	low := lowerSame(r.Text)
	list := clauses(r, low)
	f.Offences, f.Articles = offences(r, low, list)
	f.Injuries, f.InjuriesNegated = injuries(r, low, list)
	f.Relation = relationship(r, low, list)
	f.Finality = finality(r, low)
	if r.Kind == Conclusion || r.Kind == Administrative || r.Level == Supreme || r.Extent == OnlyMetadata {
		return f
	}
	d := newReading(r, low, list)
	d.property = property(f.Articles)
	f.Currency = d.currency()
	switch {
	case r.Extent == OnlySummary:
		d.summary()
	case r.Kind == Civil:
		d.civil()
	default:
		d.criminal()
	}
	f.Victims = d.finish()
	f.Flags = d.flags
	if f.Currency != Euro {
		f.Flags = append(f.Flags, Flag{Kind: OtherCurrency})
	}
	return f
}
