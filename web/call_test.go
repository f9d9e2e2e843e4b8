package web

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// burglary is an invented call, as Teams writes one.
const burglary = "WEBVTT\n\n" + `4a1f/1-0
00:00:02.000 --> 00:00:07.000
<v Roos de Wit (SHN)>Goedemorgen, met Slachtofferhulp, Roos de Wit. Mag ik het gesprek opnemen voor het verslag?</v>

4a1f/2-0
00:00:07.500 --> 00:00:09.000
<v Marijke Dolstra>Ja, dat is goed.</v>

4a1f/3-0
00:00:09.500 --> 00:00:12.000
<v Roos de Wit (SHN)>Wat is er gebeurd?</v>

4a1f/4-0
00:00:12.500 --> 00:00:18.000
<v Marijke Dolstra>Op drie maart is er bij mij ingebroken. Mijn buurman Kees Hofstra heeft de politie gebeld.</v>

4a1f/5-0
00:00:19.000 --> 00:00:25.000
<v Marijke Dolstra>Ze hebben mijn laptop meegenomen, die kostte negenhonderd euro. De bon heb ik nog.</v>

4a1f/6-0
00:00:26.000 --> 00:00:29.000
<v Roos de Wit (SHN)>Wilt u de schade verhalen in de strafzaak?</v>

4a1f/7-0
00:00:29.500 --> 00:00:33.000
<v Marijke Dolstra>Ja, ik wil mijn schade terug. Ik slaap sindsdien heel slecht.</v>

4a1f/8-0
00:00:34.000 --> 00:00:40.000
<v Roos de Wit (SHN)>Ik stuur u morgen het formulier voor de voeging. En ik bel u op 26 mei om kwart voor negen.</v>

4a1f/9-0
00:00:41.000 --> 00:00:43.000
<v Marijke Dolstra>Dat is goed, dank u wel.</v>
`

