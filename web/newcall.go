package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
)

// newCallPage is where a call begins: how it comes in, what the client was told, and the answer.
type newCallPage struct {
	staffLayout
	Problem string
	Ways    []choice
	Langs   []choice
	Notices []notice
	Answers []choice
	Day     string
	Lang    string
	Way     string
	Answer  string
	Label   string
	Four    bool // a colleague must lock the report
	Ears    bool // there is a recogniser
}

// notice is what the client is told about recording, in a language.
type notice struct {
	Lang, Name, Text string
	Direction        string // "rtl" for a language that is written from right to left
}

// The languages in which the notice is there. In any other an interpreter says it.
var noticeLangs = []string{"nl", "en"}

// callLangs are the languages that may be written down as the one in which the client was told.
var callLangs = []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"}

// noticeOf returns the words that were said to a client, by the ground on which is recorded: those in Dutch for an interpreter to translate.
func (s *Server) noticeOf(lang string) string {
	if !slices.Contains(noticeLangs, lang) {
		lang = "nl"
	}
	return text("recording_" + string(s.basis()) + "_" + lang)
}

// basis is the ground on which this organisation records.
func (s *Server) basis() recording.Basis {
	if s.config.RecordByNotice {
		return recording.ByNotice
	}
	return recording.ByPermission
}

func (s *Server) newCallPage(r *http.Request, who staff.Session, form url.Values, problem string) newCallPage {
	p := newCallPage{
		staffLayout: s.staffLayout(r, who, "title_new_call"), Problem: problem, Day: form.Get("dag"), Lang: form.Get("taal"), Way: form.Get("hoe"), Ears: s.config.Recordings.Ear != nil,
		Answer: form.Get("antwoord"), Label: form.Get("naam"), Four: form.Get("vier_ogen") != "",
	}
	if p.Day == "" {
		p.Day = s.now().In(amsterdam()).Format(time.DateOnly)
	}
	if p.Lang == "" {
		p.Lang = "nl"
	}
	for _, way := range []recording.Way{recording.Live, recording.File, recording.Typed} {
		p.Ways = append(p.Ways, choice{string(way), text("call_way_" + string(way))})
	}
	for _, lang := range callLangs {
		p.Langs = append(p.Langs, choice{lang, text("lang_" + lang)})
	}
	for _, lang := range noticeLangs {
		p.Notices = append(p.Notices, notice{Lang: lang, Name: text("lang_" + lang), Text: s.noticeOf(lang)})
	}
	for _, answer := range []transcribe.Consent{transcribe.Agreed, transcribe.Refused} {
		p.Answers = append(p.Answers, choice{string(answer), text("call_answer_" + string(s.basis()) + "_" + string(answer))})
	}
	p.Answers = append(p.Answers, choice{string(transcribe.NotAsked), text("call_answer_niet_gevraagd")})
	return p
}

func (s *Server) showNewCall(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Recordings == nil {
		return errNoPage
	}
	return s.show(w, http.StatusOK, "staff/new_call", s.newCallPage(r, who, url.Values{"hoe": {r.URL.Query().Get("hoe")}}, ""))
}

// beginCall begins a call. Without a yes nothing is recorded: it becomes one of notes, or of a text that was made in another way. The answer is written
// down.
func (s *Server) beginCall(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Recordings == nil {
		return errNoPage
	}
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	again := func(key string) error {
		return s.show(w, http.StatusUnprocessableEntity, "staff/new_call", s.newCallPage(r, who, form, text(key)))
	}
	day, err := time.ParseInLocation(time.DateOnly, form.Get("dag"), amsterdam())
	if form.Get("dag") != "" && (err != nil || day.After(s.now().AddDate(0, 0, 1)) || day.Year() < 1990) {
		return again("new_call_day")
	}
	b := recording.Beginning{
		Way: recording.Way(form.Get("hoe")), Kept: form.Get("bewaren") != "nee", Channels: 1, Owner: who.Person.ID, Basis: s.basis(),
		Consent: transcribe.ConsentRecord{Answer: transcribe.NotAsked, Lang: form.Get("taal"), By: who.Person.ID, At: s.now()},
	}
	if form.Get("dag") != "" {
		b.Held = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	}
	if form.Get("kanalen") == "2" {
		b.Channels = 2
	}
	if !slices.Contains(callLangs, b.Consent.Lang) {
		b.Consent.Lang = "nl"
	}
	b.Consent.Notice = s.noticeOf(b.Consent.Lang)
	switch answer := transcribe.Consent(form.Get("antwoord")); {
	case !slices.Contains([]recording.Way{recording.Live, recording.File, recording.Typed}, b.Way):
		return again("new_call_way")
	case answer == transcribe.Agreed:
		b.Consent.Answer = answer
	case answer == transcribe.Refused && b.Way != recording.File:
		b.Consent.Answer, b.Way, b.Kept = answer, recording.Typed, false
	case b.Way == recording.File && (answer == transcribe.Refused || answer == transcribe.NotAsked):
		b.Consent.Answer = answer
	case b.Way != recording.Typed:
		return again("new_call_answer")
	}
	if b.Way == recording.File {
		b.Kept = b.Consent.Answer == transcribe.Agreed
		b.Consent.Notice = text("consent_notice_" + string(b.Consent.Answer))
	}
	call, err := s.config.Recordings.Begin(r.Context(), b)
	switch {
	case errors.Is(err, recording.ErrDeaf):
		return again("new_call_deaf")
	case err != nil:
		return err
	}
	if label := clipped(form.Get("naam"), 80); label != "" {
		if err := s.config.Calls.Name(r.Context(), call, label); err != nil {
			return err
		}
	}
	if form.Get("vier_ogen") != "" {
		if err := s.config.Calls.FourEyes(r.Context(), call, true); err != nil {
			return err
		}
	}
	http.Redirect(w, r, recordingPath(call), http.StatusSeeOther)
	return nil
}

// recordingPath is where a call comes in.
func recordingPath(call transcribe.CallID) string { return callAt(call) + "/opname" }
