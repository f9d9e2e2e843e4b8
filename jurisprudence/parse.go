package jurisprudence

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// Parse reads one ruling: the XML of the courts' open data service, or the JSON in which others keep the same text. name is the file's name;
// it gives the identifier when the file itself does not.
//
// It returns ErrNotRuling, ErrTruncated or ErrTooLarge, wrapped with name, for what cannot be read. A ruling of which only metadata are
// published is no error: its Extent says so.
func Parse(in io.Reader, name string) (*Ruling, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading ruling %s: %w", name, err)
	}
	r, err := parse(data, name)
	if err != nil {
		return nil, fmt.Errorf("reading ruling %s: %w", name, err)
	}
	return r, nil
}

func parse(data []byte, name string) (*Ruling, error) {
	if len(data) > MaxSize {
		return nil, ErrTooLarge
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	body := bytes.TrimLeft(data, " \t\r\n\x00")
	r := &Ruling{}
	var b builder
	var err error
	switch {
	case len(body) == 0:
		return nil, ErrNotRuling
	case body[0] == '{':
		err = parseJSON(body, r, &b)
	case body[0] == '<', bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		err = parseXML(body, r, &b)
	default:
		return nil, ErrNotRuling
	}
	if err != nil {
		return nil, err
	}
	if r.ECLI == "" {
		r.ECLI = FindECLI(name)
	}
	if r.ECLI == "" && r.Title != "" {
		r.ECLI = FindECLI(r.Title)
	}
	if r.ECLI == "" {
		return nil, ErrNotRuling
	}
	complete(r, &b)
	return r, nil
}

// complete fills in what follows from the rest: the text, its extent and zones, the kind of ruling.
func complete(r *Ruling, b *builder) {
	if pending(r.Summary) {
		r.Summary, r.SummaryPending = "", strings.Contains(lowerSame(r.Summary), "volgt")
	}
	if len(b.paragraphs) == 0 && r.Summary != "" {
		r.Extent = OnlySummary
		for line := range strings.SplitSeq(r.Summary, "\n") {
			b.add(Paragraph{}, line)
		}
	}
	b.finish(r)
	switch {
	case len(r.Paragraphs) == 0:
		r.Extent = OnlyMetadata
	case r.Extent == "":
		r.Extent = FullText
	}
	if r.Court == "" {
		r.Court, _, _ = titleParts(r.Title)
	}
	r.Level = level(r.ECLI, r.Court)
	r.Kind = kind(r)
	zone(r)
}

// pending reports a summary that only says that there is none, or none yet.
func pending(summary string) bool {
	s := strings.Trim(lowerSame(summary), " .-–\n")
	return s == "" || s == "inhoudsindicatie volgt" || s == "volgt" || s == "inhoudsindicatie volgt nog" || s == "geen inhoudsindicatie" || s == "inhoudsindicatie"
}

// titleParts reads a title of the feed: "ECLI:NL:…, Rechtbank Gelderland, 06-08-2021, 05/025823-20". Case numbers hold commas, and so does the
// name of the joint court of the islands; the day is what parts the two.
func titleParts(title string) (court string, decided time.Time, cases string) {
	parts := strings.Split(title, ", ")
	if len(parts) < 2 || FindECLI(parts[0]) == "" {
		return "", time.Time{}, ""
	}
	at := 2
	for i := 2; i < len(parts); i++ {
		if p := parts[i]; len(p) == 10 && p[2] == '-' && p[5] == '-' {
			at = i
			break
		}
	}
	at = min(at, len(parts))
	court = strings.TrimSpace(strings.Join(parts[1:at], ", "))
	if at < len(parts) {
		decided = day(parts[at])
		cases = strings.Join(parts[at+1:], ", ")
	}
	return court, decided, cases
}

// kind returns the field of law. The type and the court come first: a conclusion in a criminal case is still no ruling.
func kind(r *Ruling) Kind {
	if r.Level == Procurator || strings.EqualFold(r.Type, "conclusie") {
		return Conclusion
	}
	subject := lowerSame(strings.Join(r.Subjects, " "))
	switch {
	case strings.Contains(subject, "strafrecht") && !strings.Contains(subject, "bestuursstrafrecht"):
		return Criminal
	case strings.Contains(subject, "civiel"):
		return Civil
	case strings.Contains(subject, "bestuursrecht"):
		return Administrative
	case r.Level == AdminAppeal:
		return Administrative
	}
	return kindOfWords(r)
}

// kindOfWords guesses the field of law of a ruling whose publisher gave none, by who stands before the court.
func kindOfWords(r *Ruling) Kind {
	head := r.Text
	if len(head) > 6000 {
		head = head[:6000]
	}
	head = lowerSame(head)
	count := func(words ...string) int {
		n := 0
		for _, w := range words {
			n += strings.Count(head, w)
		}
		return n
	}
	criminal := count("parketnummer", "officier van justitie", "tenlastelegging", "ten laste gelegd", "tenlastegelegd", "verdachte", "strafzaak", "advocaat-generaal")
	civil := count("eiser", "eiseres", "gedaagde", "rolnummer", "dagvaarding van", "appellant", "geïntimeerde", "verzoekster")
	administrative := count("verweerder", "bestuursorgaan", "belanghebbende", "algemene wet bestuursrecht", "beroepschrift", "bezwaar", "heffingsambtenaar")
	switch {
	case criminal > civil && criminal > administrative && criminal >= 2:
		return Criminal
	case civil > administrative && civil >= 2:
		return Civil
	case administrative >= 2:
		return Administrative
	}
	return UnknownKind
}

// day reads the date at the start of s: 2021-08-06, 06-08-2021, or with a time behind it. An impossible date is zero.
func day(s string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) < 10 {
		return time.Time{}
	}
	for _, form := range []string{"2006-01-02", "02-01-2006"} {
		if t, err := time.Parse(form, s[:10]); err == nil && t.Year() >= 1800 {
			return t
		}
	}
	return time.Time{}
}

// moment reads a date with the time that may follow it.
func moment(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(form, s); err == nil && t.Year() >= 1800 {
			return t
		}
	}
	return day(s)
}

// dayOfTitle returns the date in a title: "…, Rechtbank Gelderland, 06-08-2021, 05/025823-20" or "… Hoge Raad , 13-02-2026 / 24/04692".
func dayOfTitle(title string) time.Time {
	for i := 0; i+10 <= len(title); i++ {
		if title[i] >= '0' && title[i] <= '9' && title[i+2] == '-' && title[i+5] == '-' {
			if t, err := time.Parse("02-01-2006", title[i:i+10]); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}
