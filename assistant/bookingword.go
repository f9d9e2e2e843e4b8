package assistant

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed languages/booking.tsv
var bookingWordFile string

// opening are what a message says only when it begins with it: "tak" is a yes, and a word of many other sentences.
var opening = words("yes no stop")

// bookingWords are the patterns by what they say, of all languages together: who speaks Turkish answers "evet" on a Dutch page too. A word ends where
// no letter follows; \b knows the letters of English only.
var bookingWords = sync.OnceValue(func() map[string]*regexp.Regexp {
	forms := map[string][]string{}
	for line := range strings.Lines(bookingWordFile) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(fields[2], ",") {
			stem, open := strings.CutSuffix(w, "*")
			form := regexp.QuoteMeta(bookingFold(stem))
			if open {
				form += `\p{L}*`
			}
			forms[fields[0]] = append(forms[fields[0]], form)
		}
	}
	all := map[string]*regexp.Regexp{}
	for what, some := range forms {
		slices.SortFunc(some, func(a, b string) int { return len(b) - len(a) })
		before := `(?:^|[^\p{L}\p{N}])`
		if opening[what] {
			before = `^`
		}
		all[what] = regexp.MustCompile(before + `(?:` + strings.Join(some, "|") + `)(?:$|[^\p{L}\p{N}])`)
	}
	return all
})

// saysOf reports whether a folded message says something of an appointment, in any language but Dutch and English.
func saysOf(what, m string) bool { return bookingWords()[what].MatchString(m) }

// bookingKeys are the choices that can be offered as buttons.
var bookingKeys = []string{
	"about_talk", "about_money", "about_case", "about_other", "channel_phone", "channel_video", "channel_visit", "channel_chat",
	"choice_yes", "choice_no", "choice_other", "choice_no_phone", "choice_book", "choice_change", "choice_cancel", "choice_keep", "choice_whenever",
	"choice_callback", "choice_stop", "choice_on",
}

// bookingTexts gives the key of a choice by its folded text, in every language.
var bookingTexts = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, lang := range Languages() {
		for _, key := range bookingKeys {
			m[bookingFold(Message(lang, "booking_"+key))] = key
		}
	}
	return m
})

// pressed returns the key of the choice whose words a message is, "" when it is none: a button sends its own text, and whoever types that text means
// the same.
func pressed(m string) string { return bookingTexts()[strings.TrimRight(m, " .")] }

// Offers reports whether a message is one of the buttons of the conversation, which then takes it, whatever its words could mean elsewhere: Chat.
func (b *Booking) Offers(message string) bool { return pressed(bookingFold(message)) != "" }

// speaks returns the language in which the conversation goes on after a message in the language lang, on a page in the language page. A button is of the
// language it was offered in; digits are of none, and the words of a code are Dutch for everybody.
func (b *Booking) speaks(message, lang, page string) string {
	m := bookingFold(message)
	if b.Lang != "" && (pressed(m) != "" || !letter.MatchString(m) || fourWords(m, b.Asked == askCode) != "") {
		if lang = b.Lang; page != "" && page != b.Page {
			lang = page
		}
	}
	b.Lang, b.Page = lang, page
	return lang
}

var letter = regexp.MustCompile(`\p{L}`)

// foreignMentions are the channels by what names them in the other languages.
var foreignMentions = []struct {
	channel Channel
	what    string
}{{ByVideo, "video"}, {ByVisit, "visit"}, {ByChat, "chat"}, {ByPhone, "phone"}}

// refusedForeign stands before a channel that is turned down.
var refusedForeign = regexp.MustCompile(`(?:^|[^\p{L}])(pas|sans|nie|bez|не|без|no|not|لا|ليس|بدون)(?: [\p{L}]+){0,2} ?$`)

// channelAbroad returns the channel that a message asks for in one of the other languages.
func channelAbroad(m string) Channel {
	for _, x := range foreignMentions {
		if at := bookingWords()[x.what].FindStringIndex(m); at != nil && !refusedForeign.MatchString(m[:at[0]]) {
			return x.channel
		}
	}
	return ""
}

// namesChannel reports whether a message speaks of a way to meet, wanted or not.
func namesChannel(m string) bool {
	for _, x := range mentions {
		if x.words.MatchString(m) {
			return true
		}
	}
	return saysOf("phone", m) || saysOf("video", m) || saysOf("visit", m) || saysOf("chat", m)
}
