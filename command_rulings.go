package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijzer/jurisprudence"
)

// rulingOutput is one line of rulings parse: a ruling and what it awards, every amount with its literal words.
type rulingOutput struct {
	File            string         `json:"file"`
	ECLI            string         `json:"ecli"`
	Kind            string         `json:"kind"`
	Court           string         `json:"court"`
	CourtLevel      string         `json:"court_level"`
	Procedure       []string       `json:"procedure"`
	Date            string         `json:"date,omitempty"`
	Extent          string         `json:"extent"`
	Victims         []victimOutput `json:"victims"`
	Currency        string         `json:"currency"`
	Offence         string         `json:"offence"`
	Articles        []string       `json:"articles"`
	Injuries        []string       `json:"injuries"`
	InjuriesNegated []string       `json:"injuries_negated"`
	Relation        string         `json:"relation"`
	Final           string         `json:"final"`
	Flags           []flagOutput   `json:"flags"`
	Text            string         `json:"text,omitempty"`
}

// victimOutput is what a ruling says about one claim. Amounts are in the ruling's currency; null is: not said, or nothing awarded.
type victimOutput struct {
	Victim            string            `json:"victim"`
	ClaimedTotal      *float64          `json:"claimed_total"`
	ClaimedMaterial   *float64          `json:"claimed_material"`
	ClaimedImmaterial *float64          `json:"claimed_immaterial"`
	ClaimedDerived    bool              `json:"claimed_derived,omitempty"`
	AwardedMaterial   *float64          `json:"awarded_material"`
	AwardedImmaterial *float64          `json:"awarded_immaterial"`
	AwardedTotal      *float64          `json:"awarded_total"`
	AwardedAffection  *float64          `json:"awarded_affection,omitempty"`
	AwardedShock      *float64          `json:"awarded_shock,omitempty"`
	Derived           []string          `json:"derived_fields,omitempty"`
	InterestFrom      *string           `json:"interest_from"`
	InterestItems     []interestOutput  `json:"interest_items,omitempty"`
	Joint             *bool             `json:"joint"`
	Measure           *bool             `json:"measure_36f"`
	MeasureAmount     *float64          `json:"measure_amount,omitempty"`
	MeasureRefused    bool              `json:"measure_refused,omitempty"`
	Days              *int              `json:"gijzeling_days"`
	Detention         string            `json:"detention_kind,omitempty"`
	Decision          string            `json:"decision"`
	Rest              string            `json:"rest,omitempty"`
	Costs             *float64          `json:"costs,omitempty"`
	Payer             string            `json:"payer,omitempty"`
	FirstInstance     *float64          `json:"first_instance_total,omitempty"`
	Quotes            map[string]string `json:"quotes"`
	Offsets           map[string][2]int `json:"offsets"`
	Flags             []flagOutput      `json:"flags,omitempty"`
}

type interestOutput struct {
	Amount *float64 `json:"amount,omitempty"`
	From   string   `json:"from"`
}

type flagOutput struct {
	Kind  string `json:"kind"`
	Quote string `json:"quote,omitempty"`
}

// rulings brings in rulings, or reads them from files.
func rulings(ctx context.Context, args []string, s streams) error {
	if len(args) > 0 && args[0] == "harvest" {
		return harvestRulings(ctx, args[1:], s)
	}
	return parseRulings(args, s)
}

// parseRulings reads rulings from files and writes what they award.
func parseRulings(args []string, s streams) error {
	f := flags("rulings", s)
	text := f.Bool("text", false, "schrijf ook de tekst waarin de plaatsen (offsets, in tekens) wijzen")
	if len(args) > 0 && args[0] == "parse" {
		args = args[1:]
	} else if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return mistake(s, "onbekend onderdeel %q; er zijn: wegwijzer rulings parse FILE… en wegwijzer rulings harvest", args[0])
	}
	given, err := files(f, args, s, "een of meer bestanden of mappen met uitspraken")
	if err != nil {
		return err
	}
	out := lineWriter(s.out)
	bad := false
	for _, name := range given {
		files, err := filesBelow(name, rulingKinds, func(path string) {
			fmt.Fprintf(s.err, "wegwijzer: %s is geen uitspraak en is overgeslagen\n", path)
		})
		if err != nil {
			fmt.Fprintf(s.err, "wegwijzer: %s %s\n", name, rulingProblem(err))
			bad = true
			continue
		}
		for _, file := range files {
			r, err := readRuling(file)
			if err != nil {
				fmt.Fprintf(s.err, "wegwijzer: %s %s\n", file, rulingProblem(err))
				bad = true
				continue
			}
			o := describeRuling(file, r)
			if *text {
				o.Text = r.Text
			}
			if err := out.Encode(o); err != nil {
				return err
			}
		}
	}
	if bad {
		return exit(1)
	}
	return nil
}

// rulingKinds are the endings under which rulings are kept.
var rulingKinds = map[string]bool{".xml": true, ".json": true}

func readRuling(file string) (*jurisprudence.Ruling, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	return jurisprudence.Parse(f, filepath.Base(file))
}

