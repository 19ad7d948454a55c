package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"math"
	"path"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// MaxPicture is how long the file of a picture may be, in bytes: every page waits for it.
const MaxPicture = 64 << 10

// Picture is the file of a logo. The zero value is none.
type Picture struct {
	Name          string // as the file says it, with .svg or .png at its end
	Content       []byte
	width, height int // in pixels, so that nothing moves when it comes
}

func (p *Picture) node(class, alt string, address func(*Picture) string) view.Node {
	return view.El("img", view.Attrs{
		view.Attr("class", class), view.Attr("src", address(p)), view.Attr("alt", alt),
		view.Attr("width", strconv.Itoa(p.width)), view.Attr("height", strconv.Itoa(p.height)), view.Attr("loading", "lazy"),
	})
}

// readPicture reads the picture of a member. The error names the member.
func readPicture(member, name string, open func(string) ([]byte, error)) (*Picture, error) {
	p := &Picture{Name: name}
	err := p.read(open)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", member, err)
	}
	return p, nil
}

func (p *Picture) read(open func(string) ([]byte, error)) (err error) {
	if strings.ContainsAny(p.Name, `/\`) {
		return errors.New("give the name of a file in the same folder, without a path")
	}
	kind := path.Ext(p.Name)
	if kind != ".svg" && kind != ".png" {
		return errors.New("give an SVG or PNG file, with .svg or .png at the end of its name")
	}
	if p.Content, err = open(p.Name); err != nil {
		return err
	}
	if len(p.Content) > MaxPicture {
		return fmt.Errorf("%s is longer than %d KiB; make it smaller", p.Name, MaxPicture>>10)
	}
	size := pngSize
	if kind == ".svg" {
		size = svgSize
	}
	width, height, err := size(p.Content)
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	if width < 1 || height < 1 || width > longest || height > longest {
		return fmt.Errorf("%s: a picture has 1 to %d pixels each way", p.Name, longest)
	}
	p.width, p.height = int(math.Round(width)), int(math.Round(height))
	return nil
}

// longest is how wide or high a picture may say that it is.
const longest = 10_000

func pngSize(content []byte) (width, height float64, err error) {
	config, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return 0, 0, errors.New("this is no PNG picture")
	}
	return float64(config.Width), float64(config.Height), nil
}

// svgSize is what the root element says: its viewBox, as that has no unit.
func svgSize(content []byte) (width, height float64, err error) {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, errors.New("this is no SVG picture")
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" || root.Name.Space != "http://www.w3.org/2000/svg" {
			return 0, 0, errors.New(`this is no SVG picture: its first element is <svg xmlns="http://www.w3.org/2000/svg">`)
		}
		for _, a := range root.Attr {
			if a.Name.Local == "viewBox" {
				return viewBox(a.Value)
			}
		}
		return 0, 0, errors.New(`say how large it is, with viewBox="0 0 WIDTH HEIGHT" in the <svg> element`)
	}
}

func viewBox(text string) (width, height float64, err error) {
	numbers := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
	if len(numbers) == 4 {
		width, err = strconv.ParseFloat(numbers[2], 64)
		if err == nil {
			height, err = strconv.ParseFloat(numbers[3], 64)
		}
		if err == nil && !math.IsNaN(width) && !math.IsNaN(height) {
			return width, height, nil
		}
	}
	return 0, 0, errors.New("a viewBox has four numbers")
}
