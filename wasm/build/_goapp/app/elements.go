package app

import "strings"

// IsClient and IsServer are what they are in the browser.
const (
	IsClient = true
	IsServer = false
)

var window = newBrowserWindow()

// Window returns the page's window.
func Window() BrowserWindow { return window }

// HTMLElem is an element with any name: a part of go-app's.
type HTMLElem interface {
	HTML
	Attr(name string, value any) HTMLElem
	Body(children ...UI) HTMLElem
}

// Elem returns an element.
func Elem(tag string) HTMLElem { return &htmlElem{htmlElement{tag: tag}} }

// ElemSelfClosing returns an element without content.
func ElemSelfClosing(tag string) HTMLElem {
	return &htmlElem{htmlElement{tag: tag, isSelfClosing: true}}
}

type htmlElem struct{ htmlElement }

func (e *htmlElem) Attr(name string, value any) HTMLElem {
	e.setAttr(name, value)
	return e
}

func (e *htmlElem) Body(children ...UI) HTMLElem {
	e.children = children
	return e
}

func (e *htmlElem) setDepth(depth uint) UI {
	e.treeDepth = depth
	return e
}

func (e *htmlElem) setJSElement(element Value) HTML {
	e.jsElement = element
	return e
}

func (e *htmlElem) setAttrs(attrs attributes) HTML {
	e.attributes = attrs
	return e
}

func (e *htmlElem) setEvents(handlers eventHandlers) HTML {
	e.eventHandlers = handlers
	return e
}

func (e *htmlElem) setParent(parent UI) UI {
	e.parentElement = parent
	return e
}

func (e *htmlElem) setBody(children []UI) HTML {
	e.children = children
	return e
}

// FilterUIElems returns the elements as they are: conditions and ranges are not
// in the copy.
func FilterUIElems(elements ...UI) []UI { return elements }

// Text returns a text.
func Text(value any) UI { return &text{value: toString(value)} }

type text struct {
	jsvalue       Value
	parentElement UI
	value         string
}

func (t *text) JSValue() Value { return t.jsvalue }

func (t *text) Mounted() bool { return t.jsvalue != nil }

func (t *text) parent() UI { return t.parentElement }

func (t *text) setParent(parent UI) UI {
	t.parentElement = parent
	return t
}

func toString(value any) string {
	text, ok := value.(string)
	if !ok {
		panic("the trimmed copy of go-app shows texts only")
	}
	return text
}

func toPath(parts ...any) string {
	var path strings.Builder
	for _, part := range parts {
		path.WriteString("/" + toString(part))
	}
	return path.String()
}

func previewText(text string) string { return text }
