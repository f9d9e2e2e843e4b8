package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"wegwijzer/internal/inference"
	"wegwijzer/internal/postgres"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
	"wegwijzer/migrations"
)

// config is everything the environment decides. docs/operations.md explains each variable.
type config struct {
	databaseURL string // DATABASE_URL: empty runs a private database
	dataDir     string // WEGWIJZER_DATA: where the private database lives; empty is the usual place
	addr        string // WEGWIJZER_ADDR: where the website listens
	logLevel    slog.Level
	topicsDir   string // WEGWIJZER_TOPICS: a folder with topic files instead of those the program was built with
	origins     []string
	leaveURL    string
	embed       inference.Config
	embedWeight float32 // EMBED_WEIGHT: what likeness by the model counts; empty is 0 for the built-in one and 1 for another
}

func configFromEnv() (config, error) {
	c := config{
		databaseURL: os.Getenv("DATABASE_URL"),
		dataDir:     os.Getenv("WEGWIJZER_DATA"),
		addr:        or(os.Getenv("WEGWIJZER_ADDR"), "localhost:8080"),
		topicsDir:   os.Getenv("WEGWIJZER_TOPICS"),
		origins:     strings.Fields(os.Getenv("WEGWIJZER_ORIGINS")),
		leaveURL:    os.Getenv("WEGWIJZER_LEAVE_URL"),
		embed: inference.Config{
			Kind:          or(os.Getenv("EMBED_KIND"), "ngram"),
			URL:           os.Getenv("EMBED_URL"),
			Dir:           os.Getenv("EMBED_DIR"),
			Model:         os.Getenv("EMBED_MODEL"),
			Key:           os.Getenv("EMBED_KEY"),
			QueryPrefix:   os.Getenv("EMBED_QUERY_PREFIX"),
			PassagePrefix: os.Getenv("EMBED_PASSAGE_PREFIX"),
		},
	}
	if v := os.Getenv("EMBED_DIM"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			return c, fmt.Errorf("reading EMBED_DIM: %q is no number", v)
		}
		c.embed.Dim = n
	}
	if v := os.Getenv("EMBED_TIMEOUT"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil {
			return c, fmt.Errorf("reading EMBED_TIMEOUT: %q is no duration such as 5s", v)
		}
		c.embed.Timeout = d
	}
	if c.embed.Kind != "ngram" {
		c.embedWeight = 1
	}
	if v := os.Getenv("EMBED_WEIGHT"); v != "" {
		w, err := strconv.ParseFloat(v, 32)
		if err != nil || w < 0 {
			return c, fmt.Errorf("reading EMBED_WEIGHT: %q is no number from 0", v)
		}
		c.embedWeight = float32(w)
	}
	if err := c.logLevel.UnmarshalText([]byte(or(os.Getenv("WEGWIJZER_LOG"), "info"))); err != nil {
		return c, fmt.Errorf("reading WEGWIJZER_LOG: use debug, info, warn or error")
	}
	return c, nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// logger writes JSON lines without anything personal: privacy.Handler sits under every logger.
func (c config) logger(w io.Writer) *slog.Logger {
	return slog.New(privacy.NewHandler(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: c.logLevel})))
}

// open opens the database, brings it up to date and opens the store. progress is told in Dutch what a person waits for.
func (c config) open(ctx context.Context, log *slog.Logger, progress func(string)) (*library, error) {
	l := &library{}
	db, err := postgres.Open(ctx, postgres.Config{URL: c.databaseURL, Dir: c.dataDir, Progress: progress, Logger: log})
	if err != nil {
		return nil, err
	}
	l.db = db
	if err := migrations.Up(ctx, db.Pool, log); err != nil {
		l.close(ctx)
		return nil, err
	}
	// Connections that were opened before the extension existed do not know its types.
	db.Pool.Reset()
	l.bank, err = c.bank()
	if err != nil {
		l.close(ctx)
		return nil, err
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		l.close(ctx)
		return nil, err
	}
	embedder, err := inference.OpenEmbedder(c.embed)
	if err != nil {
		l.close(ctx)
		return nil, err
	}
	l.store, err = knowledge.NewStore(ctx, db.Pool, knowledge.Config{Bank: l.bank, Synonyms: synonyms, Embedder: embedder, VectorWeight: c.embedWeight, Logger: log})
	if err != nil {
		l.close(ctx)
		return nil, err
	}
	return l, nil
}

func (c config) bank() (*knowledge.Bank, error) {
	if c.topicsDir != "" {
		return knowledge.BankFrom(c.topicsDir)
	}
	return knowledge.ShippedBank()
}

// openForCommand opens the library for a command that a person or script runs: quiet logs, progress on the error stream.
func openForCommand(ctx context.Context, s streams) (config, *library, error) {
	c, err := configFromEnv()
	if err != nil {
		return c, nil, err
	}
	c.logLevel = max(c.logLevel, slog.LevelWarn)
	l, err := c.open(ctx, c.logger(s.err), func(step string) { fmt.Fprintln(s.err, step) })
	return c, l, err
}
