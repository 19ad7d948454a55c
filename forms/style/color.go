package style

import (
	"encoding/hex"
	"errors"
	"math"
)

// Color is an opaque color of sRGB: red, green and blue. The zero value is black.
type Color [3]byte

// ErrColor says how a color is written.
var ErrColor = errors.New("write a color as # and six hexadecimal digits, such as #1b4f7a")

// ParseColor reads a color as style sheets write it, with three digits or six: #fff or
// #1b4f7a. The error is ErrColor.
func ParseColor(text string) (Color, error) {
	digits := []byte(text)
	if len(digits) == 4 {
		digits = []byte{digits[0], digits[1], digits[1], digits[2], digits[2], digits[3], digits[3]}
	}
	if len(digits) != 7 || digits[0] != '#' {
		return Color{}, ErrColor
	}
	var c Color
	if _, err := hex.Decode(c[:], digits[1:]); err != nil {
		return Color{}, ErrColor
	}
	return c, nil
}

// String is the color with six digits.
func (c Color) String() string { return "#" + hex.EncodeToString(c[:]) }

// Contrast is the ratio of two colors of WCAG 2.2, from 1 to 21, whichever is in front.
func Contrast(a, b Color) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func (c Color) luminance() float64 {
	linear := func(channel byte) float64 {
		v := float64(channel) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// towards is the color mixed with another one: step 0 leaves it, step 255 is the other.
func (c Color) towards(other Color, step int) Color {
	var mixed Color
	for i := range c {
		mixed[i] = byte((int(c[i])*(255-step) + int(other[i])*step + 127) / 255)
	}
	return mixed
}
