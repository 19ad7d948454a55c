package forms

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// part shows a part under a heading of the level, as a group with a legend
// where its controls would not be understood without.
func (t *tree) part(p *Part, level int) view.Node {
	if p.section.Disclosed {
		return t.disclosed(p, level)
	}
	name, class := "div", "hyte-part"
	if level > 2 {
		class = "hyte-group"
	}
	attrs := view.Attrs{view.Attr("class", class), view.Attr("id", p.ID)}
	if !t.isNow(p.section) {
		attrs = append(attrs, view.Flag("hidden", true))
	}
	heading, below := t.heading(p, level), level+1
	if heading.IsNothing() {
		below = level
	}
	if t.isGroup(t.sheet, p.section) {
		name = "fieldset"
		attrs = append(attrs, view.Maybe("aria-describedby", p.describedBy()))
		heading = view.El("legend", nil, heading)
	}
	hint := view.Node{}
	if p.Hint != "" {
		hint = view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", p.ID+"-hint")}, view.Text(p.Hint))
	}
	return view.El(name, attrs, heading, hint, t.asked(p, below))
}

// disclosed shows a part that waits until somebody opens it. What it is for stands on the
// line that opens it, so that nobody opens it in vain.
func (t *tree) disclosed(p *Part, level int) view.Node {
	title, hint := p.ID+"-title", view.Node{}
	if p.Hint != "" {
		hint = view.El("span", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", p.ID+"-hint")}, view.Text(p.Hint))
	}
	open := !t.state.isBlank(p.Pointer) || slices.ContainsFunc(p.Controls, func(c Control) bool { return c.ID == t.view.Focus })
	group := view.Attrs{view.Attr("role", "group"), view.Attr("aria-labelledby", title), view.Maybe("aria-describedby", p.describedBy())}
	return view.El("details", view.Attrs{
		view.Attr("class", "hyte-part hyte-disclosed"), view.Attr("id", p.ID),
		view.Flag("open", open), view.Flag("hidden", !t.isNow(p.section)),
	},
		view.El("summary", nil, view.El("h"+strconv.Itoa(level), view.Attrs{view.Attr("id", title)}, view.Text(p.Title)), view.Text(" "), hint),
		view.El("div", group, t.asked(p, level+1)))
}

// asked is what a part asks, with what is wrong with the whole of it.
func (t *tree) asked(p *Part, level int) view.Node {
	problem, before := view.Node{}, view.Node{}
	wrong := t.faultAt(p.ID)
	if p.Pointer != "" {
		problem = t.problem(p.ID, wrong)
	}
	if p.section.Before != nil {
		before = p.section.Before(t.words)
	}
	if p.section.Rules == nil {
		wrong = nil // it is about the part, and not about its controls
	}
	return view.Group(problem, before, t.known(p),
		view.Each(p.Controls, func(c Control) view.Node { return t.control(&c, wrong) }),
		t.inner(p, level), t.undone(p), t.button(p.Add), t.button(p.Remove))
}

// inner shows the parts within a part. Items come and go within an element of their own: so
// what follows them stays the same element, and a screen reader does not lose the button that
// was just pressed.
func (t *tree) inner(p *Part, level int) view.Node {
	parts := view.Each(p.Parts, func(inner Part) view.Node { return t.part(&inner, level) })
	if slices.ContainsFunc(p.section.Sections, func(s Section) bool { return s.Item }) {
		return view.El("div", view.Attrs{view.Attr("class", "hyte-items")}, parts)
	}
	return parts
}

// heading is the title of a part. The only one of its kind has none: the part
// around it says what it is.
func (t *tree) heading(p *Part, level int) view.Node {
	if p.Title == "" || p.section.Item && !t.isSeveral(t.sheet, p.section) {
		return view.Node{}
	}
	title := []view.Node{view.Text(p.Title)}
	if p.section.Mark != "" {
		title = append(title, view.Text(" "), t.mark(p.section.Mark))
	}
	return view.El("h"+strconv.Itoa(level), nil, title...)
}

// describedBy are the ids of what is read out with the part's title.
func (p *Part) describedBy() string {
	ids := ""
	if p.Hint != "" {
		ids = p.ID + "-hint"
	}
	if p.Pointer != "" {
		ids = join(ids, p.ID+"-error")
	}
	return ids
}

func (t *tree) button(b *Button) view.Node {
	if b == nil || !t.isOpen() {
		return view.Node{}
	}
	return view.El("button", view.Attrs{
		view.Attr("class", "hyte-button hyte-quiet"), view.Attr("id", b.ID), view.Attr("type", "submit"), view.Attr("name", b.Name), view.Attr("value", b.Value),
		view.Flag("formnovalidate", true), view.Flag("hidden", b.Hidden), view.Maybe("aria-describedby", t.further(b.ID, nil)), t.focus(b.ID),
	}, view.Text(b.Label))
}

// control shows a control with its label, hint and what is wrong with it, alone
// or together with others.
func (t *tree) control(c *Control, shared *fault) view.Node {
	own := t.faultAt(c.ID)
	class := "hyte-field"
	if own.isError() {
		class = "hyte-field hyte-wrong"
	}
	attrs := view.Attrs{view.Attr("class", class), view.Flag("hidden", c.Hidden)}
	hint, problem := t.hint(c), t.problem(c.ID, own)
	if c.Type != Line {
		shared = nil // a choice between options does not mend it
	}
	further := t.further(c.ID, shared)
	invalid := own.isError() || further != ""
	switch c.Type {
	case Radio:
		attrs = append(attrs, view.Attr("role", "radiogroup"), view.Attr("aria-describedby", c.describedBy()))
		if own.isError() {
			attrs = append(attrs, view.Attr("aria-invalid", "true"))
		}
		return view.El("fieldset", attrs,
			view.El("legend", nil, t.label(c)...), hint, problem, t.radios(c))
	case Checkbox:
		return view.El("div", attrs, problem, t.checkbox(c, t.shared(c, invalid, further)), hint)
	default:
		label := view.El("label", view.Attrs{view.Attr("for", c.ID)}, t.label(c)...)
		if c.isSearched() {
			return view.El("div", attrs, label, hint, problem, t.searched(c, t.shared(c, invalid, further)))
		}
		return view.El("div", attrs, label, hint, problem, t.input(c, t.shared(c, invalid, further)), t.counter(c))
	}
}

func (t *tree) label(c *Control) []view.Node {
	label := view.Text(c.Label)
	if c.label != nil {
		label = t.words.Text(c.label)
	}
	if !c.Required {
		return []view.Node{label}
	}
	return []view.Node{label, view.Text(" "), t.mark("mark.required")}
}

// mark says in words that there must be an answer.
func (t *tree) mark(key string) view.Node {
	return view.El("span", view.Attrs{view.Attr("class", "hyte-mark")}, view.Text(t.words.Say(key)))
}

func (t *tree) hint(c *Control) view.Node {
	if c.Hint == "" {
		return view.Node{}
	}
	hint := view.Text(c.Hint)
	if c.hint != nil {
		hint = t.words.Text(c.hint)
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", c.ID+"-hint")}, hint)
}

// problem is the place for what is wrong, which is there even when nothing is.
func (t *tree) problem(id string, f *fault) view.Node {
	class, text := "hyte-problem", ""
	if f != nil {
		text = f.text
		if f.warning {
			class = "hyte-problem hyte-advice"
		}
	}
	return view.El("p", view.Attrs{view.Attr("class", class), view.Attr("id", id+"-error")}, view.Text(text))
}

// describedBy are the ids of what is read out after the label.
func (c *Control) describedBy() string {
	ids := c.ID + "-error"
	if c.Hint != "" {
		ids = join(c.ID+"-hint", ids)
	}
	if c.counted {
		ids = join(ids, c.ID+"-count")
	}
	return ids
}

// further are the ids of the errors that stand elsewhere and are mended at a
// control or button: the shared one, and those whose link leads to it.
func (t *tree) further(id string, shared *fault) string {
	ids := ""
	for i := range t.faults.list {
		f := &t.faults.list[i]
		if f.isError() && f.place != id && (f == shared || f.focus == id) {
			ids = join(ids, f.place+"-error")
		}
	}
	return ids
}

// shared are the attributes of every control that stands for itself.
func (t *tree) shared(c *Control, invalid bool, further string) view.Attrs {
	attrs := view.Attrs{
		view.Attr("id", c.ID), view.Attr("name", t.onPage(c.Name)), view.Maybe("autocomplete", c.Autocomplete),
		view.Flag("required", c.always), view.Attr("aria-describedby", join(c.describedBy(), further)), t.focus(c.ID),
	}
	if c.Required && !c.always {
		// Without a script nothing takes the demand back when another choice is made, and
		// the browser would not send the form.
		attrs = append(attrs, view.Attr("aria-required", "true"))
	}
	if invalid || c.always {
		// Firefox tells screen readers that what must be answered is wrong while it is empty,
		// unless this says that it is not.
		attrs = append(attrs, view.Attr("aria-invalid", strconv.FormatBool(invalid)))
	}
	return attrs
}

func (t *tree) input(c *Control, attrs view.Attrs) view.Node {
	value := t.value(c)
	switch c.Type {
	case Select:
		return view.El("select", attrs, t.options(c, value)...)
	case TextArea:
		if t.view.Uncontrolled {
			value = ""
		}
		return view.El("textarea", append(attrs, view.Attr("rows", "4")), view.Text(value))
	default:
		kind := "text" // not email: browsers have another idea of what one is
		if c.tel {
			kind = "tel"
		}
		attrs = append(attrs, view.Attr("type", kind), view.Maybe("inputmode", c.InputMode))
		if c.size != "" {
			attrs = append(attrs, view.Attr("class", "hyte-"+c.size))
		}
		if c.InputMode == "email" {
			attrs = append(attrs, view.Attr("autocapitalize", "none"), view.Attr("spellcheck", "false"))
		}
		if !t.view.Uncontrolled {
			attrs = append(attrs, view.Attr("value", value))
		}
		return view.El("input", attrs)
	}
}

func (t *tree) options(c *Control, value string) []view.Node {
	var nodes []view.Node
	known := false
	if c.choose != "" {
		nodes = append(nodes, t.option(Option{Label: t.plain(c.choose)}, value, &known))
	}
	for _, group := range c.Options {
		options := make([]view.Node, len(group.Options))
		for i, o := range group.Options {
			options[i] = t.option(o, value, &known)
		}
		if len(c.Options) == 1 {
			nodes = append(nodes, options...)
			continue
		}
		label := group.Label.In(t.Language())
		nodes = append(nodes, view.El("optgroup", view.Attrs{view.Attr("label", label), t.words.langOf(group.Label)}, options...))
	}
	if !known {
		// What was sent is no option; it stays, and its rule says so.
		nodes = append(nodes, t.option(Option{Value: value, Label: t.plain(value)}, value, &known))
	}
	return nodes
}

func (t *tree) option(o Option, value string, known *bool) view.Node {
	selected := o.Value == value
	*known = *known || selected
	return view.El("option", view.Attrs{
		view.Attr("value", o.Value), view.Flag("selected", selected && !t.view.Uncontrolled), t.words.langOf(o.Label),
	}, view.Text(o.name(t.Language())))
}

func (t *tree) radios(c *Control) view.Node {
	value := t.state.Get(c.Name)
	options := c.Options[0].Options
	if value != "" && !slices.ContainsFunc(options, func(o Option) bool { return o.Value == value }) {
		options = append(slices.Clone(options), Option{Value: value, Label: t.plain(value)}) // as in a select
	}
	nodes := make([]view.Node, len(options))
	for i, o := range options {
		id := c.ID
		if i > 0 {
			id += "-" + strconv.Itoa(i+1)
		}
		nodes[i] = view.El("div", view.Attrs{view.Attr("class", "hyte-choice")},
			view.El("input", view.Attrs{
				view.Attr("type", "radio"), view.Attr("id", id), view.Attr("name", t.onPage(c.Name)), view.Attr("value", o.Value),
				view.Flag("required", c.always), view.Flag("checked", o.Value == value && !t.view.Uncontrolled), t.focus(id),
			}),
			view.El("label", view.Attrs{view.Attr("for", id)}, t.words.Text(o.Label)))
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-choices")}, nodes...)
}

func (t *tree) checkbox(c *Control, attrs view.Attrs) view.Node {
	checked := t.state.Get(c.Name) == Checked && !t.view.Uncontrolled
	attrs = append(view.Attrs{view.Attr("type", "checkbox"), view.Attr("value", Checked)}, attrs...)
	return view.El("div", view.Attrs{view.Attr("class", "hyte-choice")},
		view.El("input", append(attrs, view.Flag("checked", checked))),
		view.El("label", view.Attrs{view.Attr("for", c.ID)}, t.label(c)...))
}

// counter says how much may be written, and to whom a script runs, how much is
// left. It never hinders writing more.
func (t *tree) counter(c *Control) view.Node {
	if !c.counted {
		return view.Node{}
	}
	left := c.MaxLength - utf8.RuneCountInString(trim(t.state.Get(c.Name)))
	key, count := "counter.left", left
	switch {
	case left == c.MaxLength:
		key = "counter.limit"
	case left < 0:
		key, count = "counter.over", -left
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", c.ID+"-count")},
		view.Text(t.words.Say(key, "max", strconv.Itoa(c.MaxLength), "count", strconv.Itoa(count))))
}

// value is what a control shows.
func (t *tree) value(c *Control) string {
	if values := t.state.shown(c); len(values) > 0 {
		return values[0]
	}
	return ""
}

func (t *tree) faultAt(id string) *fault {
	for i := range t.faults.list {
		if t.faults.list[i].place == id {
			return &t.faults.list[i]
		}
	}
	return nil
}

func (t *tree) plain(text string) hyte.Text { return hyte.Text{t.Language(): text} }

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
