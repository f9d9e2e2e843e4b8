package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
)

// reviewPage is the desk for one call: what was said, and beside it the report.
type reviewPage struct {
	staffLayout
	callHead
	Problem   string
	Done      string
	Lines     []lineView
	Gone      bool // the words of the call are deleted
	Audio     string
	At        int // second at which the audio goes on
	Speakers  []speakerView
	Spoken    []choice // the roles of a speaker
	Sections  []sectionPart
	Asides    []sentenceView
	AsideOpen int
	Keys      []shortcut
	Warnings  []string
	Takes     bool // who looks may take the review over
	Taken     string
}

// callHead is what every page of a call shows of it.
type callHead struct {
	ID       transcribe.CallID
	Path     string
	Label    string
	Name     string // the label, or the number when it has none
	Day, ISO string
	Report   transcribe.ReportID
	Version  int
	Newest   bool // no newer version exists
	Steps    []stepView
	Open     int
	Mine     bool // who looks may change it
	Working  bool
	Final    bool
	FourEyes bool
	Locked   bool
	SignedBy string
	SignedAt string
	Words    string // until when the words are kept
	Until    string // until when the report is kept
	Consent  string
	Telling  string // how far it is with the case system
	Tab      string // which of the pages this is
}

// stepView is a state of a report, in their order.
type stepView struct {
	Name string
	Here bool
	Past bool
}

// lineView is an utterance.
type lineView struct {
	N          int
	Who, Role  string
	RoleKey    string
	Clock      string
	Start, End string // seconds, for the script; "" when not known
	Moments    string // of each word of the text, in seconds, "-" where not known; "" when no word has one
	Text       string
	Original   string
	Struck     bool // not said, but made up in a silence
	Gap        bool // nothing was recorded here
	Note       bool // typed by staff
	Editing    bool
	Speaking   int
}

// speakerView is somebody who speaks.
type speakerView struct {
	Seq         int
	Label, Name string
	Role        string
	Lines       int
}

// sectionPart is a section of the report.
type sectionPart struct {
	Key, Name string
	Sentences []sentenceView
	Note      string
	Open      int // undecided ones that can be accepted together
}

// sentenceView is a sentence of the report, or something set aside.
type sentenceView struct {
	Seq                 int
	Text, Drafted       string
	Verdict, VerdictKey string
	By                  string
	Source, SourceKey   string
	Aside               string
	Why                 []string
	Refs                []refView
	Evidence            string // numbers of the utterances, for the script
	Editing             bool
	Blocks              bool
	Section             string
}

// refView leads to an utterance.
type refView struct {
	N     int
	Clock string
	At    string // seconds at which the words begin on which the sentence rests; "" when not known
	Words string // which words of the utterance those are: the first, and the one behind the last; "" when none stand out
}

// callFor returns the call that an address names, when who asks may see it: their own, or another's for which they gave a reason.
func (s *Server) callFor(r *http.Request, who staff.Session) (transcribe.File, error) {
	if s.config.Calls == nil {
		return transcribe.File{}, errNoPage
	}
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return transcribe.File{}, errNoPage
	}
	f, err := s.config.Calls.File(r.Context(), transcribe.CallID(n))
	if err != nil {
		return f, err
	}
	if f.Owner == who.Person.ID {
		return f, nil
	}
	object := staff.Object{Kind: "call", ID: r.PathValue("id")}
	reason, err := s.config.Desk.Reason(r.Context(), who.Person.ID, object)
	if err == nil && reason == "" {
		err = &staff.ReasonError{Object: object}
	}
	return f, err
}

// head returns what the pages of a call show of it, for its newest version or the one that is asked for.
func (s *Server) head(ctx context.Context, f transcribe.File, who staff.Session, version int) (callHead, transcribe.Version, error) {
	var h callHead
	versions, err := s.config.Calls.Versions(ctx, f.ID)
	if err != nil {
		return h, transcribe.Version{}, err
	}
	if len(versions) == 0 {
		return h, transcribe.Version{}, errNoPage
	}
	v := versions[0]
	if version > 0 {
		k := slices.IndexFunc(versions, func(x transcribe.Version) bool { return x.Version == version })
		if k < 0 {
			return h, v, errNoPage
		}
		v = versions[k]
	}
	names, err := s.config.Desk.Names(ctx)
	if err != nil {
		return h, v, err
	}
	h = callHead{
		ID: f.ID, Path: callAt(f.ID), Label: f.Label, Name: f.Label, Day: dutchDate(f.Day()), ISO: isoDate(f.Day()), Report: v.ID, Version: v.Version, Newest: v.ID == versions[0].ID,
		Open: v.Open, Working: v.Working(), Mine: v.State == transcribe.Concept || v.State == transcribe.InReview && v.ReviewedBy == who.Person.ID,
		Final: v.Final(f.FourEyes), FourEyes: f.FourEyes, Locked: v.State == transcribe.Locked, Words: dutchDate(f.TranscriptUntil), Until: dutchDate(f.ReportUntil),
		Consent: text("consent_" + string(f.Consent.Answer)),
	}
	if h.Name == "" {
		h.Name = fmt.Sprintf(text("call_unnamed"), f.ID)
	}
	if f.TranscriptGone != nil {
		h.Words = ""
	}
	if v.SignedAt != nil {
		h.SignedBy, h.SignedAt = nameOr(names, v.SignedBy), dutchTime(*v.SignedAt)
	}
	states := []transcribe.State{transcribe.Concept, transcribe.InReview, transcribe.Signed, transcribe.Locked}
	at := slices.Index(states, v.State)
	for i, state := range states {
		h.Steps = append(h.Steps, stepView{text("report_" + string(state)), i == at, i < at})
	}
	if h.Final {
		t, err := s.config.Calls.Telling(ctx, v.ID)
		if err != nil {
			return h, v, err
		}
		if t != nil {
			h.Telling = text("telling_" + t.State)
		}
	}
	return h, v, nil
}

