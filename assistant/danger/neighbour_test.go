package danger

import "testing"

// Who fears for a child of somebody else reads of Veilig Thuis first, and who was hit by a neighbour of the police.
func TestAnothersChildIsForVeiligThuis(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]Line{
		"het jongetje van de buren heeft steeds blauwe plekken, ik maak me zorgen": SafeAtHome, "het kind van de buren wordt geslagen, ik hoor het door de muur": SafeAtHome,
		"mijn buurman dreigt dat hij mij gaat vermoorden": Police,
	} {
		f := Check(text)
		if f.Level == None || len(f.Lines) == 0 {
			t.Errorf("%q: %+v", text, f)
			continue
		}
		first := f.Lines[0]
		if first == Emergency && len(f.Lines) > 1 {
			first = f.Lines[1]
		}
		if first != line {
			t.Errorf("%q: %v, want %s first", text, f.Lines, line)
		}
	}
}
