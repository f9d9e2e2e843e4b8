package appointment

import (
	"strings"
	"testing"
)

func TestCodesAreLeftOutOfATextAndOtherWordsAreNot(t *testing.T) {
	t.Parallel()
	code := Words([]byte(strings.Repeat("k", 32)), "secret", 0)
	mistyped := strings.Replace(code, strings.Fields(code)[0], "tikfout", 1)
	for _, text := range []string{code, strings.ToUpper(code), strings.ReplaceAll(code, " ", "-"), strings.ReplaceAll(code, " ", ", ")} {
		if got := Without("ik ben er weer, mijn code is "+text+". Graag verder", "[code]"); got != "ik ben er weer, mijn code is [code]. Graag verder" {
			t.Errorf("Without(%q) = %q", text, got)
		}
	}
	if got := Without("code "+mistyped, "[code]"); strings.Contains(got, strings.Fields(code)[1]) || strings.Contains(got, "tikfout") {
		t.Errorf("a mistyped code leaves %q", got)
	}
	for _, text := range []string{
		"ik ben vorige week in het park beroofd", "waar vul ik mijn code in", "mijn code is kwijt, wat nu", "", "hoi",
		strings.Join(strings.Fields(code)[:2], " "), strings.ReplaceAll(code, " ", " en "),
	} {
		if got := Without(text, "[code]"); got != text {
			t.Errorf("Without(%q) = %q", text, got)
		}
	}
}
