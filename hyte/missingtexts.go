package hyte

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// MissingTexts finds where a text of a document lacks one of the languages, for the rule
// [RuleTextMissing]. The document is a struct of the type, or a pointer to one. A text in no
// language at all is for other rules to find. Nothing is said of the places except, such as
// "/documents/#/url": what is there may be in one language only.
func MissingTexts(t *constraint.Type, of any, languages []string, except ...string) []document.Finding {
	f := textFinder{languages: languages, except: except}
	f.object(t, reflect.Indirect(reflect.ValueOf(of)), "", "")
	return f.found
}

// textFinder goes through a document and looks at its texts. Every place comes with the one in
// which the numbers of items are #.
type textFinder struct {
	languages, except []string
	found             []document.Finding
}

var textType = reflect.TypeFor[Text]()

func (f *textFinder) object(t *constraint.Type, v reflect.Value, place, pattern string) {
	for _, p := range t.Properties() {
		f.value(p.Value, v.Field(p.Field()), place+"/"+p.Name, pattern+"/"+p.Name)
	}
}

func (f *textFinder) value(as *constraint.Value, v reflect.Value, place, pattern string) {
	v = reflect.Indirect(v)
	switch {
	case !v.IsValid() || slices.Contains(f.except, pattern):
	case v.Type() == textType:
		f.text(v.Interface().(Text), place)
	case as.Kind == constraint.KindObject:
		f.object(as.Object, v, place, pattern)
	case as.Kind == constraint.KindMap && v.Type().Elem() == textType:
		for _, name := range sortedNames(v) {
			f.text(v.MapIndex(name).Interface().(Text), place+constraint.Pointer(name.String()))
		}
	case as.Kind == constraint.KindArray:
		for i := range v.Len() {
			f.value(as.Items, v.Index(i), place+"/"+strconv.Itoa(i), pattern+"/#")
		}
	}
}

func (f *textFinder) text(t Text, place string) {
	if len(t) == 0 {
		return
	}
	for _, language := range f.languages {
		if t[language] == "" {
			f.found = append(f.found, document.Finding{At: place + "/" + language})
		}
	}
}

// sortedNames are the names of a map in the order of documents.
func sortedNames(v reflect.Value) []reflect.Value {
	names := v.MapKeys()
	slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return names
}
