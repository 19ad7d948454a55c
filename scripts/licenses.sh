#!/bin/sh
# Prints the licenses of the modules of others that programs are built from:
#   scripts/licenses.sh linux/amd64 ./cmd/hyte js/wasm ./wasm/main
# Exits with 1 where a module has none: look at it before you publish.
set -eu

modules() {
	while [ "$#" -gt 0 ]; do
		GOOS=${1%/*} GOARCH=${1#*/} go list -deps \
			-f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' "$2"
		shift 2
	done
}

list=$(modules "$@")
printf '%s\n' "$list" | sort -u | while read -r path number folder; do
	printf '\n\n==== %s %s\n' "$path" "$number"
	found=no
	for file in "$folder"/LICEN[CS]E* "$folder"/COPYING* "$folder"/NOTICE*; do
		[ -f "$file" ] || continue
		printf '\n'
		cat "$file"
		found=yes
	done
	if [ "$found" = no ]; then
		echo "no license file in $path $number: look at it before you publish" >&2
		exit 1
	fi
done
