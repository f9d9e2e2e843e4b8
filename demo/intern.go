package demo

import (
	"embed"
	"io/fs"
)

//go:embed intern
var internal embed.FS

// Folder is a folder of the demo organisation's own documents, and the roles that may search it.
type Folder struct {
	Name  string
	Roles string // names with commas between them; "" is everyone who works here
	Files fs.FS
}

// Internal returns what the demo organisation has written down for its own people.
func Internal() []Folder {
	var all []Folder
	for _, f := range []Folder{{Name: "werkwijzen"}, {Name: "juridisch", Roles: "legal,policy"}, {Name: "privacy", Roles: "privacy,operator"}} {
		f.Files, _ = fs.Sub(internal, "intern/"+f.Name) // the name is a good one
		all = append(all, f)
	}
	return all
}
