//go:build !js

package hyte

import "crypto/sha256"

// digestOf is half of the SHA-256 of a text. Whoever sends documents cannot write two
// that are taken for one.
func digestOf(text string) (d digest) {
	if text != "" {
		sum := sha256.Sum256([]byte(text))
		copy(d[:], sum[:])
	}
	return d
}
