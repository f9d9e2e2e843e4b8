package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/handover"
	"wegwijzer/indexer"
	"wegwijzer/internal/held"
	"wegwijzer/internal/postgres"
	"wegwijzer/jurisprudence"
	"wegwijzer/knowledge"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/web"
)

// streams are what a command reads from and writes to, its settings among them, so that a test can be a user.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      func(name string) string
	names    func() []string // of all variables that are set; nil where nobody can tell
}

// exit is an error that has been told already and only carries the status.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// command is one thing the program does when called by that name.
type command struct {
	name  string
	usage string // arguments
	about string // one line, in Dutch: the people who run it read Dutch
	run   func(ctx context.Context, args []string, s streams) error
}

func commands() []command {
	return []command{
		{"serve", "[--demo]", "start de website, met --demo ook de demobronnen", serve},
		{"extract", "FILE|FOLDER|URL…", "toon wat er uit een pagina of document wordt gehaald", extract},
		{"index", "--dir DIR --audience public|staff --collection NAME", "maak een map met documenten doorzoekbaar", index},
		{"crawl", "--sources FILE [--only NAME] [--now] [--pages]", "haal de bronnen op die in het bestand staan", crawl},
		{"search", "--jsonl | QUESTION", "zoek passages bij vragen", search},
		{"ask", "--jsonl | QUESTION", "beantwoord vragen met letterlijke zinnen en hun bron", ask},
		{"rulings", "parse FILE|FOLDER… | harvest [--from DAY --to DAY]", "lees uitspraken en wat zij toewijzen, met de letterlijke woorden; of haal ze op bij de rechtspraak", rulings},
		{"check", "", "kijk na of alles klaarstaat om te werken, en leg uit wat niet", checkMachine},
		{"backup", "--to FILE [--keys]", "maak een reservekopie van de database, of van de sleutels", backup},
		{"restore", "--from FILE", "zet een reservekopie terug in een lege database", restore},
		{"audit", "verify|anchor|prune [--anchors FILE]", "toets of het register van handelingen onveranderd is", audit},
		{"redact", "--jsonl", "wijs aan wat in teksten naar een persoon leidt", redact},
		{"gate", "--jsonl", "toets of een zin door een passage wordt gedragen, en of de toon ervan kan", gateCommand},
		{"calls", "draft FILE|FOLDER… [--date YYYY-MM-DD]", "maak van een gesprek een conceptverslag met bewijs bij elke zin", calls},
		{"danger", "--jsonl", "zie of iemand in gevaar is, en welke hulplijn past", dangerCommand},
		{"gaps", "", "toon waarover mensen tevergeefs vroegen (vanaf vijf gesprekken)", gaps},
		{"switch", "CHANNEL on|off", "zet de assistent (all) of een kanaal ervan uit of aan; er zijn: " + strings.Join(assistant.Channels(), ", "), switchChannel},
		{"eval", "[MEASUREMENT…]", "meet de kwaliteit op de vaste sets", eval},
	}
}

// run calls the command that args name.
func run(ctx context.Context, args []string, s streams) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(s.out)
		if len(args) == 0 {
			return exit(2)
		}
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			err := c.run(ctx, args[1:], s)
			if errors.Is(err, flag.ErrHelp) {
				return nil
			}
			return err
		}
	}
	fmt.Fprintf(s.err, "wegwijzer: onbekende opdracht %q\n\n", args[0])
	usage(s.err)
	return exit(2)
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "wegwijzer: de assistent en kennisdienst van Slachtofferhulp Nederland")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  wegwijzer %-8s %-52s %s\n", c.name, c.usage, c.about)
	}
	fmt.Fprintln(w, "\nwegwijzer OPDRACHT --help toont de opties. Instellingen staan in docs/operations.md.")
}

// flags returns the options of a command. A mistake in them is told by parse.
func flags(name string, s streams) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {
		for _, c := range commands() {
			if c.name == name {
				fmt.Fprintf(s.out, "wegwijzer %s %s\n  %s\n\n", name, c.usage, c.about)
			}
		}
		f.SetOutput(s.out)
		f.PrintDefaults()
	}
	return f
}

// parse reads args. It shows the options to who asks for them, and tells what is wrong with others.
func parse(f *flag.FlagSet, args []string, s streams) error {
	usage := f.Usage
	f.Usage = func() {}
	err := f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage()
		return err
	case err != nil:
		return mistake(s, "%s; wegwijzer %s --help toont de opties", inDutch(err), f.Name())
	}
	return nil
}

