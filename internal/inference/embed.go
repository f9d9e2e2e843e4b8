// Package inference talks to the models; it is the only package that imports langchaingo.
package inference

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// What an embedder that cannot give vectors answers with, to be told apart with errors.Is. No error of this package ever holds a text
// that was to be embedded, nor what a server wrote back, because servers repeat the text in their complaints.
var (
	// ErrUnavailable says that the model does not answer now: it is down, too slow, too busy, or was so often enough lately that it is
	// left alone for a while. Doing without vectors is the remedy.
	ErrUnavailable = errors.New("the model is not available")
	// ErrRefused says that the server understood and does not want to: the key, the model's name or the size of a text. Someone must act.
	ErrRefused = errors.New("the model server refused the request")
	// ErrReply says that the server answered with something that is not the vectors asked for.
	ErrReply = errors.New("the model server's reply is not usable")
)

// The kinds of embedder.
const (
	None         = "none"
	BuiltIn      = "ngram"
	OpenAIServer = "openai" // any server that speaks OpenAI's /v1/embeddings
	OllamaServer = "ollama"
	ONNXFolder   = "onnx" // in this process, from a local folder; needs the build tag embed_onnx
)

// Config chooses an embedder. The names in brackets are those that operators set, and those that errors mention.
type Config struct {
	Kind  string // EMBED_KIND: where vectors come from; empty means none, so that nothing leaves the machine unless someone chose so
	URL   string // EMBED_URL: address of the server; for Ollama empty means this machine
	Dir   string // EMBED_DIR: folder with model.onnx and tokenizer.json
	Model string // EMBED_MODEL: name by which the server knows the model; for a folder empty means the folder's name
	Dim   int    // EMBED_DIM: length of the vectors; for a folder 0 means what the model says
	Key   string `json:"-"` // EMBED_KEY: secret for the server; empty means that none is sent
	// EMBED_QUERY_PREFIX and EMBED_PASSAGE_PREFIX: what the model wants before a question and before a passage, such as "query: " and
	// "passage: " for the e5 family. They are told to the caller by Prefixes; Embed embeds what it is given.
	QueryPrefix, PassagePrefix string
	Timeout                    time.Duration // EMBED_TIMEOUT: limit of one request to the server; 0 means 30 seconds
}

// String says what was configured without the key.
func (c Config) String() string { return fmt.Sprintf("%s %s (%d)", c.Kind, c.Model, c.Dim) }

// GoString says what String says, so that %#v keeps the key as well.
func (c Config) GoString() string { return c.String() }

// Embedder turns texts into vectors of length one by which likeness is measured.
type Embedder interface {
	// Name names the model; vectors under different names cannot be compared.
	Name() string
	Dimension() int
	// Prefixes returns what the model wants before a question and before a passage.
	Prefixes() (query, passage string)
	// Embed returns a vector for each text, in the order of the texts.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// OpenEmbedder returns the embedder that c describes, or nil when c wants none. It contacts no server: one that is down when the
// program starts may be up later.
func OpenEmbedder(c Config) (Embedder, error) {
	switch c.Kind {
	case "", None:
		return nil, nil //nolint:nilnil // no embedder is a choice, and the knowledge store takes nil for it
	case BuiltIn:
		if c.Dim != 0 && c.Dim != ngramDimension {
			return nil, fmt.Errorf("EMBED_DIM is %d, but the built-in embedder has %d: leave EMBED_DIM empty", c.Dim, ngramDimension)
		}
		return NGram{}, nil
	case OpenAIServer:
		return opened(NewOpenAI(c))
	case OllamaServer:
		return opened(NewOllama(c))
	case ONNXFolder:
		return opened(NewONNX(c))
	}
	return nil, fmt.Errorf("EMBED_KIND is %q: set it to none, ngram, openai, ollama or onnx", c.Kind)
}

// opened keeps a nil pointer from becoming an Embedder that is not nil.
func opened[E Embedder](e E, err error) (Embedder, error) {
	if err != nil {
		return nil, err
	}
	return e, nil
}
