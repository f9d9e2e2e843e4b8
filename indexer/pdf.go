package indexer

import (
	"context"
	"regexp"
)

var junkTitle = regexp.MustCompile(`(?i)^(?:microsoft\s+word\s*-.*|untitled.*|naamloos.*|document\d*|.*\.(?:docx?|indd|pdf|odt|pptx?|qxd))$`)

func extractPDF(ctx context.Context, src Source) (Page, error) { return Page{}, ErrKind }
