package assistant

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// notUs are whom people may complain of instead of us, with what a page calls them.
var notUs = map[string]string{
	"politie": "politie", "agent": "politie", "agenten": "politie", "politieagent": "politie", "wijkagent": "politie", "agente": "politie", "rechercheur": "politie", "politieman": "politie",
	"om": "openbaar ministerie", "officier": "openbaar ministerie", "justitie": "openbaar ministerie", "ministerie": "openbaar ministerie",
	"advocaat": "advocaat", "advocate": "advocaat", "rechter": "rechter", "rechtbank": "rechter",
}

// complainsOf returns what a page calls whoever a question complains of, when that is not us: "klacht over de politie" is about how to complain there.
func complainsOf(question string) map[string]bool {
	complains, of := false, ""
	for _, t := range dutch.Tokens(question) {
		complains = complains || strings.HasPrefix(t.Text, "klacht") && t.Text != "klachten" || t.Text == "klagen" || t.Text == "klaag"
		said := question[t.Start:t.End]
		if name := notUs[t.Text]; name != "" && (t.Text != "om" || said == strings.ToUpper(said)) { // "om" in small letters is said for other things
			of = name
		}
	}
	if !complains || of == "" {
		return nil
	}
	return bag(of)
}
