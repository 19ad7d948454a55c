#!/usr/bin/env bash
# Makes the commit and the tag of a release: HEAD, the widget that wasm/build wrote to a folder, and
# the licenses of what is in that widget:
#   scripts/release-commit.sh v0.1.0 wasm/assets
# Without the folder it only says whether there can be such a release.
#
# The commit stands beside the branch, which stays free of built files. The work tree and the index
# are not touched. The same commit and folder make the same release: its dates are those of HEAD.
set -euo pipefail

version=${1:?usage: scripts/release-commit.sh VERSION [FOLDER]}
folder=${2:-}

# refuse WHY: there is no release then.
refuse() {
	printf 'release: %s\n' "$1" >&2
	exit 1
}

number='(0|[1-9][0-9]*)'
word='(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)'
[[ $version =~ ^v$number\.$number\.$number(-$word(\.$word)*)?$ ]] ||
	refuse "\"$version\" is no version that Go takes: write it as v0.1.0 or v0.1.0-rc.1"
major=${BASH_REMATCH[1]}
module=$(go list -m)
[ "$major" -lt 2 ] || [ "${module##*/}" = "v$major" ] ||
	refuse "$version is a new major version: its module path would end in /v$major (https://go.dev/ref/mod#major-version-suffixes)"
! git rev-parse --quiet --verify "refs/tags/$version" >/dev/null ||
	refuse "the tag $version exists, and a version that was published never changes: take the next one"
changes=$(git status --porcelain)
[ -z "$changes" ] || refuse "commit these changes, or put them aside:"$'\n'"$changes"
[ -z "$(git ls-tree HEAD wasm/assets/manifest.json)" ] ||
	refuse 'HEAD is a release: go to the commit before it'
[[ $version == *-* ]] || grep -qF "## [${version#v}]" CHANGELOG.md ||
	printf 'release: CHANGELOG.md has no section [%s] yet\n' "${version#v}" >&2
[ -n "$folder" ] || exit 0
[ -f "$folder/manifest.json" ] || refuse "there is no widget in $folder"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
{
	printf 'The widget in wasm/assets contains these modules, and the Go standard library as NOTICE says.\n'
	sh scripts/licenses.sh js/wasm ./wasm/main
} >"$scratch/licenses"

# entry PATH FILE: the line of the index for a file, whose bytes are kept as they are.
entry() {
	printf '100644 %s\t%s\n' "$(git hash-object -w --no-filters -- "$2")" "$1"
}

export GIT_INDEX_FILE=$scratch/index
git read-tree HEAD
{
	entry THIRD-PARTY-LICENSES.txt "$scratch/licenses"
	for file in "$folder"/*; do
		[ "${file##*/}" = README.md ] || entry "wasm/assets/${file##*/}" "$file"
	done
} >"$scratch/entries"
git update-index --add --index-info <"$scratch/entries"
tree=$(git write-tree)

GIT_AUTHOR_DATE=$(git log -1 --format=%aI)
GIT_COMMITTER_DATE=$(git log -1 --format=%cI)
export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
commit=$(printf 'hytekit %s\n\nThe commit before this one, with the widget that it builds with %s.\n' \
	"$version" "$(go env GOVERSION)" | git commit-tree "$tree" -p HEAD)
git tag -a -m "hytekit $version" "$version" "$commit"
printf '==> release: %s holds a widget of %d files\n' "$version" "$(($(wc -l <"$scratch/entries") - 1))"
