//go:build !js

package hyte

import "golang.org/x/text/unicode/norm"

// compose is Unicode Normalization Form C (UAX #15) of a text.
func compose(text string) string { return norm.NFC.String(text) }
