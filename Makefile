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
QUICK   := build/quick/manifest.json
STOCK   := build/stock/manifest.json
E2E     := wasm/e2e
NPM     := $(E2E)/node_modules/.package-lock.json
AJV_NPM := schema/engines/ajv/node_modules/.package-lock.json
ENGINES := $(addprefix schema/engines/,ajv hyperjump cfworker)
TOOLS   := schema/engines/tools
SCHEMA_NPM := $(addsuffix /node_modules/.package-lock.json,$(ENGINES) $(TOOLS))
EXAMPLE_NODE := examples/validate-node
EXAMPLE_TS   := examples/client-typescript
EXAMPLE_NPM  := $(addsuffix /node_modules/.package-lock.json,$(EXAMPLE_NODE) $(EXAMPLE_TS))
EMBED     := examples/embed
EMBED_NPM := $(EMBED)/node_modules/.package-lock.json

# Everything that the widget can be made of: a change here builds it anew.
WIDGET_SOURCES := go.mod go.sum $(sort $(shell find hyte forms schema wasm internal \
	\( -path wasm/assets -o -path $(E2E) -o -path schema/engines -o -path schema/internal/parity -o -name testdata \) -prune \
	-o -type f ! -name '*_test.go' -print 2>/dev/null))

# Every program is built as those that are released: without C, whether there is a compiler or not.
export CGO_ENABLED := 0

# A compiler that lives for seconds need not collect much garbage: so the first build takes a tenth less
# time. With none collected at all it takes longer, as fresh memory has its price, too.
HASTE := GOGC=400

say = @printf '==> %s\n'

.PHONY: help
help: ## List these goals
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: need-run $(QUICK) ## Serve the example call on HYTE_LISTEN (127.0.0.1:8080), open for 30 days from today
	$(say) 'program: build/demo/hyte'
	@mkdir -p build/demo
	@$(HASTE) sh scripts/program-with.sh $(dir $(QUICK)) build/demo/hyte
	$(say) 'demonstration call'
	@build/tools/democall $(EXAMPLE) $(DEMO)
	$(say) 'serving on $(HYTE_LISTEN) (HYTE_LISTEN sets another) until Ctrl-C; received nominations are kept in ./data'
	@exec build/demo/hyte serve --call $(DEMO) --data data --listen $(HYTE_LISTEN)

.PHONY: test
test: need-test program $(STOCK) $(NPM) $(SCHEMA_NPM) $(EXAMPLE_NPM) $(EMBED_NPM) ## Run all tests: Go, then the form in a real browser
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
parity: need-parity $(SCHEMA_NPM) ## Try PARITY_DOCUMENTS (1000000) invented documents: Go, its schemas, ajv must agree
	@go test -vet=off -count=1 -run TestDifferential ./schema/internal/parity -share 1
	@go run ./schema/internal/parity/run -documents $(PARITY_DOCUMENTS)

.PHONY: fuzz
fuzz: need-run ## Run every fuzz target for FUZZ_TIME (60s); what fails stays in testdata/fuzz
	@bash scripts/fuzz.sh $(FUZZ_TIME)

.PHONY: bench-validate
bench-validate: need-parity program $(AJV_NPM) ## Measure hyte validate beside ajv and santhosh's engine on one file
	@go build -o build/bench/bench ./schema/internal/parity/bench
	@build/bench/bench

.PHONY: bench-intake
bench-intake: need-run ## Measure how fast the service takes answers, beside the raw rate of the disk
	@mkdir -p build/bench-intake
	@go build -o build/bench-intake/hyte ./cmd/hyte
	@go build -o build/bench-intake/bench ./forms/intake/bench
	@build/bench-intake/bench $(if $(DATABASE),-database '$(DATABASE)')

.PHONY: soak
soak: need-soak ## Kill services on both databases 200 times while answers come, restart PostgreSQL, fill disks, post by Postfix; takes half an hour
	@SOAK_ROUNDS=200 go test -vet=off -count=1 -p 1 -timeout 3h -v \
		-run 'TestKilled|TestServerRestarted|TinyDisk|FullDisk|FullDatabase|EveryDamagedPage|TestInjection|TestPostfix' ./cmd/hyte ./forms/intake/kinds ./forms/intake/sqlitestore ./forms/intake/pgstore ./forms/intake/post

.PHONY: bench
bench: need-run $(WIDGET) ## Run the benchmarks, with allocations
	@go test -vet=off -run '^$$' -bench . -benchmem ./...

.PHONY: bench-web
bench-web: need-test program $(STOCK) $(NPM) ## Measure in a browser how a form page comes up, beside a plain HTML form
	@sh scripts/program-with.sh $(dir $(STOCK)) build/hyte-stock
	@CHROMIUM=$$(sh scripts/browser.sh) TESTED_HYTE='$(CURDIR)/bin/hyte' STOCK_HYTE='$(CURDIR)/build/hyte-stock' node $(E2E)/bench/web.mjs

