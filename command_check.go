package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/internal/privacy"
	"wegwijzer/internal/speech"
	"wegwijzer/migrations"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// How a check can come out.
const (
	checkOK   = "goed"
	checkWarn = "let op"
	checkBad  = "fout"
)

// finding is what one check found, with what can be done.
type finding struct {
	What  string `json:"what"`
	State string `json:"state"`
	Say   string `json:"say"`
}

// checks gathers findings.
type checks struct{ all []finding }

func (c *checks) add(what, state, say string, args ...any) {
	c.all = append(c.all, finding{what, state, fmt.Sprintf(say, args...)})
}

// checkMachine looks whether this machine is ready to serve, and explains what is not. It changes nothing.
func checkMachine(ctx context.Context, args []string, s streams) error {
	f := flags("check", s)
	each := f.Bool("instellingen", false, "noem elke instelling, wat zij doet en of zij is ingevuld; geheimen worden niet getoond")
	if err := alone(f, args, s); err != nil {
		return err
	}
	var found checks
	c, err := configFromEnv(s.env)
	if err != nil {
		found.add("instellingen", checkBad, "%s", sentence(err))
		return found.tell(s)
	}
	found.add("instellingen", checkOK, "Alle instellingen zijn te lezen.")
	if s.names != nil {
		found.unknown(s.names())
	}
	if *each {
		found.settings(s.env)
	}
	found.website(c, s)
	found.staff(ctx, c)
	found.database(ctx, c.quieter(), s)
	found.keys(c)
	found.anchor(c)
	found.topics(c)
	found.visitors(c)
	found.servers(ctx, c)
	return found.tell(s)
}

// tell writes the findings, for programs and for people, and gives status 1 when something is wrong.
func (c *checks) tell(s streams) error {
	out := lineWriter(s.out)
	bad := 0
	for _, f := range c.all {
		if err := out.Encode(f); err != nil {
			return err
		}
		if f.State != checkOK {
			fmt.Fprintf(s.err, "%-7s %s: %s\n", f.State, f.What, f.Say)
		}
		if f.State == checkBad {
			bad++
		}
	}
	if bad > 0 {
		fmt.Fprintf(s.err, "%d keer fout; wegwijzer kan zo niet goed werken.\n", bad)
		return exit(1)
	}
	fmt.Fprintln(s.err, "Wegwijzer kan zo werken.")
	return nil
}

func (c *checks) website(config config, s streams) {
	switch u, err := url.Parse(config.desk.address); {
	case config.desk.address == "":
		c.add("adres", checkWarn, "WEGWIJZER_URL is leeg. Zet daar het adres van de website, zoals https://hulp.example.nl; dan vragen cookies om https.")
	case err == nil && u.Scheme != "https" && u.Hostname() != "localhost":
		c.add("adres", checkBad, "WEGWIJZER_URL begint niet met https. Zonder https kan iemand onderweg meelezen.")
	default:
		c.add("adres", checkOK, "De website staat op %s.", config.desk.address)
	}
	if host, _, _ := strings.Cut(config.addr, ":"); host != "localhost" && host != "127.0.0.1" && host != "[" {
		c.add("proxy", checkWarn, "De website luistert op %s, ook voor andere machines. Zet er een proxy met https voor, en laat haar op 127.0.0.1 luisteren.", config.addr)
	}
	if len(config.desk.proxies) == 0 {
		c.add("proxy", checkWarn, "WEGWIJZER_PROXIES is leeg: in het register van handelingen staat dan het netwerk van de proxy en niet dat van de medewerker.")
	}
	sources := s.env("WEGWIJZER_SOURCES")
	sites, err := sitesFrom(sources)
	switch {
	case err != nil:
		c.add("bronnen", checkBad, "%s", sentence(err))
	case len(sites) == 0:
		c.add("bronnen", checkWarn, "WEGWIJZER_SOURCES is leeg: er wordt geen website opgehaald. docs/sources.txt is een voorbeeld.")
	default:
		c.add("bronnen", checkOK, "Aantal bronnen dat wordt opgehaald: %d.", len(sites))
	}
	if len(sites) > 0 && config.contact == "" {
		c.add("bronnen", checkWarn, "WEGWIJZER_CONTACT is leeg: wie de bronnen beheert kan niet zien wie er leest.")
	}
}

