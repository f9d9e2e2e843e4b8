# Two commands: `make run` and `make test`. `make check` is what must be clean before a commit.

GO ?= go
BIN := bin/wegwijzer
# Tools are run by pinned version; they are no requirements of the module.
GOFUMPT := $(GO) run mvdan.cc/gofumpt@v0.12.0

# Bundling takes the types away without looking at them; where there is Node, they are checked. Nothing is built with it.
TSC := npx --yes -p typescript@7.0.2 tsc
GOLANGCI := $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: run test check build eval bench clean help

help: ## toon deze lijst
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

run: build ## start alles op http://localhost:8080 met de demobronnen
	@sh scripts/voice-tools.sh bin
	@./$(BIN) serve --demo

# Without the stamp of git, which refuses a clone that belongs to another account, as those in containers do.
build:
	@command -v $(GO) >/dev/null || { echo "Go is niet gevonden. Installeer Go 1.26 of nieuwer: https://go.dev/dl/" >&2; exit 1; }
	@test -x $(BIN) || echo "Wegwijzer wordt gebouwd. De eerste keer duurt dat enkele minuten…" >&2
	@$(GO) build -buildvcs=false -o $(BIN) .

# The two packages that take longest begin first, so that neither is alone at the end.
TESTS := ./web . ./...

# Tests of many cases take some of them under the race detector, and all of them without it.
MANY := -run 'InternalSecrets|NothingPlanted|OwnPagesKeep|NumbersOfPeople|EverythingDown|Disguises|HostileTexts|EverySoundOfTheSite' . ./web ./assistant/danger ./internal/speech
# Browsers and databases are waited for: three packages at once keep two cores busy. The race detector takes a C compiler, which may come with the tools.
RACE := $$(sh scripts/race.sh) -p 3 -timeout 40m

# What one test program learns from examples the others find here. Outside the tree: what is read in it decides whether a test must run again.
export WEGWIJZER_TEST_LEARNED := $(or $(TMPDIR),/tmp)/wegwijzer-test-$(shell printf %s '$(CURDIR)' | cksum | cut -d' ' -f1)
CLEAR := rm -rf "$$WEGWIJZER_TEST_LEARNED" && mkdir -m 700 "$$WEGWIJZER_TEST_LEARNED"

test: ## installeer wat de tests nodig hebben en draai ze alle
	@sh scripts/test-tools.sh
	@$(CLEAR)
	$(GO) vet ./...
	$(GO) test $(MANY)
	$(GO) test $(RACE) $(TESTS)

check: ## alles wat schoon moet zijn voor een commit
	@test -z "$$($(GOFUMPT) -l . | tee /dev/stderr)"
	$(GO) vet ./...
	@if command -v npx >/dev/null; then $(TSC) -p web/assets; else echo "De typen van de scripts zijn niet nagekeken: er is geen Node." >&2; fi
	$(GOLANGCI) run
	@$(CLEAR)
	$(GO) test $(MANY)
	$(GO) test $(RACE) $(TESTS)

eval: build ## meet de kwaliteit en schrijf docs/accuracy.md
	./$(BIN) eval --write docs/accuracy.md > bin/eval.jsonl

bench: ## meet snelheid en geheugen en schrijf docs/performance.md
	cd benchmarks && $(GO) run . -write ../docs/performance.md

clean:
	rm -rf bin
