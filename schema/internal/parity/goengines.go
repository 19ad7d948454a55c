package parity

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-playground/validator/v10"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
	"github.com/hytekit/hytekit/schema"
)

// Schema is the engine of package schema. It reports what the Go rules do, rule
// by rule and place by place.
type Schema struct{}

// Name is "schema".
func (Schema) Name() string { return "schema" }

// Close has nothing to end.
func (Schema) Close() error { return nil }

// Judge compares rules, places, limits and the order of all that a schema can
// say.
func (Schema) Judge(task Task, documents []Document) ([]string, error) {
	text, err := schemaOf(task)
	if err != nil {
		return nil, err
	}
	v, err := schema.Compile(text)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(documents))
	for i, d := range documents {
		want := d.Seen
		if d.Want.NotJSON() {
			want = d.Want // the validator decodes as strictly as the Go rules
		}
		got := v.Validate(d.Text)
		if d.isCutOff() {
			got = got[:min(len(got), len(want))]
		}
		out[i] = difference(want, got)
	}
	return out, nil
}

// Bridge is go-playground/validator with what package validation has registered
// there, on what encoding/json makes of a document.
type Bridge struct{ validator *validator.Validate }

// NewBridge makes a validator and registers hyte's documents.
func NewBridge() (*Bridge, error) {
	v := validator.New()
	if err := validation.Register(v); err != nil {
		return nil, err
	}
	return &Bridge{v}, nil
}

// Name is "validator".
func (*Bridge) Name() string { return "validator" }

// Close has nothing to end.
func (*Bridge) Close() error { return nil }

// Judge compares rules, places, limits and the order. Of a document that does
// not reach the validator as it is written, because the binder refuses it or
// drops something, only that is asked: whether the Go rules say why.
func (b *Bridge) Judge(task Task, documents []Document) ([]string, error) {
	out := make([]string, len(documents))
	for i, d := range documents {
		var err error
		if out[i], err = b.judge(task, d); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (b *Bridge) judge(task Task, d Document) (string, error) {
	document := reflect.New(task.Kind.Type().GoType()).Interface()
	decoder := json.NewDecoder(bytes.NewReader(constraint.WithoutMark(d.Text)))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(document)
	unseen := slices.ContainsFunc(d.Want, unseen)
	switch {
	case err != nil && !unseen && !isOdd(task.Kind.Type(), d.Text):
		return "the binder refuses what the Go rules read", nil
	case err != nil || unseen:
		return "", nil
	}
	got, err := validation.Check(validation.WithInquiryAt(context.Background(), task.Inquiry, task.At), b.validator, document)
	if err != nil {
		return "", err
	}
	if listed := constraint.MaxViolations; d.isCutOff() {
		return difference(d.Want[:listed], got[:min(len(got), listed)]), nil
	}
	return difference(d.Want, got), nil
}

// unseen reports whether a violation is one that validator does not see.
// Warnings are returned by Check.
func unseen(v hyte.Violation) bool {
	return v.Severity == hyte.Error && slices.ContainsFunc(validation.Inexpressible(), func(e validation.Exception) bool {
		return e.Rule == v.Rule && e.Severity == ""
	})
}

// isOdd reports whether encoding/json does not bind a value that the Go rules
// read: a number such as 1.0, and an instant that is an empty text or is written
// in escapes.
func isOdd(t *constraint.Type, text []byte) bool {
	d := jsontext.NewDecoder(bytes.NewReader(text))
	for {
		switch kind := d.PeekKind(); kind {
		case '"', '0':
			raw, err := d.ReadValue()
			if err != nil {
				return true
			}
			_, notInt := strconv.Atoi(string(raw))
			if kind == '0' && notInt != nil || kind == '"' && isInstant(t, d.StackPointer()) && (len(raw) == len(`""`) || bytes.IndexByte(raw, '\\') >= 0) {
				return true
			}
		default:
			if _, err := d.ReadToken(); err != nil {
				return !errors.Is(err, io.EOF)
			}
		}
	}
}

func isInstant(t *constraint.Type, place jsontext.Pointer) bool {
	v, ok := t.Lookup(string(place))
	return ok && v.Kind == constraint.KindDateTime
}

// difference says in one line what the violations differ in.
func difference(want, got hyte.Violations) string {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			return fmt.Sprintf("reports %v too", got[i])
		case i >= len(got):
			return fmt.Sprintf("lacks %v", want[i])
		case !same(want[i], got[i]):
			return fmt.Sprintf("reports %v %+v instead of %v %+v", got[i], got[i].Params, want[i], want[i].Params)
		}
	}
	return ""
}

func same(a, b hyte.Violation) bool {
	allowed := slices.Equal(a.Params.Allowed, b.Params.Allowed)
	a.Params.Allowed, b.Params.Allowed = nil, nil
	return allowed && a.Rule == b.Rule && a.Location == b.Location && a.Severity == b.Severity && fmt.Sprint(a.Params) == fmt.Sprint(b.Params)
}
