#!/usr/bin/env bash
# Makes a release of HEAD, with its widget, here in this repository:
#   scripts/release.sh v0.1.0
# The widget is built twice from what HEAD holds and nothing else, in two folders, the second time
# without Go's cache: whoever repeats that gets the same bytes. Its tests must pass. What is published
# is the tag; the branch and the work tree stay as they are.
set -euo pipefail

version=${1:-}
if [ -z "$version" ]; then
	echo 'which release? make release VERSION=v0.1.0' >&2
	exit 2
fi
bash scripts/release-commit.sh "$version"

head=$(git rev-parse HEAD)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for folder in one another; do
	mkdir "$scratch/$folder"
	git archive "$head" | tar -xf - -C "$scratch/$folder"
done

# build FOLDER CACHE: the widget of the copy of HEAD in the folder. The tool that builds it may come
# from Go's own cache.
build() {
	printf '==> release: the widget, in %s folder\n' "$1"
	(
		cd "$scratch/$1"
		go build -o "$scratch/build-$1" ./wasm/build
		GOCACHE=$2 "$scratch/build-$1" -trim
	)
}
build one "$(go env GOCACHE)"
build another "$scratch/cache"
diff -r "$scratch/one/wasm/assets" "$scratch/another/wasm/assets" >&2 || {
	echo 'release: the two builds of the widget differ, so nobody could repeat the release' >&2
	exit 1
}

printf '==> release: tests with the widget\n'
(cd "$scratch/one" && go test -vet=off ./wasm ./wasm/bundle ./cmd/hyte)

if [ "$(git rev-parse HEAD)" != "$head" ]; then
	echo 'release: HEAD has moved in the meantime; begin anew' >&2
	exit 1
fi
bash scripts/release-commit.sh "$version" "$scratch/one/wasm/assets"
printf '==> release: %s is here; publish it with: git push origin %s\n' "$version" "$version"
