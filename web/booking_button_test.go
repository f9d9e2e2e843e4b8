package web

import (
	"context"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// codeCalendar is an open calendar of two weeks in which one code opens an appointment, or one in which no time is free.
type codeCalendar struct {
	assistant.OpenCalendar
	full bool
}

const openingCode = "hekwerk pelikaan saus boom"

func (c codeCalendar) Free(ctx context.Context, need assistant.Need, from, to time.Time) ([]time.Time, error) {
	if c.full {
		return nil, nil
	}
	free, err := c.OpenCalendar.Free(ctx, need, from, from.Add(min(to.Sub(from), 14*24*time.Hour)))
	return slices.DeleteFunc(free, func(at time.Time) bool { return at.Minute()%30 > 0 }), err
}

func (c codeCalendar) Needs(_ context.Context, code string) (assistant.Need, time.Time, error) {
	if code != openingCode {
		return assistant.Need{}, time.Time{}, assistant.ErrNoCode
	}
	return assistant.Need{Channel: assistant.ByChat, About: "talk"}, time.Date(2027, 1, 12, 10, 0, 0, 0, amsterdam()), nil
}

func (c codeCalendar) Move(_ context.Context, code, hold string) (assistant.Booked, error) {
	start, err := time.Parse(time.RFC3339, hold)
	if err != nil || code != openingCode {
		return assistant.Booked{}, assistant.ErrNoCode
	}
	return assistant.Booked{Start: start, End: start.Add(time.Hour), State: "moved", Code: code}, nil
}

func (c codeCalendar) Cancel(_ context.Context, code string) (bool, error) {
	if code != openingCode {
		return false, assistant.ErrNoCode
	}
	return false, nil
}

// typed is what a person types in a language where no button says it.
type typed struct{ begin, move, cancel, monday string }

var bookingSpoken = map[string]typed{
	"nl":  {"ik wil een afspraak", "ik wil mijn afspraak verzetten", "ik wil mijn afspraak afzeggen", "maandagochtend"},
	"en":  {"I would like an appointment", "I want to move my appointment", "I want to cancel my appointment", "monday morning"},
	"fr":  {"je veux un rendez-vous", "je veux changer mon rendez-vous", "je veux annuler mon rendez-vous", "lundi matin"},
	"ar":  {"أريد موعدا", "أريد تغيير موعدي", "أريد إلغاء موعدي", "يوم الاثنين صباحا"},
	"tr":  {"randevu istiyorum", "randevumu değiştirmek istiyorum", "randevumu iptal etmek istiyorum", "pazartesi sabah"},
	"pl":  {"chcę się umówić na spotkanie", "chcę zmienić moje spotkanie", "chcę odwołać spotkanie", "poniedziałek rano"},
	"uk":  {"я хочу записатися на зустріч", "хочу перенести мою зустріч", "хочу скасувати мою зустріч", "понеділок вранці"},
	"pap": {"mi ke traha un sita", "mi ke kambia mi sita", "mi ke kansela mi sita", "djaluna mainta"},
}

var (
	buttonText = regexp.MustCompile(`name="keuze" value="([^"]*)"`)
	leadPart   = regexp.MustCompile(`(?s)<li class="message message-answer" lang="([a-z]+)".*?data-slot="lead">(.*?)</div>\s*<div class="sentences"`)
	stateField = regexp.MustCompile(`name="staat" value="([^"]*)"`)
)

// walk presses every button of the conversation about an appointment on the page without a script.
type walk struct {
	t    *testing.T
	h    http.Handler
	lang string
	said typed
	seen map[string]bool
	ends map[string]bool
	n    int
}

// bare returns a text without what sets its words apart.
func bare(text string) string { return strings.Join(strings.Fields(text), "") }

func (w *walk) text(key string) string { return assistant.Message(w.lang, "booking_"+key) }

// say sends a form and returns the state, what is said and the buttons.
func (w *walk) say(state, field, words string) (next, lead string, buttons []string) {
	w.t.Helper()
	w.n++
	body := post(w.t, w.h, "/", url.Values{field: {words}, "taal": {w.lang}, "staat": {state}}).Body.String()
	answer := leadPart.FindStringSubmatch(body)
	if answer == nil {
		w.t.Fatalf("%s: %q has no answer:\n%s", w.lang, words, body)
	}
	if answer[1] != w.lang {
		w.t.Errorf("%s: %q is answered in %s: %s", w.lang, words, answer[1], answer[2])
	}
	if !strings.Contains(answer[0], `data-slot="notices"></div>`) {
		w.t.Errorf("%s: %q is answered with a card of danger", w.lang, words)
	}
	for _, b := range buttonText.FindAllStringSubmatch(body, -1) {
		if b[1] != "-" { // the one the script takes the markup of
			buttons = append(buttons, html.UnescapeString(b[1]))
		}
	}
	if m := stateField.FindStringSubmatch(body); m != nil {
		next = html.UnescapeString(m[1])
	}
	return next, bare(html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(answer[2], ""))), buttons
}

