package inference

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/tmc/langchaingo/llms/openai"
)

// NewOpenAI returns an embedder on a server that speaks OpenAI's /v1/embeddings: vLLM, Text Embeddings Inference, llama.cpp, Infinity,
// LiteLLM, Ollama, OpenAI itself. An address without a path gets /v1. It refuses a Config that lacks a URL, Model or Dim.
func NewOpenAI(c Config) (*Remote, error) {
	c.Kind = OpenAIServer
	return newOpenAI(c, newWire(c))
}

func newOpenAI(c Config, w *wire) (*Remote, error) {
	u, err := check(c, "")
	if err != nil {
		return nil, err
	}
	if u.Path == "" {
		u.Path = "/v1"
	}
	w.tidy = inOrder
	token := c.Key
	if token == "" {
		token = "none" // langchaingo refuses to work without one; wire does not send it
	}
	// Everything that langchaingo would otherwise take from the environment is said here.
	options := []openai.Option{
		openai.WithBaseURL(u.String()),
		openai.WithToken(token),
		openai.WithModel(c.Model),
		openai.WithEmbeddingModel(c.Model),
		openai.WithOrganization(""),
		openai.WithHTTPClient(w),
	}
	// These models shorten their vectors when asked; other servers refuse a request with a length in it.
	if strings.HasPrefix(c.Model, "text-embedding-3") {
		options = append(options, openai.WithEmbeddingDimensions(c.Dim))
	}
	client, err := openai.New(options...)
	if err != nil {
		return nil, errors.New("making the OpenAI client")
	}
	return newRemote(c, counted{client})
}

// numbered is a vector of a reply with its place in the request.
type numbered struct {
	Index     int             `json:"index"`
	Embedding json.RawMessage `json:"embedding"`
}

// inOrder puts the vectors of a reply in the order of the texts. The protocol numbers them because a server may answer in another order;
// langchaingo overlooks the numbers, and a passage would get another one's vector. Some servers number everything zero: those keep order.
func inOrder(body []byte) ([]byte, error) {
	var reply struct {
		Data []numbered `json:"data"`
	}
	if json.Unmarshal(body, &reply) != nil {
		return nil, &fault{sentinel: ErrReply, what: "cut off or in another form"}
	}
	inPlace, allZero := true, true
	for i, d := range reply.Data {
		inPlace = inPlace && d.Index == i
		allZero = allZero && d.Index == 0
	}
	if inPlace || allZero {
		return body, nil
	}
	slices.SortFunc(reply.Data, func(a, b numbered) int { return cmp.Compare(a.Index, b.Index) })
	for i, d := range reply.Data {
		if d.Index != i {
			return nil, &fault{sentinel: ErrReply, what: "vectors that are numbered wrongly"}
		}
	}
	return json.Marshal(reply)
}
