package indexer

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// What is not shown to readers must not reach them through an answer either: it is where instructions to a model
// are planted. The one exception is what a reader can unfold.

// hider decides which elements of a page are not shown.
type hider struct {
	panels map[*html.Node]bool // parts that a reader can unfold
	rules  []cascadia.Sel      // selectors that the page's own style sheets hide
	tried  int                 // how often a rule was tried on an element
	words  func() *sweeper     // the words of the page and of each element, counted when they are first asked for
	keep   map[*html.Node]bool // the path to the main heading: an element hidden around all of the page is a script's doing
}

// The bounds of a page's style sheets.
const (
	maxRules         = 100 // that are tried on every element
	maxSelector      = 300 // bytes
	maxSelectorParts = 4   // each is looked for in all that is around an element
	maxTried         = 30_000_000
)

// newHider reads the style sheets of a page.
func newHider(body *html.Node, styles []string, a accordions, keep map[*html.Node]bool) *hider {
	h := &hider{panels: make(map[*html.Node]bool), keep: keep, words: sync.OnceValue(func() *sweeper {
		s := &sweeper{}
		s.weighAll(body)
		return s
	})}
	defer func() {
		// What is pressed must itself be in sight, or there is nothing to unfold.
		for p := range a.panels {
			h.panels[p] = true
		}
		for trigger, panel := range a.triggers {
			if panel != nil && h.concealed(trigger) {
				delete(h.panels, panel)
			}
		}
	}()
	for _, sheet := range styles {
		for _, selector := range hidingSelectors(sheet) {
			if len(h.rules) >= maxRules {
				return h
			}
			if len(selector) > maxSelector || len(strings.Fields(selector)) > maxSelectorParts {
				continue
			}
			if sel, err := cascadia.Parse(selector); err == nil && sel.PseudoElement() == "" {
				h.rules = append(h.rules, sel)
			}
		}
	}
	return h
}

// concealed reports whether an element, or one around it, is hidden.
func (h *hider) concealed(n *html.Node) bool {
	for e := n; e != nil && e.Type == html.ElementNode; e = e.Parent {
		if !h.keep[e] && !h.panels[e] && h.hidden(e) {
			return true
		}
	}
	return false
}

// prune takes hidden elements out of the tree below n. It returns ErrTooLarge when there are too many elements for too many rules.
func (h *hider) prune(ctx context.Context, n *html.Node) error {
	for c := n.FirstChild; c != nil; {
		if h.tried > maxTried {
			return ErrTooLarge
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode:
			n.RemoveChild(c)
		case c.Type == html.ElementNode && !h.keep[c] && h.hidden(c):
			n.RemoveChild(c)
		default:
			if err := h.prune(ctx, c); err != nil {
				return err
			}
		}
		c = next
	}
	return nil
}

func (h *hider) hidden(n *html.Node) bool {
	style := parseStyle(attr(n, "style"))
	if style.gone() || (style.white() || whiteFont(n)) && onWhite(n) {
		return !h.panels[n] || style.tricked()
	}
	if h.panels[n] {
		return false
	}
	if has(n, "hidden") || strings.EqualFold(attr(n, "aria-hidden"), "true") || (n.Data == "input" && attr(n, "type") == "hidden") {
		return true
	}
	h.tried += len(h.rules)
	for _, rule := range h.rules {
		if rule.Match(n) {
			// A page whose style sheet hides most of itself means to show it by script.
			return h.words().weight[n]*2 < h.words().total
		}
	}
	return false
}

// style is the part of a style attribute or rule that decides whether text shows.
type style map[string]string

func parseStyle(s string) style {
	if s == "" {
		return nil
	}
	st := make(style)
	for decl := range strings.SplitSeq(strings.ToLower(s), ";") {
		key, val, ok := strings.Cut(decl, ":")
		if ok {
			val, _, _ = strings.Cut(val, "!")
			st[strings.TrimSpace(key)] = strings.TrimSpace(val)
		}
	}
	return st
}

// gone reports whether the style takes the element out of sight.
func (s style) gone() bool {
	if s == nil {
		return false
	}
	return s["display"] == "none" || s["visibility"] == "hidden" || s["visibility"] == "collapse" || s.tricked() ||
		(tiny(s["max-height"]) || tiny(s["height"])) && strings.HasPrefix(s["overflow"], "hidden")
}

// tricked reports whether the style hides text in a way that no unfolding panel uses.
func (s style) tricked() bool {
	if opacity, err := strconv.ParseFloat(strings.TrimSuffix(s["opacity"], "%"), 64); err == nil && opacity < .05 {
		return true
	}
	for _, side := range []string{"left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top", "inset"} {
		if n, ok := length(s[side]); ok && (n <= -900 || (n >= 5000 && side != "top" && side != "bottom")) {
			return true
		}
	}
	if n, ok := length(s["font-size"]); ok && n < 3 {
		return true
	}
	clip := strings.ReplaceAll(s["clip"]+s["clip-path"], " ", "")
	if strings.HasPrefix(clip, "rect(0") || strings.HasPrefix(clip, "rect(1px") || strings.Contains(clip, "inset(50%") || strings.Contains(clip, "inset(100%") || strings.Contains(clip, "circle(0") {
		return true
	}
	if t := strings.ReplaceAll(s["transform"], " ", ""); strings.Contains(t, "scale(0)") || strings.Contains(t, "translate(-9999") || strings.Contains(t, "translatex(-9999") {
		return true
	}
	if transparent(s["color"]) || s["color"] != "" && sameColour(s["color"], s["background-color"]+s["background"]) {
		return true
	}
	return tiny(s["width"]) && tiny(s["height"])
}

