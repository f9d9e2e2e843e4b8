package staff

import (
	"encoding/base64"
	"strings"
	"testing"
)

// A token of which the form passes has nothing in its header that could lead us astray.
func FuzzTokenForm(f *testing.F) {
	f.Add(`{"alg":"RS256","kid":"1"}`, "e30", "AAAA")
	f.Add(`{"alg":"none"}`, "e30", "")
	f.Add(`{"alg":"RS256","JKU":"https://x"}`, "e30", "AAAA")
	f.Fuzz(func(t *testing.T, header, claims, signature string) {
		raw := base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + claims + "." + signature
		if plain(raw, "JWT") != nil {
			return
		}
		lower := strings.ToLower(header)
		if len(raw) > longestToken || strings.Contains(lower, `"jku":`) || strings.Contains(lower, `"alg":"none"`) && !strings.Contains(lower, `"alg":"r`) && !strings.Contains(lower, `"alg":"p`) && !strings.Contains(lower, `"alg":"e`) {
			t.Errorf("plain takes %q", header)
		}
	})
}

func TestSealedOpensWithItsTokenOnly(t *testing.T) {
	t.Parallel()
	token, other := newToken(), newToken()
	sealed, err := seal(token, "een refresh token")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := unseal(token, sealed); err != nil || got != "een refresh token" {
		t.Errorf("unseal = %q, %v", got, err)
	}
	if _, err := unseal(other, sealed); err == nil {
		t.Error("another token opens it")
	}
	for i := range sealed {
		changed := append([]byte(nil), sealed...)
		changed[i] ^= 1
		if _, err := unseal(token, changed); err == nil {
			t.Fatalf("with byte %d changed it opens", i)
		}
	}
	if _, err := unseal(token, sealed[:5]); err == nil {
		t.Error("a piece of it opens")
	}
}
