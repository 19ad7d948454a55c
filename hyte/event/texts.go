package event

import (
	"reflect"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// missingTexts looks for texts that lack one of the event's languages.
func missingTexts(e *Event) findings {
	f := textFinder{languages: e.Languages}
	f.object(eventType, reflect.ValueOf(e).Elem(), "")
	return f.found
}

// textFinder goes through a document and looks at its texts.
type textFinder struct {
	languages []string
	found     findings
}

var textType = reflect.TypeFor[hyte.Text]()

func (f *textFinder) object(t *constraint.Type, v reflect.Value, place string) {
	for _, p := range t.Properties() {
		f.value(p.Value, v.Field(p.Field()), place+"/"+p.Name)
	}
}

func (f *textFinder) value(as *constraint.Value, v reflect.Value, place string) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch {
	case v.Type() == textType:
		f.text(v.Interface().(hyte.Text), place)
	case as.Kind == constraint.KindObject:
		f.object(as.Object, v, place)
	case as.Kind == constraint.KindArray:
		for i := range v.Len() {
			f.value(as.Items, v.Index(i), place+"/"+strconv.Itoa(i))
		}
	}
}

func (f *textFinder) text(t hyte.Text, place string) {
	if len(t) == 0 {
		return
	}
	for _, language := range f.languages {
		if t[language] == "" {
			f.found.add(place+"/"+language, constraint.Params{})
		}
	}
}