// withCalls gives an office a store of calls.
func (o *office) withCalls(t *testing.T) *transcribe.Store {
	t.Helper()
	dir := folder(t)
	keys, err := privacy.NewKeys(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	store := transcribe.NewStore(o.db, keys, o.now).CodesBy(bytes.Repeat([]byte{7}, 32))
	o.config.Calls, o.config.Finder = store, transcribe.NewFinder(store)
	o.config.Recordings = recording.NewStore(recording.Config{DB: o.db, Keys: keys, Calls: store, Dir: filepath.Join(dir, "geluid"), Now: o.now, Reserve: 1})
	return store
}

// send begins a call of a file as somebody, and sends the file. It returns the first answer that is no page to go on with.
func (o *office) send(t *testing.T, role string, content []byte, fields url.Values) *httptest.ResponseRecorder {
	t.Helper()
	begun := o.as(t, role, http.MethodPost, "/medewerkers/gesprekken/nieuw", fields)
	if begun.Code != http.StatusSeeOther {
		return begun
	}
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("bestand", "gesprek.vtt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, begun.Header().Get("Location")+"/bestand", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens[role])})
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return w
}

// agreed is what stands in the form for a call that comes from a file.
var agreed = url.Values{"hoe": {"bestand"}, "naam": {"PL9900-2026004417"}, "dag": {"2026-05-21"}, "antwoord": {"akkoord"}, "taal": {"nl"}}

// uploaded uploads the burglary as the legal member of staff and returns where its desk is.
func (o *office) uploaded(t *testing.T) string {
	t.Helper()
	w := o.send(t, "legal", []byte(burglary), agreed)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("uploading: %d\n%s", w.Code, w.Body)
	}
	return strings.TrimSuffix(w.Header().Get("Location"), "/opname") // the page of a call that is in leads to its desk
}

// reviewed decides on all of a report as somebody, by forms.
func (o *office) reviewed(t *testing.T, role, path string) {
	t.Helper()
	for _, section := range transcribe.Sections {
		if w := o.as(t, role, http.MethodPost, path+"/deel", url.Values{"deel": {string(section)}}); w.Code != http.StatusSeeOther {
			t.Fatalf("accepting %s: %d\n%s", section, w.Code, w.Body)
		}
	}
	o.as(t, role, http.MethodPost, path+"/deel", url.Values{"deel": {"opzij"}})
}

// acts returns what the audit holds of an act, with its outcomes.
func (o *office) acts(t *testing.T, act string) (n int) {
	t.Helper()
	if err := o.db.QueryRow(t.Context(), `SELECT count(*) FROM audit_records WHERE act = $1`, act).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAReportGoesFromFileToClientWithoutScript(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	if w := o.as(t, "legal", http.MethodGet, callsPath, nil); !strings.Contains(w.Body.String(), "PL9900-2026004417") {
		t.Errorf("the list lacks the call: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodGet, path+"?zin=0", nil); !strings.Contains(w.Body.String(), "tekst-z") {
		t.Error("no form to change a sentence")
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), text("refused_unresolved")) {
		t.Errorf("signing too soon: %d", w.Code)
	}
	// A corrected amount opens the sentences with it.
	if w := o.as(t, "legal", http.MethodGet, path+"?regel=4", nil); !strings.Contains(w.Body.String(), "tekst-u") {
		t.Error("no form to correct an utterance")
	}
	w := o.as(t, "legal", http.MethodPost, path+"/uiting", url.Values{"regel": {"4"}, "spreker": {"1"}, "tekst": {"Ze hebben mijn laptop meegenomen, die kostte achthonderd euro. De bon heb ik nog."}})
	if w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Location"), "looked") {
		t.Errorf("correcting: %d to %s", w.Code, w.Header().Get("Location"))
	}
	if page := o.as(t, "legal", http.MethodGet, path, nil).Body.String(); !strings.Contains(page, "€ 800") || !strings.Contains(page, text("aside_zin")) || !strings.Contains(page, "negenhonderd euro") {
		t.Error("the page lacks the new amount, the sentence set aside, or what stood there first")
	}
	o.reviewed(t, "legal", path)
	if w := o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("signing: %d\n%s", w.Code, w.Body)
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), text("refused_signed")) {
		t.Errorf("signing twice: %d", w.Code)
	}
	for kind, begins := range map[string]string{"docx": "PK", "pdf": "%PDF-", "json": "{"} {
		w := o.as(t, "legal", http.MethodGet, path+"/verslag/"+kind, nil)
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), begins) || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %q", kind, w.Code, w.Header().Get("Content-Disposition"))
		}
	}
	w = o.as(t, "legal", http.MethodPost, path+"/kopie", url.Values{"maak": {"ja"}, "weg": {"gesproken"}, "gekozen": {"ja"}, "deel": {"feiten", "schade"}})
	code, number := between(w.Body.String(), "data-code>", "<"), between(w.Body.String(), "data-number>", "<")
	if len(code) != 14 || len(number) != 6 {
		t.Fatalf("making a copy: %d, code %q, number %q", w.Code, code, number)
	}
	if w := post(t, o, clientPath, url.Values{"code": {code}}); !strings.Contains(w.Body.String(), "getal") {
		t.Errorf("with the code: %d", w.Code)
	}
	for _, wrong := range []url.Values{{"stap": {"getal"}, "code": {code}, "getal": {"000000"}}, {"stap": {"getal"}, "code": {"1111 2222 3333"}, "getal": {number}}, {"code": {"1234"}}} {
		if w := post(t, o, clientPath, wrong); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), strings.TrimSuffix(text("document_wrong"), " 0900-0101.")) {
			t.Errorf("a wrong one: %d", w.Code)
		}
	}
	w = post(t, o, clientPath, url.Values{"stap": {"getal"}, "code": {code}, "getal": {number}})
	if !strings.Contains(w.Body.String(), "laptop") || strings.Contains(w.Body.String(), "Hofstra") {
		t.Errorf("the client reads: %d\n%s", w.Code, w.Body)
	}
	ticket := between(w.Body.String(), `name="kaartje" value="`, `"`)
	if w := post(t, o, clientPath+"/bestand", url.Values{"kaartje": {ticket}, "soort": {"pdf"}}); !strings.HasPrefix(w.Body.String(), "%PDF-") || !strings.Contains(w.Header().Get("Content-Disposition"), `"document.pdf"`) {
		t.Errorf("downloading: %d %s", w.Code, w.Header().Get("Content-Disposition"))
	}
	for _, act := range []string{"call.file", "call.open", "call.decide", "call.correct", "call.sign", "call.export", "call.copy"} {
		if o.acts(t, act) == 0 {
			t.Errorf("the audit does not tell of %s", act)
		}
	}
}

