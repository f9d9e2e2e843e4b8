package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"

	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
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
	keys, err := privacy.NewKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	store := transcribe.NewStore(o.db, keys, o.now).CodesBy(bytes.Repeat([]byte{7}, 32))
	o.config.Calls = store
	return store
}

// send uploads a transcript as somebody.
func (o *office) send(t *testing.T, role string, content []byte, fields url.Values) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range fields {
		if err := m.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
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
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/medewerkers/gesprekken/uploaden", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens[role])})
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return w
}

// agreed is what stands in the form for an upload.
var agreed = url.Values{"naam": {"PL9900-2026004417"}, "dag": {"2026-05-21"}, "toestemming": {"akkoord"}, "taal": {"nl"}}

// uploaded uploads the burglary as the legal member of staff and returns where its desk is.
func (o *office) uploaded(t *testing.T) string {
	t.Helper()
	w := o.send(t, "legal", []byte(burglary), agreed)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("uploading: %d\n%s", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}
