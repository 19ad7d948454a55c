package view

// trait says what a subtree contains, as far as HTML forbids it somewhere
// above. Each node carries the union of its descendants' traits, so that
// El decides with one mask whether the tree would survive a parser.
type trait uint8

const (
	hasBlock   trait = 1 << iota // closes an open <p>, as does a heading
	hasHeading                   // h1 to h6
	hasAnchor
	hasButton
	hasControl // input, select, textarea
	hasLabel
	hasForm
	hasTerm // dt or dd that has no dl above it yet
)

const hasInteractive = hasAnchor | hasButton | hasControl | hasLabel

// content says which direct children an element takes.
type content uint8

const (
	mixed    content = iota // text and elements that are not bound to a parent
	textOnly                // text alone
	listed                  // the elements named in element.children, no text
	empty                   // nothing
)

// element is one entry of the closed vocabulary.
type element struct {
	name     string
	void     bool     // written without an end tag
	content  content  // which direct children it takes
	children []string // for listed content
	bound    bool     // may only stand in a parent that lists it
	is       trait    // what it adds to its ancestors' traits
	forbids  trait    // what its descendants must not be
	newline  bool     // the parser drops a newline right after the start tag
	raw      bool     // its text is written as it is
	needs    string   // an attribute without which it is refused
}

