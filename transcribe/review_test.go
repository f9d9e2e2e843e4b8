package transcribe_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// signed decides on everything and signs as roos.
func (d desk) signed(t *testing.T) {
	t.Helper()
	d.acceptAll(t)
	if err := d.Sign(t.Context(), d.report, "roos"); err != nil {
		t.Fatal(err)
	}
}

// one returns the first sentence of a report for which f holds.
func (d desk) one(t *testing.T, f func(transcribe.Judged) bool) transcribe.Judged {
	t.Helper()
	list, _, err := d.Sentences(t.Context(), d.report)
	if err != nil {
		t.Fatal(err)
	}
	k := slices.IndexFunc(list, f)
	if k < 0 {
		t.Fatal("there is no such sentence")
	}
	return list[k]
}

func TestTwoReviewersNeverOverwriteEachOther(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	if err := d.Decide(ctx, d.report, 0, transcribe.Accepted, "", "roos"); err != nil {
		t.Fatal(err)
	}
	if err := d.Decide(ctx, d.report, 1, transcribe.Rejected, "", "bas"); !errors.Is(err, transcribe.ErrTaken) {
		t.Errorf("a second reviewer gets %v, want ErrTaken", err)
	}
	if err := d.Sign(ctx, d.report, "bas"); !errors.Is(err, transcribe.ErrTaken) {
		t.Errorf("signing what another reviews gives %v, want ErrTaken", err)
	}
	if err := d.TakeOver(ctx, d.report, "bas"); err != nil {
		t.Fatal(err)
	}
	if err := d.Decide(ctx, d.report, 1, transcribe.Rejected, "", "bas"); err != nil {
		t.Errorf("after taking over: %v", err)
	}
	if err := d.Decide(ctx, d.report, 0, transcribe.Rejected, "", "roos"); !errors.Is(err, transcribe.ErrTaken) {
		t.Errorf("the first reviewer gets %v, want ErrTaken", err)
	}
}

func TestFourEyesNeedAnotherPersonToLock(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	if err := d.FourEyes(ctx, d.call, true); err != nil {
		t.Fatal(err)
	}
	d.signed(t)
	all := transcribe.CopyWish{Way: transcribe.Spoken, Sections: transcribe.Sections[:]}
	if _, _, err := d.MakeCopy(ctx, d.report, all, "roos"); !errors.Is(err, transcribe.ErrNotFinal) {
		t.Errorf("a copy before the second pair of eyes: %v, want ErrNotFinal", err)
	}
	if told, err := d.Tell(ctx, func(context.Context, string, []byte) error { return nil }); err != nil || told != 0 {
		t.Errorf("%d told (%v) before the second pair of eyes, want none", told, err)
	}
	if err := d.Lock(ctx, d.report, "roos"); !errors.Is(err, transcribe.ErrAlone) {
		t.Errorf("who signed locks: %v, want ErrAlone", err)
	}
	if err := d.Lock(ctx, d.report, "bas"); err != nil {
		t.Fatal(err)
	}
	if told, err := d.Tell(ctx, func(context.Context, string, []byte) error { return nil }); err != nil || told != 1 {
		t.Errorf("%d told (%v) when locked, want one", told, err)
	}
}

