package schema_test

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestForOtherTools holds every schema to what the engines and generators of
// others stumble over. Each has another way to say the same.
func TestForOtherTools(t *testing.T) {
	for name, text := range everySchema(t) {
		if bytes.Contains(text, []byte(`\u0000`)) {
			t.Errorf(`%s: U+0000 in a schema: PostgreSQL refuses to store it, and generated Go does not compile; write \x00 in the pattern`, name)
		}
		var root any
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		walkSchema(root, func(keyword string, s any) {
			object, ok := s.(map[string]any)
			switch {
			case s == false && keyword != "additionalProperties":
				t.Errorf("%s: %s: false: quicktype does not read it; write {\"not\": {}}", name, keyword)
			case ok && object["$ref"] != nil && len(object) > 1:
				t.Errorf("%s: %s: %v: engines of draft 7 and older read nothing beside $ref; put it into allOf", name, keyword, object)
			case ok && keyword == "not" && object["const"] == "":
				t.Errorf(`%s: "not": {"const": ""}: json-schema-to-typescript takes it for an object; write minLength`, name)
			}
		})
	}
}

// walkSchema visits a schema and all schemas in it, each with the keyword, or the
// name, under which it stands.
func walkSchema(s any, visit func(keyword string, s any)) {
	object, _ := s.(map[string]any)
	for keyword, value := range object {
		switch keyword {
		case "items", "contains", "propertyNames", "additionalProperties", "if", "then", "else", "not":
			visit(keyword, value)
			walkSchema(value, visit)
		case "properties", "$defs":
			for name, one := range value.(map[string]any) {
				visit(name, one)
				walkSchema(one, visit)
			}
		case "allOf", "anyOf", "oneOf":
			for _, one := range value.([]any) {
				visit(keyword, one)
				walkSchema(one, visit)
			}
		}
	}
}
