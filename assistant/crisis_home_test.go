package assistant

import "testing"

// A partner is one of the home with an Arabic "and" written before it too.
func TestPartnerBehindArabicAndIsOfTheHome(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"زوجي ضربني": true, "أنا في البيت وزوجي ضربني": true, "فخطيبي يهددني": true, "وجوزي ضربني": true, "وجاري ضربني": false, "والرجل ضربني": false,
	} {
		if got := ofHome(text); got != want {
			t.Errorf("ofHome(%q) = %v", text, got)
		}
	}
}
