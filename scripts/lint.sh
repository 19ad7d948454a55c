#!/usr/bin/env bash
# Checks the whole project and changes nothing in it: every check runs, then the failed ones
# are named and the exit status is 1. Tools are pinned here; Go builds and caches them.
set -euo pipefail

gofumpt=mvdan.cc/gofumpt@v0.12.0
staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.2
max_lines=400

if ! answer=$(git rev-parse --is-inside-work-tree 2>&1); then
	printf 'lint looks at what git tracks: run it in a clone, not in an unpacked archive. Git says: %s\n' "$answer" >&2
	exit 1
fi

failed=()

# check NAME COMMAND...: a check fails when its command fails.
check() {
	local name=$1
	shift
	printf '==> lint: %s\n' "$name"
	if ! "$@"; then
		failed+=("$name")
	fi
}

# nothing REMEDY COMMAND...: fails when the command fails or prints anything.
nothing() {
	local remedy=$1 output status=0
	shift
	output=$("$@") || status=$?
	if [ -n "$output" ]; then
		printf '%s\n' "$output" "$remedy" >&2
		status=1
	fi
	return "$status"
}

# files PATTERN...: the project's files, tracked or about to be, that exist.
files() {
	git ls-files -z --cached --others --exclude-standard -- "$@" |
		while IFS= read -r -d '' file; do
			[ ! -f "$file" ] || printf '%s\0' "$file"
		done
}

unformatted() {
	files '*.go' | xargs -0 go run "$gofumpt" -l
}

# The packages that the widget takes into the browser, and only those: the service's
# storage does not exist there.
browser_packages() {
	GOOS=js GOARCH=wasm go list -deps -f '{{with .Module}}{{if .Main}}{{$.ImportPath}}{{end}}{{end}}' ./wasm/main ./wasm/internal/testform/main
}

vet_browser() {
	local packages
	packages=$(browser_packages) || return 1
	# shellcheck disable=SC2086 # import paths, split on purpose
	GOOS=js GOARCH=wasm go vet $packages
}

shell_scripts() {
	files '*.sh' .ci/run | xargs -0 shellcheck
}

# Generated files say so in their first lines, in the form that Go's tools know.
too_long() {
	local file lines
	while IFS= read -r -d '' file; do
		lines=$(wc -l <"$file")
		if [ "$lines" -gt "$max_lines" ] && ! head -n 5 "$file" | grep -q 'Code generated .* DO NOT EDIT'; then
			echo "$file: $lines lines"
		fi
	done < <(files '*.go' '*.js' '*.mjs' '*.sh')
}

# What tidy would change in go.mod. In go.sum it also wants the tests of our dependencies, which we
# never run and not every module proxy has (-e); a missing line there already fails the build.
untidy() {
	local output
	if ! output=$(go mod tidy -e -diff 2>build/tidy.log) && [ -z "$output" ]; then
		cat build/tidy.log >&2
		return 1
	fi
	sed '/^diff current\/go.sum/,$d' <<<"$output"
}

# stale: prints what `go generate` would change, by running it in a copy with a git of its own.
stale() (
	copy=build/stale
	rm -rf "$copy" && mkdir -p "$copy" || return
	files | tar --null -cf - -T - | tar -xf - -C "$copy" || return
	unset "${!GIT_@}"
	git -C "$copy" init -q && git -C "$copy" add --all || return
	(cd "$copy" && go generate ./...) >&2 || return
	git -C "$copy" diff --stat && git -C "$copy" ls-files --others --exclude-standard || return
	rm -rf "$copy"
)

check 'format (gofumpt)' nothing "format these: go run $gofumpt -w FILE" unformatted
check 'go vet' go vet ./...
check 'go vet for the browser' vet_browser
check 'imports' bash scripts/imports.sh
check 'engines name no kind' bash scripts/kinds.sh
check 'staticcheck' go run "$staticcheck" ./...
check 'shellcheck' shell_scripts
check "files of at most $max_lines lines" nothing 'split these by subject' too_long
check 'no build products in git' nothing 'git rm --cached these' \
	git ls-files --cached --ignored --exclude-standard
check 'go.mod' nothing 'run go mod tidy -e' untidy
check 'generated files' nothing 'these are stale: run make generate' stale

if [ "${#failed[@]}" -gt 0 ]; then
	printf '==> lint failed: %s\n' "${failed[@]}" >&2
	exit 1
fi
printf '==> lint: all is well\n'
