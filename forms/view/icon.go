package view

// The elements of a drawing are made by Icon only.
var (
	svgElement  = &element{name: "svg", content: listed, children: []string{"path"}}
	pathElement = &element{name: "path", bound: true, content: empty}
)

// Icon returns a drawing of lines, a path in the notation of SVG on a square of 24 by 24.
// It takes the color of the text around it, which keeps it visible where a person has
// forced colors, and is hidden from screen readers: the text beside it says the same.
//
// It panics if the path holds anything but commands and numbers.
func Icon(path string) Node {
	for _, r := range path {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '.' && r != '-' && r != ' ' {
			panic("view: an icon's path holds " + string(r))
		}
	}
	return build(svgElement, iconAttributes, []Node{build(pathElement, Attrs{{name: "d", value: path}}, nil)})
}

var iconAttributes = Attrs{
	{name: "class", value: "hyte-icon"},
	{name: "viewBox", value: "0 0 24 24"},
	{name: "width", value: "24"},
	{name: "height", value: "24"},
	{name: "fill", value: "none"},
	{name: "stroke", value: "currentColor"},
	{name: "stroke-width", value: "2"},
	{name: "aria-hidden", value: "true"},
}
