package jurisprudence

import "strings"

// Finality says whether a ruling can still change, as far as it is stated. A ruling of first instance rarely tells.
type Finality string

// The states of finality. The zero value is not known.
const (
	UnknownFinality Finality = ""
	Final           Finality = "final"
	Appealed        Finality = "appealed"
)

// finality reads whether the ruling stands: from the chain of instances that the courts publish, and from the ruling itself.
func finality(r *Ruling, low string) Fact[Finality] {
	for _, x := range r.Relations {
		if strings.EqualFold(x.Stage, "latereAanleg") {
			return Fact[Finality]{Value: Appealed, Set: true}
		}
	}
	for _, w := range []string{"afstand gedaan van rechtsmiddelen", "afstand van rechtsmiddelen", "is onherroepelijk geworden op", "dit vonnis is onherroepelijk", "dit arrest is onherroepelijk"} {
		if i := strings.Index(low, w); i >= 0 {
			return Fact[Finality]{Final, Span{i, i + len(w)}, true}
		}
	}
	if r.Level == Supreme && r.Kind != Conclusion {
		return Fact[Finality]{Value: Final, Set: true}
	}
	return Fact[Finality]{}
}
