package privacy

import (
	"context"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strconv"
	"strings"
)

// Handler is the slog.Handler under every logger: the second lock, for the day that someone forgets the first. It shows the values of keys
// that are known to be harmless, and numbers, times and errors; words under any other key become Omitted, and what looks like a mail
// address, telephone number, bank account, citizen service number, public internet address or query of a URL is taken out of
// everything, the message and errors included. It cannot know a name: messages are constants, and no error holds what someone wrote.
type Handler struct {
	next   slog.Handler
	more   map[string]bool // harmless keys of this program
	hidden bool            // within a group whose values are never shown
}

// NewHandler returns a handler that hands on to next what may be logged. Keys adds to those whose values may be shown.
func NewHandler(next slog.Handler, keys ...string) *Handler {
	h := &Handler{next: next, more: map[string]bool{}}
	for _, k := range keys {
		h.more[k] = true
	}
	return h
}

// Enabled reports what the handler beneath reports.
func (h *Handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

// WithAttrs returns a handler whose every record has attrs, as far as they may be shown.
func (h *Handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean, _ := h.attrs(attrs)
	return &Handler{h.next.WithAttrs(clean), h.more, h.hidden}
}

// WithGroup returns a handler that puts what follows into a group. Within a group called after something personal nothing is shown.
func (h *Handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	key, verdict := h.key(name)
	return &Handler{h.next.WithGroup(key), h.more, h.hidden || verdict == never}
}

// Handle hands on r without what may not be logged. A record with nothing in it to hide goes on as it is.
func (h *Handler) Handle(ctx context.Context, r slog.Record) error {
	message := mask(r.Message, true)
	changed := message != r.Message
	if !changed {
		r.Attrs(func(a slog.Attr) bool {
			_, changed = h.attr(a)
			return !changed
		})
	}
	if !changed {
		return h.next.Handle(ctx, r)
	}
	clean := slog.NewRecord(r.Time, r.Level, message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		a, _ = h.attr(a)
		clean.AddAttrs(a)
		return true
	})
	return h.next.Handle(ctx, clean)
}

func (h *Handler) attrs(attrs []slog.Attr) (clean []slog.Attr, changed bool) {
	clean = attrs
	for i, a := range attrs {
		a, differs := h.attr(a)
		if differs && !changed {
			clean = append(make([]slog.Attr, 0, len(attrs)), attrs...)
			changed = true
		}
		if differs {
			clean[i] = a
		}
	}
	return clean, changed
}

// attr returns what may be shown of a, and whether that differs from a.
func (h *Handler) attr(a slog.Attr) (clean slog.Attr, changed bool) {
	key, verdict := h.key(a.Key)
	changed = key != a.Key
	if h.hidden {
		verdict = never
	}
	v := a.Value
	if v.Kind() == slog.KindLogValuer {
		v, changed = v.Resolve(), true
	}
	if v.Kind() == slog.KindGroup {
		if a.Key == "" {
			verdict = doubtful // its members belong to the group around it
			if h.hidden {
				verdict = never
			}
		}
		if verdict != never {
			members, differ := h.attrs(v.Group())
			if differ {
				v = slog.GroupValue(members...)
			}
			return slog.Attr{Key: key, Value: v}, changed || differ
		}
	}
	shown, differs := value(v, verdict, key)
	return slog.Attr{Key: key, Value: shown}, changed || differs
}

func (h *Handler) key(key string) (string, verdict) {
	switch {
	case harmless[key] || h.more[key]:
		return key, shown
	case !plainKey(key):
		return Omitted, never
	}
	return key, judge(key)
}

var omitted = slog.StringValue(Omitted)

// value returns what may be shown of a value that is no group.
func value(v slog.Value, verdict verdict, key string) (shownAs slog.Value, changed bool) {
	if verdict == never {
		return omitted, true
	}
	switch v.Kind() {
	case slog.KindString:
		return text(v, verdict, key)
	case slog.KindInt64:
		return number(v, float64(v.Int64()), verdict)
	case slog.KindUint64:
		return number(v, float64(v.Uint64()), verdict)
	case slog.KindFloat64:
		return number(v, v.Float64(), verdict)
	case slog.KindAny:
		return anything(v, verdict, key)
	default: // a truth, a time or a duration
		return v, false
	}
}

// longestPhrase is how many words the value of a harmless key may have. More is free text, and nobody knows whose.
const longestPhrase = 12

