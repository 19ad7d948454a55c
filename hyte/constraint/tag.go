package constraint

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Kind is what a value is in JSON, seen from the rules.
type Kind int

// The kinds of values that a document type may have.
const (
	KindString   Kind = iota + 1
	KindBoolean       // true or false
	KindInteger       // a whole number
	KindDateTime      // an instant, RFC 3339 in JSON, time.Time in Go
	KindObject        // a struct
	KindArray         // a slice
	KindMap           // an object with free names, a map of texts or numbers in Go
)

// JSONType is the name of the kind in JSON Schema's type keyword.
func (k Kind) JSONType() string {
	switch k {
	case KindString, KindDateTime:
		return "string"
	case KindBoolean:
		return "boolean"
	case KindInteger:
		return "integer"
	case KindArray:
		return "array"
	default:
		return "object"
	}
}

// Constraint is one word of a tag: a rule and its limit.
type Constraint struct {
	Tag     string   // the word as written: "required", "min", "email" …
	Rule    Rule     // what is reported when it is broken
	Limit   int      // of min and max
	Allowed []string // of oneof
	Format  *Format  // of a format, else nil
}

// Value is what the tag says of one value: a property, an item of an array, a
// name or a value of a map.
type Value struct {
	Kind        Kind
	Constraints []Constraint
	Object      *Type  // of KindObject
	Items       *Value // of KindArray, and the values of KindMap
	Names       *Value // the names of KindMap
	optional    bool   // omitempty
	pointer     bool   // the Go field is a pointer to the struct
}

// Required reports whether the value must be present and not empty.
func (v *Value) Required() bool {
	for _, c := range v.Constraints {
		if c.Rule == RuleRequired {
			return true
		}
	}
	return false
}

func compileValue(t reflect.Type, words []string, c *compiler) (*Value, error) {
	v := &Value{}
	if err := v.setKind(t, c); err != nil {
		return nil, err
	}
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case word == "":
			return nil, fmt.Errorf("empty word in tag")
		case word == "omitempty":
			v.optional = true
		case word == "dive":
			return v, v.compileDive(t, words[i+1:], c)
		default:
			con, err := v.constraint(word)
			if err != nil {
				return nil, err
			}
			v.Constraints = append(v.Constraints, con)
		}
	}
	if v.Kind == KindArray || v.Kind == KindMap {
		return nil, fmt.Errorf("%s needs dive: its items would go unchecked", t)
	}
	return v, nil
}

func (v *Value) setKind(t reflect.Type, c *compiler) error {
	if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
		v.pointer = true
		t = t.Elem()
	}
	switch {
	case t == timeType && !v.pointer:
		v.Kind = KindDateTime
	case t.Kind() == reflect.String:
		v.Kind = KindString
	case t.Kind() == reflect.Bool:
		v.Kind = KindBoolean
	case t.Kind() == reflect.Int:
		v.Kind = KindInteger
	case t.Kind() == reflect.Slice:
		v.Kind = KindArray
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String &&
		(t.Elem().Kind() == reflect.String || t.Elem().Kind() == reflect.Int):
		v.Kind = KindMap
	case t.Kind() == reflect.Struct:
		v.Kind = KindObject
		var err error
		v.Object, err = c.compile(t)
		return err
	default:
		return fmt.Errorf("type %s cannot stand in a document", t)
	}
	return nil
}

// compileDive reads what follows dive: for a map first keys … endkeys.
func (v *Value) compileDive(t reflect.Type, words []string, c *compiler) error {
	if v.Kind != KindArray && v.Kind != KindMap {
		return fmt.Errorf("dive on %s, which has no items", t)
	}
	if len(words) > 0 && words[0] == "keys" {
		end := -1
		for i, w := range words {
			if w == "endkeys" {
				end = i
				break
			}
		}
		if v.Kind != KindMap || end < 0 {
			return fmt.Errorf("keys without endkeys, or not on a map")
		}
		var err error
		if v.Names, err = compileValue(t.Key(), words[1:end], c); err != nil {
			return err
		}
		words = words[end+1:]
	}
	if v.Kind == KindMap && v.Names == nil {
		return fmt.Errorf("the names of a map need keys … endkeys")
	}
	var err error
	v.Items, err = compileValue(t.Elem(), words, c)
	return err
}

func (v *Value) constraint(word string) (Constraint, error) {
	name, arg, hasArg := strings.Cut(word, "=")
	con := Constraint{Tag: name}
	switch name {
	case "required":
		con.Rule = RuleRequired
	case "min", "max":
		limit, err := strconv.Atoi(arg)
		if err != nil || limit < 0 {
			return con, fmt.Errorf("%q needs a number, as in %s=1", word, name)
		}
		con.Limit = limit
		if con.Rule = limitRules[v.Kind][name]; con.Rule == "" {
			return con, fmt.Errorf("%s has neither length nor size for %q", v.Kind.JSONType(), word)
		}
		return con, nil
	case "oneof":
		con.Rule, con.Allowed = RuleOneOf, strings.Fields(arg)
		if v.Kind != KindString || len(con.Allowed) == 0 {
			return con, fmt.Errorf("%q needs a text and its values, as in oneof=a b", word)
		}
		return con, nil
	case "unique":
		if con.Rule = RuleUniqueItems; v.Kind != KindArray {
			return con, fmt.Errorf("unique is for arrays of texts")
		}
	default:
		f, ok := FormatNamed(name)
		if !ok {
			return con, fmt.Errorf("unknown word %q in tag", word)
		}
		if con.Rule, con.Format = f.Rule, f; v.Kind != KindString {
			return con, fmt.Errorf("format %s is for texts", name)
		}
	}
	if hasArg {
		return con, fmt.Errorf("%q takes no value", name)
	}
	return con, nil
}

var limitRules = map[Kind]map[string]Rule{
	KindString:  {"min": RuleMinLength, "max": RuleMaxLength},
	KindArray:   {"min": RuleMinItems, "max": RuleMaxItems},
	KindMap:     {"min": RuleMinItems, "max": RuleMaxItems},
	KindInteger: {"min": RuleMinimum, "max": RuleMaximum},
}
