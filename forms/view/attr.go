package view

import "strings"

// Attribute is one attribute of an element. The zero value is absent: it
// leaves no trace in the tree.
type Attribute struct {
	name  string
	value string
	flag  bool
}

// Attrs lists the attributes of an element in the order in which they are
// written.
type Attrs = []Attribute

// Name returns the attribute's name in lower case, or "" if it is absent.
func (a Attribute) Name() string { return a.name }

// Value returns the attribute's value, unescaped. A flag's value is "".
func (a Attribute) Value() string { return a.value }

// IsFlag reports whether the attribute is one without a value, as required is.
func (a Attribute) IsFlag() bool { return a.flag }

// Attr returns an attribute with a value, which may be empty: value="" and
// alt="" are kept. In href, src, action and formaction an address that
// [SafeURL] refuses becomes [InvalidURL].
//
// It panics if name is none of the known attributes with a value.
func Attr(name, value string) Attribute {
	switch kind := attributeKind(name); kind {
	case valued:
		return Attribute{name: name, value: clean(value)}
	case linkURL, loadURL:
		if value = clean(value); !safe(value, kind) {
			value = InvalidURL
		}
		return Attribute{name: name, value: value}
	default:
		panic("view: " + name + " is not an attribute with a value that a page may hold")
	}
}

// Maybe is [Attr] for a value that is left out when it is empty.
func Maybe(name, value string) Attribute {
	attribute := Attr(name, value)
	if value == "" {
		return Attribute{}
	}
	return attribute
}

// Flag returns an attribute without a value, such as required, or an absent
// one if on is false.
//
// It panics if name is none of the known attributes without a value.
func Flag(name string, on bool) Attribute {
	if attributeKind(name) != flag {
		panic("view: " + name + " is not an attribute without a value that a page may hold")
	}
	if !on {
		return Attribute{}
	}
	return Attribute{name: name, flag: true}
}

// attrKind says what an attribute's value is.
type attrKind uint8

const (
	unknown attrKind = iota
	valued
	flag
	linkURL // followed by a person: href
	loadURL // fetched or sent to: src, action, formaction
)

// attributes is the closed list. What is absent is absent on purpose: every
// on… handler, style, srcdoc, srcset, http-equiv, ping, background, is, slot.
var attributes = map[string]attrKind{
	"href": linkURL,
	"src":  loadURL, "action": loadURL, "formaction": loadURL,

	"async": flag, "autofocus": flag, "checked": flag, "defer": flag, "disabled": flag,
	"formnovalidate": flag, "hidden": flag, "multiple": flag, "novalidate": flag, "open": flag,
	"readonly": flag, "required": flag, "reversed": flag, "selected": flag,

	"class": valued, "dir": valued, "id": valued, "inputmode": valued, "lang": valued,
	"role": valued, "spellcheck": valued, "tabindex": valued, "title": valued, "translate": valued,

	"accept": valued, "accept-charset": valued, "autocapitalize": valued, "autocomplete": valued,
	"cols": valued, "dirname": valued, "enctype": valued, "enterkeyhint": valued, "for": valued, "formenctype": valued,
	"form": valued, "high": valued, "label": valued, "list": valued, "low": valued, "max": valued,
	"maxlength": valued, "method": valued, "min": valued, "minlength": valued, "name": valued,
	"optimum": valued, "pattern": valued, "placeholder": valued, "rows": valued, "size": valued,
	"step": valued, "type": valued, "value": valued, "wrap": valued,

	"abbr": valued, "colspan": valued, "headers": valued, "rowspan": valued, "scope": valued,
	"span": valued, "start": valued,

	"alt": valued, "datetime": valued, "download": valued, "height": valued, "hreflang": valued,
	"loading": valued, "rel": valued, "target": valued, "width": valued,

	"as": valued, "content": valued, "crossorigin": valued, "fetchpriority": valued,
	"integrity": valued, "media": valued, "referrerpolicy": valued, "sizes": valued,

	"aria-activedescendant": valued, "aria-autocomplete": valued,
	"aria-atomic": valued, "aria-busy": valued, "aria-checked": valued, "aria-controls": valued,
	"aria-current": valued, "aria-describedby": valued, "aria-details": valued, "aria-disabled": valued,
	"aria-errormessage": valued, "aria-expanded": valued, "aria-haspopup": valued, "aria-hidden": valued,
	"aria-invalid": valued, "aria-label": valued, "aria-labelledby": valued, "aria-level": valued,
	"aria-live": valued, "aria-modal": valued, "aria-multiselectable": valued, "aria-orientation": valued,
	"aria-owns": valued, "aria-posinset": valued, "aria-pressed": valued, "aria-readonly": valued,
	"aria-relevant": valued, "aria-required": valued, "aria-roledescription": valued,
	"aria-selected": valued, "aria-setsize": valued, "aria-sort": valued, "aria-valuemax": valued,
	"aria-valuemin": valued, "aria-valuenow": valued, "aria-valuetext": valued,
}

func attributeKind(name string) attrKind {
	if kind, known := attributes[name]; known {
		return kind
	}
	if isDataName(name) {
		return valued
	}
	return unknown
}

// isDataName reports whether name is data- and words of lower-case letters
// and digits joined by single hyphens.
func isDataName(name string) bool {
	words, found := strings.CutPrefix(name, "data-")
	if !found {
		return false
	}
	for word := range strings.SplitSeq(words, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