func nameOr(names map[staff.PersonID]string, id staff.PersonID) string {
	if n := names[id]; n != "" {
		return n
	}
	return text("nobody")
}

func (s *Server) showReview(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	f, err := s.callFor(r, who)
	if err != nil {
		return err
	}
	if s.comesIn(r.Context(), f.ID) {
		http.Redirect(w, r, recordingPath(f.ID), http.StatusSeeOther)
		return nil
	}
	return s.review(w, r, who, f, http.StatusOK, "")
}

// number reads a number in an address; -1 when there is none.
func number(q url.Values, name string) int {
	n, err := strconv.Atoi(q.Get(name))
	if err != nil {
		return -1
	}
	return n
}

// review shows the desk for a call, with what went wrong when something did.
func (s *Server) review(w http.ResponseWriter, r *http.Request, who staff.Session, f transcribe.File, status int, problem string) error {
	ctx, q := r.Context(), r.URL.Query()
	h, v, err := s.head(ctx, f, who, number(q, "versie"))
	if err != nil {
		return err
	}
	h.Tab = "nakijken"
	p := reviewPage{staffLayout: s.staffLayout(r, who, "title_review"), callHead: h, Problem: problem, Keys: shortcuts(), At: max(0, number(q, "t"))}
	p.Script = "review.js"
	if key := q.Get("klaar"); key != "" {
		p.Done = textOr("done_"+key, "")
		if n := number(q, "n"); n >= 0 && strings.Contains(p.Done, "%d") {
			p.Done = fmt.Sprintf(p.Done, n)
		}
	}
	if !h.Newest {
		p.Mine = false
	}
	names, err := s.config.Desk.Names(ctx)
	if err != nil {
		return err
	}
	if h.Newest && v.State == transcribe.InReview && v.ReviewedBy != who.Person.ID {
		p.Takes, p.Taken = true, nameOr(names, v.ReviewedBy)
	}
	said, err := s.showSaid(ctx, &p, f, q)
	if err != nil {
		return err
	}
	list, _, err := s.config.Calls.Sentences(ctx, v.ID)
	if err != nil {
		return err
	}
	found, err := s.config.Calls.Found(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, x := range found.Warnings {
		p.Warnings = append(p.Warnings, text("warning_"+string(x)))
	}
	p.showSentences(list, said, found, names, number(q, "zin"))
	return s.show(w, status, "staff/review", p)
}

// showSaid fills in what was said, and returns it.
func (s *Server) showSaid(ctx context.Context, p *reviewPage, f transcribe.File, q url.Values) ([]transcribe.Said, error) {
	if f.TranscriptGone != nil {
		p.Gone = true
		return nil, nil
	}
	said, speakers, err := s.config.Calls.Said(ctx, f.ID)
	if err != nil {
		return nil, err
	}
	if s.config.Recordings != nil {
		rec, err := s.config.Recordings.Read(ctx, f.ID)
		if err != nil && !errors.Is(err, recording.ErrUnknown) {
			return nil, err
		}
		if err == nil && rec.Bytes > 0 && rec.AudioGone.IsZero() {
			p.Audio = callAt(f.ID) + "/audio"
		}
	}
	for _, role := range [...]transcribe.Role{transcribe.Client, transcribe.Staff, transcribe.Relative, transcribe.Interpreter, transcribe.Nobody} {
		p.Spoken = append(p.Spoken, choice{string(role), text("speaker_" + string(role))})
	}
	for _, x := range speakers {
		label := x.Label()
		if label == "" {
			label = text("speaker_unnamed")
		}
		p.Speakers = append(p.Speakers, speakerView{x.Seq, label, x.Name, string(x.Role), x.Lines})
	}
	editing := number(q, "regel")
	for i, x := range said {
		l := lineView{
			N: i, Who: x.Speaker, Role: text("speaker_" + string(x.Role)), RoleKey: string(x.Role), Text: x.Text, Original: x.Original, Struck: x.Struck && !x.Gap, Gap: x.Gap, Note: x.Note,
			Editing: i == editing && p.Mine, Speaking: x.Speaking, Clock: clock(x.Start),
		}
		l.Start, l.End = seconds(x.Start), seconds(x.End)
		if len(x.Words) > 0 && p.Audio != "" {
			l.Moments = momentList(x.Moments())
		}
		if l.Who == "" {
			l.Who = l.Role
		}
		p.Lines = append(p.Lines, l)
	}
	return said, nil
}

// seconds writes a moment for the script; "" when it is not known.
func seconds(d time.Duration) string {
	if d == transcribe.Unknown {
		return ""
	}
	return strconv.FormatFloat(d.Seconds(), 'f', 2, 64)
}

// momentList writes the moments of words for the script.
func momentList(moments []time.Duration) string {
	out := make([]string, len(moments))
	for i, d := range moments {
		if out[i] = seconds(d); out[i] == "" {
			out[i] = "-"
		}
	}
	return strings.Join(out, " ")
}

// clock writes a moment of a call: 3:07, or 1:03:07 after an hour; "" when it is not known.
func clock(d time.Duration) string {
	if d == transcribe.Unknown {
		return ""
	}
	n := int(d.Seconds())
	if n >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60)
	}
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}

