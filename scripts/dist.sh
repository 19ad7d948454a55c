#!/bin/sh
# Builds the release into dist/: one static program for each system, the licenses of everything
# inside it, and checksums. The version is git's description of the commit, or VERSION.
set -eu

targets='linux/amd64 linux/arm64 darwin/arm64 windows/amd64'
version=${VERSION:-$(git describe --tags --always --dirty)}
rm -rf dist
mkdir -p dist build

for target in $targets; do
	os=${target%/*}
	arch=${target#*/}
	name=hyte-$version-$os-$arch
	[ "$os" != windows ] || name=$name.exe
	printf '==> %s\n' "dist/$name"
	CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -trimpath \
		-ldflags "-s -w -X main.version=$version" -o "dist/$name" ./cmd/hyte
done

printf '==> %s\n' dist/THIRD-PARTY-LICENSES.txt
for target in $targets; do
	set -- "$@" "$target" ./cmd/hyte
done
{
	printf 'hyte %s contains these modules, and the Go standard library as NOTICE says.\n' "$version"
	sh scripts/licenses.sh "$@" js/wasm ./wasm/main
} >dist/THIRD-PARTY-LICENSES.txt
cp LICENSE NOTICE dist/

printf '==> %s\n' dist/SHA256SUMS
cd dist
if command -v sha256sum >/dev/null; then
	sha256sum -- * >../build/SHA256SUMS
else
	shasum -a 256 -- * >../build/SHA256SUMS
fi
mv ../build/SHA256SUMS .
