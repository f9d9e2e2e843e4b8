package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// rootFolder is where root keeps a private cluster: root's own folders are closed to the account that runs the server.
const rootFolder = "/var/lib/wegwijzer"

// dataFolder makes and returns the absolute folder for everything of a private cluster: dir when given, else the usual place.
func dataFolder(dir string) (string, error) {
	switch {
	case dir != "":
	case os.Geteuid() == 0:
		dir = rootFolder
	default:
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("finding the user's cache folder: %w", err)
		}
		dir = filepath.Join(cache, "wegwijzer")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // the server's account must be able to enter it
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	return dir, nil
}

// The address of a unix socket holds 107 bytes; the name of the socket itself takes some of them.
const longestSocketFolder = 80

// socketFolder makes and returns the folder for the server's socket, which only the account may enter: the one the cluster
// lives in, or a short one for temporary files when its name is too long for a socket.
func socketFolder(ctx context.Context, home string, owner account) (string, error) {
	if len(home) <= longestSocketFolder {
		return home, nil
	}
	sum := sha256.Sum256([]byte(home))
	name := "wegwijzer-" + hex.EncodeToString(sum[:6])
	for _, parent := range []string{os.TempDir(), "/tmp"} {
		folder := filepath.Join(parent, name)
		if len(folder) > longestSocketFolder || owner.switched && !owner.reaches(ctx, parent) {
			continue
		}
		if err := owner.own(folder); err != nil {
			return "", fmt.Errorf("making a folder for the socket: %w", err)
		}
		return folder, nil
	}
	return "", fmt.Errorf("no folder is short enough for the socket")
}
