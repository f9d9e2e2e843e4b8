package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// goldCall is a conversation with what a right draft of it finds.
type goldCall struct {
	name    string
	held    time.Time
	data    []byte // the file as staff would have it
	roles   []string
	amounts []goldAmount
	dates   []goldDate
	rights  map[string]string // those that were discussed
	actions []goldAction
	risks   []goldRisk
	facts   [][]int
	hidden  []int  // lines that may not be used
	notice  string // empty: not measured
}

type goldAmount struct {
	value          float64
	kind, evidence string
	utt            []int
}

type goldDate struct {
	iso      string
	relative bool
	utt      []int
}

type goldAction struct {
	who  string
	when string // empty for none
	utt  []int
}

type goldRisk struct {
	category string
	denied   bool
	utt      []int
}

// ownCalls reads the conversations in a folder: speakers, lines, and below each line what is to be found in it, behind "=".
func ownCalls(dir string) ([]goldCall, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.call"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("looking for conversations in %s: %w", dir, os.ErrNotExist)
	}
	var out []goldCall
	for _, name := range names {
		text, err := os.ReadFile(name) //nolint:gosec // the sets of the repository
		if err != nil {
			return nil, err
		}
		g, err := readCall(string(text))
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		g.name = strings.TrimSuffix(filepath.Base(name), ".call")
		out = append(out, g)
	}
	return out, nil
}

type spokenLine struct{ label, text string }

func readCall(text string) (goldCall, error) {
	g := goldCall{rights: map[string]string{}}
	labels := map[string]string{}
	roles := map[string]string{"M": "medewerker", "C": "client", "T": "tolk", "N": "naaste"}
	form := "teams"
	var lines []spokenLine
	for row := range strings.Lines(text) {
		row = strings.TrimSpace(row)
		at := []int{len(lines) - 1}
		key, rest, _ := strings.Cut(row, " ")
		f := strings.Fields(rest)
		switch {
		case row == "" || strings.HasPrefix(row, "#"):
		case key == "datum":
			held, err := time.Parse("2006-01-02T15:04", rest)
			if err != nil {
				return g, err
			}
			g.held = held
		case key == "vorm":
			form = rest
		case key == "spreker" && len(f) > 1:
			labels[f[0]] = strings.TrimSpace(rest[len(f[0]):])
		case key == "=" && len(f) > 0 && len(lines) > 0:
			arg := func(i int) string {
				if i < len(f) && f[i] != "-" {
					return f[i]
				}
				return ""
			}
			switch f[0] {
			case "bedrag":
				v, err := strconv.ParseFloat(arg(1), 64)
				if err != nil {
					return g, err
				}
				g.amount(goldAmount{v, arg(2), arg(3), at})
			case "datum":
				g.dates = append(g.dates, goldDate{arg(1), arg(3) == "rel", at})
			case "recht":
				g.rights[arg(1)] = arg(2)
			case "actie":
				g.actions = append(g.actions, goldAction{arg(1), arg(2), at})
			case "risico":
				g.risks = append(g.risks, goldRisk{arg(1), arg(2) == "nee", at})
			case "feit":
				g.facts = append(g.facts, at)
			case "weg":
				g.hidden = append(g.hidden, at[0])
			case "melding":
				g.notice = arg(1)
			default:
				return g, fmt.Errorf("reading the note %q", row)
			}
		case len(key) == 2 && key[1] == ':' && roles[key[:1]] != "":
			lines = append(lines, spokenLine{labels[key[:1]], rest})
			g.roles = append(g.roles, roles[key[:1]])
		default:
			return g, fmt.Errorf("reading the line %q", row)
		}
	}
	var err error
	g.data, err = inForm(form, lines)
	return g, err
}

// amount adds an amount; what is said later about evidence of the same one belongs to the first mention.
func (g *goldCall) amount(a goldAmount) {
	for k := range g.amounts {
		if o := &g.amounts[k]; o.value == a.value && o.kind == a.kind {
			o.utt = append(o.utt, a.utt...)
			o.evidence = a.evidence
			return
		}
	}
	g.amounts = append(g.amounts, a)
}

