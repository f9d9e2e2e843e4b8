package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
)

// sheetPage is one ruling as an adviser judges it: what was read from it beside its text.
type sheetPage struct {
	staffLayout
	Path, ECLI, Link, Court, Decided, ISO string
	Facts                                 []fact
	Summary                               string
	State                                 string
	Judged                                string
	Again                                 string
	Doubt                                 string
	Flags                                 []string
	Names                                 int // places that may point to somebody
	Chain                                 []linkView
	Claimants                             []claimantView
	Folds                                 []fold
	Themes                                []themeChoice
	Unsuitable                            []choice
	Later                                 []choice
	Open                                  bool // it has a text and can be found suitable
	CanPropose                            bool // a model can look for what is missing
	Pile                                  string
	Place, Next                           int
	Version                               string
	Fields                                []choice
	Edit                                  edit
	Notice                                string
	Shortcuts                             []shortcut
	Acts                                  []actLine
}

// fact is something to know of a ruling.
type fact struct{ Name, Value string }

// themeChoice is a theme to file a ruling under.
type themeChoice struct {
	Name   string
	Chosen bool
}

// claimantView is an injured party with what the ruling says of it.
type claimantView struct {
	Seq      int
	Label    string
	Removed  bool
	Proposed bool // only a model saw it
	Flags    []string
	Rows     []statementView
}

// statementView is one thing that the ruling says.
type statementView struct {
	N        int // its number in the text; 0 when it has no words there
	Seq      int
	Field    string
	Name     string
	Value    string
	Quote    string
	Read     string // what the rules read, when an adviser says otherwise
	Derived  bool
	Proposed bool // by a model, and not confirmed
	Own      bool // an adviser said it
	Gone     bool // an adviser says that it is not there
}

// edit is what the form to correct begins with.
type edit struct {
	Seq                 int
	Field, Value, Words string
}

// linkView is a ruling on the same case.
type linkView struct{ Path, ECLI, What, Court, Decided, State, Total string }

// actLine is what somebody did with the ruling.
type actLine struct{ At, ISO, Who, What string }

// judgeShortcuts are the keys of the judging page, each with what it presses or gives the attention. The page shows this list and its script obeys
// it: there is no other. A single letter can be switched off there (WCAG 2.1.4).
func judgeShortcuts() []shortcut {
	var all []shortcut
	for _, k := range [][3]string{
		{"g", "G", "#geschikt"},
		{"n", "N", "#niet"},
		{"l", "L", "#later"},
		{"v", "V", "#volgende"},
		{"z", "Z", "#ongedaan"},
		{"j", "J", "next"},
		{"k", "K", "previous"},
		{"t", "T", "#thema"},
		{"c", "C", "#woorden"},
		{"?", "?", "#toetsen"},
	} {
		all = append(all, shortcut{Key: k[0], Act: k[2], Cap: k[1], Text: text("judge_key_" + strings.Trim(k[2], "#"))})
	}
	return all
}

