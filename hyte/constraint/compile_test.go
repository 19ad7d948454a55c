package constraint_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

type embedded struct{ A string }

type inner struct {
	Name string `json:"name" validate:"required,nonsense"`
}

// compileError is the error of compiling the struct type T.
func compileError[T any]() error {
	_, err := constraint.Compile[T]()
	return err
}

func TestCompileRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string // what the error says of the field, after its name
	}{
		"not a struct": {compileError[string](), "string is not a struct"},
		"no json name": {compileError[struct {
			A string `validate:"required"`
		}](), "A: no json name"},
		"empty json name": {compileError[struct {
			A string `json:",omitempty" validate:"required"`
		}](), "A: no json name"},
		"json option": {compileError[struct {
			A int `json:"a,string" validate:"required,min=1,max=2"`
		}](), `A: json option "string" is not supported`},
		"no validate tag": {compileError[struct {
			A string `json:"a"`
		}](), "A: no validate tag"},
		"empty validate tag": {compileError[struct {
			A string `json:"a" validate:""`
		}](), `A: unknown word "" in the tag`},
		"empty word": {compileError[struct {
			A string `json:"a" validate:"required,,line"`
		}](), `A: unknown word "" in the tag`},
		"unknown word": {compileError[struct {
			A string `json:"a" validate:"required,lien"`
		}](), `A: unknown word "lien" in the tag`},
		"word with a blank": {compileError[struct {
			A string `json:"a" validate:"required, line"`
		}](), `A: unknown word " line" in the tag`},
		"neither required nor omitempty": {compileError[struct {
			A string `json:"a" validate:"line"`
		}](), "A: the tag begins with neither required nor omitempty"},
		"required late": {compileError[struct {
			A string `json:"a" validate:"max=5,required"`
		}](), "A: required comes first, and only one of required and omitempty"},
		"both": {compileError[struct {
			A string `json:"a" validate:"omitempty,required"`
		}](), "A: required comes first, and only one of required and omitempty"},
		"required with a value": {compileError[struct {
			A string `json:"a" validate:"required=1"`
		}](), "A: required takes no value"},
		"omitempty with a value": {compileError[struct {
			A string `json:"a" validate:"omitempty=1"`
		}](), `A: unknown word "omitempty=1" in the tag`},
		"word twice": {compileError[struct {
			A string `json:"a" validate:"required,max=5,max=6"`
		}](), "A: max stands in the tag twice"},
		"min without number": {compileError[struct {
			A string `json:"a" validate:"required,min"`
		}](), "A: min needs a number, as in min=1"},
		"max not a number": {compileError[struct {
			A string `json:"a" validate:"required,max=ten"`
		}](), "A: max needs a number, as in max=1"},
		"max negative": {compileError[struct {
			A string `json:"a" validate:"required,max=-1"`
		}](), "A: max needs a number, as in max=1"},
		"max that others read as octal": {compileError[struct {
			A string `json:"a" validate:"required,max=010"`
		}](), "A: max needs a number, as in max=1"},
		"max with a sign": {compileError[struct {
			A string `json:"a" validate:"required,max=+5"`
		}](), "A: max needs a number, as in max=1"},
		"min over max": {compileError[struct {
			A string `json:"a" validate:"required,min=5,max=4"`
		}](), "A: min=5 is more than max=4"},
		"min of a bool": {compileError[struct {
			A bool `json:"a" validate:"required,min=1"`
		}](), "A: min on a value that has neither length nor size"},
		"max of an instant": {compileError[struct {
			A time.Time `json:"a" validate:"required,max=1"`
		}](), "A: max on a value that has neither length nor size"},
		"max of an object": {compileError[struct {
			A *party `json:"a" validate:"required,max=1"`
		}](), "A: max on a value that has neither length nor size"},
		"number without min": {compileError[struct {
			A int `json:"a" validate:"required,max=1"`
		}](), "A: a number needs min and max: engines differ in how great ones they hold"},
		"number in a map without max": {compileError[struct {
			A map[string]int `json:"a" validate:"required,dive,keys,slug,endkeys,min=1"`
		}](), "A: a number needs min and max: engines differ in how great ones they hold"},
		"oneof without values": {compileError[struct {
			A string `json:"a" validate:"required,oneof="`
		}](), "A: oneof is for texts and needs their values, without quotes, as in oneof=a b"},
		"oneof with quotes": {compileError[struct {
			A string `json:"a" validate:"required,oneof='a b' c"`
		}](), "A: oneof is for texts and needs their values, without quotes, as in oneof=a b"},
		"oneof of a number": {compileError[struct {
			A int `json:"a" validate:"required,oneof=1 2"`
		}](), "A: oneof is for texts and needs their values, without quotes, as in oneof=a b"},
		"unique of a text": {compileError[struct {
			A string `json:"a" validate:"required,unique"`
		}](), "A: unique is for arrays of texts"},
		"unique of objects": {compileError[struct {
			A []party `json:"a" validate:"required,unique,dive"`
		}](), "A: unique is for arrays of texts"},
		"unique with a value": {compileError[struct {
			A []string `json:"a" validate:"required,unique=B,dive,required"`
		}](), "A: unique takes no value"},
		"format of a number": {compileError[struct {
			A int `json:"a" validate:"required,line"`
		}](), "A: format line is for texts"},
		"format with a value": {compileError[struct {
			A string `json:"a" validate:"required,line=1"`
		}](), "A: line takes no value"},
		"array without dive": {compileError[struct {
			A []string `json:"a" validate:"required,min=1"`
		}](), "A: []string needs dive: its items would go unchecked"},
		"map without dive": {compileError[struct {
			A map[string]string `json:"a" validate:"required"`
		}](), "A: map[string]string needs dive: its items would go unchecked"},
		"inner array without dive": {compileError[struct {
			A [][]string `json:"a" validate:"required,dive,required"`
		}](), "A: []string needs dive: its items would go unchecked"},
		"dive on a text": {compileError[struct {
			A string `json:"a" validate:"required,dive,required"`
		}](), "A: dive on string, which has no items"},
		"keys of an array": {compileError[struct {
			A []string `json:"a" validate:"required,dive,keys,line,endkeys,required"`
		}](), "A: keys … endkeys follow dive of a map, and only there"},
		"map without keys": {compileError[struct {
			A map[string]string `json:"a" validate:"required,dive,required"`
		}](), "A: keys … endkeys follow dive of a map, and only there"},
		"keys without endkeys": {compileError[struct {
			A map[string]string `json:"a" validate:"required,dive,keys,line"`
		}](), "A: keys without endkeys"},
		"wrong word among keys": {compileError[struct {
			A map[string]string `json:"a" validate:"required,dive,keys,lien,endkeys,required"`
		}](), `A: unknown word "lien" in the tag`},
		"wrong word after dive": {compileError[struct {
			A []string `json:"a" validate:"required,dive,required,lien"`
		}](), `A: unknown word "lien" in the tag`},
		"object by value": {compileError[struct {
			A party `json:"a" validate:"required"`
		}](), "A: an object is a pointer, so that absent and empty differ"},
		"embedded struct": {compileError[struct{ embedded }](), "embedded: embedded structs are not supported"},
		"float": {compileError[struct {
			A float64 `json:"a" validate:"required"`
		}](), "A: type float64 cannot stand in a document"},
		"int64": {compileError[struct {
			A int64 `json:"a" validate:"required"`
		}](), "A: type int64 cannot stand in a document"},
		"any": {compileError[struct {
			A any `json:"a" validate:"required"`
		}](), "A: type interface {} cannot stand in a document"},
		"bytes": {compileError[struct {
			A []byte `json:"a" validate:"required,dive,required"`
		}](), "A: type uint8 cannot stand in a document"},
		"pointer to an instant": {compileError[struct {
			A *time.Time `json:"a" validate:"required"`
		}](), "A: type *time.Time cannot stand in a document"},
		"pointer to a text": {compileError[struct {
			A *string `json:"a" validate:"required"`
		}](), "A: type *string cannot stand in a document"},
		"map of objects": {compileError[struct {
			A map[string]party `json:"a" validate:"required,dive,keys,line,endkeys"`
		}](), "A: type map[string]constraint_test.party cannot stand in a document"},
		"inner struct": {compileError[struct {
			A *inner `json:"a" validate:"required"`
		}](), `A: constraint_test.inner.Name: unknown word "nonsense" in the tag`},
	} {
		t.Run(name, func(t *testing.T) {
			if c.err == nil {
				t.Fatal("compiles")
			}
			text := c.err.Error()
			if !strings.HasPrefix(text, "constraint: ") || !strings.HasSuffix(text, c.want) {
				t.Errorf("error %q does not end with %q", text, c.want)
			}
			if strings.Count(text, "constraint: ") != 1 {
				t.Errorf("error %q repeats itself", text)
			}
		})
	}
}

