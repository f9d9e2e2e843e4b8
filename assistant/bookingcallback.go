package assistant

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// callBack asks on what number, when, and what may be told beforehand, one after the other; reads all of it back; and keeps the wish to be called only
// after a yes.
func (t *turn) callBack() (BookingReply, error) {
	b := t.b
	ask := func(what, key string, choices ...string) (BookingReply, error) {
		b.Asked = what
		return BookingReply{Text: t.text(key), Action: ActionHandover, keys: choices}, nil
	}
	switch {
	case b.Contact.Phone == "" && b.Asked == askContact:
		return BookingReply{Text: t.text("person"), Action: ActionHandover, Done: true}, nil
	case b.Contact.Phone == "":
		return ask(askContact, "ask_contact")
	case b.Contact.Voicemail == "" && b.Asked != askVoicemail:
		return ask(askVoicemail, "ask_voicemail", "choice_yes", "choice_no")
	case b.Asked != askWhen && b.Asked != askSummary && b.Asked != askApprove && b.Wish.Empty():
		return ask(askWhen, "ask_when", "choice_whenever")
	case b.Asked != askSummary && b.Asked != askApprove:
		return ask(askSummary, "ask_summary", "choice_no")
	case b.Asked == askSummary:
		if b.Draft = short(t.raw); t.no() && len(strings.Fields(t.m)) <= 3 {
			b.Draft = ""
		}
		return t.checkCallBack()
	case t.no() && b.Draft != "":
		b.Draft = ""
		return t.checkCallBack()
	case t.no():
		b.Wish = dutch.Wish{}
		return ask(askWhen, "ask_when", "choice_whenever")
	case !t.yes():
		t.wish() // perhaps another moment
		return t.checkCallBack()
	}
	b.Contact.Summary = b.Draft
	code, err := b.calendar.CallBack(t.ctx, b.Need, b.Contact, WishText("nl", b.Wish), t.lang)
	if err != nil {
		return BookingReply{}, err
	}
	b.Contact, b.Draft = Contact{}, ""
	return BookingReply{Text: t.text("callback_kept", "{code}", code), Action: ActionHandover, Done: true}, nil
}

// checkCallBack reads back what is going to be kept of the wish to be called.
func (t *turn) checkCallBack() (BookingReply, error) {
	b := t.b
	b.Asked = askApprove
	summary := t.text("callback_nothing")
	if b.Draft != "" {
		summary = t.text("callback_summary", "{summary}", b.Draft)
	}
	text := t.text("callback_check", "{when}", WishText(t.lang, b.Wish), "{summary}", summary)
	return BookingReply{Text: text, Action: ActionHandover, keys: []string{"choice_callback", "choice_no"}}, nil
}

// maxSummary is how much a person can have passed on beforehand, in runes.
const maxSummary = 300

func short(raw string) string {
	r := []rune(dutch.Visible(strings.TrimSpace(raw)))
	return string(r[:min(len(r), maxSummary)])
}
