#!/bin/sh
# Builds the program with another widget in it than the usual one, to compare the two:
#   scripts/program-with.sh build/stock build/hyte-stock
# Go takes the files of that folder in place of those in wasm/assets.
set -eu

folder=$PWD/$1
assets=$PWD/wasm/assets
overlay=$2-overlay.json
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
