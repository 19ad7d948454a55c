package validation

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// documentRules are the rules of whole documents, by the struct on which
// validator runs them. They are always hyte's own.
var documentRules = map[reflect.Type]func(setting, validator.StructLevel) []hyte.Violation{
	reflect.TypeFor[hyte.Nomination](): nominationRules,
	reflect.TypeFor[hyte.Call]():       callRules,
	reflect.TypeFor[hyte.Received]():   receivedRules,
}

// reportDocumentRules runs the rules of the document that validator has just
// gone through, and reports what they find. Warnings are kept back unless they
// are asked for: validator knows only errors, and a host refuses what has one.
func reportDocumentRules(ctx context.Context, sl validator.StructLevel) {
	rules := documentRules[sl.Current().Type()]
	if rules == nil {
		return
	}
	s := settingOf(ctx)
	for _, v := range rules(s, sl) {
		if v.Severity == hyte.Warning && !s.warnings {
			continue
		}
		name, field := namespaces(sl.Current().Type(), v.Location)
		sl.ReportError(v, name, field, string(v.Rule), "")
	}
}

// within reports whether the struct is a member of a document of type T.
func within[T any](sl validator.StructLevel) bool {
	parent := sl.Parent()
	return parent.IsValid() && parent.Type() == reflect.TypeFor[T]()
}

func nominationRules(s setting, sl validator.StructLevel) []hyte.Violation {
	if within[hyte.Answer](sl) {
		return nil // a roster was made of checked nominations
	}
	n := pointerTo[hyte.Nomination](sl.Current())
	var found []hyte.Violation
	switch {
	case s.call == nil:
		found = validateAlone(n)
	case s.arriving && !within[hyte.Received](sl):
		found = s.call.ValidateAt(n, s.at)
	default:
		found = s.call.Validate(n)
	}
	return beyondTags(found, hyte.NominationType(), n)
}

// validateAlone checks a nomination without a call, by one that leaves
// everything open: it has no nominators, and what follows from that is taken
// away again.
func validateAlone(n *hyte.Nomination) []hyte.Violation {
	open := hyte.ResolvedCall{Call: &hyte.Call{ID: n.Call, Deputies: hyte.DeputiesOptional}}
	return slices.DeleteFunc(open.Validate(n), func(v hyte.Violation) bool { return v.Rule == hyte.RuleNominatorUnknown })
}

func callRules(_ setting, sl validator.StructLevel) []hyte.Violation {
	if within[hyte.ResolvedCall](sl) {
		return nil // it was checked when it was resolved
	}
	c := pointerTo[hyte.Call](sl.Current())
	return beyondTags(c.Check(), hyte.CallType(), c)
}

// receivedRules asks hyte which members the kind of the document needs, and
// whether the call asks who withdraws or refuses. Only [hyte.DecodeReceived] and
// [hyte.ResolvedCall.ReadReceived] know, and they take JSON: they get the shell of
// the document, short and without what it holds, since validator goes through
// that by itself.
func receivedRules(s setting, sl validator.StructLevel) []hyte.Violation {
	r := pointerTo[hyte.Received](sl.Current())
	shell := hyte.Received{ID: "shell", Kind: cut(r.Kind), Nominator: cut(r.Nominator), Accepts: cut(r.Accepts)}
	if r.Nomination != nil {
		shell.Nomination = new(hyte.Nomination)
	}
	data, err := json.Marshal(shell)
	if err != nil {
		panic("validation: " + err.Error()) // nothing in the shell can fail to be written
	}
	read := hyte.DecodeReceived
	if s.call != nil {
		read = s.call.ReadReceived
	}
	_, found := read(data)
	found = slices.DeleteFunc(found, func(v hyte.Violation) bool {
		return constraint.Within(v.Location, "/nomination") && v.Location != "/nomination"
	})
	return beyondTags(found, hyte.ReceivedType(), &shell)
}

// cut shortens a text of which only the beginning matters.
func cut[T ~string](text T) T { return text[:min(len(text), 200)] }

// beyondTags leaves out what the tags of the document say: that is validator's
// part. The list found has both, as all of hyte's checks do.
func beyondTags(found []hyte.Violation, t *constraint.Type, document any) []hyte.Violation {
	if len(found) == 0 {
		return nil
	}
	tags := t.Check(document)
	return slices.DeleteFunc(found, func(v hyte.Violation) bool {
		return slices.ContainsFunc(tags, func(tag hyte.Violation) bool {
			return tag.Rule == v.Rule && tag.Location == v.Location
		})
	})
}

// pointerTo is the struct itself where it can be had, else a copy.
func pointerTo[T any](value reflect.Value) *T {
	if value.CanAddr() {
		if p, ok := value.Addr().Interface().(*T); ok {
			return p
		}
	}
	copied, _ := value.Interface().(T)
	return &copied
}
