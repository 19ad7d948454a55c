package schema_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	service "github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/internal/firstkind"
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

// A kind has schemas for the inquiries that it is about, and for no others: its rules would
// read what those have not.
func TestForeignInquiry(t *testing.T) {
	served := service.All()
	for _, inquiry := range []schema.Inquiry{firstkind.Inquiry(t), eventInquiry(t)} {
		name := inquiry.Kind().Name()
		collection, ok := served.Collection(name)
		if !ok {
			t.Fatalf("no collection of %s", name)
		}
		seen := 0
		for _, kind := range schema.All() {
			_, err := kind.ForInquiry(inquiry, schema.Options{})
			isOurs := slices.Contains(collection.Documents, kind.Document())
			if errors.Is(err, document.ErrForeignInquiry) != (kind.Document().AsksInquiry() && !isOurs) {
				t.Errorf("%s for the %s: error %v", kind.Document().Name(), name, err)
			}
			if err == nil {
				seen++
			}
		}
		if seen < 2 {
			t.Errorf("the %s has %d schemas", name, seen)
		}
	}
	other := eventInquiry(t)
	_, err := schema.ForInquiry(other, answer)
	var taken []string
	for _, kind := range other.Responses() {
		taken = append(taken, kind.Name())
	}
	want := fmt.Sprintf("the %s %q takes %s, but no %s", other.Kind().Name(), other.ID(), strings.Join(taken, ", "), answer)
	if err == nil || !strings.HasSuffix(err.Error(), want) || len(taken) != 2 {
		t.Errorf("error %v, want %s", err, want)
	}
}
