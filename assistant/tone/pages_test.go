package tone

import (
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wegwijzer/internal/dutch"
)

var (
	blocks   = regexp.MustCompile(`(?s)<(h[1-6]|p|li|td|th|summary|dt|dd|blockquote|caption)\b[^>]*>(.*?)</(?:h[1-6]|p|li|td|th|summary|dt|dd|blockquote|caption)>`)
	tags     = regexp.MustCompile(`<[^>]+>`)
	spaces   = regexp.MustCompile(`\s+`)
	headings = regexp.MustCompile(`^(h[1-6]|summary|dt|th|caption)$`)
)

// pageSentences returns the sentences of the demo site, apart from headings; those are shown with what stands under them.
func pageSentences(t testing.TB) (sentences, heads []string) {
	t.Helper()
	names, err := filepath.Glob("../../demo/site/*.html")
	if err != nil || len(names) < 50 {
		t.Fatalf("found %d pages of the demo site, %v", len(names), err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range blocks.FindAllStringSubmatch(string(raw), -1) {
			body := strings.TrimSpace(spaces.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(m[2], "")), " "))
			if headings.MatchString(m[1]) {
				heads = append(heads, body)
				continue
			}
			for _, s := range dutch.Sentences(body) {
				sentences = append(sentences, body[s.Start:s.End])
			}
		}
	}
	return sentences, heads
}

func TestSentencesOfTheSiteMayBeSaid(t *testing.T) {
	t.Parallel()
	sentences, heads := pageSentences(t)
	stopped := 0
	for _, s := range sentences {
		if got := Check(s, ""); got != nil {
			stopped++
			t.Logf("%v %s\n      %s", got, s, strings.Join(trace(s), "\n      "))
		}
	}
	t.Logf("stopped %d of %d sentences", stopped, len(sentences))
	for _, s := range heads {
		if got := Check(s, ""); got != nil {
			t.Logf("heading %v %s", got, s)
		}
	}
	if 200*stopped > len(sentences) {
		t.Errorf("stopped %d of %d sentences of the site, want at most half a percent", stopped, len(sentences))
	}
}

func TestOurOwnTextsMayBeSaid(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../messages/*.json")
	if err != nil {
		t.Fatal(err)
	}
	others, err := filepath.Glob("../../web/text/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all, stopped := 0, 0
	for _, name := range append(names, others...) {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(filepath.Base(name), ".json")
		for key, text := range texts {
			s, ok := text.(string)
			if !ok || !sentenceLike(s) {
				continue
			}
			all++
			if got := Check(s, lang); got != nil {
				stopped++
				t.Logf("%s, %s: Check(%q) = %v\n%s", name, key, s, got, strings.Join(trace(s), "\n"))
			}
		}
	}
	if 50*stopped > all {
		t.Errorf("stopped %d of %d of our own texts, want at most 2%%", stopped, all)
	}
}

// sayable are texts of the assistant that the gate, made for sentences of a model, stops without a reason: what the program itself does with the
// calendar, and what somebody else says.
var sayable = map[string]bool{
	// the program does this itself, and says before that it is one
	"capability": true, "capability_kept": true, "booking_held": true, "booking_expired": true, "booking_readback": true, "booking_callback_check": true, "booking_callback_kept": true, "booking_move_code": true,
	// what was booked, read back
	"booking_readback_home": true, "booking_readback_visit": true,
	// buttons in the words of who presses them
	"booking_about_other": true, "booking_about_talk": true, "booking_choice_change": true,
}

func TestWhatTheAssistantSaysMayBeSaid(t *testing.T) {
	t.Parallel()
	for key, said := range ownWords(t) {
		for lang, text := range said {
			if got := Check(text, lang); got != nil && !sayable[key] {
				t.Errorf("%s, %s: Check(%q) = %v\n%s", lang, key, text, got, strings.Join(trace(text), "\n"))
			}
		}
	}
}

// feelings are ways to say that the speaker feels something: a program that says of itself that it does not may use none of them.
var feelings = map[string]*regexp.Regexp{
	"nl":  regexp.MustCompile(`(?i)\b(heb ik|ik heb) (er |daar )?(veel |erg )?(spijt|verdriet)|spijt me|ik (ben|voel|schrik|leef)\b[^.]*\b(blij|verdrietig|bang|me|mee)\b`),
	"en":  regexp.MustCompile(`(?i)\bi('m| am) (so |very )?(sorry|glad|sad|happy)|\bi feel|\bi regret`),
	"ar":  regexp.MustCompile(`يؤسفني|يسعدني|يحزنني|آسف|أشعر`),
	"tr":  regexp.MustCompile(`(?i)üzüldüm|üzgünüm|sevindim|mutluyum|hissediyorum`),
	"pl":  regexp.MustCompile(`(?i)\bmi przykro|przykro mi|cieszę się|czuję`),
	"uk":  regexp.MustCompile(`(?i)мені (прикро|шкода)|я (радий|рада)|я відчуваю`),
	"fr":  regexp.MustCompile(`(?i)je (suis|me sens) (vraiment |très )?(désolé|content|heureux|triste)|je regrette|je ressens`),
	"pap": regexp.MustCompile(`(?i)mi ta (sinti|kontentu|tristu)|duel mi`),
}

func TestTheAssistantSaysOfNoFeelingThatItHasIt(t *testing.T) {
	t.Parallel()
	for key, said := range ownWords(t) {
		for lang, text := range said {
			if at := feelings[lang].FindString(text); at != "" {
				t.Errorf("%s, %s says %q in %q", lang, key, at, text)
			}
		}
	}
}

// ownWords returns the texts of the assistant's catalogue by key and language.
func ownWords(t *testing.T) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob("../messages/*.json")
	if err != nil || len(names) < 16 {
		t.Fatalf("found %d catalogues, %v", len(names), err)
	}
	all := map[string]map[string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(filepath.Base(name), ".json")
		lang = lang[strings.LastIndexByte(lang, '.')+1:]
		for key, text := range texts {
			if all[key] == nil {
				all[key] = map[string]string{}
			}
			all[key][lang] = text
		}
	}
	return all
}

// sentenceLike reports whether a text is one that we say: no label of a button or field, which speak in the words of who reads them.
func sentenceLike(s string) bool {
	return strings.ContainsAny(s, ".?!") && !strings.HasPrefix(s, "Ik ") && !strings.HasPrefix(s, "Mijn ")
}
