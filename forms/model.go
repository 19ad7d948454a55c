package forms

import (
	"iter"
	"strconv"
	"strings"
)

// Parts is the form in a state: what is asked, in the order of the page. Of the
// values it holds nothing.
func (f *Form) Parts(s *State) []Part {
	sheet := f.sheet(s)
	return f.buildParts(sheet, sheet.layout.Sections, s, -1)
}

func (f *Form) buildParts(sheet *sheet, sections []Section, s *State, index int) []Part {
	parts := make([]Part, 0, len(sections))
	for i := range sections {
		section := &sections[i]
		if !section.Item {
			parts = append(parts, f.buildPart(sheet, section, s, index))
			continue
		}
		for item := range s.Items(section.array()) {
			parts = append(parts, f.buildPart(sheet, section, s, item))
		}
	}
	return parts
}

func (f *Form) buildPart(sheet *sheet, section *Section, s *State, index int) Part {
	p := Part{
		ID:      f.partID(section.ID, index),
		Pointer: at(section.At, index),
		Title:   sheet.words.part(section, ".title", index),
		Hint:    join(section.Lead, sheet.words.part(section, ".hint", index)),
		section: section,
	}
	if box, ok := sheet.fields[section.box()]; ok {
		p.Controls = append(p.Controls, box.control)
	}
	for i := range section.Questions {
		place := section.place(&section.Questions[i])
		if known, ok := sheet.given[place]; ok {
			p.Given = append(p.Given, known)
		}
		if bound, ok := sheet.fields[place]; ok {
			c := bound.control
			c.Name, c.ID = at(c.Name, index), at(c.ID, index)
			p.Controls = append(p.Controls, c)
		}
	}
	p.Parts = f.buildParts(sheet, section.Sections, s, index)
	if f.isSeveral(sheet, section) {
		p.Add, p.Remove = f.buttons(sheet, section, s, index)
	}
	return p
}

// part is a text of a part, in its variant if there is one in the catalog.
func (w *Words) part(section *Section, end string, index int) string {
	text, ok := w.catalog.Lookup("part." + section.ID + end + section.Variant)
	if !ok {
		text, _ = w.catalog.Lookup("part." + section.ID + end)
	}
	return strings.ReplaceAll(text, "{number}", strconv.Itoa(index+1))
}

// buttons are the one that adds an item, of the part that holds them, and the
// one that removes an item, of each of them. Both keep their place on the page
// while they are hidden.
func (f *Form) buttons(sheet *sheet, section *Section, s *State, index int) (add, remove *Button) {
	array := section.array()
	name := lastName(array)
	items := s.Items(array)
	if section.Item {
		number := strconv.Itoa(index + 1)
		return nil, &Button{
			ID:     f.elementOf("hyte-remove-", name) + "-" + strconv.Itoa(index),
			Name:   RemoveName,
			Value:  f.onPage(array) + "/" + strconv.Itoa(index),
			Label:  sheet.words.button("button.remove.", section, "number", number),
			Hidden: items == 1,
		}
	}
	_, most := f.bounds(array, s.Get)
	return &Button{
		ID:     f.elementOf("hyte-add-", name),
		Name:   AddName,
		Value:  f.onPage(array),
		Label:  sheet.words.button("button.add.", section),
		Hidden: most > 0 && items >= most || items >= sheet.most,
	}, nil
}

// button is the text of a button: the one for the part, or else for its array.
func (w *Words) button(prefix string, section *Section, params ...string) string {
	key := prefix + section.ID
	if _, ok := w.catalog.Lookup(key); !ok {
		key = prefix + lastName(section.array())
	}
	return w.catalog.Text(key, params...)
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

func (f *Form) partID(id string, index int) string {
	id = f.elementOf("hyte-part-", id)
	if index < 0 {
		return id
	}
	return id + "-" + strconv.Itoa(index)
}
