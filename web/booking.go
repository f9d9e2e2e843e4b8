package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
)

// Where appointments are made, looked at, and where somebody asks to be called.
const (
	bookingPath  = "/afspraak"
	codePath     = "/afspraak/code"
	callBackPath = "/afspraak/terugbellen"
)

// Calendar is what the pages for appointments need: any calendar in the verbs of Open Forms, and the wish to be called, which is kept here whatever
// calendar it is.
type Calendar interface {
	appointment.Adapter
	CallBack(ctx context.Context, w appointment.Wanted, c appointment.Contact, wished string) (string, error)
	Lookup(ctx context.Context, code, client string) (appointment.Found, error)
	ChangeCallBack(ctx context.Context, code, client string, c appointment.Contact, wished string) error
	WithdrawCallBack(ctx context.Context, code, client string) error
}

// bookingPage is every step of making an appointment, moving one, and looking at one. The steps are forms that carry what was said before, so that
// nothing stands in an address, a cookie or the history, and the button Back shows the step before.
type bookingPage struct {
	layout
	Step     string // what, when, contact, check, made, late, code, mine, cancel, cancelled, moved, callback, called
	Problem  string
	Notice   *noticeView // the card, when what was written says danger
	Fields   []field     // what was said, for the next form
	Services []choice
	Channels []choice
	Places   []choice
	Days     []bookingDay
	From     string // the first day that is shown, for the next stretch
	When     string
	How      string
	Where    string
	With     string
	Code     string
	Until    string
	Phone    bool // a telephone number is needed
	Moving   bool
	Lines    []string

	Unstaffed bool   // nobody is there at the time that was booked
	Video     string // the address of a video talk
	ChatNow   bool   // the chat can begin
	Said      string // of a callback: the number, for who changes it
	Wish      string // and when
	Summary   string // and what may be told
	Voicemail bool

	Want     appointment.Wanted // what was chosen, for who comes back to it
	Mail     string             // what was filled in
	Messages bool
}

// field is something said before, hidden in the next form.
type field struct{ Name, Value string }

// bookingDay is a day with its free times.
type bookingDay struct {
	Name  string
	Times []choice
}

// How many days with free times are shown at once, how many times of a day, and how far is looked for them.
const (
	daysShown  = 5
	timesShown = 12
	lookAhead  = 60 * 24 * time.Hour
)

// carried are the fields that go along from step to step, with the values they may have.
var carried = map[string]*regexp.Regexp{
	"soort":    regexp.MustCompile(`^[a-z][a-z0-9_]{0,40}$`),
	"hoe":      regexp.MustCompile(`^(phone|video|visit|home|chat)$`),
	"plaats":   regexp.MustCompile(`^[a-z0-9_-]{0,60}$`),
	"wie":      regexp.MustCompile(`^(v|m)?$`),
	"tolk":     regexp.MustCompile(`^([a-z]{2,3}|\?)?$`),
	"hulp":     regexp.MustCompile(`^(ja)?$`),
	"ander":    regexp.MustCompile(`^(ja)?$`),
	"bezoek":   regexp.MustCompile(`^[A-Za-z0-9_-]{16,64}$`),
	"tijd":     regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$`),
	"vast":     regexp.MustCompile(`^[A-Za-z0-9_-]{20,64}$`),
	"telefoon": regexp.MustCompile(`^\+?[0-9 ()./\-]{9,20}$`),
	"inspreek": regexp.MustCompile(`^(ja|nee)?$`),
	"bericht":  regexp.MustCompile(`^(ja)?$`),
	"mail":     regexp.MustCompile(`^[^\s<>"'@]{1,64}@[^\s<>"'@]{3,190}$`),
	"code":     regexp.MustCompile(`^[\p{L} ,.\-]{3,200}$`),
}

// spoken are the fields in the person's own words, with how many runes of them are read.
var spoken = map[string]int{"wanneer": 200, "verhaal": 300}

func (s *Server) bookingPage(r *http.Request, step string) bookingPage {
	p := bookingPage{layout: s.forVisitor(r), Step: step}
	p.Notice = s.worry(r.PostForm.Get("wanneer"), r.PostForm.Get("verhaal"), p.Set.Code()) // all of it, also what is too long to keep
	p.Again = slices.Contains([]string{"what", "when", "contact", "code"}, step) && r.PostForm.Get("code") == ""
	return p
}

func (s *Server) showBooking(w http.ResponseWriter, r *http.Request) error {
	if s.config.Calendar == nil {
		return errNoPage
	}
	return s.chooseWhat(w, r, url.Values{}, nil)
}

func (s *Server) showCode(w http.ResponseWriter, r *http.Request) error {
	if s.config.Calendar == nil {
		return errNoPage
	}
	return s.askCode(w, r, "")
}

// askCode asks for the code of an appointment, or of a wish to be called.
func (s *Server) askCode(w http.ResponseWriter, r *http.Request, problem string) error {
	p := s.bookingPage(r, "code")
	p.Here = codePath
	if problem != "" {
		p.Faults, p.Code = p.Faults.with("code", problem), filledIn(r, nil, "code")
	}
	return s.show(w, http.StatusOK, "booking", p)
}

// bookingForm reads a form of these pages. What has not the right form is left out, and asked again.
func (s *Server) bookingForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if s.config.Calendar == nil {
		return nil, errNoPage
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return nil, errForeign
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		return nil, errGarbled
	}
	form := url.Values{}
	for name, right := range carried {
		if v := strings.TrimSpace(r.PostForm.Get(name)); v != "" && right.MatchString(v) {
			form.Set(name, v)
		}
	}
	for _, name := range []string{"stap", "vanaf"} {
		if v := r.PostForm.Get(name); len(v) <= 30 {
			form.Set(name, v)
		}
	}
	for name, most := range spoken {
		if v := []rune(strings.TrimSpace(strings.ToValidUTF8(r.PostForm.Get(name), ""))); len(v) > 0 {
			form.Set(name, string(v[:min(len(v), most)]))
		}
	}
	return form, nil
}

