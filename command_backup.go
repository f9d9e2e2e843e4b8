package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"wegwijzer/internal/postgres"
	"wegwijzer/migrations"
	"wegwijzer/staff"
)

// backupOutput is what making or putting back a backup tells.
type backupOutput struct {
	File    string        `json:"file"`
	Taken   time.Time     `json:"taken"`
	Schema  int64         `json:"schema"`
	Tables  int           `json:"tables"`
	Rows    int64         `json:"rows"`
	Bytes   int64         `json:"bytes"`
	Anchor  *staff.Anchor `json:"anchor,omitempty"` // where the audit stood
	Audit   *staff.Report `json:"audit,omitempty"`  // whether the audit that was put back is whole
	Seconds float64       `json:"seconds"`
	Keys    int           `json:"keys,omitempty"`
}

// backup copies the database into a file, or the keys into another one.
func backup(ctx context.Context, args []string, s streams) error {
	f := flags("backup", s)
	to := f.String("to", "", "bestand waarin de reservekopie komt; het mag nog niet bestaan")
	keys := f.Bool("keys", false, "kopieer de sleutels in plaats van de database; bewaar die kopie apart, en hooguit zeven dagen")
	if err := alone(f, args, s); err != nil {
		return err
	}
	if *to == "" {
		return mistake(s, "geef --to FILE")
	}
	start := time.Now()
	out, err := os.OpenFile(*to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return advise(err, "de reservekopie kan niet in %s komen: %s", *to, whyNoBackup(err))
	}
	done, err := func() (backupOutput, error) {
		if *keys {
			return backupKeys(s, out)
		}
		return backupDatabase(ctx, s, out)
	}()
	err = errors.Join(err, out.Sync(), out.Close())
	if err != nil {
		// A half backup must not be mistaken for a whole one.
		return errors.Join(err, os.Remove(*to))
	}
	done.File, done.Seconds = *to, time.Since(start).Seconds()
	if info, err := os.Stat(*to); err == nil {
		done.Bytes = info.Size()
	}
	return lineWriter(s.out).Encode(done)
}

// whyNoBackup says why a backup cannot be written to a new file.
func whyNoBackup(err error) string {
	switch {
	case errors.Is(err, fs.ErrExist):
		return "daar staat al iets, en dat wordt niet overschreven; kies een andere naam"
	case errors.Is(err, fs.ErrNotExist):
		return "die map is er niet; maak haar eerst"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "daar mag niet geschreven worden; kies een andere map"
	}
	return "het bestand is niet te maken"
}

func backupDatabase(ctx context.Context, s streams, out io.Writer) (backupOutput, error) {
	l, _, _, err := openAsIs(ctx, s)
	if err != nil {
		return backupOutput{}, err
	}
	defer l.close(ctx)
	desk, err := staff.Open(ctx, staff.Config{DB: l.db.Pool})
	if err != nil {
		return backupOutput{}, err
	}
	anchor, err := desk.Head(ctx) // of before the copy: what the copy holds is this or more
	if err != nil {
		return backupOutput{}, err
	}
	m, err := postgres.Backup(ctx, l.db.Pool, out)
	if err != nil {
		return backupOutput{}, err
	}
	return backupOutput{Taken: m.Taken, Schema: m.Schema, Tables: len(m.Tables), Rows: m.Rows, Anchor: &anchor}, nil
}

// backupKeys copies the folder of keys as it is now: a key that was destroyed is not in it.
func backupKeys(s streams, out io.Writer) (backupOutput, error) {
	c, err := configFromEnv(s.env)
	if err != nil {
		return backupOutput{}, err
	}
	dir, err := c.keysFolder()
	if err != nil {
		return backupOutput{}, err
	}
	done := backupOutput{Taken: time.Now().UTC()}
	z := zip.NewWriter(out)
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && (path == dir || !d.IsDir() && !d.Type().IsRegular()) {
			return nil // one that was destroyed meanwhile
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		// With their rights, or unzip puts them back for others to read.
		head := zip.FileHeader{Name: filepath.ToSlash(name), Method: zip.Store}
		if d.IsDir() {
			head.Name += "/"
			head.SetMode(fs.ModeDir | 0o700)
			_, err := z.CreateHeader(&head)
			return err
		}
		head.SetMode(0o600)
		content, err := os.ReadFile(path) //nolint:gosec // in our own folder
		if errors.Is(err, fs.ErrNotExist) {
			return nil // destroyed just now
		}
		if err != nil {
			return err
		}
		part, err := z.CreateHeader(&head)
		if err != nil {
			return err
		}
		done.Keys++
		_, err = part.Write(content)
		return err
	})
	if err := errors.Join(err, z.Close()); err != nil {
		return done, fmt.Errorf("copying the keys: %w", err)
	}
	return done, nil
}

