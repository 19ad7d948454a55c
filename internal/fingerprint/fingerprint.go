// Package fingerprint derives from the content of a file what browsers know it
// by: a name that changes with it, and the value that proves it.
package fingerprint

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"path"
	"strings"
)

// Name is the name under which a file may be kept forever, as another content
// has another one: widget.wasm becomes widget-2f9a61c04be1.wasm.
func Name(name string, content []byte) string {
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	return strings.TrimSuffix(name, extension) + "-" + hex.EncodeToString(sum[:6]) + extension
}

// Integrity is the value of HTML's integrity attribute for a file (W3C
// Subresource Integrity), with SHA-384.
func Integrity(content []byte) string {
	sum := sha512.Sum384(content)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
