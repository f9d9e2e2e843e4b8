package main

import (
	"strings"
	"testing"
	"time"
)

func TestModelSettings(t *testing.T) {
	t.Parallel()
	read := func(set map[string]string) (config, error) {
		return configFromEnv(func(name string) string { return set[name] })
	}
	c, err := read(map[string]string{"MODEL_URL": "http://localhost:8000/v1", "MODEL_NAME": "m", "MODEL_KEY": "geheim", "MODEL_TIMEOUT": "20s", "MODEL_HOUR_TOKENS": "5000"})
	if err != nil || c.model.Total != 20*time.Second || c.model.HourTokens != 5000 || c.writer() == nil {
		t.Errorf("settings = %v, %v", c.model, err)
	}
	if c, err := read(nil); err != nil || c.writer() != nil {
		t.Errorf("without settings: %v, want no model", err)
	}
	if c, err := read(map[string]string{"MODEL_URL": "http://x", "MODEL_NAME": "m"}); err != nil || c.model.HourTokens <= 0 || c.model.TalkTokens <= 0 {
		t.Errorf("what a model may use when nobody says is %+v, %v, want a limit", c.model, err)
	}
	if c, err := read(map[string]string{"MODEL_URL": "http://x", "MODEL_NAME": "m", "MODEL_HOUR_TOKENS": "0"}); err != nil || c.model.HourTokens != 0 {
		t.Errorf("without a limit, as was asked: %+v, %v", c.model, err)
	}
	for name, set := range map[string]map[string]string{
		"MODEL_FIRST":      {"MODEL_URL": "http://x", "MODEL_NAME": "m", "MODEL_FIRST": "tien"},
		"MODEL_MAX_TOKENS": {"MODEL_URL": "http://x", "MODEL_NAME": "m", "MODEL_MAX_TOKENS": "veel"},
		"MODEL_":           {"MODEL_URL": "http://x", "MODEL_KEY": "geheim"},
		"MODEL_…":          {"MODEL_KIND": "orakel"},
	} {
		_, err := read(set)
		if err == nil || !strings.Contains(sentence(err), name) || strings.Contains(sentence(err), "geheim") {
			t.Errorf("%v: %v, want a sentence about %s", set, err, name)
		}
	}
}
