package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"wegwijzer/staff"
)

// How long a place outside may take to receive an anchor, and how many anchors are read.
const (
	anchorTime  = 10 * time.Second
	mostAnchors = 100_000
)

// dropAnchor puts an anchor in a place outside the database: behind the others in a file, or on a server that receives it by POST.
func dropAnchor(ctx context.Context, place string, a staff.Anchor) error {
	line, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("writing an anchor: %w", err)
	}
	if isAddress(place) {
		return postAnchor(ctx, place, line)
	}
	f, err := os.OpenFile(place, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // the operator names it
	if err != nil {
		return fmt.Errorf("opening the file of anchors: %w", err)
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

func postAnchor(ctx context.Context, address string, line []byte) error {
	ctx, cancel := context.WithTimeout(ctx, anchorTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(line))
	if err != nil {
		return fmt.Errorf("sending an anchor: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		var said *url.Error
		if errors.As(err, &said) {
			err = said.Err // the address may hold a secret
		}
		return fmt.Errorf("sending an anchor: %w", err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("sending an anchor: the server answers %d", response.StatusCode)
	}
	return nil
}

// anchors returns the anchors that this machine can read: those in a file. What went to a server is held against the audit by hand.
func (c config) anchors() ([]staff.Anchor, error) {
	if c.anchor == "" || isAddress(c.anchor) {
		return nil, nil
	}
	all, err := readAnchors(c.anchor)
	if errors.Is(err, os.ErrNotExist) { // nothing was anchored yet
		return nil, nil
	}
	return all, err
}

// readAnchors reads a file of anchors. One that is not there is an error: who takes it away must not be able to hide what was changed.
func readAnchors(place string) ([]staff.Anchor, error) {
	f, err := os.Open(place) //nolint:gosec // the operator names it
	if err != nil {
		return nil, fmt.Errorf("opening the file of anchors: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	return decodeAnchors(f)
}

// decodeAnchors reads one anchor a line. A line that is none, such as one that was cut off, is an error: a file that was damaged must not
// pass for one with fewer anchors.
func decodeAnchors(r io.Reader) ([]staff.Anchor, error) {
	var all []staff.Anchor
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var a staff.Anchor
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil || a.Seq < 0 || len(a.Hash) != 64 {
			return nil, fmt.Errorf("reading anchors: line %d is none", n)
		}
		if all = append(all, a); len(all) > mostAnchors {
			return nil, errors.New("reading anchors: there are too many")
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading anchors: %w", err)
	}
	return all, nil
}
