package app

// HTMLElem is an element with any name.
type HTMLElem interface {
	HTML

	Attr(name string, value any) HTMLElem
	Body(elems ...UI) HTMLElem
	DataSet(key string, value any) HTMLElem
	Style(key, value string, _ ...any) HTMLElem
	Text(v any) HTMLElem
}

// Elem returns an element with content.
func Elem(tag string) HTMLElem { return &htmlElem{htmlElement{tag: tag}} }

// ElemSelfClosing returns an element without content.
func ElemSelfClosing(tag string) HTMLElem {
	return &htmlElem{htmlElement{tag: tag, isSelfClosing: true}}
}

// Div, H1, P and Code are what go-app shows for a component that does not say
// what to show.
func Div() HTMLElem { return Elem("div") }

func H1() HTMLElem { return Elem("h1") }

func P() HTMLElem { return Elem("p") }

func Code() HTMLElem { return Elem("code") }

type htmlElem struct{ htmlElement }

// Nothing is of this type, which go-app has for elements without content.
type htmlElemSelfClosing struct{ htmlElem }

func (e *htmlElem) Attr(name string, value any) HTMLElem {
	e.setAttr(name, value)
	return e
}

func (e *htmlElem) Body(elems ...UI) HTMLElem {
	e.children = FilterUIElems(elems...)
	return e
}

func (e *htmlElem) DataSet(key string, value any) HTMLElem { return e.Attr("data-"+key, value) }

func (e *htmlElem) Style(key, value string, _ ...any) HTMLElem {
	return e.Attr("style", key+":"+value)
}

func (e *htmlElem) Text(v any) HTMLElem { return e.Body(Text(v)) }

func (e *htmlElem) setDepth(v uint) UI {
	e.treeDepth = v
	return e
}

func (e *htmlElem) setJSElement(v Value) HTML {
	e.jsElement = v
	return e
}

func (e *htmlElem) setAttrs(v attributes) HTML {
	e.attributes = v
	return e
}

func (e *htmlElem) setEvents(v eventHandlers) HTML {
	e.eventHandlers = v
	return e
}

func (e *htmlElem) setParent(v UI) UI {
	e.parentElement = v
	return e
}

func (e *htmlElem) setBody(v []UI) HTML {
	e.children = v
	return e
}