func TestWhatWasSetAsideIsRewrittenOrLeftOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	if _, err := d.Correct(ctx, d.report, 4, "Ze hebben mijn laptop meegenomen, die kostte achthonderd euro.", -1, "roos"); err != nil {
		t.Fatal(err)
	}
	aside := d.one(t, func(j transcribe.Judged) bool { return j.Aside == "zin" && j.Section == transcribe.Damages })
	if err := d.Decide(ctx, d.report, aside.Seq, transcribe.Accepted, "", "roos"); !errors.Is(err, transcribe.ErrAside) {
		t.Errorf("accepting a sentence that the words do not carry: %v, want ErrAside", err)
	}
	if err := d.Decide(ctx, d.report, aside.Seq, transcribe.Reworded, "Cliënt vertelt dat de laptop € 800 kostte.", "roos"); err != nil {
		t.Fatal(err)
	}
	now := d.one(t, func(j transcribe.Judged) bool { return j.Seq == aside.Seq })
	if now.Aside != "" || now.Source != "medewerker" || now.Drafted != aside.Text || len(now.Why) > 0 {
		t.Errorf("rewritten it is %+v, want a sentence of the person's own that stands", now)
	}
	if err := d.Decide(ctx, d.report, aside.Seq, transcribe.Reworded, "Cliënt vertelt dat de laptop € 950 kostte.", "roos"); err != nil {
		t.Fatal(err)
	}
	if now := d.one(t, func(j transcribe.Judged) bool { return j.Seq == aside.Seq }); !slices.Contains(now.Why, string(transcribe.WrongNumber)) {
		t.Errorf("with an amount that was not said it has %v beside it, want a warning", now.Why)
	}
	if _, err := d.LeaveAsides(ctx, d.report, "roos"); err != nil {
		t.Fatal(err)
	}
	for _, s := range transcribe.Sections {
		if _, err := d.AcceptSection(ctx, d.report, s, "roos"); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Sign(ctx, d.report, "roos"); err != nil {
		t.Errorf("signing when all is decided: %v", err)
	}
}

func TestTheSummaryIsJudgedWithWhatItRepeats(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	twin := d.one(t, func(j transcribe.Judged) bool { return j.Section == transcribe.Summary })
	other := d.one(t, func(j transcribe.Judged) bool { return j.Section != transcribe.Summary && j.Text == twin.Text })
	if err := d.Decide(t.Context(), d.report, other.Seq, transcribe.Accepted, "", "roos"); err != nil {
		t.Fatal(err)
	}
	if now := d.one(t, func(j transcribe.Judged) bool { return j.Seq == twin.Seq }); now.Verdict != transcribe.Accepted {
		t.Errorf("the summary is %s, want it accepted with the sentence that it repeats", now.Verdict)
	}
}

func TestNamingASpeakerOnceHoldsEverywhere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	_, speakers, err := d.Said(ctx, d.call)
	if err != nil || len(speakers) != 2 {
		t.Fatalf("%v (%v), want two speakers", speakers, err)
	}
	client := slices.IndexFunc(speakers, func(s transcribe.Speaker) bool { return s.Role == transcribe.Client })
	c, err := d.NameSpeakers(ctx, d.report, map[int]transcribe.Speaker{client: {Name: "Marijke Dolstra", Role: transcribe.Relative}}, "roos")
	if err != nil {
		t.Fatal(err)
	}
	us, err := d.Utterances(ctx, d.call)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range us {
		if u.Role != transcribe.Staff && (u.Speaker != "Marijke Dolstra" || u.Role != transcribe.Relative) {
			t.Errorf("%q is said by %s as %s", u.Text, u.Speaker, u.Role)
		}
	}
	if len(c.Reopened) == 0 || len(c.Added) == 0 {
		t.Errorf("the report: %+v; want what gives the words to the client open again, and new sentences", c)
	}
	found, err := d.Found(ctx, d.report)
	if err != nil || !slices.ContainsFunc(found.Participants, func(p transcribe.Participant) bool { return p.Name == "Marijke Dolstra" }) {
		t.Errorf("present are %v (%v)", found.Participants, err)
	}
}