// inForm writes lines as a file of a form in which staff have them.
func inForm(form string, lines []spokenLine) ([]byte, error) {
	var b strings.Builder
	clock := func(n int, mark string) string {
		ms := n * 4200
		return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, mark, ms%1000)
	}
	switch form {
	case "teams":
		b.WriteString("WEBVTT\n\n")
		for i, l := range lines {
			fmt.Fprintf(&b, "c0ffee00-1111-2222-3333-444455556666/%d-0\n%s --> %s\n<v %s>%s</v>\n\n", i, clock(i, "."), clock(i+1, "."), l.label, html.EscapeString(l.text))
		}
	case "zoom":
		b.WriteString("WEBVTT\n\n")
		for i, l := range lines {
			fmt.Fprintf(&b, "%d\n%s --> %s\n%s: %s\n\n", i+1, clock(i, "."), clock(i+1, "."), l.label, l.text)
		}
	case "srt":
		for i, l := range lines {
			fmt.Fprintf(&b, "%d\n%s --> %s\n%s: %s\n\n", i+1, clock(i, ","), clock(i+1, ","), l.label, l.text)
		}
	case "tekst":
		for _, l := range lines {
			fmt.Fprintf(&b, "%s: %s\n", l.label, l.text)
		}
	case "whisper":
		type segment struct {
			Start   float64 `json:"start"`
			End     float64 `json:"end"`
			Text    string  `json:"text"`
			Speaker string  `json:"speaker"`
		}
		var segments []segment
		for i, l := range lines {
			segments = append(segments, segment{float64(i) * 4.2, float64(i)*4.2 + 4, " " + l.text, l.label})
		}
		return json.Marshal(map[string]any{"language": "nl", "segments": segments})
	case "genesys":
		const begin = 1_780_000_000_000
		var phrases []map[string]any
		for i, l := range lines {
			purpose := "external"
			if l.label == "intern" {
				purpose = "internal"
			}
			phrases = append(phrases, map[string]any{"text": strings.ToLower(l.text), "decoratedText": l.text, "startTimeMs": begin + i*4200, "duration": map[string]int{"milliseconds": 4000}, "participantPurpose": purpose})
		}
		return json.Marshal(map[string]any{"startTime": begin, "transcripts": []any{map[string]any{"phrases": phrases}}})
	case "docx":
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, err := z.Create("word/document.xml")
		if err != nil {
			return nil, err
		}
		fmt.Fprint(w, `<w:document xmlns:w="x"><w:body>`)
		for i, l := range lines {
			fmt.Fprintf(w, `<w:p><w:r><w:t>%s   %d:%02d</w:t><w:br/><w:t>%s</w:t></w:r></w:p>`, html.EscapeString(l.label), i*5/60, i*5%60, html.EscapeString(l.text))
		}
		fmt.Fprint(w, `</w:body></w:document>`)
		err = z.Close()
		return out.Bytes(), err
	default:
		return nil, fmt.Errorf("writing a transcript in the unknown form %q", form)
	}
	return []byte(b.String()), nil
}

// sharedCalls reads the conversations with their answers in the form of ../shared/calls.
func sharedCalls(dir string) ([]goldCall, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if err != nil {
		return nil, err
	}
	var out []goldCall
	for _, name := range names {
		text, err := os.ReadFile(name) //nolint:gosec // the sets beside the repository
		if err != nil {
			return nil, err
		}
		var x struct {
			SourceFile string   `json:"source_file"`
			CallDate   string   `json:"call_date"`
			UttRoles   []string `json:"utt_roles"`
			Facts      []struct{ Utt []int }
			Amounts    []struct {
				Value          float64 `json:"value_eur"`
				Kind, Evidence string
				Utt            []int
			}
			Dates []struct {
				ISO      string
				Relative bool
				Utt      []int
			}
			Rights  []struct{ Right, Value string }
			Actions []struct {
				Who  string
				When string `json:"when_iso"`
				Utt  []int
			}
			Risks []struct {
				Category string
				Negated  bool
				Utt      []int
			}
			Exclude []struct{ Utt []int }
			Notice  struct{ Value string }
		}
		if err := json.Unmarshal(text, &x); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		g := goldCall{name: strings.TrimSuffix(filepath.Base(name), ".gold.json"), roles: x.UttRoles, rights: map[string]string{}, notice: x.Notice.Value}
		if g.held, err = time.Parse("2006-01-02T15:04", x.CallDate); err != nil {
			return nil, err
		}
		if g.data, err = os.ReadFile(filepath.Join(dir, x.SourceFile)); err != nil { //nolint:gosec // named by the set
			return nil, err
		}
		for _, f := range x.Facts {
			g.facts = append(g.facts, f.Utt)
		}
		for _, a := range x.Amounts {
			g.amounts = append(g.amounts, goldAmount{a.Value, a.Kind, a.Evidence, a.Utt})
		}
		for _, d := range x.Dates {
			g.dates = append(g.dates, goldDate{d.ISO, d.Relative, d.Utt})
		}
		for _, r := range x.Rights {
			if r.Value != "niet_besproken" {
				g.rights[r.Right] = r.Value
			}
		}
		for _, a := range x.Actions {
			g.actions = append(g.actions, goldAction{a.Who, a.When, a.Utt})
		}
		for _, r := range x.Risks {
			g.risks = append(g.risks, goldRisk{r.Category, r.Negated, r.Utt})
		}
		for _, e := range x.Exclude {
			g.hidden = append(g.hidden, e.Utt...)
		}
		out = append(out, g)
	}
	return out, nil
}
