package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// step is one form of the review desk: who sent it, what stands in it, and of which call and version it is.
type step struct {
	who    staff.Session
	file   transcribe.File
	form   url.Values
	report transcribe.ReportID
}

// step reads a form of the review desk. It is about the newest version, unless the form was made for an older one: then it is too late.
func (s *Server) step(w http.ResponseWriter, r *http.Request, who staff.Session) (step, error) {
	f, err := s.callFor(r, who)
	if err != nil {
		return step{}, err
	}
	form, err := s.staffForm(w, r)
	if err != nil {
		return step{}, err
	}
	versions, err := s.config.Calls.Versions(r.Context(), f.ID)
	if err != nil {
		return step{}, err
	}
	if len(versions) == 0 {
		return step{}, transcribe.ErrState // the call is still coming in
	}
	x := step{who, f, form, versions[0].ID}
	if sent := form.Get("verslag"); sent != "" && sent != strconv.FormatInt(int64(x.report), 10) {
		err = transcribe.ErrState
	}
	return x, err
}

// done sends the browser back to the desk, to the place where the work was, with a word on what was done.
func (x step) done(w http.ResponseWriter, r *http.Request, anchor, key string, n int) error {
	q := url.Values{}
	if key != "" {
		q.Set("klaar", key)
	}
	if n >= 0 {
		q.Set("n", strconv.Itoa(n))
	}
	if at := x.form.Get("t"); at != "" {
		q.Set("t", clipped(at, 10))
	}
	to := callAt(x.file.ID)
	if len(q) > 0 {
		to += "?" + q.Encode()
	}
	if anchor != "" {
		to += "#" + anchor
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// refusals says how the desk tells a person kindly why a step was not taken.
var refusals = []struct {
	err error
	key string
}{
	{transcribe.ErrSigned, "refused_signed"},
	{transcribe.ErrTaken, "refused_taken"},
	{transcribe.ErrUnresolved, "refused_unresolved"},
	{transcribe.ErrAside, "refused_aside"},
	{transcribe.ErrAlone, "refused_alone"},
	{transcribe.ErrState, "refused_state"},
}

// refusal returns what to tell a person of an error; "" when it is no refusal.
func refusal(err error) string {
	for _, x := range refusals {
		if errors.Is(err, x.err) {
			return text(x.key)
		}
	}
	return ""
}

// refuse shows the desk as it is now, with why the step was not taken: nothing that a person did is overwritten, and nobody is scolded.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, who staff.Session, f transcribe.File, err error) error {
	problem := refusal(err)
	if problem == "" {
		return err
	}
	r.URL.RawQuery = ""
	return s.review(w, r, who, f, http.StatusConflict, problem)
}

// verdicts are what may be thought of a sentence, by the buttons of the form.
var verdicts = map[string]transcribe.Verdict{
	"aanvaard": transcribe.Accepted, "verworpen": transcribe.Rejected, "gewijzigd": transcribe.Reworded, "open": transcribe.Undecided,
}

// decide takes a verdict on one sentence. The script of the page asks for JSON and goes on without loading the page.
func (s *Server) decide(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	script := strings.Contains(r.Header.Get("Accept"), "application/json")
	x, err := s.step(w, r, who)
	if err == nil {
		verdict, known := verdicts[x.form.Get("oordeel")]
		seq, e := strconv.Atoi(x.form.Get("zin"))
		if !known || e != nil {
			return errGarbled
		}
		err = s.config.Calls.Decide(r.Context(), x.report, seq, verdict, clipped(x.form.Get("tekst"), maxSentence), who.Person.ID)
		if err == nil && !script {
			return x.done(w, r, "z"+strconv.Itoa(seq), "", -1)
		}
	}
	if script && (err == nil || refusal(err) != "") {
		return s.tellScript(w, r, x, err)
	}
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return nil
}

// maxSentence is how many characters a sentence that a person writes may have.
const maxSentence = 1000

// deskState is what the script of the desk needs to show how things stand.
type deskState struct {
	Problem   string          `json:"problem,omitempty"`
	Open      int             `json:"open"`
	Status    string          `json:"status"`
	Sentences []sentenceState `json:"sentences"`
}

// sentenceState is how one sentence stands.
type sentenceState struct {
	Seq     int    `json:"seq"`
	Verdict string `json:"verdict"`
	Label   string `json:"label"`
	Blocks  bool   `json:"blocks"`
}

// tellScript answers the script of the desk with how all sentences stand: also those that were decided on elsewhere.
func (s *Server) tellScript(w http.ResponseWriter, r *http.Request, x step, refused error) error {
	list, _, err := s.config.Calls.Sentences(r.Context(), x.report)
	if err != nil {
		return err
	}
	state := deskState{Sentences: []sentenceState{}}
	if refused != nil {
		state.Problem = refusal(refused)
	}
	for _, j := range list {
		state.Sentences = append(state.Sentences, sentenceState{j.Seq, string(j.Verdict), text("verdict_" + string(j.Verdict)), j.Blocks()})
		if j.Blocks() {
			state.Open++
		}
	}
	state.Status = openText(state.Open)
	w.Header().Set("Content-Type", "application/json")
	if refused != nil {
		w.WriteHeader(http.StatusConflict)
	}
	return json.NewEncoder(w).Encode(state)
}

// openText says how much is left to decide.
func openText(n int) string {
	switch n {
	case 0:
		return text("open_none")
	case 1:
		return text("open_one")
	}
	return fmt.Sprintf(text("open_many"), n)
}

// decideMany accepts a section, or leaves out what was set aside.
func (s *Server) decideMany(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	n, anchor, key := 0, "opzij", "left"
	if err == nil {
		if section := x.form.Get("deel"); section != "opzij" {
			anchor, key = "deel-"+section, "accepted"
			n, err = s.config.Calls.AcceptSection(r.Context(), x.report, transcribe.Section(section), who.Person.ID)
		} else {
			n, err = s.config.Calls.LeaveAsides(r.Context(), x.report, who.Person.ID)
		}
	}
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, anchor, key, n)
}

