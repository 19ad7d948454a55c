#!/bin/sh
# Prints the folder of the PostgreSQL programs that the tests use, the newest one first. Debian keeps
# those of the server off the path. Exits with 1 where there is none.
set -eu

for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t / -k 5 -rn) "$(dirname "$(command -v initdb || echo .)")"; do
	if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && [ -x "$folder/psql" ]; then
		echo "$folder"
		exit
	fi
done
exit 1
