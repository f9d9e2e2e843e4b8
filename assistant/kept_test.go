package assistant_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
)

// A conversation goes on by its code, holds nobody's name or number, is decided once, and is gone when its person or its time says so.
func TestConversationGoesOnByItsCode(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	db := pgtest.New(t)
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 28, 2, 0, 0, 0, time.UTC)
	store, err := assistant.NewConversations(db, keys, []byte(strings.Repeat("k", 32)), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	a := kept(t, store)
	ask := func(m *assistant.Memory, id, question string, keep bool) assistant.Answer {
		t.Helper()
		answer, err := a.Answer(ctx, assistant.Turn{ID: id, Question: question, Keep: keep, Now: now, Memory: m}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	rows := func() (n int) {
		if err := db.QueryRow(ctx, "SELECT count(*) FROM conversations").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}

	// Nothing is kept of a conversation that began without, whatever it asks later.
	quiet := &assistant.Memory{}
	ask(quiet, "1", "hallo", false)
	if answer := ask(quiet, "2", "hallo", true); answer.Code != "" || quiet.Kept != "" || rows() != 0 {
		t.Errorf("a conversation that began without is kept: code %q, %d rows", answer.Code, rows())
	}

	m := &assistant.Memory{}
	first := ask(m, "1", "hallo, ik ben Jan Jansen, 06-12345678", true)
	if n := len(strings.Fields(first.Code)); n != 4 {
		t.Fatalf("the code is %q, want four words", first.Code)
	}
	if second := ask(m, "2", "ben je een mens?", false); second.Code != "" {
		t.Error("the code is shown twice")
	}
	ask(m, "2", "ben je een mens?", false) // the same message again, after a broken line

	back, err := store.Open(ctx, "  "+strings.ToUpper(strings.ReplaceAll(first.Code, " ", "-")), "10.0.0.0/24")
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Said) != 2 || back.Memory.Kept != m.Kept || !strings.Contains(back.Said[1].Answer.Lead, "computerprogramma") {
		t.Errorf("the conversation comes back as %+v", back)
	}
	if q := back.Said[0].Question; strings.Contains(q, "12345678") || strings.Contains(q, "Jansen") {
		t.Errorf("kept is %q", q)
	}

	// A copy of the database says nothing: neither the words nor the code stand in it.
	var sealed, code []byte
	if err := db.QueryRow(ctx, "SELECT sealed, code FROM conversations").Scan(&sealed, &code); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("hallo")) || bytes.Contains(code, []byte(strings.Fields(first.Code)[0])) {
		t.Error("the database can be read")
	}

	// Guessing ends: after ten wrong codes the right one opens nothing from there, and elsewhere it does.
	for range 10 {
		if _, err := store.Open(ctx, "een twee drie vier", "10.0.1.0/24"); !errors.Is(err, assistant.ErrNoConversation) {
			t.Fatalf("a wrong code gives %v", err)
		}
	}
	if _, err := store.Open(ctx, first.Code, "10.0.1.0/24"); !errors.Is(err, assistant.ErrNoConversation) {
		t.Errorf("who guessed ten times gets %v", err)
	}
	if _, err := store.Open(ctx, first.Code, "10.0.2.0/24"); err != nil {
		t.Errorf("somebody else gets %v", err)
	}

	// Gone at a word of its person, with its key.
	if n, err := store.Erase(ctx, m.Kept); n != 1 || err != nil {
		t.Errorf("erasing gives %d, %v", n, err)
	}
	if _, gone, err := keys.Destroyed("conversation/" + m.Kept); !gone || err != nil {
		t.Errorf("the key is still there: %v", err)
	}
	if _, err := store.Open(ctx, first.Code, "10.0.2.0/24"); !errors.Is(err, assistant.ErrNoConversation) {
		t.Errorf("after erasing the code gives %v", err)
	}
	ask(m, "3", "hallo", false) // and the page that is still open loses nothing by it

	// Gone when its time has come.
	m = &assistant.Memory{}
	code2 := ask(m, "1", "hallo", true).Code
	now = now.Add(31 * 24 * time.Hour)
	if _, err := store.Open(ctx, code2, "10.0.3.0/24"); !errors.Is(err, assistant.ErrNoConversation) {
		t.Errorf("after its time the code gives %v", err)
	}
	if n, err := store.Forget(ctx); n != 1 || err != nil || rows() != 0 {
		t.Errorf("forgetting gives %d, %v and leaves %d", n, err, rows())
	}
}

