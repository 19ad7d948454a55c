#!/bin/sh
# Unpacks Debian's nginx, with its brotli module, into a folder, and installs neither:
#   scripts/unpack-nginx.sh build/nginx
# The installed package is a web server on port 80, at once and after every boot, and the tests
# need the program alone. The libraries that it asks for are installed.
set -eu

folder=$1
rm -rf "$folder" "$folder.new"
mkdir -p "$folder.new/packages"
(cd "$folder.new/packages" && apt-get download nginx libnginx-mod-http-brotli-static)
libraries=$(dpkg-deb -f "$folder.new"/packages/nginx_*.deb Depends | tr ',' '\n' | grep -v -e nginx -e iproute2 | paste -sd ,)
apt-get satisfy -y --no-install-recommends "$libraries"
for package in "$folder.new"/packages/*.deb; do
	dpkg-deb -x "$package" "$folder.new"
done
"$folder.new/usr/sbin/nginx" -v
rm -r "$folder.new/packages"
mv "$folder.new" "$folder"
