//go:build embed_onnx

package inference

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// tinyModel writes a real model in the ONNX format: a table with a row of four numbers for each token, looked up, and made zero where the
// mask says that there is no token. It stands in for weights, which the repository has none of; what it shows is that file, tokenizer,
// batches, padding, mask and pooling agree.
func tinyModel(t *testing.T, config map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	rows := [][4]float32{{9, 9, 9, 9}, {1, 1, 1, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}} // the first is what padding looks up
	var table []byte
	for _, row := range rows {
		for _, x := range row {
			table = binary.LittleEndian.AppendUint32(table, math.Float32bits(x))
		}
	}
	field := func(b []byte, n protowire.Number, content []byte) []byte {
		return protowire.AppendBytes(protowire.AppendTag(b, n, protowire.BytesType), content)
	}
	number := func(b []byte, n protowire.Number, v uint64) []byte {
		return protowire.AppendVarint(protowire.AppendTag(b, n, protowire.VarintType), v)
	}
	value := func(name string, kind uint64, dims ...any) []byte {
		var shape []byte
		for _, d := range dims {
			switch d := d.(type) {
			case string:
				shape = field(shape, 1, field(nil, 2, []byte(d)))
			case int:
				shape = field(shape, 1, number(nil, 1, uint64(d))) //nolint:gosec // small
			}
		}
		tensor := field(number(nil, 1, kind), 2, shape)
		return field(field(nil, 1, []byte(name)), 2, field(nil, 1, tensor))
	}
	const float, integer = 1, 7
	node := func(kind, output string, inputs ...string) (b []byte) {
		for _, name := range inputs {
			b = field(b, 1, []byte(name))
		}
		b = field(b, 2, []byte(output))
		return field(b, 4, []byte(kind))
	}
	toFloat := number(number(field(nil, 1, []byte("to")), 20, 2), 3, float)
	weights := number(number(nil, 1, uint64(len(rows))), 1, 4)
	weights = number(weights, 2, float)
	weights = field(weights, 8, []byte("table"))
	weights = field(weights, 9, table)
	axis := number(number(nil, 1, 1), 2, integer)
	axis = field(axis, 8, []byte("axis"))
	axis = field(axis, 9, binary.LittleEndian.AppendUint64(nil, 2))
	graph := field(nil, 1, node("Gather", "rows", "table", "input_ids"))
	graph = field(graph, 1, field(node("Cast", "mask", "attention_mask"), 5, toFloat))
	graph = field(graph, 1, node("Unsqueeze", "column", "mask", "axis"))
	graph = field(graph, 1, node("Mul", "last_hidden_state", "rows", "column"))
	graph = field(graph, 2, []byte("tiny"))
	graph = field(graph, 5, weights)
	graph = field(graph, 5, axis)
	graph = field(graph, 11, value("input_ids", integer, "batch", "length"))
	graph = field(graph, 11, value("attention_mask", integer, "batch", "length"))
	graph = field(graph, 12, value("last_hidden_state", float, "batch", "length", 4))
	model := number(nil, 1, 8)
	model = field(model, 7, graph)
	model = field(model, 8, number(field(nil, 1, nil), 2, 17))

	files := map[string]string{
		"model.onnx": string(model),
		"tokenizer.json": `{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
			"pre_tokenizer":{"type":"Whitespace"},"decoder":null,
			"post_processor":{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
			"pair":[],"special_tokens":{"[SEP]":{"id":"[SEP]","ids":[5],"tokens":["[SEP]"]}}},
			"model":{"type":"WordLevel","vocab":{"[PAD]":0,"[UNK]":1,"hulp":2,"schade":3,"aangifte":4,"[SEP]":5},"unk_token":"[UNK]"}}`,
	}
	for name, content := range config {
		files[name] = content
	}
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestONNXEmbeds(t *testing.T) {
	t.Parallel()
	// The end token and the number of positions are those of the multilingual e5 models.
	config := `{"eos_token_id":2,"max_position_embeddings":514}`
	o, err := NewONNX(Config{Dir: tinyModel(t, map[string]string{"config.json": config}), Model: "tiny", QueryPrefix: "query: "})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Close() })
	if o.Name() != "onnx:tiny" || o.Dimension() != 4 {
		t.Errorf("name %q, dimension %d", o.Name(), o.Dimension())
	}
	cases := []struct {
		text string
		want [4]float32 // before its length is made one
	}{
		{"hulp", [4]float32{1, 0, 0, 1}},
		{"hulp schade", [4]float32{1, 1, 0, 1}},
		{"aangifte " + strings.Repeat("hulp schade ", 20), [4]float32{20, 20, 1, 1}},
		{strings.Repeat("aangifte ", 3000), [4]float32{0, 0, 511, 1}},
		{"schade", [4]float32{0, 1, 0, 1}},
	}
	var texts []string
	for range 5 {
		for _, c := range cases {
			texts = append(texts, c.text)
		}
	}
	vectors, err := o.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range vectors {
		want := cases[i%len(cases)].want
		normalise(want[:])
		for n := range want {
			if math.Abs(float64(v[n]-want[n])) > 1e-4 {
				t.Errorf("text %d: %v, want %v", i, v, want)
				break
			}
		}
	}
}

func TestONNXPoolsFirstToken(t *testing.T) {
	t.Parallel()
	o, err := NewONNX(Config{Dir: tinyModel(t, map[string]string{"1_Pooling/config.json": `{"pooling_mode_cls_token":true}`})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Close() })
	vectors, err := o.Embed(t.Context(), []string{"schade hulp hulp"})
	if err != nil || vectors[0][1] != 1 {
		t.Errorf("Embed = %v, %v; want the vector of the first word", vectors, err)
	}
}

func TestONNXManyAtOnce(t *testing.T) {
	t.Parallel()
	o, err := NewONNX(Config{Dir: tinyModel(t, nil)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Close() })
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				vectors, err := o.Embed(t.Context(), []string{"schade", "hulp hulp hulp"})
				if err != nil || vectors[0][1] != vectors[0][3] || vectors[1][0] < .9 {
					t.Errorf("Embed = %v, %v", vectors, err)
					return
				}
			}
		})
	}
	all.Wait()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.Embed(ended, []string{"hulp"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Embed after the caller left: %v, want canceled", err)
	}
}

func TestONNXSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	damaged := tinyModel(t, map[string]string{"model.onnx": "this is no model"})
	noTokens := tinyModel(t, map[string]string{"tokenizer.json": `{"model":`})
	cases := map[string]struct {
		config Config
		want   string
	}{
		"no folder named": {Config{}, "EMBED_DIR is empty"},
		"missing folder":  {Config{Dir: filepath.Join(t.TempDir(), "gone")}, "has no model.onnx"},
		"damaged model":   {Config{Dir: damaged}, "cannot be read"},
		"damaged tokens":  {Config{Dir: noTokens}, "cannot be read"},
		"other length":    {Config{Dir: tinyModel(t, nil), Dim: 384}, "EMBED_DIM is 384, but the model"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.config.Kind = ONNXFolder
			e, err := OpenEmbedder(c.config)
			if err == nil || e != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("OpenEmbedder = %v, %v; want an error with %q", e, err, c.want)
			}
		})
	}
}
