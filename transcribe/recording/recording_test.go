package recording_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// booth is a store with a clock and a disk of its own.
type booth struct {
	*recording.Store
	db   *pgxpool.Pool
	keys *privacy.Keys
	dir  string
	now  time.Time
	free int64
}

func newBooth(t *testing.T, ear recording.Ear) *booth {
	t.Helper()
	b := &booth{db: pgtest.New(t), dir: filepath.Join(t.TempDir(), "geluid"), now: time.Date(2026, 5, 21, 11, 0, 0, 0, time.UTC), free: 1 << 40}
	var err error
	if b.keys, err = privacy.NewKeys(filepath.Join(t.TempDir(), "keys")); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return b.now }
	b.Store = recording.NewStore(recording.Config{
		DB: b.db, Keys: b.keys, Calls: transcribe.NewStore(b.db, b.keys, clock), Dir: b.dir, Now: clock, Ear: ear,
		Free: func(string) (int64, error) { return b.free, nil },
	})
	return b
}

func (b *booth) consent(answer transcribe.Consent) transcribe.ConsentRecord {
	return transcribe.ConsentRecord{Answer: answer, Notice: "Mag ik dit gesprek opnemen?", Lang: "nl", By: "roos", At: b.now}
}

func (b *booth) begin(t *testing.T, way recording.Way, kept bool, channels int) transcribe.CallID {
	t.Helper()
	call, err := b.Begin(t.Context(), recording.Beginning{
		Way: way, Kept: kept, Channels: channels, Held: b.now, Owner: "roos", Basis: recording.ByPermission, Consent: b.consent(transcribe.Agreed),
	})
	if err != nil {
		t.Fatal(err)
	}
	return call
}

