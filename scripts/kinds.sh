#!/usr/bin/env bash
# Checks that the engines name no kind of document: whoever adds a kind must not have to look there, and
# whoever reads an engine finds no kind in it. The lists of kinds and the kinds' own rooms may.
set -euo pipefail

# A room is a folder of Go files, without the folders in it.
engines=(hyte/document hyte/constraint hyte/civil
	schema schema/internal/rules schema/internal/node schema/internal/derive schema/internal/schemaid
	forms forms/view forms/texts forms/style forms/intake forms/intake/board
	wasm wasm/widget wasm/browser wasm/main wasm/bundle wasm/build
	cmd/hyte cmd/hyte/internal/documents cmd/hyte/internal/inorder cmd/hyte/internal/locate)
words='nominati|nominate|representative|roster|hyte\.(Call|ResolvedCall|Received)\b'
rooms='/forms/nomination(/[a-z]+)?"'
list='/forms/kinds/texts"'

# Files of the command line that may, as what they do is of calls by nature.
allowed=(
	cmd/hyte/root.go       # lists the commands, that of rosters among them, and says what the program is for
	cmd/hyte/roster.go     # a call's roster: who has answered, and who is missing
	cmd/hyte/rostertext.go # the same as a text
	cmd/hyte/received.go   # the documents of which a roster is made
	cmd/hyte/seats.go      # what the check of a call says of its seats
	cmd/hyte/area.go       # municipalities, under the ids by which calls ask them
)

failed=0
for file in "${allowed[@]}"; do
	if ! grep -qiE "$words" "$file"; then
		echo "$file: names no kind, so it need not be allowed to" >&2
		failed=1
	fi
done
for engine in "${engines[@]}"; do
	files=$(git ls-files --cached --others --exclude-standard -- ":(glob)$engine/*.go" | grep -v '_test\.go$')
	if [ -z "$files" ]; then
		echo "$engine: there are no Go files in this engine" >&2
		failed=1
		continue
	fi
	files=$(grep -vxFf <(printf '%s\n' "${allowed[@]}") <<<"$files")
	# Schemas take their titles from the list of the words of all kinds, and the command line takes its
	# messages from there.
	pattern="$words|$rooms"
	case $engine in
	schema | cmd/hyte) ;;
	*) pattern="$pattern|$list" ;;
	esac
	# shellcheck disable=SC2086 # paths without spaces, split on purpose
	if grep -niE "$pattern" $files >&2; then
		echo "$engine is an engine: it names no kind of document, neither in code nor in comments" >&2
		failed=1
	fi
done
exit "$failed"
