package hyte

import "hash/fnv"

// digestOf is the FNV-1a of a text. A browser makes no roster of what strangers sent, and
// package sha256 would bring 60 kB of cryptography into its widget.
func digestOf(text string) (d digest) {
	if text != "" {
		h := fnv.New128a()
		h.Write([]byte(text))
		h.Sum(d[:0])
	}
	return d
}
