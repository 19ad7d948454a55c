#!/bin/sh
# Makes sure that this machine has what a goal needs, before the goal starts:
#   scripts/need.sh go node chromium firefox nginx python git make shellcheck
# Debian as root: what is missing and packaged is installed. Anywhere else, and for Go and
# Node everywhere, it says what is missing and how to get it, and exits with 1.
set -eu

lacking='' # needs that Debian packages meet
failed=0

fail() {
	printf 'missing: %s\n' "$*" >&2
	failed=1
}

check_go() {
	if ! command -v go >/dev/null; then
		fail 'Go 1.26 or later. Install it from https://go.dev/doc/install'
	elif ! answer=$(go list -m 2>&1); then
		fail "a Go that takes this go.mod, which needs 1.26 or later. Go says: $answer"
	fi
}

check_node() {
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		fail 'Node.js 20 or later with npm. Install it from https://nodejs.org/en/download'
	elif ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
		fail "Node.js 20 or later, here is $(node --version). Install it from https://nodejs.org/en/download"
	fi
}

check_browser() {
	status=0
	sh scripts/browser.sh "$1" >/dev/null || status=$?
	case $status in
	0) ;;
	1) lacking="$lacking $1" ;;
	*) exit 1 ;; # it has said why
	esac
}

# The system's own Python: a JSON Schema engine to compare ours with.
check_python() {
	if ! /usr/bin/python3 -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
		lacking="$lacking python"
	fi
}

# packages MANAGER NEED: what the need is called in a package manager.
packages() {
	case $1:$2 in
	apt-get:chromium) echo chromium fonts-liberation fonts-dejavu-core ;;
	dnf:chromium) echo chromium liberation-fonts ;;
	apt-get:firefox) echo firefox-esr ;;
	apt-get:nginx) ;; # unpacked, see below
	apt-get:python | dnf:python) echo python3 python3-jsonschema ;;
	*:python) echo 'python3 and its jsonschema 4.10 or later as /usr/bin/python3' ;;
	dnf:shellcheck) echo ShellCheck ;;
	*) echo "$2" ;;
	esac
}

# command_for MANAGER PACKAGE...: the command that installs them.
command_for() {
	manager=$1
	shift
	case $manager in
	apt-get) echo "apt-get update && apt-get install -y --no-install-recommends $*" ;;
	brew) echo "brew install $*" ;;
	dnf) echo "dnf install -y $*" ;;
	*) echo "install with your system's package manager: $*" ;;
	esac
}

for need in "$@"; do
	case $need in
	go) check_go ;;
	node) check_node ;;
	chromium | firefox) check_browser "$need" ;;
	nginx) sh scripts/nginx.sh >/dev/null || lacking="$lacking nginx" ;;
	python) check_python ;;
	git | make | shellcheck) command -v "$need" >/dev/null || lacking="$lacking $need" ;;
	*)
		echo "usage: scripts/need.sh [go|node|chromium|firefox|nginx|python|git|make|shellcheck]..." >&2
		exit 2
		;;
	esac
done

if [ -n "$lacking" ]; then
	manager=none
	for candidate in apt-get dnf brew; do
		if command -v "$candidate" >/dev/null; then
			manager=$candidate
			break
		fi
	done
	names=$(for need in $lacking; do packages "$manager" "$need"; done | tr '\n' ' ')
	# shellcheck disable=SC2086 # a list of names, split on purpose
	install=$(command_for "$manager" $names)
	case $manager:$lacking in
	apt-get:*nginx*) install="$install && sh scripts/unpack-nginx.sh build/nginx" ;;
	esac
	if [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
		printf '==> installing%s (a minute or two)\n    %s\n' "$lacking" "$install"
		export DEBIAN_FRONTEND=noninteractive
		mkdir -p build
		sh -c "$install" </dev/null >build/install.log 2>&1 || {
			cat build/install.log >&2
			exit 1
		}
	else
		fail "$(echo "$lacking" | sed 's/^ //; s/ /, /g'). As root: $install"
	fi
fi
exit "$failed"
