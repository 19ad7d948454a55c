package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/schema"
)

func TestKindOf(t *testing.T) {
	for id, want := range map[string]string{
		schema.Namespace + "booking.schema.json":              "booking",
		schema.Namespace + "booking.sv.schema.json":           "booking",
		schema.Namespace + "tours/spring/booking.schema.json": "booking",
		schema.Namespace + "booking":                          "",
		"https://example.fi/copies/booking.schema.json":       "booking",
		"./booking.fi.schema.json":                            "booking",
		"booking.schema.json":                                 "booking",
		"https://example.fi/booking.schema.json/other":        "",
		"": "",
	} {
		name, ok := schema.KindOf(id)
		if ok != (want != "") || ok && name != want {
			t.Errorf("KindOf(%q) = %q, %t", id, name, ok)
		}
	}
}

// Whoever changes what they were given changes nobody else's.
func TestBaseIsTheCallers(t *testing.T) {
	kind := schema.All()[0]
	first, err := kind.Base(schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := string(first)
	clear(first)
	if again, err := kind.Base(schema.Options{}); err != nil || string(again) != before {
		t.Errorf("the schema has changed: %v", err)
	}
}