// open opens a line of a page that sends.
func (b *booth) open(t *testing.T, call transcribe.CallID) *recording.Line {
	t.Helper()
	l, err := b.Resume(t.Context(), call, "een")
	if err == nil {
		err = l.Claim(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// tone returns so long of a tone, or of silence at frequency zero.
func tone(frequency float64, d time.Duration) []byte {
	b := make([]byte, 0, sound.Bytes(d))
	for i := range int(sound.Bytes(d)) / sound.SampleBytes {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(8000*math.Sin(2*math.Pi*frequency*float64(i)/sound.Rate)))) //nolint:gosec // bounded
	}
	return b
}

// send sends samples over a line, in frames of a tenth of a second, from a frame number and a place on.
func send(t *testing.T, l *recording.Line, channel int, seq, sample int64, pcm []byte) (int64, int64) {
	t.Helper()
	for len(pcm) > 0 {
		n := min(len(pcm), sound.BytesPerSecond/10)
		err := l.Take(sound.Frame{Channel: channel, Seq: uint32(seq), Sample: uint64(sample), PCM: pcm[:n]}) //nolint:gosec // small
		if err != nil {
			t.Fatal(err)
		}
		seq, sample, pcm = seq+1, sample+int64(n)/sound.SampleBytes, pcm[n:]
	}
	return seq, sample
}

func TestNoSoundWithoutAYes(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	for _, answer := range []transcribe.Consent{transcribe.NotAsked, transcribe.Refused, transcribe.Withdrawn} {
		for _, way := range []recording.Way{recording.Live, recording.File} {
			_, err := b.Begin(ctx, recording.Beginning{Way: way, Kept: true, Owner: "roos", Basis: recording.ByNotice, Consent: b.consent(answer)})
			if !errors.Is(err, recording.ErrConsent) {
				t.Errorf("Begin %s after %s = %v, want ErrConsent", way, answer, err)
			}
		}
	}
	if _, err := b.Begin(ctx, recording.Beginning{Way: recording.Live, Owner: "roos", Basis: recording.ByNotice, Consent: b.consent(transcribe.Agreed)}); !errors.Is(err, recording.ErrDeaf) {
		t.Errorf("a call that is not stored and that nobody hears = %v, want ErrDeaf", err)
	}
	// Notes need no yes, and the refusal is kept.
	call, err := b.Begin(ctx, recording.Beginning{Way: recording.Typed, Owner: "roos", Basis: recording.ByPermission, Consent: b.consent(transcribe.Refused)})
	if err != nil {
		t.Fatal(err)
	}
	if said, err := b.Answers(ctx, call); err != nil || len(said) != 1 || said[0].Answer != transcribe.Refused || said[0].Notice == "" || said[0].By != "roos" {
		t.Errorf("Answers = %+v, %v; want the refusal", said, err)
	}
	// Nor does a program with a mistake get sound into it.
	if _, err := b.db.Exec(ctx, `INSERT INTO call_tracks (call, channel, role) VALUES ($1, 0, 'geen') ON CONFLICT DO NOTHING`, call); err != nil {
		t.Fatal(err)
	}
	if _, err := b.db.Exec(ctx, `INSERT INTO call_pieces (call, channel, start, bytes, file) VALUES ($1, 0, 0, 1, 'x')`, call); err == nil {
		t.Error("the database took sound of a call that may not be recorded")
	}
	if _, err := b.db.Exec(ctx, `UPDATE call_consents SET answer = 'akkoord' WHERE call = $1`, call); err == nil {
		t.Error("an answer could be changed")
	}
}

func TestALiveCallSurvivesItsLines(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	call := b.begin(t, recording.Live, true, 2)
	one, two := tone(300, 3*time.Second), tone(500, 3*time.Second)

	l := b.open(t, call)
	seq, sample := send(t, l, 0, 0, 0, one[:sound.BytesPerSecond])
	if _, err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	send(t, l, 0, seq, sample, one[sound.BytesPerSecond:2*sound.BytesPerSecond]) // never flushed: the program dies
	if err := l.Take(sound.Frame{Channel: 0, Seq: 99, PCM: one[:2]}); !errors.Is(err, recording.ErrMissing) {
		t.Errorf("a frame out of turn = %v, want ErrMissing", err)
	}

	next := b.open(t, call)
	at := next.Positions()
	if at[0].Seq != seq || at[0].Sample != sample || at[1].Seq != 0 {
		t.Fatalf("Positions = %+v, want channel 0 at %d", at, seq)
	}
	send(t, next, 0, 0, 0, one[:sound.BytesPerSecond]) // what came before is sent again, and forgotten
	send(t, next, 0, at[0].Seq, at[0].Sample, one[sound.BytesPerSecond:2*sound.BytesPerSecond])
	send(t, next, 1, 0, 0, two)
	if _, err := next.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	// The line that was thought dead wakes up.
	if _, err := l.Flush(ctx); !errors.Is(err, recording.ErrBehind) {
		t.Errorf("the old line = %v, want ErrBehind", err)
	}
	// Another window begins to send: the first is told, and nothing of it is mixed in.
	stranger, err := b.Resume(ctx, call, "twee")
	if err == nil {
		err = stranger.Claim(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	send(t, next, 1, next.Positions()[1].Seq, next.Positions()[1].Sample, two[:3200])
	if _, err := next.Flush(ctx); !errors.Is(err, recording.ErrTaken) {
		t.Errorf("the first window = %v, want ErrTaken", err)
	}
	// The page comes back without what it had: a gap of four seconds.
	last := b.open(t, call)
	p := last.Positions()[0]
	send(t, last, 0, p.Seq, p.Sample+4*sound.Rate, one[2*sound.BytesPerSecond:])
	taken, err := last.Flush(ctx)
	if err != nil || len(taken) != 1 || taken[0].Gap != 4*time.Second {
		t.Errorf("Flush = %+v, %v; want a gap of four seconds", taken, err)
	}

	p2, err := b.Play(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(p2)
	if err != nil || int64(len(file)) != p2.Size || p2.Media != "audio/wav" {
		t.Fatalf("the file has %d bytes of %d: %v", len(file), p2.Size, err)
	}
	w, err := sound.OpenWave(bytes.NewReader(file))
	if err != nil || w.Channels != 2 {
		t.Fatalf("OpenWave: %+v, %v", w, err)
	}
	var left, right []byte
	for {
		both, err := w.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		left, right = append(left, both[0]...), append(right, both[1]...)
	}
	want := bytes.Join([][]byte{one[:2*sound.BytesPerSecond], make([]byte, 4*sound.BytesPerSecond), one[2*sound.BytesPerSecond:]}, nil)
	if !bytes.Equal(left, want) {
		t.Errorf("the left channel has %d bytes that are not the %d sent", len(left), len(want))
	}
	if !bytes.Equal(right[:len(two)], two) {
		t.Error("the right channel is not what was sent")
	}
	// Any part of it reads the same as the whole.
	for _, from := range []int64{0, 1, 43, 44, 45, 1001, 64044, int64(len(file)) - 3} {
		if _, err := p2.Seek(from, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		part := make([]byte, min(70001, int64(len(file))-from))
		if _, err := io.ReadFull(p2, part); err != nil || !bytes.Equal(part, file[from:from+int64(len(part))]) {
			t.Errorf("from byte %d it reads otherwise (%v)", from, err)
		}
	}
	// On disk nothing can be read.
	onDisk := 0
	err = filepath.WalkDir(b.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		onDisk++
		raw, err := os.ReadFile(path) //nolint:gosec // of this test
		if bytes.Contains(raw, one[:64]) || bytes.Contains(raw, two[100:164]) {
			t.Errorf("%s holds sound in the clear", path)
		}
		return err
	})
	if err != nil || onDisk == 0 {
		t.Errorf("%d pieces on disk, %v", onDisk, err)
	}
}

func TestAFileComesInPieces(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	call := b.begin(t, recording.File, true, 1)
	pcm := tone(300, 50*time.Second)
	file := append(sound.Header(1, int64(len(pcm))), pcm...)
	for _, x := range []struct {
		name   string
		head   []byte
		length int64
		want   error
	}{
		{"empty", nil, 0, recording.ErrEmpty},
		{"ten hours of studio sound", file[:100], 7 << 30, recording.ErrLarge},
		{"a text that is called mp3", []byte("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHallo"), 45, sound.ErrKind},
		{"a program", []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00"), 16, sound.ErrKind},
	} {
		if _, err := b.Announce(ctx, call, x.head, x.length); !errors.Is(err, x.want) {
			t.Errorf("%s = %v, want %v", x.name, err, x.want)
		}
	}
	kind, err := b.Announce(ctx, call, file[:sound.SniffBytes], int64(len(file)))
	if err != nil || kind != sound.WAV {
		t.Fatalf("Announce = %s, %v", kind, err)
	}
	// The line breaks in the middle of the second piece.
	half := int64(recording.PieceBytes + 1000)
	at, err := b.Receive(ctx, call, 0, io.MultiReader(bytes.NewReader(file[:half]), broken{}))
	if at != half {
		t.Errorf("after a broken line %d bytes are certain (%v), want %d", at, err, half)
	}
	if at, err := b.Receive(ctx, call, 0, bytes.NewReader(file)); !errors.Is(err, recording.ErrOffset) || at != half {
		t.Errorf("beginning anew = %d, %v; want ErrOffset", at, err)
	}
	b.free = 100 << 20
	if at, err := b.Receive(ctx, call, half, bytes.NewReader(file[half:])); !errors.Is(err, recording.ErrFull) || at != half {
		t.Errorf("on a full disk = %d, %v; want ErrFull and nothing lost", at, err)
	}
	b.free = 1 << 40
	if at, err := b.Receive(ctx, call, half, bytes.NewReader(append(file[half:len(file):len(file)], 0))); !errors.Is(err, recording.ErrLarge) {
		t.Errorf("more than was announced = %d, %v; want ErrLarge", at, err)
	}
	at, err = b.Received(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	if at, err = b.Receive(ctx, call, at, bytes.NewReader(file[at:])); err != nil || at != int64(len(file)) {
		t.Fatalf("going on = %d, %v; want %d", at, err, len(file))
	}
	if err := b.End(ctx, call); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Receive(ctx, call, at, bytes.NewReader(file)); !errors.Is(err, recording.ErrOver) {
		t.Errorf("after the end = %v, want ErrOver", err)
	}
	p, err := b.Play(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(p); err != nil || !bytes.Equal(got, file) {
		t.Errorf("it plays %d bytes that are not the %d sent: %v", len(got), len(file), err)
	}
	// Without a recogniser it waits and can be listened to; a transcript from elsewhere makes it a report.
	if err := b.Work(ctx); err != nil {
		t.Fatal(err)
	}
	if r, err := b.Read(ctx, call); err != nil || r.State != recording.Waiting {
		t.Errorf("it is %s, %v; want it to wait", r.State, err)
	}
	if err := b.Import(ctx, call, []byte("Medewerker: Goedemorgen, met Slachtofferhulp.\nCliënt: Ik heb 300 euro schade.")); err != nil {
		t.Error(err)
	}
	if r, err := b.Read(ctx, call); err != nil || r.State != recording.Done {
		t.Errorf("it is %s, %v; want it done", r.State, err)
	}
}

// broken is a line that breaks.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the line broke") }

// scripted hears a sentence in every phrase, unless it is down.
type scripted struct {
	down  error
	heard int
	say   func(n int, d time.Duration) []recording.Heard
}

func (s *scripted) Hear(_ context.Context, kind sound.Kind, r io.ReadSeeker, _ func(string)) ([]recording.Heard, error) {
	b, err := io.ReadAll(r)
	if s.down != nil || err != nil {
		return nil, errors.Join(s.down, err)
	}
	s.heard++
	d := time.Duration(0)
	if kind == sound.WAV {
		d = sound.Length(int64(len(b)) - sound.HeaderBytes)
	}
	return s.say(s.heard, d), nil
}

func TestARecogniserThatIsDownForADay(t *testing.T) {
	t.Parallel()
	ear := &scripted{down: errors.New("connection refused")}
	ear.say = func(n int, d time.Duration) []recording.Heard {
		unknown := recording.Heard{Silence: -1, Doubt: -1, Squeezed: -1}
		x := unknown
		x.Start, x.End = 300*time.Millisecond, d-300*time.Millisecond
		x.Text = []string{"Goedemorgen, u spreekt met Slachtofferhulp.", "Ik heb driehonderd euro schade.", "Ik stuur u het formulier.", "Dank u wel."}[(n-1)%4]
		ghost := unknown
		ghost.Start, ghost.End, ghost.Text = d-50*time.Millisecond, d, "Ondertitels ingediend door de Amara.org gemeenschap"
		return []recording.Heard{x, ghost}
	}
	b := newBooth(t, ear)
	ctx := t.Context()
	call := b.begin(t, recording.Live, true, 2)
	l := b.open(t, call)
	quiet := make([]byte, 5*sound.BytesPerSecond)
	send(t, l, 0, 0, 0, bytes.Join([][]byte{tone(300, 2*time.Second), quiet, tone(300, 2*time.Second), quiet[:sound.BytesPerSecond]}, nil))
	send(t, l, 1, 0, 0, bytes.Join([][]byte{quiet[:3*sound.BytesPerSecond], tone(400, 2*time.Second), quiet}, nil))
	if _, err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.Note(ctx, call, "a", "Cliënt huilt.", 6*time.Second); err != nil {
		t.Fatal(err)
	}
	if err := b.Note(ctx, call, "a", "Cliënt huilt.", 6*time.Second); err != nil {
		t.Fatal(err)
	}
	if err := b.End(ctx, call); err != nil {
		t.Fatal(err)
	}
	day := b.now.Add(24 * time.Hour)
	tries := 0
	for b.now.Before(day) {
		if err := b.Work(ctx); err != nil {
			t.Fatal(err)
		}
		r, err := b.Read(ctx, call)
		if err != nil || r.State != recording.Waiting || r.Problem != "onbereikbaar" || r.FailingSince.IsZero() {
			t.Fatalf("while it is down: %+v, %v", r, err)
		}
		if tries++; !r.NextTry.After(b.now) || r.NextTry.Sub(b.now) > 10*time.Minute {
			t.Fatalf("the next try is at %s, now %s", r.NextTry, b.now)
		}
		b.now = r.NextTry
	}
	ear.down = nil
	if err := b.Work(ctx); err != nil {
		t.Fatal(err)
	}
	r, err := b.Read(ctx, call)
	if err != nil || r.State != recording.Done || r.Problem != "" {
		t.Fatalf("after a day and %d tries: %+v, %v", tries, r, err)
	}
	us, err := b.Calls.Utterances(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, u := range us {
		mark := ""
		if u.Struck {
			mark = "x"
		}
		told = append(told, mark+string(u.Role)+": "+u.Text)
	}
	want := "medewerker: Goedemorgen, u spreekt met Slachtofferhulp.|xgeen: Ondertitels ingediend door de Amara.org gemeenschap|" +
		"client: Ik stuur u het formulier.|xgeen: Ondertitels ingediend door de Amara.org gemeenschap|medewerker: Cliënt huilt.|" +
		"medewerker: Ik heb driehonderd euro schade.|xgeen: Ondertitels ingediend door de Amara.org gemeenschap"
	if got := strings.Join(told, "|"); got != want {
		t.Errorf("it became\n%s\nwant\n%s", got, want)
	}
	if near := us[len(us)-2].Start - 7*time.Second; near < -500*time.Millisecond || near > 500*time.Millisecond {
		t.Errorf("the second sentence is at %s, want about 7s", us[len(us)-2].Start)
	}
}

func TestSoundGoesByItsOwnClockWithProof(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	begin := b.now
	record := func() transcribe.CallID {
		call := b.begin(t, recording.Live, true, 1)
		l := b.open(t, call)
		send(t, l, 0, 0, 0, tone(300, time.Second))
		if _, err := l.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if err := b.Note(ctx, call, "a", "Cliënt wil spreekrecht.", 0); err != nil {
			t.Fatal(err)
		}
		return call
	}
	signed, never := record(), record()
	if err := b.Finish(ctx, signed); err != nil {
		t.Fatal(err)
	}
	if _, err := b.db.Exec(ctx, `UPDATE call_reports SET state = 'akkoord', signed_by = 'roos', signed_at = $2 WHERE call = $1`, signed, begin.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	gone := func(at time.Duration) []transcribe.Erasure {
		b.now = begin.Add(at)
		e, err := b.Expire(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	if e := gone(8 * 24 * time.Hour); len(e) != 0 {
		t.Errorf("six days after signing %v is gone", e)
	}
	e := gone(9 * 24 * time.Hour)
	if len(e) != 1 || e[0].Call != signed || e[0].What != "audio" || len(e[0].Hash) != 64 {
		t.Fatalf("seven days after signing %v is gone, want the sound of call %d", e, signed)
	}
	if _, err := b.Play(ctx, signed); !errors.Is(err, recording.ErrGone) {
		t.Errorf("Play = %v, want ErrGone", err)
	}
	if _, err := b.Calls.Utterances(ctx, signed); err != nil {
		t.Errorf("the transcript went with the sound: %v", err)
	}
	if _, err := os.Stat(filepath.Join(b.dir, "1")); !errors.Is(err, os.ErrNotExist) && signed == 1 {
		t.Errorf("the pieces are still on disk: %v", err)
	}
	if e := gone(29 * 24 * time.Hour); len(e) != 0 {
		t.Errorf("on the 29th day %v is gone", e)
	}
	if e := gone(30 * 24 * time.Hour); len(e) != 1 || e[0].Call != never {
		t.Errorf("on the 30th day %v is gone, want the sound of call %d", e, never)
	}
	var proofs int
	if err := b.db.QueryRow(ctx, `SELECT count(*) FROM call_erasures WHERE what = 'audio' AND rule = 'termijn'`).Scan(&proofs); err != nil || proofs != 2 {
		t.Errorf("%d proofs, %v; want 2", proofs, err)
	}
}

func TestAYesTakenBack(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	call := b.begin(t, recording.Live, true, 1)
	l := b.open(t, call)
	send(t, l, 0, 0, 0, tone(300, time.Second))
	if _, err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	send(t, l, 0, 10, sound.Rate, tone(300, time.Second))
	if err := b.Refuse(ctx, call, "roos"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Flush(ctx); !errors.Is(err, recording.ErrConsent) {
		t.Errorf("sound after the refusal = %v, want ErrConsent", err)
	}
	if _, err := b.Resume(ctx, call, "een"); !errors.Is(err, recording.ErrConsent) {
		t.Errorf("a new line after it = %v, want ErrConsent", err)
	}
	if _, err := b.Play(ctx, call); !errors.Is(err, recording.ErrGone) {
		t.Errorf("Play = %v, want ErrGone", err)
	}
	if files, err := filepath.Glob(filepath.Join(b.dir, "*", "*")); err != nil || len(files) != 0 {
		t.Errorf("on disk are still %v, %v", files, err)
	}
	// Notes go on, and become a report.
	if err := b.Note(ctx, call, "a", "Cliënt wil niet dat het gesprek wordt opgenomen.", time.Minute); err != nil {
		t.Error(err)
	}
	if err := b.End(ctx, call); err != nil {
		t.Error(err)
	}
	if us, err := b.Calls.Utterances(ctx, call); err != nil || len(us) != 1 || !us[0].Note || us[0].Role != transcribe.Staff {
		t.Errorf("Utterances = %+v, %v; want the note", us, err)
	}
	said, err := b.Answers(ctx, call)
	if err != nil || len(said) != 2 || said[0].Answer != transcribe.Agreed || said[1].Answer != transcribe.Withdrawn {
		t.Errorf("Answers = %+v, %v; want the yes and its end", said, err)
	}
}

func TestWithdrawingGuardsNumbersThatAreYetToCome(t *testing.T) {
	t.Parallel()
	b := newBooth(t, nil)
	ctx := t.Context()
	if _, err := b.Withdraw(ctx, 1); !errors.Is(err, transcribe.ErrUnknown) {
		t.Errorf("Withdraw of a call that never was = %v, want ErrUnknown", err)
	}
	if _, err := b.Calls.Withdraw(ctx, 1); !errors.Is(err, transcribe.ErrUnknown) {
		t.Errorf("transcribe's Withdraw of a call that never was = %v, want ErrUnknown", err)
	}
	// The first call has the number that was asked for: its keys must work.
	call := b.begin(t, recording.Live, true, 1)
	if call != 1 {
		t.Fatalf("the first call is %d", call)
	}
	l := b.open(t, call)
	send(t, l, 0, 0, 0, tone(300, time.Second))
	if _, err := l.Flush(ctx); err != nil {
		t.Fatalf("keeping sound after a mistaken withdrawal: %v", err)
	}
	if err := b.Note(ctx, call, "a", "Cliënt wil voegen.", 0); err != nil {
		t.Fatal(err)
	}
	if err := b.Finish(ctx, call); err != nil {
		t.Fatalf("keeping words after a mistaken withdrawal: %v", err)
	}
	gone, err := b.Withdraw(ctx, call)
	if err != nil || len(gone) != 3 {
		t.Errorf("Withdraw = %+v, %v; want transcript, report and sound", gone, err)
	}
}
