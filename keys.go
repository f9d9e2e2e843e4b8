package main

import (
	"os"
	"path/filepath"

	"wegwijzer/internal/privacy"
)

// keys opens the folder with the keys of what is kept about people (WEGWIJZER_KEYS). It lies outside the database, so that a copy of the database
// cannot be read without it. Without that setting it is a folder beside the private cluster, or, with a database of one's own, one in the user's
// folder of settings: good for trying things out, and `wegwijzer check` says that it is not enough for production.
func (c config) keys() (*privacy.Keys, error) {
	dir, err := c.keysFolder()
	if err != nil {
		return nil, err
	}
	keys, err := privacy.NewKeys(dir)
	if err != nil {
		return nil, advise(err, "de map met sleutels %s is niet te gebruiken; kies met WEGWIJZER_KEYS een andere", dir)
	}
	return keys, nil
}

// keysFolder returns where the keys lie.
func (c config) keysFolder() (string, error) {
	switch {
	case c.keysDir != "":
		return c.keysDir, nil
	case c.dataDir != "":
		return filepath.Join(c.dataDir, "keys"), nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", advise(err, "zet WEGWIJZER_KEYS: de map waarin de sleutels komen")
	}
	return filepath.Join(dir, "wegwijzer", "keys"), nil
}
