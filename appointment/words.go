package appointment

// Words returns the four words that belong to a secret that only one page has, with a key of the server; try tells codes apart that came out
// the same by chance. Other rooms whose visitors come back by a code use the same words, with a key of their own.
func Words(key []byte, secret string, try int) string { return codeOf(key, secret, try) }

// HashWords returns what may be kept of four words as a person typed them.
func HashWords(key []byte, typed string) []byte { return hashCode(key, typed) }
