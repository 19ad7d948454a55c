package validation_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
)

// request is a host's own document, with documents of hyte in it.
type request struct {
	Token       string             `json:"token" validate:"required,uuid"`
	Phone       string             `json:"phone" validate:"omitempty,hyte_telephone"`
	Nominations []*answer          `json:"nominations,omitempty" validate:"omitempty,max=2,dive,required"`
	ByName      map[string]*answer `json:"byName" validate:"dive"`
	Other       any                `json:"other" validate:"omitempty"`
	Unnamed     int                `validate:"max=3"`
	Hidden      float64            `json:"-" validate:"min=0.5"`
	wrapped
}

type wrapped struct {
	hyte.Received
	Pair [2]hyte.Submitter `json:"pair~s/2" validate:"dive"`
}

func TestDocumentsInAHostsStruct(t *testing.T) {
	v, calls := newValidator(t), calls(t)
	twins := `{"nominator": "municipality:214", "representatives": [` + representative + `,` + representative + `]}`
	good := hyte.Submitter{GivenName: "K", FamilyName: "K", Email: "k@example.fi"}
	r := &request{
		Token: "x", Phone: "112", Unnamed: 4, Hidden: 0.25,
		Nominations: []*answer{bind[answer](t, answered(t, twins)), nil, bind[answer](t, answered(t, `{"decision": {"date": "2020-12-01"}}`))},
		ByName:      map[string]*answer{"a].b": bind[answer](t, answered(t, `{"language": "FI"}`)), "a": bind[answer](t, answered(t, `{"call": "x"}`))},
		Other:       &hyte.Quota{Min: 101},
		wrapped:     wrapped{Received: hyte.Received{ID: "\x00", Kind: hyte.ReceivedRefusal}, Pair: [2]hyte.Submitter{good, {Email: "x"}}},
	}
	got := check(t, validation.WithInquiry(t.Context(), calls["satakunta"]), v, r)
	want := hyte.Violations{
		{Rule: "uuid", Location: "/token"},
		{Rule: constraint.RuleFormatTelephone, Location: "/phone", Params: constraint.Params{Cause: constraint.CausePrefix}},
		{Rule: constraint.RuleMaxItems, Location: "/nominations", Params: constraint.Params{Max: 2}},
		{Rule: hyte.RuleCallMismatch, Location: "/byName/a/call"},
		{Rule: hyte.RuleNominatorUnknown, Location: "/byName/a/nominator"},
		{Rule: hyte.RuleNominatorUnknown, Location: "/byName/a].b/nominator"},
		{Rule: constraint.RuleFormatLanguage, Location: "/byName/a].b/language"},
		{Rule: constraint.RuleMaximum, Location: "/other/min", Params: constraint.Params{Max: 100}},
		{Rule: constraint.RuleMaximum, Location: "/Unnamed", Params: constraint.Params{Max: 3}},
		{Rule: constraint.RuleMinimum, Location: "/Hidden"},
		{Rule: constraint.RuleFormatLine, Location: "/id"},
		{Rule: constraint.RuleRequired, Location: "/nominator"},
		{Rule: constraint.RuleRequired, Location: "/pair~0s~12/1/givenName"},
		{Rule: constraint.RuleRequired, Location: "/pair~0s~12/1/familyName"},
		{Rule: constraint.RuleFormatEmail, Location: "/pair~0s~12/1/email", Params: constraint.Params{Cause: constraint.CauseAtMissing}},
	}
	for i := range want {
		want[i].Severity = hyte.Error
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	// Validator itself leaves the host's list at its limit; within it, the
	// rules find their other places, and warnings are asked for.
	r.Nominations = r.Nominations[:2:2]
	r.Nominations[1] = bind[answer](t, answered(t, `{"nominator": "municipality:214", "decision": {"date": "2020-12-01"}}`))
	got = check(t, validation.WithInquiry(t.Context(), calls["satakunta"]), v, r)[2:4]
	want = hyte.Violations{
		{Rule: hyte.RuleRepresentativeDuplicate, Location: "/nominations/0/representatives/1", Severity: hyte.Error, Params: constraint.Params{Other: "/nominations/0/representatives/0"}},
		{Rule: hyte.RuleDecisionBeforeCall, Location: "/nominations/1/decision/date", Severity: hyte.Warning, Params: constraint.Params{Date: "2020-12-17"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnnamedStruct(t *testing.T) {
	v := newValidator(t)
	document := &struct {
		Contact hyte.Contact `json:"contact"`
	}{hyte.Contact{GivenName: "A"}}
	if diff := cmp.Diff("error required /contact/familyName\n", lines(check(t, t.Context(), v, document))); diff != "" {
		t.Error(diff)
	}
}

// However the host has set up its validator, documents of hyte are the same to it.
func TestHostsSettings(t *testing.T) {
	settings := map[string]func() *validator.Validate{
		"required on structs": func() *validator.Validate { return newValidator(t, validator.WithRequiredStructEnabled()) },
		"private fields":      func() *validator.Validate { return newValidator(t, validator.WithPrivateFieldValidation()) },
		"blank names":         func() *validator.Validate { return newValidator(t, validator.WithTagNameFuncBlankOmit()) },
		"registered twice": func() *validator.Validate {
			v := newValidator(t)
			if err := validation.Register(v); err != nil {
				t.Fatal(err)
			}
			return v
		},
		"another tag": func() *validator.Validate {
			v := validator.New()
			v.SetTagName("binding")
			if err := validation.Register(v); err != nil {
				t.Fatal(err)
			}
			return v
		},
		"other words and names afterwards": func() *validator.Validate {
			v := newValidator(t)
			v.SetTagName("binding")
			v.RegisterTagNameFunc(func(f reflect.StructField) string { return "x." + f.Tag.Get("form") })
			for _, tag := range []string{"min", "max", "unique", "oneof", "email", "slug", "line"} {
				if err := v.RegisterValidation(tag, func(validator.FieldLevel) bool { return false }); err != nil {
					t.Fatal(err)
				}
			}
			return v
		},
		"other words and aliases before": func() *validator.Validate {
			v := validator.New()
			v.RegisterAlias("language", "len=5")
			if err := v.RegisterValidation("slug", func(validator.FieldLevel) bool { return false }); err != nil {
				t.Fatal(err)
			}
			if err := validation.Register(v); err != nil {
				t.Fatal(err)
			}
			return v
		},
	}
	calls := calls(t)
	for name, setting := range settings {
		v := setting()
		for _, c := range answerCases {
			n := bind[answer](t, answered(t, c.change))
			got := check(t, validation.WithInquiry(t.Context(), calls[c.call]), v, n)
			if diff := cmp.Diff(calls[c.call].Validate(n), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s (-hyte +validator):\n%s", name, c.name, diff)
			}
		}
		roster := &hyte.Roster{Sectors: map[hyte.Sector]int{"]": -1}, Nominators: []hyte.Entry{{Name: hyte.Text{"fi": ""}}}}
		if diff := cmp.Diff(hyte.RosterType().Check(roster), check(t, t.Context(), v, roster)); diff != "" {
			t.Errorf("%s, roster (-hyte +validator):\n%s", name, diff)
		}
	}
}

// The host's own words keep their meaning, and get ours beside them.
func TestHostsWords(t *testing.T) {
	v := newValidator(t)
	for _, f := range constraint.Formats() {
		for value, want := range map[string]bool{"": false, "aino(at)example.fi": f.Valid("aino(at)example.fi"), "2617416-4": f.Valid("2617416-4"), "fi": f.Valid("fi")} {
			if got := v.Var(value, "hyte_"+f.Name) == nil; got != want {
				t.Errorf("hyte_%s of %q: %v, hyte says %v", f.Name, value, got, want)
			}
		}
	}
	if v.Var("aino(at)example.fi", "email") == nil || v.Var(`"aino e"@example.fi`, "email") != nil {
		t.Error("validator's own email means something else than before")
	}
	if v.Var(12, "hyte_municipality") == nil {
		t.Error("a number has a format of texts")
	}
}

// A host that prints validator's errors sees names as in JSON.
func TestErrorsNamePlacesAsInJSON(t *testing.T) {
	v, call := newValidator(t), calls(t)["deputies"]
	err := v.StructCtx(validation.WithInquiry(t.Context(), call), bind[answer](t, answered(t, person(`{"givenName": "Aino", "email": "x"}`))))
	failures, _ := errors.AsType[validator.ValidationErrors](err)
	var got []string
	for _, f := range failures {
		got = append(got, strings.Join([]string{f.Namespace(), f.StructNamespace(), f.Field(), f.StructField(), f.Tag()}, " "))
	}
	want := []string{
		"Nomination.representatives[0].person.familyName Nomination.Representatives[0].Person.FamilyName familyName FamilyName required",
		"Nomination.representatives[0].person.email Nomination.Representatives[0].Person.Email email Email hyte_email",
		"Nomination.representatives[0].deputy Nomination.Representatives[0].Deputy representatives[0].deputy Representatives[0].Deputy deputy.missing",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRegisterRefuses(t *testing.T) {
	never := func(validator.FieldLevel) bool { return true }
	for name, setting := range map[string]struct {
		prepare func(v *validator.Validate)
		want    string
	}{
		"documents that were validated before": {func(v *validator.Validate) {
			v.SetTagName("binding")
			_ = v.Struct(hyte.Decision{})
		}, `disagree about the rule format.line at "/body" of a Decision`},
		"another min":    {func(v *validator.Validate) { _ = v.RegisterValidation("min", never) }, `the rule min`},
		"another max":    {func(v *validator.Validate) { _ = v.RegisterValidation("max", never) }, `the rule max_length at "/$schema" of a Nomination`},
		"another oneof":  {func(v *validator.Validate) { _ = v.RegisterValidation("oneof", never) }, `the rule one_of at "/sector" of a Person`},
		"another unique": {func(v *validator.Validate) { _ = v.RegisterValidation("unique", never) }, `the rule unique_items at "/jointlyWith" of a Nomination`},
	} {
		v := validator.New()
		setting.prepare(v)
		if err := validation.Register(v); err == nil || !strings.Contains(err.Error(), setting.want) {
			t.Errorf("%s: %v, want %s", name, err, setting.want)
		}
	}
	if err := validation.Register(nil); err == nil {
		t.Error("nil is registered")
	}
	if _, err := validation.Check(t.Context(), nil, &hyte.Call{}); err == nil {
		t.Error("nil validates")
	}
}

func TestViolationsOfOtherErrors(t *testing.T) {
	v := newValidator(t)
	for name, document := range map[string]any{"nil": nil, "a nil pointer": (*answer)(nil), "a text": "x", "a list": []answer{}} {
		violations, err := validation.Check(t.Context(), v, document)
		if _, ok := errors.AsType[*validator.InvalidValidationError](err); !ok || violations != nil {
			t.Errorf("%s: %v, %v", name, violations, err)
		}
	}
	if violations, err := validation.Violations(nil, nil); violations != nil || err != nil {
		t.Errorf("no error: %v, %v", violations, err)
	}
	if _, err := validation.Violations(context.Canceled, &hyte.Call{}); !errors.Is(err, context.Canceled) {
		t.Errorf("another error: %v", err)
	}
	n := &answer{}
	failed := v.Struct(n)
	for _, document := range []any{nil, &hyte.Call{}, "x", &struct{}{}} {
		if violations, err := validation.Violations(failed, document); err == nil && len(violations) > 0 && violations[0].Location != "" {
			t.Errorf("errors of a nomination, read as those of a %T: %v", document, violations)
		}
	}
	wrapped, err := validation.Violations(fmt.Errorf("bind: %w", failed), n)
	if err != nil || len(wrapped) != 5 {
		t.Errorf("wrapped: %v, %v", wrapped, err)
	}
}

// One validator serves many calls and goroutines at once.
func TestAtOnce(t *testing.T) {
	v, calls := newValidator(t), calls(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, c := range answerCases {
				n := bind[answer](t, answered(t, c.change))
				got, err := validation.Check(validation.WithInquiry(context.Background(), calls[c.call]), v, n)
				if diff := cmp.Diff(c.want, lines(got)); err != nil || diff != "" {
					t.Errorf("%s: %v\n%s", c.name, err, diff)
				}
			}
		})
	}
	wait.Wait()
}