// An appointment has a code of its own, and nothing of it stands in a kept conversation.
func TestKeptConversationHoldsNoAppointment(t *testing.T) {
	t.Parallel()
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store, err := assistant.NewConversations(pgtest.New(t), keys, []byte(strings.Repeat("k", 32)), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := kept(t, store).BookOn(assistant.OpenCalendar{})
	m := &assistant.Memory{}
	code := ""
	for _, question := range []string{"hallo", "ik wil een afspraak maken", "mijn verhaal kwijt", "chatten", "morgen om 14 uur"} {
		answer, err := a.Answer(context.WithoutCancel(t.Context()), assistant.Turn{Question: question, Keep: true, Now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Memory: m}, nil)
		if err != nil {
			t.Fatal(err)
		}
		code += answer.Code
	}
	back, err := store.Open(t.Context(), code, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Said) != 1 || back.Memory.Booking != nil {
		t.Errorf("kept is %+v, want the greeting alone", back)
	}
}

// kept returns an assistant that keeps conversations and has nothing to search: what it says of itself is enough here.
func kept(t *testing.T, store *assistant.Conversations) *assistant.Assistant {
	t.Helper()
	return newHelper(t).KeepConversations(store)
}

// A turn that the next message stops is remembered and kept, without its number, and the whole answer takes its place when it is asked again.
func TestStoppedTurnIsRememberedAndKept(t *testing.T) {
	t.Parallel()
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store, err := assistant.NewConversations(pgtest.New(t), keys, []byte(strings.Repeat("k", 32)), nil)
	if err != nil {
		t.Fatal(err)
	}
	a, m := kept(t, store), &assistant.Memory{}
	ask := func(id, question string, stopped bool) (assistant.Answer, error) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		return a.Answer(ctx, assistant.Turn{ID: id, Question: question, Keep: true, Memory: m}, func(assistant.Event) error {
			if stopped {
				stop()
			}
			return ctx.Err()
		})
	}
	const story = "mijn ex staat nu voor de deur met een mes, mijn nummer is 06-12345678"
	first, err := ask("1", story, true)
	if !errors.Is(err, context.Canceled) || first.Status != assistant.Stopped || len(first.Notices) != 1 {
		t.Fatalf("a stopped turn gives %+v, %v", first, err)
	}
	if !m.Danger || !strings.Contains(m.Told, "mes") || strings.Contains(m.Told, "12345678") {
		t.Errorf("the conversation remembers %+v", m)
	}
	if _, err := ask("2", "ben je een mens?", false); err != nil {
		t.Fatal(err)
	}
	said := func() []assistant.Said {
		back, err := store.Open(t.Context(), first.Code, "")
		if err != nil {
			t.Fatal(err)
		}
		return back.Said
	}
	if got := said(); len(got) != 2 || !strings.Contains(got[0].Question, "mes") || got[0].Answer.Status != assistant.Stopped {
		t.Errorf("kept is %+v", got)
	}
	if _, err := ask("1", story, false); err != nil {
		t.Fatal(err)
	}
	if got := said(); len(got) != 2 || got[0].ID != "1" || got[0].Answer.Status != assistant.CrisisAcute || got[1].ID != "2" {
		t.Errorf("after the first came again, kept is %+v", got)
	}
}

// A first message that comes twice, since the line broke, begins one conversation under one code. Somebody else's same words begin another.
func TestFirstMessageSentAgainBeginsOneConversation(t *testing.T) {
	t.Parallel()
	keys, err := privacy.NewKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	db := pgtest.New(t)
	now := time.Date(2026, 11, 28, 2, 0, 0, 0, time.UTC)
	store, err := assistant.NewConversations(db, keys, []byte(strings.Repeat("k", 32)), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	a := kept(t, store)
	ask := func(id, question string) string {
		t.Helper()
		answer, err := a.Answer(t.Context(), assistant.Turn{ID: id, Question: question, Keep: true, Now: now, Memory: &assistant.Memory{}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return answer.Code
	}
	const id = "1h2k3j4l5m6n7p8q9r"
	code := ask(id, "hallo")
	if again := ask(id, "hallo"); again != code || code == "" {
		t.Errorf("sent again the code is %q, want %q", again, code)
	}
	var n int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM conversations").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d conversations are kept, %v, want 1", n, err)
	}
	if back, err := store.Open(t.Context(), code, ""); err != nil || len(back.Said) != 1 {
		t.Errorf("the conversation comes back as %+v, %v", back, err)
	}
	for other, question := range map[string]string{id: "goedemorgen", "9r8q7p6n5m4l3j2k1h": "hallo", "1": "hallo"} {
		if got := ask(other, question); got == code || got == "" {
			t.Errorf("%q under another id or with other words has the code %q", question, got)
		}
	}
	now = now.Add(2 * time.Hour)
	if got := ask(id, "hallo"); got == code {
		t.Error("long after, the message still tells the code")
	}
}
