package main

import (
	"context"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/tone"
	"wegwijzer/internal/learned"
	"wegwijzer/knowledge"
)

type askInput struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Turns     []string `json:"turns"`
	Now       string   `json:"now"`
	TZ        string   `json:"tz"`
	Lang      string   `json:"lang"`
	Level     string   `json:"level"`
	Retrieved string   `json:"retrieved"`
}

type askCite struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Quote string `json:"quote"`
	Date  string `json:"date,omitempty"`
	Stale bool   `json:"stale,omitempty"`
}

type askSentence struct {
	Text  string    `json:"text"`
	Note  string    `json:"note,omitempty"` // that a computer translated it
	Cites []askCite `json:"cites"`
}

type askNotice struct {
	Kind  string   `json:"kind"`
	Lines []string `json:"lines"`
	Text  string   `json:"text"`
}

type askTopic struct {
	Topic string `json:"topic"`
	Name  string `json:"name"`
}

// askGloss is a plain explanation of a term, in words of our own.
type askGloss struct {
	Term string `json:"term"`
	Text string `json:"text"`
}

type askBooking struct {
	Start string `json:"start"`
	End   string `json:"end"`
	State string `json:"state"`
}

type askOutput struct {
	ID        string        `json:"id"`
	Status    string        `json:"status"`
	Action    string        `json:"action"`
	Text      string        `json:"text"`
	Sentences []askSentence `json:"sentences"`
	Notices   []askNotice   `json:"notices"`
	Topics    []askTopic    `json:"topics"`
	Slots     []string      `json:"slots"`
	Booking   *askBooking   `json:"booking"`
	Glosses   []askGloss    `json:"glosses,omitempty"`
	Lang      string        `json:"lang"`
	MS        float64       `json:"ms"`
}

// ask answers questions. Nothing of them is kept.
func ask(ctx context.Context, args []string, s streams) error {
	f := flags("ask", s)
	jsonl := f.Bool("jsonl", false, "lees vragen als JSON-regels van de standaardinvoer")
	collection := f.String("collection", "", "collectie waaruit geantwoord wordt (zonder: die van de demo)")
	words, err := mixed(f, args, s)
	if err != nil {
		return err
	}
	if err := callable(*collection, s); err != nil {
		return err
	}
	asked := question(words)
	switch {
	case !*jsonl && asked == "":
		return mistake(s, "geef een vraag, of --jsonl")
	case *jsonl && asked != "":
		return mistake(s, "geef een vraag of --jsonl, en niet allebei")
	}
	c, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if *collection == "" {
		*collection = demoCollection
		if err := c.ensureDemo(ctx, l, s); err != nil {
			return err
		}
	}
	if err := l.need(ctx, knowledge.Public, *collection); err != nil {
		return err
	}
	learn(s, func(kept *learned.Shelf) { assistant.Ready(l.bank, kept) }) // the milliseconds that are told are those of an answer
	towns, err := demoTowns()
	if err != nil {
		return err
	}
	a := assistant.New(l.store.For(knowledge.Public), l.bank, nil).WithWriter(c.writer(), tone.Fit).BookOn(assistant.OpenCalendar{Towns: towns})
	out := lineWriter(s.out)
	one := func(in askInput) error {
		zone, err := in.zone()
		if err != nil {
			return err
		}
		start := time.Now()
		answer, err := talk(ctx, a, in, *collection)
		if err != nil {
			return err
		}
		return out.Encode(askResult(in.ID, answer, zone, time.Since(start)))
	}
	if !*jsonl {
		return one(askInput{Question: asked})
	}
	return eachLine(s, reads{needed: []string{"question", "turns"}, others: []string{"now", "tz", "lang", "level", "retrieved"}}, one)
}

// talk has a answer what somebody says, turn by turn, and returns the last answer.
func talk(ctx context.Context, a *assistant.Assistant, in askInput, collection string) (answer assistant.Answer, err error) {
	turns := in.Turns
	if len(turns) == 0 {
		turns = []string{in.Question}
	}
	now, err := in.moment()
	if err != nil {
		return answer, err
	}
	memory := &assistant.Memory{}
	for _, t := range turns {
		turn := assistant.Turn{Question: t, Lang: in.Lang, Level: in.Level, Collection: collection, Retrieved: in.Retrieved, Now: now, Memory: memory}
		if answer, err = a.Answer(ctx, turn, nil); err != nil {
			return answer, err
		}
	}
	return answer, nil
}

// zone returns the zone of an item, in which its times are read and written; nil when it names none.
func (in askInput) zone() (*time.Location, error) {
	if in.TZ == "" {
		return nil, nil //nolint:nilnil // as documented
	}
	zone, err := time.LoadLocation(in.TZ)
	if err != nil || in.TZ == "Local" { // which would be the zone of this machine
		return nil, badLineError("heeft in tz geen tijdzone, zoals Europe/Amsterdam")
	}
	return zone, nil
}

// moment returns the time at which an item is asked; the zero time means now. With a zone it may be the time on the clock there.
func (in askInput) moment() (time.Time, error) {
	if in.Now == "" {
		return time.Time{}, nil
	}
	if now, err := time.Parse(time.RFC3339, in.Now); err == nil {
		return now, nil
	}
	zone, err := in.zone()
	if err != nil {
		return time.Time{}, err
	}
	if zone != nil {
		if now, err := time.ParseInLocation("2006-01-02T15:04:05", in.Now, zone); err == nil {
			return now, nil
		}
	}
	return time.Time{}, badLineError("heeft in now geen tijd volgens RFC 3339")
}

// askResult returns an answer as the command writes it, with the times of appointments in zone; nil means that of the calendar.
func askResult(id string, a assistant.Answer, zone *time.Location, took time.Duration) askOutput {
	at := func(t time.Time) string {
		if zone != nil {
			t = t.In(zone)
		}
		return t.Format(time.RFC3339)
	}
	o := askOutput{
		ID: id, Status: string(a.Status), Action: string(a.Action), Text: a.Text(), Sentences: []askSentence{}, Notices: []askNotice{},
		Topics: []askTopic{}, Slots: []string{}, Lang: a.Lang, MS: float64(took.Microseconds()) / 1000,
	}
	for _, n := range a.Notices {
		notice := askNotice{Kind: string(n.Kind), Lines: []string{}, Text: strings.TrimSpace(n.Title + "\n" + n.Text)}
		for _, c := range n.Contacts {
			notice.Lines = append(notice.Lines, string(c.Line))
			notice.Text += "\n" + c.Name
			if c.Number != "" {
				notice.Text += ": " + c.Number
			}
		}
		o.Notices = append(o.Notices, notice)
	}
	for _, x := range a.Sentences {
		sentence := askSentence{Text: x.Text, Note: x.Note(), Cites: []askCite{}}
		for _, c := range x.Cites {
			date := ""
			if !c.Date.IsZero() {
				date = c.Date.Format(time.DateOnly)
			}
			sentence.Cites = append(sentence.Cites, askCite{c.URL, c.Title, c.Quote, date, c.Stale})
		}
		o.Sentences = append(o.Sentences, sentence)
	}
	for _, g := range a.Glosses {
		o.Glosses = append(o.Glosses, askGloss(g))
	}
	for _, slot := range a.Slots {
		o.Slots = append(o.Slots, at(slot))
	}
	if b := a.Booked; b != nil {
		o.Booking = &askBooking{at(b.Start), at(b.End), b.State}
	}
	for _, t := range a.Topics {
		o.Topics = append(o.Topics, askTopic{string(t.Topic), t.Name})
	}
	return o
}
