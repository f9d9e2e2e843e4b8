package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wegwijzer/indexer/harvest"
	"wegwijzer/jurisprudence"
	"wegwijzer/staff"
)

// judgePath is where advisers judge rulings.
const judgePath = "/medewerkers/beoordelen"

// pilePage is the queue of rulings, or another pile of them.
type pilePage struct {
	staffLayout
	Pile    string
	Tally   jurisprudence.Tally
	Rows    []waitingView
	Before  string // the page before; "" when this is the first
	After   string
	Notice  string
	Harvest *harvestView
}

// waitingView is a ruling in a pile.
type waitingView struct {
	Path, ECLI, Court, Decided, ISO, Offence, Total, Smart, State, Why string
	Claims                                                             int
}

// harvestView is how far the harvest is.
type harvestView struct {
	Line string // in words
	Busy bool
	Can  bool // it can be asked for here
}

// pileSize is how many rulings a pile shows on a page.
const pileSize = 25

// piles are the piles by the name they have in addresses.
var piles = map[string]jurisprudence.Pile{"": jurisprudence.Queued, "later": jurisprudence.PutOff, "beoordeeld": jurisprudence.Judged}

// withBank lets a handler work where there is a bank.
func (s *Server) withBank(f staffHandler) staffHandler {
	return where(func() bool { return s.config.Rulings != nil }, f)
}

func (s *Server) showPile(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	name := r.URL.Query().Get("stapel")
	pile, ok := piles[name]
	if !ok {
		return errNoPage
	}
	from := max(0, numberOf(r.URL.Query().Get("vanaf")))
	p := pilePage{staffLayout: s.staffLayout(r, who, "title_judge"), Pile: name, Notice: judgeNotice(r)}
	p.Script = "judge.js"
	var err error
	if p.Tally, err = s.config.Rulings.Tally(r.Context(), who.Person); err != nil {
		return err
	}
	rows, err := s.config.Rulings.Pile(r.Context(), who.Person, pile, from, pileSize+1)
	if err != nil {
		return err
	}
	if len(rows) > pileSize {
		rows = rows[:pileSize]
		p.After = pileAddress(name, from+pileSize)
	}
	if from > 0 {
		p.Before = pileAddress(name, max(0, from-pileSize))
	}
	for i, x := range rows {
		p.Rows = append(p.Rows, s.waiting(x, name, from+i))
	}
	if p.Harvest, err = s.harvest(r); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/pile", p)
}

func pileAddress(pile string, from int) string {
	return judgePath + "?" + url.Values{"stapel": {pile}, "vanaf": {strconv.Itoa(from)}}.Encode()
}

// numberOf reads a number from an address; what is none is 0.
func numberOf(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > 1_000_000 {
		return 0
	}
	return n
}

func (s *Server) waiting(x jurisprudence.Waiting, pile string, place int) waitingView {
	v := waitingView{
		Path: sheetAddress(x.ECLI, pile, place), ECLI: string(x.ECLI), Court: x.Court, Decided: dutchDate(x.Decided), ISO: isoDate(x.Decided), Claims: x.Claims,
		Offence: strings.Join(x.OffenceKinds, ", "), State: text("ruling_" + string(x.State)),
	}
	if x.Total > 0 {
		v.Total = money(x.Total, x.Currency)
	}
	if x.Smart > 0 {
		v.Smart = money(x.Smart, x.Currency)
	}
	switch {
	case x.Again != "":
		v.Why = text("again_" + string(x.Again))
	case x.State == jurisprudence.Second:
		v.Why = text("ruling_second_why")
	case x.Reason != "":
		v.Why = text("ruling_reason_" + string(x.Reason))
	}
	return v
}

// money writes an amount with its currency when that is not the euro.
func money(cents int64, c jurisprudence.Currency) string {
	if c == jurisprudence.Euro {
		return euro(cents)
	}
	return string(c) + strings.TrimPrefix(euro(cents), "€")
}

func sheetAddress(id jurisprudence.ECLI, pile string, place int) string {
	return judgePath + "/" + string(id) + "?" + url.Values{"stapel": {pile}, "plek": {strconv.Itoa(place)}}.Encode()
}

// harvest returns how far the harvest is; nil when that is not known here.
func (s *Server) harvest(r *http.Request) (*harvestView, error) {
	if s.config.Harvests == nil {
		return nil, nil //nolint:nilnil // there is none
	}
	state, err := s.config.Harvests.State(r.Context())
	if err != nil {
		return nil, err
	}
	v := &harvestView{Busy: state.Due > 0 || state.Open > 0, Can: s.config.HarvestNow != nil}
	v.Line = strconv.Itoa(state.Kept) + " " + text("harvest_kept")
	switch {
	case state.Due > 0:
		v.Line += " " + strings.Replace(text("harvest_due"), "%d", strconv.Itoa(state.Due), 1)
	case v.Busy:
		v.Line += " " + text("harvest_listing")
	case state.Asked != nil:
		v.Line += " " + text("harvest_asked") + " " + dutchTime(*state.Asked) + "."
	}
	if state.Paused != nil && state.Paused.After(s.now()) {
		v.Line += " " + text("harvest_paused") + " " + dutchTime(*state.Paused) + "."
	}
	return v, nil
}

