package view

import (
	"iter"
	"strings"
)

// Node is an element, a text, a group of nodes, or nothing. The zero value is
// nothing. A Node is immutable once built and may stand in several trees.
type Node struct {
	element *element
	text    string
	attrs   []Attribute
	nodes   []Node // an element's slots or a group's members
	traits  trait
}

// El returns an element. It takes over the slices that it is given: the
// caller must not change them afterwards. Absent attributes are left out,
// groups are opened, nothing and empty texts leave no trace in the page,
// adjacent texts become one.
//
// It panics if the element is unknown, if an attribute is given twice, if an
// attribute is missing without which the element is refused (alt of img, src
// of script, href of link, content of meta), or if HTML does not let a child
// stand there.
func El(name string, attrs Attrs, children ...Node) Node {
	e := elements[name]
	if e == nil {
		panic("view: <" + name + "> is not an element that a page may hold")
	}
	checkAttributes(e, attrs)
	return build(e, attrs, children)
}

// Text returns a text. Whatever s holds, it stays text.
func Text(s string) Node {
	return Node{text: clean(s)}
}

// Group returns nodes that stand side by side, without an element around them.
func Group(nodes ...Node) Node {
	return Node{nodes: nodes}
}

// If returns node if condition holds, else nothing.
func If(condition bool, node Node) Node {
	if !condition {
		return Node{}
	}
	return node
}

// Each returns the group of what each makes of the items, in their order.
func Each[T any](items []T, each func(T) Node) Node {
	nodes := make([]Node, len(items))
	for i, item := range items {
		nodes[i] = each(item)
	}
	return Node{nodes: nodes}
}

// Tag returns the element's name, or "" if n is no element.
func (n Node) Tag() string {
	if n.element == nil {
		return ""
	}
	return n.element.name
}

// IsVoid reports whether n is an element without content and end tag.
func (n Node) IsVoid() bool { return n.element != nil && n.element.void }

// Content returns the text of a text, or "" if n is none.
func (n Node) Content() string { return n.text }

// IsNothing reports whether n leaves no trace in a page.
func (n Node) IsNothing() bool {
	if n.element != nil || n.text != "" {
		return false
	}
	for _, member := range n.nodes {
		if !member.IsNothing() {
			return false
		}
	}
	return true
}

// Attributes yields the attributes of an element in the order in which they
// are written.
func (n Node) Attributes() iter.Seq[Attribute] {
	return func(yield func(Attribute) bool) {
		for _, attribute := range n.attrs {
			if attribute.name != "" && !yield(attribute) {
				return
			}
		}
	}
}

// Attribute returns the element's attribute of that name, and whether it has
// one.
func (n Node) Attribute(name string) (Attribute, bool) {
	for attribute := range n.Attributes() {
		if attribute.name == name {
			return attribute, true
		}
	}
	return Attribute{}, false
}

// Children yields what stands in an element: elements and non-empty texts
// alone, no two texts in a row.
func (n Node) Children() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for _, slot := range n.Slots() {
			if !slot.IsNothing() && !yield(slot) {
				return
			}
		}
	}
}

// Slots returns the children of an element together with the places that are
// now empty, as [If] leaves them. A widget that shows one tree after another
// compares them slot by slot, so that what appears in an empty slot does not
// push an input out of its place. The slice must not be changed.
func (n Node) Slots() []Node {
	if n.element == nil {
		return nil
	}
	return n.nodes
}

func checkAttributes(e *element, attrs []Attribute) {
	needed := e.needs == ""
	for i, attribute := range attrs {
		if attribute.name == "" {
			continue
		}
		needed = needed || attribute.name == e.needs
		for _, earlier := range attrs[:i] {
			if earlier.name == attribute.name {
				panic("view: <" + e.name + "> has the attribute " + attribute.name + " twice")
			}
		}
	}
	if !needed {
		panic("view: <" + e.name + "> needs the attribute " + e.needs)
	}
}

// build makes the element after its name and attributes were accepted.
func build(e *element, attrs []Attribute, children []Node) Node {
	if !isNormal(children) {
		children = normalize(make([]Node, 0, count(children)), children)
	}
	var below trait
	for i := range children {
		below |= children[i].traits
		checkChild(e, &children[i])
	}
	if clash := e.forbids & below; clash != 0 {
		panic("view: <" + e.name + "> must not have " + clash.String() + " in it")
	}
	return Node{element: e, attrs: attrs, nodes: children, traits: e.traits(below)}
}

func checkChild(e *element, child *Node) {
	switch {
	case child.text != "" && (e.content == listed || e.content == empty):
		panic("view: <" + e.name + "> takes no text")
	case child.element != nil && !e.takes(child.element):
		panic("view: <" + child.element.name + "> must not stand in <" + e.name + ">")
	}
}

// isNormal reports whether the nodes can be an element's slots as they are.
func isNormal(nodes []Node) bool {
	text := false
	for i := range nodes {
		switch {
		case nodes[i].element != nil:
			text = false
		case nodes[i].nodes != nil || nodes[i].text != "" && text:
			return false
		case nodes[i].text != "":
			text = true
		}
	}
	return true
}

// normalize appends the nodes to out with groups opened and texts merged, also
// those with only empty slots between them.
func normalize(out, nodes []Node) []Node {
	for _, node := range nodes {
		if node.nodes != nil && node.element == nil {
			out = normalize(out, node.nodes)
			continue
		}
		if node.text != "" {
			if last := lastText(out); last >= 0 {
				out[last].text += node.text
				continue
			}
		}
		out = append(out, node)
	}
	return out
}

// lastText returns the index of the text that ends what can be seen of the
// slots, or -1 if there is none.
func lastText(slots []Node) int {
	for i := len(slots) - 1; i >= 0 && slots[i].element == nil; i-- {
		if slots[i].text != "" {
			return i
		}
	}
	return -1
}

// count returns how many slots normalize yields at most.
func count(nodes []Node) int {
	n := 0
	for i := range nodes {
		if nodes[i].element == nil && nodes[i].nodes != nil {
			n += count(nodes[i].nodes)
		} else {
			n++
		}
	}
	return n
}

// String names the first of the traits for a message.
func (t trait) String() string {
	names := [...]string{"a block", "a heading", "an <a>", "a <button>", "a form control", "a <label>", "a <form>", "a <dt> or <dd> without its <dl>"}
	for i, name := range names {
		if t&(1<<i) != 0 {
			return name
		}
	}
	return "nothing"
}

// clean returns s as HTML can carry it: invalid UTF-8 and NUL become U+FFFD.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}
