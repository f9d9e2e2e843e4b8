// Package staff knows who works here, what each may do, and what each did.
package staff

import (
	"slices"
	"strings"
)

// Role is what someone is trusted with: one role, or several together, as in Legal|Policy. The zero value is nobody's, and may do nothing.
type Role uint16

// The roles there are. A person may have more than one.
const (
	Member   Role = 1 << iota // medewerker: finds internal documents
	Legal                     // juridisch medewerker: reports of conversations, comparable rulings
	Policy                    // beleidsadviseur: judges rulings
	Planner                   // planner: availability and appointments
	Content                   // redacteur: what the public assistant answers from
	Privacy                   // privacy officer: what is kept, for how long, and who saw it
	Operator                  // beheerder: keeps the service running
)

// Everyone is every role: whoever works here.
const Everyone = Member | Legal | Policy | Planner | Content | Privacy | Operator

// roleNames are the names by which roles are kept and configured, in the order in which they are shown.
var roleNames = []struct {
	role Role
	name string
}{
	{Member, "member"},
	{Legal, "legal"},
	{Policy, "policy"},
	{Planner, "planner"},
	{Content, "content"},
	{Privacy, "privacy"},
	{Operator, "operator"},
}

// Any reports whether r has at least one role of wanted. No role at all has none, and none is never enough.
func (r Role) Any(wanted Role) bool { return r&wanted != 0 }

// Names returns the names of the roles in r, in a fixed order; for the zero role it is empty.
func (r Role) Names() []string {
	names := []string{}
	for _, n := range roleNames {
		if r.Any(n.role) {
			names = append(names, n.name)
		}
	}
	return names
}

// Each returns the roles in r one by one.
func (r Role) Each() []Role {
	var each []Role
	for _, n := range roleNames {
		if r.Any(n.role) {
			each = append(each, n.role)
		}
	}
	return each
}

// String returns the names of the roles, joined by a comma.
func (r Role) String() string { return strings.Join(r.Names(), ",") }

// ParseRole returns the role with that name, and false when there is none.
func ParseRole(name string) (Role, bool) {
	for _, n := range roleNames {
		if n.name == name {
			return n.role, true
		}
	}
	return 0, false
}

// rolesOf returns the roles with these names. A name that is not known, such as one of a newer program, gives nothing.
func rolesOf(names []string) Role {
	var r Role
	for _, n := range roleNames {
		if slices.Contains(names, n.name) {
			r |= n.role
		}
	}
	return r
}
