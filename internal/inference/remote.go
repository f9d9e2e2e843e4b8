package inference

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/tmc/langchaingo/embeddings"
	"github.com/tmc/langchaingo/llms/ollama"
	"github.com/tmc/langchaingo/llms/openai"
)

// remoteBatch is how many texts go into one request: enough to keep a server busy, few enough for the memory of a small one.
const remoteBatch = 32

// Remote embeds through a model server. It is safe for several goroutines.
type Remote struct {
	name           string
	dimension      int
	query, passage string
	embedder       embeddings.Embedder
	breaker        *breaker
}

func newRemote(c Config, client embeddings.EmbedderClient) (*Remote, error) {
	// StripNewLines would write into the caller's slice, and a newline separates title, heading and text of a passage.
	embedder, err := embeddings.NewEmbedder(client, embeddings.WithBatchSize(remoteBatch), embeddings.WithStripNewLines(false))
	if err != nil {
		return nil, errors.New("making the embedding client")
	}
	return &Remote{
		name:      fmt.Sprintf("%s:%s", c.Kind, c.Model),
		dimension: c.Dim,
		query:     c.QueryPrefix,
		passage:   c.PassagePrefix,
		embedder:  embedder,
		breaker:   &breaker{now: time.Now},
	}, nil
}

// check refuses a configuration that cannot work, and returns the server's address.
func check(c Config, standard string) (*url.URL, error) {
	address := c.URL
	if address == "" {
		address = standard
	}
	u, err := url.Parse(strings.TrimRight(address, "/"))
	switch {
	case address == "":
		return nil, fmt.Errorf("EMBED_URL is empty: set it to the address of the %s server", c.Kind)
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, errors.New("EMBED_URL is no address: set it to something like http://localhost:8000/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("EMBED_URL holds a password, a query or a fragment: leave those out and set EMBED_KEY")
	case c.Model == "":
		return nil, fmt.Errorf("EMBED_MODEL is empty: set it to the name of an embedding model of the %s server", c.Kind)
	case c.Dim < 1 || c.Dim > 16384:
		return nil, fmt.Errorf("EMBED_DIM is %d: set it to the length of the vectors of EMBED_MODEL, for example 384 or 1024", c.Dim)
	}
	return u, nil
}

// Name tells server kind and model: the same model served by another kind of server may be rounded otherwise.
func (r *Remote) Name() string { return r.name }

// Dimension returns the length of the vectors; a reply with another length is refused.
func (r *Remote) Dimension() int { return r.dimension }

// Prefixes returns what was configured.
func (r *Remote) Prefixes() (query, passage string) { return r.query, r.passage }

// Embed returns the vectors of texts, which go to the server in batches. It returns ErrUnavailable, ErrRefused or ErrReply, or the error
// of ctx when that ended first.
func (r *Remote) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embedding with %s: %w", r.name, err)
	}
	probe, ok := r.breaker.allow()
	if !ok {
		return nil, fmt.Errorf("embedding with %s: %w", r.name, &fault{sentinel: ErrUnavailable, what: "left alone after repeated failures"})
	}
	outcome := unknown
	defer func() { r.breaker.record(probe, outcome) }()

	vectors, err := r.embedder.EmbedDocuments(ctx, texts)
	if err == nil {
		err = r.finish(vectors)
	}
	outcome, err = judge(ctx, err)
	if err != nil {
		return nil, fmt.Errorf("embedding with %s: %w", r.name, err)
	}
	return vectors, nil
}

// judge says what of an error may be told, and what it says about the server. A caller that ran out of time counts against the server, or
// one that hangs would never be noticed by callers in a hurry; a caller that went away says nothing.
func judge(ctx context.Context, err error) (outcome, error) {
	var f *fault
	switch {
	case err == nil:
		return answered, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return silent, ctx.Err()
	case ctx.Err() != nil:
		return unknown, ctx.Err()
	case !errors.As(err, &f):
		// Whatever langchaingo says about a reply may hold a piece of it.
		return silent, &fault{sentinel: ErrReply, what: "empty, cut off or in another form"}
	case errors.Is(f, ErrRefused), f.content:
		return unknown, f
	}
	return silent, f
}

// finish checks the vectors of a reply and makes their length one.
func (r *Remote) finish(vectors [][]float32) error {
	for _, v := range vectors {
		if len(v) != r.dimension {
			return &fault{sentinel: ErrReply, what: fmt.Sprintf("a vector of %d numbers, want %d; check EMBED_DIM", len(v), r.dimension)}
		}
	}
	for _, v := range vectors {
		if !normalise(v) {
			return &fault{sentinel: ErrReply, what: "a vector without a direction"}
		}
	}
	return nil
}

// counted refuses a reply with another number of vectors than texts, before the batches are joined, and tells it from an unreadable one.
type counted struct{ embeddings.EmbedderClient }

func (c counted) CreateEmbedding(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := c.EmbedderClient.CreateEmbedding(ctx, texts)
	wrongCount := errors.Is(err, openai.ErrUnexpectedResponseLength) || errors.Is(err, ollama.ErrIncompleteEmbedding)
	if wrongCount || err == nil && len(vectors) != len(texts) {
		return nil, &fault{sentinel: ErrReply, what: fmt.Sprintf("%d vectors for %d texts", len(vectors), len(texts))}
	}
	return vectors, err
}
