package inference

import (
	"errors"
	"net/http"

	"github.com/tmc/langchaingo/llms/ollama"
)

// NewOllama returns an embedder on an Ollama server, by default that of this machine. The model must have been pulled there. langchaingo
// sends Ollama one text at a time; to fill an index quickly, reach the same server through NewOpenAI, which sends batches.
// It refuses a Config that lacks a Model or Dim.
func NewOllama(c Config) (*Remote, error) {
	c.Kind = OllamaServer
	return newOllama(c, newWire(c))
}

func newOllama(c Config, w *wire) (*Remote, error) {
	u, err := check(c, "http://127.0.0.1:11434")
	if err != nil {
		return nil, err
	}
	client, err := ollama.New(
		ollama.WithServerURL(u.String()), // ends the program on an address that cannot be read; check has read it
		ollama.WithModel(c.Model),
		ollama.WithHTTPClient(&http.Client{Transport: w}),
	)
	if err != nil {
		return nil, errors.New("making the Ollama client")
	}
	return newRemote(c, counted{client})
}