// restore puts a backup of the database back into an empty one.
func restore(ctx context.Context, args []string, s streams) error {
	f := flags("restore", s)
	from := f.String("from", "", "bestand met de reservekopie")
	anchors := f.String("anchors", s.env("WEGWIJZER_ANCHOR"), "bestand met ankers, om het register van handelingen mee na te kijken")
	if err := alone(f, args, s); err != nil {
		return err
	}
	if *from == "" {
		return mistake(s, "geef --from FILE")
	}
	start := time.Now()
	z, err := zip.OpenReader(*from)
	if err != nil {
		return advise(err, "%s is geen reservekopie die te lezen is", *from)
	}
	defer z.Close() //nolint:errcheck // only read
	m, err := postgres.ReadManifest(&z.Reader)
	if err != nil {
		return inRestore(err, *from)
	}
	c, err := configFromEnv(s.env)
	if err != nil {
		return err
	}
	c = c.quieter()
	l, err := c.bareDatabase(ctx, c.logger(s.err), func(step string) { fmt.Fprintln(s.err, step) })
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if err := loadBackup(ctx, c, l, &z.Reader, m, s); err != nil {
		return inRestore(err, *from)
	}
	done := backupOutput{File: *from, Taken: m.Taken, Schema: m.Schema, Tables: len(m.Tables), Rows: m.Rows}
	desk, err := staff.Open(ctx, staff.Config{DB: l.db.Pool})
	if err != nil {
		return err
	}
	var known []staff.Anchor
	if *anchors != "" && !isAddress(*anchors) {
		all, err := readAnchors(*anchors)
		if errors.Is(err, os.ErrNotExist) && *anchors == s.env("WEGWIJZER_ANCHOR") { // a new machine has none yet
			fmt.Fprintln(s.err, "Er zijn geen ankers: wat er aan het eind is afgehaald is zo niet te zien.")
		} else if err != nil {
			return advise(err, "de ankers in %s zijn niet te lezen", *anchors)
		}
		for _, a := range all {
			if !a.At.After(m.Taken) { // later ones saw what this backup cannot hold
				known = append(known, a)
			}
		}
	}
	report, err := desk.Verify(ctx, known)
	if err != nil {
		return err
	}
	done.Audit, done.Seconds = &report, time.Since(start).Seconds()
	if err := lineWriter(s.out).Encode(done); err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		fmt.Fprintln(s.err, "De reservekopie is teruggezet, maar haar register van handelingen is veranderd; zoek dat uit voordat ze in gebruik gaat.")
		return exit(1)
	}
	return nil
}

// loadBackup brings the database to the schema of the backup, loads it, and brings it up to date. Only a fresh database is taken back to an older
// schema: in any other that would lose what it holds.
func loadBackup(ctx context.Context, c config, l *library, z *zip.Reader, m postgres.Manifest, s streams) error {
	log := c.logger(s.err)
	before, latest, err := migrations.Version(ctx, l.db.Pool)
	if err != nil {
		return err
	}
	fresh := before == 0
	switch {
	case m.Schema > latest:
		return postgres.ErrNewer
	case !fresh && m.Schema != latest:
		return postgres.ErrNotEmpty
	}
	if err := migrations.Up(ctx, l.db.Pool, log); err != nil {
		return err
	}
	if m.Schema < latest {
		if err := migrations.Down(ctx, l.db.Pool, log, m.Schema); err != nil {
			return err
		}
	}
	// When loading fails the database is empty still, and is left as a new one is.
	err = postgres.Load(ctx, l.db.Pool, z, m, fresh)
	return errors.Join(err, migrations.Up(ctx, l.db.Pool, log))
}

// inRestore gives an error of restoring its sentence.
func inRestore(err error, file string) error {
	switch {
	case errors.Is(err, postgres.ErrNotEmpty):
		return advise(nil, "in deze database staat al iets; zet een reservekopie terug in een lege, en wijs DATABASE_URL daarheen")
	case errors.Is(err, postgres.ErrNewer):
		return advise(nil, "%s is gemaakt door een nieuwere versie van wegwijzer; gebruik die om haar terug te zetten", file)
	case errors.Is(err, postgres.ErrNoBackup):
		return advise(err, "%s is geen hele reservekopie; er is niets teruggezet", file)
	}
	return err
}
