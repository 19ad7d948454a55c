#!/usr/bin/env bash
# Checks that the engines name no kind of document: whoever adds a kind must not have to look there, and
# whoever reads an engine finds no kind in it. The lists of kinds and the kinds' own rooms may. Their tests
# take documents from elsewhere, but for a few that say why.
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

# Tests outside the rooms of calls and nominations that may name these, and why. All others speak of
# documents, and take them from internal/testkind, a toy, or internal/firstkind, the example call with answers.
test_rooms='^(hyte/[^/]*|forms/nomination/.*|forms/intake/board/roster/.*|forms/export/.*|examples/.*)$'
allowed_tests=(
	forms/intake/board/overview/overview_test.go     # what a call has received counts once, wherever it lies
	forms/intake/example_test.go                     # shows people the service as they will use it
	schema/example_test.go                           # shows people the schemas as they will use them
	schema/documents_test.go                         # the documents of the other tests there
	schema/cases_test.go                             # a case for each rule, most of them of nominations
	schema/internal/parity/invent/invent_test.go     # invented calls are of all sorts, which only a call has
	hyte/validation/example_test.go                  # shows people the bridge as they will use it
	hyte/validation/documents_test.go                # the documents of the other tests there
	hyte/validation/nomination_test.go               # every rule of nominations, said by validator
	hyte/validation/call_test.go                     # every rule of calls
	hyte/validation/received_test.go                 # every rule of received documents and rosters
	hyte/folder/folder_test.go                       # what calls have received is of calls by nature
	hyte/overview/overview_test.go                   # whom an open call asks, and who has answered
	forms/overview/overview_test.go                  # a page of all kinds, as full as it can be
	hyte/retention/retention_test.go                 # what stays of documents is said for each kind
	forms/intake/subject/subject_test.go             # persons stand where calls ask for them
	forms/intake/versions_test.go                    # a call is changed, also in what it does with late answers
	forms/intake/confirm_test.go                     # what is confirmed late is late as the call says
	hyte/validation/host_test.go                     # what a host sees names the Go types of its documents
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
naming=$(git ls-files --cached --others --exclude-standard -- '*_test.go' | grep -vE "$test_rooms" | xargs grep -liE nominat | sort)
for file in $(comm -23 <(printf '%s\n' "$naming") <(printf '%s\n' "${allowed_tests[@]}" | sort)); do
	echo "$file: the test names a kind of document; take documents from internal/testkind or internal/firstkind" >&2
	failed=1
done
for file in $(comm -13 <(printf '%s\n' "$naming") <(printf '%s\n' "${allowed_tests[@]}" | sort)); do
	echo "$file: the test names no kind, so it need not be allowed to" >&2
	failed=1
done
exit "$failed"
