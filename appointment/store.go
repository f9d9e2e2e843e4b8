package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"
	_ "time/tzdata" // the zone of the rules, on machines that lack it

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Config is what a store needs.
type Config struct {
	Vault  Vault                    // seals contact; required to book
	Key    []byte                   // at least 32 secret bytes, the same for every copy of the program; codes are hashed with it
	Closed func(day time.Time) bool // whether nobody works on a date; nil means every day is as the rules say
	Now    func() time.Time         // nil means the clock
	Zone   *time.Location           // of the rules; nil means Europe/Amsterdam

	Silent bool // nobody is told of what is booked, not even another system: for what is invented
}

// Store keeps appointments in a database.
type Store struct {
	db     *pgxpool.Pool
	config Config
}

// How long a hold lasts, how long contact is kept after the talk, how soon from now somebody can be there, and how far ahead can be booked.
const (
	holdTime = 5 * time.Minute
	keepTime = 30 * 24 * time.Hour
	leadTime = 30 * time.Minute
	maxAhead = 120 * 24 * time.Hour
)

// NewStore returns a store on db. It refuses a key that is too short.
func NewStore(db *pgxpool.Pool, config Config) (*Store, error) {
	if len(config.Key) < 32 {
		return nil, errors.New("appointment: the key of the codes is shorter than 32 bytes")
	}
	if config.Closed == nil {
		config.Closed = func(time.Time) bool { return false }
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Zone == nil {
		zone, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			return nil, fmt.Errorf("loading the zone of the calendar: %w", err)
		}
		config.Zone = zone
	}
	return &Store{db: db, config: config}, nil
}

type serviceRow struct {
	Minutes, Buffer int
	Channels        []string
	Skill           string
	ID, Name        string
}

// The statements on what is offered. The others stand in the files whose names end as this one's does, by what they are about.
const (
	selectServices = `
		SELECT minutes, buffer, channels, skill, id, name
		FROM appointment_services
		WHERE active
		ORDER BY id`

	selectPlaces = `
		SELECT id, name, address, region
		FROM appointment_places
		ORDER BY name`

	upsertService = `
		INSERT INTO appointment_services (id, name, minutes, buffer, channels, skill)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE
		SET name = excluded.name, minutes = excluded.minutes, buffer = excluded.buffer, channels = excluded.channels, skill = excluded.skill`

	upsertPlace = `
		INSERT INTO appointment_places (id, name, address, region)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE
		SET name = excluded.name, address = excluded.address, region = excluded.region`
)

// Products returns the kinds of talk that can be booked: the products of Open Forms.
func (s *Store) Products(ctx context.Context) ([]Service, error) {
	return services(ctx, s.db)
}

func services(ctx context.Context, db querier) ([]Service, error) {
	rows, err := db.Query(ctx, selectServices)
	if err != nil {
		return nil, fmt.Errorf("listing services: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[serviceRow])
	if err != nil {
		return nil, fmt.Errorf("listing services: %w", err)
	}
	all := make([]Service, len(found))
	for i, r := range found {
		all[i] = Service{ID: r.ID, Name: r.Name, Minutes: r.Minutes, Buffer: r.Buffer, Channels: r.Channels, Skill: r.Skill}
	}
	return all, nil
}

// Locations returns where visits are received: the locations of Open Forms.
func (s *Store) Locations(ctx context.Context) ([]Place, error) {
	rows, err := s.db.Query(ctx, selectPlaces)
	if err != nil {
		return nil, fmt.Errorf("listing places: %w", err)
	}
	places, err := pgx.CollectRows(rows, pgx.RowToStructByName[Place])
	if err != nil {
		return nil, fmt.Errorf("listing places: %w", err)
	}
	return places, nil
}

// service reads one kind of talk through db: inside a transaction that is the transaction, for a second connection of the pool could be waited for by
// all who hold the first.
func service(ctx context.Context, db querier, id string) (Service, error) {
	all, err := services(ctx, db)
	if err != nil {
		return Service{}, err
	}
	for _, x := range all {
		if x.ID == id {
			return x, nil
		}
	}
	return Service{}, ErrUnknown
}
