// Command wegwijzer is the assistant and knowledge service of Slachtofferhulp Nederland.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"wegwijzer/internal/speech"
)

func main() {
	if speech.IsWorker(os.Getenv) { // a small process of its own, in which espeak-ng's library speaks
		if speech.Work(os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks a second time does not wait
	err := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, names: setNames})
	stop()
	os.Exit(conclude(err, os.Stderr))
}

// setNames returns the names of the variables of the environment that are set.
func setNames() []string {
	var names []string
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		names = append(names, name)
	}
	return names
}

// conclude tells a person of the error that a command ended with, and returns the exit status.
func conclude(err error, w io.Writer) int {
	var told exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &told):
		return int(told)
	}
	fmt.Fprintln(w, "wegwijzer:", sentence(err))
	return 1
}