func TestCompileRefusesTwoPropertiesOfOneName(t *testing.T) {
	text := reflect.TypeFor[string]()
	_, err := constraint.CompileType(reflect.StructOf([]reflect.StructField{
		{Name: "A", Type: text, Tag: `json:"a" validate:"required"`},
		{Name: "B", Type: text, Tag: `json:"a" validate:"required"`},
	}))
	if err == nil || !strings.HasSuffix(err.Error(), `B: a second property "a"`) {
		t.Errorf("error %v", err)
	}
}

func TestMustCompilePanicsWithTheField(t *testing.T) {
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "inner.Name") {
			t.Errorf("panics with %v", err)
		}
	}()
	constraint.MustCompile[inner]()
}

// A type that contains itself is compiled once.
func TestCompileRecursive(t *testing.T) {
	sender, _ := letterType.Property("sender")
	partner, _ := sender.Value.Object.Property("partner")
	if partner.Value.Object != sender.Value.Object {
		t.Error("the partner of a party is another type than the party")
	}
}

func TestTypeTellsWhatItIs(t *testing.T) {
	if letterType.Name() != "letter" || letterType.GoType() != reflect.TypeFor[letter]() {
		t.Errorf("it is %s, %s", letterType.Name(), letterType.GoType())
	}
	var names []string
	for _, p := range letterType.Properties() {
		names = append(names, p.Name)
	}
	want := []string{"$schema", "id", "subject", "kind", "pages", "secret", "sent", "sender", "copies", "parties", "counts", "a~b/c"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if _, ok := letterType.Property("Left"); ok {
		t.Error("a field that JSON leaves out is a property")
	}
}

func TestLookup(t *testing.T) {
	for pointer, kind := range map[string]constraint.Kind{
		"":                         constraint.KindObject,
		"/id":                      constraint.KindString,
		"/secret":                  constraint.KindBoolean,
		"/pages":                   constraint.KindInteger,
		"/sent":                    constraint.KindDateTime,
		"/sender":                  constraint.KindObject,
		"/sender/partner/partner":  constraint.KindObject,
		"/copies":                  constraint.KindArray,
		"/copies/2":                constraint.KindString,
		"/parties/0/tags/1":        constraint.KindString,
		"/subject":                 constraint.KindMap,
		"/subject/fi":              constraint.KindString,
		"/counts/a":                constraint.KindInteger,
		"/a~0b~1c":                 constraint.KindString,
		"/sender/partner/name":     constraint.KindString,
		"/sender/partner/unknown":  0,
		"/unknown":                 0,
		"/id/deeper":               0,
		"/copies/0/deeper":         0,
		"/a~b/c":                   0,
		"/sender/partner/partner/": 0,
	} {
		v, ok := letterType.Lookup(pointer)
		if ok != (kind != 0) || ok && v.Kind != kind {
			t.Errorf("Lookup(%q) = %+v, %v", pointer, v, ok)
		}
	}
}

func TestValueSaysWhatTheTagSays(t *testing.T) {
	v, _ := letterType.Lookup("/copies")
	var words []string
	for _, c := range v.Constraints {
		words = append(words, c.Tag+" "+string(c.Rule))
	}
	if diff := cmp.Diff([]string{"min min_items", "max max_items", "unique unique_items"}, words); diff != "" {
		t.Error(diff)
	}
	if v.Required() || !v.Items.Required() || v.Items.Constraints[1].Format.Name != "email" {
		t.Errorf("copies are %+v of %+v", v, v.Items)
	}
	if v.Constraints[1].Limit != 3 {
		t.Errorf("at most %d copies", v.Constraints[1].Limit)
	}
	kind, _ := letterType.Lookup("/kind")
	if diff := cmp.Diff([]string{"note", "order"}, kind.Constraints[0].Allowed); diff != "" {
		t.Error(diff)
	}
	counts, _ := letterType.Lookup("/counts")
	if counts.Names.Constraints[0].Format.Name != "slug" {
		t.Errorf("the names of counts are %+v", counts.Names)
	}
}

func TestJSONTypes(t *testing.T) {
	for kind, want := range map[constraint.Kind]string{
		constraint.KindString: "string", constraint.KindDateTime: "string", constraint.KindBoolean: "boolean",
		constraint.KindInteger: "integer", constraint.KindArray: "array", constraint.KindObject: "object", constraint.KindMap: "object",
	} {
		if got := kind.JSONType(); got != want {
			t.Errorf("kind %d is %q, not %q", kind, got, want)
		}
	}
}
