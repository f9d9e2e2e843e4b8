package danger

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wegwijzer/internal/race"
)

// hostileTexts are long messages that ask as much work as they can.
func hostileTexts() map[string]string {
	words := strings.Fields("ik wil niet dood hij slaat me nu help mes deur mama papa verkracht stalker niet meer leven pillen geslikt zzqx qzwv blorp ikwildood")
	var distinct, mixed strings.Builder
	for i := 0; distinct.Len() < 100_000; i++ {
		for n := i + 1; n > 0; n /= 23 {
			distinct.WriteByte("bcdfghjklmnpqrstvwxzaeiou"[n%23])
		}
		distinct.WriteString("aep ")
	}
	for i := 0; mixed.Len() < 100_000; i++ {
		mixed.WriteString(words[(i*7+i/5)%len(words)])
		mixed.WriteByte(" .,!?\n  "[i%8])
	}
	return map[string]string{
		"one word":          strings.Repeat("a", 100_000),
		"distinct words":    distinct.String(),
		"danger all over":   mixed.String(),
		"no full stop":      strings.ReplaceAll(strings.ReplaceAll(mixed.String(), ".", " "), "\n", " "),
		"one sentence":      strings.Repeat("hij slaat me niet meer en ik wil niet meer ", 2400),
		"single letters":    strings.Repeat("d o o d ", 12_500),
		"marks":             strings.Repeat("e\u0301\u0301\u0301\u0301", 11_000),
		"tag characters":    strings.Repeat("h\U000E0065", 20_000),
		"zero width":        strings.Repeat("d\u200bo\u200bo\u200bd ", 7_000),
		"emoji":             strings.Repeat("🔪😭", 12_500),
		"quotes":            strings.Repeat("'\"", 50_000),
		"Arabic":            strings.Repeat("لا أريد أن أعيش بعد الآن ", 2_300),
		"Ukrainian":         strings.Repeat("я не хочу більше жити ", 2_700),
		"invalid UTF-8":     strings.Repeat("hij\xff\xfe slaat\xc3 ", 8_000),
		"leet":              strings.Repeat("z3lfm00rd d00d k1nd3r3n ", 4_100),
		"glued":             strings.Repeat("ikwilnietmeerleven ", 5_300),
		"base64":            strings.Repeat("aGVscCBoaWogc2xhYXQgbWU= ", 4_000),
		"letters held down": strings.Repeat("heeeeeeeeeeeeeelp ", 5_500),
	}
}

// A check may take a few milliseconds, whatever the text: it stands before everything, also before the limits on length. The bound is on hangs, for
// a busy machine; run with -v for the times, which lie between half a millisecond and three for 100 kB on two quiet cores.
// slower is how much slower the race detector may make a check.
var slower = time.Duration(race.Step(12))

func TestCheckIsFastOnHostileTexts(t *testing.T) {
	Ready(nil)
	for name, text := range hostileTexts() {
		best := time.Hour
		for range max(2, 9/race.Step(9)) {
			start := time.Now()
			Check(text)
			best = min(best, time.Since(start))
		}
		t.Logf("%-18s %6d bytes %v", name, len(text), best)
		if limit := 50 * time.Millisecond * slower; best > limit {
			t.Errorf("Check of %s took %v, at most %v", name, best, limit)
		}
	}
}

// acuteTexts are messages of the own set that are seen as acute.
func acuteTexts(t testing.TB) []string {
	var texts []string
	items := readItems(t, "testdata/dev.jsonl")
	for i := 0; i < len(items); i += race.Step(4) {
		if x := items[i]; x.Expected == "acute" && Check(x.Text).Level == Acute {
			texts = append(texts, x.Text)
		}
	}
	return texts
}

// What changes nothing for a reader may not lower an acute finding.
func TestDisguisesDoNotHideDanger(t *testing.T) {
	t.Parallel()
	acute := acuteTexts(t)
	for name, disguise := range map[string]func(string) string{
		"upper case":        strings.ToUpper,
		"zero width":        func(s string) string { return strings.Join(strings.Split(s, ""), "\u200b") },
		"soft hyphens":      func(s string) string { return strings.ReplaceAll(s, "e", "e\u00ad") },
		"tag characters":    func(s string) string { return s + "\U000E0041\U000E0042" },
		"bidi":              func(s string) string { return "\u202e" + s + "\u202c" },
		"no break spaces":   func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
		"full width":        fullWidth,
		"polite before":     func(s string) string { return "Goedemiddag, sorry dat ik stoor.\n" + s },
		"polite after":      func(s string) string { return s + "\nAlvast bedankt voor uw tijd." },
		"question after":    func(s string) string { return s + "\nEn hoe vraag ik eigenlijk een vergoeding aan bij jullie?" },
		"question before":   func(s string) string { return "Ik heb een vraag over het formulier van de rechtbank.\n" + s },
		"line breaks":       func(s string) string { return "\n\n" + s + "\n\n" },
		"spaces":            func(s string) string { return "   " + strings.ReplaceAll(s, " ", "   ") + "   " },
		"exclamation marks": func(s string) string { return s + "!!!!" },
	} {
		for _, text := range acute {
			if strings.HasPrefix(name, "question") && (len(strings.Fields(text)) < 7 || len(hitsOf(text)) == 0) {
				continue // "help" before a question about a form is a question about a form, and the classifier weighs the whole
			}
			if f := Check(disguise(text)); f.Level != Acute {
				t.Errorf("%s: %q is %v, want acute", name, disguise(text), f.Level)
			}
		}
	}
}

