package assistant

import (
	"regexp"
	"strings"
	"sync"

	"wegwijzer/assistant/route"
)

// asksByText reports whether a message asks whether, or how, one can write with us instead of calling: "kan ik appen of chatten", "hebben jullie whatsapp".
// The part of it that asks names a way to write and nothing else: a chat with another, fraud over WhatsApp and who is behind the chat are something else.
func asksByText(message string) bool {
	m := strings.ReplaceAll(bookingFold(message), "؟", " ? ")
	if len(strings.Fields(m)) > longStory {
		return false
	}
	asks := false
	for _, part := range parts(m) {
		switch {
		case forText(part):
			asks = true
		case route.Asks(strings.Join(part, " ")):
			return false // something else is asked as well
		}
	}
	return asks
}

// parts returns the words of a folded message between its stops, its commas and the words that begin a reason; a question mark stays at the end of its own.
func parts(m string) [][]string {
	var all [][]string
	var part []string
	for w := range strings.FieldsSeq(m) {
		ends := w == "." || w == "," || w == "?" || reasons[w]
		if w == "?" {
			part = append(part, w)
		}
		if ends && len(part) > 0 {
			all, part = append(all, part), nil
		}
		if !ends {
			part = append(part, w)
		}
	}
	if len(part) > 0 {
		all = append(all, part)
	}
	return all
}

// forText reports whether part of a message asks for a way to write with us, and names nothing else.
func forText(part []string) bool {
	written, asked := false, false
	for _, w := range part {
		isWay, isAsk := textWords().ways[w], textWords().asks[w] || w == "?"
		if !isWay && !isAsk && !textWords().small[w] {
			return false
		}
		written, asked = written || isWay, asked || isAsk
	}
	return written && asked
}

// reasons are words after which somebody says why: "kan ik appen want hij hoort me".
var reasons = words("want omdat maar because but parce mais bo ponieważ ale бо але")

// ways are the words for writing, asks those that ask for it and small those that may stand beside them, of all languages together and folded.
type ways struct{ ways, asks, small map[string]bool }

var textWords = sync.OnceValue(func() ways {
	fold := func(s string) map[string]bool { return words(bookingFold(s)) }
	return ways{
		ways: fold("chat chatten chatfunctie livechat tjatten appen appje appjes whatsapp whatsappen whatsappje mail mailen mailtje email emailen e-mail e-mailen e-mailadres emailadres mailadres sms smsen smsje dmen " +
			"text texting emailing chatting message chatter courriel czat czatu czacie czatować mailem mailowo smsem sohbet mesaj mesajla mesajlaşabilir yazışabilir чат чаті чатом чатитися листуватися ватсап вотсап смс емейл поштою " +
			"دردشة الدردشة بالدردشة محادثة واتساب الواتساب بريد ايميل إيميل mensahe korreo"),
		asks: fold("kan kun kunt kunnen mag mogen hoe is zijn heb hebt hebben heeft bestaat waar welk welke wat doe doen doet bieden can could may how is are do does have what where puis peut peux pouvez peut-on puis-je est-ce avez existe comment quel " +
			"var mı mi nasıl miyim mıyım miyiz czy mogę można jest macie jak чи можна можу маєте є як هل يمكنني يمكن كيف لديكم عندكم por tin kon"),
		small: fold("ik je jij jullie u we wij men er een de het met via per ook hier nu nog dan iemand medewerker medewerkers slachtofferhulp liever misschien gewoon in plaats van bellen of en ergens even alleen naar aan sturen stuur schrijven contact " +
			"opnemen bereiken bereikbaar bereik mogelijk hulp zonder te om jou voor doven dove slechthorenden hoi hallo nummer jullie te praten niet-bellen i you your with by to a an the or someone somebody staff instead of calling reach contact there send please " +
			"je vous on un une par avec quelqu'un que ce qu'il y a au ou ici sizinle sizi size ile üzerinden bir biriyle yapabilir yazabilir için do z przez się państwem wami kimś skontaktować pisać napisać " +
			"з вами через у вас написати писати зв'язатися ви أن مع معكم عبر موظف التواصل معك لكم في أراسلكم mi boso bo ku pa un manda via skirbi e"),
	}
})

// thereIs asks whether we have something at all, on folded text.
var thereIs = regexp.MustCompile(`^((en|maar|hoi|hallo|and|et|a) )*(is er|zijn er|bestaat er|hebben jullie|heb je|heeft u|hebt u|is there|do you have|y a t il|est ce quil y a|avez vous|czy jest|czy macie|чи є|чи маєте|هل لديكم|هل يوجد|هل عندكم|tin)( |$)|( var mi| varmi)( \?)?$`)

// visits asks whether somebody of ours comes to see the writer, on folded text, and says nothing else.
var visits = regexp.MustCompile(`^((en|dan|hoi|hallo|,) )*((komt|komen|kan|kunnen|gaat|mag) (er |jullie |u )?((ook|dan|nog|misschien|eens) )*(iemand|een medewerker|een vrijwilliger)?( van (jullie|slachtofferhulp|u))?|(iemand|een medewerker) van jullie)( (ook|dan|nog|eens|even|misschien|komt|kan|bij|naar|mij|me|ons|thuis|aan|huis|toe))* ?(langs|langskomen|langs komen|op bezoek|op bezoek komen|op huisbezoek|aan huis|aan huis komen)( komen)?( bij (mij|me|ons))?( thuis)?( \?| \.)*$`)

// asksVisit reports whether a message asks no more than whether somebody of ours comes to see the writer: "komt er iemand bij mij thuis langs".
func asksVisit(message string) bool { return visits.MatchString(bookingFold(message)) }
