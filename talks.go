package main

import (
	"log/slog"

	"wegwijzer/assistant"
	"wegwijzer/handover"
	"wegwijzer/web"
)

// openTalks opens the store of talks with a member of staff. They are within office hours; in the demo at any hour, for whoever tries it out.
func (c config) openTalks(l *library, withDemo bool, log *slog.Logger) (*handover.Store, error) {
	keys, err := c.keys()
	if err != nil {
		return nil, err
	}
	settings := handover.Config{Vault: contactVault{keys}, Logger: log}
	if !withDemo {
		settings.Open = assistant.OfficeOpen
	}
	return handover.NewStore(l.db.Pool, settings), nil
}

// talkKeeper wipes the talks that have ended. That happens within minutes by itself; here it is also for when nothing else runs.
func talkKeeper(l *library) web.Keeper {
	return web.Keeper{Kind: "talk", Forget: l.talks.Forget}
}
