#!/bin/sh
# Prints the path of the Chromium that the browser tests use: the one that CHROMIUM names,
# or else the first that is found. Exits with 1 where there is none.
set -eu

mac='/Applications/Chromium.app/Contents/MacOS/Chromium'
for candidate in "${CHROMIUM:-chromium}" chromium-browser google-chrome "$mac"; do
	if command -v "$candidate"; then
		exit 0
	fi
	if [ -n "${CHROMIUM:-}" ]; then
		echo "CHROMIUM is set to \"$CHROMIUM\", which is not a program" >&2
		exit 1
	fi
done
exit 1
