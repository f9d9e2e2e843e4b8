package indexer

import "context"

func extractPDF(ctx context.Context, src Source) (Page, error)      { return Page{}, ErrKind }
func extractDOCX(ctx context.Context, src Source) (Page, error)     { return Page{}, ErrKind }
func extractMarkdown(ctx context.Context, src Source) (Page, error) { return Page{}, ErrKind }
func extractText(src Source) (Page, error)                          { return Page{}, ErrKind }
