package speech

import "strings"

// Mouth is the shape of a mouth. The fifteen are those of Meta's lip-sync reference (visemes of the Oculus SDK), which most drawn and built
// faces know.
type Mouth uint8

// The shapes, with sounds that have them.
const (
	Rest       Mouth = iota // silence
	Lips                    // p, b, m
	LipTeeth                // f, v
	TongueTip               // th
	Tip                     // t, d
	Back                    // k, g, ch of "lachen"
	Hush                    // sj, tsj
	Hiss                    // s, z
	Nasal                   // n, l
	Roll                    // r
	Wide                    // a
	Half                    // e
	Smile                   // i
	Round                   // o
	Kiss                    // u, w
	MouthCount = iota
)

// mouths is the shape of each sound of the International Phonetic Alphabet that espeak-ng's voices for our languages can make. Marks for
// length, stress and the like have no shape of their own.
var mouths = func() map[rune]Mouth {
	all := map[rune]Mouth{}
	for mouth, sounds := range map[Mouth]string{
		Lips:      "pbmɓʙɱ",
		LipTeeth:  "fvʋ",
		TongueTip: "θð",
		Tip:       "tdʈɖɗ",
		Back:      "kgɡqxɣχʁħʕhɦʔcɟŋɢɠʡʜçʝɰ",
		Hush:      "ʃʒɕʑʂʐʧʤɧ",
		Hiss:      "szʦʣɬɮ",
		Nasal:     "nlɲɫɭʎɳɴʟ",
		Roll:      "rɹɾɽʀɻɺ",
		Wide:      "aɑɐæʌɒ",
		Half:      "eɛəɜɘɚɝɞœø",
		Smile:     "iɪjɨyʏɤ",
		Round:     "oɔɵ",
		Kiss:      "uʊwɯʉʍɥβɸ",
	} {
		for _, r := range sounds {
			all[r] = mouth
		}
	}
	return all
}()

// shapeless are the marks of the alphabet that change a sound and not the mouth: length, stress, voice, palatal, nasal, syllabic, ties.
const shapeless = "ːˑˈˌ.ʲʰʷˠˤˀ̩̯͜͡ˡⁿ'`^-_~;:ʼ˞ᵊᵝ|‖!?\u0303\u0325\u030a\u032a\u0306\u031a\u031d\u031e\u031f\u0320\u0324\u0330\u0339\u031c\u0308\u033a\u033b\u2191\u2193"

// MouthsOf returns the shapes of a sound by its name in the International Phonetic Alphabet: one, or two for a diphthong; Rest for silence. It
// reports false when a part of the name is of no sound it knows.
func MouthsOf(name string) ([]Mouth, bool) {
	var shapes []Mouth
	known := true
	for _, r := range name {
		if m, ok := mouths[r]; ok {
			if len(shapes) == 0 || shapes[len(shapes)-1] != m {
				shapes = append(shapes, m)
			}
		} else if !strings.ContainsRune(shapeless, r) {
			known = false
		}
	}
	switch {
	case len(shapes) == 0 && known:
		shapes = []Mouth{Rest}
	case len(shapes) == 0:
		shapes = []Mouth{Half} // a mouth that stays shut while something sounds looks broken
	case len(shapes) > 2:
		shapes = shapes[:2]
	}
	return shapes, known
}

// Shape is a mouth and the millisecond from which it has that shape.
type Shape struct {
	At    int
	Mouth Mouth
}

// track turns sounds into shapes. A diphthong moves from its one shape to its other halfway.
func track(sounds []saidSound, length int) []Shape {
	var all []Shape
	add := func(at int, m Mouth) {
		if n := len(all); n > 0 && all[n-1].Mouth == m {
			return
		} else if n > 0 && all[n-1].At >= at {
			all[n-1].Mouth = m
			return
		}
		all = append(all, Shape{at, m})
	}
	for i, s := range sounds {
		end := length
		if i+1 < len(sounds) {
			end = sounds[i+1].At
		}
		shapes, _ := MouthsOf(s.Name)
		for j, m := range shapes {
			add(s.At+(end-s.At)*j/len(shapes), m)
		}
	}
	add(length, Rest)
	return all
}
