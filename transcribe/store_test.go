package transcribe_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
)

// desk is a store with one call in it.
type desk struct {
	*transcribe.Store
	db     *pgxpool.Pool
	keys   *privacy.Keys
	call   transcribe.CallID
	report transcribe.ReportID
	now    *time.Time
}

func newDesk(t *testing.T) desk {
	t.Helper()
	keys, err := privacy.NewKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 5, 21, 11, 0, 0, 0, time.UTC)
	d := desk{db: pgtest.New(t), keys: keys, now: &now}
	d.Store = transcribe.NewStore(d.db, keys, func() time.Time { return *d.now }).CodesBy(bytes.Repeat([]byte{7}, 32))
	tr, err := transcribe.Parse([]byte(burglary))
	if err != nil {
		t.Fatal(err)
	}
	consent := transcribe.ConsentRecord{Answer: transcribe.Agreed, Notice: "Mag ik opnemen?", Lang: "nl", By: "roos", At: now}
	if d.call, d.report, err = d.Keep(t.Context(), tr, transcribe.Draft(tr, held), consent, "roos"); err != nil {
		t.Fatal(err)
	}
	return d
}

// keyOfReport is the subject of the key of the report.
func (d desk) keyOfReport() string { return fmt.Sprintf("call/%d/report", d.call) }