// ending is the key of the text that a conversation ends with, "" while it goes on.
func (w *walk) ending(lead string) string {
	for _, key := range []string{"callback_kept", "booked", "moved", "cancelled", "kept", "stopped"} {
		if text, _, _ := strings.Cut(w.text(key), "{"); strings.HasPrefix(lead, bare(text)) {
			return key
		}
	}
	return ""
}

func (w *walk) from(state, lead string, buttons []string, path []string) {
	if end := w.ending(lead); end != "" {
		w.ends[end] = true
		if len(buttons) > 0 {
			w.t.Errorf("%s: %q is over and offers %q", w.lang, path, buttons)
		}
		return
	}
	if len(path) > 16 {
		w.t.Fatalf("%s: %q comes to no end", w.lang, path)
	}
	if len(buttons) == 0 {
		w.t.Errorf("%s: %q: %q has no way out", w.lang, path, lead)
	}
	asked := lead[max(0, len(lead)-40):]
	for _, b := range buttons {
		if w.seen[asked+"|"+b] {
			continue
		}
		w.seen[asked+"|"+b] = true
		next, reply, more := w.say(state, "keuze", b)
		if reply == lead || strings.Contains(reply, bare(w.text("person"))) {
			w.t.Errorf("%s: %q is not understood after %q: %q", w.lang, b, path, reply)
			continue
		}
		w.from(next, reply, more, append(slices.Clone(path), b))
	}
	for question, answer := range map[string]string{
		w.text("ask_moment"): w.said.monday, w.text("change"): w.said.monday, w.text("ask_when"): w.said.monday, w.text("ask_place"): "Utrecht",
		w.text("ask_contact"): "0612345678", w.text("cancel_code"): openingCode, w.text("move_code"): openingCode, w.text("ask_summary"): "112 233",
	} {
		if strings.HasSuffix(lead, bare(question)) && !w.seen[question] {
			w.seen[question] = true
			next, reply, more := w.say(state, "vraag", answer)
			if reply == lead {
				w.t.Errorf("%s: %q is not understood as an answer to %q", w.lang, answer, lead)
				continue
			}
			w.from(next, reply, more, append(slices.Clone(path), answer))
		}
	}
}

// Every button of the conversation about an appointment is understood, in each language, on the page without a script: to a booked appointment, a moved one,
// a cancelled one, a call back, and out. Nothing of it is in another language, and every step shows the way out.
func TestEveryButtonOfAnAppointmentIsUnderstood(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for lang, said := range bookingSpoken {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			w := &walk{t: t, lang: lang, said: said, seen: map[string]bool{}, ends: map[string]bool{}}
			for _, begin := range []struct {
				words string
				full  bool
			}{{said.begin, false}, {said.move, false}, {said.cancel, false}, {said.begin, true}} {
				w.h = scripted(t, assistant.New(nil, bank, nil).BookOn(codeCalendar{full: begin.full}).Answer)
				clear(w.seen)
				state, lead, buttons := w.say("", "vraag", begin.words)
				w.from(state, lead, buttons, []string{begin.words})
			}
			want := []string{"booked", "callback_kept", "cancelled", "kept", "moved", "stopped"}
			if got := slices.Sorted(maps.Keys(w.ends)); !slices.Equal(got, want) {
				t.Errorf("%s: the buttons lead to %q, want %q", lang, got, want)
			}
		})
	}
}
