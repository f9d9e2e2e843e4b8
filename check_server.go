package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/internal/hearing"
	"wegwijzer/internal/inference"
	"wegwijzer/internal/speech"
)

// serverTime is how long a server of another may take in a check.
const serverTime = 10 * time.Second

// servers asks every server that is set up, side by side, whether it does what it is for, and says what is not set up. Nothing is sent to a person, and
// no secret is told.
func (c *checks) servers(ctx context.Context, config config) {
	looks := []func(context.Context, *checks){
		func(ctx context.Context, c *checks) { c.mail(ctx, config.post.smtp) },
		func(ctx context.Context, c *checks) {
			c.other(ctx, "sms", "SMS_URL", config.post.sms.URL, "De sms-dienst", "Sms over afspraken wacht tot er een sms-dienst is.")
		},
		func(ctx context.Context, c *checks) {
			c.other(ctx, "webhook", "WEBHOOK_URL", config.post.hook.URL, "Het systeem dat van afspraken hoort", "")
		},
		func(ctx context.Context, c *checks) {
			c.other(ctx, "zaaksysteem", "CRM_URL", config.post.crm.URL, "Het zaaksysteem", "")
		},
		func(ctx context.Context, c *checks) {
			c.other(ctx, "uitspraken", "WEGWIJZER_RULINGS_URL", config.rulings.url, "De rechtspraak", "Er worden geen uitspraken opgehaald.")
		},
		func(ctx context.Context, c *checks) {
			if isAddress(config.anchor) {
				c.other(ctx, "ankers", "WEGWIJZER_ANCHOR", config.anchor, "De server voor ankers", "")
			}
		},
		func(ctx context.Context, c *checks) { c.writes(ctx, config.model) },
		func(ctx context.Context, c *checks) { c.embeds(ctx, config.embed) },
		func(ctx context.Context, c *checks) { c.hears(ctx, config.hearing) },
		func(ctx context.Context, c *checks) { c.voice(ctx, config) },
	}
	found := make([]checks, len(looks))
	var group sync.WaitGroup
	for i, look := range looks {
		group.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, serverTime)
			defer cancel()
			look(ctx, &found[i])
		})
	}
	group.Wait()
	for _, f := range found {
		c.all = append(c.all, f.all...)
	}
}

// mail signs in at the mail server, and sends nothing.
func (c *checks) mail(ctx context.Context, smtp appointment.SMTP) {
	if smtp.Host == "" {
		c.add("mail", checkWarn, "SMTP_HOST is leeg: mail over afspraken wacht tot er een mailserver is.")
		return
	}
	var problem *appointment.ProblemError
	switch err := smtp.Try(ctx); {
	case err == nil:
		c.add("mail", checkOK, "De mailserver antwoordt en laat wegwijzer binnen.")
	case errors.As(err, &problem) && problem.Word == appointment.WrongLogin:
		c.add("mail", checkBad, "De mailserver antwoordt, maar weigert het wachtwoord. Kijk SMTP_USER en SMTP_PASSWORD na.")
	case errors.As(err, &problem) && problem.Word == appointment.NoEncryption:
		c.add("mail", checkBad, "De mailserver antwoordt, maar niet versleuteld of met een certificaat dat niet klopt. Kijk SMTP_HOST en SMTP_PORT na; SMTP_TLS=none is alleen voor een server op deze machine.")
	default:
		c.add("mail", checkBad, "De mailserver is niet te bereiken: %s. Kijk SMTP_HOST en SMTP_PORT na.", whyNot(err))
	}
}

// other opens a connection to an address to which nothing can be sent for a try.
func (c *checks) other(ctx context.Context, what, name, address, who, without string) {
	switch err := reach(ctx, address); {
	case address == "" && without == "":
		c.add(what, checkOK, "%s is leeg.", name)
	case address == "":
		c.add(what, checkWarn, "%s is leeg. %s", name, without)
	case err != nil:
		c.add(what, checkBad, "%s is niet te bereiken: %s. Kijk %s na.", who, whyNot(err), name)
	case strings.HasPrefix(address, "http://") && !onThisMachine(address):
		c.add(what, checkBad, "%s is een adres zonder https op een andere machine: wat erheen gaat is onderweg te lezen.", name)
	default:
		c.add(what, checkOK, "%s is te bereiken. Of de sleutel klopt blijkt pas bij het eerste bericht.", who)
	}
}

// errEnough ends a try of a model at its first words.
var errEnough = errors.New("enough")

// writes has the model that writes answers say a word.
func (c *checks) writes(ctx context.Context, config inference.ChatConfig) {
	chat, err := inference.OpenChat(config)
	if err != nil || chat == nil {
		c.add("taalmodel", checkOK, "MODEL_URL is leeg: antwoorden zijn letterlijke zinnen uit de bronnen.")
		return
	}
	if config.URL != "" {
		if !strings.HasPrefix(config.URL, "https://") && !onThisMachine(config.URL) {
			c.add("taalmodel", checkBad, "MODEL_URL is een adres zonder https op een andere machine: vragen van bezoekers gaan dan leesbaar over het netwerk.")
		}
		if err := reach(ctx, config.URL); err != nil {
			c.add("taalmodel", checkBad, "Het taalmodel is niet te bereiken: %s. Kijk MODEL_URL na. Tot dan zijn antwoorden letterlijke zinnen.", whyNot(err))
			return
		}
	}
	err = chat.For("check").Write(ctx, "Antwoord met één woord.", "Zeg: goed.", func(string) error { return errEnough })
	c.answered("taalmodel", "Het taalmodel", "MODEL_KEY", "MODEL_NAME", "MODEL_URL", err)
}

