package validation_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// documentsPerCheck times rapid's own number of checks, 100 by default, are
// the documents that each test compares.
const documentsPerCheck = 25

// engine compares hyte with encoding/json, validator and the bridge, on
// documents of type T.
type engine[T any] struct {
	validator *validator.Validate
	typ       *constraint.Type
	seeds     []any
	tally     map[string]int
}

func newEngine[T any](t *testing.T, typ *constraint.Type, seeds ...any) *engine[T] {
	return &engine[T]{validator: newValidator(t), typ: typ, seeds: seeds, tally: map[string]int{}}
}

// run compares documents; value and read are what hyte says of the bound value,
// if it is not nil, and of the text.
func (e *engine[T]) run(t *testing.T, setting func(t *rapid.T) (ctx context.Context, value func(*T) hyte.Violations, read func([]byte) hyte.Violations)) {
	rapid.Check(t, func(t *rapid.T) {
		for range documentsPerCheck {
			tree := mutate(t, rapid.SampledFrom(e.seeds).Draw(t, "document"))
			data, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			ctx, value, read := setting(t)
			e.compare(t, ctx, tree, data, value, read)
		}
	})
	for _, what := range slices.Sorted(maps.Keys(e.tally)) {
		t.Logf("%6d %s", e.tally[what], what)
	}
	if compared := e.tally[comparedText]; compared < 1000 {
		t.Errorf("only %d documents could be compared", compared)
	}
}

const (
	comparedText  = "compared with what hyte says of the text"
	comparedValue = "at most the value is compared: "
	refusedToo    = "refused by the binder, and by hyte for their structure"
	refusedOnly   = "refused by the binder alone: a number that is no int in Go, an empty instant"
)

func (e *engine[T]) compare(t *rapid.T, ctx context.Context, tree any, data []byte, value func(*T) hyte.Violations, read func([]byte) hyte.Violations) {
	structural := e.typ.Decode(data, new(T))
	document := new(T)
	switch err := bindStrictly(data, document); {
	case err != nil && len(structural) > 0:
		e.tally[refusedToo]++
		return
	case err != nil && refusedAlone(tree):
		e.tally[refusedOnly]++
		return
	case err != nil:
		t.Fatalf("the binder refuses what hyte reads: %v\n%s", err, data)
	}
	got, err := validation.Check(ctx, e.validator, document)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if len(structural) > 0 {
		e.tally[comparedValue+explain(t, e.typ, tree, structural, data)]++
	} else {
		e.tally[comparedText]++
		if diff := cmp.Diff(read(data), got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("the text (-hyte +validator):\n%s\n%s", diff, data)
		}
	}
	if value == nil {
		return
	}
	if diff := cmp.Diff(value(document).Limit(), got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("the value (-hyte +validator):\n%s\n%s", diff, data)
	}
}

func TestAnswersDifferential(t *testing.T) {
	all := calls(t)
	names := slices.Sorted(maps.Keys(all)) // in one order, so that a failure can be repeated
	e := newEngine[answer](t, answerKind().Type(),
		parse(t, []byte(richAnswer)), parse(t, answered(t, `{}`)), parse(t, answered(t, `{"`+firstkind.SenderName+`": "municipality:099", "representatives": [`+representative+`,`+representative+`]}`)))
	instants := []time.Time{{}, time.Date(2020, 12, 16, 12, 0, 0, 0, time.UTC), time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC), time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC)}
	e.run(t, func(t *rapid.T) (context.Context, func(*answer) hyte.Violations, func([]byte) hyte.Violations) {
		call := all[rapid.SampledFrom(names).Draw(t, "call")]
		if at := rapid.SampledFrom(instants).Draw(t, "at"); !at.IsZero() {
			return validation.WithInquiryAt(context.Background(), call, at),
				func(n *answer) hyte.Violations { return call.ValidateAt(n, at) },
				func(data []byte) hyte.Violations { _, v := call.ReadAt(data, at); return v }
		}
		return validation.WithInquiry(context.Background(), call), call.Validate,
			func(data []byte) hyte.Violations { _, v := call.Read(data); return v }
	})
}

func TestCallsDifferential(t *testing.T) {
	full := callTree(t)
	full["genderBalance"] = parse(t, []byte(`{"mode": "required", "reason": {"fi": "x"}}`))
	full["languages"] = parse(t, []byte(`["fi", "sv"]`))
	e := newEngine[hyte.Call](t, hyte.CallType(), callTree(t), full)
	e.run(t, func(*rapid.T) (context.Context, func(*hyte.Call) hyte.Violations, func([]byte) hyte.Violations) {
		return context.Background(), (*hyte.Call).Check, func(data []byte) hyte.Violations {
			call, violations := hyte.DecodeCall(data)
			if violations.Invalid() {
				return violations
			}
			return call.Check().Limit()
		}
	})
}

func TestReceivedDifferential(t *testing.T) {
	call := calls(t)["optional"]
	e := newEngine[hyte.Received](t, hyte.ReceivedType(),
		parse(t, []byte(`{"id": "1", "receivedAt": "2021-01-05T10:26:41+02:00", "`+answerKind().Name()+`": `+richAnswer+`}`)),
		parse(t, []byte(`{"id": "2", "kind": "withdrawal", "`+firstkind.SenderName+`": "municipality:109"}`)),
		parse(t, []byte(`{"id": "3", "kind": "acceptance", "accepts": "1"}`)))
	e.run(t, func(*rapid.T) (context.Context, func(*hyte.Received) hyte.Violations, func([]byte) hyte.Violations) {
		// Hyte has no check of a received document that is a value.
		return validation.WithInquiry(context.Background(), call), nil,
			func(data []byte) hyte.Violations { _, v := call.ReadReceived(data); return v }
	})
}
