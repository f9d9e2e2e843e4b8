package postgres

import (
	"errors"

	"wegwijzer/migrations"
)

// ErrNoServer says that no PostgreSQL server answers, and none could be run.
var ErrNoServer = errors.New("no database server")

// ErrNoVector says that the server has no vector extension (pgvector), or that this user may not create it.
var ErrNoVector = migrations.ErrNoVector

// AdviceError is an error that tells a person, in Dutch, what can be done about it.
type AdviceError struct {
	Sentence string // what to do
	Err      error  // what went wrong, for the log
}

// Error returns the sentence, and what went wrong behind it.
func (a *AdviceError) Error() string { return a.Sentence + " (" + a.Err.Error() + ")" }

// Unwrap returns what went wrong.
func (a *AdviceError) Unwrap() error { return a.Err }

// advise wraps err in advice, unless it has some already: the first to know the cause gives the better one.
func advise(sentence string, err error) error {
	var known *AdviceError
	if errors.As(err, &known) {
		return err
	}
	return &AdviceError{Sentence: sentence, Err: err}
}

// What a person reads when the database cannot be opened.
const (
	adviceURL = "Het adres in DATABASE_URL is niet te lezen. Het hoort eruit te zien als " +
		"postgres://gebruiker:wachtwoord@machine:5432/database."
	adviceSilent = "De database geeft geen antwoord. Kijk of de PostgreSQL-server draait en of DATABASE_URL naar de juiste " +
		"machine en poort wijst."
	adviceRefused = "De database weigert de verbinding. Kijk of de gebruiker, het wachtwoord en de naam van de database in " +
		"DATABASE_URL kloppen."
	adviceOld    = "Deze PostgreSQL-server is te oud. Gebruik versie 15 of nieuwer."
	adviceVector = "Deze PostgreSQL-server heeft de extensie pgvector niet. Installeer op de machine van de server het pakket " +
		"postgresql-NN-pgvector, met voor NN de versie van de server (bijvoorbeeld postgresql-17-pgvector)."
	adviceExtension = "De gebruiker in DATABASE_URL mag de extensies niet aanmaken. Laat een beheerder in deze database uitvoeren: " +
		"CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gist;"
	adviceInstall = "Er is op deze machine geen PostgreSQL met pgvector gevonden, en ophalen lukte niet. Kijk of de machine internet " +
		"heeft en probeer het opnieuw. Het kan ook zonder ophalen: zet DATABASE_URL op een database met PostgreSQL 15 of nieuwer en " +
		"pgvector, of installeer het pakket postgresql-NN-pgvector (bijvoorbeeld postgresql-17-pgvector)."
	adviceMajor = "De bestaande gegevens horen bij een andere versie van PostgreSQL dan er op deze machine staat. Installeer die " +
		"versie met pgvector, of verplaats de map met de gegevens om opnieuw te beginnen."
	adviceFolder = "De map voor de database kan niet worden gebruikt. Kies een map waar u mag schrijven en die andere accounts " +
		"mogen betreden."
	adviceStart = "De eigen database start niet. Het logboek in de map van de database zegt waarom."
)

// What a person reads while waiting.
const (
	stepPackage  = "PostgreSQL met pgvector installeren…"
	stepFetch    = "PostgreSQL met pgvector ophalen (ongeveer 50 MB, alleen de eerste keer)…"
	stepUnpack   = "PostgreSQL uitpakken…"
	stepInit     = "De database aanmaken…"
	stepStart    = "De database starten…"
	stepWaitTurn = "Wachten tot een ander wegwijzer-proces klaar is met de database…" //nolint:gosec // a sentence, not a password
)
