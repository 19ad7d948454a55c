package testkind_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testkind"
	"github.com/hytekit/hytekit/schema"
	"pgregory.net/rapid"
)

func schemas(t testing.TB) *schema.Kind {
	t.Helper()
	k, err := testkind.Schemas().Named("booking")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestSchemaSaysTheRules holds the schema of the tour to the rules, violation by
// violation, on right and wrong bookings.
func TestSchemaSaysTheRules(t *testing.T) {
	k := schemas(t)
	closed := testkind.Example()
	closed.Bus, closed.Lunch = false, false
	for name, tour := range map[string]*testkind.Tour{"all is asked": testkind.Example(), "neither bus nor lunch": closed} {
		t.Run(name, func(t *testing.T) {
			text, err := k.ForInquiry(tour, schema.Options{})
			if err != nil {
				t.Fatal(err)
			}
			validator, err := k.Compile(text)
			if err != nil {
				t.Fatal(err)
			}
			rules := testkind.Bookings().Program(tour)
			rapid.Check(t, func(t *rapid.T) {
				document := anyBooking(t)
				_, want := rules.Read([]byte(document), inquiryTime)
				if diff := cmp.Diff(want, validator.Validate([]byte(document))); diff != "" {
					t.Fatalf("%s\n(-rules +schema)\n%s", document, diff)
				}
			})
		})
	}
}

// anyBooking is the right one with members changed or taken away.
func anyBooking(t *rapid.T) string {
	members := []string{
		`"tour":"spring-tour"`, `"class":"named:class-b"`, `"guides":[{"name":"Aino Esimerkki","email":"aino@example.fi"}]`,
		`"travel":"bus"`, `"stop":"Tori"`, `"lunch":"no"`, `"agreed":true`,
	}
	others := []string{
		`"tour":"another"`, `"class":"named:class-a"`, `"class":"named:class-c"`, `"guides":[]`, `"guides":[{"name":"A"},{"name":"B","telephone":"+358401234567"}]`,
		`"travel":"foot"`, `"stop":""`, `"lunch":"perhaps"`, `"agreed":false`, `"more":1`, `"travel":7`,
	}
	var kept []string
	for _, m := range members {
		name, _, _ := strings.Cut(m, ":")
		switch rapid.IntRange(0, 7).Draw(t, name) {
		case 0: // left out
		case 1:
			other := rapid.SampledFrom(others).Draw(t, "another")
			if strings.HasPrefix(other, name+":") || strings.HasPrefix(other, `"more"`) {
				m = other
			}
			kept = append(kept, m)
		default:
			kept = append(kept, m)
		}
	}
	return "{" + strings.Join(kept, ",") + "}"
}

func TestSchemaOfAnotherKindIsRefused(t *testing.T) {
	base, err := schema.Base(firstkind.Kind().Name())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := schema.Of(testkind.Bookings(), base); !errors.Is(err, schema.ErrForeignSchema) {
		t.Errorf("the error is %v", err)
	}
	if _, err := schema.Of(testkind.Bookings(), []byte("{")); err == nil {
		t.Error("what is no JSON is a schema")
	}
	if _, err := schemas(t).ForInquiry((*testkind.Tour)(nil), schema.Options{}); !errors.Is(err, schema.ErrIncompleteInquiry) {
		t.Errorf("no tour: %v", err)
	}
	if _, err := schema.Base("booking"); !errors.Is(err, schema.ErrUnknownDocument) {
		t.Errorf("somebody has registered the toy: %v", err)
	}
}