func (c *checks) staff(ctx context.Context, config config) {
	if config.desk.oidc.Issuer == "" {
		c.add("inloggen", checkWarn, "OIDC_ISSUER is leeg: medewerkers kunnen niet inloggen. De website voor bezoekers werkt wel.")
		return
	}
	advice, err := staff.CheckProvider(ctx, config.desk.oidc)
	if err != nil {
		c.add("inloggen", checkBad, "De inlogdienst antwoordt niet zoals het hoort (%v). Kijk OIDC_ISSUER letterlijk na, met of zonder schuine streep aan het eind.", err)
		return
	}
	for _, a := range advice {
		c.add("inloggen", checkWarn, "%s", map[string]string{
			staff.AdvicePKCE:        "De inlogdienst noemt geen PKCE met S256. Kijk na of hij het kan.",
			staff.AdviceRefresh:     "De inlogdienst noemt offline_access niet. Zonder een refresh token wordt niemand toegelaten: dan zou een rol die wordt afgenomen hier blijven gelden.",
			staff.AdviceBackChannel: "De inlogdienst kan niet zelf melden dat iemand is uitgelogd. Binnen een minuut merkt wegwijzer het toch.",
		}[a])
	}
	c.add("inloggen", checkOK, "De inlogdienst antwoordt. Geef daar als adres om naar terug te keren op: %s", config.desk.oidc.Return)
}

func (c *checks) database(ctx context.Context, config config, s streams) {
	c.ownDatabase(config)
	l, err := config.bareDatabase(ctx, config.logger(s.err), func(string) {})
	if err != nil {
		c.add("database", checkBad, "%s", sentence(err))
		return
	}
	defer l.close(ctx)
	if c.tables(ctx, l) {
		c.lost(ctx, config, l)
		c.off(ctx, l)
	}
}

// whole looks whether every table of the register is there.
func (c *checks) whole(ctx context.Context, l *library, version int64) {
	register, err := privacy.Register()
	if err != nil {
		c.add("database", checkBad, "%s", sentence(err))
		return
	}
	var tables []string
	for _, kept := range register {
		tables = append(tables, kept.Table)
	}
	tables = slices.Compact(slices.Sorted(slices.Values(tables))) // a table has a line for each reason that it keeps something
	switch missing, err := l.db.Missing(ctx, tables); {
	case err != nil:
		c.add("database", checkBad, "%s", sentence(err))
	case len(missing) > 0:
		c.add("database", checkBad, "Deze tabellen ontbreken: %s. Zet de laatste reservekopie terug in een nieuwe database (zie docs/operations.md).", strings.Join(missing, ", "))
	default:
		c.add("database", checkOK, "De tabellen zijn bij (versie %d).", version)
	}
}

// lost looks whether the folder of keys belongs to this database, when there is a folder already.
func (c *checks) lost(ctx context.Context, config config, l *library) {
	dir, err := config.keysFolder()
	if err != nil {
		return // told already
	}
	if _, err := os.Stat(dir); err != nil {
		return
	}
	keys, err := privacy.NewKeys(dir)
	if err != nil {
		return
	}
	switch lost, looked, err := transcribe.NewStore(l.db.Pool, keys, time.Now).Keyless(ctx, 100); {
	case err != nil:
		c.add("sleutels", checkBad, "%s", sentence(err))
	case lost > 0:
		c.add("sleutels", checkBad, "Van %d van de laatste %d gesprekken is de sleutel er niet. De map %s hoort niet bij deze database, of er is iets uit weg. Zet de kopie van de sleutels terug (zie docs/operations.md).", lost, looked, dir)
	}
}

// off says which channels the kill switch keeps off, for whoever forgot.
func (c *checks) off(ctx context.Context, l *library) {
	switch off, err := assistant.NewStore(l.db.Pool).SwitchedOff(ctx); {
	case err != nil:
		c.add("noodknop", checkBad, "%s", sentence(err))
	case len(off) > 0:
		c.add("noodknop", checkWarn, "Met de noodknop is uitgezet: %s. Zet het weer aan bij Beheer, Noodknop, of met wegwijzer switch.", strings.Join(slices.Sorted(maps.Keys(off)), ", "))
	}
}

func (c *checks) ownDatabase(config config) {
	if config.databaseURL == "" {
		c.add("database", checkWarn, "DATABASE_URL is leeg: wegwijzer draait zelf een kleine database. Voor het echte gebruik hoort er een eigen Postgres, met reservekopieën.")
	}
}