func (s *Server) showSheet(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	sheet, err := s.config.Rulings.Sheet(r.Context(), who.Person, jurisprudence.ECLI(r.PathValue("id")))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	p := sheetPage{
		staffLayout: s.staffLayout(r, who, "title_sheet"), Path: judgePath + "/" + string(sheet.ECLI), ECLI: string(sheet.ECLI), Link: sheet.ECLI.Link(), Court: sheet.Court,
		Decided: dutchDate(sheet.Decided), ISO: isoDate(sheet.Decided), Summary: sheet.Summary, State: text("ruling_" + string(sheet.State)),
		Judged: dayOfJudging(sheet.JudgedBy, who.Person.ID, sheet.JudgedAt), Names: len(sheet.Residue), Open: sheet.Text != "",
		Pile: q.Get("stapel"), Place: max(0, numberOf(q.Get("plek"))), Version: sheet.Version, Notice: judgeNotice(r), Shortcuts: judgeShortcuts(),
	}
	p.Script, p.Next = "judge.js", p.Place+1
	p.CanPropose = s.config.Propose != nil && p.Open && (sheet.State == jurisprudence.Candidate || sheet.State == jurisprudence.Later)
	if sheet.Again != "" {
		p.Again = text("again_" + string(sheet.Again) + "_about")
	}
	if sheet.Doubt != jurisprudence.NoDoubt {
		p.Doubt = text("doubt_" + string(sheet.Doubt))
	}
	p.Facts = rulingFacts(sheet.Card, sheet.Procedure)
	for _, f := range sheet.Flags {
		p.Flags = append(p.Flags, text("flag_"+string(f.Kind)))
	}
	for _, l := range sheet.Chain {
		p.Chain = append(p.Chain, chainLink(l, judgePath))
	}
	chosen := cmp.Or(sheet.Theme, sheet.Guess)
	for _, t := range jurisprudence.Themes() {
		p.Themes = append(p.Themes, themeChoice{t, t == chosen})
	}
	p.Unsuitable, p.Later = reasonChoices(jurisprudence.Unsuitable), reasonChoices(jurisprudence.Later)
	for _, f := range jurisprudence.Fields() {
		p.Fields = append(p.Fields, choice{string(f), text("field_" + string(f))})
	}
	var marks []mark
	p.Claimants, marks = claimantViews(sheet.Claimants)
	for _, m := range sheet.Injuries {
		marks = append(marks, mark{At: m.At, Class: "injury"})
	}
	for _, m := range sheet.Offences {
		marks = append(marks, mark{At: m.At, Class: "offence"})
	}
	p.Folds = folds(sheet.Text, sheet.Parts, marks, sheet.Residue, false)
	p.Edit = p.editing(q.Get("verbeter"))
	for _, a := range sheet.Acts {
		p.Acts = append(p.Acts, actLineOf(a, who.Person.ID))
	}
	return s.show(w, http.StatusOK, "staff/sheet", p)
}

func reasonChoices(s jurisprudence.State) []choice {
	var all []choice
	for _, reason := range jurisprudence.Reasons(s) {
		all = append(all, choice{string(s) + ":" + string(reason), text("ruling_reason_" + string(reason))})
	}
	return all
}

// rulingFacts are the things to know of a ruling before its sums: a sum without them compares with nothing.
func rulingFacts(c jurisprudence.Card, procedure []string) []fact {
	var all []fact
	add := func(key, value string) {
		if value != "" {
			all = append(all, fact{text("fact_" + key), value})
		}
	}
	add("kind", text("kind_"+string(c.Kind)))
	add("level", strings.Join(append([]string{string(c.Level)}, procedure...), ", "))
	if c.Finality != "" {
		add("final", text("final_"+string(c.Finality)))
	} else {
		add("final", text("final_unknown"))
	}
	add("offence", strings.Join(c.OffenceKinds, ", "))
	add("injury", strings.Join(c.InjuryKinds, ", "))
	if c.Relation != "" {
		add("relation", text("relation_"+string(c.Relation)))
	}
	add("articles", strings.Join(c.Articles, ", "))
	if c.Extent != jurisprudence.FullText {
		add("extent", text("extent_"+string(c.Extent)))
	}
	if c.Currency != jurisprudence.Euro {
		add("currency", text("currency_other")+" "+string(c.Currency))
	}
	return all
}

func chainLink(l jurisprudence.Link, path string) linkView {
	v := linkView{ECLI: string(l.ECLI), Court: l.Court, Decided: dutchDate(l.Decided), What: text("chain_later"), Path: l.ECLI.Link()}
	if l.Earlier {
		v.What = text("chain_earlier")
	}
	if l.Outcome != "" {
		v.What += " (" + l.Outcome + ")"
	}
	if l.State != "" {
		v.State = text("ruling_" + string(l.State))
		if l.State != jurisprudence.Aside {
			v.Path = path + "/" + string(l.ECLI)
		}
	}
	if l.Total > 0 {
		v.Total = euro(l.Total)
	}
	return v
}

