// Package jurisprudence is the bank of rulings: reading one, finding the award, an adviser's opinion, searching approved ones.
package jurisprudence

import (
	"errors"
	"time"
)

// What Parse says about a file that is no ruling to read.
var (
	// ErrNotRuling is returned for what the courts did not publish as a ruling: an empty answer, a page that explains an error, another kind
	// of XML or JSON.
	ErrNotRuling = errors.New("no ruling in the courts' format")
	// ErrTruncated is returned for a ruling that breaks off. Half a dictum is worse than none, so nothing of it is kept.
	ErrTruncated = errors.New("the ruling breaks off")
	// ErrTooLarge is returned for a file beyond MaxSize.
	ErrTooLarge = errors.New("the ruling is too large")
)

// MaxSize bounds the file of one ruling, in bytes. The largest known one is about 5 MB.
const MaxSize = 16 << 20

// Kind is the field of law a ruling belongs to. Criminal courts award more than civil ones for the same injury (Hebly and Lindenbergh), so
// the two are never shown without their kind.
type Kind string

// The kinds of ruling. A conclusion is advice of the procurator general to the Supreme Court (Hoge Raad): no ruling, so it never awards.
const (
	UnknownKind    Kind = ""
	Criminal       Kind = "criminal"
	Civil          Kind = "civil"
	Administrative Kind = "administrative"
	Conclusion     Kind = "conclusion"
)

// Level is the height of a court.
type Level string

// The levels of Dutch courts. Caribbean courts award in guilders or dollars and are kept out of figures in euros.
const (
	UnknownLevel Level = ""
	District     Level = "rechtbank"
	Appeal       Level = "gerechtshof"
	Supreme      Level = "hoge raad"
	Procurator   Level = "parket"
	Caribbean    Level = "caribisch"
	AdminAppeal  Level = "bestuursrechter"
)

// Extent says how much of a ruling there is to read.
type Extent string

// The extents of a ruling's text.
const (
	OnlyMetadata Extent = "metadata"
	OnlySummary  Extent = "summary"
	OnlyDictum   Extent = "dictum"
	FullText     Extent = "full"
)

// Ruling is one published decision, as the courts' open data service gives it, with its text in plain paragraphs.
type Ruling struct {
	ECLI      ECLI
	Court     string // as published; empty when the file does not say
	Level     Level
	Kind      Kind
	Extent    Extent
	Type      string   // as published: Uitspraak, Conclusie
	Procedure []string // as published: "Hoger beroep", "Eerste aanleg - meervoudig"
	Subjects  []string // "Strafrecht; Materieel strafrecht"
	Cases     []string // case numbers

	Decided   time.Time // the day of the ruling; zero when unknown or impossible
	Published time.Time
	Modified  time.Time // may lie in the future: the service announces changes
	Title     string

	Summary        string // the official summary (inhoudsindicatie), empty when there is none
	SummaryPending bool   // the court announced a summary that is not there yet

	Relations  []Relation  // earlier and later instances
	References []Reference // provisions and rulings that the publisher linked
	Replaces   []string    // former numbers (LJN)
	ReplacedBy ECLI        // set when this number was withdrawn for another

	// Text is the whole body in normal form NFC: white space collapsed, a line per paragraph, the cells of a table row separated by tabs.
	// It is the summary where nothing else was published. Every quote is a piece of it.
	Text       string
	Paragraphs []Paragraph
}

// Relation is a link to the same case before another court.
type Relation struct {
	ECLI    ECLI
	Type    string // the kind of relation: hogerBeroep, cassatie, conclusie
	Stage   string // earlier or later instance (aanleg)
	Outcome string // what the later court did (gevolg)
	Text    string
}

// Reference is a link to a provision or a ruling.
type Reference struct {
	Target string // the identifier as published
	Text   string
}

// Paragraph is one paragraph, heading or table row of a ruling.
type Paragraph struct {
	Number  string // "4.2", where the court numbered it
	Text    string // without the number
	Start   int    // byte offset of Text in Ruling.Text
	Heading bool
	Row     bool // a row of a table, its cells separated by tabs
	Note    bool // a footnote
	Topic   Topic
	Speaker Speaker
}

// End returns the byte offset in Ruling.Text at which the paragraph ends.
func (p Paragraph) End() int { return p.Start + len(p.Text) }

// Topic is what a part of a ruling is about.
type Topic string

// The topics that matter to who looks for an award. An amount in the dictum outweighs one in the reasons; one under a confiscation, a seizure
// or in an annex is no award at all.
const (
	OtherTopic         Topic = ""
	ChargeTopic        Topic = "charge"        // tenlastelegging
	EvidenceTopic      Topic = "evidence"      // bewijs
	ProvenTopic        Topic = "proven"        // bewezenverklaring
	QualificationTopic Topic = "qualification" // kwalificatie, strafbaarheid
	SentenceTopic      Topic = "sentence"      // strafmotivering
	ClaimTopic         Topic = "claim"         // vordering benadeelde partij; in civil cases the dispute and its assessment
	FactsTopic         Topic = "facts"         // civil: the facts
	ConfiscationTopic  Topic = "confiscation"  // ontneming
	SeizureTopic       Topic = "seizure"       // beslag
	EarlierTopic       Topic = "earlier"       // the judgment appealed against
	LawTopic           Topic = "law"           // toepasselijke wettelijke voorschriften
	DictumTopic        Topic = "dictum"        // beslissing
	SignatureTopic     Topic = "signature"
	AnnexTopic         Topic = "annex" // bijlage
)

// Speaker is whose view a part of a ruling gives.
type Speaker string

// The speakers. What the prosecutor demands or the defence offers is never an award.
const (
	CourtSpeaker       Speaker = ""
	ProsecutionSpeaker Speaker = "prosecution"
	DefenceSpeaker     Speaker = "defence"
	EarlierSpeaker     Speaker = "earlier" // the court of first instance, told by the court of appeal
)
