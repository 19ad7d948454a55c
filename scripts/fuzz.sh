#!/usr/bin/env bash
# Runs every fuzz target of the project for a while, one after another:
#   scripts/fuzz.sh 60s
# What fails is kept by Go in the package's testdata/fuzz, to be committed with the repair under a name
# that says what it shows. What only reaches new code stays in Go's cache, from which the next run
# begins.
set -euo pipefail

duration=${1:?usage: scripts/fuzz.sh DURATION}
shorten=2s # for each input that reaches new code: Go's own minute would be all the time there is

module=$(go list -m)
failed=()

targets=0
while read -r package target; do
	targets=$((targets + 1))
	printf '==> fuzz: %s in %s for %s\n' "$target" "${package#"$module"/}" "$duration"
	if ! go test -vet=off -run '^$' -fuzz "^$target\$" -fuzztime "$duration" -fuzzminimizetime "$shorten" "$package"; then
		failed+=("$target in ${package#"$module"/}")
	fi
done < <(
	go list -f '{{.Dir}} {{.ImportPath}}{{range .TestGoFiles}} {{.}}{{end}}{{range .XTestGoFiles}} {{.}}{{end}}' ./... |
		while read -r folder package files; do
			for file in $files; do
				sed -n "s|^func \(Fuzz[A-Za-z0-9_]*\)(.*|$package \1|p" "$folder/$file"
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
