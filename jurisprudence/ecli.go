package jurisprudence

import (
	"regexp"
	"strings"
)

// ECLI is the European identifier of a ruling: ECLI:NL:RBMNE:2020:2061. The zero value is unknown.
type ECLI string

var ecliForm = regexp.MustCompile(`(?i)ECLI[:._-]NL[:._-]([A-Z]{1,7})[:._-]([0-9]{4})[:._-]([A-Z0-9.]{1,25})`)

// FindECLI returns the first Dutch identifier in s, also when it is written as a file name with dots, underscores or hyphens for colons.
// It returns the zero value when there is none.
func FindECLI(s string) ECLI {
	m := ecliForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	number := strings.ToUpper(m[3])
	for _, suffix := range []string{".XML", ".JSON", ".TXT", ".HTML"} {
		number = strings.TrimSuffix(number, suffix)
	}
	number = strings.Trim(number, ".")
	if number == "" {
		return ""
	}
	return ECLI("ECLI:NL:" + strings.ToUpper(m[1]) + ":" + m[2] + ":" + number)
}

// Court returns the code of the court in the identifier ("RBMNE"), empty when it is unknown.
func (e ECLI) Court() string {
	parts := strings.Split(string(e), ":")
	if len(parts) != 5 {
		return ""
	}
	return parts[2]
}

// Year returns the year in the identifier, empty when it is unknown.
func (e ECLI) Year() string {
	parts := strings.Split(string(e), ":")
	if len(parts) != 5 {
		return ""
	}
	return parts[3]
}

// Link returns the permanent address of the ruling for people.
func (e ECLI) Link() string {
	if e == "" {
		return ""
	}
	return "https://deeplink.rechtspraak.nl/uitspraak?id=" + string(e)
}

// level returns the height of the court that the identifier or, when its code says nothing, the name of the court tells.
func level(e ECLI, court string) Level {
	code := e.Court()
	switch {
	case code == "HR":
		return Supreme
	case code == "PHR":
		return Procurator
	case strings.HasPrefix(code, "OG"), code == "RVBAA", code == "RVBAACM":
		return Caribbean
	case strings.HasPrefix(code, "RB"), code == "KTG":
		return District
	case strings.HasPrefix(code, "GH"):
		return Appeal
	case code == "CRVB", code == "RVS", code == "CBB", code == "TADRE":
		return AdminAppeal
	}
	name := lowerSame(court)
	switch {
	case strings.Contains(name, "aruba"), strings.Contains(name, "curaçao"), strings.Contains(name, "sint maarten"), strings.Contains(name, "gemeenschappelijk hof"), strings.Contains(name, "bonaire"):
		return Caribbean
	case strings.Contains(name, "parket"), strings.Contains(name, "procureur"):
		return Procurator
	case strings.Contains(name, "hoge raad"):
		return Supreme
	case strings.Contains(name, "gerechtshof"), strings.HasPrefix(name, "hof "):
		return Appeal
	case strings.Contains(name, "rechtbank"), strings.Contains(name, "kantongerecht"):
		return District
	case strings.Contains(name, "raad van"), strings.Contains(name, "college van beroep"):
		return AdminAppeal
	}
	return UnknownLevel
}