.PHONY: orca
orca: need-orca program $(NPM) ## Let Orca read a form in Firefox, on a screen that nobody sees; UPDATE=1 writes down anew what it says
	@FIREFOX=$$(sh scripts/browser.sh firefox) TESTED_HYTE='$(CURDIR)/bin/hyte' UPDATE='$(UPDATE)' dbus-run-session -- node --test $(E2E)/orca/heard.mjs

.PHONY: gallery
gallery: need-test program $(NPM) ## Take pictures of every state of the form, at 360 and 1280 px, into build/gallery; STATES names some
	@CHROMIUM=$$(sh scripts/browser.sh) TESTED_HYTE='$(CURDIR)/bin/hyte' node $(E2E)/gallery/gallery.mjs build/gallery $(STATES)
	$(say) 'open build/gallery/index.html'

.PHONY: states
states: need-test program $(NPM) ## Look at every state of the form in every language with axe and html-validate; `make test` looks at most of them
	@cd $(E2E) && CHROMIUM=$$(sh '$(CURDIR)/scripts/browser.sh' chromium) TESTED_HYTE='$(CURDIR)/bin/hyte' EVERY_STATE=1 node --test states.test.mjs

.PHONY: tasks
tasks: need-test program $(NPM) ## Count the key presses, fields and pages of four tasks of a clerk
	@CHROMIUM=$$(sh scripts/browser.sh) TESTED_HYTE='$(CURDIR)/bin/hyte' node $(E2E)/tasks/tasks.mjs

.PHONY: lint
lint: need-lint ## Check format, vet, staticcheck, scripts, generated files
	@bash scripts/lint.sh

.PHONY: generate
generate: need-run ## Make the generated files anew (go generate)
	$(say) 'go generate'
	@go generate ./...

.PHONY: dist
dist: need-run $(WIDGET) ## Build static release programs and their checksums into dist/
	@sh scripts/dist.sh

.PHONY: release
release: need-release ## Make the release VERSION (v0.1.0): a commit beside the branch that holds the widget, and its tag
	@bash scripts/release.sh '$(VERSION)'

.PHONY: clean
clean: ## Remove what was built; received nominations in data/ stay
	rm -rf bin build dist $(E2E)/node_modules $(addsuffix /node_modules,$(ENGINES) $(TOOLS)) $(addsuffix /node_modules,$(EXAMPLE_NODE) $(EXAMPLE_TS) $(EMBED))
	@if git rev-parse --git-dir >/dev/null 2>&1; then git clean -fdXq wasm/assets; \
	else find wasm/assets -type f ! -name .gitignore ! -name README.md -delete; fi

.PHONY: need-run need-soak need-parity need-test need-orca need-lint need-release
need-run:
	@sh scripts/need.sh go
need-soak:
	@sh scripts/need.sh go postgres postfix
need-parity:
	@sh scripts/need.sh go node python
need-test:
	@sh scripts/need.sh go git node chromium shell firefox nginx python perl postgres libreoffice
need-orca:
	@sh scripts/need.sh go git node firefox orca
need-lint:
	@sh scripts/need.sh go git shellcheck
need-release:
	@sh scripts/need.sh go git

.PHONY: program
program: $(WIDGET)
	$(say) 'program: bin/hyte'
	@go build -o bin/hyte ./cmd/hyte

# Git takes the files away with a release that was checked out.
$(WIDGET): $(WIDGET_SOURCES) build/widget.list $(if $(wildcard wasm/assets/manifest.json),,FORCE) | packages
	$(say) 'widget: wasm/assets'
	@$(HASTE) build/tools/build -trim -out wasm/assets
	@touch $@

# The same program for `make run`: to compress it in full takes a quarter of a minute. It has a folder
# of its own, so that nothing that is tested or released is ever made of it.
$(QUICK): $(WIDGET_SOURCES) build/widget.list | packages
	$(say) 'widget, compressed lightly: $(@D)'
	@$(HASTE) build/tools/build -trim -quick -out $(@D)

# SQLite is a single package that keeps one processor busy for half of a first build. It begins at
# once, and the other processors compile meanwhile what the widget's builder and the program need.
# go install, as go build would leave out what is no program of its own. Beside it, and with the
# flags of the widget's builder, what the widget needs is compiled for the browser.
.PHONY: packages
packages:
	$(say) 'packages (the first time takes a minute)'
	@export $(HASTE) GOBIN='$(CURDIR)/build/tools'; \
	GOOS=js GOARCH=wasm go build -trimpath -gcflags=all=-l ./forms/kinds ./wasm/widget & \
	go install modernc.org/sqlite ./wasm/build ./scripts/democall ./wasm/bundle \
		./forms/intake/sqlitestore ./forms/intake/kinds github.com/spf13/cobra; status=$$?; \
	wait $$! && exit $$status

$(STOCK): $(WIDGET_SOURCES) build/widget.list | packages
	$(say) 'widget with go-app as it is: $(@D)'
	@$(HASTE) build/tools/build -out $(@D)

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
