package knowledge_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"wegwijzer/knowledge"
)

// Each role finds its own collections and nothing else, whatever it asks and whatever passage it names.
func TestRolesSeeTheirOwnCollections(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	publish(t, store, knowledge.Staff, "iedereen", page("intern/overdragen.md", "Overdragen", "Een cliënt overdragen gaat met een warme overdracht door te bellen."))
	publish(t, store, knowledge.Staff, "juridisch", page("intern/zilvervos.md", "Zilvervos", "Het zilvervosprotocol voor juristen gaat over overdragen van een cliënt."))
	publish(t, store, knowledge.Staff, "vergeten", page("intern/vergeten.md", "Vergeten", "Niemand mag dit zilvervosprotocol zien."))
	for name, roles := range map[string][]string{"iedereen": {"member", "legal"}, "juridisch": {"legal"}} {
		if err := store.SetRoles(t.Context(), name, roles); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.SetRoles(t.Context(), "bestaat niet", nil); !errors.Is(err, knowledge.ErrUnknown) {
		t.Errorf("rights on nothing: %v", err)
	}
	all, err := store.For(knowledge.Staff).SearchAll(t.Context(), []string{"iedereen", "juridisch", "vergeten"}, "zilvervosprotocol", time.Time{}, 10)
	if err != nil || len(all.Finds) != 2 {
		t.Fatalf("control: %d finds, %v", len(all.Finds), err)
	}
	for _, c := range []struct {
		roles, want []string
	}{
		{[]string{"member"}, []string{"iedereen"}},
		{[]string{"legal"}, []string{"iedereen", "juridisch"}},
		{[]string{"policy", "legal"}, []string{"iedereen", "juridisch"}},
		{[]string{"policy"}, nil},
		{[]string{}, nil},
		{nil, nil},
		{[]string{"Legal"}, nil},
		{[]string{"{legal}"}, nil},
	} {
		shelf := store.For(knowledge.Staff).As(c.roles)
		listed, err := shelf.Collections(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, l := range listed {
			names = append(names, l.Name)
		}
		if !slices.Equal(names, c.want) {
			t.Errorf("%q see %q, want %q", c.roles, names, c.want)
		}
		for _, name := range []string{"iedereen", "juridisch", "vergeten", "bestaat niet"} {
			_, err := shelf.Search(t.Context(), name, "cliënt overdragen", 5)
			if may := slices.Contains(c.want, name); may != (err == nil) || !may && !errors.Is(err, knowledge.ErrUnknown) {
				t.Errorf("%q search %s: %v", c.roles, name, err)
			}
			for _, f := range all.Finds {
				if _, err := shelf.Document(t.Context(), name, f.ID); (err == nil) != (name == f.Collection && slices.Contains(c.want, name)) {
					t.Errorf("%q open a passage of %s in %s: %v", c.roles, f.Collection, name, err)
				}
			}
		}
		found, err := shelf.SearchAll(t.Context(), []string{"iedereen", "juridisch", "vergeten"}, "zilvervosprotocol overdragen", time.Time{}, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found.Finds {
			if !slices.Contains(c.want, f.Collection) {
				t.Errorf("%q find something of %s", c.roles, f.Collection)
			}
		}
	}
	// A right that is taken away is gone at the next search.
	shelf := store.For(knowledge.Staff).As([]string{"legal"})
	if err := store.SetRoles(t.Context(), "juridisch", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Search(t.Context(), "juridisch", "zilvervosprotocol", 5); !errors.Is(err, knowledge.ErrUnknown) {
		t.Errorf("after the right was taken away: %v", err)
	}
	// The public shelf cannot be made one for staff.
	if _, err := store.For(knowledge.Public).As([]string{"legal"}).Search(t.Context(), "iedereen", "cliënt", 5); err == nil {
		t.Error("the public shelf opens a collection for staff")
	}
}
