package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRulingsParseReadsFilesAndFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := "10 De beslissing De rechtbank:   wijst de vordering van de benadeelde partij [slachtoffer 1] toe tot een bedrag van € 750,-, bestaande uit € 250,- aan materiële schade en € 500,- aan smartengeld, te vermeerderen met de wettelijke rente vanaf 3 mei 2020;   legt de verplichting op om aan de Staat ten behoeve van [slachtoffer 1] € 750,- te betalen, bij gebreke waarvan 15 dagen gijzeling kan worden toegepast."
	line, err := json.Marshal(map[string]string{"ecli": "ECLI:NL:RBVER:2021:3", "subject": "Strafrecht", "text_kind": "decision_section", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"a.json": string(line), "b.xml": "<html>storing</html>", "c.txt": "lees mij"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
	if err := run(context.Background(), []string{"rulings", "parse", dir}, s); err == nil {
		t.Error("run gave no error for a folder with a page in it, want a status")
	}
	var o rulingOutput
	if err := json.Unmarshal(out.Bytes(), &o); err != nil {
		t.Fatalf("output %q: %v", out.String(), err)
	}
	if len(o.Victims) != 1 || o.Victims[0].AwardedTotal == nil || *o.Victims[0].AwardedTotal != 750 || *o.Victims[0].Days != 15 || !strings.Contains(o.Victims[0].Quotes["awarded_total"], "€ 750,-") {
		t.Errorf("victims = %+v", o.Victims)
	}
	for _, want := range []string{"b.xml", "c.txt is geen uitspraak"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("error stream %q says nothing of %q", errs.String(), want)
		}
	}
	errs.Reset()
	if err := run(context.Background(), []string{"rulings", "parse"}, s); err == nil || !strings.Contains(errs.String(), "geef een of meer bestanden") {
		t.Errorf("run without files = %v, %q", err, errs.String())
	}
}
