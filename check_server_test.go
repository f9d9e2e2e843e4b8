package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/md5" //nolint:gosec // what CRAM-MD5 is made of
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

// mailServer speaks enough of SMTP to sign in, and takes the password "goed" only.
func mailServer(t *testing.T) (host, port string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			line, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer line.Close() //nolint:errcheck // a test
				fmt.Fprint(line, "220 post.example ESMTP\r\n")
				in := bufio.NewScanner(line)
				for in.Scan() {
					switch verb, _, _ := strings.Cut(in.Text(), " "); strings.ToUpper(verb) {
					case "EHLO":
						fmt.Fprint(line, "250-post.example\r\n250 AUTH CRAM-MD5\r\n")
					case "AUTH":
						const challenge = "<1@post.example>"
						fmt.Fprintf(line, "334 %s\r\n", base64.StdEncoding.EncodeToString([]byte(challenge)))
						in.Scan()
						mac := hmac.New(md5.New, []byte("goed"))
						mac.Write([]byte(challenge))
						if in.Text() == base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "ik %x", mac.Sum(nil))) {
							fmt.Fprint(line, "235 goed\r\n")
							continue
						}
						fmt.Fprint(line, "535 niet goed\r\n")
					case "QUIT":
						fmt.Fprint(line, "221 dag\r\n")
						return
					default:
						fmt.Fprint(line, "250 ja\r\n")
					}
				}
			}()
		}
	}()
	host, port, _ = net.SplitHostPort(listener.Addr().String())
	return host, port
}

// modelServer speaks the dialects of models that write, embed, hear and speak. It wants a key and a name.
func modelServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer sleutel-van-de-proef" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		body, _ := io.ReadAll(r.Body)
		if !strings.Contains(string(body), "proefmodel") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		switch {
		case strings.HasSuffix(r.URL.Path, "/embeddings"):
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,0,0]}],"model":"proefmodel"}`)
		case strings.HasSuffix(r.URL.Path, "/transcriptions"):
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"text":""}`)
		case strings.HasSuffix(r.URL.Path, "/chat/completions"):
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, "data: {\"choices\":[{\"delta\":{\"content\":\"goed\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
		default:
			w.WriteHeader(http.StatusTeapot)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// Every server that is set up is tried, and what is wrong with it is said in a sentence that names the setting and holds no secret.
func TestCheckTriesEveryServer(t *testing.T) {
	t.Parallel()
	host, port := mailServer(t)
	models := modelServer(t)
	gone, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := gone.Addr().String()
	_ = gone.Close() // the port is free again, so that nothing answers there
	const secret = "sleutel-van-de-proef"
	good := map[string]string{
		"SMTP_HOST": host, "SMTP_PORT": port, "SMTP_USER": "ik", "SMTP_PASSWORD": "goed", "SMTP_FROM": "info@tijd.example", "SMTP_TLS": "none",
		"SMS_URL": models, "SMS_TOKEN": secret, "WEBHOOK_URL": models, "WEBHOOK_SECRET": secret, "CRM_URL": models, "CRM_SECRET": secret,
		"MODEL_URL": models, "MODEL_NAME": "proefmodel", "MODEL_KEY": secret,
		"EMBED_KIND": "openai", "EMBED_URL": models, "EMBED_MODEL": "proefmodel", "EMBED_KEY": secret, "EMBED_DIM": "3",
		"SPEECH_KIND": "openai", "SPEECH_URL": models, "SPEECH_MODEL": "proefmodel", "SPEECH_KEY": secret,
		"VOICE_KIND": "off", "DATABASE_URL": "postgres://" + nobody + "/x",
	}
	look := func(name, value string) map[string]finding {
		t.Helper()
		env := map[string]string{}
		for k, v := range good {
			env[k] = v
		}
		if name != "" {
			env[name] = value
		}
		c, err := configFromEnv(func(name string) string { return env[name] })
		if err != nil {
			t.Fatal(err)
		}
		var found checks
		found.servers(t.Context(), c)
		by := map[string]finding{}
		for _, f := range found.all {
			if strings.Contains(f.Say, secret) || strings.Contains(f.Say, "niet-goed") {
				t.Errorf("%s=%q: a secret is told: %s", name, value, f.Say)
			}
			if by[f.What].State != checkBad {
				by[f.What] = f
			}
		}
		return by
	}
	for what, f := range look("", "") {
		if f.State != checkOK && what != "uitspraken" {
			t.Errorf("%s: %s: %s", what, f.State, f.Say)
		}
	}
	for _, c := range []struct{ name, value, what, want string }{
		{"SMTP_PASSWORD", "niet-goed", "mail", "SMTP_PASSWORD"},
		{"SMTP_HOST", "bestaat-niet.invalid", "mail", "die naam is niet bekend"},
		{"SMTP_PORT", nobody[strings.LastIndexByte(nobody, ':')+1:], "mail", "de verbinding wordt geweigerd"},
		{"SMTP_TLS", "", "mail", "versleuteld"},
		{"SMS_URL", "http://" + nobody, "sms", "SMS_URL"},
		{"WEBHOOK_URL", "http://" + nobody, "webhook", "WEBHOOK_URL"},
		{"CRM_URL", "https://" + nobody, "zaaksysteem", "CRM_URL"},
		{"CRM_URL", strings.Replace(models, "http:", "https:", 1), "zaaksysteem", "geen https"},
		{"WEGWIJZER_RULINGS_URL", "http://" + nobody, "uitspraken", "WEGWIJZER_RULINGS_URL"},
		{"WEGWIJZER_ANCHOR", "https://" + nobody, "ankers", "WEGWIJZER_ANCHOR"},
		{"MODEL_KEY", "niet-goed", "taalmodel", "MODEL_KEY"},
		{"MODEL_NAME", "ander", "taalmodel", "MODEL_NAME"},
		{"MODEL_URL", "http://" + nobody, "taalmodel", "MODEL_URL"},
		{"EMBED_KEY", "niet-goed", "zoekmodel", "EMBED_KEY"},
		{"EMBED_MODEL", "ander", "zoekmodel", "EMBED_MODEL"},
		{"EMBED_DIM", "4", "zoekmodel", "EMBED_DIM"},
		{"EMBED_URL", "http://" + nobody, "zoekmodel", "EMBED_URL"},
		{"SPEECH_KEY", "niet-goed", "spraak", "SPEECH_KEY"},
		{"SPEECH_MODEL", "ander", "spraak", "SPEECH_MODEL"},
		{"SPEECH_URL", "http://" + nobody, "spraak", "SPEECH_URL"},
	} {
		if f := look(c.name, c.value)[c.what]; f.State != checkBad || !strings.Contains(f.Say, c.want) {
			t.Errorf("%s=%q: %s: %s: %s", c.name, c.value, c.what, f.State, f.Say)
		}
	}
}

