package jurisprudence

import "strings"

// claimPost is one line of a list of what is claimed.
type claimPost struct {
	amount Amount
	head   head
}

// post notes one line of a list of what is claimed. A total that was stated before stays; otherwise the lines add up to it.
func (e *entry) post(low string, x sums) {
	if len(e.items) == 0 {
		e.stated = e.claimSet && e.claim.total.Present()
	}
	e.claimSet = true
	h := materialHead
	if x.immaterial.Present() && !x.material.Present() {
		h = immaterialHead
	}
	if hasAny(low, "totaal") {
		if !e.stated && !strings.Contains(low, "subtotaal") {
			e.claim.total, e.stated = x.total, true
		}
		return
	}
	if x.immaterial.Present() && x.immaterial.Cents < x.total.Cents {
		// "€ 185, en daarnaast € 150 voor immateriële schade": one line, two posts
		e.items = append(e.items, claimPost{remainder(x.total.Cents-x.immaterial.Cents, x.total.At, x.material), materialHead}, claimPost{x.immaterial, immaterialHead})
	} else {
		e.items = append(e.items, claimPost{x.total, h})
	}
	var material, immaterial Amount
	for i, p := range e.items {
		if wholeOf(e.items, i) {
			continue
		}
		if p.head == immaterialHead {
			immaterial = addUp(immaterial, p.amount)
		} else {
			material = addUp(material, p.amount)
		}
	}
	sum := addUp(material, immaterial)
	switch {
	case !e.stated:
		e.claim.total, e.claim.count = sum, 1
	case sum.Cents > e.claim.total.Cents:
		return // the lines say more than the claim
	}
	e.claim.material, e.claim.immaterial = material, immaterial
}

// wholeOf reports that the lines right below line i add up to it: "materiële schade € 620: bril € 300, jas € 320".
func wholeOf(list []claimPost, i int) bool {
	var sum int64
	for n, p := range list[i+1:] {
		if sum += p.amount.Cents; sum == list[i].amount.Cents {
			return n > 0
		}
	}
	return false
}

// rememberPosts keeps the kind of damage of a numbered item ("c. smartengeld € 12.500"), because the court goes on to speak of "post c".
func (d *reading) rememberPosts(about []*entry, low string, s sums) {
	for name, h := range lettered(low) {
		if len(about) == 1 {
			about[0].remember(name, h)
		}
	}
	name := strings.TrimPrefix(strings.TrimLeft(low, "- "), "post ")
	at := strings.IndexAny(name, ".):")
	if at < 1 || at > 2 || len(about) != 1 {
		return
	}
	var h head
	switch {
	case s.immaterial.Present() && !s.material.Present():
		h = immaterialHead
	case s.material.Present() && !s.immaterial.Present():
		h = materialHead
	default:
		return
	}
	about[0].remember(name[:at], h)
}

// remember keeps the kind of damage of a numbered item.
func (e *entry) remember(name string, h head) {
	if e.posts == nil {
		e.posts = map[string]head{}
	}
	e.posts[name] = h
}

// lettered returns the kind of damage of each part of a list within one sentence: "(a) kleding € 210,00; (b) smartengeld € 9.000,00".
func lettered(low string) map[string]head {
	out := map[string]head{}
	for i := 0; i+2 < len(low); i++ {
		if low[i] != '(' && low[i] != ' ' || low[i+2] != ')' && (low[i+2] != '.' || !letter(low[i+1])) || !letter(low[i+1]) && !isDigit(low[i+1]) {
			continue
		}
		end := len(low)
		for k := i + 3; k+1 < len(low); k++ {
			if (low[k] == ')' || low[k] == '.' && letter(low[k-1])) && (low[k-2] == '(' || low[k-2] == ' ') {
				end = k - 2
				break
			}
		}
		if h := oneHead(low[i+3 : end]); h != noHead {
			out[low[i+1:i+2]] = h
		}
	}
	return out
}

// unbracketed returns s without what stands between round brackets.
func unbracketed(s string) string {
	var b strings.Builder
	depth := 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth = max(depth-1, 0)
		case depth == 0:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