// alone is parse for a command that takes nothing besides its options.
func alone(f *flag.FlagSet, args []string, s streams) error {
	if err := parse(f, args, s); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return mistake(s, "onverwacht: %q; wegwijzer %s --help toont wat erbij kan", f.Arg(0), f.Name())
	}
	return nil
}

// mixed is parse for a command that takes names or words: its options may stand before, between and after them. It returns those. Behind "--" nothing is an
// option.
func mixed(f *flag.FlagSet, args []string, s streams) ([]string, error) {
	var words []string
	for {
		if err := parse(f, args, s); err != nil {
			return nil, err
		}
		if at := len(args) - f.NArg(); at > 0 && args[at-1] == "--" {
			return append(words, f.Args()...), nil
		}
		if args = f.Args(); len(args) == 0 {
			return words, nil
		}
		words, args = append(words, args[0]), args[1:]
	}
}

// files is mixed for a command that takes names of files: what is missing is that which there must be at least.
func files(f *flag.FlagSet, args []string, s streams, missing string) ([]string, error) {
	names, err := mixed(f, args, s)
	switch {
	case err != nil:
		return nil, err
	case len(names) == 0:
		return nil, mistake(s, "geef %s", missing)
	case slices.Contains(names, ""):
		return nil, mistake(s, "een van de namen is leeg; geef %s", missing)
	}
	return names, nil
}

// question joins the words of a question; it is empty when nothing was asked.
func question(words []string) string { return strings.TrimSpace(strings.Join(words, " ")) }

// collectionName is what a collection may be called: its name stands in addresses and in commands.
var collectionName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$`)

// callable fails on a name that no collection can have; no name is none.
func callable(name string, s streams) error {
	if name == "" || collectionName.MatchString(name) {
		return nil
	}
	return mistake(s, "een collectie kan niet %q heten: een naam heeft letters, cijfers, - en _, en hooguit 60 daarvan", name)
}

// inDutch returns what the flag package has against an option.
func inDutch(err error) string {
	said := err.Error()
	if name, ok := strings.CutPrefix(said, "flag provided but not defined: "); ok {
		return "de optie " + name + " bestaat niet"
	}
	if name, ok := strings.CutPrefix(said, "flag needs an argument: "); ok {
		return "bij de optie " + name + " hoort een waarde"
	}
	if m := badValue.FindStringSubmatch(said); m != nil {
		return "de waarde " + m[1] + " past niet bij de optie " + m[2]
	}
	return "de opties zijn niet te lezen (" + said + ")"
}

// badValue is what the flag package says of a value of another kind.
var badValue = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?(-[a-z-]+): `)

// mistake tells a person what is wrong with the call.
func mistake(s streams, format string, args ...any) error {
	fmt.Fprintf(s.err, "wegwijzer: "+format+"\n", args...)
	return exit(2)
}

// adviceError is an error with a sentence, in Dutch, that tells a person what is the matter.
type adviceError struct {
	sentence string
	cause    error // nil when the sentence says it all
}

func advise(cause error, format string, args ...any) error {
	return &adviceError{fmt.Sprintf(format, args...), cause}
}

// Error returns the sentence, and what went wrong behind it.
func (a *adviceError) Error() string {
	if a.cause == nil {
		return a.sentence
	}
	return a.sentence + " (" + a.cause.Error() + ")"
}

// Unwrap returns what went wrong.
func (a *adviceError) Unwrap() error { return a.cause }

// sentence returns what a person needs to read of an error.
func sentence(err error) string {
	var database *postgres.AdviceError
	var ours *adviceError
	var later *indexer.Later
	switch {
	case errors.As(err, &database):
		return database.Error()
	case errors.As(err, &ours):
		return ours.Error()
	case errors.Is(err, context.Canceled):
		return "afgebroken"
	case errors.As(err, &later):
		return fmt.Sprintf("een website vraagt om te wachten (%s); dezelfde opdracht gaat na %s verder waar zij was", later.Reason, later.At.Local().Format("15:04 op 2-1-2006"))
	case errors.Is(err, indexer.ErrRunning):
		return "deze collectie wordt al opgehaald, hier of op een andere machine"
	case errors.Is(err, indexer.ErrWithdrawn):
		return "de websites laten geen enkele pagina meer lezen, en gisteren ook al niet; er is niets meer om in te zoeken"
	case errors.Is(err, indexer.ErrNothing):
		_, why, _ := strings.Cut(err.Error(), indexer.ErrNothing.Error()+": ")
		return fmt.Sprintf("er is geen pagina gevonden om in te zoeken; wat er was blijft staan (%s)", web.PassedOver(why))
	}
	return "er ging iets mis: " + err.Error()
}