// book goes one step on with making an appointment.
func (s *Server) book(w http.ResponseWriter, r *http.Request) error {
	form, err := s.bookingForm(w, r)
	if err != nil {
		return err
	}
	ctx, want := r.Context(), wantedOf(form)
	switch step := form.Get("stap"); {
	case r.PostForm.Has("instellen"):
		return s.chooseWhat(w, r, url.Values{}, nil)
	case want.Service == "" || want.Channel == "":
		return s.chooseWhat(w, r, form, whatWrong(r, form))
	case form.Get("tijd") == "":
		var wrong faults
		if step == "tijd" && form.Get("vanaf") == "" {
			wrong = wrong.with(firstTime, textFor(r, "booking_choose_time"))
		}
		return s.chooseWhen(w, r, form, "", wrong)
	case form.Get("vast") == "":
		start, err := time.Parse(time.RFC3339, form.Get("tijd"))
		if err != nil {
			return s.chooseWhen(w, r, form, "", faults{}.with(firstTime, textFor(r, "booking_choose_time")))
		}
		h, err := s.config.Calendar.Hold(ctx, want, start, form.Get("bezoek"))
		if errors.Is(err, appointment.ErrTaken) || errors.Is(err, appointment.ErrUnknown) {
			form.Del("tijd")
			return s.chooseWhen(w, r, form, textFor(r, "booking_taken"), nil)
		}
		if err != nil {
			return err
		}
		form.Set("vast", h.Token)
		return s.askContact(w, r, form, nil)
	case step == "contact":
		need, err := s.needsPhone(ctx, want)
		if err != nil {
			return err
		}
		if wrong := contactWrong(r, form, need); wrong != nil {
			return s.askContact(w, r, form, wrong)
		}
		return s.check(w, r, form)
	case step == "boek":
		return s.confirm(w, r, form)
	}
	return s.askContact(w, r, form, nil)
}

// wantedOf is what the person chose.
func wantedOf(form url.Values) appointment.Wanted {
	return appointment.Wanted{
		Service: form.Get("soort"), Channel: appointment.Channel(form.Get("hoe")), Place: form.Get("plaats"), Gender: form.Get("wie"),
		Interpreter: form.Get("tolk"), Helper: form.Get("hulp") != "", ForOther: form.Get("ander") != "",
		Visit: form.Get("bezoek"),
	}
}

// contactOf is how the person may be reached. No message is sent that was not chosen.
func contactOf(form url.Values) appointment.Contact {
	c := appointment.Contact{Phone: form.Get("telefoon"), Voicemail: form.Get("inspreek") == "ja", Messages: form.Get("bericht") != "", Mail: form.Get("mail")}
	c.Silent = !c.Messages
	return c
}

