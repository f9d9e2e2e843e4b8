package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wegwijzer/internal/hearing"
	"wegwijzer/internal/inference"
	"wegwijzer/internal/learned"
	"wegwijzer/internal/postgres"
	"wegwijzer/internal/privacy"
	"wegwijzer/internal/speech"
	"wegwijzer/knowledge"
	"wegwijzer/migrations"
)

// config is everything the environment decides. docs/operations.md explains each variable.
type config struct {
	databaseURL string // DATABASE_URL: empty runs a private database
	dataDir     string // WEGWIJZER_DATA: where the private database lives; empty is the usual place
	addr        string // WEGWIJZER_ADDR: where the website listens
	demoAddr    string // WEGWIJZER_DEMO_ADDR: where the demo site listens; links in answers lead there
	logLevel    slog.Level
	logChosen   bool   // whether WEGWIJZER_LOG said which level
	topicsDir   string // WEGWIJZER_TOPICS: a folder with topic files instead of those the program was built with
	contact     string // WEGWIJZER_CONTACT: where the owner of a site that is crawled reads who we are
	origins     []string
	leaveURL    string
	houseStyle  string   // WEGWIJZER_STYLE: a file with the house style of the visitors' pages; empty means our own look
	allowHosts  []string // WEGWIJZER_ALLOW_HOSTS: host:port of this machine that may be crawled; for tests and demos only
	embed       inference.Config
	desk        deskConfig
	post        postConfig
	rulings     rulingsConfig
	model       inference.ChatConfig
	voice       speech.Config
	hearing     hearing.Config

	recordByNotice bool    // WEGWIJZER_RECORDING: calls are recorded after a notice, and not only after a yes that was asked for
	audioDir       string  // WEGWIJZER_AUDIO: the folder with the sealed sound of calls; empty is one beside the keys
	keysDir        string  // WEGWIJZER_KEYS: the folder with the keys of what is kept about people; empty is a usual place
	anchor         string  // WEGWIJZER_ANCHOR: a file or address outside the database that gets anchors of the audit; empty means none
	embedWeight    float32 // EMBED_WEIGHT: what likeness by the model counts; empty is 0 for the built-in one and 1 for another
}

// configFromEnv reads the configuration. env looks up one variable; an unset one is empty.
func configFromEnv(env func(name string) string) (config, error) {
	c := config{
		databaseURL: env("DATABASE_URL"),
		dataDir:     env("WEGWIJZER_DATA"),
		addr:        or(env("WEGWIJZER_ADDR"), "localhost:8080"),
		demoAddr:    or(env("WEGWIJZER_DEMO_ADDR"), "localhost:8081"),
		topicsDir:   env("WEGWIJZER_TOPICS"),
		contact:     env("WEGWIJZER_CONTACT"),
		origins:     strings.Fields(env("WEGWIJZER_ORIGINS")),
		leaveURL:    env("WEGWIJZER_LEAVE_URL"),
		houseStyle:  env("WEGWIJZER_STYLE"),
		anchor:      env("WEGWIJZER_ANCHOR"),
		audioDir:    env("WEGWIJZER_AUDIO"),
		keysDir:     env("WEGWIJZER_KEYS"),
		allowHosts:  strings.Fields(env("WEGWIJZER_ALLOW_HOSTS")),
		embed: inference.Config{
			Kind:          or(env("EMBED_KIND"), "ngram"),
			URL:           env("EMBED_URL"),
			Dir:           env("EMBED_DIR"),
			Model:         env("EMBED_MODEL"),
			Key:           env("EMBED_KEY"),
			QueryPrefix:   env("EMBED_QUERY_PREFIX"),
			PassagePrefix: env("EMBED_PASSAGE_PREFIX"),
		},
	}
	if v := env("EMBED_DIM"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			return c, advise(err, "EMBED_DIM is een geheel getal, en niet %q", v)
		}
		c.embed.Dim = n
	}
	if v := env("EMBED_TIMEOUT"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil {
			return c, advise(err, "EMBED_TIMEOUT is een duur zoals 5s, en niet %q", v)
		}
		c.embed.Timeout = d
	}
	if err := c.readModel(env); err != nil {
		return c, err
	}
	if err := c.readSpeech(env); err != nil {
		return c, err
	}
	if err := c.readVoice(env); err != nil {
		return c, err
	}
	if c.embed.Kind != "ngram" {
		c.embedWeight = 1
	}
	if v := env("EMBED_WEIGHT"); v != "" {
		w, err := strconv.ParseFloat(v, 32)
		if err != nil || w < 0 {
			return c, advise(err, "EMBED_WEIGHT is een getal vanaf 0, en niet %q", v)
		}
		c.embedWeight = float32(w)
	}
	if v := env("WEGWIJZER_LOG"); v != "" {
		if err := c.logLevel.UnmarshalText([]byte(v)); err != nil {
			return c, advise(err, "WEGWIJZER_LOG is debug, info, warn of error, en niet %q", v)
		}
		c.logChosen = true
	}
	for _, origin := range c.origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || origin != u.Scheme+"://"+u.Host {
			return c, advise(err, "WEGWIJZER_ORIGINS noemt websites zoals https://www.voorbeeld.nl, zonder pad, en niet %q", origin)
		}
	}
	var err error
	if c.desk, err = deskFromEnv(env); err != nil {
		return c, err
	}
	if c.rulings, err = rulingsFromEnv(env); err != nil {
		return c, err
	}
	c.post, err = postFromEnv(env)
	return c, err
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
	bank, err := c.bank()
	if err != nil {
		return nil, err
	}
	return c.openWith(ctx, bank, log, progress)
}

