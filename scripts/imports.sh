#!/usr/bin/env bash
# Checks that imports point downwards (cmd -> wasm -> forms/intake -> forms, schema -> hyte), that the
# browser's program takes nothing of the server's, and that the rules stay pure: hyte, forms and schema
# touch no file, network, clock or chance, and hyte takes from others only what is named here; its
# guests exist to join it with a library.
set -euo pipefail

failed=0

go list -f '{{if ne .Name "main"}}{{.ImportPath}}{{range .Imports}} {{.}}{{end}}{{end}}' ./... |
	awk -v module="$(go list -m)" '
	# room(P): the top-level folder of one of our packages; forms/intake is a room of its own, and so
	# is schema/internal/parity, which runs every engine to compare them. Some of internal is for tests.
	function room(p) {
		sub("^" module "/?", "", p)
		if (p ~ /^forms\/intake(\/|$)/) return "intake"
		if (p ~ /^schema\/internal\/parity(\/|$)/) return "parity"
		if (p ~ /^internal\/(htmlcheck|testkind|firstkind|pgserver|testservice)(\/|$)/) return "tests"
		sub("/.*", "", p)
		return p
	}
	function bad(why) { print $1 " imports " $i ": " why; failed = 1 }
	BEGIN {
		height["hyte"] = 1
		height["schema"] = height["forms"] = 2
		height["intake"] = 3
		height["wasm"] = 4
		height["examples"] = height["cmd"] = height["parity"] = height["tests"] = 5
		effects = "^(net|net/http.*|os|os/.*|log|log/slog|math/rand.*|crypto/rand|syscall.*|database/.*)$"
		allowed = "^golang.org/x/text/unicode/norm$"
	}
	{
		from = room($1)
		pure = from ~ /^(hyte|forms|schema)$/
		guest = $1 ~ /\/hyte\/(validation|area\/collation|decision)$/
		for (i = 2; i <= NF; i++) {
			ours = index($i, module "/") == 1
			foreign = !ours && $i ~ /^[^\/]*\./
			if (ours && height[room($i)] > height[from]) bad("imports point downwards")
			if (pure && $i ~ effects) bad("this package is pure")
			if (from == "hyte" && foreign && !guest && $i !~ allowed) bad("hyte keeps to the standard library")
		}
	}
	END { exit failed }
' >&2 || failed=1

pure=$(git ls-files --cached --others --exclude-standard -- 'hyte/*.go' 'forms/*.go' 'schema/*.go' |
	grep -v -e '_test\.go$' -e '^forms/intake/' -e '^schema/internal/parity/')
# shellcheck disable=SC2086 # paths without spaces, split on purpose
if grep -nE '\btime\.(Now|Since|Until|Tick|After|Sleep)\(' $pure >&2; then
	echo 'time is an argument here: only cmd, the browser entry point and the intake have a clock' >&2
	failed=1
fi

# The service, the files that it serves, and lists for spreadsheets are the server's.
browser=$(GOOS=js GOARCH=wasm go list -deps ./wasm/main)
if grep -xE "$(go list -m)/(wasm|wasm/bundle|forms/intake(/.*)?|forms/export(/.*)?)" <<<"$browser" >&2; then
	echo "the browser's program must not import these" >&2
	failed=1
fi
exit "$failed"
