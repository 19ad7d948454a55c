#!/bin/sh
# Makes sure that this machine has what a goal needs, before the goal starts:
#   scripts/need.sh go node chromium shell firefox nginx python perl postgres libreoffice postfix orca git make shellcheck
# Debian as root: what is missing and packaged is installed. Anywhere else, and for Go and
# Node everywhere, it says what is missing and how to get it, and exits with 1.
set -eu

if ! [ -w . ]; then
	printf 'missing: the right to write in %s\n' "$PWD" >&2
	exit 1
fi

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
	else
		check_caches
		check_clone
	fi
}

# Where HOME is not set, or is not this user's to write in, Go has no place for what it compiles.
check_caches() {
	cache=$(go env GOCACHE)
	modules=$(go env GOMODCACHE)
	remedy='Set HOME to a folder of yours, or GOCACHE and GOMODCACHE'
	if [ "$cache" = off ] || [ -z "$cache" ] || [ -z "$modules" ]; then
		fail "a home for Go's caches. $remedy"
	elif ! mkdir -p "$cache" "$modules" 2>/dev/null || ! [ -w "$cache" ]; then
		fail "a place where Go can keep what it compiles: $cache. $remedy"
	fi
}

# Programs say which commit they are of, so Go asks git, which may refuse a clone of another user.
check_clone() {
	case $(go env GOFLAGS) in
	*-buildvcs=false*) return ;;
	esac
	if [ -e .git ] && command -v git >/dev/null && ! answer=$(git status --porcelain 2>&1 >/dev/null); then
		fail "a clone that git reads. Git says: $answer"
	fi
}

check_node() {
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		fail 'Node.js 20 or later with npm. Install it from https://nodejs.org/en/download'
	elif ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
		fail "Node.js 20 or later, here is $(node --version). Install it from https://nodejs.org/en/download"
	fi
}

is_debian() {
	grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

# Of the browsers, only Debian has the headless shell of Chromium as a package, in which tests open a
# page in half the time: elsewhere they take the whole Chromium.
check_browser() {
	status=0
	sh scripts/browser.sh "$1" >/dev/null || status=$?
	case $status in
	0) ;;
	1) [ "$1" = shell ] && ! is_debian || lacking="$lacking $1" ;;
	*) exit 1 ;; # it has said why
	esac
}

# The system's own Python: a JSON Schema engine to compare ours with.
check_python() {
	if ! /usr/bin/python3 -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
		lacking="$lacking python"
	fi
}

# The system's own Perl: another such engine.
check_perl() {
	/usr/bin/perl -MJSON::Validator -e 1 2>/dev/null || lacking="$lacking perl"
}

# PostgreSQL, which stores the schemas. Nothing is kept in the server that a package may start.
check_postgres() {
	sh scripts/postgres.sh >/dev/null || lacking="$lacking postgres"
}

# Postfix, whose programs are not in the path of everybody. Tests start one of their own.
check_postfix() {
	PATH=$PATH:/usr/sbin command -v postconf >/dev/null || lacking="$lacking postfix"
}

# packages MANAGER NEED: what the need is called in a package manager.
packages() {
	case $1:$2 in
	apt-get:chromium) echo chromium fonts-liberation fonts-dejavu-core ;;
	apt-get:shell) echo chromium-headless-shell ;;
	dnf:chromium) echo chromium liberation-fonts ;;
	apt-get:firefox) echo firefox-esr ;;
	apt-get:nginx) ;; # unpacked, see below
	apt-get:libreoffice) echo libreoffice-calc-nogui ;; # 90 MB, with its window 96 MB
	dnf:libreoffice) echo libreoffice-calc ;;
	brew:libreoffice) echo --cask libreoffice ;;
	apt-get:python | dnf:python) echo python3 python3-jsonschema ;;
	*:python) echo 'python3 and its jsonschema 4.10 or later as /usr/bin/python3' ;;
	apt-get:perl) echo libjson-validator-perl ;;
	dnf:perl) echo perl-JSON-Validator ;;
	*:perl) echo 'JSON::Validator 5.14 or later for /usr/bin/perl (cpan JSON::Validator)' ;;
	apt-get:orca) echo orca xvfb dbus-daemon at-spi2-core openbox ;;
	apt-get:postgres) echo postgresql ;;
	dnf:postgres) echo postgresql-server ;;
	*:postgres) echo postgresql ;;
	dnf:shellcheck) echo ShellCheck ;;
	*) echo "$2" ;;
	esac
}

# command_for MANAGER PACKAGE...: the command that installs them.
command_for() {
	manager=$1
	shift
	case $manager:$* in
	apt-get:) echo 'apt-get update' ;;
	apt-get:*) echo "apt-get update && apt-get install -y --no-install-recommends $*" ;;
	brew:*) echo "brew install $*" ;;
	dnf:*) echo "dnf install -y $*" ;;
	*) echo "install with your system's package manager: $*" ;;
	esac
}

for need in "$@"; do
	case $need in
	go) check_go ;;
	node) check_node ;;
	chromium | shell | firefox) check_browser "$need" ;;
	nginx) sh scripts/nginx.sh >/dev/null || lacking="$lacking nginx" ;;
	python) check_python ;;
	perl) check_perl ;;
	postgres) check_postgres ;;
	postfix) check_postfix ;;
	orca) command -v orca >/dev/null && command -v Xvfb >/dev/null && command -v dbus-run-session >/dev/null && command -v openbox >/dev/null || lacking="$lacking orca" ;;
	libreoffice) command -v soffice >/dev/null || lacking="$lacking libreoffice" ;;
	git | make | shellcheck) command -v "$need" >/dev/null || lacking="$lacking $need" ;;
	*)
		echo "usage: scripts/need.sh [go|node|chromium|shell|firefox|nginx|python|perl|postgres|libreoffice|postfix|orca|git|make|shellcheck]..." >&2
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
	if [ "$(id -u)" = 0 ] && is_debian; then
		printf '==> installing%s (a minute or two)\n    %s\n' "$lacking" "$install"
		export DEBIAN_FRONTEND=noninteractive
		mkdir -p build
		case $lacking in
		*postfix*) echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections ;; # so that none starts
		esac
		sh -c "$install" </dev/null >build/install.log 2>&1 || {
			cat build/install.log >&2
			exit 1
		}
	else
		fail "$(echo "$lacking" | sed 's/^ //; s/ /, /g'). As root: $install"
	fi
fi
exit "$failed"