// tiny is a length that shows nothing.
func tiny(v string) bool {
	n, ok := length(v)
	return ok && n >= 0 && n <= 1
}

var lengthOf = regexp.MustCompile(`^(-?\d*\.?\d+)(px|em|rem|pt|%|vw|vh|ex|ch)?$`)

// length reads a CSS length as pixels, roughly.
func length(v string) (float64, bool) {
	v, _, _ = strings.Cut(v, " ")
	m := lengthOf.FindStringSubmatch(v)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, false
	}
	switch m[2] {
	case "em", "rem", "ex", "ch", "vw", "vh":
		n *= 16
	case "%":
		n *= 10
	}
	return n, true
}

var colours = map[string]string{"white": "#ffffff", "black": "#000000", "#fff": "#ffffff", "#000": "#000000"}

func colour(v string) string {
	v = strings.ReplaceAll(v, " ", "")
	if c, ok := colours[v]; ok {
		return c
	}
	if len(v) == 4 && v[0] == '#' {
		return "#" + strings.Repeat(v[1:2], 2) + strings.Repeat(v[2:3], 2) + strings.Repeat(v[3:4], 2)
	}
	if strings.HasPrefix(v, "rgb(255,255,255") || strings.HasPrefix(v, "rgba(255,255,255") || strings.HasPrefix(v, "hsl(0,0%,100%") {
		return "#ffffff"
	}
	if strings.HasPrefix(v, "rgb(0,0,0") {
		return "#000000"
	}
	return v
}

func sameColour(text, background string) bool {
	return background != "" && colour(text) == colour(background)
}

func transparent(v string) bool {
	v = strings.ReplaceAll(v, " ", "")
	if v == "transparent" {
		return true
	}
	return strings.HasPrefix(v, "rgba(") && (strings.HasSuffix(v, ",0)") || strings.HasSuffix(v, ",0.0)") || strings.HasSuffix(v, ",.0)"))
}

// white reports whether text is white or within a shade of it.
func (s style) white() bool {
	c := colour(s["color"])
	return c == "#ffffff" || len(c) == 7 && strings.Trim(c[1:], "ef") == "" && c[1] == 'f' && c[3] == 'f' && c[5] == 'f'
}

func whiteFont(n *html.Node) bool {
	if n.Data != "font" {
		return false
	}
	c := colour(strings.ToLower(attr(n, "color")))
	return c == "#ffffff"
}

// darkClass names what sites call an element that has a background of its own.
var darkClass = regexp.MustCompile(`(?i)(^|[-_ ])(bg|background|hero|banner|dark|cover|overlay|btn|button|cta|primary|secondary|header|footer|kader|block|card|inverse)`)

// onWhite reports whether white text has nothing but a white page behind it, as far as the page shows.
func onWhite(n *html.Node) bool {
	for e := n; e != nil && e.Type == html.ElementNode; e = e.Parent {
		s := parseStyle(attr(e, "style"))
		back := s["background"] + s["background-color"] + s["background-image"]
		if back == "" {
			back = strings.ToLower(attr(e, "bgcolor"))
		}
		if back != "" {
			c := colour(back)
			return c == "#ffffff" || c == "transparent" || c == "none" || c == "inherit"
		}
		if e.Data == "body" {
			break
		}
		if darkClass.MatchString(attr(e, "class")) || e.Data == "button" {
			return false
		}
	}
	return true
}

var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// hidingSelectors are the selectors of a style sheet whose rule hides what they match. Rules for print or small
// screens, and those that depend on a script or a pointer, say nothing about what a reader sees.
func hidingSelectors(sheet string) []string {
	sheet = cssComment.ReplaceAllString(strings.NewReplacer("<!--", " ", "-->", " ").Replace(sheet), " ")
	var found []string
	depth, start, selector := 0, 0, ""
	for i := range len(sheet) {
		switch sheet[i] {
		case ';':
			if depth == 0 {
				start = i + 1
			}
		case '{':
			if depth == 0 {
				selector = strings.TrimSpace(sheet[start:i])
				start = i + 1
			}
			depth++
		case '}':
			if depth == 1 && !strings.HasPrefix(selector, "@") && parseStyle(sheet[start:i]).gone() {
				for one := range strings.SplitSeq(selector, ",") {
					if one = strings.TrimSpace(one); one != "" && !strings.ContainsAny(one, ":*>+~") && !strings.Contains(one, "js") {
						found = append(found, one)
					}
				}
			}
			if depth = max(0, depth-1); depth == 0 {
				start = i + 1
			}
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return !strings.EqualFold(a.Val, "until-found")
		}
	}
	return false
}
