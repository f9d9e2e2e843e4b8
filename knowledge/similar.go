package knowledge

import (
	"context"
	"fmt"
	"slices"
)

// Similar returns at most limit passages of a collection that are most like a text by the embedding model alone, best first: for "more like
// this" and for finding duplicates. Score is the likeness, 1 for the same direction. Unlike Search it fails when the model does not answer,
// for it has no other leg to stand on. Without a model, or before vectors were made, it finds nothing.
func (sh *Shelf) Similar(ctx context.Context, collection, text string, limit int) ([]Hit, error) {
	s, err := sh.current(ctx, collection)
	if err != nil {
		return nil, err
	}
	e := sh.store.config.Embedder
	if e == nil {
		return nil, nil
	}
	prefix, _ := e.Prefixes()
	vectors, err := e.Embed(ctx, []string{prefix + text})
	if err != nil {
		return nil, fmt.Errorf("embedding a text: %w", err)
	}
	if len(vectors) != 1 {
		return nil, fmt.Errorf("embedding a text: %d vectors", len(vectors))
	}
	retriever, err := sh.retriever(ctx, s)
	if err != nil || retriever == nil {
		return nil, err
	}
	near, err := retriever.Retrieve(ctx, vectors[0], max(limit, vectorHits))
	if err != nil {
		return nil, err
	}
	// Vectors of a collection outlive a generation for a while; what is not served is not shown.
	near = slices.DeleteFunc(near, func(r Retrieved) bool {
		_, served := s.ids.find(string(r.ID))
		return !served
	})
	near = near[:min(limit, len(near))]
	ids := make([]string, len(near))
	for i, r := range near {
		ids[i] = string(r.ID)
	}
	texts, err := sh.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(near))
	for _, r := range near {
		if p, ok := texts[r.ID]; ok {
			hits = append(hits, Hit{Passage: p, Score: float64(r.Likeness)})
		}
	}
	return hits, nil
}