// hitsOf returns the rules that a text meets.
func hitsOf(text string) []hit {
	_, hits := check(text)
	return hits
}

// fullWidth writes Latin letters as the wide ones of East Asian keyboards.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && r != '\'' && r != '"' {
			return r + 0xfee0
		}
		return r
	}, s)
}

func TestNothingSaidIsNoDanger(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "\n", ".", "😭", "\u200b", "\xff", "123", "0900-0101", "hallo", "ok", "ja", "nee", "dank je wel"} {
		if f := Check(text); f.Level != None || len(f.Lines) > 0 {
			t.Errorf("Check(%q) = %+v, want nothing", text, f)
		}
	}
}

// Every finding has a line to reach, and danger of this moment has one that answers day and night.
func TestEveryFindingHasALine(t *testing.T) {
	t.Parallel()
	for _, x := range readItems(t, "testdata/dev.jsonl") {
		f := Check(x.Text)
		if (f.Level == None) != (len(f.Lines) == 0) || (f.Level == None) != (len(f.Kinds) == 0) {
			t.Errorf("Check(%q) = %+v", x.Text, f)
		}
		if f.Level == Acute && !slices.ContainsFunc(f.Lines, func(l Line) bool { return l == Emergency || l == SuicideLine || l == SexualAssault }) {
			t.Errorf("Check(%q) is acute and shows %v", x.Text, f.Lines)
		}
	}
}

func FuzzCheck(f *testing.F) {
	Ready(nil)
	for _, x := range readItems(f, "testdata/dev.jsonl") {
		f.Add(x.Text)
	}
	for _, text := range hostileTexts() {
		f.Add(text[:min(len(text), 4000)])
	}
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		found := Check(text)
		if took, limit := time.Since(start), 2*time.Second*slower+time.Duration(len(text))*10*time.Microsecond; took > limit {
			t.Errorf("%d bytes took %v", len(text), took)
		}
		if (found.Level == None) != (len(found.Lines) == 0) {
			t.Errorf("%+v", found)
		}
		for _, lang := range []string{"nl", "ar", "xx"} {
			CardFor(found, lang)
		}
		if !utf8.ValidString(found.Lang) {
			t.Error("language is no text")
		}
	})
}

// In a conversation a remark is danger of the kind that was told, unless it says itself what it is.
func TestRemarkIsAboutWhatWasTold(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		told, text string
		first      Kind
	}{
		{"ik ben vannacht verkracht door iemand die ik ken", "ik heb alles al gewassen", SexualViolence},
		{"ik ben op mijn werk aangerand door mijn baas", "ik ben weggerend en heb het niemand verteld", SexualViolence},
		{"mijn fiets is gestolen", "ik wil dood", Suicidality},
		{"mijn vriend slaat me", "ik wil dood", Suicidality},
		{"ik ben vannacht verkracht", "wat heeft het allemaal nog voor zin", Suicidality},
		{"", "hij staat voor de deur met een mes", AcuteDanger},
		{"gisteren is er ingebroken", "hij staat voor de deur met een mes", AcuteDanger},
	} {
		f := new(Reader).CheckAfter(x.told, x.text)
		if alone := Check(x.text); f.Level != alone.Level {
			t.Errorf("%q behind %q is %s, alone %s", x.text, x.told, f.Level, alone.Level)
		}
		if len(f.Kinds) == 0 || f.Kinds[0] != x.first || len(f.Lines) == 0 {
			t.Errorf("%q behind %q: %v, lines %v; want %s first", x.text, x.told, f.Kinds, f.Lines, x.first)
		}
	}
	// What stands alone as acute stays so behind a story that is a concern, and the line for danger of this moment with it.
	if f := new(Reader).CheckAfter("mijn man sloeg me vroeger, we zijn gescheiden", "ik heb alles al gewassen"); f.Level == Acute && !slices.Contains(f.Lines, Emergency) {
		t.Errorf("acute behind a story without %s: %v", Emergency, f.Lines)
	}
	if f := new(Reader).CheckAfter("mijn man slaat me al jaren", "hoe vraag ik een vergoeding aan"); f.Level != None {
		t.Errorf("a question behind a story is %s", f.Level)
	}
}

// Two messages that neither tell of an illness or a wound are no emergency of the body together, because they sound like one: only a rule finds another
// kind of danger in what is joined.
func TestAJoinIsNoOtherDangerByItsSoundAlone(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"ik weet niet of het erg genoeg is", "hij heeft me alleen geduwd"},
		{"ik weet niet of het ernstig genoeg is", "hij heeft me alleen maar vastgepakt"},
		{"ik twijfel of dit wel telt", "hij heeft me alleen geduwd"},
		{"i don't know if it is bad enough", "he only pushed me"},
		{"nie wiem czy to jest wystarczająco poważne", "on mnie tylko popchnął"},
	} {
		if f := new(Reader).CheckAfter(c[0], c[1]); slices.Contains(f.Kinds, Medical) || slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("CheckAfter(%q, %q) = %v %v", c[0], c[1], f.Level, f.Kinds)
		}
	}
	for _, c := range []struct {
		told, text string
		kind       Kind
	}{
		{"ik ben verkracht", "ik heb alles al gewassen", SexualViolence},
		{"mijn man heeft me bij mijn keel gepakt", "ik ben zo duizelig en ik zie dubbel", Medical},
	} {
		if f := new(Reader).CheckAfter(c.told, c.text); f.Level == None || !slices.Contains(f.Kinds, c.kind) {
			t.Errorf("CheckAfter(%q, %q) = %v %v, want %v", c.told, c.text, f.Level, f.Kinds, c.kind)
		}
	}
}
