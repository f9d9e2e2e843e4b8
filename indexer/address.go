package indexer

import (
	"net/url"
	"regexp"
	"sort"
	"strings"
)

// tracking parameters say where a visitor came from, never which page is meant.
var tracking = regexp.MustCompile(`(?i)^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_cid|mc_eid|_ga|_gl|igshid|ref_src|pk_\w+|mtm_\w+|piwik_\w+|hsa_\w+|_hs\w+|vero_\w+|oly_\w+|s_cid|trk|phpsessid|jsessionid|sid|sessionid|aspsessionid\w*)$`)

// trimQuery sorts a query and leaves tracking parameters out.
func trimQuery(raw string) string {
	if raw == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		key, _, _ := strings.Cut(part, "=")
		if name, err := url.QueryUnescape(key); err == nil {
			key = name
		}
		if part != "" && !tracking.MatchString(key) {
			kept = append(kept, part)
		}
	}
	sort.Strings(kept)
	return strings.Join(kept, "&")
}