// writeSentence adds a sentence of the person's own.
func (s *Server) writeSentence(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	var evidence []int
	for _, part := range strings.FieldsFunc(x.form.Get("regels"), func(c rune) bool { return c < '0' || c > '9' }) {
		if n, err := strconv.Atoi(part); err == nil && n > 0 && len(evidence) < 20 {
			evidence = append(evidence, n-1) // people count from one
		}
	}
	seq, err := s.config.Calls.Write(r.Context(), x.report, transcribe.Section(x.form.Get("deel")), clipped(x.form.Get("tekst"), maxSentence), evidence, who.Person.ID)
	if errors.Is(err, transcribe.ErrUnknown) {
		return errGarbled
	}
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, "z"+strconv.Itoa(seq), "written", -1)
}

// correct puts other words in the place of an utterance.
func (s *Server) correct(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	seq, err := strconv.Atoi(x.form.Get("regel"))
	words := strings.TrimSpace(x.form.Get("tekst"))
	if err != nil || words == "" {
		return errGarbled
	}
	speaker, err := strconv.Atoi(x.form.Get("spreker"))
	if err != nil {
		speaker = -1
	}
	c, err := s.config.Calls.Correct(r.Context(), x.report, seq, words, speaker, who.Person.ID)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, "u"+strconv.Itoa(seq), corrected(c), len(c.Reopened)+len(c.Added))
}

// corrected is the word on what a correction did.
func corrected(c transcribe.Correction) string {
	if len(c.Reopened)+len(c.Added) > 0 {
		return "looked"
	}
	return "corrected"
}

// nameSpeakers sets once who speaks.
func (s *Server) nameSpeakers(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	names := map[int]transcribe.Speaker{}
	for key := range x.form {
		rest, ok := strings.CutPrefix(key, "rol-")
		seq, err := strconv.Atoi(rest)
		if !ok || err != nil {
			continue
		}
		role := transcribe.Role(x.form.Get(key))
		if text("speaker_"+string(role)) == "speaker_"+string(role) {
			return errGarbled
		}
		names[seq] = transcribe.Speaker{Name: clipped(x.form.Get("naam-"+rest), 80), Role: role}
	}
	c, err := s.config.Calls.NameSpeakers(r.Context(), x.report, names, who.Person.ID)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, "gesprek", corrected(c), len(c.Reopened)+len(c.Added))
}

// takeReview takes a report up, or over from a colleague.
func (s *Server) takeReview(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err == nil {
		err = s.config.Calls.Review(r.Context(), x.report, who.Person.ID)
		if errors.Is(err, transcribe.ErrState) {
			err = s.config.Calls.TakeOver(r.Context(), x.report, who.Person.ID)
		}
	}
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, "verslag", "taken", -1)
}

// nameCall sets what staff know the call by, and whether a second reader must lock its report.
func (s *Server) nameCall(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err == nil {
		err = s.config.Calls.Name(r.Context(), x.file.ID, clipped(x.form.Get("naam"), 80))
	}
	if err == nil {
		err = s.config.Calls.FourEyes(r.Context(), x.file.ID, x.form.Get("vier_ogen") != "")
	}
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	return x.done(w, r, "", "named", -1)
}
