package assistant

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// fourWords returns the code in a message: four words of a code list with spaces or hyphens between them, "" when there is none. Whether the words
// are in the list, and open anything, is for the calendar to say. Four words without a word of what they are count only when the code was asked.
func fourWords(m string, asked bool) string {
	if at := codeIntro.FindStringIndex(m); at != nil {
		m = m[at[1]:]
	} else if at := bookingWords()["code"].FindStringIndex(m); at != nil {
		m = strings.TrimLeft(m[at[1]:], ":= ")
	} else if !asked || !codeAlone.MatchString(m) {
		return ""
	}
	words := strings.FieldsFunc(isWord.ReplaceAllString(m, ""), func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' })
	if len(words) < 4 {
		return ""
	}
	for _, w := range words[:4] {
		if len(w) < 3 || strings.ContainsAny(w, "0123456789") {
			return ""
		}
	}
	return strings.Join(words[:4], " ")
}

var (
	isWord    = regexp.MustCompile(`^(?:est|is|to|ta|هو|це|bu) `)
	codeIntro = regexp.MustCompile(`\b(mijn )?(code|codewoorden|vier woorden)( is| zijn| luidt|:)?( :)? `)
	codeAlone = regexp.MustCompile(`^[a-z]{3,12}([ -,]+[a-z]{3,12}){3}\s*\.?$`)
)

// cancel takes an appointment away by its code, after an explicit yes. It says the same for a code that opens nothing and for one that is not ours.
func (t *turn) cancel() (BookingReply, error) {
	b := t.b
	switch {
	case b.Code == "":
		b.Asked = askCode
		return BookingReply{Text: t.text("cancel_code"), Action: ActionBook}, nil
	case b.Asked != askCancel:
		b.Asked = askCancel
		return BookingReply{Text: t.text("cancel_ask"), Action: ActionBook, keys: []string{"choice_cancel", "choice_keep"}}, nil
	case t.no() || !t.yes() && !cancelWish.MatchString(t.m) && !saysOf("cancel", t.m):
		return BookingReply{Text: t.text("kept"), Action: ActionAnswer, Done: true}, nil
	}
	callback, err := b.calendar.Cancel(t.ctx, b.Code)
	if errors.Is(err, ErrNoCode) {
		return BookingReply{Text: t.text("no_code"), Action: ActionBook, Done: true}, nil
	}
	if err != nil {
		return BookingReply{}, err
	}
	if callback {
		return BookingReply{Text: t.text("callback_withdrawn"), Action: ActionAnswer, Done: true}, nil
	}
	return BookingReply{Text: t.text("cancelled"), Action: ActionBook, Booked: &Booked{State: "cancelled"}, Done: true}, nil
}

// moveWithoutCode notes the new moment and asks for the code. Nothing about the appointment itself is said.
func (t *turn) moveWithoutCode() (BookingReply, error) {
	b := t.b
	b.Asked = askCode
	lead := ""
	reply := BookingReply{Action: ActionBook}
	if len(b.Wish.Options) > 0 {
		o := b.Wish.Options[0]
		switch {
		case o.OneDay() && o.Exact():
			at := o.From.At(o.Start, amsterdam())
			lead = t.text("move_noted", "{when}", WhenText(t.lang, at))
			if ok, err := t.isFree(at); err != nil {
				return BookingReply{}, err
			} else if ok {
				reply.Slots = append(reply.Slots, at)
			}
		case o.OneDay():
			lead = t.text("move_noted_day", "{when}", DayText(t.lang, o.From.At(12*60, amsterdam())))
		}
	}
	reply.Text = paragraphs(lead, t.text("move_code"))
	return reply, nil
}

func (t *turn) isFree(at time.Time) (bool, error) {
	free, err := t.b.calendar.Free(t.ctx, t.b.Need, t.now, at)
	if err != nil {
		return false, err
	}
	return len(free) > 0 && free[len(free)-1].Equal(at), nil
}
