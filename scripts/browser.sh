#!/bin/sh
# Prints the path of a browser that the tests use:
#   scripts/browser.sh [chromium|shell|firefox]
# It is the one that CHROMIUM, CHROMIUM_SHELL or FIREFOX names, or else the first that is found.
# shell is Chromium without what is around its pages. Exits with 1 where there is none, and with 2
# where what is named is none.
set -eu

case ${1:-chromium} in
chromium)
	variable=CHROMIUM
	named=${CHROMIUM:-}
	set -- chromium chromium-browser google-chrome \
		'/Applications/Chromium.app/Contents/MacOS/Chromium' \
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
	;;
shell)
	variable=CHROMIUM_SHELL
	named=${CHROMIUM_SHELL:-}
	set -- chromium-headless-shell chrome-headless-shell
	;;
firefox)
	variable=FIREFOX
	named=${FIREFOX:-}
	set -- firefox-esr firefox '/Applications/Firefox.app/Contents/MacOS/firefox'
	;;
*)
	echo 'usage: scripts/browser.sh [chromium|shell|firefox]' >&2
	exit 2
	;;
esac

if [ -n "$named" ]; then
	command -v "$named" && exit
	echo "$variable is \"$named\", which is not a program: mend it, or unset it" >&2
	exit 2
fi
for candidate in "$@"; do
	command -v "$candidate" && exit
done
exit 1
