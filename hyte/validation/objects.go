package validation

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// formatPrefix stands before the name of a format where it is one of
// validator's tags, so that a host's own email or slug means what it did.
const formatPrefix = "hyte_"

// object is how validator is to go through one struct of a document.
type object struct {
	typ   *constraint.Type
	kind  *document.Kind        // of the document, if the struct is a whole one
	ours  map[reflect.Type]bool // the structs of all documents
	tags  map[string]string     // by name of the Go field
	lists []list
}

// list is a list whose limits are checked after its items. Validator leaves a
// list at the first limit that is broken and never looks at what is in it;
// here the items report their faults beside their list.
type list struct {
	index       int    // of the Go field
	name, field string // in JSON and in Go
	tag         string // the limits
}

// allObjects are the structs of all documents, each once.
func allObjects() ([]object, error) {
	var all []object
	seen := map[*constraint.Type]bool{}
	var visit func(t *constraint.Type) error
	visit = func(t *constraint.Type) error {
		if t == nil || seen[t] {
			return nil
		}
		seen[t] = true
		if !slices.ContainsFunc(all, func(o object) bool { return o.typ.GoType() == t.GoType() }) {
			o, err := newObject(t)
			if err != nil {
				return err
			}
			all = append(all, o)
		}
		for _, p := range t.Properties() {
			for v := p.Value; v != nil; v = v.Items {
				if err := visit(v.Object); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, k := range kinds.All() {
		if err := visit(k.Type()); err != nil {
			return nil, err
		}
	}
	ours := map[reflect.Type]bool{}
	for i := range all {
		all[i].kind, all[i].ours = kindOf(all[i].typ.GoType()), ours
		ours[all[i].typ.GoType()] = true
	}
	return all, nil
}

func newObject(t *constraint.Type) (object, error) {
	o := object{typ: t, tags: map[string]string{}}
	for i := range t.GoType().NumField() {
		f := t.GoType().Field(i)
		tag, ok := f.Tag.Lookup("validate")
		if !ok || !f.IsExported() {
			continue
		}
		words, limits, err := divide(strings.Split(tag, ","))
		if err != nil {
			return o, fmt.Errorf("validation: %s.%s: %w", t.Name(), f.Name, err)
		}
		o.tags[f.Name] = strings.Join(words, ",")
		if len(limits) > 0 {
			o.lists = append(o.lists, list{i, jsonName(f), f.Name, strings.Join(limits, ",")})
		}
	}
	return o, nil
}

// divide takes out of a tag the limits of a list that may be broken while it
// has items, and gives formats their names in validator. Of required, omitempty
// and min=1 nothing needs to be said: a list that breaks them has no items.
func divide(words []string) (kept, limits []string, err error) {
	dive := slices.Index(words, "dive")
	for i, w := range words {
		if _, ok := constraint.FormatNamed(w); ok {
			w = formatPrefix + w
		}
		if i < dive && isLimit(w) {
			limits = append(limits, w)
		} else {
			kept = append(kept, w)
		}
	}
	if inner := slices.Index(words[dive+1:], "dive"); dive >= 0 && inner >= 0 &&
		slices.ContainsFunc(words[dive+1:dive+1+inner], isLimit) {
		return nil, nil, fmt.Errorf("a list in a list has limits other than min=1, which validator would not check beside its items")
	}
	return kept, limits, nil
}

func isLimit(word string) bool {
	name, arg, _ := strings.Cut(word, "=")
	return name == "max" || name == "unique" || name == "min" && arg != "0" && arg != "1"
}

// check is the struct-level validation of the object.
func (o *object) check(ctx context.Context, sl validator.StructLevel) {
	for i := range o.lists {
		o.lists[i].check(ctx, sl)
	}
	if o.kind != nil {
		o.reportDocumentRules(ctx, sl)
	}
}

func (l *list) check(ctx context.Context, sl validator.StructLevel) {
	items := sl.Current().Field(l.index)
	if items.IsNil() {
		return // absent
	}
	failures, _ := sl.Validator().VarCtx(ctx, items.Interface(), l.tag).(validator.ValidationErrors)
	for _, f := range failures {
		sl.ReportError(items.Interface(), l.name, l.field, f.Tag(), f.Param())
	}
}
