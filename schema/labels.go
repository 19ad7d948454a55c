package schema

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// Labels gives the title and the description of an object, or of one of its
// properties, in a language (ISO 639 code). Objects have the names of the
// schema's definitions: "Person", property "givenName"; the property is empty
// for the object itself. Either text may be empty.
type Labels func(object, property, language string) (title, description string)

// between stands between the languages of a title or description.
const between = " / "

// apply writes the labels in the call's languages, joined in the call's order.
// Where there is none in any of them, the base schema's description stays.
func (l Labels) apply(root *node.Schema, call *hyte.ResolvedCall) {
	l.applyTo(root, root.Title, call.Call.Languages)
	for _, d := range root.Defs {
		if isObject(d.Name) {
			l.applyTo(d.Schema, d.Name, call.Call.Languages)
		}
	}
	if title := texts(call.Call.Languages, func(language string) string { return call.Call.Title[language] }); title != "" {
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
		title := texts(languages, func(language string) string { t, _ := l(object, property, language); return t })
		if title != "" {
			s.Title = title
			s.Description = texts(languages, func(language string) string { _, d := l(object, property, language); return d })
			return
		}
	}
}

// texts are the texts of the languages that have one, each once.
func texts(languages []string, text func(language string) string) string {
	var all []string
	for _, l := range languages {
		if t := text(l); t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return strings.Join(all, between)
}
