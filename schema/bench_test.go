package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

// wholeCountry is a call to every municipality of Finland, 308 in 2025.
func wholeCountry(t testing.TB) *hyte.ResolvedCall {
	regions := []string{"01", "02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21"}
	call := exampleCall(t, func(c *hyte.Call) {
		c.MembershipDate = "2025-01-15"
		c.Seats = nil
		for _, region := range regions {
			c.Seats = append(c.Seats, hyte.Seat{
				ID: "region-" + region, Nominators: &hyte.Nominators{Kind: hyte.NominatorMunicipality, Region: region},
				Representatives: &hyte.Quota{Min: 1, Max: 2},
			})
		}
		c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
	})
	if n := len(call.Nominators); n != 308 {
		t.Fatalf("%d municipalities", n)
	}
	return call
}

// BenchmarkCompileForInquiry makes and compiles the schema of nominations to a
// call of all municipalities. Less than 20 ms is the goal.
func BenchmarkCompileForInquiry(b *testing.B) {
	call := wholeCountry(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schema.NewValidator(call, "nomination"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkForInquiry is the part of it that makes the text of the schema, also in
// one language.
func BenchmarkForInquiry(b *testing.B) {
	for _, name := range []string{"nomination", "received", "roster"} {
		for _, options := range []schema.Options{{}, {Language: "fi"}} {
			b.Run(name+options.Language, func(b *testing.B) {
				call := wholeCountry(b)
				b.ReportAllocs()
				for b.Loop() {
					text, err := schema.ForInquiryWith(call, name, options)
					if err != nil {
						b.Fatal(err)
					}
					b.SetBytes(int64(len(text)))
				}
			})
		}
	}
}

// BenchmarkValidate checks one nomination to a call of all municipalities.
func BenchmarkValidate(b *testing.B) {
	call := wholeCountry(b)
	validator, err := schema.NewValidator(call, "nomination")
	if err != nil {
		b.Fatal(err)
	}
	right := valid(call)
	wrong := clone(right).(map[string]any)
	wrong["consent"], wrong["nominator"] = false, "municipality:999"
	for name, document := range map[string]any{"right": right, "wrong": wrong} {
		text := mustMarshal(b, document)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				validator.Validate(text)
			}
		})
	}
}
