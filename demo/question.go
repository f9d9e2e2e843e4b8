package demo

import _ "embed" // the questions

// Questions are questions of which is known on which of the demo's pages the answer stands, one JSON object a line.
//
//go:embed testdata/retrieval.jsonl
var Questions string