// claimantViews returns what the page shows of each injured party, and the marks of the words in the text.
func claimantViews(all []jurisprudence.Claimant) (views []claimantView, marks []mark) {
	for _, c := range all {
		v := claimantView{Seq: c.Seq, Label: c.Label, Removed: c.Removed, Proposed: c.Source == jurisprudence.ByModel}
		for _, f := range c.Flags {
			if t := text("flag_" + string(f.Kind)); !slices.Contains(v.Flags, t) {
				v.Flags = append(v.Flags, t)
			}
		}
		for _, f := range jurisprudence.Fields() {
			rule, read := c.Said(f, jurisprudence.ByRule)
			own, said := c.Said(f, jurisprudence.ByAdviser)
			model, proposed := c.Said(f, jurisprudence.ByModel)
			now := rule
			if said {
				now = own
			}
			if read || said {
				row := statementView{Seq: c.Seq, Field: string(f), Name: text("field_" + string(f)), Value: shown(f, now.Value), Quote: now.Quote, Derived: now.Derived, Own: said, Gone: said && own.Value == ""}
				if said && read && own.Value != rule.Value {
					row.Read = shown(f, rule.Value)
				}
				if !row.Gone && !c.Removed {
					marks = append(marks, mark{At: now.At, Class: markClass(f), Label: row.Name})
					row.N = len(marks)
				}
				v.Rows = append(v.Rows, row)
			}
			if proposed {
				marks = append(marks, mark{At: model.At, Class: "proposed", Label: text("field_" + string(f))})
				v.Rows = append(v.Rows, statementView{N: len(marks), Seq: c.Seq, Field: string(f), Name: text("field_" + string(f)), Value: shown(f, model.Value), Quote: model.Quote, Proposed: true})
			}
		}
		views = append(views, v)
	}
	for i := range marks {
		marks[i].N = i + 1
	}
	return views, marks
}

func markClass(f jurisprudence.Field) string {
	switch f {
	case jurisprudence.ClaimedTotal, jurisprudence.ClaimedMaterial, jurisprudence.ClaimedImmaterial:
		return "claimed"
	case jurisprudence.CourtDecision, jurisprudence.RestDecision:
		return "decided"
	case jurisprudence.AwardedTotal, jurisprudence.AwardedMaterial, jurisprudence.AwardedImmaterial, jurisprudence.AwardedAffection, jurisprudence.AwardedShock:
		return "awarded"
	}
	return "other"
}

// editing fills the form to correct with a value of the page, by its party and field: "1.awarded_total".
func (p sheetPage) editing(which string) edit {
	seq, field, _ := strings.Cut(which, ".")
	for _, c := range p.Claimants {
		for _, row := range c.Rows {
			if strconv.Itoa(row.Seq) == seq && row.Field == field && !row.Proposed {
				return edit{row.Seq, row.Field, row.Value, row.Quote}
			}
		}
	}
	if len(p.Claimants) > 0 {
		return edit{Seq: p.Claimants[0].Seq, Field: string(jurisprudence.AwardedTotal)}
	}
	return edit{}
}

func actLineOf(a jurisprudence.Act, me staff.PersonID) actLine {
	v := actLine{At: dutchTime(a.At), ISO: a.At.UTC().Format(time.RFC3339), Who: text("act_colleague")}
	if a.Person == me {
		v.Who = text("act_me")
	}
	what := text("act_" + a.Name)
	switch {
	case a.Field != "":
		what += ": " + text("field_"+string(a.Field))
		if a.After != "" {
			what += " " + shown(a.Field, a.After)
		}
	case a.Name == "judge" || a.Name == "second":
		what += ": " + text("ruling_"+a.After)
	}
	if a.Undone {
		what += " (" + text("act_undone") + ")"
	}
	v.What = what
	return v
}