// embeds has the model that searches read a word.
func (c *checks) embeds(ctx context.Context, config inference.Config) {
	embedder, err := inference.OpenEmbedder(config)
	switch {
	case err != nil:
		c.add("zoekmodel", checkBad, "De instellingen EMBED_… kloppen niet (%v).", err)
		return
	case embedder == nil:
		c.add("zoekmodel", checkOK, "EMBED_KIND is none: zoeken gaat op woorden en onderwerpen.")
		return
	case config.Kind == inference.BuiltIn:
		c.add("zoekmodel", checkOK, "Zoeken gebruikt het ingebouwde model.")
		return
	}
	if config.URL != "" {
		if err := reach(ctx, config.URL); err != nil {
			c.add("zoekmodel", checkBad, "Het zoekmodel is niet te bereiken: %s. Kijk EMBED_URL na. Tot dan gaat zoeken op woorden en onderwerpen.", whyNot(err))
			return
		}
	}
	_, err = embedder.Embed(ctx, []string{"proef"})
	c.answered("zoekmodel", "Het zoekmodel", "EMBED_KEY", "EMBED_MODEL of EMBED_DIM", "EMBED_URL", err)
}

// hears has the recogniser listen to a second of silence, and opens its line for hearing along.
func (c *checks) hears(ctx context.Context, config hearing.Config) {
	recogniser, err := hearing.Open(config)
	if err != nil || recogniser == nil {
		c.add("spraak", checkWarn, "SPEECH_KIND is leeg: geluid van gesprekken wacht verzegeld, en de microfoon van de website zegt dat er geen herkenner is.")
		return
	}
	if config.URL != "" && config.Kind != hearing.Program {
		if err := reach(ctx, config.URL); err != nil {
			c.add("spraak", checkBad, "De spraakherkenner is niet te bereiken: %s. Kijk SPEECH_URL na.", whyNot(err))
			return
		}
	}
	_, err = recogniser.Recognise(ctx, "wav", bytes.NewReader(speech.Wave(16_000, make([]byte, 2*16_000), nil)), "nl", nil)
	if config.Kind == hearing.Program && err != nil {
		c.add("spraak", checkBad, "Het programma dat spraak herkent doet het niet. Kijk SPEECH_COMMAND na.")
		return
	}
	c.answered("spraak", "De spraakherkenner", "SPEECH_KEY", "SPEECH_MODEL", "SPEECH_URL", err)
	if err != nil || !recogniser.Follows() {
		return
	}
	silent := make(chan []byte)
	close(silent)
	err = recogniser.Follow(ctx, silent, func(string, bool) {})
	if err != nil && !errors.Is(err, hearing.ErrReply) {
		c.add("spraak", checkBad, "De herkenner luistert niet mee. Kijk SPEECH_LIVE, SPEECH_LIVE_URL en SPEECH_KEY na. Gesprekken worden wel achteraf herkend.")
		return
	}
	c.add("spraak", checkOK, "De herkenner luistert mee.")
}

// answered says how a model server took a try: well, with a wrong key, or with a wrong name.
func (c *checks) answered(what, who, key, name, address string, err error) {
	status := statusOf(err)
	switch {
	case err == nil || errors.Is(err, errEnough):
		c.add(what, checkOK, "%s antwoordt.", who)
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		c.add(what, checkBad, "%s antwoordt, maar weigert de sleutel. Kijk %s na.", who, key)
	case status == http.StatusNotFound || status == http.StatusBadRequest || status == http.StatusUnprocessableEntity:
		c.add(what, checkBad, "%s antwoordt, maar kent dit model of dit adres niet. Kijk %s en %s na.", who, name, address)
	case status != 0:
		c.add(what, checkBad, "%s antwoordt met status %d. Vraag na wie die server beheert wat er is.", who, status)
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, inference.ErrUnavailable) || errors.Is(err, hearing.ErrUnavailable):
		c.add(what, checkBad, "%s geeft niet op tijd antwoord. Kijk of de server het druk heeft, en of %s klopt.", who, name)
	default:
		c.add(what, checkBad, "%s antwoordt anders dan het hoort. Kijk %s en %s na.", who, name, address)
	}
}

// statusOf returns the status of HTTP that an error tells, 0 for none.
func statusOf(err error) int {
	if s, ok := errors.AsType[interface {
		error
		Status() int
	}](err); ok {
		return s.Status()
	}
	return 0
}

// reach opens a connection to the server of an address and closes it, with the handshake of TLS when the address asks for that.
func reach(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return errors.New("no address")
	}
	secure := u.Scheme == "https" || u.Scheme == "wss"
	port := u.Port()
	if port == "" {
		port = "80"
		if secure {
			port = "443"
		}
	}
	host := net.JoinHostPort(u.Hostname(), port)
	dial := (&net.Dialer{}).DialContext
	if secure {
		dial = (&tls.Dialer{}).DialContext
	}
	line, err := dial(ctx, "tcp", host)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	return line.Close()
}

// whyNot says in Dutch why a server cannot be reached.
func whyNot(err error) string {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var late net.Error
	switch {
	case errors.As(err, &name):
		return "die naam is niet bekend"
	case errors.As(err, &certificate):
		return "het certificaat klopt niet"
	case errors.As(err, &record):
		return "op die poort wordt geen https gesproken"
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &late) && late.Timeout():
		return "er komt geen antwoord"
	}
	return "de verbinding wordt geweigerd"
}

// onThisMachine reports whether an address is one of this machine.
func onThisMachine(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
