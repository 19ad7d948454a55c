#!/bin/sh
# Prints the path of the Chromium that the browser tests use: the one that CHROMIUM names,
# or else the first that is found. Exits with 1 where there is none.
set -eu

if [ -n "${CHROMIUM:-}" ]; then
	command -v "$CHROMIUM" && exit
	echo "CHROMIUM is \"$CHROMIUM\", which is not a program: mend it, or unset it" >&2
	exit 1
fi
for candidate in chromium chromium-browser google-chrome \
	'/Applications/Chromium.app/Contents/MacOS/Chromium' \
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
	command -v "$candidate" && exit
done
exit 1
