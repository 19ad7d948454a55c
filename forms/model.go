package forms

import (
	"iter"
	"strconv"
	"strings"
)

// Parts is the form in a state: what is asked, in the order of the page. Of the
// values it holds nothing.
func (f *Form) Parts(s *State) []Part { return f.buildParts(f.layout.parts, s, -1) }

func (f *Form) buildParts(specs []partSpec, s *State, index int) []Part {
	parts := make([]Part, 0, len(specs))
	for i := range specs {
		spec := &specs[i]
		switch {
		case !spec.present(f.call):
		case spec.item:
			for item := range s.Items(spec.array()) {
				parts = append(parts, f.buildPart(spec, s, item))
			}
		default:
			parts = append(parts, f.buildPart(spec, s, index))
		}
	}
	return parts
}

func (f *Form) buildPart(spec *partSpec, s *State, index int) Part {
	variant := ""
	if spec.variant != nil {
		variant = spec.variant(f.call)
	}
	p := Part{
		ID:      partID(spec.id, index),
		Pointer: at(spec.at, index),
		Title:   f.partText(spec.id, ".title", variant, index),
		Hint:    f.partText(spec.id, ".hint", variant, index),
		spec:    spec,
	}
	for i := range spec.fields {
		if bound, ok := f.fields[spec.fields[i].at]; ok {
			c := bound.control
			c.Name, c.ID = at(c.Name, index), at(c.ID, index)
			p.Controls = append(p.Controls, c)
		}
	}
	p.Parts = f.buildParts(spec.parts, s, index)
	if f.isSeveral(spec) {
		p.Add, p.Remove = f.buttons(spec, s, index)
	}
	return p
}

// partText is a text of a part, in its variant if there is one in the catalog.
func (f *Form) partText(id, end, variant string, index int) string {
	text, ok := f.catalog.Lookup("part." + id + end + variant)
	if !ok {
		text, _ = f.catalog.Lookup("part." + id + end)
	}
	return strings.ReplaceAll(text, "{number}", strconv.Itoa(index+1))
}

// buttons are the one that adds an item, of the part that holds them, and the
// one that removes an item, of each of them. Both keep their place on the page
// while they are hidden.
func (f *Form) buttons(spec *partSpec, s *State, index int) (add, remove *Button) {
	array := spec.array()
	name := lastName(array)
	items := s.Items(array)
	if spec.item {
		number := strconv.Itoa(index + 1)
		return nil, &Button{
			ID:     "hyte-remove-" + name + "-" + strconv.Itoa(index),
			Name:   RemoveName,
			Value:  array + "/" + strconv.Itoa(index),
			Label:  f.catalog.Text("button.remove."+name, "number", number),
			Hidden: items == 1,
		}
	}
	most := f.layout.repeats[array].most(f, s)
	return &Button{
		ID:     "hyte-add-" + name,
		Name:   AddName,
		Value:  array,
		Label:  f.catalog.Text("button.add." + name),
		Hidden: most > 0 && items >= most || items >= f.most,
	}, nil
}

// array is the array whose items the part holds or is one of.
func (p *partSpec) array() string { return strings.TrimSuffix(p.at, "/#") }

// isSeveral reports whether the part holds, or is, one of several items. Of the
// parts with one place it is the one that claims no rule for itself.
func (f *Form) isSeveral(spec *partSpec) bool {
	repeat, ok := f.layout.repeats[spec.array()]
	return ok && spec.rules == nil && repeat.several(f.call)
}

// isGroup reports whether the controls of a part are read out as a group.
func (f *Form) isGroup(spec *partSpec) bool {
	switch spec.group {
	case always:
		return true
	case whenSingle:
		return !f.isSeveral(spec)
	case whenSeveral:
		return f.isSeveral(spec)
	default:
		return false
	}
}

// controls yields the controls in the order of the page.
func (f *Form) controls(s *State) iter.Seq[*Control] {
	return func(yield func(*Control) bool) { eachControl(f.Parts(s), yield) }
}

func eachControl(parts []Part, yield func(*Control) bool) bool {
	for i := range parts {
		for j := range parts[i].Controls {
			if !yield(&parts[i].Controls[j]) {
				return false
			}
		}
		if !eachControl(parts[i].Parts, yield) {
			return false
		}
	}
	return true
}

func partID(id string, index int) string {
	if index < 0 {
		return "hyte-part-" + id
	}
	return "hyte-part-" + id + "-" + strconv.Itoa(index)
}
