package derive_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema/internal/derive"
)

func source(t *testing.T) *derive.Source {
	t.Helper()
	s, err := derive.NewSource("../../../hyte")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// everything has a value of every kind.
type everything struct {
	Text    string         `json:"text" validate:"required,min=3,max=9,slug"`
	Choice  string         `json:"choice,omitempty" validate:"omitempty,oneof=a b"`
	Number  int            `json:"number" validate:"omitempty,min=0,max=5"`
	Yes     bool           `json:"yes" validate:"omitempty"`
	At      time.Time      `json:"at,omitzero" validate:"omitempty"`
	Inner   *inner         `json:"inner" validate:"required"`
	List    []inner        `json:"list,omitempty" validate:"omitempty,max=2,dive"`
	Words   []string       `json:"words,omitempty" validate:"omitempty,unique,dive,required,max=4"`
	Counts  map[string]int `json:"counts" validate:"required,dive,keys,language,endkeys,min=0,max=9"`
	Titles  hyte.Text      `json:"titles,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=3"`
	private string
}

type inner struct {
	Again *inner `json:"again,omitempty" validate:"omitempty"`
}

func TestDocument(t *testing.T) {
	var e everything
	_ = e.private // such fields are left out
	s, err := source(t).Document(document.MustNew("everything", "everythings", constraint.MustCompile[everything](), nil))
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Write()
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://hytekit.org/schema/v1/everything.schema.json",
  "title": "everything",
  "type": "object",
  "properties": {
    "text": {"type": "string", "minLength": 3, "maxLength": 9, "allOf": [{"$ref": "#/$defs/format.id"}]},
    "choice": {"type": "string", "enum": ["a", "b", ""]},
    "number": {"type": "integer", "minimum": 0, "maximum": 5},
    "yes": {"type": "boolean"},
    "at": {"type": "string", "allOf": [{"$ref": "#/$defs/format.date_time"}]},
    "inner": {"$ref": "#/$defs/inner"},
    "list": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/inner"}},
    "words": {
      "type": "array",
      "uniqueItems": true,
      "items": {"type": "string", "minLength": 1, "maxLength": 4}
    },
    "counts": {
      "type": "object",
      "propertyNames": {"type": "string", "minLength": 1, "allOf": [{"$ref": "#/$defs/format.language"}]},
      "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 9}
    },
    "titles": {
      "type": "object",
      "minProperties": 1,
      "propertyNames": {"type": "string", "minLength": 1, "allOf": [{"$ref": "#/$defs/format.language"}]},
      "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 3}
    }
  },
  "required": ["text", "inner", "counts"],
  "additionalProperties": false,
  "$defs": {
    "inner": {
      "title": "inner",
      "type": "object",
      "properties": {"again": {"$ref": "#/$defs/inner"}},
      "additionalProperties": false
    },
`
	if diff := cmp.Diff(want, string(got[:min(len(want), len(got))])); diff != "" {
		t.Error(diff)
	}
	for _, rule := range []string{"format.id", "format.language", "format.date_time"} {
		if s.Defs.Get(rule) == nil {
			t.Errorf("no definition of %s", rule)
		}
	}
	if s.Defs.Get("format.email") != nil {
		t.Error("a format that is not in use is defined")
	}
}

type late struct {
	Text string `json:"text" validate:"required,line,max=9"`
}

type twoFormats struct {
	Text string `json:"text" validate:"required,line,email"`
}

type optionalLeast struct {
	Text string `json:"text" validate:"omitempty,min=3,max=9"`
}

type optionalNumber struct {
	Number int `json:"number" validate:"omitempty,min=1,max=9"`
}

type requiredNumber struct {
	Number int `json:"number" validate:"required,min=0,max=9"`
}

type requiredBoolean struct {
	Yes bool `json:"yes" validate:"required"`
}

// TestUnsupported makes sure that a tag which a schema would say in another way
// stops the generator, and that it says where and why.
func TestUnsupported(t *testing.T) {
	s := source(t)
	type Term struct {
		From string `json:"from" validate:"required,max=9,line"`
	}
	type oneName struct {
		Ours   *hyte.Term `json:"ours" validate:"required"`
		Theirs *Term      `json:"theirs" validate:"required"`
	}
	for want, d := range map[string]*constraint.Type{
		"late.text: write max before line":               constraint.MustCompile[late](),
		"twoFormats.text: write email before line":       constraint.MustCompile[twoFormats](),
		"optionalLeast.text: an optional text with":      constraint.MustCompile[optionalLeast](),
		"optionalNumber.number: an optional number has":  constraint.MustCompile[optionalNumber](),
		"requiredNumber.number: required is not":         constraint.MustCompile[requiredNumber](),
		"requiredBoolean.yes: required is not":           constraint.MustCompile[requiredBoolean](),
		"oneName.theirs: hyte.Term and derive_test.Term": constraint.MustCompile[oneName](),
	} {
		if _, err := s.Document(document.MustNew("x", "xs", d, nil)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := derive.NewSource("nowhere"); err == nil {
		t.Error("comments out of a folder that is not there")
	}
}

// TestDescriptions makes sure that descriptions speak of JSON, not of Go.
func TestDescriptions(t *testing.T) {
	s, err := source(t).Document(firstkind.Kind())
	if err != nil {
		t.Fatal(err)
	}
	person := s.Defs.Get("Person")
	for property, want := range map[string]string{
		"contactVisibility": `contactVisibility says who may see the e-mail address and telephone number. Absent, it is "organizer".`,
		"unit":              "unit is where in the organization the person works.",
	} {
		if got := person.Properties.Get(property).Description; got != want {
			t.Errorf("%s: %q", property, got)
		}
	}
}