// acceptAll decides on every sentence.
func (d desk) acceptAll(t *testing.T) {
	t.Helper()
	sentences, _, err := d.Sentences(t.Context(), d.report)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences {
		verdict := transcribe.Accepted
		if s.Aside != "" {
			verdict = transcribe.Rejected
		}
		if err := d.Decide(t.Context(), d.report, s.Seq, verdict, "", "roos"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAReportIsSignedOnceAndOnlyWhenEverySentenceIsDecided(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	if err := d.Review(ctx, d.report, "roos"); err != nil {
		t.Fatal(err)
	}
	if err := d.Review(ctx, d.report, "bas"); !errors.Is(err, transcribe.ErrState) {
		t.Errorf("a second reviewer gets %v, want ErrState", err)
	}
	if err := d.Sign(ctx, d.report, "roos"); !errors.Is(err, transcribe.ErrUnresolved) {
		t.Errorf("signing with undecided sentences gives %v, want ErrUnresolved", err)
	}
	d.acceptAll(t)
	if err := d.Lock(ctx, d.report, "roos"); !errors.Is(err, transcribe.ErrState) {
		t.Errorf("locking before signing gives %v, want ErrState", err)
	}
	// Two who sign at once: one succeeds.
	var wait sync.WaitGroup
	results := make([]error, 2)
	for i := range results {
		wait.Go(func() { results[i] = d.Sign(ctx, d.report, "roos") })
	}
	wait.Wait()
	if (results[0] == nil) == (results[1] == nil) || !errors.Is(errors.Join(results...), transcribe.ErrSigned) {
		t.Errorf("signing twice at once gives %v, want one success and ErrSigned", results)
	}
	if err := d.Decide(ctx, d.report, 0, transcribe.Rejected, "", "roos"); !errors.Is(err, transcribe.ErrSigned) {
		t.Errorf("deciding after signing gives %v, want ErrSigned", err)
	}
	if _, err := d.Correct(ctx, d.report, 3, "Iets anders.", -1, "roos"); !errors.Is(err, transcribe.ErrSigned) {
		t.Errorf("correcting after signing gives %v, want ErrSigned", err)
	}
	if err := d.Lock(ctx, d.report, "roos"); err != nil {
		t.Errorf("locking: %v", err)
	}
	next, err := d.Reopen(ctx, d.report, "roos")
	if err != nil {
		t.Fatal(err)
	}
	sentences, state, err := d.Sentences(ctx, next)
	if err != nil || state != transcribe.InReview || len(sentences) == 0 || sentences[0].Verdict != transcribe.Undecided {
		t.Errorf("the new version is %v, %s, %v; want one to decide on", sentences, state, err)
	}
	if _, state, err := d.Sentences(ctx, d.report); err != nil || state != transcribe.Locked {
		t.Errorf("the signed version is %s (%v), want it locked as it was", state, err)
	}
}

func TestCorrectingAnUtteranceReopensWhatNoLongerStands(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.acceptAll(t)
	c, err := d.Correct(t.Context(), d.report, 4, "Ze hebben mijn laptop meegenomen, die kostte achthonderd euro.", -1, "roos")
	if err != nil || len(c.Reopened) == 0 || len(c.Added) == 0 {
		t.Fatalf("Correct gives %v (%v), want the sentences with the amount open again and the new ones added", c, err)
	}
	sentences, _, err := d.Sentences(t.Context(), d.report)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences {
		for _, seq := range c.Reopened {
			if s.Seq == seq && (s.Verdict != transcribe.Undecided || s.Aside == "" || len(s.Why) == 0) {
				t.Errorf("%q is %s (%s), want it open and set aside", s.Text, s.Verdict, s.Aside)
			}
		}
	}
	us, err := d.Utterances(t.Context(), d.call)
	if err != nil || us[4].Text != "Ze hebben mijn laptop meegenomen, die kostte achthonderd euro." {
		t.Errorf("utterance 4 is %q (%v), want the correction", us[4].Text, err)
	}
	if _, err := d.db.Exec(t.Context(), `UPDATE call_utterances SET sealed = '' WHERE call = $1`, d.call); err == nil {
		t.Error("the original of an utterance could be changed")
	}
}

func TestWordsLieSealedAndGoWhenTheirTimeHasCome(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	for _, table := range []string{"calls", "call_utterances", "call_reports", "call_sentences"} {
		var dump []byte
		if err := d.db.QueryRow(ctx, `SELECT coalesce(string_agg(convert_to(t::text, 'UTF8'), ''), '') FROM `+table+` t`).Scan(&dump); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(dump, []byte("laptop")) || bytes.Contains(dump, []byte("Dolstra")) {
			t.Errorf("%s holds words of the call in the clear", table)
		}
	}
	if gone, err := d.Expire(ctx); err != nil || len(gone) != 0 {
		t.Errorf("Expire on the day itself = %v (%v), want nothing", gone, err)
	}
	*d.now = d.now.Add(transcribe.KeepTranscript)
	gone, err := d.Expire(ctx)
	if err != nil || len(gone) != 1 || gone[0].What != "transcript" || len(gone[0].Hash) != 64 {
		t.Fatalf("Expire after the term of the transcript = %v (%v), want its proof alone", gone, err)
	}
	if _, err := d.Utterances(ctx, d.call); !errors.Is(err, transcribe.ErrGone) {
		t.Errorf("Utterances after that gives %v, want ErrGone", err)
	}
	if _, _, err := d.Sentences(ctx, d.report); err != nil {
		t.Errorf("the report went with the transcript: %v", err)
	}
	if _, err := d.Withdraw(ctx, d.call); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Sentences(ctx, d.report); !errors.Is(err, transcribe.ErrUnknown) {
		t.Errorf("Sentences after a withdrawal gives %v, want ErrUnknown", err)
	}
	var proofs int
	if err := d.db.QueryRow(ctx, `SELECT count(*) FROM call_erasures WHERE call = $1`, d.call).Scan(&proofs); err != nil || proofs != 2 {
		t.Errorf("%d proofs (%v), want one for the transcript and one for the report", proofs, err)
	}
	if again, err := d.Expire(ctx); err != nil || len(again) != 0 {
		t.Errorf("a second run deletes %v (%v), want nothing", again, err)
	}
}

// A folder of keys that is lost is told, and takes only the calls along whose keys were in it: the list stands, a new call can be made.
func TestLostKeysHideNoOtherCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	if err := d.Name(ctx, d.call, "Zaak 12"); err != nil {
		t.Fatal(err)
	}
	if lost, looked, err := d.Keyless(ctx, 10); lost != 0 || looked != 1 || err != nil {
		t.Errorf("Keyless = %d of %d, %v, want 0 of 1", lost, looked, err)
	}
	others, err := privacy.NewKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	store := transcribe.NewStore(d.db, others, func() time.Time { return *d.now })
	if lost, looked, err := store.Keyless(ctx, 10); lost != 1 || looked != 1 || err != nil {
		t.Errorf("Keyless without the keys = %d of %d, %v, want 1 of 1", lost, looked, err)
	}
	list, err := store.Calls(ctx, "roos", 10)
	if err != nil || len(list) != 1 || list[0].Label != "" {
		t.Errorf("Calls = %v, %v, want the call without its name", list, err)
	}
	if _, err := store.Found(ctx, d.report); !errors.Is(err, transcribe.ErrKeyless) {
		t.Errorf("Found = %v, want ErrKeyless", err)
	}
}
