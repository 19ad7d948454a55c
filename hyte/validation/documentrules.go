package validation

import (
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// standing is how a document stands among the others that are validated with it.
type standing int

const (
	alone   standing = iota // by itself, or as a member of a struct of the host
	nested                  // in a document whose kind says that it is nested there
	settled                 // in one that hyte made of checked documents
)

// standingOf finds out how the struct, a document of the kind, stands.
func (o *object) standingOf(kind *document.Kind, sl validator.StructLevel) standing {
	parent := sl.Parent()
	if !parent.IsValid() || parent.Type() == sl.Current().Type() || !o.ours[parent.Type()] {
		return alone
	}
	above := kindOf(parent.Type())
	if above != nil && slices.ContainsFunc(above.Nested(), func(n document.Nested) bool { return n.Kind == kind }) {
		return nested
	}
	return settled
}

// kindOf is the kind whose documents are such structs, or nil.
func kindOf(t reflect.Type) *document.Kind {
	for _, k := range kinds.All() {
		if k.Type().GoType() == t {
			return k
		}
	}
	return nil
}

// reportDocumentRules runs the rules about more than one value of the document
// that validator has just gone through, and reports what they find. Warnings are
// kept back unless they are asked for: validator knows only errors, and a host
// refuses what has one.
func (o *object) reportDocumentRules(ctx context.Context, sl validator.StructLevel) {
	stands := o.standingOf(o.kind, sl)
	if stands == settled {
		return
	}
	s := settingOf(ctx)
	if stands == nested {
		s.at = time.Time{} // what it is nested in has a time of its own
	}
	for _, v := range s.whole(o.kind, pointerTo(sl.Current())) {
		if v.Severity == hyte.Warning && !s.warnings {
			continue
		}
		name, field := namespaces(sl.Current().Type(), v.Location)
		sl.ReportError(v, name, field, string(v.Rule), "")
	}
}

// whole is what the rules about more than one value say of the document. What its
// tags say is validator's part, and each nested document gets its own turn.
func (s setting) whole(kind *document.Kind, d any) hyte.Violations {
	program, at := kind.Alone(), time.Time{}
	if s.inquiry != nil && kind.AsksInquiry() {
		program = s.inquiry.Program(kind)
		if slices.Contains(s.inquiry.Responses(), kind) {
			at = s.at
		}
	}
	return program.Whole(d, kind.Type().Check(d), at)
}

// pointerTo points to the struct itself where it can be had, else to a copy.
func pointerTo(value reflect.Value) any {
	if value.CanAddr() {
		return value.Addr().Interface()
	}
	copied := reflect.New(value.Type())
	copied.Elem().Set(value)
	return copied.Interface()
}
