// Package brand makes the pages of a service those of its deployer: a name, a logo and
// colors, which come from one file and are held to the contrast of WCAG 2.2 AA.
package brand

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// File is what the deployer writes, as JSON. The zero value lacks the name.
type File struct {
	// Name of the deployer, which stands at the top of each page.
	Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Logo stands before the name; nil shows the name alone.
	Logo *LogoFile `json:"logo,omitempty" validate:"omitempty"`
	// Light and Dark are colors in the place of the built-in ones, by scheme.
	Light *Colors `json:"light,omitempty" validate:"omitempty"`
	Dark  *Colors `json:"dark,omitempty" validate:"omitempty"`
}

// LogoFile says which pictures the logo is. The zero value lacks the picture.
type LogoFile struct {
	// File is the name of an SVG or PNG file beside the brand's own.
	File string `json:"file" validate:"required,max=100,line"`
	// Dark is the same for the dark scheme. Without it, the logo stands on white there.
	Dark string `json:"dark,omitempty" validate:"omitempty,max=100,line"`
	// HoldsName says that the logo shows the name, which is then not written beside it.
	HoldsName bool `json:"holdsName,omitempty" validate:"omitempty"`
}

// Colors are those of one scheme, as #1b4f7a; an empty one is the built-in one. What each
// is for, [style.Token] says.
type Colors struct {
	Accent   string `json:"accent,omitempty" validate:"omitempty,max=100,line"`
	OnAccent string `json:"onAccent,omitempty" validate:"omitempty,max=100,line"`
	Text     string `json:"text,omitempty" validate:"omitempty,max=100,line"`
	Muted    string `json:"muted,omitempty" validate:"omitempty,max=100,line"`
	Surface  string `json:"surface,omitempty" validate:"omitempty,max=100,line"`
	Tint     string `json:"tint,omitempty" validate:"omitempty,max=100,line"`
	Line     string `json:"line,omitempty" validate:"omitempty,max=100,line"`
	Control  string `json:"control,omitempty" validate:"omitempty,max=100,line"`
	Error    string `json:"error,omitempty" validate:"omitempty,max=100,line"`
	Advice   string `json:"advice,omitempty" validate:"omitempty,max=100,line"`
}

var fileType = constraint.MustCompile[File]()

// Read reads a file. With violations it is of no use.
func Read(data []byte) (File, hyte.Violations) {
	var f File
	found := fileType.Read(data, &f)
	return f, found
}

// Brand is what pages show. Make it with [File.Make]; the zero value shows nothing.
type Brand struct {
	name hyte.Text
	css  string
	logo logo
}

// logo has the pictures of a logo.
type logo struct {
	light, dark *Picture
	holdsName   bool
}

// Make reads the pictures, each by its name, and checks the colors. The error names every
// member that does not do, and what would.
func (f *File) Make(open func(name string) ([]byte, error)) (*Brand, error) {
	b := &Brand{name: f.Name}
	css, err := f.css()
	b.css = css
	if l := f.Logo; l != nil {
		var wrong error
		b.logo, wrong = l.make(open)
		err = errors.Join(err, wrong)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (l *LogoFile) make(open func(name string) ([]byte, error)) (logo, error) {
	made := logo{holdsName: l.HoldsName}
	var err, dark error
	made.light, err = readPicture("/logo/file", l.File, open)
	if l.Dark != "" {
		made.dark, dark = readPicture("/logo/dark", l.Dark, open)
	}
	return made, errors.Join(err, dark)
}

//go:embed brand.css
var rules string

// css are the style sheets of the brand.
func (f *File) css() (string, error) {
	light, err := f.Light.css(style.Light)
	dark, darkErr := f.Dark.css(style.Dark)
	if dark != "" {
		dark = "@media (prefers-color-scheme: dark) {\n" + dark + "}\n"
	}
	return light + dark + rules, errors.Join(err, darkErr)
}

// css sets the custom properties that the styles of the pages ask for.
func (c *Colors) css(scheme style.Scheme) (string, error) {
	palette, err := c.palette(scheme)
	if len(palette) == 0 || err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(".hyte-page {\n")
	for _, t := range style.Tokens() {
		if color, ok := palette[t]; ok {
			fmt.Fprintf(&b, "  --hyte-%s: %s;\n", t, color)
		}
	}
	b.WriteString("}\n")
	return b.String(), nil
}

// CSS are the rules that follow those of package style; empty for the zero value.
func (b *Brand) CSS() string { return b.css }

// Pictures are those that the pages load.
func (b *Brand) Pictures() []*Picture {
	var all []*Picture
	for _, p := range []*Picture{b.logo.light, b.logo.dark} {
		if p != nil {
			all = append(all, p)
		}
	}
	return all
}

// Node is the logo and the name at the top of a page in the language; nothing for the zero
// value. The function gives the address of a picture; without it, the name stands alone, as
// in a file that has nothing around it.
func (b *Brand) Node(language string, address func(*Picture) string) view.Node {
	if len(b.name) == 0 {
		return view.Node{}
	}
	name, spoken := b.name.In(language), b.name.Language(language)
	if spoken == language {
		spoken = "" // that of the page
	}
	var children []view.Node
	alt := ""
	if address != nil && b.logo.holdsName {
		alt = name
	}
	if address != nil {
		children = b.logo.nodes(alt, address)
	}
	if alt == "" || len(children) == 0 {
		children = append(children, view.El("span", nil, view.Text(name)))
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-brand"), view.Maybe("lang", spoken)}, children...)
}

// nodes are the pictures, of which the styles show the one for the scheme. The browser
// does not load what it does not show.
func (l *logo) nodes(alt string, address func(*Picture) string) []view.Node {
	switch {
	case l.light == nil:
		return nil
	case l.dark == nil:
		return []view.Node{l.light.node("hyte-logo", alt, address)}
	default:
		return []view.Node{
			l.light.node("hyte-logo hyte-logo-light", alt, address),
			l.dark.node("hyte-logo hyte-logo-dark", alt, address),
		}
	}
}
