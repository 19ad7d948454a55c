#!/bin/sh
# Runs the browser tests of a folder with Node's test runner:
#   scripts/browser-tests.sh wasm/e2e
# They find the program in TESTED_HYTE and the browsers in CHROMIUM, CHROMIUM_SHELL and FIREFOX.
set -eu

CHROMIUM=$(sh scripts/browser.sh chromium)
CHROMIUM_SHELL=$(sh scripts/browser.sh shell) || CHROMIUM_SHELL=$CHROMIUM # the same, but slower
FIREFOX=$(sh scripts/browser.sh firefox)
TESTED_HYTE=$PWD/bin/hyte
export CHROMIUM CHROMIUM_SHELL FIREFOX TESTED_HYTE

cd "$1"
tests=$(find . -name node_modules -prune -o -name '*.test.mjs' -print | sort)
if [ -z "$tests" ]; then
	echo "no *.test.mjs in $1: the browser tests are gone" >&2
	exit 1
fi
failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
# A test waits for the network and its own page more than it works: two files at a time
# end sooner on two processors than one after the other.
# shellcheck disable=SC2086 # a list of paths without spaces, split on purpose
node --test --test-concurrency=2 \
	--test-reporter=spec --test-reporter-destination=stdout \
	--test-reporter=./lib/failed.mjs --test-reporter-destination="$failed" $tests || node lib/again.mjs "$failed"
