package assistant

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	f, _ := os.Open(os.Getenv("ZZIN"))
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	n := map[string]int{}
	for sc.Scan() {
		var x struct {
			C, S, P string
			R       []string
		}
		_ = json.Unmarshal(sc.Bytes(), &x)
		if len(x.R) == 0 || (x.C != "twee zinnen samen" && x.C[:3] != "met") {
			continue
		}
		s, p := read(x.S), read(x.P)
		says, bears := sourcesBear(s, p)
		what := ""
		for k, ok := range map[string]bool{"numbers": numbersStand(s, p), "purposes": purposesStand(s, p), "dates": datesStand(s, p), "names": namesStand(s, p), "roles": rolesStand(s, p), "calls": callsStand(s, p), "sameSign": sameSign(s, p), "says": says, "sides": sidesKept(s, p), "order": inOrder(s, p), "covered": covered(s, p), "bears": bears, "rows": rowsHold(s, p)} {
			if !ok {
				what += k + " "
			}
		}
		if !says {
			for _, part := range s.parts() {
				asks := s.asks(part)
				ts := p.tellings()
				best := -1.0
				bi := 0
				for i, y := range ts {
					if b := s.borne(part, p, y, false); b > best {
						best, bi = b, i
					}
				}
				y := ts[bi]
				what += fmt.Sprintf("[%s: keeps %v hedges %v people %v permits %v best %.2f]", s.text[s.words[part.from].Start:min(s.words[part.from].Start+20, len(s.text))], s.keeps(p, y), s.keepsHedges(p, y), s.samePeople(part, p, y), s.permits(part, asks, p, y, 0), best)
			}
		}
		n[what[:min(len(what), 9)]]++
		fmt.Println(what, "|", x.S)
	}
	fmt.Println(n)
}