// tables looks at a database that is open: its version, its settings and its clock. It reports whether the tables are those of this program.
func (c *checks) tables(ctx context.Context, l *library) bool {
	current, latest, err := migrations.Version(ctx, l.db.Pool)
	switch {
	case err != nil:
		c.add("database", checkBad, "De versie van de tabellen is niet te lezen (%v).", err)
		return false
	case current > latest:
		c.add("database", checkBad, "De tabellen zijn van een nieuwere versie (%d) dan dit programma (%d). Gebruik het nieuwere programma.", current, latest)
	case current < latest:
		c.add("database", checkWarn, "De tabellen zijn op versie %d en worden bij de volgende start bijgewerkt tot %d. Maak eerst een reservekopie.", current, latest)
	default:
		c.whole(ctx, l, current)
	}
	facts, err := l.db.Facts(ctx)
	if err != nil {
		c.add("database", checkBad, "%s", sentence(err))
		return false
	}
	if len(facts.MissingRoles) > 0 && (!facts.MakesRoles || current != 0) { // the first start makes them
		c.add("database", checkBad, "Deze rollen ontbreken in de database: %s. Een beheerder maakt ze met CREATE ROLE … NOLOGIN en geeft ze met GRANT aan de gebruiker van DATABASE_URL.", strings.Join(facts.MissingRoles, ", "))
	}
	if facts.LogsContent {
		c.add("database", checkBad, "De database schrijft opdrachten met hun inhoud in haar logboek (log_statement of log_min_duration_statement). Zet log_parameter_max_length en log_parameter_max_length_on_error op 0, en log_statement op none.")
	}
	if d := facts.Clock.Abs(); d > 5*time.Second {
		c.add("klok", checkBad, "De klok van deze machine en die van de database verschillen %s. Zet ze gelijk (NTP): inloggen en afspraken hangen ervan af.", d.Round(time.Second))
	} else {
		c.add("klok", checkOK, "De klokken lopen gelijk.")
	}
	if l.db.SerialVectorBuild {
		c.add("database", checkWarn, "pgvector is ouder dan 0.8.4 en heeft fouten in het bouwen van indexen; wegwijzer bouwt ze daarom langzamer. Werk pgvector bij.")
	}
	if !facts.Encrypted && !facts.Local {
		c.add("database", checkBad, "De verbinding met de database is niet versleuteld. Zet sslmode=verify-full in DATABASE_URL.")
	}
	return current == latest
}

func (c *checks) keys(config config) {
	dir, err := config.keysFolder()
	if err != nil {
		c.add("sleutels", checkBad, "%s", sentence(err))
		return
	}
	if config.keysDir == "" {
		c.add("sleutels", checkWarn, "WEGWIJZER_KEYS is leeg; de sleutels komen in %s. Zet ze op een schijf met een eigen reservekopie die hooguit zeven dagen blijft.", dir)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		c.add("sleutels", checkOK, "De map voor sleutels (%s) wordt gemaakt bij de eerste sleutel.", dir)
	case err != nil || !info.IsDir():
		c.add("sleutels", checkBad, "De map voor sleutels (%s) is niet te openen.", dir)
	case info.Mode().Perm()&0o077 != 0:
		c.add("sleutels", checkBad, "De map voor sleutels (%s) is ook voor anderen te lezen. Doe chmod 700.", dir)
	case slices.ContainsFunc(c.all, func(f finding) bool { return f.What == "sleutels" && f.State == checkBad }):
		// Told with the database, and worse.
	case !writable(dir):
		c.add("sleutels", checkBad, "Wegwijzer mag niet schrijven in de map voor sleutels (%s). "+sayWritable, dir)
	default:
		c.add("sleutels", checkOK, "De sleutels liggen in %s.", dir)
	}
}

func (c *checks) anchor(config config) {
	switch {
	case config.anchor == "":
		c.add("ankers", checkWarn, "WEGWIJZER_ANCHOR is leeg: dat iemand regels van het register van handelingen afhaalt is dan niet te zien. Zet er een bestand op een andere schijf, of het adres van een server.")
	case isAddress(config.anchor) && !strings.HasPrefix(config.anchor, "https://"):
		c.add("ankers", checkWarn, "WEGWIJZER_ANCHOR is een adres zonder https.")
	case isAddress(config.anchor):
		c.add("ankers", checkOK, "Elke dag gaat er een anker naar een server.")
	default:
		if info, err := os.Stat(filepath.Dir(config.anchor)); err != nil || !info.IsDir() {
			c.add("ankers", checkBad, "De map van WEGWIJZER_ANCHOR bestaat niet.")
			return
		}
		if !writable(config.anchor) {
			c.add("ankers", checkBad, "Wegwijzer mag niet schrijven in %s. "+sayWritable, config.anchor)
			return
		}
		c.add("ankers", checkOK, "Elke dag komt er een anker bij in %s.", config.anchor)
	}
}