// A voice and a recogniser that are programs, and a line for hearing along, are tried too.
func TestCheckTriesPrograms(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		env        map[string]string
		what, want string
	}{
		{map[string]string{"VOICE_KIND": "command", "VOICE_COMMAND": "false"}, "stem", "VOICE_COMMAND"},
		{map[string]string{"SPEECH_KIND": "command", "SPEECH_COMMAND": "false"}, "spraak", "SPEECH_COMMAND"},
		{map[string]string{"VOICE_KIND": "openai", "VOICE_URL": "http://127.0.0.1:1/v1"}, "stem", "VOICE_URL"},
		{map[string]string{"SPEECH_KIND": "openai", "SPEECH_URL": modelServer(t), "SPEECH_MODEL": "proefmodel", "SPEECH_KEY": "sleutel-van-de-proef", "SPEECH_LIVE": "vllm", "SPEECH_LIVE_URL": "ws://127.0.0.1:1/v1"}, "spraak", "SPEECH_LIVE_URL"},
	} {
		c, err := configFromEnv(func(name string) string { return x.env[name] })
		if err != nil {
			t.Fatal(err)
		}
		var found checks
		found.servers(t.Context(), c)
		said := false
		for _, f := range found.all {
			said = said || f.What == x.what && f.State == checkBad && strings.Contains(f.Say, x.want)
		}
		if !said {
			t.Errorf("%v: %+v", x.env, found.all)
		}
	}
}

// Every setting that the program reads is explained by the check and by the page for operators, and the value of a secret is never told.
func TestEverySettingIsExplained(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	read := regexp.MustCompile(`(?:\benv\(|\{)"([A-Z]+_[A-Z_]+)"`)
	explained := map[string]bool{}
	for _, x := range settings() {
		explained[x.name] = true
		if !strings.Contains(string(page), "`"+x.name+"`") {
			t.Errorf("%s is not on the page for operators", x.name)
		}
	}
	n := 0
	for _, name := range []string{"config.go", "config_model.go", "config_speech.go", "config_voice.go", "desk.go", "calendar.go", "harvest.go", "work.go", "command_check.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range read.FindAllStringSubmatch(string(text), -1) {
			if n++; !explained[m[1]] {
				t.Errorf("%s of %s is not explained", m[1], name)
			}
		}
	}
	if n < 60 {
		t.Fatalf("%d settings are read: this test does not see them", n)
	}
	var found checks
	found.settings(func(name string) string { return "waarde-van-" + name })
	for i, x := range settings() {
		if told := strings.Contains(found.all[i].Say, "waarde-van"); told == x.secret {
			t.Errorf("%s, secret %t: %s", x.name, x.secret, found.all[i].Say)
		}
	}
	for _, x := range settings() {
		if word := regexp.MustCompile(`(KEY|SECRET|TOKEN|PASSWORD)$`); word.MatchString(x.name) && !x.secret {
			t.Errorf("%s is no secret", x.name)
		}
	}
	found = checks{}
	found.unknown([]string{"SMTP_PASWORD", "SMTP_HOST", "PATH", "HOME_DIR", "WEGWIJZER_URLS"})
	text, err := json.Marshal(found.all)
	if err != nil || len(found.all) != 2 || !strings.Contains(string(text), "SMTP_PASWORD") {
		t.Errorf("typing mistakes: %s, %v", text, err)
	}
}
