# hytekit's goals. `make` alone lists them; each can be repeated, and repeats are quick.

HYTE_LISTEN ?= 127.0.0.1:8080

PARITY_DOCUMENTS ?= 1000000
FUZZ_TIME ?= 60s

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:

EXAMPLE := examples/kanta-hame-2021/call.json
DEMO    := build/demo/call.json
WIDGET  := build/trimmed.stamp
STOCK   := build/stock/manifest.json
E2E     := wasm/e2e
NPM     := $(E2E)/node_modules/.package-lock.json
AJV     := schema/engines/ajv
AJV_NPM := $(AJV)/node_modules/.package-lock.json
EXAMPLE_NODE := examples/validate-node
EXAMPLE_NPM  := $(EXAMPLE_NODE)/node_modules/.package-lock.json
EMBED     := examples/embed
EMBED_NPM := $(EMBED)/node_modules/.package-lock.json

# Everything that the widget can be made of: a change here builds it anew.
WIDGET_SOURCES := go.mod go.sum $(sort $(shell find hyte forms schema wasm internal \
	\( -path wasm/assets -o -path $(E2E) -o -path schema/engines -o -path schema/parity -o -name testdata \) -prune \
	-o -type f ! -name '*_test.go' -print 2>/dev/null))

say = @printf '==> %s\n'

.PHONY: help
help: ## List these goals
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: need-run program ## Serve the example call on HYTE_LISTEN (127.0.0.1:8080), open for 30 days from today
	$(say) 'demonstration call'
	@go run ./scripts/democall $(EXAMPLE) $(DEMO)
	$(say) 'serving until Ctrl-C; received nominations are kept in ./data'
	@exec bin/hyte serve --call $(DEMO) --data data --listen $(HYTE_LISTEN)

.PHONY: test
test: need-test program $(STOCK) $(NPM) $(AJV_NPM) $(EXAMPLE_NPM) $(EMBED_NPM) ## Run all tests: Go, then the form in a real browser
	$(say) 'Go tests'
	@go test -vet=off ./...
	$(say) 'the rules in WebAssembly'
	@GOOS=js GOARCH=wasm go test -vet=off -exec "$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" -run 'TestCompose|TestConformance' ./hyte
	$(say) 'sizes: the widget, the one with go-app as it is, the first view'
	@go run ./wasm/build -check -trim
	@go run ./wasm/build -check -out $(dir $(STOCK))
	@go test -vet=off -count=1 -v -run TestFirstViewBudget ./forms/intake
	$(say) 'browser tests'
	@sh scripts/browser-tests.sh $(E2E)

.PHONY: parity
parity: need-parity $(AJV_NPM) ## Try PARITY_DOCUMENTS (1000000) invented documents: Go, its schemas, ajv must agree
	@go run ./schema/parity/run -documents $(PARITY_DOCUMENTS)

.PHONY: fuzz
fuzz: need-run ## Run every fuzz target for FUZZ_TIME (60s); what it finds stays in testdata/fuzz
	@bash scripts/fuzz.sh $(FUZZ_TIME)

.PHONY: bench-validate
bench-validate: need-parity program $(AJV_NPM) ## Measure hyte validate beside ajv and santhosh's engine on one file
	@go build -o build/bench/bench ./schema/parity/bench
	@build/bench/bench

.PHONY: bench
bench: need-run $(WIDGET) ## Run the benchmarks, with allocations
	@go test -vet=off -run '^$$' -bench . -benchmem ./...

.PHONY: bench-web
bench-web: need-test program $(STOCK) $(NPM) ## Measure in a browser how a form page comes up, beside a plain HTML form
	@sh scripts/program-with.sh $(dir $(STOCK)) build/hyte-stock
	@CHROMIUM=$$(sh scripts/browser.sh) HYTE_BIN=$(CURDIR)/bin/hyte HYTE_STOCK=$(CURDIR)/build/hyte-stock node $(E2E)/bench/web.mjs

.PHONY: lint
lint: need-lint $(WIDGET) ## Check format, vet, staticcheck, scripts, generated files, sizes
	@bash scripts/lint.sh

.PHONY: generate
generate: need-run ## Make the generated files anew (go generate)
	$(say) 'go generate'
	@go generate ./...

.PHONY: dist
dist: need-run $(WIDGET) ## Build static release programs and their checksums into dist/
	@sh scripts/dist.sh

.PHONY: clean
clean: ## Remove what was built; received nominations in data/ stay
	rm -rf bin build dist $(E2E)/node_modules $(AJV)/node_modules $(EXAMPLE_NODE)/node_modules $(EMBED)/node_modules
	git clean -fdXq wasm/assets

.PHONY: need-run need-parity need-test need-lint
need-run:
	@sh scripts/need.sh go
need-parity:
	@sh scripts/need.sh go node
need-test:
	@sh scripts/need.sh go node chromium firefox nginx python
need-lint:
	@sh scripts/need.sh go git shellcheck

.PHONY: program
program: $(WIDGET)
	$(say) 'program: bin/hyte'
	@go build -o bin/hyte ./cmd/hyte

$(WIDGET): $(WIDGET_SOURCES) build/widget.list
	$(say) 'widget: wasm/assets (the first time takes a minute)'
	@go run ./wasm/build -trim -out wasm/assets
	@touch $@

$(STOCK): $(WIDGET_SOURCES) build/widget.list
	$(say) 'widget with go-app as it is: $(@D)'
	@go run ./wasm/build -out $(@D)

# Changes only when a source comes or goes, so that a removed file also builds the widget anew.
build/widget.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(WIDGET_SOURCES) | cmp -s - $@ || printf '%s\n' $(WIDGET_SOURCES) >$@

%/node_modules/.package-lock.json: %/package-lock.json %/package.json
	$(say) 'npm packages of $*'
	@npm ci --prefix $* --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: FORCE
FORCE:
