package transcribe

import (
	"strings"

	"wegwijzer/internal/dutch"
)

var (
	telephoneLabel = expressed(`^[+0-9*• ()-]+$`)
	neutralLabel   = expressed(`(?i)^(?:spreker|speaker|sprecher|beller|medewerker|cli[eë]nt|tolk|kanaal|deelnemer|onbekend|unknown|agent|spk|gast)\b.*$`)
	inLabel        = expressed(`\s*(?:\((?:gast|guest|extern|telefonisch|shn|unverified|niet-geverifieerd)[^)]*\)|-\s*(?:shn|slachtofferhulp).*$)`)
	// How people name themselves at the beginning of a call.
	introduces = expressed(`(?:[Mm]et|[Ii]k ben|[Jj]e spreekt met|[Uu] spreekt met|[Mm]ijn naam is|[Ii]k heet) (?:de heer |mevrouw |mijnheer |meneer )?(\p{Lu}[\p{L}'-]+(?: (?:van|de|den|der|ter|ten|el|al|'t|\p{Lu}[\p{L}'-]+)){0,4})`)
	namesOther = expressed(`(?:[Ss]preek ik (?:met|nu met)|[Gg]oede(?:morgen|middag|navond)|[Dd]ag|[Hh]allo) (?:met )?(mevrouw|meneer|mijnheer|de heer) (\p{Lu}[\p{L}'-]+(?: (?:van|de|den|der|\p{Lu}[\p{L}'-]+)){0,3})`)
)

// participants lists who speaks, with the name that the label or the call gives them.
func (c *call) participants() []Participant {
	var out []Participant
	at := map[string]int{}
	count := map[string]map[Role]int{}
	for i := range c.lines {
		l := c.lines[i]
		if l.Struck || l.Text == "" || l.Role == Nobody {
			continue
		}
		key := l.Speaker
		if key == "" {
			key = string(l.Role)
		}
		if _, ok := at[key]; !ok {
			if len(out) >= 300 {
				continue // a hall full of people: their names add nothing
			}
			at[key] = len(out)
			p := Participant{Role: l.Role}
			if l.Speaker != "" {
				label := l.Speaker
				p.Label = &label
			}
			p.Name = c.nameOf(l.Speaker, l.Role)
			out = append(out, p)
			count[key] = map[Role]int{}
		}
		if count[key] != nil {
			count[key][l.Role]++
		}
	}
	for key, roles := range count { // the role of most lines: single lines may have been repaired
		best := out[at[key]].Role
		for role, n := range roles {
			if n > roles[best] {
				best = role
			}
		}
		out[at[key]].Role = best
	}
	return out
}

// nameOf returns the name behind a label: the label itself when it is one ("Veldkamp, Marieke" is Marieke Veldkamp), else what is said.
func (c *call) nameOf(label string, role Role) string {
	name := strings.TrimSpace(inLabel.ReplaceAllString(strings.ToValidUTF8(label, ""), ""))
	if i := strings.Index(dutch.Fold(label), "(gast"); i >= 0 && i <= len(label) {
		name = strings.TrimSpace(label[:i])
	}
	if last, first, ok := strings.Cut(name, ", "); ok && !strings.Contains(first, ",") && first != "" {
		name = first + " " + last
	}
	if name != "" && !telephoneLabel.MatchString(name) && !neutralLabel.MatchString(name) {
		return name
	}
	for i := 0; i < len(c.lines) && i < 12; i++ {
		l := c.lines[i]
		if l.Struck || l.Role != role && !(role == Client && l.staff()) || label != "" && l.Speaker != label && l.Role == role {
			continue
		}
		if l.Role == role {
			if m := introduces.FindStringSubmatch(l.Text); m != nil && !strings.HasPrefix(m[1], "Slachtofferhulp") {
				return m[1]
			}
		} else if m := namesOther.FindStringSubmatch(l.Text); m != nil {
			return m[2]
		}
	}
	if name == "" || telephoneLabel.MatchString(name) {
		return string(role)
	}
	return name
}
