package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"wegwijzer/internal/postgres"
	"wegwijzer/knowledge"
)

// streams are the input and outputs of a command, so that a test can be a user.
type streams struct {
	in       io.Reader
	out, err io.Writer
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
		{"crawl", "--sources FILE [--only NAME]", "haal de bronnen op die in het bestand staan", crawl},
		{"search", "--jsonl | QUESTION", "zoek passages bij vragen", search},
		{"ask", "--jsonl | QUESTION", "beantwoord vragen met letterlijke zinnen en hun bron", ask},
		{"gate", "--jsonl", "toets of een zin door een passage wordt gedragen", gate},
		{"eval", "[retrieval|answers|gate|extract]", "meet de kwaliteit op de vaste sets", eval},
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

// flags returns a flag set that writes to the command's own error stream and returns its errors.
func flags(name string, s streams) *flag.FlagSet {
	f := flag.NewFlagSet("wegwijzer "+name, flag.ContinueOnError)
	f.SetOutput(s.err)
	return f
}

// parse reads args and turns a mistake into the exit status of one: the flag package has told it already.
func parse(f *flag.FlagSet, args []string) error {
	err := f.Parse(args)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		return exit(2)
	}
	return err
}

// mistake tells a person what is wrong with the call.
func mistake(s streams, format string, args ...any) error {
	fmt.Fprintf(s.err, "wegwijzer: "+format+"\n", args...)
	return exit(2)
}

// sentence returns what a person needs to read of an error.
func sentence(err error) string {
	var advice *postgres.AdviceError
	if errors.As(err, &advice) {
		return advice.Error()
	}
	if errors.Is(err, context.Canceled) {
		return "afgebroken"
	}
	return err.Error()
}

// maxLine bounds one line of JSON on the input.
const maxLine = 4 << 20

// eachLine decodes every line of JSON and calls f with it. A line that is no JSON is told on the error stream with its number and skipped;
// then the status at the end is 1.
func eachLine[T any](s streams, f func(T) error) error {
	lines := bufio.NewReaderSize(s.in, 64<<10)
	bad := false
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		end := errors.Is(err, io.EOF)
		switch {
		case errors.Is(err, errLong):
			fmt.Fprintf(s.err, "wegwijzer: regel %d is te lang en is overgeslagen\n", n)
			bad = true
		case strings.TrimSpace(line) != "":
			var x T
			if err := json.Unmarshal([]byte(line), &x); err != nil {
				fmt.Fprintf(s.err, "wegwijzer: regel %d is geen geldige JSON en is overgeslagen\n", n)
				bad = true
			} else if err := f(x); err != nil {
				return err
			}
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
