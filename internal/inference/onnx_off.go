//go:build !embed_onnx

package inference

import "errors"

// ONNX is the embedder that runs in this process. This program was built without it.
type ONNX struct{ Embedder }

// NewONNX refuses, because this program was built without the tag embed_onnx.
func NewONNX(Config) (*ONNX, error) {
	return nil, errors.New("EMBED_KIND is onnx, but this program was built without it: build it with -tags embed_onnx,NODOWNLOAD, or set EMBED_KIND to ngram, openai or ollama")
}
