package jurisprudence

// Injury is one injury the ruling speaks of.
type Injury struct {
	Text string
	At   Span
}

func injuries(r *Ruling, low string, list []clause) (found, negated []Injury) { return nil, nil }

// Relationship is how offender and victim knew each other.
type Relationship string

func relationship(r *Ruling, low string, list []clause) Fact[Relationship] { return Fact[Relationship]{} }

// Finality says whether the ruling can still be changed.
type Finality string

func finality(r *Ruling, low string) Fact[Finality] { return Fact[Finality]{} }
