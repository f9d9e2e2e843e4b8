package indexer

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// furniture is what the class and id of an element say about it, by how sure that is.
type furniture int

const (
	ordinary furniture = iota
	foreign            // never part of what a page has to say: a cookie bar, a way out, a trail of crumbs
	leading            // leads elsewhere as long as it holds mainly links: a menu, a table of contents
	beside             // stands beside the text, unless much of the text is in it: a side column, comments
	passing            // a mark of layout more than of content, unless there is text in it: ads, print, widgets
)

// kinds are the names that sites give to such elements, as patterns over the form that tokens gives them.
var kinds = []struct {
	furniture furniture
	names     *regexp.Regexp
}{
	{foreign, pattern(`cookies?|cookie(bar|wall|banner|consent|notice|melding)|consent|gdpr|onetrust|cybot[a-z]*|cookiebot|` +
		`skip|skip(link|links|nav)|skip-(to|link|links)|` +
		`quick-?(exit|escape)|exit-(site|page|button|bar|this|link)|leave-(site|page|bar)|escape-(bar|button|site)|safety-(bar|exit|button)|snel-weg|verlaat|weg-?klik|sluit-site|hide-(page|site|visit)|` +
		`bread-?crumbs?|crumbs?|kruimel(pad|spoor)?|broodkruimel(s|pad)?|` +
		`site-(header|footer|info|nav|navigation)|page-footer|footer|colophon|` +
		`back-to-top|backtotop|scroll-(top|up|to-top)|to-top|naar-boven|` +
		`sr-only|visually-?hidden|screen-?reader(-text|-only)?|element-invisible|assistive-text|show-for-sr|a11y-hidden|` +
		`lang(uage)?-?(switch|switcher|selector|picker|nav|menu)|taal(keuze|wissel)|wpml|` +
		`readspeaker|rsbtn|rs-(skip|button)|browser-?(warning|notice|update)|browsehappy|outdated-browser|no-?js(-message)?|noscript|js-disabled|` +
		`chat-?(bot|widget|button|launcher)|livechat|material-icons|search-?(form|bar|box|block|field)|zoek(formulier|balk|veld|box)`)},
	{leading, pattern(`nav|navs|navbar|navigation|navigatie|menu|[a-z]*menu|menu-item|lang(uage)?-list|` +
		`pagination|pager|paging|paginering|paginator|pagenavi|page-numbers|nav-links|post-navigation|` +
		`share|sharing|share(bar|buttons?|this)|social|socials|social-?(media|share|links|icons|buttons?)|delen|deel-(knoppen|links|pagina|buttons?)|addthis|addtoany|a2a|sharedaddy|` +
		`toc|table-of-contents|inhoudsopgave|on-this-page|op-deze-pagina|in-page-nav|anchor-?(nav|links|menu|list)|jump-?(menu|links|nav)|page-index|` +
		`tags|tag-?list|tag-?cloud|post-tags|cat-links|footer-[a-z]+`)},
	{beside, pattern(`sidebar|side-?bar-[a-z]+|[a-z]+-sidebar|zijbalk|side-?(column|block|kolom)|rail|aside|widget-area|` +
		`related|related-[a-z]+|[a-z]*relatedposts|gerelateerde?|lees-ook|zie-ook|read-(more|next)|see-also|recommended|recommendations|aanbevolen|more-(news|articles|stories)|meer-nieuws|teasers|` +
		`comments?|comments?-(list|form|respond|area|section)|reactie-?(formulier|lijst)|respond|disqus|` +
		`newsletter|nieuwsbrief|subscribe|signup|sign-up|modal|popup|pop-up|lightbox|toast|off-?canvas|drawer|` +
		`feedback|rating|ratings|star-rating|was-this-helpful|page-(rating|feedback|tools|actions|share)|helpful|usabilla|hotjar|survey|enquete|poll|` +
		`entry-(footer|meta)|post-meta|article-meta|byline|author-(box|bio|info)|posted-(on|in)|` +
		`top-?bar|utility-?bar|notification-?bar|alert-?bar|announcement(-bar)?|emergency-?bar|sticky-?(bar|footer|header|contact)|` +
		`login|log-in|inloggen|user-login|cart|winkelmand|winkelwagen|add-to-cart|woocommerce-message|wishlist`)},
	{passing, pattern(`-widget-|-widgets-|print|print-?(button|link|page)|toolbar|document-actions|advert|advertisement|ads|adsense|sponsor|sponsors|promo|promo-[a-z]+|floating-?[a-z]+|offscreen|caret`)},
}

var (
	// noiseRole are the roles of what is not the page's text.
	noiseRole = set("navigation search contentinfo complementary dialog alertdialog menu menubar toolbar tablist banner tooltip")
	// callout marks an element that belongs to the text although it stands apart from it.
	callout = pattern(`callout|call-out|tip|tips|note|info|info-?(box|block)|notice|kader|tekstkader|highlight|uitgelicht|let-op|letop|important|belangrijk|attention|warning|waarschuwing|alert|definition|begrip|voorbeeld|quote|citaat`)
	// hero is a class of the part that opens a page.
	hero = pattern(`hero|intro|introductie|lead|page-(header|title|intro|heading)|jumbotron|masthead-title|title-block|banner`)
	// hidesText are classes of text that only a screen reader says.
	hidesText = pattern(`sr-only|visually-?hidden|screen-?reader(-text|-only)?|element-invisible|assistive-text|show-for-sr|a11y-hidden`)
)

func pattern(tokens string) *regexp.Regexp {
	return regexp.MustCompile(`-(` + tokens + `)-`)
}

var (
	camel = regexp.MustCompile(`([a-z])([A-Z])`)
	// aside of what a part is called, some names say what else is on the page: "has-sidebar", "section--no-ads".
	mention  = regexp.MustCompile(`(?:^|-)(?:has|with|no|without|is|not|hidden|hide|show|toggle|js)-[a-z]+`)
	unhyphen = strings.NewReplacer("_", "-", ":", "-", "/", "-", ".", "-")
)

// named is the class and id of an element in the form that the patterns above read.
func named(n *html.Node) string {
	return tokens(attr(n, "class") + " " + attr(n, "id"))
}

// tokens writes names in lower case with single hyphens, and two hyphens around each: "--quick-exit--is-open--".
func tokens(raw string) string {
	if len(raw) == 1 || len(raw) > 2000 {
		return ""
	}
	var b strings.Builder
	b.WriteString("--")
	for name := range strings.FieldsSeq(raw) {
		name = unhyphen.Replace(strings.ToLower(camel.ReplaceAllString(name, "$1-$2")))
		for strings.Contains(name, "--") {
			name = strings.ReplaceAll(name, "--", "-")
		}
		if plain := strings.Trim(name, "-"); mention.MatchString(plain) && !hidesText.MatchString("-"+plain+"-") {
			name = mention.ReplaceAllString(plain, "")
		}
		name = strings.Trim(name, "-")
		switch first, _, _ := strings.Cut(name, "-"); {
		case name == "", first == "layout", first == "wp", strings.HasPrefix(name, "page-id"), strings.HasPrefix(name, "page-template"), first == "page" && strings.Contains(name, "node"):
			continue
		}
		b.WriteString(name)
		b.WriteString("--")
	}
	return b.String()
}

// furnitureOf judges names.
func furnitureOf(names string) furniture {
	name := tokens(names)
	if len(name) <= 2 {
		return ordinary
	}
	for _, k := range kinds {
		if k.names.MatchString(name) {
			if k.furniture >= beside && callout.MatchString(name) {
				return ordinary
			}
			return k.furniture
		}
	}
	return ordinary
}
