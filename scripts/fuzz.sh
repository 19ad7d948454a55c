#!/usr/bin/env bash
# Runs every fuzz target of the project for a while, one after another:
#   scripts/fuzz.sh 60s
# What fails is kept by Go in the package's testdata/fuzz, to be committed with the repair. What
# only reaches new code is kept there too, up to 32 short inputs a target, so that the next run, and
# every `make test`, begins from them.
set -euo pipefail

duration=${1:?usage: scripts/fuzz.sh DURATION}
kept=32
shorten=2s # for each input that reaches new code: Go's own minute would be all the time there is

cache=$(go env GOCACHE)/fuzz
module=$(go list -m)
failed=()

# keep FOLDER PACKAGE TARGET: copies what the run has put into Go's cache since the mark.
keep() {
	local found=$cache/$2/$3 into=$1/testdata/fuzz/$3 file has
	[ -d "$found" ] || return 0
	mkdir -p "$into"
	has=$(find "$into" -type f | wc -l)
	find "$found" -type f -newer build/fuzz.mark -size -8 | sort | while IFS= read -r file; do
		[ "$((has += 1))" -gt "$kept" ] || cp "$file" "$into/"
	done
	rmdir "$into" "${into%/*}" 2>/dev/null || true # empty: nothing was found
}

mkdir -p build
targets=0
while read -r folder package target; do
	targets=$((targets + 1))
	printf '==> fuzz: %s in %s for %s\n' "$target" "${package#"$module"/}" "$duration"
	touch build/fuzz.mark
	if ! go test -vet=off -run '^$' -fuzz "^$target\$" -fuzztime "$duration" -fuzzminimizetime "$shorten" "$package"; then
		failed+=("$target in ${package#"$module"/}")
	fi
	keep "$folder" "$package" "$target"
done < <(
	go list -f '{{.Dir}} {{.ImportPath}}{{range .TestGoFiles}} {{.}}{{end}}{{range .XTestGoFiles}} {{.}}{{end}}' ./... |
		while read -r folder package files; do
			for file in $files; do
				sed -n "s|^func \(Fuzz[A-Za-z0-9_]*\)(.*|$folder $package \1|p" "$folder/$file"
			done
		done
)

if [ "$targets" = 0 ]; then
	echo 'no fuzz targets: they are gone' >&2
	exit 1
fi
if [ "${#failed[@]}" -gt 0 ]; then
	printf '==> fuzz failed: %s\n' "${failed[@]}" >&2
	exit 1
fi
printf '==> fuzz: %d targets, nothing failed\n' "$targets"
