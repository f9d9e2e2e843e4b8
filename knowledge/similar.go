package knowledge

import (
	"context"
	"fmt"
	"sort"
)

// Similar returns at most limit passages of a collection that are most like a text by the embedding model alone, best first: for "more like
// this" and for finding duplicates. Score is the likeness, 1 for the same direction. Unlike Search it fails when the model does not answer,
// for it has no other leg to stand on. Without a model, or before vectors were made, it finds nothing.
func (sh *Shelf) Similar(ctx context.Context, collection, text string, limit int) ([]Hit, error) {
	s, collectionID, err := sh.current(ctx, collection)
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
	near, err := sh.near(ctx, collectionID, vectors[0], alikeWidth)
	if err != nil {
		return nil, err
	}
	type found struct {
		id       string
		likeness float32
	}
	// Vectors of a collection outlive a generation for a while; what is not served is not shown.
	all := make([]found, 0, len(near))
	for id, likeness := range near {
		if _, served := s.byID[id]; served {
			all = append(all, found{string(id), likeness})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].likeness > all[j].likeness || all[i].likeness == all[j].likeness && all[i].id < all[j].id
	})
	all = all[:min(limit, len(all))]
	ids := make([]string, len(all))
	for i, f := range all {
		ids[i] = f.id
	}
	texts, err := sh.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(all))
	for _, f := range all {
		if p, ok := texts[PassageID(f.id)]; ok {
			hits = append(hits, Hit{p, float64(f.likeness)})
		}
	}
	return hits, nil
}
