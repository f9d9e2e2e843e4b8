package main

import (
	_ "embed" // what each setting is
	"fmt"
	"slices"
	"strings"
)

//go:embed settings.tsv
var settingsText string

// setting is a variable of the environment that the program reads.
type setting struct {
	name   string
	secret bool   // its value is never shown
	about  string // in Dutch
}

// settings lists all of them, by name.
func settings() []setting {
	var all []setting
	for line := range strings.Lines(settingsText) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, setting{fields[0], fields[1] == "geheim", fields[2]})
	}
	return all
}

// settings tells of each setting what it is, and what it is set to unless that is a secret.
func (c *checks) settings(env func(string) string) {
	for _, x := range settings() {
		value := env(x.name)
		switch {
		case value == "":
			value = "leeg"
		case x.secret:
			value = "ingevuld"
		default:
			value = fmt.Sprintf("%q", value)
		}
		c.add(x.name, checkOK, "%s: %s", x.about, value)
	}
}

// unknown tells of variables that look like a setting and are none: a typing mistake would otherwise leave a default in force without a word.
func (c *checks) unknown(names []string) {
	all := settings()
	for _, name := range names {
		prefix, _, ok := strings.Cut(name, "_")
		ours := slices.ContainsFunc(all, func(x setting) bool { return strings.HasPrefix(x.name, prefix+"_") && prefix != "DATABASE" })
		if ok && ours && !slices.ContainsFunc(all, func(x setting) bool { return x.name == name }) && name != "WEGWIJZER_FULL" {
			c.add("instellingen", checkWarn, "%s is geen instelling van wegwijzer. Misschien is het een tikfout; wegwijzer check --instellingen noemt ze alle.", name)
		}
	}
}