// maxLine bounds one line of JSON on the input.
const maxLine = 4 << 20

// badLineError says, in Dutch, why a line of input that is JSON cannot be used.
type badLineError string

func (e badLineError) Error() string { return string(e) }

// eachLine decodes every line of JSON and calls f with it. A line that is no JSON, that lacks what the command needs, or that f calls a badLineError,
// is told on the error stream with its number and skipped; then the status at the end is 1.
func eachLine[T any](s streams, needs reads, f func(T) error) error {
	lines := bufio.NewReaderSize(s.in, 64<<10)
	bad := false
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff") // a byte order mark, as some editors begin a file with
		}
		end := errors.Is(err, io.EOF)
		why := ""
		switch {
		case errors.Is(err, errLong):
			why = "is te lang"
		case strings.TrimSpace(line) != "":
			var x T
			var kind *json.UnmarshalTypeError
			var unusable badLineError
			if err := json.Unmarshal([]byte(line), &x); errors.As(err, &kind) {
				why = "heeft niet de vorm die verwacht wordt"
			} else if err != nil {
				why = "is geen geldige JSON"
			} else if why = needs.lack([]byte(line)); why != "" {
				break
			} else if err := f(x); errors.As(err, &unusable) {
				why = unusable.Error()
			} else if err != nil {
				return err
			}
		}
		if why != "" {
			fmt.Fprintf(s.err, "wegwijzer: regel %d %s en is overgeslagen\n", n, why)
			bad = true
		}
		if end {
			break
		}
	}
	if bad {
		return exit(1)
	}
	return nil
}

var errLong = errors.New("line too long")

// readLine returns the next line without its end; errLong when it is longer than maxLine, the rest of it read away.
func readLine(r *bufio.Reader) (string, error) {
	var b strings.Builder
	long := false
	for {
		piece, err := r.ReadSlice('\n')
		if !long && b.Len()+len(piece) <= maxLine {
			b.Write(piece)
		} else {
			long = true
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && (err == nil || errors.Is(err, io.EOF)):
			return "", errLong
		default:
			return b.String(), err
		}
	}
}

// lineWriter writes one JSON object a line.
func lineWriter(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// library is an open database with the knowledge in it.
type library struct {
	db    *postgres.DB
	store *knowledge.Store
	bank  *knowledge.Bank

	calendar *appointment.Store // nil for commands that make no appointments
	calls    *transcribe.Store  // nil for commands that keep no calls

	recordings *recording.Store         // nil for commands that take no calls in
	rulings    *jurisprudence.Store     // the bank; nil for commands that need none
	talks      *handover.Store          // nil for commands that know of no talks
	kept       *assistant.Conversations // nil for commands that keep no conversations
	held       *held.Store              // nil for commands that serve no pages
	memoryKey  []byte                   // with which every copy of the program opens what a conversation remembers
}

// published reports whether there is something to search in a collection.
func (l *library) published(ctx context.Context, audience knowledge.Audience, collection string) (bool, error) {
	_, err := l.store.For(audience).Search(ctx, collection, "hulp", 1)
	if errors.Is(err, knowledge.ErrUnknown) {
		return false, nil
	}
	return err == nil, err
}

// need returns an error that helps when there is nothing to search in a collection.
func (l *library) need(ctx context.Context, audience knowledge.Audience, collection string) error {
	found, err := l.published(ctx, audience, collection)
	if err != nil || found {
		return err
	}
	return advise(nil, "er is geen collectie %q voor %s; maak er een met wegwijzer index of wegwijzer crawl", collection, audience)
}

func (l *library) close(ctx context.Context) {
	if l.store != nil {
		l.store.Close()
	}
	if l.db != nil {
		if err := l.db.Close(ctx); err != nil {
			l.db = nil // leaving the shared cluster is a courtesy; the next user starts it again
		}
	}
}
