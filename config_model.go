package main

import (
	"context"
	"strconv"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/internal/inference"
	"wegwijzer/jurisprudence"
)

// What a model may use in an hour when nobody says: of some 3,000 tokens an answer, 600 for everyone and 30 for one conversation. A model that is paid by the
// token then costs no more than somebody meant it to.
const (
	hourTokens = 2_000_000
	talkTokens = 100_000
)

// readModel reads what the environment says of a model that writes answers (MODEL_…).
func (c *config) readModel(env func(name string) string) error {
	m := inference.ChatConfig{Kind: env("MODEL_KIND"), URL: env("MODEL_URL"), Model: env("MODEL_NAME"), Key: env("MODEL_KEY"), HourTokens: hourTokens, TalkTokens: talkTokens}
	for _, x := range []struct {
		name string
		to   *time.Duration
	}{{"MODEL_FIRST", &m.First}, {"MODEL_PAUSE", &m.Pause}, {"MODEL_TIMEOUT", &m.Total}} {
		if v := env(x.name); v != "" {
			d, err := time.ParseDuration(v)
			if err != nil {
				return advise(err, "%s is een duur zoals 10s, en niet %q", x.name, v)
			}
			*x.to = d
		}
	}
	for _, x := range []struct {
		name string
		to   *int
	}{
		{"MODEL_MAX_TOKENS", &m.MaxTokens},
		{"MODEL_PARALLEL", &m.Parallel},
		{"MODEL_QUEUE", &m.Waiting},
		{"MODEL_HOUR_TOKENS", &m.HourTokens},
		{"MODEL_TALK_TOKENS", &m.TalkTokens},
	} {
		if v := env(x.name); v != "" {
			n, err := strconv.Atoi(v)
			if err != nil {
				return advise(err, "%s is een geheel getal, en niet %q", x.name, v)
			}
			*x.to = n
		}
	}
	c.model = m
	// What is mistaken is said at the start, before anything is opened.
	if _, err := inference.OpenChat(m); err != nil {
		return advise(err, "de instellingen van het model dat antwoorden schrijft (MODEL_…) kloppen niet")
	}
	return nil
}

// proposer returns what has a model propose what the rules missed in a ruling; nil when no model is configured.
func (c config) proposer(l *library) func(ctx context.Context, id jurisprudence.ECLI) (int, error) {
	chat, err := inference.OpenChat(c.model)
	if err != nil || chat == nil {
		return nil // configFromEnv refused a mistaken one
	}
	return func(ctx context.Context, id jurisprudence.ECLI) (int, error) {
		return l.rulings.Propose(ctx, id, chat.For("rulings"))
	}
}

// writer returns the model that writes answers as a conversation has it, or nil when none was configured.
func (c config) writer() func(conversation string) assistant.Writer {
	chat, err := inference.OpenChat(c.model)
	if err != nil || chat == nil {
		return nil // configFromEnv refused a mistaken one
	}
	return func(conversation string) assistant.Writer { return chat.For(conversation) }
}
