// Package style holds the styles of the pages and the widget as one CSS file.
//
// They need no font, image or further file, work inside a shadow root, and take
// the theme of the page around them from custom properties: --hyte-accent,
// --hyte-on-accent, --hyte-font, --hyte-text, --hyte-muted, --hyte-surface,
// --hyte-tint, --hyte-line, --hyte-control, --hyte-error, --hyte-advice,
// --hyte-radius and --hyte-measure. Whoever sets colors so answers for their
// contrast; the built-in ones, light, dark and on paper, have that of WCAG 2.2 AA,
// and [Palette.Weak] tells whether others have it.
package style

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
)

//go:embed hyte.css
var css string

// CSS returns the styles, in UTF-8.
func CSS() string { return css }

// Hash is what a Content-Security-Policy says in style-src to let in a style
// element with just these styles, or with more that a brand adds to them.
func Hash(styles string) string {
	sum := sha256.Sum256([]byte(styles))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
