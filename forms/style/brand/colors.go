package brand

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/forms/style"
)

// given are the colors as they are written, by token and by the name of the member.
func (c *Colors) given() []givenColor {
	if c == nil {
		return nil
	}
	all := []givenColor{
		{style.Accent, "accent", c.Accent},
		{style.OnAccent, "onAccent", c.OnAccent},
		{style.Text, "text", c.Text},
		{style.Muted, "muted", c.Muted},
		{style.Surface, "surface", c.Surface},
		{style.Tint, "tint", c.Tint},
		{style.Line, "line", c.Line},
		{style.Control, "control", c.Control},
		{style.Error, "error", c.Error},
		{style.Advice, "advice", c.Advice},
	}
	return slices.DeleteFunc(all, func(g givenColor) bool { return g.text == "" })
}

// givenColor is a member with a color.
type givenColor struct {
	token  style.Token
	member string
	text   string
}

// palette are the colors of the scheme that are given. The error tells what is not a color,
// and else every pair of colors that are too alike.
func (c *Colors) palette(scheme style.Scheme) (style.Palette, error) {
	own := style.Palette{}
	var wrong []error
	for _, g := range c.given() {
		color, err := style.ParseColor(g.text)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("/%s/%s: %w", scheme, g.member, err))
			continue
		}
		own[g.token] = color
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	all := own.Over(style.Builtin(scheme))
	for _, weak := range all.Weak() {
		wrong = append(wrong, c.blame(scheme, all, weak))
	}
	return own, errors.Join(wrong...)
}

// blame says which color lacks contrast, and which would have it. Of two that are given, it
// is the one in front.
func (c *Colors) blame(scheme style.Scheme, all style.Palette, weak style.Weak) error {
	given := c.given()
	i := slices.IndexFunc(given, func(g givenColor) bool { return g.token == weak.Front })
	if i < 0 {
		i = slices.IndexFunc(given, func(g givenColor) bool { return g.token == weak.Back })
	}
	g := given[i] // the built-in colors have the contrast that they need
	remedy := "no color would do as long as the others stay"
	if nearest, ok := all.Nearest(g.token); ok {
		remedy = "the nearest that would do is " + nearest.String()
	}
	return fmt.Errorf("/%s/%s: the contrast of %s (%s) on %s (%s) is %.2f, and must be at least %.1f; %s", scheme, g.member,
		weak.Front, all[weak.Front], weak.Back, all[weak.Back], floor(weak.Ratio), weak.Least, remedy)
}

// floor cuts a ratio to two digits: 4.499 must not read as the 4.50 that it lacks.
func floor(ratio float64) float64 { return float64(int(ratio*100)) / 100 }
