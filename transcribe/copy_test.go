package transcribe_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/transcribe"
)

// copied makes a copy of a signed report for its client.
func (d desk) copied(t *testing.T, wish transcribe.CopyWish) (code, number string) {
	t.Helper()
	d.signed(t)
	if wish.Sections == nil {
		wish.Sections = transcribe.Sections[:]
	}
	code, number, err := d.MakeCopy(t.Context(), d.report, wish, "roos")
	if err != nil {
		t.Fatal(err)
	}
	return code, number
}

func TestAClientReadsTheReportWithACodeAndANumber(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	code, number := d.copied(t, transcribe.CopyWish{Way: transcribe.Spoken})
	if err := d.AskNumber(ctx, strings.ReplaceAll(code, " ", "-"), "net"); err != nil {
		t.Fatal(err)
	}
	text, ticket, err := d.Read(ctx, code, number, "net")
	if err != nil || len(text.Sections) == 0 || !strings.Contains(fmt.Sprint(text), "laptop") {
		t.Fatalf("Read = %+v, %v", text, err)
	}
	if strings.Contains(fmt.Sprint(text), "12345678") {
		t.Error("the copy holds a telephone number")
	}
	if _, err := d.ReadAgain(ctx, ticket); err != nil {
		t.Errorf("with the ticket: %v", err)
	}
	if _, err := d.ReadAgain(ctx, ticket[:len(ticket)-1]+"x"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("with a forged ticket: %v, want ErrNoCopy", err)
	}
	*d.now = d.now.Add(31 * time.Minute)
	if _, err := d.ReadAgain(ctx, ticket); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("with an old ticket: %v, want ErrNoCopy", err)
	}
	*d.now = d.now.Add(transcribe.KeepCopy)
	if _, _, err := d.Read(ctx, code, number, "net"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("past its time: %v, want ErrNoCopy", err)
	}
	if _, err := d.Expire(ctx); err != nil {
		t.Fatal(err)
	}
	var kept int
	if err := d.db.QueryRow(ctx, `SELECT count(*) FROM call_copies WHERE sealed IS NOT NULL`).Scan(&kept); err != nil || kept != 0 {
		t.Errorf("%d copies still hold words (%v)", kept, err)
	}
}

func TestCodesAndNumbersLieAsHashesOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	code, number := d.copied(t, transcribe.CopyWish{Way: transcribe.ByText, To: "+31 97 0102 0304"})
	if number != "" {
		t.Errorf("the number %q is told although it is sent", number)
	}
	if err := d.AskNumber(t.Context(), code, "net"); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"call_copies", "call_numbers", "call_tries"} {
		var dump []byte
		if err := d.db.QueryRow(t.Context(), `SELECT coalesce(string_agg(convert_to(t::text, 'UTF8'), ''), '') FROM `+table+` t`).Scan(&dump); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{strings.ReplaceAll(code, " ", ""), code, "9701020304", "97 0102 0304", "net", "laptop"} {
			if bytes.Contains(dump, []byte(secret)) {
				t.Errorf("%s holds %q in the clear", table, secret)
			}
		}
	}
}

func TestASentNumberOpensOnceAndOnlyForAQuarter(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	code, _ := d.copied(t, transcribe.CopyWish{Way: transcribe.ByText, To: "+31 97 0102 0304"})
	var sent []transcribe.NumberText
	send := func(_ context.Context, m transcribe.NumberText) error {
		sent = append(sent, m)
		return nil
	}
	ask := func(code string) string {
		t.Helper()
		if err := d.AskNumber(ctx, code, "net"); err != nil {
			t.Fatal(err)
		}
		before := len(sent)
		if _, err := d.SendNumbers(ctx, send); err != nil {
			t.Fatal(err)
		}
		if len(sent) == before {
			return ""
		}
		m := sent[len(sent)-1]
		if m.To != "+31 97 0102 0304" || strings.Contains(strings.ToLower(m.Text+m.Subject), "slachtoffer") {
			t.Errorf("sent %+v", m)
		}
		return strings.Fields(strings.TrimPrefix(m.Text, "Je getal is "))[0]
	}
	if got := ask("0000 0000 0000"); got != "" {
		t.Errorf("a wrong code sends %q", got)
	}
	number := strings.TrimSuffix(ask(code), ".")
	if _, _, err := d.Read(ctx, code, number, "net"); err != nil {
		t.Errorf("with the number %s: %v", number, err)
	}
	if _, _, err := d.Read(ctx, code, number, "net"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("with a used number: %v, want ErrNoCopy", err)
	}
	number = strings.TrimSuffix(ask(code), ".")
	*d.now = d.now.Add(16 * time.Minute)
	if _, _, err := d.Read(ctx, code, number, "net"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("with an old number: %v, want ErrNoCopy", err)
	}
}

