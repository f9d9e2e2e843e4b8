package route

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"testing"
	"time"
)

// Messages of a few words, as people send who are frightened: no example is learnt from them.
func TestShortMessagesHaveTheirLanguage(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/short.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	right, n := map[string]int{}, map[string]int{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var x struct{ Lang, Written, Text string }
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		as := x.Lang
		if x.Written != "" {
			as = x.Written + " " + as
		}
		if n[as]++; TongueOf(x.Text).Lang == x.Lang {
			right[as]++
		}
	}
	for as, least := range map[string]float64{"nl": .98, "en": .95, "ar": .88, "tr": .98, "pl": .98, "uk": .98, "fr": .98, "pap": .95, "de en": .85, "es en": .8, "pt en": .8, "other en": 1} {
		if got := float64(right[as]) / float64(n[as]); got < least {
			t.Errorf("%s: %d of %d are known, want %.2f", as, right[as], n[as], least)
		}
	}
}

func TestLanguageOfAFewWords(t *testing.T) {
	t.Parallel()
	for lang, texts := range map[string][]string{
		"en": {
			"I want to die", "my boyfriend raped me last night", "I was raped last week", "he hit me", "my son was stabbed yesterday", "my passport is gone",
			"she is hurting me", "they took my daughter", `he wrote "ik maak je dood"`, "how do I do aangifte", "what is a slachtofferverklaring",
		},
		"fr":  {"on m'a agressé hier soir", "il m'a frappée", "ma mère a été tuée", "j ai trop peur"},
		"tr":  {"beni dövdüler", "beni dovduler", "annem oldu"},
		"pl":  {"pobili mnie wczoraj", "on wróci zaraz", "nie chce wracac"},
		"pap": {"nan a bati mi", "mi ta spantá", "e ke mata mi yu"},
		"uk":  {"мене побили", "он вернулся", "cholovik mene pobyv"},
		"ar":  {"ضربني أخي", "rajli darabni", "سجلت شكوى عند Juridisch Loket"},
		"nl": {
			"ik ben gehackt via whatsapp", "the police heeft gebeld", "mn ex is echt een creep", "hij stuurde me dickpics", "me brother is neergestoken", "help",
			"stop", "mes", "sorry", "ja", "chat", "Mehmet Yilmaz", "Kowalski", "mijn naam is Oleksandra Kovalenko", "kwil nie meer", "ge-ghost door mn date",
			`hij appte "I will find you"`, "Curaçao", "wallah hij komt mij pakken", "112", "",
		},
	} {
		for _, text := range texts {
			if got := TongueOf(text); got.Lang != lang {
				t.Errorf("TongueOf(%q) = %+v, want %s", text, got, lang)
			}
		}
	}
}

// A language that is not spoken here is answered in English, and it is known that it is another.
func TestLanguagesThatAreNotSpoken(t *testing.T) {
	t.Parallel()
	for text, foreign := range map[string]bool{
		"mein Freund hat mich geschlagen": true, "mi hermano me amenaza de muerte": true, "o meu marido quer me matar": true, "我被打了": true, "እርዳኝ": true, "με χτύπησε": true,
		"Sprechen Sie Deutsch": true, "auf Deutsch bitte, danke": true, "my brother threatens me": false, "mijn broer bedreigt me": false,
	} {
		if got := TongueOf(text); got.Foreign != foreign || foreign && got.Lang != "en" {
			t.Errorf("TongueOf(%q) = %+v, want foreign %v", text, got, foreign)
		}
	}
}

// One word is too little to change the language of a talk, and what points nowhere does not decide it.
func TestOneWordIsNotClear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ok", "stop", "yes", "oui", "hello", "Mehmet Yilmaz", "?"} {
		if got := TongueOf(text); got.Clear {
			t.Errorf("TongueOf(%q) = %+v, want unclear", text, got)
		}
	}
}

func TestTongueIsRecalledAndQuick(t *testing.T) {
	t.Parallel()
	if again, whole := learnedTongue.Recalled(); !whole || !reflect.DeepEqual(again, learnedTongue.Get()) {
		t.Error("it is not what was learnt")
	}
	start := time.Now()
	for range 1000 {
		TongueOf("my boyfriend hit me last night and I do not dare to go home")
	}
	if took := time.Since(start); took > 20*time.Second { // a hang, not a speed: eval measures that
		t.Errorf("a thousand messages took %s", took)
	}
}
