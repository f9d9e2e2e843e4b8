package web

// shortcut is a key of the review desk. There is one table: the help on the page shows it, and the script reads the keys from that help.
type shortcut struct {
	Key  string // as the browser calls it
	Act  string // what the script does
	Cap  string // as it is shown
	Text string
}

// shortcuts lists the keys of the review desk.
func shortcuts() []shortcut {
	keys := []shortcut{
		{Key: "j", Act: "next"},
		{Key: "k", Act: "previous"},
		{Key: "n", Act: "undecided"},
		{Key: "Enter", Act: "hear", Cap: "Enter"},
		{Key: "a", Act: "accept"},
		{Key: "w", Act: "edit"},
		{Key: "x", Act: "reject"},
		{Key: "o", Act: "reopen"},
		{Key: "g", Act: "line"},
		{Key: "v", Act: "correct"},
		{Key: "r", Act: "sentence"},
		{Key: "p", Act: "play"},
		{Key: ",", Act: "back"},
		{Key: ".", Act: "forward"},
		{Key: "-", Act: "slower"},
		{Key: "+", Act: "faster"},
		{Key: "s", Act: "silence"},
		{Key: "?", Act: "help"},
	}
	for i := range keys {
		if keys[i].Cap == "" {
			keys[i].Cap = keys[i].Key
		}
		keys[i].Text = text("key_" + keys[i].Act)
	}
	return keys
}