// rulingProblem says in Dutch why a file is not read.
func rulingProblem(err error) string {
	switch {
	case errors.Is(err, errNoFiles):
		return "heeft geen bestand met een uitspraak (xml of json)"
	case errors.Is(err, fs.ErrNotExist):
		return "bestaat niet"
	case errors.Is(err, fs.ErrPermission):
		return "mag niet gelezen worden"
	case errors.Is(err, jurisprudence.ErrTruncated):
		return "breekt halverwege af en is niet gelezen"
	case errors.Is(err, jurisprudence.ErrTooLarge):
		return "is te groot en is niet gelezen"
	case errors.Is(err, jurisprudence.ErrNotRuling):
		return "is geen uitspraak in de vorm van de rechtspraak en is overgeslagen"
	}
	return "is niet te lezen"
}

// describeRuling reads the awards of a ruling into the shape of the command.
func describeRuling(file string, r *jurisprudence.Ruling) rulingOutput {
	found := jurisprudence.Awards(r)
	o := rulingOutput{
		File: file, ECLI: string(r.ECLI), Kind: string(r.Kind), Court: r.Court, CourtLevel: string(r.Level), Procedure: r.Procedure, Extent: string(r.Extent),
		Currency: string(found.Currency), Relation: string(found.Relation.Value), Final: string(found.Finality.Value),
		Victims: []victimOutput{}, Articles: []string{}, Injuries: []string{}, InjuriesNegated: []string{}, Flags: flagsOf(r, found.Flags),
	}
	if o.Relation == "" {
		o.Relation = "unknown"
	}
	if o.Procedure == nil {
		o.Procedure = []string{}
	}
	if !r.Decided.IsZero() {
		o.Date = r.Decided.Format(time.DateOnly)
	}
	var offences []string
	for _, x := range found.Offences {
		offences = append(offences, x.Text)
	}
	o.Offence = strings.Join(offences, "; ")
	for _, a := range found.Articles {
		if !a.Penalty { // which kinds of punishment there are says nothing about the offence
			o.Articles = append(o.Articles, a.String())
		}
	}
	for _, x := range found.Injuries {
		o.Injuries = append(o.Injuries, x.Text)
	}
	for _, x := range found.InjuriesNegated {
		o.InjuriesNegated = append(o.InjuriesNegated, x.Text)
	}
	for _, v := range found.Victims {
		o.Victims = append(o.Victims, describeVictim(r, v))
	}
	return o
}

func flagsOf(r *jurisprudence.Ruling, list []jurisprudence.Flag) []flagOutput {
	out := []flagOutput{}
	for _, x := range list {
		out = append(out, flagOutput{string(x.Kind), x.At.In(r.Text)})
	}
	return out
}

func describeVictim(r *jurisprudence.Ruling, v jurisprudence.Victim) victimOutput {
	o := victimOutput{
		Victim: v.Label, MeasureRefused: v.MeasureRefused, Detention: v.Detention, Decision: string(v.Decision), Rest: string(v.Rest), Payer: v.Payer.Value,
		Quotes: map[string]string{}, Offsets: map[string][2]int{}, ClaimedDerived: v.Claimed.Derived,
	}
	quote := func(field string, at jurisprudence.Span) {
		if words := at.In(r.Text); words != "" {
			o.Quotes[field] = words
			start := utf8.RuneCountInString(r.Text[:at.Start])
			o.Offsets[field] = [2]int{start, start + utf8.RuneCountInString(words)}
		}
	}
	for _, a := range []struct {
		field string
		from  jurisprudence.Amount
		to    **float64
	}{
		{"claimed_total", v.Claimed, &o.ClaimedTotal},
		{"claimed_material", v.ClaimedMaterial, &o.ClaimedMaterial},
		{"claimed_immaterial", v.ClaimedImmaterial, &o.ClaimedImmaterial},
		{"awarded_total", v.Total, &o.AwardedTotal},
		{"awarded_material", v.Material, &o.AwardedMaterial},
		{"awarded_immaterial", v.Immaterial, &o.AwardedImmaterial},
		{"awarded_affection", v.Affection, &o.AwardedAffection},
		{"awarded_shock", v.Shock, &o.AwardedShock},
		{"measure_amount", v.MeasureAmount, &o.MeasureAmount},
		{"first_instance_total", v.FirstInstance, &o.FirstInstance},
	} {
		if !a.from.Present() {
			continue
		}
		*a.to = money(a.from.Cents)
		quote(a.field, a.from.At)
		if a.from.Derived && a.field != "claimed_total" {
			o.Derived = append(o.Derived, a.field)
		}
	}
	if v.InterestFrom.Set {
		day := v.InterestFrom.Value.Format(time.DateOnly)
		o.InterestFrom = &day
		quote("interest_from", v.InterestFrom.At)
	}
	for _, x := range v.Interest {
		item := interestOutput{From: x.From.Format(time.DateOnly)}
		if x.Cents > 0 {
			item.Amount = money(x.Cents)
		}
		o.InterestItems = append(o.InterestItems, item)
	}
	if v.Joint.Set {
		o.Joint = &v.Joint.Value
		quote("joint", v.Joint.At)
	}
	if v.Measure.Set {
		o.Measure = &v.Measure.Value
		quote("measure_36f", v.Measure.At)
	}
	if v.Days.Set {
		o.Days = &v.Days.Value
		quote("gijzeling_days", v.Days.At)
	}
	if v.Costs.Set {
		o.Costs = money(v.Costs.Value)
		quote("costs", v.Costs.At)
	}
	quote("payer", v.Payer.At)
	quote("decision", v.DecisionAt)
	o.Flags = flagsOf(r, v.Flags)
	return o
}

// money returns cents as an amount in whole units.
func money(cents int64) *float64 {
	v := float64(cents) / 100
	return &v
}
