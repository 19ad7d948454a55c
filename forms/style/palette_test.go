package style_test

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/style"
)

var schemes = []style.Scheme{style.Light, style.Dark, style.Paper}

// TestContrast holds the colors to WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11
// (controls and focus, 3:1), and the text that everybody reads to more.
func TestContrast(t *testing.T) {
	for _, scheme := range schemes {
		p := style.Builtin(scheme)
		for _, weak := range p.Weak() {
			t.Errorf("%s: %s on %s has a contrast of %.2f, needs %.1f", scheme, weak.Front, weak.Back, weak.Ratio, weak.Least)
		}
		for _, back := range []style.Token{style.Surface, style.Tint} {
			if got := style.Contrast(p[style.Text], p[back]); got < 7 {
				t.Errorf("%s: text on %s has a contrast of %.2f, needs 7", scheme, back, got)
			}
		}
	}
}

// TestPalettesAreWhole compares the palettes with the style sheet: no color is set that no
// palette has, and what is printed takes none from the screen.
func TestPalettesAreWhole(t *testing.T) {
	set := regexp.MustCompile(`--h-([a-z-]+): (?:var\(--hyte-([a-z-]+), )?#`).FindAllStringSubmatch(style.CSS(), -1)
	if want := len(schemes) * len(style.Tokens()); len(set) != want {
		t.Errorf("%d colors in the styles, %d in the palettes", len(set), want)
	}
	for _, match := range set {
		if match[2] != "" && match[2] != match[1] {
			t.Errorf("--h-%s takes its color from --hyte-%s", match[1], match[2])
		}
	}
	for _, match := range regexp.MustCompile(`#[0-9a-f]{3,6}\b`).FindAllStringIndex(style.CSS(), -1) {
		line := style.CSS()[strings.LastIndex(style.CSS()[:match[0]], "\n")+1 : match[1]]
		if !strings.Contains(line, "--h-") {
			t.Errorf("a color that is no token's: %s", line)
		}
	}
}

func TestContrastIsReckonedRight(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#777", "#fff", 4.48}, {"#ff0000", "#ffffff", 4}, {"#fff", "#777777", 4.48}} {
		if got := style.Contrast(color(t, test.a), color(t, test.b)); math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s on %s: %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

func TestParseColor(t *testing.T) {
	for text, want := range map[string]string{"#1b4f7a": "#1b4f7a", "#FFF": "#ffffff", "#1a2": "#11aa22"} {
		if got := color(t, text).String(); got != want {
			t.Errorf("%s is read as %s", text, got)
		}
	}
	for _, text := range []string{"", "#", "1b4f7a", "#1b4f7", "#1b4f7a00", "#ggg", "red", "#12", " #fff", "#fff;}"} {
		if c, err := style.ParseColor(text); err == nil {
			t.Errorf("%q is read as %s", text, c)
		}
	}
}

// TestNearest shows that what is proposed passes, that what passes stays, and that no
// color is proposed where none would do.
func TestNearest(t *testing.T) {
	for _, test := range []struct {
		scheme style.Scheme
		token  style.Token
		color  string
		want   string
	}{
		{style.Light, style.Accent, "#1b4f7a", "#1b4f7a"},
		{style.Light, style.Accent, "#ff8800", "#ab5b00"},
		{style.Dark, style.Accent, "#1b4f7a", "#6a8ca8"},
		{style.Light, style.OnAccent, "#888888", "#bcbcbc"},
		{style.Light, style.Surface, "#777777", "#d1d1d1"},
	} {
		p := style.Palette{test.token: color(t, test.color)}.Over(style.Builtin(test.scheme))
		c, ok := p.Nearest(test.token)
		if got := c.String(); !ok || got != test.want {
			t.Errorf("%s: %s of %s: %s, %t, want %s", test.scheme, test.color, test.token, got, ok, test.want)
		}
		if p[test.token] = c; len(p.Weak()) > 0 {
			t.Errorf("%s: what is proposed for %s lacks contrast: %+v", test.scheme, test.color, p.Weak())
		}
	}
	white := style.Palette{style.Text: color(t, "#fff")}.Over(style.Builtin(style.Light))
	if c, ok := white.Nearest(style.Surface); ok {
		t.Errorf("behind white text and the errors' red, %s is to do", c)
	}
}

func color(t *testing.T, text string) style.Color {
	t.Helper()
	c, err := style.ParseColor(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return c
}
