package privacy

import (
	"strings"
	"unicode"
)

// harmless are the keys whose values a log may show: what a program says about itself. Values are searched for personal data all the same.
// "url" is here because the crawler must say which public page it could not read; the query of a URL is taken out.
var harmless = words(`
	action adviser_id analyser answers appointment_id attempt attempts audience backend batch batches blocked breaker bytes call_id changed
	channel checks client_id collection collections column component connections count court cursor dependency dimension direction dry_run
	duration duration_ms ecli elapsed elapsed_ms embedder encoding end err error errors event event_kind exit expires extension failed failures
	feature feed fetched format found function_name generation goroutines harvested hits id index_name index_names indexed interval is_leader
	job job_id job_kind job_state jobs kind kinds lag lang language languages last leg level limit line lines listen locale major matched max
	max_attempts max_size max_total_size method migration migrations minor missing mode model model_id models modified module ms n
	next_retry_scheduled_at next_run_at offset ok op operation outcome packages pages panic part passages patience paused percent period phase
	pid policy pool port position priority privacy_mode processed profile protocol provider queue queues queues_deleted rank reason recovered
	removed replaced report_id request_id requests result retention retries retry retry_after revision role roles room route rows ruling_id
	rulings run run_id runs schema schemas score scheduled_at seconds section sequence server service_id severity shard shelf signal size
	skipped sleep_duration slot_id source span_id sqlstate stack stage stages started state status statuses step steps store subsystem suite
	table tables task template theme threshold timeout took topic topics total trace_id transport trigger tries turn type unit uptime url
	vectors verdict verdicts version versions visited waited warning worker workers zone`)

// personal are words that make the key they are part of one whose value is never shown, whatever it is.
var personal = words(`
	question questions vraag vragen text texts tekst name names naam naw firstname lastname fullname surname voornaam achternaam nickname
	username displayname email emails mail mailto phone phones telephone telefoon tel mobile mobiel gsm address addresses adres street straat
	postcode postal zip city woonplaats query queries body bodies transcript transcripts prompt prompts answer antwoord reply completion
	message messages bericht content contents sentence sentences quote quotes citation note notes notitie description omschrijving comment
	opmerking subject onderwerp title summary samenvatting utterance utterances speech audio recording bsn iban account rekening birth born
	birthday birthdate dob geboorte geboortedatum geboren age leeftijd gender geslacht plate kenteken ip remote remoteaddr cookie cookies
	token tokens secret secrets password passwd wachtwoord authorization credential credentials session sid params args arguments form
	payload input output search term terms keyword keywords phrase snippet victim slachtoffer suspect verdachte dader perpetrator offender
	witness getuige relative caller client customer klant person persoon people contact user gebruiker member signature signer location
	locatie latitude longitude lat lon lng gps useragent agent referer referrer dsn header headers fragment passphrase`)

// measures are words that, at the end of a key, make a number under it a measure of something and not the thing itself.
var measures = words(`ms seconds minutes count counts n total bytes size len length chars words runes limit max min index id version`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

type verdict int

const (
	doubtful verdict = iota // numbers may be shown unless they look personal; words may not
	shown
	measured // numbers may be shown
	never
)

// judge says what may be shown under a key that is not harmless.
func judge(key string) verdict {
	parts := keyParts(key)
	if len(parts) == 0 {
		return doubtful
	}
	found := personal[strings.Join(parts, "")]
	for _, p := range parts {
		found = found || personal[p]
	}
	switch {
	case found && len(parts) > 1 && measures[parts[len(parts)-1]]:
		return measured
	case found:
		return never
	}
	return doubtful
}

// keyParts splits a key into its words in lower case: "clientName", "client-name" and "client_name" are alike.
func keyParts(key string) []string {
	var b strings.Builder
	lower := false
	for _, r := range key {
		if unicode.IsUpper(r) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		if !unicode.IsLetter(r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(b.String())
}

// plainKey reports that a key is a name and not a text that was given in the place of one.
func plainKey(key string) bool {
	if len(key) > 64 {
		return false
	}
	digits := 0
	for i := range len(key) {
		switch c := key[i]; {
		case asciiLetter(c), c == '_', c == '.', c == '-', c == '!' && i == 0:
		case c >= '0' && c <= '9' && digits < 4:
			digits++
		default:
			return false
		}
	}
	return true
}
