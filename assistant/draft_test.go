package assistant

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDraftsAreReadWhateverIsAroundThem(t *testing.T) {
	t.Parallel()
	one := []draft{{Text: "Je kunt bellen.", Cites: handles{"c1"}}}
	for _, c := range []struct {
		name, reply string
		want        []draft
		broken      int
	}{
		{"lines", "{\"text\": \"Je kunt bellen.\", \"cites\": [\"c1\"]}\n", one, 0},
		{"a list", `[{"text":"Je kunt bellen.","cites":["c1"]}]`, one, 0},
		{"within another object", `{"sentences":[{"text":"Je kunt bellen.","cites":["c1"]}],"done":true}`, one, 0},
		{"a fence and talk", "Goed dat je het vraagt!\n```json\n{\"text\":\"Je kunt bellen.\",\"cites\":\"c1\"}\n```\nSucces.", one, 0},
		{"braces in a string", `{"text":"Je kunt {bellen}.","cites":["c1"]}`, []draft{{Text: "Je kunt {bellen}.", Cites: handles{"c1"}}}, 0},
		{"escapes", `{"text":"Zeg \"ja\" \u00e9n bel\\.","cites":["c1","c2"]}`, []draft{{Text: `Zeg "ja" én bel\.`, Cites: handles{"c1", "c2"}}}, 0},
		{"cut off in the sentence", `{"text":"Je kunt bellen.","cites":["c1"]}` + "\n" + `{"text":"Je krijgt alt`, one, 0},
		{"cut off before the brace", `{"text":"Je kunt bellen.","cites":["c1"]`, nil, 0},
		{"a string that never ends", "{\"text\": \"Je kunt\n{\"text\":\"Je kunt bellen.\",\"cites\":[\"c1\"]}", one, 1},
		{"no JSON", `{text: Je kunt bellen}`, nil, 1},
		{"without a sentence", `{"text":"","cites":["c1"]}{"answer":"ja"}`, nil, 2},
		{"handles in one word", `{"text":"Je kunt bellen.","cites":"c1, c2"}`, []draft{{Text: "Je kunt bellen.", Cites: handles{"c1", "c2"}}}, 0},
		{"numbers for handles", `{"text":"Je kunt bellen.","cites":[1,null]}`, []draft{{Text: "Je kunt bellen."}}, 0},
		{"prose", `Je kunt bellen, "zeg" 'ze'.`, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, size := range []int{1, 3, len(c.reply)} {
				var d drafts
				var got []draft
				for rest := c.reply; rest != ""; {
					n := min(size, len(rest))
					got = append(got, d.add(rest[:n])...)
					rest = rest[n:]
				}
				if diff := cmp.Diff(c.want, got); diff != "" || d.broken != c.broken {
					t.Errorf("in pieces of %d: %d broken, want %d%s", size, d.broken, c.broken, diff)
				}
			}
		})
	}
}

func TestDraftsAreBounded(t *testing.T) {
	t.Parallel()
	var d drafts
	d.add(`{"text":"` + strings.Repeat("a", 10*draftLimit))
	if len(d.open) > draftLimit+1 {
		t.Errorf("keeps %d bytes of a sentence without end", len(d.open))
	}
	d.add(strings.Repeat("zin ", repliedMost))
	if !d.overflow || d.read > repliedMost+1 {
		t.Errorf("read %d bytes, want to stop at %d", d.read, repliedMost)
	}
}

func FuzzDrafts(f *testing.F) {
	f.Add(`{"text":"Je kunt bellen.","cites":["c1"]}`, 3)
	f.Add("{\"sentences\":[{\"text\":\"a\",\"cites\":\"c1\"},{\"te", 1)
	f.Add(`{"text":"\ud800","cites":[[[[`, 2)
	f.Add("{{{{\"\\\"}}}\n{", 5)
	f.Fuzz(func(t *testing.T, reply string, size int) {
		size = max(1, size%64)
		var whole, pieces drafts
		all := whole.add(reply)
		var got []draft
		for rest := reply; rest != ""; {
			n := min(size, len(rest))
			got = append(got, pieces.add(rest[:n])...)
			rest = rest[n:]
		}
		if d := cmp.Diff(all, got); d != "" {
			t.Errorf("pieces of %d give others: %s", size, d)
		}
		for _, x := range all {
			if raw, err := json.Marshal(x.Text); err != nil || len(raw) > 7*draftLimit {
				t.Errorf("a sentence of %d bytes", len(x.Text))
			}
		}
		if len(whole.open) > draftLimit+1 {
			t.Errorf("keeps %d bytes", len(whole.open))
		}
	})
}
