package learned_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/learned"
)

// asOther makes this test program be another one of the same run, which learns one thing and ends with how often it did.
const asOther = "LEARNED_TEST_AS_OTHER"

// Here is counted how often something is learnt, so nothing comes from other test programs.
func TestMain(m *testing.M) {
	if os.Getenv(asOther) != "" {
		l, times := lesson("les", "")
		learn := l.Learn
		l.Learn = func() model {
			time.Sleep(100 * time.Millisecond) // so that others come in the midst of it
			return learn()
		}
		l.Get()
		os.Exit(*times)
	}
	if err := os.Unsetenv("WEGWIJZER_TEST_LEARNED"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// model is something that can be learnt.
type model struct {
	Floats []float32
	Ints   []int32
	Words  []uint64
	Texts  []string
}

var example = model{[]float32{0.5, -2, 0}, []int32{-1, 7}, []uint64{1 << 63}, []string{"één", "", "twee"}}

// lesson returns a lesson as at a new start, and how often it was learnt.
func lesson(name, data string) (*learned.Lesson[model], *int) {
	times := new(int)
	return &learned.Lesson[model]{
		Name: name,
		Data: data,
		Learn: func() model {
			*times++
			return example
		},
		Write: func(w *learned.Writer, m model) {
			w.Floats(m.Floats)
			w.Ints(m.Ints)
			w.Words(m.Words)
			w.Texts(m.Texts)
		},
		Recall: func(r *learned.Reader) model { return model{r.Floats(), r.Ints(), r.Words(), r.Texts()} },
	}, times
}

func newShelf(t *testing.T) (*learned.Shelf, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "geleerd")
	s := learned.Open(dir)
	if s == nil {
		t.Skip("skipping: this system does not tell which program runs")
	}
	return s, dir
}

// want looks whether a start learns anew, and whether it knows the right thing either way.
func want(t *testing.T, s *learned.Shelf, name, data string, times int, when string) {
	t.Helper()
	l, n := lesson(name, data)
	if diff := cmp.Diff(example, l.From(s)); diff != "" {
		t.Errorf("%s: what is known (-want +got):\n%s", when, diff)
	}
	if l.Get(); *n != times {
		t.Errorf("%s: learnt %d times, want %d", when, *n, times)
	}
}

func file(t *testing.T, dir string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(all) != 1 {
		t.Fatalf("the shelf holds %q, %v; want one file", all, err)
	}
	return all[0]
}

func TestNextStartNeedNotLearn(t *testing.T) {
	t.Parallel()
	s, dir := newShelf(t)
	want(t, s, "les", "", 1, "the first start")
	want(t, s, "les", "", 0, "the second")
	want(t, learned.Open(dir), "les", "", 0, "another process of the same program")
	want(t, s, "les", "andere voorbeelden", 1, "other data")
	want(t, s, "les", "", 0, "the first data again")
	want(t, nil, "les", "", 1, "without a shelf")
}

// What is on the shelf decides what counts as danger: whatever is not exactly what was put there is learnt anew, and never believed.
func TestWhatIsNotWholeIsLearntAnew(t *testing.T) {
	t.Parallel()
	s, dir := newShelf(t)
	want(t, s, "les", "", 1, "the first start")
	path := file(t, dir)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte, mode os.FileMode) {
		t.Helper()
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	for i := range whole {
		broken := append([]byte(nil), whole...)
		broken[i] ^= 1
		put(broken, 0o600)
		want(t, s, "les", "", 1, "a bit turned over")
	}
	for n := range len(whole) {
		put(whole[:n], 0o600)
		want(t, s, "les", "", 1, "cut short")
	}
	put(append(append([]byte(nil), whole...), 0), 0o600)
	want(t, s, "les", "", 1, "a byte too many")
	put(whole, 0o602)
	want(t, s, "les", "", 1, "a file that anybody may write")
	want(t, s, "les", "", 0, "mended by that")
	if err := os.Rename(path, path+"elders"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path+"elders", path); err != nil {
		t.Fatal(err)
	}
	want(t, s, "les", "", 1, "a link to elsewhere")
}

// A lesson whose form changed without its program, which cannot be, is refused by its reader all the same.
func TestReaderThatRefusesLearns(t *testing.T) {
	t.Parallel()
	s, _ := newShelf(t)
	want(t, s, "les", "", 1, "the first start")
	l, times := lesson("les", "")
	l.Recall = func(r *learned.Reader) model {
		r.Words()
		r.Refuse()
		return model{}
	}
	if diff := cmp.Diff(example, l.From(s)); diff != "" || *times != 1 {
		t.Errorf("learnt %d times, (-want +got):\n%s", *times, diff)
	}
}

func TestFolderOfOthersIsNotTrusted(t *testing.T) {
	t.Parallel()
	open := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil { //nolint:gosec // that is what is refused
		t.Fatal(err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"", open, blocked, filepath.Join(blocked, "in")} {
		if learned.Open(dir) != nil {
			t.Errorf("%q is trusted", dir)
		}
	}
}

func TestProgramsOfOneTestRunLearnOnce(t *testing.T) {
	t.Parallel()
	dir, open := t.TempDir(), t.TempDir()
	for path, mode := range map[string]os.FileMode{dir: 0o700, open: 0o777} {
		if err := os.Chmod(path, mode); err != nil { //nolint:gosec // one of them is refused for it
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		when, dir string
		times     int
	}{
		{"the first program", dir, 1},
		{"the next", dir, 0},
		{"a folder that anybody may write", open, 1},
		{"and once more", open, 1},
		{"no folder", "", 1},
	} {
		other := exec.CommandContext(t.Context(), os.Args[0])
		other.Env = []string{asOther + "=1", "WEGWIJZER_TEST_LEARNED=" + c.dir}
		if err := other.Run(); other.ProcessState == nil || other.ProcessState.ExitCode() != c.times {
			t.Errorf("%s: %v, want that it learns %d times", c.when, err, c.times)
		}
	}
}

// Test programs that need the same at once learn it once.
func TestLearningIsWaitedFor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder has to be entered
		t.Fatal(err)
	}
	others := make([]*exec.Cmd, 4)
	for i := range others {
		others[i] = exec.CommandContext(t.Context(), os.Args[0])
		others[i].Env = []string{asOther + "=1", "WEGWIJZER_TEST_LEARNED=" + dir}
		if err := others[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	times := 0
	for _, other := range others {
		_ = other.Wait() // how often it learnt is its status
		times += other.ProcessState.ExitCode()
	}
	if times != 1 {
		t.Errorf("four programs learnt %d times, want 1", times)
	}
}

// The program that people use has no eye for the folder of the tests, whoever sets it.
func TestProgramThatIsNoTestLearnsItself(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder has to be entered
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "once")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", program, "./testdata/once").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	for range 2 {
		once := exec.CommandContext(t.Context(), program, "-test.v")
		once.Env = []string{"WEGWIJZER_TEST_LEARNED=" + dir}
		if out, err := once.CombinedOutput(); err != nil || string(out) != "learnt" {
			t.Errorf("it said %q, %v; want that it learns", out, err)
		}
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 0 {
		t.Errorf("the folder of the tests holds %d files, %v; want none", len(all), err)
	}
}

func TestShelfStaysSmall(t *testing.T) {
	t.Parallel()
	s, dir := newShelf(t)
	for _, data := range []string{"a", "b", "c", "d", "e", "f"} {
		want(t, s, "les", data, 1, data)
		want(t, s, "andere", data, 1, data)
	}
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 6 {
		t.Errorf("the shelf holds %d files, want three of each lesson", len(all))
	}
}

// Several versions of the program under one account take turns: what is used is not swept away by what was learnt since.
func TestWhatIsUsedStaysOnTheShelf(t *testing.T) {
	t.Parallel()
	s, dir := newShelf(t)
	for _, data := range []string{"a", "b", "c", "d", "e"} {
		want(t, s, "les", "vaak", map[bool]int{true: 1}[data == "a"], "what is used")
		time.Sleep(10 * time.Millisecond) // files are told apart by when they were used
		want(t, s, "les", data, 1, data)
		time.Sleep(10 * time.Millisecond)
	}
	if !s.Missed() {
		t.Error("something was learnt, and the shelf does not know")
	}
	next := learned.Open(dir)
	if want(t, next, "les", "vaak", 0, "the next start"); next.Missed() {
		t.Error("nothing is learnt, and the shelf says so")
	}
}

// FuzzReader reads what no Writer wrote.
func FuzzReader(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255})
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0, 0, 0, 0, 0, 'a'})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := learned.Read(data)
		size := 0
		for _, s := range r.Texts() {
			size += len(s)
		}
		size += 4*len(r.Floats()) + 8*len(r.Words()) + 4*len(r.Ints())
		if size > len(data) {
			t.Errorf("%d bytes read of %d", size, len(data))
		}
	})
}