func TestGuessingIsLimited(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	code, number := d.copied(t, transcribe.CopyWish{Way: transcribe.Spoken})
	for i := range 10 {
		if _, _, err := d.Read(ctx, fmt.Sprintf("1111 2222 %04d", i), "123456", "guesser"); !errors.Is(err, transcribe.ErrNoCopy) {
			t.Fatalf("a guess gives %v", err)
		}
	}
	if _, _, err := d.Read(ctx, code, number, "guesser"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("the right code after ten wrong ones: %v, want the same answer", err)
	}
	if _, _, err := d.Read(ctx, code, number, "another"); err != nil {
		t.Errorf("from another network: %v", err)
	}
	// Wrong numbers for a right code, from ever other networks, close the copy.
	for i := range 5 {
		if _, _, err := d.Read(ctx, code, "000000", fmt.Sprint("net", i)); !errors.Is(err, transcribe.ErrNoCopy) {
			t.Fatalf("a wrong number gives %v", err)
		}
	}
	if _, _, err := d.Read(ctx, code, number, "fresh"); !errors.Is(err, transcribe.ErrNoCopy) {
		t.Errorf("after five wrong numbers: %v, want it closed", err)
	}
}

// A right and a wrong code ask the database for the same statements, so that no clock tells them apart.
func TestRightAndWrongDoTheSameWork(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	code, _ := d.copied(t, transcribe.CopyWish{Way: transcribe.ByText, To: "+31 97 0102 0304"})
	rows := func() (n int) {
		if err := d.db.QueryRow(ctx, `SELECT (SELECT count(*) FROM call_numbers WHERE sealed IS NOT NULL) + (SELECT count(*) FROM call_tries)`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []string{code, "1234 5678 9012"} {
		before := rows()
		if err := d.AskNumber(ctx, c, "net"); err != nil {
			t.Fatal(err)
		}
		if got := rows() - before; got != 2 {
			t.Errorf("asking writes %d rows, want 2 for a right and a wrong code", got)
		}
		before = rows()
		if _, _, err := d.Read(ctx, c, "999999", "net"); !errors.Is(err, transcribe.ErrNoCopy) {
			t.Errorf("a wrong number gives %v", err)
		}
		if got := rows() - before; got != 1 {
			t.Errorf("reading writes %d rows, want 1 for a right and a wrong code", got)
		}
	}
}

func TestACopyNamesNobodyWhoWasNotThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	text := "Ik heet Marijke Dolstra. Op drie maart is er bij mij ingebroken. Mijn buurman Kees Hofstra zag Wesley Bakker weglopen, en Ganzevoort ook."
	if _, err := d.Correct(ctx, d.report, 3, text, -1, "roos"); err != nil {
		t.Fatal(err)
	}
	d.signed(t)
	got, err := d.DraftCopy(ctx, d.report, transcribe.CopyWish{Sections: transcribe.Sections[:], Hide: []string{"ganzevoort"}})
	if err != nil {
		t.Fatal(err)
	}
	words := fmt.Sprint(got.Sections)
	for _, name := range []string{"Kees", "Hofstra", "Wesley", "Bakker", "Ganzevoort"} {
		if strings.Contains(words, name) {
			t.Errorf("the copy names %s: %s", name, words)
		}
	}
	if !strings.Contains(words, "Dolstra") {
		t.Errorf("the copy leaves out the client's own name: %s", words)
	}
}

// Who reads along with a client may be whom they fear: what the copy leaves out below its own heading is not in the summary either.
func TestASignalOfDangerIsNotInTheSummaryOfACopyWithoutSignals(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	tr, err := transcribe.Parse([]byte(burglary + "\nMedewerker: Heeft hij u bedreigd?\nCliënt: Ja. Mijn buurman roept dat hij de boel in brand steekt.\n"))
	if err != nil {
		t.Fatal(err)
	}
	consent := transcribe.ConsentRecord{Answer: transcribe.Agreed, Notice: "Mag ik opnemen?", Lang: "nl", By: "roos", At: *d.now}
	if d.call, d.report, err = d.Keep(ctx, tr, transcribe.Draft(tr, held), consent, "roos"); err != nil {
		t.Fatal(err)
	}
	d.one(t, func(j transcribe.Judged) bool {
		return j.Section == transcribe.Summary && strings.HasPrefix(j.Text, "Signaal")
	}) // the report itself has it
	d.signed(t)
	without := slices.DeleteFunc(slices.Clone(transcribe.Sections[:]), func(s transcribe.Section) bool { return s == transcribe.RiskSignals })
	for _, x := range []struct {
		sections []transcribe.Section
		told     bool
	}{{transcribe.Sections[:], true}, {without, false}} {
		text, err := d.DraftCopy(ctx, d.report, transcribe.CopyWish{Sections: x.sections, Way: transcribe.Spoken})
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Contains(fmt.Sprint(text), "Signaal"); told != x.told {
			t.Errorf("with the parts %v a signal is told: %t, want %t", x.sections, told, x.told)
		}
	}
}
