package appointment

import (
	_ "embed" // the texts
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"

	ics "github.com/arran4/golang-ical"
)

//go:embed texts.json
var textFile []byte

// texts are what goes out by mail and text message, by language. They are on purpose as plain as those of a dentist: whoever reads along learns a day
// and an hour, and not with whom or about what. A test holds them to a list of words that would tell.
var texts = sync.OnceValue(func() map[string]map[string]string {
	var all map[string]map[string]string
	if err := json.Unmarshal(textFile, &all); err != nil {
		panic("appointment: reading the texts: " + err.Error())
	}
	return all
})

func outText(lang, key string) string {
	if t, ok := texts()[lang][key]; ok {
		return t
	}
	return texts()["nl"][key]
}

// Message is what goes to one person by one way.
type Message struct {
	To       string
	Subject  string // of mail
	Text     string
	Calendar []byte // a calendar file, for who asked for one
	Dedupe   string // the same for a second copy of the same message
}

// outMoment writes a moment out in a language.
func outMoment(lang string, t time.Time) string {
	weekdays, months := strings.Fields(outText(lang, "weekdays")), strings.Fields(outText(lang, "months"))
	return strings.NewReplacer("{weekday}", weekdays[t.Weekday()], "{day}", strconv.Itoa(t.Day()), "{month}", months[t.Month()-1], "{time}", t.Format(outText(lang, "clock"))).
		Replace(outText(lang, "when"))
}

// messageOf writes the message about what happened.
func messageOf(act, lang string, start time.Time) (subject, text string) {
	return outText(lang, "subject"), strings.ReplaceAll(outText(lang, act), "{when}", outMoment(lang, start))
}

// CalendarName is the name of a calendar file.
const CalendarName = "tijd.ics"

// entry is a time in a calendar file: a neutral title, no place, no description, no person. Its UID stays the same when the appointment moves, and its
// sequence goes up, so that a calendar changes the entry that it has (RFC 5545, RFC 5546).
type entry struct {
	id         string
	start, end time.Time
	sequence   int
	cancelled  bool
	title      string
}

// calendarFile writes entries as a calendar file.
func calendarFile(method ics.Method, now time.Time, entries ...entry) []byte {
	c := ics.NewCalendar()
	c.SetMethod(method)
	c.SetProductId("-//tijd//NL")
	for _, x := range entries {
		e := c.AddEvent(x.id)
		e.SetDtStampTime(now.UTC())
		e.SetStartAt(x.start.UTC())
		e.SetEndAt(x.end.UTC())
		e.SetSequence(x.sequence)
		e.SetSummary(x.title)
		e.SetProperty(ics.ComponentPropertyClass, "PRIVATE")
		if x.cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
		} else {
			e.SetStatus(ics.ObjectStatusConfirmed)
		}
	}
	return []byte(c.Serialize())
}