// openWith is open with a bank that was read.
func (c config) openWith(ctx context.Context, bank *knowledge.Bank, log *slog.Logger, progress func(string)) (*library, error) {
	// What may be mistaken in the configuration comes first: nobody waits for a database to hear of it.
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		return nil, err
	}
	embedder, err := inference.OpenEmbedder(c.embed)
	if err != nil {
		return nil, advise(err, "de instellingen van het taalmodel (EMBED_…) kloppen niet")
	}
	l, err := c.database(ctx, log, progress)
	if err != nil {
		return nil, err
	}
	l.bank = bank
	if err := c.openRulings(l); err != nil {
		l.close(ctx)
		return nil, err
	}
	l.store, err = knowledge.NewStore(ctx, l.db.Pool, knowledge.Config{Bank: bank, Synonyms: synonyms, Embedder: embedder, VectorWeight: c.embedWeight, Logger: log})
	if err != nil {
		l.close(ctx)
		return nil, err
	}
	if err := l.store.Reword(ctx); err != nil {
		l.close(ctx)
		return nil, err
	}
	if n, err := l.store.Reanalyse(ctx); err != nil {
		l.close(ctx)
		return nil, err
	} else if n > 0 {
		log.InfoContext(ctx, "documents analysed anew", "documents", n)
	}
	return l, nil
}

// bareDatabase opens the database as it is.
func (c config) bareDatabase(ctx context.Context, log *slog.Logger, progress func(string)) (*library, error) {
	db, err := postgres.Open(ctx, postgres.Config{URL: c.databaseURL, Dir: c.dataDir, Progress: progress, Logger: log})
	if err != nil {
		return nil, err
	}
	return &library{db: db}, nil
}

// database opens the database and brings it up to date, for what needs no search.
func (c config) database(ctx context.Context, log *slog.Logger, progress func(string)) (*library, error) {
	l, err := c.bareDatabase(ctx, log, progress)
	if err != nil {
		return nil, err
	}
	if err := migrations.Up(ctx, l.db.Pool, log); err != nil {
		l.close(ctx)
		if errors.Is(err, migrations.ErrNewer) {
			return nil, advise(err, "de tabellen zijn van een nieuwere versie dan dit programma; gebruik het nieuwere programma")
		}
		return nil, err
	}
	// Connections that were opened before the extension existed do not know its types.
	l.db.Pool.Reset()
	return l, nil
}

func (c config) bank() (*knowledge.Bank, error) {
	if c.topicsDir == "" {
		return knowledge.ShippedBank()
	}
	bank, err := knowledge.BankFrom(c.topicsDir)
	if err == nil && len(bank.Topics) == 0 {
		err = errors.New("no topics")
	}
	if err != nil {
		return nil, advise(err, "de onderwerpen in de map van WEGWIJZER_TOPICS zijn niet te lezen")
	}
	return bank, nil
}

// quieter leaves only what someone should look at in the log, unless WEGWIJZER_LOG asks for more: for when a person reads it.
func (c config) quieter() config {
	if !c.logChosen {
		c.logLevel = slog.LevelWarn
	}
	return c
}

// openForCommand opens the library for a command that a person or script runs: quiet logs, progress on the error stream.
func openForCommand(ctx context.Context, s streams) (config, *library, error) {
	c, err := configFromEnv(s.env)
	if err != nil {
		return c, nil, err
	}
	c = c.quieter()
	bank, err := c.bank()
	if err != nil {
		return c, nil, err
	}
	learn(s, func(kept *learned.Shelf) { bank.Learn(kept) }) // opening takes it as learnt
	l, err := c.openWith(ctx, bank, c.logger(s.err), func(step string) { fmt.Fprintln(s.err, step) })
	return c, l, err
}

// openDatabase is openForCommand for a command that needs no search.
func openDatabase(ctx context.Context, s streams) (config, *library, error) {
	c, err := configFromEnv(s.env)
	if err != nil {
		return c, nil, err
	}
	c = c.quieter()
	l, err := c.database(ctx, c.logger(s.err), func(step string) { fmt.Fprintln(s.err, step) })
	return c, l, err
}

// openAsIs is openDatabase for a command that must leave the tables as they are, such as a backup before an upgrade: copies of an older version may be
// at work on them. Only a database without any table gets them. It returns the version of the tables and the version that this program knows.
func openAsIs(ctx context.Context, s streams) (l *library, version, latest int64, err error) {
	c, err := configFromEnv(s.env)
	if err != nil {
		return nil, 0, 0, err
	}
	c = c.quieter()
	log := c.logger(s.err)
	if l, err = c.bareDatabase(ctx, log, func(step string) { fmt.Fprintln(s.err, step) }); err != nil {
		return nil, 0, 0, err
	}
	version, latest, err = migrations.Version(ctx, l.db.Pool)
	if err == nil && version == 0 {
		version, err = latest, migrations.Up(ctx, l.db.Pool, log)
		l.db.Pool.Reset() // connections that were opened before the extension existed do not know its types
	}
	if err != nil {
		l.close(ctx)
		return nil, 0, 0, err
	}
	return l, version, latest, nil
}
