//go:build !js

package hyte

import "golang.org/x/text/unicode/norm"

// decompose is Unicode Normalization Form KD (UAX #15) of a text: letters and
// accents apart, and forms for compatibility as what they stand for.
func decompose(text string) string { return norm.NFKD.String(text) }

// compose is Unicode Normalization Form C (UAX #15) of a text.
func compose(text string) string { return norm.NFC.String(text) }
