package staff

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// PersonID names someone who works here without saying who it is. It is the same as long as the sign-in service knows the account.
type PersonID string

// Person is someone who works here.
type Person struct {
	ID   PersonID
	Name string // as the sign-in service gives it, for on the screen
	Role Role   // all roles of the person
}

// May reports whether the person has one of the wanted roles.
func (p Person) May(wanted Role) bool { return p.Role.Any(wanted) }

// personIDLength is how many characters of a hash tell people apart: 80 bits.
const personIDLength = 16

// DemoPerson returns the id of the demo's account with a name.
func DemoPerson(name string) PersonID { return personID(demoIssuer, name) }

// personID returns the id of the account that issuer knows by subject.
func personID(issuer, subject string) PersonID {
	sum := sha256.Sum256([]byte(issuer + "\x00" + subject))
	return PersonID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:personIDLength]))
}