func text(v slog.Value, verdict verdict, key string) (slog.Value, bool) {
	if verdict != shown {
		return omitted, true
	}
	// River and others log their errors as text.
	fault := key == "error" || key == "err" || key == "errors" || key == "panic" || key == "stack"
	s := v.String()
	if !fault && strings.Count(s, " ") >= longestPhrase {
		return omitted, true
	}
	if clean := mask(s, fault); clean != s {
		return slog.StringValue(clean), true
	}
	return v, false
}

// number hides a number under a doubtful key when it could be a service number or a mobile telephone number that lost its zero.
func number(v slog.Value, n float64, verdict verdict) (slog.Value, bool) {
	if verdict == doubtful && n >= 10_000_000 && n < 1e12 {
		digits := strconv.FormatFloat(n, 'f', 0, 64)
		mobile := len(digits) == 9 && digits[0] == '6' || strings.HasPrefix(digits, "316") && len(digits) == 11
		if mobile || eleven(strings.Repeat("0", max(0, 9-len(digits)))+digits) {
			return omitted, true
		}
	}
	return v, false
}

// anything returns what may be shown of a value of a type that slog does not know. What could hold anything is not shown.
func anything(v slog.Value, verdict verdict, key string) (shownAs slog.Value, changed bool) {
	defer func() {
		// The methods called below are not ours.
		if recover() != nil {
			shownAs, changed = omitted, true
		}
	}()
	switch x := v.Any().(type) {
	case nil:
		return v, false
	case error:
		return fault(v, x)
	case []string:
		return list(v, x, verdict, key)
	case encoding.TextMarshaler:
		if verdict == shown {
			b, err := x.MarshalText()
			if err != nil {
				return omitted, true
			}
			return changedText(slog.StringValue(string(b)), verdict, key)
		}
	case fmt.Stringer:
		if verdict == shown {
			return changedText(slog.StringValue(x.String()), verdict, key)
		}
	}
	r := reflect.ValueOf(v.Any())
	switch {
	case r.Kind() == reflect.String:
		return changedText(slog.StringValue(r.String()), verdict, key)
	case r.Kind() == reflect.Bool:
		return slog.BoolValue(r.Bool()), true
	case r.CanInt():
		shownAs, _ = number(slog.Int64Value(r.Int()), float64(r.Int()), verdict)
		return shownAs, true
	case r.CanUint():
		shownAs, _ = number(slog.Uint64Value(r.Uint()), float64(r.Uint()), verdict)
		return shownAs, true
	case r.CanFloat():
		shownAs, _ = number(slog.Float64Value(r.Float()), r.Float(), verdict)
		return shownAs, true
	case verdict == shown && r.Kind() == reflect.Slice && r.Type().Elem().Kind() != reflect.Uint8 && isNumber(r.Type().Elem().Kind()):
		return v, false
	}
	return omitted, true
}

func changedText(v slog.Value, verdict verdict, key string) (slog.Value, bool) {
	v, _ = text(v, verdict, key)
	return v, true
}

func isNumber(k reflect.Kind) bool { return k >= reflect.Bool && k <= reflect.Float64 }

func list(v slog.Value, texts []string, verdict verdict, key string) (slog.Value, bool) {
	if verdict != shown {
		return omitted, true
	}
	clean, changed := make([]string, len(texts)), false
	for i, s := range texts {
		c, differs := text(slog.StringValue(s), verdict, key)
		clean[i], changed = c.String(), changed || differs
	}
	if !changed {
		return v, false
	}
	return slog.AnyValue(clean), true
}

// fault returns an error as it may be shown. One that has nothing to hide stays itself.
func fault(v slog.Value, err error) (slog.Value, bool) {
	message := err.Error()
	clean := mask(message, true)
	// A handler would rather ask these how to show the error, and they may tell more than the message.
	_, asJSON := err.(json.Marshaler)         //nolint:errorlint // only the outer error is asked
	_, asText := err.(encoding.TextMarshaler) //nolint:errorlint // as above
	_, asFormatted := err.(fmt.Formatter)     //nolint:errorlint // as above
	if clean == message && !asJSON && !asText && !asFormatted {
		return v, false
	}
	return slog.AnyValue(&maskedError{clean, err}), true
}

// maskedError is an error without what was personal in it. It still is what it was to errors.Is, and cannot be unwrapped.
type maskedError struct {
	message string
	err     error
}

func (e *maskedError) Error() string { return e.message }

// Is reports whether the error was target.
func (e *maskedError) Is(target error) bool { return errors.Is(e.err, target) }

// GoString keeps %#v from showing the error that was masked.
func (e *maskedError) GoString() string { return fmt.Sprintf("%T(%q)", e.err, e.message) }
