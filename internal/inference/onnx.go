//go:build embed_onnx

package inference

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/backends"
	"github.com/knights-analytics/hugot/options"
	"github.com/knights-analytics/hugot/pipelines"
	"github.com/sugarme/tokenizer"
)

// The shapes in which the model is run. Each pair of a batch and a length is compiled once and stays in memory, so there are few.
var (
	onnxBatches = []int{1, 8}
	onnxLengths = []int{16, 32, 64, 128, 256, 512}
)

// onnxTurns is how many batches are computed at once: one of a long run, and one of a visitor who should not wait for it.
const onnxTurns = 2

// ONNX embeds in this process, without cgo, with a model from a local folder: sentence-transformers models exported to ONNX, such as the
// small e5 models. A text beyond the model's length (at most 512 tokens) is cut there. It is safe for several goroutines.
//
// Build with -tags embed_onnx,NODOWNLOAD; the second tag leaves out the code by which hugot would fetch models from the internet.
type ONNX struct {
	name           string
	dimension      int
	query, passage string
	session        *hugot.Session
	pipeline       *pipelines.FeatureExtractionPipeline
	tokens         *tokenizer.Tokenizer
	longest        int
	output         int  // which of the model's outputs is the vector
	first          bool // the vector of a text is that of its first token, not the mean of all
	turns          chan struct{}
	preparing      sync.Mutex // hugot writes to the model while it prepares a batch
}

// NewONNX loads the model in c.Dir and tries it on one word. It refuses a folder without model.onnx (there or in its folder onnx) and
// tokenizer.json, a model that cannot be run, and a Dim that is not the model's.
func NewONNX(c Config) (o *ONNX, err error) {
	if c.Dir == "" {
		return nil, errors.New("EMBED_DIR is empty: set it to a folder with model.onnx and tokenizer.json")
	}
	for _, need := range [][]string{{"model.onnx", "onnx/model.onnx"}, {"tokenizer.json"}} {
		if !slices.ContainsFunc(need, func(name string) bool { return isFile(filepath.Join(c.Dir, name)) }) {
			return nil, fmt.Errorf("EMBED_DIR %s has no %s: put the exported model there", c.Dir, need[0])
		}
	}
	defer func() {
		// The libraries below panic on a damaged model.
		if recover() != nil {
			o, err = nil, fmt.Errorf("EMBED_DIR %s holds a model or tokenizer that cannot be read", c.Dir)
		}
	}()
	session, err := hugot.NewGoSession(options.WithGoMLXBatchBuckets(onnxBatches), options.WithGoMLXSequenceBuckets(onnxLengths))
	if err != nil {
		return nil, fmt.Errorf("starting the embedding backend: %w", err)
	}
	config := hugot.FeatureExtractionConfig{ModelPath: c.Dir, OnnxFilename: "model.onnx", Name: "embed"}
	pipeline, err := hugot.NewPipeline(session, config)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("EMBED_DIR %s holds a model that cannot be read: %w", c.Dir, err), session.Destroy())
	}
	o = &ONNX{
		name:     ONNXFolder + ":" + cmp.Or(c.Model, filepath.Base(c.Dir)),
		query:    c.QueryPrefix,
		passage:  c.PassagePrefix,
		session:  session,
		pipeline: pipeline,
		tokens:   pipeline.Model.Tokenizer.GoTokenizer.Tokenizer,
		longest:  onnxLengths[len(onnxLengths)-1],
		first:    poolsFirst(c.Dir),
		turns:    make(chan struct{}, onnxTurns),
	}
	// Where config.json names an end token, as it does for the multilingual e5 models, hugot pads the tokens on the left and their mask on
	// the right, and every text but the longest of a batch gets a wrong vector. Without end tokens it pads both on the right.
	pipeline.Model.EosTokenIDs = nil
	if n := pipeline.Model.MaxPositionEmbeddings; n > 0 {
		o.longest = onnxLengths[0]
		for _, length := range onnxLengths {
			if length <= n {
				o.longest = length
			}
		}
	}
	// An export that has the vector of the whole text among its outputs knows best how to make it.
	for i, meta := range pipeline.Model.OutputsMeta {
		if meta.Name == "sentence_embedding" {
			o.output = i
		}
	}
	vectors, err := o.Embed(context.Background(), []string{"proef"})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("trying the model in EMBED_DIR %s: %w", c.Dir, err), o.Close())
	}
	o.dimension = len(vectors[0])
	if c.Dim != 0 && c.Dim != o.dimension {
		wrong := fmt.Errorf("EMBED_DIM is %d, but the model in EMBED_DIR %s gives %d: set EMBED_DIM to that or leave it empty", c.Dim, c.Dir, o.dimension)
		return nil, errors.Join(wrong, o.Close())
	}
	return o, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// poolsFirst reads how the model was trained to make one vector of many; the mean when its folder does not say.
func poolsFirst(dir string) bool {
	content, err := os.ReadFile(filepath.Join(dir, "1_Pooling", "config.json")) //nolint:gosec // the operator named the folder
	if err != nil {
		return false
	}
	var pooling struct {
		First bool `json:"pooling_mode_cls_token"`
	}
	return json.Unmarshal(content, &pooling) == nil && pooling.First
}

