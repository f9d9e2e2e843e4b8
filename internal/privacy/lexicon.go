package privacy

import (
	"embed"
	"strings"
	"sync"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

//go:embed names/*.txt
var namesFolder embed.FS

// trait is what is known of a word by itself.
type trait uint32

const (
	given     trait = 1 << iota // a given name
	family                      // a family name
	ordinary                    // the given name is a word as well: it counts with a capital or a cue
	faint                       // the given name is mostly another word: it counts with a cue or beside another name
	wordly                      // as ordinary, for a family name
	weak                        // as faint, for a family name
	place                       // a town, region or country
	body                        // an organisation, brand, feast, language or other name of no person
	stopping                    // a word that is no part of any name
	intro                       // what follows is called so
	being                       // what follows is called so, or is what someone is
	titled                      // stands before a family name
	kin                         // a person by what they are to someone
	greeting                    // opens or closes a letter
	acting                      // what persons do
	mixed                       // what persons and things do
	toward                      // stands before persons
	where                       // stands before places and things
	thing                       // makes what follows the name of a thing
	thingEnd                    // makes what stands before it the name of a thing
	belonging                   // is someone's: "de moeder van"
	opener                      // begins a call
	halting                     // stops a name in a text that is not Dutch
	month
	script // a name in Arabic script
)

// phrase is an entry of several words, with its first word left out for names of things and its last for cues.
type phrase struct {
	words []string
	trait trait
}

// lexicon is what the program knows of words, from the files in names.
type lexicon struct {
	words   map[string]trait
	bodies  map[string][]phrase // by first word
	phrases map[string][]phrase // cues of several words, by last word
	sounds  map[string]bool     // how given names sound, for other spellings of them
}

func (l *lexicon) of(word string) trait { return l.words[word] }

var known = sync.OnceValue(func() *lexicon {
	l := &lexicon{sounds: map[string]bool{}, words: make(map[string]trait, 16_000), bodies: map[string][]phrase{}, phrases: map[string][]phrase{}}
	l.names("first", given, ordinary, faint)
	l.names("last", family, wordly, weak)
	l.names("arabic", given|family|script, 0, 0)
	l.things("place", place)
	l.things("body", body)
	l.cues()
	return l
})

func file(name string) string {
	b, err := namesFolder.ReadFile("names/" + name + ".txt")
	if err != nil {
		panic("privacy: an embedded list is missing: " + err.Error()) // the program was built without it
	}
	return string(b)
}

// entries calls f with each entry of a list. Lines that begin with a hash are remarks.
func entries(list string, f func(entry string)) {
	for l := range strings.Lines(list) {
		if strings.HasPrefix(l, "#") {
			continue
		}
		for e := range strings.FieldsSeq(l) {
			f(e)
		}
	}
}

// names adds a list of names. Behind a name ~ says that it is an ordinary word too, ! that it is mostly another word, and + that it is a
// name although the dictionary knows it. Without a mark the dictionary decides.
func (l *lexicon) names(list string, t, word, hardly trait) {
	var certain []string
	entries(file(list), func(e string) {
		plain := strings.TrimRight(e, "~!+")
		key := keyOf(plain)
		add := t
		switch {
		case strings.HasSuffix(e, "!"), utf8.RuneCountInString(plain) < 3 && t == family:
			add |= hardly
		case utf8.RuneCountInString(plain) < 3 && t == given, strings.HasSuffix(e, "~"), !strings.HasSuffix(e, "+") && dutch.Known(key):
			add |= word
		}
		if t == given && add&(ordinary|faint) == 0 && len(key) > 4 {
			l.sounds[skeleton(key)] = true
		}
		if strings.HasSuffix(e, "+") {
			certain = append(certain, key)
		}
		l.words[key] |= add
	})
	for _, key := range certain {
		l.words[key] &^= word
	}
}

func (l *lexicon) things(list string, t trait) {
	entries(file(list), func(e string) {
		parts := strings.Split(e, "_")
		for i := range parts {
			parts[i] = keyOf(parts[i])
		}
		if len(parts) == 1 {
			l.words[parts[0]] |= t
			return
		}
		l.bodies[parts[0]] = append(l.bodies[parts[0]], phrase{parts[1:], t})
	})
}

func (l *lexicon) cues() {
	classes := map[string]trait{
		"intro": intro, "am": being, "title": titled, "kin": kin, "greet": greeting, "verb": acting, "doubtful": mixed, "person": toward,
		"where": where, "before": thing, "behind": thingEnd, "stop": stopping, "halt": halting, "month": month,
	}
	for line := range strings.Lines(file("cue")) {
		class, list, ok := strings.Cut(line, ":")
		t, isClass := classes[class]
		if !ok || !isClass {
			continue
		}
		for e := range strings.FieldsSeq(list) {
			parts := strings.Split(strings.Trim(e, ":"), "_")
			parts = parts[:len(parts):len(parts)]
			for i := range parts {
				parts[i] = keyOf(parts[i])
			}
			for len(parts) > 1 && parts[len(parts)-1] == "" || len(parts) > 1 && parts[len(parts)-1] == ":" {
				parts = parts[:len(parts)-1]
			}
			last := len(parts) - 1
			if last == 0 {
				l.words[parts[0]] |= t
				continue
			}
			l.phrases[parts[last]] = append(l.phrases[parts[last]], phrase{parts[:last], t})
		}
	}
}

// keyOf returns the form by which a word is looked up: folded, Cyrillic in Latin letters, Arabic without the variants of one letter.
func keyOf(s string) string {
	for _, r := range s {
		switch {
		case r >= 0x0400 && r < 0x0530:
			return latin(strings.ToLower(s))
		case r >= 0x0600 && r < 0x0780:
			return arabicForms.Replace(dutch.Fold(s))
		}
	}
	return dutch.Fold(s)
}

// skeleton returns how a name sounds, roughly, so that Lizanne is found where the list has Lisanne.
func skeleton(s string) string {
	s = soundForms.Replace(s)
	var b strings.Builder
	var last rune
	for i, r := range s {
		if r == last || r == 'h' && i > 0 {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

var soundForms = strings.NewReplacer("ph", "f", "ck", "k", "sch", "sj", "sh", "sj", "ch", "c", "ij", "i", "ie", "i", "ey", "i", "ei", "i", "ay", "ai", "y", "i", "c", "k", "q", "k", "x", "ks", "z", "s", "w", "v", "oe", "u", "ou", "u", "ae", "a", "dj", "j", "-", "")

var arabicForms = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ة", "ه", "ى", "ي", "ی", "ي", "ک", "ك", "\u0640", "")

// latin writes Ukrainian in Latin letters, as Ukrainian passports do (Cabinet of Ministers, resolution 55 of 2010). Letters that only
// Russian has follow the habit of English newspapers.
func latin(s string) string {
	var b strings.Builder
	at := 0
	for _, r := range s {
		if initial, ok := latinFirst[r]; ok && at == 0 {
			b.WriteString(initial)
		} else if plain, ok := latinLetters[r]; ok {
			b.WriteString(plain)
		} else if !apostropheRune(r) {
			b.WriteRune(r)
		}
		at++
	}
	return b.String()
}

var latinFirst = map[rune]string{'є': "ye", 'ї': "yi", 'й': "y", 'ю': "yu", 'я': "ya"}

var latinLetters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "h", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh", 'з': "z", 'и': "y", 'і': "i", 'ї': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "shch", 'ь': "", 'ю': "iu", 'я': "ia", 'ы': "y", 'э': "e", 'ё': "e", 'ъ': "",
}