// elements is the vocabulary. What is absent is absent on purpose: script
// with content, style, template, noscript, frames, objects, foreign content.
var elements = vocabulary([]element{
	// Page structure and blocks.
	{name: "address", is: hasBlock},
	{name: "article", is: hasBlock},
	{name: "aside", is: hasBlock},
	{name: "blockquote", is: hasBlock},
	{name: "details", is: hasBlock},
	{name: "div", is: hasBlock},
	{name: "fieldset", is: hasBlock},
	{name: "figcaption", is: hasBlock},
	{name: "figure", is: hasBlock},
	{name: "footer", is: hasBlock},
	{name: "form", is: hasBlock | hasForm, forbids: hasForm},
	{name: "header", is: hasBlock},
	{name: "hr", is: hasBlock, void: true, content: empty},
	{name: "main", is: hasBlock},
	{name: "nav", is: hasBlock},
	{name: "p", is: hasBlock, forbids: hasBlock | hasHeading},
	{name: "pre", is: hasBlock, forbids: hasBlock | hasHeading, newline: true},
	{name: "section", is: hasBlock},
	{name: "summary", is: hasBlock, forbids: hasBlock},

	// Headings are a trait of their own: a legend or a summary may hold one.
	{name: "h1", is: hasHeading, forbids: hasBlock | hasHeading},
	{name: "h2", is: hasHeading, forbids: hasBlock | hasHeading},
	{name: "h3", is: hasHeading, forbids: hasBlock | hasHeading},
	{name: "h4", is: hasHeading, forbids: hasBlock | hasHeading},
	{name: "h5", is: hasHeading, forbids: hasBlock | hasHeading},
	{name: "h6", is: hasHeading, forbids: hasBlock | hasHeading},

	// Lists.
	{name: "ul", is: hasBlock, content: listed, children: []string{"li"}},
	{name: "ol", is: hasBlock, content: listed, children: []string{"li"}},
	{name: "li", bound: true},
	{name: "dl", is: hasBlock, content: listed, children: []string{"dt", "dd", "div"}},
	{name: "dt", bound: true, is: hasTerm, forbids: hasTerm},
	{name: "dd", bound: true, is: hasTerm, forbids: hasTerm},

	// Tables.
	{name: "table", is: hasBlock, content: listed, children: []string{"caption", "colgroup", "thead", "tbody", "tfoot"}},
	{name: "caption", bound: true},
	{name: "colgroup", bound: true, content: listed, children: []string{"col"}},
	{name: "col", bound: true, void: true, content: empty},
	{name: "thead", bound: true, content: listed, children: []string{"tr"}},
	{name: "tbody", bound: true, content: listed, children: []string{"tr"}},
	{name: "tfoot", bound: true, content: listed, children: []string{"tr"}},
	{name: "tr", bound: true, content: listed, children: []string{"th", "td"}},
	{name: "th", bound: true},
	{name: "td", bound: true},

	// Forms.
	{name: "button", is: hasButton, forbids: hasBlock | hasHeading | hasInteractive},
	{name: "datalist", content: listed, children: []string{"option"}},
	{name: "input", is: hasControl, void: true, content: empty},
	{name: "label", is: hasLabel, forbids: hasBlock | hasHeading | hasLabel},
	{name: "legend", forbids: hasBlock},
	{name: "meter", forbids: hasBlock | hasHeading},
	{name: "optgroup", bound: true, content: listed, children: []string{"option"}},
	{name: "option", bound: true, content: textOnly},
	{name: "output", forbids: hasBlock | hasHeading},
	{name: "progress", forbids: hasBlock | hasHeading},
	{name: "select", is: hasControl, content: listed, children: []string{"option", "optgroup"}},
	{name: "textarea", is: hasControl, content: textOnly, newline: true},

	// Text.
	{name: "a", is: hasAnchor, forbids: hasInteractive},
	{name: "abbr", forbids: hasBlock | hasHeading},
	{name: "b", forbids: hasBlock | hasHeading},
	{name: "bdi", forbids: hasBlock | hasHeading},
	{name: "br", void: true, content: empty},
	{name: "cite", forbids: hasBlock | hasHeading},
	{name: "code", forbids: hasBlock | hasHeading},
	{name: "data", forbids: hasBlock | hasHeading},
	{name: "em", forbids: hasBlock | hasHeading},
	{name: "i", forbids: hasBlock | hasHeading},
	{name: "img", void: true, content: empty, needs: "alt"},
	{name: "kbd", forbids: hasBlock | hasHeading},
	{name: "mark", forbids: hasBlock | hasHeading},
	{name: "q", forbids: hasBlock | hasHeading},
	{name: "small", forbids: hasBlock | hasHeading},
	{name: "span", forbids: hasBlock | hasHeading},
	{name: "strong", forbids: hasBlock | hasHeading},
	{name: "sub", forbids: hasBlock | hasHeading},
	{name: "sup", forbids: hasBlock | hasHeading},
	{name: "time", forbids: hasBlock | hasHeading},
	{name: "wbr", void: true, content: empty},

	// Resources. A script is loaded by address or it is not there.
	{name: "link", void: true, content: empty, needs: "href"},
	{name: "meta", void: true, content: empty, needs: "content"},
	{name: "script", content: empty, needs: "src"},
})

// The elements of the page itself are made by Document and Style only.
var (
	htmlElement  = &element{name: "html", bound: true, content: listed, children: []string{"head", "body"}}
	headElement  = &element{name: "head", bound: true, content: listed, children: []string{"title", "meta", "link", "script", "style"}}
	bodyElement  = &element{name: "body", bound: true, forbids: hasTerm}
	titleElement = &element{name: "title", bound: true, content: textOnly}
	styleElement = &element{name: "style", bound: true, content: textOnly, raw: true}
	metaElement  = elements["meta"]
)

func vocabulary(list []element) map[string]*element {
	byName := make(map[string]*element, len(list))
	for i := range list {
		byName[list[i].name] = &list[i]
	}
	return byName
}

// takes reports whether child may stand directly in e.
func (e *element) takes(child *element) bool {
	switch e.content {
	case listed:
		for _, name := range e.children {
			if name == child.name {
				return true
			}
		}
		return false
	case mixed:
		return !child.bound || e.name == "div" && child.is&hasTerm != 0
	default:
		return false
	}
}

// traits returns what a node of this element, with below in its subtree, adds
// to the mask of its parent.
func (e *element) traits(below trait) trait {
	if e.name == "dl" {
		below &^= hasTerm
	}
	return e.is | below
}
