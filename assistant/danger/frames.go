package danger

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed frames.txt
var framesTXT string

// drawn is how many messages the classifier learns of each frame: enough that no single part stands for the frame.
const drawn = 24

// framed returns messages put together from frames, the same each time.
func framed(text string) ([]example, error) {
	parts, frames := map[string][]string{}, []string(nil)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch name, body, ok := strings.Cut(line, ": "); {
		case line == "" || strings.HasPrefix(line, "#"):
		case !ok:
			return nil, fmt.Errorf("%q: no colon", line)
		case strings.HasPrefix(name, "="):
			for part := range strings.SplitSeq(body, " | ") {
				parts[name[1:]] = append(parts[name[1:]], part)
			}
		default:
			frames = append(frames, line)
		}
	}
	var all []example
	draw := uint64(7)
	for _, frame := range frames {
		head, body, _ := strings.Cut(frame, ": ")
		level, kind, _ := strings.Cut(head, " ")
		x := example{Expected: level, Hard: level == "none"}
		if kind != "" {
			x.Kinds = []string{kind}
		}
		seen := map[string]bool{}
		for range drawn {
			s := body
			for {
				before, rest, ok := strings.Cut(s, "{")
				if !ok {
					break
				}
				name, after, _ := strings.Cut(rest, "}")
				if len(parts[name]) == 0 {
					return nil, fmt.Errorf("%q: no parts named %q", frame, name)
				}
				draw = draw*6364136223846793005 + 1442695040888963407
				s = before + parts[name][draw>>33%uint64(len(parts[name]))] + after
			}
			if !seen[s] {
				seen[s] = true
				x.Text = s
				all = append(all, x)
			}
		}
	}
	return all, nil
}