// hidden are the fields to carry on.
func hidden(form url.Values, except ...string) []field {
	var all []field
	for name := range carried {
		if form.Get(name) != "" && !slices.Contains(except, name) {
			all = append(all, field{name, form.Get(name)})
		}
	}
	slices.SortFunc(all, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func (s *Server) chooseWhat(w http.ResponseWriter, r *http.Request, form url.Values, wrong faults) error {
	p := s.bookingPage(r, "what")
	p.Faults, p.Here, p.Want = wrong, bookingPath, wantedOf(form)
	lang := p.Set.Code()
	services, err := s.config.Calendar.Products(r.Context())
	if err != nil {
		return err
	}
	for _, x := range services {
		p.Services = append(p.Services, choice{x.ID, serviceIn(lang, x.ID, x.Name)})
	}
	places, err := s.config.Calendar.Locations(r.Context())
	if err != nil {
		return err
	}
	for _, x := range places {
		p.Places = append(p.Places, choice{x.ID, x.Name})
	}
	for _, c := range []string{"phone", "video", "visit", "chat"} {
		p.Channels = append(p.Channels, choice{c, textIn(lang, "channel_"+c)})
	}
	form.Set("bezoek", newVisit())
	p.Fields = []field{{"bezoek", form.Get("bezoek")}}
	return s.show(w, http.StatusOK, "booking", p)
}

// firstTime is the id of the first time that can be chosen.
const firstTime = "tijd-0-0"

// chooseWhen shows the free times of a few days.
func (s *Server) chooseWhen(w http.ResponseWriter, r *http.Request, form url.Values, problem string, wrong faults) error {
	p := s.bookingPage(r, "when")
	p.Faults, p.Problem, p.Fields, p.Moving = wrong, problem, hidden(form, "tijd", "vast"), form.Get("code") != ""
	from := s.now()
	if day, err := time.ParseInLocation(time.DateOnly, form.Get("vanaf"), amsterdam()); err == nil && day.After(from) {
		from = day
	}
	want := wantedOf(form)
	dates, err := s.config.Calendar.Dates(r.Context(), want, from, from.Add(lookAhead))
	if errors.Is(err, appointment.ErrUnknown) {
		return s.chooseWhat(w, r, form, faults{}.with("soort-0", textFor(r, "booking_choose_what")))
	}
	if err != nil {
		return err
	}
	for _, date := range dates {
		if len(p.Days) == daysShown {
			p.From = date.In(amsterdam()).Format(time.DateOnly)
			break
		}
		times, err := s.config.Calendar.Times(r.Context(), want, date)
		if err != nil {
			return err
		}
		day := bookingDay{Name: assistant.DayText(p.Set.Code(), date)}
		for _, x := range times {
			at := x.Start.In(amsterdam())
			day.Times = append(day.Times, choice{at.Format(time.RFC3339), at.Format(assistant.Message(p.Set.Code(), "booking_clock"))})
		}
		if day.Times = thin(day.Times); len(day.Times) > 0 {
			p.Days = append(p.Days, day)
		}
	}
	if len(p.Days) == 0 {
		return s.askCallBack(w, r, form, "")
	}
	return s.show(w, http.StatusOK, "booking", p)
}

// thin keeps at most so many times of a day as a person can look over, spread over the day.
func thin(times []choice) []choice {
	if len(times) <= timesShown {
		return times
	}
	if whole := slices.DeleteFunc(slices.Clone(times), func(c choice) bool { return !strings.HasSuffix(c.Name, ".00") && !strings.HasSuffix(c.Name, ".30") }); len(whole) >= timesShown/2 {
		times = whole
	}
	if len(times) <= timesShown {
		return times
	}
	kept := make([]choice, 0, timesShown)
	for i := range timesShown {
		kept = append(kept, times[i*len(times)/timesShown])
	}
	return kept
}

// needsPhone reports whether the calendar has to know a number to call.
func (s *Server) needsPhone(ctx context.Context, want appointment.Wanted) (bool, error) {
	fields, err := s.config.Calendar.RequiredFields(ctx, want)
	return slices.Contains(fields, appointment.PhoneField), err
}

func (s *Server) askContact(w http.ResponseWriter, r *http.Request, form url.Values, wrong faults) error {
	p := s.bookingPage(r, "contact")
	p.Faults, p.When = wrong, whenOf(p.Set.Code(), form)
	p.Said, p.Mail, p.Voicemail, p.Messages = filledIn(r, form, "telefoon"), filledIn(r, form, "mail"), form.Get("inspreek") == "ja", form.Get("bericht") != ""
	var err error
	if p.Phone, err = s.needsPhone(r.Context(), wantedOf(form)); err != nil {
		return err
	}
	p.Fields = hidden(form, "telefoon", "inspreek", "bericht", "mail")
	return s.show(w, http.StatusOK, "booking", p)
}

// check reads everything back before it is booked.
func (s *Server) check(w http.ResponseWriter, r *http.Request, form url.Values) error {
	p := s.bookingPage(r, "check")
	p.When, p.How, p.Fields = whenOf(p.Set.Code(), form), textFor(r, "channel_"+form.Get("hoe")), hidden(form)
	if places, err := s.config.Calendar.Locations(r.Context()); err == nil && form.Get("hoe") == "visit" {
		for _, x := range places {
			if x.ID == form.Get("plaats") {
				p.Where = x.Name
			}
		}
	}
	c := contactOf(form)
	p.Said, p.Mail = c.Phone, c.Mail
	if form.Get("hoe") == "phone" {
		if c.Voicemail {
			p.Lines = append(p.Lines, textFor(r, "booking_line_voicemail"))
		} else {
			p.Lines = append(p.Lines, textFor(r, "booking_line_no_voicemail"))
		}
	}
	for _, x := range []struct {
		set bool
		key string
	}{
		{form.Get("wie") == "v", "booking_line_woman"},
		{form.Get("wie") == "m", "booking_line_man"},
		{form.Get("tolk") != "", "booking_line_interpreter"},
		{form.Get("hulp") != "", "booking_line_helper"},
		{form.Get("ander") != "", "booking_line_other"},
		{c.Messages, "booking_line_messages"},
		{!c.Messages, "booking_line_silent"},
	} {
		if x.set {
			p.Lines = append(p.Lines, textFor(r, x.key))
		}
	}
	return s.show(w, http.StatusOK, "booking", p)
}

// confirm books. The same form sent twice gives the same page.
func (s *Server) confirm(w http.ResponseWriter, r *http.Request, form url.Values) error {
	want := wantedOf(form)
	b, code, err := s.config.Calendar.Create(r.Context(), form.Get("vast"), want, contactOf(form))
	if errors.Is(err, appointment.ErrExpired) {
		// The time was kept for five minutes. Perhaps it is still free.
		start, wrong := time.Parse(time.RFC3339, form.Get("tijd"))
		if wrong == nil {
			h, again := s.config.Calendar.Hold(r.Context(), want, start, form.Get("bezoek"))
			if again == nil {
				form.Set("vast", h.Token)
				b, code, err = s.config.Calendar.Create(r.Context(), h.Token, want, contactOf(form))
			}
		}
		if err != nil {
			form.Del("tijd")
			form.Del("vast")
			return s.chooseWhen(w, r, form, textFor(r, "booking_expired"), nil)
		}
	}
	if err != nil {
		return err
	}
	p := s.bookingPage(r, "made")
	p.When, p.How, p.Code = assistant.WhenText(p.Set.Code(), b.Start), textFor(r, "channel_"+string(want.Channel)), code
	if want.Channel == appointment.Visit {
		if made, err := s.config.Calendar.Details(r.Context(), code, s.network(r)); err == nil && made.Place != nil { // the appointment stands without it; its code tells too
			p.Where = made.Place.Address
		}
	}
	return s.show(w, http.StatusOK, "booking", p)
}

func whenOf(lang string, form url.Values) string {
	t, err := time.Parse(time.RFC3339, form.Get("tijd"))
	if err != nil {
		return ""
	}
	return assistant.WhenText(lang, t)
}

// serviceIn returns the name of a subject of talk in a language, where the assistant knows it; else the calendar's own.
func serviceIn(lang, id, name string) string {
	key := "booking_about_" + id
	if said := assistant.Message(lang, key); lang != "nl" && said != key {
		return said
	}
	return name
}

// dutchDay writes a day as people say it: vrijdag 27 november.
func dutchDay(t time.Time) string {
	t = t.In(amsterdam())
	days := strings.Fields(text("weekdays"))
	months := strings.Fields(text("months"))
	return days[t.Weekday()] + " " + strconv.Itoa(t.Day()) + " " + months[t.Month()-1]
}

// dutchMoment writes a moment out: vrijdag 27 november 2026 om 14.30 uur.
func dutchMoment(t time.Time) string {
	t = t.In(amsterdam())
	return dutchDay(t) + " " + strconv.Itoa(t.Year()) + " om " + t.Format("15.04") + " uur"
}