// between returns what stands between two marks; "" when they are not there.
func between(s, from, to string) string {
	_, rest, _ := strings.Cut(s, from)
	found, _, ok := strings.Cut(rest, to)
	if !ok {
		return ""
	}
	return found
}

func TestACallOfAnotherNeedsAReason(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	if _, err := o.db.Exec(t.Context(), `UPDATE calls SET owner = 'somebody else'`); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + "/versies", path + "/ondertekenen", path + "/verslag/pdf", path + "/kopie"} {
		if w := o.as(t, "legal", http.MethodGet, p, nil); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "laptop") || !strings.Contains(w.Body.String(), "Waarom wil je dit openen") {
			t.Errorf("%s without a reason: %d", p, w.Code)
		}
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/zin", url.Values{"zin": {"0"}, "oordeel": {"aanvaard"}}); w.Code != http.StatusForbidden {
		t.Errorf("deciding without a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", url.Values{"soort": {"call"}, "nummer": {strings.TrimPrefix(path, callPath)}, "reden": {"consult"}, "terug": {path}}); w.Code != http.StatusSeeOther || w.Header().Get("Location") != path {
		t.Fatalf("giving a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "laptop") {
		t.Errorf("with a reason: %d", w.Code)
	}
	if n := o.acts(t, "reason.give"); n != 1 {
		t.Errorf("a reason was written down %d times, want once", n)
	}
}

