package constraint

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
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
	KindDateTime      // an instant, a text of the format "instant" in JSON, time.Time in Go
	KindObject        // a struct
	KindArray         // a slice
	KindMap           // an object with free names, a map of texts, numbers or such maps in Go
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
	test    test
}

// test is how a constraint is checked; a number is quicker to tell apart than
// a rule.
type test int

const (
	testFormat test = iota
	testRequired
	testMin
	testMax
	testOneOf
	testUnique
)

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
	return len(v.Constraints) > 0 && v.Constraints[0].Rule == RuleRequired
}

// Optional reports whether an absent value, such as an empty text, is fine.
func (v *Value) Optional() bool { return v.optional }

// limit is the number of the word min or max, if the tag has it.
func (v *Value) limit(word string) (int, bool) {
	for _, c := range v.Constraints {
		if c.Tag == word {
			return c.Limit, true
		}
	}
	return 0, false
}

// value reads the words of a tag, or of the part of it that is for the names or
// the items of a value.
func (c *compiler) value(t reflect.Type, words []string) (*Value, error) {
	v := &Value{}
	if err := c.setKind(v, t); err != nil {
		return nil, err
	}
	dives := false
	for i, word := range words {
		if word == "dive" {
			dives = true
			if err := c.dive(v, t, words[i+1:]); err != nil {
				return nil, err
			}
			break
		}
		if err := v.add(t, word, i); err != nil {
			return nil, err
		}
	}
	return v, v.complete(t, dives)
}

// complete makes sure that nothing about the value is left open.
func (v *Value) complete(t reflect.Type, dives bool) error {
	least, hasMin := v.limit("min")
	most, hasMax := v.limit("max")
	switch {
	case hasMin && hasMax && least > most:
		return fmt.Errorf("min=%d is more than max=%d", least, most)
	case v.Kind == KindInteger && !(hasMin && hasMax):
		return errors.New("a number needs min and max: engines differ in how great ones they hold")
	case (v.Kind == KindArray || v.Kind == KindMap) && !dives:
		return fmt.Errorf("%s needs dive: its items would go unchecked", t)
	}
	return nil
}

func (c *compiler) setKind(v *Value, t reflect.Type) error {
	if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && t.Elem() != timeType {
		v.pointer = true
		t = t.Elem()
	}
	switch {
	case t == timeType:
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
		(t.Elem().Kind() == reflect.String || t.Elem().Kind() == reflect.Int || t.Elem().Kind() == reflect.Map):
		v.Kind = KindMap // of what, its items say
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

// dive reads what follows the word: for a map first keys … endkeys.
func (c *compiler) dive(v *Value, t reflect.Type, words []string) (err error) {
	if v.Kind != KindArray && v.Kind != KindMap {
		return fmt.Errorf("dive on %s, which has no items", t)
	}
	hasKeys := len(words) > 0 && words[0] == "keys"
	if hasKeys != (v.Kind == KindMap) {
		return errors.New("keys … endkeys follow dive of a map, and only there")
	}
	if hasKeys {
		end := slices.Index(words, "endkeys")
		if end < 0 {
			return errors.New("keys without endkeys")
		}
		if v.Names, err = c.value(t.Key(), words[1:end]); err != nil {
			return err
		}
		words = words[end+1:]
	}
	v.Items, err = c.value(t.Elem(), words)
	return err
}

// add reads the i-th word of a tag.
func (v *Value) add(t reflect.Type, word string, i int) error {
	if word == "omitempty" || word == "required" {
		// Else the first broken rule of an absent value would be another one.
		if i > 0 {
			return fmt.Errorf("%s comes first, and only one of required and omitempty", word)
		}
		if word == "omitempty" {
			v.optional = true
			return nil
		}
	}
	con, err := v.constraint(t, word)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(v.Constraints, func(c Constraint) bool { return c.Tag == con.Tag }) {
		return fmt.Errorf("%s stands in the tag twice", con.Tag)
	}
	v.Constraints = append(v.Constraints, con)
	return nil
}

func (v *Value) constraint(t reflect.Type, word string) (Constraint, error) {
	name, arg, hasArg := strings.Cut(word, "=")
	con := Constraint{Tag: name}
	switch name {
	case "required":
		con.Rule, con.test = RuleRequired, testRequired
	case "min", "max":
		err := con.setLimit(v.Kind, arg)
		return con, err
	case "oneof":
		con.Rule, con.test, con.Allowed = RuleOneOf, testOneOf, strings.Fields(arg)
		if v.Kind != KindString || len(con.Allowed) == 0 || strings.Contains(arg, "'") {
			return con, errors.New("oneof is for texts and needs their values, without quotes, as in oneof=a b")
		}
		return con, nil
	case "unique":
		con.Rule, con.test = RuleUniqueItems, testUnique
		if v.Kind != KindArray || t.Elem().Kind() != reflect.String {
			return con, errors.New("unique is for arrays of texts")
		}
	default:
		f, ok := FormatNamed(name)
		if !ok {
			return con, fmt.Errorf("unknown word %q in the tag", word)
		}
		if con.Rule, con.Format = f.Rule, f; v.Kind != KindString {
			return con, fmt.Errorf("format %s is for texts", name)
		}
	}
	if hasArg {
		return con, fmt.Errorf("%s takes no value", name)
	}
	return con, nil
}

// setLimit reads the number of min or max.
func (c *Constraint) setLimit(kind Kind, arg string) (err error) {
	// The number is written in the one way that every reader of tags takes for
	// the same: 010 would be 8 to some.
	if c.Limit, err = strconv.Atoi(arg); err != nil || c.Limit < 0 || strconv.Itoa(c.Limit) != arg {
		return fmt.Errorf("%s needs a number, as in %s=1", c.Tag, c.Tag)
	}
	if c.test = testMin; c.Tag == "max" {
		c.test = testMax
	}
	if c.Rule = limitRules[kind][c.test]; c.Rule == "" {
		return fmt.Errorf("%s on a value that has neither length nor size", c.Tag)
	}
	return nil
}

var limitRules = map[Kind]map[test]Rule{
	KindString:  {testMin: RuleMinLength, testMax: RuleMaxLength},
	KindArray:   {testMin: RuleMinItems, testMax: RuleMaxItems},
	KindMap:     {testMin: RuleMinItems, testMax: RuleMaxItems},
	KindInteger: {testMin: RuleMinimum, testMax: RuleMaximum},
}