func TestAVersionTellsWhatChanged(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	d.acceptAll(t)
	if err := d.Decide(ctx, d.report, 0, transcribe.Rejected, "", "roos"); err != nil {
		t.Fatal(err)
	}
	if err := d.Sign(ctx, d.report, "roos"); err != nil {
		t.Fatal(err)
	}
	before, _, err := d.Sentences(ctx, d.report)
	if err != nil {
		t.Fatal(err)
	}
	next, err := d.Reopen(ctx, d.report, "roos")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reopen(ctx, d.report, "roos"); !errors.Is(err, transcribe.ErrState) {
		t.Errorf("reopening twice: %v, want ErrState", err)
	}
	if _, err := d.Write(ctx, next, transcribe.OpenPoints, "Vraag na of er camerabeelden zijn.", nil, "roos"); err != nil {
		t.Fatal(err)
	}
	after, _, err := d.Sentences(ctx, next)
	if err != nil {
		t.Fatal(err)
	}
	k := slices.IndexFunc(after, func(j transcribe.Judged) bool { return strings.Contains(j.Text, "laptop") })
	if err := d.Decide(ctx, next, after[k].Seq, transcribe.Reworded, strings.Replace(after[k].Text, "mijn laptop", "de laptop", 1), "roos"); err != nil {
		t.Fatal(err)
	}
	if after, _, err = d.Sentences(ctx, next); err != nil {
		t.Fatal(err)
	}
	got := map[transcribe.ChangeKind]int{}
	for _, c := range transcribe.ChangesSince(before, after) {
		got[c.Kind]++
		if c.Kind == transcribe.Changed {
			pieces := []transcribe.Piece{{Kind: transcribe.Removed, Text: "mijn"}, {Kind: transcribe.Added, Text: "de"}}
			if diff := cmp.Diff(pieces, slices.DeleteFunc(c.Pieces, func(p transcribe.Piece) bool { return p.Kind == transcribe.Same })); diff != "" {
				t.Errorf("the change of a word (-want +got):\n%s", diff)
			}
		}
	}
	if got[transcribe.Changed] != 1 || got[transcribe.Added] != 1 || got[transcribe.Removed] != 0 {
		t.Errorf("between the versions: %v, want one changed and one added", got)
	}
}

func TestTheCaseSystemHearsOfASignedReportUntilItTakesIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	d.signed(t)
	var keys []string
	var last transcribe.Told
	refuse := true
	send := func(_ context.Context, key string, body []byte) error {
		keys = append(keys, key)
		if err := json.Unmarshal(body, &last); err != nil {
			return err
		}
		if refuse {
			return errors.New("answer with a name in it: Dolstra")
		}
		return nil
	}
	if n, err := d.Tell(ctx, send); n != 0 || err != nil {
		t.Errorf("Tell = %d, %v; want nothing taken and no error", n, err)
	}
	how, err := d.Telling(ctx, d.report)
	if err != nil || how == nil || how.State != "waiting" || how.Problem != "unreachable" {
		t.Errorf("Telling = %+v, %v; want it waiting with one word", how, err)
	}
	if n, err := d.Tell(ctx, send); n != 0 || err != nil || len(keys) != 1 {
		t.Errorf("at once again: %d, %v, %d tries; want it to wait", n, err, len(keys))
	}
	*d.now = d.now.Add(time.Hour)
	refuse = false
	if n, err := d.Tell(ctx, send); n != 1 || err != nil {
		t.Errorf("an hour later: %d, %v; want it taken", n, err)
	}
	if len(keys) != 2 || keys[0] != keys[1] || last.Key != keys[0] {
		t.Errorf("keys %v, %q in the text; want one and the same", keys, last.Key)
	}
	if last.SignedBy != "roos" || len(last.Sections) != len(transcribe.Sections) || len(last.Sections[1].Sentences) == 0 {
		t.Errorf("told %+v", last)
	}
	if n, err := d.Tell(ctx, send); n != 0 || err != nil {
		t.Errorf("once it was taken: %d, %v; want nothing", n, err)
	}
}

func TestADocumentSaysThatItIsAConceptUntilSigned(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	name := func(staff.PersonID) string { return "R. de Wit" }
	for _, signed := range []bool{false, true} {
		if signed {
			d.signed(t)
		}
		doc, err := d.Document(ctx, d.report, name)
		if err != nil {
			t.Fatal(err)
		}
		if doc.Concept == signed || strings.Contains(doc.Banner, "R. de Wit") != signed {
			t.Errorf("signed %t: %+v", signed, doc.Banner)
		}
		var pdf, again, word bytes.Buffer
		if err := errors.Join(doc.WritePDF(&pdf), doc.WritePDF(&again), doc.WriteWord(&word)); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF-")) || pdf.Len() < 10_000 || word.Len() < 1000 {
			t.Errorf("a PDF of %d bytes and a document of %d", pdf.Len(), word.Len())
		}
		if !bytes.Equal(pdf.Bytes(), again.Bytes()) {
			t.Error("the same report gives two different files")
		}
	}
}
