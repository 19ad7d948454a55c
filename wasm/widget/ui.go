package widget

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/hytekit/hytekit/forms/view"
)

// toUI turns a node into what go-app shows. An empty slot becomes an empty
// text, so that go-app, which compares children by position, leaves its
// neighbors alone when something appears in it.
func toUI(n view.Node) app.UI {
	switch {
	case n.Tag() == "":
		return app.Text(n.Content())
	case n.IsVoid():
		element := app.ElemSelfClosing(tag(n))
		for a := range n.Attributes() {
			if value, shown := attribute(n, a); shown {
				element = element.Attr(a.Name(), value)
			}
		}
		return element
	default:
		element := app.Elem(tag(n))
		for a := range n.Attributes() {
			if value, shown := attribute(n, a); shown {
				element = element.Attr(a.Name(), value)
			}
		}
		return element.Body(children(n)...)
	}
}

func children(n view.Node) []app.UI {
	if n.Tag() == "textarea" {
		return nil // the text in it belongs to the person
	}
	slots := n.Slots()
	uis := make([]app.UI, len(slots))
	for i, slot := range slots {
		uis[i] = toUI(slot)
	}
	return uis
}

// attribute returns the value with which go-app shows an attribute, and
// whether it shows it at all.
func attribute(n view.Node, a view.Attribute) (value string, shown bool) {
	switch a.Name() {
	case "checked", "selected", "open", "autofocus":
		return "", false
	case "value":
		return a.Value(), hasFixedValue(n)
	}
	if a.IsFlag() {
		return "true", true
	}
	return a.Value(), true
}

// hasFixedValue reports whether the element's value attribute says what the
// element stands for, instead of what is typed into it at first.
func hasFixedValue(n view.Node) bool {
	if n.Tag() != "input" {
		return true
	}
	kind, _ := n.Attribute("type")
	switch kind.Value() {
	case "radio", "checkbox", "hidden", "submit", "button", "reset", "image":
		return true
	default:
		return false
	}
}

// tag returns the name with which go-app asks for the element. Go-app loses
// empty attributes; the two of which the absence means something else follow
// the name after a space, and the loader's createElement sets them.
func tag(n view.Node) string {
	var b strings.Builder
	b.WriteString(n.Tag())
	for a := range n.Attributes() {
		if a.Value() != "" || a.IsFlag() {
			continue
		}
		if a.Name() == "alt" || a.Name() == "value" && hasFixedValue(n) {
			b.WriteString(" " + a.Name())
		}
	}
	return b.String()
}
