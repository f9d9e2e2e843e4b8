package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// gapsPage shows what people asked in vain, as far as enough of them did.
type gapsPage struct {
	staffLayout
	Clusters []clusterView
	Least    int // conversations that must share something before it is shown
}

// clusterView is a subject that people asked about in vain.
type clusterView struct {
	Topic, TopicID           string
	Words                    string   // as people write them
	Synonyms                 []string // groups that may help, to choose from
	Found                    *titledLink
	Sure                     bool // that what is found now answers it
	Conversations, Questions int
	Newest, ISO              string
}

// How far back gaps are shown, and of how many it is looked what they find now.
const (
	gapsSince  = 13 * 7 * 24 * time.Hour
	gapsLooked = 40
)

func (s *Server) showGaps(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Kept == nil {
		return errNoPage
	}
	gaps, err := s.config.Kept.Gaps(r.Context(), s.now().Add(-gapsSince))
	if err != nil {
		return err
	}
	p := gapsPage{staffLayout: s.staffLayout(r, who, "title_gaps"), Least: assistant.Anonymous}
	bank := s.config.Bank()
	for i, c := range assistant.Clusters(gaps) {
		var words []string
		for _, stem := range c.Terms {
			words = append(words, bank.Word(stem))
		}
		v := clusterView{Topic: text("no_topic"), Words: strings.Join(words, " "), Conversations: c.Conversations, Questions: c.Questions, Newest: dutchDate(c.Newest), ISO: isoDate(c.Newest)}
		if t, ok := bank.Lookup(c.Topic); ok {
			v.Topic, v.TopicID = t.Name, string(t.ID)
		}
		if s.config.Editor != nil && i < gapsLooked {
			if v.Synonyms, err = s.config.Editor.Suggest(r.Context(), s.config.Collection, c.Topic, words); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
				return err
			}
			found, err := s.config.PublicShelf.Search(r.Context(), s.config.Collection, v.Words, 1)
			if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
				return err
			}
			if len(found.Hits) > 0 {
				v.Found, v.Sure = &titledLink{takenPath(s.config.Collection, found.Hits[0].URL), found.Hits[0].Title}, assistant.Sure(found)
			}
		}
		p.Clusters = append(p.Clusters, v)
	}
	p.Script = "busy.js"
	return s.show(w, http.StatusOK, "staff/gaps", p)
}
