#!/bin/sh
# Builds the program with the trimmed widget in it, which `make` keeps beside the usual one:
#   scripts/trimmed-program.sh build/trimmed build/hyte-trimmed
# Go takes the files of that folder in place of those in wasm/assets.
set -eu

folder=$PWD/$1
assets=$PWD/wasm/assets
overlay=build/trimmed-overlay.json
{
	printf '{"Replace": {'
	separator=''
	for file in "$assets"/*; do
		printf '%s"%s": ""' "$separator" "$file"
		separator=', '
	done
	for file in "$folder"/*; do
		printf '%s"%s": "%s"' "$separator" "$assets/$(basename "$file")" "$file"
		separator=', '
	done
	printf '}}\n'
} >"$overlay"
exec go build -overlay "$overlay" -o "$2" ./cmd/hyte
