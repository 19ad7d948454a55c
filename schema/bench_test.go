package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// BenchmarkCompileForInquiry makes and compiles the schema of answers to a
// call of all municipalities. Less than 20 ms is the goal.
func BenchmarkCompileForInquiry(b *testing.B) {
	call := wholeCountry(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schema.NewValidator(call, answer); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkForInquiry is the part of it that makes the text of the schema, also in
// one language.
func BenchmarkForInquiry(b *testing.B) {
	for _, name := range []string{answer, "received", "roster"} {
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

// BenchmarkValidate checks one answer to a call of all municipalities.
func BenchmarkValidate(b *testing.B) {
	call := wholeCountry(b)
	validator, err := schema.NewValidator(call, answer)
	if err != nil {
		b.Fatal(err)
	}
	right := valid(call)
	wrong := clone(right).(map[string]any)
	wrong["consent"], wrong[firstkind.SenderName] = false, "municipality:999"
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
