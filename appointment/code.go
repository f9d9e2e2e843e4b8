package appointment

import (
	"crypto/hmac"
	"crypto/sha256"
	_ "embed" // the words
	"encoding/binary"
	"strings"
	"sync"
)

//go:embed words.txt
var wordFile string

// words are 1024 plain Dutch words that mean nothing in particular: four of them are one of 2^40 codes, easy to write down and to say over the
// telephone. Words that differ in one added letter, and words that could hurt, were left out.
var words = sync.OnceValue(func() []string {
	all := strings.Fields(wordFile)
	if len(all) != 1024 {
		panic("appointment: the list of code words is not of 1024 words")
	}
	return all
})

// codeLength is the number of words of a code.
const codeLength = 4

// codeOf returns the four words of a hold. They follow from the secret that only the holder has, with a key of the server: asked twice they are the
// same, so that a repeated request gets the same answer, and nobody can make them from the database.
func codeOf(key []byte, token string, try int) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte{'c', byte(try)}) //nolint:gosec // a second try is one in millions of bookings
	mac.Write([]byte(token))
	n := binary.BigEndian.Uint64(mac.Sum(nil))
	code := make([]string, codeLength)
	for i := range code {
		code[i] = words()[n&1023]
		n >>= 10
	}
	return strings.Join(code, " ")
}

// plainCode makes what a person typed comparable: lower case, one space between words, however they were parted.
func plainCode(typed string) string {
	if len(typed) > 200 {
		typed = typed[:200]
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool {
		return r == ' ' || r == '-' || r == ',' || r == '.' || r == '\t' || r == '\n' || r == '\r' || r == '_' || r == '/'
	}), " ")
}

// hashCode returns what is kept of a code. Without the key of the server the 2^40 codes cannot be tried on a copy of the database.
func hashCode(key []byte, code string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte{'h'})
	mac.Write([]byte(plainCode(code)))
	return mac.Sum(nil)
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
