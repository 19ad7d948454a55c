package schema

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/schema/internal/node"
)

// Labels gives the title and the description of an object, or of one of its
// properties, in a language (ISO 639 code). Objects have the names of the
// schema's definitions: "Person", property "givenName"; the property is empty
// for the object itself. Either text may be empty.
type Labels func(object, property, language string) (title, description string)

// between stands between the languages of a title or description.
const between = " / "

// apply writes the labels in the inquiry's languages, joined in its order.
// Where there is none in any of them, the base schema's description stays.
func (l Labels) apply(root *node.Schema, inquiry Inquiry) {
	languages := inquiry.Languages()
	l.applyTo(root, root.Title, languages)
	for _, d := range root.Defs {
		if isObject(d.Name) {
			l.applyTo(d.Schema, d.Name, languages)
		}
	}
	if title := inLanguages(languages, func(language string) string { return inquiry.Title()[language] }); title != "" {
		root.Description = title
	}
}

func (l Labels) applyTo(object *node.Schema, name string, languages []string) {
	l.label(object, name, "", languages)
	for _, p := range object.Properties {
		l.label(p.Schema, name, p.Name, languages)
	}
}

// label writes a title and its description. Where there is no title in any of
// the languages, the English one stands in; where there is none in English
// either, the base schema's description stays.
func (l Labels) label(s *node.Schema, object, property string, languages []string) {
	for _, languages := range [][]string{languages, {"en"}} {
		title := inLanguages(languages, func(language string) string { t, _ := l(object, property, language); return t })
		if title != "" {
			s.Title = title
			s.Description = inLanguages(languages, func(language string) string { _, d := l(object, property, language); return d })
			return
		}
	}
}

// inLanguages are the texts of the languages that have one, each once.
func inLanguages(languages []string, text func(language string) string) string {
	var all []string
	for _, l := range languages {
		if t := text(l); t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return strings.Join(all, between)
}
