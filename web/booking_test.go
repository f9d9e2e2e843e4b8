package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// openVault seals nothing; the vault has tests of its own.
type openVault struct{}

func (openVault) Seal(_, _ string, plain []byte) ([]byte, error)  { return plain, nil }
func (openVault) Open(_, _ string, sealed []byte) ([]byte, error) { return sealed, nil }
func (openVault) Forget(string) error                             { return nil }

// withCalendar is a server with one adviser, on a Wednesday evening at eleven.
func withCalendar(t *testing.T) (*Server, *pgxpool.Pool, *time.Time) {
	t.Helper()
	db := pgtest.New(t)
	now := time.Date(2026, 11, 25, 23, 0, 0, 0, amsterdam())
	store, err := appointment.NewStore(db, appointment.Config{Vault: openVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Mijn verhaal", Minutes: 45, Buffer: 15, Channels: []string{"phone", "visit", "chat"}}},
		Places:   []appointment.Place{{ID: "utrecht", Name: "Utrecht", Address: "Voorbeeldstraat 1, Utrecht"}},
		Advisers: []appointment.Adviser{{Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone", "visit", "chat"}}},
	}
	for d := time.Monday; d <= time.Friday; d++ {
		setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 1, Weekday: d, Opens: 9 * 60, Closes: 17 * 60, Place: "utrecht"})
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	s := New(Config{Calendar: store, Now: func() time.Time { return now }})
	t.Cleanup(s.Close)
	return s, db, &now
}

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// next is the form on a page with what the person fills in.
func next(page *httptest.ResponseRecorder, fill ...string) url.Values {
	form := url.Values{}
	for _, m := range hiddenInput.FindAllStringSubmatch(page.Body.String()[strings.Index(page.Body.String(), "<main"):], -1) {
		form.Set(m[1], strings.ReplaceAll(m[2], "&#43;", "+"))
	}
	for i := 0; i < len(fill); i += 2 {
		form.Set(fill[i], fill[i+1])
	}
	return form
}

func codeOn(t *testing.T, page *httptest.ResponseRecorder) string {
	t.Helper()
	m := regexp.MustCompile(`<p class="code"[^>]*>([a-z ]+)</p>`).FindStringSubmatch(page.Body.String())
	if m == nil {
		t.Fatalf("no code on the page:\n%s", page.Body)
	}
	return m[1]
}

// says fails when a page does not say something.
func says(t *testing.T, page *httptest.ResponseRecorder, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page.Body.String(), w) {
			t.Errorf("the page (status %d) does not say %q:\n%s", page.Code, w, page.Body)
		}
	}
}

// The whole way without a script and without a name: made, sent twice, looked at, moved, cancelled.
func TestPagesBookMoveAndCancel(t *testing.T) {
	t.Parallel()
	s, db, _ := withCalendar(t)
	p := get(t, s, "/afspraak")
	says(t, p, "Je hoeft geen naam te geven", "Mijn verhaal", "Utrecht")
	p = post(t, s, "/afspraak", next(p, "soort", "talk", "hoe", "phone"))
	says(t, p, "donderdag 26 november", "2026-11-26T14:00:00&#43;01:00")
	p = post(t, s, "/afspraak", next(p, "tijd", "2026-11-26T14:00:00+01:00"))
	says(t, p, "donderdag 26 november 2026 om 14.00 uur", "veilig bellen")
	back := p
	p = post(t, s, "/afspraak", next(p))
	says(t, p, "Vul een nummer in")
	p = post(t, s, "/afspraak", next(back, "telefoon", "06 1234 5678", "inspreek", "nee"))
	says(t, p, "Klopt dit?", "dan spreken we niets in", "We sturen je geen enkel bericht")
	form := next(p)
	made := post(t, s, "/afspraak", form)
	code := codeOn(t, made)
	if again := codeOn(t, post(t, s, "/afspraak", form)); again != code {
		t.Errorf("a second click gives %q, want the same code", again)
	}
	var n int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM appointments").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d appointments, %v; want 1", n, err)
	}

	p = post(t, s, "/afspraak/code", url.Values{"code": {strings.ToUpper(code)}})
	says(t, p, "donderdag 26 november 2026 om 14.00 uur", "Noor")
	p = post(t, s, "/afspraak/code", next(p, "stap", "verzetten"))
	says(t, p, "Kies een nieuwe tijd")
	p = post(t, s, "/afspraak/code", next(p, "tijd", "2026-11-30T10:00:00+01:00"))
	says(t, p, "De afspraak is verzet", "maandag 30 november 2026 om 10.00 uur")
	p = post(t, s, "/afspraak/code", next(p, "stap", "afzeggen"))
	p = post(t, s, "/afspraak/code", next(p, "stap", "afgezegd"))
	says(t, p, "De afspraak is afgezegd")
}

func TestPagesWhenTheTimeIsGone(t *testing.T) {
	t.Parallel()
	s, _, now := withCalendar(t)
	start := func() *httptest.ResponseRecorder {
		p := post(t, s, "/afspraak", next(get(t, s, "/afspraak"), "soort", "talk", "hoe", "chat"))
		return post(t, s, "/afspraak", next(p, "tijd", "2026-11-26T14:00:00+01:00"))
	}
	first, second := start(), start()
	says(t, second, "net niet meer vrij")
	check := post(t, s, "/afspraak", next(first, "bericht", ""))
	says(t, check, "Klopt dit?")
	*now = now.Add(6 * time.Minute)
	// The five minutes are over, but nobody took the time: it is still booked.
	says(t, post(t, s, "/afspraak", next(check)), "De afspraak staat")

	late := start()
	says(t, late, "net niet meer vrij")
}

// A wrong code, a cancelled one that is long over and words that are no code get the same page, with what was typed in it.
func TestPagesTellNothingOfCodes(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	want := ""
	for _, code := range []string{"appel boom huis water", "dit is geen code", "x", "appel boom huis"} {
		p := post(t, s, "/afspraak/code", url.Values{"code": {code}})
		got := strings.Replace(p.Body.String(), `value="`+code+`"`, "", 1)
		if want == "" {
			want = got
		}
		if p.Code != http.StatusOK || got != want {
			t.Errorf("%q gets another page: %d", code, p.Code)
		}
	}
}

// Nothing of an appointment stands in an address, and no page sets a cookie.
func TestPagesLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	p := post(t, s, "/afspraak", next(get(t, s, "/afspraak"), "soort", "talk", "hoe", "chat"))
	if p.Header().Get("Set-Cookie") != "" || p.Header().Get("Location") != "" || strings.Contains(p.Body.String(), `method="get"`) {
		t.Errorf("a page leaves something behind: %v", p.Header())
	}
	if !strings.Contains(p.Body.String(), "<title>Informatie en hulp</title>") {
		t.Error("the title is not neutral")
	}
	if p := get(t, New(Config{}), "/afspraak"); p.Code != http.StatusNotFound {
		t.Errorf("without a calendar the page is %d", p.Code)
	}
}

// A form with a wish to be called that is sent twice is one call.
func TestFormForACallSentTwiceIsOneCall(t *testing.T) {
	t.Parallel()
	s, db, _ := withCalendar(t)
	check := post(t, s, callBackPath, url.Values{"telefoon": {"0612345678"}, "wanneer": {"morgen"}})
	form := next(check, "stap", "akkoord")
	code := codeOn(t, post(t, s, callBackPath, form))
	if again := codeOn(t, post(t, s, callBackPath, form)); again != code {
		t.Errorf("sent twice the form has the codes %q and %q", code, again)
	}
	var n int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM appointment_callbacks").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d calls are to be made, %v, want 1", n, err)
	}
}
