package forms

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// searched shows a long list, and a search in front of it: an editable combobox whose
// listbox is chosen from by hand (WAI-ARIA Authoring Practices). The list holds the value
// and stays a list; without a script it is all there is. Once a script runs, the search
// has the list's id, so that its label and what leads to it lead to the search.
func (t *tree) searched(c *Control, attrs view.Attrs) view.Node {
	box, list := c.ID+"-search", c.ID
	if t.view.Uncontrolled {
		box, list = c.ID, c.ID+"-list"
	}
	attrs = slices.Clone(attrs)
	for i := range attrs {
		if attrs[i].Name() == "id" {
			attrs[i] = view.Attr("id", list)
		}
	}
	return view.Group(t.search(c, box, attrs), view.El("select", attrs, t.options(c, t.value(c))...))
}

func (t *tree) search(c *Control, id string, list view.Attrs) view.Node {
	now := t.state.searches[c.Name]
	var hits []hit
	text := ""
	if now.open {
		hits = t.hits(c, now.text)
		text = t.foundText(hits, now.text)
	}
	hint, options, active := c.ID+"-search-hint", c.ID+"-options", ""
	if now.active > 0 && now.active <= len(hits) {
		active = c.ID + "-option-" + strconv.Itoa(now.active)
	}
	attrs := view.Attrs{t.settled(c, now)}
	for _, a := range [...][2]string{
		{"id", id},
		{"type", "text"},
		{"role", "combobox"},
		{"autocomplete", "off"},
		{"autocapitalize", "none"},
		{"spellcheck", "false"},
		{"aria-autocomplete", "list"},
		{"aria-expanded", strconv.FormatBool(len(hits) > 0)},
		{"aria-controls", options},
		{"aria-activedescendant", active},
		{"data-hyte-search", t.onPage(c.Name)},
	} {
		attrs = append(attrs, view.Maybe(a[0], a[1]))
	}
	for _, a := range list {
		switch a.Name() {
		case "aria-describedby":
			attrs = append(attrs, view.Attr("aria-describedby", join(hint, a.Value())))
		case "aria-required", "aria-invalid":
			attrs = append(attrs, a)
		case "required":
			attrs = append(attrs, view.Attr("aria-required", "true"))
		}
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-search"), view.Flag("hidden", !t.view.Uncontrolled)},
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", hint)}, view.Text(t.words.Say("search.hint"))),
		view.El("input", attrs),
		view.El("div", view.Attrs{view.Attr("class", "hyte-found"), view.Flag("hidden", !now.open)},
			view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(text)),
			view.El("ul", view.Attrs{
				view.Attr("id", options), view.Attr("role", "listbox"), view.Attr("aria-label", t.words.Say("search.label")), view.Flag("hidden", len(hits) == 0),
			}, t.hitNodes(c, hits, now.active)...)))
}

// settled is what the search must show because it was not typed there: the name of what
// is chosen, after a mark that says that there is such a name, even an empty one.
func (t *tree) settled(c *Control, now searching) view.Attribute {
	if now.text != "" || !t.view.Uncontrolled {
		return view.Attribute{}
	}
	name := ""
	options, _ := c.all(t.Language())
	if option := chosenAmong(options, t.value(c)); option != nil {
		name = option.name(t.Language())
	}
	return view.Attr("data-hyte-text", "="+name)
}

func (t *tree) hitNodes(c *Control, hits []hit, active int) []view.Node {
	nodes := make([]view.Node, len(hits))
	for i, h := range hits {
		nodes[i] = view.El("li", view.Attrs{
			view.Attr("id", c.ID+"-option-"+strconv.Itoa(i+1)), view.Attr("role", "option"),
			view.Attr("aria-selected", strconv.FormatBool(i+1 == active)), view.Attr("data-hyte-value", h.option.Value), t.words.langOf(h.option.Label),
		}, view.Text(t.hitText(h)))
	}
	return nodes
}

// hitText is an option with the name by which it was found, where that is another one.
func (t *tree) hitText(h hit) string {
	name := h.option.name(t.Language())
	switch {
	case h.Former:
		return t.words.Say("search.option.former", "successor", name, "former", h.Name)
	case h.Name == "" || strings.Contains(name, h.Name):
		return name
	default:
		return name + " (" + h.Name + ")"
	}
}
