package inference

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestOpenEmbedder(t *testing.T) {
	t.Parallel()
	server := Config{Kind: OpenAIServer, URL: "http://localhost:8000/v1", Model: "e5", Dim: 384}
	with := func(change func(*Config)) Config {
		c := server
		change(&c)
		return c
	}
	cases := []struct {
		name   string
		config Config
		want   string // the embedder's name, or what the error tells to set
		fails  bool
	}{
		{"nothing chosen", Config{}, "", false},
		{"none", Config{Kind: None}, "", false},
		{"built in", Config{Kind: BuiltIn}, "ngram-1", false},
		{"built in with its own length", Config{Kind: BuiltIn, Dim: 256}, "ngram-1", false},
		{"built in with another length", Config{Kind: BuiltIn, Dim: 384}, "EMBED_DIM", true},
		{"server", server, "openai:e5", false},
		{"server without path", with(func(c *Config) { c.URL = "https://model.example" }), "openai:e5", false},
		{"no address", with(func(c *Config) { c.URL = "" }), "EMBED_URL is empty", true},
		{"not an address", with(func(c *Config) { c.URL = "localhost:8000" }), "EMBED_URL is no address", true},
		{"unreadable address", with(func(c *Config) { c.URL = "http://[::1" }), "EMBED_URL is no address", true},
		{"password in address", with(func(c *Config) { c.URL = "http://jan:geheim@model.example" }), "EMBED_KEY", true},
		{"no model", with(func(c *Config) { c.Model = "" }), "EMBED_MODEL", true},
		{"no length", with(func(c *Config) { c.Dim = 0 }), "EMBED_DIM", true},
		{"ollama of this machine", Config{Kind: OllamaServer, Model: "bge-m3", Dim: 1024}, "ollama:bge-m3", false},
		{"ollama without length", Config{Kind: OllamaServer, Model: "bge-m3"}, "EMBED_DIM", true},
		{"onnx without folder", Config{Kind: ONNXFolder}, "EMBED_", true},
		{"something else", Config{Kind: "magic"}, "set it to none, ngram, openai, ollama or onnx", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := OpenEmbedder(c.config)
			switch {
			case c.fails && (err == nil || e != nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "geheim")):
				t.Errorf("OpenEmbedder = %v, %v; want an error with %q", e, err, c.want)
			case !c.fails && err != nil:
				t.Errorf("OpenEmbedder: %v", err)
			case !c.fails && c.want == "" && e != nil:
				t.Errorf("OpenEmbedder = %v, want nil", e)
			case !c.fails && c.want != "" && e.Name() != c.want:
				t.Errorf("name %q, want %q", e.Name(), c.want)
			}
		})
	}
}

func TestConfigKeepsItsKey(t *testing.T) {
	t.Parallel()
	c := Config{Kind: OpenAIServer, Key: "sleutel"}
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(c), fmt.Sprintf("%+v %#v", c, c), string(asJSON)} {
		if strings.Contains(shown, "sleutel") {
			t.Errorf("the key is shown: %s", shown)
		}
	}
}
