package style

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Token is what a color is for. Its name is that of the custom property without its
// prefix: --hyte-on-accent is for OnAccent.
type Token string

// The tokens that are colors.
const (
	Accent   Token = "accent"    // links, buttons, the focus
	OnAccent Token = "on-accent" // text on a button
	Text     Token = "text"
	Muted    Token = "muted"   // hints
	Surface  Token = "surface" // behind everything
	Tint     Token = "tint"    // behind what stands out
	Line     Token = "line"    // between parts: an ornament, without which nothing is missed
	Control  Token = "control" // the border of what is filled in
	Error    Token = "error"
	Advice   Token = "advice"
)

// Tokens are all of them, in the order of the style sheet.
func Tokens() []Token {
	return []Token{Accent, OnAccent, Text, Muted, Surface, Tint, Line, Control, Error, Advice}
}

// Scheme is for what a palette is made. The zero value is light.
type Scheme int

// The schemes.
const (
	Light Scheme = iota
	Dark
	Paper // what is printed, whatever the screen has
)

// String is the name of the scheme, such as "dark".
func (s Scheme) String() string {
	return [...]string{"light", "dark", "paper"}[s]
}

// Palette has the color of each token.
type Palette map[Token]Color

// beginnings are what stands in the style sheet before the colors of a scheme.
var beginnings = [...]string{Light: "", Dark: "@media (prefers-color-scheme: dark)", Paper: "@media print"}

// Builtin is the palette of the style sheet, which is the one place that has it.
func Builtin(scheme Scheme) Palette {
	_, rest, _ := strings.Cut(css, beginnings[scheme])
	rule, _, _ := strings.Cut(rest, "}")
	p := Palette{}
	for _, token := range Tokens() {
		_, value, _ := strings.Cut(rule, "--h-"+string(token)+": ")
		value, _, _ = strings.Cut(value, ";")
		value = strings.TrimSuffix(strings.TrimPrefix(value, "var(--hyte-"+string(token)+", "), ")")
		c, err := ParseColor(value)
		if err != nil {
			panic(fmt.Sprintf("style: %s of %s in the style sheet: %s", token, scheme, err))
		}
		p[token] = c
	}
	return p
}

// Over is the palette with the colors of another one, which need not have all, in the
// place of its own.
func (p Palette) Over(base Palette) Palette {
	all := maps.Clone(base)
	maps.Copy(all, p)
	return all
}

// Pair is a color that people see in front of another one.
type Pair struct {
	Front, Back Token
	// Least is the contrast that it needs: of WCAG 2.2, 1.4.3 for text and 1.4.11 for
	// borders and icons.
	Least float64
}

// What WCAG 2.2 AA asks.
const (
	textContrast    = 4.5
	controlContrast = 3
)

// Pairs are those that the pages have.
func Pairs() []Pair {
	return []Pair{
		{Text, Surface, textContrast},
		{Text, Tint, textContrast},
		{Muted, Surface, textContrast},
		{Muted, Tint, textContrast},
		{Accent, Surface, textContrast},
		{Accent, Tint, textContrast},
		{OnAccent, Accent, textContrast},
		{Surface, Text, textContrast}, // a button that is pointed at
		{Error, Surface, textContrast},
		{Error, Tint, textContrast},
		{Advice, Surface, textContrast},
		{Advice, Tint, textContrast},
		{Control, Surface, controlContrast},
		{Control, Tint, controlContrast},
	}
}

// has reports whether the token is one of the two.
func (p Pair) has(t Token) bool { return p.Front == t || p.Back == t }

// Weak is a pair whose colors are too alike.
type Weak struct {
	Pair
	Ratio float64 // that they have
}

// Weak are the pairs of the palette that lack contrast. The palette must have all tokens.
func (p Palette) Weak() []Weak {
	var found []Weak
	for _, pair := range Pairs() {
		if ratio := Contrast(p[pair.Front], p[pair.Back]); ratio < pair.Least {
			found = append(found, Weak{pair, ratio})
		}
	}
	return found
}

// Nearest is the color that differs least from that of a token and has the contrast that
// all of the token's pairs need: a darker or a lighter one. Not ok means that none has,
// as long as the other colors stay.
func (p Palette) Nearest(t Token) (c Color, ok bool) {
	for step := range 256 {
		for _, end := range []Color{{}, {255, 255, 255}} {
			tried := maps.Clone(p)
			tried[t] = p[t].towards(end, step)
			if !slices.ContainsFunc(tried.Weak(), func(w Weak) bool { return w.has(t) }) {
				return tried[t], true
			}
		}
	}
	return Color{}, false
}
