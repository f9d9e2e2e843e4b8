package jurisprudence

// Offence is what the court found proven, as it qualifies it.
type Offence struct {
	Text string
	At   Span
}

// Article is a provision that the court applied.
type Article struct {
	Number string
	Law    string
	At     Span
}

func offences(r *Ruling, low string, list []clause) ([]Offence, []Article) { return nil, nil }