// showSentences fills in the report and what was set aside.
func (p *reviewPage) showSentences(list []transcribe.Judged, said []transcribe.Said, found *transcribe.Report, names map[staff.PersonID]string, editing int) {
	list = transcribe.InOrder(list)
	view := func(j transcribe.Judged) sentenceView {
		x := sentenceView{
			Seq: j.Seq, Text: j.Text, Drafted: j.Drafted, Verdict: text("verdict_" + string(j.Verdict)), VerdictKey: string(j.Verdict), Source: text("source_" + j.Source), SourceKey: j.Source,
			Editing: j.Seq == editing && p.Mine, Blocks: j.Blocks(), Section: text("section_" + string(j.Section)),
		}
		if j.DecidedBy != "" {
			x.By = nameOr(names, j.DecidedBy)
		}
		if j.Aside != "" {
			x.Aside = text("aside_" + j.Aside)
		}
		for _, why := range j.Why {
			x.Why = append(x.Why, textOr("why_"+why, why))
		}
		var numbers []string
		for k, i := range j.Evidence {
			c := fmt.Sprintf("#%d", i+1)
			if k < len(j.Moments) && j.Moments[k] >= 0 {
				c = clock(time.Duration(j.Moments[k]) * time.Second)
			}
			ref := refView{N: i, Clock: c}
			if i >= 0 && i < len(said) {
				spot := said[i].Spot(j.Text)
				ref.At = seconds(spot.At)
				if spot.From < spot.To {
					ref.Words = fmt.Sprint(spot.From, " ", spot.To)
				}
			}
			x.Refs = append(x.Refs, ref)
			numbers = append(numbers, strconv.Itoa(i))
		}
		x.Evidence = strings.Join(numbers, " ")
		return x
	}
	for _, section := range transcribe.Sections {
		part := sectionPart{Key: string(section), Name: text("section_" + string(section))}
		for _, j := range list {
			if j.Section != section || j.Aside != "" {
				continue
			}
			x := view(j)
			part.Sentences = append(part.Sentences, x)
			if x.Blocks {
				part.Open++
			}
		}
		if section == transcribe.WishesRights {
			var open []string
			for _, x := range found.Rights {
				if x.Value == transcribe.NotDiscussed {
					open = append(open, transcribe.RightTitle(x.Right))
				}
			}
			if len(open) > 0 {
				part.Note = fmt.Sprintf(text("rights_not_discussed"), strings.Join(open, "; "))
			}
		}
		if len(part.Sentences) == 0 && part.Note == "" {
			part.Note = text("not_discussed")
		}
		p.Sections = append(p.Sections, part)
	}
	for _, j := range list {
		if j.Aside != "" {
			x := view(j)
			p.Asides = append(p.Asides, x)
			if x.Blocks {
				p.AsideOpen++
			}
		}
	}
}

// sentenceOnDesk is a sentence with what its forms need of the page around it.
type sentenceOnDesk struct {
	sentenceView
	Mine   bool
	Path   string
	Report transcribe.ReportID
}

// onDesk puts a sentence on the desk of a page; templates call it as on.
func onDesk(p reviewPage, x sentenceView) sentenceOnDesk {
	return sentenceOnDesk{x, p.Mine, p.Path, p.Report}
}