// showHarvest says how far the harvest is, for the page that waits for it.
func (s *Server) showHarvest(w http.ResponseWriter, r *http.Request, _ staff.Session) error {
	v, err := s.harvest(r)
	if err != nil {
		return err
	}
	if v == nil {
		return errNoPage
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(struct {
		Line string `json:"line"`
		Busy bool   `json:"busy"`
	}{v.Line, v.Busy})
}

// harvestNow has the courts' service asked for what changed, or for what was decided in a period.
func (s *Server) harvestNow(w http.ResponseWriter, r *http.Request, _ staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.HarvestNow == nil {
		return errNoPage
	}
	from, _ := time.Parse(time.DateOnly, form.Get("van")) // no day is none
	to, _ := time.Parse(time.DateOnly, form.Get("tot"))
	if to.IsZero() && !from.IsZero() {
		to = s.now()
	}
	said := "harvest"
	err = s.config.HarvestNow(r.Context(), from, to)
	switch {
	case errors.Is(err, harvest.ErrPeriod):
		said = "period"
	case err != nil && !errors.Is(err, harvest.ErrRunning):
		return err
	}
	http.Redirect(w, r, judgePath+"?bericht="+said, http.StatusSeeOther)
	return nil
}

// nextSheet leads to the ruling at a place in a pile: after one was judged the next has taken its place.
func (s *Server) nextSheet(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	name := r.URL.Query().Get("stapel")
	pile, ok := piles[name]
	if !ok {
		return errNoPage
	}
	place := max(0, numberOf(r.URL.Query().Get("plek")))
	message := r.URL.Query().Get("bericht")
	rows, err := s.config.Rulings.Pile(r.Context(), who.Person, pile, place, 1)
	if err == nil && len(rows) == 0 && place > 0 {
		place = 0
		rows, err = s.config.Rulings.Pile(r.Context(), who.Person, pile, 0, 1)
	}
	if err != nil {
		return err
	}
	to := judgePath + "?" + url.Values{"stapel": {name}, "bericht": {message}}.Encode()
	if len(rows) > 0 {
		to = sheetAddress(rows[0].ECLI, name, place) + "&" + url.Values{"bericht": {message}}.Encode()
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// propose has a model look for what the rules missed. What it finds is a proposal until the adviser confirms it.
func (s *Server) propose(w http.ResponseWriter, r *http.Request, _ staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Propose == nil {
		return errNoPage
	}
	id := jurisprudence.ECLI(r.PathValue("id"))
	said := "proposed"
	n, err := s.config.Propose(r.Context(), id)
	switch {
	case errors.Is(err, jurisprudence.ErrUnknown):
		return err
	case err != nil:
		s.log.WarnContext(r.Context(), "a model proposed nothing", "error", err)
		said = "model_down"
	case n == 0:
		said = "nothing_proposed"
	}
	http.Redirect(w, r, sheetAddress(id, form.Get("stapel"), max(0, numberOf(form.Get("plek"))))+"&bericht="+said, http.StatusSeeOther)
	return nil
}

// judgeMessages are what a page of the adviser may say of the last step. They come along in the address, so each is a word of this list.
var judgeMessages = []string{
	"suitable", "unsuitable", "later", "second", "undone", "corrected", "added", "removed", "confirmed", "refused", "harvest", "period", "proposed", "nothing_proposed", "model_down",
	"nothing_to_undo", "cannot_undo", "stale", "own", "no_theme", "no_text", "no_value", "not_literal", "no_words",
}

func judgeNotice(r *http.Request) string {
	said := r.URL.Query().Get("bericht")
	for _, m := range judgeMessages {
		if m == said {
			return text("judge_" + m)
		}
	}
	return ""
}

// errNoWords is returned for a value without the words of the ruling that say it.
var errNoWords = errors.New("a value without words")

// judgeProblem returns the message for an error of an act on a ruling; "" when it is none that an adviser can help.
func judgeProblem(err error) string {
	for _, p := range []struct {
		err error
		key string
	}{
		{jurisprudence.ErrStale, "stale"},
		{jurisprudence.ErrOwn, "own"},
		{jurisprudence.ErrNoTheme, "no_theme"},
		{jurisprudence.ErrStep, "no_text"},
		{jurisprudence.ErrNoValue, "no_value"},
		{jurisprudence.ErrNotLiteral, "not_literal"},
		{errNoWords, "no_words"},
	} {
		if errors.Is(err, p.err) {
			return p.key
		}
	}
	return ""
}

// judge keeps what an adviser thinks of a ruling and leads to the next.
func (s *Server) judge(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	id := jurisprudence.ECLI(r.PathValue("id"))
	state, reason, _ := strings.Cut(form.Get("oordeel"), ":")
	o := jurisprudence.Opinion{State: jurisprudence.State(state), Reason: jurisprudence.Reason(reason), Theme: form.Get("thema"), Version: form.Get("versie")}
	now, err := s.config.Rulings.Judge(r.Context(), who.Person, id, o)
	pile, place := form.Get("stapel"), max(0, numberOf(form.Get("plek")))
	if problem := judgeProblem(err); problem != "" {
		http.Redirect(w, r, sheetAddress(id, pile, place)+"&bericht="+problem, http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	// What stays in its pile is passed over.
	if pile == "beoordeeld" && (now == jurisprudence.Suitable || now == jurisprudence.Unsuitable) || pile == "later" && now == jurisprudence.Later {
		place++
	}
	http.Redirect(w, r, judgePath+"/verder?"+url.Values{"stapel": {pile}, "plek": {strconv.Itoa(place)}, "bericht": {string(now)}}.Encode(), http.StatusSeeOther)
	return nil
}

// undoJudge takes back the last thing that this person did.
func (s *Server) undoJudge(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	id, err := s.config.Rulings.Undo(r.Context(), who.Person)
	switch {
	case errors.Is(err, jurisprudence.ErrUnknown):
		http.Redirect(w, r, judgePath+"?bericht=nothing_to_undo", http.StatusSeeOther)
	case errors.Is(err, jurisprudence.ErrStep):
		http.Redirect(w, r, judgePath+"?bericht=cannot_undo", http.StatusSeeOther)
	case err != nil:
		return err
	default:
		http.Redirect(w, r, sheetAddress(id, "", 0)+"&bericht=undone", http.StatusSeeOther)
	}
	return nil
}

// correctRuling keeps what an adviser says that a ruling says.
func (s *Server) correctRuling(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	id := jurisprudence.ECLI(r.PathValue("id"))
	back := sheetAddress(id, form.Get("stapel"), max(0, numberOf(form.Get("plek")))) + "&bericht="
	done, err := s.correction(r, who, id, form)
	switch problem := judgeProblem(err); {
	case problem != "":
		back += problem // at the top of the page, where it is said
	case err != nil:
		return err
	default:
		back += done + "#partij-" + strconv.Itoa(numberOf(form.Get("partij")))
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// correction does what the form asks and returns the message for it.
func (s *Server) correction(r *http.Request, who staff.Session, id jurisprudence.ECLI, form url.Values) (string, error) {
	rulings, ctx := s.config.Rulings, r.Context()
	version, victim, field := form.Get("versie"), numberOf(form.Get("partij")), jurisprudence.Field(form.Get("veld"))
	switch form.Get("wat") {
	case "erbij":
		_, err := rulings.Claim(ctx, who.Person, id, form.Get("woorden"), version)
		return "added", err
	case "niemand":
		return "removed", rulings.Remove(ctx, who.Person, id, victim, false, version)
	case "terug":
		return "added", rulings.Remove(ctx, who.Person, id, victim, true, version)
	case "neem":
		return "confirmed", rulings.Confirm(ctx, who.Person, id, victim, field, version)
	case "weiger":
		return "refused", rulings.Refuse(ctx, who.Person, id, victim, field)
	case "ontbreekt":
		return "corrected", rulings.Correct(ctx, who.Person, id, jurisprudence.Correction{Victim: victim, Field: field, Absent: true, Version: version})
	}
	c := jurisprudence.Correction{Victim: victim, Field: field, Version: version, Quote: strings.TrimSpace(form.Get("woorden"))}
	c.At = jurisprudence.Span{Start: numberOf(form.Get("van")), End: numberOf(form.Get("tot"))}
	if !c.At.Empty() {
		sheet, err := rulings.Sheet(ctx, who.Person, id)
		if err != nil {
			return "", err
		}
		// What was selected may be words with a name hidden in them: the place counts.
		if at := c.At.In(sheet.Text); at != "" && (c.Quote == "" || strings.Join(strings.Fields(at), " ") == strings.Join(strings.Fields(c.Quote), " ")) {
			c.Quote = at
		} else {
			c.At = jurisprudence.Span{}
		}
	}
	if c.Quote == "" {
		return "", errNoWords
	}
	read := form.Get("waarde")
	if strings.TrimSpace(read) == "" {
		read = c.Quote
	}
	var ok bool
	if c.Value, ok = field.ReadValue(read); !ok {
		return "", jurisprudence.ErrNoValue
	}
	return "corrected", rulings.Correct(ctx, who.Person, id, c)
}

// dayOfJudging writes when and by whom a ruling was judged, without naming anybody but oneself.
func dayOfJudging(by, me staff.PersonID, at time.Time) string {
	if by == "" {
		return ""
	}
	if by == me {
		return text("judged_by_me") + " " + dutchDate(at)
	}
	return text("judged_by_other") + " " + dutchDate(at)
}
