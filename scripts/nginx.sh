#!/bin/sh
# Prints the path of the nginx that the tests use, the unpacked one first: it has the brotli
# module. Exits with 1 where there is none.
set -eu

for candidate in "$PWD/build/nginx/usr/sbin/nginx" nginx /usr/sbin/nginx; do
	command -v "$candidate" && exit
done
exit 1