// Close frees the model.
func (o *ONNX) Close() error { return o.session.Destroy() }

// Name tells the model.
func (o *ONNX) Name() string { return o.name }

// Dimension returns the length of the vectors.
func (o *ONNX) Dimension() int { return o.dimension }

// Prefixes returns what was configured.
func (o *ONNX) Prefixes() (query, passage string) { return o.query, o.passage }

// Embed returns the vectors of texts. It looks at ctx between batches. A text or model that cannot be worked with gives ErrReply.
func (o *ONNX) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	inputs := make([]backends.TokenizedInput, len(texts))
	order := make([]int, len(texts))
	for i, text := range texts {
		input, err := o.tokenize(text)
		if err != nil {
			return nil, fmt.Errorf("embedding with %s: %w", o.name, err)
		}
		inputs[i], order[i] = input, i
	}
	// Texts of like length share a batch, so that little is spent on padding.
	slices.SortStableFunc(order, func(a, b int) int { return len(inputs[a].TokenIDs) - len(inputs[b].TokenIDs) })
	vectors := make([][]float32, len(texts))
	for group := range slices.Chunk(order, onnxBatches[len(onnxBatches)-1]) {
		if err := o.run(ctx, group, inputs, vectors); err != nil {
			return nil, fmt.Errorf("embedding with %s: %w", o.name, err)
		}
	}
	return vectors, nil
}

// tokenize is done here and not by hugot, which ends the program on a text that it cannot cut into tokens, and drops the last special
// token of a text that is too long.
func (o *ONNX) tokenize(text string) (input backends.TokenizedInput, err error) {
	defer func() {
		if recover() != nil {
			err = &fault{sentinel: ErrReply, what: "a text that the tokenizer cannot read"}
		}
	}()
	encoded, err := o.tokens.EncodeSingle(text, true)
	if err != nil || len(encoded.Ids) == 0 {
		return input, &fault{sentinel: ErrReply, what: "a text that the tokenizer cannot read"}
	}
	n := len(encoded.Ids)
	keep := min(n, o.longest)
	input = backends.TokenizedInput{
		TokenIDs:      make([]uint32, keep),
		TypeIDs:       make([]uint32, keep),
		AttentionMask: make([]uint32, keep),
	}
	for i := range keep {
		from := i
		if i == keep-1 {
			from = n - 1
		}
		input.TokenIDs[i] = uint32(encoded.Ids[from]) //nolint:gosec // a place in a vocabulary
		if from < len(encoded.TypeIds) {
			input.TypeIDs[i] = uint32(encoded.TypeIds[from]) //nolint:gosec // 0 or 1
		}
		input.AttentionMask[i] = 1
	}
	input.MaxAttentionIndex = keep - 1
	return input, nil
}

// run computes the vectors of one group.
func (o *ONNX) run(ctx context.Context, group []int, inputs []backends.TokenizedInput, vectors [][]float32) (err error) {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case o.turns <- struct{}{}:
	}
	defer func() { <-o.turns }()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	batch := backends.NewBatch(len(group))
	defer func() {
		if recover() != nil {
			err = &fault{sentinel: ErrReply, what: "the model cannot be computed"}
		}
		err = errors.Join(err, batch.Destroy())
	}()
	for _, i := range group {
		batch.Input = append(batch.Input, inputs[i])
		batch.MaxSequenceLength = max(batch.MaxSequenceLength, len(inputs[i].TokenIDs))
	}
	if o.prepare(batch) != nil || o.pipeline.Forward(batch) != nil {
		return &fault{sentinel: ErrReply, what: "the model cannot be computed"}
	}
	for n, i := range group {
		v := o.pool(batch.OutputValues[o.output], n)
		if len(v) == 0 || o.dimension != 0 && len(v) != o.dimension {
			return &fault{sentinel: ErrReply, what: fmt.Sprintf("a vector of %d numbers, want %d", len(v), o.dimension)}
		}
		if !normalise(v) {
			return &fault{sentinel: ErrReply, what: "a vector without a direction"}
		}
		vectors[i] = v
	}
	return nil
}

func (o *ONNX) prepare(batch *backends.PipelineBatch) error {
	o.preparing.Lock()
	defer o.preparing.Unlock()
	return backends.CreateInputTensors(batch, o.pipeline.Model, o.pipeline.Runtime)
}

// pool makes one vector of what the model says about the n-th text of a batch: a vector, or one for each token.
func (o *ONNX) pool(output any, n int) []float32 {
	switch out := output.(type) {
	case [][]float32:
		return out[n]
	case [][][]float32:
		tokens := out[n]
		if o.first {
			return tokens[0]
		}
		mean := make([]float32, len(tokens[0]))
		for _, t := range tokens {
			for i, x := range t {
				mean[i] += x
			}
		}
		return mean // its length is made one, so that dividing by the number of tokens would change nothing
	}
	return nil
}
