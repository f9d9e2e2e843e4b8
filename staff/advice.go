package staff

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// What a sign-in service may lack; each makes it less good, and none makes it useless by itself.
const (
	AdvicePKCE        = "pkce"         // it does not say that it knows PKCE with S256
	AdviceRefresh     = "refresh"      // it does not offer what is needed to ask again later
	AdviceBackChannel = "back-channel" // it cannot tell that someone signed out
)

// CheckProvider asks a sign-in service about itself and returns what it lacks. It returns an error when it does not answer, or when its answer cannot be
// used.
func CheckProvider(ctx context.Context, config ProviderConfig) ([]string, error) {
	p, err := newProvider(config, time.Now)
	if err != nil {
		return nil, err
	}
	found, err := p.discover(ctx)
	if err != nil {
		return nil, err
	}
	var said struct {
		Challenges  []string `json:"code_challenge_methods_supported"`
		Scopes      []string `json:"scopes_supported"`
		BackChannel bool     `json:"backchannel_logout_supported"`
	}
	if err := found.provider.Claims(&said); err != nil {
		return nil, fmt.Errorf("reading what the sign-in service says of itself: %w", err)
	}
	var lacks []string
	if !slices.Contains(said.Challenges, "S256") {
		lacks = append(lacks, AdvicePKCE)
	}
	if said.Scopes != nil && !slices.Contains(said.Scopes, "offline_access") {
		lacks = append(lacks, AdviceRefresh)
	}
	if !said.BackChannel {
		lacks = append(lacks, AdviceBackChannel)
	}
	return lacks, nil
}