// A screen that somebody left open opens no call of another: who does that shows first who that is, and only then gives a reason.
func TestACallOfAnotherNeedsAFreshSignIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	if _, err := o.db.Exec(t.Context(), `UPDATE calls SET owner = 'somebody else'`); err != nil {
		t.Fatal(err)
	}
	o.ahead.Store(int64(11 * time.Minute))
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != provePath+"?terug="+url.QueryEscape(path) {
		t.Errorf("opening it after a while: %d to %s, want to show who it is", w.Code, w.Header().Get("Location"))
	}
	reason := url.Values{"soort": {"call"}, "nummer": {strings.TrimPrefix(path, callPath)}, "reden": {"consult"}, "terug": {path}}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", reason); w.Code == http.StatusSeeOther {
		t.Errorf("a reason without showing who it is was taken: %d", w.Code)
	}
	k := slices.IndexFunc(o.accounts, func(a staff.Account) bool { return a.Name == "legal" })
	w := o.as(t, "legal", http.MethodPost, provePath, url.Values{"wachtwoord": {o.accounts[k].Password}, "terug": {path}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != path {
		t.Fatalf("showing who it is: %d to %s", w.Code, w.Header().Get("Location"))
	}
	for _, c := range w.Result().Cookies() {
		if c.Name == sessionCookie {
			o.tokens["legal"] = staff.Token(c.Value)
		}
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "Waarom wil je dit openen") {
		t.Errorf("then: %d, want to be asked why", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", reason); w.Code != http.StatusSeeOther {
		t.Errorf("giving a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusOK {
		t.Errorf("with both: %d", w.Code)
	}
	for act, want := range map[string]int{"prove": 1, "reason.give": 1} {
		if n := o.acts(t, act); n != want {
			t.Errorf("%s was written down %d times, want %d", act, n, want)
		}
	}
}

func TestTwoAtOneReportAreToldKindly(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.withCalls(t)
	path := o.uploaded(t)
	versions, err := store.Versions(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Review(t.Context(), versions[0].ID, "colleague"); err != nil {
		t.Fatal(err)
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); !strings.Contains(w.Body.String(), "Neem het nakijken over") {
		t.Error("the page does not offer to take over")
	}
	w := o.as(t, "legal", http.MethodPost, path+"/zin", url.Values{"zin": {"0"}, "oordeel": {"aanvaard"}})
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), text("refused_taken")) || !strings.Contains(w.Body.String(), "laptop") {
		t.Errorf("deciding beside a colleague: %d, want the page with a kind word", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/controle", nil); w.Code != http.StatusSeeOther {
		t.Errorf("taking over: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/zin", url.Values{"zin": {"0"}, "oordeel": {"aanvaard"}}); w.Code != http.StatusSeeOther {
		t.Errorf("deciding after taking over: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/zin", url.Values{"zin": {"0"}, "oordeel": {"aanvaard"}, "verslag": {"99"}}); w.Code != http.StatusConflict {
		t.Errorf("a form of another version: %d, want it refused", w.Code)
	}
}

func TestAFileThatIsNoCallIsRefusedKindly(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.withCalls(t)
	for name, c := range map[string]struct {
		content []byte
		fields  url.Values
		key     string
	}{
		"empty":               {nil, agreed, "record_empty"},
		"blank":               {[]byte("WEBVTT\n\n"), agreed, "record_empty"},
		"a picture":           {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), agreed, "record_format"},
		"a bomb":              {bomb(t), agreed, "record_transcript_large"},
		"no consent":          {[]byte(burglary), url.Values{"hoe": {"bestand"}, "antwoord": {"misschien"}, "taal": {"nl"}}, "new_call_answer"},
		"the future":          {[]byte(burglary), url.Values{"hoe": {"bestand"}, "antwoord": {"akkoord"}, "taal": {"nl"}, "dag": {"2199-01-01"}}, "new_call_day"},
		"huge":                {bytes.Repeat([]byte("Cliënt: ja.\n"), transcribe.MaxBytes/10), agreed, "record_transcript_large"},
		"sound without a yes": {append(sound.Header(1, 32000), make([]byte, 32000)...), url.Values{"hoe": {"bestand"}, "antwoord": {"niet_gevraagd"}, "taal": {"nl"}}, "record_consent"},
	} {
		w := o.send(t, "legal", c.content, c.fields)
		if w.Code < 400 || w.Code >= 500 || !strings.Contains(w.Body.String(), text(c.key)) {
			t.Errorf("%s: %d, want it to say: %s", name, w.Code, text(c.key))
		}
	}
	list, err := store.Calls(t.Context(), o.person(t, "legal"), 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Newest.ID != 0 {
			t.Errorf("call %d has a report", c.ID)
		}
	}
	// A text that was made in another way needs no yes to sound.
	if w := o.send(t, "legal", []byte(burglary), url.Values{"hoe": {"bestand"}, "antwoord": {"niet_gevraagd"}, "taal": {"nl"}}); w.Code != http.StatusSeeOther {
		t.Errorf("a transcript of a call that was not recorded: %d", w.Code)
	}
}

// bomb is a small Word document that swells without end.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = io.WriteString(w, "<w:document><w:body>")
	}
	row := bytes.Repeat([]byte("<w:p><w:r><w:t>Cliënt: ja. Medewerker: ja.</w:t></w:r></w:p>"), 16<<10)
	for n := 0; err == nil && n < 70<<20; n += len(row) {
		_, err = w.Write(row)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if b.Len() > 1<<20 {
		t.Fatalf("the bomb is %d bytes", b.Len())
	}
	return b.Bytes()
}

// A signed report is found by its words in the search over everything, by whose call it is and by nobody else, and each showing is written down.
func TestStaffSearchFindsOwnSignedReports(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	ask := func(role string) bool {
		t.Helper()
		w := o.as(t, role, http.MethodPost, "/medewerkers/zoeken", url.Values{"vraag": {"laptop"}})
		if w.Code != http.StatusOK {
			t.Fatalf("as %s: %d", role, w.Code)
		}
		return strings.Contains(w.Body.String(), "PL9900-2026004417")
	}
	o.reviewed(t, "legal", path)
	if ask("legal") || o.acts(t, "report.found") != 0 {
		t.Error("a report that nobody signed is found")
	}
	if w := o.as(t, "legal", http.MethodPost, path+"/ondertekenen", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("signing: %d\n%s", w.Code, w.Body)
	}
	for _, role := range staff.Everyone.Names() {
		if got := ask(role); got != (role == "legal") {
			t.Errorf("as %s the report is found: %t", role, got)
		}
	}
	if n := o.acts(t, "report.found"); n != 1 {
		t.Errorf("written down %d times, want 1", n)
	}
}