const sayWritable = "Kijk na van wie het is en, bij systemd, of het bij ReadWritePaths staat."

// writable reports whether this process may write to a file or make files in a folder. For a unit with ProtectSystem=strict most of the disk
// is read-only, whoever owns it.
func writable(path string) bool {
	const write = 2 // W_OK of access(2)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		path = filepath.Dir(path)
	}
	return syscall.Access(path, write) == nil
}

func (c *checks) topics(config config) {
	if _, err := config.bank(); err != nil {
		c.add("onderwerpen", checkBad, "%s", sentence(err))
		return
	}
	c.add("onderwerpen", checkOK, "De onderwerpen zijn te lezen.")
}

// visitors looks at what visitors see besides answers, and at what calls need.
func (c *checks) visitors(config config) {
	if _, err := config.house(); err != nil {
		c.add("huisstijl", checkBad, "%s", sentence(err))
	}
	if u, err := url.Parse(config.leaveURL); config.leaveURL != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		c.add("weg", checkBad, "WEGWIJZER_LEAVE_URL is geen adres zoals https://www.example.nl: wie snel weg wil komt nergens.")
	}
	for _, origin := range config.origins {
		if strings.HasPrefix(origin, "http://") && !onThisMachine(origin) {
			c.add("venster", checkWarn, "WEGWIJZER_ORIGINS noemt %s zonder https: wie daar meeleest ziet het gesprek.", origin)
		}
	}
	if len(config.allowHosts) > 0 {
		c.add("bronnen", checkWarn, "WEGWIJZER_ALLOW_HOSTS is ingevuld: adressen op deze machine mogen dan gelezen worden. Laat het leeg buiten proeven.")
	}
	if config.audioDir != "" {
		if info, err := os.Stat(config.audioDir); err != nil || !info.IsDir() {
			c.add("geluid", checkBad, "De map van WEGWIJZER_AUDIO bestaat niet.")
		} else if info.Mode().Perm()&0o077 != 0 {
			c.add("geluid", checkBad, "De map van WEGWIJZER_AUDIO is ook voor anderen te lezen. Doe chmod 700.")
		} else if !writable(config.audioDir) {
			c.add("geluid", checkBad, "Wegwijzer mag niet schrijven in %s. "+sayWritable, config.audioDir)
		}
	}
}

// voice says one word, to see whether answers can be read aloud.
func (c *checks) voice(ctx context.Context, config config) {
	if config.voice.Kind == speech.Off {
		c.add("stem", checkOK, "VOICE_KIND is off: antwoorden worden niet voorgelezen.")
		return
	}
	speaker := config.speaker(slog.New(slog.DiscardHandler))
	defer speaker.Close()
	if !speaker.Speaks("nl") {
		c.add("stem", checkWarn, "Antwoorden worden niet voorgelezen: libespeak-ng1 is niet geïnstalleerd, en er is geen andere stem ingesteld (VOICE_KIND).")
		return
	}
	if config.voice.Kind == speech.OpenAI {
		if err := reach(ctx, config.voice.URL); err != nil {
			c.add("stem", checkBad, "De stem is niet te bereiken: %s. Kijk VOICE_URL na. Waar espeak-ng is leest die voor.", whyNot(err))
			return
		}
	}
	if err := speaker.Try(ctx); err != nil {
		if config.voice.Kind == speech.Program {
			c.add("stem", checkBad, "Het programma dat voorleest doet het niet. Kijk VOICE_COMMAND na. Waar espeak-ng is leest die voor.")
			return
		}
		c.answered("stem", "De stem", "VOICE_KEY", "VOICE_MODEL of VOICE_NAME", "VOICE_URL", err)
		return
	}
	_, err := speaker.Speak(ctx, "Dag.", "nl", 0)
	switch {
	case err != nil:
		c.add("stem", checkWarn, "De stem doet het niet (%v).", err)
	default:
		c.add("stem", checkOK, "Antwoorden kunnen worden voorgelezen.")
	}
}
